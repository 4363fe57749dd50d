"""What stands between patience and the endpoint in a batch: limiter, budget, circuit breaker and a tally by article.

A question that is refused for being one too many waits here for its turn again; what fails otherwise goes out to be
waited for by whoever asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, replace

from sahelsum.batching.breaker import Breaker
from sahelsum.batching.budget import Budget, Estimate
from sahelsum.batching.failure import Spent
from sahelsum.batching.limiter import Limiter
from sahelsum.errors import ModelError, StopError
from sahelsum.llm.patience import explained, retry_after
from sahelsum.llm.question import Answer, Asker, Question

_HTTP_BUSY, _HTTP_OVERLOADED = 429, (503, 529)


@dataclass(slots=True)
class Tally:
    """What was spent on one article."""

    attempts: int = 0
    input_tokens: int = 0
    output_tokens: int = 0

    def spent(self, budget: Budget) -> Spent:
        """The same with its price."""
        price = budget.price(self.input_tokens, self.output_tokens)
        return Spent(self.attempts, self.input_tokens, self.output_tokens, price)


TALLY: ContextVar[Tally] = ContextVar("tally")
"""That of the article whose task is running."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """One attempt: for whom, the tokens expected, the price set aside, and when it was given."""

    tally: Tally
    expected: Estimate
    price: float
    begun: float


class BatchGate:
    """The gate of a run."""

    is_deferred = False

    def __init__(self, limiter: Limiter, budget: Budget, breaker: Breaker) -> None:
        self.limiter = limiter
        self.budget = budget
        self.total = Tally()
        self._breaker = breaker

    def end(self) -> None:
        """Who waits for the first answer about an article is not answered any more."""
        self.limiter.turn_away()

    def before(self, inner: Asker) -> Asker:
        """Somebody who asks `inner` once that is allowed."""
        return _Gated(self, inner)

    def heard(self, headers: Mapping[str, str]) -> None:
        """Take note of what an endpoint says about its limits."""
        self.limiter.heard(headers)

    async def ask(self, question: Question, inner: Asker) -> Answer:
        """The answer, when it is this question's turn.

        Raises:
            StopError: the run cannot go on, or is ending and this article has not been asked about yet.
            ModelError, openai.APIError: as `inner`; refusals for being one too many excepted.
        """
        tally, expected, attempts = TALLY.get(), self.budget.estimate(question), 0
        while True:
            begun = await self.limiter.turn(expected.tokens, is_first=not tally.attempts)
            try:
                price = await self._set_aside(expected)
                attempts += 1
                answer = await self._once(question, inner, _Turn(tally, expected, price, begun))
            finally:
                self.limiter.give_back()
            if answer is not None:
                return replace(answer, requests=attempts)

    async def _set_aside(self, expected: Estimate) -> float:
        try:
            return await self.budget.set_aside(expected)
        except StopError as error:
            self.limiter.stop(error)
            raise

    async def _once(self, question: Question, inner: Asker, turn: _Turn) -> Answer | None:
        """The answer, or null where the endpoint is too busy for it."""
        import openai

        spent = turn.price  # what was under way when it broke off may be charged
        turn.tally.attempts += 1
        self.total.attempts += 1
        try:
            answer = await inner.ask(question)
            used = (answer.input_tokens, answer.output_tokens)
            spent = self._count(used, turn)
            return answer
        except ModelError as error:
            spent = self._count(error.tokens or (None, None), turn)
            raise
        except openai.APIStatusError as error:
            spent = 0.0
            if not self._is_busy(error, turn.begun):
                raise
            return None
        except openai.APIConnectionError as error:
            if not isinstance(error, openai.APITimeoutError):
                spent = 0.0
            self._failed(error)
            raise
        finally:
            self.budget.settle(turn.price, spent)

    def _count(self, used: tuple[int | None, int | None], turn: _Turn) -> float:
        """Take an answer's tokens into account, estimated where the endpoint does not say; returns what it cost."""
        inputs = turn.expected.inputs if used[0] is None else used[0]
        outputs = turn.expected.outputs if used[1] is None else used[1]
        for one in (turn.tally, self.total):
            one.input_tokens += inputs
            one.output_tokens += outputs
        self.budget.learn(turn.expected, inputs, outputs)
        self.limiter.good(turn.expected.tokens, inputs + outputs)
        self._breaker.good()
        return self.budget.price(inputs, outputs) or 0.0

    def _is_busy(self, error: BaseException, begun: float) -> bool:
        """What a refused request means for all others; whether it is to be asked again from here."""
        import openai

        status = getattr(error, "status_code", 0)
        if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError | openai.NotFoundError):
            self._stop(StopError(f"{explained(error, 1)}", 1))
        if status == _HTTP_BUSY:
            if getattr(error, "code", None) == "insufficient_quota":
                self._stop(StopError("the account's quota at the provider is used up; the same command goes on later."))
            self.limiter.refused(begun, self._wait(error))
            self._failed(error, is_busy=True)
            return True
        if status in _HTTP_OVERLOADED:
            self.limiter.pause(self._wait(error) or 0.0)
        if status >= 500:
            self._failed(error)
        else:
            self._breaker.good()
        return False

    def _wait(self, error: BaseException) -> float | None:
        """Seconds that everybody waits because the endpoint asks for them."""
        wait = retry_after(error)
        if wait is not None and wait > self._breaker.patience:
            self._stop(StopError(
                f"the endpoint asks to be left alone for {wait:.0f} seconds, longer than --retry-budget; the same "
                "command goes on after that."
            ))  # fmt: skip
        return wait

    def _failed(self, error: BaseException, is_busy: bool = False) -> None:
        if self._breaker.failed(asyncio.get_running_loop().time(), is_busy):
            import openai

            what = f"HTTP {error.status_code}" if isinstance(error, openai.APIStatusError) else "no connection"
            self._stop(StopError(
                f"the endpoint is out ({what}, and nothing has come through for a while); the same command goes on "
                "once it is back."
            ))  # fmt: skip

    def _stop(self, why: StopError) -> None:
        self.limiter.stop(why)
        raise why


class _Gated:
    """One reader's way through a gate."""

    def __init__(self, gate: BatchGate, inner: Asker) -> None:
        self._gate = gate
        self._inner = inner

    async def ask(self, question: Question) -> Answer:
        """The answer."""
        return await self._gate.ask(question, self._inner)
