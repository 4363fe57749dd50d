"""Who says what: a table of sentences in each language, and what must hold of any article."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahelsum.article import Article
from sahelsum.reference import Reference
from sahelsum.rules.speech import SpeakerHit, find_speakers, speaker_of
from sahelsum.rules.view import View

CASES = Path(__file__).parent / "cases"


def view_of(text: str, language: str) -> View:
    return View(article_of(text, language), Reference.load())


def article_of(text: str, language: str) -> Article:
    return Article(text, None, None, None, None, language, None, None, None, (), (), "0" * 16, "0" * 16)


def rows(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def said(text: str, language: str) -> tuple[SpeakerHit, ...]:
    return tuple(find_speakers(view_of(text, language)))


def cases() -> list[object]:
    return [
        pytest.param(language, row["text"], row["words"], row["by"], row["via"], id=f"{language}:{row['words']}")
        for language in ("en", "fr")
        for row in rows(f"speech_{language}.csv")
    ]


@pytest.mark.parametrize(("language", "text", "words", "by", "via"), cases())
def test_words_are_given_to_who_says_them(language: str, text: str, words: str, by: str, via: str) -> None:
    hit = speaker_of(said(text, language), text.index(words))
    assert (hit.name if hit else "") == by
    assert (hit.via or "" if hit else "") == via
