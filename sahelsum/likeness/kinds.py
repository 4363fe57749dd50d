"""How alike two kinds of event are, by ACLED's hierarchy: sub-event type, event type, disorder type."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from sahelsum.codebook import EventType, SubEventType
from sahelsum.likeness.degree import LESS, MORE, NEAR, OTHER, SAME, Likeness

_POLITICAL_VIOLENCE = ("Battles", "Explosions/Remote violence", "Violence against civilians")
_DEMONSTRATIONS = ("Protests", "Riots")


class Kind(NamedTuple):
    """An event type and, where the words decide, its sub-event type."""

    event: EventType
    sub: SubEventType | None

    def __str__(self) -> str:
        return self.sub or self.event


@lru_cache(maxsize=4096)
def kinds(one: Kind, other: Kind) -> Likeness:
    """The same sub-event type 1, one of the two unsaid 0.6, the same event type 0.5, the same disorder type 0.2."""
    if one == other:
        return SAME
    if one.event == other.event:
        if one.sub is None or other.sub is None:
            return Likeness(0.6, LESS if other.sub is None else MORE)
        return Likeness(0.5, NEAR)
    for disorder in (_POLITICAL_VIOLENCE, _DEMONSTRATIONS):
        if one.event in disorder and other.event in disorder:
            return Likeness(0.2, OTHER)
    return Likeness(0.0, OTHER)
