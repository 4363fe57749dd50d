"""An OpenAI-compatible endpoint on the loopback that behaves, or misbehaves, as a script says: one step a request.

A step may also be a function of the request's body that returns one.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Step = dict[str, Any] | Callable[[dict[str, Any]], dict[str, Any]]


class Script:
    """`steps` are taken in order, the last one for ever; `seen` keeps the bodies, `keys` the Authorization headers."""

    def __init__(self, *steps: Step) -> None:
        self.steps = list(steps)
        self.seen: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.url = ""

    def next(self) -> dict[str, Any]:
        """The step of the last request."""
        step = self.steps[min(len(self.seen), len(self.steps)) - 1]
        return step(self.seen[-1]) if callable(step) else step


def says(content: str | None, finish: str = "stop", refusal: str | None = None) -> dict[str, Any]:
    """A completion."""
    message = {"role": "assistant", "content": content, "refusal": refusal}
    body = {
        "id": "x", "object": "chat.completion", "created": 0, "model": "m",
        "choices": [{"index": 0, "finish_reason": finish, "message": message}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
    }  # fmt: skip
    return {"status": 200, "body": json.dumps(body)}


def fails(status: int, message: str = "no", **headers: str) -> dict[str, Any]:
    """An error of the API."""
    return {"status": status, "body": json.dumps({"error": {"message": message}}), "headers": headers}


@contextmanager
def endpoint(*steps: Step) -> Iterator[Script]:
    """A server that takes these steps; `script.url` is its base URL."""
    script = Script(*steps)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            script.seen.append(json.loads(body))
            script.keys.append(self.headers.get("authorization", ""))
            step = script.next()
            time.sleep(step.get("after", 0))
            if step.get("reset"):
                self.connection.close()
                return
            sent = step["body"].encode()
            self.send_response(step["status"])
            for name, value in {"content-type": "application/json", **step.get("headers", {})}.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("content-length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *_: object) -> None:
            """Silence."""

    class Server(ThreadingHTTPServer):
        request_queue_size = 256

        def handle_error(self, *_: object) -> None:
            """Silence: a client that was killed is what is tested."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    script.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
