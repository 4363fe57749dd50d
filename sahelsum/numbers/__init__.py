"""Counts in a text: every number with its qualifier, its bounds, and whether it counts people at all.

The bounds follow DESIGN.md section 4 (Count). A number that is part of a date, a time, a road or a rifle is
given too, under its kind, so that a caller can tell "a number that nobody used" from "a number that is none".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from sahelsum.adjacent import Adjacent
from sahelsum.cardinals import Cardinal, Roles, number_words, read_cardinal
from sahelsum.dates import DateHit, find_dates
from sahelsum.dates.times import find_times
from sahelsum.fold import fold
from sahelsum.lexicon import lexicon_rows
from sahelsum.numbers.kinds import Kind, KindWords, glued_kind, kind_of, kind_words
from sahelsum.numbers.ranges import RangeWords, range_words, read_range
from sahelsum.words import Words

Qualifier = Literal["exact", "about", "at_least", "more_than", "up_to", "less_than", "range", "vague"]

_QUALIFIERS: dict[str, Qualifier] = {
    "about": "about", "at_least": "at_least", "more_than": "more_than", "up_to": "up_to", "less_than": "less_than",
}  # fmt: skip
_THAN = {"than", "de", "d", "du", "des"}
_TRAILING_REACH = 2  # words between a number and its trailing qualifier: "30 soldats au moins"


@dataclass(frozen=True, slots=True)
class CountHit:
    """Words `first` up to (not including) `last`, characters `start:end`, bounds as in `Count`.

    `number_start:number_end` is the number without its qualifier. A trailing qualifier behind a noun ("30 soldats
    au moins") lies within `end` but not within `last`, so that word `last` is always the noun. `weak`: a bare
    one/un/une/a/an, to be used only right before a noun for people. Only kind "count" has dependable bounds.
    """

    first: int
    last: int
    start: int
    end: int
    number_start: int
    number_end: int
    low: int | None
    high: int | None
    qualifier: Qualifier
    weak: bool
    kind: Kind


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    numbers: Roles
    before: Adjacent[str]
    after: Adjacent[str]
    fillers: frozenset[str]
    quantities: Adjacent[str]
    kinds: KindWords
    ranges: RangeWords
    starters: frozenset[str]


@cache
def _vocabulary(language: str, desk: Path | None) -> _Vocabulary:
    rows = [(phrase, sense.split()) for phrase, sense in lexicon_rows("qualifiers", language, desk)]

    def standing(*places: str) -> Adjacent[str]:
        return Adjacent([(phrase, sense[0]) for phrase, sense in rows if sense[-1] in places and len(sense) > 1])

    numbers = number_words(language, desk)
    quantities = Adjacent(lexicon_rows("vague", language, desk))
    starts = {word for word, (role, _) in numbers.items() if role not in ("and", "et", "size", "fraction")}
    return _Vocabulary(
        numbers,
        standing("before", "both"),
        standing("after", "both"),
        frozenset(fold(phrase) for phrase, sense in rows if sense == ["filler"]),
        quantities,
        kind_words(language, desk),
        range_words(language, desk),
        frozenset(starts | set(quantities.by_first)),
    )


def find_counts(
    words: Words, language: str, *, dates: Sequence[DateHit] | None = None, desk: Path | None = None
) -> list[CountHit]:
    """Every number in the text, in order, none overlapping; `dates` spares finding them a second time."""
    known = _vocabulary(language, desk)
    dated = find_dates(words, language, desk) if dates is None else dates
    taken = _taken(words, dated, language, desk)
    hits: list[CountHit] = []
    at = 0
    for first, word in enumerate(words.folded):
        if first < at or (word.isalpha() and word not in known.starters):
            continue
        found = known.quantities.at(words, first)
        if found is not None and found[1] == "skip":
            at = found[0]
            continue
        hit = _taken_hit(words, first, taken, known)
        if first not in taken:
            floor = next((before.last for before in reversed(hits[-2:]) if not before.weak), 0)
            hit = _quantity(words, first, found, known) or _number(words, first, floor, known)
            hit = hit or _mixed(words, first, known)
        if hit is not None:
            while hits and hits[-1].last > hit.first:
                hits.pop()  # the article of "an estimated 500" is part of the qualifier
            hits.append(hit)
            at = max(hit.last, first + 1)
    return hits


def _taken(words: Words, dates: Sequence[DateHit], language: str, desk: Path | None) -> dict[int, tuple[int, Kind]]:
    """For each word within a date or a clock time: where that ends, and its kind."""
    taken: dict[int, tuple[int, Kind]] = {}
    for time in find_times(words, language, desk):
        if time.clock:
            taken.update(dict.fromkeys(range(time.first, time.last), (time.last, "time")))
    for date in dates:
        kind: Kind = "year" if date.kind == "year" else "date"
        for at in range(date.first, date.last):
            taken.setdefault(at, (date.last, kind))
    return taken


def _taken_hit(words: Words, first: int, taken: dict[int, tuple[int, Kind]], known: _Vocabulary) -> CountHit | None:
    """The part of a date or time from its first number on; None while only words were met."""
    word = words.folded[first]
    numeric = first in taken and (not word.isalpha() or word in known.numbers)
    return _other(words, first, *taken[first]) if numeric else None


def _other(words: Words, first: int, last: int, kind: Kind) -> CountHit:
    start, end = words.starts[first], words.ends[last - 1]
    return CountHit(first, last, start, end, start, end, None, None, "exact", False, kind)


def _mixed(words: Words, first: int, known: _Vocabulary) -> CountHit | None:
    word = words.folded[first]
    if not word.isalpha():
        return _other(words, first, first + 1, glued_kind(word))
    return _other(words, first, first + 1, "ordinal") if known.numbers.get(word, ("",))[0] == "ordinal" else None


# -- quantities without a number ------------------------------------------------------------------------------


def _quantity(words: Words, first: int, found: tuple[int, str] | None, known: _Vocabulary) -> CountHit | None:
    """A vague quantity or an explicit zero; None where a number follows ("quelques 40 soldats")."""
    if found is None or found[1] not in ("vague", "zero"):
        return None
    last, sense = found
    follows = read_cardinal(words, last, known.numbers) if last < len(words) and words.soft[last] else None
    if follows is not None and not follows.weak:
        return None
    hit = _other(words, first, last, kind_of(words, first, Cardinal(last, 0), known.kinds))
    if sense == "vague":
        return replace(hit, qualifier="vague")
    return None if _of_information(words, last, known) else replace(hit, low=0, high=0)


def _of_information(words: Words, at: int, known: _Vocabulary) -> bool:
    """Whether what there is none of is information: "no death toll was given" is a silence, not a zero."""
    for after in range(at, min(at + 3, len(words))):
        if not words.soft[after]:
            return False
        found = known.quantities.at(words, after)
        if found is not None and found[1] == "information":
            return True
    return False


# -- numbers --------------------------------------------------------------------------------------------------


def _number(words: Words, first: int, floor: int, known: _Vocabulary) -> CountHit | None:
    core = read_cardinal(words, first, known.numbers)
    if core is None or _skipped(words, first):
        return None
    ranged = read_range(words, first, floor, core, known.ranges)
    number = ranged.second if ranged is not None else _repeated(words, core)
    last = number.last
    begin, sense = _before(words, ranged.opened if ranged is not None else first, floor, known)
    close = words.ends[last - 1] + (ranged is None and last > core.last)
    end, last_word = close, last
    trailing = _after(words, last, known) if sense in (None, "about") else None
    if trailing is not None:
        last_word, end, sense = trailing
    weak = core.weak and ranged is None and sense not in ("at_least", "more_than")
    if weak:
        begin, sense, end, last_word = first, None, close, last
    low, high, qualifier = (ranged.low, ranged.high, "range") if ranged is not None else _bounds(core, sense)
    spoken = words.starts[first], close
    kind = _kind(words, begin, first, number, known)
    return CountHit(begin, last_word, words.starts[begin], end, *spoken, low, high, qualifier, weak, kind)


def _repeated(words: Words, core: Cardinal) -> Cardinal:
    """`five (5) soldiers`: the same number again in brackets belongs to it."""
    at = core.last
    if core.value is None or core.shape != "words" or at >= len(words) or words.folded[at] != str(core.value):
        return core
    gap = words.text[words.ends[at - 1] : words.starts[at]].strip()
    closed = words.text[words.ends[at] : words.ends[at] + 1] == ")"
    return replace(core, last=at + 1) if gap == "(" and closed else core


def _kind(words: Words, begin: int, first: int, number: Cardinal, known: _Vocabulary) -> Kind:
    """The kind by what stands before the qualifier, and by what stands before the number itself."""
    kind = kind_of(words, begin, number, known.kinds)
    return kind_of(words, first, number, known.kinds) if kind == "count" and begin != first else kind


def _skipped(words: Words, first: int) -> bool:
    """Number words that are pronouns: "l'un des", "one another", « les uns »."""
    before = words.folded[first - 1] if first and words.soft[first] else ""
    after = words.folded[first + 1] if first + 1 < len(words) and words.soft[first + 1] else ""
    word = words.folded[first]
    return (word in ("un", "une") and before == "l") or (
        word == "one" and (before == "no" or after in ("another", "of"))
    )


def _bounds(number: Cardinal, sense: str | None) -> tuple[int | None, int | None, Qualifier]:
    qualifier = _QUALIFIERS.get(sense or "", "about" if number.about else "exact")
    low = None if qualifier in ("up_to", "less_than") else number.value
    return low, None if qualifier in ("at_least", "more_than") else number.value, qualifier


def _before(words: Words, first: int, floor: int, known: _Vocabulary) -> tuple[int, str | None]:
    """Where the qualifiers that end at word `first` begin, and what they come to: a bound beats "about"."""
    sense: str | None = None
    begin = first
    for _ in range(3):
        found = known.before.before(words, begin)
        if found is None and begin > 1 and words.soft[begin] and words.folded[begin - 1] in known.fillers:
            found = known.before.before(words, begin - 1)
        if found is None or found[0] < floor:
            break
        begin = found[0]
        sense = found[1] if sense in (None, "about") else sense
    return begin, sense


def _after(words: Words, last: int, known: _Vocabulary) -> tuple[int, int, str] | None:
    """A trailing qualifier: the word after the number (and after it, where it stands right there), the character
    where it ends, and what it is. It may stand behind a noun of one or two words."""
    close = words.ends[last - 1]
    if words.text[close : close + 1] == "+":
        return last, close + 1, "at_least"
    for at in range(last, min(last + _TRAILING_REACH + 1, len(words))):
        if not words.soft[at]:
            break
        found = known.after.at(words, at)
        if found is not None:
            over, sense = found
            fits = not _goes_on(words, over, known) and (at == last or sense != "about")
            return (over if at == last else last, words.ends[over - 1], sense) if fits else None
        if not words.folded[at].isalpha() or words.folded[at] in known.ranges.joining:
            break
    return None


def _goes_on(words: Words, at: int, known: _Vocabulary) -> bool:
    """Whether a number follows, to which the qualifier before it belongs ("et plus de 5 disparus")."""
    if at >= len(words) or not words.soft[at]:
        return False
    return words.folded[at] in _THAN or read_cardinal(words, at, known.numbers) is not None
