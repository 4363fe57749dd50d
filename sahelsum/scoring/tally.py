"""Adding verdicts up: precision, recall and F1, strict and with partial credit, and what went wrong how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sahelsum.scoring.verdicts import Verdict

DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Counts:
    """Facts of one field: `gold` and `found` are how many either side states; partial, wrong and right are in both.
    `credit` adds up what the pairs earn, `cost` what the errors cost."""

    gold: int = 0
    found: int = 0
    right: int = 0
    partial: int = 0
    wrong: int = 0
    missed: int = 0
    invented: int = 0
    credit: float = 0.0
    cost: int = 0

    @property
    def precision(self) -> float | None:
        """Credit over what was found, 0 to 1; null where nothing was."""
        return max(0.0, self.credit) / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Credit over what gold states, 0 to 1; null where it states nothing."""
        return max(0.0, self.credit) / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """F1 with partial credit, 0 to 1; null where neither side states anything."""
        return self._f1(max(0.0, self.credit))

    @property
    def strict(self) -> float | None:
        """F1 of the facts that are wholly right."""
        return self._f1(self.right)

    def _f1(self, earned: float) -> float | None:
        return 2 * earned / (self.gold + self.found) if self.gold + self.found else None


def tally(verdicts: Iterable[Verdict]) -> dict[str, Counts]:
    """The counts of every field that has a verdict."""
    fields: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        fields.setdefault(verdict.field, []).append(verdict)
    return {field: _counted(judged) for field, judged in fields.items()}


def _counted(verdicts: list[Verdict]) -> Counts:
    classes = Counter(verdict.verdict for verdict in verdicts)
    return Counts(
        gold=len(verdicts) - classes["invented"], found=len(verdicts) - classes["missed"], right=classes["right"],
        partial=classes["partial"], wrong=classes["wrong"], missed=classes["missed"], invented=classes["invented"],
        credit=round(sum(verdict.credit for verdict in verdicts), DECIMALS),
        cost=sum(verdict.cost for verdict in verdicts),
    )  # fmt: skip


def added(rows: Iterable[Iterable[float]]) -> Counts:
    """Counts summed; each row has the numbers in the order of Counts."""
    gold, found, right, partial, wrong, missed, invented, credit, cost = map(sum, zip(_NONE, *rows, strict=True))
    return Counts(
        int(gold), int(found), int(right), int(partial), int(wrong), int(missed), int(invented),
        round(credit, DECIMALS), int(cost),
    )  # fmt: skip


_NONE = (0,) * 9
