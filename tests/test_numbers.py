"""Counts in text: bounds, qualifiers and kinds in English and French."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahelsum.numbers import CountHit, find_counts
from sahelsum.words import Words


def counts(text: str, language: str) -> list[CountHit]:
    return [hit for hit in find_counts(Words(text), language) if hit.kind == "count" and not hit.weak]


def told(text: str, language: str) -> list[tuple[str, int | None, int | None, str]]:
    return [(text[hit.start : hit.end], hit.low, hit.high, hit.qualifier) for hit in counts(text, language)]


ENGLISH = [
    ("killed 30 soldiers", "30", 30, 30, "exact"),
    ("at least 30 were hurt", "at least 30", 30, None, "at_least"),
    ("no fewer than 12 people", "no fewer than 12", 12, None, "at_least"),
    ("At least another 12 died", "At least another 12", 12, None, "at_least"),
    ("over 80 fighters", "over 80", 80, None, "more_than"),
    ("more than 1,200 families", "more than 1,200", 1200, None, "more_than"),
    ("more than 2000 people", "more than 2000", 2000, None, "more_than"),
    ("up to 50 villagers", "up to 50", None, 50, "up_to"),
    ("as many as 200 dead", "as many as 200", None, 200, "up_to"),
    ("fewer than ten men", "fewer than ten", None, 10, "less_than"),
    ("some 40 gunmen", "some 40", 40, 40, "about"),
    ("nearly 3 000 refugees", "nearly 3 000", 3000, 3000, "about"),
    ("a dozen gendarmes", "a dozen", 12, 12, "about"),
    ("two dozen motorbikes", "two dozen", 24, 24, "about"),
    ("half a dozen guards", "half a dozen", 6, 6, "about"),
    ("at least a dozen guards", "at least a dozen", 12, None, "at_least"),
    ("a hundred or so men", "a hundred or so", 100, 100, "about"),
    ("at least about 30 men", "at least about 30", 30, None, "at_least"),
    ("80-plus fighters", "80-plus", 80, None, "at_least"),
    ("30+ dead", "30+", 30, None, "at_least"),
    ("12 or more hostages", "12 or more", 12, None, "at_least"),
    ("10-15 dead", "10-15", 10, 15, "range"),
    ("10 to 15 people", "10 to 15", 10, 15, "range"),
    ("between ten and fifteen civilians", "between ten and fifteen", 10, 15, "range"),
    ("two to three thousand people", "two to three thousand", 2000, 3000, "range"),
    ("dozens of villagers", "dozens", None, None, "vague"),
    ("hundreds of thousands of people", "hundreds of thousands", None, None, "vague"),
    ("several dozen houses", "several dozen", None, None, "vague"),
    ("1.2 million people", "1.2 million", 1_200_000, 1_200_000, "exact"),
    ("one hundred and five graves", "one hundred and five", 105, 105, "exact"),
    ("an estimated 500 fighters", "an estimated 500", 500, 500, "about"),
    ("five (5) soldiers", "five (5)", 5, 5, "exact"),
    ("two to four hundred people", "two to four hundred", 200, 400, "range"),
    ("twenty-one bodies", "twenty-one", 21, 21, "exact"),
    ("no casualties were reported", "no", 0, 0, "exact"),
    ("no one was hurt", "no one", 0, 0, "exact"),
    ("not a single soldier died", "not a single", 0, 0, "exact"),
    ("at least one person died", "at least one", 1, None, "at_least"),
]
FRENCH = [
    ("au moins 30 soldats", "au moins 30", 30, None, "at_least"),
    ("pas moins de 12 civils", "pas moins de 12", 12, None, "at_least"),
    ("30 soldats au moins ont péri", "30 soldats au moins", 30, None, "at_least"),
    ("12 morts ou plus selon lui", "12 morts ou plus", 12, None, "at_least"),
    ("plus de 1\u202f200 familles", "plus de 1\u202f200", 1200, None, "more_than"),
    ("plus d’une centaine d’assaillants", "plus d’une centaine", 100, None, "more_than"),
    ("jusqu’à 50 otages", "jusqu’à 50", None, 50, "up_to"),
    ("moins de dix hommes", "moins de dix", None, 10, "less_than"),
    ("une trentaine de morts", "une trentaine", 30, 30, "about"),
    ("une bonne vingtaine de motos", "une bonne vingtaine", 20, 20, "about"),
    ("une douzaine de gendarmes", "une douzaine", 12, 12, "about"),
    ("une demi-douzaine de gendarmes", "une demi-douzaine", 6, 6, "about"),
    ("au moins une quinzaine de blessés", "au moins une quinzaine", 15, None, "at_least"),
    ("deux dizaines de corps", "deux dizaines", 20, 20, "about"),
    ("un millier de déplacés", "un millier", 1000, 1000, "about"),
    ("près de 30 corps", "près de 30", 30, 30, "about"),
    ("quelque 40 assaillants", "quelque 40", 40, 40, "about"),
    ("entre dix et quinze morts", "entre dix et quinze", 10, 15, "range"),
    ("de 10 à 15 civils", "de 10 à 15", 10, 15, "range"),
    ("un ou deux blessés", "un ou deux", 1, 2, "range"),
    ("deux à trois mille personnes", "deux à trois mille", 2000, 3000, "range"),
    ("plusieurs civils", "plusieurs", None, None, "vague"),
    ("des dizaines de civils", "des dizaines", None, None, "vague"),
    ("plusieurs centaines de familles", "plusieurs centaines", None, None, "vague"),
    ("de nombreux blessés", "de nombreux", None, None, "vague"),
    ("aucun mort", "aucun", 0, 0, "exact"),
    ("personne n’a été blessé", "personne n", 0, 0, "exact"),
    ("1.200 personnes", "1.200", 1200, 1200, "exact"),
    ("mille deux cents ménages", "mille deux cents", 1200, 1200, "exact"),
    ("quatre-vingt-dix-sept corps", "quatre-vingt-dix-sept", 97, 97, "exact"),
    ("nonante-neuf corps", "nonante-neuf", 99, 99, "exact"),
    ("onze (11) morts", "onze (11)", 11, 11, "exact"),
    ("vingt et un morts", "vingt et un", 21, 21, "exact"),
    ("au moins un mort", "au moins un", 1, None, "at_least"),
]


@pytest.mark.parametrize(("text", "words", "low", "high", "qualifier"), ENGLISH)
def test_an_english_count_has_its_bounds(text: str, words: str, low: int | None, high: int | None, qualifier: str):
    assert told(text, "en") == [(words, low, high, qualifier)]


@pytest.mark.parametrize(("text", "words", "low", "high", "qualifier"), FRENCH)
def test_a_french_count_has_its_bounds(text: str, words: str, low: int | None, high: int | None, qualifier: str):
    assert told(text, "fr") == [(words, low, high, qualifier)]


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "in 2021", "year"),
        ("en", "on 12 March", "date"),
        ("en", "at 4 p.m. there", "time"),
        ("en", "16:30", "time"),
        ("en", "30 km", "measure"),
        ("en", "12.7 mm", "measure"),
        ("en", "80%", "percent"),
        ("en", "ten per cent", "percent"),
        ("en", "$30 million", "money"),
        ("en", "5 million naira", "money"),
        ("en", "the 27th battalion", "ordinal"),
        ("en", "aged 30", "age"),
        ("en", "30-year-old", "age"),
        ("en", "aged between 12 and 17", "age"),
        ("en", "three days", "other"),
        ("en", "AK-47", "other"),
        ("en", "G5", "other"),
        ("en", "+223 66 74 12 34", "phone"),
        ("en", "0601 12 34 56", "phone"),
        ("en", "24/", "count"),
        ("en", "No. 16", "other"),
        ("fr", "en 2021", "year"),
        ("fr", "le 3 avril", "date"),
        ("fr", "10h30", "time"),
        ("fr", "vers 20 heures", "time"),
        ("fr", "70 %", "percent"),
        ("fr", "30 millions de francs CFA", "money"),
        ("fr", "2 milliards de FCFA", "money"),
        ("fr", "une quarantaine de kilomètres", "measure"),
        ("fr", "3e", "ordinal"),
        ("fr", "premier", "ordinal"),
        ("fr", "âgé de 30 ans", "age"),
        ("fr", "deux semaines", "other"),
        ("fr", "une quinzaine de jours", "other"),
        ("fr", "Route nationale 16", "other"),
        ("fr", "RN6", "other"),
        ("fr", "n° 16", "other"),
    ],
)
def test_a_number_that_counts_no_people_says_what_it_is(language: str, text: str, kind: str):
    assert kind in {hit.kind for hit in find_counts(Words(text), language) if not hit.weak}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "No death toll was given"),
        ("en", "no longer there"),
        ("en", "one of the men"),
        ("en", "one another"),
        ("en", "how many men"),
        ("fr", "aucun bilan n’a été donné"),
        ("fr", "l’un des hommes"),
        ("fr", "à plusieurs reprises"),
    ],
)
def test_words_that_count_nothing_are_no_counts(language: str, text: str):
    assert counts(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"), [("en", "a man"), ("en", "one man"), ("fr", "un homme"), ("fr", "une femme")]
)
def test_a_bare_one_is_weak(language: str, text: str):
    (hit,) = find_counts(Words(text), language)
    assert (hit.low, hit.high, hit.weak) == (1, 1, True)


def test_near_a_camp_is_no_count_of_camps():
    assert [hit.qualifier for hit in find_counts(Words("près d’un camp"), "fr")] == ["exact"]


@pytest.mark.parametrize(
    ("language", "text"), [("en", "the toll rose from 10 to 15"), ("fr", "le bilan est passé de 10 à 15 morts")]
)
def test_a_toll_that_rises_is_two_counts_and_no_range(language: str, text: str):
    assert [(hit.low, hit.high) for hit in counts(text, language)] == [(10, 10), (15, 15)]


def test_several_counts_in_a_sentence_keep_their_own_qualifiers():
    text = "Au moins 30 soldats tués, une dizaine de blessés, 12 véhicules brûlés et plus de 5 disparus"
    assert [(low, high) for _, low, high, _ in told(text, "fr")] == [(30, None), (10, 10), (12, 12), (5, None)]


def test_a_trailing_qualifier_before_another_number_belongs_to_that_number():
    assert [(low, high) for _, low, high, _ in told("30 morts au moins 12 blessés", "fr")] == [(30, 30), (12, None)]


def test_the_noun_follows_word_last_even_when_the_qualifier_trails():
    words = Words("30 soldats au moins ont été tués")
    (hit,) = find_counts(words, "fr")
    assert words.folded[hit.last] == "soldats"


def test_a_number_after_a_date_is_still_a_count():
    assert told("On July 12, 300 people fled; le 12", "en")[0][:2] == ("300", 300)
    assert told("le 12 mars 300 personnes", "fr") == [("300", 300, 300, "exact")]


ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["x", "x", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
UNS = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize",
]  # fmt: skip
DIZAINES = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"]


def english(number: int) -> str:
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{ONES[number // 100]} hundred" + (f" and {english(number % 100)}" if number % 100 else "")
    rest = number % 1000
    joint = " and " if 0 < rest < 100 else " "
    return f"{english(number // 1000)} thousand" + (joint + english(rest) if rest else "")


def french(number: int, southern: bool = False) -> str:
    if number < 17:
        return UNS[number]
    if number < 20:
        return f"dix-{UNS[number - 10]}"
    if number < 100:
        return french_tens(number, southern)
    if number < 1000:
        many = "" if number < 200 else UNS[number // 100] + " "
        return f"{many}cent" + (f" {french(number % 100, southern)}" if number % 100 else "s" if many else "")
    many = "" if number < 2000 else french(number // 1000, southern) + " "
    return f"{many}mille" + (f" {french(number % 1000, southern)}" if number % 1000 else "")


def french_tens(number: int, southern: bool) -> str:
    ten, one = divmod(number, 10)
    if southern and ten in (7, 9):
        word = "septante" if ten == 7 else "nonante"
        return word + (" et un" if one == 1 else f"-{UNS[one]}" if one else "")
    if number >= 80:
        return "quatre-vingt" + (f"-{french(number - 80)}" if number > 80 else "s")
    base, rest = (60, number - 60) if number >= 70 else (ten * 10, one)
    joint = " et " if rest in (1, 11) else "-"
    return DIZAINES[base // 10] + (joint + french(rest) if rest else "")


def value(text: str, language: str) -> tuple[str, int | None, int | None]:
    (hit,) = find_counts(Words(text), language)
    return text[hit.number_start : hit.number_end], hit.low, hit.high


@pytest.mark.parametrize("southern", [False, True])
def test_every_french_number_in_words_is_read_back(southern: bool):
    for number in range(10_000):
        text = french(number, southern)
        assert value(text, "fr") == (text, number, number)


def test_every_english_number_in_words_is_read_back():
    for number in range(10_000):
        text = english(number)
        assert value(text, "en") == (text, number, number)


@given(
    st.integers(0, 99_999),
    st.sampled_from(["", ",", " ", ".", "\u00a0", "\u202f", "\u2009"]),
    st.sampled_from(["en", "fr"]),
)
def test_every_number_in_digits_is_read_back(number: int, mark: str, language: str):
    digits = f"{number:,}".replace(",", mark)
    text = f"more than {digits} people" if language == "en" else f"plus de {digits} personnes"
    hit = next(hit for hit in find_counts(Words(text), language))
    assert (text[hit.number_start : hit.number_end], hit.low, hit.high) == (digits, number, None)


@given(
    st.integers(0, 400), st.integers(0, 400), st.sampled_from(["{} to {}", "between {} and {}", "{}-{}", "{} or {}"])
)
def test_the_ends_of_a_range_are_in_order(one: int, two: int, form: str):
    hits = find_counts(Words(form.format(one, two) + " people"), "en")
    assert any(hit.qualifier == "range" for hit in hits) == (one < two)
    assert all(hit.low < hit.high for hit in hits if hit.qualifier == "range")  # type: ignore[operator]


PIECES = st.sampled_from([
    "at least", "more than", "30", "12", "1,200", "a", "one", "un", "dozen", "une", "trentaine", "quatre",
    "vingt", "et", "cent", "mille", "million", "de", "à", "to", "and", "entre", "no", "aucun", "au moins",
    ".", ",", "-", "\n", " ", "%", "$", "May", "mai", "3", "lundi", "2024", "h", "heures", "half", "dozens",
    "plusieurs", "+", "(", ")", "é", "٣", "²", "12h30", "3rd",
])  # fmt: skip


@given(st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=80), st.sampled_from(["en", "fr", "ha"]))
def test_hits_are_in_order_within_the_text_and_their_bounds_fit(text: str, language: str):
    words = Words(text)
    hits = find_counts(words, language)
    for hit in hits:
        assert 0 <= hit.first < hit.last <= len(words)
        assert hit.start <= hit.number_start < hit.number_end <= hit.end <= len(text)
        assert hit.low is None or hit.high is None or hit.low <= hit.high
        if hit.kind == "count":
            known = (hit.low is not None, hit.high is not None)
            assert (
                known
                == {
                    "exact": (True, True),
                    "about": (True, True),
                    "range": (True, True),
                    "at_least": (True, False),
                    "more_than": (True, False),
                    "up_to": (False, True),
                    "less_than": (False, True),
                    "vague": (False, False),
                }[hit.qualifier]
            )
    assert all(one.last <= two.first for one, two in itertools.pairwise(hits))


@pytest.mark.parametrize(
    "unit", ["1 ", "100 ", "one hundred and ", "quatre vingt ", "at least more than ", "half a ", "3-", "9"]
)
def test_reading_time_is_linear_in_the_text(unit: str):
    def seconds(times: int) -> float:
        words = Words(unit * times)
        best = 9.0
        for _ in range(3):
            start = time.perf_counter()
            for language in ("en", "fr"):
                find_counts(words, language)
            best = min(best, time.perf_counter() - start)
        return best

    seconds(10)
    assert seconds(8000) < 8 * 4 * seconds(1000) + 0.05
