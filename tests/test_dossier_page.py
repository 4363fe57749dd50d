"""The page of dossiers: what is on it, that fact and words lead to each other, and that nothing in it can run."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import combinations

import pytest
from colours import contrast
from hypothesis import given, settings
from hypothesis import strategies as st
from parsed import Read
from report_samples import ABALA, abala, hostile, html, records
from told import ARMY, DAY, JNIM, article, incident, toll
from typer.testing import CliRunner

from sahelsum.cli.app import app
from sahelsum.corroboration.whole import corroborate
from sahelsum.reference import Reference
from sahelsum.report import articles, maps
from sahelsum.report.page import page
from sahelsum.report.timeline import timeline
from sahelsum.webpage import shipped

REFERENCE = Reference.load()


def run(*arguments, stdin: str = ""):
    return CliRunner().invoke(app, ["report", *map(str, arguments)], input=stdin, prog_name="sahelsum")


def lines(*found) -> str:
    return "".join(f"{one.model_dump_json()}\n" for one in found)


def test_disputed_values_stand_side_by_side_with_who_says_them():
    read = Read(html(
        article("a", incident(DAY, ("Kayes",), toll(22, by=JNIM)), publisher="Savanna Post"),
        article("b", incident(DAY, ("Kayes",), toll(4, by=ARMY))),
    ))  # fmt: skip
    assert re.search(r"Disputed · casualties.{0,60}(22 killed ?jnim .*4 killed|4 killed.*22 killed ?jnim)", read.words)
    assert "Savanna Post" in read.words
    assert "2 independent sources, 2 articles" in read.words


def test_every_link_leads_somewhere_and_no_name_is_given_twice():
    read = Read(abala())
    names = [about["id"] for _, about in read.tags if "id" in about]
    links = [about["href"] for tag, about in read.tags if tag == "a" and (about["href"] or "").startswith("#")]
    assert len(names) == len(set(names))
    assert {link for link in links if link[1:] not in names} == set()
    assert len(links) > 100


def test_a_fact_leads_to_its_words_and_the_words_lead_back():
    read = Read(abala())
    to_words = {about["href"] for tag, about in read.tags if tag == "a" and (about["href"] or "").startswith("#t")}
    notes = {about["id"]: about["href"] for _, about in read.tags if about.get("class") == "n"}
    assert {link[1:] for link in to_words} == set(notes)
    assert all(back == "#d" + name.split("-", 1)[1] for name, back in notes.items())


def test_the_marked_words_of_a_fact_are_its_quotes():
    given_records = records(*ABALA)
    found = list(corroborate(given_records))
    made = page(found, given_records, REFERENCE)
    shown = {record.article.id: record.article.text for record in given_records}
    seen = 0
    for number, dossier in enumerate(sorted(found, key=lambda one: one.status == "background_only"), start=1):
        for place in dossier.places:
            for cite in place.said_in:
                assert all(shown[cite.article][one.start : one.end] == one.quote for one in cite.evidence)
                seen += len(cite.evidence)
        assert f'id="d{number}"' in made
    marked = " ".join(re.findall(r"<mark[^>]*>([^<]*)</mark>", made))
    assert seen
    assert "Abala" in marked


def test_the_same_records_in_any_order_give_the_same_page():
    given_records = records(*ABALA)
    assert html(*given_records[::-1]) == abala() == html(*given_records)


def test_an_article_without_an_incident_is_on_the_page_too():
    read = Read(html(article("calm"), article("raid", incident())))
    assert "calm" in read.words
    assert "1 incident in 2 articles" in read.words
    assert "1 without an incident" in read.words


def test_a_page_about_nothing_says_so():
    read = Read(html(article("calm")))
    assert "No incident in these articles." in read.words
    assert "svg" not in {tag for tag, _ in read.tags}


def test_dossiers_without_their_records_are_shown_without_texts():
    found = list(corroborate(records(*ABALA)))
    read = Read(page(found, [], REFERENCE))
    assert "Its text is not here." in read.words
    assert {about["href"] for _, about in read.tags if (about.get("href") or "").startswith("#t")} == set()


def test_texts_beyond_what_a_page_holds_are_left_out_and_counted(monkeypatch):
    monkeypatch.setattr(articles, "CHARACTERS", 3000)
    read = Read(html(*records(*ABALA)))
    assert re.search(r"The texts of [12] articles? (is|are) left out", read.words)


def test_only_an_address_on_the_web_becomes_a_link():
    links = [about["href"] for tag, about in Read(html(*hostile())).tags if tag == "a"]
    outside = [link for link in links if not link.startswith("#")]
    assert len(outside) == 1
    assert outside[0].startswith("http://127.0.0.1:9/")


def test_nothing_in_an_article_becomes_markup():
    made = html(*hostile())
    read = Read(made)
    assert [tag for tag, _ in read.tags].count("script") == 1
    assert "onclick=alert(1)" in read.words
    assert "img" not in {tag for tag, _ in read.tags}
    assert not [name for _, about in read.tags for name in about if name.startswith("on")]
    assert not {char for char in made if char in "\x00\x07\u202e\u2066\u2028"}


def test_nothing_is_asked_of_the_network():
    for made in (abala(), html(*hostile())):
        read = Read(made)
        assert {about.get("src") for _, about in read.tags} == {None}
        assert [about["href"] for tag, about in read.tags if tag == "link"] == ["data:,"]
        policy = next(about["content"] for tag, about in read.tags if tag == "meta" and "http-equiv" in about)
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("days", "unit"), [((0, 0), "day"), ((0, 20), "day"), ((0, 200), "week"), ((0, 900), "month"), ((0, 9000), "year")]
)
def test_the_timeline_takes_the_unit_that_its_span_asks_for(days, unit):
    found = list(corroborate(article(str(at), incident(date(2001, 3, 7) + timedelta(day), (town,)))
                             for at, (day, town) in enumerate(zip(days, ("Kayes", "Gao"), strict=True))))  # fmt: skip
    made = timeline(found)
    assert made is not None
    assert made.unit == unit
    assert sum(len(bar.news) for bar in made.bars) == 2
    assert all(bar.start <= date(2001, 3, 7) + timedelta(days[0]) <= bar.end for bar in made.bars[:1])


@settings(max_examples=30)
@given(st.lists(st.dates(date(1991, 1, 1), date(2030, 1, 1)), min_size=1, max_size=12))
def test_every_dated_dossier_is_in_one_bar_that_holds_its_day(days):
    found = list(corroborate(article(str(at), incident(day, (f"Hamlet{at}",))) for at, day in enumerate(days)))
    made = timeline(found)
    assert made is not None
    for number, dossier in enumerate(found, start=1):
        (bar,) = [bar for bar in made.bars if number in bar.news + bar.background]
        assert bar.start <= dossier.date.start <= bar.end
    assert all(bar.x >= 0 and bar.x + bar.width <= 1000.5 for bar in made.bars)


def test_the_map_holds_every_place_and_its_names_do_not_lie_on_each_other():
    towns = ("Kayes", "Gao", "Mopti", "Kidal", "Niono", "Nioro", "Ségou", "Bandiagara", "Koro")
    found = list(corroborate(article(town, incident(DAY, (town,))) for town in towns))
    made = maps.drawn_map(found, REFERENCE.gazetteer)
    assert made is not None
    assert len(made.marks) == len(towns)
    for mark in made.marks:
        assert mark.radius <= mark.label.x <= maps.WIDTH - mark.radius
        assert mark.radius <= mark.label.y <= maps.HEIGHT - mark.radius
    shown = [one for one in (*(mark.label for mark in made.marks), *made.countries, *made.towns) if not one.is_spare]
    boxes = [maps._box(one.x, one.y, one.name, one.side) for one in shown]
    assert not [pair for pair in combinations(boxes, 2) if maps._meet(*pair)]


def test_a_village_that_nobody_knows_is_counted_and_not_drawn():
    made = html(article("a", incident(DAY, ("Nowhereville",))), article("b", incident(DAY, ("Gao",))))
    assert "1 incident has no place to draw" in Read(made).words


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_written_can_be_read(scheme):
    """WCAG AA: 4.5 for text, 3 for lines that mean something."""
    found = re.findall(r":root \{([^}]*)\}", shipped("sahelsum.report", "style.css"))
    colour = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", found[scheme == "dark"]))
    kinds = ("toll", "who", "where", "when", "claim", "thing")
    texts = [("ink", "ground"), ("dim", "ground"), ("dim", "raised"), ("link", "ground"), ("agreed", "ground"),
             ("disputed", "ground"), ("disputed", "raised"), ("ink", "land"), ("dim", "land"), ("ink", "flash"),
             *(("ink", kind) for kind in kinds), *((f"{kind}-line", "ground") for kind in kinds)]  # fmt: skip
    assert {pair: ratio for pair in texts if (ratio := contrast(*(colour[name] for name in pair))) < 4.5} == {}
    assert contrast(colour["news"], colour["land"]) >= 3


def test_records_go_in_by_file_or_standard_input_and_the_page_comes_out_whole(tmp_path):
    file = tmp_path / "records.jsonl"
    file.write_text(lines(*records(*ABALA)), encoding="utf-8")
    made = run(file, "-o", tmp_path / "page.html")
    assert (made.exit_code, made.stdout, made.stderr) == (0, "", "")
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == abala()
    assert run("-", stdin=file.read_text(encoding="utf-8")).stdout == abala()


def test_dossiers_are_taken_as_they_are_and_records_lend_their_texts(tmp_path):
    file, found = tmp_path / "both.jsonl", records(*ABALA)
    file.write_text(lines(*corroborate(found), *found), encoding="utf-8")
    assert run(file, "-o", "-").stdout == abala()


def test_a_bad_line_is_named_and_the_others_are_shown(tmp_path):
    file = tmp_path / "records.jsonl"
    file.write_text(lines(records(ABALA[0])[0]) + "{}\n", encoding="utf-8")
    made = run(file, "-o", tmp_path / "page.html")
    assert made.exit_code == 1
    assert "records.jsonl, line 2 is no record" in made.stderr
    assert (tmp_path / "page.html").is_file()


def test_what_cannot_be_read_or_written_is_said_in_a_sentence(tmp_path):
    nothing = run(tmp_path / "none.jsonl", "-o", tmp_path / "page.html")
    assert nothing.exit_code == 1
    assert "does not exist." in nothing.stderr
    assert not (tmp_path / "page.html").exists()
    file = tmp_path / "records.jsonl"
    file.write_text(lines(records(ABALA[0])[0]), encoding="utf-8")
    refused = run(file, "-o", tmp_path / "no" / "page.html")
    assert refused.exit_code == 1
    assert "cannot be written" in refused.stderr
    assert run("-", "-").exit_code == 2
