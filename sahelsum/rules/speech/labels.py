"""Speakers told by punctuation alone: `Army: 18 fighters killed`, `18 killed in Tessit - army`, « 17 morts (mairie) ».

Headlines, alerts and tables have no room for a verb of saying. Only nouns that speak count here: a colon after a
place or a topic says nothing of who speaks, and a name in brackets in capitals is as often a short form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sahelsum.rules.sentences import Sentence
from sahelsum.rules.speech.lexis import SPACES, Lexis
from sahelsum.rules.speech.names import Name
from sahelsum.rules.speech.words import word_set

_SPEAK = frozenset({"source", "official", "voice", "witness", "ngo", "actor"})
_VIEWERS = frozenset({"source", "official", "witness", "ngo"})
_FOR = frozenset({"pour", "for"})
_TO = frozenset({"to", "de", "of"})
_REACH = 12
_DASHES = ("-", "–", "—", ":")
_IRREGULAR = word_set(
    "gunmen attackers assailants fighters jihadists militants insurgents rebels jihadistes djihadistes terroristes "
    "assaillants combattants rebelles hommes"
)


def labelled(lexis: Lexis, sentence: Sentence, names: Sequence[Name]) -> Iterator[tuple[Name, bool]]:
    """Each name that is a label, with whether the words said stand after it."""
    for name in names:
        is_irregular = name.is_group or not _IRREGULAR.isdisjoint(lexis.words.folded[name.first : name.last])
        if name.kind not in _SPEAK or is_irregular:
            continue
        if _is_heading(lexis, sentence, name) or _is_view(lexis, sentence, name):
            yield name, True
        elif _is_bracketed(lexis, name) or _is_tail(lexis, sentence, name):
            yield name, False


def _is_heading(lexis: Lexis, sentence: Sentence, name: Name) -> bool:
    """`Army: …` at the head of a sentence, or behind a semicolon."""
    opens = name.first == sentence.first or lexis.mark_before(name.first) == ";"
    return opens and name.last < sentence.last and lexis.marks_after(name.last - 1)[0] == ":"


def _is_view(lexis: Lexis, sentence: Sentence, name: Name) -> bool:
    """« Pour les familles réunies devant la préfecture, … »: as they see it."""
    if name.kind not in _VIEWERS or name.first != sentence.first + 1 or lexis.words.folded[sentence.first] not in _FOR:
        return False
    last = min(sentence.last, name.last + _REACH)
    return any("," in lexis.gap(at) for at in range(name.last, last)) and lexis.words.folded[name.last] not in _TO


def _is_bracketed(lexis: Lexis, name: Name) -> bool:
    """`12 dead (police)`: alone in brackets and in small letters."""
    is_small = not lexis.text[name.start].isupper()
    return is_small and lexis.mark_before(name.first) == "(" and lexis.marks_after(name.last - 1)[0] == ")"


def _is_tail(lexis: Lexis, sentence: Sentence, name: Name) -> bool:
    """`18 killed in Tessit - army`: the end of a line without a full stop, behind a dash or colon set apart."""
    if name.last != sentence.last or name.first == sentence.first or lexis.text[sentence.end - 1] in ".!?…":
        return False
    gap = lexis.text[lexis.words.ends[name.first - 1] : lexis.words.starts[name.first]]
    return gap.strip(SPACES) in _DASHES and gap[-1:].isspace()
