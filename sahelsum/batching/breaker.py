"""A circuit breaker: when nothing has come through for a while, the endpoint is out, and asking on helps nobody."""

from __future__ import annotations

_FEWEST = 8
"""Failures in succession before anything is concluded."""
_LONGEST = 30.0
"""Seconds without a good answer, at the most, before the endpoint is out."""


class Breaker:
    """Counts failures since the last good answer. `patience` is the seconds of waiting that one question may cost."""

    def __init__(self, patience: float) -> None:
        self._seconds = min(_LONGEST, patience)
        self.patience = patience
        self._failures = 0
        self._since: float | None = None

    def good(self) -> None:
        """An answer came, of whatever kind."""
        self._failures, self._since = 0, None

    def failed(self, now: float, is_busy: bool = False) -> bool:
        """A request failed, or the endpoint `is_busy` and lets nobody through; returns whether it is out. A busy one is
        waited for longer."""
        self._since = now if self._since is None else self._since
        self._failures += 1
        seconds = self.patience if is_busy else self._seconds
        return self._failures >= _FEWEST and now - self._since >= seconds
