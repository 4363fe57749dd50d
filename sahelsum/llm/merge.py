"""Drafts of the parts of one article as one draft: no incident twice, and no fact of an incident twice."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from sahelsum.draft import Draft, DraftCount, DraftIncident, DraftPart
from sahelsum.fold import fold

P = TypeVar("P", bound=DraftPart)
_WORDS = ("quote", "attribution_quote")
"""What a fact may be quoted with in one part and another, and be the same fact all the same."""


_NOWHERE = 1_000_000
"""An index that no list of facts has."""


def merged(drafts: Sequence[Draft]) -> Draft:
    """One draft. Incidents of two parts are one where they rest on the same words, or are of one kind and one role,
    share a place and do not differ in their day or their attacker."""
    if len(drafts) == 1:
        return drafts[0]
    incidents: list[DraftIncident] = []
    for draft in drafts:
        numbers: dict[int, int] = {}
        fresh = len(incidents)
        for number, incident in enumerate(draft.incidents, start=1):
            same = next((at for at in range(fresh) if _is_same(incidents[at], incident)), None)
            if same is None:
                incidents.append(incident)
                numbers[number] = len(incidents)
            else:
                incidents[same] = _joined(incidents[same], incident)
                numbers[number] = same + 1
        for at in range(fresh, len(incidents)):
            incidents[at] = _renumbered(incidents[at], numbers)
    return Draft(incidents=incidents, summary=None)


def _is_same(one: DraftIncident, other: DraftIncident) -> bool:
    if one.sub_event_type != other.sub_event_type or one.role != other.role:
        return False
    if fold(one.quote) == fold(other.quote):
        return True
    shared = {fold(place.name) for place in one.places} & {fold(place.name) for place in other.places}
    days = {fold(date.text) for date in (one.date, other.date) if date.text is not None}
    return bool(shared) and len(days) < 2 and not _differ(_attackers(one), _attackers(other))


def _attackers(incident: DraftIncident) -> set[str]:
    return {fold(actor.name) for actor in incident.actors if actor.role == "initiator"}


def _differ(one: set[str], other: set[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def _renumbered(incident: DraftIncident, numbers: Mapping[int, int]) -> DraftIncident:
    """The incident with the incidents that it leans on under their new numbers; they count from 1, so that 0 is none,
    for grounding to refuse."""
    leans = incident.date.relative_to
    if not isinstance(leans, int):
        return incident
    date = incident.date.model_copy(update={"relative_to": numbers.get(leans, 0)})
    return incident.model_copy(update={"date": date})


def _joined(one: DraftIncident, other: DraftIncident) -> DraftIncident:
    """The facts of both, those of `other` pointing into the lists of both."""
    places, place_at = _union(one.places, other.places, lambda place: fold(place.name))
    actors, actor_at = _union(one.actors, other.actors, lambda actor: (fold(actor.name), actor.role))
    at = {"place": place_at, "actor": actor_at, "by": actor_at}
    tolls, toll_at = _union(one.casualties, _pointing(other.casualties, at), _toll)
    fresh = range(len(one.casualties), len(tolls))
    parted = [*tolls[: fresh.start], *_pointing(tolls[fresh.start :], {"part_of": toll_at})]
    rest = {
        name: _union(getattr(one, name), _pointing(getattr(other, name), at), _said)[0]
        for name in ("responsibility", "undisclosed", "claims", "targets", "weapons", "materiel")
    }
    return one.model_copy(update={
        "places": places, "actors": actors, "casualties": parted, **rest,
        "date": one.date if one.date.text is not None else other.date,
        "unclaimed_quote": one.unclaimed_quote or other.unclaimed_quote,
    })  # fmt: skip


def _union(one: Sequence[P], other: Iterable[P], key: Callable[[P], Hashable]) -> tuple[list[P], dict[int, int]]:
    """Both lists without what is there twice, and where each of `other` has come to stand."""
    rows, where = list(one), {key(each): at for at, each in enumerate(one)}
    moved = {}
    for at, each in enumerate(other):
        if key(each) not in where:
            where[key(each)] = len(rows)
            rows.append(each)
        moved[at] = where[key(each)]
    return rows, moved


def _pointing(facts: Iterable[P], at: Mapping[str, Mapping[int, int]]) -> list[P]:
    """The facts with their indexes moved; one that points nowhere still does, for grounding to refuse."""
    return [
        fact.model_copy(update={
            name: moved.get(getattr(fact, name), _NOWHERE) for name, moved in at.items()
            if isinstance(getattr(fact, name, None), int)
        })
        for fact in facts
    ]  # fmt: skip


def _toll(toll: DraftPart) -> Hashable:
    """A number once by a speaker; whose victims are described otherwise is the same."""
    body = toll.model_dump(include={"outcome", "group", "count", "according_to", "denied_by", "superseded"})
    return _frozen(body)


def _said(fact: DraftPart) -> Hashable:
    return _frozen(fact.model_dump(exclude=set(_WORDS)))


def _frozen(value: object) -> Hashable:
    if isinstance(value, dict):
        return tuple(sorted((key, _frozen(each)) for key, each in value.items() if key != "text"))
    if isinstance(value, DraftCount):
        return (value.low, value.high, value.qualifier)
    return fold(value) if isinstance(value, str) else value
