"""What a number in a text counts: people perhaps, or kilometres, francs, years of age, a road, a rifle.

Decided by the words right before and after it; nouns that are not in the lexicon leave it a count, and the
caller, who knows the nouns for victims, has the last word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from sahelsum.adjacent import Adjacent
from sahelsum.cardinals import Cardinal
from sahelsum.lexicon import lexicon_rows
from sahelsum.words import Words

Kind = Literal[
    "count", "year", "date", "time", "measure", "money", "ordinal", "age", "percent", "phone", "other",
]  # fmt: skip

_KINDS: dict[str, Kind] = {
    "other": "other", "measure": "measure", "money": "money", "percent": "percent", "age": "age",
}  # fmt: skip
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|e|er|re|ere|eme|emes|ers|nde)")
_MEASURED = re.compile(r"\d+(km|kms|km2|m|mm|cm|kg|ha|t)")
_CURRENCY = set("$€£₦¥")
_SINGLE_LETTERS = {"m", "t", "l", "g", "h"}


@dataclass(frozen=True, slots=True)
class KindWords:
    """What may follow a number (units), stand between it and its unit, or stand before it."""

    units: Adjacent[str]
    between: frozenset[str]
    prefixes: Adjacent[str]


@cache
def kind_words(language: str, desk: Path | None = None) -> KindWords:
    """The units and prefixes of `language`."""
    rows = lexicon_rows("units", language, desk)
    units = Adjacent([(phrase, sense.split()[0]) for phrase, sense in rows if sense != "between"])
    between = frozenset(word for phrase, sense in rows if sense == "between" for word in Words(phrase).folded)
    return KindWords(units, between, Adjacent(lexicon_rows("number_prefixes", language, desk)))


def glued_kind(word: str) -> Kind:
    """The kind of a word that mixes digits and letters: 3rd, 27e, 12km, G5, RN6."""
    if _ORDINAL.fullmatch(word):
        return "ordinal"
    return "measure" if _MEASURED.fullmatch(word) else "other"


def kind_of(words: Words, first: int, number: Cardinal, known: KindWords) -> Kind:
    """What the number in words `first` up to `number.last` counts; `first` is where its qualifier starts, if any."""
    if number.shape in ("phone", "ordinal"):
        return number.shape
    marked = _marked(words, first, number)
    if marked is not None:
        return marked
    prefix = known.prefixes.before(words, first)
    if prefix is not None and (prefix[1] != "other" or number.shape == "digits"):
        return _KINDS[prefix[1]]
    unit = _unit(words, number.last, known, number.shape != "words")
    if unit is not None:
        return unit
    return "other" if number.value is None else "count"


def _marked(words: Words, first: int, number: Cardinal) -> Kind | None:
    """The kind that a sign beside the number tells: $30, 30 %, AK-47, 24/7, 16:30, a list's "2."."""
    text, start, end = words.text, words.starts[first], words.ends[number.last - 1]
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before.strip()[-1:] in _CURRENCY or after.lstrip()[:1] in _CURRENCY:
        return "money" if before.strip() or after.strip() else None
    if after.lstrip()[:1] in ("%", "‰"):
        return "percent"
    if after[:1] == "°":
        return "measure"
    if number.shape == "words":
        return None
    tied = (before[-1:] in ("-", "‑") and before[:1].isalpha()) or before[-1:] in ("/", "_", "@")
    tied = tied or before.strip()[-1:] in ("°", "º", "#") or (first > 0 and words.folded[first - 1] in ("no", "nos"))
    runs_on = after[:1] in ("/", ":") and after[1:2].isdigit()
    return "other" if tied or runs_on or _numbers_a_line(text, start, after) else None


def _numbers_a_line(text: str, start: int, after: str) -> bool:
    if after not in (". ", ") "):
        return False
    line = text[max(0, start - 4) : start]
    return not line or line.rstrip(" \t").endswith("\n") or (start <= 4 and not line.strip())


def _unit(words: Words, at: int, known: KindWords, digits: bool) -> Kind | None:
    """The unit after a number, over at most two small words ("deux longues semaines", "30 millions de FCFA")."""
    for after in range(at, at + 3):
        if after >= len(words) or not words.soft[after]:
            return None
        found = known.units.at(words, after)
        if found is not None and (digits or words.folded[after] not in _SINGLE_LETTERS):
            return _KINDS[found[1]]
        if words.folded[after] not in known.between:
            return None
    return None
