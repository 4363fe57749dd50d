"""Reporting words of a sentence, each with its speaker as it stands there and the side on which the words said stand.

A reporting verb needs a subject: before it (speech_subjects.py), or after it where the verb follows a comma or a
quotation mark (`…, a déclaré le maire`). A verb without one says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sahelsum.rules.sentences import Sentence
from sahelsum.rules.speech_names import Name, Names
from sahelsum.rules.speech_subjects import Subjects
from sahelsum.rules.speech_verbs import LATTER, Verb, Verbs

Side = Literal["before", "after"]
_SURE = frozenset({"according to", "selon", "d apres", "aux dires de", "aux dires d", "à en croire", "in the words of"})
_REACHED = frozenset("reached contacted quoted speaking interviewed joint jointe joints contacte contactee interroge interrogee cite sollicite".split())
_PRONOUNS = frozenset("him her them it lui elle eux elles".split())
_SAID_BY = frozenset({"announce", "report", "confirm", "deny", "say", "explain", "add"})
_SPACES = " \u00a0\u202f,"
_TOLLS = frozenset("toll tolls figure figures count tally bilan bilans chiffre chiffres decompte".split())
_NOBODY = frozenset({"informations", "information", "reports", "estimations", "estimates", "elements", "besoins", "usage", "rumour", "rumours"})


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
    via: str | None
    is_participle: bool = False


class Sayings:
    """Finds the reporting words of sentences; `quoted` are the words inside direct speech, where others speak."""

    def __init__(self, names: Names, quoted: frozenset[int]) -> None:
        self.names = names
        self.words = names.words
        self.text = names.view.text
        self.grammar = names.grammar
        self.quoted = quoted
        self.verbs = Verbs(names)
        self.subjects = Subjects(names)

    def of(self, sentence: Sentence, names: Sequence[Name]) -> Iterator[Saying]:
        """The sayings of a sentence, verbs first; `names` are its names."""
        own = [name for name in names if name.first not in self.quoted]
        used: set[Name | None] = set()
        for verb in self.verbs.of(sentence):
            if verb.first in self.quoted:
                continue
            saying = self._preposition(verb, own) if verb.form == "p" else self._verb(verb, own)
            if saying is not None:
                used.add(saying.name)
                yield saying
        for name in own:
            if name.is_text and name not in used and self._is_toll(name):
                start, end = self.words.starts[name.first], self.words.ends[name.last - 1]
                yield Saying(sentence, "toll", name, None, "after", start, end, None)

    def _is_toll(self, name: Name) -> bool:
        """`the army's toll`, `le bilan du ministère`: a count of somebody's, without a verb of saying."""
        return not name.is_plural and bool(_TOLLS & set(self.words.folded[name.first : name.last]))

    # ── verbs ────────────────────────────────────────────────────────────────────────────────────────────
    def _verb(self, verb: Verb, names: Sequence[Name]) -> Saying | None:
        if verb.agent is not None:
            return self._by(verb, names)
        if verb.inverted is not None:
            return self._made(verb, None, verb.inverted, "before" if self._follows_speech(verb) else "after")
        if verb.form != "g" and self._follows_speech(verb):
            name = self.subjects.after(verb, names)
            if name is not None:
                return self._made(verb, name, None, "after" if verb.first == verb.sentence.first else "before")
        if verb.pronoun is not None:
            return self._made(verb, None, verb.pronoun, self._side(verb, verb.begin - 1))
        if verb.form == "g" and verb.first == verb.sentence.first:
            return self._opening(verb, names)
        if verb.form == "g" and self.text[: self.words.starts[verb.begin]].rstrip()[-1:] == ",":
            return self._made(verb, None, None, "after")
        name = self.subjects.before(verb, names)
        if name is not None and (verb.form != "q" or self._beside_speech(verb, name)):
            return self._made(verb, name, None, self._side(verb, name.first))
        borrows = verb.form == "g" or (verb.form == "" and self._continues(verb))
        return self._made(verb, None, None, "after") if borrows else None

    def _opening(self, verb: Verb, names: Sequence[Name]) -> Saying | None:
        """`Confirming the incident, the spokesman …`: the subject follows the comma."""
        for name in names:
            if name.first > verb.last and self.text[: self.words.starts[name.first]].rstrip()[-1:] == ",":
                start, end = self.words.starts[verb.begin], self.words.ends[verb.last - 1]
                return Saying(verb.sentence, verb.sense, name, None, "after", start, end, None)
        return None

    def _continues(self, verb: Verb) -> bool:
        """`… and said`: the verb follows another of the same subject."""
        return verb.begin > verb.sentence.first and self.words.folded[verb.begin - 1] in self.grammar.joins

    def _by(self, verb: Verb, names: Sequence[Name]) -> Saying | None:
        name = next((name for name in names if name.first == verb.agent), None)
        if name is None or verb.sense not in _SAID_BY or name.kind in ("doc", "place", "name"):
            return None
        return self._made(verb, name, None, "before")

    def _follows_speech(self, verb: Verb) -> bool:
        if verb.begin == verb.sentence.first:
            return True
        return self.text[: self.words.starts[verb.begin]].rstrip(" \u00a0\u202f\n")[-1:] in ",\"”»’—–-:)?!"

    def _beside_speech(self, verb: Verb, name: Name) -> bool:
        after = self.text[self.words.ends[verb.last - 1] : verb.sentence.end + 3].lstrip(" \u00a0\u202f,")[:1]
        before = self.text[verb.sentence.start : name.start]
        return after in ":\"“«" and after != "" or any(mark in before for mark in "\"”»")

    def _side(self, verb: Verb, first: int) -> Side:
        """Words said after the verb, unless speaker and verb stand behind a comma and nothing but a tail follows."""
        parted = self._parted(first, verb.sentence)
        raised = first > verb.sentence.first and self.words.folded[first - 1] in ("que", "qu", "which", "what")
        if not parted and not raised:
            return "after"
        if self.text[: self.words.starts[first]].rstrip(_SPACES)[-1:] in tuple("\"”»") and not self._goes_on(verb):
            return "before"
        at = verb.last
        while at < verb.sentence.last and (at == verb.last or self.names.joined(at)) and self.subjects.is_tail(at):
            at += 1
        end = self.words.ends[at - 1]
        rest = self.text[end : verb.sentence.end].lstrip(" \u00a0\u202f")
        if rest.startswith((",", ":")) and rest[1:].lstrip(" \u00a0\u202f")[:1] in tuple("\"“«"):
            return "after"
        return "before" if not rest or rest[0] in ".,;!?…—–)”»" else "after"

    def _goes_on(self, verb: Verb) -> bool:
        """Whether more is said right after the verb: `…", he said, adding`, `said that`."""
        return verb.last < verb.sentence.last and self.words.folded[verb.last] in ("that", "que", "qu")

    def _parted(self, first: int, sentence: Sentence) -> bool:
        before = self.text[sentence.start : self.words.starts[first]].rstrip(" \u00a0\u202f")
        return bool(before) and before[-1] in ",\"”»—–-;)?!"

    # ── prepositions ─────────────────────────────────────────────────────────────────────────────────────
    def _preposition(self, verb: Verb, names: Sequence[Name]) -> Saying | None:
        side: Side = "after" if self._opens_clause(verb) else "before"
        if verb.last < verb.sentence.last and self.words.folded[verb.last] in _PRONOUNS and self._ends_there(verb.last):
            edge = self.words.ends[verb.last]
            return Saying(
                verb.sentence, verb.sense, None, self.words.folded[verb.last], side, self.words.starts[verb.first], edge, None
            )
        if tuple(self.words.folded[verb.last : verb.last + 2]) in LATTER:
            edge = self.words.ends[verb.last + 1]
            return Saying(verb.sentence, verb.sense, None, "lui", side, self.words.starts[verb.first], edge, None)
        name = self._named_after(verb, names)
        if name is None or (name.kind == "doc" and not self._is_definite(name)):
            return None
        return self._made(verb, name, None, side)

    def _ends_there(self, word: int) -> bool:
        return word + 1 >= len(self.words) or not self.words.soft[word + 1]

    def _named_after(self, verb: Verb, names: Sequence[Name]) -> Name | None:
        is_source = self.words.folded[verb.last - 1] in ("source", "sources")
        first = verb.last - 1 if is_source else verb.last
        close = [name for name in names if first <= name.last and name.first <= first < name.last]
        if close:
            return close[0] if close[0].kind != "outlet" or verb.last - verb.first > 1 or True else None
        phrase = " ".join(self.words.folded[verb.first : verb.last])
        if phrase not in _SURE or first >= verb.sentence.last:
            return None
        loose = self.names.loose(first, verb.sentence.last)
        if loose is None or _NOBODY & set(self.words.folded[loose.first : loose.last]):
            return None
        return loose

    def _is_definite(self, name: Name) -> bool:
        return name.is_owned or self.words.folded[name.first] in ("le", "la", "les", "l", "ce", "cette", "the", "this", "that", "meme", "same")

    def _opens_clause(self, verb: Verb) -> bool:
        if verb.first == verb.sentence.first:
            return True
        before = self.text[verb.sentence.start : self.words.starts[verb.first]].rstrip(" \u00a0\u202f")
        if before[-1:] in "\"”»(:;—–":
            return len(before) < 2
        return self.words.folded[verb.first - 1] in self.grammar.joins | {"que", "qu", "that", "tandis", "alors"}

    # ── what is made ─────────────────────────────────────────────────────────────────────────────────────
    def _made(self, verb: Verb, name: Name | None, pronoun: str | None, side: Side) -> Saying:
        start, end = self.words.starts[verb.begin], self.words.ends[verb.last - 1]
        if name is not None:
            start, end = min(start, self.words.starts[name.first], name.start), max(end, self.words.ends[name.last - 1])
        elif pronoun is not None and verb.pronoun is not None:
            start = self.words.starts[verb.begin - 1]
        return Saying(verb.sentence, verb.sense, name, pronoun, side, start, end, self._via(verb, name), verb.form == "g")

    def _via(self, verb: Verb, name: Name | None) -> str | None:
        """The outlet that relays the words: `told AFP`, `joint par RFI`, `a confié à l'AFP`."""
        begin = min(verb.begin, name.first) if name is not None else verb.begin
        if self.words.folded[verb.sentence.first] in _REACHED:
            begin = verb.sentence.first
        reach = max(verb.last + 10, name.last + 6 if name is not None else 0)
        for word in range(begin, min(reach, verb.sentence.last)):
            head = self.names.heads.get(word)
            if head is None or head[1] != "outlet" or not self.names.is_capital(word):
                continue
            if name is not None and name.first <= word < name.last:
                continue
            before = self.words.folded[word - 1] if word else ""
            link = self.words.folded[word - 2] if before in self.grammar.articles and word > 1 else before
            if link in ("told", "to", "by", "with", "par", "a", "au", "de", "on", "for", "sur", "aupres", "from"):
                return self.text[self.words.starts[word] : self.words.ends[head[0] - 1]]
        return None
