"""What was aimed at, and with what.

A noun is a target only beside a verb or noun of attack that governs it ("attacked the camp", "assault on a
market"); a weapon counts as used only where something is attacked with it. What is seized, recovered or made safe
is no weapon used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from sahelsum.article import Span
from sahelsum.codebook import SubEventType, TargetKind, Weapon
from sahelsum.numbers import CountHit
from sahelsum.places import PlaceHit
from sahelsum.rules.devices import is_made_safe
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.view import View
from sahelsum.words import Hit

_AIMING = frozenset(
    {
        "attack", "raid", "ambush", "airstrike", "shelling", "ied", "suicide", "grenade", "takeover", "loot",
        "massacre", "clash",
    }
)  # fmt: skip
_TOWARDS = re.compile(
    r"\b(?:on|against|at|into|inside|in|targeting|towards?|hit|hitting|contre|sur|visant|ciblant|dans|cible|aux?|à"
    r"|d['’]|de|du|des|la|le|les|l['’]|of|the|an?|une?|deux|two|three|trois|several|plusieurs|seven|sept|notre|our"
    r"|its|son|sa|ses|their|leurs?)(?:\s+[\w-]+){0,2}\s*$",
    re.IGNORECASE,
)
_SUFFERING = re.compile(
    r"^\W*(?:[\w’']+\W+){0,7}?(?:was|were|been|being|came under|a été|ont été|avaient? été|est|sont|été"
    r"|fell into|is|are|tombé\w*|saut\w+|drove over|jumped on|rode over|hit an?|struck an?|ran over|essuyé\w*|caught in"
    r"|pris\w*)\b",
    re.IGNORECASE,
)
_HEADLINE = re.compile(r"^\W*(?:attacked|ambushed|raided|stormed|hit|bombed|targeted|shelled|attaquée?s?|visée?s?)\b")
_ELSEWHERE = re.compile(r"[.;:]|\b(?:by|par|in|at|en|près|near|from|depuis|where|où|as|alors|when|after|après)\b")
_ELSE_THAN_A_SITE = re.compile(r"[.;:]|\b(?:by|par|près|near|from|depuis|where|où|as|alors|when|after|après)\b")
_SITES = frozenset(
    {
        "market", "school", "health", "religious", "displaced_camp", "mining_site", "police", "military", "other",
    }
)  # fmt: skip
_AT = re.compile(
    r"\b(?:on|against|at|contre|sur|d['’]|de|du|des|of|targeting|visant|inside|into|in|dans|aux?|à)\b|['’]",
    re.IGNORECASE,
)
_STOPPED = re.compile(
    r"\b(?:stopp(?:ed|ing)|intercept\w*|held up|flagged down|hijack\w*|waylaid|arrêt\w+|bloqu\w+|braqu\w+|immobilis\w+"
    r"|(?:seized|kidnapp\w+|abduct\w+|taken|snatched|enlev\w+|captur\w+)\W+(?:[\w’'-]+\W+){0,5}?"
    r"(?:from|off|aboard|on board|à bord|dans))"
    r"\W+(?:(?:an?|the|une?|le|la|les|des|du|de|d|l|their|leurs?|two|three|several|deux|trois|plusieurs)\W+)*(?:[\w-]+\s)?$",
    re.IGNORECASE,
)
_WAS_STOPPED = re.compile(
    r"^(?:\W+[\w’'-]+){0,6}?\W+(?:(?:was|were|been|been|est|sont|a été|ont été)\W+)"
    r"(?:stopped|intercepted|hijacked|held up|waylaid|arrêtée?s?|interceptée?s?|bloquée?s?|braquée?s?|immobilisée?s?)\b"
    r"[^.;]{0,80}?\b(?:by|par)\b",
    re.IGNORECASE,
)
_FIGHTING = frozenset(
    {
        "attack", "raid", "ambush", "clash", "massacre", "gunfire", "kill", "airstrike", "shelling", "ied", "suicide",
        "grenade", "loot",
    }
)  # fmt: skip
_HARMLESS = frozenset({"defuse", "arrest", "surrender"})
_CARRIES = re.compile(
    r"[eé]vacu|airlift|medevac|transport[eé]"
    r"|(?:taken|flown|pris|ramen[eé]|emmen[eé])[^.;]{0,30}(?:by|par|aboard|à bord)",
    re.IGNORECASE,
)
"""Words beside which an aircraft brings the wounded away and strikes nobody."""
_DEVICES = frozenset({"ied", "landmine", "explosive_unspecified", "suicide_device", "grenade"})
_FAR = 90
_POSTS = frozenset({"post", "posts", "poste", "postes"})
_POLICE = re.compile(r"gendarm|polic|customs|douan", re.IGNORECASE)


_SPELT_OUT = frozenset({"ied", "landmine", "suicide_device", "grenade", "drone", "aircraft", "artillery", "rocket"})
"""Means of attack that explode."""


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


def find_targets(view: View) -> list[TargetHit]:
    """Targets in the order of the article."""
    return [
        TargetHit(
            hit.start,
            hit.end,
            view.quote(hit),
            _kind(view, hit),
            _place_after(view, sentence, hit),
            _count_before(view, hit),
        )
        for sentence in view.sentences
        for hit in view.within(view.table("targets"), sentence)
        if _is_aimed_at(view, sentence, hit)
    ]


def _kind(view: View, hit: Hit[str]) -> TargetKind:
    """Its kind; a post is the police's where police, gendarmes or customs stand beside it."""
    around = view.text[max(0, hit.start - _FAR) : hit.end + _FAR]
    is_post = view.words.folded[hit.last - 1] in _POSTS and hit.last - hit.first == 1
    return "police" if is_post and _POLICE.search(around) else cast(TargetKind, hit.value)


def _is_aimed_at(view: View, sentence: Sentence, hit: Hit[str]) -> bool:
    for trigger in view.within(view.table("events"), sentence):
        family, _, form = trigger.value.partition("/")
        if is_made_safe(view.words, trigger):
            continue
        if (
            family not in _AIMING
            or trigger.start <= hit.start < trigger.end
            or (family, hit.value) == ("loot", "vehicle")
        ):
            continue
        if trigger.end <= hit.start:
            between = view.text[trigger.end : hit.start]
            elsewhere = _ELSE_THAN_A_SITE if hit.value in _SITES else _ELSEWHERE
            if len(between) <= _FAR and not elsewhere.search(between) and _TOWARDS.search(between):
                return form == "v" or _AT.search(between) is not None
        elif form == "v" and trigger.start - hit.end < _FAR and _suffers(view, sentence, hit, trigger):
            return True
    return hit.value in ("vehicle", "convoy") and _is_stopped(view, sentence, hit)


def _suffers(view: View, sentence: Sentence, hit: Hit[str], trigger: Hit[str]) -> bool:
    """'the post was attacked', 'un camion a sauté sur une mine'; in a headline 'army post attacked'."""
    if sentence.is_title and _HEADLINE.match(view.text[hit.end : trigger.end]):
        return True
    return _SUFFERING.match(view.text[hit.end : trigger.end]) is not None


def _is_stopped(view: View, sentence: Sentence, hit: Hit[str]) -> bool:
    """'armed men stopped a minibus', 'passengers seized from a bus', 'deux cars sont arrêtés par des hommes armés'."""
    before = view.text[max(sentence.start, hit.start - _FAR) : hit.start]
    return bool(
        _STOPPED.search(before) or _WAS_STOPPED.match(view.text[hit.end : min(sentence.end, hit.end + 2 * _FAR)])
    )


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
            safe = hit.value in _DEVICES and is_made_safe(view.words, hit)
            if not (carries or safe or (_is_handled(handled, hit) and hit.value != "arson")):
                found.append(WeaponHit(hit.start, hit.end, view.quote(hit), cast(Weapon, hit.value)))
    return found


def _is_handled(handled: Sequence[Hit[str]], weapon: Hit[str]) -> bool:
    """Whether the weapon is something recovered or seized in this sentence rather than fired."""
    return any(
        verb.value in ("seized", "recovered")
        and (0 <= weapon.start - verb.end <= 80 or 0 <= verb.start - weapon.end <= 40)
        for verb in handled
    )


def used(hits: Sequence[WeaponHit], kind: SubEventType) -> list[WeaponHit]:
    """The means of one incident, each once: "the blast" beside a mine is no other, and of a find none was used."""
    if kind == "Disrupted weapons use":
        return []
    once = {hit.kind: hit for hit in reversed(hits)}
    if once.keys() & _SPELT_OUT:
        once.pop("explosive_unspecified", None)
    if kind == "Air/drone strike":
        once.pop("arson", None)
    return sorted(once.values(), key=lambda hit: hit.start)
