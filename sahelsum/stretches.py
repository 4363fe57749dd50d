"""A text cut where spans begin and end, so that each stretch knows whose words it is.

Spans overlap and repeat (a sentence may hold six facts), so the text is swept once from left to right: a stretch is
what lies between two ends.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Stretch(Generic[Key]):
    """Characters of the text. `keys` are the spans over it, `begun` those that begin with it; both in the order in
    which the spans were given."""

    text: str
    keys: tuple[Key, ...] = ()
    begun: tuple[Key, ...] = ()


def stretches(text: str, spans: Iterable[tuple[Key, int, int]]) -> Iterator[Stretch[Key]]:
    """The whole text in order; a span (key, start, end) that lies outside counts as far as it lies inside."""
    begins: dict[int, list[Key]] = defaultdict(list)
    ends: dict[int, list[Key]] = defaultdict(list)
    rank: dict[Key, int] = {}
    for key, start, end in spans:
        first, last = max(0, start), min(end, len(text))
        if first < last:
            rank.setdefault(key, len(rank))
            begins[first].append(key)
            ends[last].append(key)
    over: Counter[Key] = Counter()
    at = 0
    for point in sorted({*begins, *ends, len(text)}):
        if point > at:
            begun = sorted(set(begins.get(at, ())), key=rank.__getitem__)
            yield Stretch(text[at:point], tuple(sorted(over, key=rank.__getitem__)), tuple(begun))
            at = point
        over.update(begins.get(point, ()))
        over.subtract(ends.get(point, ()))
        over = +over
