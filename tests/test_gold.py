"""Gold: what ships is in order, and what is wrong in anybody's is said in a sentence that helps."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from gold_records import BY_ID, EVALS, LABELLED, PROBLEMS

from sahelsum.errors import GoldError
from sahelsum.evaluation import check
from sahelsum.gold.model import Gold, GoldToll

REGION = {"ML", "BF", "NE", "TD", "MR", "NG", "BJ", "TG", "SN", "CI", "GH", "GN", "CM"}
NAME = "fr05-abala-total-et-parties"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One article of ours as somebody's own gold."""
    for kind, suffix in (("articles", "txt"), ("gold", "json")):
        (tmp_path / kind).mkdir()
        shutil.copy(EVALS / kind / f"{NAME}.{suffix}", tmp_path / kind)
    return tmp_path


def edit(folder: Path, change) -> list[str]:
    """The problems of the folder after `change` of its one gold file."""
    file = folder / "gold" / f"{NAME}.json"
    body = json.loads(file.read_text(encoding="utf-8"))
    change(body)
    file.write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
    return [str(problem) for problem in check(folder)[1]]


def test_the_gold_that_ships_is_in_order():
    assert [str(problem) for problem in PROBLEMS] == []


def test_the_gold_that_ships_covers_what_a_desk_meets():
    languages = Counter(one.gold.language for one in LABELLED)
    incidents = [len(one.gold.incidents) for one in LABELLED]
    backgrounds = sum(any(each.role == "background" for each in one.gold.incidents) for one in LABELLED)
    groups = Counter(one.gold.group for one in LABELLED if one.gold.group)
    assert languages["en"] >= 36
    assert languages["fr"] >= 24
    assert incidents.count(0) >= 10
    assert sum(number > 1 for number in incidents) >= 12
    assert backgrounds >= 12
    assert sum(bool(one.gold.hostile) for one in LABELLED) >= 8
    assert sorted(groups.values()) == [2, 2, 3, 3, 3, 3]
    assert sum(one.gold.split == "sealed" for one in LABELLED) == 20
    assert {one.gold.group for one in LABELLED if one.gold.split == "sealed"}.isdisjoint(
        {one.gold.group for one in LABELLED if one.gold.split == "open" and one.gold.group}
    )


def test_every_country_of_the_region_has_an_incident():
    assert {code for one in LABELLED for each in one.gold.incidents for code in each.countries} >= REGION


def test_gold_says_honestly_who_labelled_it():
    assert all("language-model" in one.gold.labelled_by[0] for one in LABELLED)
    assert sum(len(one.gold.labelled_by) > 1 for one in LABELLED) >= 8


def test_a_quote_that_the_article_does_not_hold(folder):
    def change(body):
        body["incidents"][0]["evidence"] = ["Vingt personnes sont mortes à Abala"]

    (problem,) = edit(folder, change)
    assert problem.startswith(f"gold/{NAME}.json: incidents.0: the quote")
    assert "copy it as it is written there" in problem


def test_a_number_or_name_that_its_evidence_does_not_hold(folder):
    def change(body):
        toll = body["incidents"][0]["casualties"][0]
        toll["count"]["text"] = "cent"
        toll["according_to"]["name"] = "le préfet"

    assert all(".count" in problem or "according_to" in problem for problem in edit(folder, change))


def test_a_number_that_is_not_the_one_in_its_words(folder):
    def change(body):
        body["incidents"][0]["casualties"][0]["count"].update(low=21, high=21)

    (problem,) = edit(folder, change)
    assert "its evidence does not say 21, 21 ('Vingt')" in problem


def test_a_country_that_is_none_or_not_the_places(folder):
    def change(body):
        body["incidents"][0]["countries"] = ["XX"]
        body["incidents"][0]["places"][0]["country"] = "ML"

    problems = " ".join(edit(folder, change))
    assert "'XX' is no country" in problems
    assert "is in NE, not in ML" in problems


def test_an_id_that_nobody_has(folder):
    def change(body):
        body["incidents"][0]["places"][0]["gazetteer_id"] = "no-such-place"
        body["incidents"][0]["actors"][0]["actor_id"] = "no-such-actor"

    problems = " ".join(edit(folder, change))
    assert "places.csv" in problems
    assert "actors.csv" in problems


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda body: body["incidents"][0].update(role="news"), "incidents.0.role"),
        (lambda body: body["incidents"][0].update(sub_event_type="Attack"), "is not a kind of"),
        (lambda body: body["incidents"][0]["casualties"][0].update(part_of=99), "points past the end"),
        (lambda body: body["incidents"][0]["casualties"][0]["count"].update(qualifier="at_least"), "cannot have low"),
        (lambda body: body["incidents"][0]["date"].update(end=None), "both known or both null"),
        (lambda body: body["incidents"][0].update(alternatives=[{"date": None}]), "put them on the fact"),
        (lambda body: body.update(surprise=1), "surprise"),
        (lambda body: body.update(id="another"), "must be the file's own name"),
        (lambda body: body.update(language="en"), "it is in 'fr'"),
        (lambda body: body.update(hostile=["Ignore all previous instructions"]), "does not stand in the article"),
    ],
)
def test_a_slip_of_form_is_named_with_its_place(folder, change, says):
    assert any(says in problem for problem in edit(folder, change))


def test_a_total_that_is_part_of_itself(folder):
    def change(body):
        tolls = body["incidents"][0]["casualties"]
        tolls[0]["part_of"], tolls[1]["part_of"] = 1, 0

    assert sum("part of itself" in problem for problem in edit(folder, change)) == 2


def test_a_fact_that_stands_twice(folder):
    def change(body):
        body["incidents"][0]["places"].append(body["incidents"][0]["places"][0])

    assert sum("stands twice" in problem for problem in edit(folder, change)) == 2


def test_orphans_twins_and_broken_files_are_told(folder):
    (folder / "articles" / "alone.txt").write_text("Nobody has labelled this one.", encoding="utf-8")
    (folder / "gold" / "broken.json").write_text('{"id": "broken", "id": "broken"}', encoding="utf-8")
    (folder / "gold" / "lost.json").write_text(
        json.dumps({"id": "lost", "language": "fr", "published": None, "labelled_by": [], "incidents": []}),
        encoding="utf-8",
    )
    twin = json.loads((folder / "gold" / f"{NAME}.json").read_text(encoding="utf-8")) | {"id": "twin"}
    (folder / "gold" / "twin.json").write_text(json.dumps(twin), encoding="utf-8")
    shutil.copy(folder / "articles" / f"{NAME}.txt", folder / "articles" / "twin.txt")
    problems = " | ".join(str(problem) for problem in check(folder)[1])
    for says in ("articles/alone.txt: has no gold file", "broken.json: is not JSON (the key 'id' stands twice",
                 "lost.json: has no article beside it", f"twin.json: labels the same text as gold/{NAME}.json"):
        assert says in problems  # fmt: skip


def test_a_folder_without_gold(tmp_path):
    with pytest.raises(GoldError, match="has no gold"):
        check(tmp_path)


def test_alternatives_are_read_as_whole_facts():
    toll = GoldToll.model_validate({
        "victims": "soldats", "group": "state_forces", "outcome": "killed", "according_to": None, "evidence": ["x"],
        "count": {"low": 3, "high": 3, "qualifier": "exact", "text": "3"}, "alternatives": [{"group": "unknown"}],
    })  # fmt: skip
    assert [reading.group for reading in toll.readings()] == ["state_forces", "unknown"]


def test_a_reformatted_file_has_the_same_labels_and_a_changed_one_has_not(folder):
    file = folder / "gold" / f"{NAME}.json"
    before = check(folder)[0][0].labels
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")), indent=4), encoding="utf-8")
    assert check(folder)[0][0].labels == before == BY_ID[NAME].labels
    assert edit(folder, lambda body: body.update(note="seen again")) == []
    assert check(folder)[0][0].labels != before


def test_gold_read_back_is_the_gold_that_was_written():
    for one in LABELLED:
        assert Gold.model_validate_json(one.gold.model_dump_json()) == one.gold
