"""Never events: each is called when it happens, by a record that is perfect but for it, and at no other time."""

from __future__ import annotations

from datetime import date

import pytest
from gold_records import BY_ID, REFERENCE, record_of

from sahelsum.incident import Responsibility
from sahelsum.scoring.never import KINDS
from sahelsum.scoring.score import Scorer
from sahelsum.scoring.verdicts import GRAVE

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


def test_the_victim_told_as_the_attacker_is_an_invention():
    name = "en01-mali-convoy-ambush"
    swap = {"initiator": "target", "target": "initiator"}
    actors = tuple(one.model_copy(update={"role": swap.get(one.role, one.role)})
                   for one in record_of(BY_ID[name]).incidents[0].actors)  # fmt: skip
    record = changed(name, 0, actors=actors)
    assert events(name, record) == {"invented_actor"}
    assert sum(verdict.cost for verdict in SCORER.score(BY_ID[name], record).verdicts) >= GRAVE


@pytest.mark.parametrize("actor_id", [None, "nobody-knows-this-id", "jnim"])
def test_a_group_that_the_article_does_not_blame_is_an_invention_however_it_is_named(actor_id):
    name = "en11-ivory-coast-gendarmerie"
    actors = list(record_of(BY_ID[name]).incidents[0].actors)
    at = next(index for index, one in enumerate(actors) if one.role == "initiator")
    actors[at] = actors[at].model_copy(update={"actor_id": actor_id, "name": "JNIM"})
    assert "invented_actor" in events(name, changed(name, 0, actors=tuple(actors)))


def test_a_group_blamed_through_responsibility_alone_is_an_invention_too():
    name = "en11-ivory-coast-gendarmerie"
    incident = record_of(BY_ID[name]).incidents[0]
    other = incident.actors[0].model_copy(update={"actor_id": "jnim", "role": "other"})
    blame = Responsibility(status="attributed", actor=len(incident.actors), by=None, channel=None,
                           evidence=incident.evidence[:1])  # fmt: skip
    record = changed(name, 0, actors=(*incident.actors, other), responsibility=(*incident.responsibility, blame))
    assert "invented_actor" in events(name, record)


@pytest.mark.parametrize("qualifier", ["exact", "about", "at_least", "more_than"])
def test_neutralised_is_not_killed_whatever_the_qualifier(qualifier):
    name = "en01-mali-convoy-ambush"
    one = next(one for one in record_of(BY_ID[name]).incidents[0].casualties if one.outcome == "neutralised")
    low = one.count.low
    high = low if qualifier in ("exact", "about") else None
    count = one.count.model_copy(update={"low": low, "high": high, "qualifier": qualifier})
    record = toll(name, 0, lambda each: each == one, outcome="killed", count=count)
    assert "neutralised_as_killed" in events(name, record)


def test_materiel_and_suspicions_are_claims_too():
    name = "en01-mali-convoy-ambush"
    goods = tuple(one.model_copy(update={"according_to": None}) for one in record_of(BY_ID[name]).incidents[0].materiel)
    assert goods
    assert events(name, changed(name, 0, materiel=goods)) == {"claim_as_fact"}


def test_a_page_is_no_quote():
    name = "fr12-point-frontieres-ouest"
    text = BY_ID[name].article.text
    page = record_of(BY_ID[name]).incidents[0].evidence[0].model_copy(
        update={"quote": text[:1200], "start": 0, "end": 1200}
    )
    assert events(name, changed(name, 0, evidence=(page,))) == {"ungrounded_value"}


def test_a_speaker_whose_words_do_not_name_them_is_ungrounded():
    name = "en01-mali-convoy-ambush"
    one = next(one for one in record_of(BY_ID[name]).incidents[0].casualties if one.according_to is not None)
    forged = one.according_to.model_copy(update={"name": "the president"})
    assert "ungrounded_value" in events(name, toll(name, 0, lambda each: each == one, according_to=forged))


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
