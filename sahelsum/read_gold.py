"""Labelled articles, each with its record: as a model reads them, several under way at once, or the built-in rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sahelsum.errors import SahelsumError
from sahelsum.gold.store import Labelled
from sahelsum.pipeline import summarise
from sahelsum.record import Record

if TYPE_CHECKING:
    from sahelsum.llm.extract import Reader

Read = tuple[Labelled, Record | None]
"""An article, and its record if it could be read."""
_AT_ONCE = 8
"""Articles under way at once with a model."""


class Watch:
    """Somebody who is told what happens during a run; this one looks away. `sees_sealed`: whether they may know what
    went wrong in sealed articles."""

    sees_sealed = False

    def told(self, sentence: str) -> None:
        """Something that the reader of the scores should know."""

    def failed(self, error: SahelsumError) -> None:
        """An article could not be read."""

    def counted(self, files: Sequence[Path]) -> Iterable[Path]:
        """The gold files as they are come to."""
        return files


def read_gold(labelled: Iterable[Labelled], reader: Reader | None, data: Path | None, watch: Watch) -> Iterable[Read]:
    """Every article with its record as `reader`, a model, reads it, or without one the built-in rules; `watch` is told
    which could not be read."""
    return _by_rules(labelled, data, watch) if reader is None else _asked(labelled, reader, data, watch)


def _asked(labelled: Iterable[Labelled], reader: Reader, data: Path | None, watch: Watch) -> list[Read]:
    """Every article with its record as the model reads it, several under way at once."""
    import asyncio

    from sahelsum.by_model import read_by_model
    from sahelsum.llm.together import in_order

    async def read(one: Labelled) -> Record:
        return await read_by_model(one.article, reader, data=data)

    async def ask() -> list[Read]:
        made: list[Read] = []
        try:
            async for one, asked in in_order(labelled, read, _AT_ONCE):
                record = None
                try:
                    record = asked.result()
                except SahelsumError as error:
                    watch.failed(_about(one, error))
                made.append((one, record))
        finally:
            await reader.close()
        return made

    made = asyncio.run(ask())
    unsent = sum(record is not None and _was_not_sent_back(record) for _, record in made)
    if unsent:
        watch.told(f"{unsent} article(s) have refused facts that were not sent back: the first answer stands for them.")
    return made


def _was_not_sent_back(record: Record) -> bool:
    return any(notice.code == "not_sent_back" for notice in record.audit.warnings)


def _about(one: Labelled, error: SahelsumError) -> SahelsumError:
    """The error with the article's name before it, of the same kind."""
    named = SahelsumError(f"{one.gold.id}: {error}")
    named.exit_code = error.exit_code
    return named


def _by_rules(labelled: Iterable[Labelled], data: Path | None, watch: Watch) -> Iterator[Read]:
    for one in labelled:
        record = None
        try:
            record = summarise(one.article, data=data)
        except SahelsumError as error:
            watch.failed(_about(one, error))
        yield one, record
