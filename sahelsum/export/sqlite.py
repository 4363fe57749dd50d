"""SQLite, to be opened in Datasette or anything else: tables with foreign keys, full-text search, and views.

The database is made beside where it will stand and then copied into place: SQLite needs a file of its own to write in.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from sahelsum.errors import SahelsumError
from sahelsum.export.cells import joined
from sahelsum.export.event import Event, LeftOut, Tally, Write
from sahelsum.export.sides import sides
from sahelsum.export.sqlite_tables import FINISH, SCHEMA, Numbering, Value
from sahelsum.export.where import written
from sahelsum.projection import POLICIES, Policy

_COMMIT_EVERY = 1000


@contextmanager
def database(out: BinaryIO, policy: Policy, beside: Path) -> Iterator[Write]:
    """Writes each event to a database in a folder of its own in `beside`, and the whole of it to `out` at the end.

    Raises:
        SahelsumError: the database cannot be written.
    """
    try:
        with TemporaryDirectory(prefix=".sahelsum-", dir=beside) as folder:
            file = Path(folder) / "export.db"
            with closing(sqlite3.connect(file, isolation_level=None)) as connection:
                # Nobody else sees the file before it is whole, and a broken run leaves none behind.
                connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;\n{SCHEMA}")
                connection.execute("BEGIN")
                meta = {"policy": policy, "policy_means": POLICIES[policy], "schema_version": "1"}
                connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
                yield _Book(connection).write
                connection.execute("COMMIT")
                connection.executescript(FINISH)
            with file.open("rb") as made:
                shutil.copyfileobj(made, out, 1 << 20)
    except sqlite3.Error as error:
        raise SahelsumError(f"The database cannot be written: {error}.") from error


class _Book:
    """One database while it is written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbering = Numbering()

    def write(self, event: Event, tally: Tally) -> None:
        """Write one event with its articles; the second time the same incident comes it is left out."""
        dossier = event.dossier
        if self._connection.execute("SELECT 1 FROM incidents WHERE id = ?", (dossier.id,)).fetchone():
            tally.left_out[LeftOut("incident", "already written, from the same article")] += 1
            return
        self._articles(event)
        self._insert("incidents", _incident(event))
        first_place = self._numbering.next("places")
        for table, values in self._numbering.rows(dossier):
            self._insert(table, values)
        for share in event.made.shares:
            at = None if share.place is None else first_place + share.place
            day = str(share.day) if share.day else None
            row = self._numbering.row("shares", dossier.id, {"place": at, "day": day, "fatalities": share.fatalities})
            self._insert(*row)
        tally.written += 1
        if tally.written % _COMMIT_EVERY == 0:
            self._connection.execute("COMMIT")
            self._connection.execute("BEGIN")

    def _articles(self, event: Event) -> None:
        for article in event.dossier.articles:
            self._insert("articles", {
                "id": article.id, "title": article.title, "publisher": article.publisher, "language": article.language,
                "published": str(article.published) if article.published else None,
                "credits": joined(article.credits), "sources": joined(article.sources),
            })  # fmt: skip
        if event.record is not None:
            about = event.record.article
            self._insert("texts", {"article": about.id, "summary": event.record.summary, "text": about.text})

    def _insert(self, table: str, values: dict[str, Value]) -> None:
        columns = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        self._connection.execute(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})", tuple(values.values()))


def _incident(event: Event) -> dict[str, Value]:
    dossier, when, made = event.dossier, event.dossier.date, event.made
    first, second = sides(dossier)
    where = ", ".join(written(place) for place in dossier.places[:2]) + " …" * (len(dossier.places) > 2)
    title = ", ".join(map(str, filter(None, (dossier.sub_event_type or dossier.event_type, where, when.start))))
    return {
        "id": dossier.id, "title": title, "status": dossier.status, "event_type": dossier.event_type,
        "sub_event_type": dossier.sub_event_type, "date_start": str(when.start) if when.start else None,
        "date_end": str(when.end) if when.end else None, "date_partial": when.partial,
        "time_precision": when.time_precision, "countries": joined(dossier.countries),
        "initiators": joined((first.name, *first.associates)), "targets": joined((second.name, *second.associates)),
        "policy": made.policy, "deaths_low": made.deaths.low, "deaths_best": made.deaths.best,
        "deaths_high": made.deaths.high, "fatalities": made.fatalities, "apportioned": made.apportioned,
        "left_aside": joined(made.notes), "independent_sources": dossier.independent_sources,
        "supersedes": joined(dossier.supersedes),
    }  # fmt: skip
