"""Where the news begins behind a dateline, whose place and day are those of the telling."""

from __future__ import annotations

import re

from sahelsum.article import Span
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.view import View

_DATELINE = re.compile(
    r"\([A-ZÀ-Ý][^()\n]{2,60}\)\s*[-–—]{1,2}\s+(?=\S)|"
    r"[A-ZÀ-Ý][^.!?\n:;()]{1,60}?"
    r"(?:\([^()\n]{2,40}\)[^.!?\n]{0,16}?\s*(?:[-–—:]{1,2}|\.)"
    r"|,[^.!?\n:;()]{0,40}\d[^.!?\n:;()]{0,12}\s[-–—]{1,2})\s+(?=\S)"
)
_LONGEST = 110
"""Characters of one."""
_FIRST = 8
"""Sentences in which a dateline may stand."""


def after_dateline(view: View, sentence: Sentence) -> int:
    """Where the news begins after 'BAMAKO, Mali, 9 Nov (Agency) -': what is before dates and places the telling."""
    match = _DATELINE.match(view.text, sentence.start, min(sentence.end, sentence.start + _LONGEST))
    if match is None or sentence.index > _FIRST or heads_entry(view, sentence):
        return sentence.start
    return match.end()


def heads_entry(view: View, sentence: Sentence) -> bool:
    """Whether a sentence opens as an entry of a bulletin, 'Dablo (Sanmatenga), 12 May: …': with a place inside another
    and a colon, which is where it happened and no dateline."""
    match = _DATELINE.match(view.text, sentence.start, min(sentence.end, sentence.start + _LONGEST))
    if match is None or not match[0].rstrip().endswith(":"):
        return False
    opens = view.text.find("(", match.start(), match.end())
    return opens >= 0 and any(hit.kind != "country" for hit in view.within(view.places, Span(opens, match.end())))
