"""How well things are put together: pairs, and B³ (Bagga & Baldwin 1998), which weighs every thing alike.

Each thing has the set of those that stand with it, itself included; sets may overlap, as articles do that report two
incidents. Things that stand alone count in B³, so that joining what does not belong costs as much as a pair missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from itertools import combinations
from typing import NamedTuple, TypeAlias

Pairs: TypeAlias = frozenset[tuple[str, str]]


class Rates(NamedTuple):
    """Precision and recall, 0 to 1; null where there is nothing to divide by."""

    precision: float | None
    recall: float | None

    @property
    def f1(self) -> float | None:
        """The balance of the two."""
        if self.precision is None or self.recall is None:
            return None
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pairs_of(groups: Iterable[Iterable[str]]) -> Pairs:
    """Every two things that stand in one group, the smaller name first."""
    return frozenset(pair for group in groups for pair in combinations(sorted(set(group)), 2))


def by_pairs(true: Pairs, found: Pairs) -> Rates:
    """Pairwise precision and recall."""
    right = len(true & found)
    return Rates(right / len(found) if found else None, right / len(true) if true else None)


def b_cubed(things: Iterable[str], true: Pairs, found: Pairs) -> Rates:
    """B³ precision and recall: the mean, over `things`, of the share of its company that is right, and found."""
    wanted, made = _company(things, true), _company(things, found)
    if not wanted:
        return Rates(None, None)
    right = {thing: len(wanted[thing] & made[thing]) for thing in wanted}
    return Rates(
        sum(right[thing] / len(made[thing]) for thing in wanted) / len(wanted),
        sum(right[thing] / len(wanted[thing]) for thing in wanted) / len(wanted),
    )


def _company(things: Iterable[str], pairs: Pairs) -> Mapping[str, Set[str]]:
    company = {thing: {thing} for thing in things}
    for one, other in pairs:
        company[one].add(other)
        company[other].add(one)
    return company
