"""One article made ready for checking: where quotes stand, which numbers it states, what each number is said of.

Numbers are read in the article and never in the quote alone, so a quote that cuts off a qualifier (`30 soldiers` out of
`at least 30 soldiers`) or a group of digits does not hold the number it seems to hold. All is made when first asked.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from functools import cached_property

from sahelsum.article import Article, Span
from sahelsum.evidence import Evidence
from sahelsum.ground.locate import Locator
from sahelsum.ground.outcomes import Said, Sentence
from sahelsum.numbers import CountHit
from sahelsum.reference import Reference
from sahelsum.scan import Scan
from sahelsum.words import Hit

_REACH = 80
"""Words looked at on either side of a number: a longer sentence is not one, and time must stay linear."""
_SENTENCE_END = re.compile(r"[.!?…][\"'’”»)\]\s]*\s|\n\s*\n")
_ABBREVIATION = re.compile(r"(?i)(gen|gén|col|lt|cdt|cne|sgt|maj|cpt|dr|mr|mrs|mme|st|ste|no|[a-z])\Z")


def _without_parts(hits: Sequence[Hit[str]]) -> list[Hit[str]]:
    """In order, without those that are words of a longer one: the `lost` of `lost their lives` takes nobody."""
    kept: list[Hit[str]] = []
    for hit in sorted(hits, key=lambda hit: (hit.first, -hit.last)):
        if not kept or hit.last > kept[-1].last:
            kept.append(hit)
    return kept


class Reading:
    """What the checks ask of one article."""

    def __init__(self, article: Article, reference: Reference) -> None:
        self.article = article
        self.locator = Locator(article)
        self.scan = Scan.of(article, reference)
        self.words = self.scan.words
        self.language = self.scan.language
        self._tables = [reference.lexicon(self.language).table(name) for name in ("outcomes", "takers")]

    @cached_property
    def counts(self) -> list[CountHit]:
        """Every number of people or things that the text states, in order."""
        return [hit for hit in self.scan.numbers if hit.kind == "count"]

    @cached_property
    def measures(self) -> list[CountHit]:
        """Every number of units that the text states (`80 litres`, `près de deux kilos`), in order."""
        return [hit for hit in self.scan.numbers if hit.kind == "measure"]

    def evidence(self, span: Span) -> Evidence:
        """`span` in the article's own characters."""
        return Evidence(quote=self.article.text[span.start : span.end], start=span.start, end=span.end)

    @staticmethod
    def lying_in(hits: Sequence[CountHit], spans: Sequence[Span]) -> list[CountHit]:
        """Those of `hits`, which are in order, that lie in `spans` with the whole of their qualifiers."""
        found: dict[int, CountHit] = {}
        for span in spans:
            at = bisect_left(hits, span.start, key=lambda hit: hit.start)
            while at < len(hits) and hits[at].start < span.end:
                if hits[at].end <= span.end:
                    found[at] = hits[at]
                at += 1
        return list(found.values())

    def said_in(self, count: CountHit) -> set[str]:
        """The outcomes that the words of `count` say themselves: `des blessés`, `wounded troops`."""
        outcomes = self._tables[0]
        return {hit.value for hit in outcomes.scan(self.words, count.first, count.last) if hit.value != "none"}

    def said_of(self, count: CountHit, spans: Sequence[Span]) -> list[Said]:
        """The outcome words that `count` is bound to: in its sentence, else the nearest in `spans`."""
        sentence = self._sentence(count.first, count.last, count)
        bound = sentence.bound(count)
        if bound:
            return bound
        others = [
            said
            for span in spans
            for said in self._sentence(*self._word_range(span), count).said
            if span.start <= said.start and said.end <= span.end
            and not (sentence.is_outspoken and sentence.holds(said))  # what is said there is said of others
        ]
        return sorted(others, key=lambda said: abs(said.start - count.start))[:1]

    def _sentence(self, first: int, last: int, count: CountHit) -> Sentence:
        """The sentence around words `first:last`; of weak numbers (`a soldier`) only `count` takes part."""
        while first > max(0, count.first - _REACH) and not self._is_break(first):
            first -= 1
        while last < min(len(self.words), count.last + _REACH) and not self._is_break(last):
            last += 1
        low = bisect_left(self.counts, first, key=lambda hit: hit.first)
        high = bisect_left(self.counts, last, key=lambda hit: hit.first)
        counts = [hit for hit in self.counts[low:high] if not hit.weak and hit != count]
        if first <= count.first < last:
            insort(counts, count, key=lambda hit: hit.first)
        hits = [hit for table in self._tables for hit in table.scan(self.words, first, last) if hit.value != "none"]
        return Sentence(self.words, counts, _without_parts(hits), self.language)

    def _word_range(self, span: Span) -> tuple[int, int]:
        return bisect_left(self.words.starts, span.start), bisect_right(self.words.ends, span.end)

    def _is_break(self, at: int) -> bool:
        """Whether a sentence ends between word `at - 1` and word `at`."""
        if self.words.soft[at] and not self.article.text.startswith(".", self.words.ends[at - 1]):
            return False
        before = self.words.ends[at - 1]
        gap = self.article.text[before : self.words.starts[at]]
        if not _SENTENCE_END.search(gap):
            return False
        word = self.article.text[max(0, before - 4, self.words.starts[at - 1]) : before]
        is_abbreviated = gap.startswith(".") and "\n" not in gap and _ABBREVIATION.match(word) is not None
        return not is_abbreviated
