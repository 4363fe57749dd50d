"""The peers of the batch benchmark, in an environment of their own: one JSON line out.

`PEER URL ARTICLES BODY COUNT AT_ONCE`, where PEER is sdk (bare openai, with our transport), instructor or langextract
(with their own defaults).
"""

from __future__ import annotations

import asyncio
import json
import logging
import resource
import sys
import time
import warnings
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
PEER, URL, ARTICLES, BODY, COUNT, AT_ONCE = *sys.argv[1:5], int(sys.argv[5]), int(sys.argv[6])
TEXTS = [json.loads(line)["text"] for line in Path(ARTICLES).read_text(encoding="utf-8").splitlines()][:COUNT]
REQUEST: dict[str, Any] = json.loads(Path(BODY).read_text(encoding="utf-8"))


def messages(text: str) -> list[dict[str, str]]:
    """What our own request says, with another article."""
    system, user = REQUEST["messages"]
    return [system, {"role": "user", "content": user["content"].replace("@ARTICLE@", text)}]


async def many(one: Callable[[str], Awaitable[object]], warm_up: str) -> tuple[float, float, int]:
    """Seconds and processor seconds for all of them, AT_ONCE at once, and how many came; one is asked for before."""
    await one(warm_up)
    gate, came = asyncio.Semaphore(AT_ONCE), 0

    async def gated(text: str) -> None:
        nonlocal came
        async with gate:
            if await one(text):
                came += 1

    begin, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(gated(text) for text in TEXTS))
    return time.perf_counter() - begin, time.process_time() - cpu, came


async def sdk() -> tuple[float, float, int]:
    import openai

    http = openai.DefaultAioHttpClient()
    async with openai.AsyncOpenAI(api_key="k", base_url=URL, max_retries=2, http_client=http) as client:

        async def one(text: str) -> object:
            completion = await client.chat.completions.create(**{**REQUEST, "messages": messages(text)})
            return json.loads(completion.choices[0].message.content or "")

        return await many(one, TEXTS[0])


async def with_instructor() -> tuple[float, float, int]:
    import instructor
    import openai
    from pydantic import BaseModel

    class Draft(BaseModel):
        incidents: list[dict[str, Any]]
        summary: str | None

    async with openai.AsyncOpenAI(api_key="k", base_url=URL) as sdk_client:
        client = instructor.from_openai(sdk_client, mode=instructor.Mode.JSON_SCHEMA)

        async def one(text: str) -> object:
            return await client.chat.completions.create(response_model=Draft, model="m", messages=messages(text))

        return await many(one, TEXTS[0])


def langextract() -> tuple[float, float, int]:
    import langextract as lx

    toll = lx.data.Extraction("toll", "killed three soldiers", attributes={"killed": "3"})
    example = lx.data.ExampleData("Gunmen killed three soldiers.", [toll])

    def run(texts: list[str]) -> int:
        documents = [lx.data.Document(text, document_id=str(number)) for number, text in enumerate(texts)]
        config = lx.factory.ModelConfig(
            "gpt-4o-mini", "openai", {"api_key": "k", "base_url": URL, "max_workers": AT_ONCE}
        )
        found = lx.extract(
            documents, REQUEST["messages"][0]["content"], [example], config=config, max_workers=AT_ONCE,
            batch_length=AT_ONCE, max_char_buffer=4000, show_progress=False, fetch_urls=False,
        )  # fmt: skip
        return len(list(found))

    run(TEXTS[:1])
    begin, cpu = time.perf_counter(), time.process_time()
    came = run(TEXTS)
    return time.perf_counter() - begin, time.process_time() - cpu, came


def main() -> None:
    peers: dict[str, Callable[[], Any]] = {"sdk": sdk, "instructor": with_instructor}
    error = ""
    try:
        took = langextract() if PEER == "langextract" else asyncio.run(peers[PEER]())
    except Exception as failure:  # noqa: BLE001 - a peer that gives up is a result
        took, error = (0.0, 0.0, 0), f"{type(failure).__name__}: {failure}"[:200]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": took[0], "cpu": took[1], "came": took[2], "memory": memory, "error": error}))


main()
