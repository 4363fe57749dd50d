"""A round-up cut into its items; any other article is one section.

An item begins at a heading, a bullet or a number, or at a paragraph that opens with its own day and place. Items
are read each as an article of its own, so that nothing of one is told of another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sahelsum.article import Span
from sahelsum.rules.segments import Segment
from sahelsum.rules.signs import opens_like_an_item
from sahelsum.rules.telling import DAY_KINDS
from sahelsum.rules.view import View

_BULLET = re.compile(r"\s*(?:[-–—•*>▪●]|\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2}){1,2}\.?|\([a-z0-9]{1,2}\)|[a-z]\))\s+\S")
_NUMBER_ALONE = re.compile(r"\s*\d{1,2}(?:\.\d{1,2}){0,2}[.)]?\s*$")
_LABEL = re.compile(r"[A-ZÀ-Ý][\w’' -]{2,30}(?:\([\w’' -]+\))?\s?(?::|\s[–—])\s+\S")
_AFTER_DAY = re.compile(r"\s*(?:[.:|)\]/]|[-–—]{1,2}\s|,?\s*\(?[A-ZÀ-Ý])")
"""What follows the day that labels an entry: 'Dimanche 1er. MALI.', '3 March – Gunmen', 'Lundi 5 (Gao) : …'."""
_BEFORE_DAY = re.compile(
    r"(?:[-–—•*>▪●(\[]\s*)?(?:(?:on|le|la|in the|dans la)\s)?(?:[A-ZÀ-Ý][\w’' -]{2,24}[,.(]\s*)?", re.IGNORECASE
)
_IN_CAPITALS = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý’' -]{3,40}[.:]")
_LABEL_KINDS = frozenset({"full", "day_month", "weekday", "night"})
_ANCHORS = DAY_KINDS | {"month", "month_year"}
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Section:
    """One item, and the heading above it that dates it, if any ('Monday, 8 May')."""

    segments: list[Segment]
    heading: list[Segment]


def sections(view: View, segments: Sequence[Segment]) -> list[Section]:
    """The items of a round-up, its introduction first; a single section where the article is none."""
    paragraphs: dict[int, list[Segment]] = {}
    for segment in segments:
        paragraphs.setdefault(segment.sentence.paragraph, []).append(segment)
    announced = is_roundup(segments)
    labelled = _day_labels(view, paragraphs)
    if labelled:
        return _cut(paragraphs, labelled | {number for number, own in paragraphs.items() if _is_in_capitals(view, own)})
    headings = {number for number, own in paragraphs.items() if _is_heading(view, own)}
    for opens in (_is_bulleted, _is_labelled, _is_heading, _is_dated):
        starts = {number for number, own in paragraphs.items() if opens(view, own)}
        if len(starts) >= (2 if announced else _FEWEST) and (announced or opens is not _is_heading):
            return _cut(paragraphs, starts | (headings if opens is _is_labelled else set()))
    return [Section(list(segments), [])]


def is_roundup(segments: Sequence[Segment]) -> bool:
    """Whether the article announces itself as one, in its first sentences."""
    return any("roundup" in segment.cues for segment in segments if segment.sentence.index <= 4)


def _day_labels(view: View, paragraphs: dict[int, list[Segment]]) -> set[int]:
    """The paragraphs that open with a label of their own day; none where they are too few to make a chronology."""
    found = {number: hit for number, own in paragraphs.items() for hit in [_day_label(view, own)] if hit is not None}
    return set(found) if len(found) >= _FEWEST and len(set(found.values())) > 1 else set()


def _day_label(view: View, own: list[Segment]) -> str | None:
    begin = own[0].sentence.start
    for hit in view.within(view.dates, Span(begin, begin + 60)):
        if hit.kind in _LABEL_KINDS and _BEFORE_DAY.fullmatch(view.text, begin, hit.start):
            after = _AFTER_DAY.match(view.text, hit.end)
            return hit.text if after and not _is_only_a_day(own) else None
    return None


def _is_in_capitals(view: View, own: list[Segment]) -> bool:
    return _IN_CAPITALS.match(view.text, own[0].start) is not None


def _cut(paragraphs: dict[int, list[Segment]], starts: set[int]) -> list[Section]:
    items = [Section([], [])]
    day: list[Segment] = []
    for number, own in paragraphs.items():
        if _is_only_a_day(own):
            day = own
            items.append(Section([], day))
            continue
        if number in starts:
            items.append(Section([], day))
        items[-1].segments.extend(own)
    return [item for item in items if item.segments]


def _is_only_a_day(own: list[Segment]) -> bool:
    length = own[-1].end - own[0].start
    return len(own) == 1 and any(hit.kind in DAY_KINDS and hit.end - hit.start >= 0.7 * length for hit in own[0].dates)


def _is_labelled(view: View, own: list[Segment]) -> bool:
    """'Katsina: Gunmen …', 'Burkina Faso – Des hommes …': a paragraph that opens with the name of a place."""
    label = _LABEL.match(view.text, own[0].start, own[-1].end)
    return (
        label is not None
        and not own[0].sentence.is_title
        and bool(view.within(view.places, Span(label.start(), label.end())))
    )


def _is_bulleted(view: View, own: list[Segment]) -> bool:
    start = view.text.rfind("\n", 0, own[0].start) + 1
    line = view.text[start : own[-1].end]
    bulleted = _NUMBER_ALONE.match(line) is None and _BULLET.match(line) is not None
    return bulleted and not own[0].sentence.is_title and _has_anchor(own)


def _has_anchor(own: list[Segment]) -> bool:
    """Whether a paragraph names a day, month or town: the lines of a toll ('27 killed', '3 captured') do not."""
    return any(segment.towns or any(hit.kind in _ANCHORS for hit in segment.dates) for segment in own)


def _is_heading(view: View, own: list[Segment]) -> bool:
    words = view.text[own[0].start : own[-1].end]
    return (
        len(own) == 1
        and len(words) <= 90
        and not words.rstrip().endswith((".", "!", "?", "»", '"', "”", ","))
        and own[0].sentence.index > 2
    )


def _is_dated(view: View, own: list[Segment]) -> bool:
    return opens_like_an_item(own[0])
