"""Date expressions: found in text, and resolved without ever inventing a day or a year."""

from __future__ import annotations

import itertools
import re
import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahelsum.dates import find_dates
from sahelsum.dates.values import UNRESOLVED, DateValue, resolve_date, resolve_hit
from sahelsum.words import Words

WEDNESDAY = date(2025, 7, 2)
JUNE_2 = DateValue(date(2025, 6, 2), date(2025, 6, 2), None, 1, "explicit", None)
SOME_JUNE_2 = DateValue(None, None, "XXXX-06-02", None, "unresolved", None)


def found(text: str, language: str) -> list[tuple[str, str]]:
    return [(hit.text, hit.kind) for hit in find_dates(Words(text), language)]


@pytest.mark.parametrize(
    ("language", "text", "words", "kind"),
    [
        ("en", "They struck early Tuesday, he said", "early Tuesday", "weekday"),
        ("en", "on Monday night in", "Monday night", "weekday"),
        ("en", "On June 2, a raid", "June 2", "day_month"),
        ("en", "the 2nd of July attack", "2nd of July", "day_month"),
        ("en", "Bamako, Jul 01, 2025", "Jul 01, 2025", "full"),
        ("en", "on Tuesday, July 1, 2025, men", "Tuesday, July 1, 2025", "full"),
        ("en", "raids on 12-13 March left", "12-13 March", "span"),
        ("en", "from 28 February to 3 March 2024", "28 February to 3 March 2024", "span"),
        ("en", "overnight Saturday to Sunday", "overnight Saturday to Sunday", "night"),
        ("en", "in March 2022 it", "March 2022", "month_year"),
        ("en", "In May 30 soldiers died", "May", "month"),
        ("en", "after the 2020 coup", "2020", "year"),
        ("en", "came only a day earlier", "a day earlier", "relative_event"),
        ("en", "It was two weeks ago", "two weeks ago", "span"),
        ("en", "in recent weeks", "in recent weeks", "vague_past"),
        ("en", "a few days ago", "a few days ago", "vague_past"),
        ("fr", "survenue mardi vers 17h30 à", "mardi vers 17h30", "weekday"),
        ("fr", "vers 4 heures du matin mardi", "vers 4 heures du matin mardi", "weekday"),
        ("fr", "le mardi 1er juillet 2025,", "mardi 1er juillet 2025", "full"),
        ("fr", "Dans la nuit de samedi à dimanche", "Dans la nuit de samedi à dimanche", "night"),
        ("fr", "dans la nuit du 3 au 4 mai", "dans la nuit du 3 au 4 mai", "night"),
        ("fr", "du 3 au 5 mai 2024", "3 au 5 mai 2024", "span"),
        ("fr", "depuis mars 2012", "mars 2012", "month_year"),
        ("fr", "le 12 mars 300 soldats", "12 mars", "day_month"),
        ("fr", "deux jours plus tôt", "deux jours plus tôt", "relative_event"),
        ("fr", "il y a trois semaines", "il y a trois semaines", "span"),
        ("fr", "la veille, un camp", "la veille", "relative_event"),
        (
            "fr",
            "dans la nuit de vendredi à samedi 5 juin 2021",
            "dans la nuit de vendredi à samedi 5 juin 2021",
            "night",
        ),
        ("fr", "ces trois derniers mois", "trois derniers mois", "vague_past"),
    ],
)
def test_a_date_is_found_with_its_words_and_kind(language: str, text: str, words: str, kind: str):
    assert found(text, language) == [(words, kind)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They may attack and march 12 km"),
        ("en", "a second attack"),
        ("en", "more than 2000 people"),
        ("en", "every Friday"),
        ("en", "2000 soldiers"),
        ("en", "Troops marched in"),
        ("fr", "la planète Mars"),
        ("fr", "au Champ-de-Mars"),
        ("fr", "plus de 2000 personnes"),
        ("fr", "sept hommes"),
        ("fr", "trois PM récupérés"),
        ("fr", "le mil et le sorgho"),
        ("fr", "chaque lundi"),
    ],
)
def test_look_alikes_are_no_dates(language: str, text: str):
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "time_of_day"),
    [
        ("en", "very early this morning", "very early this morning"),
        ("en", "on Tuesday morning", "morning"),
        ("en", "around 10:30 pm on Monday", "around 10:30 pm"),
        ("en", "before dawn on Sunday", "before dawn"),
        ("en", "on Sunday", None),
        ("en", "a day earlier", None),
        ("fr", "mardi à l’aube", "à l’aube"),
        ("fr", "lundi dans la matinée", "dans la matinée"),
        ("fr", "mardi aux environs de 4 heures", "aux environs de 4 heures"),
        ("fr", "samedi à la tombée de la nuit", "à la tombée de la nuit"),
        ("fr", "dimanche soir", "soir"),
    ],
)
def test_the_time_of_day_beside_a_date_is_kept_as_words(language: str, text: str, time_of_day: str | None):
    (hit,) = find_dates(Words(text), language)
    assert (text[slice(*hit.time_of_day)] if hit.time_of_day else None) == time_of_day


@pytest.mark.parametrize(
    ("language", "text", "past"),
    [
        ("en", "last month", True),
        ("en", "a day earlier", True),
        ("en", "two weeks ago", True),
        ("en", "in March 2022", True),
        ("en", "earlier this year", True),
        ("en", "on Tuesday", False),
        ("en", "yesterday", False),
        ("en", "the next day", False),
        ("en", "1 July 2025", False),
        ("fr", "la veille", True),
        ("fr", "le mois dernier", True),
        ("fr", "hier", False),
        ("fr", "le lendemain", False),
        ("fr", "l’an dernier", True),
        ("fr", "ce matin", False),
    ],
)
def test_words_that_put_a_date_before_the_news_are_past(language: str, text: str, past: bool):
    assert [hit.past for hit in find_dates(Words(text), language)] == [past]


def days(value: DateValue) -> tuple[str | None, str | None]:
    return (value.start.isoformat() if value.start else None, value.end.isoformat() if value.end else None)


@pytest.mark.parametrize(
    ("language", "text", "start", "end", "precision"),
    [
        ("en", "2 June", "2025-06-02", "2025-06-02", 1),
        ("en", "2 July", "2025-07-02", "2025-07-02", 1),
        ("en", "3 July", "2024-07-03", "2024-07-03", 1),
        ("en", "29 February", "2024-02-29", "2024-02-29", 1),
        ("en", "Tuesday", "2025-07-01", "2025-07-01", 1),
        ("en", "Wednesday", "2025-07-02", "2025-07-02", 1),
        ("en", "last Wednesday", "2025-06-25", "2025-06-25", 1),
        ("en", "this morning", "2025-07-02", "2025-07-02", 1),
        ("en", "yesterday", "2025-07-01", "2025-07-01", 1),
        ("en", "three days ago", "2025-06-29", "2025-06-29", 1),
        ("en", "the night of Saturday to Sunday", "2025-06-28", "2025-06-29", 1),
        ("en", "last week", "2025-06-23", "2025-06-29", 2),
        ("en", "two weeks ago", "2025-06-16", "2025-06-22", 2),
        ("en", "over the weekend", "2025-06-28", "2025-06-29", 2),
        ("en", "last month", "2025-06-01", "2025-06-30", 3),
        ("en", "in May", "2025-05-01", "2025-05-31", 3),
        ("en", "in August", "2024-08-01", "2024-08-31", 3),
        ("en", "May 3-5", "2025-05-03", "2025-05-05", 2),
        ("en", "between 3 and 5 May", "2025-05-03", "2025-05-05", 2),
        ("en", "28 December to 3 January", "2024-12-28", "2025-01-03", 2),
        ("en", "last night", "2025-07-01", "2025-07-02", 1),
        ("en", "Sunday night", "2025-06-29", "2025-06-29", 1),
        ("fr", "mardi dernier", "2025-07-01", "2025-07-01", 1),
        ("fr", "mercredi dernier", "2025-06-25", "2025-06-25", 1),
        ("fr", "avant-hier", "2025-06-30", "2025-06-30", 1),
        ("fr", "dans la nuit de samedi à dimanche", "2025-06-28", "2025-06-29", 1),
        ("fr", "dans la nuit du 3 au 4 mai", "2025-05-03", "2025-05-04", 1),
        ("fr", "la semaine dernière", "2025-06-23", "2025-06-29", 2),
        ("fr", "il y a deux semaines", "2025-06-16", "2025-06-22", 2),
        ("fr", "le week-end", "2025-06-28", "2025-06-29", 2),
        ("fr", "dans la nuit de vendredi à samedi 28 juin", "2025-06-27", "2025-06-28", 1),
        ("fr", "en mai", "2025-05-01", "2025-05-31", 3),
        ("fr", "ce mardi 1er", "2025-07-01", "2025-07-01", 1),
        ("fr", "dans la nuit du mardi 1er au mercredi 2 juillet", "2025-07-01", "2025-07-02", 1),
    ],
)
def test_a_date_is_resolved_from_the_publication_date(language: str, text: str, start: str, end: str, precision: int):
    value = resolve_date(text, language, published=WEDNESDAY, event=None)
    assert (*days(value), value.time_precision) == (start, end, precision)
    assert (value.basis, value.anchor) == ("relative_to_publication", "publication")


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "Jul 01, 2025", "2025-07-01"),
        ("en", "12/03/2024", "2024-03-12"),
        ("en", "03/25/2024", "2024-03-25"),
        ("en", "2024-03-12", "2024-03-12"),
        ("en", "2nd July 2021", "2021-07-02"),
        ("en", "Monday, July 1, 2025", "2025-07-01"),
        ("fr", "1er juillet 2025", "2025-07-01"),
        ("fr", "mardi 1er juillet 2025", "2025-07-01"),
        ("fr", "12 sept. 2024", "2024-09-12"),
        ("fr", "12.03.2024", "2024-03-12"),
    ],
)
def test_a_full_date_needs_nothing_else(language: str, text: str, day: str):
    value = resolve_date(text, language, published=None, event=None)
    assert value == DateValue(date.fromisoformat(day), date.fromisoformat(day), None, 1, "explicit", None)


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        ("2 June", "XXXX-06-02"),
        ("in May", "XXXX-05"),
        ("Tuesday", None),
        ("yesterday", None),
        ("last week", None),
        ("31 June", "XXXX-06"),
    ],
)
def test_without_a_publication_date_what_needs_one_stays_unresolved(text: str, partial: str | None):
    value = resolve_date(text, "en", published=None, event=None)
    assert value == DateValue(None, None, partial, None, "unresolved", None)


@pytest.mark.parametrize(
    ("language", "text", "day", "partial"),
    [
        ("en", "a day earlier", "2025-06-01", "XXXX-06-01"),
        ("en", "the day before", "2025-06-01", "XXXX-06-01"),
        ("en", "two days later", "2025-06-04", "XXXX-06-04"),
        ("fr", "la veille", "2025-06-01", "XXXX-06-01"),
        ("fr", "le lendemain", "2025-06-03", "XXXX-06-03"),
        ("fr", "deux jours plus tôt", "2025-05-31", "XXXX-05-31"),
    ],
)
def test_a_day_told_from_another_event_leans_on_that_event(language: str, text: str, day: str, partial: str):
    known = resolve_date(text, language, published=WEDNESDAY, event=JUNE_2)
    assert (*days(known), known.basis, known.anchor) == (day, day, "relative_to_other_event", "event")
    half = resolve_date(text, language, published=None, event=SOME_JUNE_2)
    assert (half.start, half.partial, half.basis) == (None, partial, "unresolved")
    assert resolve_date(text, language, published=WEDNESDAY, event=None) == UNRESOLVED


def test_a_partial_day_is_not_moved_over_a_leap_day():
    first_of_march = DateValue(None, None, "XXXX-03-01", None, "unresolved", None)
    assert resolve_date("a day earlier", "en", published=None, event=first_of_march) == UNRESOLVED


def test_a_written_month_and_year_is_explicit_to_the_month():
    value = resolve_date("in March 2022", "en", published=None, event=None)
    assert value == DateValue(date(2022, 3, 1), date(2022, 3, 31), "2022-03", 3, "explicit", None)


def test_a_year_alone_gives_no_days():
    value = resolve_date("in 2021", "en", published=WEDNESDAY, event=None)
    assert value == DateValue(None, None, "2021", None, "explicit", None)


def test_a_weekday_that_is_not_past_lies_ahead():
    value = resolve_date("Friday", "en", published=WEDNESDAY, event=None, weekday_is_past=False)
    assert value.start == date(2025, 7, 4)


NUMBERS = ["a", "two", "3", "deux", "2"]
PIECES = st.sampled_from([
    "on", "in", "the", "early", "Tuesday", "last", "May", "March", "3", "12", "31", "2024", "1999", "to",
    "and", "-", ",", ".", "weeks", "ago", "a", "two", "day", "earlier", "later", "night", "of", "mardi",
    "1er", "juillet", "mai", "au", "du", "à", "et", "nuit", "de", "dans", "la", "veille", "il y a", "jours",
    "semaines", "plus tôt", "mois", "dernier", "ce matin", "vers", "17h30", "4", "heures", "du matin", "p.m.",
    "/", "2024-02-30", "12/13/2024", "février", "29", "week-end", "year", "last year", "yesterday", "\n",
    "between", "entre",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map(" ".join)
LANGUAGES = st.sampled_from(["en", "fr"])
PUBLISHED = st.none() | st.dates(date(1950, 1, 1), date(2090, 1, 1))


@given(TEXTS | st.text(max_size=60), LANGUAGES, PUBLISHED)
def test_no_year_comes_from_nowhere(text: str, language: str, published: date | None):
    value = resolve_date(text, language, published=published, event=None)
    written = {int(year) for year in re.findall(r"\d{4}", text)}
    years = {day.year for day in (value.start, value.end) if day} | {
        int(year) for year in re.findall(r"^\d{4}", value.partial or "")
    }
    if published is None:
        assert years <= written | {year - 1 for year in written}  # a span over New Year has its last year written
    elif value.basis == "relative_to_publication":
        assert all(year <= published.year + 1 for year in years)
    assert (value.start is None) == (value.end is None)
    assert value.start is None or value.end is None or value.start <= value.end
    assert value.basis != "unresolved" or value.start is None


@given(TEXTS | st.text(max_size=60), LANGUAGES)
def test_hits_are_in_order_and_hold_their_own_words(text: str, language: str):
    words = Words(text)
    hits = find_dates(words, language)
    for hit in hits:
        assert 0 <= hit.first < hit.last <= len(words)
        assert hit.text == text[hit.start : hit.end]
        assert hit.time_of_day is None or hit.start <= hit.time_of_day[0] < hit.time_of_day[1] <= hit.end
    assert all(one.last <= two.first for one, two in itertools.pairwise(hits))


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), LANGUAGES, st.integers(0, 3))
def test_every_written_day_is_read_back(day: date, language: str, form: int):
    english = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]  # fmt: skip
    french = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
        "novembre", "décembre",
    ]  # fmt: skip
    month = (french if language == "fr" else english)[day.month - 1]
    first = f"{day.day}er" if language == "fr" and day.day == 1 else str(day.day)
    texts = [f"{first} {month} {day.year}", day.isoformat(), f"{day:%d/%m/%Y}", f"{month} {day.day}, {day.year}"]
    value = resolve_date(texts[form], language, published=None, event=None)
    assert (value.start, value.end, value.basis) == (day, day, "explicit")


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_within_the_week_up_to_publication(published: date, weekday: int):
    name = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"][weekday]
    value = resolve_date(name, "fr", published=published, event=None)
    assert value.start is not None
    assert value.start.weekday() == weekday
    assert timedelta(0) <= published - value.start < timedelta(7)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "between 3 and 5 May"),
        ("fr", "entre le 3 et le 5 mai"),
        ("en", "in May"),
        ("fr", "en 2012"),
        ("en", "last Tuesday"),
    ],
)
def test_the_words_of_a_hit_mean_the_same_out_of_their_sentence(language: str, text: str):
    (hit,) = find_dates(Words(text), language)
    apart = resolve_date(hit.text, language, published=WEDNESDAY, event=None)
    assert apart == resolve_hit(hit, published=WEDNESDAY, event=None)


@pytest.mark.parametrize(
    "unit", ["lundi 1er au ", "May 3 to ", "il y a deux ", "nuit de ", "12:", "vers 4 heures de ", "a day "]
)
def test_finding_time_is_linear_in_the_text(unit: str):
    def seconds(times: int) -> float:
        words = Words(unit * times)
        best = 9.0
        for _ in range(3):
            start = time.perf_counter()
            for language in ("en", "fr"):
                find_dates(words, language)
            best = min(best, time.perf_counter() - start)
        return best

    seconds(10)
    assert seconds(8000) < 8 * 4 * seconds(1000) + 0.05
