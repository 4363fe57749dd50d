"""Ray carries the chunks, for desks that run it already; a chunk is a task that Ray tries again where a worker dies."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from sahelsum.batching.engines.seam import LostError
from sahelsum.batching.engines.work import Done, Task, work
from sahelsum.batching.items import Item
from sahelsum.batching.job import Where
from sahelsum.errors import StopError

_RETRIES = 2


class ByRay:
    """A Ray cluster."""

    def __init__(self, where: Where) -> None:
        self._where = where
        self._ray: Any = None
        self._work: Any = None

    async def open(self) -> None:
        """Get in touch with the cluster, or start one here that listens on this machine alone."""
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        os.environ.setdefault("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")  # else it listens on every address
        try:
            import ray
        except ImportError as error:
            raise StopError("--engine ray needs Ray: pip install 'sahelsum[ray]'.", 1) from error
        how: dict[str, Any] = {"num_cpus": self._where.workers, "include_dashboard": False}
        try:
            ray.init(self._where.address, log_to_driver=False, logging_level="ERROR",
                     **({} if self._where.address else how))  # fmt: skip
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise StopError(f"no Ray cluster answers at {self._where.address} ({type(error).__name__}).", 1) from None
        self._ray = ray
        self._work = ray.remote(max_retries=_RETRIES)(work)

    async def slots(self) -> int:
        """Processors of the cluster."""
        return max(1, int(self._ray.cluster_resources().get("CPU", 1)))

    async def run(self, task: Task, items: Sequence[Item]) -> Done:
        """Have a chunk worked on."""
        errors = self._ray.exceptions
        try:
            done: Done = await self._work.remote(task, list(items))
        except errors.WorkerCrashedError as error:
            raise LostError("workers died over it.") from error
        except errors.RayTaskError as error:
            raise StopError(f"the workers cannot do the work ({type(error.cause).__name__}).", 1) from error
        except errors.RayError as error:
            raise StopError(f"the Ray cluster is gone ({type(error).__name__}); the same command goes on.") from error
        return done

    async def close(self) -> None:
        """Let go of the cluster, or end the one that was started here."""
        if self._ray is not None:
            self._ray.shutdown()
