"""Reading saved records: JSON lines, one record each.

Every later step reads its records here, so that a malformed line is named in the same words everywhere. A line that
fails is handed to the caller and the next one follows; a file by a newer version is refused as a whole.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from sahelsum.errors import RecordError
from sahelsum.record import SCHEMA_VERSION, Record


def read_records(source: str, failed: Callable[[RecordError], None]) -> Iterator[Record]:
    """The records of file `source` (`-` is standard input) in order; each bad line goes to `failed` as an error.

    Raises:
        RecordError: the file cannot be read, holds no line, or was written with a newer schema version.
    """
    name = "standard input" if source == "-" else source
    lines = 0
    for number, raw in enumerate(_lines(source, name), start=1):
        line = raw.removeprefix(b"\xef\xbb\xbf").strip()
        if not line:
            continue
        lines += 1
        where = f"{name}, line {number}"
        if line in (b"{", b"[", b"[{"):
            raise RecordError(f"{where}: the JSON goes over several lines; put a record on one line (`jq -c .`).")
        if lines == 1 and not line.startswith(b"{"):
            raise RecordError(f"{name} is no file of records (JSON lines); `sahelsum summarise --json` writes one.")
        _refuse_newer(line, name)
        try:
            record = Record.model_validate_json(line)
        except ValidationError as error:
            failed(RecordError(f"{where} is no record ({_first(error)}); write it anew with `sahelsum summarise`."))
            continue
        yield record
    if not lines:
        raise RecordError(f"{name} holds no record; `sahelsum summarise --json` writes them.")


def _lines(source: str, name: str) -> Iterable[bytes]:
    if source == "-":
        yield from sys.stdin.buffer
        return
    path = Path(source)
    if path.is_dir():
        raise RecordError(f"{name} is a folder; name the file of records in it.")
    try:
        with path.open("rb") as file:
            yield from file
    except FileNotFoundError as error:
        raise RecordError(f"{name} does not exist.") from error
    except OSError as error:
        raise RecordError(f"{name} cannot be read: {error.strerror or error}.") from error


def _refuse_newer(line: bytes, name: str) -> None:
    try:
        version = json.loads(line)["schema_version"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return
    if isinstance(version, str) and version.isdecimal() and int(version) > int(SCHEMA_VERSION):
        raise RecordError(
            f"{name} was written by a newer sahelsum (schema version {version}, this one reads {SCHEMA_VERSION}); "
            "update sahelsum to read it."
        )


def _first(error: ValidationError) -> str:
    """The first thing that is wrong, in a phrase; not the input itself, which may be a whole article."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    if first["type"] == "json_invalid":
        return "not JSON"
    path = ".".join(str(part) for part in first["loc"])
    message = first["msg"][:1].lower() + first["msg"][1:]
    return f"{path}: {message}" if path else message
