"""The draft: what an extractor, rules or model, says about an article before anything is checked.

It holds only what can be read off the words. Ids, event types, ISO dates, canonical names, coordinates,
offsets and party_to_conflict are worked out later by code. It is also the schema that a model fills, so it is
valid for strict structured output (every field required, null allowed) and its descriptions are prompt text.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sahelsum import codebook as cb

_QUOTE = "A clause copied verbatim from the article that holds this value."
_SAID = "Who says so, copied verbatim; null when it is the outlet's own voice."
_SAID_QUOTE = "The clause, copied verbatim, in which that speaker is named; null if `quote` names them or nobody does."


class DraftPart(BaseModel):
    """Base of every part: all fields required, none unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DraftCount(DraftPart):
    """A number exactly as the article states it; never add, divide or round."""

    low: int | None = Field(
        description="exact and about: n; at_least and more_than: n; up_to and less_than: null; vague: null."
    )
    high: int | None = Field(
        description="exact and about: n; at_least and more_than: null; up_to and less_than: n; vague: null."
    )
    qualifier: cb.Qualifier
    text: str = Field(
        description="The words of the number with its qualifier: 'more than 80', 'une trentaine', 'dozens'."
    )


class DraftDate(DraftPart):
    """When, in the article's words."""

    text: str | None = Field(
        description="The date words as written ('on 2 June', 'mardi', 'a day earlier'); null if none."
    )
    relative_to: int | Literal["publication"] | None = Field(
        description="'publication' for words such as 'Tuesday' or 'yesterday'; the number of another incident "
        "(1 is the first) for words such as 'a day earlier'; null for a date that stands by itself."
    )
    time_of_day: str | None = Field(
        description="The words for the time of day ('early', 'vers 4 heures'); null if none."
    )
    quote: str | None = Field(description=_QUOTE)


class DraftPlace(DraftPart):
    """A place where the incident happened."""

    name: str = Field(description="As written, the place's name only.")
    near: bool = Field(description="True when the article says near, outside or some kilometres from it.")
    quote: str = Field(description=_QUOTE)


class DraftActor(DraftPart):
    """A party, victim group or force that took part."""

    name: str = Field(description="As written: 'JNIM', 'gunmen', 'the army', 'villagers'.")
    role: cb.ActorRole
    certainty: cb.Certainty
    quote: str = Field(description=_QUOTE)


class DraftResponsibility(DraftPart):
    """Somebody claims, attributes, suspects or denies that an actor did it."""

    status: cb.ResponsibilityStatus
    actor: int = Field(description="The actor's place in `actors`, 0 is the first.")
    by: str | None = Field(description=_SAID)
    channel: str | None = Field(description="The outlet or medium of a claim, as written; null if none.")
    quote: str = Field(description=_QUOTE)
    attribution_quote: str | None = Field(description=_SAID_QUOTE)


class DraftToll(DraftPart):
    """One statement about one number of people."""

    victims: str = Field(description="The people counted, as written: 'soldiers', 'civils', 'assailants'.")
    group: cb.Group
    actor: int | None = Field(description="Their place in `actors` if they are one of them, 0 is the first.")
    place: int | None = Field(
        description="The place in `places` that the number belongs to; null for the whole incident."
    )
    outcome: cb.Outcome = Field(description="What the quoted verb says; neutralised is never killed.")
    count: DraftCount
    part_of: int | None = Field(description="The toll in `casualties` that this number is included in; null if none.")
    superseded: bool = Field(description="True for an older toll that the article replaces by a newer one.")
    according_to: str | None = Field(description=_SAID)
    denied_by: str | None = Field(description="Who denies this number or its victims' identity, as written.")
    quote: str = Field(description=_QUOTE)
    attribution_quote: str | None = Field(description=_SAID_QUOTE)


class DraftUndisclosed(DraftPart):
    """The article says that losses were not given."""

    group: cb.Group
    by: str | None = Field(description="Who withholds it, as written; null if the article does not say.")
    quote: str = Field(description=_QUOTE)
    attribution_quote: str | None = Field(description=_SAID_QUOTE)


class DraftClaim(DraftPart):
    """A contested statement that is no toll."""

    topic: cb.ClaimTopic
    speaker: str = Field(description="Who states it, as written.")
    via: str | None = Field(description="Who relays it ('told AFP', 'on state television'), as written; null if none.")
    place: int | None = Field(description="The place in `places` it is about; null for the whole incident.")
    denied: bool = Field(description="True when the speaker denies it.")
    quote: str = Field(description=_QUOTE)
    attribution_quote: str | None = Field(description=_SAID_QUOTE)


class DraftTarget(DraftPart):
    """What was aimed at."""

    name: str = Field(description="As written: 'army camp', 'un marché'.")
    kind: cb.TargetKind
    place: int | None = Field(description="Its place in `places`, 0 is the first; null if not said.")
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
    by: int | None = Field(description="Who did so: their place in `actors`, 0 is the first.")
    count: DraftCount | None
    according_to: str | None = Field(description=_SAID)
    quote: str = Field(description=_QUOTE)
    attribution_quote: str | None = Field(description=_SAID_QUOTE)


class DraftIncident(DraftPart):
    """One initiator, one day or one continuous action, presented as one operation, however many places."""

    role: cb.Role
    sub_event_type: cb.SubEventType | None = Field(description="Null only when the words do not decide between kinds.")
    event_type: cb.EventType | None = Field(description="Only when sub_event_type is null; otherwise null.")
    date: DraftDate
    places: list[DraftPlace]
    actors: list[DraftActor]
    responsibility: list[DraftResponsibility]
    unclaimed_quote: str | None = Field(description="The clause that says nobody has claimed it; null if none.")
    casualties: list[DraftToll]
    undisclosed: list[DraftUndisclosed]
    claims: list[DraftClaim]
    targets: list[DraftTarget]
    weapons: list[DraftWeapon]
    materiel: list[DraftMateriel]
    quote: str = Field(description="The passage, copied verbatim, that best shows that the incident happened.")


class Draft(DraftPart):
    """All incidents of one article, in the article's order; an empty list when there is none."""

    incidents: list[DraftIncident]
    summary: str | None = Field(
        description="At most 60 words in the article's language, every number attributed; or null."
    )
