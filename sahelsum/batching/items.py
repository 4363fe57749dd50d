"""One input of a batch: its content, what its row says about it, and the digest by which it is known again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sahelsum.article import Article
from sahelsum.errors import InputError
from sahelsum.reading import read

DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True)
class Given:
    """What is said about an article beside its text; null where nothing is."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    id: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One input. `place` is FILE, or FILE:ROW; `content` a file's bytes or a row's text; `behind` the bytes of the
    inputs that have been read once this one is taken; `wrong` says why there is no content, or ""."""

    place: str
    content: bytes | str
    given: Given = Given()
    behind: int = 0
    wrong: str = ""

    @property
    def source(self) -> str:
        """What the record calls it: its address, else its id, else its place."""
        return self.given.url or self.given.id or self.place

    @property
    def digest(self) -> bytes:
        """16 bytes that name the content and all that is given with it which can change the record."""
        given = self.given
        head = [type(self.content).__name__, str(given.published), given.title, given.publisher, self.wrong]
        if self.wrong:
            head.append(self.place)
        text = self.content if isinstance(self.content, bytes) else self.content.encode("utf-8", "surrogatepass")
        return hashlib.sha256(repr(head).encode("utf-8", "surrogatepass") + b"\0" + text).digest()[:DIGEST_BYTES]

    def article(self, desk: Path | None) -> Article:
        """The article.

        Raises:
            InputError: there is none that can be read.
        """
        if self.wrong:
            raise InputError(self.wrong)
        given = self.given
        article = read(self.content, published=given.published, name=self.place, desk=desk)
        if given.title is not None and given.title != article.title:
            article = replace(article, title=given.title, title_span=None)
        if given.publisher is not None:
            article = replace(article, publisher=given.publisher)
        return article if self.source == article.source else replace(article, source=self.source)


def article_key(article: Article) -> bytes:
    """16 bytes that name what an article says: equal ones are duplicates, whatever their sources."""
    return _key(article.id, article.published, article.title, article.publisher)


def record_key(info: Mapping[str, object]) -> bytes:
    """The same for the `article` of a record as JSON."""
    return _key(info["id"], info["published"], info["title"], info["publisher"])


def _key(*parts: object) -> bytes:
    said = "\0".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest()[:DIGEST_BYTES]
