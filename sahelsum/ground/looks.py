"""Which way an outcome word looks for its number: forward (`killing 12`), back (`12 were killed`), or both ways.

Grammar decides, by a few closed lists: a number beside the word, an auxiliary before it, its ending. A word that stands
right beside a number belongs to that number alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sahelsum.fold import APOSTROPHES, QUOTE_MARKS, SPACES
from sahelsum.numbers import CountHit
from sahelsum.words import Hit, Words

_OTHERS = frozenset({"of", "de", "d", "more", "other", "others", "additional", "further", "autres", "autre"})
_ARTICLES = frozenset({"the", "some", "another", "of", "les", "des", "de", "d", "la", "le", "encore", "a"})
_QUOTED = SPACES + QUOTE_MARKS + APOSTROPHES
_COLON = re.compile(r"\s*[:=(]\s*")
_PASSIVE = frozenset({
    "was", "were", "been", "being", "be", "are", "is", "got", "get", "gets", "left", "remain", "remained", "found",
    "reported", "feared", "presumed", "confirmed",
    "ete", "sont", "furent", "fut", "est", "etaient", "etait", "seraient", "serait", "etre", "etant",
})  # fmt: skip
_ACTIVE = frozenset({"a", "ont", "ayant", "avoir", "avait", "avaient", "aurait", "auraient", "auront", "ait", "aient"})
_INTRANSITIVE = frozenset({
    "missing", "fleeing", "dying", "surrendering", "turning", "laying", "giving", "losing",
    "peri", "disparu", "fui", "succombe", "perdu", "trouve", "capitule", "depose", "recouvre", "retrouve", "rendu",
    "decede", "trepasse", "quitte", "abandonne", "laisse",
})  # fmt: skip
_TRANSITIVE_STEMS = (
    "tu", "bless", "enlev", "captur", "liber", "neutralis", "assassin", "abatt", "egorg", "execut", "arret",
    "interpell", "kidnapp", "massacr", "relach", "decapit", "elimin", "liquid", "lynch", "fusill", "emmen",
    "sequestr", "apprehend",
    "faisant", "prenant", "mettant", "otant", "coutant", "donnant", "passant", "secour",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Looks:
    """Whether the word looks at numbers before it and after it; `owner` is the index of the one number before it
    that stands right beside it."""

    back: bool
    forward: bool
    owner: int | None = None


BACK, FORWARD, BOTH = Looks(back=True, forward=False), Looks(back=False, forward=True), Looks(back=True, forward=True)


def looks(words: Words, counts: Sequence[CountHit], first: Hit[str], last: Hit[str], language: str) -> Looks:
    """Which way the outcome words from `first` to `last` look, given the numbers of their sentence in order."""
    owner = _number_beside(words, counts, first)
    if owner is not None:
        return Looks(back=True, forward=False, owner=owner)
    between = _words_to_next_number(words, counts, last)
    if between == 0:
        return FORWARD
    return _by_form(words, first, language, near_number=between is not None)


def is_close(words: Words, at: int) -> bool:
    """Whether no punctuation but quote marks parts word `at` from the one before (`over 80 “neutralised”`)."""
    return words.soft[at] or (at > 0 and not words.text[words.ends[at - 1] : words.starts[at]].strip(_QUOTED))


def _by_form(words: Words, hit: Hit[str], language: str, *, near_number: bool) -> Looks:
    verb = words.folded[hit.first]
    if _is_forward_form(verb, language):
        return FORWARD
    if any(word in _PASSIVE for word in words.folded[max(0, hit.first - 2) : hit.first]):
        return BACK
    if near_number or (language == "fr" and _has_active_auxiliary(words, hit) and verb not in _INTRANSITIVE):
        return FORWARD
    # A French plural participle agrees with people named before it.
    return BACK if language == "fr" and verb.endswith("s") else BOTH


def _is_forward_form(verb: str, language: str) -> bool:
    if language == "fr":
        return verb.endswith(("ant", "ent")) and verb.startswith(_TRANSITIVE_STEMS)
    return verb.endswith("ing") and verb not in _INTRANSITIVE


def _has_active_auxiliary(words: Words, hit: Hit[str]) -> bool:
    for at in range(max(0, hit.first - 2), hit.first):
        word = words.folded[at]
        # Folded, the preposition "à" is the auxiliary "a"; the article's own letters tell them apart.
        if word in _ACTIVE and (word != "a" or words.text[words.starts[at] : words.ends[at]].isascii()):
            return True
    return False


def _number_beside(words: Words, counts: Sequence[CountHit], hit: Hit[str]) -> int | None:
    index = bisect_right(counts, hit.first, key=lambda count: count.last) - 1
    if index < 0 or hit.first - counts[index].last > 2:
        return None
    first = counts[index].last
    return index if _only(_OTHERS, words, first, hit.first) else None


def _words_to_next_number(words: Words, counts: Sequence[CountHit], hit: Hit[str]) -> int | None:
    """How many words, articles only, part the outcome word from the number after it; null if anything else does."""
    index = bisect_left(counts, hit.last, key=lambda count: count.first)
    if index >= len(counts) or counts[index].first - hit.last > 2:
        return None
    first = counts[index].first
    if first == hit.last and _COLON.fullmatch(words.text[hit.end : counts[index].start]):
        return 0
    return first - hit.last if _only(_ARTICLES, words, hit.last, first) else None


def _only(allowed: frozenset[str], words: Words, first: int, last: int) -> bool:
    """Whether words `first:last` are all allowed and nothing parts them from each other and from word `last`."""
    return allowed.issuperset(words.folded[first:last]) and all(is_close(words, at) for at in range(first, last + 1))
