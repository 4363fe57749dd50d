"""`sahelsum report`: dossiers and their articles as one HTML page that opens anywhere, offline."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sahelsum.cli.edge import Outcome, tell
from sahelsum.cli.model_options import DataOption
from sahelsum.cli.output import check_files, whole
from sahelsum.webpage import counted

if TYPE_CHECKING:
    from sahelsum.dossier import Dossier
    from sahelsum.record import Record

EXAMPLES = """
sahelsum report records.jsonl -o report.html                    corroborated on the way
sahelsum report dossiers.jsonl records.jsonl -o report.html     dossiers as they are, records for the articles' texts
sahelsum summarise *.txt --json | sahelsum report - > report.html
"""
HEAVY = 20_000_000
"""Bytes from which a page takes its time in a browser."""


def report(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE…", help="Files of records or dossiers, one a line; - is standard input."),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The page; - is standard output.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Write one self-contained HTML page: map, timeline, dossiers, and every article with the words that say it.

    Records are brought together as `sahelsum corroborate` does it. Where there are dossiers among the files, these are
    shown as they are and records only lend them their articles' texts. The page asks nobody for anything; the same
    inputs give the same bytes. Bad lines are named and the others still count; exit code 1 then.
    """
    from sahelsum.corroboration.whole import corroborate
    from sahelsum.reference import Reference
    from sahelsum.report.page import page

    if output is None and sys.stdout.isatty():
        raise typer.BadParameter("name the file to write, or - for standard output.", param_hint="--output")
    check_files(files, output)
    outcome = Outcome()
    dossiers, records = _read(files, outcome)
    if not dossiers and not records:
        raise typer.Exit(outcome.exit_code)
    made = page(dossiers or corroborate(records, data=data, told=tell), records, Reference.load(data)).encode()
    if output is None or output == Path("-"):
        sys.stdout.buffer.write(made)
        sys.stdout.flush()
    else:
        with whole(output) as file:
            file.write(made)
    if len(made) > HEAVY:
        tell(f"the page has {len(made) / 1e6:.0f} MB, which a browser takes its time over; "
             f"it is about {counted(len(records), 'record')}: make one of fewer.")  # fmt: skip
    raise typer.Exit(outcome.exit_code)


def _read(files: list[str], outcome: Outcome) -> tuple[list[Dossier], list[Record]]:
    from sahelsum.dossier import Dossier
    from sahelsum.records import read_saved

    dossiers: list[Dossier] = []
    records: list[Record] = []
    for file in files:
        with outcome.each():
            for one in read_saved(file, outcome.failed):
                if isinstance(one, Dossier):
                    dossiers.append(one)
                else:
                    records.append(one)
    return dossiers, records
