"""Articles in tables: JSON lines, CSV and Parquet, a row at a time, their columns found by name."""

from __future__ import annotations

import codecs
import csv
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from sahelsum.batching.items import Given, Item
from sahelsum.batching.opening import Stream, inner_suffix, opened
from sahelsum.errors import InputError
from sahelsum.reading.decode import MAX_BYTES, MAX_CHARS, decode

NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "html", "texte"),
    "title": ("title", "headline", "titre"),
    "url": ("url", "link", "lien"),
    "publisher": ("publisher", "outlet", "source", "site", "journal"),
    "published": ("published", "publication_date", "published_at", "date", "pubdate"),
    "id": ("id", "doc_id", "article_id"),
}
"""What is looked for in a row, and the columns tried for it, the first that is there."""
_DAY = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?:$|[T\s])")
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what, where the user has said so; `published` is the date where a row has none."""

    named: tuple[tuple[str, str], ...] = ()
    published: date | None = None

    def value(self, row: Row, field: str) -> Any:  # noqa: ANN401 - whatever a row holds
        """What a row holds of one field, or null."""
        named = dict(self.named).get(field)
        tried = NAMES[field] if named is None else (named,)
        found = next((row[name] for name in tried if row.get(name) not in (None, "")), None)
        if found is None and named is None:
            lower = {str(name).strip().casefold(): value for name, value in row.items()}
            found = next((lower[name] for name in tried if lower.get(name) not in (None, "")), None)
        return found


def table_rows(path: Path, columns: Columns, before: int = 0) -> Iterator[Item]:
    """The articles in a table, `before` being the bytes of the inputs in front of it. A row that is none comes out as
    an item that says why.

    Raises:
        InputError: the table cannot be read, or not any further.
    """
    if inner_suffix(path) == ".parquet":
        yield from _parquet(path, columns, before)
        return
    with opened(path) as stream:
        rows = json_rows(stream.content) if inner_suffix(path) in (".jsonl", ".ndjson") else _csv_rows(stream)
        for number, row in enumerate(rows, start=1):
            yield item_of(row, f"{path}:{number}", columns, before + stream.behind)


def json_rows(content: BinaryIO) -> Iterator[Row | str]:
    """Each line as a row, or what is wrong with it."""
    for line in iter(lambda: content.readline(MAX_BYTES + 1), b""):
        if line.strip() in (b"", b"\xef\xbb\xbf"):
            continue
        try:
            row = json.loads(decode(line, "it"))
        except (ValueError, RecursionError, InputError):
            yield "is no line of JSON"
            continue
        yield row if isinstance(row, dict) else "is no JSON object"


def item_of(row: Row | str, place: str, columns: Columns, behind: int) -> Item:
    """The article in a row."""
    if isinstance(row, str):
        return Item(place, "", behind=behind, wrong=f"{place} {row}.")
    text = columns.value(row, "text")
    if not isinstance(text, str) or not text.strip():
        there = ", ".join(map(str, list(row)[:12]))
        return Item(place, "", behind=behind, wrong=f"{place} has no text (its columns: {there}); name the one that "
                    "holds it with --column text=NAME.")  # fmt: skip
    title, url, publisher, own_id = (_words(columns.value(row, name)) for name in ("title", "url", "publisher", "id"))
    given = Given(title, url, publisher, own_id)
    said = columns.value(row, "published")
    day = columns.published if said is None else _day(said)
    if said is not None and day is None:
        return Item(place, text, given, behind, f"{place}: the date {str(said)[:40]!r} is not written as "
                    "2025-07-02.")  # fmt: skip
    return Item(place, text, replace(given, published=day), behind)


def _words(value: object) -> str | None:
    return None if value is None else " ".join(str(value).split()) or None


def _day(value: object) -> date | None:
    found = _DAY.match(value if isinstance(value, str) else str(value))
    try:
        return date.fromisoformat(found.group(1)) if found else None
    except ValueError:
        return None


def _csv_rows(stream: Stream) -> Iterator[Row | str]:
    csv.field_size_limit(MAX_CHARS)
    lines = iter(_lines(stream.content))
    head = next(lines, "").removeprefix("\ufeff")
    delimiter = max(",;\t|", key=head.count)
    rows = csv.reader(itertools.chain((head,), lines), delimiter=delimiter)
    try:
        names = [name.strip() for name in next(rows, [])]
        for row in rows:
            if row:
                yield dict(zip(names, row, strict=False))
    except csv.Error as error:
        raise InputError(f"{stream.raw.name} is no table any further ({error}).") from error


def _lines(content: BinaryIO) -> Iterable[str]:
    """Lines of text: UTF-16 where a mark says so, else each line in the encoding that fits it."""
    start = content.read(2)
    wide = next((encoding for mark, encoding in _WIDE if start == mark), None)
    if wide is not None:
        return (start + content.read()).decode(wide, "replace").splitlines(keepends=True)
    return _decoded(start, content)


def _decoded(start: bytes, content: BinaryIO) -> Iterator[str]:
    first = start if start.endswith(b"\n") else start + content.readline(MAX_BYTES)
    for line in itertools.chain((first,), iter(lambda: content.readline(MAX_BYTES), b"")):
        yield decode(line, "the table")


def _parquet(path: Path, columns: Columns, before: int) -> Iterator[Item]:
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise InputError(
            f"{path} is a Parquet table, which needs an extra package: pip install 'sahelsum[parquet]'."
        ) from None
    try:
        size = path.stat().st_size
        with ParquetFile(path) as table:
            total, number = max(1, table.metadata.num_rows), 0
            for rows in table.iter_batches(batch_size=64, columns=_wanted(table.schema_arrow.names, columns)):
                for row in rows.to_pylist():
                    number += 1
                    yield item_of(row, f"{path}:{number}", columns, before + size * number // total)
    except FileNotFoundError as error:
        raise InputError(f"There is no file {path}; check the path.") from error
    except (OSError, pyarrow.ArrowException) as error:
        said = " ".join(str(error).split())[:200]
        raise InputError(f"{path} cannot be read as a Parquet table ({said}).") from error


def _wanted(there: Iterable[str], columns: Columns) -> list[str] | None:
    """The columns that are looked at; all of them if none is known, so that the message can name them."""
    named = {name for _, name in columns.named}
    tried = named | {name for names in NAMES.values() for name in names}
    return [name for name in there if name in named or name.strip().casefold() in tried] or None

