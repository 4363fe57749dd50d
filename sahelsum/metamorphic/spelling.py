"""Spelling: a town's name is written otherwise throughout, by a known alias or a slip; its id must stay the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from sahelsum.incident import Place
from sahelsum.metamorphic.change import MOST, Change, Seen, renamed, shuffled
from sahelsum.places.rows import key_of
from sahelsum.tables import read_rows
from sahelsum.words import Words

_CLOSE = 60
"""How alike (of 100, by edits) an alias must be to the name: the press writes `Djibbo`, not the Chinese for it."""
_SHORTEST = 4
_VOWELS = "aeiou"
OtherNames: TypeAlias = Callable[[str, Place, Seen], Iterator[str]]
"""Other names of a town, by its name in the article; one at the most."""


def alias(seen: Seen) -> Iterator[Change]:
    """Towns under the closest other name that the reference data has for them."""
    yield from _changes(seen, _alias)


def misspelling(seen: Seen) -> Iterator[Change]:
    """Towns misspelt by one letter, so that no other town of the country can be meant."""
    yield from _changes(seen, _slip)


def _changes(seen: Seen, other_names: OtherNames) -> Iterator[Change]:
    towns = _towns(seen)
    names = shuffled(towns, f"spelling {seen.article.id}")
    found = ((name, other) for name in names for other in other_names(name, towns[name], seen))
    for name, other in islice(found, MOST - 1):
        text = respelt(seen.article.text, name, other)
        yield Change(f"{name} → {other}", text, renamed(seen.record, partial(respelt, name=name, other=other)))


def respelt(text: str, name: str, other: str) -> str:
    """`text` with `name`, as a whole word, spelt otherwise."""
    return re.sub(_whole(name), lambda _: other, text)


def _whole(name: str) -> str:
    return rf"(?<!\w){re.escape(name)}(?!\w)"


def _towns(seen: Seen) -> dict[str, Place]:
    """The record's towns that the gazetteer knows, by a name that means nothing else in the article."""
    text = seen.article.text
    alone = {(hit.start, hit.end) for hit in seen.reference.gazetteer.find(Words(text)) if hit.kind == "place"}

    def means_the_town(name: str) -> bool:
        spans = {match.span() for match in re.finditer(_whole(name), text)}
        return bool(spans) and spans <= alone and name[0].isupper()

    places = (place for incident in seen.record.incidents for place in incident.places)
    named = {place.name: place for place in places if place.gazetteer_id is not None and place.match != "fuzzy"}
    return {name: place for name, place in named.items() if means_the_town(name)}


def _alias(name: str, place: Place, seen: Seen) -> Iterator[str]:
    """The alias that is most like the name; none where the gazetteer has none that is like it."""
    from rapidfuzz.fuzz import ratio

    key = key_of(name)
    known = [alias for alias in _aliases(seen.reference.desk).get(place.gazetteer_id or "", ()) if alias != key]
    close = [(ratio(alias, key), alias) for alias in known if len(alias) >= _SHORTEST and ratio(alias, key) >= _CLOSE]
    written = (alias.title() for _, alias in sorted(close, reverse=True))
    yield from _unmistakable(written, place, seen, ("alias", "exact", "folded"))


def _slip(name: str, place: Place, seen: Seen) -> Iterator[str]:
    """A letter left out, doubled, or a vowel for another: one that is the slip of no other town."""
    slips = [name[:at] + name[at + 1 :] for at in range(1, len(name)) if name[at].isalpha()]
    slips += [name[:at] + name[at] + name[at:] for at in range(1, len(name)) if name[at].isalpha()]
    slips += [
        name[:at] + vowel + name[at + 1 :]
        for at in range(1, len(name)) if name[at] in _VOWELS for vowel in _VOWELS if vowel != name[at]
    ]  # fmt: skip
    yield from _unmistakable(shuffled(set(slips), f"{name} {seen.article.id}"), place, seen, ("fuzzy",))


def _unmistakable(names: Iterable[str], place: Place, seen: Seen, matches: tuple[str, ...]) -> Iterator[str]:
    """The first of `names` that means the place and nothing else in its country and in those of the record."""
    countries = frozenset(code for incident in seen.record.incidents for code in incident.countries)
    own = frozenset([place.country] if place.country else ())
    for name in names:
        found = [seen.reference.gazetteer.resolve(name, scope) for scope in (own, own | countries)]
        if all(one.gazetteer_id == place.gazetteer_id and one.match in matches for one in found):
            yield name
            return


@cache
def _aliases(desk: Path | None) -> dict[str, tuple[str, ...]]:
    """The other names, folded, by the id of their place."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_rows("place_names.csv", ("name", "gazetteer_id"), desk):
        found[row["gazetteer_id"]] = (*found.get(row["gazetteer_id"], ()), row["name"])
    return found
