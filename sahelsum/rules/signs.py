"""Small questions about a segment or a date, asked while incidents are told apart."""

from __future__ import annotations

from sahelsum.dates import DateHit
from sahelsum.dates.values import DateValue
from sahelsum.fold import fold
from sahelsum.rules.segments import Segment
from sahelsum.rules.telling import DAY_KINDS

_WEEKDAYS = frozenset(
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "lundi", "mardi", "mercredi",
        "jeudi", "vendredi", "samedi", "dimanche",
    }
)  # fmt: skip
_OPENS, _APART = 40, 60
"""Characters from the beginning within which a day opens a segment, and behind a deed after which it is not its."""
_A_STATISTIC = 300
"""People: a larger number told of a month or year is rather a count over that period than one happening."""


def is_only_context(segment: Segment, hit: DateHit | None) -> bool:
    """'two other attacks in the last month', 'recent assaults … in May', '275 killed in 2019': no one happening."""
    periods = [date.kind in ("year", "month", "month_year") for date in segment.dates]
    if periods and all(periods) and not segment.towns and (len(periods) > 1 or segment.dates[0].kind == "year"):
        return True
    if segment.is_specific or segment.towns or hit is None or hit.kind in DAY_KINDS:
        return False
    return "background" in segment.cues or not (segment.tolls and "kill" in segment.families)


def refers_back(segment: Segment) -> bool:
    """'claimed the operation on Wednesday': the happening is the one already told, the day may be another's."""
    strong = any(hit.value.endswith("/v") and not hit.value.startswith("kill") for hit in segment.triggers)
    back = segment.cues & {"anaphor", "demonstrative"}
    return bool(back) and not strong and not segment.towns and "separate" not in segment.cues


def dates_the_telling(segment: Segment, hit: DateHit) -> bool:
    """A day in words that refer back is that of a claim or statement, unless it stands right after the event's noun."""
    beside = any(0 <= hit.start - trigger.end <= 6 for trigger in segment.triggers)
    return refers_back(segment) and not beside


def is_aside(segment: Segment) -> bool:
    """Words of context without a happening: they belong to no incident."""
    return not segment.blames and (
        bool(segment.cues & {"trend", "hypothetical"}) or any(hit.past for hit in segment.dates)
    )


def tells(segment: Segment) -> bool:
    """Whether the segment tells one happening: a specific trigger, or people harmed in numbers."""
    return segment.is_specific or (bool(segment.families & {"kill", "gunfire"}) and bool(segment.tolls))


def recalls(segment: Segment, hit: DateHit) -> bool:
    """'Last month three drivers were abducted': one past happening with its own toll, and no count over a period."""
    few = all((toll.count.low or toll.count.high or 0) < _A_STATISTIC for toll in segment.tolls)
    return hit.past and hit.kind != "vague_past" and len(segment.dates) == 1 and bool(segment.tolls) and few


def dates_news(hit: DateHit) -> bool:
    """Whether the words can date the news itself: a day, or a month or span that is not told as past."""
    return hit.kind in DAY_KINDS or (hit.kind != "vague_past" and not hit.past)


def looks_back(hit: DateHit, has_begun: bool) -> bool:
    """'Four days after army vehicles were attacked', at the start: counted from a day that is still to be told.

    Once the telling `has_begun`, so is every day that is counted from another.
    """
    return hit.kind == "relative_event" and (has_begun or hit.text.lower().endswith((" after", " après")))


def is_of_something_else(segment: Segment, hit: DateHit) -> bool:
    """'a mine, where the track had been mended the day before': far behind the words of the deed.

    'Last May the army counted two dead before it admitted, ten days later, …': counted from the sentence's own date.
    """
    if hit.kind == "relative_event" and any(_leads(other, hit) for other in segment.dates):
        return True
    if hit.kind != "relative_event" or hit.start - segment.start <= _OPENS or not segment.triggers:
        return False
    return all(hit.start - trigger.end > _APART for trigger in segment.triggers) and hit.start > segment.start


def _leads(other: DateHit, hit: DateHit) -> bool:
    return other.end <= hit.start and other.kind not in ("relative_event", "vague_past")


def is_riposte(segment: Segment, hit: DateHit | None, value: DateValue | None, news: DateValue | None) -> bool:
    """Whether a strike with a toll of its own on a day after the `news` answers it: another initiator, another day."""
    if hit is None or value is None or news is None or "airstrike" not in segment.families or not segment.tolls:
        return False
    later = value.start is not None and news.end is not None and value.start > news.end
    return later and hit.kind in DAY_KINDS and value.time_precision == 1 == news.time_precision


def is_prose(segment: Segment) -> bool:
    """Whether it says more than a date: 'Wednesday, 07:50' is the stamp of a report."""
    return segment.end - segment.start > 40 + sum(hit.end - hit.start for hit in segment.dates)


def opens_paragraph(segment: Segment, previous: Segment | None) -> bool:
    """Whether the segment is the first of its paragraph."""
    return previous is None or previous.sentence.paragraph != segment.sentence.paragraph


def opens_like_an_item(segment: Segment) -> bool:
    """A paragraph that begins with its own day and place, as items of a round-up do."""
    near = segment.start + 90
    return any(hit.kind in DAY_KINDS and hit.start < near for hit in segment.dates) and any(
        hit.start < near + 60 for hit in segment.towns
    )


def same_date(hit: DateHit, value: DateValue | None, other: DateHit, other_value: DateValue | None) -> bool:
    """Whether two date expressions can mean one day; days where both are known, else the words."""
    known = _same_value(hit, value, other_value)
    return _same_words(hit, other) if known is None else known


def _same_value(hit: DateHit, value: DateValue | None, other_value: DateValue | None) -> bool | None:
    if value is None or other_value is None:
        return None
    if hit.past and value.time_precision in (2, 3) and other_value.time_precision == 1:
        return False
    if value.start and value.end and other_value.start and other_value.end:
        return value.start <= other_value.end and other_value.start <= value.end
    return value.partial == other_value.partial if value.partial and other_value.partial else None


def _same_words(hit: DateHit, other: DateHit) -> bool:
    if {hit.kind, other.kind} in ({"weekday", "day_month"}, {"weekday", "full"}, {"weekday", "night"}):
        return bool(set(fold(hit.text).split()) & set(fold(other.text).split()) & _WEEKDAYS)
    if hit.kind != other.kind and "relative_day" in (hit.kind, other.kind):
        return {hit.kind, other.kind} <= {"weekday", "relative_day", "night"}
    if hit.kind != other.kind and {hit.kind, other.kind} != {"weekday", "night"}:
        return False
    words, others = set(fold(hit.text).split()), set(fold(other.text).split())
    return words == others or (hit.kind in ("weekday", "night") and bool(words & others))
