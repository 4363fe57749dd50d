"""Slices of a run: how it scores in one language, one country, on short articles or on those with several incidents."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence, Sized
from dataclasses import dataclass
from typing import TypeAlias

from sahelsum.scoring.bootstrap import SAMPLES, SEED
from sahelsum.scoring.compare import ALL, earned
from sahelsum.scoring.run import Run, RunArticle
from sahelsum.scoring.spreads import Told, groups_of, told
from sahelsum.scoring.tally import Counts, added

LENGTHS = ("under 1,000", "1,000 to 2,500", "over 2,500")
"""Characters of an article: a dispatch, a report, a feature."""
INCIDENTS = ("0", "1", "2 or more")
NO_COUNTRY = "none"
"""The country of an article in which gold has none."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Some articles of a run: `name` is what it is sliced by (a key of NAMES), `value` which part this is, `articles`
    how many; the counts of all their facts and their F1 with its interval."""

    name: str
    value: str
    articles: int
    counts: Counts
    spread: Told


def slices(run: Run, samples: int = SAMPLES, seed: int = SEED) -> list[Slice]:
    """Every slice that has an article, by NAMES. An article with two countries is in two slices. What a run of an older
    version does not know of its articles (their length is 0) is in no slice of that name."""
    return [one for (one,) in slices_of([run], samples, seed)]


def slices_of(runs: Sequence[Run], samples: int = SAMPLES, seed: int = SEED) -> list[tuple[Slice, ...]]:
    """The same slices of several runs side by side, all drawn alike; what the first knows of the articles decides, and
    every other must be about the same."""
    found = []
    for name, (values_of, in_order) in _BY.items():
        parts: dict[str, list[str]] = {}
        for article in runs[0].articles:
            for value in values_of(article):
                parts.setdefault(value, []).append(article.id)
        found += [_slice((name, value), _parts(runs, parts[value]), (samples, seed)) for value in in_order(parts)]
    return found


def _parts(runs: Sequence[Run], ids: Collection[str]) -> list[list[RunArticle]]:
    wanted = frozenset(ids)
    return [[article for article in run.articles if article.id in wanted] for run in runs]


def _slice(called: tuple[str, str], parts: list[list[RunArticle]], drawing: tuple[int, int]) -> tuple[Slice, ...]:
    groups = groups_of(parts[0])
    spreads = told([earned(articles, groups, ())[ALL] for articles in parts], *drawing)
    return tuple(
        Slice(*called, len(articles), added(row for article in articles for row in article.fields.values()), spread)
        for articles, spread in zip(parts, spreads, strict=True)
    )


def _countries(article: RunArticle) -> tuple[str, ...]:
    return (article.countries or (NO_COUNTRY,)) if article.characters else ()


def _length(article: RunArticle) -> tuple[str, ...]:
    if not article.characters:
        return ()
    return (LENGTHS[(article.characters >= 1000) + (article.characters > 2500)],)


def _incidents(article: RunArticle) -> tuple[str, ...]:
    return (INCIDENTS[min(article.incidents, 2)],) if article.characters else ()


def _most_first(parts: Mapping[str, Sized]) -> list[str]:
    return sorted(parts, key=lambda value: (value == NO_COUNTRY, -len(parts[value]), value))


def _ranked(order: Sequence[str]) -> _Order:
    return lambda parts: sorted(parts, key=order.index)


_Values: TypeAlias = Callable[[RunArticle], tuple[str, ...]]
_Order: TypeAlias = Callable[[Mapping[str, Sized]], list[str]]
_BY: dict[str, tuple[_Values, _Order]] = {
    "language": (lambda article: (article.language,), sorted),
    "country": (_countries, _most_first),
    "length": (_length, _ranked(LENGTHS)),
    "incidents": (_incidents, _ranked(INCIDENTS)),
    "split": (lambda article: (article.split,), sorted),
}
NAMES = tuple(_BY)
"""What a run is sliced by."""
