"""The outcome words of a sentence that say something of people in it, and whether it did happen.

A word in the future, the conditional or an infinitive of purpose says nothing happened, nor does a negated one. It
is kept, so that nothing else is bound to its people, and what is bound to it is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sahelsum.codebook import Outcome
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.tolls.looks import Side, is_nominal, is_noun, looks
from sahelsum.rules.tolls.people import People
from sahelsum.rules.tolls.scan import Scan
from sahelsum.rules.tolls.words import ADVERBS, AUXILIARY, HAVE_EN, MODALS, NOT, listed
from sahelsum.words import Hit

_BELIEVED = listed("believed feared reported said thought presumed known understood confirmed")
_WHO = listed("who which that qui")
_HAD = listed("had avait avaient")
_FOR = listed("pour for contre demand demanded demanding exige exigent reclame reclament afin")
_NOBODY = listed("aucun aucune personne no nobody")
_JOINTS = (["and"], ["or"], ["et"], ["ou"], ["puis"], ["then"])
_AND_THEN = listed("then puis later ensuite")
_INFINITIVES = ("er", "tre", "rir")


@dataclass(frozen=True, slots=True)
class Verb:
    """Outcome words (words `first:last`, several if joined), what they say, and where their people stand.

    `has_auxiliary`: the main verb of a passive; `is_real`: it did happen, by these words, which is not so of a plan, a
    threat or a negation.
    """

    first: int
    last: int
    start: int
    end: int
    outcomes: tuple[Outcome, ...]
    looks: Side
    is_past_perfect: bool
    has_auxiliary: bool
    is_real: bool


def verbs_in(scan: Scan, sentence: Sentence, people: list[People]) -> list[Verb]:
    """The outcome words of the sentence that look for people, in order."""
    starts, ends = {one.first for one in people}, {one.last for one in people}
    inside = {one.said.first for one in people if one.said is not None}
    names = {one.said.first for one in people if one.said is not None and one.is_weakly_said}
    found: list[Verb] = []
    for hit in scan.said_in(sentence):
        side = looks(scan, sentence, hit, starts)
        if side is None or hit.first in names or (hit.first in inside and side == "right"):
            continue
        if hit.first in inside and hit.last not in ends and is_noun(scan, hit):
            continue
        verb = _verb(scan, sentence, hit, side)
        joined = _joined(scan, found[-1], verb) if found and hit.first not in inside else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(verb)
    return found


def _verb(scan: Scan, sentence: Sentence, hit: Hit[str], side: Side) -> Verb:
    outcome: Outcome = hit.value  # type: ignore[assignment]
    before = scan.folded[max(sentence.first, hit.first - 4) : hit.first]
    return Verb(
        hit.first, hit.last, hit.start, hit.end, (outcome,), side,
        is_past_perfect=bool(_HAD.intersection(before[-3:])),
        has_auxiliary=bool(AUXILIARY.intersection(before[-1:])) and not _WHO.intersection(before),
        is_real=_happened(scan, sentence, hit),
    )  # fmt: skip


def _joined(scan: Scan, before: Verb, verb: Verb) -> Verb | None:
    """`killed or wounded`, « emmenés puis abattus »: one saying of the same people."""
    between = scan.folded[before.last : verb.first]
    if between[:1] not in _JOINTS or len(between) > 2 or (len(between) == 2 and between[1] not in _AND_THEN):
        return None
    return replace(
        verb, first=before.first, start=before.start, outcomes=(*before.outcomes, *verb.outcomes),
        is_past_perfect=before.is_past_perfect, has_auxiliary=before.has_auxiliary,
        is_real=before.is_real and verb.is_real,
    )  # fmt: skip


def may_be(scan: Scan, sentence: Sentence, first: int) -> bool:
    """Whether the number at word `first` is only possible: `could leave 12 dead`, « pourrait faire 12 morts »."""
    for at in range(first - 1, max(first - 5, sentence.first - 1), -1):
        if scan.gap(at + 1):
            return False
        if scan.folded[at] in MODALS and not HAVE_EN.intersection(scan.folded[at:first]):
            return True
    return False


def _happened(scan: Scan, sentence: Sentence, hit: Hit[str]) -> bool:
    """Whether the word says that it did happen, neither planned, possible nor negated."""
    first = hit.first
    if is_nominal(scan, hit) and _FOR.intersection(scan.folded[max(sentence.first, first - 2) : first]):
        return False
    is_perfect = False
    for at in range(first - 1, max(first - 6, sentence.first - 1), -1):
        word = scan.folded[at]
        if scan.gap(at + 1):
            break
        if word in NOT or word in MODALS or (word == "to" and not is_perfect):
            return _may_still(scan, sentence, at, hit, is_perfect)
        is_perfect = is_perfect or word in HAVE_EN
        if word not in AUXILIARY and word not in ADVERBS:
            break
    if scan.is_french and scan.raw(first).endswith(_INFINITIVES):
        return _was_managed(scan, sentence, first)
    return True


def _may_still(scan: Scan, sentence: Sentence, at: int, hit: Hit[str], is_perfect: bool) -> bool:
    """Whether it did happen in spite of the negation, modal or infinitive at word `at`."""
    word, before = scan.folded[at], scan.folded[max(at - 1, sentence.first)]
    if word in NOT:  # « aucun civil n'a jamais été tué »: the negation belongs to the zero
        return before == "only" or bool(_NOBODY.intersection(scan.folded[max(sentence.first, at - 8) : at]))
    if word in MODALS:
        return word in ("may", "might") and is_perfect
    is_believed = hit.first - at > 1 and before in _BELIEVED  # `feared to be dead`
    return is_believed or _was_managed(scan, sentence, at)


def _was_managed(scan: Scan, sentence: Sentence, at: int) -> bool:
    """`managed to free 12`, « a permis de neutraliser 12 terroristes », and what is joined to it."""
    return bool(scan.cues_in(max(sentence.first, at - 12), at, "managed"))
