"""A run, or a run beside its baseline, as Markdown for a pull request: the verdict first, then what moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sahelsum.scoring.compare import Comparison
from sahelsum.scoring.gate import Gate
from sahelsum.scoring.never import KINDS
from sahelsum.scoring.run import Run
from sahelsum.scoring.values import FIELDS

_MOST = 10
"""Articles shown at the most."""
_ORDER = ("published", *FIELDS)


def markdown(run: Run, comparison: Comparison | None = None, gate: Gate | None = None) -> str:
    """The page, the same for the same runs. Of sealed articles only sums are told."""
    parts = [_head(run), *(_gate(gate) if gate is not None else ()), _never(run)]
    parts.append(_fields(run) if comparison is None else _moved(comparison))
    if comparison is not None:
        parts.append(_changes(comparison))
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(run: Run) -> str:
    readers = ", ".join(reader.model or reader.extractor for reader in run.readers) or "no record"
    counts = run.whole
    return (
        f"### {_cell(readers)}: F1 {_share(counts.f1)} (strict {_share(counts.strict)}) on {len(run.articles)} "
        "articles\n\n"
        f"Precision {_share(counts.precision)}, recall {_share(counts.recall)}, cost "
        f"{counts.cost / len(run.articles):.1f} an article."
    )


def _gate(gate: Gate) -> Iterator[str]:
    yield "**The gate fails.**" if gate.failures else "**The gate passes.**"
    yield "\n".join(f"- {_cell(sentence)}" for sentence in (*gate.failures, gate.remark) if sentence)


def _never(run: Run) -> str:
    events = Counter(event.kind for article in run.articles for event in article.never)
    if not events:
        return "No never event."
    return "\n".join(f"- never event: {KINDS.get(kind, kind)}, {events[kind]} time(s)" for kind in sorted(events))


def _fields(run: Run) -> str:
    rows = [
        (field, counts.gold, counts.found, *map(_share, (counts.precision, counts.recall, counts.f1)), counts.cost)
        for field, counts in sorted(run.fields().items(), key=lambda row: _ORDER.index(row[0]))
    ]
    return _table(("field", "gold", "found", "precision", "recall", "F1", "cost"), rows)


def _moved(comparison: Comparison) -> str:
    overall = comparison.overall
    told = (
        f"F1 {overall.difference:+.3f} (95 % interval {overall.low:+.3f} to {overall.high:+.3f}, by chance "
        f"{comparison.chance:.3f}; minimal detectable change {overall.detectable:.3f})."
    )
    rows = [
        (field, _share(moved.before.f1), _share(moved.after.f1), f"{moved.interval.difference:+.3f}",
         f"{moved.interval.low:+.3f} to {moved.interval.high:+.3f}", f"{moved.chance:.3f}")
        for field, moved in sorted(comparison.fields.items(), key=lambda row: _ORDER.index(row[0]))
        if moved.is_seen
    ]  # fmt: skip
    return told if not rows else told + "\n\n" + _table(
        ("field", "before", "after", "change", "95 % interval", "by chance (Holm)"), rows
    )  # fmt: skip


def _changes(comparison: Comparison) -> str:
    shown = [change for change in comparison.changes if not change.is_sealed]
    rows = [
        (change.id, _share(change.before), _share(change.after), *change.cost,
         "; ".join([*(f"new: {kind}" for kind in change.came), *(f"gone: {kind}" for kind in change.went)]))
        for change in shown[:_MOST]
    ]  # fmt: skip
    left = len(comparison.changes) - len(rows)
    parts = [_table(("article", "F1 before", "after", "cost before", "after", "never events"), rows)] if rows else []
    return "\n\n".join([*parts, *([f"{left} more articles score otherwise."] if left else [])])


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(_cell(str(cell)) for cell in row) + " |" for row in rows)])


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
