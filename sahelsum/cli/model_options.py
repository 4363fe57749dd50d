"""The options about reading, the same for every verb that reads articles, and the model that they make."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sahelsum.llm.use import Use

if TYPE_CHECKING:
    from sahelsum.llm.extract import Reader
    from sahelsum.llm.prices import Price

RULES = "rules"
ModelOption = Annotated[
    str,
    typer.Option(
        "--model", metavar="MODEL", envvar="SAHELSUM_MODEL", help="Who reads: rules (built in), or PROVIDER/NAME."
    ),
]
BaseUrlOption = Annotated[
    str | None,
    typer.Option(
        "--base-url", metavar="URL", envvar="SAHELSUM_BASE_URL", help="An OpenAI-compatible endpoint of your own."
    ),
]  # fmt: skip
PromptOption = Annotated[
    str, typer.Option("--prompt", metavar="PROMPT", help="The model's prompt: a shipped name or a file.")
]
REASKS = 2
ReasksOption = Annotated[
    int, typer.Option("--reasks", metavar="N", min=0, max=5, help="How often refused facts are sent back at the most.")
]
RecordingsOption = Annotated[
    Path | None,
    typer.Option("--recordings", metavar="DIR", help="Recorded answers, read under the cache; else GOLD/recordings."),
]
CacheOption = Annotated[
    Use, typer.Option("--cache", metavar="USE", help="Kept answers: use, refresh, only (never ask), or off.")
]
CacheDirOption = Annotated[
    Path | None, typer.Option("--cache-dir", metavar="DIR", envvar="SAHELSUM_CACHE_DIR", help="Where answers are kept.")
]
CacheUrlOption = Annotated[
    str | None,
    typer.Option(
        "--cache-url", metavar="URL", envvar="SAHELSUM_CACHE_URL",
        help="Keep answers on a server that several machines share: redis://HOST:PORT/0.",
    ),
]  # fmt: skip
TimeoutOption = Annotated[
    float, typer.Option("--timeout", metavar="SECONDS", min=0.1, help="For one request to a model.")
]
BudgetOption = Annotated[
    float,
    typer.Option(
        "--retry-budget", metavar="SECONDS", min=0.0, help="Of waiting for an endpoint that fails, for one question."
    ),
]
PriceOption = Annotated[
    str | None,
    typer.Option(
        "--price", metavar="IN,OUT", help="US dollars for a million input and output tokens, where no list knows."
    ),
]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date; write it as 2025-07-02.") from None


PublishedOption = Annotated[
    date | None,
    typer.Option(
        "--published", parser=_day, metavar="YYYY-MM-DD", help="The publication date, when the article has none."
    ),
]
DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data", metavar="DIR", envvar="SAHELSUM_DATA", exists=True, file_okay=False,
        help="The desk's own actors, places, aliases and lexicon rows, laid over the shipped ones.",
    ),
]  # fmt: skip


def price_of(text: str | None) -> Price | None:
    """The price that a user gives.

    Raises:
        typer.BadParameter: it is not two prices.
    """
    if text is None:
        return None
    from sahelsum.llm.prices import Price as Prices

    try:
        return Prices.parse(text)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--price") from None


def reader_of(model: str, *, price: str | None = None, **how: Any) -> Reader | None:  # noqa: ANN401 - as Asking has it
    """The model that reads, or null for the built-in rules; `how` is what an Asking holds beside.

    Raises:
        ModelError, PromptError: it cannot be asked as it is given.
        typer.BadParameter: the price is none.
    """
    rate = price_of(price)
    if model == RULES:
        return None
    from sahelsum.llm.extract import Asking
    from sahelsum.llm.extract import Reader as ModelReader

    return ModelReader(Asking(model, price=rate, **how))
