"""`sahelsum show`: the cards of saved records and dossiers.

A line that is neither is named with its file and number, and the others still come out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sahelsum.cli.edge import Outcome, tell
from sahelsum.cli.output import show_card

if TYPE_CHECKING:
    from sahelsum.dossier import Dossier
    from sahelsum.record import Record

EXAMPLES = """
sahelsum show desk.jsonl                       every card
sahelsum show desk.jsonl --id 4a1f             the article or dossier whose id begins so
sahelsum show dossiers.jsonl | less            one incident, many articles
sahelsum summarise a.txt --json | sahelsum show -
"""


def show(
    records: Annotated[
        list[str],
        typer.Argument(metavar="RECORDS…", help="Files of records or dossiers, one a line; - is standard input."),
    ],
    ids: Annotated[
        list[str] | None,
        typer.Option("--id", metavar="ID", help="Only this article or dossier (its id, or how it begins); repeatable."),
    ] = None,
) -> None:
    """Show saved records and dossiers as cards."""
    from sahelsum.records import read_saved

    if records.count("-") > 1:
        raise typer.BadParameter("standard input (-) can be read only once.")
    outcome = Outcome()
    wanted = dict.fromkeys(ids or (), False)
    for source in records:
        with outcome.each():
            for record in read_saved(source, outcome.failed):
                if _is_wanted(record, wanted):
                    show_card(record)
    for prefix in (prefix for prefix, found in wanted.items() if not found):
        tell(f"nothing has an id that begins with {prefix!r}.")
        outcome.exit_code = max(outcome.exit_code, 1)
    raise typer.Exit(outcome.exit_code)


def _is_wanted(one: Record | Dossier, wanted: dict[str, bool]) -> bool:
    from sahelsum.record import Record

    own = one.article.id if isinstance(one, Record) else one.id
    matching = [prefix for prefix in wanted if own.startswith(prefix)]
    wanted.update(dict.fromkeys(matching, True))
    return bool(matching) or not wanted
