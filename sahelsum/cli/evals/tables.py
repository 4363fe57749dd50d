"""How runs are shown: tables by field, worst cases first, never events by name. Colour only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sahelsum.scoring.agreement import Agreed
from sahelsum.scoring.compare import ALL, Change, Comparison
from sahelsum.scoring.gate import Gate
from sahelsum.scoring.never import KINDS
from sahelsum.scoring.run import Run, RunArticle
from sahelsum.scoring.score import ABSTENTIONS
from sahelsum.scoring.tally import Counts, added
from sahelsum.scoring.values import FIELDS

WIDTH, WIDE = 118, 113
_SHOWN_ERRORS = 10
_SHOWN_ARTICLES = 5


def show_run(run: Run, worst: int, ceiling: Mapping[str, Agreed] | None = None) -> None:
    """Totals, never events, fields (beside the F1 of two careful readers, where it is known), abstentions, and the
    worst articles with what went wrong in them."""
    console = _console()
    counts = run.whole
    groups = len({article.group for article in run.articles})
    readers = ", ".join(reader.model or reader.extractor for reader in run.readers) or "no record"
    console.print(
        f"[bold]{readers}[/] on {len(run.articles)} articles{_sealed(run)} in {groups} groups: F1 "
        f"[bold]{_share(counts.f1)}[/] "
        f"(strict {_share(counts.strict)}), precision {_share(counts.precision)}, recall {_share(counts.recall)}, cost "
        f"{counts.cost / len(run.articles):.1f} an article"
    )
    _splits(console, run)
    _never(console, run)
    console.print(_fields(run.fields(), counts, ceiling or {}, narrow=console.width < WIDE))
    _abstentions(console, run)
    shown = [article for article in run.articles if not is_hidden(article)]
    for article in sorted(shown, key=lambda one: -one.whole.cost)[:worst]:
        _worst(console, article, None if len(run.articles) == 1 else _SHOWN_ERRORS)


def _splits(console: Console, run: Run) -> None:
    """The open and the sealed articles each by themselves, where there are both."""
    by_split: dict[str, list[RunArticle]] = {}
    for article in run.articles:
        by_split.setdefault(article.split, []).append(article)
    for split, articles in sorted(by_split.items()) if len(by_split) > 1 else ():
        counts = added(row for article in articles for row in article.fields.values())
        events = sum(len(article.never) for article in articles)
        console.print(
            f"{split}: F1 {_share(counts.f1)} (strict {_share(counts.strict)}) on {len(articles)} articles, "
            f"{events} never event(s)"
        )


def is_hidden(article: RunArticle) -> bool:
    """Whether an article is sealed and its errors are not told."""
    return article.split == "sealed" and not article.errors


def _sealed(run: Run) -> str:
    count = sum(article.split == "sealed" for article in run.articles)
    return f" ({count} of them sealed)" if count else ""


def show_comparison(comparison: Comparison) -> None:
    """The difference and its interval, the fields that moved, the articles that changed."""
    console = _console()
    overall = comparison.overall
    population = f"{comparison.articles} articles in {comparison.groups} groups"
    if not comparison.changes:
        console.print(f"nothing has changed in {population}")
        return
    console.print(
        f"F1 [bold]{overall.difference:+.3f}[/] (95 % interval {overall.low:+.3f} to {overall.high:+.3f}, paired, "
        f"{population}), by chance {_chance(comparison.chance)}; minimal detectable change {overall.detectable:.3f} "
        f"(80 % power); cost {sum(moved.before.cost for moved in comparison.fields.values())} before, "
        f"{sum(moved.after.cost for moved in comparison.fields.values())} after"
    )
    console.print(_moved_fields(comparison, narrow=console.width < WIDE))
    changes = _table("article", "F1 before", "after", "change", "cost before", "after", "never events")
    for change in comparison.changes:
        if not change.is_sealed:
            moved = _difference(change.before, change.after)
            changes.add_row(change.id, _share(change.before), _share(change.after), moved, *map(str, change.cost),
                            _events(change))  # fmt: skip
    console.print(changes)
    _sealed_changes(console, [change for change in comparison.changes if change.is_sealed])
    for change in [change for change in comparison.changes if not change.is_sealed][:_SHOWN_ARTICLES]:
        told = [(f"new: {error}", "red") for error in change.new_errors]
        told += [(f"gone: {error}", "green") for error in change.old_errors]
        if told:
            console.print(f"\n[bold]{change.id}[/]")
        for line, colour in told[:_SHOWN_ERRORS]:
            console.print(f"  [{colour}]{escape(line)}[/]")
        if (left := len(told) - _SHOWN_ERRORS) > 0:
            console.print(f"  and {left} more")


def _sealed_changes(console: Console, changes: Sequence[Change]) -> None:
    """Sealed articles that score otherwise, as one line."""
    if changes:
        before, after = (sum(change.cost[at] for change in changes) for at in (0, 1))
        better = sum((change.after or 0.0) > (change.before or 0.0) for change in changes)
        events = [sum(len(told) for told in kind) for kind in zip(*((c.came, c.went) for c in changes), strict=True)]
        console.print(
            f"{len(changes)} sealed articles score otherwise, {better} of them better; cost {before} before, {after} "
            f"after; never events: {events[0]} new, {events[1]} gone"
        )


def _moved_fields(comparison: Comparison, narrow: bool) -> Table:
    """The fields that moved, each with its interval and its chance among all fields; a narrow screen gets fewer."""
    table = _table("field", "F1 before", "after", "change", "95 % interval", "by chance",
                   *(() if narrow else ("strict before", "after")), "cost before", "after")  # fmt: skip
    for field, moved in sorted(comparison.fields.items(), key=lambda row: _rank(row[0])):
        before, after, interval = moved.before, moved.after, moved.interval
        if moved.is_seen:
            strict = () if narrow else (_share(before.strict), _share(after.strict))
            table.add_row(field, _share(before.f1), _share(after.f1), _difference(before.f1, after.f1),
                          f"{interval.low:+.2f} … {interval.high:+.2f}", _chance(moved.chance), *strict,
                          str(before.cost), str(after.cost))  # fmt: skip
    return table


def show_agreement(fields: Mapping[str, Agreed]) -> None:
    """Two readers side by side, by field."""
    table = _table("field", "one", "two", "F1", "bare F1", "strict", "alpha")
    for field, row in sorted(fields.items(), key=lambda each: _rank(each[0])):
        bare = row.bare
        table.add_row(field, str(bare.gold), str(bare.found), _share(row.honoured.f1), _share(bare.f1),
                      _share(bare.strict), _share(row.alpha), style="bold" if field == ALL else None)  # fmt: skip
    _console().print(table)


def show_gate(gate: Gate) -> None:
    """Pass, or every reason why not."""
    console = _console()
    console.print("[red]gate: fails[/]" if gate.failures else "[green]gate: passes[/]")
    for sentence in (*gate.failures, gate.remark):
        if sentence:
            console.print(f"  {escape(sentence)}")


def show_accepted(run: Run, file: Path) -> None:
    """What is now the baseline."""
    counts = run.whole
    events = sum(len(article.never) for article in run.articles)
    _console().print(
        f"{escape(str(file))} is the baseline now: F1 {_share(counts.f1)} (strict {_share(counts.strict)}) on "
        f"{len(run.articles)} articles, {events} never events; review its diff before you commit it"
    )


def _console() -> Console:
    shown = sys.stdout.isatty()
    return Console(width=None if shown else WIDTH, highlight=False, soft_wrap=not shown)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for number, column in enumerate(columns):
        is_text = number == 0 or column == "never events"
        table.add_column(column, justify="left" if is_text else "right", no_wrap=not is_text)
    return table


def _fields(fields: dict[str, Counts], whole: Counts, ceiling: Mapping[str, Agreed], narrow: bool) -> Table:
    """The table by field; a narrow screen gets the scores and the cost only."""
    found = ("gold", "found")
    classes = ("right", "partial", "wrong", "missed", "invented")
    shares = ("precision", "recall", "F1", "strict")
    readers = ("readers",) if ceiling else ()
    columns = (*shares, *readers) if narrow else (*found, *shares, *readers, *classes)
    table = _table("field", *columns, "cost")
    for field, counts in [*sorted(fields.items(), key=lambda row: _rank(row[0])), ("all", whole)]:
        cells = {name: _share(getattr(counts, name.lower())) for name in shares}
        cells["readers"] = _share(ceiling[field].honoured.f1 if field in ceiling else None)
        cells |= {name: str(getattr(counts, name)) for name in (*found, *classes)}
        style = "bold" if field == "all" else None
        table.add_row(field, *(cells[name] for name in columns), str(counts.cost), style=style)
    return table


def _never(console: Console, run: Run) -> None:
    events = [(article.id, event) for article in run.articles for event in article.never]
    if not events:
        console.print("[green]no never event[/]")
    for kind, meaning in KINDS.items():
        found = [(article, event.what) for article, event in events if event.kind == kind]
        if found:
            console.print(f"[red]never event:[/] {meaning}, {len(found)} time(s)")
            for article, what in found:
                console.print(f"  {article}: {escape(what)}")


def _abstentions(console: Console, run: Run) -> None:
    told = []
    for name in ABSTENTIONS:
        rows = [article.abstained.get(name, (0, 0)) for article in run.articles]
        right, silent = sum(row[0] for row in rows), sum(row[1] for row in rows)
        if silent:
            told.append(f"{name} {right} of {silent}")
    console.print(f"rightly silent where gold is: {', '.join(told) or 'nothing to be silent about'}")


def _worst(console: Console, article: RunArticle, most: int | None) -> None:
    """An article and its errors, the costliest first, `most` of them (null: all)."""
    counts = article.whole
    if not counts.cost:
        return
    console.print(f"\n[bold]{article.id}[/]  F1 {_share(counts.f1)}, cost {counts.cost}")
    for sentence in (*article.merged, *article.divided):
        console.print(f"  {escape(sentence)}")
    if not article.errors:
        console.print("  a baseline keeps no single errors; `sahelsum eval` shows them")
    for miss in article.errors[:most]:
        console.print(f"  {escape(str(miss))}")
    if (left := len(article.errors[len(article.errors[:most]) :])) > 0:
        console.print(f"  and {left} smaller (all of them: --only {article.id})")


def _events(change: Change) -> str:
    came = [f"[red]new: {KINDS.get(kind, kind)}[/]" for kind in change.came]
    return ", ".join(came + [f"[green]gone: {KINDS.get(kind, kind)}[/]" for kind in change.went])


def _rank(field: str) -> int:
    order = ("published", *FIELDS)
    return order.index(field) if field in order else len(order)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _chance(value: float) -> str:
    return "< 0.001" if value < 0.001 else f"{value:.3f}"


def _difference(before: float | None, after: float | None) -> str:
    return "" if before is None or after is None else f"{after - before:+.3f}"
