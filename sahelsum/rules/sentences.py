"""An article's readable text cut into sentences, and a sentence into clauses.

A line break ends a sentence unless the next line plainly goes on (hard-wrapped text). Abbreviations, initials
and titles do not end one. A clause is the shortest stretch between commas, semicolons or dashes that holds
what is asked for: it is what the record quotes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from sahelsum.article import Article
from sahelsum.words import Words

_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"”»’')\]]*(?:[ \u00a0\u202f]»)?(?=\s)|\n")
_OPENING = "«“\"'‘([-–—•*\u00a0\u202f "
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«“\"'’-])(?:[A-ZÀ-Ý]|Mr|Mrs|Ms|Dr|Prof|Col|Gen|Gén|Maj|Capt|Cpt|Cdt|Cne|Lt|Ltn|Sgt|Adj|Brig|Cmdr|Gov|Sen|Hon|Rev"
    r"|St|Ste|MM|Mme|Mlle|No|no|art|vs|[ap]\.m|Jr|Sr|approx|env|etc|cf|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|janv|févr|juil|déc)\.$"
)
_WINDOW = 600
"""Characters looked at on either side, so that a text without punctuation costs no more than another."""
_CLAUSE_EDGE = re.compile(r"[,;:]\s|\s[-–—]{1,2}\s")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters `start:end`, words `first:last`; `paragraph` numbers the lines of the text that hold words."""

    index: int
    paragraph: int
    start: int
    end: int
    first: int
    last: int
    is_title: bool


def split_sentences(article: Article, words: Words) -> Iterator[Sentence]:
    """The sentences of the readable text, in order; a title that the text holds is the first of them."""
    title = article.title_span
    index = paragraph = 0
    for readable in article.readable():
        for start, end, opens in _cut(article.text, readable.start, readable.end):
            first, last = bisect_left(words.starts, start), bisect_left(words.starts, end)
            if first == last:
                continue
            paragraph += opens or index == 0
            is_title = title is not None and title.start <= start < title.end
            yield Sentence(index, paragraph, start, end, first, last, is_title)
            index += 1


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it opens a line) of each sentence of `text[start:end]`."""
    begin, opens = start, True
    for stop in _STOP.finditer(text, start, end):
        broken = text[stop.start()] == "\n"
        if stop.start() < begin or not (
            _ends_line(text, stop.end(), end) if broken else _ends_sentence(text, stop, begin, end)
        ):
            continue
        yield from _trimmed(text, begin, stop.start() if broken else stop.end(), opens)
        begin, opens = stop.end(), broken
    yield from _trimmed(text, begin, end, opens)


def _trimmed(text: str, start: int, end: int, opens: bool) -> Iterator[tuple[int, int, bool]]:
    while start < end and text[start].isspace():
        opens = opens or text[start] == "\n"
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end, opens


def _ends_line(text: str, after: int, end: int) -> bool:
    return not (after < end and text[after].islower())


def _ends_sentence(text: str, stop: re.Match[str], begin: int, end: int) -> bool:
    after = stop.end()
    while after < end and text[after] in _OPENING:
        after += 1
    if after < end and text[after].islower():
        return False
    return not (stop.group() == "." and _ABBREVIATION.search(text, max(begin, stop.start() - 8), stop.end()))


def clause(text: str, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The shortest clause of `sentence` that holds characters `start:end`; the whole sentence if it is short."""
    if sentence.end - sentence.start <= 160:
        return sentence.start, sentence.end
    left, right = max(sentence.start, start - _WINDOW), min(sentence.end, end + _WINDOW)
    for edge in _CLAUSE_EDGE.finditer(text, left, right):
        if edge.end() <= start:
            left = edge.end()
        elif edge.start() >= end:
            right = edge.start()
            break
    return left, right
