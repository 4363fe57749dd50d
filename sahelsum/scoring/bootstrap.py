"""Is a difference more than chance? A seeded bootstrap and a randomisation test over groups of articles that report the
same incident.

Articles about one incident stand or fall together, so groups and not articles are drawn; both runs are drawn alike, so
that what is hard about an article cancels out (paired). All fields share one set of draws. Legacy `RandomState` is used
because numpy promises that its stream stays the same from version to version.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

SAMPLES = 10_000
SEED = 20_250_701
_AT_ONCE = 400_000
"""Draws held in memory at a time: a few megabytes of them."""
_POWER = 1.959964 + 0.841621
"""Standard errors that a difference must be to be found 80 times in 100 at the 5 % level, two-sided."""
_EQUAL = 1e-12
"""Differences of F1 that differ by less are one and the same, added up in another order."""


@dataclass(frozen=True, slots=True)
class Earned:
    """What one group earned: `credit` over `facts` (gold and found together, halved) is its F1."""

    credit: float
    facts: float


@dataclass(frozen=True, slots=True)
class Spread:
    """An F1 from 0 to 1 with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Interval:
    """A difference of F1 with its 95 % interval, its standard error and the smallest difference that so much gold can
    show (80 % power), all in F1 from -1 to 1."""

    difference: float
    low: float
    high: float
    error: float
    detectable: float


Groups: TypeAlias = Mapping[str, Sequence[Earned]]
"""What the groups earned, in one order, by field."""


def alone(run: Groups, samples: int = SAMPLES, seed: int = SEED) -> dict[str, Spread]:
    """F1 by field with its interval; at least one group."""
    earned = _columns(run)
    sampled = np.concatenate([_f1(often @ earned) for often in _drawn(len(earned), samples, seed)])
    low, high = np.percentile(sampled, [2.5, 97.5], axis=0)
    whole = _f1(earned.sum(axis=0, keepdims=True))[0]
    return {name: Spread(float(whole[at]), float(low[at]), float(high[at])) for at, name in enumerate(run)}


def paired(before: Groups, after: Groups, samples: int = SAMPLES, seed: int = SEED) -> dict[str, Interval]:
    """The interval of F1 of `after` minus `before` by field, the same fields and groups in both; at least one group."""
    one, other = _columns(before), _columns(after)
    sampled = np.concatenate([
        _f1(often @ other) - _f1(often @ one) for often in _drawn(len(one), samples, seed)
    ])  # fmt: skip
    whole = (_f1(other.sum(axis=0, keepdims=True)) - _f1(one.sum(axis=0, keepdims=True)))[0]
    low, high = np.percentile(sampled, [2.5, 97.5], axis=0)
    error = sampled.std(axis=0, ddof=1) if samples > 1 else np.zeros(len(whole))
    return {
        name: Interval(float(whole[at]), float(low[at]), float(high[at]), float(error[at]), _POWER * float(error[at]))
        for at, name in enumerate(before)
    }


def chances(before: Groups, after: Groups, samples: int = SAMPLES, seed: int = SEED) -> dict[str, float]:
    """By field, how often a difference at least this great comes of chance alone, 0 to 1, two-sided: the groups of the
    two runs are swapped at random (approximate randomisation; Chinchor 1992). Never 0: the runs as they are count."""
    random = np.random.RandomState(seed)
    one, other = _columns(before), _columns(after)
    both, apart = one.sum(axis=0), other - one
    seen = np.abs(_f1(both[None, :]) - _f1(other.sum(axis=0, keepdims=True)))[0]
    beyond = np.zeros(len(seen))
    at_once = max(1, _AT_ONCE // len(one))
    for first in range(0, samples, at_once):
        swapped = random.randint(0, 2, size=(min(at_once, samples - first), len(one))) @ apart
        here, there = _f1(both + swapped), _f1(other.sum(axis=0) - swapped)
        beyond += (np.abs(here - there) >= seen - _EQUAL).sum(axis=0)
    return {name: float((1 + beyond[at]) / (1 + samples)) for at, name in enumerate(before)}


def holm(found: Mapping[str, float]) -> dict[str, float]:
    """The chances of several comparisons made together, by Holm's step-down method (Holm 1979), in the same order."""
    adjusted: dict[str, float] = {}
    highest = 0.0
    for rank, name in enumerate(sorted(found, key=lambda each: found[each])):
        highest = max(highest, min(1.0, (len(found) - rank) * found[name]))
        adjusted[name] = highest
    return {name: adjusted[name] for name in found}


def _drawn(groups: int, samples: int, seed: int) -> Iterator[NDArray[np.float64]]:
    """How often each of so many groups is drawn, a row a sample, with replacement; a few rows at a time."""
    random = np.random.RandomState(seed)
    at_once = max(1, _AT_ONCE // groups)
    for first in range(0, samples, at_once):
        rows = min(at_once, samples - first)
        picks = random.randint(0, groups, size=(rows, groups)) + np.arange(rows)[:, None] * groups
        yield np.bincount(picks.ravel(), minlength=rows * groups).reshape(rows, groups).astype(float)


def _columns(run: Groups) -> NDArray[np.float64]:
    """A row a group; credit and facts of each field side by side."""
    return np.array([[value for one in row for value in (one.credit, one.facts)]
                     for row in zip(*run.values(), strict=True)])  # fmt: skip


def _f1(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """F1 by field, a row of (credit, facts, credit, facts, …) a sample; no facts at all is no error."""
    credit, facts = np.maximum(sums[:, 0::2], 0.0), sums[:, 1::2]
    return np.asarray(np.divide(credit, facts, out=np.ones_like(credit), where=facts > 0))
