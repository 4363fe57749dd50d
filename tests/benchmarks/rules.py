"""How long the rules take for an article, and whether that grows with its length only.

`python tests/benchmarks/rules.py` prints milliseconds and ratios: the rules beside reading the finished record back
with pydantic (the peer that does no thinking), and time per character from 2.5 kB to 1 MB.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from sahelsum.audit import audit
from sahelsum.ground import ground
from sahelsum.pipeline import summarise
from sahelsum.reading import read
from sahelsum.record import Record
from sahelsum.reference import Reference
from sahelsum.rules.extract import extract
from sahelsum.rules.view import View

ARTICLES = sorted((Path(__file__).parents[2] / "evals" / "articles").glob("*.txt"))
RUNS = 9


def milliseconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median of `runs` runs."""
    taken = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begin) * 1000)
    return statistics.median(taken)


def parts(reference: Reference) -> None:
    """Milliseconds an article for each step, over all articles that ship with the project."""
    articles = [read(file) for file in ARTICLES]
    records = [summarise(article).model_dump_json() for article in articles]
    drafts = [extract(article, reference) for article in articles]
    grounded = [ground(draft, article, reference) for draft, article in zip(drafts, articles, strict=True)]

    def afresh(step: Callable[[int], object]) -> float:
        def work() -> None:
            for index in range(len(articles)):
                View.forget()
                step(index)

        return milliseconds(work) / len(articles)

    steps = {
        "read": milliseconds(lambda: [read(file) for file in ARTICLES]) / len(articles),
        "rules (extract)": afresh(lambda i: extract(articles[i], reference)),
        "ground": afresh(lambda i: ground(drafts[i], articles[i], reference)),
        "audit": afresh(lambda i: audit(articles[i], grounded[i], reference)),
        "all of it": milliseconds(lambda: [summarise(file) for file in ARTICLES]) / len(articles),
    }
    peer = milliseconds(lambda: [Record.model_validate_json(record) for record in records]) / len(articles)
    size = sum(len(article.text) for article in articles) / len(articles)
    print(f"{len(articles)} articles of {size:.0f} characters on average; reading a record back takes {peer:.2f} ms")
    for name, taken in steps.items():
        print(f"  {name:16} {taken:6.1f} ms   {taken / peer:5.1f} x")


def growth(reference: Reference) -> None:
    """Microseconds a character from a short article to a very long one, of words in random order."""
    words = [word for file in ARTICLES for word in file.read_text(encoding="utf-8").split()]
    dice = random.Random(1)
    first = None
    for size in (2_500, 20_000, 160_000, 1_000_000):
        text = ""
        while len(text) < size:
            text += " ".join(dice.choices(words, k=400)) + "\n\n"
        article = read(text[:size])
        runs = 3 if size < 500_000 else 1
        taken = milliseconds(lambda article=article: (View.forget(), extract(article, reference)), runs)  # type: ignore[misc]
        each = taken * 1000 / size
        first = first or each
        print(f"  {size:9} characters  {taken:9.1f} ms  {each:6.2f} µs a character  {each / first:5.2f} x")


if __name__ == "__main__":
    loaded = Reference.load()
    parts(loaded)
    print("growth of the rules with the length of the text")
    growth(loaded)
