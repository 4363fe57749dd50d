"""A text cut at the ends of its spans."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sahelsum.stretches import stretches

SPANS = st.lists(st.tuples(st.integers(0, 9), st.integers(-5, 60), st.integers(-5, 60)), max_size=12)


@given(st.text(max_size=50), SPANS)
def test_the_stretches_are_the_whole_text_and_each_span_has_its_very_characters(text: str, spans):
    found = list(stretches(text, spans))
    assert "".join(one.text for one in found) == text
    at = 0
    for one in found:
        covered = {key for key, start, end in spans if max(0, start) <= at and at + len(one.text) <= end}
        assert set(one.keys) == (covered if one.text else set())
        assert set(one.begun) == {key for key, start, end in spans if max(0, start) == at and end > at}
        at += len(one.text)


def test_the_keys_keep_the_order_in_which_the_spans_were_given():
    (_, both, _) = stretches("abc", [("second", 1, 3), ("first", 0, 2)])
    assert both.keys == ("second", "first")
