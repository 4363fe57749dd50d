"""A real Dask cluster on the loopback: a scheduler, and workers on two addresses that stand for two machines."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_DASK = [sys.executable, "-m", "dask"]


class Cluster:
    """Its `url`, and its workers by machine (`127.0.0.2`, `127.0.0.3`)."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self._folder, self._env = folder, {**os.environ, **env, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "5"}
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.url = f"tcp://127.0.0.1:{probe.getsockname()[1]}"
        port = self.url.rpartition(":")[2]
        self._scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")
        self.workers: dict[str, list[subprocess.Popen[bytes]]] = {}

    def add(self, machine: str, many: int = 1) -> None:
        """Workers on a machine, each in a process without anybody to start it again."""
        self.workers.setdefault(machine, []).extend(
            self._start("worker", self.url, "--host", machine, "--nthreads", "1", "--no-nanny", "--no-dashboard")
            for _ in range(many)
        )

    def kill(self, machine: str, many: int | None = None) -> None:
        """Kill workers of a machine with a signal that cannot be caught: some, or all of them."""
        for worker in self.workers[machine][:many]:
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        self.workers[machine] = self.workers[machine][many:] if many else []

    def close(self) -> None:
        """End everything."""
        for process in (self._scheduler, *(one for found in self.workers.values() for one in found)):
            process.kill()
            process.wait()

    def wait(self, many: int) -> None:
        """Until so many workers are there."""
        from distributed import Client

        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                with Client(self.url, timeout=20) as client:
                    client.wait_for_workers(many, timeout=40)
                    return
            except (OSError, TimeoutError):
                time.sleep(0.2)
        raise AssertionError("no cluster")

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        log = (self._folder / "dask.log").open("ab")
        return subprocess.Popen([*_DASK, *arguments], env=self._env, cwd=self._folder, stdout=log, stderr=log)


@contextmanager
def cluster(folder: Path, **env: str) -> Iterator[Cluster]:
    """A cluster whose workers have this in their environment."""
    running = Cluster(folder, env)
    try:
        yield running
    finally:
        running.close()
