"""`sahelsum eval compare`: two kept runs side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = """
sahelsum eval compare before.json after.json
sahelsum eval compare evals/baseline.json run.json
"""


def compare(
    before: Annotated[Path, typer.Argument(metavar="BEFORE", help="A run kept with `eval -o`, or a baseline.")],
    after: Annotated[Path, typer.Argument(metavar="AFTER", help="Another run over the same gold.")],
) -> None:
    """Show what changed from one run to another: by field, article by article, and whether it is more than chance.

    The interval is a bootstrap over groups of articles about one incident, 10,000 samples, always the same seed. Exit
    code 11 if the runs are not about the same articles with the same labels.
    """
    from sahelsum.cli.evals.tables import show_comparison
    from sahelsum.scoring.compare import compare as compared
    from sahelsum.scoring.run import read_run

    show_comparison(compared(read_run(before), read_run(after)))
