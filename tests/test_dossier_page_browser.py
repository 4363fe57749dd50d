"""The page of dossiers in a real browser: nothing runs but its own script, and fact and words lead to each other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from browser import FOUND, NAMES, Page, browser
from report_samples import ABALA, hostile, html, records

CLIPPED = """
[...document.querySelectorAll("body *")].filter(one => {
  const style = getComputedStyle(one);
  return !one.closest("svg") && style.display !== "inline" && style.overflowX === "visible" && one.checkVisibility()
    && one.scrollWidth > one.clientWidth + 1;
}).map(one => `${one.tagName}.${one.className}: ${one.scrollWidth} in ${one.clientWidth}`)
"""
SHOWN = "[...document.querySelectorAll('.card')].filter(one => one.checkVisibility()).length"
SET = "(() => {{ const one = document.querySelector('{0}'); one.value = '{1}'; " \
    "one.dispatchEvent(new Event('input', {{bubbles: true}})) }})()"
KEY = "document.querySelector('#atlas').dispatchEvent(new KeyboardEvent('keydown', {{key: '{0}', bubbles: true}}))"
VIEW = "document.querySelector('#atlas svg').viewBox.baseVal.width"


def written(folder: Path, *found) -> Path:
    file = folder / "report.html"
    file.write_text(html(*found), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    names = (*ABALA, "en01-mali-convoy-ambush", "en12-lome-force-summit", "en19-wulgo-transit-blast")
    return written(tmp_path_factory.mktemp("page"), *records(*names))


@pytest.fixture(scope="module")
def opened(file):
    """The page, open in a browser."""
    if FOUND is None:
        assert os.environ.get("CI") != "true", f"no browser here: install one of {', '.join(NAMES)}"
        pytest.skip("no Chromium here: the page is not looked at in a browser")
    with browser() as here:
        here.open(file)
        yield here


def asked(page: Page) -> list[str]:
    """Addresses, without the pictures of the browser's own date fields."""
    return [address for address in page.asked if not address.startswith("data:")]


def test_a_corpus_that_wants_to_run_does_not_and_nothing_is_asked_for(opened: Page, tmp_path: Path):
    file = written(tmp_path, *hostile())
    with browser() as other:
        other.open(file)
        other.value("document.querySelectorAll('details').forEach(one => { one.open = true })")
        other.value("document.querySelectorAll('a.c').forEach(one => one.click())")
        other.value("document.querySelectorAll('mark, b, i').forEach(one => "
                    "one.dispatchEvent(new Event('mouseover', {bubbles: true})))")  # fmt: skip
        assert asked(other) == [file.as_uri()]
        assert other.said == []
        assert other.value("[document.scripts.length, document.images.length, document.title.includes('articles')]") \
            == [1, 0, True]
        assert other.value("document.querySelectorAll('.words b, .words img, .card script').length") == 0


def test_a_page_that_let_it_run_would_be_noticed(opened: Page, tmp_path: Path):
    """Else the test before this one could not fail."""
    file = written(tmp_path, *hostile())
    text = file.read_text(encoding="utf-8").replace("&lt;img", "<img").replace("onerror=alert(1)&gt;", ">")
    file.write_text(text.replace("default-src 'none'; img-src data:", "img-src *"), encoding="utf-8")
    with browser() as other:
        other.open(file)
        assert "http://127.0.0.1:9/x.png" in asked(other)


def test_it_asks_for_nothing_and_nothing_complains(opened: Page, file: Path):
    assert asked(opened) == [file.as_uri()]
    assert opened.said == []


@pytest.mark.parametrize("width", [1280, 768, 390, 320])
def test_nothing_is_cut_off_on_a_screen(opened: Page, width: int):
    opened.seen(width)
    opened.value("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert opened.value("document.documentElement.scrollWidth <= innerWidth")
    assert opened.value(CLIPPED) == []


def test_a_fact_opens_its_article_at_its_words_and_escape_closes_it(opened: Page):
    opened.seen(1280)
    opened.value("document.querySelectorAll('details').forEach(one => { one.open = false })")
    opened.value("document.querySelector('.card .toll a.c').click()")
    fact = opened.value("document.querySelector('.card .toll li').id.slice(1)")
    assert opened.value("!document.querySelector('#reader').hidden")
    lit = opened.value("[...document.querySelectorAll('mark.lit')].map(one => one.dataset.f)")
    assert lit
    assert all(fact in facts.split() for facts in lit)
    assert opened.value("document.querySelector('#reader mark.lit').checkVisibility()")
    inside = "(() => { const box = document.querySelector('#reader').getBoundingClientRect(), " \
        "lit = document.querySelector('#reader mark.lit').getBoundingClientRect(); " \
        "return lit.top >= box.top - 1 && lit.bottom <= box.bottom + 1 })()"
    assert opened.value(inside)
    opened.value("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))")
    assert opened.value("document.querySelector('#reader').hidden")
    assert opened.value("document.querySelectorAll('section details.text').length") == 6
    assert opened.value("document.activeElement === document.querySelector('.card .toll a.c')")


def test_words_lead_to_their_fact_even_where_a_filter_hides_it(opened: Page):
    opened.value(SET.format("#status", "background_only"))
    opened.value("document.querySelector('.card .toll a.c').click()")
    opened.value("document.querySelector('#reader mark').click()")
    fact = opened.value("document.querySelector('#reader mark').dataset.f.split(' ')[0]")
    assert opened.value(f"document.getElementById('d{fact}').classList.contains('lit')")
    assert opened.value(f"document.getElementById('d{fact}').checkVisibility()")
    assert opened.value("document.querySelector('#status').value") == ""


def test_dossiers_are_filtered_by_date_country_and_actor_and_the_map_follows(opened: Page):
    opened.value("document.querySelector('#filters').reset()")
    everything = opened.value("document.querySelectorAll('.card').length")
    opened.value(SET.format("#country", "NE"))
    in_niger = opened.value(SHOWN)
    assert 0 < in_niger < everything
    assert opened.value("document.querySelectorAll('.marks .out').length") > 0
    opened.value(SET.format("#actor", opened.value("document.querySelector('#actor').options[1].value")))
    assert opened.value(SHOWN) <= in_niger
    opened.value(SET.format("#from", "2090-01-01"))
    assert opened.value(SHOWN) == 0
    assert opened.value("document.querySelector('#none').checkVisibility()")
    opened.value("document.querySelector('#filters').reset()")
    opened.value(SET.format("#from", ""))
    assert opened.value(SHOWN) == everything


def test_a_bar_of_the_timeline_sets_the_dates_and_lets_go_of_them(opened: Page):
    bar = "document.querySelector('.time a').dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))"
    whole = opened.value(SHOWN)
    opened.value(bar)
    assert 0 < opened.value(SHOWN) < whole
    opened.value(bar)
    assert opened.value(SHOWN) == whole


def test_the_map_is_moved_and_zoomed_from_the_keyboard(opened: Page):
    wide = opened.value(VIEW)
    opened.value(KEY.format("+"))
    assert opened.value(VIEW) < wide
    left = opened.value(VIEW.replace("width", "x"))
    opened.value(KEY.format("ArrowRight"))
    assert opened.value(VIEW.replace("width", "x")) > left
    opened.value(KEY.format("0"))
    assert opened.value(VIEW) == wide


def test_on_paper_every_text_is_there_and_light(opened: Page):
    opened.value("document.querySelectorAll('details').forEach(one => { one.open = false })")
    opened.seen(690, media="print", scheme="dark")
    assert opened.value("[...document.querySelectorAll('.words')].every(one => one.checkVisibility())")
    assert opened.value("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert opened.value("document.querySelector('#filters').checkVisibility()") is False
    opened.seen(1280)


def test_without_script_cards_texts_and_map_are_there(opened: Page, file: Path):
    with browser() as other:
        other.without_script()
        other.open(file)
        assert other.value("document.querySelector('#filters').checkVisibility()") is False
        assert other.value(SHOWN) == opened.value("document.querySelectorAll('.card').length")
        assert other.value("document.querySelectorAll('.marks circle').length") > 0
        assert other.value("document.querySelectorAll('.words').length") == 6


def test_a_long_page_sets_the_rest_when_it_is_wanted_and_all_of_it_in_the_end(opened: Page, tmp_path, monkeypatch):
    monkeypatch.setattr("sahelsum.report.page.LONG", 0)
    names = (*ABALA, "en01-mali-convoy-ambush", "en39-niono-macina-halfyear", "fr18-chronologie-fevrier-2026")
    file = written(tmp_path, *records(*names))
    later = "document.querySelectorAll('noscript.later').length"
    with browser() as other:
        other.open(file)
        other.value("document.querySelector('.card a.c[href^=\"#t\"]').click()")
        assert other.value("document.querySelector('#reader mark.lit').checkVisibility()")
        other.value("document.querySelectorAll('.n').forEach(one => one.click())")
        assert other.value("[...document.querySelectorAll('li.lit')].length") > 0
        for _ in range(200):
            if not other.value(later):
                break
        assert other.value(later) == 0
        whole = other.value("document.querySelectorAll('.card li').length")
        assert other.value("[...document.querySelectorAll('.words')].length") == 6
        assert other.said == []
    with browser() as plain:
        plain.without_script()
        plain.open(file)
        assert plain.value("document.querySelectorAll('.card li').length") == whole
