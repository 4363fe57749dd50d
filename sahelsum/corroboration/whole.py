"""From records to dossiers, from end to end: each record once in, each incident in one dossier out.

The order of the records decides nothing: articles are put in order before anything is compared. Many dossiers are built
by several processes; they come out in the same order and as the same bytes as by one.
"""

from __future__ import annotations

import gc
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from sahelsum.corroboration.blocking import candidates
from sahelsum.corroboration.build import Builder, Job, name_of
from sahelsum.corroboration.grouping import grouped
from sahelsum.corroboration.held import Held
from sahelsum.corroboration.traits import Tracer, Traits
from sahelsum.dossier import Dossier
from sahelsum.record import Record
from sahelsum.reference import Reference

Told = Callable[[str], None]
_BATCH = 400
"""Dossiers that a process is given at once; fewer are not worth a second process."""
_AHEAD = 3
"""Batches a process that wait to be written."""


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
    builder = Builder(Reference.load(data))
    for job in _jobs(records, data, previous, explain, told):
        yield builder.dossier(job)


def corroborate_lines(
    records: Iterable[Record], *, data: Path | None = None, previous: Iterable[Dossier] = (),
    explain: Told | None = None, told: Told | None = None,
) -> Iterator[bytes]:  # fmt: skip
    """The same as JSON lines, by as many processes as there are cores where it is worth it.

    Raises:
        DataError: a file in `data` is malformed.
    """
    jobs = _jobs(records, data, previous, explain, told)
    first = list(islice(jobs, _BATCH + 1))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(first) <= _BATCH or cores < 2:
        yield from _written(chain(first, jobs), data)
        return
    yield from _side_by_side(chain(first, jobs), data, cores)


def _written(jobs: Iterable[Job], data: Path | None) -> Iterator[bytes]:
    builder = Builder(Reference.load(data))
    for job in jobs:
        yield builder.dossier(job).model_dump_json().encode() + b"\n"


def _batch(jobs: list[Job], data: Path | None) -> bytes:
    return b"".join(_written(jobs, data))


def _side_by_side(jobs: Iterator[Job], data: Path | None, cores: int) -> Iterator[bytes]:
    """Batches by several processes, a few ahead of the one that is written."""
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    # Dossiers hold no circles; looking for some takes a fifth of the time.
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn"), initializer=gc.disable) as pool:
        waiting: deque[Future[bytes]] = deque()
        while batch := list(islice(jobs, _BATCH)):
            waiting.append(pool.submit(_batch, batch, data))
            if len(waiting) > cores * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _jobs(
    records: Iterable[Record], data: Path | None, previous: Iterable[Dossier], explain: Told | None, told: Told | None
) -> Iterator[Job]:
    held, traits = _read(records, Tracer(Reference.load(data)), told)
    older = _ids_by_member(previous)
    groups = [[traits[at] for at in group] for group in grouped(traits, candidates(traits), explain)]
    del traits
    groups.sort(key=_place_in_order)
    for group in groups:
        keys = [one.key for one in group]
        yield Job(
            members=[(held.line(article), incident) for article, incident in keys],
            sources={article: held.sources(article) for article, _ in keys},
            older=frozenset().union(*(older.get(key, ()) for key in keys)),
        )


def _read(records: Iterable[Record], tracer: Tracer, told: Told | None) -> tuple[Held, list[Traits]]:
    held = Held()
    by_article: dict[str, list[Traits]] = {}
    for record in records:
        if held.add(record):
            by_article[record.article.id] = tracer.traits(record)
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
