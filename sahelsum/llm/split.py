"""Long articles: parts that a model can take, each under the article's own head, split between paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sahelsum.article import Article

LONGEST = 60_000
"""Characters asked about at once at the most."""
SHORTEST = 2_000
"""Characters below which an article is not split: a window that small holds no prompt."""
_HEAD = 800
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_SENTENCE = re.compile(r"(?<=[.!?…»”])\s+")


def parts(article: Article, longest: int) -> list[Article]:
    """The article in parts of at most `longest` characters, whole where it is not longer.

    Every part begins with the head of the article (title, dateline, lead), since what follows leans on it, and has the
    article's own id: what is found in any part is looked up in the whole text.
    """
    if len(article.text) <= longest:
        return [article]
    head, body = _headed(article.text)
    room = max(longest - len(head) - 2, SHORTEST // 2)
    return [replace(article, text=f"{head}\n\n{piece}" if piece else head) for piece in _packed(body, room)]


def _headed(text: str) -> tuple[str, str]:
    """The first paragraphs, as many as fit into the length of a head, and the rest."""
    ends = [match for match in _PARAGRAPH.finditer(text, 0, _HEAD) if match.start() <= _HEAD]
    if not ends:
        return text[:0], text
    return text[: ends[-1].start()], text[ends[-1].end() :]


def _packed(body: str, room: int) -> Iterator[str]:
    """Paragraphs together, as many as fit into `room`."""
    piece = ""
    for paragraph in _PARAGRAPH.split(body):
        for chunk in _chunks(paragraph, room):
            if piece and len(piece) + 2 + len(chunk) > room:
                yield piece
                piece = ""
            piece = f"{piece}\n\n{chunk}" if piece else chunk
    if piece:
        yield piece


def _chunks(paragraph: str, room: int) -> Iterator[str]:
    """A paragraph, or where it is longer than `room`, its sentences together; a sentence that is longer is cut."""
    if len(paragraph) <= room:
        yield paragraph
        return
    piece = ""
    for sentence in _SENTENCE.split(paragraph):
        for start in range(0, len(sentence), room):
            cut = sentence[start : start + room]
            if piece and len(piece) + 1 + len(cut) > room:
                yield piece
                piece = ""
            piece = f"{piece} {cut}" if piece else cut
    if piece:
        yield piece
