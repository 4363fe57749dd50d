"""Several things at once, in their order: work that waits for an endpoint need not wait for each other."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


async def in_order(
    items: Iterable[T], work: Callable[[T], Awaitable[R]], at_once: int
) -> AsyncIterator[tuple[T, asyncio.Future[R]]]:
    """Each item with its finished work, whose `result()` gives the value or raises the error; in the order of `items`,
    at most `at_once` of them under way. What is under way when nobody reads on any more is cancelled."""
    running: deque[tuple[T, asyncio.Future[R]]] = deque()
    waiting = iter(items)
    try:
        while True:
            while len(running) < at_once:
                try:
                    item = next(waiting)
                except StopIteration:
                    break
                running.append((item, asyncio.ensure_future(work(item))))
            if not running:
                return
            await asyncio.wait([running[0][1]])
            yield running.popleft()
    finally:
        for _, task in running:
            task.cancel()
        await asyncio.gather(*(task for _, task in running), return_exceptions=True)
