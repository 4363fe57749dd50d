"""Records kept beside a model's answers, so that reading an article again costs a look-up.

A record is made of the article as read, the answers, the reference data and our own code; its key holds all four, so a
change to any of them makes it anew, from answers that are kept all the same.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from sahelsum.article import Article
from sahelsum.incident import Incident
from sahelsum.llm.extract import Reader
from sahelsum.llm.use import Use
from sahelsum.record import Record
from sahelsum.reference import Reference
from sahelsum.second_reader import read_by_rules

_READING = TypeAdapter(tuple[Incident, ...] | None)


class KeptByContent:
    """The kept record of an input whose content has been read before, found without reading it again. `content` names
    the content and everything given with it."""

    def __init__(self, reader: Reader, content: str, reference: Reference) -> None:
        self._cache = reader.cache
        self._use = reader.asking.cache
        self._made_by = f"{code_digest()}-{reference.digest}"
        prompt = f"{reader.prompt.name}@{reader.prompt.hash}"
        parts = (content, self._made_by, reader.model, prompt, str(reader.asking.reasks), str(reader.longest()))
        self._key = hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def get(self) -> Record | None:
        """The record, or null where the content has to be read."""
        if self._cache is None or self._use is Use.refresh:
            return None
        where = self._cache.record(self._key)
        return None if where is None else _record(self._cache.record(where))

    def put(self, key: str) -> None:
        """From now on the record under `key` is that of the content."""
        if self._cache is not None:
            self._cache.keep_record(self._key, self._made_by, key)


class Kept:
    """The kept record of one article as one model reads it."""

    def __init__(self, reader: Reader, article: Article, reference: Reference) -> None:
        self._article = article
        self._reference = reference
        self._cache = reader.cache
        self._use = reader.asking.cache
        self._made_by = f"{code_digest()}-{reference.digest}"
        self.key = ""
        if self._cache is not None:
            self.key = _key(article, self._made_by, reader.model, str(reader.asking.reasks), reader.key(article))

    def get(self) -> Record | None:
        """The record, or null where it has to be made."""
        if self._cache is None or self._use is Use.refresh:
            return None
        return _record(self._cache.record(self.key))

    def by_rules(self) -> tuple[Incident, ...] | None:
        """The rules' reading of the article, kept like a record; null where they do not read its language."""
        key = _key(self._article, self._made_by, "rules")
        known = None if self._cache is None else self._cache.record(key)
        if known is not None:
            try:
                return _READING.validate_json(known)
            except ValidationError:
                known = None
        incidents = read_by_rules(self._article, self._reference)
        if self._cache is not None:
            self._cache.keep_record(key, self._made_by, _READING.dump_json(incidents).decode())
        return incidents

    def put(self, record: Record) -> None:
        """Keep it, where anything is kept."""
        if self._cache is not None:
            self._cache.keep_record(self.key, self._made_by, record.model_dump_json())


def _record(kept: str | None) -> Record | None:
    try:
        return None if kept is None else Record.model_validate_json(kept)
    except ValidationError:
        return None


def _key(article: Article, *parts: str) -> str:
    read = [getattr(article, field.name) for field in fields(article) if field.name != "text"]  # the id names the text
    parts = (*parts, repr(read))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@lru_cache(maxsize=1)
def code_digest() -> str:
    """16 hex digits that change with any module of this package."""
    digest = hashlib.sha256()
    home = Path(__file__).parent
    for module in sorted(home.rglob("*.py")):
        digest.update(module.relative_to(home).as_posix().encode() + b"\0" + module.read_bytes())
    return digest.hexdigest()[:16]
