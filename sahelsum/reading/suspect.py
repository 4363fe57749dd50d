"""Passages that address a machine: instructions to a reader program, chat roles, forged records, hidden text.

Only the sentence or line is marked, and what stands between two such in one paragraph; never the paragraph, so that an
attacker cannot hide a fact by writing next to it.
Telling words mark a sentence in pairs (an order and its object, a machine and a duty): a system, an assistant governor
and an army that ignores instructions are ordinary news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sahelsum.reading.blocks import Block, Page, sentences
from sahelsum.reading.lexicon import BlockHits, Found

_MARKUP = re.compile(
    r"<\|[^|>\n]{1,40}\|>|\[/?INST\]|<</?SYS>>|</?s>"
    r"|</?(?:system|assistant|user|human|instructions?|prompt|article|document|record|evidence|output|json)\s{0,9}/?>"
    r"|\{\{[^{}\n]{1,60}\}\}|\{%[^%\n]{1,60}%\}",
    re.IGNORECASE,
)
_RECORD_KEY = re.compile(r"""["'“”]\w[\w -]{0,40}["'“”]\s{0,9}:\s{0,9}(?=["'“\[{\d-]|true|false|null)""")
_SPLIT = re.compile(r"(?<=[^\W\d_])[\u200b-\u200d\u2060\ufeff]+(?=[^\W\d_])|[\u202a-\u202e\u2066-\u2069]")
"""Characters without width inside a word, and those that turn the direction of writing: both hide words."""
_BETWEEN = 3
"""Sentences between two that address a machine, in one paragraph, from which they are all words to it: the forged facts
stand between the address and the order."""
_UNSEEN = re.compile(
    r"<(\w{1,12})\b[^<>]{0,200}(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|font-size\s{0,3}:\s{0,3}0\b)"
    r"[^<>]{0,200}>",
    re.IGNORECASE,
)
"""An element of a page that a browser would not show, where its tags are left in the text."""
_HIDDEN = re.compile(r"<!--|[\U000e0000-\U000e007f]+")
_BEFORE_IMPERATIVE = frozenset(("please", "now", "then", "and", "et", "veuillez", "maintenant", "alors"))
_REPORTED = frozenset(("to", "not", "de", "d", "pas"))
_SHORT_NAMES = frozenset(("ai", "ia", "gpt", "llm"))


def suspect(page: Page, found: BlockHits) -> Iterator[tuple[int, int]]:
    """Spans (start, end) that address a machine; `found` are the hits of `suspect.csv`. May overlap."""
    yield from _hidden(page.text)
    for number, block in enumerate(page.blocks):
        here = [hit for hit in found.get(number, ()) if _is_written_so(page, hit)]
        yield from _markup(page, block)
        if any("role" in hit.sense and _is_role(page, block, hit) for hit in here):
            yield block.start, block.end
        elif here:
            yield from _sentences(page, block, here)


def _sentences(page: Page, block: Block, here: Sequence[Found]) -> Iterator[tuple[int, int]]:
    begun: int | None = None
    since = position = 0
    for start, end in sentences(page.text, block.start, block.end):
        first = position
        while position < len(here) and here[position].start < end:
            position += 1
        hits = here[first:position]
        if _addresses(page, start, hits) or (begun is not None and _goes_on(page, start, hits)):
            yield (start if begun is None else begun), end
            begun, since = end, 0
        elif begun is not None:
            since += 1
            begun = begun if since < _BETWEEN else None


def _addresses(page: Page, start: int, hits: Sequence[Found]) -> bool:
    if not hits:
        return False
    senses = {sense for hit in hits for sense in hit.sense.split()}
    duty = "machine" in senses or "you" in senses
    for hit in hits:
        if hit.sense.startswith("sure"):
            reported = hit.note == "all" and hit.first > 0 and page.words.folded[hit.first - 1] in _REPORTED
            if duty or not reported:
                return True
    if "order" in senses and "object" in senses:
        opens = any(hit.sense == "order" and _opens(page, start, hit) for hit in hits)
        return opens or duty
    if "machine" in senses:
        heads = any(hit.sense == "role" and _opens(page, start, hit) for hit in hits)
        if {"must", "output"} <= senses or heads:
            return True
        dictates = any(hit.sense in ("output", "order") and _opens(page, start, hit) for hit in hits)
        named = any("machine" in hit.sense and hit.start == start for hit in hits)
        return dictates or (named and ("you" in senses or "order" in senses)) or {"you", "output"} <= senses
    return False


def _goes_on(page: Page, start: int, hits: Sequence[Found]) -> bool:
    """Whether the sentence after a suspect one continues it: it dictates, or speaks to somebody."""
    return any(hit.sense in ("output", "order", "you") and _opens(page, start, hit) for hit in hits)


def _opens(page: Page, start: int, hit: Found) -> bool:
    """Whether the hit opens its sentence or a clause of it, as an imperative does."""
    between = page.text[max(start, hit.start - 12) : hit.start]
    stripped = between.rstrip(" \"'“«‘(*_#-–—[<>|")
    if not stripped or stripped[-1] in ",:;.!?\n":
        return True
    return hit.first > 0 and page.words.folded[hit.first - 1] in _BEFORE_IMPERATIVE


def _is_written_so(page: Page, hit: Found) -> bool:
    """`AI` and its like must be capitals, and not the French `j'ai`."""
    if "machine" not in hit.sense or page.words.folded[hit.first] not in _SHORT_NAMES:
        return True
    written = page.text[hit.start : page.words.ends[hit.first]]
    return written.isupper() and not (hit.first > 0 and page.words.folded[hit.first - 1] in ("j", "n"))


def _is_role(page: Page, block: Block, hit: Found) -> bool:
    if hit.first != block.first:
        return False
    text = page.text
    lead = text[block.start : hit.start].strip(" \t")
    after = text[hit.end : min(block.end, hit.end + 4)].lstrip(" \u00a0\u202f")
    return (after.startswith(":") and lead.strip("*#>[(<-•") == "") or (lead.startswith("#") and hit.end == block.end)


def _markup(page: Page, block: Block) -> Iterator[tuple[int, int]]:
    """Lines with chat markup, and lines that are pieces of a record written out."""
    line = page.of(block)
    for signs, pattern in (("<[{", _MARKUP), ("", _SPLIT)):
        if (not signs or any(sign in line for sign in signs)) and pattern.search(line):
            yield from ((start, end) for start, end in sentences(page.text, block.start, block.end)
                        if pattern.search(page.text, start, end))  # fmt: skip
    if ":" in line and ('"' in line or "”" in line):
        keys = [match.start() for match in _RECORD_KEY.finditer(line)]
        if len(keys) >= 2 or (keys and (keys[0] <= 2 or "{" in line)):
            begin = line.find("{")
            begin = keys[0] if begin < 0 or begin > keys[0] else begin
            close = max(line.rfind("}"), line.rfind("]"))
            yield block.start + begin, block.end if close < keys[-1] else block.start + close + 1


def _hidden(text: str) -> Iterator[tuple[int, int]]:
    """Comments of a markup language, and characters that no reader sees."""
    position = 0
    while (match := _HIDDEN.search(text, position)) is not None:
        position = match.end()
        if match.group() == "<!--":
            close = text.find("-->", position)
            position = len(text) if close < 0 else close + 3
        yield match.start(), position
    position = 0
    while (match := _UNSEEN.search(text, position)) is not None:
        close = text.find(f"</{match.group(1)}", match.end())
        position = len(text) if close < 0 else text.find(">", close) + 1 or len(text)
        yield match.start(), position
