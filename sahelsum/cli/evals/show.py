"""`sahelsum eval show`: the tables of a kept run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = """
sahelsum eval show run.json
sahelsum eval show evals/baseline.json --worst 0
"""
WorstOption = Annotated[
    int, typer.Option("--worst", metavar="N", min=0, help="How many of the worst articles to show, with their errors.")
]


def show(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A run kept with `eval -o`, or a baseline.")],
    worst: WorstOption = 3,
) -> None:
    """Show a kept run as tables: scores by field, never events, the worst articles first."""
    from sahelsum.cli.evals.tables import show_run
    from sahelsum.scoring.run import read_run

    show_run(read_run(run), worst)
