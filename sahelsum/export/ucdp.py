"""UCDP GED's columns: one row an incident whose deaths are coded (the 49 columns of version 25.1, in their order).

A row needs a death in the low, best or high estimate, a date within a year and a point. Several places are one summary
row (`event_clarity` 2) at their middle, as precise as the division that holds them all. UCDP's own numbers for
conflicts, dyads and actors, and `active_year`, stay empty: only UCDP gives them. `code_status` says that a machine
drafted the row, and by which policy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor
from typing import NamedTuple

from sahelsum.actors import Actors
from sahelsum.codebook import Group
from sahelsum.dossier import Dossier, DossierArticle, DossierDate
from sahelsum.dossier_facts import DossierActor, DossierPlace
from sahelsum.export.cells import Cell, Row, joined
from sahelsum.export.countries import COUNTRIES, name_of
from sahelsum.export.event import Event, LeftOut
from sahelsum.export.sides import NOBODY, Side, sides
from sahelsum.export.where import drawn, shared, written
from sahelsum.projection import Projection

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high",
    "low", "gwnoa", "gwnob",
)  # fmt: skip
_NAMES = {"jnim": "JNIM", "issp": "IS", "iswap": "IS", "jas": "JAS", "aqim": "AQIM", "ansaru": "Ansaru", "fla": "FLA"}
"""UCDP's names of groups, where they are not the first words of ours."""
_UNARMED = ("Civilians", "Protesters", "Rioters")
_STATES = ("State forces", "External/Other forces")
_GROUPS: dict[str, Group] = {
    "State forces": "state_forces", "External/Other forces": "external_forces", "Identity militia": "militia",
    "Rebel group": "armed_group", "Political militia": "armed_group",
}  # fmt: skip


class Dyad(NamedTuple):
    """UCDP's sides and type of violence: 1 state-based, 2 non-state, 3 one-sided (side B is civilians), null where a
    side is unknown."""

    a: Side
    b: Side
    violence: int | None


def rows(event: Event) -> Iterator[Row | LeftOut]:
    """The row of one incident, if it has one."""
    dossier, when = event.dossier, event.dossier.date
    found = drawn(dossier)
    reason = None
    if not event.made.deaths.high:
        reason = f"no deaths under the policy {event.made.policy}"
    elif when.start is None or when.end is None:
        reason = "no date"
    elif (when.end - when.start).days > 366:
        reason = "a date less precise than a year"
    elif not found:
        reason = "no coordinates"
    elif _country(dossier) is None:
        reason = "no country"
    if reason is not None:
        yield LeftOut("incident", reason)
        return
    pair = dyad(dossier)
    yield {
        "id": int(dossier.id[:12], 16), "relid": dossier.id, "active_year": None,
        "code_status": f"machine draft; policy={event.made.policy}", **_dyad(pair, event.actors),
        **_sources(dossier), **_where(dossier),
        "event_clarity": 1 if len(found) == 1 else 2, **_when(when), **_deaths(event.made, pair, event.actors),
    }  # fmt: skip


def dyad(dossier: Dossier) -> Dyad:
    """The sides as UCDP puts them: a government, or the one that kills civilians, first."""
    first, second = sides(dossier)
    if second.actor_type in _UNARMED or (first.actor_type in _UNARMED and second != NOBODY):
        killer = first if second.actor_type in _UNARMED else second
        return Dyad(killer, Side("Civilians", "Civilians", (), ()), 3)
    if dossier.event_type == "Violence against civilians" and first.actor_type not in _UNARMED:
        return Dyad(first, Side("Civilians", "Civilians", (), ()), 3)
    if second.actor_type in _STATES and first.actor_type not in _STATES:
        first, second = second, first
    known = first.actor_type is not None and second.actor_type is not None
    violence = None if not known else 1 if first.actor_type in _STATES else 2
    return Dyad(first, second, violence)


def _dyad(pair: Dyad, actors: Actors) -> dict[str, Cell]:
    side_a, side_b = _name(pair.a, actors), _name(pair.b, actors)
    whose = ("conflict", "dyad", "side_a", "side_b")
    own = {f"{one}_{kind}": None for one in whose for kind in ("dset_id", "new_id")}
    return {
        "type_of_violence": pair.violence, **own, "conflict_name": None,
        "dyad_name": f"{side_a} - {side_b}" if side_a and side_b else None, "side_a": side_a, "side_b": side_b,
        "gwnoa": _gwno(pair.a, actors), "gwnob": _gwno(pair.b, actors),
    }  # fmt: skip


def _name(side: Side, actors: Actors) -> str:
    home = _home(side, actors)
    if home is not None:
        return f"Government of {name_of(home)}"
    actor_id = side.actors[0].actor_id if side.actors else None
    return _NAMES.get(actor_id or "") or side.name


def _home(side: Side, actors: Actors) -> str | None:
    """The country whose government's forces lead a side."""
    if side.actor_type not in _STATES or not side.actors or side.actors[0].actor_id is None:
        return None
    known = actors.actor(side.actors[0].actor_id)
    return known.home or None if known is not None else None


def _gwno(side: Side, actors: Actors) -> int | None:
    known = COUNTRIES.get(_home(side, actors) or "")
    return known.gwno if known is not None else None


def _deaths(made: Projection, pair: Dyad, actors: Actors) -> dict[str, Cell]:
    a, b = _groups(pair.a.actors, actors), _groups(pair.b.actors, actors)
    deaths = dict.fromkeys(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"), 0)
    for group, each in made.groups.items():
        own = [side for side, groups in (("deaths_a", a), ("deaths_b", b)) if group in groups]
        side = "deaths_civilians" if group == "civilians" else own[0] if len(own) == 1 else "deaths_unknown"
        deaths[side] += each.best
    return {**deaths, "best": made.deaths.best, "high": made.deaths.high, "low": made.deaths.low}


def _groups(side: Sequence[DossierActor], actors: Actors) -> set[str]:
    """The groups that losses of a side are counted under; civilians have a column of their own."""
    known = [(one, actors.actor(one.actor_id) if one.actor_id else None) for one in side]
    found: set[str] = {
        actor.group if actor is not None and one.actor_type != "External/Other forces"
        else _GROUPS.get(one.actor_type or "", "unknown")
        for one, actor in known
    }  # fmt: skip
    return found - {"civilians", "unknown"}


def _sources(dossier: Dossier) -> dict[str, Cell]:
    articles = dossier.articles
    speakers = (toll.according_to.name for toll in dossier.casualties
                if toll.outcome in ("killed", "neutralised") and toll.according_to is not None)  # fmt: skip
    return {
        "number_of_sources": dossier.independent_sources or len(articles),
        "source_article": joined(map(_cited, articles)),
        "source_office": joined(article.publisher for article in articles),
        "source_date": joined(str(article.published or "") for article in articles),
        "source_headline": joined(article.title for article in articles), "source_original": joined(speakers),
    }  # fmt: skip


def _cited(article: DossierArticle) -> str:
    parts = (article.publisher, str(article.published) if article.published else None, article.title or article.id)
    return ",".join(part.replace(",", " ") for part in parts if part)


def _country(dossier: Dossier) -> str | None:
    return next((place.country for _, place, _ in drawn(dossier) if place.country), next(iter(dossier.countries), None))


def _where(dossier: Dossier) -> dict[str, Cell]:
    places, spots = [place for _, place, _ in drawn(dossier)], [spot for _, _, spot in drawn(dossier)]
    latitude = round(sum(spot.latitude for spot in spots) / len(spots), 6)
    longitude = round(sum(spot.longitude for spot in spots) / len(spots), 6)
    names = joined(map(written, places))
    admin1, admin2 = shared([place.admin1 for place in places]), shared([place.admin2 for place in places])
    code = _country(dossier)
    country = COUNTRIES.get(code or "")
    return {
        "where_prec": where_prec(places), "where_description": joined(map(written, dossier.places)),
        "where_coordinates": names if len(places) == 1 else f"middle of {names}", "adm_1": admin1, "adm_2": admin2,
        "latitude": latitude, "longitude": longitude, "geom_wkt": f"POINT ({longitude} {latitude})",
        "priogrid_gid": priogrid(latitude, longitude), "country": name_of(code),
        "country_id": country.gwno if country is not None else None, "region": "Africa",
    }  # fmt: skip


def where_prec(places: Sequence[DossierPlace]) -> int:
    """UCDP's precision of one place, or of the division that several have in common: 1 the place, 2 near it, 3 its
    second-level division, 4 its first-level one, 5 a wider area, 6 the country."""
    if len(places) == 1 and places[0].match != "area" and places[0].geo_precision in (1, 2):
        return int(places[0].geo_precision)
    if shared([place.admin2 for place in places]) is not None:
        return 3
    if shared([place.admin1 for place in places]) is not None:
        return 4
    return 5 if len(places) == 1 else 6


def priogrid(latitude: float, longitude: float) -> int:
    """The number of PRIO-GRID's half-degree cell: rows of 720 from the south-west corner, counted from 1."""
    row, column = min(floor((latitude + 90) * 2), 359), min(floor((longitude + 180) * 2), 719)
    return row * 720 + column + 1


def _when(when: DossierDate) -> dict[str, Cell]:
    return {"year": when.start.year if when.start else None, "date_prec": date_prec(when),
            "date_start": str(when.start), "date_end": str(when.end)}  # fmt: skip


def date_prec(when: DossierDate) -> int:
    """UCDP's precision of a date that is known to a year: 1 the day (a night is one), 2 two to six days, 3 a week, 4 a
    month, 5 more."""
    days = (when.end - when.start).days + 1 if when.start and when.end else 366
    if when.time_precision == 1 and days <= 2:
        return 1
    return 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5
