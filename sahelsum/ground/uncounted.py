"""People told without a number: `the driver`, `leur chauffeur` count as exactly one, `des blessés`, `wounded troops` as
an unknown number.

Only a determiner with a noun in the singular is one: `the army`, `the men` and bare names are no count. Whether
something happened to those people is then asked of the sentence, as for any number.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from sahelsum.article import Span
from sahelsum.numbers import CountHit
from sahelsum.words import Words

_DETERMINERS = frozenset({
    "the", "his", "her", "its", "their", "this", "that", "another", "le", "la", "l", "son", "sa", "leur", "ce", "cet",
    "cette", "autre", "du", "au",
})  # fmt: skip
_MANY = frozenset({
    "people", "men", "women", "children", "police", "personnel", "cattle", "army", "staff", "crew", "family", "group",
    "population", "public", "crowd", "team", "force", "patrol", "convoy", "unit", "village", "town",
    "gens", "armee", "famille", "groupe", "foule", "equipe", "patrouille", "convoi", "unite", "troupe",
    "gendarmerie", "ville", "dead", "wounded", "injured", "missing", "enemy", "ennemi", "majority", "majorite",
    "rest", "reste",
})  # fmt: skip
_PLURAL = frozenset({"people", "men", "women", "children", "dead", "wounded", "injured", "missing", "gens"})
_ONE = frozenset({"a", "an", "un", "une"})
_MORE = frozenset({
    "second", "third", "fourth", "fifth", "deuxieme", "seconde", "troisieme", "quatrieme", "cinquieme",
})  # fmt: skip
_OF = frozenset({"of", "de", "d", "des", "du"})
_SOME = frozenset({"des", "les", "the", "some", "its", "their", "ses", "leurs"})
_LONGEST = 5


def uncounted(words: Words, span: Span) -> CountHit | None:
    """`span` as a count of one, or as a vague one; null where it is neither."""
    first, last = bisect_left(words.starts, span.start), bisect_right(words.ends, span.end)
    if last - first == 1 and last < len(words) and words.folded[first] in _ONE:
        last += 1  # "Une" of "Une troisième"
    if not 1 <= last - first <= _LONGEST:
        return None
    if _is_one(words, first, last):
        return _hit(words, first, last, 1)
    return _hit(words, first, last, None) if _are_some(words, first, last) else None


def _is_one(words: Words, first: int, last: int) -> bool:
    """A determiner and a noun in the singular."""
    determiner, *nouns = words.folded[first:last]
    if not nouns or (determiner not in _DETERMINERS and not (determiner in _ONE and nouns[0] in _MORE)):
        return False
    if nouns[0] in _MORE and last < len(words) and words.folded[last] in _OF:  # "a third of the men"
        return False
    heads = nouns[: next((at for at, noun in enumerate(nouns) if noun in _OF), len(nouns))]  # "le chef du village"
    if not heads or any(not noun.isalpha() for noun in nouns):
        return False
    return heads[-1] not in _MANY and not heads[-1].endswith(("s", "x"))


def _are_some(words: Words, first: int, last: int) -> bool:
    """Nouns in the plural without a number: `Des blessés`, `Wounded troops`, `les civils`."""
    nouns = words.folded[first + (words.folded[first] in _SOME) : last]
    if not nouns or not all(noun.isalpha() for noun in nouns):
        return False
    return nouns[-1] in _PLURAL or (len(nouns[-1]) > 3 and nouns[-1].endswith(("s", "x")))


def _hit(words: Words, first: int, last: int, number: int | None) -> CountHit:
    start, end = words.starts[first], words.ends[last - 1]
    qualifier = "exact" if number is not None else "vague"
    return CountHit(first, last, start, end, start, end, number, number, qualifier, weak=True, kind="count")  # type: ignore[arg-type]
