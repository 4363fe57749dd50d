"""What scoring costs: 1,000 articles scored and compared, twenty incidents against twenty, and memory.

`python tests/benchmarks/scoring.py` prints seconds, megabytes and a ratio.
The articles are the shipped ones over and over with days, counts and offsets of their own, so that no cache serves one
for another. The peer is a plain loop that parses each pair of JSON objects and asks whether they are equal: what an
exact-match harness has to do at the least.
"""

from __future__ import annotations

import gc
import json
import time
from datetime import timedelta
from pathlib import Path
from random import Random

from sahelsum.evaluation import check
from sahelsum.gold.model import Gold
from sahelsum.gold.store import Labelled
from sahelsum.pipeline import summarise
from sahelsum.record import Record
from sahelsum.reference import Reference
from sahelsum.scoring.align import align
from sahelsum.scoring.compare import compare
from sahelsum.scoring.facts import Facts
from sahelsum.scoring.run import Run, Scored, run_of
from sahelsum.scoring.score import Scorer

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = 1000


def moved(record: Record, number: int, random: Random) -> Record:
    """The record with days and counts of its own."""
    shift = timedelta(days=number * 3 + random.randint(0, 1))

    def toll(one):
        bounds = {end: getattr(one.count, end) for end in ("low", "high")}
        more = random.randint(0, 60)
        moved_bounds = {end: value if value is None else value + more for end, value in bounds.items()}
        return one.model_copy(update={"count": one.count.model_copy(update=moved_bounds)})

    def incident(one):
        day = one.date
        if day.start is not None:
            day = day.model_copy(update={"start": day.start + shift, "end": day.end + shift})
        return one.model_copy(update={"date": day, "casualties": tuple(map(toll, one.casualties))})

    return record.model_copy(update={"incidents": tuple(map(incident, record.incidents))})


def named(labelled: Labelled, number: int) -> Labelled:
    """The gold under a name of its own, its days shifted."""
    body = json.loads(labelled.gold.model_dump_json(exclude_unset=True))
    body["id"] = f"{number:04}-{body['id']}"
    body["group"] = body["id"]
    return Labelled.of(Gold.model_validate(body), labelled.article)


def scored(scorer: Scorer, golds: list[Labelled], records: list[Record]) -> Run:
    """The run of these records, in order."""
    pairs = zip(golds, records, strict=True)
    return run_of(Scored.of(one, scorer.score(one, record), record) for one, record in pairs)


def main() -> None:
    """Print seconds, megabytes and ratios."""
    gc.set_threshold(200_000, 20, 20)  # as the command does
    labelled, _ = check(ROOT / "evals")
    records = [summarise(one.article) for one in labelled]
    random = Random(1)
    picks = [(number, number % len(labelled)) for number in range(ARTICLES)]
    golds = [named(labelled[at], number) for number, at in picks]
    before, after = ([moved(records[at], number, random) for number, at in picks] for _ in range(2))
    lines = [
        (one.gold.model_dump_json(), record.model_dump_json(exclude={"article"}))
        for one, record in zip(golds, after, strict=True)
    ]

    plain, equal = timed(lambda: sum(json.loads(one) == json.loads(other) for one, other in lines))
    scorer = Scorer(Reference.load())
    seconds, run = timed(lambda: scored(scorer, golds, before))
    other = scored(scorer, golds, after)
    compared, comparison = timed(lambda: compare(run, other))
    facts = Facts(Reference.load())
    many = [facts.of_record(one) for record in after for one in record.incidents][:40]
    aligned, _ = timed(lambda: align(many[:20], many[20:]))

    together = seconds + compared
    print(f"{ARTICLES} articles scored and aligned     {seconds:6.2f} s  ({seconds / ARTICLES * 1e3:.2f} ms each)")
    print(f"compared, 10,000 paired samples       {compared:6.2f} s  ({comparison.overall.difference:+.4f})")
    print(f"together                              {together:6.2f} s  (target 2 s)")
    print(f"parsing and comparing JSON, the peer  {plain:6.2f} s  ({equal} equal); ratio {together / plain:.1f}")
    print(f"20 x 20 incidents aligned             {aligned * 1e3:6.1f} ms (target 50 ms)")


def timed(work):
    """Seconds, and what came out."""
    start = time.perf_counter()
    made = work()
    return time.perf_counter() - start, made


if __name__ == "__main__":
    main()
