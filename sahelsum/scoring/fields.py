"""How one fact of gold and one of a record compare, field by field: credit, and what differs."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import inf
from typing import Any

from sahelsum.likeness.actors import Who, actors, voices
from sahelsum.likeness.days import days
from sahelsum.likeness.degree import NEAR, NOTHING, OTHER, SAME, Likeness
from sahelsum.likeness.kinds import kinds
from sahelsum.likeness.names import SAME_FROM, alike
from sahelsum.likeness.places import places
from sahelsum.likeness.tolls import SAME_NUMBER, Amount, amounts, groups, outcomes
from sahelsum.scoring.values import Blame, Fact, Goods, Party, Said, Silence, Spans, Thing, Toll, Value

_NEARLY_SAME_TOPIC = 0.2


def compare(field: str, gold: Fact, found: Fact) -> Likeness:
    """The best that any reading of the one makes of any reading of the other."""
    like = _COMPARERS.get(field, _equal)
    if len(gold.readings) == len(found.readings) == 1:
        return like(gold.readings[0], found.readings[0])
    best = NOTHING
    for one in gold.readings:
        for other in found.readings:
            likeness = like(one, other)
            if (likeness.pairs, likeness.credit) > (best.pairs, best.credit):
                best = likeness
    return best


def overlap(one: Spans, other: Spans, longest: float = inf) -> float:
    """The share of the shorter evidence that the other one covers, 0 to 1; symmetric. Evidence more than `longest`
    times as long earns less: the whole article holds every claim."""
    (first, length), (second, other_length) = _merged(one), _merged(other)
    shared = 0
    for start, end in first:
        for other_start, other_end in second:
            if start < other_end and other_start < end:
                shared += min(end, other_end) - max(start, other_start)
    shorter, longer = sorted((length, other_length))
    return shared / max(shorter, longer / longest) if shorter else 0.0


@lru_cache(maxsize=65536)
def _merged(spans: Spans) -> tuple[Spans, int]:
    """The spans in order, those that touch made one, and how many characters they cover."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged), sum(end - start for start, end in merged)


def _equal(one: Value, other: Value) -> Likeness:
    return SAME if one == other else NOTHING


def _role(one: str, other: str) -> Likeness:
    return SAME if one == other else Likeness(0.0, OTHER)


def _party(one: Party, other: Party) -> Likeness:
    likeness = actors(one.who, other.who)
    if one.role != other.role:
        if likeness.credit <= 0:
            return NOTHING
        credit = 0.5 if "other" in (one.role, other.role) else 0.0
        return likeness.times(Likeness(credit, f"{other.role} for {one.role}"))
    if one.role != "initiator" and likeness.credit <= 0:
        return NOTHING
    if one.certainty != other.certainty:
        likeness = likeness.times(Likeness(0.8, f"{other.certainty} for {one.certainty}"))
    return Likeness(likeness.credit, likeness.slip, pairs=True)


def _toll(one: Toll, other: Toll) -> Likeness:
    outcome, amount = outcomes(one.outcome, other.outcome), amounts(one.amount, other.amount)
    is_same_people = one.group == other.group and one.outcome == other.outcome
    if not is_same_people and amount.credit < SAME_NUMBER:
        return NOTHING
    parts = (
        outcome.named("outcome"),
        amount.named("count"),
        groups(one.group, other.group).named("group"),
        voices(one.by, other.by).named("speaker"),
        (SAME if one.superseded == other.superseded else Likeness(0.7, "superseded")),
        (SAME if one.denied == other.denied else Likeness(0.9, "denied")),
        _whole(one.whole, other.whole),
    )
    likeness = SAME
    for part in parts:
        likeness = likeness.times(part)
    return Likeness(likeness.credit, min(parts).slip, pairs=True)


def _whole(one: Amount | None, other: Amount | None) -> Likeness:
    if one is None or other is None:
        return SAME if one is other else Likeness(0.9, "part of")
    return Likeness(0.9 + 0.1 * max(0.0, amounts(one, other).credit), "" if one == other else "part of")


def _blame(one: Blame, other: Blame) -> Likeness:
    who = actors(one.who, other.who).named("actor")
    if who.credit <= 0:
        who = Likeness(0.0, who.slip, pairs=False)
    status = SAME if one.status == other.status else Likeness(_status(one, other), f"{other.status} for {one.status}")
    return status.times(who).times(voices(one.by, other.by).named("speaker"))


def _status(one: Blame, other: Blame) -> float:
    pair = {one.status, other.status}
    return 0.0 if "denied" in pair else 0.4 if pair == {"attributed", "suspected"} else 0.2


def _silence(one: Silence, other: Silence) -> Likeness:
    return groups(one.group, other.group).named("group").times(voices(one.by, other.by).named("speaker"))


def _claim(one: Said, other: Said) -> Likeness:
    shared = overlap(one.spans, other.spans, longest=5)
    topic = SAME if one.topic == other.topic else Likeness(_NEARLY_SAME_TOPIC, f"{other.topic} for {one.topic}")
    by = voices(one.by, other.by).named("speaker")
    place = Likeness(min(1.0, 0.2 + 1.6 * shared), "" if shared >= _SAME_WORDS else "evidence")
    denied = SAME if one.denied == other.denied else Likeness(0.3, "denied")
    likeness = topic.times(by).times(place).times(denied)
    return Likeness(likeness.credit, likeness.slip, shared > 0 or (topic is SAME and by.credit >= SAME_FROM))


_SAME_WORDS = 0.5
"""From here on two claims rest on the same words."""


def _thing(one: Thing, other: Thing) -> Likeness:
    shared = alike(one.name, other.name)
    if one.kind == other.kind:
        return SAME if shared > 0 else Likeness(0.8, NEAR)
    return Likeness(0.4 * shared, "kind") if shared > 0 else NOTHING


def _goods(one: Goods, other: Goods) -> Likeness:
    shared = alike(one.item, other.item)
    if not shared:
        return NOTHING
    item = SAME if shared >= _SAME_ITEM else Likeness(0.5 + 0.5 * shared, NEAR)
    action = SAME if one.action == other.action else Likeness(0.5, f"{other.action} for {one.action}")
    amount = _amount(one.amount, other.amount).named("count")
    taker = SAME if _taken_alike(one.taker, other.taker) else Likeness(0.5, "by: another")
    return item.times(action).times(amount).times(taker).times(voices(one.by, other.by).named("speaker"))


def _taken_alike(one: Who | None, other: Who | None) -> bool:
    return one is other if one is None or other is None else actors(one, other).credit >= SAME_FROM - 0.05


_SAME_ITEM = 0.5
"""Token F1 from which two items are one: `pickup trucks` and `pickups`."""


def _amount(one: Amount | None, other: Amount | None) -> Likeness:
    if one is None or other is None:
        return SAME if one is other else Likeness(0.7, OTHER)
    return amounts(one, other)


_COMPARERS: dict[str, Callable[[Any, Any], Likeness]] = {
    "role": _role,
    "type": kinds,
    "date": days,
    "places": places,
    "actors": _party,
    "responsibility": _blame,
    "casualties": _toll,
    "undisclosed": _silence,
    "claims": _claim,
    "targets": _thing,
    "materiel": _goods,
}
