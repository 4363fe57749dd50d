"""The gazetteer's tables in memory: plain tuples and one dictionary from folded name to what bears it.

Four thousand places are wanted in a few milliseconds, so rows stay lists of cells and a `Place` is made only
when somebody asks for it. A desk's rows are laid over the shipped ones by the same keys as everywhere.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Literal

from sahelsum.errors import DataError
from sahelsum.places.desk import check_place
from sahelsum.tables import desk_text
from sahelsum.words import Words

Match = Literal["exact", "alias", "folded", "fuzzy", "area", "unresolved"]


@dataclass(frozen=True, slots=True)
class Place:
    """One place: coordinates in degrees; `ceiling` is the best geo_precision it may be given (1, 2 or 3)."""

    gazetteer_id: str
    name: str
    country: str
    admin1: str | None
    admin2: str | None
    latitude: float | None
    longitude: float | None
    population: int
    ceiling: int
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Area:
    """A stretch of land: (country, admin1) pairs it covers, or whole countries where it names none of theirs."""

    name: str
    countries: frozenset[str]
    admin1: frozenset[tuple[str, str]]
    latitude: float | None = None
    longitude: float | None = None
    admin2: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """A mention: words `first` up to but not `last`, characters `start:end`; `countries` of all it may be."""

    first: int
    last: int
    start: int
    end: int
    kind: Literal["place", "area", "country"]
    name: str
    countries: frozenset[str]
    demonym: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name was resolved to; geo_precision 1 named town, 2 near it or a small area, 3 region."""

    canonical: str | None
    country: str | None
    admin1: str | None
    admin2: str | None
    latitude: float | None
    longitude: float | None
    gazetteer_id: str | None
    match: Match
    geo_precision: int | None


@dataclass(frozen=True, slots=True)
class Admin:
    """An admin1 (level 1, parent "") or admin2 (level 2, parent its admin1)."""

    country: str
    level: int
    name: str
    parent: str
    latitude: float | None
    longitude: float | None


def key_of(name: str) -> str:
    """The form in which names are looked up: folded words, one space between."""
    return " ".join(Words(name).folded)


def degrees(cell: str) -> float | None:
    """A coordinate cell as a number; empty means unknown."""
    return float(cell) if cell else None


class Tables:
    """All data files of the gazetteer.

    Raises:
        DataError: a file lacks a column, or a row has a wrong number of cells or a malformed number.
    """

    def __init__(self, desk: Path | None = None) -> None:
        self.desk = desk
        self.longest: dict[str, int] = {}
        """First word of any name -> the number of words of the longest name that starts so."""
        self.places = list(self._table("places.csv", ("gazetteer_id",), 13))
        self.place_keys: dict[str, tuple[int, ...]] = {}
        """Folded name -> rows of `places`; an other name gives the row's one's complement (`~row`)."""
        self.countries = {row[0]: row for row in self._table("countries.csv", ("code",), 8)}
        self.country_keys: dict[str, tuple[str, bool]] = {}
        """Folded name -> (code, whether it is a demonym)."""
        self.words = {
            row[0]: frozenset(map(key_of, row[1].split(";"))) for row in self._table("place_words.csv", ("kind",), 2)
        }
        self._load_places()
        self._load_countries()
        self._admins = list(self._table("admins.csv", ("country", "level", "name", "parent"), 9))
        self.admin_keys: dict[str, tuple[int, ...]] = {}
        self.admin1: dict[tuple[str, str], Admin] = {}
        self._load_admins()
        self.areas: list[Area] = []
        self.area_keys: dict[str, tuple[int, ...]] = {}
        self.directions: dict[tuple[str, str], Area] = {}
        self._load_areas()
        for keys in (self.place_keys, self.country_keys, self.admin_keys, self.area_keys, self.words.get("skip", ())):
            _note_lengths(keys, self.longest)

    def place(self, row: int) -> Place:
        """The place in `row` of `places`."""
        cells = self.places[row]
        return Place(
            cells[0], cells[1], cells[2], cells[3] or None, cells[4] or None, degrees(cells[5]), degrees(cells[6]),
            int(cells[7] or 0), int(cells[8] or (1 if cells[5] else 3)), cells[9], cells[10],
        )  # fmt: skip

    def admin(self, number: int) -> Admin:
        """The admin in row `number`, as in `admin_keys`."""
        row = self._admins[number]
        return Admin(row[0], int(row[1] or 1), row[2], row[3], degrees(row[5]), degrees(row[6]))

    def borders(self) -> Iterator[tuple[str, str, float, float]]:
        """Points about every 20 km along each land border: country, neighbour, latitude, longitude."""
        for row in self._table("borders.csv", ("country", "neighbour", "latitude", "longitude"), 4):
            yield row[0], row[1], float(row[2]), float(row[3])

    def _load_places(self) -> None:
        rows: dict[str, int] = {}
        keys = self.place_keys
        for number, cells in enumerate(self.places):
            rows[cells[0]] = number
            key = cells[12] or key_of(cells[1])
            keys[key] = (*keys[key], number) if key in keys else (number,)
        for name, identifier in self._table("place_names.csv", ("name", "gazetteer_id"), 2):
            row = rows.get(identifier)
            if row is None:
                raise DataError(f"place_names.csv: no place has the id {identifier!r} that {name!r} is given.")
            key = name if self.desk is None else key_of(name)
            keys[key] = (*keys[key], ~row) if key in keys else (~row,)

    def _load_countries(self) -> None:
        for code, row in self.countries.items():
            for column, demonym in ((2, False), (3, False), (4, True)):
                for name in row[column].split(";"):
                    self.country_keys[key_of(name)] = (code, demonym)

    def _load_admins(self) -> None:
        keys = self.admin_keys
        for number, row in enumerate(self._admins):
            if row[1] == "1":
                self.admin1[row[0], row[2]] = self.admin(number)
            for key in (row[8] or ";".join(map(key_of, (row[2], *row[7].split(";"))))).split(";"):
                keys[key] = (*keys[key], number) if key in keys else (number,)

    def _load_areas(self) -> None:
        for name, country, direction, names, covered in self._table("areas.csv", ("area",), 5):
            pairs = [pair.partition(":") for pair in covered.split(";") if pair]
            admin1 = frozenset((code, region) for code, _, region in pairs if region)
            points = [self.admin1[pair] for pair in admin1 if pair in self.admin1]
            area = Area(name, frozenset(code for code, _, _ in pairs), admin1, *middle(points))
            if direction:
                self.directions[country, direction] = area
            for other in (name, *filter(None, names.split(";"))):
                key = key_of(other)
                self.area_keys[key] = (*self.area_keys.get(key, ()), len(self.areas))
            self.areas.append(area)

    def _table(self, name: str, key: Sequence[str], width: int) -> Iterator[list[str]]:
        """Rows of a data file as cells; with a desk's file of the same name, its rows replace or add by `key`."""
        header, shipped = _cells(name, files("sahelsum.data").joinpath(name).read_text(encoding="utf-8"))
        own = self.desk / name if self.desk is not None else None
        if own is None or not own.is_file():
            return iter(shipped)
        columns, rows = _cells(str(own), desk_text(own))
        missing = [column for column in key if column not in columns]
        if missing:
            raise DataError(f"{own} has no column {missing[0]!r}; its first line must name the columns.")
        at = [header.index(column) for column in key]
        merged = {tuple(cells[i] for i in at): cells for cells in shipped}
        for cells in rows:
            named = dict(zip(columns, cells, strict=True))
            if name == "places.csv":
                check_place(own, named)
            old = merged.get(tuple(named[column] for column in key), [""] * width)
            merged[tuple(named[column] for column in key)] = [
                named.get(column, "" if column in ("key", "keys") else old[i]) for i, column in enumerate(header)
            ]
        return iter(merged.values())


def middle(points: Sequence[Admin]) -> tuple[float | None, float | None]:
    """The mean of the points that are known, or (None, None)."""
    known = [
        (point.latitude, point.longitude)
        for point in points
        if point.latitude is not None and point.longitude is not None
    ]
    if not known:
        return None, None
    return round(sum(lat for lat, _ in known) / len(known), 3), round(sum(lon for _, lon in known) / len(known), 3)


def _note_lengths(keys: Iterable[str], longest: dict[str, int]) -> None:
    for key in keys:
        first, _, tail = key.partition(" ")
        length = tail.count(" ") + 2 if tail else 1
        if longest.get(first, 0) < length:
            longest[first] = length


def _cells(name: str, content: str) -> tuple[list[str], list[list[str]]]:
    lines = [line for line in content.splitlines() if line and line[0] != "#"]
    rows = list(csv.reader(lines))
    if not rows:
        raise DataError(f"{name} is empty; its first line must name the columns.")
    header = rows.pop(0)
    width = len(header)
    for row in rows:
        if len(row) != width:
            raise DataError(f"{name}: the row {','.join(row)[:60]!r} has {len(row)} cells, the header {width}.")
    return header, rows
