"""Files as streams of bytes: plain, gzip or Zstandard, with how far into the file on disk one has come."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from sahelsum.errors import InputError

COMPRESSED = (".gz", ".zst")


@dataclass(frozen=True, slots=True)
class Stream:
    """The content of a file, unpacked, and the file itself."""

    content: BinaryIO
    raw: IO[bytes]

    @property
    def behind(self) -> int:
        """Bytes of the file that have been read."""
        return self.raw.tell()


@contextmanager
def opened(path: Path) -> Iterator[Stream]:
    """A file, unpacked by its suffix.

    Raises:
        InputError: it cannot be opened or read to its end, or what unpacks it is not installed.
    """
    try:
        with path.open("rb") as raw, _unpacked(raw, path) as content:
            yield Stream(content, raw)
    except FileNotFoundError as error:
        raise InputError(f"There is no file {path}; check the path.") from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError(f"{path} is damaged or cut off ({error}); what stands before that is read.") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror or error}).") from error


def inner_suffix(path: Path) -> str:
    """The suffix of what is in the file: `.jsonl` for `news.jsonl.gz`."""
    name = path.with_suffix("") if path.suffix.lower() in COMPRESSED else path
    return name.suffix.lower()


def _unpacked(raw: BinaryIO, path: Path) -> BinaryIO:
    kind = path.suffix.lower()
    if kind == ".gz":
        return cast("BinaryIO", gzip.open(raw))
    return _from_zstandard(raw, path) if kind == ".zst" else raw


def _from_zstandard(raw: BinaryIO, path: Path) -> BinaryIO:
    try:
        import zstandard
    except ImportError:
        raise InputError(
            f"{path} is compressed with Zstandard, which needs an extra package: pip install 'sahelsum[zstd]'."
        ) from None

    class Reader(io.RawIOBase):
        """The unpacked bytes; damage is told as the damage of a gzip file is."""

        def __init__(self) -> None:
            self._inner = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: object) -> int:
            try:
                return int(self._inner.readinto(buffer))
            except zstandard.ZstdError as error:
                raise EOFError(str(error)) from error

    return io.BufferedReader(Reader())
