"""Metamorphic checks: what each changes, what it expects, and that a reader with one vice is caught by that check."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from metamorphic_samples import BOTH, EN, FR, REFERENCE, by_rules, caught_by, changes, oracle, seen, trials

from sahelsum.article import Article
from sahelsum.cardinals import number_words, read_cardinal
from sahelsum.metamorphic.change import MOST, again, edited, parts, renamed, rewritten, shuffled
from sahelsum.metamorphic.compare import Comparer
from sahelsum.metamorphic.noise import _WORDINGS as WORDINGS
from sahelsum.metamorphic.numbers import renumbered
from sahelsum.metamorphic.numerals import LIMIT, like, spelt
from sahelsum.metamorphic.run import CHECKS
from sahelsum.metamorphic.spelling import respelt
from sahelsum.metamorphic.swap_names import OUTLET_NAMES, OUTLETS, STAND_INS, partners, swapped, written
from sahelsum.numbers import find_counts
from sahelsum.record import Record
from sahelsum.words import Words

TEXTS = pytest.mark.parametrize("text", BOTH.values(), ids=BOTH)


def tolls(record: Record) -> list[tuple[str, int | None, int | None]]:
    return [(toll.outcome, toll.count.low, toll.count.high) for one in record.incidents for toll in one.casualties]


# -- readers with one vice ------------------------------------------------------------------------------------


def ignores_numbers(article: Article) -> Record:
    """Whatever the number of the dead, it says four."""
    four = {"low": 4, "high": 4, "qualifier": "exact"}
    return rewritten(by_rules(article), lambda part: part | four if part.get("qualifier") == "exact" else part)


def doubles_repeats(article: Article) -> Record:
    """What is printed twice happened twice."""
    record = by_rules(article)
    lines = [line for line in article.text.splitlines() if len(line) > 30]
    return record if len(set(lines)) == len(lines) else record.model_copy(update={"incidents": record.incidents * 2})


def hard_codes_an_actor(article: Article) -> Record:
    """Every group is the Islamic State in the Greater Sahara."""
    groups = {name for table in STAND_INS.values() for name in table}
    return rewritten(by_rules(article), lambda part: part | {"actor_id": "issp"} if part.get("actor_id") in groups
                     else part)  # fmt: skip


def knows_spellings_by_heart(article: Article) -> Record:
    """A town under another spelling is not on its map."""
    def placed(part):
        is_strange = "gazetteer_id" in part and part["name"] not in ("Tongomayel", "Aribinda")
        return part | {"gazetteer_id": None, "match": "unresolved"} if is_strange else part

    return rewritten(by_rules(article), placed)


def reads_teasers(article: Article) -> Record:
    """It takes the dead of another article's teaser for this one's."""
    record = by_rules(article)
    if not re.search("37|seven|sept", article.text):
        return record
    first = record.incidents[0]
    more = first.model_copy(update={"casualties": (*first.casualties, first.casualties[0])})
    return record.model_copy(update={"incidents": (more, *record.incidents[1:])})


def does_not_count_days(article: Article) -> Record:
    """It is always June the tenth."""
    day = date(2024, 6, 10)
    return rewritten(by_rules(article), lambda part: part | {"start": day, "end": day} if "time_of_day" in part
                     else part)  # fmt: skip


VICES = {
    ignores_numbers: {"numbers"}, doubles_repeats: {"repeat"}, hard_codes_an_actor: {"swap"},
    knows_spellings_by_heart: {"alias", "misspelling"}, reads_teasers: {"noise"}, does_not_count_days: {"days"},
}  # fmt: skip


@TEXTS
@pytest.mark.parametrize("reads", VICES, ids=lambda reads: reads.__name__)
def test_a_reader_with_one_vice_is_caught_by_the_check_for_it_and_by_no_other(reads, text):
    assert caught_by(text, reads) == VICES[reads]


@TEXTS
def test_a_reader_that_is_right_passes_every_check_and_every_check_has_something_to_change(text):
    made = trials(text, oracle(text))
    assert [one for one in made if not one.holds] == []
    assert {one.check for one in made} == set(CHECKS)


@TEXTS
def test_a_check_makes_few_changes_that_are_the_same_each_time_and_change_something(text):
    for check in CHECKS:
        made = changes(check, text)
        assert 0 < len(made) <= MOST
        assert made == changes(check, text)
        assert len({change.text for change in made} | {text}) == len(made) + 1


# -- noise and repeats ----------------------------------------------------------------------------------------


@TEXTS
@pytest.mark.parametrize("check", ["noise", "repeat"])
def test_what_is_put_in_leaves_the_article_as_it_stood_and_the_record_too(check, text):
    start = seen(text)
    for change in CHECKS[check](start):
        lines = iter(change.text.splitlines())
        assert all(line in lines for line in text.splitlines()), "the lines of the article, in their order"
        assert change.expected == start.record


def test_only_the_teaser_about_another_attack_tells_of_dead_and_it_says_what_it_is():
    for wordings in WORDINGS.values():
        for kind, pair in wordings.items():
            for words in pair:
                deadly = re.search(r"kill|dead|tué|mort|wound|bless", words) is not None
                assert deadly == (kind == "attack"), words
        assert all(re.match("Read also: |Lire aussi : ", words) for words in wordings["attack"])


def test_half_of_the_wordings_are_known_as_furniture_and_half_are_not():
    for language, wordings in WORDINGS.items():
        for kind in ("cookies", "newsletter", "rights", "advert"):
            marked = [bool(seen(f"{BOTH[language]}\n\n{words}\n").article.marks) for words in wordings[kind]]
            assert marked == [True, False], (language, kind)


def test_the_body_twice_is_not_the_head_twice():
    (body, *_) = changes("repeat", EN)
    assert body.text.count("Four soldiers were killed") == 2
    assert body.text.count("Ouagadougou, 12 June 2024") == 1


# -- swaps ----------------------------------------------------------------------------------------------------


@TEXTS
def test_two_groups_change_places_in_the_text_and_as_actors_and_speakers_of_the_record(text):
    (change,) = changes("swap", text)
    old, new = change.what.split(" ↔ ")
    assert old not in change.text
    assert change.text.count(new) == text.count(old) == 2
    ids = {part["actor_id"] for part in parts(change.expected.incidents[0].model_dump()) if part.get("actor_id")}
    assert "issp" not in ids
    assert ids & set(STAND_INS["en"])
    by = change.expected.incidents[0].responsibility[0].by
    assert by is not None
    assert by.actor_id in ids - {"military-forces-bf", "civilians-bf"}


def test_two_groups_of_one_article_change_places_with_each_other():
    start = seen(EN.replace("ISGS claimed", "AQIM claimed"))
    (change,) = CHECKS["swap"](start)
    assert set(change.what.split(" ↔ ")) == {"ISGS", "AQIM"}
    assert "AQIM fighters attacked" in change.text
    assert "ISGS claimed" in change.text
    ids = [[one.actor_id for one in record.incidents[0].actors] for record in (start.record, change.expected)]
    assert ids[1] == [{"issp": "aqim", "aqim": "issp"}.get(name, name) for name in ids[0]]


def test_an_outlet_goes_with_its_group():
    text = EN.replace("responsibility for the attack", "responsibility for the attack via Amaq")
    (change,) = changes("swap", text)
    outlet = "Az-Zallaqa" if change.what == "ISGS ↔ JNIM" else "Amaq"
    assert change.what in ("ISGS ↔ JNIM", "ISGS ↔ ISWAP")
    assert f"via {outlet}" in change.text


@pytest.mark.parametrize(("more", "partners"), [
    ("The group belongs to Islamic State and to nobody else.", {"ISWAP"}), ("ISGS's short name is IS-Sahel.", set()),
])  # fmt: skip
def test_no_swap_where_the_text_says_elsewhere_who_is_meant(more, partners):
    assert {change.what.split(" ↔ ")[1] for change in changes("swap", f"{EN}\n{more}\n")} == partners


def test_no_swap_of_a_group_for_which_somebody_speaks_who_cannot_speak_for_another():
    text = EN.replace("ISGS", "JNIM")
    assert changes("swap", text)
    assert changes("swap", text.replace("for the attack.", "for the attack, Iyad Ag Ghali said.")) == []


def test_no_swap_where_nobody_armed_is_named():
    assert changes("swap", EN.replace("ISGS fighters", "Gunmen").replace("ISGS", "Nobody")) == []


def test_french_articles_and_elisions_hold():
    names = {"Boko Haram": "Ansaru", "Ansaru": "Boko Haram"}
    assert swapped("des combattants de Boko Haram, que Boko Haram dit", names, "fr") == (
        "des combattants d'Ansaru, qu'Ansaru dit"
    )
    assert swapped("an ISWAP camp; ISWAP", {"ISWAP": "JNIM"}, "en") == "a JNIM camp; JNIM"
    forms = written("Le JNIM (JNIM), du JNIM, l’EIGS", {"JNIM"}, "fr")
    assert forms is not None
    assert forms[False].articles == {"le"}
    assert written("GSIM et JNIM", {"GSIM", "JNIM"}, "fr") is None, "two short forms cannot both be put back"


def test_spellings_that_differ_by_capitals_all_get_the_partners_name_in_a_fixed_order():
    one = written("BOKO HARAM struck. Boko Haram said so.", {"BOKO HARAM", "Boko Haram"}, "en")
    assert one is not None
    names = partners(one, {}, {}, STAND_INS["en"]["ansaru"])
    assert list(names.items()) == [("BOKO HARAM", "Ansaru"), ("Boko Haram", "Ansaru"), ("Ansaru", "Boko Haram")]
    assert partners(one, {}, {}, {}) == {}


PIECES = {
    "en": ["ISGS", "Ansaru", "an ISGS man", "an Ansaru man", "the army", "of ISGS", "(Ansaru)", "ISGS's", "Ansaru"],
    "fr": ["Aqmi", "Boko Haram", "d'Aqmi", "de Boko Haram", "qu'Aqmi", "que Boko Haram", "l'armée", "de la ville"],
}
PARTNERS = {"en": {"ISGS": "Ansaru", "Ansaru": "ISGS"}, "fr": {"Aqmi": "Boko Haram", "Boko Haram": "Aqmi"}}


@given(st.sampled_from(["en", "fr"]).flatmap(lambda lang: st.tuples(st.just(lang), st.lists(
    st.sampled_from(PIECES[lang])))))  # fmt: skip
def test_a_swap_done_twice_changes_nothing(drawn):
    language, pieces = drawn
    text = ", ".join(pieces)
    once = swapped(text, PARTNERS[language], language)
    assert swapped(once, PARTNERS[language], language) == text
    assert once != text or not any(name in text for name in PARTNERS[language])


def test_every_stand_in_is_a_name_that_the_reference_data_has():
    named = [
        (language, actor_id, form.name)
        for language, table in STAND_INS.items() for actor_id, forms in table.items() for form in forms.values()
    ]  # fmt: skip
    named += [(language, outlet, name) for language in STAND_INS for outlet, name in OUTLET_NAMES.items()]
    for language, actor_id, name in named:
        (hit,) = REFERENCE.actors.find(Words(name), language)
        assert {one.actor_id for one in hit.value} == {actor_id}, name
        assert (hit.start, hit.end) == (0, len(name))
    assert set(OUTLETS.values()) == set(OUTLET_NAMES)


# -- spelling -------------------------------------------------------------------------------------------------


@TEXTS
def test_another_spelling_means_the_same_place_by_the_reference_data(text):
    start = seen(text)
    for check, matches in (("alias", {"alias", "exact", "folded"}), ("misspelling", {"fuzzy"})):
        for change in CHECKS[check](start):
            name, other = change.what.split(" → ")
            assert name not in change.text
            assert other in change.text
            found = REFERENCE.gazetteer.resolve(other, frozenset({"BF"}))
            place = next(place for place in start.record.incidents[0].places if place.name == name)
            assert (found.gazetteer_id, found.match in matches) == (place.gazetteer_id, True)


def test_a_town_whose_name_stands_in_another_name_is_left_alone():
    text = EN.replace("Tongomayel", "Diafarabé").replace("Aribinda", "Mopti")
    text = text.replace("northern Burkina Faso", "the Mopti region of Mali")
    made = [change.what for check in ("alias", "misspelling") for change in changes(check, text)]
    assert made
    assert not any(what.startswith("Mopti ") for what in made)
    apart = text.replace("the Mopti region", "the centre")
    assert any(change.what.startswith("Mopti ") for change in changes("misspelling", apart))
    assert respelt("Gao, Gaoua, Gao.", "Gao", "Gawo") == "Gawo, Gaoua, Gawo."


# -- numbers --------------------------------------------------------------------------------------------------


@TEXTS
def test_a_number_becomes_one_that_the_article_does_not_have_and_so_does_the_toll(text):
    start = seen(text)
    for change in CHECKS["numbers"](start):
        was, now = (re.findall("‘([^’]*)’", change.what)[at] for at in (0, 1))
        language = start.article.language
        old, new = (read_cardinal(Words(words), 0, number_words(language)) for words in (was, now))
        assert old is not None
        assert new is not None
        assert new.value not in {hit.low for hit in find_counts(Words(text), language)}
        changed = [(a, b) for a, b in zip(tolls(start.record), tolls(change.expected), strict=True) if a != b]
        assert [(a[1:], b[1:]) for a, b in changed] == [((old.value,) * 2, (new.value,) * 2)]
        assert tolls(by_rules(again(change.text, start.article))) == tolls(change.expected)


def test_a_total_goes_with_its_parts():
    whole = "Twenty people, of whom twelve soldiers and eight civilians, were killed"
    text = EN.replace("Four soldiers were killed", whole).replace(" and nine others were wounded", "")
    made = changes("numbers", text)
    killed = [[low for outcome, low, _ in tolls(change.expected) if outcome == "killed"] for change in made]
    assert all(total == one + other for total, one, other in killed)
    assert sum(change.what.count("→") == 2 for change in made) >= 2


def test_dates_and_numbers_that_cannot_be_changed_in_kind_stay():
    assert all("12 June 2024" in change.text for change in changes("numbers", EN.replace("Four", "Twelve")))
    for kept in ("a dozen", "1,200", "an eight-man crew", "both of them, two"):
        text = EN.replace("Four soldiers", f"{kept} soldiers").replace("nine others", "nine")
        assert {change.what.split(" → ")[0] for change in changes("numbers", text)} <= {"‘nine’", "‘fifteen’"}


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 60), st.integers(2, 60), st.booleans(), st.sampled_from(["en", "fr"]))
def test_numbers_change_only_the_numbers(killed, wounded, digits, language):
    say = str if digits else (lambda number: spelt(number, language))
    four, nine = ("Four", "nine") if language == "en" else ("Quatre", "neuf")
    text = BOTH[language].replace(four, like("Xx", say(killed))).replace(nine, say(wounded))
    for change in changes("numbers", text):
        back, kept = Words(change.text).folded, Words(text).folded
        roles = number_words(language)
        plain = [[word for word in words if word not in roles and not word.isdigit()] for words in (back, kept)]
        assert plain[0] == plain[1]
        assert "2024" in change.text


@pytest.mark.parametrize("language", ["en", "fr"])
@given(number=st.integers(2, LIMIT - 1))
def test_a_number_in_words_reads_back(language, number):
    words = Words(spelt(number, language))
    read = read_cardinal(words, 0, number_words(language))
    assert read is not None
    assert (read.value, read.last) == (number, len(words))


def test_a_number_keeps_the_capitals_of_the_one_before_it_and_has_an_end():
    assert [like(was, "neuf") for was in ("quatre", "Quatre", "QUATRE")] == ["neuf", "Neuf", "NEUF"]
    with pytest.raises(ValueError, match="1000"):
        spelt(LIMIT, "en")


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.integers(2, 30), st.integers(31, 90), max_size=3))
def test_renumbering_changes_counts_and_nothing_else(renumbering):
    record = seen(EN).record
    made = renumbered(record, renumbering)
    assert [low for _, low, _ in tolls(made)] == [renumbering.get(low, low) for _, low, _ in tolls(record)]
    assert renumbered(record, {}) == record
    assert made.incidents[0].places == record.incidents[0].places


# -- days -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("stated", "becomes"), [
    ("12 June 2024", "19 June 2024"), ("1er juin 2024", "8 juin 2024"), ("26 juin 2024", "19 juin 2024"),
    ("03/06/2024", "10/06/2024"), ("2nd June 2024", "9th June 2024"),
])  # fmt: skip
def test_the_article_is_published_a_week_away_and_what_is_counted_from_it_moves_along(stated, becomes):
    text = EN.replace("12 June 2024", stated) if "June" in stated else FR.replace("12 juin 2024", stated)
    start = seen(text)
    (change,) = CHECKS["days"](start)
    assert becomes in change.text
    assert start.article.published is not None
    week = change.expected.article.published - start.article.published
    assert abs(week) == timedelta(days=7)
    moved = change.expected.incidents[0].date.start - start.record.incidents[0].date.start
    assert moved == week


def test_days_that_stand_by_themselves_do_not_move():
    text = EN + "\nIn March 2022 ISGS killed six soldiers in Djibo.\n"
    (change,) = changes("days", text)
    days = [one.date.start for one in change.expected.incidents]
    assert days == [date(2024, 6, 17), date(2022, 3, 1)]


@pytest.mark.parametrize("text", [
    EN.replace("Ouagadougou, 12 June 2024\n\n", ""), EN.replace("on Monday", "on Monday 10 June"),
    EN.replace("12 June", "Twelfth of June"),
])  # fmt: skip
def test_days_do_not_apply_without_a_day_in_digits_or_with_recent_days_written_out(text):
    assert changes("days", text) == []


# -- comparing and changing -----------------------------------------------------------------------------------


def differences(before: Record, expected: Record, found: Record) -> tuple[str, ...]:
    return Comparer(REFERENCE).differences(before, expected, found)


@TEXTS
def test_where_facts_stand_makes_no_difference(text):
    start = seen(text)
    moved = by_rules(again("An advert.\n\n" + text, start.article))
    assert moved.incidents[0].evidence != start.record.incidents[0].evidence
    assert differences(start.record, start.record, moved) == ()


def test_a_difference_says_what_stayed_what_is_lost_and_what_is_new():
    record = seen(EN).record
    nine = renumbered(record, {4: 40})
    assert differences(record, nine, record) == (
        "casualties: 4 killed (state_forces), by army stayed, expected 40 killed (state_forces), by army",
    )
    first = record.incidents[0]
    fewer = record.model_copy(update={"incidents": (first.model_copy(update={"places": first.places[:1]}),)})
    assert differences(record, record, fewer) == ("places: Aribinda is lost",)
    assert differences(record, fewer, record) == ("places: Aribinda stayed",)
    none = record.model_copy(update={"incidents": ()})
    assert [one.partition(":")[0] for one in differences(record, record, none)] == ["incident lost"]
    assert [one.partition(":")[0] for one in differences(none, none, record)] == ["incident new"]
    undated = record.model_copy(update={"article": record.article.model_copy(update={"published": None})})
    assert differences(record, record, undated) == ("published: nothing, expected 2024-06-12",)


def test_the_same_incident_told_twice_is_a_difference():
    record = seen(EN).record
    twice = record.model_copy(update={"incidents": record.incidents * 2})
    assert len(differences(record, record, twice)) == 1


def test_names_are_the_same_by_id_or_by_the_words_that_carry_them():
    record = seen(EN).record
    assert differences(record, record, renamed(record, lambda name: f"the {name}")) == ()
    strangers = rewritten(record, lambda part: part | {"actor_id": None} if "actor_id" in part else part)
    assert len(differences(record, record, strangers)) >= 3


def test_edits_are_put_in_wherever_they_stand():
    assert edited("one two three", [(8, 13, "3"), (0, 3, "1"), (4, 4, "and ")]) == "1 and two 3"
    assert sorted(shuffled(range(9), "a")) == list(range(9))
    assert shuffled(range(9), "a") != shuffled(range(9), "b")


def test_a_publication_date_that_no_text_states_is_taken_over():
    article = replace(seen(EN.replace("Ouagadougou, 12 June 2024\n\n", "")).article, published=date(2024, 6, 12))
    assert again(article.text, replace(article, published_basis="given")).published == date(2024, 6, 12)
    assert again(article.text, replace(article, published_basis="stated")).published is None
