"""The parts that facts are built from: evidence, who says it, and how many.

Evidence is the heart of the contract: offsets in Unicode code points that slice the article's text to exactly
the quoted words. A number keeps the qualifier that it was said with; a speaker keeps their name as written.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sahelsum import codebook as cb


class Part(BaseModel):
    """Base of every part: frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Part):
    """Words of the article: `article.text[start:end] == quote`, in Unicode code points."""

    quote: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int = Field(gt=0)

    @model_validator(mode="after")
    def _offsets_fit_the_quote(self) -> Evidence:
        if self.end - self.start != len(self.quote):
            raise ValueError(f"evidence spans {self.end - self.start} characters but quotes {len(self.quote)}")
        return self


Evidences = Annotated[tuple[Evidence, ...], Field(min_length=1, max_length=3)]
Index = Annotated[int, Field(ge=0)]


class Speaker(Part):
    """Who says something. `party_to_conflict` is computed from the actors file, never by a model."""

    name: str
    actor_id: str | None
    party_to_conflict: bool
    evidence: Evidences


class Count(Part):
    """A number as stated: exact and about n, n; at_least and more_than n, null; up_to and less_than null, n;
    range a, b; vague null, null. `no one was hurt` is 0, 0 exact. `text` keeps the words."""

    low: int | None = Field(ge=0)
    high: int | None = Field(ge=0)
    qualifier: cb.Qualifier
    text: str

    @model_validator(mode="after")
    def _bounds_fit_the_qualifier(self) -> Count:
        if not bounds_fit(self.low, self.high, self.qualifier):
            raise ValueError(f"{self.qualifier} cannot have low {self.low} and high {self.high}")
        return self


def bounds_fit(low: int | None, high: int | None, qualifier: cb.Qualifier) -> bool:
    """Whether low and high are those that `qualifier` calls for."""
    match qualifier:
        case "exact" | "about":
            return low is not None and low == high
        case "at_least" | "more_than":
            return low is not None and high is None
        case "up_to" | "less_than":
            return low is None and high is not None
        case "range":
            return low is not None and high is not None and low <= high
        case "vague":
            return low is None and high is None
