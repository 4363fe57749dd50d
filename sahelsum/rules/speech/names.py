"""Names of possible speakers: noun phrases built around a noun that speaks, an actor, or a proper name.

There is no parser here: a phrase grows from its head over the words that may belong to a name and stops at the
first that may not. A text that carries words (`a statement from the ministry`) is read as its author.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sahelsum.rules.sentences import Sentence
from sahelsum.rules.speech.growth import Growth
from sahelsum.rules.speech.lexis import Lexis
from sahelsum.rules.speech.words import word_set

MOST_WORDS = 8
_ISSUED = word_set(
    "given donne fourni fournie provided communique etabli issued released published signed read broadcast sent posted "
    "carried publie publiee diffuse diffusee signe signee lu lue transmis emanant rendu rendue public kept compiled "
    "drawn made up advanced cited quoted collected dresse dressee avance avancee tenu tenue cite annonce annoncee "
    "transmise remis remise parvenu parvenue etablie recueilli recueillis recueillie fournies fournis donnes avances "
    "gave gives"
)
_ISSUED_WHEN = word_set(
    "dans en la le hier debut fin soiree matinee apres midi journee nuit soir matin plus tard a in on the late early "
    "evening morning afternoon night earlier later"
)
_THAT = frozenset({"que", "qu", "that"})
_GIVER_REACH = 10
_AUTHOR = word_set("of from by de du des d par")
_ADJECTIVES = word_set(
    "militaire militaires policier policiers rebelle rebelles humanitaire humanitaires officiel officiels responsable "
    "responsables jihadiste jihadistes djihadiste djihadistes terroriste terroristes securitaire armee jeune "
    "jeunes"
)
_NO_NAME = ("s", "ing", "ly", "ed", "é", "ée", "ant", "ent", "tion", "body", "one", "nne", "where", "x")
_OWNED = word_set("its his her their son sa leur ses leurs")
_MANY = word_set("les des plusieurs ces ses leurs deux trois")


@dataclass(frozen=True, slots=True)
class Name:
    """A phrase in words `first:last`, its leading article and a following text noun included; `start:end` is the name
    itself in characters. `kind` is a kind of speaker, or `doc`, `group`, `name` (proper name), `place`, `phrase`.

    `is_owned`: `his statement`, `their toll`; `is_group`: it names an armed group; `is_text`: a text of the speaker is
    named (`the army's toll`), and not the speaker alone.
    """

    first: int
    last: int
    start: int
    end: int
    kind: str
    is_owned: bool = False
    is_plural: bool = False
    is_group: bool = False
    is_text: bool = False


class Row:
    """The names of one sentence, left to right, found by the words where they begin or end."""

    def __init__(self, names: Sequence[Name]) -> None:
        self.names = names
        self._lasts = [name.last for name in names]
        self._firsts = {name.first: name for name in names}

    def beginning(self, word: int) -> Name | None:
        """The name whose first word is `word`."""
        return self._firsts.get(word)

    def before(self, word: int, most: int = 12) -> Iterator[Name]:
        """At most `most` names that end at or before `word`, the nearest first."""
        at = bisect_right(self._lasts, word)
        return reversed(self.names[max(0, at - most) : at])

    def after(self, word: int, most: int = 6) -> Sequence[Name]:
        """At most `most` names that end after `word`, the nearest first."""
        at = bisect_right(self._lasts, word)
        return self.names[at : at + most]


class Names:
    """Finds the names in one article's sentences."""

    def __init__(self, lexis: Lexis) -> None:
        self.lexis = lexis
        self.words = lexis.words
        self.folded = lexis.words.folded
        self.grammar = lexis.grammar
        self.growth = Growth(lexis)

    def of(self, sentence: Sentence) -> list[Name]:
        """The names in a sentence, left to right; none overlap."""
        found: list[Name] = []
        word = sentence.first
        while word < sentence.last:
            floor = max(sentence.first, found[-1].last) if found else sentence.first
            name = self._at(word, floor, sentence)
            if name is None:
                word += 1
                continue
            found.append(name)
            word = max(name.last, word + 1)
        return found

    def _at(self, word: int, floor: int, sentence: Sentence) -> Name | None:
        """The name whose head, title or first capital is at `word`."""
        lexis, ceiling = self.lexis, sentence.last
        if lexis.is_head(word) and not self._is_adjective(word, floor):
            is_text = lexis.heads[word][1] == "doc"
            return self._text(word, floor, ceiling) if is_text else self._headed(word, floor, ceiling)
        if word in lexis.titles and word + 1 < ceiling and lexis.joined(word + 1) and lexis.is_capital(word + 1):
            return self._built(word, self.growth.grown(word + 1, ceiling), floor, "official")
        if lexis.is_capital(word) and word not in lexis.mods and self.folded[word] not in self.growth.function:
            return self._proper(word, floor, sentence)
        return None

    def _proper(self, word: int, floor: int, sentence: Sentence) -> Name | None:
        last = self.growth.proper(word, sentence.last)
        if word == sentence.first and last == word + 1 and not self._may_open(word):
            return None
        if last < sentence.last and self.lexis.joined(last) and self.lexis.is_head(last, "doc", "outlet"):
            return self._headed(last, floor, sentence.last)
        return self._built(word, last, floor, "place" if word in self.lexis.placed else "name")

    def _is_adjective(self, word: int, floor: int) -> bool:
        """French `base militaire`: a noun that may be an adjective is one after a plain noun."""
        if not self.lexis.is_french or self.folded[word] not in _ADJECTIVES:
            return False
        if word <= floor or not self.lexis.joined(word) or word - 1 in self.lexis.mods:
            return False
        return self.folded[word - 1] not in self.grammar.articles and not self.growth.is_number(word - 1)

    def _may_open(self, word: int) -> bool:
        """Whether one capitalised word that opens a sentence may be a person's name, by its ending."""
        written = self.lexis.text[self.words.starts[word] : self.words.ends[word]]
        if len(written) <= 2 or self.words.starts[word] in self.lexis.counted or self.growth.is_number(word):
            return False
        return not written.endswith(_NO_NAME)

    def _headed(self, word: int, floor: int, ceiling: int) -> Name:
        """The name around a head, and what it owns: `the army`, `the army's spokesman`, `the army's toll`."""
        last, kind = self.growth.compound(word, ceiling)
        grown = last if kind == "outlet" and self.lexis.is_capital(word) else self.growth.grown(last, ceiling)
        owned = self.growth.owned(grown, ceiling)
        if owned is not None and owned[1] != "doc":
            return self._built(word, self.growth.grown(owned[0], ceiling), floor, owned[1])
        if owned is None and self.growth.is_owner(grown, ceiling):
            return self._built(word, self.growth.grown(grown + 1, ceiling), floor, kind)
        name = self._built(word, grown, floor, kind)
        if owned is None and self._owns_texts(word, kind) and grown < ceiling and self.lexis.joined(grown):
            owned = self.lexis.heads.get(grown)
        if owned is None or owned[1] != "doc":
            return name
        return Name(name.first, owned[0], name.start, name.end, kind, is_group=name.is_group, is_text=True)

    def _owns_texts(self, word: int, kind: str) -> bool:
        """Whether a text noun right after is its own: `army statement`, not `official figures`."""
        if self.lexis.is_french:
            return False
        return kind == "actor" or (kind in ("ngo", "voice") and self.lexis.is_capital(word))

    def _built(self, word: int, last: int, floor: int, kind: str) -> Name:
        """The name with its head at `word`, to `last`: adjectives and articles before it are taken in."""
        lexis, begin = self.lexis, word
        while begin > floor and lexis.joined(begin) and self.growth.may_precede(begin - 1):
            begin -= 1
        while begin < word and self.folded[begin] in self.grammar.articles | {"s"}:
            begin += 1
        first = begin
        while first > floor and lexis.joined(first) and self.folded[first - 1] in self.grammar.articles:
            first -= 1
        if first - 2 >= floor and self.folded[first - 1] == "of" and self.growth.is_number(first - 2):
            begin = first = first - 2
        last = max(last, word + 1)
        start, end = self._extent(begin, last)
        owned = begin > floor and self.folded[begin - 1] in _OWNED
        group = any(at in lexis.groups for at in range(begin, last))
        return Name(first, last, start, end, kind, owned, self._is_plural(word, first), group)

    def _extent(self, begin: int, last: int) -> tuple[int, int]:
        """The characters of a name; one of too many words gives way to the short name in brackets after it."""
        starts, ends = self.words.starts, self.words.ends
        is_long = last - begin > MOST_WORDS and last < len(self.words)
        if is_long and self.lexis.gap(last).strip() == "(" and self.lexis.marks_after(last)[0] == ")":
            return starts[last], ends[last]
        cut = min(last, begin + MOST_WORDS)
        while begin + 1 < cut < last and self.folded[cut - 1] in self.growth.small:
            cut -= 1
        return starts[begin], ends[cut - 1]

    def _is_plural(self, word: int, first: int) -> bool:
        if self.lexis.is_french:
            return self.folded[first] in _MANY or self.folded[word].endswith("s")
        head = self.folded[self.lexis.heads[word][0] - 1] if word in self.lexis.heads else self.folded[word]
        plain = head.endswith("s") and not head.endswith("ss") and not self.lexis.is_capital(word)
        return plain or head.endswith("men")

    # ── texts ────────────────────────────────────────────────────────────────────────────────────────────
    def _text(self, word: int, floor: int, ceiling: int) -> Name:
        """A text: its author if one is named right after, else the text itself."""
        at = self.lexis.heads[word][0]
        whole = self._built(word, at, floor, "doc")
        parted = at < ceiling and self.lexis.gap(at).strip() == "," and self.folded[at] in _ISSUED
        while at < ceiling and (parted or self.lexis.joined(at)) and self._is_issuing(at):
            at, parted = at + 1, False
        giver = self._giver(at, ceiling)
        if giver is not None:
            kind, group = giver.kind, giver.is_group
            return Name(whole.first, giver.last, giver.start, giver.end, kind, is_group=group, is_text=True)
        if at < ceiling and self.lexis.joined(at) and self.folded[at] in _AUTHOR:
            author = self._author(at + 1, ceiling)
            if author is not None:
                kind, group = author.kind, author.is_group
                return Name(whole.first, author.last, author.start, author.end, kind, is_group=group, is_text=True)
        return whole

    def _giver(self, at: int, ceiling: int) -> Name | None:
        """`le bilan que nous a communiqué jeudi le préfet`, `the figure that the mayor gave us`: whose text it is."""
        if at >= ceiling or self.folded[at] not in _THAT or not self.lexis.joined(at):
            return None
        given = not self.lexis.is_french
        for word in range(at + 1, min(at + _GIVER_REACH, ceiling)):
            if not self.lexis.joined(word):
                return None
            if self.lexis.is_head(word, "doc", "outlet"):
                giver = self._headed(word, at + 1, ceiling)
                gave = self.folded[giver.last : giver.last + 3]
                return giver if given or not _ISSUED.isdisjoint(gave) else None
            given = given or self.folded[word] in _ISSUED
        return None

    def _is_issuing(self, word: int) -> bool:
        known = self.folded[word] in _ISSUED or self.folded[word] in _ISSUED_WHEN
        return known or word in self.lexis.mods or word in self.lexis.dated

    def _author(self, begin: int, ceiling: int) -> Name | None:
        at = begin
        while at < ceiling and (at == begin or self.lexis.joined(at)):
            if self.folded[at] not in self.grammar.articles and at not in self.lexis.mods:
                break
            at += 1
        if at < ceiling and self.lexis.is_head(at, "doc", "outlet"):
            return self._headed(at, begin, ceiling)
        return None

    # ── plain phrases ────────────────────────────────────────────────────────────────────────────────────
    def loose(self, first: int, ceiling: int) -> Name | None:
        """A plain noun phrase from `first` (`une vendeuse de gari`), where the words around it show that it speaks."""
        begin = first
        while begin < ceiling and self.folded[begin] in self.grammar.articles:
            if begin > first and not self.lexis.joined(begin):
                return None
            begin += 1
        last = begin
        while last < min(ceiling, begin + MOST_WORDS) and (last == first or self.lexis.joined(last)):
            if not self.growth.in_loose(last):
                break
            last += 1
        while last > begin and self.folded[last - 1] in self.growth.small:
            last -= 1
        if last == begin:
            return None
        return Name(first, last, self.words.starts[begin], self.words.ends[last - 1], "phrase")
