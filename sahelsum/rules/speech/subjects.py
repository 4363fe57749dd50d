"""Who does the saying: the name before a reporting verb that can be its subject, or the name after it.

Nearest first. What may stand between name and verb is listed, not guessed: adverbs, a complement, a parenthesis,
a relative clause, or other verbs of the same subject.
"""

from __future__ import annotations

from dataclasses import replace

from sahelsum.rules.speech.lexis import SPACES, Lexis
from sahelsum.rules.speech.names import MOST_WORDS, Name, Names, Row
from sahelsum.rules.speech.verbs import Verb
from sahelsum.rules.speech.words import word_set

QUOTES = '"”»'
_NOBODY = word_set("no nobody aucun aucune neither nul nulle personne")
_RELATIVES = frozenset({"which", "who", "qui"})
_ASIDES = _RELATIVES | {"que", "qu", "dont", "whom", "whose"}
_FAR = 45
_LONG_RELATIVE = 14
_DESCRIPTION = 7
_AFTER_SPEAKER = word_set(
    "on in at to who which whose by via during from with as after late early when while speaking following of for "
    "under through adding saying describing without and but"
)
_OFFICES = frozenset({"official", "voice", "source", "witness", "ngo"})
_ALONE = frozenset({"name", "place", "doc", "group"})
"""Kinds of names that are joined with no other."""


class Subjects:
    """Finds the subjects of reporting verbs in one article."""

    def __init__(self, lexis: Lexis, names: Names) -> None:
        self.lexis = lexis
        self.names = names
        self.folded = lexis.words.folded
        self.grammar = lexis.grammar

    def is_tail(self, word: int) -> bool:
        """Whether a word may stand between a reporting verb and its end: whom, when and where it was told."""
        folded, head = self.folded[word], self.lexis.heads.get(word)
        if word in self.lexis.dated or folded in self.grammar.tails or folded in self.grammar.adverbs:
            return True
        return head is not None and head[1] in ("outlet", "doc")

    # ── after the verb ───────────────────────────────────────────────────────────────────────────────────
    def after(self, verb: Verb, row: Row) -> Name | None:
        """The name that follows the verb, past whom it was told and when."""
        at, limit = verb.last, verb.sentence.last
        while at < limit and (at == verb.last or self.lexis.joined(at)):
            name = row.beginning(at)
            if name is not None and not self._is_hearer(name, verb):
                return name if self._can_follow(name, verb) else None
            if name is None and not self.is_tail(at):
                break
            at = name.last if name is not None else at + 1
        at -= at > verb.last and self.folded[at - 1] in self.grammar.articles
        return self._loose_after(verb, at) if at < limit else None

    def _is_hearer(self, name: Name, verb: Verb) -> bool:
        """`to AFP`, `à la presse`, `dans un communiqué`: told to whom and in what, not by whom."""
        inside = self.folded[name.first]
        before = self.folded[name.first - 1] if name.first > verb.last else inside
        if name.first > verb.last and before in ("a", "au", "aux", "to"):
            return True
        if name.kind == "outlet" and not self.lexis.is_french and name.first == verb.last:
            return True
        governed = before in self.grammar.prepositions or inside in self.grammar.prepositions
        return governed and name.kind in ("outlet", "doc", "place")

    def _can_follow(self, name: Name, verb: Verb) -> bool:
        article = self.folded[name.first]
        if name.kind == "place" or (name.kind == "doc" and article in ("un", "une", "des", "a", "an")):
            return False
        if name.kind == "actor" and article in ("des", "d", "de", "du"):
            return False
        if verb.begin == verb.sentence.first and name.kind == "name":
            return False
        if self.lexis.is_french or name.last >= verb.sentence.last or not self.lexis.joined(name.last):
            return True
        return name.last in self.lexis.dated or self.folded[name.last] in _AFTER_SPEAKER

    def _loose_after(self, verb: Verb, at: int) -> Name | None:
        """`« … », souffle une vendeuse de gari`: direct speech right before, an article right after."""
        quoted = verb.begin > verb.sentence.first and self.lexis.mark_before(verb.begin, SPACES + ",") in tuple(QUOTES)
        if not quoted or self.folded[at] not in self.grammar.articles:
            return None
        return self.names.loose(at, verb.sentence.last)

    # ── before the verb ──────────────────────────────────────────────────────────────────────────────────
    def before(self, verb: Verb, row: Row) -> Name | None:
        """The nearest name before the verb that can be its subject."""
        for name in row.before(verb.begin):
            if verb.begin - name.last > _FAR:
                break
            if self._is_denied(name, verb) or self._in_brackets(name) or self._is_governed(name, verb):
                continue
            if self._is_in_relative(name, verb):
                continue
            if self._may_speak(name, verb) and self._reaches(name, verb, row):
                return self._with_others(self._before_apposition(name, row), row)
        return self._loose_before(verb)

    def _is_denied(self, name: Name, verb: Verb) -> bool:
        """`No group said`, `aucune autorité n'a …`."""
        return self.folded[max(name.first - 1, verb.sentence.first)] in _NOBODY

    def _is_in_relative(self, name: Name, verb: Verb) -> bool:
        """Whether the name is the last word of an aside: `Aliou Dicko, who heads the association, said`."""
        if self._gap(name, verb) != ",":
            return False
        for at in range(name.first - 1, max(verb.sentence.first, name.first - _LONG_RELATIVE), -1):
            if not self.lexis.joined(at):
                return self.folded[at] in _ASIDES
            if self.folded[at] in self.grammar.relatives and self.lexis.joined(at):
                return False
        return False

    def _may_speak(self, name: Name, verb: Verb) -> bool:
        if name.kind not in ("name", "phrase", "place"):
            return True
        if verb.form == "t":
            return False
        if name.last == verb.begin:
            return True
        relative = name.last < verb.begin and self.folded[name.last] in self.grammar.relatives
        return name.kind != "place" and (relative or self._is_parenthetic(name, verb))

    def _is_governed(self, name: Name, verb: Verb) -> bool:
        """Whether a preposition stands before the name, so that it is no subject; `by the army, which said` is one."""
        if name.first == verb.sentence.first or not self.lexis.joined(name.first):
            return False
        if self.folded[name.first - 1] not in self.grammar.prepositions:
            return self.folded[name.first] in ("de", "du", "aux", "au", "d")
        between = self.folded[name.last : verb.begin]
        bracket = self.lexis.marks_after(name.last - 1)[0] == "("
        related = len(between) == 1 + bracket and between[-1] in _RELATIVES
        return not related or name.kind in ("outlet", "name", "place")

    def _reaches(self, name: Name, verb: Verb, row: Row) -> bool:
        """Whether what stands between name and verb lets the one be the subject of the other."""
        between = self.folded[name.last : verb.begin]
        if all(word in self.grammar.adverbs or name.last + at in self.lexis.dated for at, word in enumerate(between)):
            return True
        if self._is_parenthetic(name, verb) or (verb.form == "g" and between == ["as"]):
            return True
        if self._by_relative(name, verb, between):
            return True
        is_described = between[0] in self.grammar.attributes or self._is_described(name)
        if is_described and between[-1] not in self.grammar.relatives:
            gap = self._gap(name, verb)
            if gap.count(",") != 1 or gap.startswith(","):
                return not self._has_verb(between[1:])
        if between[-1] in self.grammar.joins:
            return name is self._opening(verb, row) and self._opens_clause(name, verb)
        return False

    def _by_relative(self, name: Name, verb: Verb, between: list[str]) -> bool:
        """`an officer who has spent years here suspects`, `a group linked to al-Qaeda, which said`."""
        gap = self._gap(name, verb)
        if between[0] in self.grammar.relatives or (name.kind == "doc" and between[-1] in self.grammar.relatives):
            return len(between) == 1 or (gap.count(",") != 1 and len(between) <= _LONG_RELATIVE)
        if between[-1] not in self.grammar.relatives or gap.count(",") != 1:
            return False
        last = gap.rpartition(",")[2].split()
        return len(last) == 1 and (between[0] in self.grammar.attributes or gap.startswith("("))

    def _gap(self, name: Name, verb: Verb) -> str:
        words = self.lexis.words
        return self.lexis.text[words.ends[name.last - 1] : words.starts[verb.begin]].strip(SPACES)

    def _is_parenthetic(self, name: Name, verb: Verb) -> bool:
        gap = self._gap(name, verb)
        return gap[:1] in (",", "(", "—", "–") and gap[-1:] in (",", ")", "—", "–")

    def _is_described(self, name: Name) -> bool:
        """`a driver carrying millet`, « une femme arrivée à pied »: a participle right behind, by its form."""
        words = self.lexis.words
        if name.kind in ("name", "place", "doc") or name.last in self.lexis.reporting:
            return False
        written = self.lexis.text[words.starts[name.last] : words.ends[name.last]]
        if not self.lexis.joined(name.last):
            return False
        return written.endswith(("é", "ée", "és", "ées", "venu", "venue", "venus") if self.lexis.is_french else "ing")

    def _has_verb(self, between: list[str]) -> bool:
        finite = self.grammar.passives | (self.grammar.auxiliaries - {"a", "s", "se"})
        return any(word in finite for word in between)

    def _opening(self, verb: Verb, row: Row) -> Name | None:
        """The first name of the sentence that may be its subject."""
        for name in row.names[:6]:
            if name.kind != "place" and not self._is_governed(name, verb):
                return name
        return None

    def _opens_clause(self, name: Name, verb: Verb) -> bool:
        return name.first == verb.sentence.first or self.lexis.mark_before(name.first) in tuple(',–—):»”"')

    def _loose_before(self, verb: Verb) -> Name | None:
        """`A seamstress told AFP`: a phrase that opens the clause, an article in front, the verb right behind."""
        first = self._clause_start(verb)
        if verb.sense != "say" or verb.form or not 2 <= verb.begin - first <= MOST_WORDS - 1:
            return None
        if self.folded[first] not in self.grammar.articles or not self.lexis.joined(verb.begin):
            return None
        name = self.names.loose(first, verb.begin)
        return name if name is not None and name.last == verb.begin else None

    def _clause_start(self, verb: Verb) -> int:
        """The first word of the clause of the verb: at most a few words back, or none."""
        for at in range(verb.begin, max(verb.sentence.first, verb.begin - MOST_WORDS), -1):
            if not self.lexis.joined(at):
                return at
        return verb.sentence.first

    # ── names beside names ───────────────────────────────────────────────────────────────────────────────
    def _before_apposition(self, name: Name, row: Row) -> Name:
        """`JNIM, an al-Qaeda affiliate, said`, `the governor, Babagana Zulum, said`: the name that says more."""
        if self.lexis.joined(name.first):
            return name
        described = self.lexis.marks_after(name.last - 1)[0] == ","
        words = self.lexis.words
        for other in row.before(name.first, 2):
            gap = self.lexis.text[words.ends[other.last - 1] : words.starts[name.first]].strip(SPACES)
            parted = gap == "," or (gap.startswith("(") and gap.endswith("),"))
            if name.kind == "name" and gap == "," and other.kind in _OFFICES:
                return other
            if name.first in self.lexis.titles and other.kind in _OFFICES and self._is_borne(gap):
                return other
            says_more = described and parted and other.kind not in ("doc", "place") and not self._in_brackets(other)
            if name.kind != "name" and says_more:
                return replace(other, kind=name.kind) if other.kind == "name" else other
        return name

    @staticmethod
    def _is_borne(gap: str) -> bool:
        """`The councillor representing the ward, Hon. Sanusi Tursa`: nothing but what describes an office."""
        return gap.endswith(",") and gap.count(",") == 1 and len(gap.split()) <= _DESCRIPTION and ";" not in gap

    def _with_others(self, name: Name, row: Row) -> Name:
        """`Residents and a local politician`: those joined to the subject belong to it."""
        before = next(row.before(name.first - 1, 1), None)
        if before is None or before.last != name.first - 1 or self.folded[before.last] not in ("and", "et"):
            return name
        if not (self.lexis.joined(name.first) and self.lexis.joined(before.last)):
            return name
        if before.kind in _ALONE or name.kind in _ALONE or name.last - before.first > MOST_WORDS + 2:
            return name
        return Name(before.first, name.last, before.start, name.end, before.kind, is_plural=True)

    def _in_brackets(self, name: Name) -> bool:
        return self.lexis.mark_before(name.first) == "(" and self.lexis.marks_after(name.last - 1)[0] == ")"
