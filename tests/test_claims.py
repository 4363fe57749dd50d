"""Claims and responsibility: tables of sentences in each language, every claim of a sentence and no other."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sahelsum.article import Article
from sahelsum.codebook import CLAIM_TOPICS, RESPONSIBILITY_STATUSES
from sahelsum.reference import Reference
from sahelsum.rules.claims import find_claims
from sahelsum.rules.responsibility import find_responsibility
from sahelsum.rules.speech import find_speakers
from sahelsum.rules.view import View

CASES = Path(__file__).parent / "cases"


def view_of(text: str, language: str) -> View:
    article = Article(text, None, None, None, None, language, None, None, None, (), (), "0" * 16, "0" * 16)
    return View(article, Reference.load())


def cases(name: str) -> list[object]:
    found = []
    for language in ("en", "fr"):
        with (CASES / f"{name}_{language}.csv").open(encoding="utf-8", newline="") as file:
            found += [
                pytest.param(language, row["text"], row["expected"], id=f"{language}:{row['text'][:48]}")
                for row in csv.DictReader(file)
            ]
    return found


@pytest.mark.parametrize(("language", "text", "expected"), cases("claims"))
def test_each_claim_is_found_with_who_makes_it(language: str, text: str, expected: str) -> None:
    view = view_of(text, language)
    hits = find_claims(view, find_speakers(view))
    assert [f"{hit.topic}|{hit.speaker.name}|{'denied' if hit.denied else ''}" for hit in hits] == _listed(expected)
    assert all(hit.topic in CLAIM_TOPICS and text[hit.start : hit.end].strip() for hit in hits)


@pytest.mark.parametrize(("language", "text", "expected"), cases("responsibility"))
def test_who_is_held_responsible_and_who_says_so(language: str, text: str, expected: str) -> None:
    view = view_of(text, language)
    hits, unclaimed = find_responsibility(view, find_speakers(view))
    told = [f"{hit.status}|{hit.actor_name}|{hit.by.name if hit.by else '-'}|{hit.channel or '-'}" for hit in hits]
    assert told + ["U"] * bool(unclaimed) == _listed(expected)
    assert all(hit.status in RESPONSIBILITY_STATUSES for hit in hits)
    assert all(text[hit.actor_start : hit.actor_end] == hit.actor_name for hit in hits)


def test_the_words_of_a_claim_go_as_far_as_the_channel_that_they_name() -> None:
    text = (
        "Fighters of JNIM, who have moved about the border villages north of the river since the rains, claimed "
        "responsibility for the raid on the customs post late on Sunday through their media arm, Az-Zallaqa."
    )
    view = view_of(text, "en")
    claimed = [hit for hit in find_responsibility(view, find_speakers(view))[0] if hit.channel == "Az-Zallaqa"]
    assert claimed
    assert all("Az-Zallaqa" in text[hit.start : hit.end] for hit in claimed)


def _listed(expected: str) -> list[str]:
    return expected.split(" ; ") if expected else []
