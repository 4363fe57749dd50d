"""A run from end to end: gold in, each article read (or its record taken from a file), scores out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from sahelsum.errors import GoldError, SahelsumError
from sahelsum.gold.check import check
from sahelsum.gold.store import Labelled, Problem, load
from sahelsum.pipeline import summarise
from sahelsum.record import Record
from sahelsum.records import read_records
from sahelsum.reference import Reference
from sahelsum.scoring.run import Run, run_of
from sahelsum.scoring.score import Scorer

Failed = Callable[[SahelsumError], None]


def problems(folder: Path, data: Path | None = None) -> tuple[list[Labelled], list[Problem]]:
    """The labelled articles of `folder`, and everything that is wrong with them.

    Raises:
        GoldError: `folder` has no gold at all.
        DataError: a file in `data` is malformed.
    """
    labelled, found = load(folder)
    return labelled, found + check(labelled, Reference.load(data))


def sound(folder: Path, data: Path | None = None) -> list[Labelled]:
    """The labelled articles of `folder`.

    Raises:
        GoldError: something is wrong with one of them.
    """
    labelled, found = problems(folder, data)
    if found:
        more = f" ({len(found) - 1} more; `sahelsum eval check` lists them)" if len(found) > 1 else ""
        raise GoldError(f"gold cannot be scored against: {folder}/{found[0]}{more}")
    return labelled


def read_by_rules(labelled: Iterable[Labelled], data: Path | None, failed: Failed) -> dict[str, Record]:
    """The record that the built-in rules make of each article, by the gold's id; what fails goes to `failed`."""
    records: dict[str, Record] = {}
    for one in labelled:
        try:
            records[one.gold.id] = summarise(one.article, data=data)
        except SahelsumError as error:
            failed(SahelsumError(f"{one.gold.id}: {error}"))
    return records


def taken_from(files: Sequence[str], labelled: Sequence[Labelled], failed: Failed) -> tuple[dict[str, Record], int]:
    """The records of `files` by the gold's id, and how many belong to no article of gold. A record belongs to the
    article whose text it has (`article.id`), else to the one that its source is named after; the first of two is taken.

    Raises:
        RecordError: a file cannot be read, or is by a newer version.
    """
    by_text = {one.article.id: one.gold.id for one in labelled}
    by_name = {one.gold.id: one.gold.id for one in labelled}
    records: dict[str, Record] = {}
    strays = 0
    for file in files:
        for record in read_records(file, failed):
            source = Path(record.article.source or "").stem
            home = by_text.get(record.article.id) or by_name.get(source)
            if home is None:
                strays += 1
            elif home in records:
                failed(SahelsumError(f"{home} has two records in {file}; the first is scored."))
            else:
                records[home] = record
    return records, strays


def score(labelled: Sequence[Labelled], records: dict[str, Record], data: Path | None = None) -> Run:
    """The scores of `records` (by the gold's id); an article without one is scored as missed altogether."""
    scorer = Scorer(Reference.load(data))
    found = ((one, records.get(one.gold.id)) for one in labelled)
    return run_of((one, scorer.score(one, record), record) for one, record in found)
