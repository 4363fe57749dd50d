"""Expressions of time in a text: which words are a date, and what they say about it.

Finding only; `date_values` turns an expression into days. The text of a hit takes in the time of day that
belongs to it ("early Tuesday", « mardi vers 4 heures »), whose characters it also gives apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sahelsum.dates.points import close
from sahelsum.dates.readings import LAST, NEXT, DateParts, Found, Kind, date_words, read_date
from sahelsum.dates.times import TimeHit, find_times, time_words
from sahelsum.words import Words

_MONTH_EDGES = {"early", "late", "mid", "fin", "debut", "mi", "courant"}
_DATED = {"full", "day_month", "weekday", "relative_day", "relative_event", "night", "span"}


@dataclass(frozen=True, slots=True)
class DateHit:
    """Words `first` up to (not including) `last`, characters `start:end`; `time_of_day` is a character span.

    `past`: the words alone put it before the main news. Month and year kinds are past by this rule; a caller who
    knows the publication date may think better of the current month or year.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    kind: Kind
    time_of_day: tuple[int, int] | None
    past: bool
    parts: DateParts


def find_dates(words: Words, language: str, desk: Path | None = None) -> list[DateHit]:
    """Every date expression, in order, none overlapping."""
    known = date_words(language, desk)
    found: list[tuple[int, Found]] = []
    at = 0
    for first, word in enumerate(words.folded):
        if first < at or not (word in known.triggers or word[0].isdigit()):
            continue
        hit = read_date(words, first, known)
        if hit is not None:
            found.append((first, hit))
            at = hit[0]
    if not found:
        return []
    times = find_times(words, language, desk)
    links = time_words(language, desk).links
    return _dressed(words, found, times, links)


# -- what belongs to it ---------------------------------------------------------------------------------------


def _dressed(
    words: Words, found: list[tuple[int, Found]], times: list[TimeHit], links: frozenset[str]
) -> list[DateHit]:
    """The hits, each with the time of day and the small words that belong to it."""
    hits: list[DateHit] = []
    following = 0
    for number, (first, (last, kind, past, parts)) in enumerate(found):
        floor = hits[-1].last if hits else 0
        ceiling = found[number + 1][0] if number + 1 < len(found) else len(words)
        while following < len(times) and times[following].last <= max(floor, first - 4):
            following += 1
        begin, over = _modified(words, first, kind, floor), last
        near = _near(words, _candidates(times, following, kind, parts), (begin, last), (floor, ceiling), links)
        if near:
            begin, over = min(begin, near[0].first), max(last, near[-1].last)
        span = (near[0].start, near[-1].end) if near else None
        start, end = words.starts[begin], words.ends[over - 1]
        hits.append(DateHit(begin, over, start, end, words.text[start:end], kind, span, past, parts))
    return hits


def _modified(words: Words, first: int, kind: Kind, floor: int) -> int:
    before = words.folded[first - 1] if first > floor and words.soft[first] else ""
    if kind == "weekday" and before in LAST | NEXT:
        return first - 1
    return first - 1 if kind in ("month", "month_year") and before in _MONTH_EDGES else first


def _candidates(times: list[TimeHit], following: int, kind: Kind, parts: DateParts) -> list[TimeHit]:
    """The next few times, if such a date can have one; the *earlier* of "a day earlier" is none."""
    if kind not in _DATED or parts.unit in ("week", "month", "year"):
        return []
    return [time for time in times[following : following + 6] if not (time.edge and kind == "relative_event")]


def _near(
    words: Words, times: list[TimeHit], hit: tuple[int, int], room: tuple[int, int], links: frozenset[str]
) -> list[TimeHit]:
    """The times that touch the words of a hit, directly or over linking words, without leaving its room."""
    near: list[TimeHit] = []
    first, last = hit
    for time in times:
        if time.first < room[0] or time.last > room[1]:
            continue
        inside = time.first < last and time.last > first
        leads = time.last <= first and _linked(words, time.last, first, links)
        trails = time.first >= last and not time.edge and _linked(words, last, time.first, links)
        if inside or leads or trails:
            near.append(time)
            first, last = min(first, time.first), max(last, time.last)
    return near


def _linked(words: Words, first: int, last: int, links: frozenset[str]) -> bool:
    """Whether words `first` up to `last` are at most three linking words, with nothing hard between."""
    if last - first > 3:
        return False
    for at in range(first, last + 1):
        if not close(words, at, ",." if words.folded[at - 1] == "m" else ","):
            return False
        if at < last and words.folded[at] not in links:
            return False
    return True
