"""Reporting words of a sentence, each with its speaker as it stands there and the side on which the words said stand.

A reporting verb needs a subject: before it (speech_subjects.py), or after it where the verb follows a comma or a
quotation mark (`…, a déclaré le maire`). A verb without one says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sahelsum.rules.sentences import Sentence
from sahelsum.rules.speech.labels import labelled
from sahelsum.rules.speech.lexis import SPACES, Lexis
from sahelsum.rules.speech.names import Name, Names, Row
from sahelsum.rules.speech.subjects import QUOTES, Subjects
from sahelsum.rules.speech.verbs import LATTER, Verb, Verbs
from sahelsum.rules.speech.words import word_set

Side = Literal["before", "after"]
DEFINITE = word_set("le la les l ce cette the this that meme same")
_SURE = frozenset({"according to", "selon", "d apres", "aux dires de", "aux dires d", "in the words of"})
_REACHED = word_set(
    "reached contacted quoted speaking interviewed joint jointe joints contacte contactee interroge interrogee cite "
    "sollicite"
)
_PRONOUNS = word_set("him her them it lui elle eux elles")
_SAID_BY = frozenset({"announce", "report", "confirm", "deny", "say", "explain", "add"})
_TOLLS = word_set(
    "toll tolls figure figures count tally list reckoning version register headcount bilan bilans chiffre chiffres "
    "decompte decomptes liste pointage comptage"
)
_NOBODY = word_set("informations information reports estimations estimates elements besoins usage rumours")
_TOLD = frozenset({"told", "tells", "informed"})
_CIRCUMSTANCE = 14
_TELLING = word_set("told to by with par a au de on for sur aupres from")


@dataclass(frozen=True, slots=True)
class Saying:
    """One reporting word: `edge_start:edge_end` are the characters of speaker and verb together.

    `name` is null where `pronoun` (folded) stands for the speaker, or where a participle borrows it (both null).
    `side` is where the words said stand, seen from the reporting words.
    """

    sentence: Sentence
    verb: str
    name: Name | None
    pronoun: str | None
    side: Side
    edge_start: int
    edge_end: int
    via: str | None = None
    is_participle: bool = False


class Sayings:
    """Finds the reporting words of sentences; `quoted` are the words inside direct speech, where others speak."""

    def __init__(self, lexis: Lexis, names: Names, quoted: frozenset[int]) -> None:
        self.lexis = lexis
        self.names = names
        self.words = lexis.words
        self.folded = lexis.words.folded
        self.quoted = quoted
        self.verbs = Verbs(lexis)
        self.subjects = Subjects(lexis, names)

    def of(self, sentence: Sentence, names: Sequence[Name]) -> Iterator[Saying]:
        """The sayings of a sentence, verbs first; `names` are its names outside direct speech."""
        row, used = Row(names), set()
        for verb in self.verbs.of(sentence):
            if verb.first in self.quoted:
                continue
            saying = self._preposition(verb, row) if verb.form == "p" else self._verb(verb, row)
            if saying is not None:
                used.add(saying.name)
                yield saying
        for name in names:
            if name.is_text and name not in used and self._is_toll(name):
                start, end = self.words.starts[name.first], self.words.ends[name.last - 1]
                yield Saying(sentence, "toll", name, None, "after", start, end)
        for name, is_before in labelled(self.lexis, sentence, [name for name in names if name not in used]):
            start, end = self.words.starts[name.first], self.words.ends[name.last - 1]
            yield Saying(sentence, "say", name, None, "after" if is_before else "before", start, end)

    def _is_toll(self, name: Name) -> bool:
        """`the army's toll`, `le bilan du ministère`: a count of somebody's, without a verb of saying."""
        return not name.is_plural and not _TOLLS.isdisjoint(self.folded[name.first : name.last])

    # ── verbs ────────────────────────────────────────────────────────────────────────────────────────────
    def _verb(self, verb: Verb, row: Row) -> Saying | None:
        if verb.agent is not None:
            return self._by(verb, verb.agent, row)
        if verb.form == "g":
            return self._participle(verb, row)
        if self._follows_speech(verb):
            name = self.subjects.after(verb, row) if verb.inverted is None else None
            if name is not None or verb.inverted is not None:
                side: Side = "after" if verb.first == verb.sentence.first else "before"
                return self._made(verb, name, verb.inverted, side)
        elif verb.inverted is not None:
            return self._made(verb, None, verb.inverted, "after")
        return self._of_subject(verb, row)

    def _of_subject(self, verb: Verb, row: Row) -> Saying | None:
        """A verb with its subject before it, or with that of the verb that it is joined to."""
        if verb.pronoun is not None:
            return self._made(verb, None, verb.pronoun, self._side(verb, verb.begin - 1))
        name = self.subjects.before(verb, row)
        if name is not None and (verb.form != "q" or self._beside_speech(verb, name)):
            return self._made(verb, name, None, self._side(verb, name.first))
        continues = verb.begin > verb.sentence.first and self.folded[verb.begin - 1] in self.lexis.grammar.joins
        return self._made(verb, None, None, "after") if continues and not verb.form else None

    def _participle(self, verb: Verb, row: Row) -> Saying | None:
        """`…, saying that`, `the army saying that`, `Confirming the incident, the spokesman …`."""
        if verb.first == verb.sentence.first:
            for name in row.after(verb.last):
                if self.lexis.mark_before(name.first) == ",":
                    start, end = self.words.starts[verb.first], self.words.ends[verb.last - 1]
                    return Saying(verb.sentence, verb.sense, name, None, "after", start, end)
            return None
        subject = None if self.lexis.mark_before(verb.begin) == "," else self.subjects.before(verb, row)
        return self._made(verb, subject, None, self._side(verb, subject.first) if subject is not None else "after")

    def _by(self, verb: Verb, agent: int, row: Row) -> Saying | None:
        name = row.beginning(agent)
        if name is None or verb.sense not in _SAID_BY or name.kind in ("doc", "place", "name"):
            return None
        return self._made(verb, name, None, "before")

    def _follows_speech(self, verb: Verb) -> bool:
        if verb.begin == verb.sentence.first:
            return True
        return self.lexis.mark_before(verb.begin) in tuple(',"”»’—–-:)?!')

    def _beside_speech(self, verb: Verb, name: Name) -> bool:
        first, second = self.lexis.marks_after(verb.last - 1)
        mark = second if first == "," else first
        before = self.lexis.mark_before(name.first, SPACES + ",") if name.first > verb.sentence.first else ""
        return mark in tuple(':"“«') or before in tuple(QUOTES)

    def _side(self, verb: Verb, first: int) -> Side:
        """Words said after the verb, unless speaker and verb stand behind a comma and nothing but a tail follows."""
        if first == verb.sentence.first:
            return "after"
        parted = self.lexis.mark_before(first) in tuple(',"”»—–-;)?!')
        if not parted and self.folded[first - 1] not in ("que", "qu", "which", "what"):
            return "after"
        goes_on = verb.last < verb.sentence.last and self.folded[verb.last] in ("that", "que", "qu")
        if self.lexis.mark_before(first, SPACES + ",") in tuple(QUOTES) and not goes_on:
            return "before"
        at = self._past_hearer(verb)
        while at < verb.sentence.last and self.lexis.joined(at) and self.subjects.is_tail(at):
            at += 1
        if at < verb.sentence.last and self.lexis.joined(at) and not self._is_circumstance(verb):
            return "after"
        mark, second = self.lexis.marks_after(at - 1)
        if mark in ('"', "“", "«") or (mark in (",", ":") and second in ('"', "“", "«")):
            return "after"
        return "before"

    def _past_hearer(self, verb: Verb) -> int:
        """The word behind whom it was told: `told the Volta Monitor`, a paper that no list knows."""
        at = verb.last
        if self.folded[at - 1] not in _TOLD:
            return at
        while at < verb.sentence.last and self.lexis.joined(at):
            if not (self.lexis.is_capital(at) or (at == verb.last and self.folded[at] in self.lexis.grammar.articles)):
                break
            at += 1
        return at

    def _is_circumstance(self, verb: Verb) -> bool:
        """Whether nothing follows but where, when and how it was said: `said at a funeral that drew ministers`."""
        grammar, at = self.lexis.grammar, verb.last
        if at >= verb.sentence.last or self.folded[at] not in grammar.circumstances:
            return False
        while at < verb.sentence.last and self.lexis.joined(at):
            told = self.folded[at] in grammar.persons | grammar.things | {"that"} and at > verb.last + 1
            told = told or (self.folded[at] in grammar.passives and self.folded[verb.last] in ("in", "on", "dans", "a"))
            if told or self.words.starts[at] in self.lexis.numbered or at - verb.last > _CIRCUMSTANCE:
                return False
            at += 1
        return True

    # ── prepositions ─────────────────────────────────────────────────────────────────────────────────────
    def _preposition(self, verb: Verb, row: Row) -> Saying | None:
        side: Side = "after" if self._opens_clause(verb) else "before"
        following = self.folded[verb.last : verb.last + 2]
        start = self.words.starts[verb.first]
        if tuple(following) in LATTER:
            return Saying(verb.sentence, verb.sense, None, "lui", side, start, self.words.ends[verb.last + 1])
        if following and following[0] in _PRONOUNS and self._ends_there(verb.last):
            return Saying(verb.sentence, verb.sense, None, following[0], side, start, self.words.ends[verb.last])
        name = self._named_after(verb, row)
        if name is None or (name.kind == "doc" and not name.is_owned and self.folded[name.first] not in DEFINITE):
            return None
        return self._made(verb, name, None, side)

    def _ends_there(self, word: int) -> bool:
        return word + 1 >= len(self.words) or not self.words.soft[word + 1]

    def _named_after(self, verb: Verb, row: Row) -> Name | None:
        first = verb.last - 1 if self.folded[verb.last - 1] in ("source", "sources") else verb.last
        name = next(iter(row.after(first, 1)), None)
        if name is not None and name.first <= first:
            return name
        if " ".join(self.folded[verb.first : verb.last]) not in _SURE or first >= verb.sentence.last:
            return None
        loose = self.names.loose(first, verb.sentence.last)
        if loose is None or not _NOBODY.isdisjoint(self.folded[loose.first : loose.last]):
            return None
        return loose

    def _opens_clause(self, verb: Verb) -> bool:
        if verb.first == verb.sentence.first:
            return True
        joins = self.lexis.grammar.joins | {"que", "qu", "that", "tandis", "alors"}
        return self.lexis.joined(verb.first) and self.folded[verb.first - 1] in joins

    # ── what is made ─────────────────────────────────────────────────────────────────────────────────────
    def _made(self, verb: Verb, name: Name | None, pronoun: str | None, side: Side) -> Saying:
        start, end = self.words.starts[verb.begin], self.words.ends[verb.last - 1]
        if name is not None:
            start, end = min(start, self.words.starts[name.first], name.start), max(end, self.words.ends[name.last - 1])
        elif pronoun is not None and verb.pronoun is not None:
            start = self.words.starts[verb.begin - 1]
        via = self._via(verb, name)
        return Saying(verb.sentence, verb.sense, name, pronoun, side, start, end, via, verb.form == "g")

    def _via(self, verb: Verb, name: Name | None) -> str | None:
        """The outlet that relays the words: `told AFP`, `joint par RFI`, `a confié à l'AFP`."""
        first, last = (name.first, name.last) if name is not None else (verb.begin, verb.begin)
        begin = min(verb.begin, first)
        if self.folded[verb.sentence.first] in _REACHED and begin - verb.sentence.first < 3 * len(_TELLING):
            begin = verb.sentence.first
        for word in range(begin, min(max(verb.last + 10, last + 6), verb.sentence.last)):
            head = self.lexis.heads.get(word)
            if head is None or head[1] != "outlet" or not self.lexis.is_capital(word) or first <= word < last:
                continue
            before = self.folded[word - 1] if word else ""
            link = self.folded[word - 2] if before in self.lexis.grammar.articles and word > 1 else before
            if link in _TELLING:
                return self.lexis.text[self.words.starts[word] : self.words.ends[head[0] - 1]]
        return None
