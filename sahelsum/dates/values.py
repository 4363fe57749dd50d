"""What a date expression means in days, given what is known: the publication date, the main event's date.

Never today's date, and never a year that neither the words nor the publication date give. What cannot be
worked out stays unresolved, with what is known of it as an EDTF string.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sahelsum.dates import DateHit, find_dates
from sahelsum.dates.points import Point
from sahelsum.dates.readings import DateParts, Kind
from sahelsum.words import Words

Basis = Literal["explicit", "relative_to_publication", "relative_to_other_event", "unresolved"]
Precision = Literal[1, 2, 3]

_RANK: dict[Kind, int] = {
    "full": 0, "night": 1, "span": 2, "day_month": 3, "relative_day": 4, "weekday": 5, "relative_event": 6,
    "month_year": 7, "month": 8, "year": 9, "vague_past": 10,
}  # fmt: skip
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DateValue:
    """`start` and `end` are both known or both None. `time_precision` is ACLED's: 1 day, 2 week, 3 month.

    `basis` is "explicit" where every unit that is given was written: day, month and year, or month and year
    (precision 3), or the year alone (`partial`, no days). `anchor` is what a relative date leans on.
    """

    start: date | None
    end: date | None
    partial: str | None
    time_precision: Precision | None
    basis: Basis
    anchor: Literal["publication", "event"] | None


UNRESOLVED = DateValue(None, None, None, None, "unresolved", None)


def resolve_date(
    text: str, language: str, *, published: date | None, event: DateValue | None, weekday_is_past: bool = True
) -> DateValue:
    """The days that the words `text` mean; `UNRESOLVED` (perhaps with a partial) where they cannot be known.

    `weekday_is_past`: a bare weekday is the latest one up to the publication date; else the first one from it on.
    """
    hits = find_dates(Words(text), language)
    if not hits:  # a month or a year handed over without the preposition that makes it one in running text
        hits = find_dates(Words(("en " if language == "fr" else "in ") + text), language)
    if not hits:
        return UNRESOLVED
    best = min(hits, key=lambda hit: _RANK[hit.kind])
    return resolve_hit(best, published=published, event=event, weekday_is_past=weekday_is_past)


def resolve_hit(
    hit: DateHit, *, published: date | None, event: DateValue | None, weekday_is_past: bool = True
) -> DateValue:
    """As `resolve_date`, for an expression already found."""
    parts = hit.parts
    try:
        if parts.anchor is not None:
            return _from_publication(parts, published) if parts.anchor == "publication" else _from_event(parts, event)
        return _written(parts, published, weekday_is_past)
    except (OverflowError, ValueError):  # a day before year 1 or after 9999
        return UNRESOLVED


def edtf(point: Point) -> str | None:
    """`2024-03-12`, `XXXX-06-02`, `2024-03`, `XXXX-06` or `2021`; None where neither month nor year is written."""
    if point.month is None:
        return None if point.year is None else f"{point.year:04d}"
    year = "XXXX" if point.year is None else f"{point.year:04d}"
    return f"{year}-{point.month:02d}" + ("" if point.day is None else f"-{point.day:02d}")


def _days(start: date, end: date, precision: Precision, basis: Basis, partial: str | None = None) -> DateValue:
    anchors: dict[Basis, Literal["publication", "event"]] = {
        "relative_to_publication": "publication", "relative_to_other_event": "event",
    }  # fmt: skip
    return DateValue(start, end, partial, precision, basis, anchors.get(basis))


def _partial(text: str | None) -> DateValue:
    return DateValue(None, None, text, None, "unresolved", None)


def _month_of(year: int, month: int, basis: Basis) -> DateValue:
    start = date(year, month, 1)
    return _days(start, start.replace(day=monthrange(year, month)[1]), 3, basis, f"{year:04d}-{month:02d}")


def _on(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= year <= 9999 and 1 <= day <= monthrange(year, month)[1] else None


def _latest(month: int, day: int, limit: date) -> date | None:
    """The latest such day that is not after `limit`; a 29 February may lie eight years back."""
    found = (_on(year, month, day) for year in range(limit.year, limit.year - 9, -1))
    return next((day_ for day_ in found if day_ is not None and day_ <= limit), None)


# -- written dates --------------------------------------------------------------------------------------------


def _written(parts: DateParts, published: date | None, weekday_is_past: bool) -> DateValue:
    if parts.start is None:
        return UNRESOLVED
    if parts.end is not None:
        return _span(parts.start, parts.end, parts.night, published)
    if parts.start.month is None and parts.start.year is None:
        return _weekday(parts, published, weekday_is_past)
    return _point(parts.start, published)


def _point(point: Point, published: date | None) -> DateValue:
    if point.month is None:
        return DateValue(None, None, edtf(point), None, "explicit", None)
    if point.day is not None:
        return _day(point.day, point.month, point.year, published)
    if point.year is not None:
        return _month_of(point.year, point.month, "explicit")
    if published is None:
        return _partial(edtf(point))
    return _month_of(published.year - (point.month > published.month), point.month, "relative_to_publication")


def _day(day: int, month: int, year: int | None, published: date | None) -> DateValue:
    """One day; of a day that the calendar does not have ("31 June") only the month is kept."""
    if year is not None:
        found = _on(year, month, day)
        return _days(found, found, 1, "explicit") if found else _partial(f"{year:04d}-{month:02d}")
    if day > monthrange(2000, month)[1]:
        return _partial(f"XXXX-{month:02d}")
    found = _latest(month, day, published) if published else None
    return _days(found, found, 1, "relative_to_publication") if found else _partial(f"XXXX-{month:02d}-{day:02d}")


def _span(start: Point, end: Point, night: bool, published: date | None) -> DateValue:
    if end.day is not None and start.day is None:
        return _weekday_to_date(start, end, published)
    if end.month is None or start.month is None:
        bare = night and start.weekday is None and end.weekday is None and start.month is None
        return _bare_night(start, end, published) if bare else _weekdays(start, end, night, published)
    last = _point(end, published)
    if last.end is None or end.day is None or start.day is None:
        return _partial(f"{edtf(start)}/{edtf(end)}")
    if start.year is not None:
        first = _on(start.year, start.month, start.day)
    else:
        first = _latest(start.month, start.day, last.end)
    if first is None or first > last.end or (end.year is None and start.year is not None):
        return _partial(edtf(start))
    precision: Precision = 1 if (last.end - first).days <= 1 else 2 if (last.end - first).days <= 7 else 3
    return _days(first, last.end, precision, last.basis)


def _bare_night(start: Point, end: Point, published: date | None) -> DateValue:
    """`nuit du 13 au 14` without a month: the latest such night in the month up to publication."""
    nights = (published - _ONE_DAY * back for back in range(31)) if published is not None else ()
    last = next((day for day in nights if day.day == end.day and (day - _ONE_DAY).day == start.day), None)
    return _days(last - _ONE_DAY, last, 1, "relative_to_publication") if last is not None else UNRESOLVED


def _weekday_to_date(start: Point, end: Point, published: date | None) -> DateValue:
    """`de vendredi à samedi 5 juin`: as many days back as the weekdays lie apart."""
    last = _point(end, published)
    if last.end is None or start.weekday is None or end.weekday is None:
        return _partial(last.partial)
    first = last.end - _ONE_DAY * ((end.weekday - start.weekday) % 7)
    return _days(first, last.end, 1 if (last.end - first).days <= 1 else 2, last.basis)


# -- weekdays -------------------------------------------------------------------------------------------------


def _weekday(parts: DateParts, published: date | None, is_past: bool) -> DateValue:
    point = parts.start
    if point is None or point.weekday is None or published is None:
        return UNRESOLVED
    if point.day is not None:
        day = _weekday_and_day(point.weekday, point.day, published)
        return _days(day, day, 1, "relative_to_publication") if day else UNRESOLVED
    back = (published.weekday() - point.weekday) % 7
    if parts.next_one or not (is_past or parts.last_one):
        ahead = -back % 7
        day = published + _ONE_DAY * (ahead or (7 if parts.next_one else 0))
    else:
        day = published - _ONE_DAY * (back or (7 if parts.last_one else 0))
    return _days(day, day, 1, "relative_to_publication")


def _weekday_and_day(weekday: int, day: int, published: date) -> date | None:
    """`mardi 1er` without a month: the latest such day in the two months up to publication."""
    days = (published - _ONE_DAY * back for back in range(62))
    return next((found for found in days if found.day == day and found.weekday() == weekday), None)


def _weekdays(start: Point, end: Point, night: bool, published: date | None) -> DateValue:
    if published is None or start.weekday is None or end.weekday is None or start.month or end.month:
        return UNRESOLVED
    last = published - _ONE_DAY * ((published.weekday() - end.weekday) % 7)
    first = last - _ONE_DAY * ((end.weekday - start.weekday) % 7)
    precision: Precision = 1 if night or (last - first).days <= 1 else 2
    return _days(first, last, precision, "relative_to_publication")


# -- relative dates -------------------------------------------------------------------------------------------


def _from_publication(parts: DateParts, published: date | None) -> DateValue:
    if published is None:
        return UNRESOLVED
    if parts.unit == "night":
        return _days(published - _ONE_DAY, published, 1, "relative_to_publication")
    if parts.unit == "weekend":
        back = (published.weekday() - 5) % 7
        saturday = published - _ONE_DAY * (back + (7 if parts.offset < 0 and back <= 1 else 0))
        return _days(saturday, saturday + _ONE_DAY, 2, "relative_to_publication")
    return _moved(published, parts, "relative_to_publication")


def _from_event(parts: DateParts, event: DateValue | None) -> DateValue:
    if event is None:
        return UNRESOLVED
    if event.start is not None:
        if event.time_precision != 1 and parts.unit == "day":
            return UNRESOLVED
        return _moved(event.start, parts, "relative_to_other_event")
    return _partial(_moved_partial(event.partial, parts.offset)) if parts.unit == "day" else UNRESOLVED


def _moved(origin: date, parts: DateParts, basis: Basis) -> DateValue:
    move: dict[str, Callable[[], DateValue]] = {
        "day": lambda: _day_at(origin + _ONE_DAY * parts.offset, basis),
        "week": lambda: _week_of(origin + _ONE_DAY * 7 * parts.offset, basis),
        "month": lambda: _months_away(origin, parts.offset, basis),
        "year": lambda: _years_away(origin.year + parts.offset, basis),
    }
    return move[parts.unit or "day"]()


def _day_at(day: date, basis: Basis) -> DateValue:
    return _days(day, day, 1, basis)


def _week_of(day: date, basis: Basis) -> DateValue:
    monday = day - _ONE_DAY * day.weekday()
    return _days(monday, monday + _ONE_DAY * 6, 2, basis)


def _months_away(origin: date, offset: int, basis: Basis) -> DateValue:
    year, month = divmod(origin.year * 12 + origin.month - 1 + offset, 12)
    return _month_of(year, month + 1, basis)


def _years_away(year: int, basis: Basis) -> DateValue:
    if not 1 <= year <= 9999:
        return UNRESOLVED
    return DateValue(None, None, f"{year:04d}", None, basis, _days(date.min, date.min, 1, basis).anchor)


def _moved_partial(partial: str | None, offset: int) -> str | None:
    """`XXXX-06-02` moved by days; None where leap years would answer differently."""
    if partial is None or not partial.startswith("XXXX-") or len(partial) != 10:
        return None
    month, day = int(partial[5:7]), int(partial[8:])
    origins = [_on(year, month, day) for year in (2003, 2004)]
    moved = {(there + _ONE_DAY * offset).strftime("XXXX-%m-%d") for there in origins if there is not None}
    return moved.pop() if len(moved) == 1 and None not in origins else None
