"""Progress on long work: a bar on stderr for a person at a terminal, and nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
BAR_FROM = 20
"""More inputs than this are worth a bar."""


def counted(items: Sequence[T], doing: str, quiet: bool = False) -> Iterator[T]:
    """The items, with a bar that counts them where the work is long; `quiet`: something else moves on the screen."""
    if quiet or len(items) <= BAR_FROM or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(items)
