"""Names of actors in a text: every spelling of `actor_names.csv`, found in one pass, and put together.

A name as the press writes it is often several words of ours: a country and a noun (`Malian soldiers`), a noun
and a name (`fighters from JNIM`). They are joined here, so that later rooms see one mention for one actor.
A network that somebody is merely `linked to` is no mention of an actor.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from sahelsum.fold import fold
from sahelsum.tables import Row
from sahelsum.words import Hit, Phrases, Words

NETWORKS = frozenset({"al-qaeda", "islamic-state"})
"""Names that say nothing of who acted when somebody is only linked to them."""
COUNTRY = "country:"
LINK = "link"
NOBODY = "-"
THING, DEED = "thing", "deed"
MARKERS = frozenset({LINK, NOBODY, THING, DEED})
_CONNECTORS = frozenset(
    ["of", "from", "the", "belonging", "to", "de", "du", "des", "d", "la", "l", "le", "les", "appartenant", "au", "a"]
)
_COORDINATION = frozenset(
    ["and", "or", "et", "ou", "the", "a", "au", "to", "l", "la", "le", "de", "du", "group", "groupe", "its", "with"]
)
_LONG_NAME = 4
"""A name of so many words is found in small letters too."""
_SHORT_ACRONYM = 4
"""An acronym of at most so many letters is found in capitals only: `SITE` is not `Site`."""
_BRACES = re.compile(r"\{([^{}]*)\}")
_ENDING = re.compile(r"\((\w+)\)")
_WORD = re.compile(r"[^\W_]+\*?")


@dataclass(frozen=True, slots=True)
class ActorName:
    """One spelling of one actor or family; `generic` names are common nouns, found in small letters."""

    name: str
    actor_id: str
    generic: bool
    plural: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `first` up to but not `last`: all candidates for the spelling, and the country it says (or "")."""

    first: int
    last: int
    names: tuple[ActorName, ...]
    country: str

    @property
    def generic(self) -> bool:
        """Whether only a common noun names the actor."""
        return all(name.generic for name in self.names)

    @property
    def wants_country(self) -> bool:
        """Whether a country beside it says which actor is meant: a common noun, or a name that several bear."""
        return bool(self.names) and (self.generic or len({name.actor_id for name in self.names}) > 1)


Spelling = tuple[tuple[ActorName, ...], tuple[int, ...]]
"""Candidates and, for each word, how many capitals it needs at least: 0, 1 or (2) all."""


class Spellings:
    """The names of one language; `armed` are the ids of those who bear arms, `common` of those known by a noun only."""

    def __init__(self, rows: Iterable[Row], language: str, armed: Collection[str], common: Collection[str]) -> None:
        found: dict[str, list[Spelling]] = {}
        for row in rows:
            for key, spelling in _spellings(row):
                found.setdefault(key, []).append(spelling)
        self._phrases: Phrases[list[Spelling]] = Phrases(found.items())
        self._armed = frozenset(armed)
        self._common = frozenset(common)
        self._adjective_follows = language == "fr"

    def mentions(self, words: Words, capitals: bool = True) -> list[Mention]:
        """Mentions from left to right, none overlapping; without `capitals` all but acronyms in small letters too."""
        joined: list[Mention] = []
        row = _without_links(words, self._hits(words, capitals))
        for at, mention in enumerate(row):
            actor_id = mention.names[0].actor_id
            if actor_id in MARKERS or (mention.generic and self._is_adjective(words, row, at)):
                continue
            says = actor_id.startswith(COUNTRY)
            one = replace(mention, names=(), country=actor_id.removeprefix(COUNTRY)) if says else mention
            if not (joined and self._joins(words, joined, one)):
                joined.append(one)
        return [mention for mention in joined if mention.names]

    def _is_adjective(self, words: Words, row: Sequence[Mention], at: int) -> bool:
        """Whether the noun only says of what sort a thing is: `jihadist attack`, `opération militaire`."""
        name = row[at].names[0]
        common = name.actor_id in self._common
        if self._adjective_follows:
            beside = _beside(words, row, at, -1)
        else:
            beside = "" if name.plural else _beside(words, row, at, 1)
        return beside == THING or (beside == DEED and common)

    def _hits(self, words: Words, capitals: bool) -> Iterator[Mention]:
        least = 1 if capitals else 2
        for hit in self._phrases.scan(words):
            names: tuple[ActorName, ...] = ()
            for candidates, needed in hit.value:
                if not any(need >= least for need in needed) or _has_capitals(words, hit, needed):
                    names += candidates
            if names:
                yield Mention(hit.first, hit.last, names, "")

    def _joins(self, words: Words, joined: list[Mention], mention: Mention) -> bool:
        """Puts `mention` and the one before it together where they are one name; whether it did."""
        before = joined[-1]
        gap = _gap(words, before.last, mention.first)
        if gap is None:
            return False
        close = not gap
        linked = close or set(gap) <= _CONNECTORS
        if not before.names:
            one = mention.wants_country and (close or gap == ["s"])
            whole = replace(mention, first=before.first, country=before.country)
        elif not mention.names:
            one = before.wants_country and not before.country and linked
            whole = replace(before, last=mention.last, country=mention.country)
        else:
            one = linked and self._one_actor(before, mention, close)
            named = before if mention.generic and not before.generic else mention
            whole = Mention(before.first, mention.last, named.names, before.country or mention.country)
        if one:
            joined[-1] = whole
        return bool(one)

    def _one_actor(self, before: Mention, mention: Mention, close: bool) -> bool:
        """`fighters of JNIM`, `JNIM fighters`, `soldiers of the army`."""
        if before.generic and mention.generic:
            return before.names[0].actor_id == mention.names[0].actor_id and self._bears_arms(before)
        if not (self._bears_arms(before) and self._bears_arms(mention)):
            return False
        return before.generic or (mention.generic and close)

    def _bears_arms(self, mention: Mention) -> bool:
        return any(name.actor_id in self._armed for name in mention.names)


def _without_links(words: Words, hits: Iterable[Mention]) -> list[Mention]:
    """The hits without the networks beside a link: `linked to al-Qaeda` names nobody."""
    row, kept, dropped = list(hits), [], False
    for at, hit in enumerate(row):
        dropped = hit.names[0].actor_id in NETWORKS and (
            _is_linked(words, row, at) or (dropped and _coordinated(words, row[at - 1], hit))
        )
        if not dropped:
            kept.append(hit)
    return kept


def _beside(words: Words, row: Sequence[Mention], at: int, step: int) -> str:
    """The id of the hit right before (`step` -1) or right after (1), "" where there is none."""
    if not 0 <= at + step < len(row):
        return ""
    first, second = (row[at - 1], row[at]) if step < 0 else (row[at], row[at + 1])
    together = first.last == second.first and words.soft[second.first]
    return row[at + step].names[0].actor_id if together else ""


def _is_linked(words: Words, row: Sequence[Mention], at: int) -> bool:
    before = row[at - 1] if at else None
    after = row[at + 1] if at + 1 < len(row) else None
    if after is not None and _gap(words, row[at].last, after.first) in ([], ["s"]):
        actor_id = after.names[0].actor_id
        if actor_id == LINK or not (after.generic or actor_id in NETWORKS):
            return True
    return before is not None and before.names[0].actor_id == LINK and _coordinated(words, before, row[at])


def _coordinated(words: Words, before: Mention, mention: Mention) -> bool:
    gap = _gap(words, before.last, mention.first)
    return gap is not None and set(gap) <= _COORDINATION


def _gap(words: Words, last: int, first: int) -> list[str] | None:
    """The words between two mentions where nothing but spaces parts them and they are few, else null."""
    if first - last > 3 or not all(words.soft[last : first + 1]):
        return None
    return words.folded[last:first]


def _has_capitals(words: Words, hit: Hit[list[Spelling]], needed: tuple[int, ...]) -> bool:
    for at, need in enumerate(needed, start=hit.first):
        if need:
            written = words.text[words.starts[at] : words.ends[at]]
            if not (written.isupper() if need > 1 else written[0].isupper() or written[0].isdigit()):
                return False
    return True


def _spellings(row: Row) -> Iterator[tuple[str, Spelling]]:
    """Each spelling that a row's `{a|b}` and `(s)` stand for, keyed by its folded words."""
    generic = row.get("generic", "") == "yes"
    ids = row["actor_id"].split(";")
    for spelling, plural in _variants(row["name"]):
        parts: list[str] = _WORD.findall(spelling)
        needed = () if generic or len(parts) >= _LONG_NAME else tuple(map(_capitals, parts))
        many = generic and (_is_plural(parts) if plural is None else plural)
        names = tuple(ActorName(spelling, actor_id, generic, many) for actor_id in ids)
        yield " ".join(map(fold, parts)), (names, needed)


def _variants(name: str) -> Iterator[tuple[str, bool | None]]:
    """Spellings with whether they are plural (null: the notation does not say)."""
    if "{" in name:
        pieces = _BRACES.split(name)
        choices = [piece.split("|") if odd % 2 else [piece] for odd, piece in enumerate(pieces)]
        spellings = ["".join(chosen) for chosen in product(*choices)]
    else:
        spellings = [name]
    for spelling in spellings:
        if "(" in spelling:
            yield _ENDING.sub("", spelling), False
            yield _ENDING.sub(r"\1", spelling), True
        else:
            yield spelling, None


def _capitals(word: str) -> int:
    if len(word) > 1 and word.isupper() and len(word) <= _SHORT_ACRONYM:
        return 2
    return int(word[0].isupper())


def _is_plural(parts: Sequence[str]) -> bool:
    return any(
        word in ("people", "police", "children") or (word.endswith(("men", "s", "x")) and not word.endswith("ss"))
        for word in (parts[0], parts[-1])
    )
