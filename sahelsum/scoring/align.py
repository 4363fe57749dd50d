"""Which incident of a record is which of gold's: the one-to-one choice under which the most facts are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sahelsum.likeness.degree import Likeness
from sahelsum.scoring.fields import overlap
from sahelsum.scoring.pairing import pair
from sahelsum.scoring.values import FIELDS, IncidentFacts
from sahelsum.scoring.verdicts import Matched, matched

_DECIDING = ("type", "date", "places", "casualties")
"""Fields that decide whether two incidents may be one."""
_IN_COMMON, _SHARED_WORDS, _ALIKE, _DAYS_APART = 0.1, 0.2, 0.5, 0.05
"""Two incidents share a field from a credit of 0.1 (dates a day apart, towns 58 km), their words from a fifth of the
shorter evidence; they are of one kind from 0.5 and on other days below 0.05 (three days or more)."""
_TELLING = ("date", "places", "casualties", "actors", "targets")
"""Fields that tell one incident from another; the country or the role does not."""
_SHARED_MOST = 0.5
"""The share of an incident's telling facts from which another incident is said to hold it as well."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """`pairs` of (gold, found) by index with their matched facts, and what has no partner. A merge is (gold without
    partner, the found incident that holds it too); a split is (found without partner, the gold one it is part of)."""

    pairs: tuple[tuple[int, int, Matched], ...]
    missed: tuple[int, ...]
    invented: tuple[int, ...]
    merges: tuple[tuple[int, int], ...]
    splits: tuple[tuple[int, int], ...]


def align(gold: Sequence[IncidentFacts], found: Sequence[IncidentFacts]) -> Alignment:
    """The alignment of greatest total credit. A pair must share more than its kind: date, place, a toll or words of the
    article, and one more for another kind of event and for other days, neither of which is a bar by itself."""
    table = [[_candidate(one, other) for other in found] for one in gold]
    pairs = pair([[worth for worth, _ in row] for row in table])
    missed = tuple(g for g in range(len(gold)) if g not in {first for first, _ in pairs})
    invented = tuple(f for f in range(len(found)) if f not in {second for _, second in pairs})
    telling = [[sum(_credit(facts.get(field, [])) for field in _TELLING) for _, facts in row] for row in table]
    return Alignment(
        tuple((g, f, table[g][f][1]) for g, f in pairs), missed, invented,
        merges=tuple(_holders(telling, gold, missed, len(found))),
        splits=tuple(_holders([[row[f] for row in telling] for f in range(len(found))], found, invented, len(gold))),
    )  # fmt: skip


def _candidate(gold: IncidentFacts, found: IncidentFacts) -> tuple[float, Matched]:
    """Total credit and the matched facts of two incidents; 0 where they have too little in common to be one."""
    if gold.repeat != found.repeat:
        return 0.0, {}
    facts = matched(gold, found, _DECIDING)
    earned = {field: _credit(facts.get(field, [])) for field in _DECIDING}
    shared = overlap(gold.spans, found.spans)
    in_common = sum(earned[field] >= _IN_COMMON for field in _DECIDING[1:]) + (shared >= _SHARED_WORDS)
    are_apart = bool(gold.facts["date"] and found.facts["date"]) and earned["date"] < _DAYS_APART
    if in_common < 1 + (earned["type"] < _ALIKE) + are_apart:
        return 0.0, {}
    facts |= matched(gold, found, _OTHERS)
    return max(0.0, sum(map(_credit, facts.values()))) + 0.01 * shared, facts


_OTHERS = tuple(field for field in FIELDS if field not in _DECIDING)


def _credit(pairs: list[tuple[int, int, Likeness]]) -> float:
    return sum(likeness.credit for _, _, likeness in pairs)


def _holders(
    telling: Sequence[Sequence[float]], own: Sequence[IncidentFacts], alone: Sequence[int], others: int
) -> list[tuple[int, int]]:
    """For each incident without a partner, the other side's that holds at least half of what tells it apart."""
    found = []
    for at in alone:
        size = sum(len(own[at].facts[field]) for field in _TELLING)
        best = max(range(others), key=telling[at].__getitem__, default=None)
        if best is not None and size and telling[at][best] >= _SHARED_MOST * size:
            found.append((at, best))
    return found
