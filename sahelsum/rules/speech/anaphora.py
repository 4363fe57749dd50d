"""For whom a pronoun, `the group`, `the statement` or a bare participle stands: the last one that fits.

What fits is told by kind, not by grammar: `she` is no army, `it` is no witness, `the group` is an armed one. A name
that opens a sentence counts as spoken of, so that `Fatimatou still has the key. She says …` is hers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from sahelsum.rules.sentences import Sentence
from sahelsum.rules.speech.lexis import Lexis
from sahelsum.rules.speech.names import Name
from sahelsum.rules.speech.sayings import DEFINITE, Saying

_NEAR_SENTENCES = 4
_PERSONS = frozenset({"voice", "official", "witness", "source", "ngo", "name", "phrase"})
_THINGS = frozenset({"actor", "official", "ngo", "outlet"})
_MANY = frozenset({"witness", "actor", "source", "official", "ngo", "name", "phrase"})
_ISSUERS = frozenset({"actor", "official", "voice", "ngo", "source"})
_TELLERS = frozenset({"source", "official", "witness", "voice"})
_FITTING = {
    **dict.fromkeys(("he", "she", "him", "her"), _PERSONS),
    **dict.fromkeys(("it",), _THINGS),
    **dict.fromkeys(("they", "them", "ils", "elles", "eux"), _MANY),
    **dict.fromkeys(("il", "elle", "lui"), _PERSONS | _THINGS),
}
_SINGULAR = frozenset({"he", "she", "him", "her", "il", "elle", "lui"})
_OPENERS = frozenset({"witness", "name", "official", "source", "voice"})
_LATER = frozenset({"name", "witness", "voice", "official"})
_SAME = frozenset({"meme", "memes", "same"})
_SMALL = 3
_SAME_REACH = 12
_SPEECHLESS = frozenset({"place", "doc", "outlet", "phrase"})

Mention = tuple[int, Name]
"""A name and the number of the sentence where somebody by that name spoke or was spoken of."""


class Antecedents:
    """Those who have been spoken of so far, the latest last."""

    def __init__(self, lexis: Lexis) -> None:
        self.lexis = lexis
        self.folded = lexis.words.folded
        self._spoken: list[Mention] = []
        self._named: list[Mention] = []

    def spoke(self, name: Name, sentence: Sentence) -> None:
        """The bearer of `name` said something in `sentence`."""
        self._spoken.append((sentence.index, name))

    def read(self, sentence: Sentence, names: Sequence[Name]) -> None:
        """A sentence has been read: the armed actors and the people that it names may be meant by what follows."""
        for name in names:
            opens = name.first - sentence.first <= 1
            if name.kind == "actor" or (opens and name.kind in _OPENERS):
                self._named.append((sentence.index, name))

    def speaker(self, saying: Saying, names: Sequence[Name]) -> Name | None:
        """Who speaks in `saying`, or null where that cannot be told; `names` are those of its sentence."""
        name, index = saying.name, saying.sentence.index
        if saying.pronoun is not None:
            return self._of_pronoun(saying, saying.pronoun, names)
        if name is None:
            return self._of_participle(saying, names)
        if not _SAME.isdisjoint(self.folded[name.first : name.last]):
            spoken = self._namesake(name, index)
            if spoken is not None or name.kind != "doc":
                return spoken or self._latest(_TELLERS, index) or name
        if name.kind == "doc":
            return self._of_text(name, index)
        if name.kind == "group":
            described = self.lexis.mark_before(name.first) == ","
            return (self._group(saying, names) if described or self._is_definite(name) else None) or name
        return name

    def _of_pronoun(self, saying: Saying, pronoun: str, names: Sequence[Name]) -> Name | None:
        fitting, is_one = _FITTING.get(pronoun, frozenset()), pronoun in _SINGULAR
        subject = names[0] if names else None
        if subject is not None and (subject.end > saying.edge_start or not self._opens(subject, saying.sentence)):
            subject = None
        if subject is not None and (subject.kind not in fitting or (is_one and subject.is_plural)):
            subject = None
        return self._latest(fitting, saying.sentence.index, subject, is_one)

    def _of_participle(self, saying: Saying, names: Sequence[Name]) -> Name | None:
        """`…, saying its fighters …`: whoever last spoke in the sentence, else its first name."""
        if self._spoken and self._spoken[-1][0] == saying.sentence.index:
            return self._spoken[-1][1]
        if not saying.is_participle:
            return None
        for name in names[:6]:
            written = self.lexis.text[name.start].isupper() or name.kind != "name"
            if name.kind not in _SPEECHLESS and written:
                return name if name.end <= saying.edge_start and self._opens(name, saying.sentence) else None
        return None

    def _of_text(self, name: Name, index: int) -> Name | None:
        """`the statement`: whoever may have issued it last; `a statement, which said`: who speaks in the sentence."""
        if self._is_definite(name):
            return self._latest(_ISSUERS, index) or name
        return self._spoken[-1][1] if self._spoken and self._spoken[-1][0] == index else name

    def _namesake(self, name: Name, index: int) -> Name | None:
        """`the same bulletin`: the last speaker of whom that noun was said."""
        words = {word for word in self.folded[name.first : name.last] if word not in _SAME and len(word) > _SMALL}
        for at, other in reversed(self._spoken[-8:]):
            if index - at <= _SAME_REACH and not words.isdisjoint(self.folded[other.first : other.last]):
                return other
        return None

    def _opens(self, name: Name, sentence: Sentence) -> bool:
        return name.first == sentence.first or self.lexis.mark_before(name.first) in tuple(",–—-):")

    def _latest(
        self, fitting: frozenset[str], index: int, subject: Name | None = None, is_one: bool = False
    ) -> Name | None:
        """The last who fits: of those who spoke, but for a later one who was only named."""
        spoken = _last(self._spoken, fitting, is_one)
        if spoken is not None and index - spoken[0] > _NEAR_SENTENCES:
            spoken = None
        if subject is not None and (spoken is None or spoken[0] < index - 1):
            return subject
        named = _last(self._named, fitting, is_one)
        if named is None or index - named[0] > 1:
            return spoken[1] if spoken is not None else None
        is_later = spoken is None or (named[0] > spoken[0] and named[1].kind in _LATER)
        return named[1] if is_later or spoken is None else spoken[1]

    def _group(self, saying: Saying, names: Sequence[Name]) -> Name | None:
        """The armed group that was last named."""
        index = saying.sentence.index
        at = bisect_right(names, saying.edge_start, key=lambda name: name.end)
        known = [*self._spoken[-12:], *self._named[-12:], *((index, name) for name in names[max(0, at - 12) : at])]
        groups = [mention for mention in known if mention[1].is_group]
        last = max(groups, key=lambda mention: (mention[0], mention[1].start), default=None)
        return last[1] if last is not None and index - last[0] <= _NEAR_SENTENCES + 2 else None

    def _is_definite(self, name: Name) -> bool:
        return name.is_owned or self.folded[name.first] in DEFINITE


def _last(people: Sequence[Mention], fitting: frozenset[str], is_one: bool) -> Mention | None:
    """The last of the latest few for whom a pronoun of these kinds may stand; `is_one`: for one only."""
    for mention in reversed(people[-8:]):
        if mention[1].kind in fitting and not (is_one and mention[1].is_plural):
            return mention
    return None
