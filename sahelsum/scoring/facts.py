"""From a record or a gold file to the facts that are scored: the same few plain values from both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias, cast

from sahelsum import incident as rec
from sahelsum.evidence import Count, Evidence, Part, Speaker
from sahelsum.gold import model as gold
from sahelsum.likeness.actors import Cast, Who
from sahelsum.likeness.days import Days
from sahelsum.likeness.kinds import Kind
from sahelsum.likeness.places import Where
from sahelsum.likeness.tolls import Amount
from sahelsum.places import Resolution
from sahelsum.reference import Reference
from sahelsum.scoring.values import Blame, Fact, Goods, IncidentFacts, Party, Said, Silence, Spans, Thing, Toll, Value
from sahelsum.scoring.values import gathered as gathered_facts

AnyIncident: TypeAlias = rec.Incident | gold.GoldIncident
Located: TypeAlias = Callable[[Sequence[Any]], Spans]
"""Where evidence stands: a record's is there already, gold's quotes are looked up."""


class Facts:
    """Makes comparable facts of incidents, by one state of the reference data."""

    def __init__(self, reference: Reference) -> None:
        self._cast = Cast(reference.actors)
        self._gazetteer = reference.gazetteer
        self._regions: dict[tuple[str, frozenset[str]], Resolution] = {}

    def of_record(self, incident: rec.Incident) -> IncidentFacts:
        """The facts of a record's incident."""
        return self._gathered(incident, _offsets, optional=False)

    def of_gold(self, incident: gold.GoldIncident, text: str) -> IncidentFacts:
        """The facts of a gold incident of the article `text`, alternatives and optional facts included."""
        return self._gathered(incident, lambda quotes: _found(quotes, text), incident.optional)

    def _gathered(self, one: AnyIncident, located: Located, optional: bool) -> IncidentFacts:
        facts: dict[str, list[Fact]] = {
            "incident": [Fact(("there",))],
            "role": [_fact(one, lambda part: part.role)],
            "type": [_fact(one, lambda part: Kind(part.event_type, part.sub_event_type))],
            "date": _date(one.date),
            "countries": [Fact((code,)) for code in one.countries],
            "unclaimed": [Fact(("unclaimed",))] if one.unclaimed else [],
        }
        for name, value in self._makers(one, located).items():
            facts[name] = [_fact(part, value, located(part.evidence)) for part in getattr(one, name)]
        return gathered_facts(facts, optional, located(one.evidence))

    def _makers(self, one: AnyIncident, located: Located) -> dict[str, Callable[[Any], Value]]:
        """What makes a value of a fact, by its list."""
        return {
            "places": lambda part: self._where(part, one),
            "actors": lambda part: Party(self._who(part), part.role, part.certainty),
            "casualties": lambda part: self._toll(part, one),
            "responsibility": lambda part: Blame(part.status, self._who(one.actors[part.actor]), self._voice(part.by)),
            "undisclosed": lambda part: Silence(part.group, self._voice(part.by)),
            "claims": lambda part: Said(part.topic, self._who(part.speaker), part.denied, located(part.evidence)),
            "targets": lambda part: Thing(part.kind, part.name),
            "weapons": lambda part: str(part.kind),
            "materiel": lambda part: Goods(
                part.item, part.action, None if part.count is None else _amount(part.count),
                self._voice(part.according_to), None if part.by is None else self._who(one.actors[part.by]),
            ),
        }

    def _toll(self, part: rec.Toll | gold.GoldToll, one: AnyIncident) -> Toll:
        whole = None if part.part_of is None else _amount(one.casualties[part.part_of].count)
        by, denied = self._voice(part.according_to), part.denied_by is not None
        return Toll(part.outcome, _amount(part.count), part.group, by, part.superseded, whole, denied)

    def _who(self, named: rec.Actor | gold.GoldActor | Speaker | gold.GoldSpeaker) -> Who:
        return self._cast.who(named.name, named.actor_id, _is_labelled(named, "actor_id"))

    def _voice(self, named: Speaker | gold.GoldSpeaker | None) -> Who | None:
        return None if named is None else self._who(named)

    def _where(self, place: rec.Place | gold.GoldPlace, one: AnyIncident) -> Where:
        if type(place) is gold.GoldPlace:
            return self._gold_place(place, frozenset([place.country] if place.country else one.countries))
        return Where.of(cast("rec.Place", place))

    def _gold_place(self, place: gold.GoldPlace, countries: frozenset[str]) -> Where:
        """A place that gold labels: by its id, else as the region that it names, else by its name alone. No record can
        be more precise about a village than the gazetteer's own point, so neither is gold."""
        labelled = _is_labelled(place, "gazetteer_id")
        known = self._gazetteer.place(place.gazetteer_id) if place.gazetteer_id is not None else None
        if known is not None:
            precision = None if place.geo_precision is None else max(place.geo_precision, known.ceiling)
            return Where(place.name, known.gazetteer_id, known.country, known.admin1, known.admin2, known.latitude,
                         known.longitude, False, precision)  # fmt: skip
        area = self._region(place.name, countries)
        if area.match == "area":
            return Where(place.name, None, area.country, area.admin1, area.admin2, None, None, True, None, labelled)
        return Where(place.name, None, place.country, None, None, None, None, False, place.geo_precision, labelled)

    def _region(self, name: str, countries: frozenset[str]) -> Resolution:
        key = name, countries
        if key not in self._regions:
            self._regions[key] = self._gazetteer.resolve(name, countries)
        return self._regions[key]


def _fact(part: Any, value: Callable[[Any], Value], spans: Spans = ()) -> Fact:  # noqa: ANN401 - any part of either
    """The fact that `part` states; gold's alternatives are further readings of it."""
    of = part.victims if type(part) in _TOLLS else ""
    if type(part) not in _GOLD:
        return Fact((value(part),), False, spans, of)
    optional = type(part) is not gold.GoldDate and part.optional
    return Fact(tuple(dict.fromkeys(map(value, part.readings()))), optional, spans, of)


_TOLLS = frozenset((rec.Toll, gold.GoldToll))
_GOLD = frozenset((*gold.GoldReadings.__subclasses__(), *gold.GoldFact.__subclasses__()))
"""Parts of gold by their very class: `isinstance` of a pydantic model costs more than the comparison that follows."""


def _date(one: rec.EventDate | gold.GoldDate) -> list[Fact]:
    """The date, unless it is unresolved under every reading; optional where it is under one."""
    fact = _fact(one, _days)
    stated = tuple(days for days in fact.readings if isinstance(days, Days) and days.is_stated)
    return [Fact(stated, optional=len(stated) < len(fact.readings))] if stated else []


def _days(one: rec.EventDate | gold.GoldDate) -> Days:
    return Days(one.start, one.end, one.partial, one.time_precision)


def _is_labelled(part: Part | gold.GoldPart, name: str) -> bool:
    """Whether somebody has said what the id is, null included: gold may leave the key out."""
    return name in part.model_fields_set  # a record's part has every field


def _amount(count: Count | gold.GoldCount) -> Amount:
    return Amount(count.low, count.high, count.qualifier)


def _offsets(evidence: Sequence[Evidence]) -> Spans:
    return tuple((piece.start, piece.end) for piece in evidence)


def _found(quotes: Sequence[str], text: str) -> Spans:
    """Where the quotes stand, every occurrence: a body that is printed twice is one body."""
    return tuple(span for quote in quotes for span in occurrences(quote, text))


def occurrences(quote: str, text: str) -> Iterator[tuple[int, int]]:
    """Every place where the quote stands in the text, verbatim."""
    at = text.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + len(quote))

