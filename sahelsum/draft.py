"""The draft: what an extractor, rules or model, says about an article before anything is checked.

It holds only what can be read off the words. Ids, event types, ISO dates, canonical names, coordinates,
offsets and party_to_conflict are worked out later by code. It is also the schema that a model fills, so it is
valid for strict structured output (every field required, null allowed) and its descriptions are prompt text.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sahelsum import codebook as cb

_QUOTE = "Verbatim clause."
_SAID = "Who says so, as written; null: the outlet."
_SAID_QUOTE = "Verbatim clause that names them; null if `quote` does."


class DraftPart(BaseModel):
    """Base of every part: all fields required, none unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DraftCount(DraftPart):
    """A number exactly as the article states it; never add, divide or round."""

    low: int | None = Field(
        description="n; null for up_to, less_than and vague."
    )
    high: int | None = Field(
        description="n; null for at_least, more_than and vague."
    )
    qualifier: cb.Qualifier
    text: str = Field(
        description="Its words with the qualifier: 'more than 80', 'une trentaine', 'dozens'."
    )


class DraftDate(DraftPart):
    """When, in the article's words."""

    text: str | None = Field(
        description="The date words ('on 2 June', 'mardi', 'a day earlier'); null if none."
    )
    relative_to: int | Literal["publication"] | None = Field(
        description="'publication' for 'Tuesday'; another incident's number (from 1) for 'a day earlier'; else null."
    )
    time_of_day: str | None = Field(
        description="Its words ('early', 'vers 4 heures'); null if none."
    )
    quote: str | None = Field(description=_QUOTE)


class DraftPlace(DraftPart):
    """A place where the incident happened."""

    name: str = Field(description="As written, the place's name only.")
    near: bool = Field(description="Near or some km from it.")
    quote: str = Field(description=_QUOTE)


class DraftActor(DraftPart):
    """A party, victim group or force that took part."""

    name: str = Field(description="As written: 'JNIM', 'gunmen', 'the army'.")
    role: cb.ActorRole
    certainty: cb.Certainty
    quote: str = Field(description=_QUOTE)


class DraftResponsibility(DraftPart):
    """Somebody claims, attributes, suspects or denies that an actor did it."""

    status: cb.ResponsibilityStatus
    actor: int = Field(description="Index in `actors`.")
    by: str | None = Field(description=_SAID)
    channel: str | None = Field(description="The medium of a claim, as written, or null.")
    quote: str = Field(description=_QUOTE)
    attribution_quote: str | None = Field(description=_SAID_QUOTE)


class DraftToll(DraftPart):
    """One statement about one number of people."""

    victims: str = Field(description="The people counted, as written: 'soldiers', 'civils'.")
    group: cb.Group
    actor: int | None = Field(description="Index in `actors`, or null.")
    place: int | None = Field(
        description="Index in `places`; null: the whole incident."
    )
    outcome: cb.Outcome = Field(description="What the quoted verb says.")
    count: DraftCount
    part_of: int | None = Field(description="Index of the toll that includes it, or null.")
    superseded: bool = Field(description="An older toll that the article replaces.")
    according_to: str | None = Field(description=_SAID)
    denied_by: str | None = Field(description="Who rejects it, as written, or null.")
    quote: str = Field(description=_QUOTE)
    attribution_quote: str | None = Field(description=_SAID_QUOTE)


class DraftUndisclosed(DraftPart):
    """The article says that losses were not given."""

    group: cb.Group
    by: str | None = Field(description="Who withholds it, as written, or null.")
    quote: str = Field(description=_QUOTE)
    attribution_quote: str | None = Field(description=_SAID_QUOTE)


class DraftClaim(DraftPart):
    """A contested statement that is no toll."""

    topic: cb.ClaimTopic
    speaker: str = Field(description="Who states it, as written.")
    via: str | None = Field(description="Who relays it, as written, or null.")
    place: int | None = Field(description="Index in `places`; null: the whole incident.")
    denied: bool = Field(description="True when the speaker denies it.")
    quote: str = Field(description=_QUOTE)
    attribution_quote: str | None = Field(description=_SAID_QUOTE)


class DraftTarget(DraftPart):
    """What was aimed at."""

    name: str = Field(description="As written: 'army camp', 'un marché'.")
    kind: cb.TargetKind
    place: int | None = Field(description="Index in `places`, or null.")
    count: DraftCount | None
    quote: str = Field(description=_QUOTE)


class DraftWeapon(DraftPart):
    """A means used in the attack; captured weapons are materiel."""

    name: str = Field(description="As written.")
    kind: cb.Weapon
    quote: str = Field(description=_QUOTE)


class DraftMateriel(DraftPart):
    """Things taken, found, destroyed or lost."""

    item: str = Field(description="As written.")
    action: cb.MaterielAction
    by: int | None = Field(description="Who did so: index in `actors`, or null.")
    count: DraftCount | None
    according_to: str | None = Field(description=_SAID)
    quote: str = Field(description=_QUOTE)
    attribution_quote: str | None = Field(description=_SAID_QUOTE)


class DraftIncident(DraftPart):
    """One initiator, one day or one continuous action, presented as one operation, however many places."""

    role: cb.Role
    sub_event_type: cb.SubEventType | None = Field(description="Null only if the words do not decide.")
    event_type: cb.EventType | None = Field(description="Only if sub_event_type is null.")
    date: DraftDate
    places: list[DraftPlace]
    actors: list[DraftActor]
    responsibility: list[DraftResponsibility]
    unclaimed_quote: str | None = Field(description="Verbatim clause that nobody has claimed it; null if none.")
    casualties: list[DraftToll]
    undisclosed: list[DraftUndisclosed]
    claims: list[DraftClaim]
    targets: list[DraftTarget]
    weapons: list[DraftWeapon]
    materiel: list[DraftMateriel]
    quote: str = Field(description="Verbatim passage that best shows it.")


class Draft(DraftPart):
    """All incidents of one article, in the article's order; an empty list when there is none."""

    incidents: list[DraftIncident]
    summary: str | None = Field(
        description="At most 60 words, the article's language, every number attributed; or null."
    )
