"""A pace that is learnt: how many units a second may pass, what a provider says of it, and what its refusals tell."""

from __future__ import annotations

import math

_BURST = 0.5
"""Seconds' worth that may pass at once."""
_CLIMB, _CLIMB_FASTER = 0.01, 0.002
"""Of the pace, added each second and each second squared: slowly near what was learnt, faster the longer it holds."""
_BACK_OFF = 0.97
"""Of what went through between two refusals: a little under what is known to pass."""
_MOST_BACK_OFF = 0.5
_SLOWEST = 0.2
"""Units a second: below that, pauses do the rest."""


class Pace:
    """Units a second: `ceiling` is the user's (infinite: none). Times are of one clock, in seconds."""

    def __init__(self, ceiling: float = math.inf) -> None:
        self._ceiling = ceiling
        self._learnt = math.inf
        self._learnt_at = 0.0
        self._told = math.inf
        self._told_until = 0.0
        self._due = 0.0
        self._counted = 0.0
        self._counted_since: float | None = None

    def rate(self, now: float) -> float:
        """Units a second that may pass now."""
        told = self._told if now < self._told_until else math.inf
        since = now - self._learnt_at
        return min(self._ceiling, self._learnt * (1 + since * (_CLIMB + _CLIMB_FASTER * since)), told)

    def ready_at(self, now: float) -> float:
        """When the next unit may pass; not after `now` if it may at once."""
        rate = self.rate(now)
        return now if rate == math.inf else self._due - _BURST

    def take(self, units: float, now: float) -> None:
        """So many units pass now."""
        rate = self.rate(now)
        self._due = now if rate == math.inf else max(self._due, now) + units / rate
        if self._counted_since is None:
            self._counted_since = now
        self._counted += units

    def give_back(self, units: float, now: float) -> None:
        """So many of the units taken (negative: more) were not used after all."""
        rate = self.rate(now)
        if rate < math.inf:
            self._due = max(now, self._due - units / rate)

    def refused(self, units: float, now: float, is_news: bool) -> None:
        """The provider has not let so many units through that were taken. Where that `is_news`, the pace slows down:
        between two refusals exactly as much goes through as a provider allows for that time."""
        self._counted = max(0.0, self._counted - units)
        if not is_news:
            return
        since = now if self._counted_since is None else self._counted_since
        measured, current = _BACK_OFF * self._counted / max(now - since, 1.0), self.rate(now)
        if current < math.inf:
            measured = min(max(measured, current * _MOST_BACK_OFF), current * _BACK_OFF)
        if self._counted or current < math.inf:
            self._learnt, self._learnt_at = max(measured, _SLOWEST), now
        self._counted, self._counted_since = 0.0, now

    def told(self, remaining: float, limit: float, reset: float, now: float) -> None:
        """The provider says that `remaining` of `limit` are left and that all are back in `reset` seconds: where few
        are left, no more pass than come back."""
        if reset <= 0 or limit <= 0 or remaining > 0.1 * limit:
            return
        self._told = max((limit - remaining) / reset, 1 / 3600)
        self._told_until = now + reset
