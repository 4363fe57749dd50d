"""Reading the reference data: CSV files shipped in `sahelsum/data`, with a desk's own rows laid over them.

A desk's folder holds files of the same names (`actors.csv`, `lexicon/outcomes.csv`, …). A row whose key is
already there replaces the shipped row; other rows are added. Files stay plain CSV with a header line.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from sahelsum.errors import DataError

Row = dict[str, str]


def read_rows(name: str, key: Sequence[str], desk: Path | None = None) -> list[Row]:
    """The rows of data file `name` (`"actors.csv"`, `"lexicon/outcomes.csv"`), the desk's laid over.

    `key` names the columns that identify a row. Lines that start with `#` are comments (source, licence). A desk's
    file needs only the first of them and the columns it has something to say in; the others are empty.

    Raises:
        DataError: a row has a wrong number of cells or lacks a key, or the desk's header lacks a key column.
    """
    shipped = list(_rows(name, _shipped(name), key))
    blank = dict.fromkeys(shipped[0], "") if shipped else {}
    merged = {tuple(row[column] for column in key): row for row in shipped}
    own = desk / name if desk is not None else None
    if own is not None and own.is_file():
        for row in _rows(str(own), desk_text(own), key[:1]):
            cells = tuple(row.get(column, "") for column in key)
            merged[cells] = {**merged.get(cells, blank), **row}
    return list(merged.values())


def desk_text(file: Path) -> str:
    """The content of a desk's CSV file.

    Raises:
        DataError: it is not UTF-8, or its cells are not parted by commas, as some spreadsheets save them.
    """
    try:
        content = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise DataError(f"{file} is not in UTF-8; save it from the spreadsheet as 'CSV UTF-8'.") from None
    header = next((line for line in content.splitlines() if line and not line.startswith("#")), "")
    if ";" in header and "," not in header:
        raise DataError(f"{file} parts its cells with semicolons; save it with commas.")
    return content


def digest(desk: Path | None = None) -> str:
    """16 hex digits that name the state of all reference data, the desk's included."""
    state = hashlib.sha256()
    for folder in (files("sahelsum.data"), desk):
        for name, content in sorted(_csv_files(folder)) if folder is not None else ():
            state.update(name.encode() + b"\0" + content + b"\0")
    return state.hexdigest()[:16]


def _csv_files(folder: object, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():  # type: ignore[attr-defined]
        if entry.is_dir() and not prefix:
            yield from _csv_files(entry, f"{entry.name}/")
        elif entry.name.endswith(".csv"):
            yield prefix + entry.name, entry.read_bytes()


def _shipped(name: str) -> str:
    return files("sahelsum.data").joinpath(name).read_text(encoding="utf-8")


def _rows(name: str, content: str, key: Sequence[str]) -> Iterator[Row]:
    lines = (line for line in io.StringIO(content) if not line.startswith("#"))
    reader = csv.reader(lines)
    header = next(reader, [])
    missing = [column for column in key if column not in header]
    if missing:
        raise DataError(f"{name} has no column {missing[0]!r}; its first line must name the columns.")
    for cells in reader:
        if not cells:
            continue
        if len(cells) != len(header):
            raise DataError(
                f"{name}: the row {','.join(cells)[:60]!r} has {len(cells)} cells, the header {len(header)}."
            )
        yield dict(zip(header, cells, strict=True))
