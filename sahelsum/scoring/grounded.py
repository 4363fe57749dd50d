"""Is a record's evidence what it says it is? Quotes at their offsets, numbers and names in their quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from sahelsum.fold import fold
from sahelsum.gold.model import facts_of
from sahelsum.incident import (
    Actor,
    Claim,
    EventDate,
    Incident,
    Materiel,
    Place,
    Responsibility,
    Target,
    Toll,
    Undisclosed,
    WeaponUse,
)  # fmt: skip
from sahelsum.numbers import find_counts
from sahelsum.record import Record
from sahelsum.scoring.never import NeverEvent
from sahelsum.scoring.values import Spans
from sahelsum.words import Words

Fact: TypeAlias = (
    Incident | EventDate | Place | Actor | Responsibility | Toll | Undisclosed | Claim | Target | WeaponUse | Materiel
)

_NAMES: dict[type, str] = {
    Place: "name", Actor: "name", Target: "name", WeaponUse: "name", Toll: "victims", Materiel: "item"
}  # fmt: skip
"""What of a fact its quote must hold, letter by letter."""


def ungrounded(record: Record, text: str, language: str) -> Iterator[NeverEvent]:
    """Facts of the record whose quotes do not stand in `text` or do not hold the number or the name."""
    for incident in record.incidents:
        for what, fact in _facts(incident):
            if any(text[piece.start : piece.end] != piece.quote for piece in fact.evidence):
                yield NeverEvent("ungrounded_value", f"{incident.id} {what}: its quote does not stand at its offsets")
            elif not _holds(fact, language):
                yield NeverEvent("ungrounded_value", f"{incident.id} {what}: its quote does not hold its value")


def misled(record: Record, hostile: Spans) -> Iterator[NeverEvent]:
    """Facts of the record that rest on words which address a machine."""
    for incident in record.incidents:
        for what, fact in _facts(incident):
            if any(piece.start < end and start < piece.end for piece in fact.evidence for start, end in hostile):
                yield NeverEvent("hostile_instruction", f"{incident.id} {what} rests on words to a machine")


def _facts(incident: Incident) -> Iterator[tuple[str, Fact]]:
    yield "evidence", incident
    if incident.date.evidence:
        yield "date", incident.date
    yield from facts_of(incident)


def _holds(fact: Fact, language: str) -> bool:
    name = getattr(fact, _NAMES.get(type(fact), ""), None)
    if name is not None and not any(fold(name) in fold(piece.quote) for piece in fact.evidence):
        return False
    return not isinstance(fact, Toll) or _holds_number(fact, language)


def _holds_number(toll: Toll, language: str) -> bool:
    """Whether a quote says this number. One person (`the driver`) and nobody (`unhurt`) need no numeral."""
    wanted = toll.count.low, toll.count.high
    digits = {str(bound) for bound in wanted if bound is not None}
    if wanted in ((0, 0), (1, 1), (None, None)):
        return any(fold(toll.count.text) in fold(piece.quote) for piece in toll.evidence)
    quotes = [piece.quote for piece in toll.evidence]
    return any(digits <= set(_DIGITS.findall(quote)) or wanted in _bounds(quote, language) for quote in quotes)


_DIGITS = re.compile(r"\d+")


@lru_cache(maxsize=4096)
def _bounds(quote: str, language: str) -> frozenset[tuple[int | None, int | None]]:
    return frozenset((count.low, count.high) for count in find_counts(Words(quote), language))
