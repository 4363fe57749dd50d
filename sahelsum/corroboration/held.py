"""Records held until their dossiers are known: by where their lines stand, or compressed; every path is kept."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC
from functools import lru_cache
from io import FileIO
from typing import NamedTuple

from sahelsum.errors import RecordError
from sahelsum.record import Record
from sahelsum.records import Line

_OPEN = 512
"""Records in memory at once."""

Kept = bytes | tuple[str, int, int, int]
"""A record's line, compressed, or the (path, offset, length) that it can be read from again, with its checksum."""


class About(NamedTuple):
    """What is known of a held record without opening it. `rank` says which of two records of one text is better: the
    model's, then the latest."""

    article: str
    source: str | None
    rank: tuple[bool, str, int]


def about(record: Record, raw: bytes) -> About:
    """What has to be known of a record, whose line is `raw`."""
    made = record.provenance
    moment = made.created_at if made.created_at.tzinfo is not None else made.created_at.replace(tzinfo=UTC)
    rank = made.extractor == "llm", moment.astimezone(UTC).isoformat(), zlib.crc32(raw)
    return About(record.article.id, record.article.source, rank)


def kept(line: Line) -> Kept:
    """A line in as little memory as it takes to have it again."""
    return zlib.compress(line.raw, 1) if line.at is None else (*line.at, zlib.crc32(line.raw))


class Held:
    """Records by article id; of several of one text the best is kept."""

    def __init__(self) -> None:
        self._kept: dict[str, Kept] = {}
        self._ranks: dict[str, tuple[bool, str, int]] = {}
        self._sources: dict[str, set[str]] = {}
        self.twice = 0

    def add(self, one: About, line: Kept) -> bool:
        """Hold a record; False where a better one of the same text is held already."""
        if one.source is not None:
            self._sources.setdefault(one.article, set()).add(one.source)
        self.twice += one.article in self._kept
        if one.article in self._kept and self._ranks[one.article] >= one.rank:
            return False
        self._kept[one.article], self._ranks[one.article] = line, one.rank
        return True

    def line(self, article: str) -> Kept:
        """The record of an article, for an `Opener`."""
        return self._kept[article]

    def sources(self, article: str) -> tuple[str, ...]:
        """Every path or URL under which the text of an article came, in order."""
        return tuple(sorted(self._sources.get(article, ())))

    def articles(self) -> Iterator[str]:
        """The ids of all articles, in order."""
        yield from sorted(self._kept)


class Opener:
    """Opens kept records, the last ones from memory: an article's incidents often lie close together."""

    def __init__(self) -> None:
        self.record: Callable[[Kept], Record] = lru_cache(maxsize=_OPEN)(_opened)


def _opened(line: Kept) -> Record:
    """The record of a line that was kept.

    Raises:
        RecordError: its file has changed since.
    """
    if isinstance(line, bytes):
        return Record.model_validate_json(zlib.decompress(line))
    path, offset, length, checksum = line
    with suppress(OSError), FileIO(path) as file:
        file.seek(offset)
        raw = file.read(length)
        if zlib.crc32(raw) == checksum:
            return Record.model_validate_json(raw)
    raise RecordError(f"{path} was changed while it was read; run the command again.")
