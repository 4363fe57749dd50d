"""A second reader: the built-in rules beside a model, and where the two read an article differently.

Both readings are grounded in the same text, so a number is the same number where it stands at the same characters. What
differs is told and never settled: either may be wrong, and a person can tell in seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sahelsum.article import Article
from sahelsum.audit import stated_at
from sahelsum.errors import LanguageError
from sahelsum.fold import fold
from sahelsum.ground import Grounded, ground
from sahelsum.incident import EventDate, Incident, Toll
from sahelsum.record import Notice
from sahelsum.reference import Reference
from sahelsum.rules.extract import extract
from sahelsum.rules.view import View

Where = tuple[int, int]
ByRules = Callable[[], tuple[Incident, ...] | None]


@dataclass(frozen=True, slots=True)
class _Read:
    """A toll where its number stands, and the incident that it belongs to."""

    incident: Incident
    toll: Toll


def read_by_rules(article: Article, reference: Reference) -> tuple[Incident, ...] | None:
    """The rules' reading, grounded; null where they do not read the language."""
    try:
        return ground(extract(article, reference), article, reference).incidents
    except LanguageError:
        return None


class SecondReader:
    """The rules' reading of one article beside another's. `by_rules` gives it, null where they do not read its
    language; it is asked when there is something to lay beside it, so that nothing is held while a model is waited for.
    """

    def __init__(self, article: Article, reference: Reference, by_rules: ByRules) -> None:
        self._article = article
        self._reference = reference
        self._by_rules = by_rules

    @cached_property
    def incidents(self) -> tuple[Incident, ...] | None:
        """The rules' reading."""
        return self._by_rules()

    @cached_property
    def _tolls(self) -> dict[Where, _Read]:
        return dict(_tolls(self._view, self.incidents or ()))

    @property
    def _view(self) -> View:
        return View.of(self._article, self._reference)

    def unheard(self, grounded: Grounded) -> list[tuple[Where, str]]:
        """The numbers of people that the rules read as a toll and the model uses for nothing: where, and the words."""
        read = dict(_tolls(self._view, grounded.incidents))
        used = {where for incident in grounded.incidents for where in _things(self._view, incident)} | set(read)
        return [
            (where, mine.toll.count.text) for where, mine in sorted(self._tolls.items(), key=_start)
            if where not in used and not _is_among(mine.toll, read)
        ]  # fmt: skip

    def notices(self, grounded: Grounded) -> Iterator[Notice]:
        """Where the rules read differently: tolls first, then days and places of incidents that share a toll."""
        if self.incidents is None:
            yield Notice(code="no_second_reader", message="The built-in rules do not read this language.")
            return
        read = dict(_tolls(self._view, grounded.incidents))
        for where, text in self.unheard(grounded):
            told = _told(self._tolls[where].toll)
            yield _notice("toll", f"the rules read “{text}” as {told}; the model has no toll of this number")
        for where, other in sorted(read.items(), key=_start):
            yield from self._beside(self._tolls.get(where), other.toll)
        for incident in self.incidents:
            yield from self._incident(incident, grounded.incidents)

    def _beside(self, mine: _Read | None, toll: Toll) -> Iterator[Notice]:
        """The model's toll beside the rules' toll at the same number."""
        text, told = toll.count.text, _told(toll)
        if mine is not None and _meaning(mine.toll) != _meaning(toll):
            yield _notice("toll", f"“{text}” is {_told(mine.toll)} to the rules and {told} to the model")
        elif mine is None and not _is_among(toll, self._tolls):
            yield _notice("toll", f"the model reads “{text}” as {told}; the rules have no toll of this number")

    def _incident(self, mine: Incident, incidents: Sequence[Incident]) -> Iterator[Notice]:
        """The model's incident that shares most with the rules' one, beside it."""
        view = self._view
        other = max(incidents, key=lambda each: _shared(view, mine, each), default=None)
        if other is None or not _shared(view, mine, other):
            return
        days = _days(mine.date), _days(other.date)
        if days[0] != days[1] and mine.date.text and other.date.text:
            yield _notice("date", f"incident {other.id} is {days[0]} to the rules and {days[1]} to the model")
        names = {fold(place.name) for place in other.places}
        lacking = [place.name for place in mine.places if not any(fold(place.name) in name for name in names)]
        if lacking:
            yield _notice("place", f"the rules also place incident {other.id} in {', '.join(lacking)}")


def _tolls(view: View, incidents: Sequence[Incident]) -> Iterator[tuple[Where, _Read]]:
    for incident in incidents:
        for toll in incident.casualties:
            for where in list(stated_at(view, toll.count, toll.evidence))[:1]:
                yield where, _Read(incident, toll)


def _things(view: View, incident: Incident) -> Iterator[Where]:
    for target in incident.targets:
        if target.count is not None:
            yield from stated_at(view, target.count, target.evidence)
    for thing in incident.materiel:
        if thing.count is not None:
            yield from stated_at(view, thing.count, thing.evidence)


def _shared(view: View, one: Incident, other: Incident) -> int:
    """How many numbers two readings of an incident have in common; a first passage in common counts as one."""
    numbers = {where for where, _ in _tolls(view, [one])} & {where for where, _ in _tolls(view, [other])}
    here, there = one.evidence[0], other.evidence[0]
    return 2 * len(numbers) + (here.start < there.end and there.start < here.end)


def _meaning(toll: Toll) -> tuple[object, ...]:
    who = toll.according_to
    return toll.outcome, toll.count.low, toll.count.high, toll.count.qualifier, None if who is None else who.actor_id


def _is_among(toll: Toll, tolls: Mapping[Where, _Read]) -> bool:
    """Whether the same number of the same outcome is read elsewhere: a headline's for the body's."""
    return any(_meaning(read.toll)[:4] == _meaning(toll)[:4] for read in tolls.values())


def _told(toll: Toll) -> str:
    said = f"according to {toll.according_to.name}" if toll.according_to is not None else "in the outlet’s own voice"
    return f"{toll.count.text} {toll.outcome.replace('_', ' ')} ({toll.group.replace('_', ' ')}), {said}"


def _days(date: EventDate) -> str:
    if date.start is None:
        return "undated"
    return str(date.start) if date.start == date.end else f"{date.start} to {date.end}"


def _notice(kind: str, what: str) -> Notice:
    return Notice(code=f"second_reader_{kind}", message=f"{what[:1].upper()}{what[1:]}.")


def _start(row: tuple[Where, object]) -> Where:
    return row[0]
