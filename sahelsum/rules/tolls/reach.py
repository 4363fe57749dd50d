"""How far an outcome word reaches: to the nearest people on its side, and to what is joined to them.

Between the two stand auxiliaries, adverbs and phrases, never another subject, another verb of attack or a new clause.
Every walk is over one sentence and a bounded number of words.
"""

from __future__ import annotations

from sahelsum.article import Span
from sahelsum.rules.tolls.people import People
from sahelsum.rules.tolls.scan import Scan
from sahelsum.rules.tolls.verbs import Verb
from sahelsum.rules.tolls.words import (
    AND,
    BLOCKS,
    CLAUSE,
    DETERMINERS,
    LINKS,
    OF,
    listed,
)
from sahelsum.words import Hit

_LEFT_REACH = 26
_RIGHT_REACH = 12
_STEP_REACH = 12
_LIGHT = listed(
    "lost perdu perdent fait faisait font faisant took taken taking leaves left leaving saw made cause causing causant "
    "enregistre compte"
)
_SMALL = LINKS | DETERMINERS | OF | AND
_BEFORE_OBJECT = LINKS | listed("a au aux y some and et")
_TO = (["to"], ["a"])


def target(scan: Scan, people: list[People], verb: Verb) -> int | None:
    """The index of the people of whom `verb` says something first, or null."""
    if verb.looks == "right":
        return _to_the_right(scan, people, verb)
    for at in range(len(people) - 1, -1, -1):
        one = people[at]
        if one.said is not None and one.said.first == verb.first:
            return at
        is_agent = one.is_agent and one.last != verb.first
        if one.last > verb.first or is_agent or (one.is_part and not _is_near(scan, one, verb)):
            continue
        return at if _is_subject(scan, people, one, verb) else None
    return None


def _to_the_right(scan: Scan, people: list[People], verb: Verb) -> int | None:
    for at, one in enumerate(people):
        if one.first > verb.last + _RIGHT_REACH:
            return None
        if one.first >= verb.last and _is_object(scan, one, verb):
            return at
    return None


def _is_near(scan: Scan, one: People, verb: Verb) -> bool:
    """`dont 12 tués`, `of whom four were apprehended`: a part with an outcome of its own."""
    return verb.first - one.last <= 4 and not any(scan.gaps(one.last, verb.first))


def _is_object(scan: Scan, one: People, verb: Verb) -> bool:
    words = scan.folded[verb.last : one.first]
    is_agent = one.is_agent and (one.first != verb.last or verb.first + 1 == verb.last)  # `made off with 12 women`
    if is_agent or (one.count.weak and not set(words) <= LINKS):
        return False
    if "stop" in scan.gaps(verb.last, one.first):
        return not words and ":" in scan.words.text[verb.end : one.count.start]
    if scan.has_clause(verb.last, one.first) or scan.has_said(verb.last, one.first):
        return False
    if not words or scan.folded[verb.last - 1] in ("toll", "tolls"):
        return True
    return not scan.has_auxiliary(verb.last, one.first) and (words[-1] in _BEFORE_OBJECT or words[-1] not in BLOCKS)


def _is_subject(scan: Scan, people: list[People], one: People, verb: Verb) -> bool:
    first, last = one.last, verb.first
    gaps = scan.gaps(first, last)
    if last - first > (10 if one.is_implied else _LEFT_REACH) or "stop" in gaps or scan.has_clause(first, last):
        return False
    if gaps.count("comma") < 2:  # else set off by commas: the subject still waits for its verb
        span = Span(scan.words.ends[first - 1], verb.start)
        deeds = [hit for hit in scan.view.within(scan.view.table("events"), span) if _is_deed(scan, hit)]
        acts = last - first > 1 and bool(deeds)
        speaks = bool(scan.view.within(scan.view.table("speech_verbs"), span))
        if acts or speaks or (one.is_bare and any(gaps)):
            return False
    return not _has_own_subject(scan, people, first, last)


def _is_deed(scan: Scan, hit: Hit[str]) -> bool:
    """A verb of attack that is no outcome: who stands before it acts."""
    return hit.value.endswith("/v") and hit.first not in scan.said


def _has_own_subject(scan: Scan, people: list[People], first: int, last: int) -> bool:
    """Whether the verb has another subject: `30 gunmen stormed a town and villagers were killed`."""
    for noun in scan.nouns_in(first, last):
        if any(one.first <= noun.first < one.last for one in people):
            continue
        at = noun.first - 1
        while at >= first and scan.folded[at] in LINKS - OF and at > noun.first - 3:
            at -= 1
        if at >= first and (scan.folded[at] in ("and", "et") or scan.folded[at] in CLAUSE):
            return True
    return False


def chain(scan: Scan, people: list[People], first: int, verb: Verb) -> list[int]:
    """The indexes that the verb reaches from `first` on: parts, and people joined by `and` or commas."""
    reached, step = [first], 1 if verb.looks == "right" else -1
    at = first + step
    while 0 <= at < len(people):
        left, right = (people[at - 1], people[at]) if step > 0 else (people[at], people[at + 1])
        if not _are_joined(scan, left, right, verb):
            break
        reached.append(at)
        at += step
    return reached


def _are_joined(scan: Scan, left: People, right: People, verb: Verb) -> bool:
    first, last = left.last, right.first
    if last - first > _STEP_REACH or left.is_agent or (right.is_agent and not right.is_part):
        return False
    gaps = scan.gaps(first, last)
    if "stop" in gaps or scan.has_clause(first, last) or scan.has_auxiliary(first, last) or scan.has_said(first, last):
        return False
    if _LIGHT.intersection(scan.folded[first:last]):
        return False
    return right.is_part or (_are_coordinated(scan, first, last, gaps) and _may_share(scan, left, right, verb))


def _are_coordinated(scan: Scan, first: int, last: int, gaps: list[str]) -> bool:
    """`and`, a comma or a step stands between, and nothing but small words after it."""
    words = scan.folded[first:last]
    joints = [at for at, word in enumerate(words) if word in AND]
    joints += [at - 1 for at, gap in enumerate(gaps[:-1]) if gap == "comma"]
    if not joints:
        return words in _TO
    span = Span(scan.words.ends[first - 1], scan.words.starts[last])
    attacks = any(hit.value.endswith("/v") for hit in scan.view.within(scan.view.table("events"), span))
    return set(words[max(joints) + 1 :]) <= _SMALL and not attacks


def _may_share(scan: Scan, left: People, right: People, verb: Verb) -> bool:
    """Whether the verb may be said of both: not where either has an outcome of its own in the way."""
    if verb.looks == "right":
        return True
    if scan.folded[max(left.first - 1, 0)] in _LIGHT or (left.said is not None and not left.is_weakly_said):
        return False
    is_own = right.said is not None and right.said.first == verb.first
    return not is_own or (right.first - left.last == 1 and not any(scan.gaps(left.last, right.first)))
