"""A real browser to look at a page with, where there is one: Chromium, spoken to through a pipe (DevTools protocol)."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FOUND = next(filter(None, map(shutil.which, NAMES)), None)
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-pipe",
)  # fmt: skip


class Page:
    """A page in a browser: `said` is what stood on its console, `asked` every address that it asked for."""

    def __init__(self, to_browser: int, from_browser: BufferedReader) -> None:
        self._to, self._from = to_browser, from_browser
        self._rest, self._number, self._session, self._loaded = b"", 0, None, False
        self.said: list[str] = []
        self.asked: list[str] = []
        target = self._do("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._do(f"{domain}.enable")

    def open(self, file: Path) -> None:
        """Load the file and wait until it has loaded."""
        self._loaded = False
        self._do("Page.navigate", url=file.as_uri())
        while not self._loaded:
            self._next()

    def seen(self, width: int, *, media: str = "screen", scheme: str = "light") -> None:
        """Look at it on a screen of this width, or on paper, or in the dark."""
        self._do("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self._do("Emulation.setEmulatedMedia", media=media, features=features)

    def without_script(self) -> None:
        """From the next page on nothing of a page's own runs."""
        self._do("Emulation.setScriptExecutionDisabled", value=True)

    def value(self, expression: str) -> object:
        """What a JavaScript expression comes to."""
        found = self._do("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def _do(self, method: str, **params: object) -> dict:
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer["error"]
                return answer["result"]

    def _next(self) -> dict:
        while b"\0" not in self._rest:
            read = self._from.read1(65536)
            assert read, "the browser has gone"
            self._rest += read
        line, _, self._rest = self._rest.partition(b"\0")
        message = json.loads(line)
        self._heed(message.get("method"), message.get("params"))
        return message

    def _heed(self, method: str | None, params: dict) -> None:
        if method == "Page.loadEventFired":
            self._loaded = True
        elif method == "Network.requestWillBeSent":
            self.asked.append(params["request"]["url"])
        elif method == "Runtime.consoleAPICalled":
            self.said.append(" ".join(str(one.get("value")) for one in params["args"]))
        elif method == "Runtime.exceptionThrown":
            self.said.append(params["exceptionDetails"]["text"])
        elif method == "Log.entryAdded":
            self.said.append(params["entry"]["text"])


@contextmanager
def browser() -> Iterator[Page]:
    """A page in a browser of its own."""
    ours, theirs = os.pipe(), os.pipe()

    def wire() -> None:
        """The browser reads from 3 and writes to 4."""
        read, write = (fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (ours[0], theirs[1]))
        os.dup2(read, 3)
        os.dup2(write, 4)

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        arguments = [str(FOUND), *_FLAGS, f"--user-data-dir={profile}"]
        process = subprocess.Popen(
            arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=(3, 4),
            preexec_fn=wire,  # noqa: PLW1509 - no other thread runs here
        )
        os.close(ours[0])
        os.close(theirs[1])
        try:
            with os.fdopen(theirs[0], "rb") as answers:
                yield Page(ours[1], answers)
        finally:
            os.close(ours[1])  # it goes when nobody speaks to it any more
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
