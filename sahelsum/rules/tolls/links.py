"""What one toll takes from others: whose people a bare number counts, and which total a part belongs to.

A bare `seven wounded` counts the people named just before in the sentence, else those that all tolls close by are
about. A total of unnamed people with named parts is mixed as soon as one part is not civilian.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sahelsum.codebook import Group, Outcome
from sahelsum.places import PlaceHit
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.tolls.bind import Bound

_BY_OUTCOME: dict[Outcome, Group] = {
    "displaced": "civilians", "abducted": "civilians", "surrendered": "armed_group", "neutralised": "armed_group",
}  # fmt: skip
_WINDOW = 12
"""Tolls before and after that are looked at: a paragraph's worth, so that time stays linear."""


@dataclass(slots=True)
class Draft:
    """A toll in the making.

    `whole` is the index of the draft it is part of; `says_who`: its own words name the group; `age` is "old" for an
    earlier toll, "first" for an initial one; `is_total`: it is said to be the toll, whoever was named before.
    """

    bound: Bound
    outcome: Outcome
    sentence: Sentence
    group: Group | None
    says_who: bool
    whole: int | None
    age: str
    place: PlaceHit | None
    is_total: bool = False

    @property
    def is_zero(self) -> bool:
        """Whether it is an explicit zero."""
        return self.bound.people.is_zero

    @property
    def number(self) -> tuple[Outcome, int | None, int | None, str]:
        """Its outcome, bounds and qualifier."""
        count = self.bound.people.count
        return self.outcome, count.low, count.high, count.qualifier


def link(drafts: list[Draft]) -> None:
    """Fills in the groups and totals, in the order of the article."""
    for at, draft in enumerate(drafts):
        if draft.bound.people.is_part and draft.whole is None:
            draft.whole = _total(drafts, at)
        if not _is_known(draft.group):
            told = _from_whole(drafts, draft) or (None if draft.is_total else _from_sentence(drafts, at))
            draft.group = told or _from_next(drafts, at) or draft.group
    for at, draft in enumerate(drafts):
        if not _is_known(draft.group) and draft.whole is None:
            draft.group = _of_parts(drafts, at) or draft.group
    named = {draft.number: draft.group for draft in reversed(drafts) if _is_known(draft.group)}
    for at, draft in enumerate(drafts):
        if not _is_known(draft.group):
            twin = named.get(draft.number) if _is_telling(draft) else None
            draft.group = twin or _BY_OUTCOME.get(draft.outcome) or _from_around(drafts, at) or "unknown"


def is_updated(drafts: list[Draft], at: int) -> bool:
    """Whether the toll is an earlier one, or an initial one that another toll of the same people replaces."""
    draft = drafts[at]
    if draft.age == "first":
        return any(_replaces(other, draft) for _, other in _near(drafts, at))
    return draft.age == "old"


def _replaces(other: Draft, draft: Draft) -> bool:
    if other.age or other.whole is not None or other.outcome != draft.outcome or other.number[1:3] == draft.number[1:3]:
        return False
    groups = {other.group, draft.group}
    return len(groups) == 1 or ("armed_group" not in groups and bool(groups & {"unknown", "mixed"}))


def may_hold(total: Outcome, part: Outcome) -> bool:
    """Whether people of one outcome can be a part of a total of the other: four captured of 27 neutralised."""
    return total == part or total in ("neutralised", "casualties_unspecified")


def _near(drafts: list[Draft], at: int) -> Iterator[tuple[int, Draft]]:
    """The tolls around the one at index `at`, with their indexes."""
    for index in range(max(0, at - _WINDOW), min(at + _WINDOW + 1, len(drafts))):
        if index != at:
            yield index, drafts[index]


def _is_known(group: Group | None) -> bool:
    return group not in (None, "unknown")


def _is_telling(draft: Draft) -> bool:
    """Whether the number is one that two statements would not share by chance: no `dozens`, no zero, no `a man`."""
    count = draft.bound.people.count
    return count.qualifier != "vague" and count.high != 0 and not count.weak


def _total(drafts: list[Draft], at: int) -> int | None:
    """The number before it that is no part, at most two sentences back; it must be larger."""
    draft = drafts[at]
    for before in range(at - 1, max(-1, at - _WINDOW), -1):
        other = drafts[before]
        if draft.sentence.index - other.sentence.index > 2:
            return None
        is_whole = other.whole is None and not other.is_zero and may_hold(other.outcome, draft.outcome)
        if is_whole and _is_larger(other, draft):
            return before
    return None


def _is_larger(total: Draft, part: Draft) -> bool:
    most, least = total.bound.people.count, part.bound.people.count
    if most.qualifier in ("exact", "about") and most.high is not None and least.low is not None:
        return most.high > least.low
    return True


def _from_whole(drafts: list[Draft], draft: Draft) -> Group | None:
    if draft.whole is None:
        return None
    group = drafts[draft.whole].group
    return group if _is_known(group) and group != "mixed" else None


def _from_sentence(drafts: list[Draft], at: int) -> Group | None:
    """A bare number counts the people of the number before it in the sentence, if the verb there had only those."""
    draft = drafts[at]
    if draft.group == "unknown" and (draft.says_who or draft.outcome in ("released", "abducted")):
        return None
    earlier = [one for one in drafts[max(0, at - _WINDOW) : at] if one.sentence.index == draft.sentence.index]
    other = next((one for one in reversed(earlier) if _is_known(one.group) and one.whole is None), None)
    if other is None or other.group == "mixed":
        return None
    beside = {one.group for one in earlier if one.bound.verb is other.bound.verb and _is_known(one.group)}
    return other.group if other.bound.verb is None or len(beside) == 1 else None


def _from_next(drafts: list[Draft], at: int) -> Group | None:
    """`5 killed and 9 injured among the troops`: the troops are the five's too."""
    if at + 1 >= len(drafts) or drafts[at].says_who or drafts[at + 1].sentence.index != drafts[at].sentence.index:
        return None
    now, after = drafts[at].bound, drafts[at + 1]
    beside = 0 <= after.bound.people.first - now.people.last <= 1 and now.verb is None
    return after.group if beside and not after.bound.people.nouns and _is_known(after.group) else None


def _of_parts(drafts: list[Draft], at: int) -> Group | None:
    groups = {other.group for _, other in _near(drafts, at) if other.whole == at and _is_known(other.group)}
    if not groups:
        return None
    if groups == {"civilians"}:
        return None if drafts[at].outcome == "captured" else "civilians"
    return "mixed"


def _from_around(drafts: list[Draft], at: int) -> Group | None:
    """The one group that the tolls close by are about, armed groups aside.

    For a number without a noun, this paragraph up to there and the one before; for `people` and `men`, which may be
    anybody, the whole of this paragraph, and only if all are civilians.
    """
    draft = drafts[at]
    paragraph = draft.sentence.paragraph
    around: set[Group | None] = set()
    for index, other in _near(drafts, at):
        is_own = other.whole == at or (draft.is_total and other.sentence.index == draft.sentence.index)
        here = other.sentence.paragraph == paragraph and (index < at or draft.says_who)
        above = other.sentence.paragraph == paragraph - 1 and not draft.says_who
        if not is_own and (here or above) and _is_known(other.group) and other.group != "armed_group":
            around.add(other.group)
    if len(around) != 1 or (draft.says_who and (around != {"civilians"} or draft.outcome == "captured")):
        return None
    return around.pop()
