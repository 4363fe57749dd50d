"""The gate: may this run replace the baseline? Averages by significance, never events one by one."""

from __future__ import annotations

from dataclasses import dataclass

from sahelsum.scoring.compare import Comparison
from sahelsum.scoring.never import KINDS

REGRESSION = 10
CHANCE = 0.05
"""A fall that chance brings about more often is none; with the interval this keeps false alarms under one in twenty."""


@dataclass(frozen=True, slots=True)
class Gate:
    """`failures` in a sentence each; none: it passes. `remark`: what somebody who lets it pass should know, or ""."""

    failures: tuple[str, ...]
    remark: str = ""

    @property
    def exit_code(self) -> int:
        """0, or 10 for a regression or a new never event."""
        return REGRESSION if self.failures else 0


def gate(comparison: Comparison, max_drop: float | None = None) -> Gate:
    """Fails when F1 has fallen by more than chance explains (its interval lies below zero, and chance does it one time
    in twenty at the most), by more than `max_drop` (F1, 0 to 1) where that is given, when a never event is new, or when
    one article has lost its record or has collapsed."""
    overall = comparison.overall
    failures = []
    is_regression = overall.high < 0 and comparison.chance <= CHANCE
    if is_regression:
        failures.append(
            f"F1 has fallen by {-overall.difference:.3f} (95 % interval {overall.low:+.3f} to {overall.high:+.3f})."
        )
    elif max_drop is not None and -overall.difference > max_drop:
        failures.append(f"F1 has fallen by {-overall.difference:.3f}, more than the {max_drop:.3f} allowed.")
    new = ((article, KINDS.get(kind, kind)) for article, kind in comparison.came)
    failures += [f"{article}: {what}, which the baseline does not have." for article, what in new]
    failures += [f"{article}: no record any more." for article in comparison.lost]
    failures += [
        f"{change.id}: F1 has fallen from {change.before or 0.0:.3f} to {change.after or 0.0:.3f}."
        for change in comparison.changes
        if change.has_collapsed and not change.lost_record
    ]
    fell = max_drop is None and overall.difference < 0 and not is_regression
    fall = f"F1 has fallen by {-overall.difference:.3f}"
    remark = f"{fall}; so little gold cannot tell that from chance (--max-drop stops it)."
    return Gate(tuple(failures), remark if fell else "")
