"""Shared passages: how much of one article stands in another, word for word.

Runs of three folded words, outside quotation marks: what a communiqué or a witness said is quoted by many who did not
copy each other. Only articles of one dossier are compared, few at a time, so that the shares are exact; a sketch
(MinHash) would estimate badly what lies near a tenth, which is where rewrites of a wire text lie.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

SHARED = 0.1
"""The share of the shorter article from which one is a copy or rewrite of the other: on five articles about one
morning, rewrites share 0.13 and 0.19, the others at most 0.06, as do unrelated articles."""
_LEAST = 16
"""Runs that must be shared at the least, so that two stock phrases in a brief are not a copy."""
_FEW = 8
"""Articles up to which all their runs are compared; of more, those that at least two have."""
Run = tuple[str, str, str]
_WORD = re.compile(r"[^\W_]+")
_SPOKEN = re.compile(r'“[^”\n]{0,600}”|"[^"\n]{0,600}"|«[^»\n]{0,600}»')


def runs(passages: Iterable[str]) -> frozenset[Run]:
    """The runs of three words of an article's text, or of the quotes that stand for it."""
    found: set[Run] = set()
    for passage in passages:
        for part in _SPOKEN.split(passage):
            words = _WORD.findall(part.casefold())
            found.update(zip(words, words[1:], words[2:], strict=False))
    return frozenset(found)


def shared(articles: Sequence[frozenset[Run]]) -> Iterator[tuple[float, int, int]]:
    """The pairs of articles, by index, that share passages, with the share, in the order of the articles."""
    sizes, told = [len(article) for article in articles], articles
    if len(articles) > _FEW:
        times = Counter(run for article in articles for run in article)
        told = [frozenset(run for run in article if times[run] > 1) for article in articles]
    for one, first in enumerate(told):
        for other in range(one + 1, len(told)):
            common, least = len(first & told[other]), min(sizes[one], sizes[other])
            if common >= _LEAST and common >= SHARED * least:
                yield common / least, one, other
