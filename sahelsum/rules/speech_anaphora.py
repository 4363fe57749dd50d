"""For whom a pronoun, `the group`, `the statement` or a bare participle stands: the last one that fits.

What fits is told by kind, not by grammar: `she` is no army, `it` is no witness, `the group` is an armed one. A name
that opens a sentence counts as spoken of, so that `Fatimatou still has the key. She says …` is hers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sahelsum.rules.sentences import Sentence
from sahelsum.rules.speech_names import Name, Names

_NEAR_SENTENCES = 4
_PERSONS = frozenset({"voice", "official", "witness", "source", "ngo", "name", "phrase", "unknown"})
_THINGS = frozenset({"actor", "official", "ngo", "outlet"})
_MANY = frozenset({"witness", "actor", "source", "official", "ngo", "name", "phrase"})
_ISSUERS = frozenset({"actor", "official", "voice", "ngo", "source"})
_FITTING = {
    "he": _PERSONS, "she": _PERSONS, "him": _PERSONS, "her": _PERSONS, "it": _THINGS, "they": _MANY, "them": _MANY,
    "il": _PERSONS | _THINGS, "elle": _PERSONS | _THINGS, "lui": _PERSONS | _THINGS, "ils": _MANY, "elles": _MANY, "eux": _MANY,
}  # fmt: skip
_SINGULAR = frozenset({"he", "she", "him", "her", "il", "elle", "lui"})


class Spoken(Protocol):
    """What is asked of a saying."""

    @property
    def name(self) -> Name | None: ...
    @property
    def pronoun(self) -> str | None: ...
    @property
    def sentence(self) -> Sentence: ...
    @property
    def edge_start(self) -> int: ...
    @property
    def is_participle(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Person:
    """Who speaks: the name at characters `start:end`, and its kind."""

    start: int
    end: int
    kind: str
    is_plural: bool = False
    is_group: bool = False


class Antecedents:
    """Those who have been spoken of so far, the latest last."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.text = names.view.text
        self._spoken: list[tuple[int, Person]] = []
        self._named: list[tuple[int, Person]] = []

    def spoke(self, person: Person, sentence: Sentence) -> None:
        """`person` said something in `sentence`."""
        self._spoken.append((sentence.index, person))

    def read(self, sentence: Sentence, names: Sequence[Name]) -> None:
        """A sentence has been read: the armed actors and the people that it names may be meant by what follows."""
        for name in names:
            person = _person(name)
            opens = name.first - sentence.first <= 1
            if name.kind == "actor" or (opens and name.kind in ("witness", "name", "official", "source", "voice")):
                self._named.append((sentence.index, person))

    def person(self, saying: Spoken, names: Sequence[Name]) -> Person | None:
        """Who speaks in `saying`, or null where that cannot be told."""
        name, index = saying.name, saying.sentence.index
        if name is None and saying.pronoun is None:
            return self._of_participle(saying, names)
        if saying.pronoun is not None:
            fitting = _FITTING.get(saying.pronoun, frozenset())
            return self._latest(fitting, index, self._in_subject_place(saying, names), saying.pronoun in _SINGULAR)
        assert name is not None
        if name.kind == "doc":
            here = self._spoken[-1] if self._spoken else None
            if not self._is_definite(name):
                return here[1] if here is not None and here[0] == index else None
            owner = self._latest(_ISSUERS, index, [])
            return owner or Person(name.start, name.end, "unknown")
        if name.kind == "group":
            described = self.text[: self.names.words.starts[name.first]].rstrip()[-1:] == ","
            named = self._group(saying, names) if described or self._is_definite(name) else None
            return named or Person(name.start, name.end, "actor")
        if self._is_same(name):
            return self._latest(frozenset({"source", "official", "witness", "voice"}), index, []) or _person(name)
        return _person(name)

    def _of_participle(self, saying: Spoken, names: Sequence[Name]) -> Person | None:
        """`…, saying its fighters …`: whoever last spoke in the sentence, else its first name."""
        if self._spoken and self._spoken[-1][0] == saying.sentence.index:
            return self._spoken[-1][1]
        if not saying.is_participle:
            return None
        subject = [name for name in names if name.end <= saying.edge_start and name.kind not in ("place", "doc", "outlet", "phrase")]
        subject = [name for name in subject if self.text[name.start].isupper() or name.kind != "name"]
        return _person(subject[0]) if subject and self._opens(subject[0], saying.sentence) else None

    def _opens(self, name: Name, sentence: Sentence) -> bool:
        before = self.text[sentence.start : self.names.words.starts[name.first]].rstrip()
        return not before or before[-1] in ",–—-):"

    def _in_subject_place(self, saying: Spoken, names: Sequence[Name]) -> list[Person]:
        """Names that open the sentence of the saying itself."""
        return [
            _person(name)
            for name in names[:1]
            if name.end <= saying.edge_start and self._opens(name, saying.sentence) and name.kind not in ("place", "doc")
        ]

    def _latest(self, fitting: frozenset[str], index: int, nearest: Sequence[Person], is_one: bool = False) -> Person | None:
        spoken = self._last(_fit(self._spoken, fitting, is_one), index, _NEAR_SENTENCES)
        if spoken is None or spoken[0] < index - 1:
            for person in nearest:
                if person.kind in fitting and not (is_one and person.is_plural):
                    return person
        named = self._last(_fit(self._named, fitting, is_one), index, 1)
        if spoken is None or (named is not None and named[0] > spoken[0] and named[1].kind in ("name", "witness", "voice", "official")):
            return named[1] if named is not None else None
        return spoken[1]

    def _last(self, people: list[tuple[int, Person]], index: int, reach: int) -> tuple[int, Person] | None:
        return people[-1] if people and index - people[-1][0] <= reach else None

    def _group(self, saying: Spoken, names: Sequence[Name]) -> Person | None:
        index = saying.sentence.index
        here = [(index, _person(name)) for name in names if name.end <= saying.edge_start]
        known = [*self._spoken[-12:], *self._named[-12:], *here]
        for at, person in sorted(known, key=lambda pair: (pair[0], pair[1].start), reverse=True):
            if person.is_group:
                return person if index - at <= _NEAR_SENTENCES + 2 else None
        return None

    def _is_definite(self, name: Name) -> bool:
        words = self.names.words.folded
        return name.is_owned or words[name.first] in ("the", "this", "le", "la", "l", "les", "ce", "cette", "meme", "same")

    def _is_same(self, name: Name) -> bool:
        """`la même source`, `the same source`."""
        words = self.names.words.folded[name.first : name.last]
        return "meme" in words or "memes" in words or "same" in words


def _person(name: Name) -> Person:
    return Person(name.start, name.end, name.kind, name.is_plural, name.is_group)


def _fit(people: Sequence[tuple[int, Person]], fitting: frozenset[str], is_one: bool) -> list[tuple[int, Person]]:
    """The last few of `people` for whom a pronoun of these kinds may stand; `is_one`: for one only."""
    kinds = fitting | {"unknown"} if "name" in fitting else fitting
    return [pair for pair in people[-8:] if pair[1].kind in kinds and not (is_one and pair[1].is_plural)]
