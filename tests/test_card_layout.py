"""Evidence is shortened around the values that it must show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from sahelsum.card.layout import excerpt

LONG = (
    "According to a statement that the general staff published late in the evening after a long silence, more than "
    "80 attackers were neutralised during the pursuit that followed, and the pursuit is still going on tonight"
)


def test_a_short_quote_is_shown_whole():
    assert excerpt("four passengers died", ["four"], 60).plain == "“four passengers died”"


def test_a_long_quote_is_cut_around_its_value_on_one_line():
    shown = excerpt(LONG, ["more than 80"], 60).plain
    assert "more than 80 attackers" in shown
    assert shown.startswith("“…")
    assert shown.endswith("…”")
    assert cell_len(shown) <= 60


def test_two_values_far_apart_are_both_shown():
    shown = excerpt(LONG, ["general staff", "going on"], 60).plain
    assert "general staff" in shown
    assert "going on" in shown
    assert cell_len(shown) <= 120


def test_a_quote_without_the_value_begins_at_its_beginning():
    assert excerpt(LONG, [], 50).plain.startswith("“According to a statement")


def test_the_value_is_lit_and_the_rest_is_dimmed():
    shown = excerpt(LONG, ["more than 80"], 60)
    lit = [shown.plain[span.start : span.end] for span in shown.spans if "not dim" in str(span.style)]
    assert lit == ["more than 80"]
    assert shown.style == "dim"


def test_a_number_is_not_found_inside_another_number():
    shown = excerpt("16 fled and 6 died", ["6"], 60)
    assert [(span.start, span.end) for span in shown.spans if "not dim" in str(span.style)] == [(13, 14)]


@given(
    words=st.lists(st.sampled_from(["the", "army", "12", "soldats", "tués", "à", "攻撃"]), min_size=1, max_size=80),
    room=st.integers(26, 96),
    data=st.data(),
)
def test_the_value_is_always_kept_and_the_line_fits(words: list[str], room: int, data: st.DataObject):
    value = words[data.draw(st.integers(0, len(words) - 1))]
    shown = excerpt(" ".join(words), [value], room).plain
    assert value in shown
    assert cell_len(shown) <= room


@pytest.mark.parametrize("length", [10, 1000])
def test_one_endless_word_does_no_harm(length: int):
    assert excerpt("x" * length, [], 40).plain == f"“{'x' * length}”"
