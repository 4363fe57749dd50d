"""What one toll takes from others: whose people a bare number counts, and which total a part belongs to.

A bare `seven wounded` counts the people named just before in the sentence, else those that all tolls close by are
about. A total of unnamed people with named parts is mixed as soon as one part is not civilian.
"""

from __future__ import annotations

from dataclasses import dataclass

from sahelsum.codebook import Group, Outcome
from sahelsum.places import PlaceHit
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.tolls_bind import Bound

_BY_OUTCOME: dict[Outcome, Group] = {
    "displaced": "civilians", "abducted": "civilians", "surrendered": "armed_group", "neutralised": "armed_group",
}  # fmt: skip
_BACK = 6


@dataclass(slots=True)
class Draft:
    """A toll in the making; `whole` is the index of the draft it is part of, `says_who`: its own words name the group;
    `is_total`: it is said to be the toll, whoever was named before."""

    bound: Bound
    outcome: Outcome
    sentence: Sentence
    group: Group | None
    says_who: bool
    whole: int | None
    age: str
    is_zero: bool
    place: PlaceHit | None
    is_total: bool = False


def link(drafts: list[Draft]) -> None:
    """Fills in the groups and totals, in the order of the article."""
    for at, draft in enumerate(drafts):
        if draft.bound.people.is_part and draft.whole is None:
            draft.whole = _total(drafts, at)
        if draft.group in (None, "unknown"):
            told = _from_whole(drafts, draft) or (None if draft.is_total else _from_sentence(drafts, at))
            draft.group = told or _from_next(drafts, at) or draft.group
    for at, draft in enumerate(drafts):
        if draft.group in (None, "unknown") and draft.whole is None:
            draft.group = _of_parts(drafts, at) or draft.group
    for at, draft in enumerate(drafts):
        if draft.group in (None, "unknown"):
            draft.group = _of_twin(drafts, at) or _BY_OUTCOME.get(draft.outcome) or _from_around(drafts, at) or "unknown"


def _total(drafts: list[Draft], at: int) -> int | None:
    """The number before it that is no part, in the same sentence or the one before; it must be larger."""
    draft = drafts[at]
    for before in range(at - 1, max(-1, at - _BACK), -1):
        other = drafts[before]
        if draft.sentence.index - other.sentence.index > 2:
            return None
        if other.whole is None and not other.is_zero and may_hold(other.outcome, draft.outcome) and _is_larger(other, draft):
            return before
    return None


def may_hold(total: Outcome, part: Outcome) -> bool:
    """Whether people of one outcome can be a part of a total of the other: four captured of 27 neutralised."""
    return total == part or total in ("neutralised", "casualties_unspecified")


def _is_larger(total: Draft, part: Draft) -> bool:
    most, least = total.bound.people.count, part.bound.people.count
    if most.qualifier in ("exact", "about") and most.high is not None and least.low is not None:
        return most.high > least.low
    return True


def _from_whole(drafts: list[Draft], draft: Draft) -> Group | None:
    if draft.whole is None:
        return None
    group = drafts[draft.whole].group
    return group if group not in (None, "mixed", "unknown") else None


def _from_sentence(drafts: list[Draft], at: int) -> Group | None:
    """A bare number counts the people of the number before it in the sentence."""
    draft = drafts[at]
    if draft.group == "unknown" and (draft.says_who or draft.outcome in ("released", "abducted")):
        return None
    for before in range(at - 1, -1, -1):
        other = drafts[before]
        if other.sentence.index != draft.sentence.index:
            return None
        if other.group not in (None, "unknown") and other.whole is None:
            said = [one.group for one in drafts[:at] if one.sentence is other.sentence and one.bound.verb is other.bound.verb]
            alone = other.bound.verb is None or len(set(said) - {None, "unknown"}) == 1
            return other.group if other.group != "mixed" and alone else None
    return None


def _from_next(drafts: list[Draft], at: int) -> Group | None:
    """`5 killed and 9 injured among the troops`: the troops are the five's too."""
    if at + 1 >= len(drafts) or drafts[at].says_who or drafts[at + 1].sentence is not drafts[at].sentence:
        return None
    now, after = drafts[at].bound, drafts[at + 1]
    beside = 0 <= after.bound.people.first - now.people.last <= 1
    return after.group if beside and not after.bound.people.nouns and now.verb is None and after.group != "unknown" else None


def _of_parts(drafts: list[Draft], at: int) -> Group | None:
    groups = {other.group for other in drafts if other.whole == at and other.group not in (None, "unknown")}
    if not groups:
        return None
    if groups == {"civilians"}:
        return None if drafts[at].outcome == "captured" else "civilians"
    return "mixed"


def _of_twin(drafts: list[Draft], at: int) -> Group | None:
    """The group of the same number said elsewhere, where its people are named (headline and body)."""
    count, outcome = drafts[at].bound.people.count, drafts[at].outcome
    if count.qualifier == "vague" or count.high == 0 or count.weak:
        return None
    wanted = (count.low, count.high, count.qualifier)
    for other in drafts:
        same = other.bound.people.count
        if (same.low, same.high, same.qualifier) == wanted and other.outcome == outcome and other.group not in (None, "unknown"):
            return other.group
    return None


def _from_around(drafts: list[Draft], at: int) -> Group | None:
    """The one group that the tolls close by are about, armed groups aside.

    For a number without a noun, this paragraph up to there and the one before; for `people` and `men`, which may be
    anybody, the whole of this paragraph, and only if all are civilians.
    """
    draft = drafts[at]
    paragraph = draft.sentence.paragraph
    around = {
        other.group
        for index, other in enumerate(drafts)
        if index != at and other.whole != at and not (draft.is_total and other.sentence is draft.sentence)
        if other.sentence.paragraph == paragraph and (index < at or draft.says_who)
        or (other.sentence.paragraph == paragraph - 1 and not draft.says_who)
    }
    around -= {None, "unknown", "armed_group"}
    if len(around) != 1 or (draft.says_who and (around != {"civilians"} or draft.outcome == "captured")):
        return None
    return around.pop()
