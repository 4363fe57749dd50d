"""An incident and its facts, as the record holds them: when, where, who, what came of it, and who says so.

Tolls are claims: each keeps its own number, qualifier, outcome and speaker, and nothing here adds them up.
Lists point at each other by index, so that a record needs no ids beyond the incident's own.
"""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import Annotated

from pydantic import Field, model_validator

from sahelsum import codebook as cb
from sahelsum.evidence import Count, Evidence, Evidences, Index, Part, Speaker


class EventDate(Part):
    """When: `start` and `end` are equal for one day, both null unless resolved; `partial` is EDTF
    (`XXXX-06-02`, `2024-03`) where less is known; `text` has the words, `anchor` what they lean on
    (`publication` or an incident's id)."""

    start: date | None
    end: date | None
    partial: str | None
    time_precision: cb.TimePrecision | None
    basis: cb.DateBasis
    anchor: str | None
    text: str | None
    time_of_day: str | None
    evidence: Annotated[tuple[Evidence, ...], Field(max_length=3)]

    @model_validator(mode="after")
    def _start_and_end_belong_together(self) -> EventDate:
        if (self.start is None) != (self.end is None):
            raise ValueError("start and end are both known or both null")
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"start {self.start} is after end {self.end}")
        if (self.basis == "unresolved") and self.start is not None:
            raise ValueError("an unresolved date has no start")
        return self


class Place(Part):
    """Where: the name as written and what the gazetteer makes of it; latitude and longitude in degrees (WGS 84)."""

    name: str
    canonical: str | None
    country: str | None
    admin1: str | None
    admin2: str | None
    latitude: Annotated[float, Field(ge=-90, le=90)] | None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None
    gazetteer_id: str | None
    match: cb.PlaceMatch
    geo_precision: cb.GeoPrecision | None
    evidence: Evidences


class Actor(Part):
    """Who took part, as written and as the actors file knows it."""

    name: str
    actor_id: str | None
    canonical: str | None
    actor_type: cb.ActorType | None
    role: cb.ActorRole
    certainty: cb.Certainty
    evidence: Evidences


class Responsibility(Part):
    """Somebody says that an actor (index into `actors`) did it, or did not; `by` null is the outlet's own voice."""

    status: cb.ResponsibilityStatus
    actor: Index
    by: Speaker | None
    channel: str | None
    evidence: Evidences


class Toll(Part):
    """One statement about one number of people. It is a claim: `according_to` null is the outlet's own voice.
    `actor`, `place` and `part_of` are indexes into the incident's actors, places and casualties."""

    victims: str
    group: cb.Group
    actor: Index | None
    place: Index | None
    outcome: cb.Outcome
    count: Count
    part_of: Index | None
    superseded: bool
    according_to: Speaker | None
    denied_by: Speaker | None
    evidence: Evidences


class Undisclosed(Part):
    """An explicit silence about a group's losses ('no toll was given'), which is not zero."""

    group: cb.Group
    by: Speaker | None
    evidence: Evidences


class Claim(Part):
    """A contested statement that is no toll; `via` is who relays it, `denied` whether the speaker denies it."""

    topic: cb.ClaimTopic
    speaker: Speaker
    via: str | None
    place: Index | None
    statement: str
    denied: bool
    evidence: Evidences


class Target(Part):
    """What was aimed at; `place` is an index into places."""

    name: str
    kind: cb.TargetKind
    place: Index | None
    count: Count | None
    evidence: Evidences


class WeaponUse(Part):
    """A means used in the attack."""

    name: str
    kind: cb.Weapon
    evidence: Evidences


class Materiel(Part):
    """Things taken, found, destroyed or lost; `by` is an index into actors."""

    item: str
    action: cb.MaterielAction
    by: Index | None
    count: Count | None
    according_to: Speaker | None
    evidence: Evidences


class Incident(Part):
    """One initiator, one day or one continuous action, presented as one operation, however many places."""

    id: str = Field(pattern=r"^i[1-9][0-9]*$")
    role: cb.Role
    event_type: cb.EventType
    sub_event_type: cb.SubEventType | None
    date: EventDate
    countries: tuple[Annotated[str, Field(pattern=r"^[A-Z]{2}$")], ...]
    places: tuple[Place, ...]
    actors: tuple[Actor, ...]
    responsibility: tuple[Responsibility, ...]
    unclaimed: tuple[Evidence, ...] | None
    casualties: tuple[Toll, ...]
    undisclosed: tuple[Undisclosed, ...]
    claims: tuple[Claim, ...]
    targets: tuple[Target, ...]
    weapons: tuple[WeaponUse, ...]
    materiel: tuple[Materiel, ...]
    evidence: Evidences

    @model_validator(mode="after")
    def _parts_agree(self) -> Incident:
        if self.sub_event_type is not None and cb.EVENT_TYPE_OF[self.sub_event_type] != self.event_type:
            raise ValueError(f"{self.sub_event_type!r} is not a kind of {self.event_type!r}")
        places, actors = len(self.places), len(self.actors)
        indexed = (
            (places, chain((toll.place for toll in self.casualties), (claim.place for claim in self.claims),
                           (target.place for target in self.targets))),
            (actors, chain((toll.actor for toll in self.casualties), (said.actor for said in self.responsibility),
                           (thing.by for thing in self.materiel))),
            (len(self.casualties), (toll.part_of for toll in self.casualties)),
        )  # fmt: skip
        if any(index is not None and index >= length for length, of in indexed for index in of):
            raise ValueError("an index points past the end of its list")
        return self
