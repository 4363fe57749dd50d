"""Names for build_places.py: how a place is looked up, under which spellings, and which names need a cue."""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path
from typing import Any

import wordfreq  # type: ignore[import-not-found]

from sahelsum.words import Words

OUT = Path(__file__).parent.parent
Table = dict[str, dict[str, Any]]

_SAHEL, _CITY = 9.0, 100_000
_U = re.compile(r"(?<![oq])u(?!o)")


def key_of(name: str) -> str:
    """The form in which the runtime looks a name up: folded words, one space between."""
    return " ".join(Words(name).folded)


def latin(name: str) -> bool:
    """Whether a name is written in Latin letters."""
    return all(not char.isalpha() or "LATIN" in unicodedata.name(char, "") for char in name)


def ordinary(name: str) -> bool:
    """Whether a single lower-case word is in use in English or French apart from naming a place."""
    return " " not in name and max(wordfreq.zipf_frequency(name, "en"), wordfreq.zipf_frequency(name, "fr")) >= 3.3


def people() -> set[str]:
    """Keys of people's names."""
    with (OUT / "place_words.csv").open(encoding="utf-8") as handle:
        rows = csv.DictReader(line for line in handle if not line.startswith("#"))
        return {key_of(word) for row in rows if row["kind"] == "person" for word in row["words"].split(";")}


def country_keys() -> set[str]:
    """Keys of countries' names."""
    with (OUT / "countries.csv").open(encoding="utf-8") as handle:
        rows = csv.DictReader(line for line in handle if not line.startswith("#"))
        return {key_of(n) for row in rows for n in (*row["names_en"].split(";"), *row["names_fr"].split(";"))}


def names_of(place: dict[str, Any], people_keys: set[str], countries: set[str]) -> set[str]:
    """Keys under which a place is known besides its name."""
    own = {key_of(name) for name in place["own"]}
    other = {key_of(name) for name in place["names"] if latin(name) and not name.isupper()}
    other = {name for name in other if len(name) > 4 and not ordinary(name) and name not in people_keys}
    return {name for name in own | other if len(name) > 3 and name not in countries} - {key_of(place["name"])}


def needs_cue(place: dict[str, Any], people_keys: set[str]) -> bool:
    """Short names, ordinary words and people's names count as places only where the sentence says so."""
    if place["population"] >= 60000 or place["source"] != "geonames":
        return key_of(place["name"]) in people_keys or (len(key_of(place["name"])) <= 3 and place["name"] != "Gao")
    name = key_of(place["name"])
    return len(name) <= 3 or name in people_keys or (ordinary(name) and place["population"] < 20000)


def add_french_spellings(places: Table) -> None:
    """Adds to Nigerian names what a French paper makes of them, `maidougouri`, in the Sahel and for cities.

    Not where that is the name of another place or a word, nor where a person's name is likelier: short, of a hamlet.
    """
    taken = {key_of(name) for place in places.values() for name in (place["name"], *place["own"], *place["names"])}
    for place in (each for each in places.values() if each["country"] == "NG"):
        french = _U.sub("ou", key_of(place["name"]))
        known = place["population"] >= 10_000 or place["source"] != "geonames"
        near = float(place["latitude"] or 0) > _SAHEL or place["population"] >= _CITY
        if known and near and len(french) > 5 and french not in taken and not ordinary(french):
            place["own"].add(french)
