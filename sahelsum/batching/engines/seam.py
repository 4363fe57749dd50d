"""The seam that an engine fills: it carries a chunk to a worker and brings back what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sahelsum.batching.engines.work import Done, Task
from sahelsum.batching.items import Item
from sahelsum.errors import SahelsumError


class LostError(SahelsumError):
    """Workers died over a chunk, as often as the engine tried it."""


class Engine(Protocol):
    """A cluster."""

    async def open(self) -> None:
        """Get in touch.

        Raises:
            StopError: the engine is not installed, or there is no cluster, or nobody works in it.
        """

    async def slots(self) -> int:
        """Chunks that can be worked on at once, now; at least one."""

    async def run(self, task: Task, items: Sequence[Item]) -> Done:
        """Have a chunk worked on; a worker that dies is no matter.

        Raises:
            LostError: workers die over this chunk.
            StopError: the cluster is gone, or its workers cannot do the work.
        """

    async def close(self) -> None:
        """Let go; a cluster that was started here ends."""
