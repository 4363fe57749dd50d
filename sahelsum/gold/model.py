"""A gold file: the record's facts as a person writes them, and what only gold needs.

Facts bear the record's names and vocabularies; evidence is the quoted words alone (offsets are found by code), ids and
dates are given as a reader resolves them, and what code derives (coordinates, party_to_conflict) is left out. Only gold
says `alternatives` (the same fact with these fields changed is as right), `optional` (a record may lack it) and `note`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError, model_validator

from sahelsum import codebook as cb
from sahelsum.evidence import bounds_fit
from sahelsum.incident import Incident

Quotes = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(max_length=3)]
Index = Annotated[int, Field(ge=0)]
LISTS = ("places", "actors", "responsibility", "casualties", "undisclosed", "claims", "targets", "weapons", "materiel")
"""The lists of facts of an incident, gold's and a record's alike, in the record's order."""
_QUOTES = "One to three verbatim clauses of the article that say it, the speaker's words included."
_ID = "Its id in the reference data; null: it has none there; left out: not labelled, names are compared."


class GoldPart(BaseModel):
    """Base of every part: frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class GoldReadings(GoldPart):
    """What may be read in more than one way."""

    alternatives: tuple[dict[str, Any], ...] = Field(
        default=(), description="Changes to this fact's fields that make it as right: [{'group': 'unknown'}]."
    )
    note: str | None = Field(default=None, description="Why: an adjudication, a doubt, a rule of the guidelines.")
    _others: tuple[Self, ...] = PrivateAttr(default=())
    _changeable: ClassVar[frozenset[str] | None] = None

    def readings(self) -> tuple[Self, ...]:
        """As written, then as each of the alternatives has it."""
        return (self, *self._others) if self.alternatives else (self,)

    @model_validator(mode="after")
    def _alternatives_are_facts(self) -> Self:
        if self.alternatives:
            own = self.model_dump(exclude_unset=True, exclude={"alternatives"})
            self._others = tuple(self._changed(own, change) for change in self.alternatives)
        return self

    def _changed(self, own: dict[str, Any], change: dict[str, Any]) -> Self:
        for name in change:
            if self._changeable is not None and name not in self._changeable:
                raise ValueError(f"its alternatives cannot change {name!r}; put them on the fact itself")
        try:
            return type(self).model_validate({**own, **change})
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False)[0]
            raise ValueError(f"the alternative {change} is no such fact ({first['msg']})") from error


class GoldFact(GoldReadings):
    """What every fact may say about itself."""

    evidence: Annotated[Quotes, Field(min_length=1, description=_QUOTES)]
    optional: bool = Field(default=False, description="True: a record may leave it out without a loss.")


class GoldCount(GoldPart):
    """A number as stated, by the record's rules for bounds and qualifiers."""

    low: int | None = Field(ge=0)
    high: int | None = Field(ge=0)
    qualifier: cb.Qualifier
    text: str

    @model_validator(mode="after")
    def _bounds_fit_the_qualifier(self) -> Self:
        if not bounds_fit(self.low, self.high, self.qualifier):
            raise ValueError(
                f"{self.qualifier} cannot have low {self.low} and high {self.high}: exact and about have both alike, "
                "at_least and more_than only low, up_to and less_than only high, range both, vague neither."
            )
        return self


class GoldSpeaker(GoldPart):
    """Who says something, as written."""

    name: str = Field(min_length=1)
    actor_id: str | None = Field(default=None, description=_ID)


class GoldDate(GoldReadings):
    """When: `start` and `end` (both null when unresolved), `partial` EDTF where less is known, `text` the words."""

    start: date | None
    end: date | None
    partial: str | None = Field(default=None, pattern=r"^[0-9X]{4}(-[0-9X]{2}(-[0-9X]{2})?)?$")
    time_precision: cb.TimePrecision | None = None
    text: str | None
    evidence: Quotes = Field(default=(), description=_QUOTES)  # none where no date is written

    @model_validator(mode="after")
    def _ends_belong_together(self) -> Self:
        if (self.start is None) != (self.end is None):
            raise ValueError("start and end are both known or both null")
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"start {self.start} is after end {self.end}")
        if (self.start is None) != (self.time_precision is None):
            raise ValueError("time_precision is given for a resolved date, and only then")
        return self


class GoldPlace(GoldFact):
    """Where it happened."""

    name: str
    gazetteer_id: str | None = Field(default=None, description=_ID)
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    geo_precision: cb.GeoPrecision | None = Field(default=None, description="Left out: not compared.")


class GoldActor(GoldFact):
    """A party: each once for each role it has."""

    name: str
    actor_id: str | None = Field(default=None, description=_ID)
    role: cb.ActorRole
    certainty: cb.Certainty = "stated"


class GoldResponsibility(GoldFact):
    """Somebody says that an actor (index into `actors`) did it, or did not; `by` null is the outlet's own voice."""

    status: cb.ResponsibilityStatus
    actor: Index
    by: GoldSpeaker | None


class GoldToll(GoldFact):
    """One statement about one number of people; `part_of` is an index into the incident's casualties."""

    victims: str
    group: cb.Group
    outcome: cb.Outcome
    count: GoldCount
    part_of: Index | None = None
    superseded: bool = False
    according_to: GoldSpeaker | None
    denied_by: GoldSpeaker | None = None


class GoldUndisclosed(GoldFact):
    """An explicit silence about a group's losses."""

    group: cb.Group
    by: GoldSpeaker | None


class GoldClaim(GoldFact):
    """A contested statement that is no toll."""

    topic: cb.ClaimTopic
    speaker: GoldSpeaker
    denied: bool = False


class GoldTarget(GoldFact):
    """What was aimed at."""

    name: str
    kind: cb.TargetKind
    count: GoldCount | None = None


class GoldWeapon(GoldFact):
    """A means used in the attack."""

    name: str
    kind: cb.Weapon


class GoldMateriel(GoldFact):
    """Things taken, found, destroyed or lost; `by` is an index into actors."""

    item: str
    action: cb.MaterielAction
    by: Index | None = None
    count: GoldCount | None = None
    according_to: GoldSpeaker | None


class GoldIncident(GoldFact):
    """One incident. Its `alternatives` change `role`, `event_type` and `sub_event_type` only."""

    _changeable: ClassVar[frozenset[str] | None] = frozenset(("role", "event_type", "sub_event_type"))

    role: cb.Role
    event_type: cb.EventType
    sub_event_type: cb.SubEventType | None
    date: GoldDate
    countries: tuple[Annotated[str, Field(pattern=r"^[A-Z]{2}$")], ...]
    places: tuple[GoldPlace, ...] = ()
    actors: tuple[GoldActor, ...] = ()
    responsibility: tuple[GoldResponsibility, ...] = ()
    unclaimed: Annotated[Quotes, Field(description="The words that say that nobody has claimed it.")] = ()
    casualties: tuple[GoldToll, ...] = ()
    undisclosed: tuple[GoldUndisclosed, ...] = ()
    claims: tuple[GoldClaim, ...] = ()
    targets: tuple[GoldTarget, ...] = ()
    weapons: tuple[GoldWeapon, ...] = ()
    materiel: tuple[GoldMateriel, ...] = ()

    @model_validator(mode="after")
    def _parts_agree(self) -> Self:
        if self.sub_event_type is not None and cb.EVENT_TYPE_OF[self.sub_event_type] != self.event_type:
            event = cb.EVENT_TYPE_OF[self.sub_event_type]
            raise ValueError(f"{self.sub_event_type!r} is not a kind of {self.event_type!r} but of {event!r}.")
        actors, tolls = len(self.actors), len(self.casualties)
        indexed = [
            *((f"responsibility.{at}.actor", one.actor, actors) for at, one in enumerate(self.responsibility)),
            *((f"materiel.{at}.by", one.by, actors) for at, one in enumerate(self.materiel)),
            *((f"casualties.{at}.part_of", one.part_of, tolls) for at, one in enumerate(self.casualties)),
        ]
        for where, index, length in indexed:
            if index is not None and index >= length:
                raise ValueError(f"{where} is {index} and points past the end of a list of {length}; 0 is the first.")
        return self


def facts_of(incident: GoldIncident | Incident) -> Iterator[tuple[str, Any]]:
    """Every fact of the lists, with where it stands: `casualties.2`."""
    for name in LISTS:
        for number, fact in enumerate(getattr(incident, name)):
            yield f"{name}.{number}", fact


class Gold(GoldPart):
    """What a careful reader says one article states. `id` names the files `articles/ID.txt` and `gold/ID.json`."""

    gold_version: Literal["1"] = "1"
    id: str = Field(pattern=r"^[A-Za-z0-9._-]+$")
    language: Literal["en", "fr"]
    published: date | None = Field(description="The publication date that the article states, or `given`.")
    given: date | None = Field(default=None, description="The date an analyst gives with --published, if any.")
    split: Literal["open", "sealed"] = "open"
    group: str | None = Field(default=None, description="Shared by articles about one incident; null: it stands alone.")
    labelled_by: tuple[str, ...] = Field(description="Who labelled it, and with what help; honestly.")
    shows: tuple[str, ...] = Field(default=(), description="What is hard about it, in a few words each.")
    hostile: Quotes = Field(default=(), description="Words that address a machine; no fact may rest on them.")
    note: str | None = None
    incidents: tuple[GoldIncident, ...]
