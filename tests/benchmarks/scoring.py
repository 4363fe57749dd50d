"""What scoring costs: 1,000 articles scored and compared, twenty incidents against twenty, memory; `python tests/benchmarks/scoring.py`.

The articles are the shipped ones over and over with days, counts and offsets of their own, so that no cache serves one
for another. The peer is a plain loop that parses each pair of JSON objects and asks whether they are equal: what an
exact-match harness has to do at the least.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import timedelta
from pathlib import Path
from random import Random

from sahelsum.evaluation import sound
from sahelsum.gold.model import Gold
from sahelsum.gold.store import Labelled
from sahelsum.pipeline import summarise
from sahelsum.record import Record
from sahelsum.reference import Reference
from sahelsum.scoring.align import align
from sahelsum.scoring.compare import compare
from sahelsum.scoring.facts import Facts
from sahelsum.scoring.run import run_of
from sahelsum.scoring.score import Scorer

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = 1000


def moved(record: Record, number: int, random: Random) -> Record:
    """The record with days and counts of its own."""
    shift = timedelta(days=number * 3 + random.randint(0, 1))

    def incident(one):
        day = one.date
        if day.start is not None:
            day = day.model_copy(update={"start": day.start + shift, "end": day.end + shift})
        tolls = tuple(
            toll.model_copy(update={"count": toll.count.model_copy(update={
                end: value if value is None else value + random.randint(0, 60) for end, value in (("low", toll.count.low), ("high", toll.count.high))
            })}) for toll in one.casualties
        )  # fmt: skip
        return one.model_copy(update={"date": day, "casualties": tolls})

    return record.model_copy(update={"incidents": tuple(map(incident, record.incidents))})


def named(labelled: Labelled, number: int) -> Labelled:
    """The gold under a name of its own, its days shifted."""
    body = json.loads(labelled.gold.model_dump_json(exclude_unset=True))
    body["id"] = f"{number:04}-{body['id']}"
    body["group"] = body["id"]
    return Labelled.of(Gold.model_validate(body), labelled.article)


def main() -> None:
    """Print milliseconds, megabytes and ratios."""
    labelled = sound(ROOT / "evals")
    records = [summarise(one.article) for one in labelled]
    random = Random(1)
    picks = [(number, number % len(labelled)) for number in range(ARTICLES)]
    golds = [named(labelled[at], number) for number, at in picks]
    before, after = ([moved(records[at], number, random) for number, at in picks] for _ in range(2))
    lines = [(one.gold.model_dump_json(), record.model_dump_json(exclude={"article"})) for one, record in zip(golds, after, strict=True)]
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    start = time.perf_counter()
    equal = sum(json.loads(one) == json.loads(other) for one, other in lines)
    plain = time.perf_counter() - start

    scorer = Scorer(Reference.load())
    start = time.perf_counter()
    runs = [
        run_of((one, scorer.score(one, record), record) for one, record in zip(golds, side, strict=True))
        for side in (before, after)
    ]
    scored = (time.perf_counter() - start) / 2
    start = time.perf_counter()
    comparison = compare(*runs)
    compared = time.perf_counter() - start

    facts = Facts(Reference.load())
    many = [facts.of_record(one) for record in after for one in record.incidents][:40]
    start = time.perf_counter()
    align(many[:20], many[20:])
    aligned = time.perf_counter() - start

    print(f"{ARTICLES} articles scored and aligned     {scored:6.2f} s  ({scored / ARTICLES * 1e3:.2f} ms each)")
    print(f"compared, 10,000 paired samples       {compared:6.2f} s  (difference {comparison.overall.difference:+.4f})")
    print(f"together                              {scored + compared:6.2f} s  (target 2 s)")
    print(f"parsing and comparing JSON, the peer  {plain:6.2f} s  ({equal} equal); ratio {(scored + compared) / plain:.1f}")
    print(f"20 x 20 incidents aligned             {aligned * 1e3:6.1f} ms (target 50 ms)")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at the peak                    {peak:6.0f} MB, {held:.0f} MB of it with the inputs before scoring (target 150 MB)")


if __name__ == "__main__":
    sys.exit(main())
