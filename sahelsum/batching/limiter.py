"""One limiter for all questions of a run: how many at once, how many a minute, and when nobody may ask at all.

It learns from refusals and from what the provider says of its limits (additive increase, multiplicative decrease); a
Retry-After holds for everybody. Turns are given in the order in which they were asked for.
"""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sahelsum.batching.hearing import said
from sahelsum.batching.pace import Pace
from sahelsum.errors import EndingError, StopError

_LONGEST_PAUSE = 60.0
"""Seconds of a pause that no provider has asked for."""
_ENDING = EndingError("the run is being ended.", 130)


@dataclass(frozen=True, slots=True)
class Limits:
    """What the user allows: requests at once and a minute, tokens a minute, US dollars in this run."""

    at_once: int = 32
    rpm: float | None = None
    tpm: float | None = None
    max_cost: float | None = None


class _Waiting(NamedTuple):
    turn: asyncio.Future[float]
    tokens: float
    is_first: bool


class Limiter:
    """Gives out turns; each is given back."""

    def __init__(self, limits: Limits) -> None:
        self._at_once = limits.at_once
        self._requests = Pace(math.inf if limits.rpm is None else limits.rpm / 60)
        self._tokens = Pace(math.inf if limits.tpm is None else limits.tpm / 60)
        self._waiting: deque[_Waiting] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._paused_until = 0.0
        self._refused_at = -math.inf
        self._in_a_row = 0
        self._is_ending = False
        self.under_way = 0
        self.stopped: StopError | None = None

    async def turn(self, tokens: float, is_first: bool) -> float:
        """Wait until a question of so many tokens may be asked, the first about its article or not; returns when that
        was.

        Raises:
            StopError: nobody may ask any more, or no first question.
        """
        if self.stopped is not None:
            raise self.stopped
        if is_first and self._is_ending:
            raise _ENDING
        turn: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(turn, tokens, is_first))
        self._give()
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self.give_back()
            raise

    def give_back(self) -> None:
        """A turn is over."""
        self.under_way -= 1
        self._give()

    def good(self, expected: float, used: float) -> None:
        """A question was answered: `used` tokens where `expected` were thought of."""
        now = self._now()
        self._in_a_row = 0
        self._tokens.give_back(expected - used, now)

    def refused(self, asked_at: float, wait: float | None) -> None:
        """The provider lets nobody through for `wait` seconds, or for a while where it does not say. What was asked
        before the last refusal was known teaches nothing new."""
        now = self._now()
        is_news = asked_at >= self._refused_at
        self._requests.refused(1, now, is_news)
        if is_news:
            self._in_a_row += 1
            self._refused_at = now
        pause = wait if wait is not None else min(_LONGEST_PAUSE, 2.0 ** min(self._in_a_row - 1, 6))
        self.pause(pause)

    def pause(self, seconds: float) -> None:
        """Nobody asks for so long."""
        self._paused_until = max(self._paused_until, self._now() + seconds)

    def heard(self, headers: Mapping[str, str]) -> None:
        """Take note of what an endpoint says about its limits."""
        now = self._now()
        for each in said(headers):
            pace = self._requests if each.kind == "requests" else self._tokens
            pace.told(each.remaining, each.limit, each.reset, now)

    def stop(self, why: StopError) -> None:
        """Nobody asks any more; who waits is told `why`."""
        self.stopped = self.stopped or why
        while self._waiting:
            turn = self._waiting.popleft().turn
            if not turn.done():
                turn.set_exception(self.stopped)

    def turn_away(self) -> None:
        """No first question is asked any more."""
        self._is_ending = True
        for one in self._waiting:
            if one.is_first and not one.turn.done():
                one.turn.set_exception(_ENDING)

    def _give(self) -> None:
        now = self._now()
        while self._waiting and self.under_way < self._at_once:
            turn, tokens, _ = self._waiting[0]
            if turn.done():
                self._waiting.popleft()
                continue
            ready = max(self._paused_until, self._requests.ready_at(now), self._tokens.ready_at(now))
            if ready > now:
                self._wake_at(ready)
                return
            self._waiting.popleft()
            self._requests.take(1, now)
            self._tokens.take(tokens, now)
            self.under_way += 1
            turn.set_result(now)

    def _wake_at(self, when: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_at(when + 0.0005, self._give)

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()
