"""`sahelsum eval metamorphic`: does a record change exactly as its article does?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sahelsum.cli.edge import Outcome, tell
from sahelsum.cli.evals.common import gold_folder, recordings_of
from sahelsum.cli.model_options import (
    RULES,
    BaseUrlOption,
    CacheDirOption,
    CacheOption,
    ModelOption,
    PromptOption,
    RecordingsOption,
    reader_of,
)  # fmt: skip
from sahelsum.cli.progress import counted
from sahelsum.llm.use import Use

if TYPE_CHECKING:
    from sahelsum.article import Article
    from sahelsum.llm.extract import Reader
    from sahelsum.metamorphic.run import Tried
    from sahelsum.record import Record

EXAMPLES = """
sahelsum eval metamorphic                                the built-in rules on evals/articles
sahelsum eval metamorphic --only numbers --worst 10      one check, and what did not hold
sahelsum eval metamorphic --articles desk/ --sample 20   twenty of your own articles: no gold is needed
sahelsum eval metamorphic --min-rate noise=0.9           for CI: exit code 10 below it
sahelsum eval metamorphic --model ollama/llama3.1 --sample 5
"""
_AT_ONCE = 8
"""Articles under way at once with a model."""
_TOLD_ERRORS = 3
_BELOW = 10
"""The exit code for a rate below its bound."""


def metamorphic(  # noqa: PLR0913, PLR0917 - a parameter an option is Typer's form
    context: typer.Context,
    articles: Annotated[
        Path | None, typer.Option("--articles", metavar="DIR", help="A folder of articles; evals/articles if left out.")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="CHECK", help="Only this check; repeatable.")
    ] = None,
    sample: Annotated[
        int | None, typer.Option("--sample", metavar="N", min=1, help="Only so many articles, always the same.")
    ] = None,
    worst: Annotated[
        int, typer.Option("--worst", metavar="N", min=0, help="How many changes that did not hold to show, a check.")
    ] = 3,
    json: Annotated[bool, typer.Option("--json", help="Print rates and all that did not hold as JSON.")] = False,
    min_rate: Annotated[
        list[str] | None,
        typer.Option(
            "--min-rate", metavar="CHECK=RATE", help="Exit code 10 if the check holds less often; repeatable."
        ),
    ] = None,
    unseal: Annotated[
        bool, typer.Option("--unseal", help="Tell what went wrong in sealed articles too: they are then spent.")
    ] = False,
    model: ModelOption = RULES,
    base_url: BaseUrlOption = None,
    prompt: PromptOption = "incident",
    cache: CacheOption = Use.use,
    cache_dir: CacheDirOption = None,
    recordings: RecordingsOption = None,
) -> None:
    """Change articles in known ways and see whether their records change exactly as the text did; no gold is needed.

    Checks: noise (page furniture around and between the paragraphs: nothing may change), repeat (body or paragraph
    printed twice: every fact once), swap (two armed groups change places), alias and misspelling (another spelling of
    a town: the same place), numbers (another number: that count and no other), days (published a week later). Where a
    check has nothing to change in an article, it does not apply, and nothing is counted. Exit codes: 0 it ran, whatever
    the rates; 1 some inputs failed; 10 a rate is below its --min-rate, or unknown.
    """
    import asyncio

    from sahelsum.cli.evals.metamorphic_report import as_json, show
    from sahelsum.metamorphic.run import CHECKS, articles_in, rates

    checks = _chosen(only, tuple(CHECKS))
    bounds = _bounds(min_rate, checks)
    folder = articles or gold_folder(context, None) / "articles"
    reader = reader_of(model, base_url=base_url, prompt=prompt, cache=cache, cache_dir=cache_dir,
                       recordings=recordings_of(folder.parent, recordings))  # fmt: skip
    outcome = Outcome()
    tried = asyncio.run(_tried(articles_in(folder, sample), checks, reader, outcome))
    _tell_errors(tried, outcome)
    found = rates(tried, checks)
    if json:
        typer.echo(as_json(model, tried, found, unseal))
    else:
        show(model, tried, found, worst, unseal)
    below = [one for one in found if one.check in bounds and (one.rate is None or one.rate < bounds[one.check])]
    for one in below:
        tell(f"{one.check} holds at {one.shown}, below {bounds[one.check]:g}.")
    raise typer.Exit(_BELOW if below else outcome.exit_code)


def _chosen(only: Sequence[str] | None, known: Sequence[str]) -> tuple[str, ...]:
    for name in only or ():
        if name not in known:
            raise typer.BadParameter(f"there is no check {name!r}; there are {', '.join(known)}.", param_hint="--only")
    return tuple(name for name in known if not only or name in only)


def _bounds(given: Sequence[str] | None, checks: Sequence[str]) -> dict[str, float]:
    """The least rate of each check, as given by `CHECK=RATE`."""
    bounds: dict[str, float] = {}
    for text in given or ():
        name, _, rate = text.partition("=")
        try:
            bounds[name] = float(rate)
        except ValueError:
            bounds[name] = -1.0
        if name not in checks or not 0 <= bounds[name] <= 1:
            raise typer.BadParameter(f"{text!r} is no check that runs (here {', '.join(checks)}) with a rate from 0 to "
                                     "1; write it as noise=0.9.", param_hint="--min-rate")  # fmt: skip
    return bounds


async def _tried(files: Sequence[Path], checks: Sequence[str], reader: Reader | None, outcome: Outcome) -> list[Tried]:
    """Every article that could be read, with its trials."""
    from sahelsum.by_model import read_by_model
    from sahelsum.metamorphic.run import Trier
    from sahelsum.pipeline import summarise
    from sahelsum.reference import Reference

    async def reads(article: Article) -> Record:
        return summarise(article) if reader is None else await read_by_model(article, reader)

    trier = Trier(reads, Reference.load(), checks)
    tried: list[Tried] = []
    try:
        async for _, made in trier.each(counted(files, "changing"), 1 if reader is None else _AT_ONCE):
            with outcome.each():
                tried.append(made())
    finally:
        if reader is not None:
            await reader.close()
    return tried


def _tell_errors(tried: Sequence[Tried], outcome: Outcome) -> None:
    """What changed articles could not be read: some by name, all in the exit code."""
    errors = [(trial, trial.error) for one in tried for trial in one.trials if trial.error is not None]
    for trial, error in errors[:_TOLD_ERRORS]:
        tell(f"{trial.article}, changed by {trial.check}: {error}")
    if len(errors) > _TOLD_ERRORS:
        tell(f"{len(errors) - _TOLD_ERRORS} more changed articles could not be read; no rate counts them.")
    outcome.exit_code = max([outcome.exit_code, *(error.exit_code for _, error in errors)])
