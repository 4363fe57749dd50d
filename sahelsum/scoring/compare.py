"""Two runs side by side: what changed, in which article, and whether it is more than chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sahelsum.errors import PopulationError
from sahelsum.scoring.bootstrap import SAMPLES, SEED, Earned, Interval, chances, holm, paired
from sahelsum.scoring.run import Run, RunArticle
from sahelsum.scoring.tally import Counts

COLLAPSE = 0.3
"""A fall of one article's F1 that no average over the others may hide …"""
_FEW, _MANY, _MOST = 3.0, 6.0, 0.75
"""… if so many facts are lost with it: three, or of an article with more that part of them, or six."""
ALL = "all"
"""All facts of all fields together."""


@dataclass(frozen=True, slots=True)
class Change:
    """One article in two runs: F1 before and after (null: nothing to score), cost, never events that came and went,
    whether it has collapsed, errors that are new or gone (none are told where a run was kept without its errors, as a
    baseline is). `is_sealed`: of such articles only what they come to together is told."""

    id: str
    is_sealed: bool
    before: float | None
    after: float | None
    cost: tuple[int, int]
    came: tuple[str, ...]
    went: tuple[str, ...]
    lost_record: bool
    has_collapsed: bool
    new_errors: tuple[str, ...] = ()
    old_errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """One field in two runs: its counts, the difference of F1 with its interval, and the chance that so great a
    difference is chance (0 to 1), for all fields together by Holm's method."""

    before: Counts
    after: Counts
    interval: Interval
    chance: float

    @property
    def is_seen(self) -> bool:
        """Whether any score of the field differs."""
        one, other = self.before, self.after
        return (one.f1, one.strict, one.cost) != (other.f1, other.strict, other.cost)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`overall` and `chance` are of all facts together, `fields` field by field; `changes` has every article that
    scores otherwise, the worst first."""

    overall: Interval
    chance: float
    fields: dict[str, Moved]
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
    names = list({**one, **other})
    here, there = earned(first.values(), groups, names), earned(second.values(), groups, names)
    moved, by_chance = paired(here, there, samples, seed), chances(here, there, samples, seed)
    adjusted = holm({name: by_chance[name] for name in names})
    return Comparison(
        overall=moved[ALL], chance=by_chance[ALL],
        fields={
            name: Moved(one.get(name, Counts()), other.get(name, Counts()), moved[name], adjusted[name])
            for name in names
        },
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


def earned(articles: Iterable[RunArticle], groups: Sequence[str], fields: Sequence[str]) -> dict[str, list[Earned]]:
    """What each of `groups` earned, in that order, by field and under ALL together."""
    sums = {name: {group: [0.0, 0.0] for group in groups} for name in (ALL, *fields)}
    for article in articles:
        for field, (gold, found, *_, credit, _cost) in article.fields.items():
            for name in (field, ALL):
                if name in sums:
                    sums[name][article.group][0] += credit
                    sums[name][article.group][1] += (gold + found) / 2
    return {name: [Earned(*by_group[group]) for group in groups] for name, by_group in sums.items()}


def _changes(first: dict[str, RunArticle], second: dict[str, RunArticle]) -> tuple[Change, ...]:
    changes = []
    for id_, after in second.items():
        before = first[id_]
        came, went = _events(after) - _events(before), _events(before) - _events(after)
        if before.fields != after.fields or came or went or before.record != after.record:
            one, other = before.whole, after.whole
            new, old = _errors(before, after)
            changes.append(
                Change(id_, after.split == "sealed", one.f1, other.f1, (one.cost, other.cost),
                       tuple(sorted(came.elements())), tuple(sorted(went.elements())),
                       before.record and not after.record, _has_collapsed(one, other), new, old)
            )  # fmt: skip
    return tuple(sorted(changes, key=lambda change: ((change.after or 0.0) - (change.before or 0.0), change.id)))


def _has_collapsed(before: Counts, after: Counts) -> bool:
    """Whether an article has lost so much that no average over the others may hide it, and chance seldom does it."""
    facts, lost = (before.gold + before.found) / 2, before.credit - after.credit
    fallen = (before.f1 or 0.0) - (after.f1 or 0.0)
    return fallen > COLLAPSE and lost >= max(_FEW, min(_MANY, _MOST * facts))


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
