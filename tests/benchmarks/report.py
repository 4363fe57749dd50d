"""What the page of an evaluation costs: seconds, memory and bytes, for 40 of the shipped articles and for 1,000.

`python tests/benchmarks/report.py` prints them, each beside what reading the same runs alone takes. The 1,000 are those
of `scoring.py`, kept with their gold and their articles in a folder; every figure is of a process of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

from scoring import ARTICLES, ROOT, moved, named, scored

from sahelsum.evaluation import check, score
from sahelsum.pipeline import summarise
from sahelsum.reference import Reference
from sahelsum.scoring.score import Scorer

FEW = 40
READ = "import sys, pathlib, sahelsum.cli.app; from sahelsum.scoring.run import read_run\n"\
    "for file in sys.argv[1:]: read_run(pathlib.Path(file))"


def many(folder: Path) -> list[Path]:
    """Two runs over 1,000 articles, whose gold and texts are written to `folder`."""
    labelled, _ = check(ROOT / "evals")
    records = [summarise(one.article) for one in labelled]
    random, scorer = Random(1), Scorer(Reference.load())
    picks = [(number, number % len(labelled)) for number in range(ARTICLES)]
    golds = [named(labelled[at], number) for number, at in picks]
    for kind in ("articles", "gold"):
        (folder / kind).mkdir()
    for one in golds:
        (folder / "gold" / f"{one.gold.id}.json").write_text(one.gold.model_dump_json(exclude_unset=True))
        (folder / "articles" / f"{one.gold.id}.txt").write_text(one.article.text)
    files = [folder / f"run{number}.json" for number in range(2)]
    for file in files:
        run = scored(scorer, golds, [moved(records[at], number, random) for number, at in picks])
        file.write_text(run.to_json())
    return files


def cost(*arguments: str) -> tuple[float, float]:
    """Seconds of work (not of waiting) and megabytes at the most of a Python with these arguments."""
    process = subprocess.Popen([sys.executable, *arguments], cwd=ROOT)
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def told(what: str, runs: Sequence[Path], gold: Path) -> None:
    """Print what the page of these runs costs."""
    files = [str(file) for file in runs]
    page = runs[0].parent / "eval.html"
    alone, _ = min(cost("-c", READ, *files) for _ in range(3))
    seconds, memory = min(
        cost("-m", "sahelsum", "eval", "report", *files, "--gold", str(gold), "-o", str(page)) for _ in range(3)
    )
    size = page.stat().st_size / 1e6
    beyond = f"{seconds - alone:5.2f} s beyond reading"
    print(f"{what:24} {seconds:6.2f} s, {beyond}  {size:5.2f} MB  {memory:4.0f} MB of memory")


def main() -> None:
    """Print seconds, megabytes of the page and of memory."""
    evals = ROOT / "evals"
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        few = room / "few.json"
        few.write_text(score(evals, only=[one.stem for one in sorted((evals / "gold").glob("*.json"))[:FEW]]).to_json())
        bare = room / "bare"
        for kind in ("articles", "gold"):
            shutil.copytree(evals / kind, bare / kind)
        told(f"{FEW} articles, one run", [few], bare)
        told(f"{FEW} articles, three runs", [few] * 3, bare)
        told("... and two readers", [few] * 3, evals)
        (room / "gold").mkdir()
        runs = many(room / "gold")
        told("1,000 articles, one run", runs[:1], room / "gold")
        told("1,000 articles, two runs", runs, room / "gold")
    print("targets: 1 s beyond reading for 40 articles, 10 MB for 1,000")


if __name__ == "__main__":
    main()
