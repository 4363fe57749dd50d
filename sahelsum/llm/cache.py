"""Answers kept for good: one SQLite file, by the hash of all that can change the answer; raw and compressed.

Beside them, in tables of their own, stand what was learnt of endpoints, and records that can be made anew at any time.
"""

from __future__ import annotations

import os
import random
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from sahelsum.errors import ModelError
from sahelsum.llm.entry import Entry
from sahelsum.llm.store import DamagedError, NotKeptError

_TABLES = """
CREATE TABLE IF NOT EXISTS answers (
  key TEXT PRIMARY KEY, article TEXT NOT NULL, prompt TEXT NOT NULL, schema TEXT NOT NULL, model TEXT NOT NULL,
  turn INTEGER NOT NULL, raw BLOB NOT NULL, input_tokens INTEGER, output_tokens INTEGER, stored TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS learnt (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS records (key TEXT PRIMARY KEY, made_by TEXT NOT NULL, record BLOB NOT NULL);
"""
_COLUMNS = ["key", "article", "prompt", "schema", "model", "turn", "raw", "input_tokens", "output_tokens", "stored"]
_ENTRY = ", ".join(Entry._fields)
_BUSY_SECONDS = 30.0


def default_folder() -> Path:
    """The user's cache directory for this program."""
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "sahelsum"


class Cache:
    """The answers in one folder; safe for several processes at once.

    Raises:
        ModelError: the folder cannot be written, or the file in it is no cache.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / "answers.sqlite"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._database = _opened(self.file)
            columns = [row[1] for row in self._database.execute("PRAGMA table_info(answers)")]
            if columns != _COLUMNS:
                raise sqlite3.DatabaseError("it is laid out otherwise, by another version")
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from error

    @property
    def name(self) -> str:
        """The path of the file."""
        return str(self.file)

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return self.file.stat().st_size

    def get(self, key: str) -> Entry | None:
        """The kept answer, or null.

        Raises:
            DamagedError: its row cannot be read, which asking again mends.
            ModelError: the file cannot be read.
        """
        row = self._row(f"SELECT {_ENTRY} FROM answers WHERE key = ?", key)
        return None if row is None else _entry(row)

    def add(self, entry: Entry) -> None:
        """Keep an entry; one of the same key is replaced. Once this returns, a killed process does not lose it.

        Raises:
            NotKeptError: it could not be written.
        """
        stored = datetime.now(UTC).isoformat(timespec="seconds")
        row = (*entry[:6], _packed(entry.raw), entry.input_tokens, entry.output_tokens, stored)
        try:
            self._database.execute(f"INSERT OR REPLACE INTO answers VALUES ({', '.join('?' * len(row))})", row)
        except sqlite3.Error as error:
            raise NotKeptError(str(error)) from error

    def entries(self) -> Iterator[Entry]:
        """Every entry that can be read, by article, prompt, model and key: the same answers, the same order."""
        rows = self._database.execute(f"SELECT {_ENTRY} FROM answers ORDER BY article, prompt, model, turn, key")
        for row in rows:
            try:
                yield _entry(row)
            except DamagedError:
                continue

    def remove(self, keys: Iterable[str]) -> int:
        """Remove the entries of these keys; returns how many there were."""
        return sum(self._database.execute("DELETE FROM answers WHERE key = ?", (key,)).rowcount for key in keys)

    def __len__(self) -> int:
        count: int = self._database.execute("SELECT count(*) FROM answers").fetchone()[0]
        return count

    def learnt(self, name: str) -> str | None:
        """What was learnt of an endpoint or a model under this name, or null."""
        row = self._row("SELECT value FROM learnt WHERE name = ?", name)
        return None if row is None else str(row[0])

    def learn(self, name: str, value: str) -> None:
        """Remember it; where that cannot be written, it is learnt again next time."""
        self._put("INSERT OR REPLACE INTO learnt VALUES (?, ?)", name, value)

    def record(self, key: str) -> str | None:
        """A kept record as JSON, or null."""
        row = self._row("SELECT record FROM records WHERE key = ?", key)
        try:
            return None if row is None else _unpacked(row[0])
        except DamagedError:
            return None

    def keep_record(self, key: str, made_by: str, record: str) -> None:
        """Keep a record that the code and data `made_by` made; what others made of it is of no more use."""
        self._put("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", key, made_by, _packed(record))

    def forget_records(self, but: str) -> int:
        """Remove the kept records, except what code of the digest `but` made; returns how many there were."""
        return self._database.execute("DELETE FROM records WHERE made_by NOT LIKE ?", (f"{but}-%",)).rowcount

    def _row(self, query: str, key: str) -> tuple[object, ...] | None:
        try:
            row: tuple[object, ...] | None = self._database.execute(query, (key,)).fetchone()
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        return row

    def _put(self, statement: str, *values: object) -> None:
        try:
            self._database.execute(statement, values)
        except sqlite3.Error:
            return  # it can be made again; the answers themselves are told of

    def _unusable(self, error: Exception) -> ModelError:
        return ModelError(f"the cache {self.file} cannot be used ({error}); name another --cache-dir.")


def _opened(file: Path) -> sqlite3.Connection:
    """SQLite's own patience does not hold while another process turns the file to WAL or is the last to close it."""
    until = time.monotonic() + _BUSY_SECONDS
    while True:
        database = sqlite3.connect(file, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=NORMAL")
            database.executescript(_TABLES)
            return database
        except sqlite3.Error as error:
            database.close()
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(random.uniform(0.005, 0.05))


def _entry(row: tuple[object, ...]) -> Entry:
    return Entry._make((*row[:6], _unpacked(row[6]), *row[7:]))


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8"))


def _unpacked(packed: object) -> str:
    try:
        return zlib.decompress(packed).decode("utf-8")  # type: ignore[arg-type]
    except (zlib.error, UnicodeDecodeError, TypeError) as error:
        raise DamagedError from error
