"""The text as blocks (paragraphs, headings, lines of a menu) and sentences, with offsets and word ranges.

A block is one line, except where lines were wrapped at a fixed width: those are joined again, because a wrapped line
without a full stop must not be taken for a headline or a menu entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from sahelsum.words import Words

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_CLOSED = re.compile(r"[.!?…。؟][\"”’'»)\]*_\s\u200b]*$")
_FIELD = re.compile(r"\w[\w-]{1,20}\s?:\s")
_BULLET = re.compile(r"(?:[-–—*•·▪●◦►‣]|\d{1,2}[.)])\s+\S")
_SENTENCE_END = re.compile(r"(?<![.!?…؟])[.!?…؟]+[\"”’'»)\]]*(?=\s+[\"“«‘(\[<{—–-]{0,3}\s?[^\Wa-zà-ÿ_])")
_ABBREVIATION = re.compile(r"(?:^|\W)(?:[A-Z]|Mr|Mrs|Ms|Mme|Dr|Lt|St|Gen|Gén|Col|Sgt|Maj|Cdt|Capt|Brig|No|vs)$")


@dataclass(frozen=True, slots=True)
class Block:
    """`text[start:end]`, stripped; its words are `first:last`; `gap` counts the blank lines before it."""

    start: int
    end: int
    first: int
    last: int
    gap: int
    closed: bool
    bullet: bool

    @property
    def size(self) -> int:
        """The number of words."""
        return self.last - self.first


@dataclass(frozen=True, slots=True)
class Page:
    """A text, its words and its blocks: what every part of reading looks at."""

    text: str
    words: Words
    blocks: tuple[Block, ...]

    def of(self, block: Block) -> str:
        """The block's characters."""
        return self.text[block.start : block.end]

    def key(self, first: int, last: int) -> str:
        """Words `first:last`, folded: equal for passages that differ only in case, accents and punctuation."""
        return " ".join(self.words.folded[first:last])


def page(text: str) -> Page:
    """`text` cut into words and blocks."""
    words = Words(text)
    blocks: list[Block] = []
    position, count = 0, len(words)
    previous_end = 0
    for start, end in _unwrapped(text, _lines(text)):
        first = position
        while position < count and words.starts[position] < end:
            position += 1
        between = text[previous_end:start]
        gap = max(between.count("\n") or between.count("\r"), 1) - 1
        line = text[start:end]
        bullet = _BULLET.match(line) is not None
        blocks.append(Block(start, end, first, position, gap, _CLOSED.search(line[-12:]) is not None, bullet))
        previous_end = end
    return Page(text, words, tuple(blocks))


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of `text[start:end]` as (start, end), leading and trailing space left out."""
    found, begin = [], start
    for match in _SENTENCE_END.finditer(text, start, end):
        if match.group() == "." and _ABBREVIATION.search(text, max(begin, match.start() - 6), match.start()):
            continue
        found.append((begin, match.end()))
        begin = match.end()
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        found.append((begin, end))
    return found


def _lines(text: str) -> list[tuple[int, int]]:
    lines = []
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if stripped:
            start = match.start() + len(line) - len(line.lstrip())
            lines.append((start, start + len(stripped)))
    return lines


def _unwrapped(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines, those of a paragraph wrapped at a fixed width joined."""
    pairs = [(a, b) for a, b in pairwise(lines) if text.count("\n", a[1], b[0]) == 1 and _runs_on(text, a)]
    mid_sentence = sum(1 for _, b in pairs if text[b[0]].islower())
    wrapped = mid_sentence >= 2 and mid_sentence * 3 >= len(pairs)
    width = max((end - start for start, end in lines if end - start <= 100), default=0)
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        if joined and text.count("\n", joined[-1][1], start) == 1:
            above = text[text.rfind("\n", 0, joined[-1][1]) + 1 : joined[-1][1]].strip()
            long = 40 <= len(above) <= 110
            full = wrapped and len(above) >= 0.75 * width and not _BULLET.match(text[start:end])
            if (
                long
                and not _FIELD.match(text, start)
                and (full or (text[start].islower() and not _CLOSED.search(above[-12:])))
            ):
                joined[-1] = (joined[-1][0], end)
                continue
        joined.append((start, end))
    return joined


def _runs_on(text: str, line: tuple[int, int]) -> bool:
    return 40 <= line[1] - line[0] <= 110 and not _CLOSED.search(text[line[0] : line[1]][-12:])
