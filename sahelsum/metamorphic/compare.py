"""Do two records state the same facts? Values with their ids, counts and speakers; where they stand is set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from typing import NamedTuple

from sahelsum.likeness.actors import Who
from sahelsum.likeness.names import tokens
from sahelsum.likeness.places import Where
from sahelsum.places.rows import key_of
from sahelsum.record import Record
from sahelsum.reference import Reference
from sahelsum.scoring.facts import Facts
from sahelsum.scoring.fields import compare as alike
from sahelsum.scoring.pairing import pair
from sahelsum.scoring.values import FIELDS, Fact, Goods, IncidentFacts, Said, Thing

_COMPARED = tuple(field for field in FIELDS if field != "incident")


class _Told(NamedTuple):
    """An incident's facts by field and key, how often each is told, and one fact for each key."""

    called: str
    counts: dict[str, Counter[Hashable]]
    facts: dict[tuple[str, Hashable], Fact]


class Comparer:
    """Compares records, by one state of the reference data."""

    def __init__(self, reference: Reference) -> None:
        self._facts = Facts(reference)

    def differences(self, before: Record, expected: Record, found: Record) -> tuple[str, ...]:
        """What `found` states otherwise than `expected`, one phrase each, none where they state the same; `before` is
        the record of the article as it stood, so that a fact can be told that stayed when it should have changed."""
        wanted, made, old = self._told(expected), self._told(found), self._told(before)
        worth = [[_shared(one, other) for other in made] for one in wanted]
        pairs = pair(worth)
        lost = [one.called for at, one in enumerate(wanted) if at not in {first for first, _ in pairs}]
        new = [one.called for at, one in enumerate(made) if at not in {second for _, second in pairs}]
        return (
            *_published(expected, found),
            *(f"incident lost: {called}" for called in lost),
            *(f"incident new: {called}" for called in new),
            *(
                f"{wanted[first].called}: {phrase}" if len(wanted) > 1 else phrase
                for first, second in pairs
                for phrase in _of_pair(wanted[first], made[second], old[first])
            ),
        )

    def _told(self, record: Record) -> list[_Told]:
        return [_told(self._facts.of_record(incident)) for incident in record.incidents]


def _told(incident: IncidentFacts) -> _Told:
    keyed = [(field, key(fact.readings[0]), fact) for field in _COMPARED for fact in incident.facts[field]]
    counts = {field: Counter(found for name, found, _ in keyed if name == field) for field in _COMPARED}
    return _Told(incident.called, counts, {(field, found): fact for field, found, fact in keyed})


def key(value: object) -> Hashable:
    """By what two values are the same: ids where there are ids, else the words of the name that carry it; where a
    claim stands is no part of it."""
    match value:
        case Who():
            found: Hashable = value.actor_id or tokens(value.name)
        case Where():
            found = value.gazetteer_id or (key_of(value.name), value.country), value.precision
        case Said():
            found = value.topic, key(value.by), value.denied
        case Thing():
            found = value.kind, tokens(value.name)
        case Goods():
            found = tokens(value.item), value.action, value.amount, key(value.by), key(value.taker)
        case tuple():
            found = tuple(map(key, value))
        case _:
            found = value if isinstance(value, Hashable) else repr(value)
    return found


def _shared(one: _Told, other: _Told) -> float:
    return float(sum((one.counts[field] & other.counts[field]).total() for field in _COMPARED))


def _published(expected: Record, found: Record) -> Iterator[str]:
    wanted, made = expected.article.published, found.article.published
    if wanted != made:
        yield f"published: {made or 'nothing'}, expected {wanted or 'nothing'}"


def _of_pair(wanted: _Told, made: _Told, old: _Told) -> Iterator[str]:
    for field in _COMPARED:
        missing = list((wanted.counts[field] - made.counts[field]).elements())
        for each in (made.counts[field] - wanted.counts[field]).elements():
            fact = made.facts[field, each]
            partner = _partner(field, fact, [wanted.facts[field, one] for one in missing])
            if partner is not None:
                missing.pop(partner[0])
            yield f"{field}: {_phrase(fact, partner, is_old=(field, each) in old.facts.keys() - wanted.facts.keys())}"
        yield from (f"{field}: {wanted.facts[field, each]} is lost" for each in missing)


def _partner(field: str, fact: Fact, missing: list[Fact]) -> tuple[int, Fact, str] | None:
    """The missing fact that `fact` seems to stand for: its number, itself, and what slipped."""
    found = [(at, one, alike(field, one, fact)) for at, one in enumerate(missing)]
    at, one, likeness = max(found, key=lambda row: row[2].credit, default=(0, fact, None))
    return None if likeness is None or not likeness.pairs else (at, one, likeness.slip)


def _phrase(fact: Fact, partner: tuple[int, Fact, str] | None, is_old: bool) -> str:
    if partner is None:
        return f"{fact} {'stayed' if is_old else 'is new'}"
    _, expected, slip = partner
    if str(expected) == str(fact):
        return f"{fact} differs ({slip or 'in what it says besides'})"
    return f"{fact}{' stayed' if is_old else ''}, expected {expected}"
