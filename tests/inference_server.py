"""llama.cpp's own HTTP server in a process of its own, on the loopback at a free port, killed when it is done with.

`xllamacpp` is a Python package that holds the whole server: nothing is looked for on the machine, and nothing is
downloaded. Imported, this file starts such a process; run as a script, it is the process.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import IO, Any

import pytest

PACKAGES = ("xllamacpp", "gguf")
"""What serves a model, and what writes one."""
ALIAS = "tiny"
"""The name under which the server lists its model."""
_PATIENCE = 60.0
"""Seconds until a server that has not said where it listens is given up; it takes a tenth of one."""


def needed() -> None:
    """Skip the module that calls this where there is no server to start; in CI, where there has to be one, fail."""
    for package in PACKAGES:
        if os.environ.get("CI") == "true":
            importlib.import_module(package)
        else:
            pytest.importorskip(package, reason=f"no real server to ask: {package} is not installed (extra `dev`)")


class Server:
    """A running server; `url` is its base URL for clients, `/v1` and all."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self._process = process
        self._address = address
        self.url = f"{address}/v1"

    def kill_when_busy(self, within: float) -> None:
        """End it at once as soon as it works on a question, or when `within` seconds have passed."""
        last = time.monotonic() + within
        while not self._is_busy() and time.monotonic() < last:
            time.sleep(0.01)
        self._process.kill()
        self._process.wait()

    def _is_busy(self) -> bool:
        """By its own word; it answers between two batches of tokens."""
        with urllib.request.urlopen(f"{self._address}/slots", timeout=30) as answer:
            return any(slot["is_processing"] for slot in json.load(answer))


@contextmanager
def serving(model: Path, *, window: int = 32_768, slots: int = 1, key: str = "") -> Iterator[Server]:
    """A server of a GGUF file: `window` tokens for each of `slots` questions at once, for who has the `key`."""
    settings = json.dumps({"model": str(model), "window": window, "slots": slots, "key": key})
    # on an assertion of its own it would start a debugger, which takes long and outlives it
    environment = {**os.environ, "GGML_NO_BACKTRACE": "1"}
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log,
        subprocess.Popen(
            [sys.executable, __file__, settings], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=log, text=True,
        ) as process,
    ):  # fmt: skip
        try:
            yield Server(process, _address(process, log))
        finally:
            process.kill()  # one graceful stop in a hundred hangs


def _address(process: subprocess.Popen[str], log: IO[str]) -> str:
    """Where it listens, which is the first thing that it says."""
    assert process.stdout is not None
    watchdog = Timer(_PATIENCE, process.kill)
    watchdog.start()
    said = process.stdout.readline().strip()
    watchdog.cancel()
    if not said.startswith("http://127.0.0.1:"):
        process.kill()
        process.wait()
        log.seek(0)
        raise RuntimeError(f"no server came up:\n{log.read()[-2_000:]}")
    return said


def _serve(settings: dict[str, Any]) -> None:
    """Serve until standard input ends, which it does when whoever started this process is gone."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path, params.model_alias = settings["model"], {ALIAS}
    params.hostnames, params.port = ["127.0.0.1"], 0
    params.n_parallel, params.n_ctx = settings["slots"], settings["window"] * settings["slots"]
    # a second thread waits in a busy loop for a model this small, and on a busy machine for ever
    params.cpuparams.n_threads = 1
    params.offline, params.warmup, params.cache_ram_mib = True, False, 0
    if settings["key"]:
        params.api_keys = [settings["key"]]
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    _serve(json.loads(sys.argv[1]))
