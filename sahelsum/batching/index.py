"""What a batch has dealt with, by digest, in a SQLite file beside the output; as long as it is open, nobody else can.

It repeats what the output and the failures hold, up to a byte of each, so that memory does not grow with the archive;
it can be thrown away.
"""

from __future__ import annotations

import sqlite3
from typing import Literal, NamedTuple

from sahelsum.batching.files import Files
from sahelsum.errors import OutputError

State = Literal["record", "failed"]
_TABLES = """
CREATE TABLE IF NOT EXISTS inputs (digest BLOB PRIMARY KEY, state TEXT NOT NULL, source TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS articles (key BLOB PRIMARY KEY, source TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS failures (place TEXT PRIMARY KEY, digest BLOB NOT NULL, start INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS failures_by_digest ON failures (digest);
CREATE TABLE IF NOT EXISTS covered (file TEXT PRIMARY KEY, size INTEGER NOT NULL, tail BLOB NOT NULL) WITHOUT ROWID;
"""
LAYOUT = 1


class Seen(NamedTuple):
    """What became of an input that was called `source`: its article has a record, or it failed for good."""

    state: State
    source: str | None


class Index:
    """The index of one output.

    Raises:
        OutputError: another run has it, or it cannot be written.
    """

    def __init__(self, files: Files) -> None:
        self._files = files
        try:
            self._database = self._opened()
        except sqlite3.OperationalError as error:
            raise self._unusable(error) from error
        except sqlite3.DatabaseError:  # damaged, or of another layout: it is made again
            self.remove()
            try:
                self._database = self._opened()
            except sqlite3.Error as error:
                raise self._unusable(error) from error

    def _opened(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._files.index, timeout=0.2, isolation_level=None)
        try:
            # the lock of the whole run: held by the process, so that a crash does not leave it behind
            database.execute("PRAGMA locking_mode=EXCLUSIVE")
            database.execute("BEGIN EXCLUSIVE")
            layout = database.execute("PRAGMA user_version").fetchone()[0]
            if layout not in (0, LAYOUT):
                raise sqlite3.DatabaseError("another layout")
            database.execute("COMMIT")
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=OFF")
            database.execute("PRAGMA wal_autocheckpoint=100")
            database.execute("PRAGMA cache_size=-500")
            database.executescript(f"BEGIN; {_TABLES} PRAGMA user_version={LAYOUT}; COMMIT;")
        except sqlite3.Error:
            database.close()
            raise
        return database

    def seen(self, digest: bytes) -> Seen | None:
        """What became of an input, or null where nothing has yet."""
        row = self._database.execute("SELECT state, source FROM inputs WHERE digest = ?", (digest,)).fetchone()
        return None if row is None else Seen._make(row)

    def source(self, key: bytes) -> tuple[str | None] | None:
        """The source of the record of an article, by its key; null where there is no record."""
        row: tuple[str | None] | None = self._database.execute(
            "SELECT source FROM articles WHERE key = ?", (key,)
        ).fetchone()
        return row

    def covered(self, file: str) -> tuple[int, bytes]:
        """Up to which byte of a file all is in here, and the last bytes before it."""
        row = self._database.execute("SELECT size, tail FROM covered WHERE file = ?", (file,)).fetchone()
        return (0, b"") if row is None else row

    def cover(self, file: str, size: int, tail: bytes) -> None:
        """Say so."""
        self._write("INSERT OR REPLACE INTO covered VALUES (?, ?, ?)", file, size, tail)

    def add_article(self, key: bytes, source: str | None) -> None:
        """There is a record of this article."""
        self._write("INSERT OR IGNORE INTO articles VALUES (?, ?)", key, source)

    def add_input(self, digest: bytes, state: State, source: str | None) -> None:
        """This input is dealt with."""
        self._write("INSERT OR REPLACE INTO inputs VALUES (?, ?, ?)", digest, state, source)

    def settle(self, place: str, digest: bytes) -> None:
        """No failure stands for the input at this place any more, nor for one with this content."""
        self._write("DELETE FROM failures WHERE place = ? OR digest = ?", place, digest)

    def add_failure(self, place: str, digest: bytes, start: int) -> None:
        """The last failure of the input at this place starts at this byte of the failures."""
        self._write("INSERT OR REPLACE INTO failures VALUES (?, ?, ?)", place, digest, start)

    def failure(self, place: str) -> int | None:
        """Where the failure that stands for the input at this place starts, or null where none does any more."""
        row = self._database.execute("SELECT start FROM failures WHERE place = ?", (place,)).fetchone()
        return None if row is None else int(row[0])

    def forget_failed(self) -> None:
        """Failed inputs are to be tried again."""
        self._write("DELETE FROM inputs WHERE state = 'failed'")

    def begin(self) -> None:
        """What follows, up to `commit`, is written whole or not at all."""
        self._write("BEGIN")

    def commit(self) -> None:
        """Write what was begun."""
        self._write("COMMIT")

    def abandon(self) -> None:
        """Leave what was begun unwritten."""
        if self._database.in_transaction:
            self._write("ROLLBACK")

    def empty(self, *tables: str) -> None:
        """Forget everything in these tables."""
        for table in tables:
            self._write(f"DELETE FROM {table}")

    def remove(self) -> None:
        """Remove the file."""
        for path in self._files.of_index:
            path.unlink(missing_ok=True)

    def close(self) -> None:
        """Give it free."""
        self._database.close()

    def _write(self, statement: str, *values: object) -> None:
        try:
            self._database.execute(statement, values)
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def _unusable(self, error: sqlite3.Error) -> OutputError:
        if "locked" in str(error):
            return OutputError(f"another run is writing to {self._files.output}; wait for it, or name another output.")
        return OutputError(
            f"{self._files.index} cannot be written ({error}); what is finished is kept, and the same command "
            "goes on once it can."
        )
