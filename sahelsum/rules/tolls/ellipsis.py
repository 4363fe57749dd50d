"""Outcomes that are not said again: parts of a total, `raised to nine`, `five in Gao and seven in Ansongo`.

Works on what `tolls_bind` found in one sentence and fills in the numbers that it left without an outcome.
"""

from __future__ import annotations

from dataclasses import replace

from sahelsum.codebook import Outcome
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.tolls.bind import Bound
from sahelsum.rules.tolls.figures import figure
from sahelsum.rules.tolls.people import People
from sahelsum.rules.tolls.scan import Scan
from sahelsum.rules.tolls.words import ADVERBS, AND, LINKS, listed

_PLACED = listed("in at near a dans pres en")
_TO = listed("to a au")
_AGAINST = listed("contre against from of que")
_ACCORDING = listed("according selon d")
_NOW = listed("desormais maintenant plutot aujourd hui now instead rather")
_AMONG_REACH = 6


def fill_in(scan: Scan, sentence: Sentence, people: list[People], bound: list[Bound | None]) -> None:
    """Gives each number in `bound` (changed in place) the outcome that it shares with another."""
    for at, one in enumerate(people):
        told = figure(scan, sentence, one) if one.is_bare else None
        if told is not None:
            outcome: Outcome = told[1].value  # type: ignore[assignment]
            bound[at] = Bound(told[0], (outcome,), told[1].start, told[1].end, None, 0)
    _among(scan, sentence, people, bound)
    source: Bound | None = None
    whole: int | None = None
    for at, one in enumerate(people):
        if at and people[at - 1].is_part and not one.is_part and _is_joined_part(scan, people, bound, at):
            one.is_part = True
        if one.is_part and whole is not None:
            bound[at] = _shared(bound[at], bound[whole], one, whole)
        if bound[at] is None and not one.nouns:
            after = people[at - 1].last if at else sentence.first
            bound[at] = _left_out(scan, sentence, one, source, after) if source else _of_whom(scan, sentence, one)
        source = bound[at] or source
        whole = at if bound[at] is not None and not one.is_part else whole
    _from_to(scan, people, bound)


def is_retold(scan: Scan, one: People) -> bool:
    """Whether a bare number stands for people counted before: « les habitants en dénombrent onze », `puts it at 9`."""
    at = one.first
    while at > max(one.first - 2, 1) and scan.folded[at - 1] in ADVERBS | _NOW and not scan.gap(at):
        at -= 1
    cue = scan.cues_to.get(at)
    if cue is None or scan.gap(at):
        return False
    return cue.value == "again" or (cue.value == "again_end" and scan.gap(one.last) != "")


def _among(scan: Scan, sentence: Sentence, people: list[People], bound: list[Bound | None]) -> None:
    """`four officers were among the dead`: what the others suffered, and part of them."""
    for cue in scan.cues_in(sentence.first, sentence.last, "among"):
        said = next((hit for at in range(cue.first, cue.last) if (hit := scan.said.get(at)) is not None), None)
        at = next((at for at in range(len(people) - 1, -1, -1) if people[at].last <= cue.first), -1)
        if said is None or at < 0 or cue.first - people[at].last > _AMONG_REACH:
            continue
        outcome: Outcome = said.value  # type: ignore[assignment]
        while at >= 0:
            people[at].is_part = True
            bound[at] = Bound(people[at], (outcome,), said.start, said.end, None, 0)
            joined = at > 0 and scan.folded[people[at - 1].last : people[at].first] in (["and"], ["et"])
            at = at - 1 if joined else -1


def _is_joined_part(scan: Scan, people: list[People], bound: list[Bound | None], at: int) -> bool:
    """`dont deux femmes et un enfant`: the child is part of the total too."""
    one, before = people[at], people[at - 1]
    words = scan.folded[before.last : one.first]
    beside = bool(words) or scan.gap(one.first) == "comma"
    if not beside or len(words) > 2 or not set(words) <= AND | LINKS or not one.nouns:
        return False
    own, other = bound[at], bound[at - 1]
    return own is None or one.said is None or (other is not None and own.verb is not None and own.verb is other.verb)


def _shared(own: Bound | None, total: Bound | None, one: People, whole: int) -> Bound | None:
    """A part with the outcome of its total, the nearest number before that is no part, or with its own."""
    if total is None:
        return own
    if own is None or (own.verb is not None and own.verb is not total.verb and own.cost > 4):
        return Bound(one, total.outcomes, total.start, total.end, total.verb, total.cost + 1, whole)
    own.whole = whole
    return own


def _left_out(scan: Scan, sentence: Sentence, one: People, source: Bound, after: int) -> Bound | None:
    """An outcome left out as said before: `five in Gao and six in Ansongo`, `12 dead, up from 8`, `raised to nine`."""
    between, word = scan.folded[after : one.first], scan.folded[one.first - 1]
    follower = scan.folded[one.last] if one.last < sentence.last else ""
    is_joined = bool(AND.intersection(between)) and one.is_bare and follower in _PLACED
    cue = scan.cues_to.get(one.first) or scan.cues_to.get(one.first - 1)
    is_older = cue is not None and cue.value in ("old", "part_both")
    is_older = is_older or (word in _AGAINST and bool(scan.cues_in(one.first, min(one.last + 5, sentence.last), "old")))
    is_again = one.is_bare and (follower in _ACCORDING or is_retold(scan, one))
    revised = scan.cues_in(max(sentence.first, one.first - 5), one.first, "revised")
    if is_joined or is_older or is_again or (word in _TO and one.is_bare and revised):
        plain = replace(one, unlisted=None)
        return Bound(plain, source.outcomes, source.start, source.end, source.verb, source.cost + 1)
    return None


def _of_whom(scan: Scan, sentence: Sentence, one: People) -> Bound | None:
    """`the wounded, 15 of whom were flown out`."""
    cue = scan.cues.get(one.count.last)
    if cue is None or cue.value != "part_both":
        return None
    for at in range(one.first - 1, max(sentence.first, one.first - 5), -1):
        said = scan.said.get(at)
        if said is not None:
            outcome: Outcome = said.value  # type: ignore[assignment]
            return Bound(one, (outcome,), said.start, said.end, None, 0)
    return None


def _from_to(scan: Scan, people: list[People], bound: list[Bound | None]) -> None:
    """`from 8 to 13 dead`: the old number shares the outcome of the new."""
    for at in range(len(people) - 1):
        one, after = people[at], bound[at + 1]
        between = scan.folded[one.last : people[at + 1].first]
        if bound[at] is None and after is not None and one.is_bare and len(between) == 1 and between[0] in _TO:
            bound[at] = Bound(one, after.outcomes, after.start, after.end, after.verb, after.cost)
