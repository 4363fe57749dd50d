"""Is everything there that a reading needs? Each part checked, with the way out where one is not."""

from __future__ import annotations

import json
import platform
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from sahelsum.errors import ModelError, OutageError, SahelsumError
from sahelsum.llm.cache import Cache, default_folder
from sahelsum.llm.dialect import Dialect
from sahelsum.llm.endpoint import Endpoint
from sahelsum.llm.patience import Patient
from sahelsum.llm.prices import cost
from sahelsum.llm.providers import Place, key_variable, place
from sahelsum.llm.question import Question
from sahelsum.pipeline import summarise
from sahelsum.reference import Reference

_SAMPLE = "Gunmen killed three soldiers near Gossi on 3 May 2021, the army said."
_SCHEMA = (
    '{"type":"object","properties":{"ready":{"type":"boolean"}},"required":["ready"],"additionalProperties":false}'
)
_SPOKEN = {"json_schema": "a strict JSON schema", "tools": "a tool call", "json": "plain JSON"}


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at and found; `way_out` says what to do, and is "" where nothing is wrong."""

    what: str
    found: str
    way_out: str = ""


def at_home(data: Path | None, cache_dir: Path | None) -> Iterator[Check]:
    """The parts that need no network: the program, its data, the rules, the cache."""
    yield Check("program", f"sahelsum {version('sahelsum')}, Python {platform.python_version()}")
    try:
        reference = Reference.load(data)
        yield Check("data", f"digest {reference.digest}" + (f", with the rows in {data}" if data else ""))
        begin = time.perf_counter()
        tolls = sum(len(incident.casualties) for incident in summarise(_SAMPLE, data=data).incidents)
        took = (time.perf_counter() - begin) * 1000
        out = "" if tolls else "its rows hide the shipped ones: look for `none` senses in the desk's lexicon."
        yield Check("rules", f"read a sentence in {took:.0f} ms", out)
    except SahelsumError as error:
        yield Check("data", "cannot be used", str(error))
    try:
        cache = Cache(cache_dir or default_folder())
        size = cache.file.stat().st_size / 1e6
        yield Check("cache", f"{len(cache)} answers in {cache.file} ({size:.1f} MB)")
    except ModelError as error:
        yield Check("cache", "cannot be used", str(error))


async def outside(model: str, base_url: str | None, timeout: float) -> AsyncIterator[Check]:
    """The key, the endpoint, the model, and what one short question of about fifty tokens shows of its output."""
    try:
        where = place(model, base_url)
    except ModelError as error:
        yield Check("key", "missing", str(error))
        return
    variable = key_variable(model)
    found = f"from {variable}" if variable and where.api_key != "none" else "none in the environment; a dummy is sent"
    yield Check("key", found)
    listed = await _listed(where, timeout)
    yield listed
    if not listed.way_out:
        yield await _answered(where, model, timeout)


async def _listed(where: Place, timeout: float) -> Check:
    """The endpoint's own list of models, which costs nothing."""
    import openai

    begin = time.perf_counter()
    try:
        async with openai.AsyncOpenAI(
            api_key=where.api_key, base_url=where.base_url, timeout=timeout, max_retries=0
        ) as sdk:
            names = [one.id async for one in sdk.models.list()]
    except openai.AuthenticationError:
        return Check("endpoint", f"{where.base_url} does not accept the key", "check the variable that holds the key.")
    except openai.APIConnectionError:
        return Check("endpoint", f"{where.base_url} does not answer", "is it running, and is --base-url right?")
    except openai.APIError:
        return Check("endpoint", f"{where.base_url} answers, and has no list of models")
    took = (time.perf_counter() - begin) * 1000
    known = "knows the model" if where.model in names else f"does not list {where.model} among its {len(names)} models"
    return Check("endpoint", f"{where.base_url} answers in {took:.0f} ms and {known}")


async def _answered(where: Place, model: str, timeout: float) -> Check:
    """One short question: is strict output obeyed, by which means, how long does it take, what does it cost?"""
    endpoint = Endpoint(where, timeout)
    question = Question(where.model, "Answer with the JSON object that is asked for.", "Are you ready?", _SCHEMA)
    begin = time.perf_counter()
    try:
        answer = await Patient(endpoint, budget=0.0).ask(question)
    except OutageError as error:
        return Check("answer", "none", f"{error} A slow model may need a longer --timeout.")
    except ModelError as error:
        return Check("answer", "none", str(error))
    finally:
        await endpoint.close()
    took = time.perf_counter() - begin
    dollars = cost(model, answer.input_tokens, answer.output_tokens)
    told = f"{_manner(endpoint.dialect)}, in {took:.1f} s"
    told += "" if dollars is None else f", for {dollars:.6f} US dollars"
    if endpoint.dialect.mode == "json_schema" and not _is_ready(answer.raw):
        return Check("answer", told, "it takes a strict schema and does not keep to it: what it says is validated and "
                     "sent back, which costs more; another model or server may do better.")  # fmt: skip
    return Check("answer", told)


def _manner(dialect: Dialect) -> str:
    fixed = "" if dialect.has_temperature else ", with a temperature of its own"
    return f"by {_SPOKEN[dialect.mode]}{fixed}"


def _is_ready(raw: str) -> bool:
    try:
        body = json.loads(raw)
    except ValueError:
        return False
    return isinstance(body, dict) and isinstance(body.get("ready"), bool)
