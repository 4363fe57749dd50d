"""Which outcome a number is bound to: the `killed` of `12 killed and 7 wounded` is the twelve's, not the seven's.

Words that say an outcome look forward (`killing 12`, `a tué 12`), back (`12 were killed`, `12 tués`) or both ways; a
number takes the nearest one that looks at it, a number said to be part of another (`dont 7 enfants`) takes that one's.
Works on words of one sentence, so a killed/wounded swap inside a quote is caught by code and not by a model.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sahelsum.ground.looks import Looks, is_close, looks
from sahelsum.numbers import CountHit
from sahelsum.words import Hit, Words

UNSPECIFIED = "casualties_unspecified"
TAKEN = "taken"
"""The sense of a verb that takes a number and says no outcome (`lost 5 men`)."""
_AND = frozenset({"and", "et"})
_OR = frozenset({"or", "ou"})
_JOINING = _AND | _OR | {"then", "puis", "de", "d", "des", "either", "soit"}
_PART_BEFORE = frozenset({
    "including", "includes", "include", "included", "comprising", "among", "whom", "them", "dont", "parmi", "notamment",
})  # fmt: skip
_PART_AFTER = (
    ("of", "them"), ("of", "whom"), ("of", "which"), ("among", "them"), ("d", "entre", "eux"), ("d", "entre", "elles"),
)  # fmt: skip
_NEW_CLAUSE = frozenset({
    "while", "whereas", "when", "after", "before", "but", "mais", "tandis", "alors", "pendant", "puis",
})  # fmt: skip
_SURVIVED = frozenset({"captured", "abducted", "missing", "displaced", "released", "surrendered", UNSPECIFIED})
"""What people may go through before the thing that is counted: `7 hostages were freed`, `les 12 déplacés tués`."""
_STEPS = frozenset({"to", "a", "au", "and", "et", "or", "ou"})


@dataclass(frozen=True, slots=True)
class Said:
    """One or several joined outcome words (`killed`, `killed or wounded`): words `first` up to but not `last`."""

    first: int
    last: int
    start: int
    end: int
    senses: frozenset[str]
    looks: Looks


class Sentence:
    """The numbers and outcome words of one sentence; says which outcome words each number is bound to."""

    def __init__(self, words: Words, counts: Sequence[CountHit], hits: Sequence[Hit[str]], language: str) -> None:
        self._words = words
        self._counts = counts
        self.said = _said(words, counts, hits, language)

    @property
    def is_outspoken(self) -> bool:
        """Whether the sentence says any outcome at all."""
        return any(TAKEN not in said.senses for said in self.said)

    def holds(self, said: Said) -> bool:
        """Whether these words are of this sentence."""
        return any(each.start == said.start for each in self.said)

    def bound(self, count: CountHit) -> list[Said]:
        """The outcome that `count` is bound to, none where the sentence binds none to it, several where the first only
        names the people of the others (`freed 7 hostages`, `7 people kidnapped in May were freed`)."""
        index = self._counts.index(count)
        while index > 0 and self._inherits(index):
            index -= 1
        said = self._bound(index)
        if said is None:
            return []
        return [said, *self._befell(index, said)] if said.senses <= _SURVIVED else [said]

    def _befell(self, index: int, said: Said) -> Iterator[Said]:
        """What else the sentence says of the people whom `said` names."""
        count, left, right = self._counts[index], self._left(index), self._right(said.last, index)
        if left is not None and left != said and not left.looks.back and count.first - left.last <= 2:
            yield left
        if right is not None and self._is_same_people(said, right):
            yield right

    def _is_same_people(self, said: Said, later: Said) -> bool:
        between = self._words.folded[said.last : later.first]
        if not (_NEW_CLAUSE | _AND).isdisjoint(between):
            return False
        passed = range(*(bisect_left(self._counts, at, key=_first) for at in (said.last, later.first)))
        return all(map(self._is_part, passed)) if passed else self._is_plain(said.last, later.first)

    def _inherits(self, index: int) -> bool:
        """Whether the number is a part of the one before it, with no outcome of its own."""
        count = self._counts[index]
        if not self._is_part(index) or any(said.looks.owner == index for said in self.said):
            return False
        right = self._right(count.last, index)
        return right is None or not self._is_plain(count.last, right.first)

    def _bound(self, index: int) -> Said | None:
        count = self._counts[index]
        for said in self.said:
            if said.looks.owner == index:
                return said
        right, left = self._right(count.last, index), self._left(index)
        if right is not None and left is not None:
            # A verb before a list is shared by all of it; a verb after a number seldom reaches over the next number.
            ahead = self._cost(count.last, right.first) + 4 * self._counts_between(count.last, right.first)
            behind = self._cost(left.last, count.first) + self._counts_between(left.last, count.first)
            return right if ahead <= behind else left
        return right or left or self._leftover(index)

    def _left(self, index: int) -> Said | None:
        first = self._counts[index].first
        facing = [s for s in self.said if s.last <= first and s.looks.forward]
        return facing[-1] if facing else None

    def _right(self, last: int, index: int) -> Said | None:
        facing = (s for s in self.said if s.first >= last and s.looks.back and s.looks.owner in (None, index))
        return next(facing, None)

    def _leftover(self, index: int) -> Said | None:
        """A number that no word looks at belongs to what came before it (`12 morts, 7 selon la mairie`)."""
        count = self._counts[index]
        before = [said for said in self.said if said.last <= count.first]
        if before:
            return before[-1]
        for said in self.said:
            owner = said.looks.owner
            if owner is not None and owner > index and said.looks.back:
                between = self._words.folded[count.last : self._counts[owner].first]
                if len(between) <= 2 and set(between) <= _STEPS:  # "from 7 to 12 dead"
                    return said
        return None

    def _is_part(self, index: int) -> bool:
        """Whether the words around the number say that it is part of another: `including 7`, `7 of them`."""
        count, folded = self._counts[index], self._words.folded
        earliest = max(self._counts[index - 1].last, count.first - 3)
        if any(folded[at] in _PART_BEFORE for at in range(earliest, count.first)):
            return True
        return any(tuple(folded[count.last : count.last + len(tail)]) == tail for tail in _PART_AFTER)

    def _counts_between(self, first: int, last: int) -> int:
        return sum(first <= count.first < last for count in self._counts)

    def _is_plain(self, first: int, last: int) -> bool:
        return not self._counts_between(first, last) and all(is_close(self._words, at) for at in range(first, last + 1))

    def _cost(self, first: int, last: int) -> int:
        """How far apart: words, and more for each conjunction, break, number and other outcome passed over."""
        between = self._words.folded[first:last]
        joins = sum(word in _AND or word in _OR for word in between)
        turns = sum(word in _NEW_CLAUSE for word in between)
        breaks = sum(not is_close(self._words, at) for at in range(first, last + 1))
        passed = sum(first <= said.first and said.last <= last for said in self.said)
        return last - first + 2 * joins + 5 * turns + 3 * breaks + 4 * passed


def _first(count: CountHit) -> int:
    return count.first


def _said(words: Words, counts: Sequence[CountHit], hits: Sequence[Hit[str]], language: str) -> list[Said]:
    groups: list[list[Hit[str]]] = []
    for hit in hits:
        if groups and _are_joined(words, groups[-1][-1], hit, counts):
            groups[-1].append(hit)
        else:
            groups.append([hit])
    said = []
    for group in groups:
        one, other = group[0], group[-1]
        direction = looks(words, counts, one, other, language)
        if TAKEN in {hit.value for hit in group} and not direction.forward:
            continue
        said.append(Said(one.first, other.last, one.start, other.end, _senses(words, group), direction))
    return said


def _are_joined(words: Words, left: Hit[str], right: Hit[str], counts: Sequence[CountHit]) -> bool:
    """Whether two outcome words are said of the same people: `killed or wounded`, `tués, blessés ou disparus`."""
    between = words.folded[left.last : right.first]
    if TAKEN in (left.value, right.value) or len(between) > 3 or not set(between) <= _JOINING:
        return False
    counted_before = any(0 <= left.first - count.last <= 3 for count in counts)
    counted_after = any(0 <= count.first - right.last <= 1 for count in counts)
    return not (counted_before and counted_after)


def _senses(words: Words, group: Sequence[Hit[str]]) -> frozenset[str]:
    senses = frozenset(hit.value for hit in group)
    if len(senses) == 1:
        return senses
    if _OR & set(words.folded[group[0].last : group[-1].first]):
        return frozenset({UNSPECIFIED})
    return senses | {UNSPECIFIED}
