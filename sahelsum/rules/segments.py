"""Sentences cut into segments, one happening at most in each, and how each is meant.

A sentence is cut only where both sides name something that happened and the second has an anchor of its own
("… in Timbuktu on 2 June and a raid that killed 30 in the centre a day earlier"). A segment is asserted, a
trend ("for a decade", "in recent weeks") or hypothetical ("could", "vowed to prevent"): only the first kind
can be an incident. The distinction is PLOVER's auxiliary modes (historical, hypothetical), applied to clauses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sahelsum.article import Span
from sahelsum.dates import DateHit
from sahelsum.places import PlaceHit
from sahelsum.rules.dateline import after_dateline
from sahelsum.rules.devices import is_made_safe
from sahelsum.rules.place_roles import place_role
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.telling import DAY_KINDS, is_of_the_telling, leans_on_telling
from sahelsum.rules.tolls import TollHit
from sahelsum.rules.view import Spanned, View
from sahelsum.words import Hit

Realis = Literal["asserted", "trend", "hypothetical"]
_WEAK = frozenset({"operation", "gunfire", "kill", "disperse", "release", "agreement", "protest", "coup"})
_HARM = {"killed": "kill/v", "wounded": "kill/v", "abducted": "abduction/v", "surrendered": "surrender/v"}
_RUNS_ONTO = re.compile(
    r"(?:has |have |had |a |ont |avait )?(?:hits?|struck|strikes?|hitting|striking|heurt\w+|percut\w+)"
    r"(?: (?!by\b)[\w’'-]+)*\s",
    re.IGNORECASE,
)
_UNMENTIONED = re.compile(
    r"(?:\b(?:not|no|without|never|pas|sans)\b|n['’])[^.;]{0,24}"
    r"\b(?:mention\w*|refer\w* to|referring to|comment\w*(?: on)?|evok\w+|évoqu\w+|allusion (?:à|aux?))"
    r"(?:\sof)?\s(?:(?:the|this|that|any|cette?|ces?|la|les?|une?)\s|l['’])?$",
    re.IGNORECASE,
)
"""'It did not mention the kidnapping': a word of it, and nothing told."""
_BEFORE_DEVICE = 5
"""Words between 'struck' and the mine."""
_COMES = re.compile(r"c[ao]m|occurred|happened|took place|interv|surv|est |a eu", re.IGNORECASE)
_EDGE = re.compile(
    r"[,;]?\s(?:and|et|while|tandis que|alors que|puis|before|avant de|ainsi que|after|following|après)\s"
    r"|;\s|\s[-–—]\s"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters `start:end` of one sentence, with what they name; `dates` are of the happening, not of its telling."""

    sentence: Sentence
    start: int
    end: int
    triggers: tuple[Hit[str], ...]
    dates: tuple[DateHit, ...]
    places: tuple[PlaceHit, ...]
    tolls: tuple[TollHit, ...]
    cues: frozenset[str]
    realis: Realis
    blames: bool
    """Whether it holds somebody responsible, or says that nobody claimed it."""
    towns: tuple[PlaceHit, ...]
    """Its named places, without areas, countries and those named for another reason than that it happened there."""

    @property
    def families(self) -> frozenset[str]:
        """The families of its triggers: `attack`, `ied`, `abduction`, …"""
        return frozenset(hit.value.partition("/")[0] for hit in self.triggers)

    @property
    def is_specific(self) -> bool:
        """Whether a trigger is one happening (a verb or a singular noun) of a kind that can stand alone."""
        return any(not hit.value.endswith("/p") and hit.value.partition("/")[0] not in _WEAK for hit in self.triggers)


def segments(view: View, tolls: Sequence[TollHit]) -> list[Segment]:
    """Every sentence of the article as one or more segments, in order; `tolls` in order of their start."""
    found = []
    made_up = _made_up(view)
    for sentence in view.sentences:
        spans = _cut(view, sentence)
        shared = frozenset({"background"}) if len(spans) > 1 and _is_backgrounded(view, sentence) else frozenset[str]()
        if any(start <= sentence.index <= end for start, end in made_up):
            shared |= {"unreal"}
        found += [_segment(view, sentence, Span(*span), tolls, shared) for span in spans]
    return found


def _made_up(view: View) -> list[tuple[int, int]]:
    """First and last sentences of what is told of an exercise, a film or a rumour: from its mention to the paragraph's
    end, and in an article whose title or first sentence is of one, everything."""
    last: dict[int, int] = {sentence.paragraph: sentence.index for sentence in view.sentences}
    found = []
    for sentence in view.sentences:
        cues = {hit.value for hit in view.within(view.table("cues"), sentence)}
        if "exercise" in cues and (sentence.is_title or sentence.index <= 1):
            return [(0, len(view.sentences))]
        if cues & {"unreal", "exercise"}:
            found.append((sentence.index, last[sentence.paragraph]))
    return found


def _cut(view: View, sentence: Sentence) -> list[tuple[int, int]]:
    """The spans of the sentence's segments, in order."""
    triggers = view.within(view.table("events"), sentence)
    begin, spans = after_dateline(view, sentence), []
    for edge in _edges(view, sentence, triggers) if len(triggers) > 1 else ():
        left, right = Span(begin, edge.start), Span(edge.end, sentence.end)
        if view.within(triggers, left) and view.within(triggers, right) and _has_own_anchor(view, left, right, edge):
            spans.append((begin, edge.start))
            begin = edge.end
    return [*spans, (begin, sentence.end)]


def _edges(view: View, sentence: Sentence, triggers: list[Hit[str]]) -> list[Span]:
    """Where a further happening may begin: the last joint before each trigger, or before 'came a day after'."""
    back = [hit for hit in view.within(view.dates, sentence) if _turns_back(hit)]
    joints = [Span(edge.start(), edge.end()) for edge in _EDGE.finditer(view.text, sentence.start, sentence.end)]
    joints = [joint for joint in joints if not any(hit.start <= joint.start <= hit.end for hit in back)]
    joints += [Span(hit.start, hit.start) for hit in back]
    joints.sort(key=lambda span: span.start)
    last_before = {}
    for trigger in triggers[1:]:
        before = [joint for joint in joints if joint.end <= trigger.start]
        if before:
            last_before[before[-1].start] = before[-1]
    return [last_before[start] for start in sorted(last_before)]


def _has_own_anchor(view: View, left: Span, right: Span, edge: Span) -> bool:
    if edge.start == edge.end:
        return True
    days = [hit for hit in view.within(view.dates, right) if hit.kind in DAY_KINDS]
    dated_left = any(
        hit.kind in DAY_KINDS and not is_of_the_telling(view, hit, left) for hit in view.within(view.dates, left)
    )
    places = [hit for hit in view.places if hit.kind != "country"]
    own_place = bool(view.within(places, left) and view.within(places, right))
    return bool(days and (dated_left or _is_backgrounded(view, left))) or (own_place and _is_backgrounded(view, left))


def _is_backgrounded(view: View, span: Spanned) -> bool:
    return any(hit.value == "background" for hit in view.within(view.table("cues"), span))


def _turns_back(hit: DateHit) -> bool:
    """'came a day after …', 'intervient trois jours après …': what follows is another, older happening."""
    return hit.kind == "relative_event" and _COMES.match(hit.text) is not None


def _segment(view: View, sentence: Sentence, span: Span, tolls: Sequence[TollHit], shared: frozenset[str]) -> Segment:
    own = tuple(toll for toll in tolls if span.start <= toll.count.start < span.end)
    events = view.within(view.table("events"), span)
    told = (hit for hit in events if not _UNMENTIONED.search(view.text, span.start, hit.start))
    named = _driven_over(view, tuple(told))
    triggers = _defused(view, named) or tuple(_told_by(own))
    leaning = [hit for hit in view.within(view.dates, span) if leans_on_telling(view, hit, span)]
    cue_hits = [
        cue for cue in view.within(view.table("cues"), span)
        if not any(hit.start <= cue.start and cue.end <= hit.end for hit in leaning)
    ]  # fmt: skip
    dates = tuple(
        replace(hit, past=False) if hit in leaning else hit
        for hit in view.within(view.dates, span) if not is_of_the_telling(view, hit, span)
    )  # fmt: skip
    cues = shared | {hit.value for hit in cue_hits}
    places = tuple(view.within(view.places, span))
    realis: Realis = "asserted" if sentence.is_title and own else _realis(triggers, dates, places, cue_hits, bool(own))
    if triggers and "unreal" in cues:
        realis = "hypothetical"
    blames = bool(view.within(view.table("responsibility"), span))
    towns = tuple(hit for hit in places if hit.kind == "place" and not _is_elsewhere(view, hit, sentence))
    return Segment(sentence, span.start, span.end, triggers, dates, places, own, cues, realis, blames, towns)


def _is_elsewhere(view: View, hit: PlaceHit, sentence: Sentence) -> bool:
    return "elsewhere" in place_role(view, hit, sentence.start)


def _driven_over(view: View, triggers: tuple[Hit[str], ...]) -> tuple[Hit[str], ...]:
    """'The lorry struck a pressure-plate IED': what runs onto a device attacks nobody."""
    return tuple(
        replace(hit, value="ied/v")
        if hit.value == "attack/v"
        and after is not None
        and after.value == "ied/n"
        and after.first - hit.last <= _BEFORE_DEVICE
        and _RUNS_ONTO.fullmatch(view.text, hit.start, after.start)
        else hit
        for hit, after in zip(triggers, (*triggers, None)[1:], strict=True)
    )


def _defused(view: View, triggers: tuple[Hit[str], ...]) -> tuple[Hit[str], ...]:
    """Devices that are made safe: each becomes a trigger of demining, and the verb that says so none of harm."""
    safe = [hit for hit in triggers if hit.value in ("ied/n", "ied/p") and is_made_safe(view.words, hit)]
    if not safe or any(hit.value == "ied/v" for hit in triggers):
        return triggers
    return tuple(
        replace(hit, value="defuse/v") if hit in safe else hit
        for hit in triggers
        if not view.words.folded[hit.first].startswith("neutrali")
    )


def _told_by(tolls: Sequence[TollHit]) -> Iterator[Hit[str]]:
    """A number of people harmed tells of a happening even without an event word ('gunmen seized 14 travellers')."""
    for toll in tolls:
        family = _HARM.get(toll.outcome)
        if family is not None and toll.count.high != 0:
            yield Hit(toll.count.first, toll.count.last, toll.outcome_start, toll.outcome_end, family)


def _realis(
    triggers: tuple[Hit[str], ...],
    dates: tuple[DateHit, ...],
    places: tuple[PlaceHit, ...],
    cues: list[Hit[str]],
    has_toll: bool,
) -> Realis:
    if not triggers:
        return "asserted"
    day = any(hit.kind in DAY_KINDS for hit in dates)
    trends = [hit for hit in cues if hit.value == "trend"]
    specific = [hit for hit in triggers if not hit.value.endswith("/p")]
    if trends and not day and not (has_toll and dates):
        towns = any(hit.kind == "place" for hit in places)
        if not (specific and towns and specific[0].start < trends[0].start):
            return "trend"
    hypothetical = [hit for hit in cues if hit.value in ("hypothetical", "modal")]
    if hypothetical and not day:
        free = [t for t in specific if not any(0 <= t.first - cue.last <= 7 for cue in hypothetical)]
        after = [cue for cue in hypothetical if cue.value == "modal" and free and 0 <= cue.first - free[0].last <= 8]
        if not free or (after and not has_toll):
            return "hypothetical"
    return "asserted"
