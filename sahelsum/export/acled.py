"""ACLED's columns: one row a place and day, by the rules of its codebook (2025 edition).

The 31 columns, in their order, with text for the `inter` codes as ACLED publishes it since 2024. Dates known to a week
or month become their middle day; one figure over several rows is divided by the projection, and `tags` say so with the
policy's name. `source_scale` and `timestamp` stay empty: no article says how near its source is, and the same records
make the same rows. `event_id_cnty` is the dossier's id and the row's number, so that no row passes for one of ACLED's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import get_args

from sahelsum.codebook import ActorType, EventType
from sahelsum.dossier import Dossier
from sahelsum.dossier_facts import DossierPlace
from sahelsum.export import said
from sahelsum.export.cells import Cell, Row, joined
from sahelsum.export.countries import COUNTRIES, name_of
from sahelsum.export.event import Event, LeftOut
from sahelsum.export.sides import NOBODY, Side, sides
from sahelsum.export.sides import name as name_of_actor
from sahelsum.export.where import drawn, written

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
_DISORDER = {
    "Protests": "Demonstrations", "Riots": "Demonstrations", "Strategic developments": "Strategic developments",
    "Excessive force against protesters": "Political violence; Demonstrations", "Mob violence": "Political violence",
}  # fmt: skip
"""ACLED's disorder types by sub-event type, else by event type; all others are political violence."""
_SOMEBODY: dict[EventType, tuple[str, ActorType]] = {
    "Protests": ("Protesters", "Protesters"), "Riots": ("Rioters", "Rioters"),
    "Battles": ("Unidentified Armed Group", "Political militia"),
    "Explosions/Remote violence": ("Unidentified Armed Group", "Political militia"),
    "Violence against civilians": ("Unidentified Armed Group", "Political militia"),
}  # fmt: skip
"""Whom ACLED names where nobody is named, with the country in brackets."""
_NAMED = (*(one for one in get_args(ActorType) if one != "Civilians"), "Civilians")
"""The types in the order in which an interaction names them: by their code, but civilians last."""


def rows(event: Event) -> Iterator[Row | LeftOut]:
    """The rows of one incident; what ACLED would not code is left out: no day, no point, no country."""
    dossier, when = event.dossier, event.dossier.date
    if when.start is None or when.end is None:
        yield LeftOut("incident", "no date")
        return
    if when.time_precision is None:
        yield LeftOut("incident", "a date less precise than a month")
        return
    middle = when.start + timedelta((when.end - when.start).days // 2)
    places: dict[int | None, DossierPlace | None] = {at: place for at, place, _ in drawn(dossier)}
    places[None] = next(iter(places.values()), None)
    number = 0
    for share in event.made.shares:
        place = places.get(share.place)
        if place is None:
            yield LeftOut("incident" if share.place is None else "place of an incident", "no coordinates")
            continue
        country = place.country or (dossier.countries[0] if len(dossier.countries) == 1 else None)
        if country is None:
            yield LeftOut("incident", "no country, or several")
            continue
        number += 1
        day = share.day if when.time_precision == 1 and share.day is not None else middle
        yield {
            "event_id_cnty": f"{dossier.id}-{number}", "time_precision": when.time_precision, **_day(day),
            **_kind(dossier), **_actors(dossier, name_of(country)), **_place(place, country),
            "source": joined(article.publisher for article in dossier.articles), "source_scale": None,
            "notes": _notes(event), "fatalities": share.fatalities, "tags": _tags(event), "timestamp": None,
        }  # fmt: skip


def _day(day: date) -> dict[str, Cell]:
    return {"event_date": day.isoformat(), "year": day.year}


def _kind(dossier: Dossier) -> dict[str, Cell]:
    kind = dossier.event_type
    sub = dossier.sub_event_type
    disorder = _DISORDER.get(sub or "") or _DISORDER.get(kind, "Political violence")
    return {"disorder_type": disorder, "event_type": kind, "sub_event_type": sub}


def _actors(dossier: Dossier, country: str) -> dict[str, Cell]:
    first, second = sides(dossier)
    kind = dossier.event_type
    if first == NOBODY and kind in _SOMEBODY:
        name, actor_type = _SOMEBODY[kind]
        first = Side(f"{name} ({country})", actor_type, (), ())
    if second == NOBODY and kind == "Violence against civilians":
        second = Side(f"Civilians ({country})", "Civilians", (), ())
    one, two = first.actor_type, second.actor_type
    is_aimed_at_civilians = (
        kind == "Violence against civilians" or dossier.sub_event_type == "Excessive force against protesters"
        or (kind in ("Explosions/Remote violence", "Riots") and two == "Civilians")
    )  # fmt: skip
    return {
        "actor1": first.name, "assoc_actor_1": _associates(first, kind), "inter1": one,
        "actor2": second.name, "assoc_actor_2": _associates(second, kind), "inter2": two,
        "interaction": interaction(one, two), "civilian_targeting": "Civilians targeted" * is_aimed_at_civilians,
    }  # fmt: skip


def _associates(side: Side, kind: EventType) -> str:
    """Those beside a side's first actor; civilians hurt in a battle are no associates."""
    civilians = {name_of_actor(actor) for actor in side.actors if actor.actor_type == "Civilians"}
    return joined(one for one in side.associates if kind != "Battles" or one not in civilians)


def interaction(one: ActorType | None, other: ActorType | None) -> str:
    """ACLED's words for two types, `State forces-Rebel group`; `… only` for one alone."""
    known = sorted((each for each in (one, other) if each is not None), key=_NAMED.index)
    return "-".join(known) if len(known) > 1 else f"{known[0]} only" if known else ""


def _place(place: DossierPlace, country: str) -> dict[str, Cell]:
    known = COUNTRIES.get(country)
    latitude, longitude = place.latitude or 0.0, place.longitude or 0.0
    return {
        "iso": known.iso if known else None, "region": known.region if known else None, "country": name_of(country),
        "admin1": place.admin1, "admin2": place.admin2, "admin3": None, "location": written(place),
        "latitude": round(latitude, 4), "longitude": round(longitude, 4), "geo_precision": place.geo_precision,
    }  # fmt: skip


def _notes(event: Event) -> str:
    dossier = event.dossier
    told = [f"Tolls as stated: {'; '.join(said.tolls(dossier)) or 'none'}."]
    told += [f"Left aside: {'; '.join(event.made.notes)}."] if event.made.notes else []
    disputed = "; ".join(said.disputes(dossier, without=("claims",)))
    told += [f"Disputed: {disputed}."] if disputed else []
    return " ".join(told)


def _tags(event: Event) -> str:
    made = event.made
    divided = f"fatalities apportioned={made.fatalities} over {len(made.shares)} rows" if made.apportioned else None
    background = "background only" if event.dossier.status == "background_only" else None
    return joined((f"policy={made.policy}", divided, background))
