"""A desk's own places, checked cell by cell: what a spreadsheet got wrong is told with its file and row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from sahelsum.errors import DataError

_COUNTRY = re.compile(r"[A-Z]{2}")
_LIMITS = {"latitude": 90.0, "longitude": 180.0}


def check_place(file: Path, row: Mapping[str, str]) -> None:
    """Pass a row of a desk's `places.csv`.

    Raises:
        DataError: a cell does not hold what its column asks for; the sentence names file, row and remedy.
    """
    name = row.get("name") or row.get("gazetteer_id", "")
    if "country" in row and not _COUNTRY.fullmatch(row["country"]):
        raise DataError(f"{file}: the country of {name!r} is {row['country']!r}; write a code such as ML.")
    for column, limit in _LIMITS.items():
        cell = row.get(column, "")
        if cell and not _is_number(cell, -limit, limit):
            raise DataError(f"{file}: the {column} of {name!r} is {cell!r}; write degrees such as 13.9, or nothing.")
    if row.get("population", "") and not row["population"].isdigit():
        raise DataError(f"{file}: the population of {name!r} is {row['population']!r}; write a whole number.")
    if row.get("ceiling", "") not in ("", "1", "2", "3"):
        raise DataError(f"{file}: the ceiling of {name!r} is {row['ceiling']!r}; write 1, 2 or 3.")


def _is_number(cell: str, low: float, high: float) -> bool:
    try:
        return low <= float(cell) <= high
    except ValueError:
        return False
