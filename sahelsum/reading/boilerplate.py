"""Page furniture, block by block: menus, related links, adverts, legal notes, comment forms, captions, addresses.

The phrases are in `data/lexicon/boilerplate.csv`, where each sense is explained; this room says how far each reaches.
A heading inside the story is never furniture, whatever it looks like: menus stand before the first prose or after the
last, and a list that a colon announces or bullets set off is part of the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sahelsum.reading.blocks import Block, Page, sentences
from sahelsum.reading.lexicon import BlockHits, Found

_SIGN_OFF = re.compile(r"[a-z]{1,6}(?:-[a-z]{1,6}){0,12}/[a-z/-]{1,40}")
_LINK_LINE = re.compile(r"(?:[-*+•]\s{0,3}|\d{1,2}\.\s{0,3})?!?\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)[\s|·]{0,9}")
_BARE_URL = re.compile(r"\S{0,3}(?:https?://|www\.)\S{1,2000}")
_COMMENT = re.compile(
    r"\b(?:says|said on|dit|a écrit|a dit)\s{0,3}:$|^(?:reply|répondre|@\w+)\b"
    r"|^[\w.-]{2,30}(?: [\w.-]{1,20}){0,2}[ \u00a0\u202f]?:\s",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"[ \u00a0]?[|•·›][ \u00a0]?|[ \u00a0]{2,}|\t|[ \u00a0]\.[ \u00a0]")
_ELLIPSIS = ("…", "...", "[…]", "[...]")
_LABEL_MARKS = ":：/|–—-©"
MENU_RUN = 3
_PROSE, _LONG_PROSE, _START_REACH, _CAPTION, _NOTICE = 8, 30, 40, 45, 120


class Furniture:
    """Finds the furniture of one page; `blocks` holds the numbers of blocks that are nothing else."""

    def __init__(self, page: Page, found: BlockHits) -> None:
        self._page = page
        self._hits = found
        self.blocks: set[int] = set()
        self._spans: list[tuple[int, int, int]] = []
        for number, block in enumerate(page.blocks):
            self._look(number, block)
        rest = (number for number in range(len(page.blocks)) if number not in self.blocks)
        prose = [number for number in rest if is_prose(page, page.blocks[number])]
        self.first_prose = prose[0] if prose else len(page.blocks)
        self.last_prose = prose[-1] if prose else -1
        self._headers()
        if prose:
            self._head_menu()
            self._tail_menus()

    def marks(self) -> Iterator[tuple[int, int]]:
        """Spans (start, end), perhaps overlapping."""
        for _, start, end in self.numbered():
            yield start, end

    def numbered(self) -> list[tuple[int, int, int]]:
        """Block number, start and end of all that is furniture, in order."""
        blocks = self._page.blocks
        return sorted([*self._spans, *((number, blocks[number].start, blocks[number].end) for number in self.blocks)])

    def _is_menu_line(self, number: int) -> bool:
        """`Home | World | Sport`: a whole menu in one line."""
        block = self._page.blocks[number]
        text = self._page.of(block)
        if block.closed or block.size > _LONG_PROSE or any(char.isdigit() for char in text):
            return False
        parts = [part for part in _SPLIT.split(text) if part.strip()]
        if len(parts) < MENU_RUN or any(len(part.split()) > MENU_RUN for part in parts):
            return False
        return any(hit.sense in ("nav", "line") for hit in self._hits.get(number, ()))

    def is_menu_word(self, number: int) -> bool:
        """Whether block `number` is nothing but a word of a menu or the name of a section."""
        block = self._page.blocks[number]
        return any(
            hit.sense in ("nav", "line") and hit.first == block.first and hit.last == block.last
            for hit in self._hits.get(number, ())
        ) or self._is_menu_line(number)

    def _look(self, number: int, block: Block) -> None:
        text = self._page.of(block)
        if _is_furniture_by_form(text, block):
            self.blocks.add(number)
            return
        hits = self._hits.get(number)
        if not hits:
            return
        if any(self._covers(block, hit) for hit in hits) or self._signs_off(block, hits):
            self.blocks.add(number)
            return
        opening = ("anywhere", "legal", "start")
        telling = [hit for hit in hits if hit.sense in opening[: 3 if hit.first == block.first else 2]]
        if telling:
            self._sentences(number, block, telling)

    def _covers(self, block: Block, hit: Found) -> bool:
        """Whether one hit makes the whole block furniture (headers and menu words are looked at later)."""
        more = block.size - (hit.last - hit.first)
        covers = False
        match hit.sense:
            case "legal":
                return block.size <= _NOTICE or hit.first - block.first <= _LONG_PROSE
            case "short":
                return block.size <= _CAPTION
            case "line":
                covers = more <= 2
            case "start":
                covers = block.size <= _START_REACH and len(self._sentences_of(block)) == 1
            case "advert":
                shouted = self._page.text[hit.start : hit.end].isupper()
                covers = block.size <= _NOTICE and (shouted or self._labels(block, hit))
            case "label":
                covers = block.size <= _START_REACH and self._labels(block, hit)
            case "links" | "comments":
                covers = more <= 3 and not (block.closed and block.size >= _PROSE)
        return covers and hit.first == block.first

    def _labels(self, block: Block, hit: Found) -> bool:
        after = self._page.text[hit.end : block.end]
        mark = after.lstrip(" \u00a0\u202f*_)")
        # A hyphen without a space before it makes a word of it: photo-journalist.
        return not mark or (mark[0] in _LABEL_MARKS and not after.startswith("-"))

    def _signs_off(self, block: Block, hits: Sequence[Found]) -> bool:
        signing = [hit for hit in hits if hit.sense == "signoff"]
        return len(signing) >= 2 or (
            bool(signing) and self._page.text[block.start] in "([" and self._page.text[block.end - 1] in ")]"
        )

    def _sentences_of(self, block: Block) -> list[tuple[int, int]]:
        return sentences(self._page.text, block.start, block.end)

    def _sentences(self, number: int, block: Block, hits: Sequence[Found]) -> None:
        parts = self._sentences_of(block)
        noisy = [(start, end) for start, end in parts if any(start <= hit.start < end for hit in hits)]
        words = sum(len(self._page.text[start:end].split()) for start, end in noisy)
        # Buttons and the like around the telling sentences go with them.
        buttons = block.size - words <= min(_PROSE, words) and not is_quote(self._page.of(block))
        if buttons or len(noisy) == len(parts):
            self.blocks.add(number)
        else:
            self._spans.extend((number, start, end) for start, end in noisy)

    def _headers(self) -> None:
        """Link lines after a header of links, and readers' comments."""
        reach, comments = 0, False
        for number, block in enumerate(self._page.blocks):
            if number not in self.blocks:
                continue
            opening = [hit for hit in self._hits.get(number, ()) if hit.first == block.first]
            senses = {hit.sense for hit in opening}
            bare = any(hit.sense == "label" and hit.last == block.last for hit in opening)
            if number >= reach and (senses & {"links", "comments"} or bare):
                reach = self._run(number + 1)
            if "comments" in senses and self.first_prose < number and not comments:
                comments = True
                self._comments(number + 1)

    def _run(self, number: int) -> int:
        """Marks the links from block `number` on; returns the number of the first block that is none."""
        blocks = self._page.blocks
        first = number
        while number < len(blocks) and (number in self.blocks or self._is_link(blocks[number])):
            number += 1
        # A line set apart from the links, with prose below it, is the heading of that prose.
        apart = number < len(blocks) and number - first >= 2 and blocks[number - 1].gap > blocks[first + 1].gap
        if apart and number - 1 not in self.blocks:
            number -= 1
        self.blocks.update(range(first, number))
        return number

    def _is_link(self, block: Block) -> bool:
        if block.size > 25:
            return False
        text = self._page.of(block)
        if not block.closed or text.endswith(_ELLIPSIS):
            return True
        return block.size <= 20 and not text.rstrip("\"”’'»").endswith(".")

    def _comments(self, number: int) -> None:
        rest = range(number, len(self._page.blocks))
        signs = sum(1 for n in rest if _COMMENT.search(self._page.of(self._page.blocks[n])))
        if signs:
            self.blocks.update(rest)

    def _head_menu(self) -> None:
        """Lines before the first prose: menu words, where several stand together or one stands at the very top."""
        head = range(self.first_prose)
        words = [number for number in head if self.is_menu_word(number)]
        blocks = self._page.blocks
        self.blocks.update(words)
        if len(words) >= 2:
            for number in range(words[0], words[-1]):
                if blocks[number].size <= 3 and not blocks[number].closed:
                    self.blocks.add(number)

    def _tail_menus(self) -> None:
        """Runs of lines without a full stop after the last prose."""
        blocks = self._page.blocks
        run: list[int] = []
        for number in range(self.last_prose + 1, len(blocks) + 1):
            if number < len(blocks) and (number in self.blocks or self._may_be_menu(number)):
                run.append(number)
                continue
            self._judge_run(run)
            run = []

    def _may_be_menu(self, number: int) -> bool:
        block = self._page.blocks[number]
        above = self._page.text[self._page.blocks[number - 1].end - 1] if number else ""
        return self._is_link(block) and not block.bullet and above not in ":："

    def _judge_run(self, run: Sequence[int]) -> None:
        blocks = self._page.blocks
        fresh = [number for number in run if number not in self.blocks]
        self.blocks.update(number for number in fresh if self.is_menu_word(number))
        if not fresh or len(run) < MENU_RUN:
            return
        known = len(fresh) < len(run) or any(self.is_menu_word(number) for number in fresh)
        if known or sum(blocks[number].size for number in fresh) >= 4 * len(fresh):
            self.blocks.update(fresh)


def is_quote(text: str) -> bool:
    """Whether somebody is quoted, which page furniture does not do."""
    return any(mark in text for mark in '"“«')


def is_prose(page: Page, block: Block) -> bool:
    """Whether a block reads as running text: a sentence with its full stop, or simply long."""
    sentence = block.closed and block.size >= _PROSE and not page.of(block).endswith(_ELLIPSIS)
    return sentence or block.size >= _LONG_PROSE


def _is_furniture_by_form(text: str, block: Block) -> bool:
    if block.size <= 25 and (_LINK_LINE.fullmatch(text) or _BARE_URL.fullmatch(text)):
        return True
    if text[0] == "©" or (block.size <= 20 and ("©" in text or text.lower().startswith("(c)"))):
        return True
    return not block.closed and " " not in text and "/" in text and _SIGN_OFF.fullmatch(text) is not None
