"""A batch by a provider's batch endpoint, round by round, until nothing is left to ask.

Gather what the cache does not hold, send it out, take in what comes back, and read the inputs again.

A pass over the inputs is an ordinary run of kept answers, so records, failures and re-asks are the live way's. Whatever
stops it, the same command goes on: what is out stays out and is collected then.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

from sahelsum.batching.budget import Budget
from sahelsum.batching.by_model import ByModel, rate
from sahelsum.batching.files import Files
from sahelsum.batching.job import Job
from sahelsum.batching.provider.client import ENDED, Client, Told
from sahelsum.batching.provider.collect import Collecting
from sahelsum.batching.provider.gate import Gathering
from sahelsum.batching.provider.state import Batch, State
from sahelsum.batching.result import Counts, Result
from sahelsum.batching.run import Run
from sahelsum.errors import ModelError, StopError
from sahelsum.llm.extract import Asking
from sahelsum.llm.prices import Price, cost
from sahelsum.llm.providers import place
from sahelsum.llm.stores import opened
from sahelsum.llm.use import Use

SHARE = 0.5
"""Of the live price: what OpenAI asks for a batch."""
FIRST_WAIT, LONGEST_WAIT = 5.0, 60.0
Said = Callable[[str], None]


class Rounds:
    """One command. `counts` are of all passes together; `said` is told how it goes; `wait` false: send out, collect
    what is there already, and leave.

    Raises:
        ModelError: the model cannot be asked so, or a ceiling is set and its price is not known.
        OutputError: another run waits for the same batches.
    """

    def __init__(self, job: Job, asking: Asking, said: Said, *, wait: bool = True) -> None:
        self.job = replace(job, asking=asking)
        self.counts = Counts()
        self.stopped: Exception | None = None
        self._said = said
        self._wait = wait
        self._where = place(asking.model, asking.base_url)
        self._cache = opened(asking.cache_dir, asking.cache_url)
        self._state = State(Files(job.output).batches)
        self._state.forgive(everything=job.retry_failed)
        self._client = Client(self._where, asking.timeout)
        budget = Budget(None, rate(asking))
        self._gate = Gathering(self._state, budget, job.limits.max_cost, self._where.name, self._cache)
        self._collecting = Collecting(self._state, self._cache, self._client, self._where.name, self._gate)
        self._run: Run | None = None
        self._is_ending = False
        self._asking = asking

    async def results(self, begun: Callable[[Run], None]) -> AsyncIterator[Result]:
        """Each input with what became of it, as the passes find it out; `begun` is told of every pass.

        Raises:
            StopError: the provider is out, or the ceiling is reached.
        """
        try:
            while not self._is_ending:
                await self._send()
                await self._collect()
                if self._is_ending:
                    break
                async for result in self._pass(begun):
                    yield result
                if self._is_ending or not self._gate.gathered:
                    break
            self._finish()
        finally:
            self._gate.drop()
            await self._client.close()
            self._state.close()

    def end(self, at_once: bool = False) -> None:
        """Leave; what is out stays out."""
        self._is_ending = True
        if self._run is not None:
            self._run.end(at_once)

    def _finish(self) -> None:
        open_ = len(self._state.batches())
        if open_ and not self._is_ending:
            self._said(f"{self._state.count().get('out', 0)} questions are out in {open_} batches; "
                       "the same command collects the answers.")  # fmt: skip
        elif self._gate.is_over and not self._is_ending:
            raise StopError(
                f"the next question could pass the ceiling of ${self.job.limits.max_cost:g} (${self._gate.spent:.4f} "
                "spent on this output); the same command goes on with a higher one."
            )

    async def _pass(self, begun: Callable[[Run], None]) -> AsyncIterator[Result]:
        """One pass over the inputs."""
        self._gate.begin()
        run = self._run = Run(self.job, ByModel(self.job, self._asking, self._gate))
        begun(run)
        try:
            async for result in run.results():
                yield result
        finally:
            self._run = None
            self.job = replace(self.job, retry_failed=False)
            self.counts = together(self.counts, run.counts)
        if run.stopped is not None:
            raise run.stopped
        if not self._is_ending:
            self._gate.seal()

    async def _send(self) -> None:
        """Upload and begin every batch that is not at the provider yet."""
        for batch in self._state.batches():
            if self._is_ending or batch.id is not None:
                continue
            known = await self._client.found(batch.token)
            if known is None:
                file = batch.file or await self._client.upload(self._state.requests_of(batch.number))
                self._state.note(batch.number, status="uploaded", file=file)
                known = await self._client.create(file, batch.token)
            self._state.note(batch.number, status="submitted", batch=known)
            self._said(f"batch {known}: {batch.requests:,} questions are out.")

    async def _collect(self) -> None:
        """Wait until what is out has ended, and take it in; without waiting, what has ended already."""
        pause, told_before = FIRST_WAIT, ""
        while (waiting := self._state.batches()) and not self._is_ending:
            told = {batch.number: await self._client.told(batch.id) for batch in waiting if batch.id is not None}
            for batch in waiting:
                if batch.number in told and told[batch.number].status in ENDED:
                    await self._take(batch, told[batch.number])
            left = [one for one in told.values() if one.status not in ENDED]
            line = progress(left)
            if not left or not self._wait:
                return
            if line != told_before:
                self._said(line)
                pause, told_before = FIRST_WAIT, line
            await self._pause(pause)
            pause = min(pause * 1.5, LONGEST_WAIT)

    async def _take(self, batch: Batch, told: Told) -> None:
        taken = await self._collecting.take(batch, told)
        if told.is_full:
            self._gate.most = max(1, self._gate.most // 2)
        self._said(f"batch {told.id}: {taken}.")

    async def _pause(self, seconds: float) -> None:
        """Wait, and look up now and then whether the run is ending."""
        until = asyncio.get_running_loop().time() + seconds
        while not self._is_ending and (left := until - asyncio.get_running_loop().time()) > 0:
            await asyncio.sleep(min(0.2, left))


def priced(asking: Asking) -> Asking:
    """The same asking at the price of a batch: half the listed one; a price that the user gives is taken as it is.

    Raises:
        ModelError: kept answers are not to be used, which is how answers come back from a batch.
    """
    if asking.cache is not Use.use:
        raise ModelError("answers of a batch come back through the cache; use --cache use with --via openai-batch.")
    whole = [cost(asking.model, *tokens, asking.price) for tokens in ((1_000_000, 0), (0, 1_000_000))]
    if asking.price is not None or whole[0] is None or whole[1] is None:
        return asking
    return replace(asking, price=Price(whole[0] * SHARE, whole[1] * SHARE))


def progress(batches: list[Told]) -> str:
    """How far the batches are, in a line."""
    done, failed = sum(one.done for one in batches), sum(one.failed for one in batches)
    states = ", ".join(dict.fromkeys(one.status.replace("_", " ") for one in batches))
    return f"{len(batches)} batches out ({states}): {done:,} answers there, {failed:,} failed"


def together(before: Counts, now: Counts) -> Counts:
    """The counts of passes over the same inputs: what an earlier one made, the next one finds done."""
    made = before.new + before.kept
    now.before = max(0, now.before - made)
    now.failed_before = max(0, now.failed_before - before.failed)
    now.new, now.kept, now.failed = now.new + before.new, now.kept + before.kept, now.failed + before.failed
    now.seconds += before.seconds
    now.reasons.update(before.reasons)
    now.first = {**now.first, **before.first}
    return now
