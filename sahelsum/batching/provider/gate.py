"""The gate of a run whose questions go out in batches: each is put into a file, and its answer comes another time.

It stands where the live way has limiter and endpoint, so that everything outside it, cache and re-asking, is the same.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import BinaryIO

from sahelsum.batching.budget import Budget
from sahelsum.batching.gate import TALLY, Tally
from sahelsum.batching.provider.state import FAILED, OUT, State
from sahelsum.batching.provider.wire import request_line
from sahelsum.errors import EndingError, PendingError
from sahelsum.llm.dialect import Dialect, Memory
from sahelsum.llm.endpoint import Endpoint
from sahelsum.llm.question import Answer, Asker, Question

REQUESTS, BYTES = 50_000, 190_000_000
"""Of a batch at the most: OpenAI's limits are 50,000 requests and 200 MB a file."""


class Gathering:
    """Questions of one pass over the inputs, gathered into batches of at most `most` requests; `total` is what the run
    has taken so far. The very first question of a model is asked live, to learn how it wants to be asked."""

    def __init__(self, state: State, budget: Budget, ceiling: float | None, name: str, memory: Memory) -> None:
        self.total = Tally()
        self.is_deferred = True
        self.most = REQUESTS
        self.is_over = False
        self.gathered = 0
        self._state = state
        self.budget = budget
        self._ceiling = ceiling
        self._name = name
        self._memory = memory
        self._is_ending = False
        self._first = asyncio.Lock()
        self._number = 0
        self._file: BinaryIO | None = None
        self._held = self._size = 0
        self._live_spent = 0.0
        self._spent = sum(state.spent())

    @property
    def spent(self) -> float:
        """US dollars spent on this output, or set aside for what is out."""
        return self._spent

    def before(self, inner: Asker) -> Asker:
        """Somebody who puts questions for `inner` into a file."""
        return _Gathers(self, inner)

    def heard(self, headers: Mapping[str, str]) -> None:
        """Limits of the live way are none here."""

    def end(self) -> None:
        """Gather nothing more."""
        self._is_ending = True

    def begin(self) -> None:
        """A new pass."""
        self.gathered, self.is_over, self._is_ending = 0, False, False
        self._spent = sum(self._state.spent()) + self._live_spent

    async def ask(self, question: Question, inner: Asker) -> Answer:
        """The answer of the first question ever asked of a model.

        Raises:
            PendingError: the question is gathered, or out; its answer is in the cache another time.
            EndingError: the run is ending.
            ModelError: it has been out and will not be answered.
        """
        if self._is_ending:
            raise EndingError("the run is ending.")
        key = question.key
        known = self._state.standing(key)
        if known is not None and known.state == OUT:
            raise PendingError
        if known is not None and known.state == FAILED:
            if known.tokens is not None:
                TALLY.get().input_tokens, TALLY.get().output_tokens = known.tokens
            TALLY.get().attempts = known.attempts
            raise known.raised()
        async with self._first:  # whatever is decided by what has been spent is decided for one question at a time
            price = self._price(question)
            if self._ceiling is not None and self._spent + price > self._ceiling:
                self.is_over = True
            elif self._memory.learnt(self._name) is None:
                return await self._live(question, inner)
            else:
                self._gather(question, key, price)
        raise PendingError

    def seal(self) -> None:
        """What has been gathered is whole."""
        if self._file is not None:
            self._file.close()
            self._state.seal()
            self._file, self._held, self._size = None, 0, 0

    def drop(self) -> None:
        """What has been gathered and not been sealed is not to go out."""
        if self._file is not None:
            self._file.close()
            self._state.drop()
            self._state.requests_of(self._number).unlink(missing_ok=True)
            self._file = None

    async def _live(self, question: Question, inner: Asker) -> Answer:
        answer = await inner.ask(question)
        if isinstance(inner, Endpoint):
            self._memory.learn(self._name, inner.dialect.to_json())
        for tally in (self.total, TALLY.get()):
            tally.attempts += 1
            tally.input_tokens += answer.input_tokens or 0
            tally.output_tokens += answer.output_tokens or 0
        used = (answer.input_tokens or 0, answer.output_tokens or 0)
        self.budget.learn(self.budget.estimate(question), *used)
        price = self.budget.price(*used) or 0.0
        self.budget.spent += price
        self._live_spent += price
        self._spent += price
        return answer

    def _price(self, question: Question) -> float:
        expected = self.budget.estimate(question)
        return self.budget.price(expected.inputs, expected.outputs) or 0.0

    def _gather(self, question: Question, key: str, price: float) -> None:
        dialect = Dialect.from_json(self._memory.learnt(self._name))
        line = request_line(question, dialect)
        if self._file is not None and (self._held >= self.most or self._size + len(line) > BYTES):
            self.seal()
        if self._file is None:
            self._number = self._state.begin(dialect.to_json())
            self._file = self._state.requests_of(self._number).open("wb")
        self._file.write(line)
        self._state.add(self._number, question, key, price)
        self._held += 1
        self._size += len(line)
        self._spent += price
        self.gathered += 1


class _Gathers:
    def __init__(self, gate: Gathering, inner: Asker) -> None:
        self._gate = gate
        self._inner = inner

    async def ask(self, question: Question) -> Answer:
        """The answer."""
        return await self._gate.ask(question, self._inner)
