"""Times of day: parts ("before dawn", « dans la matinée ») and clock times ("around 4 a.m.", « vers 17h30 »).

Words only, no clock values: a record keeps the time of day as the article says it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sahelsum.adjacent import Adjacent
from sahelsum.cardinals import is_digits, number_words
from sahelsum.lexicon import lexicon_rows
from sahelsum.words import Words

_CLOCK = re.compile(r"(\d{1,2})(?:h|am|pm)(?:\d{2})?(?:mn|min|tu|gmt)?")
_DURATION_BEFORE = {"de", "et", "apres", "depuis", "avant", "entre"}


@dataclass(frozen=True, slots=True)
class TimeHit:
    """A time of day: words `first` up to `last`, characters `start:end`. `edge`: early, late, tôt, tard alone."""

    first: int
    last: int
    start: int
    end: int
    edge: bool = False
    clock: bool = False


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The vocabulary of times in one language; `links` may stand between a date and a time."""

    parts: Adjacent[str]
    before: Adjacent[str]
    clock: Adjacent[str]
    links: frozenset[str]
    spelt: frozenset[str]
    french: bool
    """In French, « trois PM » are machine pistols."""


@cache
def time_words(language: str, desk: Path | None = None) -> TimeWords:
    """The time vocabulary of `language`."""
    rows = [(phrase, sense.split()) for phrase, sense in lexicon_rows("times_of_day", language, desk)]

    def pick(*wanted: str) -> list[tuple[str, str]]:
        return [(phrase, role) for phrase, roles in rows for role in roles if role in wanted]

    links = frozenset(word for phrase, _ in pick("link", "before") for word in Words(phrase).folded)
    numbers = number_words(language, desk)
    spelt = frozenset(word for word, (role, _) in numbers.items() if role in ("unit", "teen", "ten"))
    return TimeWords(
        Adjacent(pick("part", "edge")),
        Adjacent(pick("before")),
        Adjacent(pick("clock")),
        links,
        spelt,
        language == "fr",
    )


def find_times(words: Words, language: str, desk: Path | None = None) -> list[TimeHit]:
    """Every time of day in the text, in order, none overlapping."""
    known = time_words(language, desk)
    hits: list[TimeHit] = []
    at, parts = 0, known.parts.by_first
    for first, word in enumerate(words.folded):
        if first < at or not (word in parts or word[0].isdigit() or word in known.spelt):
            continue
        hit = _clock(words, first, hits[-1].last if hits else 0, known) or _part(words, first, known)
        if hit is not None:
            hits.append(hit)
            at = hit.last
    return hits


def _part(words: Words, first: int, known: TimeWords) -> TimeHit | None:
    found = known.parts.at(words, first)
    if found is None:
        return None
    last, role = found
    return TimeHit(first, last, words.starts[first], words.ends[last - 1], edge=role == "edge")


def _clock(words: Words, number: int, floor: int, known: TimeWords) -> TimeHit | None:
    last = _clock_end(words, number, known)
    if last is None:
        return None
    for _ in range(2):
        suffix = known.clock.after(words, last)
        if suffix is None:
            break
        last = suffix[0]
    prefix = known.before.before(words, number)
    first = prefix[0] if prefix is not None and prefix[0] >= floor else number
    return TimeHit(first, last, words.starts[first], words.ends[last - 1], clock=True)


def _clock_end(words: Words, number: int, known: TimeWords) -> int | None:
    word = words.folded[number]
    if not word[0].isdigit():
        return _spelt_end(words, number, known)
    glued = _CLOCK.fullmatch(word)
    if glued is not None:
        return number + 1 if int(glued.group(1)) <= 24 else None
    if not is_digits(word):
        return None
    after = number + 1
    if len(word) == 4 and after < len(words) and words.soft[after] and words.folded[after] in ("hrs", "hours", "gmt"):
        return after
    if len(word) > 2 or int(word) > 24 or after >= len(words):
        return None
    return _digits_end(words, number, known)


def _digits_end(words: Words, number: int, known: TimeWords) -> int | None:
    after, following = number + 1, words.folded[number + 1]
    gap = words.text[words.ends[number] : words.starts[after]]
    if gap == ":" and len(following) == 2 and is_digits(following):
        return _meridiem(words, after + 1) or after + 1
    if gap == "." and len(following) == 2 and is_digits(following):
        return _meridiem(words, after + 1)
    if gap == ":" and following[:2].isdigit() and following[2:] in ("am", "pm"):
        return after + 1
    ended = None if known.french else _meridiem(words, after)
    if ended is not None or not words.soft[after]:
        return ended
    if following == "h" or re.fullmatch(r"h\d{2}", following):
        return after + 1 + (following == "h" and _minutes(words, after + 1))
    return _spelt_end(words, number, known)


def _meridiem(words: Words, at: int) -> int | None:
    """The word after am, pm, a.m. or p.m. at word `at`."""
    if at >= len(words) or not words.soft[at]:
        return None
    if words.folded[at] in ("am", "pm"):
        return at + 1
    marked = words.folded[at] in ("a", "p") and words.folded[at + 1 : at + 2] == ["m"]
    return at + 2 if marked and words.text[words.ends[at] : words.starts[at + 1]].strip() == "." else None


def _spelt_end(words: Words, number: int, known: TimeWords) -> int | None:
    """`quatre heures du matin`, `à 20 heures 30`, `four o'clock`; a duration without such company is none."""
    after = number + 1
    if after >= len(words) or not words.soft[after] or words.folded[after] not in ("heures", "heure", "o"):
        return None if known.french else _meridiem(words, after)
    last = after + 1
    if words.folded[after] == "o":
        return last + 1 if words.folded[last : last + 1] == ["clock"] else None
    minutes = _minutes(words, last)
    last += minutes
    prefix = known.before.before(words, number)
    opened = prefix is not None and (number - prefix[0] > 1 or words.folded[number - 1] not in _DURATION_BEFORE)
    return last if minutes or opened or known.clock.after(words, last) is not None else None


def _minutes(words: Words, at: int) -> bool:
    return at < len(words) and words.soft[at] and len(words.folded[at]) == 2 and is_digits(words.folded[at])
