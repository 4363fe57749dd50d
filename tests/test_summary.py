"""The composed summary: at most 60 words, every number with its speaker, nothing that the record does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from gold_records import BY_ID, record_of

from sahelsum.numbers import find_counts
from sahelsum.pipeline import summarise
from sahelsum.record import Record
from sahelsum.summary import compose
from sahelsum.words import Words

ARTICLES = sorted((Path(__file__).parents[1] / "evals" / "articles").glob("*.txt"))


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return [summarise(file) for file in ARTICLES]


def test_a_summary_has_at_most_sixty_words(records: list[Record]):
    assert all(len(record.summary.split()) <= 60 for record in records)


def test_a_summary_is_in_the_language_of_its_article(records: list[Record]):
    for record in records:
        if record.incidents and any(toll.according_to for toll in record.incidents[0].casualties):
            other = "selon" if record.article.language == "en" else "according"
            assert other not in record.summary


def test_every_number_of_people_in_a_summary_is_a_toll_of_the_record(records: list[Record]):
    for record in records:
        words = Words(record.summary)
        counts = [hit for hit in find_counts(words, record.article.language) if hit.kind == "count"]
        said = [hit for hit in counts if not hit.weak and hit.high != 0]
        speakers = " ".join(
            toll.according_to.name for incident in record.incidents for toll in incident.casualties if toll.according_to
        )
        tolls = {(toll.count.low, toll.count.high) for incident in record.incidents for toll in incident.casualties}
        places = " and more et autres "
        for hit in said:
            after = " ".join(words.folded[hit.last : hit.last + 1])
            number = record.summary[hit.start : hit.end]
            is_name = f"{number} {after}" in speakers  # `two vigilante leaders` are no toll
            assert (hit.low, hit.high) in tolls or after in places or is_name, (record.summary, number)


def test_a_policy_piece_is_summed_up_as_having_no_incident():
    policy = next(file for file in ARTICLES if file.stem.startswith("en12"))
    assert summarise(policy).summary == "The article reports no incident."


def test_the_speaker_stands_beside_the_number():
    text = (
        "The soldiers were in the town with the people of the north when it was over.\n\n"
        "Gunmen killed twelve villagers in Solhan on Tuesday, the mayor said. The army said that nine people had died."
    )
    summary = summarise(text).summary
    assert "welve villagers killed, according to mayor." in summary
    assert "according to army" in summary


def test_a_french_number_that_is_a_noun_elides_before_a_vowel():
    first = record_of(BY_ID["fr05-abala-total-et-parties"]).incidents[0]
    count = first.casualties[0].count.model_copy(update={"text": "une trentaine", "qualifier": "about"})
    toll = first.casualties[0].model_copy(update={"victims": "élèves", "count": count, "outcome": "abducted"})
    assert "Une trentaine d'élèves (enlevés)" in compose((first.model_copy(update={"casualties": (toll,)}),), "fr")


def test_victims_with_an_article_of_their_own_follow_the_losses():
    first = record_of(BY_ID["fr05-abala-total-et-parties"]).incidents[0]
    count = first.casualties[0].count.model_copy(update={"text": "significant losses", "qualifier": "vague"})
    words = {"victims": "The enemy", "count": count, "outcome": "casualties_unspecified", "according_to": None}
    toll = first.casualties[0].model_copy(update=words)
    summary = compose((first.model_copy(update={"casualties": (toll,)}),), "en")
    assert summary.endswith("Significant losses among the enemy, as the article states.")


def test_a_number_that_the_victims_bear_in_their_name_is_said_once():
    name = "fr05-abala-total-et-parties"
    first = record_of(BY_ID[name]).incidents[0]
    one = first.casualties[0]
    count = one.count.model_copy(update={"text": "deux"})
    named = one.model_copy(update={"victims": "deux autres", "count": count, "outcome": "missing"})
    assert "eux autres (disparus)" in compose((first.model_copy(update={"casualties": (named,)}),), "fr")
    assert "eux deux" not in compose((first.model_copy(update={"casualties": (named,)}),), "fr")
