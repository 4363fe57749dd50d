"""Title and publisher, each only if the article states it.

The title is the first line that reads as a headline before the story begins; a section's name, a site's own line, a
breadcrumb and a byline are passed over. The publisher is the outlet that the masthead or the footer names as itself;
an agency in brackets is a source (reading/credits.py) and not the publisher.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sahelsum.article import Span
from sahelsum.fold import fold
from sahelsum.reading.blocks import Block, Page, sentences
from sahelsum.reading.boilerplate import Furniture, is_prose
from sahelsum.reading.lexicon import Finds, Found, Lexicon
from sahelsum.reading.published import HEAD_BLOCKS, is_byline

TITLE_CHARS = 160
_OVERLINE = 4
_NAME = re.compile(r"[^/|•·–—,()\n:;!?«»\"“”-]{3,60}?(?=$|\n|[/|•·–—,():;!?]|\s-|\s?\.\.\.)", re.MULTILINE)
_SMALL = ("de", "du", "des", "la", "le", "les", "of", "the", "et", "and", "en", "d")
_DOMAIN = re.compile(
    r"(?:www\.)?([\w-]{2,40}(?:\.[\w-]{2,20})?\."
    r"(?:com|org|net|info|news|africa|co|bf|ml|ne|td|sn|ci|tg|bj|ng|gh|cm|mr|gn|fr|uk|za))(?=$|\s{0,3}[-–—|:•/])",
    re.IGNORECASE,
)
_CRUMBS = re.compile(r"\s[>»›]\s|\s/\s[^/]{1,60}\s/\s")
_SEGMENT = re.compile(r"[^/|•·–—,()\n]+")
_SUFFIX = re.compile(r"\s[-–—|•]\s")
_COPYRIGHT = re.compile(
    r"(?:©|\bcopyright\b|\(c\))\s{0,3}(?:©\s{0,3})?(?:\d{4}(?:\s?[-–]\s?\d{4})?)[\s,.:-]{1,3}(?:by\s)?"
    r"([^\W\d_][\w.'’& -]{1,40})",
    re.IGNORECASE,
)
_AFTER_HOLDER = re.compile(r"\.\s|\s(?:all|tous|toute)\b|[-|]\s", re.IGNORECASE)
_GENERIC = frozenset(("web", "news", "our", "online", "digital", "foreign", "the", "la", "monitoring", "par", "by"))


@dataclass(frozen=True, slots=True)
class Title:
    """The headline's words `text[span]`, and the number of the block they stand in."""

    block: int
    span: Span


def title(page: Page, lexicon: Lexicon, furniture: Furniture, found: Finds) -> Title | None:
    """The headline, if one of the first lines is one and a story follows it."""
    for number, block in enumerate(page.blocks[:HEAD_BLOCKS]):
        labelled = _labelled(page, block, found["masthead"].get(number, ()), "title")
        if labelled is not None:
            return Title(number, labelled)
    return _unlabelled(page, lexicon, furniture, found)


def _unlabelled(page: Page, lexicon: Lexicon, furniture: Furniture, found: Finds) -> Title | None:
    for number in range(min(HEAD_BLOCKS, furniture.last_prose + 1)):
        block = page.blocks[number]
        if number in furniture.blocks or not block.size or _is_passed_over(page, lexicon, number, found):
            continue
        if block.closed and _is_headline_sentence(page, lexicon, number, found):
            return Title(number, _bare(page, number, found))
        if is_prose(page, block):
            return _printed_twice(page, number + 1, furniture)
        if _is_headline(page, block) and not _is_overline(page, lexicon, number, furniture, found):
            return Title(number, _bare(page, number, found))
    return None


def publisher(page: Page, lexicon: Lexicon, furniture: Furniture, found: Finds, title_block: int | None) -> str | None:
    """The outlet that the head or the foot of the text names as its own."""
    for number, block in enumerate(page.blocks[:HEAD_BLOCKS]):
        labels, outlets = found["masthead"].get(number, ()), _outlets(found, number)
        name = _labelled(page, block, labels, "source")
        if name is not None:
            return page.text[name.start : name.end]
        if number == title_block:
            name_hit = _suffix(page, block, outlets)
            if name_hit is not None:
                return name_hit.sense
        elif not is_prose(page, block):
            said = _in_head(page, lexicon, block, outlets, labels)
            if said is not None:
                return said
    return _in_foot(page, furniture, found)


def segments(page: Page, block: Block) -> list[tuple[int, int]]:
    """The parts of a byline: what stands between slashes, bars, dashes, commas and brackets."""
    parts = []
    for match in _SEGMENT.finditer(page.text, block.start, block.end):
        part = match.group()
        start = match.start() + len(part) - len(part.lstrip(" \t*_#"))
        parts.append((start, match.start() + len(part.rstrip(" \t*_."))))
    return parts


def _outlets(found: Finds, number: int) -> list[Found]:
    return [*found["publishers"].get(number, ()), *found["credits"].get(number, ())]


def _is_passed_over(page: Page, lexicon: Lexicon, number: int, found: Finds) -> bool:
    block = page.blocks[number]
    text = page.of(block)
    if _DOMAIN.match(text) or (_CRUMBS.search(text) and block.size <= 12) or text.startswith(("---", "+++", "===")):
        return True
    return is_byline(page, lexicon, number, found["masthead"])


def _is_headline(page: Page, block: Block) -> bool:
    text = page.of(block)
    return (
        not block.bullet
        and block.size >= 2
        and len(text) <= TITLE_CHARS
        and text[-1] not in ".,:;"
        and not (text.startswith("(") and text.endswith(")"))
    )


def _is_headline_sentence(page: Page, lexicon: Lexicon, number: int, found: Finds) -> bool:
    """A headline with a full stop: one sentence of its own, and a byline or date right below it."""
    block = page.blocks[number]
    if len(page.of(block)) > TITLE_CHARS or number + 1 >= len(page.blocks):
        return False
    if len(sentences(page.text, block.start, block.end)) > 1:
        return False
    return is_byline(page, lexicon, number + 1, found["masthead"])


def _is_overline(page: Page, lexicon: Lexicon, number: int, furniture: Furniture, found: Finds) -> bool:
    """A section's or an outlet's name over the headline proper, which is longer."""
    block = page.blocks[number]
    outlet = outlet_name(page, lexicon, block.start, block.end) is not None
    if block.size > _OVERLINE and not outlet:
        return False
    for below in range(number + 1, min(HEAD_BLOCKS, furniture.last_prose)):
        lower = page.blocks[below]
        if below in furniture.blocks or _is_passed_over(page, lexicon, below, found):
            continue
        if is_prose(page, lower) and not _is_headline_sentence(page, lexicon, below, found):
            return False
        return lower.size > max(_OVERLINE, block.size) and _is_headline(page, lower)
    return False


def outlet_name(page: Page, lexicon: Lexicon, start: int, end: int) -> str | None:
    """The name that opens `text[start:end]`, if a word of it says that it is an outlet's (`Studio Tamani`)."""
    match = _NAME.match(page.text, start, end)
    if match is None:
        return None
    name = match.group().strip()
    words = name.split()
    telling = any(fold(word) in lexicon.single["@outlet"] for word in words)
    return name if telling and 2 <= len(words) <= 5 and all(not w[0].islower() or w in _SMALL for w in words) else None


def _printed_twice(page: Page, number: int, furniture: Furniture) -> Title | None:
    """A headline under a summary is known by being there twice."""
    keys = [page.key(block.first, block.last) for block in page.blocks[:HEAD_BLOCKS]]
    for at in range(number, len(keys)):
        if keys[at] in keys[at + 1 :] and at not in furniture.blocks and _is_headline(page, page.blocks[at]):
            return Title(at, _bare(page, at, None))
    return None


def _bare(page: Page, number: int, found: Finds | None) -> Span:
    """The headline without Markdown signs and without the site's name at its end."""
    block = page.blocks[number]
    start, end = block.start, block.end
    site = _suffix(page, block, _outlets(found, number)) if found else None
    if site is not None:
        end = start + max(match.start() for match in _SUFFIX.finditer(page.text[start : site.start]))
    while start < end and page.text[start] in "#*_ \t":
        start += 1
    while end > start and page.text[end - 1] in "#*_ \t":
        end -= 1
    return Span(start, end)


def _suffix(page: Page, block: Block, outlets: Sequence[Found]) -> Found | None:
    """The outlet after a dash at the end of a headline (`Mali: … - RFI`)."""
    for hit in outlets:
        ends = hit.last == block.last and hit.first > block.first + 2 and not page.text[hit.end : block.end].strip()
        if ends and _SUFFIX.search(page.text[hit.start - 3 : hit.start]):
            return hit
    return None


def _labelled(page: Page, block: Block, found: Sequence[Found], sense: str) -> Span | None:
    """What follows `Title:` or `Source:` in its line."""
    for hit in found:
        if hit.sense == sense and hit.first == block.first and hit.last < block.last:
            after = page.text[hit.end : block.end]
            value = after.lstrip(" \u00a0\u202f")
            if value.startswith(":"):
                value = value[1:].lstrip(" \u00a0\u202f\"'").rstrip(" \"'")
                start = page.text.index(value, hit.end)
                return Span(start, start + len(value))
    return None


def _in_head(
    page: Page, lexicon: Lexicon, block: Block, outlets: Sequence[Found], labels: Sequence[Found]
) -> str | None:
    text = page.of(block)
    domain = _DOMAIN.match(text)
    if domain is not None and not text.startswith("http"):
        return domain.group(1)
    by = [hit for hit in labels if hit.sense == "by" and hit.first >= block.first and hit.last <= block.last]
    for start, end in segments(page, block):
        bracketed = page.text[start - 1 : start] == "("
        for hit in outlets:
            opens = hit.start == start or any(start <= b.start and b.last == hit.first for b in by)
            if opens and hit.end == end and not bracketed:
                return hit.sense
        for hit in labels:
            if hit.sense == "desk" and hit.end == end and start < hit.start:
                name = page.text[start : hit.start].strip()
                if fold(name) not in _GENERIC and name[:1].isupper() and len(name.split()) <= 4:
                    return name
    return None if by else outlet_name(page, lexicon, block.start, block.end)


_RIGHTS = frozenset({"all", "tous", "droits", "rights"})


def _in_foot(page: Page, furniture: Furniture, found: Finds) -> str | None:
    """The outlet that invites to subscribe, or that holds the copyright of a year."""
    for number, start, end in furniture.numbered():
        for hit in found["publishers"].get(number, ()):
            if start <= hit.start < end:
                return hit.sense
    for number, start, end in furniture.numbered():
        for match in _COPYRIGHT.finditer(page.text, start, end):
            name = _AFTER_HOLDER.split(match.group(1))[0].strip(" .-")
            agency = any(match.start(1) <= hit.start < match.end(1) for hit in found["credits"].get(number, ()))
            if name[:1].isupper() and not agency and len(name.split()) <= 5 and fold(name).split()[0] not in _RIGHTS:
                return name
    return None
