"""Swaps: two armed groups change places throughout; so must they in the record, as actors, in blame and as speakers.

Where an article names one group alone, it changes places with one that it does not name. Only names proper change, and
only where articles and what the text says of networks and mouthpieces still hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from sahelsum.actors import Actor
from sahelsum.fold import fold
from sahelsum.metamorphic.change import MOST, Change, Fields, Seen, parts, renamed, rewritten, shuffled
from sahelsum.metamorphic.swap_names import OUTLET_NAMES, OUTLETS, STAND_INS, Forms, partners, swapped, without, written
from sahelsum.record import Record
from sahelsum.words import Phrases, Words

_NETWORKS = {
    "al-qaeda": re.compile(r"\bal.?q[ao][ie]*da\b"),
    "islamic-state": re.compile(r"islamic state|etat islamique|\bisis\b|\bda(?:ech|esh)\b"),
}
"""Words, folded, by which a text says to which network somebody belongs."""


class _Pair(NamedTuple):
    """Two groups by id (and their outlets) and by spelling, each with what takes its place."""

    ids: Mapping[str, str]
    names: Mapping[str, str]


def swap(seen: Seen) -> Iterator[Change]:
    """Two groups that the article names, else one of them and one that it does not."""
    language = seen.article.language
    if language not in STAND_INS:
        return
    for pair in islice(_Groups(seen).pairs(), MOST):
        one, other = next(iter(pair.names.items()))
        text = swapped(seen.article.text, pair.names, language)
        yield Change(f"{one} ↔ {other}", text, _expected(seen.record, pair, language))


def _expected(record: Record, pair: _Pair, language: str) -> Record:
    def moved(part: Fields) -> Fields:
        return part | {"actor_id": pair.ids.get(part["actor_id"], part["actor_id"])} if "actor_id" in part else part

    return renamed(rewritten(record, moved), lambda name: swapped(name, pair.names, language))


class _Groups:
    """The armed groups of one article, and which of them may change places."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._table = STAND_INS[seen.article.language]
        self._words = Words(seen.article.text)
        self._hits = seen.reference.actors.find(self._words, seen.article.language)
        self._spellings = self._named()
        dumped = [one.model_dump() for one in seen.record.incidents]
        self._in_record = {part["actor_id"] for part in parts(dumped) if part.get("actor_id")}
        self._countries = frozenset(code for one in seen.record.incidents for code in one.countries)

    def pairs(self) -> Iterator[_Pair]:
        """Pairs that fit, no group of the article in two of them; groups of the article with each other first, then
        with those that are there."""
        seed = f"swap {self._seen.article.id}"
        own = shuffled((name for name in self._spellings if name in self._in_record), seed)
        paired: set[str] = set()
        for one in own:
            absent = shuffled((name for name in self._table if name not in self._spellings), f"{seed} {one}")
            others = [*own, *sorted(absent, key=self._is_elsewhere)]
            fit = (self._pair(one, other) for other in others if not {one, other} & paired and one != other)
            pair = next((each for each in fit if each is not None), None)
            if pair is not None:
                paired.update((one, *pair.ids))
                yield pair

    def _named(self) -> dict[str, set[str]]:
        """The spellings of each group that bears a name of its own."""
        ids = {hit.value[0].actor_id for hit in self._hits if len({name.actor_id for name in hit.value}) == 1}
        actors = [actor for actor in map(self._actor, ids) if actor is not None and actor.kind == "armed"]
        found = {actor.actor_id: self._spellings_of(actor.actor_id) for actor in actors}
        return {actor_id: spellings for actor_id, spellings in found.items() if spellings}

    def _spellings_of(self, actor_id: str) -> set[str]:
        """Its names proper as they stand in the text: `Boko Haram` of `combattants de Boko Haram`."""
        found: set[str] = set()
        for hit in self._hits:
            named = [(name.name, None) for name in hit.value if name.actor_id == actor_id and not name.generic]
            each = Phrases(named).scan(self._words, hit.first, hit.last)
            found |= {self._words.text[one.start : one.end] for one in each}
        return found

    def _actor(self, actor_id: str) -> Actor | None:
        return self._seen.reference.actors.actor(actor_id)

    def _pair(self, one: str, other: str) -> _Pair | None:
        first, second = self._actor(one), self._actor(other)
        forms = self._forms(one), self._forms(other)
        if first is None or second is None or forms[0] is None or forms[1] is None or not _is_like(first, second):
            return None
        names = partners(forms[0], forms[1], self._table.get(one, {}), self._table.get(other, {}))
        outlets = self._outlets(first, second)
        if not names or outlets is None or self._is_tied(first, second, names):
            return None
        for outlet, partner in outlets.items():
            names |= dict.fromkeys(self._spellings_of(outlet), OUTLET_NAMES[partner])
        return _Pair({one: other, other: one, **outlets}, names)

    def _forms(self, actor_id: str) -> Forms | None:
        article = self._seen.article
        return written(article.text, self._spellings.get(actor_id, ()), article.language)

    def _is_elsewhere(self, actor_id: str) -> bool:
        actor = self._actor(actor_id)
        return actor is None or not actor.countries & self._countries

    def _outlets(self, first: Actor, second: Actor) -> dict[str, str] | None:
        """The outlets that the text names for either, each with the other's, which takes its place; null where somebody
        speaks for one who cannot speak for the other."""
        own = {first.actor_id, second.actor_id, first.parent, second.parent} - {""}
        actors = (self._actor(name.actor_id) for hit in self._hits for name in hit.value)
        voices = {voice.actor_id for voice in actors if voice is not None and voice.speaks_for in own}
        pair = [OUTLETS.get(actor.actor_id, "") for actor in (first, second)]
        if not voices:
            return {}
        if "" in pair or not voices <= set(pair):
            return None
        return dict(zip(pair, reversed(pair), strict=True)) if pair[0] != pair[1] else {}

    def _is_tied(self, first: Actor, second: Actor, names: Mapping[str, str]) -> bool:
        """Whether the text says elsewhere to which network one belongs, and the other does not belong to it."""
        rest = fold(without(self._seen.article.text, names))
        lines = [self._line(actor) for actor in (first, second)]
        said = [network for network, words in _NETWORKS.items() if words.search(rest)]
        return any((network in lines[0]) != (network in lines[1]) for network in said)

    def _line(self, actor: Actor) -> set[str]:
        """The ids of a group and of all above it."""
        line: set[str] = set()
        above: Actor | None = actor
        while above is not None and above.actor_id not in line:
            line.add(above.actor_id)
            above = self._actor(above.parent) if above.parent else None
        return line


def _is_like(first: Actor, second: Actor) -> bool:
    """Whether they are of one kind, so that their dead and their deeds are counted alike."""
    return (first.kind, first.group, first.actor_type) == (second.kind, second.group, second.actor_type)
