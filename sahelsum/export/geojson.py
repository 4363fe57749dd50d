"""GeoJSON (RFC 7946): a point for each place of each incident, with the radius that its precision allows.

One collection, a feature a line. A place known by its region only is drawn at the region's middle with a wide radius,
and only where the incident has no better place. Coordinates are longitude, latitude in degrees (WGS 84).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from sahelsum.dossier_facts import DossierPlace
from sahelsum.export import said
from sahelsum.export.event import Event, LeftOut, Tally, Write
from sahelsum.export.sides import sides
from sahelsum.export.where import Spot, drawn, written
from sahelsum.projection import Policy

Json = dict[str, object]


@contextmanager
def features(out: BinaryIO, policy: Policy) -> Iterator[Write]:
    """Writes the features of each event to `out`; the collection has the policy's name as a member of its own."""
    head = json.dumps({"type": "FeatureCollection", "policy": policy}, ensure_ascii=False)[:-1]
    out.write(f'{head}, "features": ['.encode())
    parting = b"\n"

    def write(event: Event, tally: Tally) -> None:
        nonlocal parting
        found = drawn(event.dossier)
        if not found:
            tally.left_out[LeftOut("incident", "no coordinates")] += 1
        of_the_incident = _of_the_incident(event)
        for number, (at, place, spot) in enumerate(found):
            # What falls to no point falls to the area that stands for them.
            own = (at, None) if number == 0 else (at,)
            fatalities = sum(share.fatalities for share in event.made.shares if share.place in own)
            feature = _feature(f"{event.dossier.id}-{at}", place, spot, {"fatalities": fatalities} | of_the_incident)
            out.write(parting + json.dumps(feature, ensure_ascii=False).encode())
            parting = b",\n"
            tally.written += 1

    yield write
    out.write(b"\n]}\n")


def _feature(name: str, place: DossierPlace, spot: Spot, of_the_incident: Json) -> Json:
    """`fatalities` is what falls to this place, over all its days."""
    return {
        "type": "Feature", "id": name,
        "geometry": {"type": "Point", "coordinates": [round(spot.longitude, 6), round(spot.latitude, 6)]},
        "properties": {
            "place": written(place), "country": place.country, "admin1": place.admin1, "admin2": place.admin2,
            "match": place.match, "geo_precision": place.geo_precision, "radius_km": spot.radius_km, **of_the_incident,
        },
    }  # fmt: skip


def _of_the_incident(event: Event) -> Json:
    dossier, made = event.dossier, event.made
    first, second = sides(dossier)
    return {
        "dossier": dossier.id, "status": dossier.status, "event_type": dossier.event_type,
        "sub_event_type": dossier.sub_event_type, "date_start": _text(dossier.date.start),
        "date_end": _text(dossier.date.end), "date_partial": dossier.date.partial,
        "time_precision": dossier.date.time_precision,
        "initiators": [one for one in (first.name, *first.associates) if one],
        "targets": [one for one in (second.name, *second.associates) if one], "tolls": list(said.tolls(dossier)),
        "policy": made.policy, "deaths_low": made.deaths.low, "deaths_best": made.deaths.best,
        "deaths_high": made.deaths.high, "fatalities_of_incident": made.fatalities, "apportioned": made.apportioned,
        "disputed": list(said.disputes(dossier)), "independent_sources": dossier.independent_sources,
        "articles": [article.title or article.id for article in dossier.articles],
    }  # fmt: skip


def _text(value: object) -> str | None:
    return None if value is None else str(value)
