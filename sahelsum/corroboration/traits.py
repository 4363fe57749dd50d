"""What tells one incident from another: days, places, parties, tolls and words, as plain values that compare fast."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, TypeVar
from zlib import crc32

from sahelsum.codebook import Group, Outcome, Role
from sahelsum.incident import Incident, Toll
from sahelsum.likeness.actors import Cast, Who
from sahelsum.likeness.days import Days
from sahelsum.likeness.kinds import Kind
from sahelsum.likeness.places import Where
from sahelsum.likeness.tolls import Amount
from sahelsum.record import Record
from sahelsum.reference import Reference
from sahelsum.words import folded_words

T = TypeVar("T")
_GRAM = 4
"""Words of a passage; fewer are a phrase that everybody uses."""
_MOST_EVIDENCE = 6
"""Quotes of an incident whose words are compared: its own, then those of its tolls."""


class Dead(NamedTuple):
    """A toll as far as it tells an incident from another: what became of how many, and of whom."""

    outcome: Outcome
    amount: Amount
    group: Group


class Traits(NamedTuple):
    """One incident of one article. `fighters` are the named armed parties without a state that the article does not
    merely suspect, `initiators` and `targets` whoever is named in that role; `grams` the hashed passages of its quotes;
    `published` the article's date. `key` is (article id, incident id), which no two incidents share."""

    key: tuple[str, str]
    role: Role
    published: date | None
    days: Days
    countries: frozenset[str]
    places: tuple[Where, ...]
    ids: frozenset[str]
    kind: Kind
    fighters: frozenset[Who]
    initiators: tuple[Who, ...]
    targets: tuple[Who, ...]
    tolls: tuple[Dead, ...]
    grams: frozenset[int]

    @property
    def name(self) -> str:
        """The incident as `--explain` names it."""
        return "/".join(self.key)


class Tracer:
    """Makes Traits of a record's incidents, by one state of the reference data; equal values are held once."""

    def __init__(self, reference: Reference) -> None:
        self._cast = Cast(reference.actors)
        self._held: dict[object, object] = {}

    def traits(self, record: Record) -> list[Traits]:
        """The traits of every incident of `record`, in its order."""
        return [self._of(record, incident) for incident in record.incidents]

    def _of(self, record: Record, one: Incident) -> Traits:
        parties = [(self._cast.who(actor.name, actor.actor_id), actor) for actor in one.actors]
        fighters = (
            who for who, actor in parties
            if who.is_named and not who.state and actor.certainty == "stated" and actor.role != "other"
        )  # fmt: skip
        places = tuple(self._once(Where.of(place)) for place in one.places)
        return Traits(
            key=(record.article.id, one.id), role=one.role, published=record.article.published,
            days=self._once(Days(one.date.start, one.date.end, one.date.partial, one.date.time_precision)),
            countries=self._once(frozenset(one.countries)), places=places,
            ids=frozenset(place.gazetteer_id for place in places if place.gazetteer_id is not None),
            kind=self._once(Kind(one.event_type, one.sub_event_type)), fighters=self._once(frozenset(fighters)),
            initiators=tuple(who for who, actor in parties if actor.role == "initiator"),
            targets=tuple(who for who, actor in parties if actor.role == "target"),
            tolls=tuple(self._once(Dead(toll.outcome, _amount(toll), toll.group)) for toll in one.casualties),
            grams=grams_of(_quotes(one)),
        )  # fmt: skip

    def _once(self, value: T) -> T:
        return self._held.setdefault(value, value)  # type: ignore[return-value]


def _amount(toll: Toll) -> Amount:
    return Amount(toll.count.low, toll.count.high, toll.count.qualifier)


def grams_of(passages: Iterable[str]) -> frozenset[int]:
    """The runs of four folded words in `passages`, hashed to 32 bits (the same in every process)."""
    found: set[int] = set()
    for passage in dict.fromkeys(passages):
        words = folded_words(passage)
        found.update(crc32(" ".join(words[at : at + _GRAM]).encode()) for at in range(len(words) - _GRAM + 1))
    return frozenset(found)


def _quotes(one: Incident) -> list[str]:
    pieces = [*one.evidence, *(piece for toll in one.casualties for piece in toll.evidence[:1])]
    return [piece.quote for piece in pieces[:_MOST_EVIDENCE]]
