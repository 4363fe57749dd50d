"""One change to one record: every kind of error is told from every other, and the worse one never scores higher."""

from __future__ import annotations

import pytest
from probes import probes, table, whole
from readme import assert_composed

SCORES = {name: score for name, score, _ in probes()}


def f1(name: str) -> float:
    found = whole(SCORES[name]).f1
    assert found is not None
    return found


def cost(name: str) -> int:
    return whole(SCORES[name]).cost


def test_the_readme_has_the_table_as_measured():
    assert_composed("probes", table())


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("killed 22 to 23", "killed 22 to 220"),
        ("date one day off", "date ten years off"),
        ("JNIM by its Arabic name (same actor)", "JNIM to ISGS (rival actor)"),
        ("killed 22 to null (missed)", "JNIM to ISGS (rival actor)"),
        ("identical", "one of two targets missing"),
        ("identical", "duplicate target added"),
    ],
)
def test_the_worse_change_scores_lower(better, worse):
    assert f1(better) > f1(worse)


def test_what_invents_costs_more_than_what_leaves_out():
    assert cost("wounded null to 30 (invented)") > 10 * cost("killed 22 to null (missed)")
    assert cost("killed 22 to 220") > cost("killed 22 to 23") > cost("killed 22 to null (missed)")
    assert cost("1 spurious incident, last") > cost("1 of 2 incidents missing")


def test_order_and_the_same_actors_other_name_are_right():
    for name in ("set reordered", "2 incidents, order swapped", "JNIM by its Arabic name (same actor)"):
        assert f1(name) == 1


def test_nulls_earn_nothing_and_a_right_silence_is_told_apart():
    assert whole(SCORES["no incident, none found"]).f1 is None
    assert SCORES["no incident, none found"].abstained["incidents"] == (1, 1)
    assert SCORES["no incident, 1 found"].abstained["incidents"] == (0, 1)
    assert f1("no incident, 1 found") == 0
    assert [event.kind for event in SCORES["no incident, 1 found"].never if event.kind == "incident_where_none"]
