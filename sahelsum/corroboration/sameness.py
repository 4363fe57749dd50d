"""The same incident or not: what two incidents share, what speaks against it, and why, in words.

Each field gives support between 0 and its weight by the likeness functions that the scorer uses; some differences are
bars, whatever else is alike. Day and place that agree are enough; a kind or an actor alone never is. Other days, or no
place in common, ask for a toll or a passage besides; so does an incident that no day is known of.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from math import log2
from typing import NamedTuple

from sahelsum.corroboration.traits import Dead, Traits
from sahelsum.corroboration.verdict import Note, Sameness, SamePlaces
from sahelsum.likeness.actors import Who
from sahelsum.likeness.actors import actors as actor_likeness
from sahelsum.likeness.days import Days
from sahelsum.likeness.days import days as day_likeness
from sahelsum.likeness.degree import RIVAL
from sahelsum.likeness.kinds import kinds as kind_likeness
from sahelsum.likeness.places import places as place_likeness
from sahelsum.likeness.tolls import SAME_NUMBER, amounts, groups, outcomes

ENOUGH = 3.6
"""Support from which two incidents are one: a shared day (2) and town (2) less what their kinds may take away."""
_DATE, _PLACE, _KIND, _ACTORS, _TOLL, _PASSAGES = 2.0, 2.0, 0.5, 1.0, 1.5, 2.0
"""What each field weighs."""
_SAME_PLACE, _LIKELY_PLACE = 0.38, 0.25
"""Place likeness that is a ground by itself: the same point or one within 10 km; and one that helps: within 25 km, or
an area and what lies in it."""
DISTRICT, _SAME_DISTRICT = 3, 0.2
"""The precision of a village whose point is its district's, and the likeness of two such: they only share a district.
Points less alike (33 km apart) are elsewhere."""
_TELLING_TOLL, _TWO_TOLLS, _SHARED_PASSAGE, _COPIED = 0.6, 1.2, 0.25, 0.5
_SAME_DAY, _DAY_AND_MONTH, _OTHER_DAYS = 0.25, 0.6, 0.05
"""Date likeness from which the days are the same; that of a day and month whose year one leaves out; and that below
which the days are others (three and more apart)."""
_SLIP = 7
"""Days: no article errs by more about a day, be it that of the announcement."""
_NEWS_IS_OLD_AFTER = 31
"""Days: news of no stated day is not older than this."""


class _Shared(NamedTuple):
    """What two incidents share, field by field, 0 to 1; `date` null where no day is known of one, `place` -1 where
    they are known to be elsewhere, `toll` up to 1.5 where they share two, `towns` how many places by their id."""

    date: float | None
    place: float
    kind: float
    actors: float
    toll: float
    passages: float
    towns: int

    @property
    def support(self) -> float:
        """The sum of what speaks for one incident, and of the kinds where they speak against it."""
        return (
            _DATE * (self.date or 0.0) + _PLACE * max(self.place, 0.0) + _KIND * self.kind
            + _ACTORS * self.actors + _TOLL * self.toll + _PASSAGES * self.passages
        )  # fmt: skip

    @property
    def has_words_or_number(self) -> bool:
        """Whether a telling toll or a passage is shared."""
        return self.toll >= _TELLING_TOLL or self.passages >= _SHARED_PASSAGE


def sameness(one: Traits, other: Traits) -> Sameness:
    """Compare two incidents; symmetric."""
    bar = _bar(one, other)
    if bar:
        return Sameness(False, 0.0, (), bar)
    when, when_note = _when(one, other)
    if when is not None and when < _OTHER_DAYS and not _is_near(one.days, other.days):
        return Sameness(False, 0.0, (when_note,), "")
    where, where_note = _where(one, other)
    toll, toll_note = _toll(one, other)
    shared = _Shared(when, where, _kind(one, other), _actors(one, other), toll, _passages(one, other),
                     len(one.ids & other.ids))  # fmt: skip
    missing, support = _lacking(shared), shared.support
    rest = Note("kind {:.2f}; actors {:.2f}; passages {:.2f}", (shared.kind, shared.actors, shared.passages))
    enough = when is None or support >= ENOUGH
    return Sameness(enough and not missing, support, (when_note, where_note, toll_note, rest), missing)


def _lacking(shared: _Shared) -> str:
    """What two incidents would have to share besides, or ""."""
    if shared.date is None:
        return _lacking_without_a_day(shared)
    same_operation = shared.towns > 1 and shared.actors >= 0.9
    if shared.place < 0 and shared.passages < _COPIED and shared.toll < _TWO_TOLLS:
        lacking = "they are at different places"
    elif shared.date < _OTHER_DAYS and (shared.place < _SAME_PLACE or shared.toll < _TWO_TOLLS):
        lacking = "the days are others, and they do not share a place and two tolls"
    elif shared.date < _SAME_DAY and not (shared.has_words_or_number or same_operation):
        lacking = "the days differ, and they share no toll and no passage"
    elif shared.place < _SAME_PLACE and not shared.has_words_or_number:
        lacking = "they share no place, no toll and no passage"
    else:
        lacking = ""
    return lacking


def _lacking_without_a_day(shared: _Shared) -> str:
    if shared.place < _LIKELY_PLACE and shared.passages < _COPIED:
        return "no day is known of one, and they share no place"
    return "" if shared.has_words_or_number else "no day is known of one, and they share no toll and no passage"


def _bar(one: Traits, other: Traits) -> str:
    if one.key[0] == other.key[0]:
        return "two incidents of one article"
    if one.countries and other.countries and not one.countries & other.countries and not one.ids & other.ids:
        return "in different countries"
    if are_rivals(one.fighters, other.fighters):
        return "the work of rivals"
    return ""


def are_rivals(one: frozenset[Who], other: frozenset[Who]) -> bool:
    """Whether both name armed groups and none of the one is, or is kin to, one of the other."""
    if not one or not other or one & other:
        return False
    return all(actor_likeness(first, second).slip == RIVAL for first in one for second in other)


def _when(one: Traits, other: Traits) -> tuple[float | None, Note]:
    """Likeness of the days, weighted by how much they tell; null where no day is known of one of the two."""
    first, second = one.days, other.days
    note = Note("{}", (first,)) if first == second else Note("{} and {}", (first, second))
    if first.start is not None and second.start is not None:
        return min(day_likeness(first, second).credit, _told(first), _told(second)), note
    if not (_fits(first, second) and _fits(second, first)):
        return 0.0, note
    if not (_is_news_of(one, other) and _is_news_of(other, one)):
        return 0.0, Note("{}: of another time", (note,))
    if day_and_month(first) and day_and_month(second):
        return _DAY_AND_MONTH, note
    return None, Note("no day is known of one")


def day_and_month(days: Days) -> str:
    """`10-13` where one day is meant, whether or not its year is known, else ""."""
    known = str(days.start) if days.start is not None and days.start == days.end else days.partial or ""
    return known[5:] if len(known) == 10 and known[5:].replace("-", "").isdigit() else ""


def _is_near(one: Days, other: Days) -> bool:
    """Whether less than a week lies between two resolved dates."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return (max(one.start, other.start) - min(one.end, other.end)).days <= _SLIP


def _told(days: Days) -> float:
    """What an interval tells: a day 1, a month a half."""
    return 1 / (1 + log2(width(days)) / 5)


def width(days: Days) -> int:
    """Days of a resolved interval."""
    return (days.end - days.start).days + 1 if days.start is not None and days.end is not None else 0


def _fits(vague: Days, known: Days) -> bool:
    """Whether what is known of an unresolved date (EDTF, X for an unknown digit) agrees with another date."""
    if vague.start is not None or vague.partial is None:
        return True
    if known.start is None or known.end is None:
        return known.partial is None or _agree(vague.partial, known.partial)
    span = (known.end - known.start).days
    return span > 31 or any(_agree(vague.partial, str(known.start + timedelta(days=n))) for n in range(span + 1))


def _agree(one: str, other: str) -> bool:
    return all("X" in (mark, digit) or mark == digit for mark, digit in zip(one, other, strict=False))


def _is_news_of(undated: Traits, other: Traits) -> bool:
    """Whether an article that dates nothing can be about `other`: nothing is reported before it happens, and news is
    not old; what is only background may be of any time before."""
    if undated.days.start is not None or undated.published is None:
        return True
    latest = other.days.start or other.published
    if latest is None:
        return True
    if other.days.start is None and undated.role == other.role == "background":
        return True
    age = undated.published.toordinal() - latest.toordinal()
    is_recent = undated.role == "background" or age <= _NEWS_IS_OLD_AFTER
    return is_recent and age >= (-_NEWS_IS_OLD_AFTER if other.days.start is None else 0)


def _where(one: Traits, other: Traits) -> tuple[float, Note]:
    """Likeness of the nearest places, -1 where both are known to be elsewhere; a region tells less than a point."""
    shared = one.ids & other.ids
    if shared:
        return 1.0, Note("the same place {}", (SamePlaces(one, shared),))
    best, note = 0.0, Note("no place of one is a place of the other")
    for first in one.places:
        for second in other.places:
            credit = place_likeness(first, second).credit
            if first.is_area and second.is_area:
                credit = min(credit, 0.5 if first.admin2 else 0.3)
            elif DISTRICT in (first.precision, second.precision) and first.gazetteer_id != second.gazetteer_id:
                credit = min(credit, _SAME_DISTRICT)
            if credit > best:
                best, note = credit, Note("{} is like {} ({:.2f})", (first, second, credit))
    if best < _SAME_DISTRICT and _has_point(one) and _has_point(other):
        return -1.0, note
    return best, note


def _has_point(one: Traits) -> bool:
    return any(not place.is_area for place in one.places)


def _toll(one: Traits, other: Traits) -> tuple[float, Note]:
    """The most telling toll that both have, by likeness and by how rare its number is; a second counts half."""
    found: dict[int, tuple[float, Dead, Dead]] = {}
    for first in one.tolls:
        for second in other.tolls:
            credit = _likeness(first, second) * telling(first, second)
            number = first.amount.low if first.amount.low is not None else first.amount.high or 0
            if credit > (found[number][0] if number in found else 0.0):
                found[number] = credit, first, second
    best = [found[number] for number in sorted(found, key=lambda number: (-found[number][0], -number))[:2]]
    if not best:
        return 0.0, Note("no toll shared")
    form = ", ".join(["{} {} and {} {}"] * len(best))
    told = tuple(part for _, *pair in best for dead in pair for part in (dead.outcome, dead.amount))
    return best[0][0] + sum(credit for credit, *_ in best[1:]) / 2, Note(form, told)


def _likeness(one: Dead, other: Dead) -> float:
    if not (one.amount.is_number and other.amount.is_number):
        return 0.0
    number = amounts(one.amount, other.amount).credit
    if number < SAME_NUMBER:
        return 0.0
    # What one calls killed the other may call neutralised: the same number of the same people is one statement twice.
    verb = max(outcomes(one.outcome, other.outcome).credit, 0.8 * ({one.outcome, other.outcome} == _DRIFT))
    return number * verb * groups(one.group, other.group).credit


_DRIFT = {"killed", "neutralised"}


def telling(one: Dead, other: Dead) -> float:
    """How much a shared number tells: nearly nothing for one or two, all for ten and more."""
    number = min(amount.low if amount.low is not None else amount.high or 0 for amount in (one.amount, other.amount))
    return 1.0 if number >= 10 else 0.8 if number >= 5 else 0.4 if number >= 3 else 0.15


def _kind(one: Traits, other: Traits) -> float:
    credit = kind_likeness(one.kind, other.kind).credit
    return credit if credit > 0 else -2.0  # fighting and a demonstration are not one incident for being on one day


def _actors(one: Traits, other: Traits) -> float:
    """Three quarters for the initiator, a quarter for the target."""
    return 0.75 * max(_pairs(one.initiators, other.initiators), default=0.0) + 0.25 * max(
        _pairs(one.targets, other.targets), default=0.0
    )


def _pairs(one: tuple[Who, ...], other: tuple[Who, ...]) -> Iterator[float]:
    for first in one:
        for second in other:
            yield max(actor_likeness(first, second).credit, 0.0)


def _passages(one: Traits, other: Traits) -> float:
    """Shared passages of the quotes, by the shorter of the two."""
    least = min(len(one.grams), len(other.grams))
    return len(one.grams & other.grams) / least if least >= 4 else 0.0
