"""Finding mentions of places in one pass: names, admin phrases, directions ("the north of Mali") and unknown villages.

Most of the work is refusing: a surname that is a town, a river that is a country, `est` that is a verb. A name
counts only if capitalised; what tells a place from a person stands in `place_words.csv`, not here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from sahelsum.places.context import Context, capital, run, shouted
from sahelsum.places.phrases import ADMIN_LEVELS, BARE_STOP, NAMED_DISTRICTS, after_connector, direction_at, is_side
from sahelsum.places.rows import PlaceHit, Tables
from sahelsum.words import Words

_LISTED = frozenset(("and", "et", "or", "ou"))
_IN = frozenset(("in", "across", "throughout", "dans", "from", "depuis", "to", "vers"))
_THE = frozenset(("the", "le", "la", "l", "its", "son"))
_COUNTRY = frozenset(("country", "pays", "nation"))


@dataclass(frozen=True, slots=True)
class Meaning:
    """An area mentioned in words `first:last`: fixed `areas`, `admins` by row (of a `level`), or a `direction`."""

    first: int
    last: int
    areas: tuple[int, ...] = ()
    admins: tuple[int, ...] = ()
    level: int | None = None
    direction: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A country or place named in words `first:last`; "skip" holds such a name and is none."""

    first: int
    last: int
    kind: Literal["place", "country", "skip"]
    countries: frozenset[str]
    demonym: bool = False


Found = Meaning | Named


class Mentions:
    """Finds mentions with the names of `tables`; one dictionary access a word where there is nothing to find."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._longest = tables.longest
        words = tables.words
        self._skip = words.get("skip", frozenset())
        self._context = Context(words)
        self._settlement, self._after = words["settlement"], words["settlement after"]
        self._not_village = words["function"] | words["calendar"] | words["title"] | words["not a village"]

    def find(self, words: Words) -> list[PlaceHit]:
        """Mentions in reading order, none overlapping."""
        hits: list[PlaceHit] = []
        position = 0
        while position < len(words):
            word = words.folded[position]
            ready = hits[-1].last if hits else -1
            if word in self._settlement:
                listed = self._villages(words, position, ready)
                if listed:
                    hits += listed
                    position = listed[-1].last
                    continue
            found = self._at(words, position, ready)
            if found is None:
                position += 1
                continue
            hit = self._hit(words, found)
            if hit is not None:
                hits.append(hit)
            position = found.last
        return hits

    def meaning(self, words: Words) -> Meaning | None:
        """The area that a phrase as a whole names, bare directions ("the west") and admin names included."""
        for position in range(len(words)):
            found = self._at(words, position, -1)
            if isinstance(found, Meaning):
                return found
        for position in range(len(words)):
            direction = direction_at(words, position)
            if direction is not None:
                return Meaning(position, direction[1], direction=direction[0])
        for position in range(min(len(words), 4)):
            admins = self._tables.admin_keys.get(" ".join(words.folded[position:]))
            if admins:
                return Meaning(position, len(words), admins=admins)
        return None

    def _hit(self, words: Words, found: Found) -> PlaceHit | None:
        start, end = words.starts[found.first], words.ends[found.last - 1]
        name = words.text[start:end]
        if isinstance(found, Named):
            if found.kind == "skip":
                return None
            return PlaceHit(found.first, found.last, start, end, found.kind, name, found.countries, found.demonym)
        countries: frozenset[str] = frozenset([found.country]) if found.country else frozenset()
        if found.areas:
            countries = frozenset().union(*(self._tables.areas[number].countries for number in found.areas))
        elif found.admins and not found.direction:
            countries = frozenset(self._tables.admin(number).country for number in found.admins)
        return PlaceHit(found.first, found.last, start, end, "area", name, countries)

    def _at(self, words: Words, first: int, ready: int) -> Found | None:
        word = words.folded[first]
        found: Found | None = None
        if word in self._longest:
            found = self._named(words, first, ready)
            if isinstance(found, Named) and found.kind == "country":
                found = self._possessed(words, first, found.last, next(iter(found.countries))) or found
        elif word in _COUNTRY:
            found = self._possessed(words, first, first + 1, None)
        if word in ADMIN_LEVELS:
            admin = self._admin_of(words, first)
            found = admin if admin is not None and (found is None or admin.last > found.last) else found
        if found is None or isinstance(found, Meaning) or found.kind == "place":
            part = self._part(words, first)
            found = part if part is not None and (found is None or part.last > found.last) else found
        return found

    def _named(self, words: Words, first: int, ready: int | None) -> Found | None:
        """The longest name that starts at `first`; `ready`: where the mention before ended, None after a cue."""
        length = 1
        while (
            length < self._longest[words.folded[first]] and first + length < len(words) and words.soft[first + length]
        ):
            length += 1
        for last in range(first + length, first, -1):
            found = self._reading(words, first, last, ready)
            if found is not None:
                return found
        return None

    def _reading(self, words: Words, first: int, last: int, ready: int | None) -> Found | None:
        """What words `first:last` name, if anything: the more particular readings first."""
        tables = self._tables
        key = words.folded[first] if last == first + 1 else " ".join(words.folded[first:last])
        upper = capital(words, first) or (last > first + 1 and capital(words, last - 1))
        if key in self._skip:
            return Named(first, last, "skip", frozenset()) if upper else None
        admins = tables.admin_keys.get(key) if upper else None
        if admins and last < len(words) and words.soft[last]:
            level = ADMIN_LEVELS.get(words.folded[last])
            if level and direction_at(words, first) is None and not (level == 1 and key == "sahel"):
                return Meaning(first, last + 1, admins=admins, level=level)
        areas = tables.area_keys.get(key)
        if areas and (upper or last > first + 1):
            return Meaning(first, last, areas=areas)
        return self._plain(words, first, last, key, ready)

    def _plain(self, words: Words, first: int, last: int, key: str, ready: int | None) -> Found | None:
        """The country, place or admin of which words `first:last` are the bare name."""
        tables = self._tables
        upper = capital(words, first) or (last > first + 1 and capital(words, last - 1))
        country = tables.country_keys.get(key)
        if country is not None and (country[1] or (upper and (len(key) > 3 or shouted(words, first)))):
            return Named(first, last, "country", frozenset([country[0]]), country[1])
        if not upper:
            return None
        admins = tables.admin_keys.get(key, ())
        rows = tables.place_keys.get(key)
        if rows is not None:
            place = self._place(words, first, last, rows, ready)
            return place and replace(place, countries=place.countries | {tables.admin(row).country for row in admins})
        alone = self._stands_alone(admins, key) and not (
            ready is not None and self._context.person(words, first, last, ready)
        )
        return Meaning(first, last, admins=admins) if alone else None

    def _place(self, words: Words, first: int, last: int, rows: tuple[int, ...], ready: int | None) -> Named | None:
        cells = [self._tables.places[row if row >= 0 else ~row] for row in rows]
        if ready is not None and not self._context.located(words, first):
            person = self._context.person(words, first, last, ready) or self._context.first_name(words, last)
            if person or all(row[11] for row in cells):
                return None
        return Named(first, last, "place", frozenset(row[2] for row in cells))

    def _stands_alone(self, admins: tuple[int, ...], key: str) -> bool:
        """Whether an admin's bare name is a mention: not where it is also a direction, a word or a person."""
        if len(key) < 4 or key in BARE_STOP or key in self._context.people:
            return False
        found = [self._tables.admin(number) for number in admins]
        return any(admin.level == 1 or admin.country in NAMED_DISTRICTS for admin in found)

    def _possessed(self, words: Words, first: int, end: int, country: str | None) -> Meaning | None:
        """ "Mali's (restive) north", "the country's eastern region"; `end`: after the owner's name."""
        if end + 1 >= len(words) or words.folded[end] != "s" or not words.soft[end] or not words.soft[end + 1]:
            return None
        for position in (end + 1, end + 2):
            found = direction_at(words, position) if position < len(words) and words.soft[position] else None
            if found is not None:
                direction, last = found
                last += is_side(words, last)
                if words.folded[last - 1] in ("central", "northern", "southern", "eastern", "western"):
                    return None
                return Meaning(first, last, direction=direction, country=country)
        return None

    def _admin_of(self, words: Words, first: int) -> Meaning | None:
        """ "la région de Ségou", "state of Borno", "province du Soum"."""
        at = after_connector(words, first + 1)
        if at == first + 1 or at >= len(words) or not capital(words, at):
            return None
        for last in range(min(at + 4, len(words)), at, -1):
            key = " ".join(words.folded[at:last])
            admins = self._tables.admin_keys.get(key)
            if admins and all(words.soft[at + 1 : last]):
                if key in ("niger", "sahel") and words.folded[at - 1] == "du":
                    return None
                return Meaning(first, last, admins=admins, level=ADMIN_LEVELS[words.folded[first]])
        return None

    def _part(self, words: Words, first: int) -> Meaning | None:
        """A part of a country by direction: adjacent, with "of", or bare ("in the west", "northern regions")."""
        found = direction_at(words, first)
        if found is None:
            return None
        direction, last = found
        if last < len(words) and words.soft[last]:
            whole = self._country_at(words, last)
            if whole is not None:
                return Meaning(first, whole[1], direction=direction, country=whole[0])
        side = last + is_side(words, last)
        at = after_connector(words, side)
        if at > side and at < len(words) and words.soft[at]:
            if words.folded[at] in _COUNTRY:
                return Meaning(first, at + 1, direction=direction)
            whole = self._country_at(words, at)
            return None if whole is None else Meaning(first, whole[1], direction=direction, country=whole[0])
        return self._bare_part(words, first, direction, last, side)

    def _bare_part(self, words: Words, first: int, direction: str, last: int, side: int) -> Meaning | None:
        """ "northern regions", "North-West Region", "in the west": a direction of no named country."""
        if side > last:
            known = self._tables.admin_keys.get(" ".join(words.folded[first:last]), ())
            return Meaning(first, side, admins=known if capital(words, first) else (), level=1, direction=direction)
        noun = words.folded[last - 1][-3:] not in ("ern", "ral", "art")
        placed = first >= 2 and words.folded[first - 1] in _THE and words.folded[first - 2] in _IN
        if noun and placed and (last == len(words) or not (words.soft[last] and capital(words, last))):
            return Meaning(first, last, direction=direction)
        return None

    def _country_at(self, words: Words, first: int) -> tuple[str, int] | None:
        """The country (or demonym) named at `first` as (code, end); a river or a state of that name is none."""
        if words.folded[first] not in self._longest:
            return None
        found = self._named(words, first, -1)
        if not isinstance(found, Named) or found.kind != "country":
            return None
        return next(iter(found.countries)), found.last

    def _villages(self, words: Words, first: int, ready: int) -> list[PlaceHit]:
        """Names after "the village(s) of": known ones, and unknown ones with no countries; empty if none is unknown."""
        hits: list[PlaceHit] = []
        at = after_connector(words, first + 1)
        if at == first + 1:
            return self._village_before(words, first, ready)
        while at < len(words) and len(hits) < 20 and capital(words, at):
            named = self._named(words, at, None) if words.folded[at] in self._longest else None
            known = self._hit(words, named) if named is not None else None
            if named is not None and known is None:
                break
            hits.append(known or _unknown(words, at, run(words, at)))
            at = hits[-1].last
            if not words.folded[first].endswith("s") or at >= len(words):
                break
            gap = words.text[words.ends[at - 1] : words.starts[at]]
            at += words.folded[at] in _LISTED
            if at == hits[-1].last and gap.strip() != ",":
                break
        return hits

    def _village_before(self, words: Words, at: int, ready: int) -> list[PlaceHit]:
        """ "Farabougou village": the capitalised words right before, where nothing known stands there."""
        if words.folded[at] not in self._after or ready == at or not words.soft[at]:
            return []
        first = at
        while first > max(ready, 0) and at - first < 3 and words.soft[first] and capital(words, first - 1):
            first -= 1
        while first < at and words.folded[first] in self._not_village:
            first += 1
        if first == at or any(words.folded[i] in self._not_village for i in range(first, at)):
            return []
        return [_unknown(words, first, at)]


def _unknown(words: Words, first: int, last: int) -> PlaceHit:
    start, end = words.starts[first], words.ends[last - 1]
    return PlaceHit(first, last, start, end, "place", words.text[start:end], frozenset())
