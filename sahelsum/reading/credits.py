"""The agencies and outlets that the text names as its source, which is what tells copies from independent reports.

An outlet counts where the words make it a source: in brackets or alone in a line, told or quoted, with a verb of
reporting, or as the holder of the copyright. RFI suspended by a junta is news about RFI, and no credit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sahelsum.article import Credit
from sahelsum.fold import fold
from sahelsum.reading.blocks import Block, Page
from sahelsum.reading.boilerplate import Furniture
from sahelsum.reading.lexicon import Finds, Found, Lexicon
from sahelsum.reading.masthead import outlet_name, segments
from sahelsum.reading.published import HEAD_BLOCKS

_BEFORE, _AFTER = 5, 3
_DATELINE = re.compile(r"[^()\n]{3,60}\(([^()\n]{3,40})\)\s{0,2}[-–—]")
_DATED = re.compile(r"[^\W\d_][^(),\n]{1,30},([^()\n]{0,15}\d[^()\n]{0,15})\(([A-Z]{2,6})\)\s{0,2}[-–—]")
_SMALL = frozenset(("the", "l", "la", "le", "les", "agence", "agency", "news", "an", "une", "un", "d"))


def credited(page: Page, lexicon: Lexicon, furniture: Furniture, found: Finds) -> Iterator[Credit]:
    """Each outlet once, where it is first named as a source."""
    seen = set()
    agency = _in_dateline(page, lexicon, furniture)
    if agency is not None:
        seen.add(agency.name)
        yield agency
    for number, hits in sorted(found["credits"].items()):
        if number in furniture.blocks and not _is_notice(found["boilerplate"].get(number, ())):
            continue
        block = page.blocks[number]
        for hit in hits:
            if hit.sense in seen or not _is_written_so(page, hit):
                continue
            if _stands_alone(page, number, block, hit) or _is_framed(page, lexicon, block, hit):
                seen.add(hit.sense)
                yield Credit(hit.sense, hit.start, hit.end)


def _in_dateline(page: Page, lexicon: Lexicon, furniture: Furniture) -> Credit | None:
    """An agency that no lexicon knows, where the dateline names it: `LOME, 3 March (Savanna Press) - …`, or by its
    letters alone where the dateline has a date, `LOME, 3 March (SVP) - …`, which may be a line of its own."""
    for block in page.blocks[: min(furniture.first_prose + 1, HEAD_BLOCKS)]:
        match = _DATED.match(page.text, block.start, block.end)
        if match is not None and any(fold(word) in lexicon.months for word in match.group(1).split()):
            return Credit(match.group(2), match.start(2), match.end(2))
    for block in page.blocks[furniture.first_prose : furniture.first_prose + 1]:
        match = _DATELINE.match(page.text, block.start, block.end)
        if match is not None and outlet_name(page, lexicon, match.start(1), match.end(1)) == match.group(1):
            return Credit(match.group(1), match.start(1), match.end(1))
    return None


def _is_notice(hits: Sequence[Found]) -> bool:
    """Whether a block of furniture is a legal notice or an agency's closing credits, and not a caption or a link."""
    return any(hit.sense in ("legal", "signoff") for hit in hits)


def _is_written_so(page: Page, hit: Found) -> bool:
    written = page.text[hit.start : hit.end]
    return written.isupper() if hit.note == "upper" else not written.islower()


def _stands_alone(page: Page, number: int, block: Block, hit: Found) -> bool:
    """In brackets, alone in its line (but for `Avec`), or a part of the byline."""
    text = page.text
    opening = text[hit.start - 1 : hit.start]
    if opening in ("(", "[", "©") or text[max(0, hit.start - 2) : hit.start] in ("© ", "/ "):
        return True
    if text[hit.end : hit.end + 1] == ")" and "(" in text[max(block.start, hit.start - 40) : hit.start]:
        return True
    if block.size - (hit.last - hit.first) <= 2 and not block.closed and block.bullet is False:
        return True
    head = number < HEAD_BLOCKS and not block.closed and block.size <= 25
    return head and any((hit.start, hit.end) == part for part in segments(page, block))


def _is_framed(page: Page, lexicon: Lexicon, block: Block, hit: Found) -> bool:
    words, single = page.words, lexicon.single
    first = max(block.first, hit.first - _BEFORE)
    stop = _last_stop(page, first, hit.first)
    before = words.folded[stop : hit.first]
    if any(word in single["@before"] for word in before):
        return True
    near: Sequence[str] = [word for word in before if word not in _SMALL]
    if near and near[-1] in single["@beside"] and before[-1] in (near[-1], *_SMALL):
        return True
    after = range(hit.last, min(block.last, hit.last + _AFTER))
    for index in after:
        if page.text[words.ends[index - 1] : words.starts[index]].lstrip("\"”’'»")[:1] in (".", ";", "!", "?"):
            return False
        if words.folded[index] in single["@after"]:
            return True
    return False


def _last_stop(page: Page, first: int, last: int) -> int:
    """The first word after the last sentence's end among words `first:last`."""
    words = page.words
    for index in range(last - 1, first - 1, -1):
        if index + 1 <= last and any(c in ".;!?" for c in page.text[words.ends[index] : words.starts[index + 1]]):
            return index + 1
    return first
