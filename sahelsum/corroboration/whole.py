"""From records to dossiers, from end to end: each record once in, each incident in one dossier out.

The order of the records decides nothing: articles are put in order before anything is compared. Many dossiers are built
by several processes; they come out in the same order and as the same bytes as by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from sahelsum.corroboration.blocking import candidates
from sahelsum.corroboration.build import Builder, Job, name_of
from sahelsum.corroboration.crew import Crew
from sahelsum.corroboration.grouping import grouped
from sahelsum.corroboration.held import About, Held, Kept, about, kept
from sahelsum.corroboration.traits import Tracer, Traits
from sahelsum.dossier import Dossier
from sahelsum.errors import RecordError
from sahelsum.record import Record
from sahelsum.records import Failed, Line, line_of, record_of
from sahelsum.reference import Reference

Told = Callable[[str], None]


class Asked(NamedTuple):
    """What `corroborate` is asked besides its records."""

    data: Path | None = None
    previous: Iterable[Dossier] = ()
    explain: Told | None = None
    told: Told | None = None


class _Read(NamedTuple):
    """A record as far as it is needed to group its incidents."""

    about: About
    kept: Kept
    traits: list[Traits]


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
    tracer, builder = Tracer(Reference.load(data)), Builder(Reference.load(data))
    lines = ((record, line_of(record)) for record in records)
    read = (_read(record, line, tracer) for record, line in lines)
    for job in _jobs(read, Asked(data, previous, explain, told)):
        yield builder.dossier(job)


def corroborate_lines(lines: Iterable[Line], failed: Failed, asked: Asked) -> Iterator[bytes]:
    """The same from lines of records to lines of dossiers, by as many processes as there are cores where it is worth
    it; lines that are no records go to `failed`.

    Raises:
        DataError: a file in the desk's folder is malformed.
        RecordError: a file that `lines` are of was changed meanwhile.
    """
    Reference.load(asked.data)  # so that a malformed file is told of once, and not by another process
    with Crew() as crew:
        found = chain.from_iterable(crew.each(partial(_read_lines, data=asked.data), lines))
        jobs = _jobs(_right(found, failed), asked)
        yield from crew.each(partial(_written, data=asked.data), jobs)


def _right(found: Iterable[_Read | RecordError], failed: Failed) -> Iterator[_Read]:
    for one in found:
        if isinstance(one, RecordError):
            failed(one)
        else:
            yield one


def _read_lines(lines: list[Line], data: Path | None) -> list[_Read | RecordError]:
    tracer = Tracer(Reference.load(data))
    found: list[_Read | RecordError] = []
    for line in lines:
        try:
            found.append(_read(record_of(line), line, tracer))
        except RecordError as error:
            found.append(error)
    return found


def _read(record: Record, line: Line, tracer: Tracer) -> _Read:
    return _Read(about(record, line.raw), kept(line), tracer.traits(record))


def _written(jobs: list[Job], data: Path | None) -> bytes:
    builder = Builder(Reference.load(data))
    return b"".join(builder.dossier(job).model_dump_json().encode() + b"\n" for job in jobs)


def _jobs(read: Iterable[_Read], asked: Asked) -> Iterator[Job]:
    older = _ids_by_member(asked.previous)
    held, traits = _gathered(read, asked.told)
    groups = [[traits[at] for at in group] for group in grouped(traits, candidates(traits), asked.explain)]
    del traits
    groups.sort(key=_place_in_order)
    for group in groups:
        keys = [one.key for one in group]
        yield Job(
            members=[(held.line(article), incident) for article, incident in keys],
            sources={article: held.sources(article) for article, _ in keys},
            older=frozenset().union(*(older.get(key, ()) for key in keys)),
        )


def _gathered(read: Iterable[_Read], told: Told | None) -> tuple[Held, list[Traits]]:
    held = Held()
    by_article: dict[str, list[Traits]] = {}
    for one in read:
        if held.add(one.about, one.kept):
            by_article[one.about.article] = one.traits
    if held.twice and told is not None:
        told(f"{held.twice} record(s) are of texts that another record has as well; each text counts once.")
    return held, [one for article in held.articles() for one in by_article[article]]


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
