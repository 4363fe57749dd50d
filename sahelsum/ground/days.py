"""When: date words checked in their quote, then resolved in the order in which incidents lean on each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sahelsum.dates.values import DateValue
from sahelsum.draft import DraftDate
from sahelsum.evidence import Evidence
from sahelsum.ground.check import Checks, Found
from sahelsum.ground.ledger import Ledger, Refusal
from sahelsum.ground.links import in_circles
from sahelsum.ground.resolve import Resolver
from sahelsum.incident import EventDate

Anchor = Literal["publication"] | int | None


@dataclass(frozen=True, slots=True)
class Written:
    """The date words that are in their quote, in the article's characters, and what the draft says they lean on:
    the publication, or the number of an incident in the draft counted from 0."""

    text: str | None
    time_of_day: str | None
    anchor: Anchor
    evidence: tuple[Evidence, ...]


def written(date: DraftDate, path: str, checks: Checks, home: tuple[Evidence, ...]) -> Written:
    """What of `date` stands in its quote, or where it has none, in the incident's own words."""
    if date.text is None and date.time_of_day is None:
        return Written(None, None, None, ())
    anchor = date.relative_to - 1 if isinstance(date.relative_to, int) else date.relative_to
    try:
        quoted = checks.quotes(path, date.quote) if date.quote is not None else checks.found("", home)
    except Refusal as refusal:
        checks.ledger.refuse(path, date.text or date.time_of_day, refusal.reason, refusal.quote)
        return Written(None, None, None, ())
    text = _words(f"{path}.text", date.text, quoted, checks)
    time_of_day = _words(f"{path}.time_of_day", date.time_of_day, quoted, checks)
    if text is None and time_of_day is None:
        return Written(None, None, None, ())
    return Written(text, time_of_day, None if text is None else anchor, quoted.evidence[:3])


def _words(fact: str, words: str | None, quoted: Found, checks: Checks) -> str | None:
    if words is None:
        return None
    try:
        return checks.name(words, quoted, "date_not_in_quote")[0]
    except Refusal as refusal:
        checks.ledger.take(fact, refusal)
        return None


class Days:
    """The days of all incidents, by their number in the draft."""

    def __init__(self, dates: Mapping[int, Written], resolver: Resolver, ledger: Ledger) -> None:
        self._dates = dates
        self._resolver = resolver
        self._ledger = ledger
        links = {n: date.anchor for n, date in dates.items() if isinstance(date.anchor, int)}
        broken = {n for n, anchor in links.items() if anchor not in dates} | in_circles(links)
        for number in sorted(broken):
            self._refuse(number)
        self._links = {number: anchor for number, anchor in links.items() if number not in broken}
        self._values: dict[int, DateValue] = {}

    def value(self, number: int) -> DateValue:
        """When incident `number` was, as far as it is known."""
        chain = [number]
        while chain[-1] in self._links and chain[-1] not in self._values:
            chain.append(self._links[chain[-1]])
        for at in reversed(chain):
            if at not in self._values:
                event = self._values[self._links[at]] if at in self._links else None
                self._values[at] = self._resolver.day(self._dates[at].text, event, self._dates[at].evidence)
        return self._values[number]

    def stated(self, number: int, ids: Mapping[int, str]) -> EventDate:
        """The date of incident `number`, once it is known which incidents stand and under which id."""
        date, value, link = self._dates[number], self.value(number), self._links.get(number)
        if link is not None and link not in ids:
            self._refuse(number)
            value, link = self._resolver.day(date.text, None), None
        return EventDate(
            start=value.start,
            end=value.end,
            partial=value.partial,
            time_precision=value.time_precision,
            basis=value.basis,
            anchor=self._anchor(date, value, None if link is None else ids[link]),
            text=date.text,
            time_of_day=date.time_of_day,
            evidence=date.evidence,
        )

    @staticmethod
    def _anchor(date: Written, value: DateValue, other: str | None) -> str | None:
        """What the words lean on: as they were resolved, or where they could not be, as the draft reads them."""
        if value.basis == "explicit":
            return None
        if value.anchor == "publication" or (value.anchor is None and date.anchor == "publication"):
            return "publication"
        return other

    def _refuse(self, number: int) -> None:
        date = self._dates[number]
        quote = date.evidence[0].quote if date.evidence else None
        self._ledger.refuse(f"incidents[{number}].date.relative_to", date.anchor, "no_such_reference", quote)
