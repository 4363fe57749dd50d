"""Two runs side by side: what changed, in which article, and whether it is more than chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sahelsum.errors import PopulationError
from sahelsum.scoring.bootstrap import SAMPLES, SEED, Earned, Interval, paired
from sahelsum.scoring.run import Run, RunArticle
from sahelsum.scoring.tally import Counts


@dataclass(frozen=True, slots=True)
class Change:
    """One article in two runs: F1 before and after (null: nothing to score), cost, never events that came and went,
    errors that are new or gone (none are told where a run was kept without its errors, as a baseline is)."""

    id: str
    before: float | None
    after: float | None
    cost: tuple[int, int]
    came: tuple[str, ...]
    went: tuple[str, ...]
    lost_record: bool
    new_errors: tuple[str, ...] = ()
    old_errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """`fields` has the counts before and after; `changes` every article that scores otherwise, the worst first."""

    overall: Interval
    fields: dict[str, tuple[Counts, Counts]]
    changes: tuple[Change, ...]
    articles: int
    groups: int

    @property
    def came(self) -> list[tuple[str, str]]:
        """New never events: (article, what)."""
        return [(change.id, event) for change in self.changes for event in change.came]

    @property
    def lost(self) -> list[str]:
        """Articles that had a record before and have none now."""
        return [change.id for change in self.changes if change.lost_record]


def compare(before: Run, after: Run, samples: int = SAMPLES, seed: int = SEED) -> Comparison:
    """What changed from one run to the other.

    Raises:
        PopulationError: they are not about the same articles with the same labels.
    """
    first, second = ({article.id: article for article in run.articles} for run in (before, after))
    _same_population(first, second)
    groups = list(dict.fromkeys(article.group for article in after.articles))
    one, other = before.fields(), after.fields()
    return Comparison(
        overall=paired(_earned(first.values(), groups), _earned(second.values(), groups), samples, seed),
        fields={name: (one.get(name, Counts()), other.get(name, Counts())) for name in {**one, **other}},
        changes=_changes(first, second),
        articles=len(second), groups=len(groups),
    )  # fmt: skip


def _same_population(first: dict[str, RunArticle], second: dict[str, RunArticle]) -> None:
    added, gone = sorted(second.keys() - first.keys()), sorted(first.keys() - second.keys())
    relabelled = sorted(id_ for id_ in first.keys() & second.keys() if first[id_].labels != second[id_].labels)
    told = [f"{len(ids)} {what} ({_some(ids)})" for ids, what in
            ((added, "new"), (gone, "gone"), (relabelled, "labelled otherwise")) if ids]  # fmt: skip
    if told:
        raise PopulationError(
            f"the two runs are not about the same gold: {', '.join(told)}; score both on the same gold, "
            "or accept the new one as the baseline (`sahelsum eval accept`)."
        )


def _some(ids: list[str]) -> str:
    return ", ".join(ids[:3]) + (", …" if len(ids) > 3 else "")


def _earned(articles: Iterable[RunArticle], groups: list[str]) -> list[Earned]:
    sums = {group: [0.0, 0.0] for group in groups}
    for article in articles:
        counts = article.whole
        sums[article.group][0] += counts.credit
        sums[article.group][1] += (counts.gold + counts.found) / 2
    return [Earned(*sums[group]) for group in groups]


def _changes(first: dict[str, RunArticle], second: dict[str, RunArticle]) -> tuple[Change, ...]:
    changes = []
    for id_, after in second.items():
        before = first[id_]
        came, went = _events(after) - _events(before), _events(before) - _events(after)
        if before.fields != after.fields or came or went or before.record != after.record:
            one, other = before.whole, after.whole
            new, old = _errors(before, after)
            changes.append(
                Change(id_, one.f1, other.f1, (one.cost, other.cost), tuple(sorted(came.elements())),
                       tuple(sorted(went.elements())), before.record and not after.record, new, old)
            )  # fmt: skip
    return tuple(sorted(changes, key=lambda change: ((change.after or 0.0) - (change.before or 0.0), change.id)))


def _errors(before: RunArticle, after: RunArticle) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What went wrong after and not before, and the other way round, the costliest first."""
    if any(article.whole.cost and not article.errors for article in (before, after)):
        return (), ()
    told = [[str(error) for error in article.errors] for article in (before, after)]
    one, other = Counter(told[0]), Counter(told[1])
    return tuple((other - one).elements()), tuple((one - other).elements())


def _events(article: RunArticle) -> Counter[str]:
    """Never events by kind: how they are told may change with the record's words, that they happen may not."""
    return Counter(event.kind for event in article.never)
