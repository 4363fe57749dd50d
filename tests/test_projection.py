"""Projection policies: what each makes of a claim, and that a divided figure adds up and says that it is divided."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told import ARMY, DAY, JNIM, REFERENCE, article, incident, toll

from sahelsum.corroboration.whole import corroborate
from sahelsum.projection import POLICIES, Deaths, Projection, in_figures, project

NEUTRALISED = toll(80, "neutralised", "armed_group", ARMY, "more_than", text="over 80")
TURNED = toll(80, "killed", "armed_group", ARMY)
TOWNS = ("Kayes", "Nioro", "Niono", "Gao", "Mopti", "Sikasso", "Kidal")


def projected(policy: str, *incidents) -> Projection:
    (dossier,) = corroborate(article(str(at), one) for at, one in enumerate(incidents))
    return project(dossier, policy, REFERENCE.actors)


def tolls(policy: str, *claims) -> Projection:
    return projected(policy, incident(DAY, ("Kayes",), *claims))


@pytest.mark.parametrize(("policy", "deaths", "fatalities"), [
    ("strict", (0, 0, 80), 0), ("neutralised_as_killed", (80, 80, 80), 80), ("source_wording", (0, 80, 80), 80),
])  # fmt: skip
def test_the_three_policies_on_a_claim_that_one_outlet_turned_into_killed(policy, deaths, fatalities):
    made = projected(policy, incident(DAY, TOWNS, NEUTRALISED), incident(DAY, TOWNS, TURNED))
    assert (made.deaths, made.fatalities) == (deaths, fatalities)


def test_a_figure_over_seven_towns_is_divided_the_remainder_first_and_flagged():
    made = projected("neutralised_as_killed", incident(DAY, TOWNS, NEUTRALISED))
    assert [share.fatalities for share in made.shares] == [12, 12, 12, 11, 11, 11, 11]
    assert made.apportioned
    assert {share.day for share in made.shares} == {DAY}


def test_a_figure_of_one_town_is_not_apportioned():
    assert not tolls("strict", toll(22)).apportioned


def test_what_is_said_of_one_place_stays_there():
    made = projected("strict", incident(DAY, ("Kayes", "Niono"), toll(5, place=1), toll(3, place=0)))
    assert [share.fatalities for share in made.shares] == [3, 5]
    assert (made.fatalities, made.apportioned) == (8, False)


def test_a_party_on_its_own_losses_counts_and_on_its_enemys_only_for_the_high_estimate():
    made = tolls("strict", toll(4, by=ARMY), toll(22, by=JNIM))
    assert (made.deaths, made.fatalities) == ((4, 4, 22), 4)
    assert any("22 killed (jnim) informs the high estimate only" in note for note in made.notes)


def test_a_party_on_civilians_is_a_source_like_others():
    assert tolls("strict", toll(9, group="civilians", by=ARMY)).deaths == (9, 9, 9)


def test_acled_takes_the_lowest_of_reports_that_differ():
    made = projected("strict", incident(DAY, ("Kayes",), toll(22)), incident(DAY, ("Kayes",), toll(14)))
    assert made.fatalities == 14
    assert (made.deaths.low, made.deaths.high) == (14, 22)


def test_claims_of_two_speakers_are_never_added_up():
    made = tolls("strict", toll(10, by="a doctor"), toll(12, by="a nurse"))
    assert made.deaths.high == 12


def test_groups_of_a_total_are_told_apart_and_the_rest_is_unknown():
    whole = toll(20, group="mixed")
    made = tolls("strict", whole, toll(12, part_of=0), toll(5, group="civilians", part_of=0))
    assert made.groups == {"state_forces": Deaths(12, 12, 12), "civilians": Deaths(5, 5, 5), "unknown": Deaths(3, 3, 3)}
    assert made.deaths == (20, 20, 20)


def test_a_replaced_toll_and_a_part_do_not_count():
    made = tolls("strict", toll(22), toll(9), toll(30, superseded=True))
    assert made.deaths == (22, 22, 22)


@pytest.mark.parametrize(("words", "number"), [
    ("dozens", 12), ("des dizaines", 10), ("une douzaine", 12), ("hundreds", 100), ("plusieurs centaines", 100),
    ("tens", 10), ("several", 3), ("quelques", 3), ("many", 10), ("de nombreux", 10),
])  # fmt: skip
def test_vague_words_become_the_codebooks_numbers(words, number):
    assert in_figures(words) == number
    assert tolls("strict", toll(None, qualifier="vague", text=words)).fatalities == number


def test_casualties_of_no_stated_kind_are_no_deaths():
    assert tolls("strict", toll(30, "casualties_unspecified")).deaths == (0, 0, 0)


@given(
    st.sampled_from(list(POLICIES)),
    st.lists(st.tuples(
        st.integers(0, 90), st.sampled_from(("killed", "neutralised", "wounded")),
        st.sampled_from(("state_forces", "armed_group", "civilians", "mixed", "unknown")),
        st.sampled_from((None, ARMY, JNIM, "a doctor")), st.sampled_from(("exact", "at_least", "up_to")),
    ), max_size=6),
    st.integers(0, 4),
)  # fmt: skip
def test_estimates_are_in_order_and_shares_and_groups_add_up(policy, claims, towns):
    facts = [
        toll(None if kind == "up_to" else number, what, group, by, kind, high=number if kind == "up_to" else None)
        for number, what, group, by, kind in claims
    ]
    made = projected(policy, incident(DAY, TOWNS[:towns], *facts))
    assert made.deaths.low <= made.deaths.best <= made.deaths.high
    assert sum(share.fatalities for share in made.shares) == made.fatalities
    assert all(sum(each[at] for each in made.groups.values()) == made.deaths[at] for at in range(3))
