"""The map: outlines, the places of the dossiers with the radius that their precision allows, and towns to go by.

Flat, degrees of longitude shrunk by the cosine of the middle latitude: over the Sahel that is off by a few per cent.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt
from typing import Literal, NamedTuple, TypeAlias

from sahelsum.card import words as say
from sahelsum.dossier import Dossier
from sahelsum.export.where import drawn, written
from sahelsum.places import Gazetteer
from sahelsum.webpage import shipped, visible

WIDTH, HEIGHT = 1000.0, 560.0
_KM_A_DEGREE = 111.2
_LEAST = 3.0
"""Degrees that the map shows across at the least."""
_MARGIN = 1.25
_CITY = 250_000
_LETTER, _LINE = 6.6, 14.0
"""Roughly how wide a letter and how high a line of a label is, in units of the map drawn 1,000 wide."""


Side: TypeAlias = Literal["", "left", "middle"]


class Label(NamedTuple):
    """A name beside a point: on its right, on its `left` where it would run out, or in the `middle` of it; `is_spare`
    where another one stands."""

    x: float
    y: float
    name: str
    side: Side
    is_spare: bool

    @property
    def classes(self) -> str:
        """The side, and whether it is spare."""
        return f"{self.side} spare" if self.is_spare else self.side


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the map: its dot, the circle in which it lies, and the numbers of its dossiers."""

    label: Label
    size: float
    radius: float
    dossiers: tuple[int, ...]
    is_background: bool


@dataclass(frozen=True, slots=True)
class Map:
    """What the map shows; towns and countries are to go by. `nowhere` counts dossiers that have no place to draw."""

    outlines: tuple[str, ...]
    marks: tuple[Mark, ...]
    countries: tuple[Label, ...]
    towns: tuple[Label, ...]
    nowhere: int


class _Frame:
    """From degrees to the map's units, so that all points are in sight."""

    def __init__(self, points: Sequence[tuple[float, float, float]]) -> None:
        south = min(lat - km / _KM_A_DEGREE for lat, _, km in points)
        north = max(lat + km / _KM_A_DEGREE for lat, _, km in points)
        self._shrink = cos(radians((south + north) / 2))
        wide = _KM_A_DEGREE * self._shrink
        west, east = min(lon - km / wide for _, lon, km in points), max(lon + km / wide for _, lon, km in points)
        across = max((east - west) * self._shrink, (north - south) * WIDTH / HEIGHT, _LEAST) * _MARGIN
        self._scale = WIDTH / across
        self._middle = ((south + north) / 2, (west + east) / 2)

    def point(self, latitude: float, longitude: float) -> tuple[float, float]:
        """x and y in units of the map."""
        lat, lon = self._middle
        x = WIDTH / 2 + (longitude - lon) * self._shrink * self._scale
        return x, HEIGHT / 2 - (latitude - lat) * self._scale

    def length(self, km: float) -> float:
        """A distance in units of the map."""
        return km / _KM_A_DEGREE * self._scale


def drawn_map(dossiers: Sequence[Dossier], gazetteer: Gazetteer) -> Map | None:
    """The map of `dossiers` under their numbers from 1; null where none of them has a place to draw."""
    places: dict[tuple[float, float], list[tuple[int, str, float]]] = {}
    nowhere = 0
    for number, dossier in enumerate(dossiers, start=1):
        found = drawn(dossier)
        nowhere += not found
        for _, place, spot in found:
            key = (round(spot.latitude, 3), round(spot.longitude, 3))
            places.setdefault(key, []).append((number, visible(say.clean(written(place))), spot.radius_km))
    if not places:
        return None
    frame = _Frame([(*key, max(km for *_, km in here)) for key, here in places.items()])
    news = {number for number, dossier in enumerate(dossiers, start=1) if dossier.status != "background_only"}
    often = {key: len(news.intersection(number for number, *_ in here)) for key, here in places.items()}
    order = sorted(places, key=lambda key: (-often[key], -len(places[key]), key))
    labels = list(_labels([(*frame.point(*key), places[key][0][1]) for key in order]))
    marks = tuple(_mark(label, places[key], frame, news) for key, label in zip(order, labels, strict=True))
    taken = {label.name for label in labels}
    towns = [(*frame.point(lat, lon), name) for name, lat, lon in gazetteer.towns(_CITY) if name not in taken]
    named = [(*frame.point(lat, lon), say.COUNTRIES.get(code, "")) for code, lat, lon in gazetteer.country_middles()]
    countries = list(_labels([one for one in named if one[2]], labels, ("middle",)))
    return Map(tuple(_outlines(frame)), marks, tuple(countries), tuple(_labels(towns, [*labels, *countries])), nowhere)


def _mark(label: Label, here: Sequence[tuple[int, str, float]], frame: _Frame, news: set[int]) -> Mark:
    numbers = tuple(dict.fromkeys(number for number, *_ in here))
    size = 4 + 2 * sqrt(len(numbers) - 1)
    return Mark(label, min(size, 14.0), frame.length(max(km for *_, km in here)), numbers, news.isdisjoint(numbers))


def _labels(
    points: Iterable[tuple[float, float, str]], before: Sequence[Label] = (), sides: Sequence[Side] = ("", "left")
) -> Iterator[Label]:
    """A label for each point, in their order; one that would lie on another is spare."""
    boxes = [_box(label.x, label.y, label.name, label.side) for label in before if not label.is_spare]
    boxes += [(label.x - 7, label.y - 7, label.x + 7, label.y + 7) for label in before if label.side != "middle"]
    for x, y, name in points:
        possible = [side for side in sides if side or x + _LETTER * len(name) < WIDTH] or list(sides)
        free = [side for side in possible if not any(_meet(_box(x, y, name, side), box) for box in boxes)]
        side = free[0] if free else possible[0]
        if free:
            boxes.append(_box(x, y, name, side))
        yield Label(round(x, 1), round(y, 1), name, side, not free)


Box = tuple[float, float, float, float]


def _box(x: float, y: float, name: str, side: Side) -> Box:
    near, far = 6, _LETTER * len(name) + 10
    ends = {"": (x + near, x + far), "left": (x - far, x - near), "middle": (x - far * 0.7, x + far * 0.7)}
    left, right = ends[side]
    return left, y - _LINE / 2, right, y + _LINE / 2


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _outlines(frame: _Frame) -> Iterator[str]:
    """The outlines as paths, a country each."""
    lines = shipped(__package__, "outlines.csv").splitlines()
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        points = [tuple(map(float, pair.split(","))) for pair in row["ring"].split()]
        yield "M" + "L".join("{:.0f} {:.0f}".format(*frame.point(lat, lon)) for lon, lat in points) + "Z"
