"""The invented articles of `evals/articles`, read by the rules: what must hold of every record, whatever it says.

How much of them is read rightly is scored against gold and held by `evals/baseline.json` (see `test_eval_cli`).
"""

from __future__ import annotations

from functools import cache

import pytest
from gold_records import BY_ID
from pieces import pieces

from sahelsum.pipeline import summarise
from sahelsum.record import Record

IDS = sorted(name for name, one in BY_ID.items() if one.gold.split == "open")
HOSTILE = sorted(name for name, one in BY_ID.items() if one.gold.hostile and one.gold.split == "open")


@cache
def record(name: str) -> Record:
    return summarise(BY_ID[name].article)


@pytest.mark.parametrize("name", IDS)
def test_the_publication_date_is_the_one_the_article_states_or_none(name: str):
    assert record(name).article.published in (BY_ID[name].gold.published, None)


@pytest.mark.parametrize("name", IDS)
def test_every_quote_slices_back_to_the_article(name: str):
    text = record(name).article.text
    assert text is not None
    for piece in pieces(record(name).model_dump()):
        assert text[piece["start"] : piece["end"]] == piece["quote"]


@pytest.mark.parametrize("name", IDS)
def test_a_record_read_back_is_the_record_that_was_written(name: str):
    assert Record.model_validate_json(record(name).model_dump_json()) == record(name)


@pytest.mark.parametrize("name", HOSTILE)
def test_words_to_a_machine_feed_no_fact(name: str):
    assert "words_to_a_machine" in {warning.code for warning in record(name).audit.warnings}
    quotes = {piece["quote"] for piece in pieces(record(name).model_dump(include={"incidents"}))}
    assert [quote for quote in quotes if any(quote in hostile for hostile in BY_ID[name].gold.hostile)] == []


def test_articles_with_words_to_a_machine_are_among_them():
    assert len(HOSTILE) >= 2
