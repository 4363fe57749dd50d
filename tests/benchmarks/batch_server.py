"""A loopback endpoint for measurements, in a process of its own: latency, slow tail, rate limit, failures by chance.

`POST /reset` takes `latency`, `slow` (share), `slow_latency`, `rps`, `retry_after`, `errors` (share) and `content`;
`GET /stats` says what has been seen. Prints its port.
"""

from __future__ import annotations

import asyncio
import random
import time
from typing import Any

from aiohttp import web

CONFIG: dict[str, Any] = {}
SEEN: dict[str, Any] = {}
DICE = random.Random(7)


def reset(config: dict[str, Any]) -> None:
    CONFIG.clear()
    CONFIG.update({"latency": 0.2, "slow": 0.0, "slow_latency": 2.0, "rps": 0.0, "retry_after": 1, "errors": 0.0})
    CONFIG.update(config)
    SEEN.clear()
    SEEN.update(requests=0, good=[], refused=0, failed=0, peak=0, now=0, tokens=float(CONFIG["rps"]), at=None)


def is_over() -> bool:
    """Whether the bucket, one second deep, is empty; takes from it if not."""
    rps, now = CONFIG["rps"], time.monotonic()
    if not rps:
        return False
    SEEN["tokens"] = min(rps, SEEN["tokens"] + (now - (SEEN["at"] or now)) * rps)
    SEEN["at"] = now
    if SEEN["tokens"] < 1:
        return True
    SEEN["tokens"] -= 1
    return False


async def chat(request: web.Request) -> web.Response:
    body = await request.json()
    SEEN["requests"] += 1
    if is_over():
        SEEN["refused"] += 1
        said = {"error": {"message": "Rate limit", "code": "rate_limit_exceeded"}}
        return web.json_response(said, status=429, headers={"retry-after": str(CONFIG["retry_after"])})
    SEEN["now"] += 1
    SEEN["peak"] = max(SEEN["peak"], SEEN["now"])
    try:
        await asyncio.sleep(CONFIG["slow_latency"] if DICE.random() < CONFIG["slow"] else CONFIG["latency"])
    finally:
        SEEN["now"] -= 1
    if DICE.random() < CONFIG["errors"]:
        SEEN["failed"] += 1
        return web.json_response({"error": {"message": "oops"}}, status=500)
    SEEN["good"].append(time.monotonic())
    content = CONFIG.get("tool" if body.get("tools") else "content", "{}")
    message: dict[str, Any] = {"role": "assistant", "content": content, "refusal": None}
    if body.get("tools"):
        call = {"name": body["tools"][0]["function"]["name"], "arguments": content}
        message |= {"content": None, "tool_calls": [{"id": "c", "type": "function", "function": call}]}
    usage = {"prompt_tokens": 6000, "completion_tokens": 900, "total_tokens": 6900}
    return web.json_response({
        "id": "x", "object": "chat.completion", "created": 0, "model": body["model"], "usage": usage,
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
    })  # fmt: skip


async def stats(_: web.Request) -> web.Response:
    return web.json_response(SEEN)


async def start_anew(request: web.Request) -> web.Response:
    reset(await request.json())
    return web.json_response({})


async def main() -> None:
    reset({})
    app = web.Application(client_max_size=10**8)
    app.router.add_post("/v1/chat/completions", chat)
    app.router.add_post("/reset", start_anew)
    app.router.add_get("/stats", stats)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, backlog=2048)
    await site.start()
    print(site._server.sockets[0].getsockname()[1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
