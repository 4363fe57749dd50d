"""The plain baseline's schema: what an afternoon with a typed-output library gives, without quotes or claims."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from sahelsum import codebook as cb


class PlainEvent(BaseModel):
    """One event: a date as YYYY-MM-DD, a country as ISO 3166 alpha-2, numbers of people."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    date: str | None
    event_type: cb.SubEventType
    country: str | None
    locations: list[str]
    attackers: list[str]
    victims: list[str]
    killed: int | None
    wounded: int | None
    abducted: int | None
    claimed_by: str | None
    source: str | None
    weapons: list[cb.Weapon]


class PlainDraft(BaseModel):
    """Every event of one article."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    events: list[PlainEvent]
