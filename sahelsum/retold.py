"""Does a model's summary stand? Only if each number, day, place and actor in it is in the record.

A number has to be one of the record's, with its qualifier and under the verb that the record has for it, beside the
name of somebody who gives it unless the outlet itself does. What is in doubt is not repaired: the summary is then
composed from the record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from sahelsum.article import Article, Span
from sahelsum.dates.values import DateValue, resolve_hit
from sahelsum.evidence import Count, Evidence, Part, Speaker
from sahelsum.fold import fold
from sahelsum.ground.reading import Reading
from sahelsum.incident import EventDate, Incident, Toll
from sahelsum.numbers import CountHit
from sahelsum.reference import Reference
from sahelsum.rules.speech import Speakers, find_speakers
from sahelsum.rules.view import View
from sahelsum.summary import LONGEST
from sahelsum.words import Words

_SHORT = 3
"""Letters of a word of a speaker's name from which it may stand for the name: `JNIM`, `army`, not `le`."""


def stands(summary: str, incidents: Sequence[Incident], article: Article, reference: Reference) -> bool:
    """Whether `summary` says nothing that the incidents of `article` do not."""
    if not 0 < len(summary.split()) <= LONGEST:
        return False
    text = replace(article, text=summary, title=None, title_span=None, published_span=None, credits=(), marks=())
    retold = _Retold(View(text, reference), Reading(text, reference), incidents, article)
    return retold.has_its_numbers() and retold.has_its_days() and retold.has_its_places() and retold.has_its_actors()


class _Retold:
    """A summary, scanned as an article is, beside the record that it tells."""

    def __init__(self, view: View, reading: Reading, incidents: Sequence[Incident], article: Article) -> None:
        self._view = view
        self._reading = reading
        self._incidents = incidents
        self._article = article

    def has_its_numbers(self) -> bool:
        """Whether each is a number of the record, under its verb and beside its speaker."""
        return all(self._is_stated(hit) for hit in self._view.counts if not hit.weak)

    def has_its_days(self) -> bool:
        """Whether each date is in the article's own words or within the days of an incident."""
        told = fold(self._article.text)
        dates = [incident.date for incident in self._incidents]
        for hit in self._view.dates:
            value = resolve_hit(hit, published=self._article.published, event=None)
            is_known = any(_within(value, date) for date in dates)
            if not is_known and (value.start is not None or fold(hit.text) not in told):
                return False
        return True

    def has_its_places(self) -> bool:
        """Whether each place is one of the record's, holds one, or stands in the words that its facts rest on."""
        places = [place for incident in self._incidents for place in incident.places]
        names = (name for place in places for name in (place.canonical, place.admin1, place.admin2))
        known = {fold(name) for name in names if name}
        countries = {code for incident in self._incidents for code in incident.countries}
        called = self._view.reference.gazetteer.country_name
        known |= {fold(called(code, language)) for code in countries for language in ("en", "fr")}
        return all(fold(hit.name) in known or fold(hit.name) in self._words for hit in self._view.places)

    def has_its_actors(self) -> bool:
        """Whether each actor is one of the record's, a speaker among them, or stands in the words they rest on."""
        people = {actor.actor_id for incident in self._incidents for actor in incident.actors}
        ids = (people | {speaker.actor_id for speaker in _speakers(self._incidents)}) - {None}
        told = [self._view.quote(hit) for hit in self._view.actors]
        return all(self._id(name) in ids or fold(name) in self._words for name in told)

    @cached_property
    def _words(self) -> str:
        """All evidence of the record, folded."""
        return fold(" … ".join(_quotes(self._incidents)))

    def _id(self, name: str) -> str | None:
        countries = tuple(code for incident in self._incidents for code in incident.countries)
        who = self._view.reference.actors.resolve(name, countries, None, self._article.language)
        return None if who is None else who.actor_id

    def _is_stated(self, hit: CountHit) -> bool:
        bounds = (hit.low, hit.high, hit.qualifier)
        if any(_bounds(count) == bounds for count in self._counts_of_things()):
            return True
        said = {sense for each in self._reading.said_of(hit, [Span(0, len(self._view.text))]) for sense in each.senses}
        meant = [toll for toll in self._tolls() if _bounds(toll.count) == bounds and toll.outcome in said]
        return any(toll.according_to is None or self._says(hit, toll.according_to) for toll in meant)

    def _says(self, hit: CountHit, speaker: Speaker) -> bool:
        """Whether the summary has this speaker say the number: by a word of their name, or by another name."""
        told = self._speakers.at(hit.number_start)
        if told is None:
            return False
        words = {word for word in Words(speaker.name).folded if len(word) >= _SHORT}
        if not words.isdisjoint(Words(told.name).folded):
            return True
        return speaker.actor_id is not None and self._id(told.name) == speaker.actor_id

    @cached_property
    def _speakers(self) -> Speakers:
        """Who says what in the summary."""
        return find_speakers(self._view)

    def _counts_of_things(self) -> Iterator[Count]:
        for incident in self._incidents:
            yield from (target.count for target in incident.targets if target.count is not None)
            yield from (thing.count for thing in incident.materiel if thing.count is not None)

    def _tolls(self) -> Iterator[Toll]:
        for incident in self._incidents:
            yield from incident.casualties


def _speakers(incidents: Sequence[Incident]) -> Iterator[Speaker]:
    for incident in incidents:
        for toll in incident.casualties:
            yield from (speaker for speaker in (toll.according_to, toll.denied_by) if speaker is not None)
        yield from (claim.speaker for claim in incident.claims)
        yield from (said.by for said in incident.responsibility if said.by is not None)
        yield from (silence.by for silence in incident.undisclosed if silence.by is not None)


def _quotes(part: object) -> Iterator[str]:
    """The quotes of all evidence in a part of a record, or in several."""
    if isinstance(part, Evidence):
        yield part.quote
    elif isinstance(part, Part):
        yield from (quote for name in type(part).model_fields for quote in _quotes(getattr(part, name)))
    elif isinstance(part, tuple):
        yield from (quote for each in part for quote in _quotes(each))


def _within(value: DateValue, date: EventDate) -> bool:
    if value.start is None or value.end is None or date.start is None or date.end is None:
        return False
    return date.start <= value.start and value.end <= date.end


def _bounds(count: Count) -> tuple[int | None, int | None, str]:
    return count.low, count.high, count.qualifier
