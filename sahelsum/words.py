"""A text as words with offsets, and phrases looked up in it in one pass.

A word is a run of letters or digits; apostrophes, hyphens and full stops part words, in texts and in
phrases alike, so `al-Islam`, `al Islam` and `l'attaque` need no rows of their own. Looking up costs one
dictionary access a word however many phrases there are, so time stays linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sahelsum.fold import fold

T = TypeVar("T")
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f][^\W_]*)*")
_SOFT_GAP = re.compile(r"[ \t\u00a0\u202f\u2009]*[-‐‑'’‘ʼ./ \t\u00a0\u202f]?[ \t\u00a0\u202f]*\n?[ \t]*")
_HARD_STOP = re.compile(r"\.\s")
_PLAIN = re.compile(r"[a-z0-9]+\*?(?: [a-z0-9]+\*?)*")


_MEMORY = 8192
"""Distinct words remembered by a table of phrases."""
_NOTHING: list[tuple[tuple[str, ...], Any]] = []


def folded_words(text: str) -> list[str]:
    """The folded words of `text`, where nobody asks where they stand."""
    return list(map(fold, _WORD.findall(text)))


class Words:
    """The words of `text[start:end]`: folded forms and where each starts and ends in `text`."""

    __slots__ = ("ends", "folded", "soft", "starts", "text")

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self.text = text
        self.folded: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.soft: list[bool] = []
        """Whether only a space, hyphen, apostrophe or abbreviation point parts a word from the one before."""
        last = -1
        for match in _WORD.finditer(text, start, len(text) if end is None else end):
            begin, stop = match.span()
            self.folded.append(fold(match.group()))
            self.starts.append(begin)
            self.ends.append(stop)
            self.soft.append(last >= 0 and self._is_soft(text[last:begin]))
            last = stop

    def _is_soft(self, gap: str) -> bool:
        if gap == " ":
            return True
        if gap[0] == ")" and gap[1:].isspace() and self.folded[-2].isdigit():  # "onze (11) blessés"
            return self.text[self.starts[-2] - 1] == "("
        return _SOFT_GAP.fullmatch(gap) is not None and not _HARD_STOP.match(gap)

    def __len__(self) -> int:
        return len(self.folded)


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A phrase found: words `first` up to but not `last`, characters `start:end`, and what it means."""

    first: int
    last: int
    start: int
    end: int
    value: T


class Phrases(Generic[T]):
    """Many phrases, looked up together; a word of a phrase may end in `*` (any ending)."""

    def __init__(self, rows: Iterable[tuple[str, T]]) -> None:
        self._exact: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._stems: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in rows:
            words = _phrase_words(phrase)
            if not words:
                continue
            index, key = (self._stems, words[0][:-1]) if words[0].endswith("*") else (self._exact, words[0])
            index.setdefault(key, []).append((words[1:], value))
        for entries in (*self._exact.values(), *self._stems.values()):
            entries.sort(key=lambda entry: -len(entry[0]))
        self._stem_lengths = sorted({len(stem) for stem in self._stems}, reverse=True)
        self._memo: dict[str, list[tuple[tuple[str, ...], T]]] = {}

    def scan(self, words: Words, first: int = 0, last: int | None = None) -> Iterator[Hit[T]]:
        """Hits in words `first:last`, leftmost first, the longest at each place, none overlapping."""
        stop = len(words) if last is None else last
        position = first
        folded, memo = words.folded, self._memo
        while position < stop:
            word = folded[position]
            entries = memo.get(word)
            if entries is None:
                entries = self._entries(word)
            found = self._longest(words, position, stop, entries) if entries else None
            if found is None:
                position += 1
                continue
            length, value = found
            yield Hit(position, position + length, words.starts[position], words.ends[position + length - 1], value)
            position += length

    def _entries(self, word: str) -> list[tuple[tuple[str, ...], T]]:
        """The phrases that may start with `word`, longest first; remembered, since texts repeat their words."""
        entries = list(self._exact.get(word, ()))
        for length in self._stem_lengths:
            if length <= len(word):
                entries += self._stems.get(word[:length], ())
        entries.sort(key=lambda entry: -len(entry[0]))
        if len(self._memo) >= _MEMORY:
            self._memo.clear()
        self._memo[word] = entries or _NOTHING
        return entries

    def _longest(
        self, words: Words, position: int, stop: int, entries: list[tuple[tuple[str, ...], T]]
    ) -> tuple[int, T] | None:
        following = words.folded[position + 1] if position + 1 < stop else ""
        for tail, value in entries:
            if tail and tail[0] != following and not tail[0].endswith("*"):
                continue
            length = len(tail) + 1
            if position + length <= stop and self._follows(words, position + 1, tail):
                return length, value
        return None

    @staticmethod
    def _follows(words: Words, position: int, tail: tuple[str, ...]) -> bool:
        for offset, expected in enumerate(tail):
            at = position + offset
            if not words.soft[at]:
                return False
            word = words.folded[at]
            if word != expected and not (expected.endswith("*") and word.startswith(expected[:-1])):
                return False
        return True


def _phrase_words(phrase: str) -> tuple[str, ...]:
    """`"the army's camp*"` as `("the", "army", "s", "camp*")`."""
    if _PLAIN.fullmatch(phrase):
        return tuple(phrase.split(" "))
    return tuple(
        fold(match.group().rstrip("*")) + ("*" if match.group().endswith("*") else "")
        for match in re.finditer(r"[^\W_]+\*?", phrase)
    )
