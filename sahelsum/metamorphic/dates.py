"""Days: the publication date is a week later; every day that is counted from it must be too, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from sahelsum.article import Article
from sahelsum.dates import find_dates
from sahelsum.dates.points import Point
from sahelsum.incident import EventDate
from sahelsum.metamorphic.change import Change, Seen, again, edited
from sahelsum.record import Record
from sahelsum.words import Words

_WEEK, _MONTH = timedelta(days=7), timedelta(days=31)
_DAY = re.compile(r"\d+")
_MONTHS = 3
"""The time_precision of whole months: `last month` is the same month a week later."""


def days(seen: Seen) -> Iterator[Change]:
    """The stated publication date moved by a week within its month, where the day stands in digits."""
    article = seen.article
    span, published = article.published_span, article.published
    if span is None or published is None or _has_written_days(article, published):
        return
    for week in (_WEEK, -_WEEK):
        moved = published + week
        if moved.month != published.month:
            continue
        for match in _DAY.finditer(article.text, span.start, span.end):
            text = _written(article.text, match, published.day, moved.day)
            if text is not None and again(text, article).published == moved:
                yield Change(f"published {moved} instead of {published}", text, _moved(seen, week))
                return


def _written(text: str, match: re.Match[str], old: int, new: int) -> str | None:
    """`text` with the day at `match` changed; null where that number is not the day. `1er` loses its ending."""
    if int(match.group()) != old:
        return None
    ending = re.compile(r"er\b|(?:st|nd|rd|th)\b").match(text, match.end())
    end = match.end() if ending is None else ending.end()
    suffix = "th" if ending is not None and ending.group() != "er" and 4 <= new <= 20 else ""
    return edited(text, [(match.start(), end, f"{new:0{len(match.group())}d}{suffix}")])


def _has_written_days(article: Article, published: date) -> bool:
    """Whether a recent day is written out in the story: it stays, and what `Thursday` means beside it is then open."""
    words, head = Words(article.text), article.published_span
    for hit in find_dates(words, article.language):
        if head is not None and hit.start < head.end and head.start < hit.end:
            continue
        for point in (hit.parts.start, hit.parts.end):
            if point is not None and point.day is not None and _is_recent(point, published):
                return True
    return False


def _is_recent(point: Point, published: date) -> bool:
    """Whether a written day lies within a month of the publication, in the year that it names or else in any."""
    years = (point.year,) if point.year is not None else (published.year - 1, published.year)
    told = (_on(year, point) for year in years)
    return any(day is not None and abs(day - published) <= _MONTH for day in told)


def _on(year: int, point: Point) -> date | None:
    try:
        return date(year, point.month or 0, point.day or 0)
    except ValueError:
        return None


def _is_written(day: EventDate, seen: Seen) -> bool:
    """Whether the words name a month, so that they stand by themselves but for the year."""
    hits = find_dates(Words(day.text or ""), seen.article.language)
    points = [point for hit in hits for point in (hit.parts.start, hit.parts.end) if point is not None]
    return any(point.month is not None for point in points)


def _moved(seen: Seen, week: timedelta) -> Record:
    """The record as of another publication date."""
    record = seen.record
    dated = {one.id: one.date for one in record.incidents}
    made = [
        one.model_copy(update={"date": _shifted(one.date, week)}) if _leans(one.date, dated, seen) else one
        for one in record.incidents
    ]
    published = None if record.article.published is None else record.article.published + week
    head = record.article.model_copy(update={"published": published})
    return record.model_copy(update={"incidents": tuple(made), "article": head})


def _leans(day: EventDate, dated: Mapping[str, EventDate], seen: Seen, depth: int = 0) -> bool:
    """Whether the day is counted from the publication date, be it over another incident's day."""
    if day.start is None or day.time_precision == _MONTHS or _is_written(day, seen):
        return False
    if day.basis == "relative_to_other_event" and day.anchor is not None and day.anchor in dated:
        return depth < len(dated) and _leans(dated[day.anchor], dated, seen, depth + 1)
    return day.basis == "relative_to_publication"


def _shifted(day: EventDate, week: timedelta) -> EventDate:
    return day.model_copy(update={name: getattr(day, name) + week for name in ("start", "end")})
