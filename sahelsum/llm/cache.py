"""Answers kept for good: one SQLite file, by the hash of all that can change the answer; raw and compressed."""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sahelsum.errors import CacheMissError, ModelError
from sahelsum.llm.question import Answer, Asker, Question
from sahelsum.llm.use import Use

_TABLE = """
CREATE TABLE IF NOT EXISTS answers (
  key TEXT PRIMARY KEY, article TEXT NOT NULL, prompt TEXT NOT NULL, schema TEXT NOT NULL, model TEXT NOT NULL,
  turn INTEGER NOT NULL, raw BLOB NOT NULL, input_tokens INTEGER, output_tokens INTEGER, stored TEXT NOT NULL
) WITHOUT ROWID
"""
_COLUMNS = ["key", "article", "prompt", "schema", "model", "turn", "raw", "input_tokens", "output_tokens", "stored"]
_BUSY_SECONDS = 30.0


def default_folder() -> Path:
    """The user's cache directory for this program."""
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "sahelsum"


class Entry(NamedTuple):
    """One kept answer: `prompt` is NAME@HASH, `schema` 8 hex digits, `turn` 0 for a first answer; no account's key and
    no address."""

    key: str
    article: str
    prompt: str
    schema: str
    model: str
    turn: int
    raw: str
    input_tokens: int | None
    output_tokens: int | None

    def to_json(self) -> str:
        """One line, always the same for the same answer."""
        return json.dumps(self._asdict(), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, line: str) -> Entry:
        """The entry of a line.

        Raises:
            ValueError: the line is none.
        """
        body = json.loads(line)
        if not isinstance(body, dict) or set(body) != set(cls._fields) or not isinstance(body["raw"], str):
            raise ValueError("no kept answer")
        return cls(**body)


class Cache:
    """The answers in one folder; safe for several processes at once.

    Raises:
        ModelError: the folder cannot be written, or the file in it is no cache.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / "answers.sqlite"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self.file, timeout=_BUSY_SECONDS, isolation_level=None)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute(_TABLE)
            columns = [row[1] for row in self._database.execute("PRAGMA table_info(answers)")]
            if columns != _COLUMNS:
                raise sqlite3.DatabaseError("it is laid out otherwise, by another version")
        except (OSError, sqlite3.Error) as error:
            raise ModelError(f"the cache {self.file} cannot be used ({error}); name another --cache-dir.") from error

    def get(self, key: str) -> Answer | None:
        """The kept answer; null if there is none or its row is damaged, which asking again mends."""
        row = self._database.execute(
            "SELECT raw, input_tokens, output_tokens FROM answers WHERE key = ?", (key,)
        ).fetchone()
        raw = _unpacked(row[0]) if row is not None else None
        return None if raw is None else Answer(raw, row[1], row[2], requests=0, cached=True)

    def put(self, question: Question, answer: Answer) -> None:
        """Keep an answer: once this returns, a killed process does not lose it."""
        self.add(Entry(
            question.key, question.article, question.prompt, question.schema_hash, question.model,
            len(question.turns), answer.raw, answer.input_tokens, answer.output_tokens,
        ))  # fmt: skip

    def add(self, entry: Entry) -> None:
        """Keep an entry; one of the same key is replaced."""
        stored = datetime.now(UTC).isoformat(timespec="seconds")
        packed = zlib.compress(entry.raw.encode("utf-8"))
        row = (*entry[:6], packed, entry.input_tokens, entry.output_tokens, stored)
        self._database.execute(f"INSERT OR REPLACE INTO answers VALUES ({', '.join('?' * len(row))})", row)

    def entries(self) -> Iterator[Entry]:
        """Every entry that can be read, by article, prompt, model and key: the same answers, the same order."""
        rows = self._database.execute(
            "SELECT key, article, prompt, schema, model, turn, raw, input_tokens, output_tokens FROM answers "
            "ORDER BY article, prompt, model, turn, key"
        )
        for row in rows:
            raw = _unpacked(row[6])
            if raw is not None:
                yield Entry._make((*row[:6], raw, *row[7:]))

    def remove(self, keys: Iterable[str]) -> int:
        """Remove the entries of these keys; returns how many there were."""
        return sum(self._database.execute("DELETE FROM answers WHERE key = ?", (key,)).rowcount for key in keys)

    def __len__(self) -> int:
        count: int = self._database.execute("SELECT count(*) FROM answers").fetchone()[0]
        return count


def _unpacked(packed: bytes) -> str | None:
    try:
        return zlib.decompress(packed).decode("utf-8")
    except (zlib.error, UnicodeDecodeError, TypeError):
        return None


class Cached:
    """Answers from the cache, else asks and keeps. Refusals and truncations are errors and never kept."""

    def __init__(self, inner: Asker, cache: Cache, use: Use) -> None:
        self._inner = inner
        self._cache = cache
        self._use = use

    async def ask(self, question: Question) -> Answer:
        """The kept answer or a new one.

        Raises:
            CacheMissError: there is none and nothing may be asked.
        """
        kept = self._cache.get(question.key) if self._use in (Use.use, Use.only) else None
        if kept is not None:
            return kept
        if self._use is Use.only:
            raise CacheMissError(
                f"no kept answer of {question.model} to {question.prompt} for article {question.article}; run the same "
                "command with --cache use to ask for it."
            )
        answer = await self._inner.ask(question)
        try:
            self._cache.put(question, answer)
        except sqlite3.Error as error:  # what has been paid for is used, even where it cannot be kept
            return replace(answer, unkept=f"the answer could not be kept in {self._cache.file} ({error})")
        return answer
