"""What is out at a provider: batches and their questions, in a SQLite file beside the output that outlives any crash.

A batch is written down before its file is uploaded, with a token that goes out with it, so that one whose id was lost
in a crash is found at the provider and not paid for twice.
"""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sahelsum import errors
from sahelsum.errors import ModelError, OutputError
from sahelsum.llm.entry import Entry
from sahelsum.llm.question import Answer, Question

_TABLES = """
CREATE TABLE IF NOT EXISTS batches (
  number INTEGER PRIMARY KEY, token TEXT NOT NULL, file TEXT, batch TEXT, status TEXT NOT NULL, requests INTEGER,
  dialect TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS questions (
  key TEXT PRIMARY KEY, article TEXT, prompt TEXT, schema TEXT, model TEXT, turn INTEGER, batch INTEGER,
  attempts INTEGER, state TEXT NOT NULL, error TEXT, message TEXT, input_tokens INTEGER, output_tokens INTEGER,
  price REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_batch ON questions (batch, state);
"""
OUT, ANSWERED, FAILED, AGAIN = "out", "answered", "failed", "again"
"""A question's state: its answer is awaited, in the cache, will not come, or is to be asked for again."""
ATTEMPTS = 3
"""How often a question goes out at the most before it is a failure of this run."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch: `file` and `id` are the provider's names for it, null until they are known; `dialect` is how its
    questions are put."""

    number: int
    token: str
    file: str | None
    id: str | None
    status: str
    requests: int
    dialect: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A question that has gone out: its state, how often, and what came of it."""

    state: str
    attempts: int
    error: str | None
    message: str | None
    tokens: tuple[int, int] | None

    def raised(self) -> ModelError:
        """The error that it ended with, as the live way would have raised it."""
        kind: type[ModelError] = getattr(errors, self.error or "", ModelError)
        return kind(self.message or "it failed.", tokens=self.tokens)


class State:
    """The state of one output. Only one run may have it open to write; anybody may look.

    Raises:
        OutputError: it cannot be written, or another run has it.
    """

    def __init__(self, folder: Path, is_reading: bool = False) -> None:
        self.folder = folder
        self._lock: sqlite3.Connection | None = None
        try:
            folder.mkdir(exist_ok=True)
            if not is_reading:
                self._lock = sqlite3.connect(folder / "lock.sqlite", timeout=0.2, isolation_level=None)
                self._lock.execute("BEGIN EXCLUSIVE")
            self._database = sqlite3.connect(folder / "state.sqlite", isolation_level=None)
            self._database.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; {_TABLES}")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise OutputError(f"another run waits for the batches in {folder}; wait for it or end it.") from error
            raise OutputError(f"{folder} cannot be used ({error}).") from error
        except (OSError, sqlite3.Error) as error:
            raise OutputError(f"{folder} cannot be used ({error}).") from error

    def requests_of(self, number: int) -> Path:
        """The file of requests of a batch."""
        return self.folder / f"{number}.requests"

    def standing(self, key: str) -> Standing | None:
        """How it stands with a question; null where it has not gone out."""
        row = self._database.execute(
            "SELECT state, attempts, error, message, input_tokens, output_tokens FROM questions WHERE key = ?", (key,)
        ).fetchone()
        if row is None:
            return None
        state, attempts, error, message, inputs, outputs = row
        return Standing(state, attempts, error, message, None if inputs is None else (inputs, outputs or 0))

    def begin(self, dialect: str) -> int:
        """A new batch, to be filled with questions put in `dialect`; returns its number. Nothing of it is there before
        it is sealed."""
        self._database.execute("BEGIN")
        row = self._database.execute(
            "INSERT INTO batches (token, status, requests, dialect) VALUES (?, 'sealed', 0, ?) RETURNING number",
            (uuid.uuid4().hex, dialect),
        ).fetchone()
        return int(row[0])

    def add(self, number: int, question: Question, key: str, price: float) -> None:
        """A question goes out with a batch; `price` is set aside for it."""
        self._database.execute(
            "INSERT INTO questions VALUES (?, ?, ?, ?, ?, ?, ?, 1, 'out', NULL, NULL, NULL, NULL, ?) "
            "ON CONFLICT (key) DO UPDATE SET batch = excluded.batch, attempts = attempts + 1, state = 'out', "
            "price = excluded.price",
            (key, question.article, question.prompt, question.schema_hash, question.model, len(question.turns), number,
             price),
        )  # fmt: skip
        self._database.execute("UPDATE batches SET requests = requests + 1 WHERE number = ?", (number,))

    def seal(self) -> None:
        """The file of the batch being filled is whole: its questions are out from now on."""
        self._database.execute("COMMIT")

    def drop(self) -> None:
        """Nothing of the batch being filled is to go out."""
        if self._database.in_transaction:
            self._database.execute("ROLLBACK")

    def note(self, number: int, *, status: str, file: str | None = None, batch: str | None = None) -> None:
        """What has become of a batch."""
        self._database.execute(
            "UPDATE batches SET status = ?, file = coalesce(?, file), batch = coalesce(?, batch) WHERE number = ?",
            (status, file, batch, number),
        )

    def forgive(self, *, everything: bool = False) -> None:
        """Questions that nobody answered may go out as often again; `everything`: also those that were refused."""
        which = "" if everything else "AND error = 'OutageError'"
        self._database.execute(
            f"UPDATE questions SET attempts = 0, state = 'again' WHERE state IN ('failed', 'again') {which}"
        )

    def batches(self, *, is_open: bool = True) -> list[Batch]:
        """The batches that are not done with, or all."""
        which = "WHERE status != 'done'" if is_open else ""
        columns = "number, token, file, batch, status, requests, dialect"
        rows = self._database.execute(f"SELECT {columns} FROM batches {which} ORDER BY number")
        return [Batch(*row) for row in rows.fetchall()]

    def entry(self, key: str, answer: Answer) -> Entry | None:
        """The answer to a question that is out, ready to be kept; null where it is not out."""
        row = self._database.execute(
            "SELECT key, article, prompt, schema, model, turn FROM questions WHERE key = ? AND state = 'out'", (key,)
        ).fetchone()
        return None if row is None else Entry._make((*row, answer.raw, answer.input_tokens, answer.output_tokens))

    def answered(self, key: str, tokens: tuple[int | None, int | None], price: float) -> None:
        """A question's answer is in the cache, and this is what it cost."""
        self._database.execute(
            "UPDATE questions SET state = 'answered', input_tokens = ?, output_tokens = ?, price = ? WHERE key = ?",
            (*tokens, price, key),
        )

    def failed(self, key: str, error: ModelError, *, may_go_again: bool, price: float) -> None:
        """A question got no answer; it goes out again if it may and has not been out too often."""
        tokens = error.tokens or (None, None)
        self._database.execute(
            "UPDATE questions SET state = CASE WHEN ? AND attempts < ? THEN 'again' ELSE 'failed' END, error = ?, "
            "message = ?, input_tokens = ?, output_tokens = ?, price = ? WHERE key = ? AND state = 'out'",
            (may_go_again, ATTEMPTS, type(error).__name__, str(error), *tokens, price, key),
        )

    def missing(self, number: int) -> Iterator[str]:
        """The questions of a batch that nothing came back for."""
        rows = self._database.execute("SELECT key FROM questions WHERE batch = ? AND state = 'out'", (number,))
        yield from [row[0] for row in rows.fetchall()]

    def done(self, number: int) -> None:
        """Everything of a batch has been taken in; its file of requests is not needed any more."""
        self.note(number, status="done")
        self.requests_of(number).unlink(missing_ok=True)

    def count(self) -> dict[str, int]:
        """Questions by their state."""
        return dict(self._database.execute("SELECT state, count(*) FROM questions GROUP BY state").fetchall())

    def spent(self) -> tuple[float, float]:
        """US dollars that answers have cost, and that are set aside for what is out."""
        paid, aside = self._database.execute(
            "SELECT total(CASE WHEN state != 'out' THEN price END), total(CASE WHEN state = 'out' THEN price END) "
            "FROM questions"
        ).fetchone()
        return paid, aside

    def close(self) -> None:
        """Give it free."""
        self._database.close()
        if self._lock is not None:
            self._lock.close()
