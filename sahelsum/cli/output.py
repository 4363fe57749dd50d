"""Where records and dossiers go: JSON lines or cards, to stdout or to a file that appears only when it is whole.

JSON is UTF-8 whatever the terminal's encoding. A card is coloured where a terminal reads it, and plain elsewhere.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import typer

from sahelsum.errors import SahelsumError

if TYPE_CHECKING:
    from sahelsum.dossier import Dossier
    from sahelsum.record import Record

Write = Callable[["Record | Dossier"], None]


class Format(StrEnum):
    """How a record or dossier is written."""

    auto = "auto"
    card = "card"
    json = "json"


def chosen(wanted: Format, output: Path | None) -> Format:
    """`auto` decided: a card for a person at a terminal, JSON lines for everything else."""
    if wanted is not Format.auto:
        return wanted
    return Format.card if output is None and sys.stdout.isatty() else Format.json


def check_files(files: Sequence[str], output: Path | None) -> None:
    """Refuse what cannot be meant: standard input twice, and an output that would replace an input.

    Raises:
        typer.BadParameter: in one sentence.
    """
    if files.count("-") > 1:
        raise typer.BadParameter("standard input (-) can be read only once.")
    if output is not None and output.is_file() and any(_is_same(output, file) for file in files):
        raise typer.BadParameter(f"{output} is an input; writing there would replace it.")


def _is_same(output: Path, file: str) -> bool:
    try:
        return os.path.samestat(output.stat(), os.fstat(0)) if file == "-" else output.samefile(file)
    except OSError:
        return False


@contextmanager
def writing(form: Format, output: Path | None) -> Iterator[Write]:
    """Something to hand each record or dossier to.

    Raises:
        SahelsumError: `output` cannot be written; what stood there before is untouched.
    """
    if output is None:
        yield (_json_to(sys.stdout.buffer) if form is Format.json else show_card)
        return
    with whole(output) as file:
        yield (_json_to(file) if form is Format.json else _plain_to(file))


@contextmanager
def writing_lines(output: Path | None) -> Iterator[Callable[[bytes], object]]:
    """Something to hand whole lines of JSON to.

    Raises:
        SahelsumError: `output` cannot be written; what stood there before is untouched.
    """
    if output is None:
        yield sys.stdout.buffer.write
        sys.stdout.buffer.flush()
        return
    with whole(output) as file:
        yield file.write


def show_card(record: Record | Dossier) -> None:
    """The card on stdout, coloured if a terminal reads it (NO_COLOR and FORCE_COLOR are obeyed)."""
    from rich.console import Console

    from sahelsum.card.any import card

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 80
    page = card(record, width)
    console = Console(file=sys.stdout, width=max(width, 100), highlight=False, markup=False, emoji=False)
    with console.capture() as capture:
        console.print(page, soft_wrap=True)
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(capture.get().encode(encoding, "replace").decode(encoding))
    sys.stdout.flush()


def _json_to(file: BinaryIO) -> Write:
    def write(record: Record | Dossier) -> None:
        file.write(record.model_dump_json().encode("utf-8") + b"\n")
        file.flush()

    return write


def _plain_to(file: BinaryIO) -> Write:
    from sahelsum.card.any import plain

    def write(record: Record | Dossier) -> None:
        file.write(plain(record).encode("utf-8") + b"\n")

    return write


@contextmanager
def whole(output: Path) -> Iterator[BinaryIO]:
    """A file that appears under the name `output` only when it is whole.

    Raises:
        SahelsumError: `output` cannot be written; what stood there before is untouched.
    """
    try:
        with _beside(output) as file:
            yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        raise SahelsumError(f"{output} cannot be written: {error.strerror or error}.") from error


@contextmanager
def _beside(output: Path) -> Iterator[BinaryIO]:
    """A file beside `output` that takes its place at the end; a device or pipe is written to as it is."""
    if output.exists() and not output.is_file():
        with output.open("wb") as file:
            yield file
        return
    target = output.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            written = file.tell() > 0
        if written:
            part.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
