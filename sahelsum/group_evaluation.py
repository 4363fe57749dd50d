"""Are articles about one incident brought together, and copies told from sources? Records in, rates out.

The truth is gold's `group`, which articles about one incident share; two articles are found together where one dossier
has both as news. Which of them go back to one source is labelled in `sources.csv` beside the gold.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sahelsum.corroboration.whole import corroborate
from sahelsum.dossier import Dossier
from sahelsum.errors import GoldError
from sahelsum.gold.store import Labelled, Store
from sahelsum.read_gold import Watch, read_gold
from sahelsum.record import Record
from sahelsum.scoring.grouping import Pairs, Rates, b_cubed, by_pairs, pairs_of

if TYPE_CHECKING:
    from sahelsum.llm.extract import Reader

SOURCES = "sources.csv"


@dataclass(frozen=True)
class Grouping:
    """How one reader's records were grouped. `missed` and `wrong` are pairs of open articles, by id; of sealed ones
    only numbers are told. `source_pairs` is how many pairs of articles found together `sources` judges."""

    reader: str
    articles: int
    groups: int
    true_pairs: int
    pairs: Rates
    b_cubed: Rates
    missed: tuple[tuple[str, str], ...]
    wrong: tuple[tuple[str, str], ...]
    sealed_missed: int
    sealed_wrong: int
    source_pairs: int
    sources: Rates


def grouping(
    gold: Path, records: Iterable[Record] | None = None, *, reader: Reader | None = None, data: Path | None = None,
    watch: Watch | None = None,
) -> Grouping:
    """How the articles of folder `gold` are grouped by their `records`; without records as `reader`, a model, reads
    them, or without one the built-in rules. `watch` is told what could not be read.

    Raises:
        GoldError: the folder has no gold, or some of it cannot be read.
        DataError: a file in `data` is malformed.
    """
    labelled = list(_labelled(gold))
    names = {one.article.id: one.gold.id for one in labelled}
    if records is None:
        read = read_gold(labelled, reader, data, watch or Watch())
        records = (record for _, record in read if record is not None)
    made = [one for one in records if one.article.id in names]
    dossiers = list(corroborate(made, data=data))
    found = pairs_of(
        [names[article.id] for article in dossier.articles if article.family is not None] for dossier in dossiers
    )
    true = pairs_of(_groups(labelled).values())
    sealed = {one.gold.id for one in labelled if one.gold.split == "sealed"}
    missed, wrong = _told(true - found, sealed), _told(found - true, sealed)
    judged, sources = _sources(gold, dossiers, names, true)
    readers = dict.fromkeys(one.provenance.model or one.provenance.extractor for one in made)
    return Grouping(
        reader=", ".join(readers) or "no record",
        articles=len(labelled), groups=len(_groups(labelled)), true_pairs=len(true), pairs=by_pairs(true, found),
        b_cubed=b_cubed(names.values(), true, found), missed=missed, wrong=wrong,
        sealed_missed=len(true - found) - len(missed), sealed_wrong=len(found - true) - len(wrong),
        source_pairs=judged, sources=sources,
    )  # fmt: skip


def _labelled(gold: Path) -> Iterator[Labelled]:
    store = Store(gold)
    for file in store.files:
        one = store.read(file)
        if not isinstance(one, Labelled):
            raise GoldError(f"the gold cannot be used: {gold}/{one[0]}")
        yield one


def _groups(labelled: Iterable[Labelled]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for one in labelled:
        if one.gold.group is not None:
            groups.setdefault(one.gold.group, []).append(one.gold.id)
    return groups


def _told(pairs: Pairs, sealed: set[str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(pair for pair in pairs if not sealed & set(pair)))


def _sources(gold: Path, dossiers: Sequence[Dossier], names: dict[str, str], true: Pairs) -> tuple[int, Rates]:
    """Pairs of one source, among the labelled pairs that are rightly in one dossier: what is not there has no sources
    to tell apart."""
    file = gold / SOURCES
    if not file.is_file():
        return 0, Rates(None, None)
    lines = (line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    source = {row["article"]: row["source"] for row in csv.DictReader(lines)}
    by_source: dict[str, list[str]] = {}
    for article, name in source.items():
        by_source.setdefault(name, []).append(article)
    together = pairs_of([names[one.id] for one in each.articles if one.family] for each in dossiers)
    judged = frozenset(pair for pair in together & true if set(pair) <= source.keys())
    found = pairs_of(
        [names[article] for article in family.articles] for each in dossiers for family in each.source_families
    )
    return len(judged), by_pairs(pairs_of(by_source.values()) & judged, found & judged)
