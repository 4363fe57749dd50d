"""Numbers: each cardinal that a toll uses becomes another, throughout; so must the counts of the record, exactly.

Other numbers of the article stay as they are, their order stays too, and a total goes with its parts, since a text
that cannot be right may be read in more than one way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple, TypeAlias

from sahelsum.cardinals import Cardinal, Roles, number_words, read_cardinal
from sahelsum.incident import Incident, Toll
from sahelsum.metamorphic.change import MOST, Change, Fields, Seen, edited, parts, rewritten, shuffled
from sahelsum.metamorphic.numerals import LIMIT, like, spelt
from sahelsum.numbers import CountHit, find_counts
from sahelsum.record import Record
from sahelsum.words import Words

_BOTH = re.compile(r"\bboth\b|\btous deux\b|\btoutes deux\b", re.IGNORECASE)
_ARTICLES = ("a", "an")
"""`an eight-man crew`: they go with the sound of the number."""
Renumbering: TypeAlias = Mapping[int, int]


class _Numeral(NamedTuple):
    """A number where it stands, in digits or in words."""

    start: int
    end: int
    digits: bool


class _Sum(NamedTuple):
    """A total of a record that is exactly the sum of its parts."""

    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Written:
    """The numbers of an article: where each that counts stands; those that are also written in ways that are not
    changed here (`a dozen`, `1,200`, `a third` after two); and all that must not be written anew."""

    counts: Mapping[int, Sequence[_Numeral]]
    unfit: frozenset[int]
    taken: frozenset[int]


def numbers(seen: Seen) -> Iterator[Change]:
    """Each number that a toll uses made another: digits to digits, words to words."""
    if seen.article.language in ("en", "fr"):
        yield from islice(_changes(seen), MOST)


def _changes(seen: Seen) -> Iterator[Change]:
    written = _written(seen)
    used = {bound for one in seen.record.incidents for toll in one.casualties for bound in _bounds(toll.model_dump())}
    fit = [number for number in sorted(used) if number in written.counts and number not in written.unfit]
    for number in shuffled(fit, f"numbers {seen.article.id}"):
        renumbering = _renumbering(number, seen, written)
        if renumbering is not None:
            yield _change(seen, renumbering, written)


def _change(seen: Seen, renumbering: Renumbering, written: _Written) -> Change:
    text, language = seen.article.text, seen.article.language
    edits, told = [], []
    for old, new in renumbering.items():
        for numeral in written.counts[old]:
            was = text[numeral.start : numeral.end]
            edits.append((numeral.start, numeral.end, str(new) if numeral.digits else like(was, spelt(new, language))))
        told.append(f"‘{text[edits[-1][0] : edits[-1][1]].lower()}’ → ‘{edits[-1][2].lower()}’")
    return Change(", ".join(told), edited(text, edits), renumbered(seen.record, renumbering))


def renumbered(record: Record, renumbering: Renumbering) -> Record:
    """The record with every count's bounds changed as `renumbering` says."""

    def counted(part: Fields) -> Fields:
        if "qualifier" not in part:
            return part
        return part | {name: renumbering.get(part[name], part[name]) for name in ("low", "high")}

    return rewritten(record, counted)


# -- the numbers as they are written --------------------------------------------------------------------------


def _written(seen: Seen) -> _Written:
    text, language = seen.article.text, seen.article.language
    words, roles = Words(text), number_words(language)
    counts: dict[int, list[_Numeral]] = defaultdict(list)
    unfit = {2} if _BOTH.search(text) else set()
    unfit |= {roles[word][1] - 1 for word in words.folded if word in roles and roles[word][0] == "ordinal"}
    counted = (hit for hit in find_counts(words, language) if hit.kind == "count")
    for value, numeral in (each for hit in counted for each in _numerals(words, hit, roles)):
        if numeral is None:
            unfit.add(value)
        else:
            counts[value].append(numeral)
    every = (read_cardinal(words, at, roles) for at in range(len(words)))
    taken = {one.value for one in every if one is not None and one.value is not None}
    return _Written(counts, frozenset(unfit), frozenset(taken))


def _numerals(words: Words, hit: CountHit, roles: Roles) -> Iterator[tuple[int, _Numeral | None]]:
    """Each number of a count (both of `10 to 15`, both of `fifteen (15)`), null where none can be put in its place."""
    at = hit.first
    while at < len(words) and words.starts[at] < hit.number_end:
        number = read_cardinal(words, at, roles) if words.starts[at] >= hit.number_start else None
        if number is not None and number.value is not None:
            yield number.value, _numeral(words, at, number)
        at = at + 1 if number is None else number.last


def _numeral(words: Words, first: int, number: Cardinal) -> _Numeral | None:
    start, end = words.starts[first], words.ends[number.last - 1]
    is_plain = not number.about and not number.weak and number.value is not None and 2 <= number.value < LIMIT
    after_article = first > 0 and words.soft[first] and words.folded[first - 1] in _ARTICLES
    digits = number.shape == "digits"
    if not is_plain or after_article or (digits and not words.text[start:end].isdigit()):
        return None
    return _Numeral(start, end, digits)


# -- another number for each ----------------------------------------------------------------------------------


def _renumbering(number: int, seen: Seen, written: _Written) -> Renumbering | None:
    """Another value for `number`, and with it for a total or a part of it; null where none keeps the text right."""
    incidents = [one for one in seen.record.incidents if number in _all_bounds(one)]
    sums = [each for one in incidents for each in _sums(one.casualties)]
    for new in shuffled(range(2, min(2 * number + 8, LIMIT)), f"numbers {seen.article.id} {number}"):
        renumbering = _with_sums(number, new, sums)
        if (
            _is_fit(renumbering, written)
            and all(_keeps_order(renumbering, _all_bounds(one)) for one in incidents)
            and all(_adds_up(renumbering, each) for each in sums)
        ):
            return renumbering
    return None


def _with_sums(number: int, new: int, sums: Sequence[_Sum]) -> Renumbering:
    renumbering = {number: new}
    for each in sums:
        if number in each.parts:
            renumbering.setdefault(each.total, each.total + each.parts.count(number) * (new - number))
        elif number == each.total:
            largest = max(each.parts)
            renumbering.setdefault(largest, largest + new - number)
    return renumbering


def _is_fit(renumbering: Renumbering, written: _Written) -> bool:
    """Whether each can be written: where it stands, as no other number of the text, and without `one` in it, which
    would call for another gender or for a singular."""
    return all(
        old in written.counts and old not in written.unfit and 2 <= new < LIMIT and new not in written.taken
        and new % 10 != 1 for old, new in renumbering.items()
    )  # fmt: skip


def _keeps_order(renumbering: Renumbering, bounds: frozenset[int]) -> bool:
    """Whether larger stays larger: a revised toll that rose must not fall."""
    made = [renumbering.get(bound, bound) for bound in sorted(bounds)]
    return made == sorted(set(made))


def _adds_up(renumbering: Renumbering, each: _Sum) -> bool:
    return renumbering.get(each.total, each.total) == sum(renumbering.get(part, part) for part in each.parts)


def _sums(tolls: Sequence[Toll]) -> Iterator[_Sum]:
    for at, toll in enumerate(tolls):
        found = tuple(part.count.low or 0 for part in tolls if part.part_of == at)
        if toll.count.low is not None and found and sum(found) == toll.count.low:
            yield _Sum(toll.count.low, found)


def _all_bounds(incident: Incident) -> frozenset[int]:
    return frozenset(_bounds(incident.model_dump()))


def _bounds(dumped: Fields) -> Iterator[int]:
    for part in parts(dumped):
        if "qualifier" in part:
            yield from (part[name] for name in ("low", "high") if part[name] is not None)
