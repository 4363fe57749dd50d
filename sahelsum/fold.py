"""The one definition of "the same letters": case, accents, quote marks, dashes and spaces set aside.

Names in the data files, lexicon phrases and quotes are all compared through it, so that `Sandaré`,
`SANDARE` and `sandare` meet, and a curly apostrophe meets a straight one. It never drops or swaps a
letter or a digit: what differs by spelling stays different.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

APOSTROPHES = "'’‘ʼʻ`´′‛ꞌ＇"
QUOTE_MARKS = '"“”„‟«»‹›″＂'
DASHES = "-‐‑‒–—―−－"
SPACES = (
    " \t\n\r\f\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"

_SPECIAL = {
    **dict.fromkeys(APOSTROPHES, "'"),
    **dict.fromkeys(QUOTE_MARKS, '"'),
    **dict.fromkeys(DASHES, "-"),
    **dict.fromkeys(SPACES, " "),
    **dict.fromkeys(INVISIBLE, ""),
    "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o",
    "đ": "d", "Đ": "d", "ɗ": "d", "Ɗ": "d", "ɓ": "b", "Ɓ": "b", "ŋ": "n", "Ŋ": "n", "ƙ": "k", "Ƙ": "k",
}  # fmt: skip


@lru_cache(maxsize=8192)
def fold_char(char: str) -> str:
    """The folded form of one character: zero, one or a few characters."""
    special = _SPECIAL.get(char)
    if special is not None:
        return special
    apart = unicodedata.normalize("NFKD", char)
    return "".join(_SPECIAL.get(c, c) for c in apart if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """`text` without case, accents or typography; runs of spaces become one, ends are stripped."""
    folded = text.lower() if text.isascii() else "".join(map(fold_char, text))
    return " ".join(folded.split())
