"""`sahelsum eval groups`: are articles about one incident brought together, and copies counted once?"""

from __future__ import annotations

import json as json_lines
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from sahelsum.cli.edge import Outcome
from sahelsum.cli.evals.common import GoldOption, RecordsOption, gold_folder, recordings_of, records_of, screen
from sahelsum.cli.model_options import (
    RULES,
    BaseUrlOption,
    CacheDirOption,
    CacheOption,
    DataOption,
    ModelOption,
    PromptOption,
    RecordingsOption,
    reader_of,
)  # fmt: skip
from sahelsum.llm.use import Use

if TYPE_CHECKING:
    from sahelsum.group_evaluation import Grouping
    from sahelsum.scoring.grouping import Rates

EXAMPLES = """
sahelsum eval groups                             as the built-in rules read the articles
sahelsum eval groups --records records.jsonl     by records of any program
sahelsum eval groups --model claude-by-hand --cache only
sahelsum eval groups --gold desk-gold/ --json
"""


def groups(  # noqa: PLR0913, PLR0917 - a parameter an option is Typer's form
    context: typer.Context,
    records: RecordsOption = None,
    gold: GoldOption = None,
    json: Annotated[bool, typer.Option("--json", help="Print the rates as one line of JSON.")] = False,
    model: ModelOption = RULES,
    base_url: BaseUrlOption = None,
    prompt: PromptOption = "incident",
    cache: CacheOption = Use.use,
    cache_dir: CacheDirOption = None,
    recordings: RecordingsOption = None,
    data: DataOption = None,
) -> None:
    """Score how `sahelsum corroborate` groups gold: by pairs, and by B³, where every article counts alike.

    The truth is the `group` that articles about one incident share in gold. Where sources.csv beside the gold says
    which articles go back to one source, pairs of one source are scored too. Of sealed articles only numbers are told.
    """
    from sahelsum.group_evaluation import grouping

    if records and model != RULES:
        raise typer.BadParameter("--records are grouped as they are; leave --model out.", param_hint="--records")
    folder, outcome = gold_folder(context, gold), Outcome()
    reader = reader_of(model, base_url=base_url, prompt=prompt, cache=cache, cache_dir=cache_dir,
                       recordings=recordings_of(folder, recordings))  # fmt: skip
    found = records_of(records, outcome)
    made = grouping(folder, found, reader=reader, data=data, watch=screen(outcome))
    typer.echo(json_lines.dumps(_as_json(made)) if json else _as_text(made))
    raise typer.Exit(outcome.exit_code)


def _as_json(made: Grouping) -> dict[str, object]:
    scored = {"pairs": made.pairs, "b_cubed": made.b_cubed, "sources": made.sources}
    rates = {name: {"precision": each.precision, "recall": each.recall, "f1": each.f1} for name, each in scored.items()}
    return {"reader": made.reader, "articles": made.articles, "groups": made.groups, "true_pairs": made.true_pairs,
            **rates, "source_pairs": made.source_pairs, "missed": made.missed, "wrong": made.wrong,
            "sealed_missed": made.sealed_missed, "sealed_wrong": made.sealed_wrong}  # fmt: skip


def _as_text(made: Grouping) -> str:
    lines = [
        f"{made.reader} on {made.articles} articles, {made.groups} groups of articles about one incident",
        f"pairs    {_rates(made.pairs)}   {made.true_pairs} true pairs",
        f"B³       {_rates(made.b_cubed)}   every article alike",
        f"sources  {_rates(made.sources)}   pairs of one source, of {made.source_pairs} labelled pairs found together",
    ]
    for title, pairs, sealed in (
        ("missed", made.missed, made.sealed_missed), ("joined wrongly", made.wrong, made.sealed_wrong)
    ):  # fmt: skip
        lines += _listed(title, pairs, sealed)
    return "\n".join(lines)


def _listed(title: str, pairs: Sequence[tuple[str, str]], sealed: int) -> list[str]:
    hidden = [f"{sealed} pair(s) with a sealed article"] if sealed else []
    return [f"{title}: {each}" for each in (*(" + ".join(pair) for pair in pairs), *hidden)]


def _rates(rates: Rates) -> str:
    def share(value: float | None) -> str:
        return "    –" if value is None else f"{value:.3f}"

    return f"precision {share(rates.precision)}  recall {share(rates.recall)}  F1 {share(rates.f1)}"
