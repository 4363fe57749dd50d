"""The inputs of a batch, read by the workers of an engine: put into chunks, sent out while there is room, taken back.

Limits are the run's: each chunk gets its share of requests at once and a minute, and of the money what is set aside for
it. An article is claimed here, before it goes out, so that no two chunks pay for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import TypeAlias

from sahelsum.batching.budget import Budget, Estimate
from sahelsum.batching.claims import Claim
from sahelsum.batching.engines.seam import Engine, LostError
from sahelsum.batching.engines.work import Done, Task
from sahelsum.batching.failure import Failure, Spent, failure_of
from sahelsum.batching.items import Item, article_key
from sahelsum.batching.job import Job
from sahelsum.batching.limiter import Limits
from sahelsum.batching.one import Made, Making, Repeat
from sahelsum.batching.result import Counts
from sahelsum.errors import EndingError, ModelError, StopError
from sahelsum.llm.redis_cache import shown
from sahelsum.reference import Reference

CHUNK = 50
"""Inputs that travel together: a second of the rules' work, some seconds of a model's."""
_AHEAD = 2
"""Chunks for each slot of the cluster, so that a worker never waits for the next one."""
_SECONDS = 0.05
"""How long a chunk that is not full waits for more."""
_STANDING = 24_000
"""Bytes of a question beside the article, rather too many."""
_Waiting: TypeAlias = tuple[Item, "asyncio.Future[Made | Failure]"]


class ByEngine:
    """An engine's workers.

    Raises:
        ModelError: a ceiling is set and the price is not known.
    """

    def __init__(self, job: Job, engine: Engine) -> None:
        asking = job.asking
        rate = None
        if asking is not None:
            from sahelsum.batching.by_model import rate as rate_of

            rate = rate_of(asking)
            if job.limits.max_cost is not None and rate(1, 1) is None:
                raise ModelError(f"the price of {asking.model} is not known; give it with --price IN,OUT.")
            if asking.cache_url is not None:
                asking = replace(asking, cache_url=shown(asking.cache_url))  # a password stays where it is
        self._engine = engine
        self._limits = job.limits
        self._making = Making(job.data, job.keep_text)
        self._task = Task(self._making, version("sahelsum"), Reference.load(job.data).digest, asking)
        self.budget = Budget(job.limits.max_cost, rate or (lambda inputs, outputs: None))
        self._total = Counts()
        self._slots = 2
        self._opening = asyncio.Lock()
        self._is_open = self._is_ending = False
        self._waiting: list[_Waiting] = []
        self._chunks: set[asyncio.Task[None]] = set()

    @property
    def room(self) -> int:
        """Inputs that are under way at the most."""
        return CHUNK * _AHEAD * self._slots

    def known(self, item: Item) -> Made | None:
        """Nothing: what is kept is kept where the workers are."""
        return None

    async def read(self, item: Item, claim: Claim) -> Made | Repeat | Failure:
        """As a worker reads it.

        Raises:
            InputError: there is no article.
            StopError: the cluster is gone, or the run cannot go on.
        """
        if self._task.asking is not None:
            repeat = claim.claim(item, article_key(self._making.article(item)))
            if repeat is not None:
                return repeat
        result: asyncio.Future[Made | Failure] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, result))
        if len(self._waiting) >= CHUNK:
            self._send()
        elif len(self._waiting) == 1:
            asyncio.get_running_loop().call_later(_SECONDS, self._send)
        return await result

    def spent(self) -> Spent:
        """A failure that comes back says itself what was spent on it."""
        return Spent()

    def end(self) -> None:
        """Send nothing more."""
        self._is_ending = True

    def count(self, counts: Counts) -> None:
        """Write down what all of it has taken so far."""
        counts.requests, counts.input_tokens, counts.output_tokens = (
            self._total.requests, self._total.input_tokens, self._total.output_tokens
        )  # fmt: skip
        counts.cost_usd = self.budget.spent if self.budget.price(1, 1) is not None else None

    async def close(self) -> None:
        """Let go of the cluster."""
        for task in self._chunks:
            task.cancel()
        await asyncio.gather(*self._chunks, return_exceptions=True)
        await self._engine.close()

    def _send(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting:
            task = asyncio.ensure_future(self._chunk(waiting))
            self._chunks.add(task)
            task.add_done_callback(self._chunks.discard)

    async def _chunk(self, waiting: list[_Waiting]) -> None:
        """Have a chunk read, in as many goes as its share of the money asks for."""
        try:
            await self._opened()
            while waiting:
                if self._is_ending:
                    raise EndingError("the run is being ended.", 130)
                waiting = await self._once(waiting)
        except LostError as error:
            await self._alone(waiting, error)
        except Exception as error:  # noqa: BLE001 - whoever waits for it is told
            for _, result in waiting:
                if not result.done():
                    result.set_exception(error)

    async def _once(self, waiting: list[_Waiting]) -> list[_Waiting]:
        """Send a chunk out once; returns those that were not begun."""
        items = [item for item, _ in waiting]
        aside = await self._set_aside(items)
        done = Done(())
        try:
            done = await self._engine.run(self._share(aside), items)
        finally:
            self.budget.settle(aside, done.cost_usd or 0.0)
        self._take(done)
        for (_, result), found in zip(waiting, done.found, strict=True):
            if found is not None and not result.done():
                result.set_result(found)
        if done.stopped is not None:
            raise StopError(*done.stopped)
        return [one for one, found in zip(waiting, done.found, strict=True) if found is None]

    async def _alone(self, waiting: Sequence[_Waiting], error: LostError) -> None:
        """The inputs of a chunk over which workers died, each by itself; the one that does it again is a failure."""
        if len(waiting) == 1:
            item, result = waiting[0]
            if not result.done():
                result.set_result(failure_of(item, error, Spent()))
            return
        for one in waiting:
            await self._chunk([one])

    async def _opened(self) -> None:
        async with self._opening:
            if not self._is_open:
                await self._engine.open()
                self._is_open = True
        self._slots = await self._engine.slots()

    async def _set_aside(self, items: Sequence[Item]) -> float:
        """The price of a chunk, set aside, rather too high; as much of it as can still be spent."""
        if self._limits.max_cost is None:
            return 0.0
        sizes = [len(item.content) * 2 + _STANDING for item in items]
        guess = self.budget.estimate_of(sum(sizes), len(sizes))
        left = self._limits.max_cost - self.budget.spent
        whole = self.budget.price(guess.inputs, guess.outputs) or 0.0
        if whole > left:  # the last of the money goes out article by article
            guess = self.budget.estimate_of(sizes[0], 1)
        return await self.budget.set_aside(guess)

    def _share(self, aside: float) -> Task:
        """The task with a chunk's share of the limits."""
        if self._task.asking is None:
            return self._task
        limits, slots = self._limits, self._slots
        return replace(self._task, limits=Limits(
            max(1, limits.at_once // slots), limits.rpm and limits.rpm / slots, limits.tpm and limits.tpm / slots,
            aside if limits.max_cost is not None else None,
        ))  # fmt: skip

    def _take(self, done: Done) -> None:
        self._total.requests += done.requests
        self._total.input_tokens += done.input_tokens
        self._total.output_tokens += done.output_tokens
        if done.requests:
            self.budget.learn(Estimate(0, 0, 0), 0, done.output_tokens // done.requests)
