"""A run from end to end: gold in, each article read (or its record taken from a file), scores out.

One article is held at a time, so that memory does not grow with the gold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sahelsum.errors import GoldError
from sahelsum.gold.check import Checker
from sahelsum.gold.store import Labelled, Problem, Store
from sahelsum.read_gold import Read, Watch, read_gold
from sahelsum.record import Record
from sahelsum.reference import Reference
from sahelsum.scoring.agreement import Agreed, agreement
from sahelsum.scoring.run import Run, Scored, run_of
from sahelsum.scoring.score import Scorer

if TYPE_CHECKING:
    from sahelsum.llm.extract import Reader


def score(  # noqa: PLR0913 - what a run is made of
    gold: Path | str, records: Iterable[Record] | None = None, *, reader: Reader | None = None,
    data: Path | None = None, only: Sequence[str] = ("*",), watch: Watch | None = None,
) -> Run:  # fmt: skip
    """The scores of `records` against the gold in folder `gold`; without records `reader`, a model, reads the articles,
    or without one the built-in rules.

    A record belongs to the article whose text it has (`article.id`), else to the one that its source is named after; of
    two the first is scored. `only` are patterns of the articles' ids. `watch` is told what could not be scored: an
    article without a record, a record of no article, an article that could not be read. What went wrong in a sealed
    article is left out of the run, its counts are not, unless the watch may see it.

    Raises:
        GoldError: something is wrong with the gold.
        DataError: a file in `data` is malformed.
    """
    gold, watch = Path(gold), watch or Watch()
    reference, problems, rows = Reference.load(data), list[Problem](), list[Scored]()
    scorer, held = Scorer(reference), None if records is None else _Held(records, watch)
    labelled = _each(gold, reference, problems, watch, only)
    made: Iterable[Read] = (
        ((one, held.of(one)) for one in labelled) if held is not None else read_gold(labelled, reader, data, watch)
    )
    for one, record in made:
        if not problems:
            row = Scored.of(one, scorer.score(one, record), record)
            rows.append(row if watch.sees_sealed else row.sealed())
    if problems:
        more = f" ({len(problems) - 1} more; `sahelsum eval check` lists them)" if len(problems) > 1 else ""
        raise GoldError(f"gold cannot be scored against: {gold}/{problems[0]}{more}")
    if held is not None:
        held.tell_what_is_left(rows, is_all=tuple(only) == ("*",))
    return run_of(rows)


READERS = ("readers/one", "readers/two")
"""Where in a folder of gold the labels of two readers stand as they wrote them, before anything was settled."""


def agreed(gold: Path) -> dict[str, Agreed]:
    """How far the two readers of the articles in folder `gold` agree, by field; empty where no two have read one.

    Raises:
        GoldError: a label of theirs cannot be read.
    """
    if not all((gold / folder).is_dir() for folder in READERS):
        return {}
    stores = [Store(gold, folder) for folder in READERS]
    files = [{file.stem: store.read(file) for file in store.files} for store in stores]
    for read in (each for one in files for each in one.values()):
        if not isinstance(read, Labelled):
            raise GoldError(f"the readers' labels cannot be compared: {gold}/{read[0]}")
    pairs = [(files[0][name], files[1][name]) for name in sorted(files[0].keys() & files[1].keys())]
    labelled = [(one, other.gold) for one, other in pairs if isinstance(one, Labelled) and isinstance(other, Labelled)]
    return agreement(labelled, Reference.load()) if labelled else {}


def check(gold: Path, data: Path | None = None) -> tuple[list[Labelled], list[Problem]]:
    """The labelled articles of folder `gold` that can be read, and everything that is wrong with it.

    Raises:
        GoldError: it has no gold at all.
        DataError: a file in `data` is malformed.
    """
    problems: list[Problem] = []
    return list(_each(gold, Reference.load(data), problems, Watch(), ("*",))), problems


def _each(
    gold: Path, reference: Reference, problems: list[Problem], watch: Watch, only: Sequence[str]
) -> Iterator[Labelled]:
    """Every article that can be read, checked; what is wrong is added to `problems`."""
    store, checker = Store(gold), Checker(reference)
    for file in watch.counted(store.named(only)):
        one = store.read(file)
        if isinstance(one, Labelled):
            problems += checker.problems(one)
            yield one
        else:
            problems += one
    problems += store.orphans()


class _Held:
    """Records waiting for their articles, as JSON, which takes a tenth of their room."""

    def __init__(self, records: Iterable[Record], watch: Watch) -> None:
        self._watch = watch
        self._waiting: dict[str, bytes] = {}
        self._by_name: dict[str, str] = {}
        for record in records:
            text = record.article.id
            if text in self._waiting:
                watch.told(f"{record.article.source or text} has two records; the first is scored.")
                continue
            self._waiting[text] = record.model_dump_json().encode()
            self._by_name.setdefault(Path(record.article.source or "").stem, text)

    def of(self, one: Labelled) -> Record | None:
        """The article's record, which then waits no longer."""
        line = self._waiting.pop(one.article.id, None)
        if line is None:
            line = self._waiting.pop(self._by_name.get(one.gold.id, ""), None)
        return None if line is None else Record.model_validate_json(line)

    def tell_what_is_left(self, rows: Sequence[Scored], is_all: bool) -> None:
        """What of either side found no partner; records of articles that were not asked for are no strays."""
        if self._waiting and is_all:
            count = len(self._waiting)
            self._watch.told(f"{count} record(s) are of articles that have no gold here; they are not scored.")
        if missing := sum(not row.article.record for row in rows):
            self._watch.told(f"{missing} of {len(rows)} articles have no record; everything in them counts as missed.")
