"""The record: what the program vouches for about one article. A public contract, schema version 1.

Frozen and plain: no logic beyond validation, so a record read back from JSON is the record that was written.
Every fact carries one to three pieces of evidence; what could not be tied to words is not in an incident but
in `audit.rejected`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field, model_validator

from sahelsum import codebook as cb
from sahelsum.evidence import Evidence, Evidences, Part
from sahelsum.incident import Incident

SCHEMA_VERSION = "1"

Reason = Literal[
    "quote_not_found", "quote_in_marked_span", "number_not_in_quote", "outcome_not_in_quote", "name_not_in_quote",
    "speaker_not_in_quote", "date_not_in_quote", "word_not_in_quote", "bounds_do_not_fit", "no_such_reference",
    "no_event_type",
]  # fmt: skip
ContradictionKind = Literal[
    "place_outside_stated_region", "place_far_from_stated_border", "two_spellings", "two_tolls", "weekday"
]


class Credit(Part):
    """An agency or outlet that the text names as its source."""

    name: str
    evidence: Evidences


class ArticleInfo(Part):
    """The article as read. `id` is the first 16 hex digits of the text's SHA-256; `fingerprint`, as many, serves to
    find near-copies; `text` is null with --no-text."""

    id: str = Field(pattern=r"^[0-9a-f]{16}$")
    source: str | None
    title: str | None
    publisher: str | None
    language: str
    published: date | None
    published_basis: cb.PublishedBasis | None
    published_evidence: tuple[Evidence, ...] = Field(max_length=3)
    credits: tuple[Credit, ...]
    fingerprint: str = Field(pattern=r"^[0-9a-f]{16}$")
    text: str | None


class Rejected(Part):
    """A fact that an extractor offered and grounding refused: `fact` is its path, `value` what it said."""

    fact: str
    value: str
    reason: Reason
    quote: str | None


class UnusedNumber(Part):
    """A casualty-like number of the article that no fact uses: `article.text[start:end] == text`."""

    text: str
    start: int
    end: int


class Contradiction(Part):
    """Something in which the article disagrees with itself or with the gazetteer."""

    kind: ContradictionKind
    what: str
    evidence: Evidences


class Notice(Part):
    """A short code and a sentence about something the reader of the record should know."""

    code: str
    message: str


class Audit(Part):
    """What was refused, left over or found to disagree; nothing disappears without a line here."""

    rejected: tuple[Rejected, ...]
    unused_numbers: tuple[UnusedNumber, ...]
    contradictions: tuple[Contradiction, ...]
    warnings: tuple[Notice, ...]


class Provenance(Part):
    """Where the record comes from. `created_at`, `cached`, `requests` and what they cost (tokens, US dollars)
    stand outside equality: two runs that say the same are equal records."""

    extractor: Literal["rules", "llm"]
    model: str | None
    prompt: str | None
    data: str
    sahelsum: str
    created_at: datetime
    cached: bool
    requests: int
    input_tokens: int | None
    output_tokens: int | None
    cost_usd: float | None

    def _identity(self) -> tuple[object, ...]:
        return (self.extractor, self.model, self.prompt, self.data, self.sahelsum)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Provenance) and self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash(self._identity())


class Record(Part):
    """Everything the program vouches for about one article."""

    schema_version: Literal["1"] = "1"
    article: ArticleInfo
    summary: str
    summary_basis: Literal["composed", "model"]
    incidents: tuple[Incident, ...]
    audit: Audit
    provenance: Provenance

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Record:
        if len({incident.id for incident in self.incidents}) < len(self.incidents):
            raise ValueError("two incidents have one id")
        return self
