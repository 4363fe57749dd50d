"""What a million and a hundred million articles take, for each way of running: `python tests/benchmarks/arithmetic.py`.

Nothing is measured here. The figures at the top are, by the other benchmarks and from the recorded answers of
`evals/recordings`; prices and a provider's limits are public ones and change. Put in your own and run it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sahelsum.batching.provider.gate import BYTES, REQUESTS

MILLION = 1_000_000
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Figures:
    """Rates a second and core, tokens and questions an article, bytes an article, US dollars a million tokens."""

    rules: float = 51
    second_process: float = 0.92  # of a core, for each further process: 1.85 of two
    reading: float = 33  # a model's answers read, grounded and compared with the rules
    answers: float = 144  # questions asked and answered, by one process
    questions: float = 163 / 86  # with refused facts sent back
    inputs: float = 8_800
    outputs: float = 3_778
    price: tuple[float, float] = (0.25, 2.00)  # gpt-5-mini
    batch_price: float = 0.5  # of the live price
    question: int = 26_000  # bytes of a line in a provider's file, with what is sent back
    record: int = 14_500  # with its text of 2.2 kB
    rules_record: int = 11_700
    kept: int = 15_100  # answers and the record made of them, in SQLite
    shared: int = 5_500  # answers on a Redis server
    index: int = 530

    @property
    def tokens(self) -> float:
        """An article's tokens, both ways."""
        return self.inputs + self.outputs

    @property
    def cost(self) -> float:
        """US dollars for an article, asked live."""
        return (self.inputs * self.price[0] + self.outputs * self.price[1]) / MILLION


@dataclass(frozen=True, slots=True)
class Row:
    """A way to run, what bounds it, seconds and US dollars an article, bytes an article."""

    way: str
    bound: str
    seconds: float
    dollars: float
    bytes: float

    def shown(self) -> str:
        """A line of the table."""
        cells = [self.way, self.bound]
        for many in (MILLION, 100 * MILLION):
            cells.append(f"{time(self.seconds * many)}, {money(self.dollars * many)}, {size(self.bytes * many)}")
        return f"| {' | '.join(cells)} |"


def time(seconds: float) -> str:
    """Two digits in the unit that suits."""
    for least, unit, name in ((365 * DAY, 365 * DAY, "years"), (2 * DAY, DAY, "days"), (3_600, 3_600, "h")):
        if seconds >= least:
            return f"{_two(seconds / unit)} {name}"
    return f"{_two(seconds / 60)} min"


def money(dollars: float) -> str:
    """Two digits of a sum."""
    return f"${_two(dollars)}" if dollars else "nothing"


def size(count: float) -> str:
    """Two digits in GB or TB."""
    return f"{_two(count / 1e9)} GB" if count < 1e12 else f"{_two(count / 1e12)} TB"


def _two(value: float) -> str:
    rounded = float(f"{value:.2g}")
    return f"{rounded:,.0f}" if rounded >= 10 else f"{rounded:.1f}"


def rows(of: Figures) -> Iterator[Row]:
    """Each way of running."""
    rules, reading = of.rules_record + of.index, of.record + of.index
    for cores in (1, 8):
        rate = of.rules * (cores if cores == 1 else cores * of.second_process)
        yield Row(f"rules, `--workers {cores}`", f"{cores} core{'s'[: cores > 1]}", 1 / rate, 0, rules)
    yield Row("rules, a cluster of 64 cores", "64 cores", 1 / (of.rules * 64 * of.second_process), 0, rules)
    for limit in (0.5, 10, 180):
        allowed = limit * MILLION / 60 / of.tokens
        ours = min(of.reading, of.answers / of.questions)
        cores = max(1, -(-allowed // ours))
        where, kept = ("live", of.kept) if cores == 1 else (f"a cluster of {cores:.0f} cores", of.shared)
        rate = min(allowed, ours * cores)
        yield Row(f"a model, {where}", f"{limit:g} M tokens a minute", 1 / rate, of.cost, reading + kept)
    for queue in (5, 1_000):
        a_day = queue * MILLION / of.inputs
        yield Row(
            "a model, `--via openai-batch`", f"{queue:,} M tokens queued, a day each time",
            max(DAY / a_day, 1 / of.reading), of.cost * of.batch_price, reading + of.kept,
        )  # fmt: skip


def table(of: Figures) -> str:
    """The table as Markdown, and the files that a provider's batch makes of a million articles."""
    files = MILLION * of.questions / min(REQUESTS, BYTES // of.question)
    return "\n".join([
        "| way | bound | 1 million articles | 100 million articles |", "|---|---|---|---|",
        *(row.shown() for row in rows(of)), "",
        f"An article takes {of.questions:.1f} questions, {of.inputs:,.0f} tokens in and {of.outputs:,.0f} out, "
        f"${of.cost:.4f} at ${of.price[0]:.2f} and ${of.price[1]:.2f} a million tokens;",
        f"a million articles make {_two(files)} files of a provider's batch ({BYTES // MILLION} MB at the most).", "",
    ])  # fmt: skip


if __name__ == "__main__":
    print(table(Figures()))
