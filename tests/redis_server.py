"""A real Redis or Valkey server of the test's own, where the system has one."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NAMES = ("redis-server", "valkey-server")
FOUND = next(filter(None, map(shutil.which, NAMES)), None)
PASSWORD = "do-not-show-me"


def needed() -> None:
    """Skip where there is no server, and fail where there has to be one."""
    if FOUND is None:
        assert os.environ.get("CI") != "true", f"no server here: install one of {', '.join(NAMES)}"
        pytest.skip("no Redis or Valkey server here: answers shared by several machines are not tested")


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The URL of a server that keeps nothing."""
    needed()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    how = ["--port", str(port), "--bind", "127.0.0.1", "--requirepass", PASSWORD, "--save", "", "--dir", str(folder)]
    process = subprocess.Popen([str(FOUND), *how], stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 20
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.02)
        yield f"redis://:{PASSWORD}@127.0.0.1:{port}/0"
    finally:
        process.kill()
        process.wait()
