"""Who the people of a toll were, where its own words leave it open ("five dead", "twelve people killed").

The rest of the incident decides, or nobody: the same number told elsewhere of a known group; violence against
civilians that harms nobody else; an attack on forces alone that harms nobody but them and the attackers.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from sahelsum.codebook import EVENT_TYPE_OF, Group, SubEventType
from sahelsum.fold import fold
from sahelsum.rules.tolls import TollHit
from sahelsum.rules.twins import is_same_number

_HARM = frozenset({"killed", "wounded", "abducted"})
_NAMELESS = frozenset({"", "dead", "deaths", "morts", "mort", "wounded", "injured", "blesses", "killed", "tues"})
"""Victims' words that leave open who they were."""


def group_of(toll: TollHit, tolls: Sequence[TollHit], aimed: Set[str], kind: SubEventType) -> Group:
    """The group of `toll` among the incident's `tolls`; `aimed` are the groups of its targeted parties."""
    if toll.group != "unknown" or toll.outcome == "captured":
        return toll.group
    twin = next((other.group for other in tolls if is_same_number(toll, other) and other.group != "unknown"), None)
    if twin is not None:
        return twin
    told = {other.group for other in tolls if other.outcome in _HARM} - {"unknown"}
    event = EVENT_TYPE_OF[kind]
    only_civilians = told - {"armed_group"} <= {"civilians"}
    if (event == "Violence against civilians" and only_civilians) or (told or aimed) == {"civilians"}:
        return "civilians"
    fought = event in ("Battles", "Explosions/Remote violence")
    on_forces = fought and told - {"armed_group"} == {"state_forces"} and aimed <= {"state_forces"}
    return "state_forces" if on_forces and fold(toll.victims) in _NAMELESS else "unknown"
