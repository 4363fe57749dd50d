"""What a cluster costs on one machine: `python tests/benchmarks/engines.py [ARTICLES]`.

The built-in rules read as many articles (those of `evals/`, each with a line of its own) in two processes and on a Dask
cluster of two workers, started here; the second figure leaves out what it takes to start, which a tenth of the articles
shows.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TEXTS = [file.read_text(encoding="utf-8")
         for file in sorted((Path(__file__).resolve().parents[2] / "evals" / "articles").glob("*.txt"))]  # fmt: skip
WAYS = {"two processes": ["--workers", "2"], "Dask, two workers": ["--engine", "dask", "--workers", "2"]}


def table(folder: Path, many: int) -> Path:
    """As many articles as JSON lines."""
    file = folder / f"{many}.jsonl"
    rows = ({"id": f"n{at}", "text": f"{TEXTS[at % len(TEXTS)]}\n\nDispatch {at}.\n"} for at in range(many))
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return file


def seconds(file: Path, *how: str) -> float:
    """How long a whole command takes."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "sahelsum", "batch", str(file), "-o", f"{folder}/r.jsonl", "--quiet", *how],
            check=True,
        )  # fmt: skip
        return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as folder:
        whole, few = table(Path(folder), many), table(Path(folder), many // 10)
        took = {}
        for name, how in WAYS.items():
            long, short = seconds(whole, *how), seconds(few, *how)
            took[name] = long, (long - short) / (many - many // 10)
            print(f"{name}: {many:,} articles in {long:.1f} s, {1 / took[name][1]:.0f} a second once it runs")
    one, other = took.values()
    print(f"Dask beside processes: {one[0] / other[0]:.2f} x, once it runs {one[1] / other[1]:.2f} x")


if __name__ == "__main__":
    main()
