"""What an endpoint takes: how a schema is asked for, how length is bounded. Learnt from its refusals, one at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Literal, Protocol

Mode = Literal["json_schema", "tools", "json"]
Length = Literal["max_tokens", "max_completion_tokens", "none"]

_NEXT_MODE: dict[Mode, Mode] = {"json_schema": "tools", "tools": "json"}
_MODE_WORDS = ("response_format", "json_schema", "tool", "strict", "grammar", "structured output")


@dataclass(frozen=True, slots=True)
class Dialect:
    """`mode` is how a schema is asked for, `length` the parameter that bounds an answer, `has_temperature` whether the
    model has one to set."""

    mode: Mode = "json_schema"
    length: Length = "max_tokens"
    has_temperature: bool = True

    def after(self, refusal: str) -> Dialect | None:
        """What to try next after a 400 with these words; null if they are about nothing that can be put otherwise."""
        said = refusal.casefold()
        return next((other for cue, other in self._others() if any(word in said for word in cue)), None)

    def _others(self) -> Iterator[tuple[tuple[str, ...], Dialect]]:
        """Newer models of OpenAI's know `max_completion_tokens` alone and no temperature but 1; some endpoints bound
        the bound itself."""
        if self.length == "max_tokens":
            yield ("max_completion_tokens",), replace(self, length="max_completion_tokens")
        if self.length != "none":
            yield ("max_tokens", "max_completion_tokens"), replace(self, length="none")
        if self.has_temperature:
            yield ("temperature",), replace(self, has_temperature=False)
        if self.mode in _NEXT_MODE:
            yield _MODE_WORDS, replace(self, mode=_NEXT_MODE[self.mode])

    def to_json(self) -> str:
        """As it is remembered."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, text: str | None) -> Dialect:
        """As it was remembered; the first one to try where nothing was, or nothing that is known today."""
        try:
            return cls(**json.loads(text or "{}"))
        except (ValueError, TypeError):
            return cls()


class Memory(Protocol):
    """Where it is remembered what was learnt of an endpoint or a model."""

    def learnt(self, name: str) -> str | None:
        """What is known under this name, or null."""

    def learn(self, name: str, value: str) -> None:
        """Remember it."""


class Forgetful:
    """Remembers nothing."""

    def learnt(self, name: str) -> str | None:
        """Nothing."""
        return None

    def learn(self, name: str, value: str) -> None:
        """Nothing is kept."""
