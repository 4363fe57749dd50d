"""The page of an evaluation in a real browser: nothing is asked for, nothing complains, nothing is cut off."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from browser import FOUND, NAMES, Page, browser
from runs import article, run

from sahelsum.scorepage.head import named
from sahelsum.scorepage.page import page
from sahelsum.scoring.run import Miss, Never

TEXT = "Gunmen attacked the post in Djibo on Tuesday, the army said. " * 12 + "Aneurysmatically" * 30
CLIPPED = """
[...document.querySelectorAll("body *")].filter(one => {
  const style = getComputedStyle(one);
  const scrolls = style.overflowX === "auto" || style.overflowX === "scroll";
  return !one.closest("svg") && style.display !== "inline" && !(scrolls && SCREEN)
    && one.scrollWidth > one.clientWidth + 1;
}).map(one => `${one.tagName}.${one.className}: ${one.scrollWidth} in ${one.clientWidth}`)
"""
"""What is wider than its room; on a screen a wide table may be scrolled, on paper it may not."""
OPEN = "[...document.querySelectorAll('details.article')].map(one => one.open)"
VISIBLE = "[...document.querySelectorAll('.beside')].map(one => one.checkVisibility())"


@pytest.fixture(scope="module")
def html(tmp_path_factory) -> Path:
    """A page with everything on it: three runs, never events, errors of every class, a text, a word without end."""
    classes = ("invented", "wrong", "missed", "partial")
    errors = tuple(
        Miss(field="casualties", verdict=verdict, slip="count: near", gold="12 killed (state_forces), by army",
             found=f"Aneurysmatically{at * 'x'} killed", cost=4, gold_at=((at * 9, at * 9 + 60),),
             found_at=((at * 9 + 30, at * 9 + 80),)) for at, verdict in enumerate(classes)
    )  # fmt: skip
    never = tuple(Never(kind="claim_as_fact", what=f"{at} killed, by the outlet") for at in range(15))
    articles = [article(n, 5, n % 4, id=f"en{n:02}-a-rather-long-name-of-an-article", never=never if n == 3 else (),
                        errors=errors if n % 4 else ()) for n in range(12)]  # fmt: skip
    before = [one.model_copy(update={"fields": {"places": (9, 9, 4, 1, 1, 3, 3, 4.5, 20)}}) for one in articles]
    runs = [("naive", run(before)), ("rules", run(before)), ("a-model-with-a-long-name", run(articles))]
    file = tmp_path_factory.mktemp("page") / "eval.html"
    file.write_text(page(named(runs), lambda article: TEXT), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def opened(html):
    """The page, open in a browser."""
    if FOUND is None:
        assert os.environ.get("CI") != "true", f"no browser here: install one of {', '.join(NAMES)}"
        pytest.skip("no Chromium here: the page is not looked at in a browser")
    with browser() as here:
        here.open(html)
        yield here


def test_it_asks_for_nothing_and_nothing_complains(opened: Page, html: Path):
    assert opened.asked == [html.as_uri()]
    assert opened.said == []


def test_a_browser_that_complains_is_heard(opened: Page, tmp_path: Path):
    """Else the test before this one could not fail."""
    file = tmp_path / "bad.html"
    file.write_text("<img src='http://127.0.0.1:9/x.png'><script>console.log('hello'); nothing()</script>")
    with browser() as other:
        other.open(file)
        assert "http://127.0.0.1:9/x.png" in other.asked
        assert "hello" in other.said
        assert any("Uncaught" in line for line in other.said)


@pytest.mark.parametrize("width", [1200, 768, 420, 320])
def test_nothing_is_cut_off_on_a_screen(opened: Page, width: int):
    opened.seen(width)
    assert opened.value("innerWidth") == width
    opened.value("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert opened.value("document.documentElement.scrollWidth <= innerWidth")
    assert opened.value(CLIPPED.replace("SCREEN", "true")) == []


def test_nothing_is_cut_off_on_paper_and_closed_articles_are_printed(opened: Page):
    opened.value("document.querySelectorAll('details').forEach(one => { one.open = false })")
    opened.seen(690, media="print")
    assert opened.value(CLIPPED.replace("SCREEN", "false")) == []
    assert opened.value(OPEN) == [False] * 12
    assert opened.value(VISIBLE) == [True] * 9
    opened.seen(690)
    assert opened.value(VISIBLE) == [False] * 9


def test_it_is_dark_in_the_dark_and_light_on_paper(opened: Page):
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    opened.seen(1000, scheme="dark")
    assert opened.value(ground) == "rgb(20, 22, 26)"
    opened.seen(1000, media="print", scheme="dark")
    assert opened.value(ground) == "rgb(255, 255, 255)"


def test_articles_can_be_filtered(opened: Page):
    opened.seen(1000)
    shown = "[...document.querySelectorAll('details.article')].filter(one => !one.hidden).length"
    set_to = "(() => {{ const one = document.querySelector('#controls {0}'); one.value = '{1}'; " \
        "one.dispatchEvent(new Event('input')) }})()"
    assert opened.value(shown) == 12
    opened.value(set_to.format("select", "wrong"))
    assert opened.value(shown) == 9
    opened.value(set_to.format("input", "en03"))
    assert opened.value(shown) == 1
    assert opened.value("document.querySelector('#controls output').textContent") == "1 of 12"
    opened.value(set_to.format("input", "") + ";" + set_to.format("select", "any"))
    assert opened.value(shown) == 12


def test_pointing_at_an_error_shows_its_words(opened: Page):
    error = "document.querySelector('li[data-error=\"2\"]')"
    opened.value(f"{error}.dispatchEvent(new Event('mouseover', {{bubbles: true}}))")
    lit = "[...document.querySelectorAll('mark.lit')].map(one => one.dataset.errors.split(' ').includes('2'))"
    found = opened.value(lit)
    assert found
    assert all(found)


def test_without_script_everything_is_there(opened: Page, html: Path):
    with browser() as other:
        other.without_script()
        other.open(html)
        assert other.value("document.querySelector('#controls').hidden") is True
        words = "document.body.textContent.replace(/\\s+/g, ' ').length"
        assert other.value("document.querySelectorAll('mark').length") == opened.value(
            "document.querySelectorAll('mark').length"
        )
        assert other.value(words) > 9 * len(TEXT)
