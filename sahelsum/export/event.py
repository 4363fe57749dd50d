"""What every export is given: one incident as a dossier, its tolls projected, and the record it was read from.

A record's incidents are dossiers of one article each, so that every format knows a single shape. What a format cannot
write is counted with its reason, never dropped in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sahelsum.actors import Actors
from sahelsum.corroboration.whole import corroborate
from sahelsum.dossier import Dossier
from sahelsum.projection import Policy, Projection, project
from sahelsum.record import Record
from sahelsum.reference import Reference


class Event(NamedTuple):
    """One incident: `made` has its deaths under a policy; `record` is null where it comes from a file of dossiers."""

    dossier: Dossier
    made: Projection
    actors: Actors
    record: Record | None


class LeftOut(NamedTuple):
    """Something that a format cannot write: `what` in the singular, and why."""

    what: str
    reason: str


@dataclass
class Tally:
    """What became of a file: records and dossiers read, rows (or features) written, and how often something was left
    out."""

    records: int = 0
    dossiers: int = 0
    written: int = 0
    left_out: Counter[LeftOut] = field(default_factory=Counter)


Write = Callable[[Event, Tally], None]
"""Writes one event and counts what it wrote."""


def events(saved: Iterable[Record | Dossier], policy: Policy, data: Path | None, tally: Tally) -> Iterator[Event]:
    """The incidents of records and dossiers one after the other, in their order; nothing is held.

    Raises:
        DataError: a file in `data` is malformed.
    """
    actors = Reference.load(data).actors
    for one in saved:
        if isinstance(one, Dossier):
            tally.dossiers += 1
            yield Event(one, project(one, policy, actors), actors, None)
            continue
        tally.records += 1
        if not one.incidents:
            tally.left_out[LeftOut("record", "no incident in it")] += 1
        for dossier in _of_one_article(one, data):
            yield Event(dossier, project(dossier, policy, actors), actors, one)


def _of_one_article(record: Record, data: Path | None) -> list[Dossier]:
    """In the order of the article."""
    return sorted(corroborate([record], data=data), key=lambda dossier: int(dossier.members[0].incident[1:]))
