"""Shared passages: how much of one article stands in another, word for word.

Runs of three folded words, outside quotation marks: what a communiqué or a witness said is quoted by many who did not
copy each other. Only articles of one dossier are compared, few at a time, so that the shares are exact; a sketch
(MinHash) would estimate badly what lies near a tenth, which is where rewrites of a wire text lie.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from sahelsum.words import Words

SHARED = 0.1
"""The share of the shorter article from which one is a copy or rewrite of the other: on five articles about one
morning, rewrites share 0.13 and 0.19, the others at most 0.06, as do unrelated articles."""
_LEAST = 16
"""Runs that must be shared at the least, so that two stock phrases in a brief are not a copy."""
_RUN = 3
_COMMON = 200
"""A run that more articles of one dossier have ties nobody."""
_SPOKEN = re.compile(r'“[^”\n]{0,600}”|"[^"\n]{0,600}"|«[^»\n]{0,600}»')


def runs(passages: Iterable[str]) -> frozenset[str]:
    """The runs of three words of an article's text, or of the quotes that stand for it."""
    found: set[str] = set()
    for passage in passages:
        for part in _SPOKEN.split(passage):
            words = Words(part).folded
            found.update(map(" ".join, zip(*(words[at:] for at in range(_RUN)), strict=False)))
    return frozenset(found)


def shared(articles: Sequence[frozenset[str]]) -> Iterator[tuple[float, int, int]]:
    """The pairs of articles, by index, that share passages, with the share, in the order of the articles."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, found in enumerate(articles):
        for run in found:
            holders[run].append(at)
    common: Counter[tuple[int, int]] = Counter()
    for ats in holders.values():
        if 1 < len(ats) <= _COMMON:
            common.update(combinations(ats, 2))
    for (one, other), count in sorted(common.items()):
        share = count / min(len(articles[one]), len(articles[other]))
        if share >= SHARED and count >= _LEAST:
            yield share, one, other
