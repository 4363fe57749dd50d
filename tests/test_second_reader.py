"""The rules beside a model: what they read differently is told, what they read alike is not."""

from __future__ import annotations

import pytest

from sahelsum.draft import Draft
from sahelsum.ground import ground
from sahelsum.reading import read
from sahelsum.reference import Reference
from sahelsum.rules.extract import extract
from sahelsum.second_reader import SecondReader, read_by_rules

REFERENCE = Reference.load(None)
TEXT = (
    "Niamey, 6 May 2021 - Gunmen killed 12 soldiers and wounded seven near Inates on Tuesday, the army said. "
    "A resident of Ayorou said three civilians were killed."
)
ARTICLE = read(TEXT)
RULES = extract(ARTICLE, REFERENCE)


def notices(draft: Draft, article=ARTICLE) -> list[tuple[str, str]]:
    second = SecondReader(article, REFERENCE, lambda: read_by_rules(article, REFERENCE))
    return [(one.code, one.message) for one in second.notices(ground(draft, article, REFERENCE))]


def changed(**facts) -> Draft:
    (incident,) = RULES.incidents
    return RULES.model_copy(update={"incidents": [incident.model_copy(update=facts)]})


def tolls(*changes):
    pairs = zip(RULES.incidents[0].casualties, changes, strict=True)
    return [toll.model_copy(update=dict(change)) for toll, change in pairs]


def test_two_readers_who_agree_say_nothing():
    assert notices(RULES) == []


def test_a_toll_that_the_model_has_not_is_told_with_the_rules_reading():
    told = notices(changed(casualties=RULES.incidents[0].casualties[1:]))
    assert [code for code, _ in told] == ["second_reader_toll"]
    assert "the rules read “12” as 12 killed" in told[0][1].casefold()


def test_a_toll_that_only_the_model_has_is_told():
    less = changed(casualties=RULES.incidents[0].casualties)
    second = SecondReader(ARTICLE, REFERENCE, lambda: read_by_rules(ARTICLE, REFERENCE))
    second._tolls.pop(min(second._tolls))  # a reading of the rules that lacks the first number
    told = [one.message for one in second.notices(ground(less, ARTICLE, REFERENCE))]
    assert [message for message in told if "the rules have no toll of this number" in message]


def test_a_speaker_read_otherwise_is_told():
    told = notices(changed(casualties=tolls({"according_to": None}, {}, {})))
    assert [code for code, _ in told] == ["second_reader_toll"]
    assert "according to army to the rules" in told[0][1]
    assert "in the outlet’s own voice" in told[0][1]


def test_a_day_read_otherwise_is_told():
    date = RULES.incidents[0].date.model_copy(update={"text": "6 May 2021", "relative_to": None, "quote": TEXT[:104]})
    told = notices(changed(date=date))
    assert told == [("second_reader_date", "Incident i1 is 2021-05-04 to the rules and 2021-05-06 to the model.")]


def test_a_place_that_only_the_rules_have_is_told():
    assert RULES.incidents[0].places
    told = notices(changed(places=[]))
    assert [code for code, _ in told] == ["second_reader_place"]


def test_a_number_in_a_headline_and_in_the_body_is_one_and_the_same():
    article = read("Army: 12 soldiers killed near Inates\n\n" + TEXT)
    body = extract(read(TEXT), REFERENCE)
    assert not [told for told in notices(body, article) if "“12”" in told[1]]


@pytest.mark.parametrize("text", ["قتل مسلحون اثني عشر جنديا قرب إيناتس يوم الثلاثاء، حسبما أعلن الجيش في بيان له."])
def test_a_language_that_the_rules_do_not_read_has_no_second_reader(text):
    article = read(text)
    assert [code for code, _ in notices(Draft(incidents=[], summary=None), article)] == ["no_second_reader"]
