"""One date expression at a place: calendar dates, "two weeks ago", « la veille », « la nuit de samedi à dimanche ».

What the expressions are is data (`lexicon/relative_dates.csv`, `lexicon/calendar.csv`); how small words and
numbers make one is here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from sahelsum.adjacent import Adjacent
from sahelsum.cardinals import Roles, number_words, read_cardinal
from sahelsum.dates.points import Calendar, Point, calendar, close, read_span
from sahelsum.lexicon import lexicon_rows
from sahelsum.words import Words
from sahelsum.years import read_year

Kind = Literal[
    "full", "day_month", "month_year", "month", "year", "weekday", "relative_day", "relative_event", "vague_past",
    "span", "night",
]  # fmt: skip
Anchor = Literal["publication", "event"]
Unit = Literal["day", "week", "month", "year", "weekend", "night"]

WHOLE, COUNTED, WRITTEN = 1, 2, 4
LAST = {"last", "past", "dernier", "passe", "derniere", "passee"}
NEXT = {"next", "prochain", "prochaine"}
_HABIT_BEFORE = {"every", "each", "chaque", "most", "tous"}
_NIGHT_LINKS = {"of", "de", "du", "d", "from", "between", "entre", "the", "le", "on", "in", "ce", "last"}


@dataclass(frozen=True, slots=True)
class DateParts:
    """What a date expression says: one or two calendar points, or `offset` units from an anchor.

    `last_one`/`next_one`: the weekday before or after the day itself ("last Tuesday"). `night`: the span is one night.
    """

    start: Point | None = None
    end: Point | None = None
    anchor: Anchor | None = None
    offset: int = 0
    unit: Unit | None = None
    last_one: bool = False
    next_one: bool = False
    night: bool = False


@dataclass(frozen=True, slots=True)
class DateWords:
    """The vocabulary of dates in one language; only a trigger or a digit can start an expression."""

    calendar: Calendar
    numbers: Roles
    relative: Adjacent[str]
    """Whole expressions: yesterday, la veille."""
    small: Adjacent[str]
    """Words that make one around a number: weeks, ago, il y a."""
    triggers: Mapping[str, int]
    """What may start at a word: WHOLE, COUNTED, WRITTEN, added up."""


Found = tuple[int, Kind, bool, DateParts]


@cache
def date_words(language: str, desk: Path | None) -> DateWords:
    """The date vocabulary of `language`."""
    rows = lexicon_rows("relative_dates", language, desk)
    whole = [row for row in rows if row[1].split()[0] in ("publication", "event", "vague")]
    relative, small = Adjacent(whole), Adjacent([row for row in rows if row not in whole])
    known, numbers = calendar(language, desk), number_words(language, desk)
    dated = {word for word, roles in known.roles.items() if set(roles) - {"month_before", "connector", "habit"}}
    months_days = {word for word, (role, _) in numbers.items() if role not in ("article", "hundred", "cent", "dozen")}
    spelt = {word for word, (role, _) in numbers.items() if role not in ("and", "et", "size", "fraction")}
    triggers = dict.fromkeys(relative.by_first, WHOLE)
    for starts, form in ((spelt | set(small.by_first), COUNTED), (dated, WRITTEN), (months_days, WRITTEN)):
        for word in starts:
            triggers[word] = triggers.get(word, 0) | form
    return DateWords(known, numbers, relative, small, triggers)


def read_date(words: Words, first: int, known: DateWords) -> Found | None:
    """The expression that starts at word `first`: the word after it, its kind, whether it is past, its parts."""
    word = words.folded[first]
    forms = known.triggers.get(word, 0) or (COUNTED | WRITTEN if word[0].isdigit() else 0)
    found: Found | None = None
    if forms & WRITTEN and known.calendar.value(words, first, "night") is not None:
        found = _night(words, first, known)
    if found is None and forms & COUNTED:
        found = _counted(words, first, known)
    if found is None and forms & WHOLE:
        found = _relative(words, first, known)
    return _written(words, first, known) if found is None and forms & WRITTEN else found


def _night(words: Words, first: int, known: DateWords) -> Found | None:
    """`nuit de samedi à dimanche`, `night of 3 to 4 May`, `overnight Saturday to Sunday`."""
    at = first + 1
    while at < len(words) and at < first + 4 and words.soft[at] and words.folded[at] in _NIGHT_LINKS:
        at += 1
    found = read_span(words, at, known.calendar) if close(words, at, "") else None
    if found is None or (found[0].day is None and found[0].weekday is None):
        return _between_days(words, at) if at > first + 1 else None
    start, end, last = found
    if end is None:
        return last, _kind(start), False, DateParts(start)
    return last, "night", False, DateParts(start, end, night=True)


def _between_days(words: Words, at: int) -> Found | None:
    """`nuit du 13 au 14`: two days that follow one another, of the month that is being told of."""
    if at + 2 >= len(words) or words.folded[at + 1] not in ("au", "to") or not (words.soft[at] and words.soft[at + 2]):
        return None
    start, end = words.folded[at], words.folded[at + 2].removesuffix("er").removesuffix("st")
    if not (start.isdecimal() and end.isdecimal() and len(start) < 3 and len(end) < 3 and 1 <= int(start) <= 31):
        return None
    if int(end) == int(start) + 1 or (int(start) >= 28 and end == "1"):
        return at + 3, "night", False, DateParts(Point(day=int(start)), Point(day=int(end)), night=True)
    return None


def _relative(words: Words, first: int, known: DateWords) -> Found | None:
    found = known.relative.at(words, first)
    if found is None:
        return None
    last, sense = found
    parts = sense.split()
    if parts[0] == "vague":
        return last, "vague_past", True, DateParts()
    if _day_follows(words, last, known):
        return None
    anchor: Anchor = "event" if parts[0] == "event" else "publication"
    return _offset(last, anchor, int(parts[1]), parts[2], "past" in parts)


def _day_follows(words: Words, at: int, known: DateWords) -> bool:
    """`dans la nuit de samedi`, `in the night of Sunday`: the day is the date, these words only its hour."""
    linked = at
    while linked < len(words) and linked < at + 3 and words.soft[linked] and words.folded[linked] in _NIGHT_LINKS:
        linked += 1
    if linked == at or not close(words, linked, ""):
        return False
    if _between_days(words, linked) is not None:
        return True
    found = read_span(words, linked, known.calendar)
    return found is not None and (found[0].day is not None or found[0].weekday is not None)


def _offset(last: int, anchor: Anchor, offset: int, unit: str, past: bool) -> Found:
    units: dict[str, Unit] = {u: u for u in ("day", "week", "month", "year", "weekend", "night")}
    parts = DateParts(anchor=anchor, offset=offset, unit=units[unit])
    kind: Kind = "relative_event" if anchor == "event" else "relative_day" if unit == "day" else "span"
    return last, "night" if unit == "night" else kind, past, parts


def _counted(words: Words, first: int, known: DateWords) -> Found | None:
    """`two weeks ago`, `a day earlier`, `il y a trois jours`, `deux jours plus tôt`, `ces trois derniers mois`."""
    opened = known.small.at(words, first)
    ago = opened is not None and opened[1] == "ago_before"
    rolling = opened is not None and opened[1] == "rolling"
    at = opened[0] if opened is not None and (ago or rolling) else first
    number = _several(words, at, known)
    if number is None:
        return None
    count, at = number
    found = known.small.after(words, at)
    if found is not None and found[1] == "rolling":
        rolling, at = True, found[0]
        found = known.small.after(words, at)
    if found is None or not found[1].startswith("unit"):
        return None
    last, sense = found
    _, times, unit = sense.split()
    if rolling:
        return last, "vague_past", True, DateParts()
    if ago:
        return _told(last, "publication", -1, None if count is None else count * int(times), unit)
    told = known.small.after(words, last)
    if told is None or told[1] not in ("ago", "earlier", "later"):
        return None
    anchor: Anchor = "publication" if told[1] == "ago" else "event"
    return _told(told[0], anchor, 1 if told[1] == "later" else -1, None if count is None else count * int(times), unit)


def _several(words: Words, at: int, known: DateWords) -> tuple[int | None, int] | None:
    """A number of units and the word after it; None for the number where it is only "several"."""
    vague = known.small.at(words, at)
    if vague is not None and vague[1] == "several":
        return None, vague[0]
    number = read_cardinal(words, at, known.numbers)
    if number is None or number.value is None or number.value > 1000:
        return None
    return (None if number.about else number.value), number.last


def _told(last: int, anchor: Anchor, sign: int, count: int | None, unit: str) -> Found | None:
    if count is None:
        return (last, "vague_past", True, DateParts()) if sign < 0 else None
    past = sign < 0 and (anchor == "event" or unit != "day" or count >= 7)
    return _offset(last, anchor, sign * count, unit, past)


def _written(words: Words, first: int, known: DateWords) -> Found | None:
    found = read_span(words, first, known.calendar)
    if found is None:
        if read_year(words, first) is None:
            return None
        return first + 1, "year", True, DateParts(Point(year=int(words.folded[first])))
    start, end, last = found
    if end is not None:
        return last, "span", False, DateParts(start, end)
    broken = _night_breaking(words, last, start, known)
    if broken is not None:
        return broken
    before = words.folded[first - 1] if first and words.soft[first] else ""
    if start.day is None and start.weekday is not None:
        if before in _HABIT_BEFORE:
            return None
        after = words.folded[last] if last < len(words) and words.soft[last] else ""
        follows = after in LAST | NEXT
        parts = DateParts(start, last_one=before in LAST or after in LAST, next_one=before in NEXT or after in NEXT)
        return last + follows, "weekday", False, parts
    kind = _kind(start)
    since = before in ("since", "depuis")
    return last, kind, since or kind in ("month", "month_year"), DateParts(start)


def _night_breaking(words: Words, at: int, start: Point, known: DateWords) -> Found | None:
    """`Sunday night breaking Monday 13 November`, as the press of Cameroon and Nigeria writes it."""
    if start.weekday is None or words.folded[at : at + 2] != ["night", "breaking"]:
        return None
    at += 3 if at + 2 < len(words) and words.folded[at + 2] == "the" else 2
    found = read_span(words, at, known.calendar) if close(words, at, "") else None
    if found is None or found[1] is not None or found[0].weekday is None:
        return None
    return found[2], "night", False, DateParts(start, found[0], night=True)


def _kind(point: Point) -> Kind:
    if point.day is not None:
        return "weekday" if point.month is None else "day_month" if point.year is None else "full"
    if point.month is not None:
        return "month" if point.year is None else "month_year"
    return "weekday" if point.weekday is not None else "year"
