"""Work by as many processes as there are cores, in order, where it is worth starting them."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_context
from types import TracebackType
from typing import TypeVar

from sahelsum.errors import SahelsumError
from sahelsum.workers import settled

T = TypeVar("T")
R = TypeVar("R")
_BATCH = 400
"""Pieces that a process is given at once; fewer are not worth a second process."""
_AHEAD = 3
"""Batches a process that wait to be taken."""


class Crew:
    """Processes, none before the first work of more than a batch; a context manager that lets them go."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def each(self, work: Callable[[list[T]], R], pieces: Iterable[T]) -> Iterator[R]:
        """What `work` makes of each batch of `pieces`, in order; both go to other processes where there are many."""
        pieces = iter(pieces)
        first = list(islice(pieces, _BATCH + 1))
        batches = _batched(chain(first, pieces))
        if self._cores < 2 or len(first) <= _BATCH:
            yield from map(work, batches)
            return
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._cores, mp_context=get_context("spawn"), initializer=_begin)
        try:
            yield from self._ahead(self._pool, work, batches)
        except BrokenProcessPool as error:
            raise SahelsumError("One of the processes ended, perhaps for want of memory; run it again.") from error

    def _ahead(
        self, pool: ProcessPoolExecutor, work: Callable[[list[T]], R], batches: Iterable[list[T]]
    ) -> Iterator[R]:
        waiting: deque[Future[R]] = deque()
        for batch in batches:
            with _undisturbed():
                waiting.append(pool.submit(work, batch))
            if len(waiting) > self._cores * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _batched(pieces: Iterator[T]) -> Iterator[list[T]]:
    while batch := list(islice(pieces, _BATCH)):
        yield batch


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep Ctrl-C waiting while a process may be started: until it has settled, it would answer with a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    settled()
    gc.disable()  # nothing here goes round in circles; looking for some takes a fifth of the time
