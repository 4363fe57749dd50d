"""Charges without a word for blame: `says it was JNIM`, `believes JNIM was behind it`, « y voit la main du Jnim ».

Each needs somebody who says it. A verb of belief, a conditional or a word for likelihood makes it a suspicion; what is
denied, asked or only imagined is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sahelsum.actors import ActorHit
from sahelsum.article import Span
from sahelsum.codebook import ResponsibilityStatus
from sahelsum.rules.responsibility_signs import AHEAD, Signs
from sahelsum.rules.speech import SpeakerHit, speaker_of
from sahelsum.rules.view import View

_IT_WAS = {
    "en": re.compile(r"\b(?:[Ii]t (?:was|is)|[Tt]hey were)(?=\s)"),
    "fr": re.compile(r"\b[Cc](?:e sont|['’]est|['’]était|e serait|e seraient)(?=\s)"),
}
_BEHIND = re.compile(
    r"(?:\s\([^()\n]{2,30}\))?\s(?:was|were|is|are|had been|est|sont|était|étaient|serait|seraient)\s(?:\w+\s)?"
    r"(?:behind|derrière|responsible for|responsables? d|(?:à l['’]origine|l['’]auteur|les auteurs) d)",
    re.IGNORECASE,
)
_HAND = {
    "en": re.compile(r"\bthe (?:hand|mark|name) of(?=\s)"),
    "fr": re.compile(
        r"\bl(?:a main|e nom) (?:(?:de la|de|du|des)(?=\s)|d(?=['’]))|"
        r"\b(?:pens(?:e|ent|ait|aient)|pench(?:e|ent|ait)|song(?:e|ent|eait))\s"
        r"(?:plutôt |d['’]abord |aussi |surtout )?(?:à|aux?|pour)(?=\s)"
    ),
}
_DOUBTED = re.compile(
    r"\b(?:believ\w+|thinks?|thought|suspect\w*|assum\w+|probabl\w+|likely|possibl\w+|may|might|could|appear\w*"
    r"|pens\w+|soupçonn\w+|croi[ts]|croient|estim\w+|serai(?:en)?t|vraisemblablement|sans doute|peut-être)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(r"\b(?:not|never|no|nor|if|whether|who|pas|jamais|ni|si|qui)\b|n['’]t\b|\?", re.IGNORECASE)
_BACK = 60


@dataclass(frozen=True, slots=True)
class Guess:
    """Characters `start:end` by which `by` holds `actor` responsible."""

    start: int
    end: int
    status: ResponsibilityStatus
    actor: ActorHit
    by: SpeakerHit


def guesses(view: View, signs: Signs, speakers: Sequence[SpeakerHit]) -> Iterator[Guess]:
    """What speakers of the article say or suspect of who did it, without a word of responsibility.csv."""
    hand = _HAND[view.language]
    for match in (*_IT_WAS[view.language].finditer(view.text), *hand.finditer(view.text)):
        sentence = view.sentence_at(match.start())
        actor = signs.object_at(match.end(), sentence) if sentence is not None else None
        if actor is not None:
            guess = _guess(view, speakers, actor, Span(match.start(), actor.end))
            yield from (replace(one, status="suspected") if match.re is hand else one for one in guess)
    for actor in view.actors:
        behind = _BEHIND.match(view.text, actor.end, actor.end + AHEAD)
        if behind is not None and signs.is_armed(actor):
            yield from _guess(view, speakers, actor, Span(actor.start, behind.end()))


def _guess(view: View, speakers: Sequence[SpeakerHit], actor: ActorHit, span: Span) -> Iterator[Guess]:
    by, sentence = speaker_of(speakers, actor.start), view.sentence_at(span.start)
    if by is None or sentence is None or (by.start <= actor.start and actor.end <= by.end):
        return
    around = view.text[max(sentence.start, span.start - _BACK) : min(span.end, sentence.end)]
    if _REFUSED.search(around) is None and by.verb not in ("deny", "warn"):
        status: ResponsibilityStatus = "suspected" if _DOUBTED.search(around) is not None else "attributed"
        yield Guess(span.start, span.end, status, actor, by)
