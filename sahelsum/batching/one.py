"""One input to its record, in this process: read, known already, or read by the rules or a model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sahelsum.article import Article
from sahelsum.batching.items import Item, record_key
from sahelsum.llm.extract import Reader
from sahelsum.record import Record


@dataclass(frozen=True, slots=True)
class Made:
    """A record as a line, with what it is known by."""

    line: bytes
    key: bytes
    source: str | None
    is_kept: bool = False

    def record(self) -> Record:
        """The record."""
        return Record.model_validate_json(self.line)


@dataclass(frozen=True, slots=True)
class Repeat:
    """An article that the input `source` has too: its record `is_written`, or under way."""

    source: str
    is_written: bool


@dataclass(frozen=True, slots=True)
class Making:
    """How inputs become records: with the desk's `data`, and with the article's text in the record or without."""

    data: Path | None
    keep_text: bool

    def article(self, item: Item) -> Article:
        """The article of an input.

        Raises:
            InputError: there is none.
        """
        return item.article(self.data)

    def by_rules(self, article: Article) -> Made:
        """As the built-in rules read it.

        Raises:
            LanguageError: they do not read its language.
        """
        from sahelsum.pipeline import summarise

        return self._made(summarise(article, data=self.data))

    def known(self, item: Item, reader: Reader) -> Made | None:
        """As `reader` has read it before; null where it has to be asked for or grounded anew."""
        from sahelsum.by_model import known_by_content

        record = known_by_content(_content(item), reader, data=self.data)
        return None if record is None else self._made(record, is_kept=True)

    async def by_model(self, article: Article, item: Item, reader: Reader) -> Made:
        """As a model reads it.

        Raises:
            ModelError: no answer came, or none that is a draft.
            StopError: nobody may ask any more.
        """
        from sahelsum.by_model import read_by_model

        record = await read_by_model(article, reader, data=self.data, content=_content(item))
        return self._made(record, is_kept=record.provenance.cached)

    def _made(self, record: Record, is_kept: bool = False) -> Made:
        info = record.article
        key = record_key({"id": info.id, "published": info.published, "title": info.title, "publisher": info.publisher})
        if not self.keep_text:
            record = record.model_copy(update={"article": info.model_copy(update={"text": None})})
        return Made(record.model_dump_json().encode("utf-8", "replace") + b"\n", key, info.source, is_kept)


def _content(item: Item) -> str:
    """A name of an input for kept records; the source is in the record, so it is in the name."""
    return f"{item.digest.hex()}\0{item.source}"
