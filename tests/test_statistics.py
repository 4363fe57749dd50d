"""The statistics of comparisons: intervals that hold what they should, chance that is chance, a gate without nerves."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sahelsum.scoring.bootstrap import Earned, alone, chances, holm, paired
from sahelsum.scoring.compare import ALL, compare
from sahelsum.scoring.gate import gate
from sahelsum.scoring.run import Run, read_run

BASELINE = read_run(Path(__file__).parents[1] / "evals" / "baseline.json")
EARNED = st.tuples(st.floats(0, 10), st.floats(0, 10)).map(lambda two: Earned(min(two), max(two)))
RUNS = st.lists(st.tuples(EARNED, EARNED), min_size=1, max_size=12)


def flipped(run: Run, rate: float, random: np.random.RandomState) -> Run:
    """The run of a reader who is as good and not the same: of every field's right facts some are wrong this time."""
    articles = []
    for article in run.articles:
        fields = {}
        for name, (gold, found, right, *rest) in article.fields.items():
            lost = int(random.binomial(right, rate))
            partial, wrong, missed, invented, credit, cost = rest
            fields[name] = (gold, found, right - lost, partial, wrong + lost, missed, invented, credit - lost, cost)
        articles.append(article.model_copy(update={"fields": fields, "never": ()}))
    return run.model_copy(update={"articles": tuple(articles)})


@pytest.mark.parametrize(
    "rate", [pytest.param(0.02, marks=pytest.mark.slow), 0.05, pytest.param(0.1, marks=pytest.mark.slow)]
)
def test_of_a_thousand_changes_that_change_nothing_the_gate_stops_one_in_twenty_at_the_most(rate):
    random = np.random.RandomState(7)
    stopped = 0
    for _ in range(1000):
        before, after = (flipped(BASELINE, rate, random) for _ in range(2))
        stopped += bool(gate(compare(before, after, samples=400)).failures)
    assert stopped <= 50


def test_a_real_fall_is_found():
    random = np.random.RandomState(7)
    before, after = flipped(BASELINE, 0.02, random), flipped(BASELINE, 0.12, random)
    comparison = compare(before, after)
    assert gate(comparison).failures
    assert comparison.chance < 0.01
    assert comparison.overall.difference < -comparison.overall.detectable


@settings(max_examples=40)
@given(RUNS)
def test_a_run_beside_itself_differs_by_nothing_and_by_chance_alone(runs):
    one = {ALL: [first for first, _ in runs]}
    (interval,) = paired(one, one, samples=50).values()
    assert (interval.difference, interval.low, interval.high) == (0.0, 0.0, 0.0)
    assert chances(one, one, samples=50) == {ALL: 1.0}


@settings(max_examples=40)
@given(RUNS)
def test_the_other_way_round_the_difference_is_the_opposite_and_the_chance_the_same(runs):
    one, other = {ALL: [first for first, _ in runs]}, {ALL: [second for _, second in runs]}
    here, there = (paired(*pair, samples=50)[ALL] for pair in ((one, other), (other, one)))
    assert here.difference == pytest.approx(-there.difference)
    assert (here.low, here.high) == pytest.approx((-there.high, -there.low))
    assert chances(one, other, samples=50) == pytest.approx(chances(other, one, samples=50))


@settings(max_examples=40)
@given(RUNS)
def test_fields_share_their_draws_so_that_a_field_alone_says_the_same(runs):
    one, other = [first for first, _ in runs], [second for _, second in runs]
    together = paired({"a": one, "b": other}, {"a": other, "b": one}, samples=50)
    own = paired({"a": one}, {"a": other}, samples=50)["a"]
    assert astuple(together["a"]) == pytest.approx(astuple(own), abs=1e-9)


def test_an_interval_of_one_run_holds_its_value_about_nineteen_times_in_twenty():
    random = np.random.RandomState(3)
    held = 0
    for _ in range(300):
        right = random.binomial(20, 0.8, size=60)
        (spread,) = alone({ALL: [Earned(float(each), 20.0) for each in right]}, samples=400).values()
        held += spread.low <= 0.8 <= spread.high
    assert 0.90 <= held / 300 <= 0.99


def test_by_chance_alone_the_chance_is_spread_evenly():
    random = np.random.RandomState(5)
    found = []
    for _ in range(400):
        one, other = ([Earned(float(each), 20.0) for each in random.binomial(20, 0.8, size=30)] for _ in range(2))
        found.append(chances({ALL: one}, {ALL: other}, samples=200)[ALL])
    assert 0.01 <= np.mean(np.array(found) <= 0.05) <= 0.09
    assert 0.4 <= np.mean(found) <= 0.6


def test_holm_steps_down():
    found = holm({"a": 0.01, "b": 0.04, "c": 0.03, "d": 0.005})
    assert found == pytest.approx({"a": 0.03, "b": 0.06, "c": 0.06, "d": 0.02})
    assert holm({}) == {}
    assert holm({"a": 0.9, "b": 0.8}) == pytest.approx({"a": 1.0, "b": 1.0})
