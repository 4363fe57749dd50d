"""One person told without a number: `the driver`, `leur chauffeur`, `his brother` count as exactly one.

Only a determiner with a noun in the singular does: `the army`, `the men` and bare names are no count. Whether something
happened to that one person is then asked of the sentence, as for any number.
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
_ONE = frozenset({"a", "an", "un", "une"})
_MORE = frozenset({
    "second", "third", "fourth", "fifth", "deuxieme", "seconde", "troisieme", "quatrieme", "cinquieme",
})  # fmt: skip
_OF = frozenset({"of", "de", "d", "des", "du"})
_LONGEST = 5


def one_person(words: Words, span: Span) -> CountHit | None:
    """`span` as a count of one, if it is a determiner and a noun in the singular; null otherwise."""
    first, last = bisect_left(words.starts, span.start), bisect_right(words.ends, span.end)
    if not 2 <= last - first <= _LONGEST:
        return None
    determiner, *nouns = words.folded[first:last]
    if determiner not in _DETERMINERS and not (determiner in _ONE and nouns[0] in _MORE):
        return None
    if nouns[0] in _MORE and last < len(words) and words.folded[last] in _OF:  # "a third of the men"
        return None
    heads = nouns[: next((at for at, noun in enumerate(nouns) if noun in _OF), len(nouns))]  # "le chef du village"
    if not heads or any(not noun.isalpha() for noun in nouns) or heads[-1] in _MANY or heads[-1].endswith(("s", "x")):
        return None
    start, end = words.starts[first], words.ends[last - 1]
    return CountHit(first, last, start, end, start, end, 1, 1, "exact", weak=True, kind="count")
