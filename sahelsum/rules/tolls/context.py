"""Numbers that are no toll of an incident, older numbers, and numbers of one place.

Sums over months, years or a whole conflict are context (PLOVER's historical is for incidents, these are for
trends): the record keeps none of them. An earlier toll that the article updates is kept, and told as superseded.
"""

from __future__ import annotations

from sahelsum.article import Span
from sahelsum.places import PlaceHit
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.tolls.bind import Bound
from sahelsum.rules.tolls.scan import Scan
from sahelsum.rules.tolls.words import listed
from sahelsum.words import Hit

_DAYS = frozenset({"full", "day_month", "weekday", "relative_day", "relative_event", "night"})
_THOUSANDS = listed("thousands millions milliers")
_LARGE = _THOUSANDS | listed("hundreds centaines")
_SINCE = listed("since depuis")
_SUBJECTS = listed("they he she it who whom which ils elles il elle qui que")
_MANY_KILLED = 1000
_MANY_DISPLACED = 50_000
_SUM = 50
_BEFORE_REACH = 16
_AFTER_REACH = 7
_IN = listed("in at near around outside a au aux dans en pres vers")
_FROM_WORDS = frozenset({"from", "of", "than", "lieu"})
"""A cue with one of these speaks of the number behind it."""
_FROM = listed("from de d")
_TO = (["to"], ["a"], ["au"])


def is_statistic(scan: Scan, sentence: Sentence, one: Bound) -> bool:
    """Whether the number sums up a trend or a conflict and not an incident."""
    count = one.people.count
    words = set(scan.folded[count.first : count.last])
    number = (count.low if count.low is not None else count.high) or 0
    if "killed" in one.outcomes and words & _THOUSANDS:
        return True
    if any(hit.kind in _DAYS for hit in scan.view.within(scan.view.dates, sentence)):
        return False
    is_huge = ("killed" in one.outcomes and number >= _MANY_KILLED) or (
        "displaced" in one.outcomes and number >= _MANY_DISPLACED
    )
    if is_huge or scan.cues_in(sentence.first, sentence.last, "stat") or _since_year(scan, sentence, one):
        return True
    weakly = scan.cues_in(sentence.first, sentence.last, "stat_weak") or _by_conflict(scan, sentence, one)
    return bool(weakly) and (number >= _SUM or bool(words & _LARGE))


def _since_year(scan: Scan, sentence: Sentence, one: Bound) -> bool:
    """`since 2012`, « depuis janvier », in the number's own clause or at the head of the sentence."""
    for hit in scan.view.within(scan.view.dates, sentence):
        if hit.kind not in ("year", "month_year", "month"):
            continue
        near = range(max(hit.first - 2, sentence.first), hit.last)
        since = next((at for at in near if scan.folded[at] in _SINCE), None)
        if since is None or scan.folded[since + 1 : since + 2] in (["que"], ["qu"]):
            continue
        first, last = sorted((since, one.people.first))
        if _SUBJECTS.intersection(scan.folded[first:last]):  # `three hostages they had held since May`
            continue
        if since == sentence.first or all(not scan.gap(at) for at in range(first + 1, last + 1)):
            return True
    return False


def _by_conflict(scan: Scan, sentence: Sentence, one: Bound) -> bool:
    """`the insurgency has killed`, « les violences ont fait »."""
    first = one.verb.first if one.verb is not None else one.people.first
    return bool(scan.cues_in(max(sentence.first, first - 8), first, "conflict"))


def is_superseded(scan: Scan, sentence: Sentence, one: Bound) -> str:
    """ "old" (an earlier toll), "first" (an initial one, which is old only if another follows) or ""."""
    people = one.people
    last = min(people.last + _AFTER_REACH, sentence.last)
    for cue in scan.cues_in(max(sentence.first, people.first - _BEFORE_REACH), last, "old", "first"):
        if cue.last <= people.first:
            told = _is_before(scan, cue, people.first)
        else:
            from_it = _FROM_WORDS.intersection(scan.folded[cue.first : cue.last])
            told = cue.value == "old" and cue.first >= people.count.last and not from_it
            told = told and not _is_passed(scan, people.count.last, cue.first)
        if told:
            return cue.value
    return "old" if _is_from(scan, sentence, one) else ""


def _is_before(scan: Scan, cue: Hit[str], first: int) -> bool:
    """Whether the cue speaks of the number that starts at word `first`: `an earlier toll of 8`, `up from 8`."""
    reach = 3 if scan.folded[cue.first] in ("up", "down") else _BEFORE_REACH
    if first - cue.last >= reach or "stop" in scan.gaps(cue.last, first):
        return False
    return not _is_passed(scan, cue.last, first)


def _is_passed(scan: Scan, first: int, last: int) -> bool:
    """Whether another number stands between a cue and the number."""
    span = Span(scan.words.starts[first], scan.words.ends[last - 1] if last > first else scan.words.starts[first])
    return any(not hit.weak for hit in scan.view.within(scan.view.counts, span))


def _is_from(scan: Scan, sentence: Sentence, one: Bound) -> bool:
    """The 8 of `revised from 8 to 13`, « passe de 8 à 13 »."""
    people = one.people
    if scan.folded[max(people.first - 1, 0)] not in _FROM:
        return False
    after = people.last
    if scan.folded[after : after + 1] not in _TO:
        return False
    return bool(scan.cues_in(max(sentence.first, people.first - 8), people.first, "revised"))


def place_of(scan: Scan, sentence: Sentence, one: Bound) -> PlaceHit | None:
    """The place that the number is said of: `five in Gao` (places that are written right behind the number)."""
    last = max(one.people.last, one.verb.last if one.verb is not None and one.verb.first - one.people.last <= 3 else 0)
    for hit in scan.view.within(scan.view.places, sentence):
        if last < hit.first <= last + 3 and scan.folded[last] in _IN and not scan.gap(last) and hit.kind != "country":
            return hit
    return None
