"""How alike two places are: by gazetteer id, by distance, and by the chain of regions where one is an area."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from sahelsum.incident import Place
from sahelsum.likeness.degree import LESS, MORE, NEAR, NOTHING, OTHER, SAME, Likeness
from sahelsum.likeness.names import SAME_FROM, alike
from sahelsum.places import km
from sahelsum.places.rows import key_of

HALVES_EVERY_KM = 25.0
_NEAR_KM = 50.0


class Where(NamedTuple):
    """A place as resolved. `labelled` false: nobody has looked for its id, so that names alone are compared;
    `precision` is a geo_precision, or null where it is not to be compared; coordinates in degrees."""

    name: str
    gazetteer_id: str | None
    country: str | None
    admin1: str | None
    admin2: str | None
    latitude: float | None
    longitude: float | None
    is_area: bool
    precision: int | None
    labelled: bool = True

    @classmethod
    def of(cls, place: Place) -> Where:
        """A record's place."""
        return cls(
            place.name, place.gazetteer_id, place.country, place.admin1, place.admin2, place.latitude, place.longitude,
            place.match == "area", place.geo_precision,
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name if self.gazetteer_id or self.is_area or not self.labelled else f"{self.name} (unresolved)"


@lru_cache(maxsize=65536)
def places(one: Where, other: Where) -> Likeness:
    """The same id is the same place; two ids lose half their credit every 25 km, starting from a half."""
    if one.gazetteer_id is not None and other.gazetteer_id is not None:
        return _by_id(one, other)
    if one.is_area or other.is_area:
        return _by_area(one, other)
    if alike(one.name, other.name) < SAME_FROM:
        return NOTHING
    if not (one.labelled and other.labelled) or one.gazetteer_id == other.gazetteer_id:
        return SAME
    return Likeness(0.5, LESS if other.gazetteer_id is None else MORE)


def _by_id(one: Where, other: Where) -> Likeness:
    if one.gazetteer_id == other.gazetteer_id:
        differs = None not in (one.precision, other.precision) and one.precision != other.precision
        return Likeness(0.9, "precision") if differs else SAME
    apart = _distance(one, other)
    if apart is None:
        return NOTHING
    return Likeness(0.5 * 0.5 ** (apart / HALVES_EVERY_KM), NEAR if apart <= _NEAR_KM else OTHER, apart <= _NEAR_KM * 2)


def _distance(one: Where, other: Where) -> float | None:
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    if not all(abs(place.latitude or 0.0) <= 90 and abs(place.longitude or 0.0) <= 180 for place in (one, other)):
        return None
    return km(one.latitude, one.longitude, other.latitude, other.longitude)


def _by_area(one: Where, other: Where) -> Likeness:
    """A region and what lies in it: the narrower the region, the nearer. A region known by its country only holds
    nothing that could be checked."""
    is_elsewhere = None not in (one.country, other.country) and one.country != other.country
    if key_of(one.name) == key_of(other.name) and not is_elsewhere:
        return SAME if one.gazetteer_id == other.gazetteer_id else Likeness(0.5, "a point for a region")
    first, second = _chain(one), _chain(other)
    if one.is_area and other.is_area and first == second and len(first) > 1:
        return SAME
    wider = min(len(first), len(second))
    is_inside = first[:wider] == second[:wider] and wider > 1 and len(first) != len(second)
    if not is_inside or not (one if len(first) == wider else other).is_area:
        return NOTHING
    return Likeness(0.3 if wider == 2 else 0.5, LESS if len(second) == wider else MORE)


def _chain(place: Where) -> tuple[str, ...]:
    """Country, region, district and the place itself, as far as they are known."""
    chain: list[str] = []
    for part in (place.country, place.admin1, place.admin2, None if place.is_area else place.name):
        if part is None:
            break
        chain.append(key_of(part))
    return tuple(chain)
