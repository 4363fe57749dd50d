"""`sahelsum eval agreement`: how far two careful readers agree, which no program should be asked to exceed."""

from __future__ import annotations

import typer

from sahelsum.cli.evals.common import GoldOption, gold_folder

EXAMPLES = """
sahelsum eval agreement
sahelsum eval agreement --gold desk-gold/     labels in readers/one/ and readers/two/
"""


def agreement(context: typer.Context, gold: GoldOption = None) -> None:
    """Show how far the labels of two readers agree: the ceiling beside which a score is to be read.

    The second reader's labels in readers/two/ are scored against the first's in readers/one/, both as they were before
    anything was settled: with alternatives and optional facts honoured, without, and as Krippendorff's alpha.
    """
    from sahelsum.cli.evals.tables import show_agreement
    from sahelsum.errors import GoldError
    from sahelsum.evaluation import READERS, agreed

    folder = gold_folder(context, gold)
    found = agreed(folder)
    if not found:
        raise GoldError(f"{folder} has no article that two have read (labels in {' and '.join(READERS)}).")
    show_agreement(found)
