"""`sahelsum eval gate` and `accept`: does this run pass, and what it is held against from now on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sahelsum.cli.edge import Outcome, tell
from sahelsum.cli.evals.common import (
    Asked,
    GoldOption,
    JunitOption,
    MarkdownOption,
    RecordsOption,
    gold_folder,
    made_run,
    write,
    write_pages,
)
from sahelsum.cli.model_options import DataOption

if TYPE_CHECKING:
    from sahelsum.scoring.run import Run

GATE_EXAMPLES = """
sahelsum eval gate                               against evals/baseline.json
sahelsum eval gate --max-drop 0                  any fall stops it: for a reader without chance
sahelsum eval gate --max-drop 0.02               or two points of F1
sahelsum eval gate model.json --against model-baseline.json       a kept run, of a model say
sahelsum eval gate --against base.json --records records.jsonl --gold desk-gold/
"""
ACCEPT_EXAMPLES = """
sahelsum eval accept                            writes evals/baseline.json: review its diff
sahelsum eval accept --records records.jsonl -o desk-gold/baseline.json
sahelsum eval accept model.json -o model-baseline.json
"""


RunArgument = Annotated[
    Path | None, typer.Argument(metavar="RUN", help="A run kept with `eval -o`; without one the rules are run.")
]


def gate(  # noqa: PLR0913, PLR0917 - a parameter an option is Typer's form
    context: typer.Context,
    run: RunArgument = None,
    against: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The baseline; the gold folder's baseline.json if left out.")
    ] = None,
    gold: GoldOption = None,
    records: RecordsOption = None,
    max_drop: Annotated[
        float | None,
        typer.Option(metavar="F1", min=0.0, max=1.0, help="Also fail if F1 falls by more than this, chance or not."),
    ] = None,
    junit: JunitOption = None,
    markdown: MarkdownOption = None,
    data: DataOption = None,
) -> None:
    """Score, compare with a baseline, and say by the exit code whether this may go in.

    Exit code 10 if F1 has fallen by more than chance explains (the 95 % interval of the paired difference lies below
    zero, and a randomisation test agrees), if a never event is new, or if one article has lost its record or most of
    its facts (0.3 of its F1, six facts or three in four of a short one); 11 if articles or labels
    have changed; 12 if something is wrong with the gold; 1 if an input failed; 0 otherwise. On little gold even a
    great fall may be chance: --max-drop sets a bound that holds whatever the interval says.
    """
    from sahelsum.cli.evals.tables import show_comparison, show_gate
    from sahelsum.scoring.compare import compare
    from sahelsum.scoring.gate import gate as gated
    from sahelsum.scoring.run import read_run

    folder = gold_folder(context, gold)
    baseline = read_run(against or folder / "baseline.json", written_by="eval accept")
    outcome = Outcome()
    made = _run(run, folder, records, data, outcome)
    comparison = compare(baseline, made)
    verdict = gated(comparison, max_drop)
    write_pages(made, junit, markdown, comparison, verdict)
    show_comparison(comparison)
    show_gate(verdict)
    raise typer.Exit(verdict.exit_code or outcome.exit_code)


def accept(  # noqa: PLR0913, PLR0917 - a parameter an option is Typer's form
    context: typer.Context,
    run: RunArgument = None,
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
    made = _run(run, folder, records, data, outcome)
    lost = [article.id for article in made.articles if not article.record]
    if lost:
        some = ", ".join(lost[:3])
        tell(f"no baseline is written: {len(lost)} article(s) have no record ({some}), which it would hide.")
        raise typer.Exit(outcome.exit_code or 1)
    file = output or folder / "baseline.json"
    write(made.without_errors().to_json(), file)
    show_accepted(made, file)


def _run(kept: Path | None, folder: Path, records: list[str] | None, data: Path | None, outcome: Outcome) -> Run:
    """The run that is kept in a file, or a new one."""
    if kept is None:
        return made_run(Asked(folder, records, data), outcome)
    if records:
        raise typer.BadParameter("a kept run has its records behind it; leave --records out.", param_hint="--records")
    from sahelsum.scoring.run import read_run

    return read_run(kept)
