"""Places that no gazetteer lists, told by the words before or after them.

"the village of Kandoussi", "dans la localité de X", "in X, 30 km from Y": most villages that conflict reporting
names are in no packaged gazetteer. They are kept as written and left unresolved; nothing is guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from sahelsum.fold import fold
from sahelsum.places import PlaceHit
from sahelsum.tables import read_rows
from sahelsum.words import Words

_NAME = r"(?P<name>[A-ZÀ-Ý][\w’']+(?:[- ](?:[A-ZÀ-Ý][\w’']+|(?:du|de|el|al|sur)[- ][A-ZÀ-Ý][\w’']+)){0,3})"
_AFTER_CUE = re.compile(
    r"\b(?:villages?|towns?|hamlets?|communit(?:y|ies)|localit(?:y|ies)|settlements?|outposts?|villes?|localités?"
    r"|communes?|hameau|hameaux|bourgades?|bourgs?|campements?|quartiers?|forêts?|mines?|sites?),?\s+"
    r"(?:known as\s+|appelée?\s+|called\s+|named\s+)?(?:of\s+|de\s+|du\s+|d[’']\s?)?" + _NAME
)
_BEFORE_CUE = re.compile(
    r"\b(?:in|at|near|on|outside|à|près de|dans|vers)\s+" + _NAME + r"(?=,?\s*(?:\("
    r"|(?:a |an |the |une? |le |la )?(?:village|town|hamlet|island|islet|localité|commune|ville|hameau|bourgade)\b"
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
_ADMIN = (
    r"(?:province|région|region|département|préfecture|sous-préfecture|cercle|commune|arrondissement|canton|district"
    r"|wilaya|moughataa|department|prefecture|county|chefferie|local government area|municipality)"
)
_EXPLAINED = re.compile(
    _NAME
    + r"(?:,\s+(?:"
    + _IN_A_DISTRICT
    + "|"
    + _A_VILLAGE
    + r"|(?:in\s+|dans\s+)?(?:the\s+|la\s+|le\s+|l['’]\s?)?"
    + _ADMIN
    + r"\s+(?:of|de|du|des|d['’])"
    + r"|(?:in\s+)?(?:the\s+)?(?:[A-ZÀ-Ý][\w’'-]+\s+){1,3}(?i:province|region|state|county|department|prefecture)\b)"
    + r"|\s+\((?:"
    + _ADMIN
    + r"\s+(?:of|de|du|des|d['’])|(?:[A-ZÀ-Ý][\w’'-]+\s+){1,3}"
    + _ADMIN
    + r"\)))"
)
_BESIDE = re.compile(
    r"(?:\b(?:near|outside|around|close to|(?:outskirts|edge|vicinity|sector|area|zone|entrance|quarter|market"
    r"|north|south|east|west|northeast|northwest|southeast|southwest) (?:of|to)"
    r"|(?:km|kilomet\w+|miles)(?: [\w-]+)? (?:of|from)"
    r"|axe|piste)\s+"
    r"|\b(?:près|proche|non loin|abords|entrée|sortie|hauteur|proximité|environs|alentours|secteur|zone|périphérie"
    r"|kilomètres|km|autour|nord|sud|est|ouest|forêt|îlots?|île|marché|axe|piste|tronçon) (?:de |d['’]))"
    + _NAME
    + r"(?![\w’']|[-–][\w])"
)
_BETWEEN = re.compile(
    r"\b(?:between|entre|linking|reliant|relie|links) (?P<first>[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+)?)"
    r" (?:and|et|to|à|with) " + _NAME
)
_ROAD = re.compile(
    r"(?:\b(?:axe|piste|route|tronçon|corridor)\s+(?P<first>[A-ZÀ-Ý][\w’']+)\s?[-–]\s?(?P<name>[A-ZÀ-Ý][\w’']+)\b)"
    r"|(?P<left>[A-ZÀ-Ý][\w’']+)[-–](?P<right>[A-ZÀ-Ý][\w’']+)\s+(?:road|axis|highway|track|stretch|route|corridor)\b"
)
_IN = re.compile(
    r"\b(?:[Ii]n|[Aa]t|into|behind|beyond|reached|left|stormed|raided|attacked|à|À|derrière|gagné|quitté|attaqué)\s+"
    + _NAME
    + r"(?![\w’'-])"
)
_TO = re.compile(r"\b(?:on|to|from|of|for|and|or|towards?|vers|sur|et|ou|de|d['’])\s?" + _NAME + r"(?![\w’'-])")
_OUTLET = re.compile(r"\b(?:FM|TV|Radio|Online|Press|News|Info|Infos|Media|Studio)\b")
_CLOSES = re.compile(
    r"\s*(?:[.,;:)\n–—]|$|(?:and|on|in|when|after|by|et|le|la|dans|par|lors|où|during|this|late|early|before)\b)"
)
_STOP = re.compile(r"[.!?;\n]|\b(?:said|told|says|selon|according)\b")
_NEAR = 90
_ENTRY = re.compile(
    r"^(?:[-•*–]\s*)?(?:(?:Near|Around|Outside|Près de|Autour de)\s+)?"
    + _NAME
    + r"(?:\s\([^()\n]{2,40}\))?,\s(?:\d{1,2}(?:er|st|nd|rd|th)?\s[\w’'-]+|[A-ZÀ-Ý][a-z]+\s\d{1,2})(?:\s\d{4})?"
    + r"\s?[:–—]",
    re.MULTILINE,
)
"""'Dablo (Sanmatenga), 12 May: gunmen attacked …', as bulletins head their entries."""
_INSTITUTION = re.compile(
    r"\s+(?i:university|hospital|watch|ministry|council|police|command|radio|bank|agency|group|day|mosque|church|airport"
    r"|street|avenue|stadium|palace|court|barracks|camp|college|school|times|news|post|press|courier|tribune|junction|hall"
    r"|international|teaching|general|operation|force|battalion|brigade)\b"
)


def unlisted_places(
    text: str, words: Words, known: Sequence[PlaceHit], taken: Sequence[tuple[int, int]], deeds: Sequence[int]
) -> Iterator[PlaceHit]:
    """Mentions of places that are none of `known` and lie outside the spans `taken` by other names.

    `deeds`: where words of attack begin, in order; a name that is only `at` or `in` beside one is a place.
    """
    occupied = sorted([*((hit.start, hit.end) for hit in known), *taken])
    starts = {start: index for index, start in enumerate(words.starts)}
    ends = {end: index for index, end in enumerate(words.ends)}
    seen: dict[tuple[int, int], str] = {}
    for start, end in _candidates(text, deeds):
        if start not in starts or end not in ends or (start, end) in seen or _overlaps(occupied, start, end):
            continue
        name = text[start:end]
        if not (is_ordinary_word(name) or is_ordinary_word(name.split()[0]) or name.isupper() or _OUTLET.search(name)):
            seen[start, end] = name
    names = frozenset(seen.values())
    for start, end in _mentioned(text, names):
        if start in starts and end in ends and not _overlaps(occupied, start, end):
            seen.setdefault((start, end), text[start:end])
    last = 0
    for (start, end), name in sorted(seen.items()):
        if start >= last:
            last = end
            yield PlaceHit(starts[start], ends[end] + 1, start, end, "place", name, frozenset(), False)


def _candidates(text: str, deeds: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where a name stands that the words beside it make a place; one that is only `in` or `at` twice, or by a deed."""
    for pattern in (_AFTER_CUE, _BEFORE_CUE, _EXPLAINED, _BESIDE, _BETWEEN, _ROAD, _ENTRY):
        for match in pattern.finditer(text):
            if "\n" not in match.group():
                yield from (match.span(group) for group in pattern.groupindex if match.group(group) is not None)
    weak = [match.span("name") for match in _IN.finditer(text) if not _INSTITUTION.match(text, match.end())]
    times = Counter(text[start:end] for start, end in weak)
    yield from (span for span in weak if times[text[slice(*span)]] > 1 or _is_by_a_deed(text, span, deeds))


def _is_by_a_deed(text: str, span: tuple[int, int], deeds: Sequence[int]) -> bool:
    """'gunmen stole 200 cattle at Abarey and fled', 'À Sirba, des hommes armés ont attaqué': in one clause with it."""
    start, end = span
    if not _CLOSES.match(text, end):
        return False
    at = bisect_left(deeds, start)
    before = at > 0 and start - deeds[at - 1] <= _NEAR and not _STOP.search(text, deeds[at - 1], start)
    after = at < len(deeds) and deeds[at] - end <= _NEAR and not _STOP.search(text, end, deeds[at])
    return before or after


def _mentioned(text: str, names: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Further mentions of `names`, behind any word of place or direction."""
    for pattern in (_IN, _TO) if names else ():
        for match in pattern.finditer(text):
            if match.group("name") in names:
                yield match.span("name")


def is_ordinary_word(name: str) -> bool:
    """Whether a capitalised word that a gazetteer may list is far more often something else."""
    return fold(name) in _not_places()


@cache
def _not_places() -> frozenset[str]:
    rows = read_rows("lexicon/not_places.csv", ("language", "phrase"))
    return frozenset(fold(row["phrase"]) for row in rows)


def _overlaps(occupied: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(left < end and start < right for left, right in occupied)
