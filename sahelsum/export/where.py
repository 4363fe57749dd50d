"""Where an incident is drawn: points with the radius that their precision allows, and what several of them share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sahelsum.dossier import Dossier
from sahelsum.dossier_facts import DossierPlace

TOWN_KM, NEAR_KM, DISTRICT_KM, REGION_KM = 5.0, 25.0, 50.0, 150.0
"""How far from its point an incident may lie: in the town or at its edge; near it (UCDP's where_prec 2); somewhere in a
district, which in the Sahel is about a hundred kilometres across; somewhere in a region or a part of a country."""


class Spot(NamedTuple):
    """A point in degrees (WGS 84) and how far from it the incident may lie, in kilometres."""

    latitude: float
    longitude: float
    radius_km: float


def spot(place: DossierPlace) -> Spot | None:
    """Where `place` is drawn; null where nothing gives it coordinates, as for a whole country."""
    if place.latitude is None or place.longitude is None or place.geo_precision is None:
        return None
    by_district = place.admin2 is not None if place.match == "area" else True
    radius = {1: TOWN_KM, 2: NEAR_KM}.get(place.geo_precision, DISTRICT_KM if by_district else REGION_KM)
    return Spot(place.latitude, place.longitude, radius)


def drawn(dossier: Dossier) -> list[tuple[int, DossierPlace, Spot]]:
    """The places of `dossier` that can be drawn, with their indexes: its points; where it has none, its narrowest area,
    to which the numbers then belong."""
    found = [(at, place, where) for at, place in enumerate(dossier.places) if (where := spot(place)) is not None]
    points = [one for one in found if one[1].match != "area"]
    return points or sorted(found, key=lambda one: one[2].radius_km)[:1]


def shared(values: Sequence[str | None]) -> str | None:
    """The value if all have it, else null."""
    return values[0] if values and len(set(values)) == 1 else None


def written(place: DossierPlace) -> str:
    """The name by the gazetteer, else as written."""
    return place.canonical or place.name
