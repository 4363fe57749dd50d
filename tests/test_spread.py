"""How sure a score is: F1 with its interval, the same of several runs, and the slices of a run."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from runs import article, run

from sahelsum.scoring.bootstrap import Earned
from sahelsum.scoring.slices import LENGTHS, NAMES, slices, slices_of
from sahelsum.scoring.spreads import FEWEST, Told, told

EARNED = st.builds(lambda facts, part: Earned(facts * part, facts), st.integers(0, 20), st.floats(0.0, 1.0))
GROUPS = st.lists(EARNED, min_size=1, max_size=12)


def numbers(one: Told) -> object:
    return pytest.approx([one.value, one.low, one.high])


@settings(max_examples=40, deadline=None)
@given(GROUPS)
def test_rows_that_share_their_draws_are_told_what_each_is_told_alone(groups: list[Earned]):
    worse = [Earned(one.credit / 2, one.facts) for one in groups]
    for one, row in zip(told([groups, worse], samples=200), (groups, worse), strict=True):
        (own,) = told([row], samples=200)
        assert [one.value, one.low, one.high] == numbers(own)


@settings(max_examples=60, deadline=None)
@given(GROUPS)
def test_an_interval_lies_within_what_the_groups_score(groups: list[Earned]):
    (spread,) = told([groups], samples=200)
    scores = [one.credit / one.facts for one in groups if one.facts]
    assert (spread.value is None) == (not scores)
    assert (spread.low is None) == (len(scores) < FEWEST)
    if spread.value is not None:
        assert min(scores) - 1e-9 <= spread.value <= max(scores) + 1e-9
    if spread.low is not None and spread.high is not None:
        silent = len(scores) < len(groups)  # a sample may hold silent groups only, and nothing stated is no error
        assert min(scores) - 1e-9 <= spread.low <= spread.high <= (1.0 if silent else max(scores)) + 1e-9


def test_the_same_seed_gives_the_same_interval_and_another_seed_another():
    random = Random(1)
    groups = [Earned(10 * random.random(), 10) for _ in range(30)]
    assert told([groups]) == told([groups])
    assert told([groups]) != told([groups], seed=2)


def test_no_groups_and_nothing_stated_have_no_score():
    assert told([[], [Earned(0.0, 0.0)] * 10]) == [Told(None, None, None)] * 2
    assert told([]) == []


def test_too_few_groups_have_a_score_and_no_interval():
    assert told([[Earned(1.0, 2.0)] * (FEWEST - 1)]) == [Told(0.5, None, None)]
    assert told([[Earned(1.0, 2.0)] * FEWEST]) == [Told(0.5, 0.5, 0.5)]


def test_slices_are_told_in_a_fixed_order_and_add_up():
    articles = [
        article(1, 3, characters=999, incidents=0, countries=()),
        article(2, 2, 1, characters=1000, incidents=1),
        article(3, 1, 2, characters=2500, incidents=2, countries=("BF", "ML"), language="fr"),
        article(4, 3, characters=2501, incidents=7, split="sealed"),
    ]
    found = slices(run(articles), samples=50)
    assert [(one.name, one.value, one.articles) for one in found] == [
        ("language", "en", 3), ("language", "fr", 1),
        ("country", "ML", 3), ("country", "BF", 1), ("country", "none", 1),
        ("length", LENGTHS[0], 1), ("length", LENGTHS[1], 2), ("length", LENGTHS[2], 1),
        ("incidents", "0", 1), ("incidents", "1", 1), ("incidents", "2 or more", 2),
        ("split", "open", 3), ("split", "sealed", 1),
    ]  # fmt: skip
    for name in NAMES:
        if name != "country":  # an article about two countries is in two slices
            assert sum(one.counts.gold for one in found if one.name == name) == 12
    assert all(one.spread.value == pytest.approx(one.counts.f1) for one in found)


def test_a_slice_is_drawn_by_groups_and_not_by_articles():
    together = run([article(n, 1, n % 2, group=f"g{n // 2}") for n in range(12)])
    apart = run([article(n, 1, n % 2) for n in range(12)])
    one, other = ({part.name: part for part in slices(each, samples=400)}["split"].spread for each in (together, apart))
    assert one.low == one.high == one.value
    assert other.low != other.high


def test_what_an_older_run_does_not_know_is_in_no_slice():
    found = slices(run([article(1, 3, characters=0, incidents=0, countries=())]), samples=50)
    assert {one.name for one in found} == {"language", "split"}


def test_what_the_first_of_several_runs_knows_decides_for_all():
    new = run([article(n, 2, 1, language="fr") for n in range(8)])
    old = run([article(n, 1, 2, characters=0, incidents=0, countries=()) for n in range(8)])
    found = slices_of([new, old], samples=50)
    assert [(one.name, one.value) for one, _ in found] == [(one.name, one.value) for one in slices(new, samples=50)]
    assert {(one.value, other.value) for one, other in found} == {(one.value, one.value) for one, _ in found}
    assert all(other.counts == old.whole for _, other in found)
