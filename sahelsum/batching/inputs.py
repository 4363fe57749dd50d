"""What a batch reads: files, folders, globs, tables and standard input, one article at a time, in a steady order."""

from __future__ import annotations

import io
import itertools
import os
import sys
from collections.abc import Collection, Iterable, Iterator
from glob import has_magic, iglob
from pathlib import Path

from sahelsum.batching.items import Given, Item
from sahelsum.batching.opening import inner_suffix, opened
from sahelsum.batching.tables import Columns, item_of, json_rows, table_rows
from sahelsum.errors import InputError
from sahelsum.reading.decode import MAX_BYTES

TABLES = (".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")
ARTICLES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", "")
"""What is taken out of a folder; a file that is named itself is read whatever its suffix."""
STDIN = "-"


class Inputs:
    """The articles of `names`; `size` is their bytes on disk as far as known, `skipped` counts the files that were
    passed over in folders. `without` are files of our own, which are no input."""

    def __init__(self, names: Iterable[str], columns: Columns, without: Collection[Path] = ()) -> None:
        self._names = tuple(names)
        self._columns = columns
        self._without = without
        self._own = {path.name for path in without}
        self.skipped = 0
        self._behind = 0

    @property
    def size(self) -> int:
        """Bytes of all the files, for progress; what comes from standard input is not known."""
        return sum(_size(path) for name in self._names if name != STDIN for path in self._files(name))

    def __iter__(self) -> Iterator[Item]:
        self.skipped, self._behind = 0, 0
        for name in self._names:
            if name == STDIN:
                yield from self._standard_input()
                continue
            found = False
            for path in self._files(name, count=True):
                found = True
                yield from self._items(path)
            if not found and not Path(name).is_dir():
                yield Item(name, "", wrong=f"There is no file {name}; check the path.")

    def _files(self, name: str, count: bool = False) -> Iterator[Path]:
        path = Path(name)
        if path.is_dir():
            yield from (file for file in _walk(path) if self._is_wanted(file, count))
        elif path.exists() or not has_magic(name):
            yield from (path,) if path.exists() else ()
        else:
            yield from (Path(file) for file in sorted(iglob(name, recursive=True)) if Path(file).is_file())  # noqa: PTH207

    def _is_wanted(self, file: Path, count: bool) -> bool:
        if file.name in self._own and file.resolve() in self._without:
            return False
        wanted = inner_suffix(file) in (*TABLES, *ARTICLES)
        self.skipped += count and not wanted
        return wanted

    def _items(self, path: Path) -> Iterator[Item]:
        before = self._behind
        self._behind += _size(path)
        try:
            if inner_suffix(path) in TABLES:
                yield from table_rows(path, self._columns, before)
                return
            with opened(path) as stream:
                content = stream.content.read(MAX_BYTES + 1)
            yield Item(str(path), content, Given(published=self._columns.published), self._behind)
        except InputError as error:
            yield Item(str(path), "", behind=self._behind, wrong=str(error))

    def _standard_input(self) -> Iterator[Item]:
        """JSON lines, or one article."""
        stream = sys.stdin.buffer
        first = stream.readline(MAX_BYTES + 1)
        rows = json_rows(io.BytesIO(first))
        if first.lstrip().startswith(b"{") and isinstance(next(rows, ""), dict):
            lines = itertools.chain(json_rows(io.BytesIO(first)), json_rows(stream))
            for number, row in enumerate(lines, start=1):
                yield item_of(row, f"standard input:{number}", self._columns, self._behind)
            return
        content = first + stream.read(MAX_BYTES + 1 - len(first))
        yield Item("standard input", content, Given(published=self._columns.published), self._behind)


def _walk(folder: Path) -> Iterator[Path]:
    """The files of a folder and its folders by name, hidden ones left out; one folder's names are held at a time."""
    try:
        with os.scandir(folder) as found:
            entries = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in found if _is_seen(entry))
    except OSError:
        yield folder  # whoever opens it says why it cannot be read
        return
    for name, is_folder in entries:
        if is_folder:
            yield from _walk(folder / name)
        else:
            yield folder / name


def _is_seen(entry: os.DirEntry[str]) -> bool:
    """Neither hidden nor a link to a folder, which may lead round in a circle."""
    return not entry.name.startswith(".") and (entry.is_file() or entry.is_dir(follow_symlinks=False))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
