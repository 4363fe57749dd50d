"""The facts of one incident gathered: checked, equal ones united, and pointing at each other by their new numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sahelsum import codebook as cb
from sahelsum import draft as d
from sahelsum import incident as i
from sahelsum.dates.values import DateValue
from sahelsum.evidence import Evidence, Part
from sahelsum.ground.check import Checks
from sahelsum.ground.days import Written
from sahelsum.ground.facts import Facts, Pointers
from sahelsum.ground.ledger import Refusal
from sahelsum.ground.links import in_circles, merge
from sahelsum.ground.resolve import Named, Resolver, Scene

D = TypeVar("D", bound=d.DraftPart)
P = TypeVar("P", bound=Part)


@dataclass(frozen=True, slots=True)
class Opened:
    """An incident of the draft whose own words were looked for; `home` is empty if they are not in the article."""

    number: int
    draft: d.DraftIncident
    home: tuple[Evidence, ...]
    checks: Checks
    written: Written

    @property
    def path(self) -> str:
        """Where it stands in the draft."""
        return f"incidents[{self.number}]"


@dataclass(frozen=True, slots=True)
class Gathered:
    """An incident that stands, all but its id and its date."""

    number: int
    evidence: tuple[Evidence, ...]
    fields: dict[str, Any]

    def incident(self, name: str, date: i.EventDate) -> i.Incident:
        """The incident of the record."""
        return i.Incident(id=name, date=date, evidence=self.evidence, **self.fields)


class Gathering:
    """Gathers one incident, dated `value`."""

    def __init__(self, opened: Opened, resolver: Resolver, value: DateValue) -> None:
        self._opened = opened
        self._draft = opened.draft
        self._checks = opened.checks
        self._resolver = resolver
        self._value = value

    def gathered(self) -> Gathered | None:
        """The incident; null, and refused, if no word of it stands."""
        fields = self._fields()
        home = self._opened.home or _first_words(fields)
        if not home:
            self._checks.ledger.refuse(self._opened.path, self._draft.quote, "quote_not_found", self._draft.quote)
            return None
        return Gathered(self._opened.number, home, fields)

    def _fields(self) -> dict[str, Any]:
        draft = self._draft
        found, countries = self._resolver.places(list(self._named_places()), self._opened.home)
        places, moved_places = merge(found)
        scene = self._resolver.scene(countries, self._value)
        actors, moved_actors = merge(list(self._actors(scene)))
        pointers = Pointers(moved_places, moved_actors)
        facts = Facts(self._checks, pointers, self._resolver.voice(scene), self._opened.home)
        return {
            "role": draft.role,
            "event_type": draft.event_type if draft.sub_event_type is None else cb.EVENT_TYPE_OF[draft.sub_event_type],
            "sub_event_type": draft.sub_event_type,
            "countries": countries,
            "places": tuple(places),
            "actors": tuple(actors),
            "responsibility": self._merged("responsibility", draft.responsibility, facts.responsibility),
            "unclaimed": self._unclaimed(),
            "casualties": self._tolls(facts),
            "undisclosed": self._merged("undisclosed", draft.undisclosed, facts.undisclosed),
            "claims": self._merged("claims", draft.claims, facts.claim),
            "targets": self._merged("targets", draft.targets, facts.target),
            "weapons": self._merged("weapons", draft.weapons, facts.weapon),
            "materiel": self._merged("materiel", draft.materiel, facts.materiel),
        }

    def _standing(self, kind: str, drafts: Sequence[D], check: Callable[[D, str], P]) -> Iterator[tuple[int, P]]:
        """The facts that pass their check, with their numbers in the draft; the others go into the ledger."""
        for number, draft in enumerate(drafts):
            fact = f"{self._opened.path}.{kind}[{number}]"
            try:
                yield number, check(draft, fact)
            except Refusal as refusal:
                self._checks.ledger.take(fact, refusal)

    def _merged(self, kind: str, drafts: Sequence[D], check: Callable[[D, str], P]) -> tuple[P, ...]:
        return tuple(merge(list(self._standing(kind, drafts, check)))[0])

    def _named_places(self) -> Iterator[Named]:
        def named(place: d.DraftPlace, fact: str) -> tuple[str, tuple[Evidence, ...]]:
            found = self._checks.quotes(fact, place.quote)
            return self._checks.name(place.name, found, "name_not_in_quote")[0], found.evidence

        for number, place in enumerate(self._draft.places):
            fact = f"{self._opened.path}.places[{number}]"
            try:
                yield number, place, *named(place, fact)
            except Refusal as refusal:
                self._checks.ledger.take(fact, refusal)

    def _actors(self, scene: Scene) -> Iterator[tuple[int, i.Actor]]:
        for number, actor in enumerate(self._draft.actors):
            fact = f"{self._opened.path}.actors[{number}]"
            try:
                found = self._checks.quotes(fact, actor.quote)
                name, _ = self._checks.name(actor.name, found, "name_not_in_quote")
                yield number, self._resolver.actor(actor, name, found.evidence, scene)
            except Refusal as refusal:
                self._checks.ledger.take(fact, refusal)

    def _tolls(self, facts: Facts) -> tuple[i.Toll, ...]:
        tolls, moved = merge(list(self._standing("casualties", self._draft.casualties, facts.toll)))
        links: dict[int, int] = {}
        for number, draft in enumerate(self._draft.casualties):
            if number not in moved or draft.part_of is None:
                continue
            if draft.part_of in moved and moved[draft.part_of] != moved[number]:
                links.setdefault(moved[number], moved[draft.part_of])
            else:
                self._no_whole(number, draft)
        circles = in_circles(links)
        for number, draft in enumerate(self._draft.casualties):
            if number in moved and draft.part_of is not None and moved[number] in circles:
                self._no_whole(number, draft)
        return tuple(
            toll.model_copy(update={"part_of": links[at]}) if at in links and at not in circles else toll
            for at, toll in enumerate(tolls)
        )

    def _no_whole(self, number: int, toll: d.DraftToll) -> None:
        fact = f"{self._opened.path}.casualties[{number}].part_of"
        self._checks.ledger.refuse(fact, toll.part_of, "no_such_reference", toll.quote)

    def _unclaimed(self) -> tuple[Evidence, ...] | None:
        quote = self._draft.unclaimed_quote
        if quote is None:
            return None
        fact = f"{self._opened.path}.unclaimed_quote"
        try:
            return self._checks.quotes(fact, quote).evidence
        except Refusal as refusal:
            self._checks.ledger.take(fact, refusal)
            return None


def _first_words(fields: dict[str, Any]) -> tuple[Evidence, ...]:
    """The first evidence, in the order of the article, of any fact."""
    facts = [part for value in fields.values() if isinstance(value, tuple) for part in value if isinstance(part, Part)]
    pieces = [piece for part in facts for piece in ((part,) if isinstance(part, Evidence) else part.evidence)]  # type: ignore[attr-defined]
    return (min(pieces, key=lambda piece: (piece.start, piece.end)),) if pieces else ()
