"""Records held until their dossiers are known: compressed, one an article, every path it came under kept."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import lru_cache

from sahelsum.record import Record

_OPEN = 512
"""Records held ready: an article's incidents often lie close together."""


class Held:
    """Records by article id. Of several records of one text the model's is kept, then the latest."""

    def __init__(self) -> None:
        self._lines: dict[str, bytes] = {}
        self._ranks: dict[str, tuple[bool, str, int]] = {}
        self._sources: dict[str, set[str]] = {}
        self.twice = 0

    def add(self, record: Record) -> bool:
        """Hold a record; False where a better one of the same text is held already."""
        article, line = record.article.id, record.model_dump_json().encode()
        if record.article.source is not None:
            self._sources.setdefault(article, set()).add(record.article.source)
        made = record.provenance
        rank = (made.extractor == "llm", made.created_at.isoformat(), zlib.crc32(line))
        self.twice += article in self._lines
        if article in self._lines and self._ranks[article] >= rank:
            return False
        self._lines[article], self._ranks[article] = zlib.compress(line, 1), rank
        return True

    def line(self, article: str) -> bytes:
        """The record of an article, compressed; `opened` reads it."""
        return self._lines[article]

    def sources(self, article: str) -> tuple[str, ...]:
        """Every path or URL under which the text of an article came, in order."""
        return tuple(sorted(self._sources.get(article, ())))

    def articles(self) -> Iterator[str]:
        """The ids of all articles, in order."""
        yield from sorted(self._lines)


@lru_cache(maxsize=_OPEN)
def opened(line: bytes) -> Record:
    """The record of a compressed line."""
    return Record.model_validate_json(zlib.decompress(line))
