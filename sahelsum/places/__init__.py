"""The gazetteer: which mentions are places, what a written name stands for, what lies inside what.

A name is matched exactly, as an alias, folded, as an area, and only then by one edit, inside the article's own
countries and never against a region the article states: most Malian villages are one or two letters from an
Ivorian hamlet, and no coordinate is better than a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from math import cos, radians, sqrt
from pathlib import Path

from sahelsum import incident
from sahelsum.places.find import Meaning, Mentions
from sahelsum.places.phrases import BARE_STOP
from sahelsum.places.rows import Area, Match, Place, PlaceHit, Resolution, Tables, key_of, middle
from sahelsum.words import Words

__all__ = ["Area", "Gazetteer", "Place", "PlaceHit", "Resolution"]

UNRESOLVED = Resolution(None, None, None, None, None, None, None, "unresolved", None)
WELL_KNOWN = 100_000
LETTERS = "abcdefghijklmnopqrstuvwxyz "
_LEAD = frozenset(
    [
        "the",
        "a",
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "town",
        "city",
        "village",
        "ville",
        "commune",
        "localite",
        "capital",
        "capitale",
        "of",
        "de",
        "d",
        "du",
        "des",
    ]
)
_TAIL = frozenset(["town", "city", "village", "commune", "locality"])


class Gazetteer:
    """Places, areas and countries of the region; load once, then read only."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._mentions = Mentions(tables)
        self._capitals = {(code, key_of(row[5])) for code, row in tables.countries.items() if row[5]}

    @classmethod
    def load(cls, desk: Path | None = None) -> Gazetteer:
        """The shipped gazetteer with the desk's own rows laid over it.

        Raises:
            DataError: a data file of the desk is malformed.
        """
        return cls(Tables(desk))

    def find(self, words: Words) -> list[PlaceHit]:
        """Mentions in reading order, none overlapping. An unknown village ("the village of X") has no countries."""
        return self._mentions.find(words)

    def resolve(
        self, name: str, countries: frozenset[str], stated: Area | None = None, near: bool = False
    ) -> Resolution:
        """What `name` stands for in an article about `countries`; `near`: written as near or some km from it."""
        for key in _forms(name):
            rows = self._tables.place_keys.get(key, ())
            row = self._choose(rows, countries, stated)
            if row is not None:
                return self._resolution(row, self._match(row, name, key), near)
        area = self.area(name, countries)
        if area is not None:
            return self._area_resolution(area, countries)
        code, demonym = self._tables.country_keys.get(key_of(name), ("", True))
        if not demonym:
            return Resolution(self.country_name(code, "en"), code, None, None, None, None, None, "area", None)
        row = self._fuzzy(_forms(name)[-1], countries, stated)
        return UNRESOLVED if row is None else self._resolution(row, "fuzzy", near)

    @property
    def countries(self) -> frozenset[str]:
        """The ISO alpha-2 codes of the countries that it knows."""
        return frozenset(self._tables.countries)

    def place(self, gazetteer_id: str) -> Place | None:
        """The place of that id, or null."""
        row = self._rows.get(gazetteer_id)
        return None if row is None else self._tables.place(row)

    def country_middles(self) -> Iterable[tuple[str, float, float]]:
        """Code, latitude and longitude of the middle of every country that it knows."""
        for code, row in self._tables.countries.items():
            yield code, float(row[6]), float(row[7])

    def towns(self, population: int) -> Iterable[tuple[str, float, float]]:
        """Name, latitude and longitude of the region's capitals and of towns with so many people."""
        for row, cells in enumerate(self._tables.places):
            place = self._tables.place(row)
            if (place.population >= population or self._is_capital(row)) and place.latitude and place.longitude:
                yield cells[1], place.latitude, place.longitude

    def area(self, phrase: str, countries: frozenset[str]) -> Area | None:
        """The area that `phrase` names; a bare direction ("the west") needs exactly one country to be one."""
        meaning = self._mentions.meaning(Words(phrase))
        return None if meaning is None else self._area(meaning, countries)

    def inside(self, place: Resolution | incident.Place, area: Area) -> bool | None:
        """Whether a resolved place lies in `area`; None where the gazetteer cannot tell."""
        if place.country is None:
            return None
        return _inside(place.country, place.admin1, place.admin2, area)

    def border_km(self, place: Resolution | incident.Place, country: str) -> float | None:
        """Kilometres to the nearest border of `country`, good to about 10 km; None for regions and unknowns."""
        points = self._borders.get(country)
        if not points or place.latitude is None or place.longitude is None or place.match == "area":
            return None
        if place.country == country:
            return None
        return round(min(km(place.latitude, place.longitude, lat, lon) for lat, lon in points), 1)

    def country_name(self, code: str, language: str) -> str:
        """The country's usual name in "en" or "fr"; the code itself where it is not known."""
        row = self._tables.countries.get(code)
        return code if row is None else row[3 if language == "fr" else 2].partition(";")[0]

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {cells[0]: row for row, cells in enumerate(self._tables.places)}

    @cached_property
    def _borders(self) -> dict[str, list[tuple[float, float]]]:
        borders: dict[str, list[tuple[float, float]]] = {}
        for country, neighbour, latitude, longitude in self._tables.borders():
            borders.setdefault(country, []).append((latitude, longitude))
            borders.setdefault(neighbour, []).append((latitude, longitude))
        return borders

    def _choose(self, rows: tuple[int, ...], countries: frozenset[str], stated: Area | None) -> int | None:
        places = self._tables.places
        pool = [row for row in rows if not countries or places[row if row >= 0 else ~row][2] in countries]
        famous = [row for row in rows if self._is_capital(row)]
        if not pool:
            known = famous or [row for row in rows if int(places[row if row >= 0 else ~row][7] or 0) >= WELL_KNOWN]
            pool = known if len(known) == 1 else []
        elif famous and max(int(places[row if row >= 0 else ~row][7] or 0) for row in pool) < WELL_KNOWN / 5:
            pool = famous
        if stated is not None:
            pool = [row for row in pool if self._row_inside(row, stated) is True] or pool
        return max(pool, key=self._rank, default=None)

    def _rank(self, row: int) -> tuple[int, bool, bool, int]:
        """Big towns first, then bearers of the very name, then places the project lists because they make news."""
        cells = self._tables.places[row if row >= 0 else ~row]
        population = int(cells[7] or 0)
        return population if population >= 50_000 else 0, row >= 0, cells[10] != "geonames", population

    def _is_capital(self, row: int) -> bool:
        cells = self._tables.places[row if row >= 0 else ~row]
        return (cells[2], cells[12] or key_of(cells[1])) in self._capitals

    def _row_inside(self, row: int, area: Area) -> bool | None:
        cells = self._tables.places[row if row >= 0 else ~row]
        return _inside(cells[2], cells[3] or None, cells[4] or None, area)

    def _match(self, row: int, name: str, key: str) -> Match:
        if row < 0:
            return "alias"
        written = self._tables.places[row][1]
        return "exact" if written in name and key == key_of(written) else "folded"

    def _resolution(self, row: int, match: Match, near: bool) -> Resolution:
        place = self._tables.place(row if row >= 0 else ~row)
        precision = max(place.ceiling, 2 if near else 1) if place.latitude is not None else 3
        return Resolution(
            place.name, place.country, place.admin1, place.admin2, place.latitude, place.longitude,
            place.gazetteer_id, match, precision,
        )  # fmt: skip

    @staticmethod
    def _area_resolution(area: Area, countries: frozenset[str]) -> Resolution:
        own = area.countries if len(area.countries) == 1 else area.countries & countries
        country = next(iter(own)) if len(own) == 1 else None
        admin1 = next(iter(area.admin1))[1] if len(area.admin1) == 1 else None
        return Resolution(area.name, country, admin1, area.admin2, area.latitude, area.longitude, None, "area", 3)

    def _fuzzy(self, key: str, countries: frozenset[str], stated: Area | None) -> int | None:
        """The one place of `countries` whose name is one edit away; None where none or several are."""
        if len(key) < 6 or not countries or key in self._tables.place_keys:
            return None
        found: dict[int, int] = {}
        for form in _one_edit(key):
            for row in self._tables.place_keys.get(form, ()) if len(form) >= 6 else ():
                at = row if row >= 0 else ~row
                cells = self._tables.places[at]
                if cells[2] in countries and not cells[11] and not (stated and self._row_inside(row, stated) is False):
                    found[at] = row
        return next(iter(found)) if len(found) == 1 else None

    def _area(self, meaning: Meaning, countries: frozenset[str]) -> Area | None:
        if meaning.areas:
            options = [self._tables.areas[number] for number in meaning.areas]
            exact = [area for area in options if area.countries == countries]
            return (exact or sorted(options, key=lambda area: -len(area.countries)))[0]
        if meaning.admins:
            return self._admin_area(meaning, countries)
        return self._part(meaning, countries)

    def _part(self, meaning: Meaning, countries: frozenset[str]) -> Area | None:
        pool = [meaning.country] if meaning.country else sorted(countries)
        if len(pool) != 1 or meaning.direction is None:
            return None
        direction = meaning.direction
        area = self._tables.directions.get((pool[0], direction))
        if area is None and direction.startswith(("centre-", "far ")):
            area = self._tables.directions.get((pool[0], direction.partition("-")[0].removeprefix("far ")))
        return area

    def _admin_area(self, meaning: Meaning, countries: frozenset[str]) -> Area | None:
        admins = [self._tables.admin(number) for number in meaning.admins]
        own = [admin for admin in admins if admin.country in countries]
        if countries and not own and (meaning.direction or key_of(admins[0].name) in BARE_STOP):
            return self._part(meaning, countries)
        admins = own or admins
        admins = [admin for admin in admins if meaning.country in (None, admin.country)] or admins
        admins = [admin for admin in admins if admin.level == meaning.level] or admins
        if len({admin.country for admin in admins}) > 1 and countries:
            return None
        chosen = min(admins, key=lambda admin: admin.level)
        region = chosen.name if chosen.level == 1 else chosen.parent
        latitude, longitude = middle([chosen])
        if latitude is None and (chosen.country, region) in self._tables.admin1:
            latitude, longitude = middle([self._tables.admin1[chosen.country, region]])
        pairs = frozenset([(chosen.country, region)] if region else [])
        second = chosen.name if chosen.level == 2 else None
        return Area(chosen.name, frozenset([chosen.country]), pairs, latitude, longitude, second)


def _inside(country: str, admin1: str | None, admin2: str | None, area: Area) -> bool | None:
    if area.countries and country not in area.countries:
        return False
    regions = [region for code, region in area.admin1 if code == country]
    if not regions:
        return True if country in area.countries else None
    if admin1 is None:
        return None
    if admin1 not in regions:
        return False
    if area.admin2 is None:
        return True
    return None if admin2 is None else key_of(admin2) == key_of(area.admin2)


def _forms(name: str) -> list[str]:
    """The name's key, then without "the town of", "village" and the like where it had them."""
    words = Words(name).folded
    first, last = 0, len(words)
    while first < last - 1 and words[first] in _LEAD:
        first += 1
    while last - 1 > first and words[last - 1] in _TAIL:
        last -= 1
    return list(dict.fromkeys((" ".join(words), " ".join(words[first:last]))))


def _one_edit(key: str) -> Iterable[str]:
    """Every form one insertion, deletion or replacement away: some 54 a letter, so cost follows the name's length."""
    for at in range(len(key) + 1):
        head, tail = key[:at], key[at:]
        if tail:
            yield head + tail[1:]
        for letter in LETTERS:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]


def km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Distance on a flat map at that latitude: within 1 % up to some hundred kilometres, which is what is asked."""
    return 111.2 * sqrt((lat - other_lat) ** 2 + ((lon - other_lon) * cos(radians((lat + other_lat) / 2))) ** 2)
