"""Speakers of whole passages: a communiqué reproduced in full, and the turns of a transcript.

Both are told by layout, not by verbs: a heading that names a communiqué's author, and lines that begin with a
speaker's name in capitals and a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sahelsum.rules.speech_names import Name, Names

_LABEL = re.compile(r"^(?P<label>[A-ZÀ-Ý][A-ZÀ-Ý'’ -]{2,40}?)[ \t]*(?:\([^)\n]{1,30}\))?[ \t]*:[ \t]", re.MULTILINE)
_HEADINGS = frozenset("communique statement declaration".split())
_PUBLIC = frozenset({"actor", "official", "voice"})
_END = re.compile(r"^(?:\W*)(?:NDLR|N\.D\.L\.R|Note de la rédaction|Editor['’]s note|ENDS|Fin du communiqué)", re.MULTILINE | re.IGNORECASE)
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
    sentences = names.view.sentences
    for sentence in sentences[:3]:
        words = names.words.folded[sentence.first : min(sentence.first + 3, sentence.last)]
        if not (sentence.is_title or sentence.index < 2) or not _HEADINGS & set(words):
            continue
        found = [name for name in names.of(sentence) if name.is_text and name.kind in _PUBLIC]
        if found and found[0].first - sentence.first <= 2 and names.is_capital(sentence.first) and _is_heading(names, sentence.end):
            end = _END.search(names.view.text, sentence.end)
            yield Passage(found[0], sentence.end, end.start() if end else sentences[-1].end)
            return


def _is_heading(names: Names, end: int) -> bool:
    """Whether a line ends there without a full stop."""
    text = names.view.text
    return text[end - 1] not in ".!?" and text[end : end + 1] in ("\n", "\r", "")


def _turns(names: Names) -> Iterator[Passage]:
    text, starts = names.view.text, names.words.starts
    labels = list(_LABEL.finditer(text))
    if len(labels) < _FEWEST_TURNS:
        return
    index = {start: word for word, start in enumerate(starts)}
    for label in labels:
        word = index.get(label.start())
        sentence = names.view.sentence_at(label.start())
        if word is None or sentence is None or word not in names.heads or names.heads[word][1] in ("outlet", "doc"):
            continue
        end = text.find("\n", label.end())
        name = Name(word, names.heads[word][0], label.start("label"), label.end("label"), names.heads[word][1])
        yield Passage(name, label.end(), end if end >= 0 else len(text))
