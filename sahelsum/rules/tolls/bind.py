"""Each number with the outcome that is said of it, within one sentence.

An outcome word takes the nearest people on the side where it looks and what is joined to them (`two soldiers and a
child were killed`); of several words the nearest wins, and one that stands with the number itself beats all.
A number said to be part of another shares its outcome unless it has its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from sahelsum.codebook import Outcome
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.tolls.people import People
from sahelsum.rules.tolls.reach import chain, target
from sahelsum.rules.tolls.scan import Scan
from sahelsum.rules.tolls.verbs import Verb, may_be
from sahelsum.rules.tolls.words import AND

_STATES = frozenset({"abducted", "captured", "missing", "displaced", "wounded"})
_TAKEN = frozenset({"abducted", "captured", "surrendered"})
_FAR_LEFT = 12
_FAR_RIGHT = 4


@dataclass(slots=True)
class Bound:
    """People with an outcome and the characters that say it; `verb` is null where it stands in the number's own noun.

    `whole` is the index of the people (in the sentence) whose part these are, as far as the sentence tells.
    """

    people: People
    outcomes: tuple[Outcome, ...]
    start: int
    end: int
    verb: Verb | None
    cost: int
    whole: int | None = None


def bind(scan: Scan, people: list[People], verbs: list[Verb]) -> list[Bound | None]:
    """For each of `people` what is said of them directly, or null; plans and threats included (see `is_real`)."""
    bound: list[Bound | None] = [_own(one) for one in people]
    for verb in verbs:
        first = target(scan, people, verb)
        if first is None:
            continue
        for step, at in enumerate(chain(scan, people, first, verb)):
            bound[at] = _nearer(bound[at], people[at], verb, _distance(scan, people[at], verb) + 3 * step)
    return bound


def is_real(scan: Scan, sentence: Sentence, one: Bound) -> bool:
    """Whether it did happen, by these words."""
    return (one.verb is None or one.verb.is_real) and not may_be(scan, sentence, one.people.first)


def outcome_of(outcomes: tuple[Outcome, ...]) -> Outcome:
    """One outcome for joined words: taken and then killed is killed, killed or wounded is unspecified."""
    if len(set(outcomes)) == 1:
        return outcomes[0]
    if outcomes[-1] in ("killed", "released") and set(outcomes[:-1]) <= _TAKEN:
        return outcomes[-1]
    return "casualties_unspecified"


def _own(one: People) -> Bound | None:
    if one.said is None:
        return None
    outcome: Outcome = one.said.value  # type: ignore[assignment]
    return Bound(one, (outcome,), one.said.start, one.said.end, None, 50 if one.is_weakly_said else -1)


def _nearer(now: Bound | None, one: People, verb: Verb, cost: int) -> Bound:
    """What `verb` says of the people, or what was said already, whichever is the nearer."""
    new = Bound(one, verb.outcomes, verb.start, verb.end, verb, cost)
    if now is None or (one.is_weakly_said and now.verb is None):
        return new
    is_state = now.outcomes[0] in _STATES and now.outcomes != verb.outcomes
    if now.verb is None:
        # `several wounded soldiers were killed`, `rescued 43 kidnapped villagers`: the verb beats the adjective.
        wins = is_state and bool(one.nouns) and cost < (_FAR_LEFT if verb.looks == "left" else _FAR_RIGHT)
    else:
        both_left = verb.looks == "left" == now.verb.looks
        is_main = both_left and verb.has_auxiliary and not now.verb.has_auxiliary
        wins = cost < now.cost or (is_state and is_main and cost < _FAR_LEFT)
    return new if wins else now


def _distance(scan: Scan, one: People, verb: Verb) -> int:
    """Words apart, and more for each conjunction and each break."""
    first, last = (one.last, verb.first) if one.last <= verb.first else (verb.last, one.first)
    words = scan.folded[first:last]
    return len(words) + 2 * sum(word in AND for word in words) + 2 * sum(gap != "" for gap in scan.gaps(first, last))
