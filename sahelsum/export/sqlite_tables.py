"""The tables of the SQLite export: their columns and keys, the views on them, and the rows of one incident.

`incidents` and `articles` are what all others point at. `quotes` holds the words under every fact: `fact` names the
table and `fact_id` the row (`unclaimed` has none: it is an article's word that nobody has claimed it). Ids of facts are
numbers of this file only; those of incidents and articles are their own. Full-text search leaves accents aside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sahelsum.dossier import Dossier
from sahelsum.dossier_facts import Cite, Stated, Voice
from sahelsum.evidence import Count
from sahelsum.export.cells import joined
from sahelsum.export.where import spot

Value = str | int | float | None
_INCIDENT = "incident TEXT NOT NULL REFERENCES incidents(id)"
_NUMBER = "low INTEGER, high INTEGER, qualifier TEXT, number_text TEXT"
_STATED = "agreement TEXT NOT NULL, families TEXT NOT NULL"
_PLACE, _ACTOR = "place INTEGER REFERENCES places(id)", "actor INTEGER REFERENCES actors(id)"
_FACTS = {
    "kinds": "event_type TEXT NOT NULL, sub_event_type TEXT",
    "dates": 'start TEXT, "end" TEXT, partial TEXT, time_precision INTEGER, basis TEXT NOT NULL, text TEXT',
    "places": (
        "name TEXT NOT NULL, canonical TEXT, names TEXT NOT NULL, country TEXT, admin1 TEXT, admin2 TEXT, "
        "latitude REAL, longitude REAL, radius_km REAL, gazetteer_id TEXT, match TEXT NOT NULL, geo_precision INTEGER"
    ),
    "actors": (
        "name TEXT NOT NULL, canonical TEXT, names TEXT NOT NULL, actor_id TEXT, actor_type TEXT, role TEXT NOT NULL, "
        "certainty TEXT NOT NULL"
    ),
    "responsibility": f"status TEXT NOT NULL, {_ACTOR}, by TEXT, by_party INTEGER, channels TEXT NOT NULL",
    "casualties": (
        f"outcome TEXT NOT NULL, victims TEXT NOT NULL, victim_group TEXT NOT NULL, {_NUMBER}, {_ACTOR}, {_PLACE}, "
        "by TEXT, by_party INTEGER, denied_by TEXT, superseded INTEGER NOT NULL, "
        "part_of INTEGER REFERENCES casualties(id), superseded_by INTEGER REFERENCES casualties(id)"
    ),
    "undisclosed": "victim_group TEXT NOT NULL, by TEXT, by_party INTEGER",
    "claims": (
        f"topic TEXT NOT NULL, by TEXT NOT NULL, by_party INTEGER, via TEXT, {_PLACE}, statement TEXT NOT NULL, "
        "denied INTEGER NOT NULL"
    ),
    "targets": f"name TEXT NOT NULL, kind TEXT NOT NULL, {_PLACE}, {_NUMBER}",
    "weapons": "name TEXT NOT NULL, kind TEXT NOT NULL",
    "materiel": f"item TEXT NOT NULL, action TEXT NOT NULL, {_ACTOR}, {_NUMBER}, by TEXT, by_party INTEGER",
}  # fmt: skip
_OTHERS = {
    "members": (
        "article TEXT NOT NULL REFERENCES articles(id), number TEXT NOT NULL, role TEXT NOT NULL, family TEXT, "
        "date_inferred_from_group INTEGER NOT NULL"
    ),
    "shares": f"{_PLACE}, day TEXT, fatalities INTEGER NOT NULL",
    "disputes": "field TEXT NOT NULL, about TEXT NOT NULL",
    "positions": (
        "dispute INTEGER NOT NULL REFERENCES disputes(id), value TEXT NOT NULL, by TEXT, families TEXT NOT NULL"
    ),
    "revisions": (
        "speaker TEXT, earlier INTEGER NOT NULL REFERENCES casualties(id), "
        "later INTEGER NOT NULL REFERENCES casualties(id)"
    ),
    "quotes": (
        "article TEXT NOT NULL REFERENCES articles(id), fact TEXT NOT NULL, fact_id INTEGER, "
        'quote TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL'
    ),
}  # fmt: skip
OF_AN_INCIDENT = (*_FACTS, *_OTHERS)
"""Every table whose rows belong to an incident."""
SCHEMA = "\n".join([
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);",
    "CREATE TABLE incidents (id TEXT PRIMARY KEY, title TEXT NOT NULL, status TEXT NOT NULL, "
    "event_type TEXT NOT NULL, sub_event_type TEXT, date_start TEXT, date_end TEXT, date_partial TEXT, "
    "time_precision INTEGER, countries TEXT NOT NULL, "
    "initiators TEXT NOT NULL, targets TEXT NOT NULL, policy TEXT NOT NULL, deaths_low INTEGER NOT NULL, "
    "deaths_best INTEGER NOT NULL, deaths_high INTEGER NOT NULL, fatalities INTEGER NOT NULL, "
    "apportioned INTEGER NOT NULL, left_aside TEXT NOT NULL, independent_sources INTEGER NOT NULL, "
    "supersedes TEXT NOT NULL);",
    "CREATE TABLE articles (id TEXT PRIMARY KEY, title TEXT, publisher TEXT, language TEXT NOT NULL, published TEXT, "
    "credits TEXT NOT NULL, sources TEXT NOT NULL);",
    "CREATE TABLE texts (id INTEGER PRIMARY KEY, article TEXT NOT NULL UNIQUE REFERENCES articles(id), summary TEXT, "
    "text TEXT);",
    *(f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, {_INCIDENT}, {columns}, {_STATED});"
      for name, columns in _FACTS.items()),
    *(f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, {_INCIDENT}, {columns});" for name, columns in _OTHERS.items()),
])  # fmt: skip
FINISH = "\n".join([
    *(f"CREATE INDEX {name}_of_incident ON {name}(incident);" for name in OF_AN_INCIDENT),
    "CREATE INDEX incidents_by_day ON incidents(date_start);",
    "CREATE INDEX members_of_article ON members(article);",
    "CREATE INDEX quotes_of_fact ON quotes(fact, fact_id);",
    *(f'CREATE VIRTUAL TABLE {name}_fts USING fts5({columns}, content="{name}", content_rowid="id", '
      "tokenize='unicode61 remove_diacritics 2');\n"
      f"INSERT INTO {name}_fts({name}_fts) VALUES ('rebuild');"
      for name, columns in (("texts", "summary, text"), ("quotes", "quote"), ("claims", "statement"))),
    "CREATE VIEW map AS SELECT p.id, coalesce(p.canonical, p.name) AS place, p.latitude, p.longitude, p.radius_km, "
    "i.title, i.date_start, i.event_type, i.sub_event_type, i.initiators, i.deaths_best, i.policy, i.id AS incident "
    "FROM places p JOIN incidents i ON i.id = p.incident WHERE p.latitude IS NOT NULL;",
    "CREATE VIEW tolls AS SELECT c.id, i.date_start, c.outcome, c.low, c.high, c.qualifier, c.number_text, c.victims, "
    "c.victim_group, c.by, c.by_party, coalesce(p.canonical, p.name) AS place, c.agreement, c.incident "
    "FROM casualties c JOIN incidents i ON i.id = c.incident LEFT JOIN places p ON p.id = c.place "
    "WHERE c.superseded = 0;",
    "CREATE VIEW disputed AS SELECT p.id, i.date_start, d.field, d.about, p.value, p.by, p.families, d.incident "
    "FROM positions p JOIN disputes d ON d.id = p.dispute JOIN incidents i ON i.id = d.incident;",
    "CREATE VIEW reports AS SELECT m.id, a.published, a.publisher, a.title, m.role, m.family, m.article, m.incident "
    "FROM members m JOIN articles a ON a.id = m.article;",
])  # fmt: skip


class Row(NamedTuple):
    """One row of one table, its id given."""

    table: str
    values: dict[str, Value]


class Numbering:
    """Gives every row of every table an id of its own."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def rows(self, dossier: Dossier) -> Iterator[Row]:
        """The rows of all facts of `dossier`, those under each fact's quotes included."""
        base = {table: self.next(table) for table in OF_AN_INCIDENT}
        for table, facts in _facts(dossier, base):
            for fact, values in facts:
                stated: dict[str, Value] = {"agreement": fact.agreement, "families": joined(fact.families)}
                row = self._row(table, dossier, values | stated)
                yield row
                yield from self._quotes(dossier, fact.said_in, table, row.values["id"])
        yield from self._quotes(dossier, dossier.unclaimed, "unclaimed", None)
        yield from self._others(dossier, base)

    def next(self, table: str) -> int:
        """The id that the next row of a table will have."""
        return self._given[table] + 1

    def row(self, table: str, incident: str, values: dict[str, Value]) -> Row:
        """A row with the next id."""
        self._given[table] += 1
        return Row(table, {"id": self._given[table], "incident": incident, **values})

    def _row(self, table: str, dossier: Dossier, values: dict[str, Value]) -> Row:
        return self.row(table, dossier.id, values)

    def _quotes(self, dossier: Dossier, cites: Iterable[Cite], fact: str, fact_id: Value) -> Iterator[Row]:
        for cite in cites:
            for one in cite.evidence:
                yield self._row("quotes", dossier, {
                    "article": cite.article, "fact": fact, "fact_id": fact_id, "quote": one.quote, "start": one.start,
                    "end": one.end,
                })  # fmt: skip

    def _others(self, dossier: Dossier, base: dict[str, int]) -> Iterator[Row]:
        for member in dossier.members:
            yield self._row("members", dossier, {
                "article": member.article, "number": member.incident, "role": member.role, "family": member.family,
                "date_inferred_from_group": member.date_inferred_from_group,
            })  # fmt: skip
        for revision in dossier.revisions:
            yield self._row("revisions", dossier, {
                "speaker": revision.speaker, "earlier": base["casualties"] + revision.earlier,
                "later": base["casualties"] + revision.later,
            })  # fmt: skip
        for dispute in dossier.disputed:
            row = self._row("disputes", dossier, {"field": dispute.field, "about": dispute.about})
            yield row
            for side in dispute.positions:
                yield self._row("positions", dossier, {
                    "dispute": row.values["id"], "value": side.value, "by": side.by, "families": joined(side.families),
                })  # fmt: skip


Facts = Iterable[tuple[Stated, dict[str, Value]]]


def _facts(dossier: Dossier, base: dict[str, int]) -> Iterator[tuple[str, Facts]]:
    """The facts of each table; what points at another fact points at its row, counted from `base`."""

    def at(table: str, index: int | None) -> int | None:
        return None if index is None else base[table] + index

    yield "kinds", ((one, _own(one)) for one in dossier.kinds)
    yield "dates", ((one, _own(one)) for one in dossier.date.statements)
    yield "places", (
        (one, {**_own(one), "radius_km": drawn.radius_km if (drawn := spot(one)) else None}) for one in dossier.places
    )
    yield "actors", ((one, _own(one)) for one in dossier.actors)
    yield "responsibility", (
        (one, {"status": one.status, "actor": at("actors", one.actor), "channels": joined(one.channels), **_by(one.by)})
        for one in dossier.responsibility
    )
    yield "casualties", (
        (one, {"outcome": one.outcome, "victims": one.victims, "victim_group": one.group, **_count(one.count),
               "actor": at("actors", one.actor), "place": at("places", one.place), **_by(one.according_to),
               "denied_by": one.denied_by.name if one.denied_by else None, "superseded": one.superseded,
               "part_of": at("casualties", one.part_of), "superseded_by": at("casualties", one.superseded_by)})
        for one in dossier.casualties
    )  # fmt: skip
    yield "undisclosed", ((one, {"victim_group": one.group, **_by(one.by)}) for one in dossier.undisclosed)
    yield "claims", (
        (one, {"topic": one.topic, **_by(one.speaker), "via": one.via, "place": at("places", one.place),
               "statement": one.statement, "denied": one.denied})
        for one in dossier.claims
    )  # fmt: skip
    yield "targets", (
        (one, {"name": one.name, "kind": one.kind, "place": at("places", one.place), **_count(one.count)})
        for one in dossier.targets
    )
    yield "weapons", ((one, _own(one)) for one in dossier.weapons)
    yield "materiel", (
        (one, {"item": one.item, "action": one.action, "actor": at("actors", one.by), **_count(one.count),
               **_by(one.according_to)})
        for one in dossier.materiel
    )  # fmt: skip


def _own(fact: Stated) -> dict[str, Value]:
    """A fact's own values, lists as one text."""
    own = fact.model_dump(mode="json", exclude={"agreement", "families", "said_in"})
    return {name: joined(value) if isinstance(value, list) else value for name, value in own.items()}


def _by(voice: Voice | None) -> dict[str, Value]:
    if voice is None:
        return {"by": None, "by_party": None}
    return {"by": voice.name, "by_party": voice.party_to_conflict}


def _count(count: Count | None) -> dict[str, Value]:
    if count is None:
        return dict.fromkeys(("low", "high", "qualifier", "number_text"))
    return {"low": count.low, "high": count.high, "qualifier": count.qualifier, "number_text": count.text}
