"""A run of the checks over a folder of articles: what was changed, what held, and how sure the rates are."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import TypeAlias

from sahelsum.article import Article
from sahelsum.errors import InputError, SahelsumError
from sahelsum.gold.store import SUFFIXES
from sahelsum.llm.together import in_order
from sahelsum.metamorphic.change import Check, Seen, again, shuffled
from sahelsum.metamorphic.compare import Comparer
from sahelsum.metamorphic.dates import days
from sahelsum.metamorphic.noise import noise
from sahelsum.metamorphic.numbers import numbers
from sahelsum.metamorphic.repeat import repeat
from sahelsum.metamorphic.spelling import alias, misspelling
from sahelsum.metamorphic.swap import swap
from sahelsum.reading import read
from sahelsum.record import Record
from sahelsum.reference import Reference

Reads: TypeAlias = Callable[[Article], Awaitable[Record]]
CHECKS: Mapping[str, Check] = {
    "noise": noise, "repeat": repeat, "swap": swap, "alias": alias, "misspelling": misspelling, "numbers": numbers,
    "days": days,
}  # fmt: skip
"""Every check by its name, in the order of the table."""
_Z = 1.959964
"""Of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One change of an article: what was changed and what of the record did not change with it (nothing: it held);
    `error`: the changed article could not be read, so that nothing is known."""

    article: str
    check: str
    change: str
    differences: tuple[str, ...] = ()
    error: SahelsumError | None = None

    @property
    def holds(self) -> bool:
        """Whether the record changed exactly as the text did."""
        return self.error is None and not self.differences


@dataclass(frozen=True, slots=True)
class Tried:
    """All trials of one article; a check without any does not apply to it."""

    article: str
    is_sealed: bool
    trials: tuple[Trial, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """How often one check held: over `changes` of `articles`; it does not apply to `not_applicable` others. `low` and
    `high` are Wilson's 95 % interval, for which articles count and not changes: those of one article stand or fall
    together. No rate where nothing was changed."""

    check: str
    articles: int
    not_applicable: int
    changes: int
    held: int

    @property
    def rate(self) -> float | None:
        """The share of changes that held."""
        return self.held / self.changes if self.changes else None

    @property
    def shown(self) -> str:
        """The rate for a person."""
        return "no rate" if self.rate is None else f"{self.rate:.3f}"

    @property
    def interval(self) -> tuple[float, float] | None:
        """Its 95 % interval."""
        return None if self.rate is None else wilson(self.rate, self.articles)


def wilson(share: float, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share seen in `count` (at least 1) independent cases."""
    middle, spread = share + _Z**2 / (2 * count), _Z * sqrt(share * (1 - share) / count + (_Z / (2 * count)) ** 2)
    low, high = ((middle + sign * spread) / (1 + _Z**2 / count) for sign in (-1, 1))
    return round(max(0.0, low), 6), round(min(1.0, high), 6)


def articles_in(folder: Path, sample: int | None = None) -> list[Path]:
    """The articles of a folder by name; of many, `sample` that are always the same.

    Raises:
        InputError: it has none.
    """
    found = sorted(file for file in folder.glob("*") if file.suffix in SUFFIXES)
    if not found:
        raise InputError(f"{folder} has no articles (no file that ends in {', '.join(SUFFIXES)}).")
    if sample is None:
        return found
    chosen = set(shuffled((file.name for file in found), "sample")[:sample])
    return [file for file in found if file.name in chosen]


def is_sealed(article: Path) -> bool:
    """Whether the gold of the article, if it has any beside its folder, keeps it from whoever works on what reads."""
    gold = article.parent.parent / "gold" / f"{article.stem}.json"
    try:
        return bool(json.loads(gold.read_bytes()).get("split") == "sealed")
    except (OSError, ValueError, AttributeError):
        return False


class Trier:
    """Tries checks on articles with one reader."""

    def __init__(self, reads: Reads, reference: Reference, checks: Sequence[str] = tuple(CHECKS)) -> None:
        self._reads = reads
        self._reference = reference
        self._comparer = Comparer(reference)
        self._checks = checks

    async def tried(self, file: Path) -> Tried:
        """Every change of one article, one after the other.

        Raises:
            SahelsumError: the article, as it stands, cannot be read.
        """
        article = read(file)
        return Tried(file.stem, is_sealed(file), tuple([one async for one in self.trials(article, file.stem)]))

    async def trials(self, article: Article, name: str) -> AsyncIterator[Trial]:
        """Every change of one article, as read from its text."""
        article = again(article.text, article)
        seen = Seen(article, await self._reads(article), self._reference)
        for check in self._checks:
            for change in CHECKS[check](seen):
                try:
                    found = await self._reads(again(change.text, article))
                except SahelsumError as error:
                    yield Trial(name, check, change.what, error=error)
                    continue
                yield Trial(name, check, change.what, self._comparer.differences(seen.record, change.expected, found))

    async def each(self, files: Iterable[Path], at_once: int) -> AsyncIterator[tuple[Path, Callable[[], Tried]]]:
        """Each article with its trials or the error that they came to, in order, at most `at_once` under way."""
        async for file, made in in_order(files, self.tried, at_once):
            yield file, made.result


def rates(tried: Sequence[Tried], checks: Sequence[str] = tuple(CHECKS)) -> list[Rate]:
    """How often each check held."""
    return [_rate(check, tried) for check in checks]


def _rate(check: str, tried: Sequence[Tried]) -> Rate:
    by_article = [[one for one in each.trials if one.check == check and one.error is None] for each in tried]
    trials = [one for each in by_article for one in each]
    known = [each for each in tried if not any(one.check == check and one.error is not None for one in each.trials)]
    applied = sum(bool(each) for each in by_article)
    none = sum(not any(one.check == check for one in each.trials) for each in known)
    return Rate(check, applied, none, len(trials), sum(one.holds for one in trials))
