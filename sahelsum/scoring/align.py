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
    """The alignment of greatest total credit. A pair must share more than its kind: one of the telling fields, or words
    of the article; another kind of event is no bar to a pair that shares two."""
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
    if gold.repeat or found.repeat:
        return 0.0, {}
    facts = matched(gold, found, _DECIDING)
    in_common = sum(_credit(facts.get(field, [])) > 0 for field in _DECIDING[1:])
    shared = overlap(gold.spans, found.spans)
    is_alike = _credit(facts.get("type", [])) > 0
    if in_common + (shared > 0) < (1 if is_alike else 2):
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
