"""The edge between the program and the person: sentences on stderr, exit codes, the report of a bug.

An expected error is one sentence. Anything else is our bug: its traceback goes to a file that can be pasted into
an issue, and the screen stays readable.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from sahelsum.errors import SahelsumError

BUG = 3


class Outcome:
    """What became of the inputs of one call: each failure is told, the others still come out."""

    def __init__(self) -> None:
        self.exit_code = 0

    @contextmanager
    def each(self) -> Iterator[None]:
        """Around the work on one input: an error in it is told and counted, and the next input follows."""
        try:
            yield
        except BrokenPipeError:
            raise
        except Exception as error:  # noqa: BLE001 - a bug met in one article must not cost the others
            self.failed(error)

    def failed(self, error: Exception) -> None:
        """Tell one failure; the worst decides the exit code."""
        self.exit_code = max(self.exit_code, explain(error))


def explain(error: Exception) -> int:
    """Tell the user about `error` on stderr; returns the exit code that it calls for."""
    if isinstance(error, SahelsumError):
        tell(str(error))
        return error.exit_code
    if isinstance(error, OSError):
        tell(f"{error.filename or 'the output'} cannot be read or written: {error.strerror or error}.")
        return SahelsumError.exit_code
    tell(f"this is a bug in sahelsum, not in your input: {type(error).__name__}. {_report(error)}")
    return BUG


def tell(sentence: str) -> None:
    """One line on stderr; control characters of a file name or an article do not reach the terminal, nor does a key."""
    line = "".join(char if char.isprintable() else " " for char in without_secrets(sentence))
    try:
        sys.stderr.write(f"sahelsum: {line}\n")
    except UnicodeEncodeError:
        sys.stderr.write(f"sahelsum: {line.encode('ascii', 'replace').decode()}\n")
    sys.stderr.flush()


def without_secrets(text: str) -> str:
    """`text` without any key of a provider that is in the environment, whoever put it there."""
    from sahelsum.llm.providers import secrets

    for secret in secrets():
        text = text.replace(secret, "…")
    return text


def standard_input() -> bytes:
    """An article from standard input, one byte more than may be read at the most."""
    from sahelsum.reading.decode import MAX_BYTES

    if sys.stdin.isatty():
        tell("reading the article from the terminal; end it with Ctrl-D.")
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def stop_writing() -> None:
    """Send what is still to be written nowhere, so that Python does not complain about the closed pipe at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def version_number() -> str:
    """The version of the installed program."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("sahelsum")
    except PackageNotFoundError:
        return "(not installed)"


def _report(error: Exception) -> str:
    """Write the report of a bug to a file of its own; returns the sentence that says where it is."""
    import traceback

    text = without_secrets("\n".join((
        "### sahelsum: unexpected error", "",
        f"- sahelsum {version_number()}, Python {platform.python_version()}, {platform.platform()}",
        f"- command: `{' '.join(sys.argv)}`", "",
        "```", "".join(traceback.format_exception(error)).rstrip(), "```", "",
    )))  # fmt: skip
    try:
        handle, path = tempfile.mkstemp(prefix="sahelsum-bug-", suffix=".md", text=True)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as report:
            report.write(text)
    except OSError:
        sys.stderr.write(text)
        return "The report above can be pasted into an issue."
    return f"A report to paste into an issue is in {path} (it may quote the article)."
