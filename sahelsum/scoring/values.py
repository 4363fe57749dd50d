"""The facts of an incident as the scorer compares them: one plain value a fact, of a record or of gold alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from sahelsum.codebook import ActorRole, Certainty, ClaimTopic, Group, MaterielAction, Outcome, ResponsibilityStatus
from sahelsum.likeness.actors import Who
from sahelsum.likeness.days import Days
from sahelsum.likeness.kinds import Kind
from sahelsum.likeness.places import Where
from sahelsum.likeness.tolls import Amount
from sahelsum.places.rows import key_of

Spans: TypeAlias = tuple[tuple[int, int], ...]
"""Where evidence stands: start and end, in code points of the article."""


class Party(NamedTuple):
    """An actor in its role."""

    who: Who
    role: ActorRole
    certainty: Certainty

    def __str__(self) -> str:
        return f"{self.role} {self.who}{' (suspected)' if self.certainty == 'suspected' else ''}"


class Blame(NamedTuple):
    """Who says that who did it."""

    status: ResponsibilityStatus
    who: Who
    by: Who | None

    def __str__(self) -> str:
        return f"{self.status}: {self.who}, by {self.by or 'the outlet'}"


class Toll(NamedTuple):
    """How many, what became of them, who says so; `whole` is the amount of the total that it is part of, `denied`
    whether somebody rejects it."""

    outcome: Outcome
    amount: Amount
    group: Group
    by: Who | None
    superseded: bool
    whole: Amount | None
    denied: bool

    def __str__(self) -> str:
        return f"{self.amount} {self.outcome} ({self.group}), by {self.by or 'the outlet'}"


class Silence(NamedTuple):
    """Losses that somebody does not give."""

    group: Group
    by: Who | None

    def __str__(self) -> str:
        return f"{self.group} undisclosed by {self.by or 'nobody named'}"


class Said(NamedTuple):
    """A claim: its topic, who makes it, and where it stands."""

    topic: ClaimTopic
    by: Who
    denied: bool
    spans: Spans

    def __str__(self) -> str:
        return f"{self.topic}{' denied' if self.denied else ''}, by {self.by}"


class Thing(NamedTuple):
    """A target by kind and name."""

    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind} ({self.name})"


class Goods(NamedTuple):
    """Materiel: what, what became of it, how many, who says so, who did it."""

    item: str
    action: MaterielAction
    amount: Amount | None
    by: Who | None
    taker: Who | None

    def __str__(self) -> str:
        return f"{self.amount or ''} {self.item} {self.action}, by {self.by or 'the outlet'}".strip()


Value: TypeAlias = str | Kind | Days | Where | Party | Blame | Toll | Silence | Said | Thing | Goods
FIELDS = (
    "incident", "role", "type", "date", "countries", "places", "actors", "casualties", "responsibility", "unclaimed",
    "undisclosed", "claims", "targets", "weapons", "materiel",
)  # fmt: skip
"""The fields that are scored, in the order of the tables."""
SETS = frozenset(("countries", "places", "actors", "unclaimed", "weapons"))
"""Fields whose facts are what they name: the same place twice is one place. A toll told twice is told twice."""
NAMED = frozenset(("incident", "countries", "unclaimed", "weapons"))
"""Fields whose values are the same or have nothing in common."""


class Fact(NamedTuple):
    """One fact: its value, then what would be as right, and where it stands; `optional`: it may be absent without a
    loss; `of`: the victims or things it is about, as written; `repeat`: the same words have said the same of the same
    before, so that it can be no fact of its own."""

    readings: tuple[Value, ...]
    optional: bool = False
    spans: Spans = ()
    of: str = ""
    repeat: bool = False
    called: str = ""

    def __str__(self) -> str:
        return self.called or str(self.readings[0])


@dataclass(frozen=True, slots=True)
class IncidentFacts:
    """The facts of one incident by field, each list in an order of its own that the file's does not change; `repeat`:
    the whole incident has been told before."""

    facts: dict[str, tuple[Fact, ...]]
    optional: bool
    spans: Spans
    called: str
    repeat: bool = False

    def values(self, field: str) -> tuple[Value, ...]:
        """Every reading of every fact of `field`."""
        return tuple(value for fact in self.facts[field] for value in fact.readings)


def gathered(facts: dict[str, list[Fact]], optional: bool, spans: Spans) -> IncidentFacts:
    """The incident: what a set holds twice is held once (required before optional), lists in fixed order."""
    ordered: dict[str, tuple[Fact, ...]] = {}
    for field in FIELDS:
        found = facts.get(field, [])
        if len(found) > 1:
            found = _sorted(found)
            found = _of_a_set(found) if field in SETS else _with_repeats(found)
        ordered[field] = tuple(fact._replace(optional=True) for fact in found) if optional else tuple(found)
    kind, day = ordered["type"][0], next(iter(ordered["date"]), None)
    where = ", ".join(str(place) for place in ordered["places"][:2]) or "no place"
    called = f"{kind}, {where}, {day or 'undated'}"
    ordered["incident"] = tuple(fact._replace(called=called) for fact in ordered["incident"])
    every = {span for found in ordered.values() for fact in found for span in fact.spans}
    return IncidentFacts(ordered, optional, tuple(sorted(every.union(spans))), called)


def _sorted(found: list[Fact]) -> list[Fact]:
    """In an order that the file's does not change; `repr` is exact and slow, so only where `str` leaves a tie."""
    told = [(fact.optional, str(fact)) for fact in found]
    if len(set(told)) == len(told):
        return [fact for _, fact in sorted(zip(told, found, strict=True), key=itemgetter(0))]
    return sorted(found, key=lambda fact: (fact.optional, str(fact), repr(fact.readings)))


def _of_a_set(found: list[Fact]) -> list[Fact]:
    first: dict[object, Fact] = {}
    for fact in found:
        first.setdefault(_key(fact.readings[0]), fact)
    return list(first.values())


def _key(value: Value) -> object:
    """By what two facts of a set are one: an id where there is one, else the name."""
    if isinstance(value, Party):
        return value.role, value.who.actor_id or key_of(value.who.name)
    if isinstance(value, Where):
        return value.gazetteer_id or key_of(value.name)
    return value


def _with_repeats(found: list[Fact]) -> list[Fact]:
    marked: list[Fact] = []
    for fact in found:
        same = (one for one in marked if (one.readings, one.of) == (fact.readings, fact.of))
        is_repeat = any(_touch(one.spans, fact.spans) for one in same)
        marked.append(fact._replace(repeat=True) if is_repeat else fact)
    return marked


def _touch(one: Spans, other: Spans) -> bool:
    return one == other or any(a[0] < b[1] and b[0] < a[1] for a in one for b in other)


def in_order(incidents: list[IncidentFacts]) -> list[IncidentFacts]:
    """In an order of their own, so that no file's order can change a score; what is told again is a repeat."""
    ordered = sorted(incidents, key=lambda one: (one.optional, one.spans, one.called))
    return [replace(one, repeat=True) if one in ordered[:at] else one for at, one in enumerate(ordered)]
