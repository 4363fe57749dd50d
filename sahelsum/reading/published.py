"""The publication date, only where the masthead states it.

A date counts when it stands alone in a line at the top, in a byline or dateline, or after a word such as Published. A
date in a sentence of the story is the story's date; a heading with a date, in a text with several of them, is a
chronology's. Nothing is worked out: a day and month without a year stay unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sahelsum.reading.blocks import Block, Page
from sahelsum.reading.boilerplate import is_prose
from sahelsum.reading.dates import Dated, dates
from sahelsum.reading.lexicon import BlockHits, Found, Lexicon

HEAD_BLOCKS, HEAD_CHARS = 8, 800
_LINE, _BYLINE_REST, _LABEL_REACH, _REST_OF_LABEL, _DATELINE_WORDS = 25, 10, 12, 4, 8
_SEPARATORS = "/|•·–—"
_AFTER_DATELINE = re.compile(r"\s{0,3}(?:\([^()\n]{1,60}\)|\[[^\[\]\n]{1,60}\])?\s{0,3}(?:[-–—:]|\))")
_ENDS_PERIOD = re.compile(r"\d(?:st|nd|rd|th|er)?(?: \w{3,9})?\s?(?:[-–—]|to|au|until)\s?$")
_HOUR_AND_BREAK = re.compile(
    r"(?:[\s,]{1,3}(?:à |at )?\d{1,2}(?:[:h]\d{2})?(?:\s?(?:am|pm|AM|PM|h))?(?:\s[A-Z]{2,4})?)?"
    r"(?:\s{2,}|\s?[|•·]|\s[-–—]\s)"
)
_SENTENCE_ENDS = re.compile(r"\.\s(?=[A-ZÀ-Ý])")
_IN_BRACKETS = re.compile(r"\([^()\n]{2,40}\)")
_CLOCK = re.compile(r"\d{1,4}z?|\d{1,2}h(?:\d{2})?|\d{1,2}(?:am|pm)")
_RANKS = {"published": 0, "masthead": 1, "dateline": 2, "updated": 3}


@dataclass(frozen=True, slots=True)
class _Candidate:
    rank: int
    dated: Dated
    alone: bool


def published(page: Page, lexicon: Lexicon, found: BlockHits, title: int | None) -> Dated | None:
    """The stated publication date; `found` are the hits of `masthead.csv`, `title` the title's block number."""
    candidates: list[_Candidate] = []
    for number, block in enumerate(page.blocks):
        head = number < HEAD_BLOCKS and block.start < HEAD_CHARS and number != title
        labels = found.get(number, ())
        if head or any(hit.sense in _RANKS and hit.first == block.first for hit in labels):
            candidates += _in_block(page, lexicon, number, labels, head=head)
        if number == title:
            candidates += _in_title(page, lexicon, block)
    candidates.sort(key=lambda candidate: candidate.rank)
    for candidate in candidates:
        if not candidate.alone or not _is_chronology(page, lexicon):
            return candidate.dated
    return None


def is_byline(page: Page, lexicon: Lexicon, number: int, found: BlockHits) -> bool:
    """Whether block `number` of the head is a byline, a dateline or a date: something that follows a title."""
    block, labels = page.blocks[number], found.get(number, ())
    if block.size > _LINE or is_prose(page, block):
        return False
    if any(hit.sense in (*_RANKS, "by") and hit.first == block.first for hit in labels):
        return True
    return any(True for _ in _in_block(page, lexicon, number, labels, head=True))


def _in_block(
    page: Page, lexicon: Lexicon, number: int, labels: Sequence[Found], *, head: bool
) -> Iterator[_Candidate]:
    block = page.blocks[number]
    last = block.last if block.size <= _LINE else block.first + 2 * _DATELINE_WORDS
    for dated in dates(page.words, block.first, min(last, block.last), lexicon.months):
        if _ENDS_PERIOD.search(page.text, block.start, dated.start):
            continue
        sense = _label(page, block, labels, dated, head)
        if sense is not None:
            yield _Candidate(_RANKS[sense], dated, False)
        elif head and _opens_block(page, block, dated):
            yield _Candidate(_RANKS["masthead"], dated, True)
        elif head and block.size <= _LINE and not is_prose(page, block):
            named = {
                index for hit in labels if hit.sense in _RANKS and not hit.note for index in range(hit.first, hit.last)
            }
            rest = [index for index in _rest(page, lexicon, block, dated) if index not in named]
            if not rest:
                yield _Candidate(_RANKS["masthead"], dated, True)
            elif _is_byline_date(page, block, labels, dated, rest):
                yield _Candidate(_RANKS["masthead"], dated, False)
        elif head and _is_dateline(page, block, dated):
            yield _Candidate(_RANKS["dateline"], dated, False)


def _label(page: Page, block: Block, labels: Sequence[Found], dated: Dated, head: bool) -> str | None:
    """The label that `dated` stands behind: nothing but a few words, and no sentence's end, between them."""
    before = [hit for hit in labels if hit.sense in _RANKS and hit.end <= dated.start]
    if not before:
        return None
    hit = before[-1]
    between = page.text[hit.end : dated.start]
    if len(between.split()) > _LABEL_REACH or ". " in between:
        return None
    if hit.note == "sheet" and not (head and _has_fields(page, labels)):
        return None
    return hit.sense if not is_prose(page, block) or _is_whole_sentence(page, block, hit, dated) else None


def _is_whole_sentence(page: Page, block: Block, hit: Found, dated: Dated) -> bool:
    """Whether `Published 15 September 2025.` is a sentence: a report published that day is the story's matter."""
    opens = hit.start == block.start or page.text[block.start : hit.start].rstrip().endswith((".", "!", "?"))
    after = page.text[dated.end : block.end].partition(".")[0]
    return opens and len(after.split()) <= _REST_OF_LABEL


def _has_fields(page: Page, labels: Sequence[Found]) -> bool:
    """Whether the page opens with the fence of a front matter, where `date:` is the page's own."""
    return page.text.lstrip().startswith(("---", "+++")) and bool(labels)


def _rest(page: Page, lexicon: Lexicon, block: Block, dated: Dated) -> list[int]:
    """The words of a line that are neither its date nor a weekday, an hour or the like."""
    words, around = page.words, lexicon.single["@around"]
    return [
        index
        for index in range(block.first, block.last)
        if not dated.start <= words.starts[index] < dated.end
        and words.folded[index] not in around
        and not _CLOCK.fullmatch(words.folded[index])
        and not _is_time_part(page, index, dated)
    ]


def _is_time_part(page: Page, index: int, dated: Dated) -> bool:
    """The `01T12` of a timestamp, which is one word."""
    return page.words.starts[index] < dated.end < page.words.ends[index]


def _is_byline_date(page: Page, block: Block, labels: Sequence[Found], dated: Dated, rest: Sequence[int]) -> bool:
    if len(rest) > _BYLINE_REST:
        return False
    text = page.text
    before, after = text[block.start : dated.start].rstrip(), text[dated.end : block.end].lstrip()
    if before and (before[-1] in _SEPARATORS or before.endswith(" -")):
        return not block.closed
    if after and (after[0] in _SEPARATORS or after.startswith("- ")):
        return not block.closed
    if any(hit.sense in ("by", "desk") for hit in labels) or _IN_BRACKETS.search(before + " " + after):
        return True
    # "Bamako, 1 July 2025" and "Le Monde, mardi 1er juillet 2025": names, then a comma, then the date.
    head, comma, _ = before.partition(",")
    return bool(comma) and not block.closed and len(rest) <= 4 and _all_names(head.split()) and not after


def _in_title(page: Page, lexicon: Lexicon, block: Block) -> Iterator[_Candidate]:
    for dated in dates(page.words, block.first, block.last, lexicon.months):
        if _ends_title(page, block, dated):
            yield _Candidate(_RANKS["masthead"], dated, False)


def _ends_title(page: Page, block: Block, dated: Dated) -> bool:
    """`DAILY ALERT | Mon 25 Oct 2021, 0700Z`: the last field of a title that is cut by bars."""
    before, after = page.text[block.start : dated.start], page.text[dated.end : block.end]
    field = before.rpartition("|")[2] if "|" in before else None
    return field is not None and len(field.split()) <= 1 and len(after.split()) <= 2 and "|" not in after


def _opens_block(page: Page, block: Block, dated: Dated) -> bool:
    """`Friday 8 June 2023. All times GMT`, `June 8, 2023 12:00AM EDT | News Release`, `16-09-2020 11:20 - Nouakchott (…)`: date and hour, then a break."""
    opens = len(page.text[block.start : dated.start].split()) <= 1
    if opens and block.size <= _LINE and _SENTENCE_ENDS.match(page.text, dated.end) is not None:
        return True
    return opens and _HOUR_AND_BREAK.match(page.text, dated.end) is not None


def _is_dateline(page: Page, block: Block, dated: Dated) -> bool:
    """`Bamako, 1 July 2025 (AFP) - …` at the beginning of a paragraph."""
    before = page.text[block.start : dated.start]
    if not _AFTER_DATELINE.match(page.text, dated.end) or len(before.split()) > _DATELINE_WORDS:
        return False
    place = [word for word in before.replace("(", " ").split() if word.lower() not in ("le", "ce", "on", "/", "-", "–")]
    return bool(place) and _all_names(place) and any(mark in before for mark in ",(/-–")


def _all_names(words: Sequence[str]) -> bool:
    small = ("de", "du", "des", "la", "le", "les", "of", "the", "et", "and", "en")
    return all(word.lower() in small or not word.strip("(),.-/")[:1].islower() for word in words) and bool(words)


def _is_chronology(page: Page, lexicon: Lexicon) -> bool:
    """Whether several lines of the text are nothing but a date, or open with one, and not the same one."""
    days = set()
    for block in page.blocks:
        for dated in dates(page.words, block.first, min(block.last, block.first + _DATELINE_WORDS), lexicon.months):
            if _opens_block(page, block, dated):
                days.add(dated.value)
        if 2 <= block.size <= 6:
            for dated in dates(page.words, block.first, block.last, lexicon.months):
                if not _rest(page, lexicon, block, dated):
                    days.add(dated.value)
    return len(days) > 1
