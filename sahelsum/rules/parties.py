"""Who did it and to whom: the actors of one incident with their roles.

Each mention of an armed actor or a group of people near a trigger votes: before an active verb or after "by" it
is the initiator, after the verb, "on" or "against", or before a passive, the target. Where the words do not
decide, an irregular group is taken for the initiator and forces or civilians for the target. An unnamed
attacker stays unnamed: "gunmen" becomes a named group only if the article says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sahelsum.actors import Actor, ActorHit
from sahelsum.article import Span
from sahelsum.rules.cluster import Cluster
from sahelsum.rules.segments import Segment
from sahelsum.rules.view import View
from sahelsum.rules.votes import Votes, count

_HEDGE = re.compile(
    r"\b(?:suspected|presumed|alleged|believed to be|apparent"
    r"|présumée?s?|supposée?s?|soupçonnée?s?|probables?|vraisemblablement)\b",
    re.IGNORECASE,
)
_SPEAKS_AFTER = re.compile(
    r"(?:['’]s)?\s+(?:public relations|spokes\w+|image maker|sources?|officials?|statements?|commissioner|commander"
    r"|chief|headquarters|communiqué)\b",
    re.IGNORECASE,
)
_SPEAKS_BEFORE = re.compile(
    r"\b(?:spokes\w+ (?:for|of)|porte-parole|sources?|communiqué|commandant|chef|état-major|ministère"
    r"|responsable|officier|adjoint)\s+(?:général\w* )?(?:de la |de l['’]|des |du |de |d['’]|the )?$",
    re.IGNORECASE,
)
_CLEAR = 4
"""Votes by which forces must lead to be taken for the attackers where an irregular group is named as well."""
_PEOPLE = frozenset({"armed", "civilian", "generic"})
_INSTANT = frozenset({"airstrike", "operation", "arrest", "defuse", "regain", "disperse"})
_ASSAULTS = frozenset({"attack", "ambush", "raid", "abduction", "takeover", "suicide", "ied"})


@dataclass(frozen=True, slots=True)
class Party:
    """One actor of the incident, with the mention that shows it."""

    hit: ActorHit
    actor: Actor | None
    name: str
    role: str
    is_suspected: bool

    @property
    def is_irregular(self) -> bool:
        """Whether it is an armed group, named or not."""
        return self.actor is not None and self.actor.group == "armed_group"


def parties(
    view: View, cluster: Cluster, countries: Sequence[str], named: Sequence[Span], speakers: Sequence[Span]
) -> list[Party]:
    """The actors of `cluster`, initiator first; `named` are mentions held responsible by a claim or accusation,
    `speakers` the names of those who speak: residents who tell of an attack are not its target."""
    votes: dict[str, Votes] = {}
    spans = [Span(max(0, span.start - 8), span.end) for span in speakers]
    is_forces_own = _is_state_action(cluster)
    told = next((segment for segment in cluster.segments if segment.is_specific), None)
    for segment in cluster.segments:
        for hit in view.within(view.actors, Span(segment.start, segment.end)):
            actor = view.reference.actors.resolve(view.quote(hit), countries, None, view.language)
            if actor is None or actor.kind not in _PEOPLE or not actor.actor_type:
                continue
            blamed = any(span.start <= hit.start and hit.end <= span.end for span in named)
            if _is_a_voice(view, hit) or ("hypothetical" in segment.cues and not blamed):
                continue
            speaks = any(span.start <= hit.start < span.end for span in spans)
            if speaks and actor.actor_type == "Civilians":
                continue
            vote = votes.setdefault(actor.actor_id, Votes(hit, actor, is_forces_own))
            vote.is_suspected &= _is_hedged(view, segment, hit)
            vote.is_near |= bool(segment.triggers)
            vote.is_told |= segment is told
            vote.acts |= not speaks
            count(view, segment, hit, vote, 2 if segment is told else 1)
            vote.initiator += 4 * blamed
    return _roles(view, list(votes.values()), cluster, named)


def _is_a_voice(view: View, hit: ActorHit) -> bool:
    """'police spokesperson', 'porte-parole de l'armée': whoever speaks for a force is not the force in action."""
    after, before = view.text[hit.end : hit.end + 34], view.text[max(0, hit.start - 34) : hit.start]
    return _SPEAKS_AFTER.match(after) is not None or _SPEAKS_BEFORE.search(before) is not None


def _is_hedged(view: View, segment: Segment, hit: ActorHit) -> bool:
    around = view.text[max(segment.start, hit.start - 28) : hit.start]
    after = view.text[hit.end : hit.end + 12]
    return (
        _HEDGE.search(around) is not None
        or _HEDGE.match(after.strip()) is not None
        or _HEDGE.search(view.quote(hit)) is not None
    )


def _roles(view: View, votes: list[Votes], cluster: Cluster, named: Sequence[Span]) -> list[Party]:
    if not votes:
        return []
    crowd = [vote for vote in votes if vote.actor.kind == "civilian" and vote.is_near]
    if _is_protest(cluster) and crowd:
        initiator: Votes | None = min(crowd, key=lambda vote: vote.hit.start)
    else:
        initiator = _initiator(votes, _is_state_action(cluster), bool(named))
    aimed = any(vote.target > vote.initiator for vote in votes if vote is not initiator)
    found = []
    for vote in votes:
        if vote is initiator:
            role = "initiator"
        elif initiator is not None and _is_alias(vote.actor, initiator.actor):
            continue
        elif vote.target > vote.initiator or (
            not aimed and vote.is_near and not vote.initiator and _is_natural_target(vote.actor, initiator)
        ):
            role = "target"
        elif vote.is_near and vote.acts and vote.actor.kind == "armed":
            role = "other"
        else:
            continue
        found.append(Party(vote.hit, vote.actor, view.quote(vote.hit), role, vote.is_suspected))
    if initiator is not None and initiator.actor.group == "armed_group" and not any(p.role == "target" for p in found):
        found = [
            replace(p, role="target") if p.actor is not None and p.actor.group == "state_forces" else p for p in found
        ]
    found.sort(key=lambda party: (party.role != "initiator", party.role != "target", party.hit.start))
    return found


def _is_state_action(cluster: Cluster) -> bool:
    """Whether the first telling is of something that forces do: a strike, a sweep, arrests, demining."""
    told = [segment for segment in cluster.segments if segment.triggers]
    first = next((segment for segment in told if segment.is_specific), told[0] if told else None)
    return first is not None and bool(first.families & _INSTANT) and not first.families & _ASSAULTS


def _is_protest(cluster: Cluster) -> bool:
    told = [segment for segment in cluster.segments if segment.triggers]
    return bool(told) and bool(told[0].families & {"protest", "riot"}) and not told[0].families & _ASSAULTS


def _initiator(votes: list[Votes], is_state_action: bool, is_claimed: bool) -> Votes | None:
    armed = [vote for vote in votes if vote.actor.actor_type not in ("Civilians", "Protesters", "Rioters")]
    irregular = [vote for vote in armed if vote.actor.group == "armed_group"]
    forces = [vote for vote in armed if vote.actor.group in ("state_forces", "external_forces")]
    if is_state_action:
        named = [vote for vote in irregular if vote.initiator >= 4]
        pool = named or [vote for vote in forces if vote.initiator >= vote.target]
    else:
        decided = [vote for vote in armed if vote.initiator > vote.target]
        grave = [
            vote for vote in decided if vote in forces and vote.on_civilians > max(map(_lead, irregular), default=0)
        ]
        decided = grave or [vote for vote in decided if vote in irregular] or decided
        nearby = [
            vote
            for vote in irregular
            if vote.is_near and not vote.target and (not _is_named(vote.actor) or (vote.is_told and vote.acts))
        ]
        if (
            not grave
            and any(not vote.falls for vote in nearby)
            and all(vote in forces and _lead(vote) < _CLEAR for vote in decided)
        ):
            decided = []
        pool = decided or [vote for vote in irregular if vote.initiator] or nearby
        if is_claimed:
            pool = [*pool, *(vote for vote in irregular if _is_named(vote.actor) and not vote.target)]
    if not pool:
        return None
    bonus = 10 if is_claimed else 3
    return max(pool, key=lambda vote: (vote.initiator - vote.target + bonus * _is_named(vote.actor), -vote.hit.start))


def _lead(vote: Votes) -> int:
    return vote.initiator - vote.target


def _is_named(actor: Actor) -> bool:
    return not actor.actor_id.startswith("unidentified") and actor.group == "armed_group"


def _is_alias(actor: Actor, initiator: Actor) -> bool:
    """'the jihadists', 'assailants' beside a named group are that group again."""
    return actor.group == "armed_group" == initiator.group and (not _is_named(actor) or not _is_named(initiator))


def _is_natural_target(actor: Actor, initiator: Votes | None) -> bool:
    if initiator is not None and initiator.actor.group == actor.group:
        return False
    return actor.group in ("state_forces", "civilians", "militia", "external_forces") or (
        initiator is not None and initiator.actor.group in ("state_forces", "external_forces")
    )
