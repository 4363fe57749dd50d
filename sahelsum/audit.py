"""What the record leaves over: numbers that no fact uses, and where the article disagrees with itself.

A casualty-like number without a fact is either context or a miss; listed, a person can tell in seconds, and the
rules serve as second reader of a model's answer. Contradictions are shown, never settled.
"""

from __future__ import annotations

from collections.abc import Iterator

from sahelsum.article import Article, Span
from sahelsum.contradictions import contradictions
from sahelsum.evidence import Count, Evidence
from sahelsum.ground import Grounded
from sahelsum.incident import Incident
from sahelsum.numbers import CountHit
from sahelsum.record import Audit, Notice, UnusedNumber
from sahelsum.reference import Reference
from sahelsum.rules.view import View

_NEAR = 6
"""Words between a number and an outcome or victim word that still make it casualty-like."""


def audit(article: Article, grounded: Grounded, reference: Reference) -> Audit:
    """The audit of a grounded article."""
    view = View.of(article, reference)
    return Audit(
        rejected=grounded.rejected,
        unused_numbers=tuple(_unused(view, grounded.incidents)),
        contradictions=tuple(contradictions(view, grounded.incidents)),
        warnings=tuple(_warnings(article, grounded.incidents)),
    )


def _unused(view: View, incidents: tuple[Incident, ...]) -> Iterator[UnusedNumber]:
    used = {span for count, evidence in _counted(incidents) for span in stated_at(view, count, evidence)}
    for sentence in view.sentences:
        for hit in view.within(view.counts, sentence):
            if (hit.number_start, hit.number_end) not in used and not hit.weak and _is_casualty_like(view, hit):
                yield UnusedNumber(text=view.quote(hit), start=hit.start, end=hit.end)


def _counted(incidents: tuple[Incident, ...]) -> Iterator[tuple[Count, tuple[Evidence, ...]]]:
    for incident in incidents:
        yield from ((toll.count, toll.evidence) for toll in incident.casualties)
        yield from ((target.count, target.evidence) for target in incident.targets if target.count is not None)
        yield from ((thing.count, thing.evidence) for thing in incident.materiel if thing.count is not None)


def stated_at(view: View, count: Count, evidence: tuple[Evidence, ...]) -> Iterator[tuple[int, int]]:
    """Where in its evidence a number stands: start and end of its characters, without the qualifier."""
    for piece in evidence:
        for hit in view.within(view.counts, piece):
            if (hit.low, hit.high) == (count.low, count.high):
                yield hit.number_start, hit.number_end


def _is_casualty_like(view: View, hit: CountHit) -> bool:
    first, last = max(0, hit.first - _NEAR), min(len(view.words), hit.last + _NEAR)
    sentence = view.sentence_at(hit.start)
    if sentence is None:
        return False
    around = Span(
        max(sentence.start, view.words.starts[first]), min(sentence.end, view.words.ends[last - 1])
    )
    return bool(view.within(view.table("outcomes"), around))


def _warnings(article: Article, incidents: tuple[Incident, ...]) -> Iterator[Notice]:
    kinds = [mark.kind for mark in article.marks]
    if "suspect" in kinds:
        yield Notice(
            code="words_to_a_machine",
            message=f"{kinds.count('suspect')} passage(s) address a machine; no fact is taken from them.",
        )
    relative = [incident.id for incident in incidents if incident.date.text is not None and incident.date.start is None]
    if relative and article.published is None:
        yield Notice(
            code="no_publication_date",
            message=f"The article states no publication date, so the dates of {', '.join(relative)} stay unresolved; "
            "give it with --published.",
        )
