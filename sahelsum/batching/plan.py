"""What a run would do, before a cent is spent: how many inputs, how many known already, tokens and price."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sahelsum.batching.index import Seen
from sahelsum.batching.inputs import Inputs
from sahelsum.batching.items import Item, article_key
from sahelsum.batching.job import Job
from sahelsum.batching.journal import Journal
from sahelsum.batching.one import Making
from sahelsum.errors import SahelsumError
from sahelsum.llm.extract import Asking, Reader
from sahelsum.llm.store import DamagedError
from sahelsum.llm.use import Use
from sahelsum.prompting.tokens import tokens

OUTPUT_TOKENS = 1500
"""Of an answer, where none of the same model is known yet: about what a draft of 2.5 kB of news takes."""


@dataclass(slots=True)
class Plan:
    """Inputs by what a run would do with them; `input_tokens` and `output_tokens` of the questions still to be asked,
    estimated; `known_answers` is how many answers the latter rest on; `cost_usd` null: no price is known."""

    inputs: int = 0
    before: int = 0
    failed_before: int = 0
    duplicate: int = 0
    unreadable: int = 0
    kept: int = 0
    to_ask: int = 0
    to_read: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    known_answers: int = 0
    cost_usd: float | None = None


def plan(job: Job) -> Iterator[Plan]:
    """The plan, growing as the inputs are looked through; the last one is whole.

    Raises:
        OutputError: the output is in use or was made otherwise.
        ModelError, PromptError: the model cannot be asked as it is given.
    """
    found, making = Plan(), Making(job.data, job.keep_text)
    reader = None if job.asking is None else _keyless(job.asking)
    with _journal(job) as journal:
        own = () if journal is None else journal.files.all
        known = _Known(journal)
        for item in Inputs(job.inputs, job.columns, own):
            found.inputs += 1
            _look(item, found, making, reader, known)
            yield found
    if reader is not None:
        found.known_answers = found.kept
        each = known.output_tokens / found.kept if found.kept else OUTPUT_TOKENS
        found.output_tokens = round(found.to_ask * each)
        found.cost_usd = reader.cost(found.input_tokens, found.output_tokens)
    yield found


class _Known:
    """What is known already: by the output, and in this pass, on disk so that memory does not grow with the archive;
    `output_tokens` are those of the kept answers."""

    def __init__(self, journal: Journal | None) -> None:
        self.journal = journal
        self.output_tokens = 0
        self._seen = sqlite3.connect("", isolation_level=None)
        self._seen.executescript("CREATE TABLE seen (key BLOB PRIMARY KEY) WITHOUT ROWID; BEGIN;")

    def is_new(self, key: bytes) -> bool:
        """Whether this is the first input with this article."""
        return self._seen.execute("INSERT OR IGNORE INTO seen VALUES (?)", (key,)).rowcount == 1

    def seen_before(self, digest: bytes) -> Seen | None:
        return None if self.journal is None else self.journal.seen(digest)

    def is_written(self, key: bytes) -> bool:
        return self.journal is not None and self.journal.source(key) is not None


def _look(item: Item, found: Plan, making: Making, reader: Reader | None, known: _Known) -> None:
    """Take one input into the plan."""
    before = known.seen_before(item.digest)
    if before is not None:
        found.before += before.state == "record"
        found.failed_before += before.state == "failed"
        return
    try:
        article = making.article(item)
    except SahelsumError:
        found.unreadable += 1
        return
    key = article_key(article)
    is_new, is_written = known.is_new(key), known.is_written(key)
    if is_written or not is_new:
        found.before += is_new
        found.duplicate += not is_new
        return
    if reader is None:
        found.to_read += 1
        return
    for question in reader.questions(article):
        length = _kept(reader, question.key)
        if length is not None:
            found.kept += 1
            known.output_tokens += length
            continue
        found.to_ask += 1
        found.input_tokens += _standing(question.system) + _standing(question.schema) + tokens(question.user)


_LENGTHS: dict[str, int] = {}


def _standing(text: str) -> int:
    """Tokens of what is the same for all articles, counted once."""
    if text not in _LENGTHS:
        _LENGTHS[text] = tokens(text)
    return _LENGTHS[text]


def _kept(reader: Reader, key: str) -> int | None:
    """The output tokens of a kept answer, or null where there is none to use."""
    if reader.cache is None or reader.asking.cache is Use.refresh:
        return None
    try:
        entry = reader.cache.get(key)
    except DamagedError:
        return None
    return None if entry is None else entry.output_tokens or 0


def _keyless(asking: Asking) -> Reader:
    """A reader that asks nobody and so needs no key."""

    class Nobody:
        async def ask(self, question: object) -> object:
            raise AssertionError(question)

    return Reader(asking, Nobody())  # type: ignore[arg-type]


@contextmanager
def _journal(job: Job) -> Iterator[Journal | None]:
    """What is there of the output; null where nothing is, and nothing is made."""
    if not job.output.exists():
        yield None
        return
    journal = Journal(job.output, job.settings(), job.on_change)
    try:
        yield journal
    finally:
        journal.close()
