"""What the toll rooms look at: nouns for people, outcome words and cues, each by the word where it starts.

One pass per lexicon over the whole article; everything after is a dictionary access a word. Quotation marks part
nothing: `killed "twenty-one soldiers"` is read through.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sahelsum.actors import ActorHit
from sahelsum.codebook import Group
from sahelsum.numbers import CountHit
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.tolls.words import AUXILIARY, CLAUSE
from sahelsum.rules.view import View
from sahelsum.words import Hit

_COMMA = frozenset(",()[]")
_STOP = frozenset(";:.!?…\n—–")
_PEOPLE = frozenset({"armed", "generic", "civilian"})
GROUPS: frozenset[str] = frozenset(
    {"civilians", "state_forces", "militia", "armed_group", "external_forces", "mixed", "unknown"}
)


@dataclass(frozen=True, slots=True)
class Noun:
    """Words `first:last` that name people (`is_body`: a collective such as the army) or, `is_thing`, no people."""

    first: int
    last: int
    group: Group
    actor: ActorHit | None = None
    is_body: bool = False
    is_thing: bool = False


class Scan:
    """The article for the toll rooms; `language` is en or fr."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.words = view.words
        self.folded = view.words.folded
        self.is_french = view.language == "fr"
        self.said = {hit.first: hit for hit in view.table("outcomes") if hit.value != "none"}
        self.said_to = {hit.last for hit in self.said.values()}
        self.nouns = self._nouns()
        self.cues = {hit.first: hit for hit in view.table("toll_cues")}
        self.cues_to = {hit.last: hit for hit in self.cues.values()}
        self.cue_hits = view.table("toll_cues")
        self.numbers = {hit.first for hit in view.counts if not hit.weak}

    def _nouns(self) -> dict[int, Noun]:
        found: dict[int, Noun] = {}
        for hit in self.view.table("victims"):
            sense, _, kind = hit.value.partition(" ")
            if sense == "thing":
                found[hit.first] = Noun(hit.first, hit.last, "unknown", is_thing=True)
            elif sense in GROUPS:
                if kind == "name" and not self.words.text[hit.start].isupper():
                    continue
                found[hit.first] = Noun(hit.first, hit.last, sense, is_body=kind == "body")  # type: ignore[arg-type]
        actors = [self._of_actor(mention, found) for mention in self.view.actors]
        return found | {noun.first: noun for noun in actors if noun is not None}

    def _of_actor(self, mention: ActorHit, listed: dict[int, Noun]) -> Noun | None:
        """A mention of an actor as people, unless a longer noun or a thing (`army trucks`) starts there."""
        first = listed.get(mention.first)
        if first is not None and (first.last > mention.last or first.is_thing):
            return None
        known = self.view.reference.actors.actor(mention.value[0].actor_id)
        if known is None or known.kind not in _PEOPLE or known.group not in GROUPS:
            return None
        inner = [listed[at] for at in range(mention.first, mention.last) if at in listed]
        people = [noun for noun in inner if not noun.is_body and not noun.is_thing]
        is_body = not people and (bool(inner) or not all(name.generic for name in mention.value))
        told = [noun.group for noun in people if noun.group != "unknown"]
        group: Group = told[0 if self.is_french else -1] if told else known.group  # type: ignore[assignment]
        return Noun(mention.first, mention.last, group, mention if known.kind != "civilian" else None, is_body)

    def gap(self, at: int) -> str:
        """What parts word `at` from the one before: "" (nothing or a quotation mark), "comma" or "stop"."""
        if at <= 0 or at >= len(self.folded):
            return "stop"
        if self.words.soft[at]:
            return ""
        between = self.words.text[self.words.ends[at - 1] : self.words.starts[at]]
        if _STOP.intersection(between) or " - " in between:
            return "stop"
        return "comma" if _COMMA.intersection(between) else ""

    def is_owner(self, at: int) -> bool:
        """Whether word `at` is the `s` of a genitive, with a word behind it."""
        if self.is_french or at + 1 >= len(self.folded) or self.folded[at] != "s":
            return False
        return self.words.text[self.words.ends[at - 1] : self.words.starts[at]] in ("'", "’") and not self.gap(at + 1)

    def gaps(self, first: int, last: int) -> list[str]:
        """What parts the words from before `first` to `last`, in order."""
        return [self.gap(at) for at in range(first, last + 1)]

    def has_said(self, first: int, last: int) -> bool:
        """Whether an outcome word starts in words `first:last`."""
        return any(at in self.said for at in range(first, last))

    def has_clause(self, first: int, last: int) -> bool:
        """Whether a word in `first:last` opens a clause with a subject of its own."""
        return any(self.opens_clause(at) for at in range(first, last))

    def has_auxiliary(self, first: int, last: int) -> bool:
        """Whether an auxiliary verb stands in words `first:last` (« a », not « à »)."""
        return any(self.folded[at] in AUXILIARY and self.raw(at) != "à" for at in range(first, last))

    def raw(self, at: int) -> str:
        """Word `at` as written, in small letters: `tue` and `tué` differ."""
        return self.words.text[self.words.starts[at] : self.words.ends[at]].lower()

    def opens_clause(self, at: int) -> bool:
        """Whether word `at` opens a clause with a subject of its own: when, where, « où » (not « ou »)."""
        word = self.folded[at]
        return word in CLAUSE and (word != "ou" or self.raw(at) == "où")

    def counts_in(self, sentence: Sentence) -> Sequence[CountHit]:
        """The numbers of the sentence."""
        return self.view.within(self.view.counts, sentence)

    def nouns_in(self, first: int, last: int) -> list[Noun]:
        """People (no things) named in words `first:last`."""
        return [noun for at in range(first, last) if (noun := self.nouns.get(at)) is not None and not noun.is_thing]

    def said_in(self, sentence: Sentence) -> list[Hit[str]]:
        """The outcome words of the sentence."""
        return [hit for at in range(sentence.first, sentence.last) if (hit := self.said.get(at)) is not None]

    def cues_in(self, first: int, last: int, *senses: str) -> list[Hit[str]]:
        """The cues of these senses that start in words `first:last`."""
        at = bisect_left(self.cue_hits, first, key=lambda hit: hit.first)
        found = []
        while at < len(self.cue_hits) and self.cue_hits[at].first < last:
            if self.cue_hits[at].value in senses:
                found.append(self.cue_hits[at])
            at += 1
        return found

    @cached_property
    def countries(self) -> list[str]:
        """The countries of the article's towns and areas, the most named first."""
        named: dict[str, int] = {}
        for hit in self.view.places:
            if len(hit.countries) == 1 and hit.kind != "country":
                code = next(iter(hit.countries))
                named[code] = named.get(code, 0) + 1
        return sorted(named, key=lambda code: -named[code])

    def group_of(self, noun: Noun) -> Group:
        """The noun's group; soldiers of a state in which no town of the article lies are external forces."""
        if noun.actor is None or noun.group not in ("state_forces", "unknown"):
            return noun.group
        name = self.view.quote(noun.actor)
        actor = self.view.reference.actors.resolve(name, self.countries[:1], None, self.view.language)
        if actor is None or actor.group not in GROUPS:
            return noun.group
        if actor.group == "external_forces" and actor.home in self.countries:
            return noun.group
        return actor.group if noun.group == "unknown" or actor.group == "external_forces" else noun.group  # type: ignore[return-value]
