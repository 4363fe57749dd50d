"""`sahelsum batch`: many articles into one file of records, which the same command goes on with."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sahelsum.cli.model_options import (
    RULES,
    BaseUrlOption,
    BudgetOption,
    CacheDirOption,
    CacheOption,
    CacheUrlOption,
    DataOption,
    ModelOption,
    PriceOption,
    PromptOption,
    PublishedOption,
    TimeoutOption,
    price_of,
)  # fmt: skip
from sahelsum.llm.use import Use

if TYPE_CHECKING:
    from sahelsum.batching.job import Job, Where
    from sahelsum.llm.extract import Asking

EXAMPLES = """
sahelsum batch articles/ more/*.html -o records.jsonl              the built-in rules read; --workers 4 is faster
sahelsum batch dump.jsonl.gz news.parquet -o r.jsonl --column text=body --column id=nr
sahelsum batch articles/ -o r.jsonl --model openai/gpt-5-mini --dry-run          what it would cost
sahelsum batch articles/ -o r.jsonl --model openai/gpt-5-mini --max-cost 20 --rpm 500 --tpm 200000
sahelsum batch articles/ -o r.jsonl --model openai/gpt-5-mini      again after a crash or Ctrl-C: goes on
sahelsum batch articles/ -o r.jsonl --model openai/gpt-5-mini --retry-failed
sahelsum batch articles/ -o r.jsonl --model openai/gpt-5-mini --via openai-batch         half the price, within a day
sahelsum batch articles/ -o r.jsonl --model openai/gpt-5-mini --via openai-batch --status
sahelsum batch articles/ -o r.jsonl --engine dask --address tcp://head:8786 --cache-url redis://head:6379/0
"""


class Engine(StrEnum):
    """Whose workers read."""

    dask = "dask"
    ray = "ray"


class Via(StrEnum):
    """How questions reach a model: one by one, or in batches of the provider's."""

    live = "live"
    openai_batch = "openai-batch"


class OnChange(StrEnum):
    """What is done where the output was made otherwise."""

    stop = "stop"
    new = "new"


def batch(  # noqa: PLR0913, PLR0917 - a parameter an option is Typer's form
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT…", help="Files, folders, globs, JSONL, CSV, Parquet; - is standard input."),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Records are added to it, a line each.")
    ],
    model: ModelOption = RULES,
    base_url: BaseUrlOption = None,
    prompt: PromptOption = "incident",
    cache: CacheOption = Use.use,
    cache_dir: CacheDirOption = None,
    cache_url: CacheUrlOption = None,
    timeout: TimeoutOption = 120.0,
    retry_budget: BudgetOption = 300.0,
    price: PriceOption = None,
    max_cost: Annotated[
        float | None, typer.Option("--max-cost", metavar="USD", min=0.0, help="Stop before this run costs more.")
    ] = None,
    concurrency: Annotated[
        int, typer.Option("--concurrency", metavar="N", min=1, max=1000, help="Requests at once, at the most.")
    ] = 32,
    rpm: Annotated[
        float | None, typer.Option("--rpm", metavar="N", min=0.01, help="Requests a minute, at the most.")
    ] = None,
    tpm: Annotated[
        float | None, typer.Option("--tpm", metavar="N", min=1, help="Tokens a minute, at the most.")
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", metavar="N", min=1, max=256, help="Processes, where the rules read (else 1) or "
                     "--engine starts a cluster here (else one a core)."),
    ] = None,
    engine: Annotated[
        Engine | None,
        typer.Option("--engine", metavar="NAME", help="Have workers of a cluster read: dask or ray."),
    ] = None,
    address: Annotated[
        str | None,
        typer.Option("--address", metavar="URL", help="The cluster's address, tcp://HOST:PORT; else one starts here."),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="FIELD=NAME", help="The column of a table that holds text, title, url, "
                     "publisher, published or id."),
    ] = None,
    published: PublishedOption = None,
    data: DataOption = None,
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave the articles' text out of the records.")] = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Try again what has failed before.")] = False,
    via: Annotated[
        Via,
        typer.Option("--via", metavar="WAY", help="live, or openai-batch: files of questions at half the price; waits "
                     "for the answers."),
    ] = Via.live,
    no_wait: Annotated[
        bool, typer.Option("--no-wait", help="With --via openai-batch: send, collect what is there, and leave.")
    ] = False,
    status: Annotated[
        bool, typer.Option("--status", help="With --via openai-batch: say how the batches stand; change nothing.")
    ] = False,
    on_change: Annotated[
        OnChange,
        typer.Option("--on-change", metavar="X", help="If the output was made otherwise: stop, or new (set it aside)."),
    ] = OnChange.stop,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count, and say what it would cost; ask nobody.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but what goes wrong.")] = False,
    log_json: Annotated[bool, typer.Option("--log-json", help="Progress as JSON lines on standard error.")] = False,
) -> None:  # fmt: skip
    """Read many articles: every input ends as a record or as a failure with its reason, and nothing is paid for twice.

    Records are added to the output as they finish; beside it stand its failures, its manifest and an index.
    The same command goes on where it stopped. Exit codes: 0 all done, 1 some inputs failed, 2 wrong usage, 3 a bug of
    ours, 4 no kept answer under --cache only, 5 stopped by the ceiling or an outage (run again to go on), 130
    interrupted.
    """
    from sahelsum.batching.job import Job
    from sahelsum.batching.journal import OnChange as Change
    from sahelsum.batching.limiter import Limits
    from sahelsum.batching.tables import Columns
    from sahelsum.cli.batch_live import run_live
    from sahelsum.cli.batch_progress import display

    asking = _asking(model, base_url=base_url, prompt=prompt, cache=cache, cache_dir=cache_dir,
                     cache_url=cache_url, timeout=timeout, retry_budget=retry_budget, price=price)  # fmt: skip
    if inputs.count("-") > 1:
        raise typer.BadParameter("standard input (-) can be read only once.")
    job = Job(
        tuple(inputs), output, asking, Limits(concurrency, rpm, tpm, max_cost),
        Columns(_columns(column or []), published), data, not no_text, workers or 1,
        _where(engine, address, workers), retry_failed, Change(on_change.value),
    )  # fmt: skip
    if asking is not None and (workers or 1) > 1 and engine is None:
        raise typer.BadParameter("--workers is for the rules and for --engine; a model is asked --concurrency at once.")
    if via is not Via.live or no_wait or status:
        _check_via(job, via)
        from sahelsum.batching.provider.rounds import priced

        job = replace(job, asking=priced(job.asking))  # type: ignore[arg-type]
    if dry_run:
        from sahelsum.cli.batch_plan import show_plan

        show_plan(job, is_batched=via is not Via.live)
        return
    if via is not Via.live and job.asking is not None:
        from sahelsum.cli.batch_via import run_rounds, show_status

        if status:
            asyncio.run(show_status(job, job.asking))
            return
        shown = display(quiet, log_json, max_cost)
        raise typer.Exit(asyncio.run(run_rounds(job, job.asking, shown, wait=not no_wait, quiet=quiet or log_json)))
    raise typer.Exit(asyncio.run(run_live(job, display(quiet, log_json, max_cost))))


def _where(engine: Engine | None, address: str | None, workers: int | None) -> Where | None:
    """The cluster, or null for this machine."""
    if engine is None:
        if address is not None:
            raise typer.BadParameter("--address goes with --engine.")
        return None
    from sahelsum.batching.job import Where as Place

    return Place(engine.value, address, workers)


def _check_via(job: Job, via: Via) -> None:
    """Refuse what does not go together."""
    if via is Via.live:
        raise typer.BadParameter("--no-wait and --status go with --via openai-batch.")
    if job.asking is None:
        raise typer.BadParameter("--via openai-batch needs a model: --model openai/NAME.")
    if job.engine is not None:
        raise typer.BadParameter("--via openai-batch needs no cluster: leave out --engine.")
    if "-" in job.inputs:
        raise typer.BadParameter("--via openai-batch reads its inputs more than once, and standard input cannot be.")


def _columns(pairs: list[str]) -> tuple[tuple[str, str], ...]:
    from sahelsum.batching.tables import NAMES

    found = []
    for pair in pairs:
        field, equals, name = pair.partition("=")
        if field not in NAMES or not equals or not name:
            raise typer.BadParameter(f"{pair!r} is not FIELD=NAME, FIELD one of {', '.join(NAMES)}.")
        found.append((field, name))
    return tuple(found)


def _asking(model: str, *, price: str | None, **how: object) -> Asking | None:
    rate = price_of(price)
    if model == RULES:
        return None
    from sahelsum.llm.extract import Asking as Asked

    return Asked(model, price=rate, **how)  # type: ignore[arg-type]
