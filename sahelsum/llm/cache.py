"""Answers kept for good: one SQLite file, by the hash of all that can change the answer; raw and compressed."""

from __future__ import annotations

import os
import sqlite3
import zlib
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from sahelsum.errors import CacheMissError, ModelError
from sahelsum.llm.question import Answer, Asker, Question

_TABLE = """
CREATE TABLE IF NOT EXISTS answers (
  key TEXT PRIMARY KEY, article TEXT NOT NULL, prompt TEXT NOT NULL, model TEXT NOT NULL, raw BLOB NOT NULL,
  input_tokens INTEGER, output_tokens INTEGER, stored TEXT NOT NULL
) WITHOUT ROWID
"""
_BUSY_SECONDS = 30.0


class Use(StrEnum):
    """What a run does with kept answers: use them, ask anew and replace them, use them alone, or not at all."""

    use = "use"
    refresh = "refresh"
    only = "only"
    off = "off"


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
            self._database = sqlite3.connect(self.file, timeout=_BUSY_SECONDS, isolation_level=None)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute(_TABLE)
        except (OSError, sqlite3.Error) as error:
            raise ModelError(f"the cache {self.file} cannot be used ({error}); name another --cache-dir.") from error

    def get(self, key: str) -> Answer | None:
        """The kept answer; null if there is none or its row is damaged, which asking again mends."""
        row = self._database.execute(
            "SELECT raw, input_tokens, output_tokens FROM answers WHERE key = ?", (key,)
        ).fetchone()
        if row is None:
            return None
        try:
            raw = zlib.decompress(row[0]).decode("utf-8")
        except (zlib.error, UnicodeDecodeError, TypeError):
            return None
        return Answer(raw, row[1], row[2], requests=0, cached=True)

    def put(self, question: Question, answer: Answer) -> None:
        """Keep an answer: once this returns, a killed process does not lose it."""
        stored = datetime.now(UTC).isoformat(timespec="seconds")
        packed = zlib.compress(answer.raw.encode("utf-8"))
        self._database.execute(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (question.key, question.article, question.prompt, question.model, packed, answer.input_tokens,
             answer.output_tokens, stored),
        )  # fmt: skip

    def __len__(self) -> int:
        count: int = self._database.execute("SELECT count(*) FROM answers").fetchone()[0]
        return count


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
        self._cache.put(question, answer)
        return answer
