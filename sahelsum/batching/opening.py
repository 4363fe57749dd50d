"""Files as streams of bytes: plain, gzip or Zstandard, with how far into the file on disk one has come."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from sahelsum.errors import InputError

COMPRESSED = (".gz", ".zst")
_PIECE = 1 << 16


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

    def pieces() -> Iterator[bytes]:
        frame = None
        while packed := raw.read(_PIECE):
            while packed:
                frame = frame or zstandard.ZstdDecompressor().decompressobj()
                yield frame.decompress(packed)
                packed = frame.unused_data if frame.eof else b""
                frame = None if frame.eof else frame
        if frame is not None:
            raise EOFError("its last frame has no end")

    return io.BufferedReader(_Pieces(pieces(), zstandard.ZstdError))


class _Pieces(io.RawIOBase):
    """Pieces of bytes as a stream; `damage` is told as the damage of a gzip file is."""

    def __init__(self, pieces: Iterator[bytes], damage: type[Exception]) -> None:
        self._pieces = pieces
        self._damage = damage
        self._left = b""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - any writable buffer
        """As much as is there of the next piece."""
        try:
            while not self._left:
                self._left = next(self._pieces)
        except StopIteration:
            return 0
        except self._damage as error:
            raise EOFError(str(error)) from error
        taken = self._left[: len(buffer)]
        buffer[: len(taken)] = taken
        self._left = self._left[len(taken) :]
        return len(taken)
