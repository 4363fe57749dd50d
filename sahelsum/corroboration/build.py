"""A dossier of its members: sources counted, every list merged, disputes and revisions found, a status given."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from sahelsum import incident as rec
from sahelsum.codebook import EVENT_TYPE_OF
from sahelsum.corroboration import disputes, facts
from sahelsum.corroboration.held import Kept, Opener
from sahelsum.corroboration.merge import Merged, Part, Table, Voices, merged, order
from sahelsum.corroboration.passages import Run, runs
from sahelsum.corroboration.sources import Source, families
from sahelsum.corroboration.tolls import TollBook
from sahelsum.dossier import (
    Dossier,
    DossierArticle,
    DossierDate,
    Member,
    SourceFamily,
    Status,
)  # fmt: skip
from sahelsum.dossier_facts import Cite, DateStatement, KindStatement
from sahelsum.fold import fold
from sahelsum.likeness.actors import Cast
from sahelsum.record import Record
from sahelsum.reference import Reference

Found = Iterable[disputes.Found]
_KINDS = [*EVENT_TYPE_OF, None]


class Job(NamedTuple):
    """What one dossier is made of: its members as (kept line, incident id), at most one an article; every path
    or URL of each article id; and the ids of older dossiers that had any of the members."""

    members: list[tuple[Kept, str]]
    sources: dict[str, tuple[str, ...]]
    older: frozenset[str]


class Builder:
    """Makes dossiers, by one state of the reference data."""

    def __init__(self, reference: Reference) -> None:
        self._opener = Opener()
        self._actors = reference.actors
        self._cast = Cast(reference.actors)
        self._voices = Voices(self._cast)
        self._outlets: dict[str, tuple[str, str]] = {}

    def dossier(self, job: Job) -> Dossier:
        """The dossier of the job's members."""
        members = [_member_of(self._opener.record(line), incident) for line, incident in job.members]
        ordered = sorted(members, key=lambda member: order(member[0]))
        kin = self._families([record for record, one in ordered if one.role == "reported"])
        family = {article: one.id for one in kin for article in one.articles}
        parts = [Part(record, one, family.get(record.article.id)) for record, one in ordered]
        return self._dossier(parts, kin, job)

    def _dossier(self, parts: Sequence[Part], kin: tuple[SourceFamily, ...], job: Job) -> Dossier:
        name = name_of((part.article, part.incident.id) for part in parts)
        kinds, places, actors = _kinds(parts), facts.places(parts), facts.actors(parts)
        lists = facts.Lists(parts, self._voices, places, actors)
        blame, claims, book = lists.responsibility(), lists.claims(), TollBook(parts, self._voices, places, actors)
        days = merged(parts, lambda one: (one.date,), lambda _, day: _day_key(day))
        found = {
            "date": [*disputes.dates(days)], "kinds": [*disputes.kinds(kinds)],
            "actors": [*disputes.initiators(actors, self._cast)],
            "responsibility": [*disputes.responsibility(blame, actors)], "tolls": [*disputes.tolls(book)],
            "claims": [*disputes.claims(claims, self._voices)],
        }  # fmt: skip
        at = {name: frozenset[int]().union(*(values for _, values in each)) for name, each in found.items()}
        best = min(kinds.values, key=lambda value: (-len(value.families), -len(value.articles),
                                                    _KINDS.index(value.first.sub_event_type)))  # fmt: skip
        when = _written_date(days, at["date"])
        return Dossier(
            id=name, status=_status(kin), event_type=best.first.event_type,
            sub_event_type=best.first.sub_event_type, kinds=_written_kinds(kinds, at["kinds"]), date=when,
            countries=tuple(sorted({code for part in parts for code in part.incident.countries})),
            places=facts.written_places(places), actors=facts.written_actors(actors, at["actors"]),
            responsibility=lists.written_responsibility(blame, at["responsibility"]), unclaimed=_unclaimed(parts),
            casualties=book.written(at["tolls"]), undisclosed=lists.undisclosed(),
            claims=lists.written_claims(claims, at["claims"]), targets=lists.targets(), weapons=lists.weapons(),
            materiel=lists.materiel(), articles=tuple(_article(part, job.sources) for part in parts),
            members=tuple(_member(part, when.start) for part in parts), independent_sources=len(kin),
            source_families=kin, disputed=tuple(dispute for each in found.values() for dispute, _ in each),
            revisions=book.revisions, supersedes=tuple(sorted(job.older - {name})),
        )  # fmt: skip

    def _families(self, records: Sequence[Record]) -> tuple[SourceFamily, ...]:
        agencies = {credit.name for record in records for credit in record.article.credits}
        unknown = sorted(name for name in agencies if self._outlet(name)[0] == fold(name))
        return families([self._source(record, unknown, alone=len(records) == 1) for record in records])

    def _source(self, record: Record, agencies: Sequence[str], alone: bool) -> Source:
        """An article as a source. A reader knows the great agencies; a small one (`agencies`) that one article of the
        dossier has in its dateline is credited by the others that name it."""
        article = record.article
        publisher = None if article.publisher is None else self._outlet(article.publisher)
        own = publisher[0] if publisher is not None else None
        credited = [credit.name for credit in article.credits]
        credited += [name for name in agencies if article.text is not None and _is_named(name, article.text)]
        named = dict.fromkeys(map(self._outlet, credited))
        words = frozenset[Run]() if alone else runs([article.text] if article.text is not None else _quotes(record))
        return Source(
            article.id, publisher, tuple((key, name) for key, name in named if key != own), article.fingerprint, words,
            article.text is not None,
        )  # fmt: skip

    def _outlet(self, name: str) -> tuple[str, str]:
        if name not in self._outlets:
            known = self._actors.resolve(name, (), None, "en")
            self._outlets[name] = (known.actor_id if known is not None else fold(name), name)
        return self._outlets[name]


def _is_named(agency: str, text: str) -> bool:
    return agency in text and re.search(rf"\b{re.escape(agency)}\b", text) is not None


def _member_of(record: Record, incident: str) -> tuple[Record, rec.Incident]:
    return record, next(one for one in record.incidents if one.id == incident)


def name_of(keys: Iterable[tuple[str, str]]) -> str:
    """A dossier's id: 16 hex digits of its smallest (article, incident), the same however many members there are."""
    return sha256("/".join(min(keys)).encode()).hexdigest()[:16]


def _status(kin: Sequence[SourceFamily]) -> Status:
    return "background_only" if not kin else "single_source" if len(kin) == 1 else "corroborated"


def _kinds(parts: Sequence[Part]) -> Table[rec.Incident]:
    return merged(parts, lambda one: (one,), lambda _, one: (one.event_type, one.sub_event_type))


def _written_kinds(table: Table[rec.Incident], disputed: frozenset[int]) -> tuple[KindStatement, ...]:
    return tuple(
        KindStatement(**value.stated(at in disputed), event_type=value.first.event_type,
                      sub_event_type=value.first.sub_event_type)
        for at, value in enumerate(table.values)
    )  # fmt: skip


def _day_key(day: rec.EventDate) -> Hashable:
    return (day.start, day.end, day.partial, day.time_precision)


def _written_date(table: Table[rec.EventDate], disputed: frozenset[int]) -> DossierDate:
    statements = tuple(
        DateStatement(**value.stated(at in disputed), start=value.first.start, end=value.first.end,
                      partial=value.first.partial, time_precision=value.first.time_precision, basis=value.first.basis,
                      text=value.first.text)
        for at, value in enumerate(table.values)
    )  # fmt: skip
    best = table.values.index(min(table.values, key=_by_support))
    day = statements[best]
    agreement = "disputed" if disputed else day.agreement
    return DossierDate(start=day.start, end=day.end, partial=day.partial, time_precision=day.time_precision,
                       agreement=agreement, statements=statements)  # fmt: skip


def _by_support(value: Merged[rec.EventDate]) -> tuple[bool, bool, int, int, int, str]:
    """Resolved before partial before unknown; then by sources, articles, narrowness, and the earlier day."""
    day = value.first
    width = (day.end - day.start).days if day.start is not None and day.end is not None else 0
    return (day.start is None, day.partial is None, -len(value.families), -len(value.articles), width, str(day.start))


def _unclaimed(parts: Sequence[Part]) -> tuple[Cite, ...]:
    return tuple(part.cite(part.incident.unclaimed) for part in parts if part.incident.unclaimed)


def _article(part: Part, sources: dict[str, tuple[str, ...]]) -> DossierArticle:
    article = part.record.article
    return DossierArticle(
        id=article.id, sources=sources.get(article.id, ()), title=article.title, publisher=article.publisher,
        language=article.language, published=article.published,
        credits=tuple(dict.fromkeys(credit.name for credit in article.credits)), family=part.family,
    )  # fmt: skip


def _member(part: Part, start: date | None) -> Member:
    own = part.incident
    return Member(article=part.article, incident=own.id, role=own.role, family=part.family,
                  date_inferred_from_group=own.date.start is None and start is not None)  # fmt: skip


def _quotes(record: Record) -> list[str]:
    """Every quote of a record without its text: what is left of its words."""
    found: dict[str, None] = {}
    for one in record.incidents:
        pieces = [*one.evidence, *one.date.evidence]
        for name in ("places", "actors", "responsibility", "casualties", "undisclosed", "claims", "targets", "weapons",
                     "materiel"):  # fmt: skip
            pieces += [piece for fact in getattr(one, name) for piece in fact.evidence]
        found.update((piece.quote, None) for piece in pieces)
    return list(found)
