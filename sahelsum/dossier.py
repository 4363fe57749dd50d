"""The dossier: what several articles say about one incident, side by side. A public contract, schema version 1.

Nothing is averaged and nothing is chosen for the reader: every value stands once, with the articles that state it and
who they say it is from. A date or kind stands at the top of the dossier because most independent sources give it;
what the others say stands beside it. There are no timestamps: the same records make the same dossiers, to the byte.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from sahelsum import codebook as cb
from sahelsum.dossier_facts import (
    Agreement,
    ArticleId,
    Cite,
    DateStatement,
    DossierActor,
    DossierClaim,
    DossierMateriel,
    DossierPlace,
    DossierResponsibility,
    DossierTarget,
    DossierToll,
    DossierUndisclosed,
    DossierWeapon,
    FamilyId,
    KindStatement,
)  # fmt: skip
from sahelsum.evidence import Index, Part

SCHEMA_VERSION = "1"

Status = Literal["single_source", "corroborated", "background_only"]
Tie = Literal["shared_passages", "near_copy", "same_publisher", "same_agency", "credits_the_publisher"]
DisputedField = Literal["date", "event_type", "initiator", "responsibility", "casualties", "claims"]
DossierId = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class DossierArticle(Part):
    """An article of the dossier. `sources` are all paths or URLs under which its very text came; `credits` the
    agencies and outlets that it names as its source; `family` its source family, null where it has background only."""

    id: ArticleId
    sources: tuple[str, ...]
    title: str | None
    publisher: str | None
    language: str
    published: date | None
    credits: tuple[str, ...]
    family: FamilyId | None


class Member(Part):
    """One incident of one record. `date_inferred_from_group`: the article does not date it, the dossier does."""

    article: ArticleId
    incident: str = Field(pattern=r"^i[1-9][0-9]*$")
    role: cb.Role
    family: FamilyId | None
    date_inferred_from_group: bool


class Kinship(Part):
    """Why two articles are one source: `what` is the outlet or agency, or the share of passages (`0.62 of …`)."""

    tie: Tie
    articles: tuple[ArticleId, ArticleId]
    what: str


class SourceFamily(Part):
    """Articles that go back to one source and count once, and what ties them."""

    id: FamilyId
    articles: Annotated[tuple[ArticleId, ...], Field(min_length=1)]
    ties: tuple[Kinship, ...]


class DossierDate(Part):
    """When: the date that most independent sources state (of as many, the narrowest), and every date stated."""

    start: date | None
    end: date | None
    partial: str | None
    time_precision: cb.TimePrecision | None
    agreement: Agreement
    statements: tuple[DateStatement, ...]


class Position(Part):
    """One side of a dispute: the value in words, whose it is (null: an outlet's own voice), and where it stands."""

    value: str
    by: str | None
    articles: Annotated[tuple[ArticleId, ...], Field(min_length=1)]
    families: tuple[FamilyId, ...]


class Dispute(Part):
    """A field in which the articles, or those they quote, contradict each other: `about` says of what (`killed,
    state_forces`), `positions` who says what."""

    field: DisputedField
    about: str
    positions: Annotated[tuple[Position, ...], Field(min_length=2)]


class Revision(Part):
    """A later toll by the same speaker (null: an outlet's own voice); `earlier` and `later` are indexes into
    casualties."""

    speaker: str | None
    earlier: Index
    later: Index


class Dossier(Part):
    """Everything that the given articles say about one incident."""

    schema_version: Literal["1"] = "1"
    kind: Literal["dossier"] = "dossier"
    id: DossierId
    status: Status
    event_type: cb.EventType
    sub_event_type: cb.SubEventType | None
    kinds: tuple[KindStatement, ...]
    date: DossierDate
    countries: tuple[str, ...]
    places: tuple[DossierPlace, ...]
    actors: tuple[DossierActor, ...]
    responsibility: tuple[DossierResponsibility, ...]
    unclaimed: tuple[Cite, ...]
    casualties: tuple[DossierToll, ...]
    undisclosed: tuple[DossierUndisclosed, ...]
    claims: tuple[DossierClaim, ...]
    targets: tuple[DossierTarget, ...]
    weapons: tuple[DossierWeapon, ...]
    materiel: tuple[DossierMateriel, ...]
    articles: Annotated[tuple[DossierArticle, ...], Field(min_length=1)]
    members: Annotated[tuple[Member, ...], Field(min_length=1)]
    independent_sources: int = Field(ge=0)
    source_families: tuple[SourceFamily, ...]
    disputed: tuple[Dispute, ...]
    revisions: tuple[Revision, ...]
    supersedes: tuple[DossierId, ...]

    @model_validator(mode="after")
    def _indexes_fit(self) -> Dossier:
        places, actors, tolls = len(self.places), len(self.actors), len(self.casualties)
        indexed = [
            *((toll.place, places) for toll in self.casualties),
            *((toll.actor, actors) for toll in self.casualties),
            *((toll.part_of, tolls) for toll in self.casualties),
            *((toll.superseded_by, tolls) for toll in self.casualties),
            *((said.actor, actors) for said in self.responsibility),
            *((claim.place, places) for claim in self.claims),
            *((target.place, places) for target in self.targets),
            *((thing.by, actors) for thing in self.materiel),
            *((index, tolls) for revision in self.revisions for index in (revision.earlier, revision.later)),
        ]
        if any(index is not None and index >= length for index, length in indexed):
            raise ValueError("an index points past the end of its list")
        return self

    @model_validator(mode="after")
    def _sources_add_up(self) -> Dossier:
        if self.independent_sources != len(self.source_families):
            raise ValueError(f"{self.independent_sources} sources but {len(self.source_families)} source families")
        return self
