"""Tolls of a dossier: every statement with its articles, and which of them a later one by the same speaker replaces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from math import inf

from sahelsum import incident as rec
from sahelsum.corroboration.merge import Merged, Part, Table, Voices, merged
from sahelsum.dossier import Revision
from sahelsum.dossier_facts import DossierToll
from sahelsum.evidence import Count
from sahelsum.likeness.tolls import Amount

Tolls = Table[rec.Toll]


class TollBook:
    """The tolls of all members merged: equal where outcome, number, group, voice and place are."""

    def __init__(
        self, parts: Sequence[Part], voices: Voices, places: Table[rec.Place], actors: Table[rec.Actor]
    ) -> None:
        self._voices = voices
        self._places = places
        self._actors = actors
        self.table: Tolls = merged(parts, lambda one: one.casualties, self._key, within="apart")
        self.headlines = frozenset(self._headlines())
        """Tolls that are the greatest of their outcome, group and voice in an article that states them: the others
        there are parts of it, whether or not the article says so."""
        self.revisions = tuple(self._revisions())
        self._replaced = {revision.earlier: revision.later for revision in self.revisions}

    def voice(self, value: Merged[rec.Toll]) -> Hashable:
        """Whose statement it is; an outlet's own voice is that of its publisher."""
        said = self._voices.key(value.first.according_to)
        return said if said is not None else ("outlet", value.said[0][0].record.article.publisher or value.articles)

    def is_current(self, at: int) -> bool:
        """Whether the toll stands for a total that no later one replaces."""
        value = self.table.values[at]
        old = at in self._replaced or any(toll.superseded for _, _, toll in value.said)
        return at in self.headlines and not old and value.first.part_of is None

    def written(self, disputed: frozenset[int]) -> tuple[DossierToll, ...]:
        """The tolls as the dossier has them; `disputed` by index."""
        return tuple(self._written(at, value, at in disputed) for at, value in enumerate(self.table.values))

    def _written(self, at: int, value: Merged[rec.Toll], is_disputed: bool) -> DossierToll:
        part, _, first = value.said[0]
        tolls = [toll for _, _, toll in value.said]
        later = self._replaced.get(at)
        return DossierToll(
            **value.stated(is_disputed), victims=first.victims, group=first.group,
            actor=self._actors.at(part, first.actor), place=self._places.at(part, first.place), outcome=first.outcome,
            count=first.count, part_of=self.table.at(part, first.part_of),
            superseded=later is not None or any(toll.superseded for toll in tolls), superseded_by=later,
            according_to=self._voices.voice(toll.according_to for toll in tolls),
            denied_by=self._voices.voice(toll.denied_by for toll in tolls),
        )  # fmt: skip

    def _key(self, part: Part, toll: rec.Toll) -> Hashable:
        # A vague number is its words: dozens and several are two statements.
        number = amount(toll.count) if toll.count.qualifier != "vague" else toll.count.text.casefold()
        return (toll.outcome, toll.group, number, self._voices.key(toll.according_to),
                self._places.at(part, toll.place), toll.part_of is None)  # fmt: skip

    def _headlines(self) -> Iterator[int]:
        greatest: dict[Hashable, tuple[int, int]] = {}
        for at, value in enumerate(self.table.values):
            for part, _, toll in value.said:
                if toll.superseded:
                    continue
                own = (part.article, toll.outcome, toll.group, self._places.at(part, toll.place), self.voice(value))
                number = toll.count.low if toll.count.low is not None else toll.count.high or 0
                greatest[own] = max(greatest.get(own, (-1, 0)), (number, -at))
        yield from {-at for _, at in greatest.values()}

    def _revisions(self) -> Iterator[Revision]:
        """A later headline by the same speaker about the same people; people without a name are no one speaker."""
        series: dict[Hashable, list[tuple[date, int]]] = defaultdict(list)
        for at, value in enumerate(self.table.values):
            toll, published = value.first, _published(value)
            own = at in self.headlines and toll.part_of is None
            if own and published is not None and toll.count.qualifier != "vague" and self._is_one_speaker(value):
                place = self._places.at(value.said[0][0], toll.place)
                series[toll.outcome, toll.group, place, self.voice(value)].append((published, at))
        for told in series.values():
            for (before, earlier), (after, later) in zip(sorted(told), sorted(told)[1:], strict=False):
                first, second = self.table.values[earlier], self.table.values[later]
                if before < after and set(first.articles).isdisjoint(second.articles) and is_news(first, second):
                    speaker = first.first.according_to
                    yield Revision(speaker=speaker.name if speaker else None, earlier=earlier, later=later)

    def _is_one_speaker(self, value: Merged[rec.Toll]) -> bool:
        speaker = value.first.according_to
        if speaker is None:
            return value.said[0][0].record.article.publisher is not None
        return self._voices.who(speaker).kind != "civilian"


def _published(value: Merged[rec.Toll]) -> date | None:
    return min((day for part, _, _ in value.said if (day := part.record.article.published)), default=None)


def is_news(earlier: Merged[rec.Toll], later: Merged[rec.Toll]) -> bool:
    """Whether a later number says other than the earlier one: `more than 20` after 22 only repeats it loosely."""
    low, high = bounds(earlier.first.count)
    least, most = bounds(later.first.count)
    return not (least <= low and high <= most)


def bounds(count: Count) -> tuple[float, float]:
    """What a number may be at the least and at the most; about n is a fifth more or less."""
    low = float(count.low) if count.low is not None else 0.0
    high = float(count.high) if count.high is not None else inf
    return (low * 0.8, high * 1.2) if count.qualifier == "about" else (low, high)


def amount(count: Count) -> Amount:
    """The number of a toll, comparable."""
    return Amount(count.low, count.high, count.qualifier)
