"""How alike two tolls are: outcome, count on a log scale, qualifier, whose they are."""

from __future__ import annotations

from functools import lru_cache
from math import exp, log, log1p
from typing import NamedTuple

from sahelsum.codebook import Group, Outcome, Qualifier
from sahelsum.likeness.degree import LESS, MORE, NEAR, OTHER, SAME, Likeness

_OUTCOMES: dict[frozenset[Outcome], float] = {
    frozenset(("captured", "abducted")): 0.5,
    frozenset(("abducted", "missing")): 0.25,
    frozenset(("killed", "casualties_unspecified")): 0.25,
    frozenset(("wounded", "casualties_unspecified")): 0.25,
}
"""Outcomes that the same words may mean; neutralised and killed are not among them."""
SAME_NUMBER = 0.8
"""Credit from which two amounts are the same number, their qualifiers set aside."""
_DIRECTION: dict[Qualifier, str] = {"at_least": "up", "more_than": "up", "up_to": "down", "less_than": "down"}
_MOST = 10**9
_UNSURE = ("unknown", "mixed")


class Amount(NamedTuple):
    """A number with its qualifier, by the bounds of the record's Count."""

    low: int | None
    high: int | None
    qualifier: Qualifier

    @property
    def is_number(self) -> bool:
        """Whether it has a bound: `dozens` has none."""
        return self.low is not None or self.high is not None

    def __str__(self) -> str:
        if self.low is None and self.high is None:
            return self.qualifier
        bounds = sorted({bound for bound in (self.low, self.high) if bound is not None})
        number = "-".join(map(str, bounds))
        return number if self.qualifier in ("exact", "range") else f"{self.qualifier} {number}"


@lru_cache(maxsize=65536)
def amounts(one: Amount, other: Amount) -> Likeness:
    """Another number earns a third at most, less the farther it is on a log scale; another qualifier, four fifths."""
    if one == other:
        return SAME
    if one.qualifier == "vague" or other.qualifier == "vague":
        return Likeness(0.05, LESS if other.qualifier == "vague" else MORE)
    apart = _apart(one, other)
    if apart > 0:
        return Likeness(0.35 * exp(-4 * apart), NEAR if apart < log(2) else OTHER)
    opposite = {_DIRECTION.get(one.qualifier), _DIRECTION.get(other.qualifier)} == {"up", "down"}
    return Likeness(0.2, "the opposite qualifier") if opposite else Likeness(0.8, "qualifier")


def _apart(one: Amount, other: Amount) -> float:
    """Mean distance of the bounds on a log scale; an open bound counts as the other one of its number."""
    low, high = _ends(one)
    other_low, other_high = _ends(other)
    return (abs(log1p(low) - log1p(other_low)) + abs(log1p(high) - log1p(other_high))) / 2


def _ends(amount: Amount) -> tuple[int, int]:
    low = amount.low if amount.low is not None else amount.high
    high = amount.high if amount.high is not None else amount.low
    return min(low or 0, _MOST), min(high or 0, _MOST)


def outcomes(one: Outcome, other: Outcome) -> Likeness:
    """The same verb, or verbs that the same words may mean."""
    if one == other:
        return SAME
    return Likeness(_OUTCOMES.get(frozenset((one, other)), 0.0), OTHER)


def groups(one: Group, other: Group) -> Likeness:
    """Whose losses: unknown or mixed for a group loses half, another group most."""
    if one == other:
        return SAME
    if one in _UNSURE or other in _UNSURE:
        return Likeness(0.5, LESS if other in _UNSURE else MORE)
    return Likeness(0.3, OTHER)
