"""An article's text cut where evidence begins and ends, each piece with the errors that rest on it.

Spans overlap and repeat (a sentence may hold six facts), so the text is swept once from left to right: a piece is what
lies between two ends, and it knows every error whose words it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sahelsum.scoring.run import Miss, Span

GRAVITY = ("invented", "wrong", "missed", "partial")
"""The classes, the gravest first: it lends a piece its colour."""
_LETTERS = {"partial": "P", "wrong": "W", "missed": "M", "invented": "I"}
Side: TypeAlias = str
"""Whose words they are: `gold` or `record`."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. `errors` are the numbers (from 1) of the errors that rest on it, `verdict` the gravest class
    among them ("": plain text), `sides` who has something from here. `opens` are the errors whose words begin here,
    and whether for the first time."""

    text: str
    errors: tuple[int, ...] = ()
    verdict: str = ""
    sides: str = ""
    opens: tuple[tuple[int, bool], ...] = ()


def label(number: int, miss: Miss) -> str:
    """What an error is called in the text and in the list: `M3` is the third, missed."""
    return f"{_LETTERS[miss.verdict]}{number}"


def pieces(text: str, errors: Sequence[Miss]) -> Iterator[Piece]:
    """The whole text in order; spans outside it count as far as they lie inside."""
    begins: dict[int, list[tuple[int, Side]]] = defaultdict(list)
    ends: dict[int, list[tuple[int, Side]]] = defaultdict(list)
    for number, side, (start, end) in _spans(errors, len(text)):
        begins[start].append((number, side))
        ends[end].append((number, side))
    open_: Counter[tuple[int, Side]] = Counter()
    seen: set[int] = set()
    at = 0
    for point in sorted({*begins, *ends, len(text)}):
        if point > at:
            begun = sorted({number for number, _ in begins.get(at, [])})
            yield _piece(text[at:point], open_, errors, tuple((number, number not in seen) for number in begun))
            seen.update(begun)
            at = point
        open_.update(begins.get(point, []))
        open_.subtract(ends.get(point, []))
        open_ = +open_


def _spans(errors: Sequence[Miss], length: int) -> Iterator[tuple[int, Side, Span]]:
    for number, miss in enumerate(errors, start=1):
        for side, spans in (("gold", miss.gold_at), ("record", miss.found_at)):
            for start, end in spans:
                inside = max(0, start), min(end, length)
                if inside[0] < inside[1]:
                    yield number, side, inside


def _piece(
    text: str, open_: Counter[tuple[int, Side]], errors: Sequence[Miss], opens: tuple[tuple[int, bool], ...]
) -> Piece:
    if not open_:
        return Piece(text)
    numbers = sorted({number for number, _ in open_})
    gravest = min((errors[number - 1].verdict for number in numbers), key=GRAVITY.index)
    sides = {side for _, side in open_}
    return Piece(text, tuple(numbers), gravest, "both" if len(sides) > 1 else sides.pop(), opens)
