"""Direct speech: the stretches of a text between quotation marks that are long enough to be said and not just named.

Marks are paired within a line; a line that opens and never closes is direct speech to its end (a speaker goes
on in the next paragraph), unless the mark is a straight one, which may stand for inches or a misprint.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile('["“”«»\n]')
_CLOSING = {"“": "”", "«": "»", '"': '"'}
_FEWEST_SPACES = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """Characters `start:end`, both marks included."""

    start: int
    end: int


class Quotes:
    """The direct speech of one text."""

    def __init__(self, text: str) -> None:
        self._spans = [quote for quote in _pairs(text) if text.count(" ", quote.start, quote.end) >= _FEWEST_SPACES]
        self._starts = [quote.start for quote in self._spans]

    def at(self, position: int) -> Quote | None:
        """The direct speech that holds the character at `position`."""
        index = bisect_right(self._starts, position) - 1
        return self._spans[index] if index >= 0 and position < self._spans[index].end else None

    def words(self, starts: list[int]) -> frozenset[int]:
        """The numbers of those words, of which the n-th starts at `starts[n]`, that lie in direct speech."""
        found: list[int] = []
        for quote in self._spans:
            found += range(bisect_right(starts, quote.start), bisect_right(starts, quote.end - 1))
        return frozenset(found)


def _pairs(text: str) -> Iterator[Quote]:
    opened: tuple[int, str] | None = None
    for mark in _MARK.finditer(text):
        char = mark.group()
        if char == "\n":
            if opened is not None and opened[1] != '"':
                yield Quote(opened[0], mark.start())
            opened = None
        elif opened is None:
            opened = (mark.start(), char) if char in _CLOSING else None
        elif char == _CLOSING[opened[1]] or (opened[1] == "“" and char == '"'):
            yield Quote(opened[0], mark.end())
            opened = None
    if opened is not None and opened[1] != '"':
        yield Quote(opened[0], len(text))
