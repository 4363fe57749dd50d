"""Speakers of whole passages: a communiqué reproduced in full, and the turns of a transcript.

Both are told by layout, not by verbs: a heading that names a communiqué's author, and lines that begin with a
speaker's name in capitals and a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sahelsum.rules.sentences import Sentence
from sahelsum.rules.speech.names import Name, Names
from sahelsum.rules.speech.words import word_set

_LABEL = re.compile(
    r"^(?P<label>[A-ZÀ-Ý][A-ZÀ-Ý'’ -]{2,40}?)[ \t]{0,4}(?:\([^)\n]{1,30}\))?[ \t]{0,4}:[ \t]", re.MULTILINE
)
_HEADINGS = word_set("communique statement declaration release")
_PUBLIC = frozenset({"actor", "official", "voice"})
_END = re.compile(
    r"^\W{0,4}(?:NDLR|N\.D\.L\.R|Note de la rédaction|Editor['’]s note|ENDS|Fin du communiqué|Fait à |---)", re.M | re.I
)
_FIRST = 12
_LETTERHEAD = 3
_FEWEST_TURNS = 2
_LONG_HEADING = 10


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
    for sentence in sentences[:_FIRST]:
        opening = names.folded[sentence.first : min(sentence.first + 3, sentence.last)]
        if _HEADINGS.isdisjoint(opening) or not names.lexis.is_capital(sentence.first):
            continue
        if text[sentence.end - 1] in ".!?" or text[sentence.end : sentence.end + 1] not in ("\n", "\r", ""):
            continue
        is_capital = text[sentence.start : sentence.end].isupper()
        if sentence.index > 1 and not is_capital:
            continue
        author = next((name for name in names.of(sentence) if _is_author(names, name, sentence)), None)
        author = author or (_letterhead(names, sentence.index) if is_capital else None)
        if author is not None:
            end = _END.search(text, sentence.end)
            yield Passage(author, sentence.end, end.start() if end else sentences[-1].end)
            return


def _letterhead(names: Names, index: int) -> Name | None:
    """Who issues it by the lines in capitals above a bare `COMMUNIQUÉ N° 17`, else by the words that open the text."""
    sentences, text = names.lexis.view.sentences, names.lexis.text
    for above in reversed(sentences[max(0, index - _LETTERHEAD) : index]):
        name = next(iter(names.of(above)), None)
        if name is None or name.first - above.first > 1 or not text[above.start : above.end].isupper():
            continue
        if name.kind in _PUBLIC:
            return name
    for below in sentences[index + 1 : index + 2]:
        name = next(iter(names.of(below)), None)
        if name is not None and name.first == below.first and name.kind in _PUBLIC:
            return name
    return None


def _is_author(names: Names, name: Name, sentence: Sentence) -> bool:
    """`COMMUNIQUÉ DE L'ÉTAT-MAJOR`, `COMMUNIQUÉ N° 17 DU MINISTÈRE`: whoever is named right after the heading."""
    if name.kind not in _PUBLIC or name.first - sentence.first > _LONG_HEADING:
        return False
    around = names.folded[max(sentence.first, name.first - 1) : name.first + 1]
    return name.is_text or name.first == sentence.first or not names.grammar.links.isdisjoint(around)


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
