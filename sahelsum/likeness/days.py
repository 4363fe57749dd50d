"""How alike two dates are, as intervals of days with a precision."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from math import log2
from typing import NamedTuple

from sahelsum.likeness.degree import LESS, MORE, NEAR, NOTHING, OTHER, SAME, Likeness

_YEAR = 366
"""Days: an interval longer than this tells an incident's day from nothing."""


class Days(NamedTuple):
    """`start` to `end` inclusive, both null when unresolved; `partial` is EDTF where less is known (`XXXX-06-02`)."""

    start: date | None
    end: date | None
    partial: str | None
    precision: int | None

    @property
    def is_stated(self) -> bool:
        """Whether anything is known of when."""
        return self.start is not None or self.partial is not None

    def __str__(self) -> str:
        if self.start is None:
            return self.partial or "unresolved"
        return str(self.start) if self.start == self.end else f"{self.start} to {self.end}"


@lru_cache(maxsize=65536)
def days(one: Days, other: Days) -> Likeness:
    """An interval inside the other loses by how much wider that is; apart, credit halves with every day between."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return _partial(one, other)
    first, second = (one.end - one.start).days + 1, (other.end - other.start).days + 1
    if (one.start, one.end) == (other.start, other.end):
        return SAME if one.precision == other.precision else Likeness(0.9, "precision")
    if max(first, second) > _YEAR >= min(first, second):
        return Likeness(0.0, LESS if second > first else MORE)  # a time that holds everything says nothing
    shared = (min(one.end, other.end) - max(one.start, other.start)).days + 1
    if shared == min(first, second):
        wider = max(first, second) / min(first, second)
        return Likeness(1 / (1 + log2(wider) / 5), LESS if second > first else MORE)
    if shared > 0:
        return Likeness(0.25 + 0.25 * shared / (first + second - shared), NEAR)
    apart = 1 - shared
    return Likeness(0.25 * 0.5**apart, NEAR if apart <= 1 else OTHER)


def _partial(one: Days, other: Days) -> Likeness:
    """Where a date is not resolved: equal partial dates are the same, a day that fits one guesses the rest."""
    if one.start is None and other.start is None:
        return SAME if one.partial == other.partial else Likeness(0.0, OTHER)
    known, vague = (one, other) if one.start is not None else (other, one)
    if vague.partial is None:
        return NOTHING
    fits = len(vague.partial) == len(str(known.start)) and all(
        mark in ("X", digit) for mark, digit in zip(vague.partial, str(known.start), strict=True)
    )
    return Likeness(0.25 if fits else 0.0, LESS if vague is other else MORE)
