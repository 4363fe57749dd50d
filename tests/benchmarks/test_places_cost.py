"""What the gazetteer costs, printed: `pytest -s tests/benchmarks/test_places_cost.py`. Goals: 50 ms, 40 MB."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import time, tracemalloc
from sahelsum.places import Gazetteer
from sahelsum.words import Words
start = time.perf_counter()
gazetteer = Gazetteer.load()
loaded = time.perf_counter() - start
words = Words("Des hommes armés ont attaqué Djibo, dans le nord du Burkina Faso, puis la région de Tillabéri. " * 25)
start = time.perf_counter()
gazetteer.find(words)
found = time.perf_counter() - start
tracemalloc.start()
again = Gazetteer.load()
peak = tracemalloc.get_traced_memory()[1] / 2**20
print(f"{loaded * 1000:.1f} {peak:.1f} {found * 1000:.2f}")
"""


def test_loading_and_finding_cost() -> None:
    runs = []
    for _ in range(5):
        done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
        runs.append([float(cell) for cell in done.stdout.split()])
    load, memory, find = (sorted(column)[2] for column in zip(*runs, strict=True))
    print(f"\nload {load:.1f} ms, peak memory {memory:.1f} MB, find in 2.5 kB {find:.2f} ms (medians of 5)")
    assert load < 500, "an order of magnitude beyond the goal"
    assert memory < 80
    assert find < 100
