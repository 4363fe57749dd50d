"""The card says everything that the record holds, in plain words, inside the page's width."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from sample_record import sample_record
from snapshot import assert_snapshot

from sahelsum.card import card, plain
from sahelsum.record import Record

PAGE = plain(sample_record())
LINES = [line.strip() for line in PAGE.splitlines()]


def changed(change: Any) -> Record:
    """The sample record after `change` on its JSON form."""
    body = json.loads(sample_record().model_dump_json())
    change(body)
    return Record.model_validate_json(json.dumps(body))


def test_the_sample_card_looks_as_it_was_approved():
    assert_snapshot("card.txt", PAGE + "\n")


def test_the_rich_card_and_the_plain_card_are_the_same_page():
    assert card(sample_record(), 80).plain == PAGE


@pytest.mark.parametrize(
    "words",
    [
        "Army and militants trade claims after twin raids in central Mali",
        "13 March 2025 (date stated in the article)",
        "Wednesday 12 March 2025 · before dawn",
        "date unresolved: “On Thursday”",
        "Mali, Mopti: Dinangourou (written “Dinangouru”) · near Koro",
        "? Ouro-Tené (not in the gazetteer)",
        "→ Malian Armed Forces (“the army”, state forces)",
        "claimed by JNIM · through Az-Zallaqa",
        "more than 40 neutralised · attackers (armed group)",
        "12 killed · soldiers (state forces)",
        "according to JNIM (party to the conflict)",
        "└ of them 2 killed · officers (state forces)",
        "└ earlier figure: 6 killed · soldiers (state forces)",
        "at least 3 killed · civilians · according to a hospital source",
        "denied by the governor",
        "about 30 wounded · people (of several groups)",
        "losses not disclosed: state forces",
        "control of place · JNIM (party to the conflict) · via Az-Zallaqa",
        "not verified · AFP",
        "2 × pickups recovered · by Malian Armed Forces",
        "1 number unused (26); 1 contradiction; 1 fact refused",
        "! Koro is not in western Mali",
    ],
)
def test_the_card_says(words: str):
    assert any(words in line for line in LINES), PAGE


def test_a_speaker_outside_the_conflict_is_not_marked_as_a_party():
    assert not any("hospital" in line and "party" in line for line in LINES)


def test_the_older_toll_stands_under_the_newer_one_of_somebody_outside_the_conflict():
    nine, older = (next(i for i, line in enumerate(LINES) if words in line) for words in ("9 killed", "earlier figure"))
    assert 0 < older - nine <= 3


def test_background_comes_after_everything_reported():
    assert PAGE.index("background") > PAGE.index("Remote explosive")


def test_background_and_evidence_are_dimmed_in_colour():
    page = card(sample_record(), 80)
    dimmed = {page.plain[span.start : span.end].strip() for span in page.spans if "dim" in str(span.style).split()}
    assert any("17 abducted" in words for words in dimmed)
    assert any("two pickups were recovered" in words for words in dimmed)


def test_an_article_without_an_incident_says_so():
    record = changed(lambda body: body.update(incidents=[], summary=""))
    assert "No incident reported." in plain(record)


def test_an_empty_audit_says_that_nothing_is_left():
    nothing: dict[str, list[object]] = {"rejected": [], "unused_numbers": [], "contradictions": [], "warnings": []}
    record = changed(lambda body: body.update(audit=nothing))
    assert "nothing refused or left over" in plain(record)


def test_tolls_that_claim_to_be_part_of_each_other_are_each_shown_once():
    def knot(body: Any) -> None:
        tolls = body["incidents"][0]["casualties"]
        tolls[0]["part_of"], tolls[1]["part_of"] = 1, 0

    page = plain(changed(knot))
    assert page.count("40 neutralised") == page.count("12 killed") == 1


def test_escape_sequences_of_an_article_never_reach_the_terminal():
    title = "Raid\x1b]0;owned\x07 in \u202eMali\x9b31m"
    page = plain(changed(lambda body: body["article"].update(title=title, publisher="\x1b[2J")))
    assert "Raid]0;owned in Mali31m" in page
    assert [char for char in page if not char.isprintable()] == ["\n"] * page.count("\n")


def _reworded(body: Any, text: str) -> None:
    if isinstance(body, dict):
        if "quote" in body and "start" in body:
            body.update(quote=text, start=0, end=len(text))
        for key, value in body.items():
            if key in {"title", "victims", "name", "canonical", "publisher", "statement", "item", "channel", "what"}:
                body[key] = text
            else:
                _reworded(value, text)
    elif isinstance(body, list):
        for value in body:
            _reworded(value, text)


WORDS = st.text(min_size=1, max_size=300).filter(lambda text: text.isprintable() and text.strip())


WIDE = ["攻撃", "Djibo", "l’armée", "👩‍🚒", "ثلاثة", "a" * 90]


@settings(max_examples=40, deadline=None)
@given(
    text=WORDS | st.lists(st.sampled_from(WIDE), min_size=1).map(" ".join),
    width=st.integers(1, 140),
)
def test_no_line_is_wider_than_the_page(text: str, width: int):
    record = changed(lambda body: _reworded(body, text))
    room = min(max(width, 40), 100)
    assert [line for line in plain(record, width).splitlines() if cell_len(line) > room] == []
