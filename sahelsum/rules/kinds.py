"""What kind of event an incident is, in ACLED's sub-event types.

ACLED's order of precedence decides between tactics that meet in one event: fighting between armed groups takes
in the bombs and strikes that go with it; a bomb, strike or shell without fighting is a remote-violence event;
harm to unarmed people is an attack on civilians; everything else is a strategic development (Codebook 2025).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sahelsum.article import Span
from sahelsum.codebook import Group, Outcome, SubEventType
from sahelsum.rules.cluster import Cluster
from sahelsum.rules.parties import Party
from sahelsum.rules.things import WeaponHit
from sahelsum.rules.view import View

_HARMED = frozenset({"killed", "wounded", "abducted", "missing", "neutralised", "captured"})
_FORCES: set[Group] = {"state_forces", "militia", "external_forces"}
_STATE: set[Group] = {"state_forces", "external_forces"}
_CIVILIAN_TARGETS = frozenset(
    {"village", "market", "vehicle", "displaced_camp", "religious", "school", "health", "mining_site"}
)
_VIOLENT = frozenset({"attack", "ambush", "raid", "clash", "massacre", "gunfire", "takeover"})
_FOUGHT = _VIOLENT | {"airstrike", "shelling", "suicide", "grenade", "kill"}
_ALONE: tuple[tuple[str, SubEventType], ...] = (
    ("suicide", "Suicide bomb"),
    ("airstrike", "Air/drone strike"),
    ("ied", "Remote explosive/landmine/IED"),
    ("shelling", "Shelling/artillery/missile attack"),
    ("grenade", "Grenade"),
)
_QUIET: tuple[tuple[str, SubEventType], ...] = (
    ("surrender", "Agreement"),
    ("arrest", "Arrests"),
    ("defuse", "Disrupted weapons use"),
    ("coup", "Other"),
    ("withdraw", "Non-violent transfer of territory"),
    ("blockade", "Change to group/activity"),
    ("base", "Headquarters or base established"),
    ("loot", "Looting/property destruction"),
    ("agreement", "Agreement"),
    ("release", "Agreement"),
    ("mob", "Mob violence"),
    ("riot", "Violent demonstration"),
)


@dataclass(frozen=True, slots=True)
class Victims:
    """People harmed: how, and the lower bound of how many (null if vague)."""

    group: Group
    outcome: Outcome
    number: int | None


def sub_event_type(
    cluster: Cluster, parties: Sequence[Party], victims: Sequence[Victims], targets: Sequence[str], from_the_air: bool
) -> SubEventType:
    """The sub-event type of `cluster`; `targets` are the kinds aimed at, `from_the_air` whether aircraft strike."""
    weights = _weights(cluster)
    families = set(weights)
    hurt = {victim.group for victim in victims if victim.outcome in ("killed", "wounded")}
    if from_the_air and not families & {"ambush", "clash", "raid", "takeover"}:
        return "Air/drone strike"
    if "defuse" in families and not hurt and not families & _FOUGHT and weights["defuse"] >= weights["arrest"]:
        return "Disrupted weapons use"
    remote = next((kind for family, kind in _ALONE if _leads(family, weights)), None)
    alone = remote or _against_persons(weights, bool(hurt)) or (None if hurt else _quiet(families))
    if alone is not None:
        return alone
    if "regain" in families and weights["regain"] >= 2:
        return "Government regains territory"
    return "Attack" if _harms_the_unarmed(parties, victims, targets, families) else "Armed clash"


def strikes_from_the_air(view: View, cluster: Cluster, parties: Sequence[Party], weapons: Sequence[WeaponHit]) -> bool:
    """Whether a drone or aircraft of the first telling strikes, and no irregular group flies it."""
    told = [segment for segment in cluster.segments if segment.triggers]
    first = next((segment for segment in told if segment.is_specific), next(iter(told), None))
    if first is None or any(party.role == "initiator" and party.is_irregular for party in parties):
        return False
    near = view.within(weapons, Span(first.start, first.end))
    return "airstrike" in first.families or any(weapon.kind in ("drone", "aircraft") for weapon in near)


def _against_persons(weights: Counter[str], has_hurt: bool) -> SubEventType | None:
    """Abduction or sexual violence, where it is what the incident is about and not what came with an attack."""
    fighting = max(weights[family] for family in ("ambush", "clash", "massacre"))
    if "abduction" in weights and not has_hurt and weights["abduction"] >= fighting:
        return "Abduction/forced disappearance"
    if "sexual" in weights and weights["sexual"] >= max(weights.values()):
        return "Sexual violence"
    return None


def _quiet(families: set[str]) -> SubEventType | None:
    """What happened without violence."""
    if {"withdraw", "takeover"} <= families and not families & (_VIOLENT - {"takeover"}):
        return "Non-violent transfer of territory"
    if families & _VIOLENT:
        return None
    quiet = next((kind for family, kind in _QUIET if family in families), None)
    if quiet is None and "protest" in families:
        return "Protest with intervention" if "disperse" in families else "Peaceful protest"
    return quiet


def _weights(cluster: Cluster) -> Counter[str]:
    """Each family's weight: the segments that name it, verbs and the first two segments counting double."""
    weights: Counter[str] = Counter()
    told = [segment for segment in cluster.segments if segment.triggers]
    for position, segment in enumerate(told):
        for hit in segment.triggers:
            family, _, form = hit.value.partition("/")
            weights[family] += (2 if form == "v" else 1) * (2 if position < 2 else 1)
    return weights


def _leads(family: str, weights: Counter[str]) -> bool:
    """Whether a remote weapon is what the incident is about: no fighting on the ground outweighs it."""
    if family not in weights:
        return False
    fighting = weights["ambush"] + weights["clash"] + weights["takeover"] + weights["raid"]
    fighting += weights["gunfire"] if family != "shelling" else 0
    nearby = fighting + (weights["attack"] if family != "suicide" else 0) // 2
    return weights[family] > nearby or (family == "shelling" and weights[family] >= nearby)


def _harms_the_unarmed(
    parties: Sequence[Party], victims: Sequence[Victims], targets: Sequence[str], families: set[str]
) -> bool:
    harmed = {victim.group for victim in victims if victim.outcome in _HARMED}
    hit = {party.actor.group for party in parties if party.role == "target" and party.actor is not None}
    initiator = next((p.actor.group for p in parties if p.role == "initiator" and p.actor is not None), "armed_group")
    forces: set[Group] = _FORCES if initiator not in _STATE else {"armed_group", "militia"}
    known = bool(harmed - {"unknown", "mixed", initiator})
    civilians, fighters = _most(victims, {"civilians"} if known else {"unknown"}), _most(victims, forces)
    aimed_at_forces = bool({"military", "police"} & set(targets)) and initiator not in _STATE
    if "massacre" in families and "civilians" in harmed and (civilians > fighters or initiator in _STATE):
        return True
    if aimed_at_forces or {"clash", "ambush"} & families:
        return "civilians" in harmed | hit and not (harmed | hit) & forces and not aimed_at_forces
    if (harmed | hit) & forces:
        return "civilians" in harmed and civilians > fighters
    if "civilians" in harmed | hit:
        return True
    if initiator in _STATE:
        return False
    return bool(harmed - {"armed_group"}) or bool(_CIVILIAN_TARGETS & set(targets))


def _most(victims: Sequence[Victims], groups: set[Group]) -> int:
    """The largest number told of these groups; an unnumbered one counts as a few (ACLED: 3)."""
    return max(
        (victim.number or 3 for victim in victims if victim.outcome in _HARMED and victim.group in groups), default=0
    )
