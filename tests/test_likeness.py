"""How alike dates, places, actors and tolls are: symmetric, 1 for the same, never more for what lies farther apart."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from gold_records import REFERENCE
from hypothesis import given
from hypothesis import strategies as st

from sahelsum.codebook import EVENT_TYPE_OF
from sahelsum.likeness.actors import Cast, actors, voices
from sahelsum.likeness.days import Days, days
from sahelsum.likeness.degree import RIVAL_CREDIT
from sahelsum.likeness.kinds import Kind, kinds
from sahelsum.likeness.names import alike
from sahelsum.likeness.places import Where, places
from sahelsum.likeness.tolls import Amount, amounts

CAST = Cast(REFERENCE.actors)
DAY = date(2024, 5, 14)


def who(actor_id: str, name: str = "x"):
    return CAST.who(name, actor_id)


def interval(first: int, length: int, precision: int = 1) -> Days:
    start = DAY + timedelta(days=first)
    return Days(start, start + timedelta(days=length), None, precision)


@st.composite
def some_days(draw):
    if draw(st.booleans()):
        return interval(draw(st.integers(-400, 400)), draw(st.integers(0, 40)), draw(st.sampled_from((1, 2, 3))))
    return Days(None, None, draw(st.sampled_from((None, "XXXX-05-14", "2024", "2024-05"))), None)


@st.composite
def some_amounts(draw):
    low = draw(st.integers(0, 500))
    match draw(st.sampled_from(("exact", "about", "at_least", "more_than", "up_to", "less_than", "range", "vague"))):
        case "exact" | "about" as qualifier:
            return Amount(low, low, qualifier)
        case "at_least" | "more_than" as qualifier:
            return Amount(low, None, qualifier)
        case "up_to" | "less_than" as qualifier:
            return Amount(None, low, qualifier)
        case "range":
            return Amount(low, low + draw(st.integers(1, 50)), "range")
    return Amount(None, None, "vague")


@st.composite
def some_places(draw):
    row = draw(st.sampled_from(("2448246", "2367226", "2457161", "2453348", None)))
    known = REFERENCE.gazetteer.place(row) if row else None
    if known is None:
        return Where(draw(st.sampled_from(("Nokara", "Tin-Akoff", "Mopti"))), None, "ML", None, None, None, None,
                     draw(st.booleans()), None, draw(st.booleans()))  # fmt: skip
    return Where(known.name, row, known.country, known.admin1, known.admin2, known.latitude, known.longitude, False,
                 draw(st.sampled_from((None, 1, 2, 3))))  # fmt: skip


SOMEBODY = st.sampled_from([None, *(who(each, name) for each, name in (
    ("jnim", "JNIM"), ("katiba-macina", "Katiba Macina"), ("issp", "ISGS"), ("al-qaeda", "al-Qaeda"),
    ("military-forces-ml", "the army"), ("gendarmerie-ml", "gendarmes"), ("unidentified-armed-group-ml", "gunmen"),
    ("civilians-ml", "villagers"), ("army-spokesman-ml", "an army spokesman"), ("nobody-knows", "X"),
)), CAST.who("a resident", None), CAST.who("residents", None), CAST.who("JNIM", None, labelled=False)])  # fmt: skip


@given(some_days(), some_days())
def test_dates_are_symmetric_and_the_same_is_one(one, other):
    assert days(one, other).credit == days(other, one).credit
    assert days(one, other).credit <= 1
    assert not one.is_stated or days(one, one).credit == 1


@given(some_amounts(), some_amounts())
def test_amounts_are_symmetric_and_only_the_same_is_one(one, other):
    assert amounts(one, other).credit == pytest.approx(amounts(other, one).credit)
    assert (amounts(one, other).credit == 1) == (one == other)


@given(some_places(), some_places())
def test_places_are_symmetric_and_the_same_is_one(one, other):
    assert places(one, other).credit == pytest.approx(places(other, one).credit)
    assert places(one, one).credit == 1


@given(SOMEBODY, SOMEBODY)
def test_actors_and_voices_are_symmetric_and_the_same_is_one(one, other):
    assert voices(one, other).credit == voices(other, one).credit
    assert voices(one, one).credit == 1
    if one is not None and other is not None:
        assert actors(one, other).credit == actors(other, one).credit
        assert actors(one, one).credit == 1


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 30))
def test_a_date_farther_off_never_scores_higher(near, farther, length):
    near, farther = sorted((near, farther))
    gold = interval(0, length)
    assert days(gold, interval(near, length)).credit >= days(gold, interval(farther, length)).credit


@given(st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 1000))
def test_a_count_farther_off_never_scores_higher(true, first, second):
    near, farther = sorted((first, second), key=lambda number: abs(number - true))
    if (near - true) * (farther - true) >= 0:
        near, farther, gold = (Amount(number, number, "exact") for number in (near, farther, true))
        assert amounts(gold, near).credit >= amounts(gold, farther).credit


@given(st.floats(0, 5), st.floats(0, 5))
def test_a_place_farther_off_never_scores_higher(first, second):
    near, farther = sorted((first, second))
    gold = Where("Abala", "a", "NE", "Tillabéri", "Abala", 14.9, 3.4, False, None)
    other = gold._replace(name="Elsewhere", gazetteer_id="b")
    credits_ = [places(gold, other._replace(latitude=14.9 + away)).credit for away in (near, farther)]
    assert credits_[0] >= credits_[1]


def test_an_order_of_magnitude_is_worse_than_a_slip_and_a_slip_worse_than_a_qualifier():
    def count(number, qualifier="exact"):
        return Amount(number, number, qualifier)

    slip, tenfold, about = (amounts(count(22), other).credit for other in (count(23), count(220), count(22, "about")))
    assert 0 < tenfold < 0.01 < slip < 0.5 < about < 1


def test_at_least_is_the_opposite_of_at_most():
    at_least, at_most = Amount(12, None, "at_least"), Amount(None, 12, "up_to")
    assert amounts(at_least, at_most).credit < 0.4 < amounts(at_least, Amount(12, 12, "exact")).credit


def test_a_time_that_holds_everything_is_worth_less_than_a_near_miss():
    ages = Days(date(1900, 1, 1), date(2100, 1, 1), None, 1)
    assert days(interval(0, 0), ages).credit == 0 < days(interval(0, 0), interval(1, 0)).credit


def test_the_enemys_voice_is_farther_than_a_strangers():
    army, group = who("military-forces-ml", "the army"), who("jnim", "JNIM")
    assert voices(army, group).credit < voices(army, CAST.who("a herder", None)).credit < 0.4


def test_a_region_is_no_point_and_no_namesake_in_another_country():
    region = Where("Lac", None, "TD", "Lac", None, None, None, True, None)
    assert places(region, region._replace(country="GN", admin1="Boké")).credit == 0
    assert places(region, region._replace(gazetteer_id="1", is_area=False, latitude=13.0, longitude=14.0)).credit == 0.5


def test_unknown_is_not_nobody():
    assert amounts(Amount(None, None, "vague"), Amount(0, 0, "exact")).credit < 0.2


def test_a_month_for_a_day_is_less_specific_and_ten_years_off_is_nothing():
    month = Days(date(2024, 5, 1), date(2024, 5, 31), "2024-05", 3)
    assert days(interval(0, 0), month).slip == "less specific"
    assert 0.4 < days(interval(0, 0), month).credit < 0.6
    assert days(interval(0, 0), interval(3650, 0)).credit < 1e-6


def test_a_year_that_nobody_wrote_is_more_specific():
    assert days(Days(None, None, "XXXX-05-14", None), interval(0, 0)).slip == "more specific"
    assert days(Days(None, None, "XXXX-06-02", None), interval(0, 0)).credit == 0


@pytest.mark.parametrize(
    ("one", "other", "credit", "slip"),
    [
        ("jnim", "jnim", 1.0, ""),
        ("katiba-macina", "jnim", 0.7, "less specific"),
        ("jnim", "katiba-macina", 0.7, "more specific"),
        ("jnim", "issp", RIVAL_CREDIT, "a rival"),
        ("military-forces-ml", "jnim", RIVAL_CREDIT, "a rival"),
        ("military-forces-ml", "gendarmerie-ml", 0.5, "near"),
        ("jnim", "unidentified-armed-group-ml", 0.0, "less specific"),
        ("unidentified-armed-group-ml", "jnim", 0.0, "more specific"),
        ("civilians-ml", "jnim", 0.0, "another"),
    ],
)
def test_actors_as_kin_rivals_and_strangers(one, other, credit, slip):
    likeness = actors(who(one), who(other))
    assert (likeness.credit, likeness.slip) == (credit, slip)


def test_the_army_and_its_spokesman_are_nearly_one_voice_and_the_outlet_is_another():
    army, spokesman = who("military-forces-ml", "the army"), who("army-spokesman-ml", "an army spokesman")
    assert voices(army, spokesman).credit == 0.9
    assert voices(army, None).slip == "said by nobody"


def test_kinds_of_event_by_the_codebooks_hierarchy():
    clash, battle = Kind("Battles", "Armed clash"), Kind("Battles", None)
    attack = Kind("Violence against civilians", "Attack")
    assert [kinds(clash, other).credit for other in (clash, battle, attack)] == [1.0, 0.6, 0.2]
    assert kinds(clash, Kind("Protests", "Peaceful protest")).credit == 0
    every = [Kind(event, sub) for sub, event in EVENT_TYPE_OF.items()]
    assert all(kinds(one, other).credit == kinds(other, one).credit for one in every for other in every)


def test_names_are_alike_by_their_words():
    assert alike("the three pickup trucks", "pickup trucks") > 0.75
    assert alike("un responsable local", "responsable local") == 1
    assert alike("doctor", "mayor") == 0
