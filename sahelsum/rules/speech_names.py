"""Names of possible speakers: noun phrases built around a noun that speaks, an actor, or a proper name.

There is no parser here: a phrase grows from its head over the words that may belong to a name and stops at the
first that may not. A text that carries words (`a statement from the ministry`) is read as its author.
"""

from __future__ import annotations

from dataclasses import dataclass

from sahelsum.actors import ActorHit
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.speech_words import Grammar, grammar
from sahelsum.rules.view import View

MOST_WORDS = 8
_TITLES_WITH_POINT = frozenset("col gen lt maj capt cdt cne gal mr mrs ms dr prof sgt brig hon mme m".split())
_PARTICLES = frozenset("ag ould ben ibn el al dit de von van abd".split())
_ISSUED = frozenset(
    "given donne fourni fournie provided communique etabli issued released published signed read broadcast sent posted carried publie publiee diffuse diffusee signe signee lu lue transmis emanant rendu "
    "rendue public".split()
)
_AUTHOR = frozenset("of from by de du des d par".split())
_SETTLEMENTS = frozenset(
    "city town village region area district province department local state hospital capital camp centre center neighbourhood ville region localite "
    "commune province cercle departement quartier secteur zone prefecture hopital chu centre chef".split()
)
_ADJECTIVES = frozenset(
    "militaire militaires policier policiers rebelle rebelles humanitaire humanitaires officiel officiels responsable responsables "
    "jihadiste jihadistes djihadiste djihadistes terroriste terroristes securitaire armee jeune jeunes".split()
)
_NO_NAME = ("s", "ing", "ly", "ed", "é", "ée", "ant", "ent", "tion", "body", "one", "nne", "where", "x")
_NUMBERS = frozenset("one two three several some another many most all deux trois quatre plusieurs quelques certains certaines nombreux".split())
_OFFICES = frozenset({"government", "local-administration", "prosecutor"})
_KINDS = {"civilian": "witness", "voice": "voice", "person": "official", "ngo": "ngo", "outlet": "outlet"}
_OWNED = frozenset("its his her their son sa leur ses leurs".split())


@dataclass(frozen=True, slots=True)
class Name:
    """A phrase in words `first:last`, its leading article and a following text noun included; `start:end` is the name
    itself in characters. `kind` is a kind of speaker, or `doc`, `group`, `name` (proper name), `place`, `phrase`."""

    first: int
    last: int
    start: int
    end: int
    kind: str
    is_owned: bool = False
    """Whether it is `his statement`, `their toll`."""
    is_plural: bool = False
    is_group: bool = False
    """Whether it names an armed group."""
    is_text: bool = False
    """Whether a text of the speaker is named (`the army's toll`), and not the speaker alone."""


class Names:
    """The names in one article's sentences, and the classes of its words."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.words = view.words
        self.grammar: Grammar = grammar(view.language)
        self.is_french = view.language == "fr"
        self.heads: dict[int, tuple[int, str]] = {}
        self.mods: set[int] = set()
        self.titles: set[int] = set()
        self.groups: set[int] = set()
        """Words where the name of an armed group begins; `the jihadists` is none."""
        self.counted = {hit.start for hit in view.counts}
        self.dated = {word for hit in view.dates for word in range(hit.first, hit.last)}
        self.reporting = frozenset(hit.first for hit in view.table("speech_verbs"))
        """Words where a reporting verb begins."""
        known = self.grammar
        self._function = known.articles | known.stops | known.prepositions | known.adverbs | known.tails
        self._small = known.links | known.places | known.articles
        self.head_ends: set[int] = set()
        """Where heads end."""
        self._places: set[int] = set()
        self._label()

    def _label(self) -> None:
        for hit in self.view.table("speakers"):
            if hit.value == "mod":
                self.mods.update(range(hit.first, hit.last))
            elif hit.value == "title":
                self.titles.update(range(hit.first, hit.last))
            else:
                self.heads[hit.first] = (hit.last, hit.value)
        for actor in self.view.actors:
            if actor.value and not actor.value[0].generic and self._is_group(actor):
                self.groups.add(actor.first)
            known = self.heads.get(actor.first)
            if known is not None and known[0] > actor.last:
                continue
            kind = known[1] if known is not None and known[0] == actor.last else self._kind(actor)
            if kind == "voice" and known is not None and known[1] == "official":
                kind = "official"
            inner = [self.heads[at][1] for at in range(actor.first, actor.last) if at in self.heads]
            if kind == "witness" and known is None and inner:
                kind = inner[-1]
            self.heads[actor.first] = (actor.last, kind)
            for inner in range(actor.first + 1, actor.last):
                self.heads.pop(inner, None)
        self.head_ends = {last for last, _ in self.heads.values()}
        for place in self.view.places:
            self._places.update(range(place.first, place.last))

    def _is_group(self, hit: ActorHit) -> bool:
        actor = self.view.reference.actors.actor(hit.value[0].actor_id)
        return actor is not None and actor.group == "armed_group"

    def _kind(self, hit: ActorHit) -> str:
        """The kind of speaker that an actor of actors.csv is."""
        actor = self.view.reference.actors.actor(hit.value[0].actor_id) if hit.value else None
        if actor is None or actor.kind in ("armed", "generic"):
            return "actor"
        if actor.kind == "institution":
            return "official" if actor.party or actor.actor_id in _OFFICES else "ngo"
        if actor.kind == "voice" and actor.actor_id.endswith("source"):
            return "source"
        return _KINDS.get(actor.kind, "unknown")

    # ── words ────────────────────────────────────────────────────────────────────────────────────────────
    def is_capital(self, word: int) -> bool:
        """Whether a word is written with a capital and is no date."""
        return self.view.text[self.words.starts[word]].isupper() and word not in self.dated

    def gap(self, word: int) -> str:
        """What stands between a word and the one before."""
        return self.view.text[self.words.ends[word - 1] : self.words.starts[word]]

    def joined(self, word: int) -> bool:
        """Whether only a space, hyphen or apostrophe (or the point of a title) parts a word from the one before."""
        if self.words.soft[word]:
            return True
        return self.words.folded[word - 1] in _TITLES_WITH_POINT and self.gap(word).strip() == "."

    # ── names ────────────────────────────────────────────────────────────────────────────────────────────
    def of(self, sentence: Sentence) -> list[Name]:
        """The names in a sentence, left to right; none overlap."""
        found: list[Name] = []
        word = sentence.first
        while word < sentence.last:
            floor = max(sentence.first, found[-1].last) if found else sentence.first
            name = self.at(word, floor, sentence.last, sentence.first)
            if name is None:
                word += 1
                continue
            found.append(name)
            word = max(name.last, word + 1)
        return found

    def at(self, word: int, floor: int, ceiling: int, sentence_first: int) -> Name | None:
        """The name whose head, title or first capital is at `word`."""
        head = self.heads.get(word)
        if head is not None and not self._is_adjective(word, floor):
            return self._text(word, floor, ceiling) if head[1] == "doc" else self._headed(word, floor, ceiling)
        if word in self.titles and word + 1 < ceiling and self.joined(word + 1) and self.is_capital(word + 1):
            return self._built(word, self._grow(word + 1, ceiling), floor, "official")
        if self.is_capital(word) and word not in self.mods and self.words.folded[word] not in self._function:
            last = self._proper(word, ceiling)
            if word == sentence_first and last == word + 1 and not self._may_open(word):
                return None
            if last < ceiling and self.joined(last) and last in self.heads and self.heads[last][1] not in ("doc", "outlet"):
                return self._headed(last, floor, ceiling)
            kind = "place" if word in self._places else "name"
            return self._built(word, last, floor, kind)
        return None

    def _is_adjective(self, word: int, floor: int) -> bool:
        """French `base militaire`: a noun that may be an adjective is one after a plain noun."""
        if not self.is_french or self.words.folded[word] not in _ADJECTIVES or word <= floor or not self.joined(word):
            return False
        return self.words.folded[word - 1] not in self.grammar.articles | _NUMBERS and word - 1 not in self.mods

    def _may_open(self, word: int) -> bool:
        """Whether one capitalised word that opens a sentence may be a person's name, by its ending."""
        folded = self.words.folded[word]
        written = self.view.text[self.words.starts[word] : self.words.ends[word]]
        return len(folded) > 2 and self.words.starts[word] not in self.counted and folded not in _NUMBERS and not written.endswith(_NO_NAME)

    def _headed(self, word: int, floor: int, ceiling: int) -> Name:
        last, kind = self.heads[word]
        while not self.is_french and last < ceiling and self.joined(last) and last in self.heads and self.heads[last][1] != "doc" and (kind == "outlet") == (self.heads[last][1] == "outlet"):
            last, kind = self.heads[last][0], kind if kind == "voice" else self.heads[last][1]
        proper = kind == "outlet" and self.is_capital(word)
        grown = last if proper else self._grow(last, ceiling)
        possessed = self._possessed(grown, ceiling)
        if possessed is None and self._is_owner(grown, ceiling):
            return self._built(word, self._grow(grown + 1, ceiling), floor, kind)
        if possessed is not None:
            name = self._built(word, grown, floor, kind)
            if possessed[1] == "doc":
                return Name(name.first, possessed[0], name.start, name.end, kind, is_text=True)
            return self._built(word, self._grow(possessed[0], ceiling), floor, possessed[1])
        if grown < ceiling and self.joined(grown) and self.heads.get(grown, (0, ""))[1] == "doc" and self._owns_texts(word, kind):
            name = self._built(word, grown, floor, kind)
            return Name(name.first, self.heads[grown][0], name.start, name.end, kind, is_text=True)
        return self._built(word, grown, floor, kind)

    def _owns_texts(self, word: int, kind: str) -> bool:
        """Whether a text noun right after is its own: `army statement`, not `official figures`."""
        return not self.is_french and (kind == "actor" or (kind in ("ngo", "voice") and self.is_capital(word)))

    def _is_owner(self, word: int, ceiling: int) -> bool:
        """Whether `'s` and a capital follow: `the Islamic State group's West Africa Province`."""
        if word + 1 >= ceiling or self.words.folded[word] != "s" or not self.joined(word) or not self.gap(word).strip():
            return False
        return self.joined(word + 1) and self.is_capital(word + 1)

    def _possessed(self, word: int, ceiling: int) -> tuple[int, str] | None:
        """After `'s`: where the thing owned ends, and its kind."""
        if word >= ceiling or self.words.folded[word] != "s" or not self.joined(word) or self.gap(word).strip() == "":
            return None
        for at in range(word + 1, min(word + 4, ceiling)):
            if not self.joined(at):
                return None
            if at in self.heads:
                return self.heads[at]
        return None

    def _grow(self, last: int, ceiling: int) -> int:
        """Where the phrase ends that goes on at `last`: names, adjectives and complements are taken in."""
        ceiling = min(ceiling, last + 2 * MOST_WORDS)
        while last < ceiling and self.joined(last):
            if self._belongs(last):
                last += 1
            elif self.words.folded[last] in self.grammar.links | self.grammar.places:
                further = self._complement(last, ceiling)
                if further is None:
                    break
                last = further
            else:
                break
        return last

    def _belongs(self, word: int) -> bool:
        folded = self.words.folded[word]
        if folded == "n" and self.is_capital(word):
            return True
        if word in self.dated or folded in self.grammar.stops or folded in _NUMBERS:
            return False
        return word in self.mods or word in self.titles or (self.is_capital(word) and (word not in self.heads or self._is_ranked(word))) or self._is_role(word)

    def _is_ranked(self, word: int) -> bool:
        """A known person's name right after a rank: `le colonel Assimi Goïta`."""
        return self.heads[word][1] == "official" and (word - 1 in self.titles or word in self.head_ends)

    def _is_role(self, word: int) -> bool:
        """A second noun beside the first (`army spokesman`, `colonel de gendarmerie`), not a text or outlet."""
        return word in self.heads and self.heads[word][1] not in ("doc", "outlet") and not self.is_french

    def _complement(self, link: int, ceiling: int) -> int | None:
        at = link + 1
        while at < ceiling and self.joined(at) and self.words.folded[at] in self.grammar.articles:
            at += 1
        if at >= ceiling or not self.joined(at) or at in self.dated:
            return None
        is_close = self.words.folded[link] in self.grammar.links
        head = self.heads.get(at)
        if head is not None and head[1] == "outlet" and not is_close:
            return None
        if head is not None and (is_close or head[1] not in ("doc", "outlet", "witness")):
            return head[0] if head[1] != "outlet" or is_close else None
        if self.is_capital(at) or at in self.mods or self.words.folded[at] in _SETTLEMENTS:
            return self._to_settlement(at + 1, ceiling)
        return self._loose(at, ceiling) if is_close else None

    def _to_settlement(self, word: int, ceiling: int) -> int:
        """`Douentza referral hospital`: on to the noun that a name belongs to, if one follows within three words."""
        for at in range(word, min(word + 3, ceiling)):
            if not self.joined(at) or not (self._is_plain(at) or at in self.heads):
                break
            if self.words.folded[at] in _SETTLEMENTS:
                return at + 1
        return word

    def _loose(self, word: int, ceiling: int) -> int | None:
        """Plain words that follow `of` or `for`, at most three."""
        last = word
        while last < min(ceiling, word + 3) and (last == word or self.joined(last)) and self._is_plain(last):
            last += 1
        return last if last > word else None

    def _is_plain(self, word: int) -> bool:
        folded = self.words.folded[word]
        return not (
            folded in self.grammar.stops or folded in self.grammar.prepositions or folded in self.grammar.articles
            or folded.isdigit() or word in self.dated or word in self.reporting
        )  # fmt: skip

    def _proper(self, word: int, ceiling: int) -> int:
        last = word + 1
        while last < ceiling and self.joined(last) and last not in self.heads:
            particle = self.words.folded[last] in _PARTICLES and last + 1 < ceiling and self.is_capital(last + 1)
            if not (self.is_capital(last) or particle):
                break
            last += 1
        return last

    def _built(self, word: int, last: int, floor: int, kind: str) -> Name:
        begin = word
        while begin > floor and self.joined(begin) and self._may_precede(begin - 1):
            begin -= 1
        while begin < word and self.words.folded[begin] in self.grammar.articles | {"s"}:
            begin += 1
        first = begin
        while first > floor and self.joined(first) and self.words.folded[first - 1] in self.grammar.articles:
            first -= 1
        if not self.is_french and first - 2 >= floor and self.words.folded[first - 1] == "of" and self.words.folded[first - 2] in _NUMBERS:
            begin = first = first - 2
        last = max(last, word + 1)
        owned = begin > floor and self.words.folded[begin - 1] in _OWNED
        start, end = self._extent(begin, last)
        group = any(at in self.groups for at in range(begin, last))
        return Name(first, last, start, end, kind, owned, self._is_plural(word, first), is_group=group)

    def _extent(self, begin: int, last: int) -> tuple[int, int]:
        """The characters of a name; one of too many words gives way to the short name in brackets after it."""
        text = self.view.text
        if last - begin > MOST_WORDS and last < len(self.words) and self.gap(last).strip() == "(":
            if text[self.words.ends[last]] == ")":
                return self.words.starts[last], self.words.ends[last]
        return self.words.starts[begin], self.words.ends[self._cut(begin, last) - 1]

    def _cut(self, begin: int, last: int) -> int:
        """Where a name of too many words is cut: never after `of` or `the`."""
        cut = min(last, begin + MOST_WORDS)
        while cut < last and cut > begin + 1 and self.words.folded[cut - 1] in self._small:
            cut -= 1
        return cut

    def _is_plural(self, word: int, first: int) -> bool:
        if self.is_french:
            return self.words.folded[first] in ("les", "des", "plusieurs", "ces", "ses", "leurs", "deux", "trois") or self.words.folded[word][-1:] == "s"
        head = self.words.folded[self.heads[word][0] - 1] if word in self.heads else self.words.folded[word]
        return head.endswith("s") and not head.endswith("ss") and not self.is_capital(word) or head.endswith("men")

    def _may_precede(self, word: int) -> bool:
        folded = self.words.folded[word]
        if word in self.dated or (folded in self.grammar.stops and word not in self.mods):
            return False
        if word in self.mods or word in self.titles:
            return True
        if folded == "s" and not self.is_french:
            return word > 0 and self.is_capital(word - 1)
        return self.is_capital(word) and folded not in self._function and not self.is_french or folded in _NUMBERS

    def _text(self, word: int, floor: int, ceiling: int) -> Name:
        """A text: its author if one is named right after, else the text itself."""
        last = self.heads[word][0]
        whole = self._built(word, last, floor, "doc")
        at = last
        if at < ceiling and self.gap(at).strip() == "," and self.words.folded[at] in _ISSUED:
            at += 1
        while at < ceiling and (self.joined(at) or at == last) and (self.words.folded[at] in _ISSUED or at in self.mods or at in self.dated):
            at += 1
        if at < ceiling and self.joined(at) and self.words.folded[at] in _AUTHOR:
            author = self._author(at + 1, ceiling)
            if author is not None:
                return Name(whole.first, author.last, author.start, author.end, author.kind, is_text=True)
        return whole

    def _author(self, at: int, ceiling: int) -> Name | None:
        begin = at
        while at < ceiling and (at == begin or self.joined(at)) and (self.words.folded[at] in self.grammar.articles or at in self.mods):
            at += 1
        if at < ceiling and at in self.heads and self.heads[at][1] not in ("doc", "outlet"):
            return self._headed(at, begin, ceiling)
        return None

    def loose(self, first: int, ceiling: int) -> Name | None:
        """A plain noun phrase from `first` (`une vendeuse de gari`), where the words around it show that it speaks."""
        begin = first
        while begin < ceiling and (begin == first or self.joined(begin)) and self.words.folded[begin] in self.grammar.articles:
            begin += 1
        last = begin
        while last < min(ceiling, begin + MOST_WORDS) and (last == first or self.joined(last)) and self._in_loose(last, ceiling):
            last += 1
        while last > begin and self.words.folded[last - 1] in self.grammar.links | self.grammar.places | self.grammar.articles:
            last -= 1
        if last == begin:
            return None
        return Name(first, last, self.words.starts[begin], self.words.ends[last - 1], "phrase")

    def _in_loose(self, word: int, ceiling: int) -> bool:
        folded = self.words.folded[word]
        if word in self.dated or word in self.reporting:
            return False
        if folded in self.grammar.links | self.grammar.articles or folded in self.grammar.places:
            return True
        return folded not in self.grammar.stops and not folded.isdigit()
