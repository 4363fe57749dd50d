"""Each number with the outcome that is said of it, within one sentence.

An outcome word takes the nearest people on the side where it looks and what is joined to them (`two soldiers and a
child were killed`); of several words the nearest wins, and one that stands with the number itself beats all.
A number said to be part of another shares its outcome unless it has its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sahelsum.codebook import Outcome
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.tolls_figures import figure
from sahelsum.rules.tolls_people import People
from sahelsum.rules.tolls_scan import Scan
from sahelsum.rules.tolls_verbs import Verb, may_be
from sahelsum.rules.tolls_words import AND, BE, BLOCKS, CLAUSE, DETERMINERS, HAVE_EN, HAVE_FR, LINKS, MOSTLY, OF
from sahelsum.rules.view import Span
from sahelsum.words import Hit

_LEFT_REACH = 26
_RIGHT_REACH = 12
_STEP_REACH = 12
_STATES = frozenset({"abducted", "captured", "missing", "displaced", "wounded"})
_TAKEN = frozenset({"abducted", "captured", "surrendered"})
_LIGHT = frozenset("lost perdu perdent fait faisait font faisant took taken taking leaves left leaving saw made cause causing causant enregistre compte".split())
_PLACED = (['in'], ['at'], ['near'], ['a'], ['dans'], ['pres'], ['en'])
_TO = (['to'], ['a'], ['au'])
_AGAINST = (['contre'], ['against'], ['from'], ['of'], ['que'])
_AUXILIARY = BE | HAVE_EN | HAVE_FR


@dataclass(slots=True)
class Bound:
    """People with an outcome and the characters that say it; `verb` is null where the outcome stands in the number's own noun.

    `whole` is the index of the people (in the sentence) whose part these are, as far as the sentence tells.
    """

    people: People
    outcomes: tuple[Outcome, ...]
    start: int
    end: int
    verb: Verb | None
    cost: int
    whole: int | None = None


def bind(scan: Scan, sentence: Sentence, people: list[People], verbs: list[Verb]) -> list[Bound | None]:
    """For each of `people` what is said of them, or null."""
    bound: list[Bound | None] = [_own(one) for one in people]
    for verb in verbs:
        first = _target(scan, sentence, people, verb)
        if first is None:
            continue
        for step, at in enumerate(_chain(scan, people, first, verb)):
            cost = _distance(scan, people[at], verb) + 3 * step
            _offer(bound, people, at, verb, cost)
    for at, one in enumerate(people):
        told = figure(scan, sentence, one) if one.is_bare else None
        if told is not None:
            bound[at] = Bound(told[0], (told[1].value,), told[1].start, told[1].end, None, 0)  # type: ignore[arg-type]
    _among(scan, sentence, bound, people)
    for at, one in enumerate(people):
        if at and people[at - 1].is_part and not one.is_part and _is_joined_part(scan, bound, people, at):
            one.is_part = True
        if one.is_part:
            _share(bound, people, at)
        if bound[at] is None:
            bound[at] = _left_out(scan, sentence, bound, people, at)
    revised(scan, bound, people)
    return [one if one is not None and _is_real(scan, sentence, one) else None for one in bound]


def _is_real(scan: Scan, sentence: Sentence, one: Bound) -> bool:
    if one.verb is not None and not one.verb.is_real:
        return False
    return not may_be(scan, sentence, one.people.first)


def outcome_of(outcomes: tuple[Outcome, ...]) -> Outcome:
    """One outcome for joined words: taken and then killed is killed, killed or wounded is unspecified."""
    if len(set(outcomes)) == 1:
        return outcomes[0]
    if outcomes[-1] == "killed" and set(outcomes[:-1]) <= _TAKEN:
        return "killed"
    if outcomes[-1] == "released" and set(outcomes[:-1]) <= _TAKEN:
        return "released"
    return "casualties_unspecified"


def _own(one: People) -> Bound | None:
    if one.said is None:
        return None
    outcome: Outcome = one.said.value  # type: ignore[assignment]
    return Bound(one, (outcome,), one.said.start, one.said.end, None, 50 if one.is_weakly_said else -1)


def _offer(bound: list[Bound | None], people: list[People], at: int, verb: Verb, cost: int) -> None:
    now, one = bound[at], people[at]
    if now is None or one.is_weakly_said and now.verb is None:
        bound[at] = Bound(one, verb.outcomes, verb.start, verb.end, verb, cost)
        return
    adjective = now.outcomes[0] in _STATES and now.outcomes != verb.outcomes and (now.verb is None or not now.verb.has_auxiliary)
    if now.verb is None:
        # `several wounded soldiers were killed`, `rescued 43 kidnapped villagers`: the verb beats the adjective.
        wins = adjective and bool(one.nouns) and cost < (12 if verb.looks == "left" else 4)
    else:
        wins = cost < now.cost or (adjective and verb.has_auxiliary and verb.looks == "left" and now.verb.looks == "left" and cost < 12)
    if wins:
        bound[at] = Bound(one, verb.outcomes, verb.start, verb.end, verb, cost)


def _distance(scan: Scan, one: People, verb: Verb) -> int:
    first, last = (one.last, verb.first) if one.last <= verb.first else (verb.last, one.first)
    words = scan.folded[first:last]
    return max(0, len(words)) + 2 * sum(word in AND for word in words) + 2 * sum(scan.gap(at) != "" for at in range(first, last + 1))


# ── the nearest people ───────────────────────────────────────────────────────────────────────────────────────


def _target(scan: Scan, sentence: Sentence, people: list[People], verb: Verb) -> int | None:
    if verb.looks == "right":
        return next((at for at, one in enumerate(people) if one.first >= verb.last and _is_object(scan, one, verb)), None)
    for at in range(len(people) - 1, -1, -1):
        one = people[at]
        if one.last <= verb.first or (one.said is not None and one.said.first == verb.first):
            if one.said is not None and one.said.first == verb.first:
                return at
            if one.is_agent or (one.is_part and not _is_near(scan, one, verb)):
                continue
            return at if _is_subject(scan, sentence, people, one, verb) else None
    return None


def _is_near(scan: Scan, one: People, verb: Verb) -> bool:
    """`dont 12 tués`, `of whom four were apprehended`: a part with an outcome of its own."""
    gap = scan.folded[one.last : verb.first]
    return len(gap) <= 4 and all(not scan.gap(at) for at in range(one.last, verb.first + 1))


def _is_object(scan: Scan, one: People, verb: Verb) -> bool:
    between = range(verb.last, one.first)
    if len(between) > _RIGHT_REACH or one.is_agent:
        return False
    if one.count.weak and not set(scan.folded[verb.last : one.first]) <= LINKS:
        return False
    if any(scan.gap(at) == "stop" for at in range(verb.last, one.first + 1)):
        return len(between) == 0 and ":" in scan.words.text[verb.end : one.count.start]
    words = scan.folded[verb.last : one.first]
    if any(scan.opens_clause(at) for at in between):
        return False
    if any(scan.said.get(at) is not None for at in between):
        return False
    if scan.folded[verb.last - 1] in ("toll", "tolls"):
        return True
    if not words:
        return True
    if any(word in _AUXILIARY and scan.raw(at) != "à" for at, word in zip(between, words, strict=True)):
        return False
    return words[-1] in LINKS or words[-1] not in BLOCKS or words[-1] in ("a", "au", "aux", "y", "some")


def _is_subject(scan: Scan, sentence: Sentence, people: list[People], one: People, verb: Verb) -> bool:
    first, last = one.last, verb.first
    if last - first > _LEFT_REACH or (one.is_implied and last - first > 10):
        return False
    if any(scan.gap(at) == "stop" for at in range(first, last + 1)):
        return False
    if any(scan.opens_clause(at) for at in range(first, last)):
        return False
    span = Span(scan.words.ends[first - 1], verb.start)
    if scan.view.within(scan.view.table("speech_verbs"), span) and not _is_enclosed(scan, first, last):
        return False
    if last - first > 1 and any(_is_deed(scan, hit) for hit in scan.view.within(scan.view.table("events"), span)):
        return _is_enclosed(scan, first, last)
    if one.is_bare and any(scan.gap(at) for at in range(first, last + 1)) and not _is_enclosed(scan, first, last):
        return False
    return not _has_own_subject(scan, people, first, last)


def _is_deed(scan: Scan, hit: Hit[str]) -> bool:
    """A verb of attack that is no outcome: who stands before it acts."""
    return hit.value.endswith("/v") and hit.first not in scan.said


def _is_enclosed(scan: Scan, first: int, last: int) -> bool:
    """Whether what stands between is set off by two commas, so that the subject still waits for its verb."""
    return sum(scan.gap(at) == "comma" for at in range(first, last + 1)) >= 2


def _has_own_subject(scan: Scan, people: list[People], first: int, last: int) -> bool:
    """Whether other people stand before the verb as its subject: `30 gunmen stormed a town and villagers were killed`."""
    for noun in scan.nouns_in(first, last):
        if any(one.first <= noun.first < one.last for one in people):
            continue
        at = noun.first - 1
        while at >= first and scan.folded[at] in LINKS - OF and at > noun.first - 3:
            at -= 1
        before = scan.folded[at] if at >= first else ""
        if at < first or before in MOSTLY or before in BLOCKS - frozenset(("and", "et", "that", "que", "which", "who", "whose", "where")) or before in OF:
            continue
        if scan.gap(noun.first) == "comma" or before in ("and", "et") or before in CLAUSE:
            return before in ("and", "et") or before in CLAUSE
    return False


# ── what is joined to them ───────────────────────────────────────────────────────────────────────────────────


def _chain(scan: Scan, people: list[People], first: int, verb: Verb) -> list[int]:
    """The indexes that the verb reaches from `first` on: parts and people joined by `and` or commas."""
    chain, step = [first], 1 if verb.looks == "right" else -1
    at = first + step
    while 0 <= at < len(people):
        left, right = (people[at - 1], people[at]) if step > 0 else (people[at], people[at + 1])
        if not _are_joined(scan, left, right, verb):
            break
        chain.append(at)
        at += step
    return chain


def _are_joined(scan: Scan, left: People, right: People, verb: Verb) -> bool:
    if right.first - left.last > _STEP_REACH or (right.is_agent and not right.is_part) or left.is_agent:
        return False
    words = scan.folded[left.last : right.first]
    gaps = [scan.gap(at) for at in range(left.last, right.first + 1)]
    if "stop" in gaps or any(scan.opens_clause(at) for at in range(left.last, right.first)):
        return False
    if any((word in _AUXILIARY and scan.raw(left.last + at) != "à") or word in _LIGHT for at, word in enumerate(words)):
        return False
    if any(scan.said.get(at) is not None for at in range(left.last, right.first)):
        return False
    if right.is_part:
        return True
    joints = [at for at, word in enumerate(words) if word in AND]
    if joints and not set(words[joints[-1] + 1 :]) <= LINKS | DETERMINERS | OF:
        return False
    if verb.looks == "left" and scan.folded[max(left.first - 1, 0)] in _LIGHT:
        return False
    if not (joints or "comma" in gaps or words in (["to"], ["a"])):
        return False
    if verb.looks == "left" and left.said is not None and not left.is_weakly_said:
        return False
    if right.said is not None and right.said.first == verb.first and (len(words) != 1 or any(gaps)):
        return False
    span = Span(scan.words.ends[left.last - 1], scan.words.starts[right.first])
    return not any(hit.value.endswith("/v") for hit in scan.view.within(scan.view.table("events"), span))


def _among(scan: Scan, sentence: Sentence, bound: list[Bound | None], people: list[People]) -> None:
    """`four officers were among the dead`: what the others suffered, and part of them."""
    for cue in scan.cues_in(sentence.first, sentence.last, "among"):
        said = next((hit for at in range(cue.first, cue.last) if (hit := scan.said.get(at)) is not None), None)
        at = next((at for at in range(len(people) - 1, -1, -1) if people[at].last <= cue.first), None)
        if said is None or at is None or cue.first - people[at].last > 6:
            continue
        while at >= 0:
            people[at].is_part = True
            outcome: Outcome = said.value  # type: ignore[assignment]
            bound[at] = Bound(people[at], (outcome,), said.start, said.end, None, 0)
            joined = at > 0 and scan.folded[people[at - 1].last : people[at].first] in (["and"], ["et"])
            at = at - 1 if joined else -1


def _is_joined_part(scan: Scan, bound: list[Bound | None], people: list[People], at: int) -> bool:
    """`dont deux femmes et un enfant`: the child is part of the total too."""
    one, before = people[at], people[at - 1]
    words = scan.folded[before.last : one.first]
    if not words and scan.gap(one.first) != "comma" or len(words) > 2 or not set(words) <= AND | LINKS or not one.nouns:
        return False
    own, whole = bound[at], bound[at - 1]
    return own is None or (whole is not None and own.verb is whole.verb and own.verb is not None) or one.said is None


def _share(bound: list[Bound | None], people: list[People], at: int) -> None:
    """Gives a part the outcome of its total, the nearest number before that is no part."""
    whole = next((before for before in range(at - 1, -1, -1) if not people[before].is_part and bound[before] is not None), None)
    if whole is None:
        return
    total, own = bound[whole], bound[at]
    assert total is not None
    if own is None or (own.verb is not None and own.verb is not total.verb and own.cost > 4):
        bound[at] = Bound(people[at], total.outcomes, total.start, total.end, total.verb, total.cost + 1, whole)
    else:
        own.whole = whole


def _left_out(scan: Scan, sentence: Sentence, bound: list[Bound | None], people: list[People], at: int) -> Bound | None:
    """An outcome left out as said before: `five in Gao and seven in Ansongo`, `12 dead, up from 8`, `raised to nine`."""
    one, source = people[at], next((other for other in reversed(bound[:at]) if other is not None), None)
    if one.nouns:
        return None
    if source is None:
        return _of_whom(scan, sentence, one)
    between = scan.folded[people[at - 1].last if at else sentence.first : one.first]
    is_joined = bool(AND.intersection(between)) and one.is_bare and scan.folded[one.last : one.last + 1] in _PLACED
    is_older = any(cue.last == one.first for cue in scan.cues_in(sentence.first, one.first, "old", "part_both"))
    is_older = is_older or (between[-1:] in _AGAINST and bool(scan.cues_in(one.first, min(one.last + 5, sentence.last), "old")))
    is_newer = between[-1:] in _TO and one.is_bare and bool(scan.cues_in(max(sentence.first, one.first - 5), one.first, "revised"))
    if not (is_joined or is_older or is_newer):
        return None
    plain = replace(one, unlisted=None)
    return Bound(plain, source.outcomes, source.start, source.end, source.verb, source.cost + 1)


def _of_whom(scan: Scan, sentence: Sentence, one: People) -> Bound | None:
    """`the wounded, 15 of whom were flown out`."""
    cue = scan.cues.get(one.count.last)
    if cue is None or cue.value != "part_both":
        return None
    for at in range(one.first - 1, max(sentence.first, one.first - 5), -1):
        said = scan.said.get(at)
        if said is not None:
            return Bound(one, (said.value,), said.start, said.end, None, 0)  # type: ignore[arg-type]
    return None


def revised(scan: Scan, bound: list[Bound | None], people: list[People]) -> None:
    """`from 8 to 13 dead`: the old number shares the outcome of the new."""
    for at in range(len(people) - 1):
        after = bound[at + 1]
        if bound[at] is None and after is not None and people[at].is_bare:
            between = scan.folded[people[at].last : people[at + 1].first]
            if between in _TO:
                bound[at] = Bound(people[at], after.outcomes, after.start, after.end, after.verb, after.cost)
