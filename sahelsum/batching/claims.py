"""Who is reading what: the inputs under way, by content and by article, so that nothing is asked for twice at once."""

from __future__ import annotations

from typing import Protocol

from sahelsum.batching.items import Item
from sahelsum.batching.journal import Journal
from sahelsum.batching.one import Repeat


class Claim(Protocol):
    """Where an input lays claim to its article before anything is spent on it."""

    def claim(self, item: Item, key: bytes) -> Repeat | None:
        """Take the article `key` for an input; null if that was in time, else who has it."""


class Claims:
    """The inputs under way."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._sources: dict[bytes, str] = {}
        self._articles: dict[bytes, str] = {}
        self._claimed: dict[bytes, bytes] = {}

    def source(self, digest: bytes) -> str | None:
        """The source of the input under way that has this content, or null."""
        return self._sources.get(digest)

    def begin(self, item: Item) -> None:
        """An input is under way."""
        self._sources[item.digest] = item.source

    def claim(self, item: Item, key: bytes) -> Repeat | None:
        """Take the article `key` for an input; null if that was in time, else who has it."""
        written = self._journal.source(key)
        if written is not None:
            return Repeat(written[0] or "", is_written=True)
        other = self._articles.get(key)
        if other is not None:
            return Repeat(other, is_written=False)
        self._articles[key] = item.source
        self._claimed[item.digest] = key
        return None

    def end(self, item: Item) -> None:
        """An input is under way no more."""
        self._sources.pop(item.digest, None)
        self._articles.pop(self._claimed.pop(item.digest, b""), None)
