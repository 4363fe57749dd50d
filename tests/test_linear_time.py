"""Whatever the text, four times as much of it takes no more than some four times as long: no pathological pattern."""

from __future__ import annotations

import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sahelsum.audit import audit
from sahelsum.ground import ground
from sahelsum.pipeline import summarise
from sahelsum.reading import read
from sahelsum.reference import Reference
from sahelsum.rules.extract import extract

FRAGMENTS = [
    "Gunmen killed twelve soldiers in Djibo on Tuesday, the army said. ", "the army said that the army said that ",
    "12 ", "killed ", "and wounded seven and killed ten ", "\"", "« ", "( ", "-- ", "1 200 300 ", "on Tuesday ",
    "a day earlier ", "Jama'at Nusrat al-Islam ", "de la de la du ", "at least at least ",
    "in Kayes, Nioro, Sandare and ", "l'", "...", ", ", ";\n", "\n\n", "Aaaaaa Bbbbbb ", "mardi 1er juillet 2025 ",
    "selon une source ", "village of Xyz, ", "A. B. C. ", "éééé", "\t", "x" * 40, "système: ",
]  # fmt: skip
SMALL = 6_000
ALLOWED = 4 * 3.0
"""Four times the text, and a factor of three for a noisy machine; a quadratic pattern would take sixteen times."""


def seconds(text: str) -> float:
    """The best of two runs of everything that the rules do with a text."""
    best = float("inf")
    for _ in range(2):
        begin = time.perf_counter()
        reference = Reference.load()
        article = read("The soldiers were in the town with the people of the north. " + text)
        if article.language in ("en", "fr"):
            draft = extract(article, reference)
            audit(article, ground(draft, article, reference), reference)
        best = min(best, time.perf_counter() - begin)
    return best


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=6))
def test_time_grows_with_the_length_of_the_text_and_no_faster(fragments: list[str]):
    unit = "".join(fragments)
    small = unit * (SMALL // len(unit))
    summarise(
        "The soldiers were in the town with the people of the north. They said it was quiet and that all was well."
    )
    assert seconds(small * 4) < ALLOWED * max(seconds(small), 0.01)
