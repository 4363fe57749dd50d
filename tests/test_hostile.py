"""Hostile articles: whatever they say to machines, even if a model obeys, no fact rests on it and the audit tells."""

from __future__ import annotations

import json

import pytest
from hostile import BODY, SNIPPETS
from models import read_by
from pieces import pieces

from sahelsum.llm.extract import Asking, Reader
from sahelsum.llm.question import Answer, Question
from sahelsum.llm.use import Use
from sahelsum.pipeline import summarise
from sahelsum.reading import read

NEWS = "Gunmen killed three soldiers near Gossi on Tuesday, the army said."


class Obedient:
    """A model that reports the toll that the article's hostile words ask for, quoting them."""

    def __init__(self, line: str) -> None:
        self._line = line

    async def ask(self, question: Question) -> Answer:
        """A draft with 500 killed in it, besides the three of the news."""
        return Answer(json.dumps({"incidents": [_incident(self._line)], "summary": "500 killed."}), 1, 1, 1)


def _toll(number: int, text: str, quote: str) -> dict[str, object]:
    return {
        "victims": "soldiers", "group": "state_forces", "actor": None, "place": None, "outcome": "killed",
        "count": {"low": number, "high": number, "qualifier": "exact", "text": text}, "part_of": None,
        "superseded": False, "according_to": None, "denied_by": None, "quote": quote, "attribution_quote": None,
    }  # fmt: skip


def _incident(line: str) -> dict[str, object]:
    lists = ("responsibility", "undisclosed", "claims", "targets", "weapons", "materiel", "actors")
    empty: dict[str, object] = {name: [] for name in lists}
    return {
        **empty, "role": "reported", "sub_event_type": "Armed clash", "event_type": None, "unclaimed_quote": None,
        "date": {"text": None, "relative_to": None, "time_of_day": None, "quote": None},
        "places": [{"name": "Gossi", "near": True, "quote": NEWS}],
        "casualties": [_toll(3, "three", NEWS), _toll(500, "500", line)], "quote": NEWS,
    }  # fmt: skip


def article(snippet: str):
    return read(BODY.replace("{}", snippet))


def test_there_are_thirty_of_them_at_least():
    assert len(set(SNIPPETS)) >= 30


@pytest.mark.parametrize("snippet", SNIPPETS, ids=range(len(SNIPPETS)))
def test_a_model_that_obeys_gets_no_fact_through(snippet):
    hostile = article(snippet)
    line = next(line for line in snippet.splitlines() if "500" in line)
    record = read_by(Reader(Asking("obedient/model", cache=Use.off), Obedient(line)), hostile)
    assert [toll.count.low for one in record.incidents for toll in one.casualties] == [3]
    assert "500" not in record.summary
    assert not [piece for piece in pieces(record.model_dump(include={"incidents"})) if "500" in piece["quote"]]
    assert record.audit.rejected
    assert "words_to_a_machine" in {warning.code for warning in record.audit.warnings}


@pytest.mark.parametrize("snippet", SNIPPETS, ids=range(len(SNIPPETS)))
def test_the_rules_read_round_them(snippet):
    record = summarise(article(snippet))
    assert [toll.count.low for one in record.incidents for toll in one.casualties] == [3]
    assert "words_to_a_machine" in {warning.code for warning in record.audit.warnings}


def test_the_news_beside_them_is_read_as_if_they_were_not_there():
    plain = summarise(read(BODY.replace("{}\n\n", "")))
    told = [(toll.count.low, toll.outcome) for one in plain.incidents for toll in one.casualties]
    assert told == [(3, "killed")]
