"""How sure a score is: F1 with its interval, which is not told where too few groups of articles state anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sahelsum.scoring.bootstrap import SAMPLES, SEED, Earned, alone
from sahelsum.scoring.run import RunArticle

FEWEST = 6
"""Groups that an interval needs: no sample reaches beyond the range of what is drawn, and the range of n values holds
their median with probability 1 - 2 ** (1 - n), which is 0.95 or more from six on."""


@dataclass(frozen=True, slots=True)
class Told:
    """F1 of one run with its 95 % interval, all from 0 to 1. `value` is null where nothing is stated, `low` and `high`
    also where fewer than FEWEST groups state anything."""

    value: float | None
    low: float | None
    high: float | None


def told(rows: Sequence[Sequence[Earned]], samples: int = SAMPLES, seed: int = SEED) -> list[Told]:
    """F1 of each row with its interval; the rows are over the same groups, in one order, and share their draws."""
    stating = [sum(one.facts > 0 for one in row) for row in rows]
    values = [_f1(row) if groups else None for row, groups in zip(rows, stating, strict=True)]
    if max(stating, default=0) < FEWEST:
        return [Told(value, None, None) for value in values]
    spreads = alone({str(at): row for at, row in enumerate(rows)}, samples, seed).values()
    return [
        Told(value, *((one.low, one.high) if groups >= FEWEST else (None, None)))
        for value, one, groups in zip(values, spreads, stating, strict=True)
    ]


def _f1(row: Sequence[Earned]) -> float:
    return max(0.0, sum(one.credit for one in row)) / sum(one.facts for one in row)


def groups_of(articles: Iterable[RunArticle]) -> list[str]:
    """The groups of these articles by name, each once, in the articles' order."""
    return list(dict.fromkeys(article.group for article in articles))
