"""What corroboration costs: 10,000 and 100,000 synthetic records from file to file, seconds, megabytes and growth.

`python tests/benchmarks/corroborate.py [RECORDS]` prints the time and peak memory of `sahelsum corroborate`, the
exponent by which its time grows, and how well the groups are found. An archive of more records covers more days; the
last line is one with ten times the incidents a day instead.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from math import log
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from synthetic import PER_DAY, lines

RECORDS = 100_000


def measured(many: int, per_day: int) -> float:
    """Corroborate that many records and print what it cost; returns the seconds of one core."""
    with tempfile.TemporaryDirectory() as folder:
        records, dossiers = Path(folder) / "records.jsonl", Path(folder) / "dossiers.jsonl"
        sizes: Counter[str] = Counter()
        with records.open("w") as out:
            for line in lines(many, per_day=per_day):
                out.write(line + "\n")
                sizes[json.loads(line)["article"]["source"].partition("-")[0]] += 1
        began = time.perf_counter()
        command = [sys.executable, "-m", "sahelsum", "corroborate", str(records), "-o", str(dossiers)]
        with subprocess.Popen(command) as process:
            _, code, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(code)
        seconds, cpu = time.perf_counter() - began, usage.ru_utime + usage.ru_stime
        made, joined, right = found(dossiers)
    true = sum(size * (size - 1) // 2 for size in sizes.values())
    print(
        f"{many:7,} records, {per_day:3} incidents a day: {seconds:5.1f} s ({cpu:.1f} s of a core), "
        f"{usage.ru_maxrss / 1024:5.0f} MB, {made:,} dossiers; "
        f"pairs of news: precision {right / max(joined, 1):.3f}, recall {right / max(true, 1):.3f}", flush=True,
    )  # fmt: skip
    return cpu


def found(dossiers: Path) -> tuple[int, int, int]:
    """Dossiers, pairs of articles in them that report the incident, and those of these pairs that are right."""
    made = joined = right = 0
    for line in dossiers.open():
        made += 1
        articles = json.loads(line)["articles"]
        news = [article["sources"][0].partition("-")[0] for article in articles if article["family"]]
        joined += len(news) * (len(news) - 1) // 2
        right += sum(first == second for at, first in enumerate(news) for second in news[:at])
    return made, joined, right


def main() -> None:
    many = int(sys.argv[1]) if sys.argv[1:] else RECORDS
    small, large = measured(many // 10, PER_DAY), measured(many, PER_DAY)
    print(f"growth exponent {log(large / small, 10):.2f}", flush=True)
    measured(many, PER_DAY * 10)


if __name__ == "__main__":
    main()
