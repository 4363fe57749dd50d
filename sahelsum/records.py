"""Reading saved records and dossiers: JSON lines, one a line.

Every later step reads its files here, so that a malformed line is named in the same words everywhere. A line that
fails is handed to the caller and the next one follows; from a line by a newer version on, a file is refused.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from sahelsum.dossier import Dossier
from sahelsum.errors import RecordError
from sahelsum.record import SCHEMA_VERSION, Record

Failed = Callable[[RecordError], None]
_VERSION = re.compile(rb'\{"schema_version":\s?"([0-9]{1,6})"')
"""How every line of ours begins; others are taken apart as JSON."""
_LONGEST_VERSION = 9
"""Digits that are looked at."""
_DOSSIER = re.compile(rb'"kind":\s?"dossier"')


class Line(NamedTuple):
    """One line of a file of records: `where` it stands, in words; its bytes `raw`; and (path, offset, length) where it
    can be read again, null on standard input."""

    where: str
    raw: bytes
    at: tuple[str, int, int] | None = None


def read_records(source: str, failed: Failed) -> Iterator[Record]:
    """The records of file `source` (`-` is standard input) in order; each bad line goes to `failed` as an error.

    Raises:
        RecordError: the file cannot be read, holds no line, or was written with a newer schema version.
    """
    for line in record_lines(source):
        try:
            yield record_of(line)
        except RecordError as error:
            failed(error)


def record_lines(source: str) -> Iterator[Line]:
    """The lines of a file of records, each for `record_of`.

    Raises:
        RecordError: as of `read_records`.
    """
    yield from _lines(source, "record", "`sahelsum summarise --json` writes")


def record_of(line: Line) -> Record:
    """The record of a line.

    Raises:
        RecordError: it is no record.
    """
    found = _parsed(line)
    if isinstance(found, Record):
        return found
    raise RecordError(f"{line.where} holds the dossier {found.id}, where records are wanted.")


def line_of(record: Record) -> Line:
    """A record that is in no file, as a line."""
    return Line(f"the record {record.article.id}", record.model_dump_json().encode())


def read_dossiers(source: str, failed: Failed) -> Iterator[Dossier]:
    """The dossiers of file `source` in order, as `read_records` reads records.

    Raises:
        RecordError: as of `read_records`.
    """
    for one in read_saved(source, failed, "dossier", "`sahelsum corroborate` writes"):
        if isinstance(one, Dossier):
            yield one
        else:
            failed(RecordError(f"{_name(source)} holds the record {one.article.id}, where dossiers are wanted."))


def read_saved(
    source: str, failed: Failed, what: str = "record", writer: str = "`sahelsum summarise --json` writes"
) -> Iterator[Record | Dossier]:
    """The records and dossiers of file `source` in order, mixed as they are; `what` is wanted and `writer` writes it.

    Raises:
        RecordError: as of `read_records`.
    """
    for line in _lines(source, what, writer):
        try:
            yield _parsed(line)
        except RecordError as error:
            failed(error)


def _parsed(line: Line) -> Record | Dossier:
    model = Dossier if _DOSSIER.search(line.raw, 0, 80) or _is_sorted_dossier(line.raw) else Record
    try:
        return model.model_validate_json(line.raw)
    except ValidationError as error:
        again = "`sahelsum corroborate`" if model is Dossier else "`sahelsum summarise`"
        kind = "dossier" if model is Dossier else "record"
        raise RecordError(f"{line.where} is no {kind} ({_first(error)}); write it anew with {again}.") from error


def _is_sorted_dossier(raw: bytes) -> bool:
    """Whether a line that does not begin as ours do is a dossier all the same, as `jq -S` writes it."""
    if _VERSION.match(raw) or b'"dossier"' not in raw:
        return False
    try:
        return bool(json.loads(raw).get("kind") == "dossier")
    except (ValueError, AttributeError, RecursionError):
        return False


def _lines(source: str, what: str, writer: str) -> Iterator[Line]:
    name, lines, offset = _name(source), 0, 0
    path = Path(source).resolve()  # of /dev/fd/3, too, and wherever another process stands
    again = source != "-" and path.is_file()
    for number, raw in enumerate(_raw(source, name), start=1):
        begin, offset = offset, offset + len(raw)
        line = raw.removeprefix(b"\xef\xbb\xbf").strip()
        if not line:
            continue
        lines += 1
        where = f"{name}, line {number}"
        if line in (b"{", b"[", b"[{"):
            raise RecordError(f"{where}: the JSON goes over several lines; put a {what} on one line (`jq -c .`).")
        if lines == 1 and not line.startswith(b"{"):
            raise RecordError(f"{name} is no file of {what}s (JSON lines); {writer} one.")
        _refuse_newer(line, name)
        yield Line(where, line, (str(path), begin + raw.index(line), len(line)) if again else None)
    if not lines:
        raise RecordError(f"{name} holds no {what}; {writer} them.")


def _name(source: str) -> str:
    return "standard input" if source == "-" else source


def _raw(source: str, name: str) -> Iterator[bytes]:
    if source == "-":
        yield from sys.stdin.buffer
        return
    path = Path(source)
    if path.is_dir():
        raise RecordError(f"{name} is a folder; name the file in it.")
    try:
        with path.open("rb") as file:
            yield from file
    except FileNotFoundError as error:
        raise RecordError(f"{name} does not exist.") from error
    except OSError as error:
        raise RecordError(f"{name} cannot be read: {error.strerror or error}.") from error


def _refuse_newer(line: bytes, name: str) -> None:
    ours = _VERSION.match(line)
    version = ours.group(1).decode() if ours else _stated_version(line)
    if isinstance(version, str) and version.isdecimal() and int(version[:_LONGEST_VERSION]) > int(SCHEMA_VERSION):
        raise RecordError(
            f"{name} was written by a newer sahelsum (schema version {version[:_LONGEST_VERSION]}, this one reads "
            f"{SCHEMA_VERSION}); update sahelsum to read it."
        )


def _stated_version(line: bytes) -> object:
    try:
        return json.loads(line)["schema_version"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _first(error: ValidationError) -> str:
    """The first thing that is wrong, in a phrase; not the input itself, which may be a whole article."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    if first["type"] == "json_invalid":
        return "not JSON"
    path = ".".join(str(part) for part in first["loc"])
    message = first["msg"][:1].lower() + first["msg"][1:]
    return f"{path}: {message}" if path else message
