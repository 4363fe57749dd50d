"""Calendar dates as they are written: a day, a month, a year, a weekday, or two of these as a span.

Reading only: nothing here knows what today is. Words that are months only sometimes (may, march, mars, sept.)
need a neighbour that makes them one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from sahelsum.cardinals import Roles, is_digits, number_words, read_cardinal
from sahelsum.fold import DASHES, fold
from sahelsum.lexicon import lexicon_rows
from sahelsum.words import Words
from sahelsum.years import PEOPLE, YEARS, glued, year_beside

_DAY = re.compile(r"(\d{1,2})(st|nd|rd|th|er|re|e|eme)?")
_MONTHS = ("month", "homograph", "short", "dotted")
_OPENERS = {"between", "from", "entre", "du", "de", "on", "le", "the", "of", "les"}


@dataclass(frozen=True, slots=True)
class Point:
    """What is written of one date; `weekday` 0 is Monday. A None was not written."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """The vocabulary of dates in one language."""

    roles: Mapping[str, Mapping[str, int]]
    numbers: Roles
    french: bool

    def value(self, words: Words, at: int, *roles: str) -> int | None:
        """The value of word `at` in the first of `roles` that it can play."""
        found = self.roles.get(words.folded[at]) if 0 <= at < len(words) else None
        return next((found[role] for role in roles if role in found), None) if found else None


@cache
def calendar(language: str, desk: Path | None = None) -> Calendar:
    """The calendar vocabulary of `language`, by folded word."""
    roles = {}
    for phrase, sense in lexicon_rows("calendar", language, desk):
        parts = sense.split()
        roles[fold(phrase)] = dict(zip(parts[::2], map(int, parts[1::2]), strict=True))
    return Calendar(roles, number_words(language, desk), language == "fr")


_FIRSTS = frozenset({"1er", "premier", "first", "1st"})
"""Days that need no month after a weekday; after a number that goes on ("mardi six suspects") people are counted."""


def close(words: Words, at: int, allowed: str = ",") -> bool:
    """Whether word `at` belongs to the same date as the word before: a space, a hyphen, or one of `allowed`."""
    if not 0 < at < len(words):
        return False
    if words.soft[at]:
        return True
    gap = words.text[words.ends[at - 1] : words.starts[at]]
    return len(gap) <= 3 and gap.count("\n") <= 1 and gap.strip() in allowed


def read_span(words: Words, first: int, known: Calendar) -> tuple[Point, Point | None, int] | None:
    """One date or a span of two that starts at word `first`, and the word after it."""
    numeric = _numeric(words, first)
    if numeric is not None:
        return numeric[0], None, numeric[1]
    found = _point(words, first, known, lone_day=True)
    if found is None:
        return None
    start, last = found
    second = _second(words, last, first, start, known)
    if second is not None:
        end, last = second
        if start.month is None and start.weekday is None:
            return (replace(start, month=end.month), end, last) if (start.day or 0) < (end.day or 0) else None
        if start.month is None and start.day is not None:
            start = replace(start, month=end.month)
        if end.month is None and end.day is not None:
            end = replace(end, month=start.month, year=start.year)
        return start, end, last
    counts = start.day is not None and is_digits(words.folded[last - 1]) and not _ends_here(words, last)
    if start.month is None and (start.weekday is None or counts):
        return (replace(start, day=None), None, first + 1) if start.weekday is not None else None
    return start, None, last


# -- one date -------------------------------------------------------------------------------------------------


def _point(words: Words, first: int, known: Calendar, lone_day: bool = False) -> tuple[Point, int] | None:
    weekday = known.value(words, first, "weekday")
    if weekday is None:
        return _day_or_month(words, first, known, lone_day)
    last = at = first + 1
    if at < len(words) and words.folded[at] in ("the", "le") and close(words, at):
        at += 1
    dated = _day_or_month(words, at, known, lone_day=True) if close(words, at) else None
    if dated is None or dated[0].day is None:
        return Point(weekday=weekday), last
    point, last = dated
    is_day = words.folded[last - 1] in _FIRSTS or _ends_here(words, last) or _joins(words, last, known)
    if point.month is None and not is_day:
        return Point(weekday=weekday), first + 1
    return replace(point, weekday=weekday), last


def _ends_here(words: Words, at: int) -> bool:
    """`Mercredi 4. MALI`, `On Tuesday 12, gunmen …`: what ends its clause counts nobody."""
    return at >= len(words) or not words.soft[at]


def _joins(words: Words, at: int, known: Calendar) -> bool:
    return known.value(words, at, "connector") is not None and words.soft[at]


def _day_or_month(words: Words, first: int, known: Calendar, lone_day: bool) -> tuple[Point, int] | None:
    day = _day(words, first, known)
    if day is None:
        return _month_first(words, first, known)
    number, after = day
    at = after + 1 if after < len(words) and words.folded[after] in ("of", "de") and words.soft[after] else after
    month = _month(words, at, known) if close(words, at, "") else None
    if month is None:
        return (Point(day=number), after) if lone_day else None
    return _with_year(words, at, Point(day=number, month=month))


def _day(words: Words, first: int, known: Calendar) -> tuple[int, int] | None:
    """A day of the month: 3, 03, 3rd, 1er, trois, first, premier; not a number that has decimals or a unit."""
    if first >= len(words):
        return None
    match = _DAY.fullmatch(words.folded[first])
    if match is not None:
        number = int(match.group(1))
        return (number, first + 1) if 1 <= number <= 31 and not glued(words, first) else None
    role, value = known.numbers.get(words.folded[first], ("", 0))
    if role == "ordinal" and 1 <= value <= 31:
        return value, first + 1
    if not known.french or role not in ("unit", "ten", "teen", "score", "tens"):
        return None
    spelt = read_cardinal(words, first, known.numbers)
    fits = spelt is not None and spelt.value is not None and 1 <= spelt.value <= 31 and not spelt.about
    return (spelt.value, spelt.last) if fits and spelt is not None and spelt.value is not None else None


def _month(words: Words, at: int, known: Calendar) -> int | None:
    """The month that word `at` is when a day or a year stands beside it."""
    if not 0 <= at < len(words):
        return None
    month = known.value(words, at, *_MONTHS)
    if month is None:
        return None
    roles = known.roles[words.folded[at]]
    if "homograph" in roles and not known.french and words.text[words.starts[at]].islower():
        return None
    if "dotted" in roles and words.text[words.ends[at] : words.ends[at] + 1] != ".":
        return None
    return month


def _month_first(words: Words, first: int, known: Calendar) -> tuple[Point, int] | None:
    """`July 1`, `July 1st, 2025`, `March 2022`, `en mars`, `in May`."""
    month = _month(words, first, known)
    if month is None:
        return None
    at = first + 1
    dot = "." if len(words.folded[first]) <= 4 else ""
    if close(words, at, "," + dot) and year_beside(words, at):
        return Point(month=month, year=int(words.folded[at])), at + 1
    day = _day(words, at, known) if close(words, at, dot) and words.folded[at][0].isdigit() else None
    if day is not None and not _counts_after_month(words, first, at):
        return _with_year(words, at, Point(day=day[0], month=month))
    return (Point(month=month), at) if _lone_month(words, first, known) else None


def _counts_after_month(words: Words, first: int, at: int) -> bool:
    """`In May 30 soldiers were killed`: after *in*, what follows the month is a number of somethings."""
    if not first or words.folded[first - 1] not in ("in", "en", "since", "depuis") or at + 1 >= len(words):
        return False
    after = words.folded[at + 1]
    plural = after[-1] in "sx" or after in PEOPLE
    return words.soft[at + 1] and len(after) > 3 and plural and words.text[words.starts[at + 1]].islower()


def _lone_month(words: Words, at: int, known: Calendar) -> bool:
    roles = known.roles[words.folded[at]]
    capital = words.text[words.starts[at]].isupper()
    if not ("month" in roles or "homograph" in roles) or at == 0 or not words.soft[at]:
        return False
    before = words.folded[at - 1]
    if known.value(words, at - 1, "month_before") is None:
        return False
    if known.french:
        return before in ("en", "depuis", "mois") or (not capital and before not in ("a", "et"))
    after = words.folded[at + 1] if at + 1 < len(words) and words.soft[at + 1] else ""
    return capital and not ("homograph" in roles and (before in ("and", "to") or after in ("on", "have", "be", "not")))


def _with_year(words: Words, last_word: int, point: Point) -> tuple[Point, int]:
    at = last_word + 1
    after = at + 1 if at < len(words) and words.folded[at] in ("of", "de") and words.soft[at] else at
    if close(words, after, ",." if len(words.folded[last_word]) <= 4 else ",") and year_beside(words, after):
        return replace(point, year=int(words.folded[after])), after + 1
    return point, at


def _numeric(words: Words, first: int) -> tuple[Point, int] | None:
    """2024-03-12, 12/03/2024, 12.03.2024: day first, unless only the month can be second."""
    parts = words.folded[first : first + 3]
    if len(parts) < 3 or not all(map(is_digits, parts)) or any(len(part) > 4 for part in parts):
        return None
    text = words.text
    marks = {text[words.ends[at] : words.starts[at + 1]] for at in (first, first + 1)}
    if len(marks) != 1 or (mark := marks.pop()) not in set(DASHES) | {"/", "."}:
        return None
    one, two, three = map(int, parts)
    if len(parts[0]) == 4 and mark != ".":
        day, month, year = three, two, one
    elif len(parts[2]) == 4:
        day, month, year = (two, one, three) if two > 12 >= one else (one, two, three)
    else:
        return None
    fits = 1 <= day <= 31 and 1 <= month <= 12 and year in YEARS
    return (Point(day, month, year), first + 3) if fits else None


# -- the second of two ----------------------------------------------------------------------------------------


def _second(words: Words, at: int, first: int, start: Point, known: Calendar) -> tuple[Point, int] | None:
    """The other end of a span that may start at `start`, where one does: `-5`, `to 5 May`, `au mercredi 2 juillet`."""
    if not 0 < at < len(words) or (start.day is None and start.weekday is None):
        return None
    gap = words.text[words.ends[at - 1] : words.starts[at]].strip()
    dashed = len(gap) == 1 and gap in DASHES
    joined = at if dashed else _after_connector(words, at, first, start, known)
    if joined is None:
        return None
    found = _point(words, joined, known, lone_day=True)
    if found is None:
        return None
    end, last = found
    by_weekday = start.day is None and start.weekday is not None and end.weekday is not None
    alike = by_weekday or (end.day is not None) == (start.day is not None)
    dated = start.month is not None or end.month is not None or end.weekday is not None
    if not alike or not dated or (start.month is not None and start.year is not None and end.month is None):
        return None
    if end.month is None and start.day is not None and end.weekday is None:
        counted = last < len(words) and words.soft[last] and words.folded[last][-1] in "sx"
        return (end, last) if (end.day or 0) > start.day and not (counted and not dashed) else None
    return end, last


def _after_connector(words: Words, at: int, first: int, start: Point, known: Calendar) -> int | None:
    if not words.soft[at] or known.value(words, at, "connector") is None:
        return None
    if words.folded[at] in ("and", "et") and start.month is None and start.weekday is None:
        opened = first == 0 or (words.soft[first] and words.folded[first - 1] in _OPENERS)
        if not opened:
            return None
    after = at + 1
    if after < len(words) and words.folded[after] in ("the", "le", "on") and words.soft[after]:
        after += 1
    return after if after < len(words) and words.soft[after] else None
