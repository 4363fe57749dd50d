"""Which four digits are a year: 2012, unless its neighbours make it a count ("2000 soldiers") or part of something.

Years and counts are found by different rooms; both ask here, so that no number is read as both or as neither.
"""

from __future__ import annotations

from sahelsum.cardinals import is_digits
from sahelsum.words import Words

YEARS = range(1900, 2101)
_YEAR_AFTER = {
    "in", "en", "since", "depuis", "an", "annee", "year", "until", "by", "during", "fin", "debut", "mid", "mi", "early",
    "late", "annees", "years",
}  # fmt: skip
_LOOSE_BEFORE = {
    "than", "least", "over", "about", "around", "nearly", "some", "almost", "environ", "quelque", "moins", "up",
}  # fmt: skip
_PARTED = {"plus", "moins", "pres", "pas"}
_DETERMINERS = {"the", "le", "la", "les", "du", "of", "s", "l", "de"}
PEOPLE = {"people", "persons", "personnes", "men", "women", "children", "habitants", "morts", "civil", "soldats"}


def read_year(words: Words, at: int) -> int | None:
    """The year that word `at` is, if its neighbours do not make it a count or a part of something else."""
    if not is_year(words, at) or glued(words, at):
        return None
    value = int(words.folded[at])
    before = words.folded[at - 1] if at and words.soft[at] else ""
    after = words.folded[at + 1] if at + 1 < len(words) and words.soft[at + 1] else ""
    lower = bool(after) and words.text[words.starts[at + 1]].islower()
    plural = (lower and after[-1] in "sx" and len(after) > 3) or after in PEOPLE
    if before in _LOOSE_BEFORE or (before in ("de", "d") and at > 1 and words.folded[at - 2] in _PARTED):
        return None
    if before in _YEAR_AFTER:
        return None if plural and value % 50 == 0 else value
    if before in _DETERMINERS:
        return None if plural and (value % 50 == 0 or after in PEOPLE) else value
    return None if plural else value


def is_year(words: Words, at: int) -> bool:
    """Whether word `at` looks like a year, whatever stands around it."""
    word = words.folded[at]
    return len(word) == 4 and is_digits(word) and int(word) in YEARS


def glued(words: Words, at: int) -> bool:
    """Whether a mark ties the number to another or to a unit: 2,024 or 2024% or n°2024 or 24/2024."""
    text, start, end = words.text, words.starts[at], words.ends[at]
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    tied = (before[-1:] in (",", ".", "/", "+", "#", "°", ":", "$", "€") and before[-1:] != "") or (
        len(after) == 2 and after[0] in ",.:/" and after[1].isdigit()
    )
    return tied or after.lstrip()[:1] in ("%", "°")


def year_beside(words: Words, at: int) -> bool:
    """Whether word `at`, which stands beside a month, is its year."""
    if not is_year(words, at) or words.text[words.ends[at] : words.ends[at] + 1] in ("%", "°", "$"):
        return False
    after = words.folded[at + 1] if at + 1 < len(words) and words.soft[at + 1] else ""
    return not (int(words.folded[at]) % 50 == 0 and (after in PEOPLE or after[-1:] == "s"))
