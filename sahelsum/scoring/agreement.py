"""How far two careful readers agree: the ceiling that a score is read beside.

The second reader's labels are scored against the first's as a record would be, with alternatives and optional facts
honoured and without; and Krippendorff's alpha for nominal data (Krippendorff 2004, chapter 11) takes out the agreement
that chance alone would bring. Its units are the paired facts of either reader, one that only one of them has included.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from typing import TypeAlias

from sahelsum.gold.model import Gold
from sahelsum.gold.store import Labelled
from sahelsum.reference import Reference
from sahelsum.scoring.align import align
from sahelsum.scoring.compare import ALL
from sahelsum.scoring.facts import Facts
from sahelsum.scoring.score import verdicts_on
from sahelsum.scoring.tally import Counts, added, tally
from sahelsum.scoring.values import IncidentFacts, in_order
from sahelsum.scoring.verdicts import Verdict

Unit: TypeAlias = tuple[str, str]
"""What each of two readers says of one thing; "" where one of them says nothing."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """One field: counts of the second reader against the first with alternatives and optional facts honoured, counts
    without, and alpha (1: they always agree, 0: as chance has it; null where nothing varies)."""

    honoured: Counts
    bare: Counts
    alpha: float | None


def agreement(pairs: Iterable[tuple[Labelled, Gold]], reference: Reference) -> dict[str, Agreed]:
    """Field by field, how the second labels of the same articles compare with the first."""
    facts = Facts(reference)
    honoured: list[Verdict] = []
    bare: list[Verdict] = []
    for one, other in pairs:
        text = one.article.text
        first = [facts.of_gold(incident, text) for incident in one.gold.incidents]
        second = [facts.of_gold(incident, text) for incident in other.incidents]
        honoured += _verdicts(first, [_first_readings(incident) for incident in second])
        bare += _verdicts([_plain(incident) for incident in first], [_plain(incident) for incident in second])
    counted, stripped = tally(honoured), tally(bare)
    units: dict[str, list[Unit]] = {}
    for verdict in bare:
        units.setdefault(verdict.field, []).append((str(verdict.gold or ""), _said(verdict)))
    fields = {
        field: Agreed(counted.get(field, Counts()), counts, alpha(units[field])) for field, counts in stripped.items()
    }
    every = [unit for found in units.values() for unit in found]
    return {
        **fields,
        ALL: Agreed(added(map(astuple, counted.values())), added(map(astuple, stripped.values())), alpha(every)),
    }


def alpha(units: Sequence[Unit]) -> float | None:
    """Krippendorff's alpha of two readers for nominal data: one less observed over expected disagreement."""
    values = Counter(value for unit in units for value in unit)
    number = sum(values.values())
    observed = sum(one != other for one, other in units) / len(units) if units else 0.0
    if number < 2:
        return None
    expected = 1 - sum(count * (count - 1) for count in values.values()) / (number * (number - 1))
    return None if expected == 0 else 1 - observed / expected


def _verdicts(first: list[IncidentFacts], second: list[IncidentFacts]) -> list[Verdict]:
    gold, found = in_order(first), in_order(second)
    return verdicts_on(gold, found, align(gold, found))[0]


def _said(verdict: Verdict) -> str:
    """What the second reader says; what is right is what the first says, in whichever words."""
    return str(verdict.gold if verdict.verdict == "right" else verdict.found or "")


def _first_readings(incident: IncidentFacts) -> IncidentFacts:
    """What a reader has written down first; what they call optional stays so."""
    return replace(incident, facts={
        field: tuple(fact._replace(readings=fact.readings[:1]) for fact in facts)
        for field, facts in incident.facts.items()
    })  # fmt: skip


def _plain(incident: IncidentFacts) -> IncidentFacts:
    """Everything that a reader has written down, as if it had to be there, in its first reading alone."""
    return replace(incident, optional=False, facts={
        field: tuple(fact._replace(readings=fact.readings[:1], optional=False) for fact in facts)
        for field, facts in incident.facts.items()
    })  # fmt: skip
