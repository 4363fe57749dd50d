"""What became of every fact of an aligned pair of incidents: right, partly right, wrong, missed or invented."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from sahelsum.likeness.actors import Who
from sahelsum.likeness.days import Days
from sahelsum.likeness.degree import MORE, NOTHING, RIVAL, SAME, Likeness
from sahelsum.scoring.fields import compare
from sahelsum.scoring.pairing import pair
from sahelsum.scoring.values import FIELDS, NAMED, Blame, Fact, IncidentFacts, Party, Toll, Value

Class = Literal["right", "partial", "wrong", "missed", "invented"]
COSTS: dict[Class, int] = {"right": 0, "partial": 1, "missed": 2, "wrong": 4, "invented": 4}
GRAVE = 25
"""What an invented toll, perpetrator, date or incident costs: more than ten small slips and a miss or two."""
_FAR_DAYS = 1e-4
"""Credit under which two dates lie more than eleven days apart."""
_PARTIAL_FROM = 0.4
"""Credit from which a fact is partly right rather than wrong."""
_GRAVE_BELOW = 0.05
"""Toll credit under which the number or the verb is another one altogether."""


class Verdict(NamedTuple):
    """One fact judged; `gold` and `found` are null where the other has nothing to set against it."""

    field: str
    verdict: Class
    credit: float
    cost: int
    slip: str
    gold: Fact | None
    found: Fact | None


Matched: TypeAlias = dict[str, list[tuple[int, int, Likeness]]]
"""The paired facts of two incidents by field: index in gold, index in the record, how alike they are."""


def matched(gold: IncidentFacts, found: IncidentFacts, fields: Sequence[str] = FIELDS) -> Matched:
    """The facts of `fields` paired as well as they can be, as if the two incidents were one."""
    return {
        field: _pairs(field, gold.facts[field], found.facts[field])
        for field in fields if gold.facts[field] and found.facts[field]
    }  # fmt: skip


def judged(gold: IncidentFacts | None, found: IncidentFacts | None, pairs: Matched | None = None) -> list[Verdict]:
    """The verdicts on a pair of incidents; null: the incident has no partner, all its facts are missed or invented."""
    verdicts: list[Verdict] = []
    for field in FIELDS:
        here, there = gold.facts[field] if gold else (), found.facts[field] if found else ()
        verdicts += _field(field, here, there, (pairs or {}).get(field, []))
    return verdicts


def _pairs(field: str, gold: Sequence[Fact], found: Sequence[Fact]) -> list[tuple[int, int, Likeness]]:
    if field in NAMED and all(len(fact.readings) == 1 for fact in (*gold, *found)):
        named = {fact.readings[0]: column for column, fact in enumerate(found)}
        return [(row, named[fact.readings[0]], SAME) for row, fact in enumerate(gold) if fact.readings[0] in named]
    if len(gold) == len(found) == 1:  # one alone repeats nothing
        likeness = compare(field, gold[0], found[0])
        return [(0, 0, likeness)] if likeness.pairs else []
    table = [
        [NOTHING if one.repeat != other.repeat else compare(field, one, other) for other in found] for one in gold
    ]
    values = [
        [_affinity(likeness, gold[row].optional) for likeness in likenesses] for row, likenesses in enumerate(table)
    ]
    return [(row, column, table[row][column]) for row, column in pair(values)]


def _affinity(likeness: Likeness, optional: bool) -> float:
    """Credit first; of equals a fact that has to be there; what earns nothing still pairs rather than not."""
    if not likeness.pairs:
        return 0.0
    return max(0.0, likeness.credit) + (1e-7 if likeness.credit < 0 else 1e-6) + (0.0 if optional else 1e-5)


def _field(
    field: str, gold: Sequence[Fact], found: Sequence[Fact], pairs: list[tuple[int, int, Likeness]]
) -> list[Verdict]:
    verdicts = [_paired(field, gold[row], found[column], likeness) for row, column, likeness in pairs]
    met, used = {row for row, _, _ in pairs}, {column for _, column, _ in pairs}
    verdicts += [
        Verdict(field, "missed", 0.0, COSTS["missed"], "", fact, None)
        for row, fact in enumerate(gold) if row not in met and not fact.optional
    ]  # fmt: skip
    verdicts += [
        Verdict(field, "invented", 0.0, GRAVE if _is_grave(field, fact) else COSTS["invented"], "", None, fact)
        for column, fact in enumerate(found) if column not in used and not fact.optional
    ]  # fmt: skip
    return verdicts


def _paired(field: str, gold: Fact, found: Fact, likeness: Likeness) -> Verdict:
    verdict: Class = "right" if not likeness.slip else "partial" if likeness.credit >= _PARTIAL_FROM else "wrong"
    grave = verdict == "wrong" and _is_grave(field, found) and _is_another(found.readings[0], likeness)
    cost = GRAVE if grave else COSTS[verdict]
    return Verdict(field, verdict, likeness.credit, cost, likeness.slip, gold, found)


def _is_grave(field: str, fact: Fact) -> bool:
    return field in ("incident", "casualties", "date") or attacker(fact.readings[0]) is not None


def attacker(value: Value) -> Who | None:
    """The named armed actor of whom it says that it did it: as the initiator, or by blame that nobody denies."""
    says_so = (isinstance(value, Party) and value.role == "initiator") or (
        isinstance(value, Blame) and value.status != "denied"
    )
    return value.who if says_so and isinstance(value, Party | Blame) and value.who.is_named else None


def _is_another(value: Value, likeness: Likeness) -> bool:
    """A wrong fact that says what nobody has said: a number altogether off or made of `dozens`, a rival or the victim
    for the attacker, a name for somebody unnamed, a day weeks off. Merely less specific is not among them."""
    if isinstance(value, Toll):
        return likeness.credit < _GRAVE_BELOW or likeness.slip == "count: more specific"
    if isinstance(value, Days):
        return likeness.credit < _FAR_DAYS
    return likeness.slip in _GRAVE_SLIPS


_GRAVE_SLIPS = (RIVAL, MORE, "actor: a rival", "actor: more specific", "initiator for target", "initiator for other")
