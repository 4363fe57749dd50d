"""Calendar dates with day, month and year as mastheads write them.

`Jul 01, 2025`, `2nd July 2025`, `mardi 1er juillet 2025`, `12/03/2024`, `2024-03-12`. A date of figures is read day
first unless that cannot be (03/25/2024): every press of the region writes it so. No year is ever supplied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sahelsum.words import Words

_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|eme)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_GAP = re.compile(r"[\s,./-]{1,3}")
_FIGURES = re.compile(
    r"(?<![\d/.-])(?:(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<by>[-/.])(?P<b>\d{1,2})(?P=by)(?P<c>(?:19|20)\d\d))(?!\d|[/.-]\d)"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date written in characters `start:end`."""

    value: date
    start: int
    end: int


def dates(words: Words, first: int, last: int, months: Mapping[str, int]) -> list[Dated]:
    """Full dates in words `first:last`, in order."""
    if first >= last:
        return []
    found = list(_figures(words.text, words.starts[first], words.ends[last - 1]))
    for position in range(first, last):
        month = months.get(words.folded[position])
        if month is None:
            continue
        # "1 July 2025" is tried before "July 1, 2025": in "1 July 2025" both year slots hold the same word.
        for day_at, year_at in ((position - 1, position + 1), (position + 1, position + 2)):
            begin, stop = min(day_at, position), max(day_at, position, year_at)
            if first <= begin and stop < last and _together(words, begin, stop):
                value = _from_words(words.folded[year_at], month, words.folded[day_at])
                if value is not None:
                    found.append(Dated(value, words.starts[begin], words.ends[stop]))
                    break
    return sorted(found, key=lambda dated: dated.start)


def iso_day(text: str) -> date | None:
    """The day of an ISO timestamp (`2025-07-01T12:30:00Z`) or of a date of figures, else None."""
    return next((dated.value for dated in _figures(text[:40], 0, min(40, len(text)))), None)


def _figures(text: str, start: int, end: int) -> Iterator[Dated]:
    for match in _FIGURES.finditer(text, start, end):
        if match["y"]:
            value = _date(match["y"], match["m"], match["d"])
        else:
            value = _date(match["c"], match["b"], match["a"]) or _date(match["c"], match["a"], match["b"])
        if value is not None:
            yield Dated(value, match.start(), match.end())


def _together(words: Words, first: int, last: int) -> bool:
    return all(_GAP.fullmatch(words.text, words.ends[n], words.starts[n + 1]) for n in range(first, last))


def _from_words(year: str, month: int, day: str) -> date | None:
    number = _DAY.fullmatch(day)
    if number is None or not _YEAR.fullmatch(year):
        return None
    return _date(year, month, number.group(1))


def _date(year: str, month: int | str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
