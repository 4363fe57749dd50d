"""Reading saved records and dossiers: JSON lines, one a line.

Every later step reads its files here, so that a malformed line is named in the same words everywhere. A line that
fails is handed to the caller and the next one follows; a file by a newer version is refused as a whole.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from sahelsum.dossier import Dossier
from sahelsum.errors import RecordError
from sahelsum.record import SCHEMA_VERSION, Record

Failed = Callable[[RecordError], None]
_VERSION = re.compile(rb'\{"schema_version":\s?"([0-9]{1,6})"')
"""How every line of ours begins; others are taken apart as JSON."""
_DOSSIER = re.compile(rb'"kind":\s?"dossier"')


def read_records(source: str, failed: Failed) -> Iterator[Record]:
    """The records of file `source` (`-` is standard input) in order; each bad line goes to `failed` as an error.

    Raises:
        RecordError: the file cannot be read, holds no line, or was written with a newer schema version.
    """
    for one in read_saved(source, failed, "record", "`sahelsum summarise --json` writes"):
        if isinstance(one, Record):
            yield one
        else:
            failed(RecordError(f"{_name(source)} holds the dossier {one.id}, where records are wanted."))


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
    name = _name(source)
    lines = 0
    for number, raw in enumerate(_lines(source, name), start=1):
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
        model = Dossier if _DOSSIER.search(line, 0, 80) else Record
        try:
            yield model.model_validate_json(line)
        except ValidationError as error:
            again = "`sahelsum corroborate`" if model is Dossier else "`sahelsum summarise`"
            kind = "dossier" if model is Dossier else "record"
            failed(RecordError(f"{where} is no {kind} ({_first(error)}); write it anew with {again}."))
    if not lines:
        raise RecordError(f"{name} holds no {what}; {writer} them.")


def _name(source: str) -> str:
    return "standard input" if source == "-" else source


def _lines(source: str, name: str) -> Iterable[bytes]:
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
    if isinstance(version, str) and version.isdecimal() and int(version) > int(SCHEMA_VERSION):
        raise RecordError(
            f"{name} was written by a newer sahelsum (schema version {version}, this one reads {SCHEMA_VERSION}); "
            "update sahelsum to read it."
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
