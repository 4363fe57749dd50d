"""Small grammar of place phrases: directions, admin words and the little words between, in English and French.

These are closed classes that the finding code branches on, so they are constants; names are data.
"""

from __future__ import annotations

from sahelsum.words import Words

_FIRST = ("region", "regions", "state", "states", "etat", "etats", "governorate", "wilaya", "wilayas")
_SECOND = (
    "province", "provinces", "department", "departments", "departement", "departements", "district", "districts",
    "cercle", "cercles", "circle", "prefecture", "prefectures", "moughataa", "county", "lga", "municipality",
)  # fmt: skip
ADMIN_LEVELS = {**dict.fromkeys(_FIRST, 1), **dict.fromkeys(_SECOND, 2)}
"""Word -> level of the admin it names; the other level is taken where that one has no such name."""

NAMED_DISTRICTS = frozenset(("ML", "BF", "NE", "BJ", "TG", "CM"))
"""Countries whose admin2 names stand alone in the press ("in Oudalan")."""

BARE_STOP = frozenset((
    "centre", "center", "central", "centrale", "nord", "sud", "est", "ouest", "north", "south", "east", "west",
    "northern", "southern", "eastern", "western", "sahel", "littoral", "plateau", "plateaux", "plateau central",
    "maritime", "savanes", "savannah", "collines", "delta", "niger", "rivers", "adrar", "volta", "mono", "montagnes",
    "lagunes", "comoe", "lake", "lacs", "cross river", "gourma", "manga", "kanem", "benue", "chari", "logone",
    "ahafo", "red sea", "blue nile", "white nile", "bassa", "grande", "tuy", "bale",
))  # fmt: skip
"""Names of admins that alone say too little, or something else."""

_SINGLE = {
    "north": "north", "northern": "north", "nord": "north", "septentrional": "north", "septentrionale": "north",
    "south": "south", "southern": "south", "sud": "south", "east": "east", "eastern": "east", "est": "east",
    "west": "west", "western": "west", "ouest": "west", "central": "centre", "centre": "centre", "center": "centre",
    "centrale": "centre", "heart": "centre", "coeur": "centre",
    "northeast": "northeast", "northeastern": "northeast", "northwest": "northwest", "northwestern": "northwest",
    "southeast": "southeast", "southeastern": "southeast", "southwest": "southwest", "southwestern": "southwest",
}  # fmt: skip
_DEGREES = frozenset(("far", "extreme", "grand"))
_SIDES = frozenset(
    ("part", "parts", "region", "regions", "zone", "zones", "area", "areas", "half", "corner", "province", "provinces")
)


def direction_at(words: Words, at: int) -> tuple[str, int] | None:
    """The direction named at word `at`, and the word after it: "north-eastern" is ("northeast", at + 2)."""
    word = words.folded[at]
    follows = at + 1 < len(words) and words.soft[at + 1]
    if word in _DEGREES and follows and words.folded[at + 1] not in _DEGREES:
        inner = direction_at(words, at + 1)
        return None if inner is None else (inner[0] if word == "grand" else f"far {inner[0]}", inner[1])
    first = _SINGLE.get(word)
    if first is None:
        return None
    second = _SINGLE.get(words.folded[at + 1]) if follows else None
    if second in ("east", "west") and first in ("north", "south"):
        return first + second, at + 2
    if second is not None and "centre" in (first, second) and first != second:
        return f"centre-{second if first == 'centre' else first}", at + 2
    if word == "est" and not ((at and words.folded[at - 1] in ("l", "partie")) or words.text[words.starts[at]] == "E"):
        return None
    return first, at + 1


def is_side(words: Words, at: int) -> bool:
    """Whether "part", "region" or the like stands at `at`, following on."""
    return at < len(words) and words.soft[at] and words.folded[at] in _SIDES


def after_connector(words: Words, at: int) -> int:
    """The word after "of (the)", "de (la|l')", "du", "des", "d'" at `at`; `at` itself where there is none."""
    if at >= len(words) or not words.soft[at] or words.folded[at] not in ("of", "de", "du", "des", "d"):
        return at
    start = at + 1
    if start < len(words) and words.soft[start] and words.folded[start] in ("the", "la", "l", "les", "le"):
        return start + 1
    return start
