"""Is the value in its words? Counts, outcomes and names against the quotes that a fact rests on.

Each check hands back what the article itself says, or raises the refusal. Nothing here repairs a value: a draft that
says 80 killed where the quote says more than 80 neutralised loses that toll, with a line in the audit.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sahelsum.article import Span
from sahelsum.draft import DraftCount, DraftToll
from sahelsum.evidence import Count, Evidence, bounds_fit
from sahelsum.ground.ledger import Ledger, Refusal
from sahelsum.ground.links import united
from sahelsum.ground.reading import Reading
from sahelsum.ground.uncounted import uncounted
from sahelsum.numbers import CountHit
from sahelsum.record import Reason

_MOST_HITS = 16
"""Equal numbers looked at in one quote: a clause has one or two, and only a hostile text has more than this."""


@dataclass(frozen=True, slots=True)
class Found:
    """A fact's quotes in the article: the quote, then the attribution's if it has one of its own."""

    quote: str
    spans: tuple[Span, ...]
    evidence: tuple[Evidence, ...]


class Checks:
    """The checks of one incident: quotes are looked for near its own words."""

    def __init__(self, reading: Reading, ledger: Ledger, near: int | None) -> None:
        self.reading = reading
        self.ledger = ledger
        self._near = near

    def quotes(self, fact: str, quote: str, attribution: str | None = None) -> Found:
        """Where the quotes stand. An attribution that is not there is left off, with a line in the audit."""
        span = self.reading.locator.best(quote, self._near)
        if isinstance(span, str):
            raise Refusal(quote, span, quote)
        spans = [span]
        if attribution is not None:
            said = self.reading.locator.best(attribution, span.start)
            if isinstance(said, str):
                self.ledger.refuse(f"{fact}.attribution_quote", attribution, said, attribution)
            else:
                spans.append(said)
        return Found(quote, tuple(spans), united([self.reading.evidence(each) for each in spans]))

    def found(self, quote: str, evidence: Sequence[Evidence]) -> Found:
        """Evidence already found, to look for names in."""
        return Found(quote, tuple(Span(piece.start, piece.end) for piece in evidence), tuple(evidence))

    def name(self, words: str, found: Found, reason: Reason) -> tuple[str, Evidence]:
        """`words` as the article writes them, on one line, and the piece of evidence that holds them."""
        for span in found.spans:
            here = self.reading.locator.within(words, span)
            if here:
                return self._one_line(here[0]), self.reading.evidence(span)
        raise Refusal(words, reason, found.quote)

    def count(self, count: DraftCount, found: Found, *, of_units: bool = False) -> Count:
        """The count in the article's words; `of_units`: litres and kilos are counted too."""
        return self._stated(count, self._hits(count, found, of_units=of_units)[0], found)

    def toll(self, toll: DraftToll, found: Found) -> Count:
        """The toll's count, if the words that the number is bound to say its outcome and are quoted."""
        for hit in self._hits(toll.count, found):
            if toll.outcome in self.reading.said_in(hit):
                return self._stated(toll.count, hit, found)
            saying = (said for said in self.reading.said_of(hit, found.spans) if toll.outcome in said.senses)
            if any(span.start <= said.start and said.end <= span.end for said in saying for span in found.spans):
                return self._stated(toll.count, hit, found)
        raise Refusal(f"{toll.count.text} {toll.outcome}", "outcome_not_in_quote", found.quote)

    def _hits(self, count: DraftCount, found: Found, *, of_units: bool = False) -> list[CountHit]:
        """The numbers in the quotes that say exactly `count`: its bounds, its qualifier, and its text stands there."""
        value = f"{count.text} ({count.qualifier} {count.low}, {count.high})"
        if not bounds_fit(count.low, count.high, count.qualifier):
            raise Refusal(value, "bounds_do_not_fit", found.quote)
        wanted = (count.low, count.high, count.qualifier)
        stated = self.reading.lying_in(self.reading.counts, found.spans)
        if of_units:
            stated += self.reading.lying_in(self.reading.measures, found.spans)
        equal = [hit for hit in stated if (hit.low, hit.high, hit.qualifier) == wanted]
        texts = sorted(self._all_within(count.text, found), key=_end) if equal else []
        hits = [hit for hit in equal if _overlaps(hit, texts)]
        if not hits:
            told = (uncounted(self.reading.words, text) for text in self._all_within(count.text, found))
            hits = [hit for hit in told if hit is not None and (hit.low, hit.high, hit.qualifier) == wanted]
        if not hits:
            raise Refusal(value, "number_not_in_quote", found.quote)
        return hits[:_MOST_HITS]

    def _stated(self, count: DraftCount, hit: CountHit, found: Found) -> Count:
        """The draft's text where it covers the number and its qualifier, else the number's own words."""
        texts = self._all_within(count.text, found)
        covering = (text for text in texts if text.start <= hit.start and hit.end <= text.end)
        text = self._one_line(next(covering, Span(hit.start, hit.end)))
        return Count(low=hit.low, high=hit.high, qualifier=hit.qualifier, text=text)

    def _all_within(self, words: str, found: Found) -> Iterator[Span]:
        for span in found.spans:
            yield from self.reading.locator.within(words, span)

    def _one_line(self, span: Span) -> str:
        return " ".join(self.reading.article.text[span.start : span.end].split())


def _end(span: Span) -> int:
    return span.end


def _overlaps(hit: CountHit, texts: Sequence[Span]) -> bool:
    """Whether one of `texts`, in order and apart from each other, shares a character with the number."""
    at = bisect_right(texts, hit.start, key=_end)
    return at < len(texts) and texts[at].start < hit.end
