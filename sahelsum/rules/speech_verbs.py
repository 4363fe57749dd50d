"""Reporting verbs as they stand: with their auxiliaries, their pronouns, and those that are none after all.

`the reports`, `to say`, `n'a pas confirmé` and `was attacked` hold the letters of a reporting verb and report
nothing; they are dropped here, so that later rooms may trust a verb they are given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sahelsum.rules.sentences import Sentence
from sahelsum.rules.speech_names import Names
from sahelsum.words import Hit

_PARTICIPLE = ("é", "ée", "és", "ées")
_REDUCED = frozenset("killed dead missing wounded injured captured abducted of".split())
LATTER = frozenset({("ce", "dernier"), ("cette", "derniere"), ("ces", "derniers"), ("celui", "ci"), ("celle", "ci"), ("the", "latter")})
"""Two words that stand for whoever was named last."""
_INVERTED = frozenset("il elle ils elles".split())


@dataclass(frozen=True, slots=True)
class Verb:
    """Words `first:last`, its auxiliaries and adverbs from `begin`; `form` is that of speech_verbs.csv ("" for a verb).

    `pronoun` is the folded pronoun right before, `inverted` the one joined to it (`a-t-il dit`), `agent` the word
    after `by`.
    """

    sentence: Sentence
    sense: str
    form: str
    begin: int
    first: int
    last: int
    has_auxiliary: bool
    pronoun: str | None
    inverted: str | None
    agent: int | None


class Verbs:
    """Reads the reporting verbs of sentences."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.words = names.words
        self.grammar = names.grammar
        self.hits = names.view.table("speech_verbs")

    def of(self, sentence: Sentence) -> Iterator[Verb]:
        """The verbs and prepositions that report, in order."""
        for hit in self.names.view.within(self.hits, sentence):
            verb = self._read(sentence, hit)
            if verb is not None:
                yield verb

    def _read(self, sentence: Sentence, hit: Hit[str]) -> Verb | None:
        sense, _, form = hit.value.partition("/")
        if sense == "none":
            return None
        if form == "p":
            return Verb(sentence, sense, form, hit.first, hit.first, hit.last, False, None, None, None)
        begin, has_auxiliary, is_passive = self._begin(sentence, hit)
        if self._is_noun(sentence, hit, begin, has_auxiliary, form) or self._is_unreal(sentence, begin):
            return None
        inverted = self._inverted(sentence, hit)
        agent = self._agent(sentence, hit)
        if (is_passive or self._is_reduced(sentence, hit, begin, has_auxiliary)) and agent is None:
            return None
        pronoun = None
        if begin > sentence.first and self.names.joined(begin) and inverted is None:
            before = self.words.folded[begin - 1]
            pronoun = before if before in self.grammar.persons | self.grammar.things else None
            if tuple(self.words.folded[begin - 2 : begin]) in LATTER:
                pronoun = "lui"
        if agent is not None and (form or (has_auxiliary and not is_passive)):
            agent = None
        first_person = begin > sentence.first and self.words.folded[begin - 1] in ("i", "we", "you", "nous", "vous", "je", "j", "on")
        if first_person and not has_auxiliary:
            return None
        return Verb(sentence, sense, form, begin, hit.first, hit.last, has_auxiliary, pronoun, inverted, agent)

    def _begin(self, sentence: Sentence, hit: Hit[str]) -> tuple[int, bool, bool]:
        """Where its auxiliaries begin, whether there are any, and whether it is passive."""
        begin, has_auxiliary, is_passive = hit.first, False, False
        while begin > sentence.first and self.names.joined(begin):
            before = self.words.folded[begin - 1]
            if before in self.grammar.auxiliaries and not (before in ("a", "s", "se") and has_auxiliary):
                has_auxiliary = True
            elif before in self.grammar.passives:
                is_passive = True
            elif before in _INVERTED and self.names.gap(begin - 1).strip() in ("-", "‑", "‐"):
                pass
            elif before == "t" and begin < hit.first:
                pass
            elif before not in self.grammar.adverbs or (begin - 1) in self.names.heads:
                break
            begin -= 1
        return begin, has_auxiliary, is_passive

    def _is_noun(self, sentence: Sentence, hit: Hit[str], begin: int, has_auxiliary: bool, form: str) -> bool:
        if has_auxiliary or form == "g" or hit.first == sentence.first:
            return False
        return self.names.joined(hit.first) and self.words.folded[hit.first - 1] in self.grammar.nouning

    def _is_unreal(self, sentence: Sentence, begin: int) -> bool:
        if begin == sentence.first or not self.names.joined(begin):
            return False
        before = self.words.folded[begin - 1]
        return before in self.grammar.unreal or before in self.grammar.negations

    def _is_reduced(self, sentence: Sentence, hit: Hit[str], begin: int, has_auxiliary: bool) -> bool:
        """A participle that only describes a noun: `soldiers confirmed dead`, `le bilan annoncé samedi`."""
        if has_auxiliary:
            return False
        written = self.names.view.text[hit.start : hit.end]
        if self.names.is_french and written.split()[0].endswith(_PARTICIPLE):
            return not (hit.first > sentence.first and self.words.folded[begin - 1] in self.grammar.joins)
        following = self.words.folded[hit.last] if hit.last < sentence.last else ""
        described = following in _REDUCED or (hit.value == "accuse" and following in ("on", "to") and begin not in self.names.head_ends)
        return not self.names.is_french and described and written[-2:] == "ed"

    def _inverted(self, sentence: Sentence, hit: Hit[str]) -> str | None:
        """The pronoun of `dit-il`, `a-t-il ajouté`, `ont-ils dit`."""
        at = hit.last
        if at < sentence.last and self.words.folded[at] == "t":
            at += 1
        if at < sentence.last and self.words.folded[at] in _INVERTED and self.names.gap(at).strip() in ("-", "‑", "‐"):
            return self.words.folded[at]
        at = hit.first - 1
        while at > sentence.first and self.words.folded[at] in self.grammar.adverbs and self.words.soft[at]:
            at -= 1
        if at > sentence.first and self.words.folded[at] in _INVERTED and self.names.gap(at).strip() in ("-", "‑", "‐"):
            return self.words.folded[at]
        return None

    def _agent(self, sentence: Sentence, hit: Hit[str]) -> int | None:
        at = hit.last
        while at < sentence.last and self.names.joined(at) and (at in self.names.dated or self.words.folded[at] in self.grammar.adverbs - {"par"}):
            at += 1
        if at + 1 < sentence.last and self.words.folded[at] in self.grammar.agents and self.names.joined(at):
            return at + 1
        return None
