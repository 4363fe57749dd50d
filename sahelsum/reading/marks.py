"""All marks of a text, laid over each other: suspect over boilerplate over repeat, sorted, never overlapping.

Inside sentences that are the story, only what is not prose is marked: telephone numbers and web addresses, whose
digits would otherwise be read as tolls.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from sahelsum.article import Mark, MarkKind
from sahelsum.reading.blocks import Page

_PHONE = re.compile(
    r"(?<![\w.,/+-])(?:\(?\+\d{1,3}\)?[ \u00a0.-]?|00\d{2,3}[ \u00a0.-])?"
    r"\(?\d{1,4}\)?(?:[ \u00a0.-]\d{2,4}){1,6}(?![\w-])"
)
_PLUS = re.compile(r"(?<![\w.,/+-])(?:\+|00)\d{8,14}(?!\w)")
_CALL = re.compile(
    r"\b(?:t[ée]l|phone|call|whatsapp|hotline|num[ée]ros?|appele[rz]|contacte[rz]|joindre|sms)\b", re.IGNORECASE
)
_URL = re.compile(r"(?:https?://|\bwww\.)[^\s<>\"”»)\]]+")
_MAIL = re.compile(r"(?<![\w.@])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_LAYERS: tuple[MarkKind, ...] = ("repeat", "boilerplate", "suspect")


def addresses(page: Page) -> Iterator[tuple[int, int]]:
    """Spans (start, end) of telephone numbers, web addresses and e-mail addresses."""
    text = page.text
    if "://" in text or "www." in text:
        yield from (match.span() for match in _URL.finditer(text))
    if "@" in text:
        yield from (match.span() for match in _MAIL.finditer(text))
    for match in _PLUS.finditer(text):
        yield match.span()
    for match in _PHONE.finditer(text):
        if _is_phone(match.group(), text[max(0, match.start() - 40) : match.start()]):
            yield match.span()


def _is_phone(number: str, before: str) -> bool:
    """Eight digits or more, in groups that are not those of a large number, a date or a list of years."""
    groups = re.findall(r"\d+", number)
    digits = sum(map(len, groups))
    if digits < 8:
        return False
    if number[0] in "+(" or number.startswith("00"):
        return True
    thousands = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3 and groups[0][0] != "0"
    years = sum(len(group) == 4 and group[:2] in ("19", "20") for group in groups)
    if thousands or years:
        return False
    return len(groups) >= 4 or _CALL.search(before) is not None


def layered(text: str, spans: Mapping[MarkKind, Iterable[tuple[int, int]]]) -> tuple[Mark, ...]:
    """The marks for `spans`, each cut where a stronger kind covers it; neighbours of one kind are joined."""
    edges: list[tuple[int, int, int]] = []
    for layer, kind in enumerate(_LAYERS):
        for start, end in spans.get(kind, ()):
            if start < end:
                edges += [(start, 1, layer), (end, -1, layer)]
    edges.sort()
    open_ = [0] * len(_LAYERS)
    marks: list[Mark] = []
    position = 0
    for place, step, layer in edges:
        top = next((n for n in reversed(range(len(_LAYERS))) if open_[n]), None)
        if top is not None and place > position:
            _append(text, marks, Mark(_LAYERS[top], position, place))
        open_[layer] += step
        position = place
    return tuple(marks)


def _append(text: str, marks: list[Mark], mark: Mark) -> None:
    """Adds `mark` without the white space at its ends, joined to the one before where only white space parts them."""
    start, end = mark.start, mark.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return
    mark = Mark(mark.kind, start, end)
    last = marks[-1] if marks else None
    if last is not None and last.kind == mark.kind and not text[last.end : mark.start].strip():
        marks[-1] = Mark(mark.kind, last.start, mark.end)
    else:
        marks.append(mark)
