"""`sahelsum eval check`: is the gold itself in order?"""

from __future__ import annotations

import typer

from sahelsum.cli.evals.common import GoldOption, gold_folder
from sahelsum.cli.model_options import DataOption
from sahelsum.errors import GoldError

EXAMPLES = """
sahelsum eval check                    the gold in evals/
sahelsum eval check --gold desk-gold/
"""


def check(context: typer.Context, gold: GoldOption = None, data: DataOption = None) -> None:
    """Check gold before it is scored against: schema, quotes, ids, names and numbers in their words, twins, orphans.

    One line for each problem, on standard output; exit code 12 if there is one.
    """
    from sahelsum.evaluation import check as checked

    folder = gold_folder(context, gold)
    labelled, found = checked(folder, data)
    for problem in found:
        typer.echo(f"{folder}/{problem}")
    if found:
        raise typer.Exit(GoldError.exit_code)
    incidents = [incident for one in labelled for incident in one.gold.incidents]
    none, several = (sum(test(len(one.gold.incidents)) for one in labelled) for test in (_is_none, _is_several))
    groups = len({one.gold.group or one.gold.id for one in labelled})
    typer.echo(
        f"{len(labelled)} articles in {groups} groups are in order: {len(incidents)} incidents "
        f"({sum(incident.role == 'background' for incident in incidents)} background), {none} articles with none, "
        f"{several} with several."
    )


def _is_none(incidents: int) -> bool:
    return incidents == 0


def _is_several(incidents: int) -> bool:
    return incidents > 1
