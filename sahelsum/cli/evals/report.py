"""`sahelsum eval report`: kept runs as one HTML page for somebody who did not run them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sahelsum.cli.edge import tell
from sahelsum.cli.evals.common import HERE, GoldOption, gold_folder, named_folder, write

if TYPE_CHECKING:
    from sahelsum.scoring.run import RunArticle

EXAMPLES = """
sahelsum eval report run.json -o eval.html              one run
sahelsum eval report rules.json model.json -o eval.html the model beside the rules
sahelsum eval report run.json --gold desk-gold/ > eval.html
"""
STDOUT = Path("-")


def report(
    context: typer.Context,
    runs: Annotated[
        list[Path], typer.Argument(metavar="RUN…", help="Runs kept with `eval -o`; the last is the subject.")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The page; - is standard output.")
    ] = None,
    gold: GoldOption = None,
    unseal: Annotated[bool, typer.Option("--unseal", help="Show sealed articles by themselves too.")] = False,
) -> None:
    """Write one self-contained HTML page about a run: scores, plots, and each article with its errors in its words.

    Of several runs over the same gold the last is the subject, and the others are what it is compared with. The
    articles' texts come from the folder of gold; without it, errors are listed alone. Articles whose split is sealed
    count in every figure and are shown by themselves only with --unseal. The same inputs give the same bytes. Exit
    code 11 if the runs are not about the same articles with the same labels.
    """
    from sahelsum.evaluation import agreed
    from sahelsum.scorepage.head import named
    from sahelsum.scorepage.page import page
    from sahelsum.scorepage.texts import Texts
    from sahelsum.scoring.run import read_run

    if output is None and sys.stdout.isatty():
        raise typer.BadParameter("name the file to write, or - for standard output.", param_hint="--output")
    read = named([(file.stem, read_run(file)) for file in runs])
    folder = _folder(context, gold)
    made = page(read, _no_text if folder is None else Texts(folder).of, unseal, agreed(folder) if folder else None)
    if output is None or output == STDOUT:
        sys.stdout.buffer.write(made.encode("utf-8"))
        sys.stdout.flush()
    else:
        write(made, output)


def _folder(context: typer.Context, gold: Path | None) -> Path | None:
    """The folder of gold: one that is named has to be there, the usual one need not."""
    if named_folder(context, gold) is None and not (HERE / "gold").is_dir():
        tell("there is no gold in evals/ here, so that the page has no texts; name your folder of gold with --gold.")
        return None
    return gold_folder(context, gold)


def _no_text(article: RunArticle) -> None:
    return None
