"""The facts of a dossier: each value once, with the articles that state it and who they say it is from.

A value is kept apart from another wherever they differ in anything but spelling; lists point at each other by index.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from sahelsum import codebook as cb
from sahelsum.evidence import Count, Evidence, Index, Part

Agreement = Literal["agreed", "disputed", "single_source"]
ArticleId = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
FamilyId = Annotated[str, Field(pattern=r"^s[1-9][0-9]*$")]


class Cite(Part):
    """Where an article states it: evidence offsets are those of that article's text."""

    article: ArticleId
    incident: str
    evidence: Annotated[tuple[Evidence, ...], Field(max_length=3)]


Cites = Annotated[tuple[Cite, ...], Field(min_length=1)]


class Stated(Part):
    """What every value says about itself: `agreed` by two independent sources or more, `disputed` where another value
    contradicts it, else `single_source`. `families` are those of the articles in `said_in` that report it as news."""

    agreement: Agreement
    families: tuple[FamilyId, ...]
    said_in: Cites


class Voice(Part):
    """Who says something, under every name that the articles give it; `party_to_conflict` as in the records."""

    name: str
    names: tuple[str, ...]
    actor_id: str | None
    party_to_conflict: bool


class KindStatement(Stated):
    """An event type as some of the articles have it."""

    event_type: cb.EventType
    sub_event_type: cb.SubEventType | None


class DateStatement(Stated):
    """A date as some of the articles have it; all null but `text` where they leave it unresolved."""

    start: date | None
    end: date | None
    partial: str | None
    time_precision: cb.TimePrecision | None
    basis: cb.DateBasis
    text: str | None


class DossierPlace(Stated):
    """Where, its spellings merged; latitude and longitude in degrees (WGS 84)."""

    name: str
    names: tuple[str, ...]
    canonical: str | None
    country: str | None
    admin1: str | None
    admin2: str | None
    latitude: float | None
    longitude: float | None
    gazetteer_id: str | None
    match: cb.PlaceMatch
    geo_precision: cb.GeoPrecision | None


class DossierActor(Stated):
    """Who took part, in one role; `certainty` is stated where any article states it."""

    name: str
    names: tuple[str, ...]
    actor_id: str | None
    canonical: str | None
    actor_type: cb.ActorType | None
    role: cb.ActorRole
    certainty: cb.Certainty


class DossierResponsibility(Stated):
    """Somebody says that an actor (index into `actors`) did it, or did not; `by` null is an outlet's own voice."""

    status: cb.ResponsibilityStatus
    actor: Index
    by: Voice | None
    channels: tuple[str, ...]


class DossierToll(Stated):
    """One statement about one number of people: a claim, with all articles that repeat it. `actor`, `place` and
    `part_of` are indexes into the dossier's actors, places and casualties. `superseded_by` is the index of the later
    statement by the same speaker; `superseded` alone: an article that repeats it says that it is out of date."""

    victims: str
    group: cb.Group
    actor: Index | None
    place: Index | None
    outcome: cb.Outcome
    count: Count
    part_of: Index | None
    superseded: bool
    superseded_by: Index | None
    according_to: Voice | None
    denied_by: Voice | None


class DossierUndisclosed(Stated):
    """An explicit silence about a group's losses, which is not zero."""

    group: cb.Group
    by: Voice | None


class DossierClaim(Stated):
    """A contested statement that is no toll; `statement` in the words of its first article."""

    topic: cb.ClaimTopic
    speaker: Voice
    via: str | None
    place: Index | None
    statement: str
    denied: bool


class DossierTarget(Stated):
    """What was aimed at; `place` is an index into places."""

    name: str
    kind: cb.TargetKind
    place: Index | None
    count: Count | None


class DossierWeapon(Stated):
    """A means used in the attack."""

    name: str
    kind: cb.Weapon


class DossierMateriel(Stated):
    """Things taken, found, destroyed or lost; `by` is an index into actors."""

    item: str
    action: cb.MaterielAction
    by: Index | None
    count: Count | None
    according_to: Voice | None
