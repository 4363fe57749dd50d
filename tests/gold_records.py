"""Records that say exactly what gold says: what a perfect reader would write."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sahelsum import incident as rec
from sahelsum.evaluation import check
from sahelsum.evidence import Count, Evidence, Speaker
from sahelsum.fold import fold
from sahelsum.gold import model as gold
from sahelsum.gold.store import Labelled
from sahelsum.record import ArticleInfo, Audit, Provenance, Record
from sahelsum.reference import Reference

EVALS = Path(__file__).resolve().parents[1] / "evals"
REFERENCE = Reference.load()
LABELLED, PROBLEMS = check(EVALS)
BY_ID = {one.gold.id: one for one in LABELLED}


def record_of(labelled: Labelled) -> Record:
    """The record of an article that holds every fact of its gold, and nothing else."""
    article, labels = labelled.article, labelled.gold
    return Record(
        article=ArticleInfo(
            id=article.id, source=f"{labels.id}.txt", title=None, publisher=None, language=article.language,
            published=labels.published, published_basis=None, published_evidence=(), credits=(),
            fingerprint=article.fingerprint, text=article.text,
        ),
        summary="", summary_basis="composed",
        incidents=tuple(_incident(one, number, article.text) for number, one in enumerate(labels.incidents, start=1)),
        audit=Audit(rejected=(), unused_numbers=(), contradictions=(), warnings=()),
        provenance=Provenance(
            extractor="llm", model="a perfect reader", prompt=None, data="0" * 16, sahelsum="0",
            created_at=datetime(2026, 1, 1, tzinfo=UTC), cached=False, requests=0, input_tokens=None,
            output_tokens=None, cost_usd=None,
        ),
    )  # fmt: skip


def _incident(one: gold.GoldIncident, number: int, text: str) -> rec.Incident:
    def found(quotes):
        return tuple(Evidence(quote=q, start=text.index(q), end=text.index(q) + len(q)) for q in quotes)

    def said(speaker, quotes):
        naming = [quote for quote in quotes if speaker and fold(speaker.name) in fold(quote)]
        return speaker and Speaker(
            name=speaker.name, actor_id=speaker.actor_id, party_to_conflict=False, evidence=found(naming[:1])
        )

    def count(value):
        return value and Count(**value.model_dump())

    date = one.date
    return rec.Incident(
        id=f"i{number}", role=one.role, event_type=one.event_type, sub_event_type=one.sub_event_type,
        date=rec.EventDate(
            start=date.start, end=date.end, partial=date.partial, time_precision=date.time_precision,
            basis="unresolved" if date.start is None else "explicit", anchor=None, text=date.text, time_of_day=None,
            evidence=found(date.evidence),
        ),
        countries=one.countries, places=tuple(_place(place, one, found) for place in one.places),
        actors=tuple(
            rec.Actor(name=x.name, actor_id=x.actor_id, canonical=None, actor_type=None, role=x.role,
                      certainty=x.certainty, evidence=found(x.evidence)) for x in one.actors
        ),
        responsibility=tuple(
            rec.Responsibility(status=x.status, actor=x.actor, by=said(x.by, x.evidence), channel=None,
                               evidence=found(x.evidence)) for x in one.responsibility
        ),
        unclaimed=found(one.unclaimed) or None,
        casualties=tuple(
            rec.Toll(victims=x.victims, group=x.group, actor=None, place=None, outcome=x.outcome, count=count(x.count),
                     part_of=x.part_of, superseded=x.superseded, according_to=said(x.according_to, x.evidence),
                     denied_by=said(x.denied_by, x.evidence), evidence=found(x.evidence)) for x in one.casualties
        ),
        undisclosed=tuple(
            rec.Undisclosed(group=x.group, by=said(x.by, x.evidence), evidence=found(x.evidence))
            for x in one.undisclosed
        ),
        claims=tuple(
            rec.Claim(topic=x.topic, speaker=said(x.speaker, x.evidence), via=None, place=None, statement=x.evidence[0],
                      denied=x.denied, evidence=found(x.evidence)) for x in one.claims
        ),
        targets=tuple(
            rec.Target(name=x.name, kind=x.kind, place=None, count=count(x.count), evidence=found(x.evidence))
            for x in one.targets
        ),
        weapons=tuple(rec.WeaponUse(name=x.name, kind=x.kind, evidence=found(x.evidence)) for x in one.weapons),
        materiel=tuple(
            rec.Materiel(item=x.item, action=x.action, by=x.by, count=count(x.count),
                         according_to=said(x.according_to, x.evidence), evidence=found(x.evidence))
            for x in one.materiel
        ),
        evidence=found(one.evidence),
    )  # fmt: skip


def _place(place: gold.GoldPlace, one: gold.GoldIncident, found) -> rec.Place:
    known = REFERENCE.gazetteer.place(place.gazetteer_id) if place.gazetteer_id else None
    countries = frozenset([place.country] if place.country else one.countries)
    area = REFERENCE.gazetteer.resolve(place.name, countries)
    if known is not None:
        precision = None if place.geo_precision is None else max(place.geo_precision, known.ceiling)
        return rec.Place(
            name=place.name, canonical=known.name, country=known.country, admin1=known.admin1, admin2=known.admin2,
            latitude=known.latitude, longitude=known.longitude, gazetteer_id=known.gazetteer_id, match="exact",
            geo_precision=precision, evidence=found(place.evidence),
        )  # fmt: skip
    is_area = area.match == "area"
    return rec.Place(
        name=place.name, canonical=None, country=area.country if is_area else place.country,
        admin1=area.admin1 if is_area else None, admin2=area.admin2 if is_area else None, latitude=None, longitude=None,
        gazetteer_id=None, match="area" if is_area else "unresolved", geo_precision=None,
        evidence=found(place.evidence),
    )  # fmt: skip
