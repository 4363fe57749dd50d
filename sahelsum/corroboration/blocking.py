"""Which incidents are worth comparing: those that share a day or month and a place, a number or a passage.

Nothing is joined without a shared place, toll or passage (`sameness`), so incidents are looked up by these within their
days; cost grows with the incidents that are alike and not with all pairs. Work goes day by day, so that the tables stay
small.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from sahelsum.corroboration.sameness import DISTRICT, day_and_month, width
from sahelsum.corroboration.traits import Traits
from sahelsum.likeness.names import tokens
from sahelsum.likeness.places import Where

_NARROW = 10
"""Days: a longer interval is looked up by its months."""
_SLACK = 1
"""Days: each side reaches this far, so that days up to two apart meet."""
_WEEK = 7
"""Days: incidents with a number and a place in common meet within so many."""
_CELL, _REACH = 0.25, 0.06
"""Degrees: the grid of places, and how far each reaches, so that points up to 11 km apart meet."""
_GRAMS = 8
"""Passages of an incident that are looked up: the smallest by hash, which copies have in common."""
_COMMON = 60
"""More incidents than this share no passage but a formula."""
_MONTHS = 24
"""Months of an interval that are looked up; one that holds more tells nothing."""

Pair = tuple[int, int]
Keyed = Iterable[tuple[Hashable, int]]


def candidates(traits: Sequence[Traits]) -> list[Pair]:
    """The pairs worth comparing, by index, the smaller first; each once, in order."""
    grounds = [_grounds(one) for one in traits]
    lasting = [_lasting(one) for one in traits]
    days: dict[int, list[int]] = defaultdict(list)
    weeks: dict[int, list[int]] = defaultdict(list)
    months: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    undated: list[int] = []
    for at, one in enumerate(traits):
        start, end = one.days.start, one.days.end
        if start is None or end is None:
            undated.append(at)
            continue
        is_wide = width(one.days) > _NARROW
        for month in _months(start, end):
            months[month][is_wide].append(at)
        if not is_wide:
            for day in _days(start, end):
                days[day].append(at)
            for week in {start.toordinal() // _WEEK, start.toordinal() // _WEEK - 1}:
                weeks[week].append(at)
    found = _sharing(traits) | _crossing(undated, range(len(traits)), lasting)
    for table, keys in ((days, grounds), (weeks, lasting)):
        for ats in table.values():
            found |= _meeting((key, at) for at in ats for key in keys[at]) if len(ats) > 1 else set()
    for others, wide in months.values():
        found |= _crossing(wide, others, grounds) if wide else set()
    return sorted(found)


def _days(start: date, end: date) -> range:
    return range(start.toordinal() - _SLACK, end.toordinal() + _SLACK + 1)


def _months(start: date, end: date) -> list[str]:
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    return [f"{month // 12}-{month % 12 + 1:02}" for month in range(first, min(last, first + _MONTHS) + 1)]


def _meeting(keyed: Keyed) -> set[Pair]:
    """Every pair under one key."""
    return _pairs(_table(keyed))


def _crossing(some: Sequence[int], others: Iterable[int], grounds: Sequence[frozenset[Hashable]]) -> set[Pair]:
    """Every pair under one key that has one of `some` in it."""
    table = _table((ground, at) for at in some for ground in grounds[at])
    found = _pairs(table)
    for at in others:
        for ground in grounds[at] & table.keys():
            found.update((min(at, one), max(at, one)) for one in table[ground] if one != at)
    return found


def _pairs(table: dict[Hashable, list[int]]) -> set[Pair]:
    return {pair for ats in table.values() if len(ats) > 1 for pair in combinations(ats, 2)}


def _table(keyed: Keyed) -> dict[Hashable, list[int]]:
    """By key; in order where `keyed` is."""
    table: dict[Hashable, list[int]] = defaultdict(list)
    for key, at in keyed:
        table[key].append(at)
    return table


def _sharing(traits: Sequence[Traits]) -> set[Pair]:
    """Pairs that share one of their least passages, whatever their days: a copy may date nothing."""
    table = _table((gram, at) for at, one in enumerate(traits) for gram in sorted(one.grams)[:_GRAMS])
    return _pairs({gram: ats for gram, ats in table.items() if len(ats) <= _COMMON})


def _grounds(one: Traits) -> frozenset[Hashable]:
    """What an incident and another of its days may share: a cell of the grid, a name, a number."""
    return frozenset((*_cells(one), *_names(one), *(("n", number) for number in _numbers(one))))


def _lasting(one: Traits) -> frozenset[Hashable]:
    """What an incident and another of no known day, or of another, may share: a place and a number; a place, and the
    day and month of a year left out."""
    where = [*_cells(one), *_names(one)]
    told = [*_numbers(one), *filter(None, [day_and_month(one.days)])]
    return frozenset((place, what) for place in where for what in told)


def _numbers(one: Traits) -> set[int]:
    amounts = (toll.amount for toll in one.tolls)
    numbers = {amount.low if amount.low is not None else amount.high or 0 for amount in amounts if amount.is_number}
    return {number for number in numbers if number >= 3}


def _cells(one: Traits) -> Iterator[Hashable]:
    for place in one.places:
        if place.gazetteer_id is not None:
            yield place.gazetteer_id
        if place.latitude is None or place.longitude is None or place.is_area or place.precision == DISTRICT:
            continue
        for north in (-_REACH, _REACH):
            for east in (-_REACH, _REACH):
                yield int((place.latitude + north) // _CELL), int((place.longitude + east) // _CELL)


def _names(one: Traits) -> Iterator[Hashable]:
    """The words of names that no point is known of, any of which may be how another article has it."""
    for place in one.places:
        if place.latitude is None or place.is_area:
            yield from (("w", word) for word in tokens(_named(place)))


def _named(place: Where) -> str:
    return " ".join(filter(None, (place.name, place.admin2)))
