"""`sahelsum eval gate` and `accept`: does this run pass, and what it is held against from now on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sahelsum.cli.edge import Outcome
from sahelsum.cli.evals.common import DataOption, GoldOption, RecordsOption, gold_folder, made_run, write

GATE_EXAMPLES = """
sahelsum eval gate --against evals/baseline.json
sahelsum eval gate --against evals/baseline.json --max-drop 0.005
sahelsum eval gate --against base.json --records records.jsonl --gold desk-gold/
"""
ACCEPT_EXAMPLES = """
sahelsum eval accept                            writes evals/baseline.json: review its diff
sahelsum eval accept --records records.jsonl -o desk-gold/baseline.json
"""


def gate(  # noqa: PLR0913, PLR0917 - a parameter an option is Typer's form
    context: typer.Context,
    against: Annotated[Path, typer.Option(metavar="FILE", help="The baseline that `accept` wrote.")],
    gold: GoldOption = None,
    records: RecordsOption = None,
    max_drop: Annotated[
        float | None,
        typer.Option(metavar="F1", min=0.0, max=1.0, help="Also fail if F1 falls by more than this, chance or not."),
    ] = None,
    data: DataOption = None,
) -> None:
    """Score, compare with a baseline, and say by the exit code whether this may go in.

    Exit code 10 if F1 has fallen by more than chance explains (the 95 % interval of the paired difference lies below
    zero), if a never event is new, or if an article has lost its record; 11 if articles or labels have changed; 12 if
    something is wrong with the gold; 1 if an input failed; 0 otherwise.
    """
    from sahelsum.cli.evals.tables import show_comparison, show_gate
    from sahelsum.scoring.compare import compare
    from sahelsum.scoring.gate import gate as gated
    from sahelsum.scoring.run import read_run

    baseline = read_run(against)
    outcome = Outcome()
    comparison = compare(baseline, made_run(gold_folder(context, gold), records, data, outcome))
    verdict = gated(comparison, max_drop)
    show_comparison(comparison)
    show_gate(verdict)
    raise typer.Exit(verdict.exit_code or outcome.exit_code)


def accept(
    context: typer.Context,
    gold: GoldOption = None,
    records: RecordsOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The gold folder's baseline.json if left out.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Write a new baseline, to be reviewed in a diff: the scores of every article, without the single errors."""
    from sahelsum.cli.evals.tables import show_accepted

    folder = gold_folder(context, gold)
    outcome = Outcome()
    run = made_run(folder, records, data, outcome)
    if outcome.exit_code:
        raise typer.Exit(outcome.exit_code)  # a baseline with articles left out would hide them for good
    file = output or folder / "baseline.json"
    write(run.without_errors().to_json(), file)
    show_accepted(run, file)
