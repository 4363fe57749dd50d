"""Segments gathered into incidents, and each incident told apart as reported or background.

The rule is DESIGN's: one initiator, one day or one continuous action, presented as one operation. The text is
read in order with a focus, the incident being told; a date of its own, words such as "a day earlier" or "in
another attack", or a place of its own after such words move the focus to another incident.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sahelsum.article import Span
from sahelsum.dates import DateHit
from sahelsum.dates.values import DateValue, resolve_hit
from sahelsum.fold import fold
from sahelsum.rules import signs
from sahelsum.rules.cluster import Cluster
from sahelsum.rules.sections import Section, is_roundup, sections
from sahelsum.rules.segments import Segment
from sahelsum.rules.telling import DAY_KINDS, leans_on_telling
from sahelsum.rules.view import View

_OLD = timedelta(days=9)
"""Before publication, after which an incident is no longer taken for the news of the day."""
_FIRM_DAYS = frozenset({"full", "day_month", "relative_event"})
_DEEDS = frozenset(
    {"attack", "raid", "ambush", "clash", "massacre", "airstrike", "ied", "suicide", "shelling", "takeover"}
    | {"defuse", "blockade", "withdraw"}
)
_AFTERMATH = frozenset({"withdraw", "release", "operation", "arrest", "kill", "disperse"})
"""What a day before or after an event goes on with rather than opens."""
_HEAD = 12
"""Characters from the beginning of a paragraph within which its date heads it."""
_MANY_ITEMS = 2
"""Items, an introduction among them, beyond which an article is a round-up whatever it calls itself."""
_OPENING = 4
"""Paragraphs, masthead included, in which the first happening told is the news whatever cues stand beside it."""


def gather(view: View, segments: Sequence[Segment]) -> list[Cluster]:
    """The incidents of an article in its order: of a round-up those of each item, all reported unless recalled."""
    items = sections(view, segments)
    clusters = [cluster for item in items for cluster in Gathering(view, item).gather()]
    if is_roundup(segments) or len(items) > _MANY_ITEMS:
        for cluster in clusters:
            cluster.is_background &= any(
                "background" in segment.cues for segment in cluster.segments if segment.triggers
            )
    if _tells_of_the_past(view, clusters):
        for cluster in clusters:
            cluster.is_background &= cluster.sentences < 2
    return clusters


def _tells_of_the_past(view: View, clusters: Sequence[Cluster]) -> bool:
    """Whether what the article tells first is itself old, as in a feature or an inquiry: its items are all reported."""
    news = next((cluster for cluster in clusters if not cluster.is_background), None)
    if news is None:
        return True
    published, value = view.article.published, news.value
    return published is not None and value is not None and value.end is not None and value.end < published - _OLD


Dated = tuple[DateHit | None, DateValue | None, Cluster | None]


class Gathering:
    """Reads segments in order and keeps the clusters found so far."""

    def __init__(self, view: View, section: Section) -> None:
        self.view = view
        self.published = view.article.published
        self.segments = section.segments
        self.heading = section.heading
        self.clusters: list[Cluster] = []
        self.focus: Cluster | None = None
        self.lead: Cluster | None = None
        self.quiet: list[Segment] = []
        """Segments of the current paragraph, so far without a happening."""
        self.prelude: list[Segment] = []
        """What is said before the first happening."""

    def gather(self) -> list[Cluster]:
        """The clusters in order; trends, possibilities and words about nothing are left out."""
        previous: Segment | None = None
        for segment in self.segments:
            if signs.opens_paragraph(segment, previous):
                self.quiet = []
            if segment.triggers and segment.realis == "asserted":
                self._place(segment, previous)
            elif not segment.triggers and not signs.is_aside(segment):
                self._attach_quietly(segment, previous)
            elif not segment.triggers:
                self.quiet.append(segment)
            previous = segment
        self._join()
        kept = [cluster for cluster in self.clusters if self._is_substantial(cluster)]
        for cluster in kept:
            self._date_from_quiet(cluster)
        return kept

    def _place(self, segment: Segment, previous: Segment | None) -> None:
        hit, value, anchor = self._date_of(segment)
        if signs.is_only_context(segment, hit):
            return
        home = self._home(segment, (hit, value, anchor), previous)
        if home is None:
            if not self._can_open(segment, hit, value):
                return
            home = Cluster(segments=self._opening_words(), is_background=self._is_past(segment, hit, value))
            self.clusters.append(home)
            if self.lead is None and not home.is_background:
                self.lead = home
        opens = not any(other.triggers for other in home.segments) and hit in segment.dates and segment.is_specific
        takes = home.is_background or (hit is not None and (opens or signs.dates_news(hit)))
        if home.is_undated and hit is not None and takes and not signs.dates_the_telling(segment, hit):
            home.date, home.value, home.anchor = hit, value, anchor if anchor is not home else None
        home.segments.append(segment)
        self.focus, self.quiet = home, []

    def _opening_words(self) -> list[Segment]:
        """What the paragraph said before the happening, taken from the incident before it; for the lead, the title."""
        if self.focus is not None:
            self.focus.segments = [segment for segment in self.focus.segments if segment not in self.quiet]
        title = [segment for segment in self.segments
                 if segment.sentence.is_title and not self.clusters and segment not in self.quiet]  # fmt: skip
        return [*(segment for segment in title if not segment.triggers), *self.quiet]

    def _attach_quietly(self, segment: Segment, previous: Segment | None) -> None:
        if self.focus is None:
            self.quiet.append(segment)
            self.prelude.append(segment)
            return
        if signs.opens_paragraph(segment, previous) and self.lead is not None:
            self.focus = self.lead
        self.quiet.append(segment)
        if self._dates_lead(segment):
            return
        if segment.blames or not any(hit.kind in DAY_KINDS or hit.kind == "month_year" for hit in segment.dates):
            self.focus.segments.append(segment)

    def _dates_lead(self, segment: Segment) -> bool:
        """Whether words at the opening that tell no happening give the day of the one that the title tells."""
        lead = self.lead
        days = [hit for hit in segment.dates if hit.kind in DAY_KINDS - {"relative_event"} and not hit.past]
        if lead is None or lead is not self.focus or not lead.is_undated or not days:
            return False
        aside = segment.cues & {"background", "trend", "hypothetical"}
        if aside or segment.sentence.paragraph > _OPENING or not signs.is_prose(segment):
            return False
        lead.date, lead.value = days[0], resolve_hit(days[0], published=self.published, event=None)
        lead.segments.append(segment)
        return True

    def _date_of(self, segment: Segment) -> Dated:
        before = self.quiet or ([] if self.clusters else [*self.heading, *self.prelude])
        dates = segment.dates or tuple(hit for quiet in before for hit in quiet.dates)
        dates = tuple(hit for hit in dates if not signs.is_of_something_else(segment, hit))
        leaning = tuple(hit for hit in dates if leans_on_telling(self.view, hit, Span(segment.start, segment.end)))
        if self.focus is None or self.focus.is_undated:
            dates = tuple(hit for hit in dates if hit in leaning or not signs.looks_back(hit, bool(self.focus)))
        ranked = sorted(dates, key=lambda hit: (hit.kind not in DAY_KINDS, hit.start))
        if not ranked:
            return None, None, None
        hit = ranked[0]
        anchor = self.focus if hit.kind == "relative_event" and hit not in leaning else None
        event = anchor.value if anchor is not None else None
        return hit, resolve_hit(hit, published=self.published, event=event), anchor

    def _home(self, segment: Segment, dated: Dated, previous: Segment | None) -> Cluster | None:
        """The cluster that the segment goes on telling, or null when it opens another."""
        hit, value, anchor = dated
        if not self.clusters:
            return None
        goes_on = signs.refers_back(segment) and not (hit is not None and hit.past)
        news = self.lead.value if self.lead is not None else None
        if self.focus is not None and goes_on and not signs.is_riposte(segment, hit, value, news):
            return self.focus
        if anchor is not None:
            opens = bool(segment.is_specific and not segment.families <= _AFTERMATH) or bool(segment.tolls)
            if hit is not None and not hit.parts.offset:  # `that night`, « le même jour »
                opens = opens and segment.is_specific and bool(segment.towns)
            return None if opens else self.focus
        if hit is not None:
            return self._home_by_date(segment, hit, value)
        return self._home_by_place(segment, previous)

    def _home_by_place(self, segment: Segment, previous: Segment | None) -> Cluster | None:
        towns = {fold(place.name) for place in segment.towns}
        meeting = [cluster for cluster in self.clusters if towns & cluster.towns]
        apart = "separate" in segment.cues or ("elsewhere" in segment.cues and segment.is_specific and segment.tolls)
        older = "background" in segment.cues and (towns or segment.tolls) and signs.tells(segment)
        if not meeting and ((apart and towns) or (older and "anaphor" not in segment.cues)):
            return None
        if "demonstrative" in segment.cues and self.focus is not None:
            return self.focus
        if meeting:
            return self.focus if self.focus in meeting else meeting[-1]
        if signs.opens_paragraph(segment, previous) and self.lead is not None:
            return self.lead
        return self.focus or self.clusters[-1]

    def _home_by_date(self, segment: Segment, hit: DateHit, value: DateValue | None) -> Cluster | None:
        towns = {fold(place.name) for place in segment.towns}
        for cluster in reversed(self.clusters):
            if cluster.date is None or not signs.same_date(hit, value, cluster.date, cluster.value):
                continue
            if not (towns and cluster.towns) or towns & cluster.towns or not segment.cues & {"separate", "elsewhere"}:
                return cluster
        is_past = self._is_past(segment, hit, value) and segment.sentence.paragraph > _OPENING
        waits = self.lead is not None and self.lead.is_undated and not hit.past
        if waits and (not is_past or (self.lead is self.focus and not segment.is_specific)):
            return self.lead
        heads = hit.kind in ("full", "day_month") and self._heads_paragraph(hit)
        opens = bool(segment.tolls) and (heads or ("kill" in segment.families and self._is_long_over(value)))
        return None if segment.is_specific or towns or opens else self.focus

    def _heads_paragraph(self, hit: DateHit) -> bool:
        """Whether the paragraph opens with the date, in words that tell no happening."""
        return bool(self.quiet) and 0 <= hit.start - self.quiet[0].start < _HEAD

    def _can_open(self, segment: Segment, hit: DateHit | None, value: DateValue | None) -> bool:
        quiet_towns = any(quiet.towns for quiet in self.quiet)
        day = hit is not None and (hit.kind in DAY_KINDS or (self.lead is None and hit.kind != "vague_past"))
        area = any(place.kind == "area" for place in segment.places)
        towns = bool(segment.towns) or quiet_towns
        if segment.is_specific:
            firm = hit is not None and hit.kind in _FIRM_DAYS
            if self.lead is not None:
                recalled = hit is not None and signs.recalls(segment, hit)
                return towns or area or firm or recalled or signs.is_riposte(segment, hit, value, self.lead.value)
            return towns or area or day or bool(segment.tolls) or segment.sentence.index <= 1
        if "kill" in segment.families:
            titled = segment.sentence.is_title or (self.lead is None and self._title_names_a_town())
            return bool(segment.tolls) and (towns or day or area or titled or self._is_long_over(value))
        return (day or towns) if self.lead is None else (day and towns)

    def _title_names_a_town(self) -> bool:
        span = self.view.article.title_span
        return span is not None and any(hit.kind == "place" for hit in self.view.within(self.view.places, span))

    def _is_past(self, segment: Segment, hit: DateHit | None, value: DateValue | None) -> bool:
        if self.lead is None and segment.sentence.paragraph <= _OPENING:
            return False
        if hit is not None and hit.past:
            return True
        reference = self._reference_day()
        if value is not None and value.end is not None and reference is not None:
            return value.end < reference
        return "background" in segment.cues or (
            self.lead is not None and self.lead.date is not None and hit is not None
        )

    def _is_long_over(self, value: DateValue | None) -> bool:
        """`killed ten soldiers there in November`: a time that was over long before the news of the day."""
        day = self._reference_day()
        return value is not None and value.end is not None and day is not None and value.end < day - _OLD

    def _reference_day(self) -> date | None:
        """The day before which an incident is background: the lead's, or some days before publication."""
        if self.lead is not None and self.lead.value is not None and self.lead.value.start is not None:
            return self.lead.value.start
        return self.published - _OLD if self.published is not None else None

    def _join(self) -> None:
        """An undated cluster whose towns all turn out to be another's was that one all along."""
        for cluster in list(self.clusters):
            others = [other for other in self.clusters if other is not cluster and cluster.towns <= other.towns]
            if cluster.date is None and cluster.towns and not cluster.is_background and others:
                others[0].segments = sorted([*others[0].segments, *cluster.segments], key=lambda segment: segment.start)
                self.clusters.remove(cluster)

    def _date_from_quiet(self, cluster: Cluster) -> None:
        """Where no telling segment has a day, the first day that the incident's other words name."""
        dates = [hit for segment in cluster.segments if not segment.blames or segment.triggers for hit in segment.dates]
        days = [hit for hit in dates if hit.kind in DAY_KINDS and hit.kind != "relative_event"]
        if cluster.date is None and days and not cluster.is_background:
            cluster.date = days[0]
            cluster.value = resolve_hit(days[0], published=self.published, event=None)

    def _is_substantial(self, cluster: Cluster) -> bool:
        """Something happened to somebody, with a place, a day or a number to it."""
        told = [segment for segment in cluster.segments if segment.triggers]
        strong = len(told) > 1 or any(signs.tells(segment) for segment in told)
        anchored = any(
            segment.towns or segment.tolls or any(hit.kind in DAY_KINDS for hit in segment.dates)
            for segment in cluster.segments
        )
        return strong and anchored and any(self._names_people(segment, bool(cluster.towns)) for segment in told)

    def _names_people(self, segment: Segment, has_towns: bool) -> bool:
        span = Span(segment.start, segment.end)
        return (
            (has_towns and bool(segment.families & _DEEDS))
            or bool(segment.tolls)
            or any(map(self.view.is_people, self.view.within(self.view.actors, span)))
        )
