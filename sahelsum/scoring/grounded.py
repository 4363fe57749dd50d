"""Is a record's evidence what it says it is? Quotes at their offsets, numbers and names in their quotes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sahelsum.evidence import Evidence, Speaker
from sahelsum.fold import fold
from sahelsum.gold.model import facts_of
from sahelsum.incident import Incident, Toll
from sahelsum.numbers.stated import states
from sahelsum.record import Record
from sahelsum.scoring.never import NeverEvent
from sahelsum.scoring.values import Spans

_NAMED = {
    "places": "name", "actors": "name", "targets": "name", "weapons": "name", "casualties": "victims",
    "materiel": "item",
}  # fmt: skip
"""What of a fact its quote must hold, letter by letter."""
_SPEAKERS = {
    "responsibility": ("by",), "casualties": ("according_to", "denied_by"), "undisclosed": ("by",),
    "claims": ("speaker",), "materiel": ("according_to",),
}  # fmt: skip
_LONGEST = 1000
"""Characters of a quote that still points at something: a clause has a hundred or two."""


class _Resting(NamedTuple):
    """Something that rests on evidence: what it is, the name that its words must hold (null: none), its toll if any."""

    what: str
    evidence: tuple[Evidence, ...]
    name: str | None = None
    toll: Toll | None = None


def ungrounded(record: Record, text: str, language: str) -> Iterator[NeverEvent]:
    """Facts of the record whose quotes do not stand in `text`, are no clause, or do not hold the number or the name."""
    for incident in record.incidents:
        for one in _resting(incident):
            what = f"{incident.id} {one.what}"
            if any(text[piece.start : piece.end] != piece.quote for piece in one.evidence):
                yield NeverEvent("ungrounded_value", f"{what}: its quote does not stand at its offsets")
            elif any(len(piece.quote) > _LONGEST for piece in one.evidence):
                yield NeverEvent("ungrounded_value", f"{what}: its quote is no clause but a page")
            elif not _holds(one, language):
                yield NeverEvent("ungrounded_value", f"{what}: its quote does not hold its value")


def misled(record: Record, hostile: Spans) -> Iterator[NeverEvent]:
    """Facts of the record that rest on words which address a machine."""
    for incident in record.incidents:
        for one in _resting(incident):
            if any(piece.start < end and start < piece.end for piece in one.evidence for start, end in hostile):
                yield NeverEvent("hostile_instruction", f"{incident.id} {one.what} rests on words to a machine")


def _resting(incident: Incident) -> Iterator[_Resting]:
    """Everything in an incident that rests on evidence, speakers included."""
    yield _Resting("evidence", incident.evidence)
    yield _Resting("date", incident.date.evidence)
    yield _Resting("unclaimed", incident.unclaimed or ())
    for where, fact in facts_of(incident):
        field = where.partition(".")[0]
        name = getattr(fact, _NAMED[field]) if field in _NAMED else None
        yield _Resting(where, fact.evidence, name, fact if field == "casualties" else None)
        for role in _SPEAKERS.get(field, ()):
            speaker: Speaker | None = getattr(fact, role)
            if speaker is not None:
                yield _Resting(f"{where}, speaker", speaker.evidence, speaker.name)


def _holds(one: _Resting, language: str) -> bool:
    quotes = [piece.quote for piece in one.evidence]
    if one.name is not None and not (one.name.strip() and any(fold(one.name) in fold(quote) for quote in quotes)):
        return False
    count = None if one.toll is None else one.toll.count
    return count is None or states(quotes, count.low, count.high, count.text, language)
