"""The articles of the page, numbered, and their texts with the words of every fact marked.

A fact of a dossier is `3-7`, the seventh value of the third; `d3-7` is where the dossier states it and `t2-3-7` where
the words of article 2 say it, so that each can point at the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sahelsum.card import words as say
from sahelsum.dossier import DossierArticle
from sahelsum.record import Record
from sahelsum.report.facts import KINDS, Fact
from sahelsum.stretches import Stretch, stretches
from sahelsum.webpage import visible

CHARACTERS = 5_000_000
"""How long the texts on a page may be together; what comes after is shown without its text."""


class Note(NamedTuple):
    """The number before the first words of a fact, and the fact."""

    number: int
    fact: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `kind` is that of the weightiest fact that rests on it ("": plain text)."""

    text: str
    kind: str
    facts: tuple[str, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """An article on the page. `pieces` are null where its text is not to be had; `link` only where it is on the web."""

    number: int
    name: str
    about: tuple[str, ...]
    link: str | None
    summary: str | None
    pieces: tuple[Piece, ...] | None
    dossiers: tuple[int, ...]


class Texts:
    """The records' texts by article, as many as a page may hold; `left_out` counts the others."""

    def __init__(self, records: Mapping[str, Record], order: Sequence[str]) -> None:
        self._kept: dict[str, str] = {}
        self.left_out = 0
        room = CHARACTERS
        for identity in order:
            text = records[identity].article.text if identity in records else None
            if text is None:
                continue
            if len(text) > room:
                self.left_out += 1
                continue
            room -= len(text)
            self._kept[identity] = text

    def of(self, article: str) -> str | None:
        """The text, or null."""
        return self._kept.get(article)


def shown(
    number: int, article: DossierArticle, record: Record | None, text: str | None, facts: Sequence[tuple[int, Fact]]
) -> Shown:
    """Article `number` with its `facts`, each with the number of its dossier."""
    link = next((source for source in article.sources if source.startswith(("https://", "http://"))), None)
    return Shown(
        number, visible(named(article)), tuple(map(visible, _about(article))), link and visible(link),
        visible(record.summary) if record is not None else None,
        None if text is None else tuple(_pieces(text, article.id, [fact for _, fact in facts])),
        tuple(dict.fromkeys(dossier for dossier, _ in facts)),
    )  # fmt: skip


def named(article: DossierArticle) -> str:
    """What the page calls an article: its headline, else its file."""
    source = article.sources[0].rsplit("/", 1)[-1] if article.sources else ""
    return say.clean(article.title or source) or article.id


def _about(article: DossierArticle) -> Iterator[str]:
    if article.publisher:
        yield say.clean(article.publisher)
    yield say.day(article.published) if article.published else "no date"
    yield say.LANGUAGES.get(article.language, article.language)
    if article.credits:
        yield f"credits {', '.join(map(say.clean, article.credits))}"


def _pieces(text: str, article: str, facts: Iterable[Fact]) -> Iterator[Piece]:
    kinds = {fact.id: fact.kind for fact in facts}
    spans = [(fact.id, start, end) for fact in facts for start, end in fact.spans(article)]
    numbers: dict[str, int] = {}
    for stretch in stretches(text, spans):
        yield _piece(stretch, kinds, numbers)


def _piece(stretch: Stretch[str], kinds: Mapping[str, str], numbers: dict[str, int]) -> Piece:
    notes = []
    for fact in stretch.begun:
        if fact not in numbers:
            numbers[fact] = len(numbers) + 1
            notes.append(Note(numbers[fact], fact))
    weightiest = min((kinds[fact] for fact in stretch.keys), key=KINDS.index, default="")
    return Piece(visible(stretch.text), weightiest, stretch.keys, tuple(notes))
