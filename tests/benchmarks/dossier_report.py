"""What a report costs: 500 records from file to page, its size, and how long until a browser answers.

`python tests/benchmarks/dossier_report.py [RECORDS]` takes the built-in rules' records of the articles of `evals/`, as
often as it takes, so that text and facts are as dense as in the press; each round is corroborated for itself, so that
no incident has more articles than it has there. Needs Chromium for the last line. Targets for 500: 5 MB, and one second
until it is interactive.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from browser import FOUND, browser

import sahelsum
from sahelsum.corroboration.whole import corroborate

ARTICLES = sorted((Path(__file__).resolve().parents[2] / "evals" / "articles").glob("*.txt"))

RECORDS = 500
READY = """
(async () => {
  const page = performance.getEntriesByType("navigation")[0];
  const began = performance.now();
  const one = document.querySelector("#country");
  one.selectedIndex = 1;
  one.dispatchEvent(new Event("input", {bubbles: true}));
  document.body.offsetHeight;
  const filtered = performance.now();
  document.querySelector(".card a.c").click();
  document.body.offsetHeight;
  return [page.domInteractive, page.loadEventEnd, filtered - began, performance.now() - filtered].map(Math.round);
})()
"""


def lines(many: int) -> list[str]:
    """As many records as JSON lines, no two of one text, and their dossiers."""
    found: list[str] = []
    for start in range(0, many, len(ARTICLES)):
        texts = [file.read_text(encoding="utf-8") for file in ARTICLES[: many - start]]
        records = [sahelsum.summarise(f"{text}\n\n({start})\n") for text in texts]
        found += [one.model_dump_json() for one in (*records, *corroborate(records))]
    return found


def main() -> None:
    """Measure and print."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    with tempfile.TemporaryDirectory() as folder:
        saved, page = Path(folder) / "records.jsonl", Path(folder) / "report.html"
        saved.write_text("\n".join(lines(many)), encoding="utf-8")
        began = time.perf_counter()
        with subprocess.Popen([sys.executable, "-m", "sahelsum", "report", str(saved), "-o", str(page)]) as process:
            _, code, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(code)
        size = page.stat().st_size / 1e6
        print(f"{many} records: {time.perf_counter() - began:.1f} s, "
              f"{usage.ru_maxrss / 1024:.0f} MB of memory, a page of {size:.2f} MB")  # fmt: skip
        if FOUND is None:
            print("no Chromium here: not opened")
            return
        with browser() as here:
            here.seen(1280)
            here.open(page)
            found = here._do("Runtime.evaluate", expression=READY, returnByValue=True, awaitPromise=True)
            ready, loaded, filtered, opened = found["result"]["value"]
            print(f"in Chromium: interactive after {ready} ms, loaded after {loaded} ms; "
                  f"a filter takes {filtered} ms, opening an article {opened} ms")  # fmt: skip


if __name__ == "__main__":
    main()
