"""Who says what: a table of sentences in each language, and what must hold of any article."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from timeit import timeit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahelsum.article import Article
from sahelsum.reference import Reference
from sahelsum.rules.speech import SpeakerHit, Speakers, find_speakers, speaker_of
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
def said(text: str, language: str) -> Speakers:
    return find_speakers(view_of(text, language))


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


PIECES = """the army said|selon|JNIM|residents|"|«|»|a déclaré|he said|, |. |5 soldiers|according to
were killed|the group|which|said|un élu local|claimed the attack|Kayes|told AFP|SITE:|(|)|’s|their toll|par|-t-il"""
FRAGMENTS = st.sampled_from(["\n", *PIECES.replace("\n", "|").split("|")])


@given(st.lists(FRAGMENTS, max_size=40).map(" ".join), st.sampled_from(["en", "fr"]))
def test_any_text_gives_speakers_as_written_with_scopes_inside_it(text: str, language: str) -> None:
    hits = find_speakers(view_of(text, language))
    for hit in hits:
        assert text[hit.start : hit.end] == hit.name != ""
        assert 0 <= hit.scope_start <= hit.scope_end <= len(text)
        assert (hit.verb == "responsible") == (hit.scope_start == hit.scope_end)
    assert [hit.scope_start for hit in hits] == sorted(hit.scope_start for hit in hits)


SCOPES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted), max_size=12)


@given(SCOPES, st.integers(0, 31))
def test_the_innermost_scope_decides(scopes: list[list[int]], position: int) -> None:
    hits = [SpeakerHit(str(at), at, at + 1, "actor", "say", *scope) for at, scope in enumerate(scopes)]
    holding = [hit.scope_end - hit.scope_start for hit in hits if hit.scope_start <= position < hit.scope_end]
    found = speaker_of(Speakers(hits), position)
    assert (found.scope_end - found.scope_start if found else None) == min(holding, default=None)
    assert found is None or found.scope_start <= position < found.scope_end


def test_reading_speakers_costs_no_more_than_the_text_is_longer() -> None:
    sentence = 'The army said on Monday that 14 men died, residents told AFP. "We saw it," he said. JNIM denied it.\n'
    short, long = seconds(sentence * 40), seconds(sentence * 320)
    assert long < 8 * 4 * short


def seconds(text: str) -> float:
    view = view_of(text, "en")
    assert all((view.actors, view.dates, view.counts, view.table("speakers"), view.table("speech_verbs")))
    assert view.places == []
    return min(timeit(lambda: find_speakers(view), number=1) for _ in range(3))


def test_a_communique_printed_in_full_is_its_author_s_word_up_to_the_editor_s_note() -> None:
    text = "COMMUNIQUÉ N° 7 DE L'ÉTAT-MAJOR\n\nOnze hommes ont été neutralisés à Djibo.\n\nNDLR - Rien de plus."
    hits = said(text, "fr")
    author = speaker_of(hits, text.index("Onze"))
    assert author is not None
    assert author.kind == "actor"
    assert speaker_of(hits, text.index("Rien")) is None


def test_who_claims_a_deed_does_not_say_the_rest_of_the_sentence() -> None:
    text = "JNIM claimed the attack on the convoy, which left 20 soldiers dead."
    (hit,) = said(text, "en")
    assert (hit.name, hit.verb, hit.scope_start) == ("JNIM", "responsible", hit.scope_end)
