"""A file of lines that is only ever added to: whole lines or nothing, whatever happens to the process or the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from sahelsum.errors import OutputError

_BLOCK = 1 << 16


class Lines:
    """One file of lines, created where it is missing; `size` is its length in bytes.

    Raises:
        OutputError: it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
            self.size = os.fstat(self._handle).st_size
        except OSError as error:
            raise self._unwritable(error) from error

    def add(self, line: bytes) -> int:
        """Append one line, which ends with a newline; returns where it starts. Once this returns, a killed process does
        not lose it; what the disk did not take whole is taken back.

        Raises:
            OutputError: it cannot be written; the file is as it was.
        """
        start = self.size
        try:
            written = os.write(self._handle, line)
            while written < len(line):
                written += os.write(self._handle, line[written:])
        except OSError as error:
            os.ftruncate(self._handle, start)
            raise self._unwritable(error) from error
        self.size = start + len(line)
        return start

    def mend(self, is_whole: bool) -> None:
        """End the last line, which has no newline: with one if it `is_whole`, else by taking it away."""
        if is_whole:
            self.add(b"\n")
            return
        self.size -= len(self.tail())
        os.ftruncate(self._handle, self.size)

    def tail(self) -> bytes:
        """What follows the last newline: empty, or a line that was cut off."""
        found = b""
        position = self.size
        while position > 0:
            start = max(0, position - _BLOCK)
            block = os.pread(self._handle, position - start, start)
            cut = block.rfind(b"\n")
            if cut >= 0:
                return block[cut + 1 :] + found
            found = block + found
            position = start
        return found

    def before(self, position: int, length: int = 64) -> bytes:
        """The last bytes in front of `position`."""
        start = max(0, position - length)
        return os.pread(self._handle, position - start, start)

    def since(self, position: int) -> Iterator[tuple[int, bytes]]:
        """Every whole line from `position` on, with where it starts."""
        with self.path.open("rb") as file:
            file.seek(position)
            for line in file:
                yield position, line
                position += len(line)

    def close(self) -> None:
        """Wait until the disk has it all, and close."""
        try:
            os.fsync(self._handle)
        except OSError:
            pass  # a pipe or a disk that is gone: there is nothing more to wait for
        finally:
            os.close(self._handle)

    def _unwritable(self, error: OSError) -> OutputError:
        return OutputError(
            f"{self.path} cannot be written ({error.strerror or error}); what is finished is kept, and the same "
            "command goes on once it can."
        )
