"""The invented articles of `evals/articles`, held against what a careful reader put down of each.

`cases/articles/ID.json` was written with the article, from the record's definitions, by somebody who had not seen
the rules. What the rules are known not to find is listed by name in `cases/articles/misses.json`: the list may only
name what is really missed, so it cannot hide a fact that is found again or rot when one is lost.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pieces import pieces

from sahelsum.fold import fold
from sahelsum.pipeline import summarise
from sahelsum.record import Record

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases" / "articles"
IDS = sorted(file.stem for file in CASES.glob("*.json") if file.stem != "misses")
MISSES: dict[str, list[str]] = json.loads((CASES / "misses.json").read_text(encoding="utf-8"))


def case(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


@cache
def record(name: str) -> Record:
    given = (case(name)["given"] or {}).get("published")
    return summarise(
        ROOT / "evals" / "articles" / f"{name}.txt", published=date.fromisoformat(given) if given else None
    )


def expected(name: str) -> set[str]:
    """The key facts of a case, one line each."""
    facts: set[str] = set()
    for incident in case(name)["incidents"]:
        facts.add(f"{incident['role']} {incident['sub_event_type'] or incident['event_type']} {incident['date_start']}")
        facts |= {f"place {fold(place)}" for place in incident["places"]}
        facts |= {f"country {country}" for country in incident["countries"]}
        facts |= {f"responsibility {status}" for status in incident["responsibility"]}
        facts |= {f"undisclosed {group}" for group in incident["undisclosed"]}
        facts |= {f"claim {topic}" for topic in incident["claims"]}
        facts |= {toll(entry, entry["superseded"]) for entry in incident["casualties"]}
    return facts


def toll(entry: dict[str, Any], is_superseded: bool) -> str:
    bounds = f"{entry['low']}-{entry['high']} {entry['qualifier']}"
    return f"toll {entry['group']} {entry['outcome']} {bounds}{' superseded' if is_superseded else ''}"


def found(name: str) -> set[str]:
    """The same kinds of facts, of the record."""
    facts: set[str] = set()
    for incident in record(name).model_dump(mode="json")["incidents"]:
        # a month is put down as no day
        day = None if incident["date"]["time_precision"] == 3 else incident["date"]["start"]
        facts.add(f"{incident['role']} {incident['sub_event_type'] or incident['event_type']} {day}")
        facts |= {f"place {fold(place['name'])}" for place in incident["places"]}
        facts |= {f"country {country}" for country in incident["countries"]}
        facts |= {f"responsibility {statement['status']}" for statement in incident["responsibility"]}
        facts |= {f"undisclosed {silence['group']}" for silence in incident["undisclosed"]}
        facts |= {f"claim {claim['topic']}" for claim in incident["claims"]}
        facts |= {toll({**entry, **entry["count"]}, entry["superseded"]) for entry in incident["casualties"]}
    return facts


@pytest.mark.parametrize("name", IDS)
def test_what_a_reader_put_down_is_found_but_for_the_misses_named(name: str):
    assert sorted(expected(name) - found(name)) == MISSES.get(name, [])


@pytest.mark.parametrize("name", IDS)
def test_the_publication_date_is_the_one_the_article_states(name: str):
    given = (case(name)["given"] or {}).get("published")
    published = record(name).article.published
    assert (published.isoformat() if published else None) == (case(name)["published"] or given)


@pytest.mark.parametrize("name", IDS)
def test_no_more_incidents_are_reported_than_a_reader_counts(name: str):
    reported = sum(incident["role"] == "reported" for incident in case(name)["incidents"])
    missed = sum(miss.startswith("reported ") for miss in MISSES.get(name, []))
    assert reported - missed <= sum(incident.role == "reported" for incident in record(name).incidents) <= reported


@pytest.mark.parametrize("name", IDS)
def test_every_quote_slices_back_to_the_article(name: str):
    text = record(name).article.text
    assert text is not None
    for piece in pieces(record(name).model_dump()):
        assert text[piece["start"] : piece["end"]] == piece["quote"]


@pytest.mark.parametrize("name", IDS)
def test_a_record_read_back_is_the_record_that_was_written(name: str):
    assert Record.model_validate_json(record(name).model_dump_json()) == record(name)


def test_words_to_a_machine_feed_no_fact():
    for name in ("en11-ivory-coast-gendarmerie", "fr08-monsey-fab-commentaires"):
        assert not [entry for entry in found(name) if "500" in entry]
        assert "words_to_a_machine" in {warning.code for warning in record(name).audit.warnings}
