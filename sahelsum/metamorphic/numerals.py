"""Whole numbers in words, English and French: what `cardinals` reads, written."""

from __future__ import annotations

_EN = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_EN_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_FR = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
_FR_TENS = ("vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt")
LIMIT = 1000
"""The first number that is not written in words here."""


def spelt(number: int, language: str) -> str:
    """`number` (0 up to, not including, LIMIT) in the words of `language` ("en" or "fr").

    Raises:
        ValueError: it is out of range.
    """
    if not 0 <= number < LIMIT:
        raise ValueError(f"{number} is not written in words here")
    hundreds, rest = divmod(number, 100)
    below = (_french if language == "fr" else _english)(rest)
    if not hundreds:
        return below
    if language == "fr":
        head = "cent" if hundreds == 1 else f"{_FR[hundreds]} cent{'' if rest else 's'}"
        return f"{head} {below}" if rest else head
    return f"{_EN[hundreds]} hundred{f' and {below}' if rest else ''}"


def like(written: str, words: str) -> str:
    """`words` with the capitals of `written`: `Four`, `FOUR`."""
    if written.isupper():
        return words.upper()
    return words[:1].upper() + words[1:] if written[:1].isupper() else words


def _english(number: int) -> str:
    if number < 20:
        return _EN[number]
    tens, units = divmod(number, 10)
    return f"{_EN_TENS[tens - 2]}-{_EN[units]}" if units else _EN_TENS[tens - 2]


def _french(number: int) -> str:
    """Soixante and quatre-vingt go on to nineteen: soixante-douze, quatre-vingt-onze."""
    if number < 20:
        return _FR[number]
    tens = number // 10
    ten, units = _FR_TENS[tens - 2], number - 10 * (tens - tens % 2 if tens > 5 else tens)
    if number == 80:
        return "quatre-vingts"
    if units in (1, 11) and number < 80:
        return f"{ten} et {_FR[units]}"
    return f"{ten}-{_FR[units]}" if units else ten
