"""Invented records in a line each, for tests of what several articles say about one incident."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256

from sahelsum.evidence import Count, Evidence, Speaker
from sahelsum.incident import Actor, Claim, EventDate, Incident, Place, Responsibility, Toll
from sahelsum.record import ArticleInfo, Audit, Credit, Provenance, Record
from sahelsum.reference import Reference
from sahelsum.tables import read_rows

DAY = date(2024, 5, 14)
ARMY, JNIM, ISSP = "military-forces-ml", "jnim", "issp"
REFERENCE = Reference.load()
TOWNS = {row["name"]: row for row in read_rows("places.csv", ("gazetteer_id",)) if row["country"] == "ML"}
_EVIDENCE = (Evidence(quote="said", start=0, end=4),)


def article(name: str, *incidents: Incident, text: str | None = None, published: date | None = date(2024, 5, 15),
            publisher: str | None = None, credited: tuple[str, ...] = (), **info) -> Record:  # fmt: skip
    """The record of an article called `name`; its text is its own unless one is given."""
    text = text or f"Report {name}."
    numbered = (one.model_copy(update={"id": f"i{at}"}) for at, one in enumerate(incidents, start=1))
    about = {
        "id": sha256(text.encode()).hexdigest()[:16], "source": f"{name}.txt", "title": name, "publisher": publisher,
        "language": "en", "published": published, "published_basis": None, "published_evidence": (),
        "credits": tuple(Credit(name=credit, evidence=_EVIDENCE) for credit in credited), "fingerprint": "0" * 16,
        "text": text, **info,
    }  # fmt: skip
    return Record(
        article=ArticleInfo(**about), summary="", summary_basis="composed", incidents=tuple(numbered),
        audit=Audit(rejected=(), unused_numbers=(), contradictions=(), warnings=()),
        provenance=Provenance(
            extractor="rules", model=None, prompt=None, data="0" * 16, sahelsum="0",
            created_at=datetime(2026, 1, 1, tzinfo=UTC), cached=False, requests=0, input_tokens=None,
            output_tokens=None, cost_usd=None,
        ),
    )  # fmt: skip


def incident(  # noqa: PLR0913 - every test says one thing of it
    day: date | str | None = DAY, towns: tuple[str, ...] = ("Kayes",), *tolls: Toll, role: str = "reported",
    kind: tuple[str, str] = ("Battles", "Armed clash"), by: str | None = JNIM, claims: tuple[Claim, ...] = (),
    countries: tuple[str, ...] = ("ML",), blamed: tuple[tuple[str, str | None], ...] = (),
) -> Incident:  # fmt: skip
    """An incident on a day (a date, an EDTF string, or null for none) at towns of the gazetteer or unknown villages."""
    known = day if isinstance(day, date) else None
    initiator = () if by is None else (_actor(by, "initiator"),)
    return Incident(
        id="i1", role=role, event_type=kind[0], sub_event_type=kind[1], countries=countries,
        date=EventDate(start=known, end=known, partial=day if isinstance(day, str) else None,
                       time_precision=1 if known else None, basis="explicit" if known else "unresolved", anchor=None,
                       text=None, time_of_day=None, evidence=()),
        places=tuple(map(place, towns)), actors=(*initiator, _actor(ARMY, "target")),
        responsibility=tuple(
            Responsibility(status=status, actor=0, by=by and speaker(by), channel=None, evidence=_EVIDENCE)
            for status, by in blamed
        ),
        unclaimed=None, casualties=tolls, undisclosed=(), claims=claims, targets=(), weapons=(), materiel=(),
        evidence=_EVIDENCE,
    )  # fmt: skip


def place(name: str) -> Place:
    """A town of Mali by the gazetteer, a region by `the region of NAME`, else a name that nothing is known of."""
    row = TOWNS.get(name)
    if row is not None:
        return Place(name=name, canonical=name, country="ML", admin1=row["admin1"], admin2=row["admin2"],
                     latitude=float(row["latitude"]), longitude=float(row["longitude"]), evidence=_EVIDENCE,
                     gazetteer_id=row["gazetteer_id"], match="exact", geo_precision=int(row["ceiling"]))  # fmt: skip
    region = name.removeprefix("the region of ")
    return Place(name=name, canonical=None, country="ML", admin1=region if region != name else None, admin2=None,
                 latitude=None, longitude=None, gazetteer_id=None, geo_precision=None, evidence=_EVIDENCE,
                 match="area" if region != name else "unresolved")  # fmt: skip


def toll(  # noqa: PLR0913, PLR0917 - every test says one thing of it
    low: int | None, outcome: str = "killed", group: str = "state_forces", by: str | None = None,
    qualifier: str = "exact", high: int | None = None, text: str = "", **more,
) -> Toll:  # fmt: skip
    """A toll: `toll(22)` is 22 soldiers killed, in the outlet's own voice."""
    bound = low if qualifier in ("exact", "about") else high
    unsaid = {"actor": None, "place": None, "part_of": None, "superseded": False, "denied_by": None}
    return Toll(victims="people", group=group, outcome=outcome, according_to=by and speaker(by), evidence=_EVIDENCE,
                count=Count(low=low, high=bound, qualifier=qualifier, text=text or str(low)),
                **(unsaid | more))  # fmt: skip


def claim(topic: str, by: str, statement: str, denied: bool = False) -> Claim:
    """What somebody says that is no toll."""
    return Claim(topic=topic, speaker=speaker(by), via=None, place=None, statement=statement, denied=denied,
                 evidence=_EVIDENCE)  # fmt: skip


def speaker(name: str) -> Speaker:
    """A speaker by an id of the actors file, else by a name alone."""
    known = REFERENCE.actors.actor(name)
    return Speaker(name=name, actor_id=name if known else None, party_to_conflict=bool(known and known.party),
                   evidence=_EVIDENCE)  # fmt: skip


def _actor(actor_id: str, role: str) -> Actor:
    known = REFERENCE.actors.actor(actor_id)
    return Actor(name=actor_id, actor_id=actor_id, canonical=known.canonical, actor_type=known.actor_type or None,
                 role=role, certainty="stated", evidence=_EVIDENCE)  # fmt: skip
