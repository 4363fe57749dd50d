"""A model reads the inputs of a batch: asked through one gate for all, many at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from sahelsum.batching.breaker import Breaker
from sahelsum.batching.budget import Budget, Rate
from sahelsum.batching.claims import Claim
from sahelsum.batching.failure import Failure, Spent
from sahelsum.batching.gate import TALLY, BatchGate, Tally
from sahelsum.batching.items import Item, article_key
from sahelsum.batching.job import Job
from sahelsum.batching.limiter import Limiter
from sahelsum.batching.one import Made, Making, Repeat
from sahelsum.batching.result import Counts
from sahelsum.errors import ModelError
from sahelsum.llm.extract import Asking, Gate, Reader
from sahelsum.llm.prices import cost
from sahelsum.llm.use import Use


class Waits(Gate, Protocol):
    """A gate that can be closed, and says what has gone through it."""

    @property
    def total(self) -> Tally:
        """What the run has taken."""

    @property
    def budget(self) -> Budget:
        """What it may cost and has cost."""

    @property
    def is_deferred(self) -> bool:
        """Whether answers come in between two readings, so that one in the cache may be new."""

    def end(self) -> None:
        """Let nothing more begin."""


class ByModel:
    """The model of a job, asked through `gate`, or live where that is null.

    Raises:
        ModelError: it cannot be asked as it is given, or a ceiling is set and its price is not known.
        PromptError: the prompt is not there or malformed.
    """

    def __init__(self, job: Job, asking: Asking, gate: Waits | None = None) -> None:
        limits = job.limits
        if limits.max_cost is not None and asking.cache is not Use.only and rate(asking)(1, 1) is None:
            raise ModelError(
                f"the price of {asking.model} is not known, so --max-cost could not hold; give it with --price IN,OUT."
            )
        budget = Budget(limits.max_cost, rate(asking))
        self._gate = gate or BatchGate(Limiter(limits), budget, Breaker(asking.retry_budget))
        self.budget = self._gate.budget
        self._reader = Reader(asking, gate=self._gate)
        self._making = Making(job.data, job.keep_text)
        self.room = 2 * limits.at_once

    def known(self, item: Item) -> Made | None:
        """As the model has read the same content before, or null."""
        return None if item.wrong else self._making.known(item, self._reader)

    async def read(self, item: Item, claim: Claim) -> Made | Repeat | Failure:
        """As the model reads it.

        Raises:
            InputError, ModelError: there is no record.
            StopError: nobody may ask any more.
        """
        TALLY.set(Tally())
        article = self._making.article(item)
        repeat = claim.claim(item, article_key(article))
        if repeat is not None:
            return repeat
        made = await self._making.by_model(article, item, self._reader)
        return replace(made, is_kept=made.is_kept and not self._gate.is_deferred)

    def spent(self) -> Spent:
        """What was spent on the input of this task."""
        return TALLY.get().spent(self.budget)

    def end(self) -> None:
        """Begin nothing more: who has not been asked about yet is not any more."""
        self._gate.end()

    def count(self, counts: Counts) -> None:
        """Write down what all of it has taken so far."""
        total = self._gate.total
        counts.requests, counts.input_tokens, counts.output_tokens = (
            total.attempts, total.input_tokens, total.output_tokens
        )  # fmt: skip
        counts.cost_usd = self.budget.spent if self.budget.price(1, 1) is not None else None

    async def close(self) -> None:
        """Close the connections."""
        await self._reader.close()


def rate(asking: Asking) -> Rate:
    """What tokens in and out cost, in US dollars; null where no price is known."""
    return lambda inputs, outputs: cost(asking.model, inputs, outputs, asking.price)
