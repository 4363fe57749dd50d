"""From records to dossiers, from end to end: each record once in, each incident in one dossier out.

The order of the records decides nothing: articles are put in order before anything is compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from sahelsum.corroboration.blocking import candidates
from sahelsum.corroboration.build import Builder, name_of
from sahelsum.corroboration.grouping import grouped
from sahelsum.corroboration.held import Held
from sahelsum.corroboration.traits import Tracer, Traits
from sahelsum.dossier import Dossier
from sahelsum.incident import Incident
from sahelsum.record import Record
from sahelsum.reference import Reference

Told = Callable[[str], None]


def corroborate(
    records: Iterable[Record], *, data: Path | None = None, previous: Iterable[Dossier] = (),
    explain: Told | None = None, told: Told | None = None,
) -> Iterator[Dossier]:  # fmt: skip
    """The dossiers of `records`, by date: records of the same incident become one, every other incident has its own.

    `data` is the desk's folder; the ids of `previous` dossiers that share a member with one of another id are in its
    `supersedes`; `explain` is told about every pair of incidents that was compared, `told` of what was left out.

    Raises:
        DataError: a file in `data` is malformed.
    """
    reference = Reference.load(data)
    held, traits = _read(records, Tracer(reference), told)
    ids = _ids_by_member(previous)
    groups = [[traits[at] for at in group] for group in grouped(traits, candidates(traits), explain)]
    builder = Builder(reference)
    for group in sorted(groups, key=_place_in_order):
        members = [_member(held, one.key) for one in group]
        sources = {article: held.sources(article) for article, _ in (one.key for one in group)}
        dossier = builder.dossier(members, sources)
        older = {old for one in group for old in ids.get(one.key, ())} - {dossier.id}
        yield dossier.model_copy(update={"supersedes": tuple(sorted(older))}) if older else dossier


def _read(records: Iterable[Record], tracer: Tracer, told: Told | None) -> tuple[Held, list[Traits]]:
    held = Held()
    by_article: dict[str, list[Traits]] = {}
    for record in records:
        if held.add(record):
            by_article[record.article.id] = tracer.traits(record)
    if held.twice and told is not None:
        told(f"{held.twice} record(s) are of texts that another record has as well; each text counts once.")
    return held, [one for article in held.articles() for one in by_article[article]]


def _member(held: Held, key: tuple[str, str]) -> tuple[Record, Incident]:
    record = held.record(key[0])
    return record, next(one for one in record.incidents if one.id == key[1])


def _place_in_order(group: Sequence[Traits]) -> tuple[str, str]:
    """By the first day that any article names, undated ones last; then by id."""
    first = min(str(one.days.start or one.days.partial or "9999") for one in group)
    return first, name_of(one.key for one in group)


def _ids_by_member(previous: Iterable[Dossier]) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for dossier in previous:
        for member in dossier.members:
            found[member.article, member.incident].add(dossier.id)
    return found
