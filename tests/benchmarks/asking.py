"""What asking a model costs of our own: processor time a call beside a bare openai SDK, and what a kept answer costs.

`python tests/benchmarks/asking.py` starts a loopback endpoint in a process of its own that answers at once with a draft
of ordinary length, asks it from bare openai and from us in turn (our grounding and second reader told apart), and reads
kept answers and kept records. It ends with 1 if a target is missed.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CALLS, ROUNDS = 100, 5
CPU_TARGET, KEPT_TARGET, GROUNDED_TARGET = 1.35, 1.5, 10.0
SERVER = """
import json, sys
from aiohttp import web
body = json.dumps({"id": "x", "object": "chat.completion", "created": 0, "model": "m", "choices": [{"index": 0,
    "finish_reason": "stop", "message": {"role": "assistant", "content": sys.stdin.readline(), "refusal": None}}],
    "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}})
async def answer(request):
    await request.read()
    return web.Response(text=body, content_type="application/json")
async def main():
    app = web.Application(client_max_size=10**8)
    app.router.add_post("/v1/chat/completions", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(site._server.sockets[0].getsockname()[1], flush=True)
    await asyncio.Event().wait()
import asyncio
asyncio.run(main())
"""


def sample() -> Path:
    """The shipped article nearest to 2.5 kB."""
    files = (ROOT / "evals" / "articles").glob("*.txt")
    return min(files, key=lambda file: abs(file.stat().st_size - 2500))


async def cpu(work: Callable[[int], Awaitable[Any]]) -> float:
    """Milliseconds of processor time a call, of CALLS one after the other."""
    begin = time.process_time()
    for number in range(CALLS):
        await work(number)
    return (time.process_time() - begin) / CALLS * 1000


async def asked(url: str) -> dict[str, float]:
    """Milliseconds of processor time a call: bare openai, our seam alone, and everything up to the record."""
    import openai

    from sahelsum.by_model import read_by_model
    from sahelsum.llm.endpoint import _request
    from sahelsum.llm.extract import Asking, Reader
    from sahelsum.llm.use import Use
    from sahelsum.reading import read

    article = read(sample())
    reader = Reader(Asking("m", url, cache=Use.off))
    (question,) = reader.questions(article)
    body = _request(question, reader._endpoint.dialect)
    took: dict[str, list[float]] = {"bare openai": [], "ours, asking": [], "ours, to the record": []}
    async with openai.AsyncOpenAI(api_key="k", base_url=url, max_retries=0) as sdk:

        async def bare(_: int) -> None:
            completion = await sdk.chat.completions.create(**body)
            assert completion.choices[0].message.content

        async def seam(_: int) -> None:
            assert (await reader._asker.ask(reader.questions(article)[0])).raw

        async def whole(number: int) -> None:
            await read_by_model(replace(article, source=str(number)), reader)

        for work in (bare, seam, whole):
            await work(0)
        for _ in range(ROUNDS):
            for name, work in zip(took, (bare, seam, whole), strict=True):
                took[name].append(await cpu(work))
    await reader.close()
    return {name: statistics.median(each) for name, each in took.items()}


async def kept() -> dict[str, float]:
    """Milliseconds for an article whose record is kept, and for one whose answer is kept and grounded anew."""
    from sahelsum.by_model import read_by_model
    from sahelsum.kept_records import Kept
    from sahelsum.llm.entry import Entry
    from sahelsum.llm.extract import Asking, Reader
    from sahelsum.llm.question import Answer
    from sahelsum.llm.use import Use
    from sahelsum.reading import read
    from sahelsum.reference import Reference
    from sahelsum.rules.extract import extract
    from sahelsum.rules.view import View

    reference = Reference.load(None)
    articles = [read(file) for file in sorted((ROOT / "evals" / "articles").glob("*.txt"))]
    rows: dict[str, list[float]] = {"record kept": [], "answer kept, grounded anew": [], "and the rules anew": []}
    with tempfile.TemporaryDirectory() as folder:
        reader = Reader(Asking("m", cache=Use.only, cache_dir=Path(folder)))
        assert reader.cache is not None
        for article in articles:
            answer = Answer(extract(article, reference).model_dump_json(), 1, 1, 1)
            reader.cache.add(Entry.of(reader.questions(article)[0], answer))
            await read_by_model(article, reader)
        database = reader.cache._database
        for name, each in rows.items():
            for article in articles * ROUNDS:
                if name == "answer kept, grounded anew":
                    database.execute("DELETE FROM records WHERE key = ?", (Kept(reader, article, reference).key,))
                elif name == "and the rules anew":
                    reader.cache.forget_records(but="nobody")
                View.forget()
                begin = time.perf_counter()
                record = await read_by_model(article, reader)
                each.append((time.perf_counter() - begin) * 1000)
                assert record.provenance.cached
    return {name: statistics.median(each) for name, each in rows.items()}


def separately() -> dict[str, float]:
    """Milliseconds of grounding a draft and of the rules as second reader, each alone."""
    from sahelsum.ground import ground
    from sahelsum.reading import read
    from sahelsum.reference import Reference
    from sahelsum.rules.extract import extract
    from sahelsum.rules.view import View
    from sahelsum.second_reader import SecondReader, read_by_rules

    article, reference = read(sample()), Reference.load(None)
    draft = extract(article, reference)
    parts = {
        "grounding": lambda: ground(draft, article, reference),
        "second reader": lambda: SecondReader(article, reference, lambda: read_by_rules(article, reference)).incidents,
    }
    found = {}
    for name, work in parts.items():
        times = []
        for _ in range(20):
            View.forget()
            begin = time.perf_counter()
            work()
            times.append((time.perf_counter() - begin) * 1000)
        found[name] = statistics.median(times)
    return found


def main() -> int:
    """Measure, print one line each, and say whether every target is met."""
    from sahelsum.reading import read
    from sahelsum.reference import Reference
    from sahelsum.rules.extract import extract

    draft = extract(read(sample()), Reference.load(None)).model_dump_json()
    server = subprocess.Popen([sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(json.dumps(json.loads(draft)) + "\n")
        server.stdin.flush()
        url = f"http://127.0.0.1:{int(server.stdout.readline())}/v1"
        calls, again = asyncio.run(asked(url)), asyncio.run(kept())
    finally:
        server.kill()
    ratio = calls["ours, asking"] / calls["bare openai"]
    for name, took in calls.items():
        print(f"{name:30} {took:7.2f} ms of processor a call  {took / calls['bare openai']:5.2f} ×")
    for name, took in separately().items():
        print(f"  of which {name:21} {took:7.2f} ms")
    for name, took in again.items():
        print(f"{name:30} {took:7.2f} ms an article")
    print(f"targets: asking ≤ {CPU_TARGET} ×, record kept ≤ {KEPT_TARGET} ms, grounded anew ≤ {GROUNDED_TARGET} ms")
    met = ratio <= CPU_TARGET and again["record kept"] <= KEPT_TARGET
    return 0 if met and again["answer kept, grounded anew"] <= GROUNDED_TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
