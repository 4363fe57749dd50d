"""From a file of records or dossiers to an export, one incident at a time: memory does not grow with the file."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

from sahelsum.dossier import Dossier
from sahelsum.export import acled, geojson, parquet, sqlite, table, ucdp
from sahelsum.export.cells import csv_rows
from sahelsum.export.event import LeftOut, Tally, Write, events
from sahelsum.projection import DEFAULT, Policy
from sahelsum.record import Record

To = Literal["acled-csv", "ucdp-csv", "csv", "geojson", "parquet", "sqlite"]
_OF_NEWS = ("acled-csv", "ucdp-csv")
"""Tables of events that others count: what an article only mentions is no news and would be counted again."""


class Options(NamedTuple):
    """How tolls are projected; the desk's folder; whether incidents that are only background go into tables of events;
    a folder where a database may be made."""

    policy: Policy = DEFAULT
    data: Path | None = None
    background: bool = False
    beside: Path = Path()


def export(saved: Iterable[Record | Dossier], to: To, out: BinaryIO, options: Options) -> Tally:
    """Write `saved` to `out`; returns what was written and what was left out, with the reasons.

    Raises:
        DataError: a file in the desk's folder is malformed.
        SahelsumError: the format needs a library that is not installed, or the database cannot be written.
    """
    tally = Tally()
    background = LeftOut("incident", "background only, no article's news (--background writes it)")
    with _writer(to, out, options) as write:
        for event in events(saved, options.policy, options.data, tally):
            if to in _OF_NEWS and event.dossier.status == "background_only" and not options.background:
                tally.left_out[background] += 1
            else:
                write(event, tally)
    return tally


def _writer(to: To, out: BinaryIO, options: Options) -> AbstractContextManager[Write]:
    match to:
        case "acled-csv":
            return csv_rows(out, acled.COLUMNS, acled.rows)
        case "ucdp-csv":
            return csv_rows(out, ucdp.COLUMNS, ucdp.rows)
        case "csv":
            return csv_rows(out, table.COLUMNS, table.rows)
        case "geojson":
            return geojson.features(out, options.policy)
        case "parquet":
            return parquet.table(out, options.policy)
        case "sqlite":
            return sqlite.database(out, options.policy, options.beside)
