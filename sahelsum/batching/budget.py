"""What a run may cost: the price of each question is set aside before it is asked, estimated rather too high."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import NamedTuple

from sahelsum.errors import CeilingError
from sahelsum.llm.question import Question

_BYTES_A_TOKEN = 3.0
"""Fewer than any text that we have measured has, so that the estimate is on the safe side."""
_FIRST_GUESS = 4000
"""Output tokens thought of until a few answers have come; after that, as many as the longest of them had."""
_FEW = 10
Rate = Callable[[int, int], float | None]


class Estimate(NamedTuple):
    """Tokens in and out of a question that is `size` bytes long."""

    inputs: int
    outputs: int
    size: int

    @property
    def tokens(self) -> int:
        """All of them."""
        return self.inputs + self.outputs


class Budget:
    """Money spent and set aside, in US dollars; `ceiling` null: as much as it takes. `rate` prices tokens."""

    def __init__(self, ceiling: float | None, rate: Rate) -> None:
        self._ceiling = ceiling
        self._rate = rate
        self._set_aside = 0.0
        self._longest = 0
        self._answers = 0
        self._bytes_a_token = _BYTES_A_TOKEN
        self._settled = asyncio.Event()
        self.spent = 0.0

    def estimate(self, question: Question) -> Estimate:
        """Tokens that a question will take in and out, rather too many."""
        turns = "".join(answer + correction for answer, correction in question.turns)
        said = (question.system, question.user, question.schema, turns)
        size = sum(len(text.encode("utf-8", "replace")) for text in said)
        return self.estimate_of(size, 1)

    def estimate_of(self, size: int, questions: int) -> Estimate:
        """The same of so many questions that are `size` bytes long together."""
        outputs = self._longest if self._answers >= _FEW else max(self._longest, _FIRST_GUESS)
        return Estimate(round(size / self._bytes_a_token), outputs * questions, size)

    async def set_aside(self, expected: Estimate) -> float:
        """Set the price of a question aside; returns it. Waits for what is under way where that decides whether it can
        be paid.

        Raises:
            CeilingError: it would pass the ceiling.
        """
        price = self.price(expected.inputs, expected.outputs) or 0.0
        while self._ceiling is not None and self.spent + self._set_aside + price > self._ceiling:
            if self.spent + price > self._ceiling or self._set_aside <= 1e-12:
                raise CeilingError(
                    f"the next question could pass the ceiling of ${self._ceiling:g} (${self.spent:.4f} spent); the "
                    "same command goes on, with a ceiling of its own."
                )
            self._settled.clear()
            await self._settled.wait()
        self._set_aside += price
        return price

    def settle(self, set_aside: float, spent: float) -> None:
        """A question that was set aside has cost `spent`."""
        self._set_aside -= set_aside
        self.spent += spent
        self._settled.set()

    def learn(self, expected: Estimate, inputs: int, outputs: int) -> None:
        """A question took so many tokens: the next estimate is not below that."""
        if inputs:
            self._bytes_a_token = min(self._bytes_a_token, expected.size / inputs)
        self._longest = max(self._longest, outputs)
        self._answers += 1

    def price(self, inputs: int, outputs: int) -> float | None:
        """US dollars for so many tokens, or null where no price is known."""
        return self._rate(inputs, outputs)
