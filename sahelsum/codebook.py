"""Every closed vocabulary of the record, spelt as its codebook spells it, and what each value means.

Event and actor types and both precisions are ACLED's (Codebook, 2025 edition: sections on event types, actor
types, time and geographic precision); qualifiers serve UCDP GED's low/best/high; `background` is PLOVER's
*historical*. The definitions here are the only ones: the schema, the prompts and the guidelines quote them.
"""

from __future__ import annotations

from typing import Literal

EventType = Literal[
    "Battles", "Protests", "Riots", "Explosions/Remote violence", "Violence against civilians", "Strategic developments"
]
SubEventType = Literal[
    "Government regains territory", "Non-state actor overtakes territory", "Armed clash",
    "Excessive force against protesters", "Protest with intervention", "Peaceful protest",
    "Violent demonstration", "Mob violence",
    "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED", "Grenade",
    "Sexual violence", "Attack", "Abduction/forced disappearance",
    "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
    "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory", "Other",
]  # fmt: skip
Role = Literal["reported", "background"]
ActorType = Literal[
    "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians",
    "External/Other forces",
]  # fmt: skip
ActorRole = Literal["initiator", "target", "other"]
Certainty = Literal["stated", "suspected"]
ResponsibilityStatus = Literal["claimed", "attributed", "suspected", "denied"]
Group = Literal["civilians", "state_forces", "militia", "armed_group", "external_forces", "mixed", "unknown"]
Outcome = Literal[
    "killed", "wounded", "captured", "abducted", "missing", "surrendered", "released", "displaced", "neutralised",
    "casualties_unspecified",
]  # fmt: skip
Qualifier = Literal["exact", "about", "at_least", "more_than", "up_to", "less_than", "range", "vague"]
ClaimTopic = Literal[
    "control_of_place", "attack_repelled", "confirmation", "not_verified", "conduct", "motive", "other"
]
TargetKind = Literal[
    "military", "police", "government", "convoy", "vehicle", "village", "market", "school", "health", "religious",
    "infrastructure", "mining_site", "displaced_camp", "aid", "other",
]  # fmt: skip
Weapon = Literal[
    "small_arms", "grenade", "ied", "landmine", "suicide_device", "explosive_unspecified", "drone", "aircraft",
    "artillery", "rocket", "melee", "arson", "other",
]  # fmt: skip
MaterielAction = Literal["seized", "recovered", "destroyed", "lost"]
TimePrecision = Literal[1, 2, 3]
GeoPrecision = Literal[1, 2, 3]
DateBasis = Literal["explicit", "relative_to_publication", "relative_to_other_event", "unresolved"]
PlaceMatch = Literal["exact", "alias", "folded", "fuzzy", "area", "unresolved"]
PublishedBasis = Literal["given", "stated", "metadata"]

SUB_EVENT_TYPES: dict[EventType, dict[SubEventType, str]] = {
    "Battles": {
        "Government regains territory": (
            "state forces or their allies retake a place by fighting and hold it for more than a day"
        ),
        "Non-state actor overtakes territory": (
            "a non-state or foreign state actor wins a place by fighting and holds it for more than a day"
        ),
        "Armed clash": "two organised armed groups fight without a lasting change of control; the default battle",
    },
    "Protests": {
        "Excessive force against protesters": "a peaceful crowd is met with lethal or seriously injuring force",
        "Protest with intervention": "a peaceful crowd is dispersed or arrested without serious harm",
        "Peaceful protest": "three or more people demonstrate, with no violence by them or against them",
    },
    "Riots": {
        "Violent demonstration": "demonstrators destroy, fight or barricade",
        "Mob violence": "a crowd is violent outside a demonstration, vigilante crowds included",
    },
    "Explosions/Remote violence": {
        "Chemical weapon": "a chemical agent is used, without another engagement",
        "Air/drone strike": (
            "aircraft or drones strike the ground, helicopters included, without fighting on the ground"
        ),
        "Suicide bomb": (
            "a suicide attacker, on foot or in a vehicle, without a firefight; the bomber counts among the dead"
        ),
        "Shelling/artillery/missile attack": "long-range or heavy weapons used by one side only",
        "Remote explosive/landmine/IED": "a remotely or victim-triggered device, unexploded ordnance included",
        "Grenade": "a hand-thrown explosive",
    },
    "Violence against civilians": {
        "Sexual violence": "any sexual harm of a person by an armed actor",
        "Attack": "an organised group harms unarmed people, disarmed or captured fighters included",
        "Abduction/forced disappearance": "people are taken, without further reported violence",
    },
    "Strategic developments": {
        "Agreement": "talks, ceasefires, releases, surrenders or swaps that are agreed",
        "Arrests": "a mass arrest, or the arrest of a significant person",
        "Change to group/activity": "movement, recruitment, merger, blockade or a like change of a group",
        "Disrupted weapons use": "weapons or devices are defused, intercepted or seized before use",
        "Headquarters or base established": "a permanent or semi-permanent base is set up",
        "Looting/property destruction": "goods are taken or property destroyed outside other violence",
        "Non-violent transfer of territory": "a place is taken or left without a fight",
        "Other": "another development that matters to the conflict: a coup, a mass grave, displacement",
    },
}
EVENT_TYPE_OF: dict[SubEventType, EventType] = {
    sub: event for event, subs in SUB_EVENT_TYPES.items() for sub in subs
}
"""The event type of each sub-event type; both in ACLED's order of precedence."""

EVENT_TYPES: dict[EventType, str] = {
    "Battles": "armed groups fight each other",
    "Protests": "people demonstrate without violence of their own",
    "Riots": "demonstrators or mobs are violent",
    "Explosions/Remote violence": "one side uses a weapon that acts from afar or by itself",
    "Violence against civilians": "an organised armed group harms or takes unarmed people",
    "Strategic developments": "something other than violence that changes the course of the conflict",
}
ROLES: dict[Role, str] = {
    "reported": (
        "what the article reports: its news, every item of a round-up or feature, an older attack it brings news about"
    ),
    "background": "mentioned only to explain another incident or a trend (PLOVER: historical)",
}
ACTOR_TYPES: dict[ActorType, str] = {
    "State forces": "a state's army, police, gendarmerie or guard at home (ACLED 1)",
    "Rebel group": "an organised group that fights a state or for its own rule (ACLED 2)",
    "Political militia": (
        "armed for a political aim without seeking the state's place; unidentified armed groups (ACLED 3)"
    ),
    "Identity militia": "communal, ethnic or local self-defence armed groups (ACLED 4)",
    "Rioters": "people violent in demonstrations or mobs (ACLED 5)",
    "Protesters": "people who demonstrate peacefully (ACLED 6)",
    "Civilians": "unarmed people, whoever they are (ACLED 7)",
    "External/Other forces": "a state's forces abroad, missions, coalitions, private military companies (ACLED 8)",
}
ACTOR_ROLES: dict[ActorRole, str] = {
    "initiator": "began the action reported",
    "target": "was the aim of the action",
    "other": "took part or was touched without being either",
}
CERTAINTIES: dict[Certainty, str] = {
    "stated": "the article, or somebody in it, says it without a hedge",
    "suspected": "it is hedged: suspected, presumed, believed",
}
RESPONSIBILITY_STATUSES: dict[ResponsibilityStatus, str] = {
    "claimed": "the actor or its own outlet says that it did it",
    "attributed": "somebody else says that the actor did it",
    "suspected": "somebody says so with a hedge",
    "denied": "the actor says that it did not",
}
GROUPS: dict[Group, str] = {
    "civilians": "unarmed people",
    "state_forces": "soldiers, police, gendarmes, guards of the country",
    "militia": "pro-government or self-defence fighters",
    "armed_group": "fighters of rebel, jihadist or bandit groups",
    "external_forces": "foreign soldiers, peacekeepers, private military companies",
    "mixed": "the number covers several of these groups",
    "unknown": "the article does not say who they were",
}
OUTCOMES: dict[Outcome, str] = {
    "killed": "the words say dead or killed",
    "wounded": "the words say hurt or wounded",
    "captured": "fighters or soldiers taken by the other side, or people arrested",
    "abducted": "people kidnapped or held hostage",
    "missing": "people unaccounted for",
    "surrendered": "fighters who gave themselves up",
    "released": "people set free",
    "displaced": "people who fled their homes",
    "neutralised": "the words say neutralised, put out of action: killed, wounded or captured, never only killed",
    "casualties_unspecified": "casualties or losses, without saying what happened to them",
}
QUALIFIERS: dict[Qualifier, str] = {
    "exact": "n: low n, high n",
    "about": "about n: low n, high n",
    "at_least": "at least n: low n, high null",
    "more_than": "more than n: low n, high null",
    "up_to": "up to n: low null, high n",
    "less_than": "fewer than n: low null, high n",
    "range": "between a and b: low a, high b",
    "vague": "dozens, several: low null, high null, the words stay in text",
}
CLAIM_TOPICS: dict[ClaimTopic, str] = {
    "control_of_place": "somebody says who holds a place or position",
    "attack_repelled": "somebody says that the attack was beaten back or is under control",
    "confirmation": "somebody other than the parties' headquarters confirms that it happened",
    "not_verified": "somebody says that a claim could not be verified",
    "conduct": "somebody says how a party behaved: executions, looting, abuse, or its denial",
    "motive": "somebody says why it was done",
    "other": "another contested statement about the incident that is not a toll",
}
TARGET_KINDS: dict[TargetKind, str] = {
    "military": "camp, barracks, position, checkpoint, patrol of armed forces",
    "police": "police or gendarmerie post or station",
    "government": "government building, official, prison, court",
    "convoy": "vehicles travelling together, escorted or not",
    "vehicle": "a single vehicle: bus, lorry, ambulance, motorcycle, boat",
    "village": "a village, hamlet or quarter",
    "market": "a market or shops",
    "school": "a school or university",
    "health": "a hospital, clinic or health centre",
    "religious": "a mosque, church or shrine, or their clergy",
    "infrastructure": "bridge, road, power, water, telecoms, airport, pipeline, fuel",
    "mining_site": "an industrial or artisanal mine",
    "displaced_camp": "a camp or site of displaced people or refugees",
    "aid": "an aid organisation, its staff, goods or vehicles",
    "other": "something else that the article names as the aim",
}
WEAPONS: dict[Weapon, str] = {
    "small_arms": "guns and gunfire, machine guns included",
    "grenade": "hand-thrown explosives",
    "ied": "improvised explosive devices",
    "landmine": "mines",
    "suicide_device": "a suicide vest or vehicle bomb",
    "explosive_unspecified": "an explosion or bomb of no stated kind",
    "drone": "armed drones",
    "aircraft": "planes and helicopters",
    "artillery": "mortars, shells, howitzers",
    "rocket": "rockets, missiles and rocket-propelled grenades",
    "melee": "machetes, knives, clubs",
    "arson": "fire set on purpose",
    "other": "another weapon that the article names",
}
MATERIEL_ACTIONS: dict[MaterielAction, str] = {
    "seized": "taken by the attackers or by one side from the other during the action",
    "recovered": "found or taken back by the side that held the field",
    "destroyed": "destroyed, burnt, disabled",
    "lost": "said to be lost by its owner",
}
TIME_PRECISIONS: dict[TimePrecision, str] = {1: "the day is known", 2: "within a week", 3: "within a month"}
GEO_PRECISIONS: dict[GeoPrecision, str] = {
    1: "a named town with its own coordinates",
    2: "near a named town, or a small area around it",
    3: "a region, or a place known by its district only",
}
DATE_BASES: dict[DateBasis, str] = {
    "explicit": "day, month and year are written",
    "relative_to_publication": "worked out from the publication date, which the article states or the user gave",
    "relative_to_other_event": "worked out from another incident's date ('a day earlier')",
    "unresolved": "not enough is written; the words are kept",
}
PUBLISHED_BASES: dict[PublishedBasis, str] = {
    "given": "the user gave it",
    "stated": "the article's own text states it",
    "metadata": "the page's metadata states it",
}
PLACE_MATCHES: dict[PlaceMatch, str] = {
    "exact": "the gazetteer's own spelling",
    "alias": "a known other name or misspelling",
    "folded": "equal but for accents, case, hyphens or French spelling habits",
    "fuzzy": "one letter apart, within the article's countries",
    "area": "a region, district or direction, not a point",
    "unresolved": "not in the gazetteer: the name is kept, nothing is guessed",
}
