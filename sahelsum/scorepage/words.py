"""How the page says things: numbers and intervals, and characters that a browser would obey instead of show."""

from __future__ import annotations

import re
import unicodedata

from sahelsum.scoring.spreads import Told

NOTHING = "–"


def share(value: float | None) -> str:
    """A score from 0 to 1; a dash where there is none."""
    return NOTHING if value is None else f"{value:.3f}"


def between(spread: Told) -> str:
    """The interval, "" where none is told."""
    return "" if spread.low is None or spread.high is None else f"{spread.low:.3f} to {spread.high:.3f}"


def moved(value: float) -> str:
    """A difference with its sign, a true minus in front of a fall."""
    return f"{value:+.3f}".replace("-", "−")


def chance(value: float) -> str:
    """How often chance alone does it."""
    return "<\u202f0.001" if value < 0.001 else f"{value:.3f}"


def counted(number: int, what: str, several: str = "") -> str:
    """`1 article`, `1,200 articles`."""
    return f"{number:,} {what if number == 1 else several or f'{what}s'}"


def visible(text: str) -> str:
    """`text` with every character made visible that a browser would obey or drop: controls, marks that turn the
    direction of the text, halves of a pair. Line ends and tabs stay."""
    return _OBEYED.sub(_shown, text)


_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_PICTURES, _DELETE = 0x2400, 0x7F
"""Where Unicode keeps a picture of each control character: ␀ for NUL."""


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < ord(" "):
        return chr(_PICTURES + code)
    if code == _DELETE:
        return "␡"
    return f"⟨{unicodedata.name(match[0], f'U+{code:04X}').lower()}⟩"
