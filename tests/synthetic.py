"""Invented records by the thousand, and which of their incidents are one: for order, growth and cost, not for quality.

An incident has a day, one to three places of the shipped gazetteer, an attacker and a toll; one to eight articles
report it, some as rewrites of one dispatch, some without its day, some with an earlier or another number. One article
in four also mentions an earlier incident as background.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from random import Random

from sahelsum.record import Record
from sahelsum.tables import read_rows

GROUPS = {"ML": ("jnim", "issp"), "BF": ("jnim", "issp"), "NE": ("issp", "jnim"), "NG": ("jas", "iswap")}
OUTLETS = ("Savanna Post", "River Courier", "Dune Herald", "Plateau Times", "Delta Gazette", "Harmattan Review")
AGENCIES = ("AFP", "Reuters", "Savanna Press")
WORDS = [
    "patrol", "market", "road", "village", "night", "soldier", "river", "morning", "gunfire", "column", "motorcycle",
    "resident", "council", "harvest", "bridge", "school", "convoy", "witness", "smoke", "commander", "barracks", "dawn",
    "escort", "fuel", "cattle", "district", "border", "wounded", "statement", "attack",
]  # fmt: skip
PER_DAY = 8
"""Incidents a day: an archive grows by the years that it covers."""


@dataclass(frozen=True)
class Truth:
    """One invented incident."""

    number: int
    day: date
    country: str
    places: tuple[dict[str, str], ...]
    actor: str
    killed: int


def records(many: int, seed: int = 0, per_day: int = PER_DAY) -> Iterator[Record]:
    """That many records, checked as any are."""
    for line in lines(many, seed, per_day):
        yield Record.model_validate_json(line)


def lines(many: int, seed: int = 0, per_day: int = PER_DAY) -> Iterator[str]:
    """That many records as JSON lines; `source` is `INCIDENT-ARTICLE.txt`."""
    random = Random(seed)
    towns = _towns()
    past: list[Truth] = []
    made = 0
    while made < many:
        number = len(past)
        country = random.choice(list(GROUPS))
        truth = Truth(
            number, date(2015, 1, 1) + timedelta(days=number // per_day), country,
            tuple(random.sample(towns[country], random.choice((1, 1, 1, 2, 3)))), random.choice(GROUPS[country]),
            min(90, int(random.expovariate(0.1)) + 1),
        )  # fmt: skip
        past.append(truth)
        dispatch = _prose(random, 160)
        for copy in range(min(many - made, 8, 1 + int(random.expovariate(0.6)))):
            yield _line(random, truth, copy, dispatch, random.choice(past) if random.random() < 0.25 else None)
            made += 1


def _towns() -> dict[str, list[dict[str, str]]]:
    towns: dict[str, list[dict[str, str]]] = {}
    for row in read_rows("places.csv", ("gazetteer_id",)):
        if row["latitude"]:
            towns.setdefault(row["country"], []).append(row)
    return towns


def _prose(random: Random, many: int) -> str:
    return " ".join(random.choices(WORDS, k=many))


def _line(random: Random, truth: Truth, copy: int, dispatch: str, earlier: Truth | None) -> str:
    rewrite = copy > 0 and random.random() < 0.5
    body = dispatch if copy == 0 else f"{dispatch[:500]} {_prose(random, 80)}" if rewrite else _prose(random, 160)
    head = f"Report {truth.number}-{copy}. Gunmen attacked, the army said; {truth.killed} were killed. "
    text = head + body
    incidents = [_incident(random, "i1", "reported", truth, head)]
    if earlier is not None and earlier is not truth:
        incidents.append(_incident(random, "i2", "background", earlier, head))
    credit = [random.choice(AGENCIES)] if random.random() < 0.4 else []
    evidence = [_evidence(head, "Gunmen")]
    return json.dumps({
        "schema_version": "1",
        "article": {
            "id": sha256(text.encode()).hexdigest()[:16], "source": f"{truth.number}-{copy}.txt", "title": head[:20],
            "publisher": random.choice(OUTLETS), "language": "en",
            "published": str(truth.day + timedelta(days=random.choice((0, 1, 1, 2)))), "published_basis": "stated",
            "published_evidence": [], "credits": [{"name": name, "evidence": evidence} for name in credit],
            "fingerprint": sha256(body.encode()).hexdigest()[:16], "text": text,
        },
        "summary": head, "summary_basis": "composed", "incidents": incidents,
        "audit": {"rejected": [], "unused_numbers": [], "contradictions": [], "warnings": []},
        "provenance": {
            "extractor": "rules", "model": None, "prompt": None, "data": "0" * 16, "sahelsum": "0",
            "created_at": "2026-01-01T00:00:00Z", "cached": False, "requests": 0, "input_tokens": None,
            "output_tokens": None, "cost_usd": None,
        },
    })  # fmt: skip


def _incident(random: Random, name: str, role: str, truth: Truth, head: str) -> dict[str, object]:
    evidence = [_evidence(head, "Gunmen attacked")]
    known = random.random() > 0.1
    killed = truth.killed if random.random() < 0.8 else truth.killed + random.randint(1, 6)
    day = str(truth.day) if known else None
    army = {"name": "army", "actor_id": f"military-forces-{truth.country.lower()}"}
    return {
        "id": name, "role": role, "event_type": "Battles", "sub_event_type": "Armed clash",
        "date": {"start": day, "end": day, "partial": None, "time_precision": 1 if known else None,
                 "basis": "explicit" if known else "unresolved", "anchor": None, "text": None, "time_of_day": None,
                 "evidence": []},
        "countries": [truth.country],
        "places": [
            {"name": town["name"], "canonical": town["name"], "country": truth.country, "admin1": town["admin1"],
             "admin2": town["admin2"], "latitude": float(town["latitude"]), "longitude": float(town["longitude"]),
             "gazetteer_id": town["gazetteer_id"], "match": "exact", "geo_precision": int(town["ceiling"]),
             "evidence": evidence}
            for town in truth.places
        ],
        "actors": [
            {"name": truth.actor, "actor_id": truth.actor, "canonical": None, "actor_type": "Rebel group",
             "role": "initiator", "certainty": "stated", "evidence": evidence},
            {**army, "canonical": None, "actor_type": "State forces", "role": "target", "certainty": "stated",
             "evidence": evidence},
        ],
        "responsibility": [], "unclaimed": None,
        "casualties": [
            {"victims": "people", "group": "state_forces", "actor": 1, "place": None, "outcome": "killed",
             "count": {"low": killed, "high": killed, "qualifier": "exact", "text": str(killed)}, "part_of": None,
             "superseded": False, "denied_by": None, "evidence": [_evidence(head, "were killed")],
             "according_to": {**army, "party_to_conflict": True, "evidence": [_evidence(head, "the army")]}},
        ],
        "undisclosed": [], "claims": [], "targets": [], "weapons": [], "materiel": [], "evidence": evidence,
    }  # fmt: skip


def _evidence(text: str, quote: str) -> dict[str, object]:
    start = text.index(quote)
    return {"quote": quote, "start": start, "end": start + len(quote)}


