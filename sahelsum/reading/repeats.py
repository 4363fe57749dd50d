"""Passages that the text has already said: the headline printed twice, a body pasted twice, a pull quote.

What repeats is compared by its folded words. A paragraph counts from 60 characters, a sentence inside a paragraph that
is otherwise new from 80, since short stock sentences ("No group has claimed the attack.") are said of many incidents.
A near-verbatim paragraph that brings a new number or name is an update, not a repeat.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator

from sahelsum.reading.blocks import Block, Page, sentences

PARAGRAPH = 60
SENTENCE = 80
CONTAINED = 0.9
_SHINGLE = 4


def repeats(
    page: Page, skipped: frozenset[int], title: str | None, numerals: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Spans (start, end) said before; blocks whose number is in `skipped` are not looked at. `title` is folded."""
    paragraphs: set[str] = set()
    known: set[str] = set()
    shingles = _Shingles(page, numerals)
    title_seen = False
    for number, block in enumerate(page.blocks):
        if number in skipped or not block.size:
            continue
        key = page.key(block.first, block.last)
        if key == title:
            if title_seen:
                yield block.start, block.end
            title_seen = True
            paragraphs.add(key)
            continue
        long = len(key) >= PARAGRAPH
        if long and (key in paragraphs or key in known or shingles.contain(block)):
            yield block.start, block.end
            continue
        if long:
            paragraphs.add(key)
            shingles.add(block)
            yield from _sentences(page, block, known)


def _sentences(page: Page, block: Block, known: set[str]) -> Iterator[tuple[int, int]]:
    """Sentences of `block` that are in `known`; the others are added to it."""
    starts = page.words.starts
    first = block.first
    for start, end in sentences(page.text, block.start, block.end):
        last = bisect_left(starts, end, first, block.last)
        key = page.key(first, last)
        first = last
        if len(key) < SENTENCE:
            continue
        if key in known:
            yield start, end
        known.add(key)


class _Shingles:
    """Runs of four words, each with the paragraph that said it first."""

    def __init__(self, page: Page, numerals: frozenset[str]) -> None:
        self._page = page
        self._numerals = numerals
        self._owner: dict[tuple[str, ...], int] = {}
        self._words: dict[int, frozenset[str]] = {}

    def add(self, block: Block) -> None:
        for shingle in self._of(block):
            self._owner.setdefault(shingle, block.first)
        self._words[block.first] = frozenset(self._page.words.folded[block.first : block.last])

    def contain(self, block: Block) -> bool:
        """Whether one earlier paragraph holds nearly all of `block`, and every number and name in it."""
        owners: Counter[int] = Counter()
        total = 0
        for shingle in self._of(block):
            total += 1
            owner = self._owner.get(shingle)
            if owner is not None:
                owners[owner] += 1
        if total < _SHINGLE or not owners:
            return False
        owner, count = owners.most_common(1)[0]
        return count > CONTAINED * total and not any(self._tells(block, self._words[owner]))

    def _of(self, block: Block) -> Iterable[tuple[str, ...]]:
        words = self._page.words.folded[block.first : block.last]
        return zip(*(words[i:] for i in range(_SHINGLE)), strict=False)

    def _tells(self, block: Block, earlier: frozenset[str]) -> Iterator[bool]:
        """For each word that the earlier paragraph lacks: is it a number or a name?"""
        words, text = self._page.words, self._page.text
        for index in range(block.first, block.last):
            word = words.folded[index]
            if word not in earlier:
                yield (
                    word in self._numerals
                    or word[0].isdigit()
                    or (index > block.first and text[words.starts[index]].isupper())
                )
