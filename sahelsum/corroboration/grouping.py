"""From pairs to groups: the best-supported pairs first, and no group that contradicts itself.

Pairs are taken by support and then by the incidents' own names, so that the order of the input decides nothing. A pair
is refused where its group would hold two incidents of one article, days that no incident can span, or rivals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sahelsum.corroboration.sameness import are_rivals, sameness, width
from sahelsum.corroboration.traits import Traits
from sahelsum.corroboration.verdict import Sameness
from sahelsum.likeness.actors import Who

_SPAN = timedelta(days=7)
"""Between the earliest end and the latest start of what is one incident: no article errs by more about a day."""
_PRECISE = 7
"""Days: a wider date contradicts no other."""

Explain = Callable[[str], None]


@dataclass(slots=True)
class _Group:
    """Incidents by index, and what no further one may contradict."""

    members: list[int]
    articles: set[str]
    fighters: frozenset[Who]
    ends_first: date | None
    starts_last: date | None

    @classmethod
    def of(cls, at: int, one: Traits) -> _Group:
        precise = 0 < width(one.days) <= _PRECISE
        ends, starts = (one.days.end, one.days.start) if precise else (None, None)
        return cls([at], {one.key[0]}, one.fighters, ends, starts)

    def clash(self, other: _Group) -> str:
        """Why the two groups cannot be one incident, or ""."""
        fewer, more = sorted((self.articles, other.articles), key=len)
        if not fewer.isdisjoint(more):
            return "two incidents of one article would be one"
        ends = min(filter(None, (self.ends_first, other.ends_first)), default=None)
        starts = max(filter(None, (self.starts_last, other.starts_last)), default=None)
        if ends is not None and starts is not None and starts - ends > _SPAN:
            return "their group would span too many days"
        return "their group would hold rivals" if are_rivals(self.fighters, other.fighters) else ""

    def join(self, other: _Group) -> None:
        """Take in the other group."""
        self.members += other.members
        self.articles |= other.articles
        self.fighters |= other.fighters
        self.ends_first = min(filter(None, (self.ends_first, other.ends_first)), default=None)
        self.starts_last = max(filter(None, (self.starts_last, other.starts_last)), default=None)


def grouped(
    traits: Sequence[Traits], pairs: Iterable[tuple[int, int]], explain: Explain | None = None
) -> list[list[int]]:
    """Every incident of `traits` in one group, by index; `explain` is told about each pair, in order."""
    alike: list[tuple[float, tuple[str, str], tuple[str, str], int, int]] = []
    for first, second in pairs:
        verdict = sameness(traits[first], traits[second])
        if explain is not None:
            explain(_told(traits[first], traits[second], verdict))
        if verdict.together:
            low, high = sorted((traits[first].key, traits[second].key))
            alike.append((-round(verdict.support, 6), low, high, first, second))
    groups = [_Group.of(at, one) for at, one in enumerate(traits)]
    for *_, first, second in sorted(alike):
        one, other = groups[first], groups[second]
        if one is other:
            continue
        clash = one.clash(other)
        if clash:
            if explain is not None:
                explain(f"{_names(traits[first], traits[second])}: kept apart all the same: {clash}")
            continue
        more, fewer = (one, other) if len(one.members) >= len(other.members) else (other, one)
        for at in fewer.members:
            groups[at] = more
        more.join(fewer)
    distinct = {id(group): group.members for group in groups}
    return list(distinct.values())


def _told(one: Traits, other: Traits, verdict: Sameness) -> str:
    return f"{_names(one, other)}: {verdict}"


def _names(one: Traits, other: Traits) -> str:
    return " + ".join(sorted((one.name, other.name)))
