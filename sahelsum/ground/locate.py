"""Finding a quote in an article: exactly, or else with typography set aside. Never by likeness.

Case, accents, Unicode form, kinds of quote marks, apostrophes and dashes, runs of spaces and invisible characters may
differ; a letter, a digit or a word may not. What is found is a stretch of the article, so evidence keeps the article's
own characters. A quote begins and ends where words and numbers do: `3 soldiers` is not in `13 soldiers`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from sahelsum.article import Article, Span
from sahelsum.fold import APOSTROPHES, DASHES, INVISIBLE, QUOTE_MARKS, SPACES, fold_char

Miss = Literal["quote_not_found", "quote_in_marked_span"]

_BLANK = frozenset(APOSTROPHES + QUOTE_MARKS + SPACES)
_DASH = frozenset(DASHES)
_INSIDE_NUMBER = re.compile(r"(?<!\d)\d{1,3}[.,'’ \u00a0\u202f\u2009]\Z")
_GROUP_OF_THREE = re.compile(r"\d{3}(?!\d)")
_NUMBER_GOES_ON = re.compile(r"[.,'’ \u00a0\u202f\u2009]\d{3}(?!\d)")
_PATIENCE = 64
"""Hits after which a quote is taken to repeat itself; in a real article it has a handful."""
_LAST_GROUP = re.compile(r"(?<!\d)\d{1,3}\Z")


class Folded:
    """A text with typography set aside, and for each character of it where that stands in the text.

    Quote marks, apostrophes and spaces become one space, dashes one `-`; a space next to punctuation is dropped
    (`« tués »` and `"tués"`, `dit :` and `dit:`, `Nioro -- towns` and `Nioro—towns` meet).
    """

    __slots__ = ("_chars", "_gap", "ends", "starts", "text")

    def __init__(self, text: str) -> None:
        self._chars: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._gap: int | None = None
        for position, char in enumerate(text):
            if char.isascii() and char.isalnum():
                self._close_gap()
                self._put(char.lower(), position)
            else:
                self._take(char, position)
        self.text = "".join(self._chars)

    def _put(self, char: str, position: int) -> None:
        self._chars.append(char)
        self.starts.append(position)
        self.ends.append(position + 1)

    def _close_gap(self) -> None:
        if self._gap is not None:
            if self._chars and self._chars[-1].isalnum():
                self._put(" ", self._gap)
            self._gap = None

    def _take(self, char: str, position: int) -> None:
        if char in _BLANK:
            self._gap = position if self._gap is None else self._gap
            return
        if unicodedata.combining(char) and self._chars and self._gap is None:
            self.ends[-1] = position + 1
            return
        for part in "-" if char in _DASH else fold_char(char):
            if part == " ":
                self._gap = position if self._gap is None else self._gap
            elif part.isalnum():
                self._close_gap()
                self._put(part, position)
            else:
                self._gap = None
                if not (part == "-" and self._chars and self._chars[-1] == "-"):
                    self._put(part, position)


class Locator:
    """Finds quotes in one article. Building it is free; the folded text is made, in linear time, when first needed."""

    def __init__(self, article: Article) -> None:
        self._text = article.text
        self._mark_starts = [mark.start for mark in article.marks]
        self._mark_ends = [mark.end for mark in article.marks]
        self._places: dict[str, tuple[list[Span], bool]] = {}

    def find(self, quote: str) -> list[Span]:
        """Every occurrence in the article, in order: the exact ones, or else those that differ by typography only."""
        return list(self._exact(quote)) or list(self._anyhow(quote))

    def best(self, quote: str, near: int | None) -> Span | Miss:
        """The occurrence outside marked spans nearest to `near` (the first if null), or why there is none."""
        if quote not in self._places:
            self._places[quote] = self._free(quote)
        free, seen = self._places[quote]
        if not free:
            return "quote_in_marked_span" if seen else "quote_not_found"
        origin = 0 if near is None else near
        at = bisect_left(free, origin, key=lambda span: span.start)
        return min(free[max(0, at - 1) : at + 1], key=lambda span: abs(span.start - origin))

    def _free(self, quote: str) -> tuple[list[Span], bool]:
        """The occurrences outside marked spans, in order, and whether there is any at all."""
        seen = False
        for occurrences in (self._exact, self._anyhow):
            found = list(occurrences(quote))
            seen = seen or bool(found)
            free = [span for span in found if not self.is_marked(span)]
            if free:
                return free, True
        return [], seen

    def within(self, words: str, span: Span) -> list[Span]:
        """As `find`, inside `span` alone, which begins and ends on the bounds of words."""
        exact = list(self._exact(words, span))
        if exact:
            return exact
        part = Folded(self._text[span.start : span.end])
        return list(self._folded_occurrences(words, part, span.start))

    def is_marked(self, span: Span) -> bool:
        """Whether `span` touches boilerplate, a repeat or words addressed to a machine."""
        index = bisect_right(self._mark_ends, span.start)
        return index < len(self._mark_starts) and self._mark_starts[index] < span.end

    @cached_property
    def _folded(self) -> Folded:
        return Folded(self._text)

    def _exact(self, quote: str, inside: Span | None = None) -> Iterator[Span]:
        wanted = quote.strip()
        if not _has_word(wanted):
            return
        first, last = (0, len(self._text)) if inside is None else (inside.start, inside.end)
        for start, end in _occurrences(self._text, wanted, first, last):
            if not _cuts_number(self._text, start, end):
                yield Span(start, end)

    def _anyhow(self, quote: str) -> Iterator[Span]:
        return self._folded_occurrences(quote, self._folded)

    def _folded_occurrences(self, quote: str, part: Folded, offset: int = 0) -> Iterator[Span]:
        """Where the folded quote stands in `part`, which begins at `offset` of the article."""
        wanted = _without_trimmings(quote)
        if not _has_word(wanted):
            return
        for start, end in _occurrences(part.text, wanted, 0, len(part.text)):
            found = Span(offset + part.starts[start], offset + part.ends[end - 1])
            if not _cuts_number(self._text, found.start, found.end):
                yield found


def _without_trimmings(quote: str) -> str:
    """The folded quote without an ellipsis, quote marks or spaces around it; nothing else may be left off."""
    wanted = Folded(quote.strip(SPACES + QUOTE_MARKS + APOSTROPHES + INVISIBLE)).text
    while True:
        shorter = wanted.strip(" ").removeprefix("[...]").removesuffix("[...]").removeprefix("...").removesuffix("...")
        if shorter == wanted:
            return wanted
        wanted = shorter


def _has_word(text: str) -> bool:
    return any(map(str.isalnum, text))


def _occurrences(text: str, wanted: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Where `wanted` stands in `text[first:last]` on the bounds of words; those found do not overlap."""
    free = first
    for start in _positions(text, wanted, first, last):
        end = start + len(wanted)
        if start >= free and not _starts_inside_word(text, start) and not _ends_inside_word(text, end):
            yield start, end
            free = end


def _positions(text: str, wanted: str, first: int, last: int) -> Iterator[int]:
    """Every position of `wanted`, overlapping ones too. Its first hits are left to `str.find`; a text that goes on
    repeating itself is read by Knuth, Morris and Pratt, as comparing anew at each hit would not be linear."""
    position = first - 1
    for _ in range(_PATIENCE):
        position = text.find(wanted, position + 1, last)
        if position < 0:
            return
        yield position
    borders = _borders(wanted)
    matched = 0
    for at in range(position + 1, last):
        while matched and (matched == len(wanted) or text[at] != wanted[matched]):
            matched = borders[matched - 1]
        matched += text[at] == wanted[matched]
        if matched == len(wanted):
            yield at - matched + 1


def _borders(wanted: str) -> list[int]:
    """For each head of `wanted`, the length of its longest proper head that is also its tail."""
    borders = [0] * len(wanted)
    length = 0
    for at in range(1, len(wanted)):
        while length and wanted[at] != wanted[length]:
            length = borders[length - 1]
        length += wanted[at] == wanted[length]
        borders[at] = length
    return borders


def _starts_inside_word(text: str, start: int) -> bool:
    return start > 0 and text[start].isalnum() and (text[start - 1].isalnum() or _is_accent(text[start - 1]))


def _ends_inside_word(text: str, end: int) -> bool:
    if end >= len(text):
        return False
    return _is_accent(text[end]) or (text[end].isalnum() and (text[end - 1].isalnum() or _is_accent(text[end - 1])))


def _is_accent(char: str) -> bool:
    return not char.isascii() and unicodedata.combining(char) != 0


def _cuts_number(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` begins or ends between the groups of a number such as `1 500`."""
    if _GROUP_OF_THREE.match(text, start) and _INSIDE_NUMBER.search(text, max(0, start - 5), start):
        return True
    return bool(_NUMBER_GOES_ON.match(text, end) and _LAST_GROUP.search(text, max(0, end - 4), end))
