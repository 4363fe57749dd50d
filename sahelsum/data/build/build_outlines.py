"""Builds report/outlines.csv: the countries of the region and their neighbours as simplified rings, for maps.

Needs npm's world-atlas (ISC; Natural Earth, public domain): `npm pack world-atlas`, unpack, then
    PYTHONPATH=. python sahelsum/data/build/build_outlines.py package/countries-50m.json     (from the repository)
Arcs are simplified before they are joined, so that two countries keep one border.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

from sahelsum.data.build.build_borders import Point, decode

WEST, SOUTH, EAST, NORTH = -20.0, -2.0, 40.0, 38.5
TOLERANCE = 0.03
"""Degrees, about three kilometres: how far a simplified line may lie from the drawn one."""
SMALLEST = 0.02
"""Square degrees: islands smaller than that are left out."""


def simplified(points: list[Point]) -> list[Point]:
    """Douglas and Peucker's choice of points."""
    if len(points) < 3:
        return points
    (a, b), (c, d) = points[0], points[-1]
    length = ((c - a) ** 2 + (d - b) ** 2) ** 0.5
    far, at = 0.0, 0
    for index, (x, y) in enumerate(points[1:-1], start=1):
        off = abs((c - a) * (b - y) - (a - x) * (d - b)) / length if length else ((x - a) ** 2 + (y - b) ** 2) ** 0.5
        if off > far:
            far, at = off, index
    if far <= TOLERANCE:
        return [points[0], points[-1]]
    return [*simplified(points[: at + 1])[:-1], *simplified(points[at:])]


def ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring of arcs; a negative number is an arc the other way round."""
    found: list[Point] = []
    for number in numbers:
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        found += part[1:] if found else part
    return found


def area(points: list[Point]) -> float:
    """Square degrees."""
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(a * d - c * b for (a, b), (c, d) in pairs)) / 2


def near(points: list[Point]) -> bool:
    """Whether any of it is on the map."""
    return any(SOUTH <= lat <= NORTH and WEST <= lon <= EAST for lat, lon in points)


def polygons(shape: dict[str, Any]) -> list[list[list[int]]]:
    """The polygons of a shape, each as rings of arc numbers."""
    return [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])


def main() -> None:
    """Builds outlines.csv."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = [simplified(points) for points in decode(topology)]
    rows = []
    for shape in topology["objects"]["countries"]["geometries"]:
        for polygon in polygons(shape):
            points = ring(polygon[0], arcs)
            if near(points) and area(points) >= SMALLEST:
                rows.append([shape["properties"]["name"], " ".join(f"{lon:.2f},{lat:.2f}" for lat, lon in points)])
    with (Path(__file__).parents[2] / "report" / "outlines.csv").open("w", encoding="utf-8", newline="") as handle:
        handle.write(
            "# Source: Natural Earth 4.1 (public domain) as packaged by npm world-atlas 2.0.2 (ISC), countries-50m.\n"
            "# Rings of longitude,latitude, simplified to about 3 km; disputed borders as Natural Earth draws them.\n"
            "# Built by sahelsum/data/build/build_outlines.py; do not edit.\n"
        )
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["country", "ring"])
        writer.writerows(sorted(rows))


if __name__ == "__main__":
    main()
