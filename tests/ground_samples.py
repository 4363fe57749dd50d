"""Articles and drafts made up for the grounding tests: every part can be had with one changed field."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache
from typing import Any

from sahelsum.article import Article, Mark
from sahelsum.draft import (
    Draft,
    DraftActor,
    DraftClaim,
    DraftCount,
    DraftDate,
    DraftIncident,
    DraftPlace,
    DraftResponsibility,
    DraftTarget,
    DraftToll,
)
from sahelsum.ground import Grounded, ground
from sahelsum.reference import Reference


def article(text: str, language: str = "en", marks: tuple[Mark, ...] = (), published: date | None = None) -> Article:
    name = hashlib.sha256(text.encode()).hexdigest()[:16]
    return Article(
        text=text, source=None, title=None, title_span=None, publisher=None, language=language, published=published,
        published_basis="given" if published else None, published_span=None, credits=(), marks=marks, id=name,
        fingerprint=name,
    )  # fmt: skip


def marked(text: str, words: str, kind: Any) -> Mark:
    start = text.index(words)
    return Mark(kind, start, start + len(words))


def count(text: str, low: int | None, high: int | None, qualifier: Any = "exact") -> DraftCount:
    return DraftCount(low=low, high=high, qualifier=qualifier, text=text)


def exactly(number: int, text: str | None = None) -> DraftCount:
    return count(text or str(number), number, number)


def toll(quote: str, number: DraftCount, outcome: Any, **changed: Any) -> DraftToll:
    fields: dict[str, Any] = {
        "victims": "", "group": "unknown", "actor": None, "place": None, "part_of": None, "superseded": False,
        "according_to": None, "denied_by": None, "attribution_quote": None,
    }  # fmt: skip
    return DraftToll(quote=quote, count=number, outcome=outcome, **{**fields, **changed})


def place(name: str, quote: str, near: bool = False) -> DraftPlace:
    return DraftPlace(name=name, near=near, quote=quote)


def actor(name: str, quote: str, role: Any = "initiator") -> DraftActor:
    return DraftActor(name=name, role=role, certainty="stated", quote=quote)


def said(quote: str, index: int = 0, by: str | None = None, **changed: Any) -> DraftResponsibility:
    fields: dict[str, Any] = {"status": "claimed", "channel": None, "attribution_quote": None}
    return DraftResponsibility(actor=index, by=by, quote=quote, **{**fields, **changed})


def claim(speaker: str, quote: str, **changed: Any) -> DraftClaim:
    fields: dict[str, Any] = {"topic": "other", "via": None, "place": None, "denied": False, "attribution_quote": None}
    return DraftClaim(speaker=speaker, quote=quote, **{**fields, **changed})


def target(name: str, quote: str, number: DraftCount | None = None) -> DraftTarget:
    return DraftTarget(name=name, kind="military", place=None, count=number, quote=quote)


def day(text: str | None, quote: str | None, relative_to: Any = None, time_of_day: str | None = None) -> DraftDate:
    return DraftDate(text=text, relative_to=relative_to, time_of_day=time_of_day, quote=quote)


def incident(quote: str, **changed: Any) -> DraftIncident:
    fields: dict[str, Any] = {
        "role": "reported", "sub_event_type": "Armed clash", "event_type": None, "date": day(None, None), "places": [],
        "actors": [], "responsibility": [], "unclaimed_quote": None, "casualties": [], "undisclosed": [], "claims": [],
        "targets": [], "weapons": [], "materiel": [],
    }  # fmt: skip
    return DraftIncident(quote=quote, **{**fields, **changed})


@cache
def reference() -> Reference:
    return Reference.load()


def grounded(read: Article, *incidents: DraftIncident) -> Grounded:
    return ground(Draft(incidents=list(incidents), summary=None), read, reference())


def reasons(result: Grounded) -> dict[str, str]:
    """Each refused fact with its reason."""
    return {refused.fact: refused.reason for refused in result.rejected}
