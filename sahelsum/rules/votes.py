"""How one mention of an actor votes on its part in the incident.

Before an active verb or after "by" it has acted, after the verb, "on" or "against", or before a passive, it was
aimed at; whom a toll counts was aimed at too, and whoever holds the position that is attacked has not attacked it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sahelsum.actors import Actor, ActorHit
from sahelsum.article import Span
from sahelsum.rules.segments import Segment
from sahelsum.rules.view import View
from sahelsum.words import Hit

_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|is|are|be|été|est|sont|fut|furent|être|were also|was also)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_EXPLODES = re.compile(r"explo|deton|went off|trigger|déclench", re.IGNORECASE)
_SUFFERED = re.compile(
    r"\b(?:été|came under|died|(?<!shot )dead|mort|morte|morts|trouvé|perdu|succomb|péri)",
    re.IGNORECASE,
)
_CIRCUMSTANCE = re.compile(r"\s+(?:in|by|dans|par|lors|when|as|near|à)\b")
_BY = re.compile(
    r"\b(?:by|par|par des|par les|par le|par un|par une|from|work of|of)\s+(?:[\w’'-]+\s+){0,4}$", re.IGNORECASE
)
_AGENT = re.compile(
    r"\b(?:by|par|l['’]œuvre d\w*|(?:blamed|pinned) on|attributed to|work of|hallmarks? of|marks of"
    r"|(?:attribuée?s?|imputée?s?|prêtée?s?) (?:à|aux?)|la marque d\w*)\s+(?:[\w’'-]+\s+){0,4}$",
    re.IGNORECASE,
)
_KEPT_BY = re.compile(
    r"\b(?:held|manned|guarded|escorted|protected|occupied|run|led|used|seen|patrolled|controlled|driven|carried|accompanied"
    r"|joined|rescued|treated|received|tenue?s?|gardée?s?|escortée?s?|protégée?s?|occupée?s?|dirigée?s?|utilisée?s?|commandée?s?"
    r"|conduite?s?|accompagnée?s?|contrôlée?s?|gérée?s?)\s+(?:by|par|de)\s+(?:[\w’'-]+\s+){0,4}$",
    re.IGNORECASE,
)
"""'a position held by the army': whoever keeps the thing that is attacked is no attacker."""
_BACKED_BY = re.compile(
    r"\b(?:supported|backed|assisted|aided|helped|reinforced|flanked|appuyée?s?|soutenue?s?|épaulée?s?|secondée?s?|renforcée?s?"
    r"|assistée?s?|aidée?s?|accompagnée?s?)\s+(?:by|par|de)\s+(?:[\w’'-]+\s+){0,4}$",
    re.IGNORECASE,
)
"""'troops, supported by the CJTF, raided …': an ally has acted, and is not who led."""
_ITS_POSITION = re.compile(
    r"(?:['’]s)?\s(?:[\w-]+\s)?(?:posts?|camps?|bases?|outposts?|barracks|positions?|checkpoints?|convoys?|vehicles?|trucks?"
    r"|headquarters|garrisons?|detachments?|boats?)\b",
    re.IGNORECASE,
)
_LAIR = re.compile(
    r"['’]?\s(?:(?!to\b|and\b|in\b|at\b)[\w-]+\s)?(?:bases?|camps?|hideouts?|hide-outs?|enclaves?|strongholds?|positions?|caches?|depots?"
    r"|cells?|workshops?|training)\b",
    re.IGNORECASE,
)
"""'a terrorist logistics base': what is said of an armed group's own place is said of what was struck."""
_POSITION_OF = re.compile(
    r"\b(?:postes?|camps?|bases?|casernes?|positions?|convois?|véhicules?|camions?|détachements?|garnisons?|cantonnements?"
    r"|check-?points?|pirogues?)(?:\s[\w-]+)?\s(?:de la\s|de l['’]|des\s|du\s|de\s|d['’])$",
    re.IGNORECASE,
)
_OBJECT_AHEAD = re.compile(
    r"\s+(?:the|an?|its|their|le|la|les|une?|des|son|sa|ses|leurs?|\d+)\s|\s+l['’]", re.IGNORECASE
)
_REPELS = re.compile(
    r"(?:\s(?!été\b|être\b|was\b|were\b|been\b|being\b)[\w’'-]+){0,3}"
    r"\s(?:repel\w*|repuls\w+|foil\w*|thwart\w*|fend\w* off|beat(?:en)? (?:back|off)|push\w* back"
    r"|repouss\w+|déjou\w+)\b",
    re.IGNORECASE,
)
"""'Troops foiled an attack', « les FDS ont repoussé »: whoever beats off an attack was attacked."""
_GENITIVE = re.compile(r"\b(?:of(?:\sthe)?|de(?:\sla)?|du|des)\s$|\b(?:de l|d)['’]$", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?:on|against|at|contre|sur|targeting|visant|ciblant|of|de|des|du|d['’])\s+(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE
)
_IS_PARTICIPLE = re.compile(r"ée?s?$")
"""« attaqué » is listed as « attaque », since accents are folded."""
_HAVE = re.compile(r"\b(?:a|ont|avaient|avait|ayant|auraient|aurait)\s(?:\w+\s)?$")
_ASIDE = re.compile(r"(?:\s\w+)?,[^,.;]{1,160},(?=\s(?:[\w’']+\s){0,3}$)")
_BESIDE = 36
"""Characters between people and the passive verb said of them."""
_AIMED = ("attack", "raid", "ambush", "ied", "shelling", "takeover", "airstrike")
_HARMED = frozenset({"killed", "wounded", "abducted", "missing"})


@dataclass(slots=True)
class Votes:
    """What the mentions of one actor say of its part, the first of them, and how they say it."""

    hit: ActorHit
    actor: Actor
    in_forces_own: bool
    """Whether the incident is something that forces do: a strike, a sweep."""
    initiator: int = 0
    target: int = 0
    is_suspected: bool = True
    is_near: bool = False
    is_told: bool = False
    """Whether the sentence that first tells of the incident names it."""
    on_civilians: int = 0
    """Of `initiator`, what is said of forces that harm civilians."""
    falls: bool = False
    """Whether words of killing are said of it and nothing else could be made of them."""
    acts: bool = False
    """Whether any mention is more than the name of a speaker."""


def count(view: View, segment: Segment, hit: ActorHit, vote: Votes, weight: int) -> None:
    """One mention's vote; the sentence that first tells of the incident weighs double."""
    before = view.text[max(segment.start, hit.start - 60) : hit.start]
    if _is_harmed(segment, hit, vote.actor):
        vote.target += weight
    if _BACKED_BY.search(before):
        return
    trigger = _nearest(segment, hit)
    initiator, target = _outright(view, hit, vote.actor, trigger, before)
    vote.initiator += initiator * weight
    vote.target += target * weight
    if initiator or target or trigger is None:
        return
    if _falls_fighting(trigger, vote.actor) and not (vote.in_forces_own or _kills(view, segment, hit, trigger)):
        vote.falls = True
        return
    is_verb = trigger.value.endswith("/v") or _IS_PARTICIPLE.search(view.quote(trigger)) is not None
    if trigger.start < hit.start:
        gap = view.text[trigger.end : hit.start]
        reaches = not _is_passive(view, segment, trigger) if is_verb else _AGAINST.search(before)
        if len(gap) < 60 and reaches:
            vote.target += 2 * weight
    elif is_verb and trigger.start - hit.end - _aside(view, hit, trigger) < 70:
        if _is_passive(view, segment, trigger) or _is_aimed_at(view, hit, vote.actor, trigger, before):
            vote.target += 2 * weight if trigger.start - hit.end < _BESIDE else 0
        else:
            vote.initiator += 2 * weight
            if any(toll.group == "civilians" and toll.outcome in _HARMED for toll in segment.tolls):
                vote.on_civilians += 2 * weight
    elif trigger.start - hit.end <= 3:
        vote.initiator += weight


def _outright(view: View, hit: ActorHit, actor: Actor, trigger: Hit[str] | None, before: str) -> tuple[int, int]:
    """Votes (initiator, target) where words right beside the mention tell its part, whatever verb is near."""
    if _KEPT_BY.search(before):
        return 0, 1
    if _AGENT.search(before):
        return 3, 0
    if _REPELS.match(view.text, hit.end) or (actor.group == "armed_group" and _LAIR.match(view.text, hit.end)):
        return 0, 2
    return (2, 0) if trigger is not None and _is_attack_of(view, hit, actor, trigger) else (0, 0)


def _is_attack_of(view: View, hit: ActorHit, actor: Actor, trigger: Hit[str]) -> bool:
    """« une attaque du JNIM », `an ambush of the insurgents`: what an armed group is said to own, it did."""
    if actor.group != "armed_group" or not trigger.value.startswith(_AIMED) or not trigger.value.endswith(("/n", "/p")):
        return False
    return trigger.end < hit.start and _GENITIVE.fullmatch(view.text[trigger.end : hit.start].lstrip()) is not None


def _aside(view: View, hit: ActorHit, trigger: Hit[str]) -> int:
    """Characters of what stands in commas right behind a subject: 'Soldiers, backed by white men, killed …'."""
    aside = _ASIDE.match(view.text, hit.end, trigger.start)
    return len(aside[0]) if aside is not None else 0


def _is_aimed_at(view: View, hit: ActorHit, actor: Actor, trigger: Hit[str], before: str) -> bool:
    """'Army post attacked from the river', « Convoi de l'armée attaqué près de … »: a position, with no object."""
    if actor.group == "armed_group" or not trigger.value.startswith(_AIMED):
        return False
    holds = _ITS_POSITION.match(view.text, hit.end) is not None or _POSITION_OF.search(before) is not None
    return holds and _OBJECT_AHEAD.match(view.text, trigger.end) is None


def _is_harmed(segment: Segment, hit: ActorHit, actor: Actor) -> bool:
    """Whether a toll counts these people among the killed, wounded or taken."""
    return actor.group != "armed_group" and any(
        toll.outcome in _HARMED
        and toll.count.high != 0
        and min(toll.count.start, toll.outcome_start) <= hit.start < max(toll.count.end, toll.outcome_end) + 2
        for toll in segment.tolls
    )


def _falls_fighting(trigger: Hit[str], actor: Actor) -> bool:
    """'five gunmen dead': attackers who are killed have not been attacked for that."""
    return actor.group == "armed_group" and trigger.value.startswith("kill")


def _kills(view: View, segment: Segment, hit: ActorHit, trigger: Hit[str]) -> bool:
    """'Boko Haram fighters kill 15 soldiers': an active verb with a number of people behind it."""
    if not 0 <= trigger.start - hit.end <= _BESIDE or _is_passive(view, segment, trigger):
        return False
    if _IS_PARTICIPLE.search(view.quote(trigger)) and not _HAVE.search(view.text, hit.end, trigger.start):
        return False
    return bool(view.within(view.counts, Span(trigger.end, trigger.end + _BESIDE)))


def _nearest(segment: Segment, hit: ActorHit) -> Hit[str] | None:
    apart = [
        (min(abs(t.start - hit.end), abs(hit.start - t.end)), t.start, t)
        for t in segment.triggers
        if t.end <= hit.start or t.start >= hit.end
    ]
    return min(apart, key=lambda item: item[:2])[2] if apart else None


def _is_passive(view: View, segment: Segment, trigger: Hit[str]) -> bool:
    if trigger.value == "ied/v" and not _EXPLODES.search(view.quote(trigger)):
        return True
    if _SUFFERED.search(view.quote(trigger)):
        return True
    if _PASSIVE.search(view.text[max(segment.start, trigger.start - 36) : trigger.start]):
        return True
    headline = segment.sentence.is_title and _CIRCUMSTANCE.match(view.text[trigger.end : trigger.end + 9])
    participle = re.search(r"(?:ed|és|ées|é|ée|slain|taken|shot|held)$", view.quote(trigger))
    return bool(headline and participle) or bool(re.match(r"\s+(?:by|par)\b", view.text[trigger.end : trigger.end + 6]))
