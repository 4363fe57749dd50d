"""What a worker does: the local way, for a chunk of inputs. Keys are the worker's own, out of its environment.

A task is plain data, so that any engine can carry it; whatever it does may be done twice, as an answer that is kept is
not asked for again.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version

from sahelsum.batching.by_rules import read_chunk
from sahelsum.batching.failure import Failure, failure_of
from sahelsum.batching.items import Item
from sahelsum.batching.limiter import Limits
from sahelsum.batching.one import Made, Making, Repeat
from sahelsum.batching.result import Counts
from sahelsum.errors import CeilingError, EndingError, SahelsumError, StopError
from sahelsum.llm.extract import Asking
from sahelsum.reference import Reference

CACHE_URL = "SAHELSUM_CACHE_URL"


@dataclass(frozen=True, slots=True)
class Task:
    """How a chunk is read: by the rules where `asking` is null, else by a model within `limits`, this chunk's share.
    `sahelsum` and `data` are the driver's version and digest, which have to be the worker's."""

    making: Making
    sahelsum: str
    data: str
    asking: Asking | None = None
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of the inputs of a chunk, in their order (null: not begun), and what it took. `stopped` says why it
    went no further and with which exit code; null also where its share of the money was used up."""

    found: tuple[Made | Failure | None, ...]
    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = None
    stopped: tuple[str, int] | None = None


def work(task: Task, items: Sequence[Item]) -> Done:
    """Read a chunk."""
    other = _otherwise(task)
    if other:
        return Done((None,) * len(items), stopped=(other, 1))
    if task.asking is None:
        return Done(tuple(read_chunk(task.making, items)))
    return asyncio.run(_by_model(task, with_own_cache(task.asking), items))


def _otherwise(task: Task) -> str:
    """What this worker has otherwise than the driver, or ""."""
    try:
        data = Reference.load(task.making.data).digest
    except SahelsumError as error:
        return f"a worker cannot use the desk's data: {error}"
    for name, theirs, ours in (("sahelsum", task.sahelsum, version("sahelsum")), ("data", task.data, data)):
        if theirs != ours:
            return f"a worker has {name} {ours} and this machine {theirs}; bring both to the same state."
    return ""


def with_own_cache(asking: Asking) -> Asking:
    """The same asking, with the cache's address out of this machine's environment, which may hold a password."""
    from sahelsum.llm.redis_cache import shown

    own = os.environ.get(CACHE_URL)
    if own is not None and asking.cache_url is not None and shown(own) == shown(asking.cache_url):
        return replace(asking, cache_url=own)
    return asking


class _Unclaimed:
    """The driver has seen to it that no two chunks have the same article."""

    def claim(self, item: Item, key: bytes) -> Repeat | None:
        """Always in time."""
        return None


async def _by_model(task: Task, asking: Asking, items: Sequence[Item]) -> Done:
    from pathlib import Path

    from sahelsum.batching.by_model import ByModel
    from sahelsum.batching.job import Job

    making = task.making
    try:
        reads = ByModel(Job((), Path(), asking, task.limits, data=making.data, keep_text=making.keep_text), asking)
    except SahelsumError as error:
        return Done((None,) * len(items), stopped=(str(error), error.exit_code))
    stopped: list[StopError] = []

    async def one(item: Item) -> Made | Failure | None:
        try:
            found = reads.known(item) or await reads.read(item, _Unclaimed())
        except StopError as error:
            if not isinstance(error, EndingError | CeilingError):
                stopped.append(error)
            reads.end()
            return None
        except Exception as error:  # noqa: BLE001 - a bug met in one article must not cost the others
            return failure_of(item, error, reads.spent())
        return None if isinstance(found, Repeat) else found

    try:
        found = await asyncio.gather(*(asyncio.ensure_future(one(item)) for item in items))
    finally:
        await reads.close()
    counts = Counts()
    reads.count(counts)
    why = (str(stopped[0]), stopped[0].exit_code) if stopped else None
    return Done(tuple(found), counts.requests, counts.input_tokens, counts.output_tokens, counts.cost_usd, why)
