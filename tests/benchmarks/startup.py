"""How long the command line takes, beside a Python that imports typer and pydantic and defines one model.

`python tests/benchmarks/startup.py` runs whole processes, ten of each in turn, and compares medians; it ends with 1
if a ratio is over its target. Ratios, because seconds say more about the machine than about the program.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUNS = 10
YARDSTICK = "import typer, pydantic\nclass Model(pydantic.BaseModel):\n    name: str\n"
TARGETS = {"sahelsum --help": 2.0, "sahelsum summarise (2.5 kB)": 4.0}


def article(size: int = 2500) -> str:
    """An article of about `size` bytes that ships with the project: the nearest in length."""
    files = (ROOT / "evals" / "articles").glob("*.txt")
    return min((file.read_text(encoding="utf-8") for file in files), key=lambda text: abs(len(text.encode()) - size))


def seconds(command: list[str]) -> float:
    """One run of `command`, start to end."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    return time.perf_counter() - begin


def main() -> int:
    """Measure, print one line each, and say whether every target is met."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "article.txt"
        file.write_text(article(), encoding="utf-8")
        here = [sys.executable, "-m", "sahelsum"]
        commands = {
            "yardstick": [sys.executable, "-c", YARDSTICK],
            "sahelsum --help": [*here, "--help"],
            "sahelsum summarise (2.5 kB)": [*here, "summarise", str(file)],
        }
        for command in commands.values():
            seconds(command)
        rounds = [{name: seconds(command) for name, command in commands.items()} for _ in range(RUNS)]
    median = {name: statistics.median(one[name] for one in rounds) for name in commands}
    met = True
    for name, took in median.items():
        ratio, target = took / median["yardstick"], TARGETS.get(name)
        met = met and (target is None or ratio <= target)
        print(f"{name:30} {took * 1000:7.0f} ms  {ratio:5.2f} ×" + (f"  (target ≤ {target:g} ×)" if target else ""))
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
