"""The article as the rules see it: sentences, and everything the dictionaries find, each found once.

All later rooms ask this one for what lies in a stretch of text. Marked spans (boilerplate, repeats, words
addressed to a machine) hold no sentence, so nothing in them is ever asked for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Protocol, TypeVar

from sahelsum.actors import ActorHit
from sahelsum.article import Article
from sahelsum.dates import DateHit
from sahelsum.numbers import CountHit
from sahelsum.places import PlaceHit
from sahelsum.reference import Reference
from sahelsum.rules.sentences import Sentence, split_sentences
from sahelsum.rules.unlisted import is_ordinary_word, unlisted_places
from sahelsum.scan import Scan
from sahelsum.words import Hit, Words


class Spanned(Protocol):
    """Anything with character offsets."""

    @property
    def start(self) -> int:
        """Of its first character."""

    @property
    def end(self) -> int:
        """Just behind its last character."""


_SHARES = 10
S = TypeVar("S", bound=Spanned)


class View:
    """One article, scanned: hits of every kind in order of their start."""

    def __init__(self, article: Article, reference: Reference) -> None:
        self.article = article
        self.reference = reference
        self.text = article.text
        self.language = article.language
        self.lexicon = reference.lexicon(article.language)
        self._scan = Scan.of(article, reference)
        self.words = self._scan.words
        self.sentences: tuple[Sentence, ...] = tuple(split_sentences(article, self.words))
        self._tables: dict[str, list[Hit[str]]] = {}

    @classmethod
    def of(cls, article: Article, reference: Reference) -> View:
        """The view of `article`; the last one is kept, since extracting and auditing look at the same article."""
        return _view(article, reference)

    @staticmethod
    def forget() -> None:
        """Drop the view kept by `of`, and its scan, for measurements."""
        _view.cache_clear()
        Scan.forget()

    @cached_property
    def actors(self) -> list[ActorHit]:
        """Names of armed actors, forces, groups of people and voices."""
        return self.reference.actors.find(self.words, self.language)

    @cached_property
    def places(self) -> list[PlaceHit]:
        """Places, areas and countries, without those that are part of an actor's or outlet's name."""
        taken = [(hit.start, hit.end) for hit in self.actors]
        listed = [hit for hit in self._scan.places if not (_inside_any(hit, taken) or is_ordinary_word(hit.name))]
        deeds = [hit.start for hit in self.table("events")]
        unlisted = unlisted_places(self.text, self.words, listed, taken, deeds)
        return sorted([*listed, *unlisted], key=lambda hit: hit.start)

    @cached_property
    def counts(self) -> list[CountHit]:
        """Numbers of people or things: no years, dates, measures or money."""
        dated = [(hit.start, hit.end) for hit in self.dates]
        found = _without_ratios(self.words, self._scan.numbers)
        return [hit for hit in found if hit.kind == "count" and not _inside_any(hit, dated)]

    @property
    def dates(self) -> list[DateHit]:
        """Date expressions."""
        return self._scan.dates

    def table(self, name: str) -> list[Hit[str]]:
        """Hits of lexicon `name` in the whole text; `value` is the sense. Phrases of sense `none` shadow others."""
        if name not in self._tables:
            self._tables[name] = [hit for hit in self.lexicon.table(name).scan(self.words) if hit.value != "none"]
        return self._tables[name]

    def within(self, hits: Sequence[S], span: Spanned) -> list[S]:
        """The hits that lie wholly in `span`; `hits` are in order of their start."""
        at = bisect_left(hits, span.start, key=lambda hit: hit.start)
        found = []
        while at < len(hits) and hits[at].start < span.end:
            if hits[at].end <= span.end:
                found.append(hits[at])
            at += 1
        return found

    def is_people(self, hit: ActorHit) -> bool:
        """Whether the name is of armed actors or groups of people, not of an institution, outlet or spokesperson."""
        actor = self.reference.actors.resolve(self.quote(hit), (), None, self.language)
        return actor is not None and actor.kind in ("armed", "civilian", "generic")

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds the character at `position`, or null in a marked span."""
        at = bisect_left(self.sentences, position + 1, key=lambda sentence: sentence.start) - 1
        if at >= 0 and self.sentences[at].start <= position < self.sentences[at].end:
            return self.sentences[at]
        return None

    def quote(self, span: Spanned) -> str:
        """The words of the article in `span`."""
        return self.text[span.start : span.end]


@lru_cache(maxsize=1)
def _view(article: Article, reference: Reference) -> View:
    return View(article, reference)


def _without_ratios(words: Words, counts: list[CountHit]) -> list[CountHit]:
    """The numbers without those of a share: `one in ten Nigeriens`, « un Malien sur trois »."""
    shares: set[int] = set()
    for one, whole in pairwise(counts):
        apart = whole.first - one.last
        if apart not in (1, 2) or words.folded[whole.first - 1] not in ("in", "sur") or not words.soft[whole.first]:
            continue
        is_one = one.low == one.high == 1
        if (apart == 1 or is_one) and one.low is not None and whole.low is not None and one.low < whole.low <= _SHARES:
            shares |= {one.first, whole.first}
    return [hit for hit in counts if hit.first not in shares]


def _inside_any(hit: Spanned, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_left(spans, (hit.start + 1, 0)) - 1
    return at >= 0 and spans[at][0] <= hit.start and hit.end <= spans[at][1]
