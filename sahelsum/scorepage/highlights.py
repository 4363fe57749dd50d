"""An article's text cut where evidence begins and ends, each piece with the errors that rest on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sahelsum.scoring.run import Miss
from sahelsum.stretches import Stretch, stretches

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
    seen: set[int] = set()
    for stretch in stretches(text, sorted(_spans(errors))):
        begun = list(dict.fromkeys(number for number, _ in stretch.begun))
        yield _piece(stretch, errors, tuple((number, number not in seen) for number in begun))
        seen.update(begun)


def _spans(errors: Sequence[Miss]) -> Iterator[tuple[tuple[int, Side], int, int]]:
    for number, miss in enumerate(errors, start=1):
        for side, spans in (("gold", miss.gold_at), ("record", miss.found_at)):
            yield from (((number, side), start, end) for start, end in spans)


def _piece(
    stretch: Stretch[tuple[int, Side]], errors: Sequence[Miss], opens: tuple[tuple[int, bool], ...]
) -> Piece:
    if not stretch.keys:
        return Piece(stretch.text)
    numbers = list(dict.fromkeys(number for number, _ in stretch.keys))
    gravest = min((errors[number - 1].verdict for number in numbers), key=GRAVITY.index)
    sides = {side for _, side in stretch.keys}
    return Piece(stretch.text, tuple(numbers), gravest, "both" if len(sides) > 1 else sides.pop(), opens)
