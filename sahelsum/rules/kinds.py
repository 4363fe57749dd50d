"""What kind of event an incident is, in ACLED's sub-event types.

ACLED's order of precedence decides between tactics that meet in one event: fighting between armed groups takes
in the bombs and strikes that go with it; a bomb, strike or shell without fighting is a remote-violence event;
harm to unarmed people is an attack on civilians; everything else is a strategic development (Codebook 2025).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sahelsum.codebook import Group, SubEventType
from sahelsum.rules.clusters import Cluster
from sahelsum.rules.parties import Party

_GROUND = frozenset({"attack", "ambush", "raid", "clash", "takeover", "regain"})
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


def sub_event_type(
    cluster: Cluster, parties: Sequence[Party], victims: Sequence[tuple[Group, str]], targets: Sequence[str]
) -> SubEventType:
    """The sub-event type of `cluster`; `victims` are (group, outcome) of its tolls, `targets` the kinds aimed at."""
    weights = _weights(cluster)
    families = set(weights)
    groups = {group for group, outcome in victims if outcome in ("killed", "wounded")}
    violent = families & {"attack", "ambush", "raid", "clash", "massacre", "gunfire", "takeover"}
    remote = next((kind for family, kind in _ALONE if _leads(family, weights)), None)
    if remote is not None:
        return remote
    if "abduction" in families and not groups and weights["abduction"] >= max(weights.get(f, 0) for f in ("ambush", "clash", "massacre")):
        return "Abduction/forced disappearance"
    if "sexual" in families and not (families & _GROUND):
        return "Sexual violence"
    if not violent and not groups:
        quiet = next((kind for family, kind in _QUIET if family in families), None)
        if quiet is not None:
            return quiet
        if "protest" in families:
            return "Protest with intervention" if "disperse" in families else "Peaceful protest"
    if "regain" in families and weights["regain"] >= 2:
        return "Government regains territory"
    return "Attack" if _harms_the_unarmed(parties, groups, targets, families) else "Armed clash"


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
    fighting = weights["ambush"] + weights["clash"] + weights["gunfire"] + weights["takeover"] + weights["raid"]
    nearby = fighting + (weights["attack"] if family != "suicide" else 0) // 2
    return weights[family] > nearby


def _harms_the_unarmed(parties: Sequence[Party], groups: set[Group], targets: Sequence[str], families: set[str]) -> bool:
    armed_targets = {"military", "police"} & set(targets)
    hit = {party.actor.group for party in parties if party.role == "target" and party.actor is not None}
    forces = {"state_forces", "militia", "external_forces"}
    initiator = next((party.actor.group for party in parties if party.role == "initiator" and party.actor is not None), "armed_group")
    if armed_targets and initiator == "armed_group" and not ("massacre" in families and "civilians" in groups):
        return False
    if (groups | hit) & forces and initiator not in forces:
        return "civilians" in hit and not (hit & forces) and not (groups & forces)
    if initiator in forces and "armed_group" in groups | hit and "civilians" not in groups | hit:
        return False
    if "civilians" in groups | hit:
        return True
    if {"clash", "ambush"} & families or initiator in forces:
        return False
    return bool(groups) or bool({"village", "market", "vehicle", "displaced_camp", "religious", "school", "health", "mining_site"} & set(targets))
