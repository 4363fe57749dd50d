"""From draft to incidents: every fact found, checked, resolved and put in the order of the article.

Three passes over the incidents, because they lean on each other: words first (what is in its quotes at all), then days
(an incident may be dated by another), then the facts, whose names are read by country and day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from sahelsum.article import Article
from sahelsum.draft import Draft, DraftIncident
from sahelsum.evidence import Evidence
from sahelsum.ground.check import Checks
from sahelsum.ground.days import Days, written
from sahelsum.ground.gather import Gathering, Opened
from sahelsum.ground.ledger import Ledger
from sahelsum.ground.reading import Reading
from sahelsum.ground.resolve import Resolver
from sahelsum.incident import Incident
from sahelsum.record import Rejected
from sahelsum.reference import Reference

_LISTS = (
    "places", "actors", "responsibility", "casualties", "undisclosed", "claims", "targets", "weapons", "materiel",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grounded:
    """The incidents that stand, in the order of the article, and every fact that does not."""

    incidents: tuple[Incident, ...]
    rejected: tuple[Rejected, ...]


def ground(draft: Draft, article: Article, reference: Reference) -> Grounded:
    """Checks `draft` against `article`: what stands becomes incidents, what does not is listed with its reason.

    Whatever a draft says, this raises nothing, and each of its facts ends in an incident or in `rejected`.
    """
    ledger = Ledger()
    reading = Reading(article, reference)
    resolver = Resolver(article, reference, reading)
    opened = [_open(number, incident, reading, ledger) for number, incident in enumerate(draft.incidents)]
    standing = [each for each in opened if each is not None]
    days = Days({each.number: each.written for each in standing}, resolver, ledger)
    gathered = [Gathering(each, resolver, days.value(each.number)).gathered() for each in standing]
    kept = sorted((each for each in gathered if each is not None), key=lambda each: each.evidence[0].start)
    ids = {each.number: f"i{order}" for order, each in enumerate(kept, start=1)}
    incidents = [each.incident(ids[each.number], days.stated(each.number, ids)) for each in kept]
    return Grounded(tuple(incidents), ledger.rejected)


def _parts(incident: DraftIncident) -> Iterator[tuple[str, Quoted]]:
    """Every fact of an incident by its path in it."""
    for name in _LISTS:
        for at, part in enumerate(getattr(incident, name)):
            yield f"{name}[{at}]", part


class Quoted(Protocol):
    """A fact of a draft with its words."""

    quote: str


def _open(number: int, incident: DraftIncident, reading: Reading, ledger: Ledger) -> Opened | None:
    """The incident with its own words found; null, and refused, where the draft does not say what happened."""
    path = f"incidents[{number}]"
    if incident.sub_event_type is None and incident.event_type is None:
        ledger.refuse(f"{path}.event_type", None, "no_event_type", incident.quote)
        for fact, part in _parts(incident):
            ledger.refuse(f"{path}.{fact}", part.quote, "no_event_type", part.quote)
        return None
    home: tuple[Evidence, ...] = ()
    own = reading.locator.best(incident.quote, None)
    if isinstance(own, str):
        ledger.refuse(f"{path}.quote", incident.quote, own, incident.quote)
    else:
        home = (reading.evidence(own),)
    checks = Checks(reading, ledger, home[0].start if home else None)
    return Opened(number, incident, home, checks, written(incident.date, f"{path}.date", checks, home))
