"""Progress on long work: a bar on stderr for a person at a terminal, and nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
BAR_FROM = 20
"""More inputs than this are worth a bar."""


@contextmanager
def counted(items: Sequence[T], doing: str, quiet: bool = False) -> Iterator[Iterable[T]]:
    """The items, with a bar that counts them where the work is long; `quiet`: something else moves on the screen."""
    if quiet or len(items) <= BAR_FROM or not sys.stderr.isatty():
        yield items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield bar.track(items)
