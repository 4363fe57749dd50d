"""From words to the world: countries, places, actors, speakers and days, by the reference data alone.

Names are resolved inside the countries that the incident's own words name, then in the article's main country, then in
those it keeps coming back to, so that a Malian village is never sent to Côte d'Ivoire for a passing mention.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sahelsum.actors import Actor as KnownActor
from sahelsum.article import Article
from sahelsum.dates import find_dates
from sahelsum.dates.values import UNRESOLVED, DateValue, resolve_date, resolve_hit
from sahelsum.draft import DraftActor, DraftPlace
from sahelsum.evidence import Evidence, Speaker
from sahelsum.ground.reading import Reading
from sahelsum.incident import Actor, Place
from sahelsum.places import Area, PlaceHit, Resolution
from sahelsum.reference import Reference
from sahelsum.words import Words

_BORDER = re.compile(r"\b(?:border|frontier|boundary|frontière)s?\b[^.;]{0,24}$", re.IGNORECASE)
_YEARS = re.compile(r" \(\d{4}-(?:\d{4})?\)")
_FROM = re.compile(r"([^\W\d_]{3,10})\s*(?:to|through|until|and|à|au|et|[-–—/])\s*$")
_HEAD = 300
_PERIOD = re.compile(
    r"\b(?:period|covering|week|weekly|bulletin|sitrep|reporting|période|semaine|hebdomadaire|couvr\w+)\b[^.\n]*$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\.?\s(?=\d)")
_BEFORE_PERIOD = 40
_IMPRINT = re.compile(r"(?<=\n)\([^()\n]{6,80}\)\s*\Z")
"""'(Bamako, April 2016 issue)', alone on the last line."""
"""Characters in which a heading is looked for."""
_DAYS = frozenset({"full", "day_month", "weekday", "relative_day"})
_STOP = re.compile(r"[.!?]\s|\n")
_MINISTRY = frozenset({"ministry", "ministere"})
_NEAR_WORDS = 10
"""An area named within so many words of a place in one quote is taken to hold it (`Tessit, in the Gao region`)."""
_SURE = frozenset({"exact", "alias", "folded", "area"})

Named = tuple[int, DraftPlace, str, tuple[Evidence, ...]]
"""A place that is in its quote: its number in the draft, what the draft says, its name as written, its evidence."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when names are read: the incident's countries, and its day or the day of publication."""

    countries: tuple[str, ...]
    on: date | None


class Resolver:
    """Resolves what one article names."""

    def __init__(self, article: Article, reference: Reference, reading: Reading) -> None:
        self._article = article
        self._reference = reference
        self._reading = reading

    def places(
        self, named: Sequence[Named], home: Sequence[Evidence]
    ) -> tuple[list[tuple[int, Place]], tuple[str, ...]]:
        """The incident's places by number in the draft, and its countries, the most frequent first."""
        here = self._countries_in((*home, *(piece for _, _, _, evidence in named for piece in evidence)))
        here = here or self._named_before(home)
        first = {number: self._first(place, name, evidence, here) for number, place, name, evidence in named}
        sure = Counter(r.country for r in first.values() if r.country is not None and r.match in _SURE)
        countries = tuple(code for code, _ in sure.most_common()) or here or self._main
        found = []
        for number, place, name, evidence in named:
            resolution = first[number]
            if resolution.match not in _SURE and countries:
                resolution = self._resolved(name, frozenset(countries), place.near, evidence)
            found.append((number, _place(name, resolution, evidence)))
        return found, countries

    def actor(self, actor: DraftActor, name: str, evidence: tuple[Evidence, ...], scene: Scene) -> Actor:
        """The actor as written, and as the actors file knows it."""
        known = self._reference.actors.resolve(name, scene.countries, scene.on, self._article.language)
        return Actor(
            name=name,
            actor_id=None if known is None else known.actor_id,
            canonical=None if known is None else _undated(known.canonical) if scene.on is None else known.canonical,
            actor_type=(known.actor_type or None) if known is not None else None,  # type: ignore[arg-type]
            role=actor.role,
            certainty=actor.certainty,
            evidence=evidence,
        )

    def scene(self, countries: tuple[str, ...], value: DateValue) -> Scene:
        """Where and when the names of an incident are read."""
        return Scene(countries, value.start or self._article.published)

    def voice(self, scene: Scene) -> Callable[[str, Evidence], Speaker]:
        """Makes speakers of names as written and the evidence that holds them."""
        return lambda name, evidence: self._speaker(name, evidence, scene)

    def _speaker(self, name: str, evidence: Evidence, scene: Scene) -> Speaker:
        """Who says something; whether they are party to the conflict is read in the actors file."""
        actors = self._reference.actors
        known = actors.resolve(name, scene.countries, scene.on, self._article.language)
        if not _MINISTRY.isdisjoint(Words(name).folded) and (known is None or known.actor_id.startswith("government")):
            known = self._ministry(scene) or known
        is_party = actors.party(name, scene.countries, scene.on, self._article.language)
        actor_id = None if known is None else known.actor_id
        return Speaker(name=name, actor_id=actor_id, party_to_conflict=is_party, evidence=(evidence,))

    def _ministry(self, scene: Scene) -> KnownActor | None:
        """Which one `the ministry` is: the only one that the article names in full."""
        words, language = self._reading.words, self._article.language
        actors = self._reference.actors
        hits = (
            hit for hit in actors.find(words, language) if not _MINISTRY.isdisjoint(words.folded[hit.first : hit.last])
        )
        named = (self._article.text[hit.start : hit.end] for hit in hits)
        found = [actors.resolve(name, scene.countries, scene.on, language) for name in named]
        meant = {actor.actor_id: actor for actor in found if actor is not None and "ministry" in actor.actor_id}
        return meant.popitem()[1] if len(meant) == 1 else None

    def day(self, text: str | None, event: DateValue | None, evidence: Sequence[Evidence] = ()) -> DateValue:
        """The days that date words mean; `event` is the date of the incident that they lean on, `evidence` where the
        words stand."""
        if text is None:
            return UNRESOLVED
        article = self._article
        value = resolve_date(text, article.language, published=article.published, event=event)
        if value.start is None and article.published is None and self._heading is not None:
            return self._under_heading(text, self._heading) or value
        if value.start is None and event is None and evidence:
            return self._from_telling(text, evidence[0]) or value
        return value

    def _from_telling(self, text: str, piece: Evidence) -> DateValue | None:
        """`said Friday that … a day earlier`: counted from the day named before it in the sentence, which is that of
        the telling."""
        at = self._article.text.find(text, piece.start, piece.end)
        before = [hit for hit in self._reading.scan.dates if hit.end <= at]
        if not before or before[-1].kind not in _DAYS or _STOP.search(self._article.text, before[-1].end, at):
            return None
        told = resolve_hit(before[-1], published=self._article.published, event=None)
        value = resolve_date(text, self._article.language, published=self._article.published, event=told)
        return None if value.start is None else replace(value, basis="relative_to_publication", anchor="publication")

    def _under_heading(self, text: str, month: DateValue) -> DateValue | None:
        """`Mercredi 4` in a chronology headed `February 2026`: the day whose month and year the heading writes."""
        language = self._article.language
        hits = find_dates(Words(text), language) or find_dates(
            Words(f"{'en' if language == 'fr' else 'in'} {text}"), language
        )
        is_period = month.time_precision is None
        if not any(
            hit.parts.start is not None and (hit.parts.start.day is not None or (is_period and hit.parts.start.month))
            for hit in hits
        ):
            return None
        value = resolve_date(text, self._article.language, published=month.end, event=None)
        if value.start is None or month.start is None or value.start < month.start:
            return None
        return replace(value, basis="explicit", anchor=None)

    @cached_property
    def _heading(self) -> DateValue | None:
        """The one month with its year, or period (no precision), that the head or the imprint of the article names."""
        head = _WEEKDAY.sub("", "\n".join(self._article.text[:_HEAD].split("\n\n")[:2]))
        hits = find_dates(Words(head), self._article.language)
        periods = [hit for hit in hits if hit.kind == "span" and hit.parts.end is not None and hit.parts.end.year]
        if len(periods) == 1 and _PERIOD.search(head, max(0, periods[0].start - _BEFORE_PERIOD), periods[0].start):
            span = resolve_hit(periods[0], published=None, event=None)
            return None if span.start is None else replace(span, partial=None, time_precision=None)
        if not any(hit.parts.start is not None and hit.parts.start.year for hit in hits):
            imprint = _IMPRINT.search(self._article.text)
            head = imprint[0] if imprint is not None else ""
            hits = find_dates(Words(head), self._article.language)
        months = {hit.text: hit for hit in hits if hit.kind == "month_year"}
        if len(months) != 1:
            return None
        _, hit = months.popitem()
        last = resolve_hit(hit, published=None, event=None)
        opening = _FROM.search(head, max(0, hit.start - 24), hit.start)
        if opening is None:
            return last
        first = resolve_date(opening[1], self._article.language, published=last.end, event=None)
        return last if first.start is None else replace(last, start=first.start, partial=None, time_precision=None)

    @cached_property
    def _hits(self) -> list[PlaceHit]:
        readable = self._article.readable()
        starts = [span.start for span in readable]

        def is_readable(hit: PlaceHit) -> bool:
            at = bisect_right(starts, hit.start) - 1
            return at >= 0 and hit.end <= readable[at].end

        return [hit for hit in self._reading.scan.places if is_readable(hit)]

    @cached_property
    def _counted(self) -> Counter[str]:
        return Counter(code for hit in self._hits if len(hit.countries) == 1 for code in hit.countries)

    @cached_property
    def _main(self) -> tuple[str, ...]:
        """The country that the article names most, if it names one."""
        return tuple(code for code, _ in self._counted.most_common(1))

    def _countries_in(self, evidence: Iterable[Evidence]) -> tuple[str, ...]:
        """The countries that these words name themselves, by name or as `Malian`; not those they only border on."""
        hits = {hit for piece in evidence for hit in self._hits_in(piece) if hit.kind == "country"}
        hits = {hit for hit in hits if not _BORDER.search(self._article.text, max(0, hit.start - 40), hit.start)}
        return tuple(code for code, _ in Counter(code for hit in hits for code in sorted(hit.countries)).most_common())

    def _named_before(self, home: Sequence[Evidence]) -> tuple[str, ...]:
        """The country last named before these words in their own paragraph: the `BÉNIN.` that opens an item of a
        round-up, the Nigeria of the sentence before."""
        if not home:
            return ()
        start = self._article.text.rfind("\n", 0, home[0].start) + 1
        hits = [hit for hit in self._between(start, home[0].start) if hit.kind == "country"]
        return tuple(sorted(hits[-1].countries)) if hits else ()

    def _hits_in(self, piece: Evidence) -> list[PlaceHit]:
        return self._between(piece.start, piece.end)

    def _between(self, start: int, end: int) -> list[PlaceHit]:
        low, high = (bisect_left(self._hits, at, key=lambda hit: hit.start) for at in (start, end))
        return self._hits[low:high]

    def _first(self, place: DraftPlace, name: str, evidence: tuple[Evidence, ...], here: tuple[str, ...]) -> Resolution:
        own = next((hit.countries for hit in self._hits_in(evidence[0]) if hit.name == name), frozenset())
        often = frozenset(code for code, number in self._counted.items() if number > 1)
        scopes = dict.fromkeys(scope for scope in (frozenset(here), frozenset(self._main), often, own) if scope)
        tried = [self._resolved(name, scope, place.near, evidence) for scope in scopes or [frozenset()]]
        return next((resolution for resolution in tried if resolution.match in _SURE), tried[0])

    def _resolved(self, name: str, countries: frozenset[str], near: bool, evidence: tuple[Evidence, ...]) -> Resolution:
        stated = self._stated_area(name, countries, evidence[0])
        return self._reference.gazetteer.resolve(name, countries, stated, near)

    def _stated_area(self, name: str, countries: frozenset[str], piece: Evidence) -> Area | None:
        hits = self._hits_in(piece)
        here = next((hit for hit in hits if hit.name == name), None)
        areas = [hit for hit in hits if hit.kind == "area" and here is not None and hit != here]
        if here is None or not areas:
            return None
        nearest = min(areas, key=lambda hit: abs(hit.first - here.first))
        is_near = abs(nearest.first - here.first) <= _NEAR_WORDS
        return self._reference.gazetteer.area(nearest.name, countries) if is_near else None


def _undated(canonical: str) -> str:
    """`Military Forces of Mali (2021-)` without its years: of an unknown day nobody can say which they were."""
    return _YEARS.sub("", canonical)


def _place(name: str, resolution: Resolution, evidence: tuple[Evidence, ...]) -> Place:
    return Place(
        name=name,
        canonical=resolution.canonical,
        country=resolution.country,
        admin1=resolution.admin1,
        admin2=resolution.admin2,
        latitude=resolution.latitude,
        longitude=resolution.longitude,
        gazetteer_id=resolution.gazetteer_id,
        match=resolution.match,
        geo_precision=resolution.geo_precision,  # type: ignore[arg-type]
        evidence=evidence,
    )
