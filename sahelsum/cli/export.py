"""`sahelsum export`: records or dossiers as the tables, maps and databases that conflict-data desks work with."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from sahelsum.cli.edge import Outcome, tell
from sahelsum.cli.model_options import DataOption
from sahelsum.cli.output import check_files, whole

if TYPE_CHECKING:
    from sahelsum.dossier import Dossier
    from sahelsum.export.event import Tally
    from sahelsum.record import Record

EXAMPLES = """
sahelsum export dossiers.jsonl --to acled-csv -o events.csv      ACLED's columns, a row a place and day
sahelsum export dossiers.jsonl --to ucdp-csv --policy source_wording
sahelsum export dossiers.jsonl --to csv > table.csv              a row an incident, dated or not
sahelsum export dossiers.jsonl --to geojson -o map.geojson       points with the radius of their precision
sahelsum export dossiers.jsonl --to parquet -o dossiers.parquet
sahelsum export desk.jsonl --to sqlite -o desk.db && datasette desk.db
"""


class To(StrEnum):
    """What can be written."""

    acled_csv = "acled-csv"
    ucdp_csv = "ucdp-csv"
    csv = "csv"
    geojson = "geojson"
    parquet = "parquet"
    sqlite = "sqlite"


class Policy(StrEnum):
    """How tolls become one number."""

    strict = "strict"
    neutralised_as_killed = "neutralised_as_killed"
    source_wording = "source_wording"


_BINARY = (To.parquet, To.sqlite)


def export(  # noqa: PLR0913, PLR0917 - a parameter an option is Typer's form
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE…", help="Files of dossiers or records, one a line; - is standard input."),
    ],
    to: Annotated[
        To,
        typer.Option("--to", metavar="FORMAT", help="acled-csv, ucdp-csv, csv, geojson, parquet or sqlite."),
    ],
    policy: Annotated[
        Policy,
        typer.Option(
            metavar="NAME", help="How tolls become numbers: strict, neutralised_as_killed or source_wording."
        ),
    ] = Policy.strict,
    background: Annotated[
        bool,
        typer.Option("--background", help="Into acled-csv and ucdp-csv also what articles only mention."),
    ] = False,
    data: DataOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write there instead of to standard output.")
    ] = None,
) -> None:  # fmt: skip
    """Write dossiers or records as a table, a map or a database, their tolls projected by a policy that it names.

    What a format cannot hold (no date, no place, no deaths) is counted on stderr with the reason. A record is taken as
    it is: run `sahelsum corroborate` first, or an incident in five articles is five rows.
    """
    from sahelsum.export.whole import Options
    from sahelsum.export.whole import export as export_to

    output = None if output == Path("-") else output
    check_files(files, output)
    if output is None and to in _BINARY:
        raise typer.BadParameter(f"{to.value} is no text: say where to write it with -o FILE.")
    outcome = Outcome()
    beside = Path() if output is None else output.resolve().parent
    options = Options(policy.value, data, background, beside)
    with _open(output) as out:
        tally = export_to(_all(files, outcome), to.value, out, options)
        if outcome.exit_code and not tally.records + tally.dossiers:
            raise typer.Exit(outcome.exit_code)  # inside: an export that stands there already is left alone
    _tell_about(tally)
    raise typer.Exit(outcome.exit_code)


def _all(files: list[str], outcome: Outcome) -> Iterator[Record | Dossier]:
    from sahelsum.records import read_saved

    for file in files:
        with outcome.each():
            yield from read_saved(file, outcome.failed, "dossier", "`sahelsum corroborate` writes")


@contextmanager
def _open(output: Path | None) -> Iterator[BinaryIO]:
    if output is not None:
        with whole(output) as file:
            yield file
        return
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()


def _tell_about(tally: Tally) -> None:
    for (what, reason), many in sorted(tally.left_out.items()):
        tell(f"{many} {what}{'' if many == 1 else 's'} not written: {reason}.")
    if tally.records > 1:
        tell(f"{tally.records} records as they are: an incident in several articles is several rows; "
             "`sahelsum corroborate` brings them together.")  # fmt: skip
