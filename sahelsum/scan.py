"""What the dictionaries find in an article, each found once for all that look at it: words, days, numbers, places.

Nothing is judged here. Marked spans are scanned too: whoever asks leaves them out by its own sentences or quotes.
"""

from __future__ import annotations

from functools import cached_property, lru_cache

from sahelsum.article import Article
from sahelsum.dates import DateHit, find_dates
from sahelsum.numbers import CountHit, find_counts
from sahelsum.places import PlaceHit
from sahelsum.reference import Reference
from sahelsum.words import Words


class Scan:
    """One article, scanned; all is made when first asked. `language` is the one whose number and date words are read:
    English where the article is not in French."""

    def __init__(self, article: Article, reference: Reference) -> None:
        self.language = "fr" if article.language == "fr" else "en"
        self._text = article.text
        self._reference = reference

    @classmethod
    def of(cls, article: Article, reference: Reference) -> Scan:
        """The scan of `article`; the last one is kept, since grounding, rules and audit look at the same article."""
        return _scan(article, reference)

    @staticmethod
    def forget() -> None:
        """Drop the scan kept by `of`, for measurements."""
        _scan.cache_clear()

    @cached_property
    def words(self) -> Words:
        """The words of the whole text, marked spans included."""
        return Words(self._text)

    @cached_property
    def dates(self) -> list[DateHit]:
        """Date expressions."""
        return find_dates(self.words, self.language, self._reference.desk)

    @cached_property
    def numbers(self) -> list[CountHit]:
        """Every number, of whatever kind."""
        return find_counts(self.words, self.language, dates=self.dates, desk=self._reference.desk)

    @cached_property
    def places(self) -> list[PlaceHit]:
        """Mentions of places, areas and countries, those in names of actors and outlets among them."""
        return self._reference.gazetteer.find(self.words)


@lru_cache(maxsize=1)
def _scan(article: Article, reference: Reference) -> Scan:
    return Scan(article, reference)
