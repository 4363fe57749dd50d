"""Reporting verbs as they stand: with their auxiliaries, their pronouns, and those that are none after all.

`the reports`, `to say`, `n'a pas confirmé` and `was attacked` hold the letters of a reporting verb and report
nothing; they are dropped here, so that later rooms may trust a verb they are given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sahelsum.rules.sentences import Sentence
from sahelsum.rules.speech.lexis import Lexis
from sahelsum.rules.speech.words import word_set
from sahelsum.words import Hit

LATTER = frozenset(
    {("ce", "dernier"), ("cette", "derniere"), ("ces", "derniers"), ("celui", "ci"), ("celle", "ci"), ("the", "latter")}
)
"""Two words that stand for whoever was named last."""
_PARTICIPLE = ("é", "ée", "és", "ées")
_REDUCED = word_set("killed dead missing wounded injured captured abducted of")
_FIRST_PERSONS = word_set("i we you nous vous je j on")
_INVERTED = word_set("il elle ils elles")
_SUPPORT = word_set("prend prendre prennent prenant pris prise prises est sont etait etaient arrive mis entre tient")
_NOUNS = word_set("avance compte estime annonce liste note rapport informe")
_STRONG = frozenset({"lui", "eux"})
_NE = frozenset({"ne", "n"})
_HYPHENS = ("-", "‑", "‐")


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
    pronoun: str | None = None
    inverted: str | None = None
    agent: int | None = None


@dataclass(frozen=True, slots=True)
class _Begin:
    """Where the auxiliaries of a verb begin, whether there are any, and whether it is passive."""

    word: int
    has_auxiliary: bool
    is_passive: bool


class Verbs:
    """Reads the reporting verbs of sentences."""

    def __init__(self, lexis: Lexis) -> None:
        self.lexis = lexis
        self.folded = lexis.words.folded
        self.grammar = lexis.grammar
        self.hits = lexis.view.table("speech_verbs")

    def of(self, sentence: Sentence) -> Iterator[Verb]:
        """The verbs and prepositions that report, in order."""
        for hit in self.lexis.view.within(self.hits, sentence):
            verb = self._read(sentence, hit)
            if verb is not None:
                yield verb

    def _read(self, sentence: Sentence, hit: Hit[str]) -> Verb | None:
        sense, _, form = hit.value.partition("/")
        if form == "p":
            return Verb(sentence, sense, form, hit.first, hit.first, hit.last)
        begin = self._begin(sentence, hit)
        if sense == "none" or self._is_none(sentence, hit, begin):
            return None
        agent = self._agent(sentence, hit)
        if (begin.is_passive or self._is_reduced(sentence, hit, begin)) and agent is None:
            return None
        if form or (begin.has_auxiliary and not begin.is_passive):
            agent = None
        inverted = self._inverted(sentence, hit)
        pronoun = self._pronoun(sentence, begin.word) if inverted is None else None
        pronoun = pronoun or self._strong(sentence, begin.word, hit.first)
        return Verb(sentence, sense, form, begin.word, hit.first, hit.last, pronoun, inverted, agent)

    def _begin(self, sentence: Sentence, hit: Hit[str]) -> _Begin:
        begin, has_auxiliary, is_passive = hit.first, False, False
        while begin > sentence.first and self.lexis.joined(begin):
            before = self.folded[begin - 1]
            if before in self.grammar.auxiliaries and not (before in ("a", "s", "se") and has_auxiliary):
                has_auxiliary = True
            elif before in self.grammar.passives:
                is_passive = True
            elif not (self._is_passed(begin - 1, begin < hit.first) or self._is_only(before, sentence, hit)):
                break
            begin -= 1
        return _Begin(begin, has_auxiliary, is_passive)

    def _is_only(self, before: str, sentence: Sentence, hit: Hit[str]) -> bool:
        """`ne reconnaît que 19 morts`, `ne déplore aucune victime`: no negation, but a figure, be it none."""
        after = self.folded[hit.last : min(hit.last + 1, sentence.last)]
        is_none = hit.value.startswith("toll") and after in (["aucun"], ["aucune"])
        return before in _NE and (is_none or after in (["que"], ["qu"]))

    def _is_passed(self, word: int, is_inside: bool) -> bool:
        """Whether an adverb or a joined pronoun stands there: `a-t-il également déclaré`."""
        if self._is_inverted(word) or (is_inside and self.folded[word] == "t"):
            return True
        return self.folded[word] in self.grammar.adverbs and word not in self.lexis.heads

    def _is_inverted(self, word: int) -> bool:
        return self.folded[word] in _INVERTED and self.lexis.gap(word).strip() in _HYPHENS

    def _is_none(self, sentence: Sentence, hit: Hit[str], begin: _Begin) -> bool:
        """A noun (`the reports`), a possibility (`could confirm`), a negation, or what the writer says himself."""
        bare = not begin.has_auxiliary
        follows = hit.first > sentence.first and self.lexis.joined(hit.first)
        nouning = follows and self.folded[hit.first - 1] in self.grammar.nouning and not self._is_of_them(hit)
        if bare and nouning and not hit.value.endswith("/g"):
            return True
        if begin.word == sentence.first:
            return False
        before = self.folded[begin.word - 1]
        if bare and before in _FIRST_PERSONS:
            return True
        return self.lexis.joined(begin.word) and before in self.grammar.unreal | self.grammar.negations

    def _is_of_them(self, hit: Hit[str]) -> bool:
        """`les habitants en dénombrent onze`: a pronoun before a verb, and not `en avance`, `en compte`."""
        if self.folded[hit.first - 1] != "en":
            return False
        return self.folded[hit.first] not in _NOUNS or self.folded[max(hit.first - 2, 0)] not in _SUPPORT

    def _is_reduced(self, sentence: Sentence, hit: Hit[str], begin: _Begin) -> bool:
        """A participle that only describes a noun: `soldiers confirmed dead`, `le bilan annoncé samedi`."""
        if begin.has_auxiliary:
            return False
        written = self.lexis.text[hit.start : hit.end]
        if self.lexis.is_french:
            joins = hit.first > sentence.first and self.folded[begin.word - 1] in self.grammar.joins
            return written.split()[0].endswith(_PARTICIPLE) and not joins
        following = self.folded[hit.last] if hit.last < sentence.last else ""
        aimed = hit.value == "accuse" and following in ("on", "to") and begin.word not in self.lexis.head_ends
        return written.endswith("ed") and (following in _REDUCED or aimed)

    def _pronoun(self, sentence: Sentence, begin: int) -> str | None:
        if begin == sentence.first or not self.lexis.joined(begin):
            return None
        if tuple(self.folded[max(0, begin - 2) : begin]) in LATTER:
            return "lui"
        before = self.folded[begin - 1]
        return before if before in self.grammar.persons or before in self.grammar.things else None

    def _strong(self, sentence: Sentence, begin: int, first: int) -> str | None:
        """`Lui évoque dix morts`: a pronoun that opens the clause as its subject."""
        opens = begin == sentence.first or not self.lexis.joined(begin)
        return self.folded[begin] if opens and begin < first and self.folded[begin] in _STRONG else None

    def _inverted(self, sentence: Sentence, hit: Hit[str]) -> str | None:
        """The pronoun of `dit-il`, `a-t-il ajouté`, `ont-ils dit`."""
        at = hit.last
        if at < sentence.last and self.folded[at] == "t":
            at += 1
        if at < sentence.last and self._is_inverted(at):
            return self.folded[at]
        at = hit.first - 1
        while at > sentence.first and not self._is_inverted(at) and self._is_passed(at, is_inside=False):
            if not self.lexis.words.soft[at]:
                break
            at -= 1
        return self.folded[at] if at > sentence.first and self._is_inverted(at) else None

    def _agent(self, sentence: Sentence, hit: Hit[str]) -> int | None:
        at = hit.last
        while at < sentence.last and self.lexis.joined(at) and self.folded[at] not in self.grammar.agents:
            if at not in self.lexis.dated and self.folded[at] not in self.grammar.adverbs:
                return None
            at += 1
        found = at + 1 < sentence.last and self.folded[at] in self.grammar.agents and self.lexis.joined(at)
        return at + 1 if found else None
