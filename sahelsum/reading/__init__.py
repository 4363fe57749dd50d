"""Reading: bytes or text to an `Article`.

    bytes ─decode─▶ text ─(html)─▶ text ─blocks─▶ words and blocks ─▶ marks, masthead, credits, language, fingerprint

Every part looks at the same `Page` of words and blocks, and all phrases are looked up in one pass.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

from sahelsum.article import Article, MarkKind, Span
from sahelsum.errors import InputError
from sahelsum.reading import decode
from sahelsum.reading.blocks import Page, page
from sahelsum.reading.boilerplate import Furniture
from sahelsum.reading.credits import credited
from sahelsum.reading.fingerprint import fingerprint
from sahelsum.reading.html import HtmlPage, is_html, reduce_html
from sahelsum.reading.language import language
from sahelsum.reading.lexicon import Lexicon, lexicon
from sahelsum.reading.marks import addresses, layered
from sahelsum.reading.masthead import Title, publisher, title
from sahelsum.reading.published import published as stated_date
from sahelsum.reading.repeats import repeats
from sahelsum.reading.suspect import suspect

__all__ = ["read"]


def read(
    source: str | Path | bytes,
    *,
    published: date | None = None,
    name: str | None = None,
    desk: Path | None = None,
) -> Article:
    """One article: a `Path` is a file, bytes are a file's content, a `str` is the text itself (or HTML).

    `published` is the publication date that the user gives and wins over any other; `name` is what messages and
    `Article.source` call the input; `desk` is a folder with the desk's own lexicon rows.

    Raises:
        InputError: it cannot be read as an article; one sentence says what, why and what to do.
        DataError: a lexicon file is malformed.
    """
    called = name or (str(source) if isinstance(source, Path) else "the text")
    text = source if isinstance(source, str) else decode.decode(_content(source, called), called)
    text = text.removeprefix("\ufeff")
    if len(text) > (decode.MAX_BYTES if is_html(text) else decode.MAX_CHARS):
        raise decode.too_long(called)
    if not text.strip():
        raise InputError(f"{called} is empty; give an article with text in it.")
    own = HtmlPage(text, None, None, None)
    if is_html(text):
        own = reduce_html(text, called)
    if len(own.text) > decode.MAX_CHARS:
        raise decode.too_long(called)
    return _article(own, str(source) if isinstance(source, Path) and name is None else name, published, lexicon(desk))


def _article(own: HtmlPage, source: str | None, given: date | None, words_known: Lexicon) -> Article:
    look = page(own.text)
    found = words_known.find(look)
    furniture = Furniture(look, found["boilerplate"])
    head = title(look, words_known, furniture, found)
    if own.title is not None:
        head = Title(0, Span(0, len(own.title)))
    stated = stated_date(look, words_known, found["masthead"], head.block if head else None)
    spans: dict[MarkKind, list[tuple[int, int]]] = {
        "suspect": list(suspect(look, found["suspect"])),
        "boilerplate": [*furniture.marks(), *addresses(look)],
        "repeat": list(repeats(look, frozenset(furniture.blocks), _title_key(look, head), words_known.numerals)),
    }
    marks = layered(own.text, spans)
    when = given or (stated.value if stated else own.published)
    by_text = given is None and stated is not None
    article = Article(
        text=own.text,
        source=source,
        title=own.text[head.span.start : head.span.end] if head else None,
        title_span=head.span if head else None,
        publisher=own.publisher or publisher(look, words_known, furniture, found, head.block if head else None),
        language=language(look.words, words_known),
        published=when,
        published_basis=None if when is None else "given" if given else "stated" if stated else "metadata",
        published_span=Span(stated.start, stated.end) if by_text and stated else None,
        credits=tuple(credited(look, words_known, furniture, found)),
        marks=marks,
        id=hashlib.sha256(own.text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        fingerprint="",
    )
    return _with_fingerprint(article, look)


def _title_key(look: Page, head: Title | None) -> str | None:
    if head is None:
        return None
    block = look.blocks[head.block]
    return look.key(block.first, block.last)


def _with_fingerprint(article: Article, look: Page) -> Article:
    """The article with the fingerprint of its unmarked words."""
    words = look.words
    kept: list[str] = []
    position = 0
    for span in article.readable():
        while position < len(words) and words.starts[position] < span.start:
            position += 1
        while position < len(words) and words.starts[position] < span.end:
            kept.append(words.folded[position])
            position += 1
    return replace(article, fingerprint=fingerprint(kept))


def _content(source: Path | bytes, called: str) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        if source.is_dir():
            raise InputError(f"{called} is a folder, not an article; name the files in it.")
        with source.open("rb") as handle:
            return handle.read(decode.MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError(f"There is no file {called}; check the path.") from error
    except OSError as error:
        raise InputError(f"{called} cannot be opened ({error.strerror}); check its permissions.") from error
