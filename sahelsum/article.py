"""The article as read: one text, what it says about itself, and the passages that are not the story.

Every offset in the program counts Unicode code points of `Article.text`, which is the text exactly as decoded (a
byte-order mark dropped, HTML reduced to its text). Noise is marked and never cut out, so that evidence can always
be shown in place. Marks are sorted and never overlap: where two would, suspect wins over boilerplate over repeat.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

MarkKind = Literal["boilerplate", "repeat", "suspect"]
PublishedBasis = Literal["given", "stated", "metadata"]


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage from which no fact is taken: page furniture, words seen before, or words to a machine."""

    kind: MarkKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency or outlet that the text names as its source (`(AFP)`, `told AFP`), where it first does so."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article. `published_span` is where a stated date stands, `title_span` where the title does; `language` is
    an ISO 639-1 code or `und`; `id` is the first 16 hex digits of the text's SHA-256; `fingerprint` is 16 hex digits,
    compared with `sahelsum.reading.fingerprint.distance`."""

    text: str
    source: str | None
    title: str | None
    title_span: Span | None
    publisher: str | None
    language: str
    published: date | None
    published_basis: PublishedBasis | None
    published_span: Span | None
    credits: tuple[Credit, ...]
    marks: tuple[Mark, ...]
    id: str
    fingerprint: str

    def readable(self) -> tuple[Span, ...]:
        """The text minus its marks, in order; no span is empty."""
        spans, position = [], 0
        for mark in self.marks:
            if mark.start > position:
                spans.append(Span(position, mark.start))
            position = max(position, mark.end)
        if position < len(self.text):
            spans.append(Span(position, len(self.text)))
        return tuple(spans)
