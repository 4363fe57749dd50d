"""The top of the page: who read what, how well in figures and in one sentence, and what must never happen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sahelsum.scorepage.articles import is_open
from sahelsum.scorepage.words import between
from sahelsum.scoring.never import KINDS
from sahelsum.scoring.run import Reader, Run
from sahelsum.scoring.spreads import FEWEST, Told, groups_of
from sahelsum.scoring.tally import Counts
from sahelsum.webpage import counted, visible


@dataclass(frozen=True, slots=True)
class Named:
    """A run under the name that the page gives it."""

    name: str
    run: Run


@dataclass(frozen=True, slots=True)
class Figures:
    """One run in figures; `events` is how many never events it has, `lost` how many articles have no record."""

    name: str
    counts: Counts
    spread: Told
    cost: float
    events: int
    lost: int


@dataclass(frozen=True, slots=True)
class Never:
    """One kind of never event: what it means, how often, where and what (articles that may be shown), and how many
    more in sealed ones."""

    meaning: str
    times: int
    where: tuple[tuple[str, str], ...]
    sealed: int


def named(runs: Iterable[tuple[str, Run]]) -> list[Named]:
    """Each run under its reader's name; where two have the same, with what is in brackets: the name it came with (of a
    file, say), and a number where that too is the same."""
    runs = list(runs)
    names = _told_apart([_readers(run) for _, run in runs], [visible(given) for given, _ in runs])
    return [Named(name, run) for name, (_, run) in zip(names, runs, strict=True)]


def figures(one: Named, spread: Told) -> Figures:
    """The run in figures; `spread` is its F1 over all fields."""
    run = one.run
    return Figures(
        one.name, run.whole, spread, run.whole.cost / len(run.articles),
        sum(len(article.never) for article in run.articles), sum(not article.record for article in run.articles),
    )  # fmt: skip


def plainly(subject: Figures) -> str:
    """What the figures mean, in a sentence."""
    counts, spread = subject.counts, subject.spread
    if counts.recall is None or counts.precision is None:
        return "The gold or the reader states nothing at all, so that there is nothing to score."
    told = (
        f"Of 100 facts that the articles state it finds about {100 * counts.recall:.0f}, and of 100 that it gives "
        f"about {100 * counts.precision:.0f} are right (one that is partly right counts in part)"
    )
    if spread.low is None or spread.high is None:
        return f"{told}; fewer than {FEWEST} groups of articles are too few to say how far chance moves its F1."
    return (
        f"{told}; with other articles like these its F1 may come out anywhere from {between(spread)} (95 % interval)."
    )


def never_events(run: Run, unseal: bool) -> list[Never]:
    """The never events by kind; those of sealed articles are counted and not told."""
    found: dict[str, list[tuple[str, str]]] = {}
    sealed: Counter[str] = Counter()
    for article in run.articles:
        for event in article.never:
            if is_open(article, unseal):
                found.setdefault(event.kind, []).append((visible(article.id), visible(event.what)))
            else:
                sealed[event.kind] += 1
    kinds = [*KINDS, *sorted({*found, *sealed} - KINDS.keys())]
    return [
        Never(KINDS.get(kind, kind), len(found.get(kind, [])) + sealed[kind], tuple(found.get(kind, [])), sealed[kind])
        for kind in kinds if kind in found or sealed[kind]
    ]  # fmt: skip


def population(run: Run) -> str:
    """`32 articles in 28 groups`."""
    return f"{counted(len(run.articles), 'article')} in {counted(len(groups_of(run.articles)), 'group')}"


def reader_line(reader: Reader) -> str:
    """Who read, by what prompt, with what data."""
    who = "the built-in rules" if reader.extractor == "rules" else f"model {reader.model or reader.extractor}"
    told = [who, f"prompt {reader.prompt}" if reader.prompt else "", f"data {reader.data}"]
    return visible(", ".join([*filter(None, told), f"sahelsum {reader.sahelsum}"]))


def _readers(run: Run) -> str:
    each = dict.fromkeys(visible(reader.model or reader.extractor) for reader in run.readers)
    return ", ".join(each) or "no record"


def _told_apart(names: Sequence[str], given: Sequence[str]) -> list[str]:
    often = Counter(names)
    told = [f"{name} ({own})" if often[name] > 1 and own else name for name, own in zip(names, given, strict=True)]
    again, seen = Counter(told), Counter[str]()
    for at, name in enumerate(told):
        if again[name] > 1:
            seen[name] += 1
            told[at] = f"{name} {seen[name]}"
    return told

