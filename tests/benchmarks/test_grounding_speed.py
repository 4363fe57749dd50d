"""What grounding costs, beside the usual fuzzy finders in the same run (`pytest -s` and this file).

Goals: a quote, present, retyped or absent, in at most 1 ms on a 25 kB article, building included, over 50 quotes; and a
count of what each finder calls found when one digit of the quote was changed, which must be none here.
"""

from __future__ import annotations

import difflib
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from ground_samples import article, grounded, incident
from test_ground_properties import case

from sahelsum.ground.locate import Locator

pytestmark = pytest.mark.slow
SIZE, QUOTES = 25_000, 50


def long_article(language: str = "fr") -> tuple[str, list[str]]:
    """About 25 kB of made-up sentences with numbers, no two alike, and fifty of them to be found again."""
    made, seed = [], 0
    while sum(map(len, made)) < SIZE:
        made.append(f"{case(seed, language).killed.quote} Note n° {seed}.")
        seed += 1
    return " ".join(made), random.Random(0).sample(made, QUOTES)


def changed(quote: str) -> str:
    """The quote with the last digit of its note's number another one, which no note has."""
    return quote[:-2] + "7777" + quote[-1]


def retyped(quote: str) -> str:
    return quote.replace("’", "'").replace("« ", '"').replace(" »", '"').replace(" ", "\u00a0").upper()


def ours(text: str, quotes: list[str]) -> int:
    locator = Locator(article(text, "fr"))
    return sum(bool(locator.find(quote)) for quote in quotes)


def by_difflib(text: str, quotes: list[str]) -> int:
    found = 0
    for quote in quotes:
        blocks = difflib.SequenceMatcher(None, quote, text, autojunk=False).get_matching_blocks()
        found += sum(block.size for block in blocks) >= 0.9 * len(quote)
    return found


def by_rapidfuzz(text: str, quotes: list[str]) -> int:
    fuzz = pytest.importorskip("rapidfuzz.fuzz")
    return sum(fuzz.partial_ratio(quote, text) >= 90 for quote in quotes)


def timed(find: Callable[[str, list[str]], int], text: str, quotes: list[str], runs: int) -> tuple[float, int]:
    """Median milliseconds a quote, and how many were found."""
    spent, found = [], 0
    for _ in range(runs):
        begin = time.perf_counter()
        found = find(text, quotes)
        spent.append((time.perf_counter() - begin) * 1000 / len(quotes))
    return statistics.median(spent), found


def test_a_quote_costs_less_than_a_millisecond():
    text, quotes = long_article()
    kinds = {
        "exact": quotes,
        "retyped": [retyped(q) for q in quotes],
        "one number changed": [changed(q) for q in quotes],
    }
    print(f"\n{len(text)} characters, {QUOTES} quotes; milliseconds a quote (found)")
    for kind, wanted in kinds.items():
        mine, found = timed(ours, text, wanted, 9)
        rapid, rapid_found = timed(by_rapidfuzz, text, wanted, 3)
        slow, slow_found = timed(by_difflib, text, wanted[:5], 1)
        print(
            f"{kind:20} sahelsum {mine:.4f} ({found}) · rapidfuzz {rapid:.3f} ({rapid_found}), {rapid / mine:.0f} x · "
            f"difflib {slow:.1f} ({slow_found} of 5), {slow / mine:.0f} x"
        )
        assert mine <= 1.0
        assert found == (0 if kind == "one number changed" else QUOTES)


def test_building_is_linear():
    text, quotes = long_article()
    seconds = {}
    for times in (1, 8):
        spent = []
        for _ in range(5):
            begin = time.perf_counter()
            Locator(article(text * times, "fr")).find(changed(quotes[0]))
            spent.append(time.perf_counter() - begin)
        seconds[times] = min(spent)
    print(f"\nbuilding and one absent quote: 25 kB {seconds[1] * 1000:.1f} ms · 200 kB {seconds[8] * 1000:.1f} ms")
    assert seconds[8] <= 8 * seconds[1] * 2


def test_grounding_a_usual_draft():
    made = [case(seed, "en") for seed in range(24)]
    text = " ".join(each.text for each in made)[:2500]
    whole = [each for each in made if each.killed.quote in text]
    drafts = [incident(each.killed.quote, casualties=[each.killed, each.wounded]) for each in whole]
    read, spent = article(text), []
    for _ in range(21):
        begin = time.perf_counter()
        result = grounded(read, *drafts)
        spent.append((time.perf_counter() - begin) * 1000)
    assert len(result.incidents) == len(whole)
    size = f"{len(text)} characters, {len(drafts)} incidents, {2 * len(drafts)} tolls"
    print(f"\n{size}: {statistics.median(spent):.2f} ms")
