"""Do these quotes state this number? For whoever checks what was written down against the words it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from sahelsum.fold import fold
from sahelsum.numbers import find_counts
from sahelsum.words import Words


def states(quotes: Iterable[str], low: int | None, high: int | None, text: str, language: str) -> bool:
    """Whether one of the quotes says low and high, in digits or words. One person (`the driver`), nobody (`unhurt`) and
    a vague number need no numeral: there `text`, the number's own words, has to stand in a quote."""
    wanted = low, high
    if wanted in ((0, 0), (1, 1), (None, None)):
        return bool(text.strip()) and any(fold(text) in fold(quote) for quote in quotes)
    digits = {str(bound) for bound in wanted if bound is not None}
    return any(digits <= _plain(quote) or wanted in _bounds(quote, language) for quote in quotes)


def _plain(quote: str) -> set[str]:
    """The short numerals that stand by themselves; longer ones may be years or grouped, which the parser knows."""
    return {numeral for numeral in _NUMERAL.findall(quote) if len(numeral) <= _PLAIN}


_NUMERAL = re.compile(r"\d(?:[\d.,\s]*\d)?")
_PLAIN = 3


@lru_cache(maxsize=4096)
def _bounds(quote: str, language: str) -> frozenset[tuple[int | None, int | None]]:
    return frozenset((count.low, count.high) for count in find_counts(Words(quote), language))
