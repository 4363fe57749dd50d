"""Builds borders.csv: points about every 20 km along the land borders of the region's countries.

Needs npm's world-atlas (ISC; Natural Earth, public domain): `npm pack world-atlas`, unpack, then
    python build_borders.py package/countries-10m.json
An arc that two countries of the topology share is their border.
"""

from __future__ import annotations

import csv
import json
import sys
from itertools import combinations
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

CODES = {
    "466": "ML", "854": "BF", "562": "NE", "148": "TD", "478": "MR", "566": "NG", "204": "BJ", "768": "TG", "686": "SN",
    "384": "CI", "288": "GH", "324": "GN", "120": "CM", "012": "DZ", "434": "LY", "729": "SD", "140": "CF", "270": "GM",
    "624": "GW", "694": "SL", "430": "LR", "732": "EH",
}  # fmt: skip
REGION = set(list(CODES.values())[:13])
STEP_KM = 20.0
Point = tuple[float, float]


def km(a: Point, b: Point) -> float:
    """Distance of two points."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (a, b))
    return 12742 * asin(sqrt(sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2))


def decode(topology: dict[str, Any]) -> list[list[Point]]:
    """The topology's arcs as points."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((y * ky + dy, x * kx + dx))
        arcs.append(points)
    return arcs


def arc_numbers(nested: object) -> set[int]:
    """All arcs of a shape."""
    if isinstance(nested, int):
        return {nested if nested >= 0 else ~nested}
    return set().union(*map(arc_numbers, nested)) if isinstance(nested, list) and nested else set()


def sampled(points: list[Point]) -> list[Point]:
    """`points` with gaps over STEP_KM filled in, then thinned to about STEP_KM, ends kept."""
    kept = [points[0]]
    for point in points[1:]:
        while (distance := km(kept[-1], point)) > STEP_KM:
            share = STEP_KM / distance
            (a, b), (c, d) = kept[-1], point
            kept.append((a + (c - a) * share, b + (d - b) * share))
    return [*kept, points[-1]]


def main() -> None:
    """Builds borders.csv."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = decode(topology)
    outlines: dict[str, set[int]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        code = CODES.get(str(shape.get("id", "")))
        if code:
            outlines.setdefault(code, set()).update(arc_numbers(shape["arcs"]))
    target = Path(__file__).parent.parent / "borders.csv"
    with target.open("w", encoding="utf-8", newline="") as handle:
        handle.write(
            "# Source: Natural Earth 4.1 (public domain) as packaged by npm world-atlas 2.0.2 (ISC), countries-10m.\n"
        )
        handle.write(
            "# Points about every 20 km along each land border; disputed borders as Natural Earth draws them.\n"
        )
        handle.write("# Built by sahelsum/data/build/build_borders.py; do not edit.\n")
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["country", "neighbour", "latitude", "longitude"])
        for a, b in combinations(sorted(outlines), 2):
            if {a, b} & REGION:
                for arc in sorted(outlines[a] & outlines[b]):
                    writer.writerows([a, b, f"{lat:.3f}", f"{lon:.3f}"] for lat, lon in sampled(arcs[arc]))


if __name__ == "__main__":
    main()
