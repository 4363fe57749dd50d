"""Places that no gazetteer lists, told by the words before or after them.

"the village of Kandoussi", "dans la localité de X", "in X, 30 km from Y": most villages that conflict reporting
names are in no packaged gazetteer. They are kept as written and left unresolved; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from sahelsum.fold import fold
from sahelsum.places import PlaceHit
from sahelsum.tables import read_rows
from sahelsum.words import Words

_NAME = r"(?P<name>[A-ZÀ-Ý][\w’']+(?:[- ](?:[A-ZÀ-Ý][\w’']+|(?:du|de|el|al|sur)[- ][A-ZÀ-Ý][\w’']+)){0,3})"
_AFTER_CUE = re.compile(
    r"\b(?:villages?|towns?|hamlets?|communit(?:y|ies)|localit(?:y|ies)|settlements?|outposts?|villes?|localités?"
    r"|communes?|hameau|hameaux|bourgades?|bourgs?|campements?|quartiers?|forêts?|mines?|sites?)\s+"
    r"(?:known as\s+|appelée?\s+|called\s+|named\s+)?(?:of\s+|de\s+|du\s+|d[’']\s?)?" + _NAME
)
_BEFORE_CUE = re.compile(
    r"\b(?:in|at|near|on|outside|à|près de|dans|vers)\s+" + _NAME + r"(?=,?\s*(?:\("
    r"|(?:a |an |the |une? |le |la )?(?:village|town|hamlet|localité|village|commune|ville|hameau|bourgade)\b"
    r"|(?:some |about |around |à |situé|located|située|environ )?\s*\d+\s*(?:km|kilom)"
    r"|in the (?:[\w’'-]+ ){1,3}(?:region|province|district|department|area)"
    r"|dans (?:la|le|l[’'])\s?(?:région|province|département|cercle|préfecture|commune)))"
)
_IN_A_DISTRICT = (
    r"(?:in|dans|à|au)\s+(?:the |la |le |l['’]\s?)?"
    r"(?:(?:[A-ZÀ-Ý][\w’'-]+\s+){1,3}(?:Local Government|LGA|district|department|council|county)"
    r"|(?:commune|cercle|préfecture|département))\b"
)
_A_VILLAGE = (
    r"(?:an?|the|une?|le|la)\s+(?:[\w’'-]+\s+){0,3}?"
    r"(?:village|town|hamlet|community|settlement|quarter|localité|commune|hameau|bourgade|ville)\b"
)
_EXPLAINED = re.compile(_NAME + r",\s+(?:" + _IN_A_DISTRICT + "|" + _A_VILLAGE + ")")


def unlisted_places(
    text: str, words: Words, known: Sequence[PlaceHit], taken: Sequence[tuple[int, int]]
) -> Iterator[PlaceHit]:
    """Mentions of places that are none of `known` and lie outside the spans `taken` by other names."""
    occupied = sorted([*((hit.start, hit.end) for hit in known), *taken])
    starts = {start: index for index, start in enumerate(words.starts)}
    ends = {end: index for index, end in enumerate(words.ends)}
    seen: set[tuple[int, int]] = set()
    for pattern in (_AFTER_CUE, _BEFORE_CUE, _EXPLAINED):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if start not in starts or end not in ends or (start, end) in seen or _overlaps(occupied, start, end):
                continue
            name = text[start:end]
            if is_ordinary_word(name) or is_ordinary_word(name.split()[0]):
                continue
            seen.add((start, end))
            yield PlaceHit(starts[start], ends[end] + 1, start, end, "place", name, frozenset(), False)


def is_ordinary_word(name: str) -> bool:
    """Whether a capitalised word that a gazetteer may list is far more often something else."""
    return fold(name) in _not_places()


@cache
def _not_places() -> frozenset[str]:
    rows = read_rows("lexicon/not_places.csv", ("language", "phrase"))
    return frozenset(fold(row["phrase"]) for row in rows)


def _overlaps(occupied: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(left < end and start < right for left, right in occupied)
