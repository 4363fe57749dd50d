"""A process that has everything loaded and runs the command line in children of its own, which can be killed.

Each line on standard input is a JSON list of arguments; the child's pid is the line that comes back. Its output goes to
the file named first in the list. Loading takes seconds, and a run that is to be killed at a random moment should not
spend them all on that.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]


class Host:
    """The process, as the test sees it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._runs = 0
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        assert self._said() == "ready"

    def start(self, *arguments: object) -> tuple[int, Path]:
        """Begin a run; returns its pid and the file of what it says."""
        self._runs += 1
        told = self._folder / f"run-{self._runs}.log"
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([str(told), *map(str, arguments)]) + "\n")
        self._process.stdin.flush()
        return int(self._said()), told

    def wait(self, told: Path, seconds: float = 30.0) -> int:
        """The exit code of a run, or minus the signal that ended it."""
        code = told.with_suffix(".code")
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if code.exists() and code.read_text():
                return int(code.read_text())
            time.sleep(0.01)
        raise AssertionError(f"still running: {told.read_text()}")

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()

    def _said(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


def _load() -> None:
    import instructor  # noqa: F401
    import openai
    from instructor.core import exceptions  # noqa: F401

    from sahelsum.batching import by_model, by_rules, run  # noqa: F401
    from sahelsum.reference import Reference
    from sahelsum.rules import extract  # noqa: F401

    Reference.load(None)
    assert openai.AsyncOpenAI(api_key="x").chat.completions  # its parts are loaded when first used
    openai.DefaultAioHttpClient()


def _child(told: str, arguments: list[str]) -> None:
    os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    out = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number in (1, 2):
        os.dup2(out, number)
    from sahelsum.cli.app import app

    code = 0
    try:
        app(arguments, prog_name="sahelsum")
    except SystemExit as error:
        code = int(error.code or 0)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _serve() -> None:
    _load()
    print("ready", flush=True)
    children: dict[int, str] = {}
    for line in sys.stdin:
        told, *arguments = json.loads(line)
        pid = os.fork()
        if not pid:
            _child(told, arguments)
        children[pid] = told
        print(pid, flush=True)
        _reap(pid, told)


def _reap(pid: int, told: str) -> None:
    """Write down how a run ended; the next one begins only then."""
    _, status = os.waitpid(pid, 0)
    Path(told).with_suffix(".code").write_text(str(os.waitstatus_to_exitcode(status)))


if __name__ == "__main__":
    _serve()
