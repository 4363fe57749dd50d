"""Speakers of whole passages: a communiqué reproduced in full, and the turns of a transcript.

Both are told by layout, not by verbs: a heading that names a communiqué's author, and lines that begin with a
speaker's name in capitals and a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sahelsum.rules.speech_names import Name, Names
from sahelsum.rules.speech_words import word_set

_LABEL = re.compile(
    r"^(?P<label>[A-ZÀ-Ý][A-ZÀ-Ý'’ -]{2,40}?)[ \t]{0,4}(?:\([^)\n]{1,30}\))?[ \t]{0,4}:[ \t]", re.MULTILINE
)
_HEADINGS = word_set("communique statement declaration")
_PUBLIC = frozenset({"actor", "official", "voice"})
_END = re.compile(
    r"^\W{0,4}(?:NDLR|N\.D\.L\.R|Note de la rédaction|Editor['’]s note|ENDS|Fin du communiqué)", re.M | re.I
)
_FEWEST_TURNS = 2


@dataclass(frozen=True, slots=True)
class Passage:
    """`name` says characters `start:end`."""

    name: Name
    start: int
    end: int


def passages(names: Names) -> Iterator[Passage]:
    """The whole passages of an article that somebody says, in order."""
    yield from _communique(names)
    yield from _turns(names)


def _communique(names: Names) -> Iterator[Passage]:
    text, sentences = names.lexis.text, names.lexis.view.sentences
    for sentence in sentences[:2]:
        opening = names.folded[sentence.first : min(sentence.first + 3, sentence.last)]
        if _HEADINGS.isdisjoint(opening) or not names.lexis.is_capital(sentence.first):
            continue
        if text[sentence.end - 1] in ".!?" or text[sentence.end : sentence.end + 1] not in ("\n", "\r", ""):
            continue
        for name in names.of(sentence)[:1]:
            if name.is_text and name.kind in _PUBLIC and name.first - sentence.first <= 2:
                end = _END.search(text, sentence.end)
                yield Passage(name, sentence.end, end.start() if end else sentences[-1].end)
                return


def _turns(names: Names) -> Iterator[Passage]:
    lexis = names.lexis
    labels = list(_LABEL.finditer(lexis.text))
    if len(labels) < _FEWEST_TURNS:
        return
    index = {start: word for word, start in enumerate(lexis.words.starts)}
    for label in labels:
        word = index.get(label.start())
        if word is None or not lexis.is_head(word, "outlet", "doc") or lexis.view.sentence_at(label.start()) is None:
            continue
        last, kind = lexis.heads[word]
        end = lexis.text.find("\n", label.end())
        name = Name(word, last, label.start("label"), label.end("label"), kind)
        yield Passage(name, label.end(), end if end >= 0 else len(lexis.text))
