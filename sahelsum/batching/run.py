"""A run over many articles: inputs stream in, results come out as they finish, and nobody waits for anybody else."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any, Protocol

from sahelsum.batching.claims import Claim, Claims
from sahelsum.batching.failure import Failure, Spent, failure_of
from sahelsum.batching.inputs import Inputs
from sahelsum.batching.items import Item
from sahelsum.batching.job import Job
from sahelsum.batching.journal import Journal
from sahelsum.batching.manifest import write_manifest
from sahelsum.batching.one import Made, Repeat
from sahelsum.batching.result import Counts, Result, Status
from sahelsum.errors import EndingError, OutputError, PendingError, SahelsumError, StopError

_BREATH = 0.02
"""Seconds after which work that never waits lets others have their turn."""


class Reads(Protocol):
    """Somebody who reads inputs: a model over a network, the rules, or either of them elsewhere."""

    @property
    def room(self) -> int:
        """How many inputs are under way at the most."""

    def known(self, item: Item) -> Made | None:
        """What is known of an input without any work, or null."""

    async def read(self, item: Item, claim: Claim) -> Made | Repeat | Failure:
        """The record of an input; money is spent only after a `claim` that nobody else has made.

        Raises:
            StopError: the run cannot go on.
            SahelsumError: there is no record.
        """

    def spent(self) -> Spent:
        """What was spent on the input whose `read` has just failed, in the same task."""

    def end(self) -> None:
        """Begin nothing more."""

    def count(self, counts: Counts) -> None:
        """Write down what all of it has taken so far."""

    async def close(self) -> None:
        """Give free what is open."""


class Run:
    """One run of a job. `counts` is up to date at any time; `stopped` says why it could not go on, or null.

    Raises:
        OutputError: the output is in use, cannot be written, or was made otherwise.
    """

    def __init__(self, job: Job, reads: Reads) -> None:
        self.counts = Counts()
        self.stopped: SahelsumError | None = None
        self.journal = Journal(job.output, job.settings(), job.on_change)
        if job.retry_failed:
            self.journal.forget_failed()
        self.inputs = Inputs(job.inputs, job.columns, self.journal.files.all)
        self._reads = reads
        self._is_ending = False
        self._begun = time.monotonic()
        self._started = datetime.now(UTC).isoformat(timespec="seconds")
        self._under_way: dict[asyncio.Task[None], Item] = {}
        self._claims = Claims(self.journal)
        self._finished: asyncio.Queue[Result | None] = asyncio.Queue()

    async def results(self) -> AsyncIterator[Result]:
        """Each input with what became of it, as they finish. What is under way when nobody reads on is left."""
        items, is_more = iter(self.inputs), True
        breath = time.monotonic()
        try:
            while True:
                while is_more and not self._is_ending and len(self._under_way) < self._reads.room:
                    item = next(items, None)
                    if item is None:
                        is_more = False
                        break
                    result = self._at_once(item)
                    if result is not None:
                        yield result
                    if result is None or time.monotonic() - breath > _BREATH:
                        await asyncio.sleep(0)  # what has just begun goes as far as it can, and answers are taken in
                        breath = time.monotonic()
                    while not self._finished.empty():
                        ready = self._finished.get_nowait()
                        if ready is not None:
                            yield ready
                if not self._under_way and self._finished.empty():
                    break
                finished = await self._finished.get()
                if finished is not None:
                    yield finished
        finally:
            await self._close()

    def end(self, at_once: bool = False) -> None:
        """Take no more inputs and let what is under way finish; `at_once`: not even that."""
        self._is_ending = True
        self._reads.end()
        if at_once:
            for task in self._under_way:
                task.cancel()

    def _at_once(self, item: Item) -> Result | None:
        """What can be said of an input without waiting; null where it has to be read, which begins now."""
        seen = self.journal.seen(item.digest)
        if seen is not None and seen.state == "failed":
            return self._result(item, "failed before")
        other = self._claims.source(item.digest) if seen is None else seen.source
        if other is not None:
            return self._repeats(item, other)
        try:
            made = self._reads.known(item)
        except SahelsumError as error:  # what is kept cannot be looked up: that is no matter of this input
            self._stop(error)
            return None
        if made is not None:
            return self._written(item, made)
        self._claims.begin(item)
        task = asyncio.ensure_future(self._read(item))
        self._under_way[task] = item
        task.add_done_callback(self._done)
        return None

    async def _read(self, item: Item) -> None:
        self._finished.put_nowait(await self._outcome(item))

    async def _outcome(self, item: Item) -> Result | None:
        try:
            found = await self._reads.read(item, self._claims)
        except PendingError:
            self.counts.waiting += 1
            return None
        except StopError as error:
            self._stop(error)
            return None
        except Exception as error:  # noqa: BLE001 - a bug met in one article must not cost the others
            found = failure_of(item, error, self._reads.spent())
        if isinstance(found, Repeat):
            if found.is_written and not self._adds(lambda: self.journal.add_seen(item)):
                return None
            return self._repeats(item, found.source)
        return self._failed(item, found) if isinstance(found, Failure) else self._written(item, found)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._claims.end(self._under_way.pop(task))
        self._finished.put_nowait(None)

    def _repeats(self, item: Item, other: str) -> Result:
        """An input whose article has a record: met again, or like another one."""
        if other == item.source:
            return self._result(item, "before")
        return self._result(item, "duplicate", same_as=other)

    def _written(self, item: Item, made: Made) -> Result | None:
        """Write a record down, unless another input has had the same article meanwhile."""
        row = self.journal.source(made.key)
        if row is not None:
            other = row[0] or ""
            return self._repeats(item, other) if self._adds(lambda: self.journal.add_seen(item)) else None
        if self._adds(lambda: self.journal.add_record(item, made.key, made.source, made.line)):
            return self._result(item, "kept" if made.is_kept else "new", made=made)
        return None

    def _failed(self, item: Item, failure: Failure) -> Result | None:
        if self._adds(lambda: self.journal.add_failure(failure)):
            return self._result(item, "failed", failure=failure)
        return None

    def _adds(self, add: Callable[[], None]) -> bool:
        """Whether something was added to the output; once it cannot be, nothing is any more."""
        if isinstance(self.stopped, OutputError):
            return False
        try:
            add()
        except OutputError as error:
            self._stop(error)
            return False
        return True

    def _result(self, item: Item, status: Status, **more: Any) -> Result:  # noqa: ANN401 - as Result has it
        result = Result(item.place, status, item.behind, **more)
        self.counts.add(result)
        self._reads.count(self.counts)
        return result

    def _stop(self, why: SahelsumError) -> None:
        """The run cannot go on: what is under way finishes, nothing more begins."""
        if not isinstance(why, EndingError):
            self.stopped = self.stopped or why
        self.end()

    async def _close(self) -> None:
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        await self._reads.close()
        self._reads.count(self.counts)
        self.counts.seconds = time.monotonic() - self._begun
        self.counts.skipped = self.inputs.skipped
        run = {"started": self._started, "stopped": None if self.stopped is None else str(self.stopped)}
        try:
            runs = [*self.journal.runs(), run | self.counts.to_json()]
            write_manifest(self.journal.files.manifest, self.journal.settings, runs)
        except OutputError as error:
            self.stopped = self.stopped or error
        finally:
            self.journal.close()
