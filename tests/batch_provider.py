"""A provider's files and batches on the loopback, as OpenAI describes them, that can be told to misbehave.

Uploads are multipart; a batch ends after `slow` looks at it. `spoil` turns the lines of the output and error files into
others; `ends` is what a batch ends as. Everything that costs money is counted by the keys that were asked.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

Lines = list[dict[str, Any] | str]


def completion(content: str, finish: str = "stop", refusal: str | None = None) -> dict[str, Any]:
    message = {"role": "assistant", "content": content, "refusal": refusal}
    return {
        "id": "x", "object": "chat.completion", "created": 0, "model": "tiny",
        "choices": [{"index": 0, "finish_reason": finish, "message": message}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
    }  # fmt: skip


def done(key: str, content: str, **more: Any) -> dict[str, Any]:
    response = {"status_code": 200, "request_id": "r", "body": completion(content, **more)}
    return {"id": f"row-{key[:6]}", "custom_id": key, "response": response, "error": None}


def refused(key: str, status: int, message: str) -> dict[str, Any]:
    body = {"error": {"message": message, "type": "invalid_request_error"}}
    return {"id": "row", "custom_id": key, "response": {"status_code": status, "body": body}, "error": None}


def expired(key: str) -> dict[str, Any]:
    error = {"code": "batch_expired", "message": "This request could not be executed before the completion window."}
    return {"id": "row", "custom_id": key, "response": None, "error": error}


@dataclass
class Provider:
    """`answer` makes the row for a request; `spoil` gets the output's and the errors' lines of batch number n."""

    answer: Callable[[dict[str, Any]], dict[str, Any]]
    spoil: Callable[[int, Lines], tuple[Lines, Lines]] = lambda number, lines: (lines, [])
    ends: Callable[[int], str] = lambda number: "completed"
    errors: Callable[[int], list[dict[str, str]]] = lambda number: []
    slow: int = 1
    busy: dict[str, int] = field(default_factory=dict)
    """How often a call answers 500 first, by its name: files, batches, retrieve, content."""
    holds: Callable[[str], float] = lambda call: 0.0
    """Seconds that a call takes after what it does is done."""
    url: str = ""
    paid: Counter[str] = field(default_factory=Counter)
    live: list[dict[str, Any]] = field(default_factory=list)
    requests: list[list[dict[str, Any]]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    batches: dict[str, dict[str, Any]] = field(default_factory=dict)
    looks: Counter[str] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)

    def upload(self, body: bytes, kind: str) -> dict[str, Any]:
        boundary = re.search(r"boundary=([^;]+)", kind)[1].strip('"').encode()
        parts = {re.search(rb'name="(\w+)"', part)[1].decode(): part for part in body.split(b"--" + boundary)[1:-1]}
        assert b"batch" in parts["purpose"]
        assert b'.jsonl"' in parts["file"]
        name = f"file-{len(self.files)}"
        self.files[name] = parts["file"].split(b"\r\n\r\n", 1)[1].rsplit(b"\r\n", 1)[0]
        return {"id": name, "object": "file", "bytes": len(body), "created_at": 0, "filename": "x", "purpose": "batch",
                "status": "processed"}  # fmt: skip

    def create(self, body: dict[str, Any]) -> dict[str, Any]:
        assert body["endpoint"] == "/v1/chat/completions"
        assert body["completion_window"] == "24h"
        number = len(self.batches)
        name = f"batch-{number}"
        asked = [json.loads(line) for line in self.files[body["input_file_id"]].splitlines()]
        self.requests.append(asked)
        output, failed = self.spoil(number, [self.answer(request) for request in asked])
        if self.ends(number) != "failed":
            self.paid.update(row["custom_id"] for row in output if isinstance(row, dict))
        stored = [None, None]
        for at, lines in enumerate((output, failed)):
            if lines:
                stored[at] = f"file-{len(self.files)}"
                text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
                self.files[stored[at]] = text.encode() + b"\n"
        self.batches[name] = {
            "id": name, "object": "batch", "endpoint": body["endpoint"], "input_file_id": body["input_file_id"],
            "completion_window": "24h", "status": "validating", "created_at": number, "metadata": body["metadata"],
            "output": stored, "number": number,
            "request_counts": {"total": len(asked), "completed": len(output), "failed": len(failed)},
        }  # fmt: skip
        return self.shown(name, look=False)

    def shown(self, name: str, look: bool = True) -> dict[str, Any]:
        batch = dict(self.batches[name])
        output, number = batch.pop("output"), batch.pop("number")
        self.looks[name] += look
        if self.looks[name] < self.slow:
            return {**batch, "status": "in_progress"}
        errors = {"object": "list", "data": self.errors(number)}
        return {**batch, "status": self.ends(number), "output_file_id": output[0], "error_file_id": output[1],
                "errors": errors if errors["data"] else None}  # fmt: skip


@contextmanager
def provider(running: Provider) -> Iterator[Provider]:
    """A server with this provider; `url` is its base URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            with running.lock:
                if self.path.endswith("/files"):
                    self.send("files", lambda: running.upload(body, self.headers["content-type"]))
                elif self.path.endswith("/batches"):
                    self.send("batches", lambda: running.create(json.loads(body)))
                else:
                    asked = json.loads(body)
                    running.live.append(asked)
                    self.send("live", lambda: running.answer({"custom_id": "live", "body": asked})["response"]["body"])

        def do_GET(self) -> None:
            path = self.path.partition("?")[0].split("/")
            with running.lock:
                if path[-1] == "batches":
                    listed = [running.shown(name, look=False) for name in reversed(running.batches)]
                    self.send("list", lambda: {"object": "list", "data": listed, "has_more": False})
                elif path[-2] == "batches":
                    self.send("retrieve", lambda: running.shown(path[-1]))
                else:
                    self.send("content", lambda: running.files[path[-2]])

        def send(self, call: str, act: Callable[[], dict[str, Any] | bytes]) -> None:
            if running.busy.get(call, 0) > 0:
                running.busy[call] -= 1
                status, sent = 500, b'{"error": {"message": "busy"}}'
            else:
                made = act()
                status, sent = 200, made if isinstance(made, bytes) else json.dumps(made).encode()
            time.sleep(running.holds(call))
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(sent)))
            self.send_header("retry-after-ms", "1")
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *_: object) -> None:
            """Silence."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Silence: a client that was killed is what is tested."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    running.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
