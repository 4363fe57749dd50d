"""Two numbers that are one count: "10-15", "ten to fifteen", « entre dix et quinze », « deux à trois mille ».

A toll that "rose from 10 to 15" is two counts, not a range.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sahelsum.adjacent import Adjacent
from sahelsum.cardinals import Cardinal, Roles, is_digits, number_words, read_cardinal
from sahelsum.fold import DASHES, fold
from sahelsum.lexicon import lexicon_rows
from sahelsum.words import Words

_PERHAPS = frozenset({"perhaps", "maybe", "possibly", "voire"})


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, which are in order; `second` is the number that ends it, `opened` where its words start."""

    second: Cardinal
    low: int
    high: int
    opened: int


@dataclass(frozen=True, slots=True)
class RangeWords:
    """The words that open a range, join its ends, or tell that a toll was revised."""

    numbers: Roles
    openers: Adjacent[str]
    joining: dict[str, str]
    revisions: frozenset[str]


@cache
def range_words(language: str, desk: Path | None = None) -> RangeWords:
    """The range vocabulary of `language`."""
    rows = lexicon_rows("qualifiers", language, desk)

    def meaning(*senses: str) -> list[tuple[str, str]]:
        return [(phrase, sense) for phrase, sense in rows if sense.split()[0] in senses]

    return RangeWords(
        number_words(language, desk),
        Adjacent(meaning("opener")),
        {fold(phrase): sense for phrase, sense in meaning("connector", "joiner")},
        frozenset(fold(phrase) for phrase, _ in meaning("revision")),
    )


def read_range(words: Words, first: int, floor: int, core: Cardinal, known: RangeWords) -> Range | None:
    """`10-15`, `10 to 15`, `entre dix et quinze`, `de 10 à 15`; not a toll that "rose from 10 to 15"."""
    if core.value is None or core.about or core.last >= len(words):
        return None
    opener = known.openers.before(words, first)
    between = opener is not None and opener[1].endswith("between")
    joined = _joined(words, core, between, known)
    second = read_cardinal(words, joined, known.numbers) if joined is not None else None
    if second is None or second.weak or second.value is None or second.shape in ("ordinal", "phone", "decimal"):
        return None
    low, high = _same_scale(core, second), second.value
    if low >= high:
        return None
    opened = opener[0] if opener is not None and opener[0] >= floor else first
    if opened < first and not between and _revised(words, opened, known):
        return None
    return Range(second, low, high, opened)


def _joined(words: Words, core: Cardinal, between: bool, known: RangeWords) -> int | None:
    """The word where the second number of a range would start."""
    at = core.last
    gap = words.text[words.ends[at - 1] : words.starts[at]]
    if len(gap.strip()) == 1 and gap.strip() in DASHES and len(gap) <= 3:
        return at if not core.weak else None
    perhaps = _after_perhaps(words, at)
    if perhaps is not None and gap.strip() in ("", ",") and not core.weak:
        return perhaps
    joint = known.joining.get(words.folded[at])
    if not words.soft[at] or joint is None or (joint == "joiner" and not between):
        return None
    if core.weak and not is_digits(words.folded[at - 1]) and known.numbers[words.folded[at - 1]][0] != "one":
        return None
    return at + 1 if at + 1 < len(words) and words.soft[at + 1] else None


def _after_perhaps(words: Words, at: int) -> int | None:
    """`three, perhaps four`, `neuf, peut-être dix`: the word where the second number starts."""
    here = tuple(words.folded[at : at + 2])
    length = 2 if here == ("peut", "etre") else 1 if here[:1] and here[0] in _PERHAPS else 0
    return at + length if length and at + length < len(words) else None


def _same_scale(core: Cardinal, second: Cardinal) -> int:
    """`deux à trois mille` is from two thousand."""
    low, high = core.value or 0, second.value or 0
    shared = second.scale > 1 and core.scale == 1 and low < 1000 and low * second.scale < high
    return low * second.scale if shared else low


def _revised(words: Words, opened: int, known: RangeWords) -> bool:
    return any(word in known.revisions for word in _back(words, opened, 4))


def _back(words: Words, at: int, reach: int) -> Iterator[str]:
    """The words before `at`, nearest first, up to `reach` of them or to a stop."""
    for before in range(at, max(0, at - reach), -1):
        if not words.soft[before]:
            return
        yield words.folded[before - 1]
