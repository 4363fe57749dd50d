"""What was aimed at, with what, and what was taken, found or destroyed.

A noun is a target only beside a verb or noun of attack that governs it ("attacked the camp", "assault on a
market"); a weapon counts as used only where something is attacked with it; what is seized or recovered is
materiel, never a weapon used. Mines that are defused are neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from sahelsum.article import Span
from sahelsum.codebook import MaterielAction, TargetKind, Weapon
from sahelsum.numbers import CountHit
from sahelsum.places import PlaceHit
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.speech import SpeakerHit, speaker_of
from sahelsum.rules.view import View
from sahelsum.words import Hit

_AIMING = frozenset(
    {
        "attack", "raid", "ambush", "airstrike", "shelling", "ied", "suicide", "grenade", "takeover", "loot",
        "massacre", "clash",
    }
)  # fmt: skip
_TOWARDS = re.compile(
    r"\b(?:on|against|at|into|inside|targeting|towards?|hit|hitting|contre|sur|visant|ciblant|dans|cible"
    r"|d['’]|de|du|des|la|le|les|l['’]|of|the|an?|une?|deux|two|three|trois|several|plusieurs|seven|sept"
    r"|its|son|sa|ses|their|leurs?)(?:\s+[\w-]+){0,2}\s*$",
    re.IGNORECASE,
)
_SUFFERING = re.compile(
    r"^\W*(?:\w+\W+){0,6}(?:was|were|been|came under|a été|ont été|été|targeted|attacked|fell into"
    r"|tombé\w*|sauté|drove over|hit|struck|ran over|essuyé)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"[.;:]|\b(?:by|par|in|at|en|près|near|from|depuis|where|où)\b")
_AT = re.compile(r"\b(?:on|against|at|contre|sur|d['’]|de|du|des|targeting|visant|inside|into|dans)\b|['’]")
_NO_LONGER = re.compile(r"[.;:]|\b(?:by|par|before|avant|who|qui|where|où|against|contre|near|in the|dans)\b")
_PASSIVE = re.compile(r"\b(?:was|were|been|ont été|a été|été|est|sont)\b")
_FIGHTING = frozenset(
    {
        "attack", "raid", "ambush", "clash", "massacre", "gunfire", "kill", "airstrike", "shelling", "ied", "suicide",
        "grenade", "loot",
    }
)  # fmt: skip
_HARMLESS = frozenset({"defuse", "arrest", "surrender"})
_SUBJECT = re.compile(
    r"(?:[\s,]*(?:who|which|qui|also|then|later|reportedly|said|says|it|they|its|their|men|fighters|had|has|have|a|ont|avaient|avait|aussi"
    r"|puis|ensuite|affirme|dit|déclare|avoir|y|en|se|sont|est|s)\b['’]?){0,6}\s*"
)
"""What may stand between the one who takes and the verb of taking."""
_CARRIES = re.compile(r"[eé]vacu|airlift|medevac|transport[eé]", re.IGNORECASE)
"""Words beside which an aircraft brings the wounded away and strikes nobody."""
_FAR = 90


@dataclass(frozen=True, slots=True)
class TargetHit:
    """Something aimed at."""

    start: int
    end: int
    name: str
    kind: TargetKind
    place: PlaceHit | None
    count: CountHit | None


@dataclass(frozen=True, slots=True)
class WeaponHit:
    """A means used."""

    start: int
    end: int
    name: str
    kind: Weapon


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


def find_targets(view: View) -> list[TargetHit]:
    """Targets in the order of the article."""
    return [
        TargetHit(
            hit.start,
            hit.end,
            view.quote(hit),
            cast(TargetKind, hit.value),
            _place_after(view, sentence, hit),
            _count_before(view, hit),
        )
        for sentence in view.sentences
        for hit in view.within(view.table("targets"), sentence)
        if _is_aimed_at(view, sentence, hit)
    ]


def _is_aimed_at(view: View, sentence: Sentence, hit: Hit[str]) -> bool:
    for trigger in view.within(view.table("events"), sentence):
        family, _, form = trigger.value.partition("/")
        if family not in _AIMING or trigger.start <= hit.start < trigger.end:
            continue
        if trigger.end <= hit.start:
            between = view.text[trigger.end : hit.start]
            if len(between) <= _FAR and not _ELSEWHERE.search(between) and _TOWARDS.search(between):
                return form == "v" or _AT.search(between) is not None
        elif form == "v" and _SUFFERING.match(view.text[hit.end : trigger.end]) and trigger.start - hit.end < _FAR:
            return True
    return False


def _place_after(view: View, sentence: Sentence, hit: Hit[str]) -> PlaceHit | None:
    after = view.within(view.places, Span(hit.end, min(sentence.end, hit.end + 40)))
    towns = (place for place in after if place.kind == "place")
    return next((town for town in towns if not re.search(r"[,.;]", view.text[hit.end : town.start])), None)


def _count_before(view: View, hit: Hit[str]) -> CountHit | None:
    before = view.within(view.counts, Span(max(0, hit.start - 40), hit.start))
    if (
        before
        and re.fullmatch(r"\s+(?:[\w’'-]+\s+){0,2}", view.text[before[-1].end : hit.start])
        and not before[-1].weak
    ):
        return before[-1]
    return None


def find_weapons(view: View) -> list[WeaponHit]:
    """Weapons used, in the order of the article."""
    found = []
    for sentence in view.sentences:
        families = {hit.value.partition("/")[0] for hit in view.within(view.table("events"), sentence)}
        if not families & _FIGHTING or families & _HARMLESS:
            continue
        handled = view.within(view.table("materiel"), sentence)
        for hit in view.within(view.table("weapons"), sentence):
            carries = hit.value == "aircraft" and _CARRIES.search(view.text, sentence.start, sentence.end)
            if not carries and not (_is_handled(handled, hit) and hit.value != "arson"):
                found.append(WeaponHit(hit.start, hit.end, view.quote(hit), cast(Weapon, hit.value)))
    return found


def _is_handled(handled: Sequence[Hit[str]], weapon: Hit[str]) -> bool:
    """Whether the weapon is something recovered or seized in this sentence rather than fired."""
    return any(
        verb.value in ("seized", "recovered")
        and (0 <= weapon.start - verb.end <= 80 or 0 <= verb.start - weapon.end <= 40)
        for verb in handled
    )


def find_materiel(view: View, speakers: Sequence[SpeakerHit]) -> list[MaterielHit]:
    """Materiel in the order of the article."""
    found = []
    for sentence in view.sentences:
        verbs = view.within(view.table("materiel"), sentence)
        for item in view.within(view.table("items"), sentence) if verbs else ():
            verb = _governing(view, verbs, item)
            if verb is None or (item.value == "building") != (verb.value == "destroyed" and item.value == "building"):
                continue
            start, end = min(verb.start, item.start), max(verb.end, item.end)
            found.append(
                MaterielHit(
                    start, end, view.quote(item), cast(MaterielAction, verb.value), _agent(view, sentence, verb),
                    _count_before(view, item), speaker_of(speakers, item.start),
                )
            )  # fmt: skip
    return found


def _governing(view: View, verbs: Sequence[Hit[str]], item: Hit[str]) -> Hit[str] | None:
    """The verb whose object the item is: before it in a list of things, or after it in a passive."""
    before = [verb for verb in verbs if verb.end <= item.start and item.start - verb.end <= 100]
    if before and not _NO_LONGER.search(view.text[before[-1].end : item.start]):
        return before[-1]
    for verb in verbs:
        if 0 <= verb.start - item.end <= 90 and _PASSIVE.search(view.text[item.end : verb.start]):
            return verb
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
