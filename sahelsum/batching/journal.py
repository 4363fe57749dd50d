"""The output of a batch, which is its own journal: what is in it is done, and a run begins where the last one ended."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sahelsum.batching.failure import Failure
from sahelsum.batching.files import Files
from sahelsum.batching.index import Index, Seen
from sahelsum.batching.items import Item, record_key
from sahelsum.batching.lines import Lines
from sahelsum.batching.manifest import Settings, changes, read_manifest, settings_of_record, write_manifest
from sahelsum.errors import OutputError
from sahelsum.record import Record

_RECORDS, _FAILURES = "records", "failures"


class OnChange(StrEnum):
    """What is done where the output was made otherwise: stop, or set it aside and begin a new one."""

    stop = "stop"
    new = "new"


class Journal:
    """The records and failures of one output, open for adding to; `aside` is where an older output was put.

    Raises:
        OutputError: it is in use, cannot be written, is no file of records, or was made otherwise.
    """

    def __init__(self, output: Path, settings: Settings, on_change: OnChange = OnChange.stop) -> None:
        self.files = Files(output)
        self.aside: Path | None = None
        self.settings = settings
        if output.exists() and not output.is_file():
            raise OutputError(f"{output} is no plain file; records are added to one.")
        if not output.parent.is_dir():
            raise OutputError(f"there is no folder {output.parent} to write {output.name} into.")
        self._index = Index(self.files)
        try:
            self._settle(on_change)
            self._records, self._failures = Lines(output), Lines(self.files.failures)
            self._catch_up()
        except BaseException:
            self._index.close()
            raise

    def seen(self, digest: bytes) -> Seen | None:
        """What became of an input in this run or an earlier one, or null."""
        return self._index.seen(digest)

    def source(self, key: bytes) -> tuple[str | None] | None:
        """The source of the record of an article, in a tuple; null where there is no record of it."""
        return self._index.source(key)

    def add_record(self, item: Item, key: bytes, source: str | None, line: bytes) -> None:
        """Append the record of an input. Once this returns, a killed process does not lose it.

        Raises:
            OutputError: it cannot be written; everything before it is kept.
        """
        self._records.add(line)
        self._index.begin()
        self._index.add_article(key, source)
        self._index.add_input(item.digest, "record", item.source)
        self._index.settle(item.place, item.digest)
        self._cover(_RECORDS, self._records)
        self._index.commit()

    def add_seen(self, item: Item) -> None:
        """The article of an input has a record already."""
        self._index.begin()
        self._index.add_input(item.digest, "record", item.source)
        self._index.settle(item.place, item.digest)
        self._index.commit()

    def add_failure(self, failure: Failure) -> None:
        """Append a failure.

        Raises:
            OutputError: it cannot be written.
        """
        start = self._failures.add(failure.to_json())
        self._index.begin()
        self._failed(asdict(failure), start)
        self._cover(_FAILURES, self._failures)
        self._index.commit()

    def forget_failed(self) -> None:
        """Failed inputs are to be tried again; what is written about each stands until it is a record."""
        self._index.forget_failed()

    def runs(self) -> list[dict[str, Any]]:
        """What the manifest says of earlier runs."""
        found = read_manifest(self.files.manifest)
        runs = [] if found is None else found.get("runs", [])
        return [run for run in runs if isinstance(run, dict)]

    def close(self) -> None:
        """Take out the failures of inputs that have become records, and give the output free."""
        try:
            self._index.abandon()
            self._tidy()
        except OutputError:
            pass  # the next run does it
        finally:
            self._records.close()
            self._failures.close()
            self._index.close()

    def _settle(self, on_change: OnChange) -> None:
        """Compare how the records that are there were made with how they are to be made."""
        output = self.files.output
        if not output.exists():
            self.files.set_aside()  # failures alone are of records that somebody has taken away
            self._index.empty("inputs", "articles", "failures", "covered")
        elif output.stat().st_size:
            found = changes(self._made_with(), self.settings)
            if found and on_change is OnChange.stop:
                raise OutputError(
                    f"{output} was made otherwise: {'; '.join(found)}. Name another output, or give --on-change new, "
                    "which sets it aside and begins anew."
                )
            if found:
                self.aside = self.files.set_aside()
                self._index.empty("inputs", "articles", "failures", "covered")
        write_manifest(self.files.manifest, self.settings, self.runs())

    def _made_with(self) -> Settings:
        known = read_manifest(self.files.manifest)
        with self.files.output.open("rb") as file:
            first = file.readline()
        try:
            record = json.loads(first)
            of_record = settings_of_record(record)
        except (ValueError, KeyError, TypeError):
            if not first.endswith(b"\n"):
                return {} if known is None else known["settings"]
            raise OutputError(f"{self.files.output} is no file of records; nothing is added to it.") from None
        return of_record if known is None else known["settings"]

    def _catch_up(self) -> None:
        """Mend what a crash has left, and take into the index what is not in it yet."""
        for lines in (self._records, self._failures):
            tail = lines.tail()
            if tail:
                lines.mend(is_whole=_is_whole(tail, lines is self._records))
        self._index.begin()
        if self._is_other(_RECORDS, self._records):
            self._index.empty("inputs", "articles", "failures", "covered")
        if self._is_other(_FAILURES, self._failures):
            self._index.empty("failures")
            self._index.forget_failed()
            self._index.cover(_FAILURES, 0, b"")
        for _, row in self._missing(_RECORDS, self._records, "article", "provenance"):
            info = row["article"]
            self._index.add_article(record_key(info), info["source"])
        for start, row in self._missing(_FAILURES, self._failures, "input", "digest", "again"):
            self._failed(row, start)
        self._cover(_RECORDS, self._records)
        self._cover(_FAILURES, self._failures)
        self._index.commit()

    def _is_other(self, name: str, lines: Lines) -> bool:
        """Whether a file is not what it was when the index last saw it, more lines at its end set aside."""
        size, tail = self._index.covered(name)
        return size > lines.size or lines.before(size) != tail

    def _missing(self, name: str, lines: Lines, *needed: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """The rows of a file that the index has not."""
        for start, line in lines.since(self._index.covered(name)[0]):
            try:
                row = json.loads(line)
            except ValueError:
                row = None
            if not isinstance(row, dict) or any(row.get(name) is None for name in needed):
                raise OutputError(f"{lines.path} has a line at byte {start} that is none of ours; take it out first.")
            yield start, row

    def _failed(self, row: Mapping[str, Any], start: int) -> None:
        digest = bytes.fromhex(row["digest"])
        self._index.add_failure(row["input"], digest, start)
        if not row["again"]:
            self._index.add_input(digest, "failed", row.get("source"))

    def _cover(self, name: str, lines: Lines) -> None:
        self._index.cover(name, lines.size, lines.before(lines.size))

    def _tidy(self) -> None:
        """Write the failures anew where some no longer stand."""
        if all(self._stands(start, line) for start, line in self._failures.since(0)):
            return
        part = self.files.failures.with_name(f".{self.files.failures.name}.part")
        part.unlink(missing_ok=True)
        kept = Lines(part)
        moved = []
        for start, line in self._failures.since(0):
            if self._stands(start, line):
                moved.append((json.loads(line), kept.add(line)))
        kept.close()
        part.replace(self.files.failures)
        self._failures.close()
        self._failures = Lines(self.files.failures)
        self._index.begin()
        for row, start in moved:
            self._index.add_failure(row["input"], bytes.fromhex(row["digest"]), start)
        self._cover(_FAILURES, self._failures)
        self._index.commit()

    def _stands(self, start: int, line: bytes) -> bool:
        return self._index.failure(json.loads(line)["input"]) == start


def _is_whole(tail: bytes, is_record: bool) -> bool:
    try:
        if is_record:
            Record.model_validate_json(tail)
        else:
            json.loads(tail)
    except (ValidationError, ValueError):
        return False
    return True
