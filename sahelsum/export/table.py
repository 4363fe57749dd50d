"""Plain CSV: one row an incident, dated or not, with what was said of it in words beside the projected numbers."""

from __future__ import annotations

from collections.abc import Iterator

from sahelsum.card import words as say
from sahelsum.dossier import Dossier
from sahelsum.export import said
from sahelsum.export.cells import Cell, Row, joined
from sahelsum.export.countries import name_of
from sahelsum.export.event import Event
from sahelsum.export.sides import Side, sides
from sahelsum.export.where import drawn, shared, written

COLUMNS = (
    "dossier", "status", "event_type", "sub_event_type", "date_start", "date_end", "date_partial", "time_precision",
    "date_agreement", "country", "admin1", "admin2", "places", "latitude", "longitude", "radius_km", "initiators",
    "targets", "responsibility", "tolls", "policy", "deaths_low", "deaths_best", "deaths_high", "fatalities",
    "left_aside", "claims", "disputed", "independent_sources", "articles", "article_ids", "publishers", "titles",
    "published", "sources", "supersedes",
)  # fmt: skip


def rows(event: Event) -> Iterator[Row]:
    """The row of one incident. `latitude`, `longitude` (degrees) and `radius_km` are those of its one place, and empty
    where it has several."""
    dossier, made = event.dossier, event.made
    first, second = sides(dossier)
    yield {
        "dossier": dossier.id, "status": dossier.status, "event_type": dossier.event_type,
        "sub_event_type": dossier.sub_event_type, **_when(dossier), **_where(dossier), "initiators": _named(first),
        "targets": _named(second), "responsibility": joined(said.responsibility(dossier)),
        "tolls": joined(said.tolls(dossier)), "policy": made.policy, "deaths_low": made.deaths.low,
        "deaths_best": made.deaths.best, "deaths_high": made.deaths.high, "fatalities": made.fatalities,
        "left_aside": joined(made.notes), "disputed": joined(said.disputes(dossier)),
        "claims": joined(f"{say.words(claim.topic)}, {say.speaker(claim.speaker)}: {claim.statement}"
                         for claim in dossier.claims),
        "supersedes": joined(dossier.supersedes), **_articles(dossier),
    }  # fmt: skip


def _named(side: Side) -> str:
    return joined((side.name, *side.associates))


def _when(dossier: Dossier) -> dict[str, Cell]:
    when = dossier.date
    return {
        "date_start": str(when.start or ""), "date_end": str(when.end or ""), "date_partial": when.partial,
        "time_precision": when.time_precision, "date_agreement": when.agreement,
    }  # fmt: skip


def _where(dossier: Dossier) -> dict[str, Cell]:
    spots = [spot for _, _, spot in drawn(dossier)]
    alone = spots[0] if len(spots) == 1 else None
    return {
        "country": joined(map(name_of, dossier.countries)), "places": joined(map(written, dossier.places)),
        "admin1": shared([place.admin1 for place in dossier.places]),
        "admin2": shared([place.admin2 for place in dossier.places]), "latitude": alone and alone.latitude,
        "longitude": alone and alone.longitude, "radius_km": alone and alone.radius_km,
    }  # fmt: skip


def _articles(dossier: Dossier) -> dict[str, Cell]:
    articles = dossier.articles
    return {
        "independent_sources": dossier.independent_sources, "articles": len(articles),
        "article_ids": joined(article.id for article in articles),
        "publishers": joined(article.publisher for article in articles),
        "titles": joined(article.title for article in articles),
        "published": joined(str(article.published or "") for article in articles),
        "sources": joined(source for article in articles for source in article.sources),
    }  # fmt: skip
