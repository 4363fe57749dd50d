"""The seam: a question goes in, an answer comes out, and nothing else in the program knows that a network exists."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Protocol

MAX_TOKENS = 16_000
"""Output tokens asked for at the most: an article with many incidents needs a few thousand."""


@dataclass(frozen=True, slots=True)
class Question:
    """Everything that can change the answer, and nothing else: no key, no address, no patience. `schema` is the JSON
    Schema to fill, as compact text; `turns` are (answer, what was wrong with it) of earlier asks; `article` and
    `prompt` say what it is about and are no part of the key."""

    model: str
    system: str
    user: str
    schema: str
    turns: tuple[tuple[str, str], ...] = ()
    temperature: float | None = 0.0
    max_tokens: int = MAX_TOKENS
    article: str = ""
    prompt: str = ""

    @property
    def schema_hash(self) -> str:
        """8 hex digits that name the schema."""
        return hashlib.sha256(self.schema.encode()).hexdigest()[:8]

    @property
    def key(self) -> str:
        """64 hex digits that name the answer: the same question, the same key, on any machine."""
        parts = asdict(self) | {"wire": "chat"}
        for name in ("article", "prompt"):
            parts.pop(name)
        return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the raw text, and what it took. `requests` is 0 for an answer that was there already; `notes`
    are codes and sentences about its keeping that the reader of the record should know."""

    raw: str
    input_tokens: int | None
    output_tokens: int | None
    requests: int
    cached: bool = False
    notes: tuple[tuple[str, str], ...] = ()


class Asker(Protocol):
    """Somebody who answers questions."""

    async def ask(self, question: Question) -> Answer:
        """The answer.

        Raises:
            ModelError: there is none; the class says why.
        """
