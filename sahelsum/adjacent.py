"""Phrases that touch a given word: those that end just before it, and those that start at it.

A number or a date is found by itself; what it means depends on its neighbours. Looking only there, and only
then, costs nothing on the words that are neither.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from sahelsum.words import Words

T = TypeVar("T")
_Entries = dict[str, list[tuple[tuple[str, ...], T]]]


class Adjacent(Generic[T]):
    """Phrases with their meanings, looked up at a place; the longest wins."""

    def __init__(self, rows: Iterable[tuple[str, T]]) -> None:
        self.by_first: _Entries[T] = {}
        self._by_last: _Entries[T] = {}
        for phrase, value in rows:
            words = tuple(Words(phrase).folded)
            self.by_first.setdefault(words[0], []).append((words, value))
            self._by_last.setdefault(words[-1], []).append((words, value))
        for entries in (*self.by_first.values(), *self._by_last.values()):
            entries.sort(key=lambda entry: -len(entry[0]))

    def at(self, words: Words, first: int) -> tuple[int, T] | None:
        """The phrase that starts at word `first`: the word after it, and its meaning."""
        if first >= len(words.folded):
            return None
        for phrase, value in self.by_first.get(words.folded[first], ()):
            if _matches(words, first, phrase):
                return first + len(phrase), value
        return None

    def after(self, words: Words, first: int) -> tuple[int, T] | None:
        """As `at`, but only where nothing harder than a space parts word `first` from the one before."""
        return self.at(words, first) if first < len(words) and words.soft[first] else None

    def before(self, words: Words, last: int) -> tuple[int, T] | None:
        """The phrase that ends softly just before word `last`: its first word, and its meaning."""
        if not 0 < last < len(words) or not words.soft[last]:
            return None
        for phrase, value in self._by_last.get(words.folded[last - 1], ()):
            first = last - len(phrase)
            if first >= 0 and _matches(words, first, phrase):
                return first, value
        return None


def _matches(words: Words, first: int, phrase: tuple[str, ...]) -> bool:
    if len(phrase) == 1:
        return True
    last = first + len(phrase)
    if last > len(words.folded) or words.folded[first + 1] != phrase[1]:  # most are let go here
        return False
    return tuple(words.folded[first:last]) == phrase and all(words.soft[first + 1 : last])
