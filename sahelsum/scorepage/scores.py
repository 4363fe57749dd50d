"""The scores of the runs side by side: by field and by slice with their intervals, and the differences."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sahelsum.card.words import COUNTRIES, LANGUAGES
from sahelsum.scorepage.head import Named
from sahelsum.scoring.bootstrap import Interval
from sahelsum.scoring.compare import ALL, Comparison, compare, earned
from sahelsum.scoring.gate import CHANCE
from sahelsum.scoring.run import Run
from sahelsum.scoring.score import ABSTENTIONS
from sahelsum.scoring.slices import NO_COUNTRY, Slice, slices_of
from sahelsum.scoring.spreads import FEWEST, Told, groups_of, told
from sahelsum.scoring.tally import Counts
from sahelsum.scoring.values import FIELDS
from sahelsum.webpage import visible

_OF = {
    "language": "Language", "country": "Country", "length": "Length in characters", "incidents": "Incidents in gold",
    "split": "Split",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a plot: what it is about, how many facts or articles, and each run's F1 in the order of the runs."""

    name: str
    number: int
    spreads: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in two runs: F1 of either, the interval of the difference (null: too few groups state anything), and
    the chance of so great a difference, among all fields by Holm's method."""

    field: str
    before: float | None
    after: float | None
    interval: Interval | None
    chance: float

    @property
    def is_clear(self) -> bool:
        """Whether it is more than chance: the interval lies beside zero, and chance seldom does as much."""
        return self.interval is not None and not self.interval.low <= 0 <= self.interval.high and self.chance <= CHANCE


@dataclass(frozen=True, slots=True)
class Against:
    """The subject beside another run, `run` in the order of the runs; articles that score better and worse, and never
    events that are gone."""

    run: int
    name: str
    comparison: Comparison
    rows: tuple[Difference, ...]
    better: int
    worse: int
    gone: int


def by_field(run: Run) -> list[tuple[str, Counts]]:
    """The counts of each field, in the order of the tables, and of all together."""
    fields = run.fields()
    return [*((field, fields[field]) for field in _order(fields)), (ALL, run.whole)]


def field_rows(runs: Sequence[Run]) -> list[Row]:
    """F1 of every run by field, gold's facts beside it, and of all fields; the runs about the same articles."""
    groups, counts = groups_of(runs[0].articles), dict(by_field(runs[0]))
    names = [*_order({field for run in runs for field in run.fields()}), ALL]
    each = [earned(run.articles, groups, names) for run in runs]
    spreads = told([by_name[name] for name in names for by_name in each])
    return [
        Row(name, counts.get(name, Counts()).gold, tuple(spreads[at * len(runs) : (at + 1) * len(runs)]))
        for at, name in enumerate(names)
    ]


def slice_rows(runs: Sequence[Run]) -> list[tuple[str, list[Row]]]:
    """F1 of every run by slice, under what it is sliced by; the runs about the same articles."""
    found: dict[str, list[Row]] = {}
    for same in slices_of(runs):
        row = Row(_called(same[0]), same[0].articles, tuple(one.spread for one in same))
        found.setdefault(_OF[same[0].name], []).append(row)
    return list(found.items())


def against(subject: Run, others: Sequence[Named]) -> list[Against]:
    """The differences of `subject` to each other run.

    Raises:
        PopulationError: one of them is not about the same articles with the same labels.
    """
    return [_against(number, other, subject) for number, other in enumerate(others, start=1)]


def silences(run: Run) -> list[tuple[str, int, int]]:
    """Where gold is silent and so is the record: what, how often rightly, how often gold is silent."""
    rows = [(name, [article.abstained.get(name, (0, 0)) for article in run.articles]) for name in ABSTENTIONS]
    return [(name, sum(row[0] for row in each), sum(row[1] for row in each)) for name, each in rows]


def _against(number: int, other: Named, subject: Run) -> Against:
    comparison = compare(other.run, subject)
    rows = [Difference(ALL, other.run.whole.f1, subject.whole.f1, comparison.overall, comparison.chance)]
    many = _widely_stated(other.run, subject)
    for field in _order(comparison.fields):
        moved = comparison.fields[field]
        interval = moved.interval if field in many else None
        rows.append(Difference(field, moved.before.f1, moved.after.f1, interval, moved.chance))
    moves = [(change.after or 0.0) - (change.before or 0.0) for change in comparison.changes]
    return Against(number, other.name, comparison, tuple(rows), sum(move > 0 for move in moves),
                   sum(move < 0 for move in moves), sum(len(change.went) for change in comparison.changes))  # fmt: skip


def _widely_stated(before: Run, after: Run) -> set[str]:
    """The fields of which enough groups state something, in either run, for an interval."""
    groups: dict[str, set[str]] = {}
    for article in (*before.articles, *after.articles):
        for field in article.fields:
            groups.setdefault(field, set()).add(article.group)
    return {field for field, names in groups.items() if len(names) >= FEWEST}


def _order(fields: Collection[str]) -> list[str]:
    known = ("published", *FIELDS)
    return [*(field for field in known if field in fields), *sorted(field for field in fields if field not in known)]


def _called(one: Slice) -> str:
    if one.name == "country":
        return "no country" if one.value == NO_COUNTRY else COUNTRIES.get(one.value, visible(one.value))
    if one.name == "language":
        return LANGUAGES.get(one.value, visible(one.value))
    return visible(one.value)
