"""What was taken, found, destroyed or lost: things that a verb of taking governs, alone or in a list.

"seized three pickups and a machine gun", "sont saisis : sept fusils, deux radios", « seize motos récupérées »: a
list is governed as a whole by the verb before or behind it. Devices that are made safe are destroyed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from sahelsum.article import Span
from sahelsum.codebook import MaterielAction
from sahelsum.numbers import CountHit
from sahelsum.rules.parties import Party
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.speech import SpeakerHit, speaker_of
from sahelsum.rules.view import View
from sahelsum.words import Hit

_NO_LONGER = re.compile(r"[.;:]|\b(?:by|par|before|avant|who|qui|where|où|against|contre|near|in the|dans)\b")
_PASSIVE = re.compile(r"\b(?:was|were|been|ont été|a été|été|est|sont)\b")
_SUBJECT = re.compile(
    r"(?:[\s,]*(?:who|which|qui|also|then|later|reportedly|said|says|it|they|its|their|men|fighters|had|has|have|a|ont|avaient|avait|aussi"
    r"|puis|ensuite|affirme|dit|déclare|avoir|y|en|se|sont|est|s)\b['’]?){0,6}\s*"
)
"""What may stand between the one who takes and the verb of taking."""
_LISTED = re.compile(
    r"\W*(?:(?:et|and|ainsi que|as well as|dont|including|plus|also|aussi|or|ou|de|d|of|some|around|about|environ|près"
    r"|quelque|un|une|a|an|the|le|la|les|l|des|du|two|three|deux|trois|several|plusieurs|many|important|lot|une dizaine"
    r"|other|autres?"
    r"|[\d \u00a0\u202f]+|[\w’-]+)\W*){0,5}"
)
"""What may stand between two things of one list; a verb between them is looked for apart."""
_ENDS = re.compile(
    r"\s*(?:$|[.,;:)»”\"\n]|(?:by|in|at|on|during|and|after|from|par|dans|à|au|lors|sur|et|ou|au cours)\b)"
)
_DIRECTLY = re.compile(
    r"\s+(?:(?:ont|a|avaient|sont|est|été|were|was|have|has|been|being|also|aussi|later|ensuite|entièrement|completely|then)\s+)*"
)
_NOT = re.compile(r"\b(?:not|never|pas|jamais)\b|n['’]t\b", re.IGNORECASE)
_MADE_SAFE = re.compile(r"neutrali|d[eé]fus|désamorc|démant|dismantl|controlled", re.IGNORECASE)
_FAR, _NEXT = 100, 45
_FORCES = frozenset({"state_forces", "external_forces", "militia"})


@dataclass(frozen=True, slots=True)
class MaterielHit:
    """Things that changed hands or were destroyed."""

    start: int
    end: int
    item: str
    action: MaterielAction
    by_name: str | None
    count: CountHit | None
    speaker: SpeakerHit | None


def find_materiel(view: View, speakers: Sequence[SpeakerHit]) -> list[MaterielHit]:
    """Materiel in the order of the article."""
    found = []
    for sentence in view.sentences:
        verbs = view.within(view.table("materiel"), sentence)
        items = view.within(view.table("items"), sentence) if verbs else []
        for item, verb in zip(items, _governed(view, verbs, items), strict=True):
            if verb is None or not _fits(view, item, verb):
                continue
            speaker = speaker_of(speakers, item.start)
            if speaker is None and _is_quoted(view, item.start):
                continue
            start, end = min(verb.start, item.start), max(verb.end, item.end)
            action = "lost" if verb.value == "recovered" and _is_negated(view, item, verb) else verb.value
            found.append(
                MaterielHit(
                    start, end, view.quote(item), cast(MaterielAction, action), _agent(view, sentence, verb),
                    _count_before(view, item), speaker,
                )
            )  # fmt: skip
    return found


def _fits(view: View, item: Hit[str], verb: Hit[str]) -> bool:
    """Buildings are only destroyed, and only devices, vehicles and weapons are made safe."""
    if item.first < verb.last and verb.first < item.last:
        return False
    if _MADE_SAFE.match(view.quote(verb)):
        return item.value in ("device", "vehicle", "weapon")
    return item.value != "building" or verb.value == "destroyed"


def _is_quoted(view: View, position: int) -> bool:
    """Whether it stands inside quotation marks: what nobody known says is no fact of the outlet."""
    before = view.text[view.text.rfind("\n", 0, position) + 1 : position]
    pairs = any(before.count(opening) > before.count(closing) for opening, closing in ("“”", "«»"))
    return pairs or before.count('"') % 2 == 1


def _is_negated(view: View, item: Hit[str], verb: Hit[str]) -> bool:
    return item.end <= verb.start and _NOT.search(view.text, item.end, verb.start) is not None


def _governed(view: View, verbs: Sequence[Hit[str]], items: Sequence[Hit[str]]) -> list[Hit[str] | None]:
    """The verb of each item: right behind it, before it, or that of its neighbour in a list."""
    found = [_behind(view, verbs, item) for item in items]
    for at in range(len(items) - 1, 0, -1):
        own, before = found[at], items[at - 1]
        if own is not None and own.start > items[at].start and found[at - 1] is None:
            gap = view.text[before.end : items[at].start]
            if len(gap) <= _NEXT and _LISTED.fullmatch(gap) and not _between(verbs, before.end, items[at].start):
                found[at - 1] = own
    for at, item in enumerate(items):
        found[at] = found[at] or _before(view, verbs, item)
        if found[at] is None and at and (own := found[at - 1]) is not None and own.end <= items[at - 1].start:
            gap = view.text[items[at - 1].end : item.start]
            if len(gap) <= _NEXT and not _NO_LONGER.search(gap) and not _between(verbs, items[at - 1].end, item.start):
                found[at] = own
    return found


def _between(verbs: Sequence[Hit[str]], start: int, end: int) -> bool:
    return any(start <= verb.start < end for verb in verbs)


def _behind(view: View, verbs: Sequence[Hit[str]], item: Hit[str]) -> Hit[str] | None:
    """'nine motorcycles recovered', 'les boutiques ont été incendiées'."""
    for verb in verbs:
        if 0 <= verb.start - item.end <= _FAR:
            gap = view.text[item.end : verb.start]
            alone = _DIRECTLY.fullmatch(gap) and (_PASSIVE.search(gap) or _ENDS.match(view.text, verb.end))
            if alone or (_PASSIVE.search(gap) and not re.search(r"[.;:]", gap)):
                return verb
    return None


def _before(view: View, verbs: Sequence[Hit[str]], item: Hit[str]) -> Hit[str] | None:
    """'seized three pickups', 'saisis : sept fusils'."""
    before = [verb for verb in verbs if verb.end <= item.start and item.start - verb.end <= _FAR]
    if not before:
        return None
    gap = view.text[before[-1].end : item.start].lstrip(" :\u00a0\u202f")
    return None if _NO_LONGER.search(gap) else before[-1]


def _count_before(view: View, hit: Hit[str]) -> CountHit | None:
    before = view.within(view.counts, Span(max(0, hit.start - 40), hit.start))
    if before and re.fullmatch(r"\s+(?:[\w’'-]+\s+){0,2}", view.text[before[-1].end : hit.start]):
        return before[-1]
    return None


def _agent(view: View, sentence: Sentence, verb: Hit[str]) -> str | None:
    after = view.text[verb.end : verb.end + 60]
    by = re.match(r"[^.;]{0,40}?\b(?:by|par)\b", after)
    if by:
        following = view.within(view.actors, Span(verb.end + by.end(), min(sentence.end, verb.end + by.end() + 50)))
        return view.quote(following[0]) if following else None
    preceding = view.within(view.actors, Span(sentence.start, verb.start))
    beside = preceding and _SUBJECT.fullmatch(view.text, preceding[-1].end, verb.start)
    return view.quote(preceding[-1]) if beside else None


def taker(hit: MaterielHit, parties: Sequence[Party], is_told_by_forces: bool) -> str | None:
    """The name of whoever took or destroyed it: the one named beside the verb; else the forces that report it or that
    recover things, else the attacker; of something lost nobody."""
    if hit.by_name is not None or hit.action == "lost":
        return hit.by_name
    forces = [party for party in parties if party.actor is not None and party.actor.group in _FORCES]
    if forces and (is_told_by_forces or hit.action == "recovered"):
        return forces[0].name
    return next((party.name for party in parties if party.role == "initiator" and hit.action != "recovered"), None)
