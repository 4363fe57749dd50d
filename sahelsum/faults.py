"""What is wrong with a model's draft, in words that it can act on: refused facts, and casualty numbers left out."""

from __future__ import annotations

from sahelsum.article import Article
from sahelsum.ground import Grounded
from sahelsum.record import Reason, Rejected
from sahelsum.second_reader import SecondReader

_SAID: dict[Reason, str] = {
    "quote_not_found": "the quote is not in the article, character for character",
    "quote_in_marked_span": "the quote is from a part that is not the article, or addresses a machine",
    "number_not_in_quote": "the quote does not hold this number with this qualifier",
    "outcome_not_in_quote": "the quote does not say this outcome of this number",
    "name_not_in_quote": "the quote does not hold this name",
    "speaker_not_in_quote": "neither quote names this speaker",
    "date_not_in_quote": "the quote does not hold these date words",
    "word_not_in_quote": "the quote does not hold this word",
    "bounds_do_not_fit": "low and high do not fit the qualifier",
    "no_such_reference": "the index points at nothing",
    "no_event_type": "neither type is given",
}
_UNHEARD = "if an incident has this toll, add it; if not, leave it"
_MOST_CONTEXT = 80
"""Characters of a passage that are told to a model."""


def faults(grounded: Grounded, article: Article, second: SecondReader) -> list[str]:
    """A line for each fact that grounding refused, and for each number that the rules read as a toll and the draft used
    for nothing."""
    lines = [_refused(one) for one in grounded.rejected]
    for (start, end), text in second.unheard(grounded):
        before = article.text[max(0, start - _MOST_CONTEXT // 2) : end + _MOST_CONTEXT // 2]
        lines.append(f"“{text}” in “…{' '.join(before.split())}…”: {_UNHEARD}")
    return lines


def _refused(one: Rejected) -> str:
    return f"{one.fact}: {one.value}: {_SAID[one.reason]}"
