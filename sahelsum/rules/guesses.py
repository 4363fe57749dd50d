"""Charges without a word for blame: `says it was JNIM`, `believes JNIM was behind it`, « y voit la main du Jnim ».

Each needs somebody who says it. A verb of belief, a conditional or a word for likelihood makes it a suspicion; what is
denied, asked or only imagined is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sahelsum.actors import ActorHit
from sahelsum.article import Span
from sahelsum.codebook import ResponsibilityStatus
from sahelsum.rules.responsibility_signs import AHEAD, Signs
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.speech import SpeakerHit, speaker_of
from sahelsum.rules.view import View

_IT_WAS = re.compile(r"\b(?:it (?:was|is)|they were|ce sont|c['’]est|c['’]était|ce seraient|ce serait)(?=\s)", re.IGNORECASE)
_BEHIND = re.compile(
    r"(?:\s\([^()\n]{2,30}\))?\s(?:was|were|is|are|had been|est|sont|était|étaient|serait|seraient)\s(?:\w+\s)?"
    r"(?:behind|derrière|responsible for|responsables? d|(?:à l['’]origine|l['’]auteur|les auteurs) d)",
    re.IGNORECASE,
)
_HAND = re.compile(
    r"\b(?:the hand|la main|the mark|le nom|the name)\s(?:of|de la|de|du|des)(?=\s)|\b(?:la main|le nom) d(?=['’])|"
    r"\b(?:pens(?:e|ent|ait|aient)|pench(?:e|ent|ait)|song(?:e|ent|eait))\s(?:plutôt |d['’]abord |aussi |surtout )?"
    r"(?:à|aux?|pour)(?=\s)",
    re.IGNORECASE,
)
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
    for match in (*_IT_WAS.finditer(view.text), *_HAND.finditer(view.text)):
        sentence = view.sentence_at(match.start())
        actor = signs.object_at(match.end(), sentence) if sentence is not None else None
        if sentence is not None and actor is not None:
            is_hand = match.re is _HAND
            yield from _guess(view, speakers, sentence, actor, Span(match.start(), actor.end), is_hand)
    for actor in view.actors:
        behind = _BEHIND.match(view.text, actor.end, actor.end + AHEAD)
        sentence = view.sentence_at(actor.start) if behind is not None else None
        if sentence is not None and behind is not None and signs.is_armed(actor):
            yield from _guess(view, speakers, sentence, actor, Span(actor.start, behind.end()), False)


def _guess(
    view: View, speakers: Sequence[SpeakerHit], sentence: Sentence, actor: ActorHit, span: Span, is_suspected: bool
) -> Iterator[Guess]:
    by = speaker_of(speakers, actor.start)
    if by is None or (by.start <= actor.start and actor.end <= by.end):
        return
    around = view.text[max(sentence.start, span.start - _BACK) : min(span.end, sentence.end)]
    if _REFUSED.search(around) is None and by.verb not in ("deny", "warn"):
        doubted = is_suspected or _DOUBTED.search(around) is not None
        yield Guess(span.start, span.end, "suspected" if doubted else "attributed", actor, by)
