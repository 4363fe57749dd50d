"""The built-in rules read the inputs of a batch: in this process, or in several, chunk by chunk."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeAlias

from sahelsum.batching.claims import Claim
from sahelsum.batching.failure import Failure, Spent, failure_of
from sahelsum.batching.items import Item
from sahelsum.batching.job import Job
from sahelsum.batching.one import Made, Making, Repeat
from sahelsum.batching.result import Counts
from sahelsum.errors import SahelsumError
from sahelsum.reference import Reference
from sahelsum.workers import settled

CHUNK = 16
"""Inputs that travel to a process together: enough that the way costs little, few enough that nothing waits long."""
_Waiting: TypeAlias = tuple[Item, "asyncio.Future[Made | Failure]"]


class DiedError(SahelsumError):
    """A process died over one input."""


def read_chunk(making: Making, items: Sequence[Item]) -> list[Made | Failure]:
    """Each input as the rules read it; nothing that goes wrong with one costs the others."""
    return [read_one(making, item) for item in items]


def read_one(making: Making, item: Item) -> Made | Failure:
    """One input as the rules read it."""
    try:
        return making.by_rules(making.article(item))
    except Exception as error:  # noqa: BLE001 - a bug met in one article must not cost the others
        return failure_of(item, error, Spent())


class ByRules:
    """The rules in this process, one article after the other."""

    room = 1

    def __init__(self, job: Job) -> None:
        self._making = Making(job.data, job.keep_text)

    def known(self, item: Item) -> Made | None:
        """Nothing: the rules keep nothing."""
        return None

    async def read(self, item: Item, claim: Claim) -> Made | Repeat | Failure:
        """As the rules read it."""
        return read_one(self._making, item)

    def spent(self) -> Spent:
        """Nothing."""
        return Spent()

    def end(self) -> None:
        """Nothing is waited for."""

    def count(self, counts: Counts) -> None:
        """Nothing is spent."""

    async def close(self) -> None:
        """Nothing is open."""


class ByRulesInProcesses(ByRules):
    """The rules in several processes. A chunk in which a process dies is read again, each input alone; the one that
    kills its process again is a failure."""

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        Reference.load(job.data)
        self._workers = job.workers
        self.room = 3 * CHUNK * job.workers
        # forked before there are threads, and seeing what is loaded; where that is not safe, each loads its own
        self._pool = self._opened(job.workers, "fork" if sys.platform == "linux" else "spawn")
        self._waiting: list[_Waiting] = []
        self._chunks: set[asyncio.Task[None]] = set()

    async def read(self, item: Item, claim: Claim) -> Made | Repeat | Failure:
        """As the rules read it, in another process."""
        result: asyncio.Future[Made | Failure] = asyncio.get_running_loop().create_future()
        if not self._waiting:
            asyncio.get_running_loop().call_soon(self._send)
        self._waiting.append((item, result))
        return await result

    async def close(self) -> None:
        """End the processes."""
        for task in self._chunks:
            task.cancel()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _send(self) -> None:
        waiting, self._waiting = self._waiting, []
        for start in range(0, len(waiting), CHUNK):
            task = asyncio.ensure_future(self._chunk(waiting[start : start + CHUNK]))
            self._chunks.add(task)
            task.add_done_callback(self._chunks.discard)

    async def _chunk(self, waiting: Sequence[_Waiting]) -> None:
        items, pool = [item for item, _ in waiting], self._pool
        try:
            found = await self._in_pool(pool, items)
        except (BrokenProcessPool, OSError):
            if self._pool is pool:
                self._pool = self._opened(self._workers, "spawn")
            found = [await self._alone(item) for item in items]
        for (_, result), one in zip(waiting, found, strict=True):
            if not result.done():
                result.set_result(one)

    async def _alone(self, item: Item) -> Made | Failure:
        """An input of a chunk in which a process died, in a process of its own."""
        pool = self._opened(1, "spawn")
        try:
            return (await self._in_pool(pool, [item]))[0]
        except (BrokenProcessPool, OSError):
            return failure_of(item, DiedError("the process that read it died."), Spent())
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    async def _in_pool(self, pool: ProcessPoolExecutor, items: Sequence[Item]) -> list[Made | Failure]:
        return await asyncio.get_running_loop().run_in_executor(pool, read_chunk, self._making, items)

    @staticmethod
    def _opened(workers: int, method: str) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, get_context(method), settled)
