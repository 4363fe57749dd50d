"""A round-up cut into its items; any other article is one section.

An item begins at a heading, a bullet or a number, or at a paragraph that opens with its own day and place. Items
are read each as an article of its own, so that nothing of one is told of another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sahelsum.rules.segments import Segment
from sahelsum.rules.signs import opens_like_an_item
from sahelsum.rules.view import View

_BULLET = re.compile(r"\s*(?:[-–—•*>▪●]|\d{1,2}[.)])\s+\S")
_NUMBER_ALONE = re.compile(r"\s*\d{1,2}[.)]\s*$")
_FEWEST = 3


def sections(view: View, segments: Sequence[Segment]) -> list[list[Segment]]:
    """The items of a round-up, its introduction first; a single list where the article is none."""
    paragraphs: dict[int, list[Segment]] = {}
    for segment in segments:
        paragraphs.setdefault(segment.sentence.paragraph, []).append(segment)
    opening = [segment for segment in segments if segment.sentence.index <= 4]
    announced = any("roundup" in segment.cues for segment in opening)
    for opens in (_is_bulleted, _is_heading, _is_dated):
        starts = [number for number, own in paragraphs.items() if opens(view, own)]
        if len(starts) >= (2 if announced else _FEWEST) and (announced or opens is not _is_heading):
            return _cut(paragraphs, set(starts))
    return [list(segments)]


def _cut(paragraphs: dict[int, list[Segment]], starts: set[int]) -> list[list[Segment]]:
    items: list[list[Segment]] = [[]]
    for number, own in paragraphs.items():
        if number in starts:
            items.append([])
        items[-1] += own
    return [item for item in items if item]


def _is_bulleted(view: View, own: list[Segment]) -> bool:
    start = view.text.rfind("\n", 0, own[0].start) + 1
    line = view.text[start : own[-1].end]
    return _NUMBER_ALONE.match(line) is None and _BULLET.match(line) is not None and not own[0].sentence.is_title


def _is_heading(view: View, own: list[Segment]) -> bool:
    words = view.text[own[0].start : own[-1].end]
    return len(own) == 1 and len(words) <= 90 and not words.rstrip().endswith((".", "!", "?", "»", '"', "”", ",")) and own[0].sentence.index > 2


def _is_dated(view: View, own: list[Segment]) -> bool:
    return opens_like_an_item(own[0])
