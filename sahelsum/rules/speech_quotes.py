"""Direct speech: the stretches of a text between quotation marks that are long enough to be said and not just named.

Marks are paired within a line; a line that opens and never closes is direct speech to its end (a speaker goes
on in the next paragraph), unless the mark is a straight one, which may stand for inches or a misprint.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile("[\"“”«»\n]")
_CLOSING = {"“": "”", "«": "»", '"': '"'}
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """Characters `start:end`, both marks included."""

    start: int
    end: int


class Quotes:
    """The direct speech of one text."""

    def __init__(self, text: str) -> None:
        self.spans = [quote for quote in _pairs(text) if text.count(" ", quote.start, quote.end) >= _FEWEST_WORDS]
        self._starts = [quote.start for quote in self.spans]

    def at(self, position: int) -> Quote | None:
        """The direct speech that holds the character at `position`."""
        index = bisect_right(self._starts, position) - 1
        return self.spans[index] if index >= 0 and position < self.spans[index].end else None

    def touching(self, start: int, end: int) -> list[Quote]:
        """Direct speech that shares a character with `start:end`."""
        index = max(0, bisect_right(self._starts, start) - 1)
        found = []
        while index < len(self.spans) and self.spans[index].start < end:
            if self.spans[index].end > start:
                found.append(self.spans[index])
            index += 1
        return found


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
