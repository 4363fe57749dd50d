"""Reading end to end: bytes in, one text with offsets out, or one sentence that says why not."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahelsum.article import Article
from sahelsum.errors import InputError
from sahelsum.reading import read
from sahelsum.reading.decode import MAX_BYTES, MAX_CHARS
from sahelsum.reading.fingerprint import NEAR_COPY, distance

FIXTURES = Path(__file__).parent / "fixtures"
STORY = "Des hommes armés ont attaqué une position de l’armée près de Djibo, où l'on a relevé « six » morts à l'aube."


def marked(article: Article, kind: str) -> list[str]:
    return [article.text[mark.start : mark.end] for mark in article.marks if mark.kind == kind]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "mac_roman"])
def test_the_encoding_that_the_bytes_show_is_read(encoding: str):
    assert read(STORY.encode(encoding)).text == STORY


def test_short_latin1_french_is_not_taken_for_an_eastern_code_page():
    assert read("Tués à l'été près de Gao.".encode("latin-1")).text == "Tués à l'été près de Gao."


def test_utf8_with_one_cut_character_stays_utf8():
    assert read(STORY.encode() + b"\xc3").text == STORY + "\ufffd"


def test_arabic_in_its_windows_code_page_is_read_and_named():
    arabic = "قتل ستة جنود في هجوم على موقع للجيش قرب الحدود"
    article = read(arabic.encode("cp1256"))
    assert (article.text, article.language) == (arabic, "ar")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04rest", "docx"),
        (b"\x89PNG\r\n", "PNG"),
        (bytes(range(256)) * 4, "binary"),
        (bytes((0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xFF)) * 9, "encoding"),
        (b"<html><body><a href='/'>Home</a></body></html>", "no article"),
        (b"<?xml version='1.0'?><rss><item>x</item></rss>", "feed"),
        (b"a" * (MAX_CHARS + 1), "2 million"),
        (b"a" * (MAX_BYTES + 1), "2 million"),
    ],
)
def test_what_is_no_article_is_refused_in_one_sentence(content: bytes, says: str):
    with pytest.raises(InputError, match=says) as caught:
        read(content, name="input.bin")
    message = str(caught.value)
    assert message.startswith("input.bin")
    assert message.endswith(".")
    assert "\n" not in message


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path):
    with pytest.raises(InputError, match="There is no file"):
        read(tmp_path / "none.txt")
    with pytest.raises(InputError, match="folder"):
        read(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_a_file_without_permission_is_refused(tmp_path: Path):
    closed = tmp_path / "closed.txt"
    closed.write_text(STORY)
    closed.chmod(0)
    with pytest.raises(InputError, match="cannot be opened"):
        read(closed)


def test_the_text_is_kept_character_for_character():
    text = "  Title \r\n\r\nBody\u00a0 with  odd\u200b spaces.\r\n"
    article = read(text)
    assert article.text == text
    assert article.id == hashlib.sha256(text.encode()).hexdigest()[:16]


def test_a_path_is_the_source_unless_a_name_is_given(tmp_path: Path):
    file = tmp_path / "a.txt"
    file.write_text(STORY, encoding="utf-8")
    assert read(file).source == str(file)
    assert read(file, name="-").source == "-"
    assert read(STORY).source is None


def test_a_latin1_page_keeps_its_story_and_its_metadata():
    article = read(FIXTURES / "page-fr-latin1.html")
    assert article.title == "Soum : six gendarmes tués près de Tongomayel"
    assert article.text.count(article.title) == 1
    assert "quatre autres blessés" in article.text
    assert "900" not in article.text, "what a reader cannot see is not text"
    assert "Accueil" not in article.text
    assert article.publisher == "Journal de la Boucle"
    assert (article.published, article.published_basis, article.published_span) == (date(2024, 3, 12), "metadata", None)


def test_a_headline_that_only_the_metadata_has_heads_the_text():
    article = read(FIXTURES / "page-en.html")
    assert article.text.startswith("Two guards killed at Kantchari post\n\nGunmen on motorbikes")
    assert article.publisher == "Eastern Dispatch"
    assert article.published == date(2023, 8, 4), "not the date in the story"
    assert article.title_span is not None
    assert article.text[article.title_span.start : article.title_span.end] == article.title


def test_html_is_known_by_its_tags_and_not_by_a_mention_of_them():
    assert "<html>" in read("The page said <html> and nothing else. The reporter closed it and left.").text


def test_markdown_keeps_its_text_and_loses_its_furniture():
    article = read(FIXTURES / "article.md")
    assert article.title == "Raid on a grain store near Ansongo"
    assert article.published == date(2023, 8, 3)
    noise = " ".join(marked(article, "boilerplate"))
    assert "12-sacks" in noise
    assert "999-dead" in noise
    assert "17 killed" in noise
    assert "forty sacks" not in noise


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Mali: 3 dead in Gao after the attack on a convoy.", "en"),
        ("Au moins trois morts dans une attaque contre un convoi au nord du Mali.", "fr"),
        ("Al menos tres soldados han muerto en un ataque en el norte de Malí, según el ejército.", "es"),
        (
            "Yan bindiga sun kashe mutane da dama a wani kauye na jihar Katsina, in ji mazauna, kuma sojoji suna nema.",
            "ha",
        ),
        ("قتل ثلاثة جنود في هجوم شمال مالي", "ar"),
        ("1 2 3", "und"),
    ],
)
def test_the_language_is_told(text: str, code: str):
    assert read(text).language == code


def test_a_lightly_edited_copy_is_near_and_another_story_is_far():
    body = " ".join(f"Sentence {n} says that patrol {n * 7} met riders at well {n * 3} on the road." for n in range(40))
    other = " ".join(f"In hamlet {n} the {n * 5} families counted their sheep again and again." for n in range(40))
    one, copy, third = (read(text).fingerprint for text in (body, body.replace("well 9 ", "wells nearby "), other))
    assert distance(one, copy) <= NEAR_COPY < distance(one, third)


def test_a_given_date_wins_over_a_stated_one():
    text = f"Bamako, 1 July 2025 (AFP) - {STORY}"
    stated, told = read(text), read(text, published=date(2024, 1, 1))
    assert (stated.published, stated.published_basis) == (date(2025, 7, 1), "stated")
    assert (told.published, told.published_basis, told.published_span) == (date(2024, 1, 1), "given", None)


@given(st.text(max_size=600))
def test_any_text_gives_sorted_marks_within_it(text: str):
    try:
        article = read(text)
    except InputError:
        return
    position = 0
    for mark in article.marks:
        assert position <= mark.start < mark.end <= len(article.text)
        position = mark.end
    pieces = sorted([(m.start, m.end) for m in article.marks] + [(s.start, s.end) for s in article.readable()])
    assert "".join(article.text[start:end] for start, end in pieces) == article.text


@given(st.binary(max_size=400))
def test_any_bytes_are_an_article_or_a_sentence(data: bytes):
    try:
        article = read(data, name="it")
    except InputError as error:
        said = str(error)
    else:
        said = article.text + "."
    assert said.endswith(".")
    assert said != "."
