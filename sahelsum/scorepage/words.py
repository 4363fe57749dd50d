"""How the page says things: numbers and intervals."""

from __future__ import annotations

from sahelsum.scoring.spreads import Told

NOTHING = "–"


def share(value: float | None) -> str:
    """A score from 0 to 1; a dash where there is none."""
    return NOTHING if value is None else f"{value:.3f}"


def between(spread: Told) -> str:
    """The interval, "" where none is told."""
    return "" if spread.low is None or spread.high is None else f"{spread.low:.3f} to {spread.high:.3f}"


def moved(value: float) -> str:
    """A difference with its sign, a true minus in front of a fall."""
    return f"{value:+.3f}".replace("-", "−")


def chance(value: float) -> str:
    """How often chance alone does it."""
    return "<\u202f0.001" if value < 0.001 else f"{value:.3f}"
