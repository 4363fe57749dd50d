"""A kept answer as it travels: one JSON line, always the same for the same answer."""

from __future__ import annotations

import json
from typing import NamedTuple

from sahelsum.llm.question import Answer, Question


class Entry(NamedTuple):
    """One kept answer: `prompt` is NAME@HASH, `schema` 8 hex digits, `turn` 0 for a first answer; no account's key and
    no address."""

    key: str
    article: str
    prompt: str
    schema: str
    model: str
    turn: int
    raw: str
    input_tokens: int | None
    output_tokens: int | None

    @classmethod
    def of(cls, question: Question, answer: Answer, key: str = "") -> Entry:
        """The answer to a question, to be kept; `key` is the question's where it is known already."""
        return cls(
            key or question.key, question.article, question.prompt, question.schema_hash, question.model,
            len(question.turns), answer.raw, answer.input_tokens, answer.output_tokens,
        )  # fmt: skip

    @property
    def answer(self) -> Answer:
        """The answer, which costs nothing now."""
        return Answer(self.raw, self.input_tokens, self.output_tokens, requests=0, cached=True)

    def to_json(self) -> str:
        """One line."""
        return json.dumps(self._asdict(), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, line: str) -> Entry:
        """The entry of a line.

        Raises:
            ValueError: the line is none.
        """
        body = json.loads(line)
        if not isinstance(body, dict) or set(body) != set(cls._fields) or not isinstance(body["raw"], str):
            raise ValueError("no kept answer")
        return cls(**body)
