"""What the words right before a place make of it: the seat of a speaker, a refuge, a district, a landmark."""

from __future__ import annotations

import re

from sahelsum.article import Span
from sahelsum.places import PlaceHit
from sahelsum.rules.view import View

_SMALL_WORDS = re.compile(
    r"[\s,]*(?:(?:of|de|du|des|la|le|les|the|à|à la|au|town|city|ville|village)\s+(?:of |de |d['’])?"
    r"|(?:d|l|à l|de l)['’]\s?)*"
)


def place_role(view: View, hit: PlaceHit, start: int) -> str:
    """The senses of the phrase that stands right before the place, small words passed over; empty if there is none."""
    before = view.within(view.table("place_roles"), Span(start, hit.start))
    if before and _SMALL_WORDS.fullmatch(view.text, before[-1].end, hit.start):
        return before[-1].value
    return ""
