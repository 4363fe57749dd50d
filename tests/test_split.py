"""Long articles: asked about in parts, and still no incident and no toll twice, every quote at its place."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import endpoint, fails, says
from models import read_by
from pieces import pieces

from sahelsum.ground import ground
from sahelsum.llm.extract import Asking, Reader
from sahelsum.llm.merge import merged
from sahelsum.llm.question import Answer, Question
from sahelsum.llm.split import LONGEST, parts
from sahelsum.llm.use import Use
from sahelsum.reading import read
from sahelsum.record import Record
from sahelsum.reference import Reference
from sahelsum.rules.extract import extract

ARTICLES = sorted((Path(__file__).parents[1] / "evals" / "articles").glob("*.txt"))
FILLER = "The road runs on past fields of millet and the season is said to have been a good one for the herders here. "
LONG = (
    "Attacks in the Liptako\n\nNIAMEY, March 5, 2021 - A week of violence, in order.\n\n"
    "Gunmen killed 12 soldiers near Inates on Monday, the army said.\n\n"
    + "\n\n".join(FILLER * 8 + f"({number})" for number in range(40))
    + "\n\nIn Abala, gunmen killed seven traders on Tuesday, according to the mayor.\n\n"
    + "\n\n".join(FILLER * 8 + f"({number})" for number in range(40, 80))
    + "\n\nThe 12 soldiers killed near Inates on Monday were buried in the camp, the army said.\n"
)  # fmt: skip


class ByRules:
    """A model that reads, of what it is shown, what the rules read."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    async def ask(self, question: Question) -> Answer:
        """The rules' draft of the text between the fences."""
        text = question.user.split(">\n", 1)[1].rsplit("\n</article", 1)[0]
        self.shown.append(text)
        return Answer(extract(read(text), Reference.load(None)).model_dump_json(), 1, 1, 1)


def test_a_long_article_is_read_in_parts_and_nothing_counts_twice():
    model, article = ByRules(), read(LONG)
    assert len(LONG) > LONGEST
    record = read_by(Reader(Asking("by/rules", cache=Use.off), model), article)
    assert len(model.shown) > 1
    assert all(text.startswith("Attacks in the Liptako") and "NIAMEY, March 5, 2021" in text for text in model.shown)
    tolls = [(toll.count.low, toll.outcome) for incident in record.incidents for toll in incident.casualties]
    assert sorted(tolls) == [(7, "killed"), (12, "killed")]
    assert {place.name for incident in record.incidents for place in incident.places} == {"Inates", "Abala"}
    for piece in pieces(record.model_dump(include={"incidents"})):
        assert LONG[piece["start"] : piece["end"]] == piece["quote"]


@pytest.mark.parametrize("file", ARTICLES, ids=lambda file: file.stem)
def test_an_article_asked_about_twice_over_gives_the_incidents_of_one_asking(file):
    article, reference = read(file), Reference.load(None)
    draft = extract(article, reference)
    once, twice = merged([draft]), merged([draft, draft])
    assert [incident.quote for incident in twice.incidents] == [incident.quote for incident in once.incidents]
    assert [len(one.casualties) for one in twice.incidents] == [len(one.casualties) for one in once.incidents]


@given(
    st.lists(st.text(alphabet="abc .!?\n", min_size=1, max_size=400), min_size=1, max_size=30),
    st.integers(min_value=2_200, max_value=4_000),
)
def test_parts_are_short_enough_and_lose_no_word(paragraphs, longest):
    text = "Title of it\n\n" + "\n\n".join(paragraphs)
    article = replace(read("x"), text=text)
    found = parts(article, longest)
    assert all(len(part.text) <= longest for part in found)
    assert {part.id for part in found} == {article.id}
    said = " ".join(part.text for part in found).replace(" ", "").replace("\n", "")
    lost = [word for word in text.split() if word not in said]
    assert lost == []


def test_a_window_that_is_too_small_is_met_with_smaller_parts_and_remembered(tmp_path):
    text = LONG[:9_000]
    empty = says(json.dumps({"incidents": [], "summary": None}))
    too_long = fails(400, "This model's maximum context length is 4096 tokens.")
    with endpoint(too_long, empty) as script:

        def once(number: int) -> Record:
            asking = Asking("m", script.url, cache_dir=tmp_path, timeout=5.0)
            return read_by(Reader(asking), read(f"{text}{number}"))

        assert once(1).incidents == ()
        lengths = [len(sent["messages"][1]["content"]) for sent in script.seen]
        assert lengths[0] > 9_000 > max(lengths[1:])
        asked = len(script.seen)
        once(2)
        assert all(len(sent["messages"][1]["content"]) < 9_000 for sent in script.seen[asked:])


def test_a_reference_that_points_nowhere_in_its_part_points_nowhere_in_the_whole():
    article, reference = read(ARTICLES[0]), Reference.load(None)
    draft = extract(article, reference)
    incident = draft.incidents[0]
    lost = incident.model_copy(update={
        "date": incident.date.model_copy(update={"relative_to": 9}),
        "casualties": [incident.casualties[0].model_copy(update={"place": 40, "part_of": None})],
    })  # fmt: skip
    bad = draft.model_copy(update={"incidents": [lost]})
    alone, beside = (merged(drafts) for drafts in ([bad], [draft.model_copy(update={"incidents": []}), bad]))
    assert {one.reason for one in ground(alone, article, reference).rejected} >= {"no_such_reference"}
    assert {one.reason for one in ground(beside, article, reference).rejected} >= {"no_such_reference"}


def test_an_answer_that_does_not_fit_is_asked_for_in_parts(tmp_path):
    empty = says(json.dumps({"incidents": [], "summary": None}))
    with endpoint(says('{"incidents": [', finish="length"), empty) as script:
        asking = Asking("m", script.url, cache_dir=tmp_path, timeout=5.0)
        assert read_by(Reader(asking), read(LONG[:9_000])).incidents == ()
    assert len(script.seen) > 2
