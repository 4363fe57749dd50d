"""How alike two values are, and in what they differ."""

from __future__ import annotations

from typing import NamedTuple

LESS, MORE, NEAR, OTHER, RIVAL = "less specific", "more specific", "near", "another", "a rival"


class Likeness(NamedTuple):
    """`credit` is 1 for the same, 0 for nothing in common and RIVAL_CREDIT for a rival; `slip` names what differs of
    the second from the first ("" when nothing does); `pairs`: the two are about the same thing, even at no credit."""

    credit: float
    slip: str
    pairs: bool = True

    def times(self, other: Likeness) -> Likeness:
        """Both have to hold: credits multiply, the graver slip is named."""
        if self is SAME or other is SAME:
            return other if self is SAME else self
        credit = self.credit * other.credit if min(self.credit, other.credit) >= 0 else min(self.credit, other.credit)
        slip = self.slip if self.slip and (not other.slip or self.credit <= other.credit) else other.slip
        return Likeness(credit, slip, self.pairs and other.pairs)

    def named(self, what: str) -> Likeness:
        """The same, its slip told as one of `what`: `count: another`."""
        return Likeness(self.credit, f"{what}: {self.slip}", self.pairs) if self.slip else self


SAME = Likeness(1.0, "")
NOTHING = Likeness(0.0, OTHER, pairs=False)
RIVAL_CREDIT = -0.5
