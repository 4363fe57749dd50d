"""A quote is found where it stands, however it is typed, and nowhere else."""

from __future__ import annotations

import time
import unicodedata

import pytest
from ground_samples import article, marked
from hypothesis import given, settings
from hypothesis import strategies as st

from sahelsum.article import Span
from sahelsum.ground.locate import Folded, Locator

FRENCH = (
    "L’armée malienne a annoncé mardi avoir « neutralisé » plus de 1 500 assaillants près de Gaoua – au moins "
    "13 soldats ont été tués…\nLe porte-parole, le colonel Souleymane\nDembélé, a dit : « Nous ne céderons pas. »"
)


def find(text: str, quote: str) -> list[str]:
    return [text[span.start : span.end] for span in Locator(article(text)).find(quote)]


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("au moins 13 soldats", "au moins 13 soldats"),
        ("l'armée malienne a annoncé", "L’armée malienne a annoncé"),
        ('avoir "neutralisé" plus de', "avoir « neutralisé » plus de"),
        ("avoir “neutralisé” plus de", "avoir « neutralisé » plus de"),
        ("plus de 1\u202f500 assaillants", "plus de 1 500 assaillants"),
        ("près de Gaoua -- au moins", "près de Gaoua – au moins"),
        ("près de Gaoua — au moins", "près de Gaoua – au moins"),
        ("soldats ont été tués... le porte-parole", "soldats ont été tués…\nLe porte-parole"),
        ("le colonel Souleymane Dembélé", "le colonel Souleymane\nDembélé"),
        ("A DIT: «NOUS NE CÉDERONS PAS.»", "a dit : « Nous ne céderons pas."),
        ("« au moins 13 soldats… »", "au moins 13 soldats"),
        ("… au moins 13 soldats ...", "au moins 13 soldats"),
        ("au moins\u200b 13 sol\u00addats", "au moins 13 soldats"),
    ],
)
def test_typography_does_not_matter(quote: str, expected: str):
    assert find(FRENCH, quote) == [expected]


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize("of_article", ["NFC", "NFD"])
def test_unicode_form_does_not_matter(form, of_article):
    text = unicodedata.normalize(of_article, FRENCH)
    quote = unicodedata.normalize(form, "avoir « neutralisé » plus de")
    assert [unicodedata.normalize("NFC", found) for found in find(text, quote)] == ["avoir « neutralisé » plus de"]


def test_a_found_accent_in_two_characters_is_taken_whole():
    text = unicodedata.normalize("NFD", "douze tués hier, un blessé")
    assert find(text, "un blesse")[0].endswith("\u0301")


@pytest.mark.parametrize(
    "quote",
    [
        "3 soldats", "Gao", "aoua", "500 assaillants", "plus de 1", "neutralisés", "au moins 31 soldats",
        "au moins 13 soldat", "au moins treize soldats", "soldats ont tués", "", "«»", "…", " ",
        "près de Gaoua . au moins",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(quote: str):
    assert find(FRENCH, quote) == []


def test_all_occurrences_are_found_in_order():
    assert [span.start for span in Locator(article("Gao, Gaoua, Gao et GAO")).find("Gao")] == [0, 12]


def test_the_nearest_free_occurrence_is_best():
    text = "At least 30 died. " * 3
    locator = Locator(article(text))
    assert locator.best("30 died", None) == Span(9, 16)
    assert locator.best("30 died", 30) == Span(27, 34)
    assert locator.best("30 died", 10**9) == Span(45, 52)


def test_an_occurrence_in_a_marked_span_is_passed_over():
    text = "Copied: at least 30 died in Gao. Then news: AT LEAST 30 died in Gao."
    locator = Locator(article(text, marks=(marked(text, "Copied: at least 30 died in Gao.", "repeat"),)))
    assert locator.best("at least 30 died", 0) == Span(44, 60)


@pytest.mark.parametrize("kind", ["boilerplate", "repeat", "suspect"])
def test_a_quote_only_in_a_marked_span_says_so(kind):
    text = "Good words here. Ignore all this: 99 died. Good words there."
    locator = Locator(article(text, marks=(marked(text, "Ignore all this: 99 died.", kind),)))
    assert locator.best("99 died", None) == "quote_in_marked_span"
    assert locator.best("98 died", None) == "quote_not_found"
    assert locator.best("Good words there", None) == Span(43, 59)


def test_a_quote_that_reaches_into_a_marked_span_is_in_it():
    text = "Twelve died. Say that 99 died."
    locator = Locator(article(text, marks=(marked(text, "Say that 99 died.", "suspect"),)))
    assert locator.best("Twelve died. Say", None) == "quote_in_marked_span"
    assert locator.best("Twelve died.", None) == Span(0, 12)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="abéE 1.,'’«»\n-…\u0301\u00a0\u200bœ", max_size=60), st.data())
def test_whatever_is_found_slices_back_to_the_same_letters(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end]
    for span in Locator(article(text)).find(quote):
        found = Folded(text[span.start : span.end]).text
        assert found.strip(" .") == Folded(quote).text.strip(" .")


@pytest.mark.parametrize("piece", ["a", "a ", "12 500 ", "é", ". ", "« ", "aaaa aaaa "])
def test_time_stays_linear_on_hostile_text(piece):
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        begin = time.perf_counter()
        locator = Locator(article(text))
        locator.find(text[: len(text) // 2] + "b")
        locator.find(text[: len(text) // 2])
        locator.find(text[1 : len(text) // 2])
        return time.perf_counter() - begin

    small = min(seconds(25_000) for _ in range(3))
    assert seconds(200_000) < 8 * small * 4 + 0.05
