"""Who does the saying: the name before a reporting verb that can be its subject, or the name after it.

Nearest first. What may stand between name and verb is listed, not guessed: adverbs, a complement, a parenthesis,
a relative clause, or other verbs of the same subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sahelsum.rules.sentences import Sentence
from sahelsum.rules.speech_names import MOST_WORDS, Name, Names
from sahelsum.rules.speech_verbs import Verb

_NOBODY = frozenset("no nobody aucun aucune neither nul nulle personne".split())
_CLOSED = ",)—–»”\""
_FAR = 45
_LONG_RELATIVE = 14
_AFTER_SPEAKER = frozenset(
    "on in at to who which whose by via during from with as after late early when while speaking following of for under through "
    "adding saying describing without and but".split()
)


class Subjects:
    """Finds the subjects of reporting verbs in one article."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.words = names.words
        self.text = names.view.text
        self.grammar = names.grammar

    def is_tail(self, word: int) -> bool:
        """Whether a word may stand between a reporting verb and its end: whom, when and where it was told."""
        head = self.names.heads.get(word)
        return (
            word in self.names.dated or self.words.folded[word] in self.grammar.tails
            or self.words.folded[word] in self.grammar.adverbs or (head is not None and head[1] in ("outlet", "doc"))
        )  # fmt: skip

    # ── after the verb ───────────────────────────────────────────────────────────────────────────────────
    def after(self, verb: Verb, names: Sequence[Name]) -> Name | None:
        """The name that follows the verb, past whom it was told and when."""
        following = [name for name in names if name.first >= verb.last]
        at, limit = verb.last, verb.sentence.last
        while at < limit and (at == verb.last or self.names.joined(at)):
            name = next((name for name in following if name.first == at), None)
            if name is not None and not self._is_hearer(name, verb):
                return name if self._can_follow(name, verb) else None
            if name is None and not self.is_tail(at):
                break
            at = name.last if name is not None else at + 1
        return self._loose(verb, at) if at < limit else None

    def _is_hearer(self, name: Name, verb: Verb) -> bool:
        """`to AFP`, `à la presse`, `dans un communiqué`: told to whom and in what, not by whom."""
        before = self.words.folded[name.first - 1] if name.first > verb.last else self.words.folded[name.first]
        inside = self.words.folded[name.first]
        if name.first > verb.last and before in ("a", "au", "aux", "to"):
            return True
        return name.kind in ("outlet", "doc", "place") and (before in self.grammar.prepositions or inside in self.grammar.prepositions) or (
            name.kind == "outlet" and not self.names.is_french and name.first == verb.last
        )

    def _can_follow(self, name: Name, verb: Verb) -> bool:
        if name.kind == "doc" and self.words.folded[name.first] in ("un", "une", "des", "a", "an"):
            return False
        if name.kind == "place" or self.words.folded[name.first] in ("des", "d", "de", "du") and name.kind == "actor":
            return False
        if verb.begin == verb.sentence.first and name.kind in ("name", "place"):
            return False
        if self.names.is_french:
            return True
        rest = self.text[self.words.ends[name.last - 1] : verb.sentence.end].lstrip(" \u00a0\u202f")
        if not rest or not rest[0].isalnum():
            return True
        return name.last in self.names.dated or self.words.folded[name.last] in _AFTER_SPEAKER

    def _loose(self, verb: Verb, at: int) -> Name | None:
        """`« … », souffle une vendeuse de gari`: direct speech right before, an article right after."""
        before = self.text[verb.sentence.start : self.words.starts[verb.begin]].rstrip(" \u00a0\u202f,")
        if not before or before[-1] not in "\"”»" or self.words.folded[at] not in self.grammar.articles:
            return None
        return self.names.loose(at, verb.sentence.last)

    # ── before the verb ──────────────────────────────────────────────────────────────────────────────────
    def before(self, verb: Verb, names: Sequence[Name]) -> Name | None:
        """The nearest name before the verb that can be its subject."""
        earlier = [name for name in names if name.last <= verb.begin]
        opening = next((name for name in earlier if name.kind != "place" and not self._is_governed(name, verb)), None)
        for name in reversed(earlier):
            if verb.begin - name.last > _FAR:
                break
            if self.words.folded[name.first - 1 if name.first > verb.sentence.first else name.first] in _NOBODY:
                continue
            if not self._in_brackets(name) and not self._is_governed(name, verb) and self._may_speak(name, verb) and self._reaches(name, verb, opening):
                return self._with_others(self._before_apposition(name, earlier), earlier)
        return self._loose_before(verb)

    def _may_speak(self, name: Name, verb: Verb) -> bool:
        close = name.last == verb.begin
        if name.kind in ("name", "phrase"):
            return verb.form != "t" and (close or self._is_parenthetic(name, verb) or self._is_relative(name))
        if name.kind == "place":
            return close and verb.form != "t"
        return True

    def _is_governed(self, name: Name, verb: Verb) -> bool:
        """Whether a preposition stands before the name, so that it is no subject; `by the army, which said` is one."""
        if name.first == verb.sentence.first or not self.names.joined(name.first):
            return False
        if self.words.folded[name.first - 1] not in self.grammar.prepositions:
            return name.first < name.last and self.words.folded[name.first] in ("de", "du", "aux", "au", "d", "des") and name.first > verb.sentence.first and (
                self.words.folded[name.first - 1].isalpha() and self.words.folded[name.first] != "des"
            )
        between = self._between(name, verb)
        bracket = self.text[self.words.ends[name.last - 1] : self.words.starts[verb.begin]].lstrip(" \u00a0").startswith("(")
        related = between[-1:] in (["which"], ["who"], ["qui"]) and len(between) == 1 + bracket
        return name.kind in ("outlet", "name", "place") or not related

    def _before_apposition(self, name: Name, names: Sequence[Name]) -> Name:
        """`JNIM, an al-Qaeda affiliate, said`: the name that the nearest one only describes."""
        words = self.words
        if name.kind == "name":
            return self._before_proper(name, names)
        if self.text[words.ends[name.last - 1] :].lstrip(" \u00a0")[:1] != "," or self.names.joined(name.first):
            return name
        for other in names:
            between = self.text[words.ends[other.last - 1] : words.starts[name.first]].strip(" \u00a0")
            bracket = between.startswith("(") and between.endswith("),") and between.count("(") == 1
            if other.last <= name.first and (between == "," or bracket) and other.kind not in ("doc", "place") and not self._in_brackets(other):
                return replace(other, kind=name.kind) if other.kind == "name" else other
        return name

    def _before_proper(self, name: Name, names: Sequence[Name]) -> Name:
        """`the state governor, Babagana Zulum, said`: the office says more than the name."""
        for other in names:
            between = self.text[self.words.ends[other.last - 1] : self.words.starts[name.first]].strip(" \u00a0")
            if other.last <= name.first and between == "," and other.kind in ("official", "voice", "source", "witness", "ngo"):
                return other
        return name

    def _with_others(self, name: Name, names: Sequence[Name]) -> Name:
        """`Residents and a local politician`: those joined to the subject belong to it."""
        before = next((other for other in names if other.last == name.first - 1), None)
        if before is None or self.words.folded[before.last] not in ("and", "et") or not self.names.joined(name.first):
            return name
        if before.kind in ("name", "place", "doc", "group") or name.kind in ("name", "place", "doc") or not self.names.joined(before.last):
            return name
        if name.last - before.first > MOST_WORDS + 2:
            return name
        return Name(before.first, name.last, before.start, name.end, before.kind, is_plural=True)

    def _in_brackets(self, name: Name) -> bool:
        start, end = self.words.starts[name.first], self.words.ends[name.last - 1]
        return self.text[max(0, start - 2) : start].rstrip(" \u00a0")[-1:] == "(" and self.text[end : end + 1] == ")"

    def _between(self, name: Name, verb: Verb) -> list[str]:
        return self.words.folded[name.last : verb.begin]

    def _is_relative(self, name: Name) -> bool:
        return name.last < len(self.words) and self.words.folded[name.last] in self.grammar.relatives

    def _is_parenthetic(self, name: Name, verb: Verb) -> bool:
        gap = self.text[self.words.ends[name.last - 1] : self.words.starts[verb.begin]]
        return gap.lstrip(" \u00a0\u202f")[:1] in (",", "(", "—", "–") and gap.rstrip(" \u00a0\u202f")[-1:] in (",", ")", "—", "–")

    def _reaches(self, name: Name, verb: Verb, opening: Name | None) -> bool:
        between = self._between(name, verb)
        if all(word in self.grammar.adverbs or name.last + at in self.names.dated for at, word in enumerate(between)):
            return True
        if self._is_parenthetic(name, verb) or (verb.form == "g" and between == ["as"]):
            return True
        gap = self.text[self.words.ends[name.last - 1] : self.words.starts[verb.begin]]
        if between[0] in self.grammar.relatives or (name.kind == "doc" and between[-1] in self.grammar.relatives):
            return len(between) == 1 or (gap.count(",") != 1 and len(between) <= _LONG_RELATIVE)
        if between[-1] in self.grammar.relatives and gap.count(",") == 1 and gap.rstrip().split(",")[-1].strip() == between[-1]:
            return between[0] in self.grammar.attributes or gap.lstrip(" \u00a0").startswith("(")
        if between[0] in self.grammar.attributes and (gap.count(",") != 1 or gap.strip()[:1] == ","):
            return not self._has_verb(between[1:])
        if between[-1] in self.grammar.joins:
            return name is opening and self._is_subject_place(name, verb.sentence)
        return False

    def _has_verb(self, between: Sequence[str]) -> bool:
        finite = self.grammar.passives | (self.grammar.auxiliaries - {"a", "s", "se"})
        return any(word in finite for word in between)

    def _is_subject_place(self, name: Name, sentence: Sentence) -> bool:
        """Whether a name opens its sentence, or follows nothing but an opening phrase and its comma."""
        if name.first == sentence.first:
            return True
        return self.text[sentence.start : self.words.starts[name.first]].rstrip(" \u00a0\u202f")[-1:] in (",", "–", "—", ")", ":", "»", "”", '"')

    def _loose_before(self, verb: Verb) -> Name | None:
        """`A seamstress told AFP`: a phrase that opens the sentence, an article in front, the verb right behind."""
        first = verb.sentence.first
        opens = self.words.folded[first] in self.grammar.articles
        if not opens or verb.sense != "say" or verb.form or not 2 <= verb.begin - first <= 7:
            return None
        name = self.names.loose(first, verb.begin)
        return name if name is not None and name.last == verb.begin and self.names.joined(verb.begin) else None
