"""The articles of a run, worst first: what went wrong in each, and its text with the words that it went wrong on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sahelsum.scorepage.highlights import Piece, label, pieces
from sahelsum.scorepage.plots import CLASSES
from sahelsum.scoring.never import KINDS
from sahelsum.scoring.run import Miss, Run, RunArticle
from sahelsum.scoring.tally import Counts
from sahelsum.webpage import visible

SEALED = "sealed"
TEXTS = 100
"""Articles that are shown with their text and all their errors, the worst."""
ERRORS = 10
"""Errors that each of the others is shown with, the costliest."""
CHARACTERS = 2_000_000
"""How long these texts may be together: a page must open in any browser."""
TextOf: TypeAlias = Callable[[RunArticle], str | None]
"""An article's text as it was scored; null where it is not to be had."""


@dataclass(frozen=True, slots=True)
class Error:
    """One line of an article's list: what the record says in place of what gold says, either null."""

    label: str
    verdict: str
    field: str
    slip: str
    gold: str | None
    found: str | None
    cost: int
    has_words: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One article on the page. `others` is F1 of the other runs; `smaller` how many errors are not shown; `pieces` are
    null where the text is not."""

    id: str
    about: str
    counts: Counts
    others: tuple[float | None, ...]
    record: bool
    never: tuple[str, ...]
    joined: tuple[str, ...]
    errors: tuple[Error, ...]
    smaller: int
    pieces: tuple[Piece, ...] | None
    classes: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Articles:
    """What the section shows and what it leaves out: sealed articles, texts that are not there, texts beyond the
    worst, and how many open and unsealed articles were kept without their errors."""

    shown: tuple[Shown, ...]
    sealed: int
    textless: int
    beyond: int
    errorless: int
    errorless_sealed: int


def is_open(article: RunArticle, unseal: bool) -> bool:
    """Whether the article may be shown by itself."""
    return unseal or article.split != SEALED


def articles(run: Run, others: Sequence[Run], text_of: TextOf, unseal: bool) -> Articles:
    """The articles of `run` that may be shown, the costliest first, beside what `others` score on the same."""
    opened = sorted((one for one in run.articles if is_open(one, unseal)), key=lambda one: (-one.whole.cost, one.id))
    beside = [{one.id: one.whole.f1 for one in other.articles} for other in others]
    shown: list[Shown] = []
    left, textless, beyond = CHARACTERS, 0, 0
    for place, article in enumerate(opened):
        text, is_beyond = None, place >= TEXTS
        if article.errors and not is_beyond:
            text = text_of(article)
            textless += text is None
            is_beyond = len(text or "") > left
        if is_beyond:
            text = None
        left -= len(text or "")
        beyond += bool(article.errors) and is_beyond
        errors = article.errors if place < TEXTS else article.errors[:ERRORS]
        shown.append(_shown(article, tuple(scores[article.id] for scores in beside), errors, text))
    errorless = [one.split == SEALED for one in opened if one.whole.cost and not one.errors]
    return Articles(tuple(shown), len(run.articles) - len(opened), textless, beyond,
                    errorless.count(False), errorless.count(True))  # fmt: skip


def _shown(
    article: RunArticle, others: tuple[float | None, ...], errors: Sequence[Miss], text: str | None
) -> Shown:
    counts = article.whole
    return Shown(
        id=visible(article.id), about=", ".join(_about(article)), counts=counts, others=others, record=article.record,
        never=tuple(f"{KINDS.get(event.kind, event.kind)}: {visible(event.what)}" for event in article.never),
        joined=tuple(map(visible, (*article.merged, *article.divided))),
        errors=tuple(_error(number, miss) for number, miss in enumerate(errors, start=1)),
        smaller=len(article.errors) - len(errors), pieces=None if text is None else tuple(pieces(text, errors)),
        classes=tuple((name, getattr(counts, name)) for name in CLASSES),
    )  # fmt: skip


def _about(article: RunArticle) -> Iterator[str]:
    yield visible(article.language)
    yield from map(visible, article.countries)
    if article.characters:
        yield f"{article.characters:,} characters"
    if article.split == SEALED:
        yield SEALED


def _error(number: int, miss: Miss) -> Error:
    return Error(
        label(number, miss), miss.verdict, visible(miss.field), visible(miss.slip), _said(miss.gold),
        _said(miss.found), miss.cost, bool(miss.gold_at or miss.found_at),
    )  # fmt: skip


def _said(value: str | None) -> str | None:
    return None if value is None else visible(value)
