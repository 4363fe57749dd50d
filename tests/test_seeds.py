"""What the five articles that the project was asked for with must show, read from their records line by line."""

from __future__ import annotations

from datetime import date

import pytest
from pieces import pieces
from seeds import seed

from sahelsum.fold import fold
from sahelsum.incident import Incident, Toll
from sahelsum.record import Record

ALL = ("000", "001", "002", "003", "004")
TOWNS = {
    "000": {"Kayes", "Nioro", "Sandare", "Gogui", "Diboli", "Niono"},
    "001": {"Binoli", "Kayes", "Sandere"},
    "002": {"Kayes", "Nioro", "Sandare", "Gogui", "Diboli", "Niono"},
    "003": {"Binoli", "Kayes", "Sandere"},
    "004": {"Nioro du Sahel", "Diboli", "Kayes", "Sandere", "Gogoui", "Molodo", "Niono"},
}


def news(number: str) -> Incident:
    reported = [incident for incident in seed(number).incidents if incident.role == "reported"]
    assert len(reported) == 1, [incident.evidence[0].quote for incident in reported]
    return reported[0]


def background(number: str) -> list[Incident]:
    return [incident for incident in seed(number).incidents if incident.role == "background"]


def tolls(incident: Incident, outcome: str) -> list[Toll]:
    return [toll for toll in incident.casualties if toll.outcome == outcome]


def says(record: Record, kind: str) -> list[str]:
    return [contradiction.what for contradiction in record.audit.contradictions if contradiction.kind == kind]


@pytest.mark.parametrize("number", ALL)
def test_every_quote_slices_back_to_the_article(number: str):
    record = seed(number)
    found = list(pieces(record.model_dump()))
    assert found
    assert all(record.article.text[piece["start"] : piece["end"]] == piece["quote"] for piece in found)



@pytest.mark.parametrize("number", ALL)
def test_one_operation_is_reported_once_as_an_armed_clash(number: str):
    incident = news(number)
    assert (incident.event_type, incident.sub_event_type) == ("Battles", "Armed clash")
    assert incident.countries == ("ML",)


@pytest.mark.parametrize(
    ("number", "start"),
    [("000", date(2025, 7, 1)), ("001", date(2025, 7, 1)), ("002", None), ("003", None), ("004", date(2025, 7, 1))],
)
def test_the_date_is_what_the_article_settles_and_no_more(number: str, start: date | None):
    found = news(number).date
    assert (found.start, found.end) == (start, start)
    assert (found.basis == "unresolved") == (start is None)


def test_a_given_publication_date_settles_the_weekday():
    from sahelsum.pipeline import summarise

    record = summarise(seed("002").article.text, published=date(2025, 7, 2))
    reported = next(incident for incident in record.incidents if incident.role == "reported")
    assert reported.date.start == date(2025, 7, 1)
    assert reported.date.basis == "relative_to_publication"


@pytest.mark.parametrize("number", ALL)
def test_the_towns_are_those_named_as_attacked(number: str):
    assert {fold(place.name) for place in news(number).places} == {fold(name) for name in TOWNS[number]}


def test_a_misspelling_is_resolved_as_an_alias():
    place = next(place for place in news("001").places if place.name == "Binoli")
    assert (place.canonical, place.match) == ("Diboli", "alias")


def test_two_spellings_of_one_town_are_one_place():
    ids = [place.gazetteer_id for place in news("004").places]
    assert len(ids) == len(set(ids)) == 7
    assert any("Gogui" in what and "Gogoui" in what for what in says(seed("004"), "two_spellings"))


@pytest.mark.parametrize("number", ALL)
def test_the_group_that_claims_it_is_the_initiator(number: str):
    incident = news(number)
    initiator = [actor.actor_id for actor in incident.actors if actor.role == "initiator"]
    assert initiator == ["jnim"]
    statuses = {(statement.status, incident.actors[statement.actor].actor_id) for statement in incident.responsibility}
    assert ("attributed" if number == "003" else "claimed", "jnim") in statuses


def test_the_channel_of_a_claim_is_kept():
    channels = [statement.channel for statement in news("000").responsibility if statement.status == "claimed"]
    assert any(channel and "Zallaqa" in channel for channel in channels)


@pytest.mark.parametrize("number", ["001", "002", "003"])
def test_neutralised_stays_neutralised_and_the_armys_own_claim(number: str):
    toll = next(iter(tolls(news(number), "neutralised")))
    assert (toll.count.low, toll.count.high, toll.count.qualifier) == (80, None, "more_than")
    assert toll.group == "armed_group"
    assert toll.according_to is not None
    assert toll.according_to.party_to_conflict
    assert not any(other.count.low == 80 for other in tolls(news(number), "killed"))


def test_eighty_killed_is_what_the_army_declared():
    toll = next(toll for toll in tolls(news("004"), "killed") if toll.count.low == 80)
    assert toll.according_to is not None
    assert toll.according_to.party_to_conflict
    assert toll.group == "armed_group"


def test_an_article_without_a_toll_has_none():
    assert not [toll for toll in news("000").casualties if toll.outcome in ("killed", "neutralised", "wounded")]


@pytest.mark.parametrize("number", ["000", "001", "003", "004"])
def test_an_explicit_silence_is_recorded(number: str):
    assert news(number).undisclosed


@pytest.mark.parametrize("number", ["000", "001", "002", "003"])
def test_the_barracks_are_a_claim_of_the_group(number: str):
    claims = [claim for claim in news(number).claims if claim.topic == "control_of_place"]
    assert any(claim.speaker.actor_id == "jnim" and claim.speaker.party_to_conflict for claim in claims)


@pytest.mark.parametrize("number", ["000", "002"])
def test_who_confirms_is_a_claim_of_that_topic(number: str):
    assert any(claim.topic == "confirmation" and not claim.speaker.party_to_conflict for claim in news(number).claims)


def test_what_an_agency_could_not_verify_is_a_claim_of_that_topic():
    assert any(claim.topic == "not_verified" for claim in news("002").claims)


@pytest.mark.parametrize("number", ["001", "003", "004"])
def test_what_the_army_recovered_is_materiel_and_no_weapon_used(number: str):
    incident = news(number)
    assert {thing.action for thing in incident.materiel} == {"recovered"}
    assert {fold(thing.item) for thing in incident.materiel} >= {"weapons", "vehicles", "motorcycles"}
    assert not any("weapons" in fold(weapon.name) for weapon in incident.weapons)


@pytest.mark.parametrize("number", ALL)
def test_the_two_earlier_attacks_are_background(number: str):
    first, second = sorted(
        background(number), key=lambda incident: not incident.places or incident.places[0].match == "area"
    )
    assert "Timbuktu" in {place.name for place in first.places}
    toll = next(iter(tolls(second, "killed")))
    exact = number in ("003", "004")
    assert (toll.count.low, toll.count.high, toll.group) == (30, 30 if exact else None, "state_forces")


@pytest.mark.parametrize(("number", "days"), [("000", (2, 1)), ("001", (2, 1))])
def test_the_day_of_an_earlier_attack_follows_from_the_publication_date(number: str, days: tuple[int, int]):
    found = sorted((incident.date.start for incident in background(number) if incident.date.start), reverse=True)
    assert found == [date(2025, 6, day) for day in days]


@pytest.mark.parametrize("number", ["002", "003"])
def test_a_day_without_a_year_stays_partial(number: str):
    partials = {incident.date.partial for incident in background(number)}
    assert partials == {"XXXX-06-02", "XXXX-06-01"}
    assert all(incident.date.start is None for incident in background(number))


@pytest.mark.parametrize("number", ["000", "002"])
def test_a_town_outside_the_stated_region_is_flagged(number: str):
    assert any("Niono" in what and "western Mali" in what for what in says(seed(number), "place_outside_stated_region"))


def test_towns_far_from_the_stated_borders_are_flagged():
    flagged = " ".join(says(seed("004"), "place_far_from_stated_border"))
    assert "Niono" in flagged
    assert "Molodo" in flagged
    assert "Kayes" not in flagged


@pytest.mark.parametrize("number", ALL)
def test_noise_and_context_are_no_incidents(number: str):
    quotes = " ".join(incident.evidence[0].quote for incident in seed(number).incidents)
    for word in ("Langley", "ECOWAS", "SpaceDaily", "WhatsApp", "Copyright", "withdrew"):
        assert word not in quotes
