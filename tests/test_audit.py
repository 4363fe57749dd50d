"""What the audit shows: numbers without a fact, and where an article disagrees with itself or the map."""

from __future__ import annotations

import pytest

from sahelsum.pipeline import summarise
from sahelsum.record import Audit

EN = "The report that follows was written for a test and tells of nothing that has ever happened.\n\n"
FR = "Le récit qui suit a été écrit pour un essai et ne rapporte rien qui se soit jamais produit.\n\n"


def audit(text: str) -> Audit:
    return summarise(text).audit


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        (EN + "Gunmen attacked the army camp in Niono, in western Mali, on Tuesday and killed nine soldiers.", "Niono"),
        (EN + "Gunmen killed nine soldiers on Tuesday in Kayes and Niono. All the towns are in western Mali.", "Niono"),
        (FR + "Des hommes armés ont attaqué mardi le camp de Niono, dans l'ouest du Mali, et tué neuf soldats.", "Niono"),  # noqa: E501
    ],
)
def test_a_town_outside_the_region_said_of_it_is_flagged(text: str, flagged: str):
    found = [entry.what for entry in audit(text).contradictions if entry.kind == "place_outside_stated_region"]
    assert len(found) == 1
    assert flagged in found[0]


def test_a_town_inside_the_region_said_of_it_is_not_flagged():
    text = EN + "Gunmen attacked the army camp in Kayes, in western Mali, on Tuesday and killed nine soldiers."
    assert not [entry for entry in audit(text).contradictions if entry.kind == "place_outside_stated_region"]


def test_a_town_far_from_the_border_said_of_it_is_flagged():
    text = EN + "Gunmen killed nine soldiers on Tuesday in Niono, near the border with Senegal."
    found = [entry.what for entry in audit(text).contradictions if entry.kind == "place_far_from_stated_border"]
    assert len(found) == 1
    assert "Niono" in found[0]


def test_two_tolls_by_one_speaker_are_flagged_unless_one_replaces_the_other():
    attack = EN + "Gunmen attacked Djibo on Tuesday. "
    both = attack + "The army said nine soldiers were killed. The army said 14 soldiers were killed."
    assert [entry.kind for entry in audit(both).contradictions] == ["two_tolls"]
    revised = attack + "Nine soldiers were killed, the army said. An earlier toll by the army was of six dead."
    assert not [entry for entry in audit(revised).contradictions if entry.kind == "two_tolls"]


def test_a_casualty_like_number_that_no_fact_uses_is_listed_where_it_stands():
    text = EN + "Gunmen killed nine soldiers in Djibo on Tuesday. "
    text += "Since 2015 the conflict has killed more than 20,000 people."
    record = summarise(text)
    (number,) = record.audit.unused_numbers
    assert record.article.text is not None
    assert record.article.text[number.start : number.end] == number.text == "more than 20,000"


def test_a_missing_publication_date_is_a_warning_that_names_the_way_out():
    text = EN + "Gunmen killed nine soldiers in Djibo on Tuesday."
    (warning,) = audit(text).warnings
    assert warning.code == "no_publication_date"
    assert "--published" in warning.message


@pytest.mark.parametrize(("weekday", "flagged"), [("Tuesday", True), ("Wednesday", False)])
def test_a_weekday_that_its_date_denies_is_flagged(weekday: str, flagged: bool):
    text = EN + f"Gunmen killed nine soldiers in Djibo on {weekday} 2 July 2025, the army said."
    assert ("weekday" in {entry.kind for entry in audit(text).contradictions}) == flagged


def test_two_numbers_of_one_clause_are_two_sets_of_people():
    text = EN + "Gunmen attacked Djibo on Tuesday. Six women and a boy were killed, the mayor said."
    assert not [entry for entry in audit(text).contradictions if entry.kind == "two_tolls"]
