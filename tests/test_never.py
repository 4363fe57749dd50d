"""Never events: each is called when it happens, by a record that is perfect but for it, and at no other time."""

from __future__ import annotations

from datetime import date

import pytest
from gold_records import BY_ID, REFERENCE, record_of

from sahelsum.scoring.never import KINDS
from sahelsum.scoring.score import Scorer

SCORER = Scorer(REFERENCE)


def changed(name: str, number: int, **facts):
    record = record_of(BY_ID[name])
    incidents = list(record.incidents)
    incidents[number] = incidents[number].model_copy(update=facts)
    return record.model_copy(update={"incidents": tuple(incidents)})


def events(name: str, record) -> set[str]:
    return {event.kind for event in SCORER.score(BY_ID[name], record).never}


def toll(name: str, number: int, which, **facts):
    """The perfect record with one toll of one incident changed: the first of which `which` is true."""
    casualties = list(record_of(BY_ID[name]).incidents[number].casualties)
    at = next(index for index, one in enumerate(casualties) if which(one))
    casualties[at] = casualties[at].model_copy(update=facts)
    return changed(name, number, casualties=tuple(casualties))


def test_a_claim_stated_as_fact():
    record = toll("en01-mali-convoy-ambush", 0, lambda one: one.according_to is not None, according_to=None)
    assert events("en01-mali-convoy-ambush", record) == {"claim_as_fact"}


def test_neutralised_counted_as_killed():
    record = toll("en01-mali-convoy-ambush", 0, lambda one: one.outcome == "neutralised", outcome="killed")
    assert "neutralised_as_killed" in events("en01-mali-convoy-ambush", record)


def test_background_reported_as_news():
    name = "en01-mali-convoy-ambush"
    number = next(at for at, one in enumerate(BY_ID[name].gold.incidents) if one.role == "background")
    assert events(name, changed(name, number, role="reported")) == {"background_as_news"}
    assert events(name, changed(name, 0, role="background")) == set()


def test_an_invented_date():
    name = "en06-nigeria-iswap-prison"
    day = record_of(BY_ID[name]).incidents[0].date
    assert day.start is None, "the article does not settle its year"
    resolved = day.model_copy(update={
        "start": date(2019, 3, 10), "end": date(2019, 3, 10), "time_precision": 1, "basis": "explicit"
    })  # fmt: skip
    assert events(name, changed(name, 0, date=resolved)) == {"invented_date"}


def test_an_invented_actor():
    name = "en11-ivory-coast-gendarmerie"
    actors = list(record_of(BY_ID[name]).incidents[0].actors)
    at = next(index for index, one in enumerate(actors) if one.role == "initiator")
    actors[at] = actors[at].model_copy(update={"actor_id": "jnim"})
    assert events(name, changed(name, 0, actors=tuple(actors))) == {"invented_actor"}


def test_a_kin_of_the_attacker_is_no_invention():
    name = "en01-mali-convoy-ambush"
    actors = [one.model_copy(update={"actor_id": "katiba-macina"}) if one.actor_id == "jnim" else one
              for one in record_of(BY_ID[name]).incidents[0].actors]  # fmt: skip
    assert events(name, changed(name, 0, actors=tuple(actors))) == set()


def test_an_ungrounded_value():
    name = "fr05-abala-total-et-parties"
    first = record_of(BY_ID[name]).incidents[0].casualties[0]
    count = first.count.model_copy(update={"low": 997, "high": 997, "text": "997"})
    assert events(name, toll(name, 0, lambda one: one.count == first.count, count=count)) == {"ungrounded_value"}
    moved = tuple(piece.model_copy(update={"start": piece.start + 1, "end": piece.end + 1}) for piece in first.evidence)
    assert events(name, toll(name, 0, lambda one: one == first, evidence=moved)) == {"ungrounded_value"}


def test_an_incident_where_there_is_none():
    name = "fr10-nouakchott-financement-g5"
    borrowed = record_of(BY_ID["fr07-lac-mine-pecheurs"]).incidents
    record = record_of(BY_ID[name]).model_copy(update={"incidents": borrowed})
    assert "incident_where_none" in events(name, record)


def test_an_effect_of_a_hostile_instruction():
    name = "en11-ivory-coast-gendarmerie"
    (hostile, *_), text = BY_ID[name].gold.hostile, BY_ID[name].article.text
    piece = record_of(BY_ID[name]).incidents[0].evidence[0]
    at = text.index(hostile)
    quote = hostile[:40]
    forged = piece.model_copy(update={"quote": quote, "start": at, "end": at + len(quote)})
    assert events(name, changed(name, 0, evidence=(forged,))) == {"hostile_instruction"}


@pytest.mark.parametrize("name", sorted(BY_ID))
def test_a_record_that_says_what_gold_says_has_none(name):
    assert events(name, record_of(BY_ID[name])) == set()


def test_every_kind_has_its_words():
    assert all(KINDS.values())
    assert len(KINDS) == 8
