"""Dask carries the chunks: a cluster at an address, or one on this machine."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from sahelsum.batching.engines.seam import LostError
from sahelsum.batching.engines.work import Done, Task, work
from sahelsum.batching.items import Item
from sahelsum.batching.job import Where
from sahelsum.errors import StopError

_SECONDS = 30.0
_RETRIES = 2
_GONE = "the Dask cluster at {} is gone; what is finished is kept, and the same command goes on once it is back."


class ByDask:
    """A Dask cluster."""

    def __init__(self, where: Where) -> None:
        self._where = where
        self._client: Any = None
        self._cluster: Any = None

    async def open(self) -> None:
        """Get in touch with the scheduler, or start one with workers here."""
        try:
            from distributed import Client, LocalCluster
        except ImportError as error:
            raise StopError("--engine dask needs Dask: pip install 'sahelsum[dask]'.", 1) from error
        address: Any = self._where.address
        try:
            if address is None:
                started: Any = LocalCluster(
                    n_workers=self._where.workers, threads_per_worker=1, host="127.0.0.1",
                    dashboard_address="127.0.0.1:0", asynchronous=True,
                )
                self._cluster = address = await started
            self._client = await Client(address, asynchronous=True, timeout=_SECONDS)
            await self._client.wait_for_workers(1, timeout=_SECONDS)
        except (OSError, ValueError, TimeoutError) as error:
            raise StopError(
                f"no Dask cluster with workers answers at {self._where.address or 'this machine'} "
                f"({type(error).__name__}); start `dask scheduler` and `dask worker`, and give --address tcp://HOST:PORT.",
                1,
            ) from None

    async def slots(self) -> int:
        """Threads of all workers."""
        threads: dict[str, int] = await self._client.nthreads()
        return max(1, sum(threads.values()))

    async def run(self, task: Task, items: Sequence[Item]) -> Done:
        """Have a chunk worked on; Dask gives the chunk of a worker that is gone to another one."""
        from distributed import CancelledError, KilledWorker
        from distributed.comm.core import CommClosedError

        name = hashlib.sha256(repr(task).encode() + b"".join(item.digest for item in items)).hexdigest()[:32]
        future = self._client.submit(work, task, list(items), key=f"sahelsum-{name}", retries=_RETRIES)
        try:
            done: Done = await future
        except KilledWorker as error:
            raise LostError("workers died over it.") from error
        except (CancelledError, CommClosedError, OSError) as error:
            raise StopError(_GONE.format(self._where.address or "this machine")) from error
        except (ImportError, AttributeError) as error:
            raise StopError(f"the workers cannot do the work ({error}); install the same sahelsum there.", 1) from error
        finally:
            future.release()
        return done

    async def close(self) -> None:
        """Let go of the cluster, or end the one that was started here."""
        if self._client is not None:
            await self._client.close()
        if self._cluster is not None:
            await self._cluster.close()
