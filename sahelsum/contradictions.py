"""Where an article disagrees with itself or with the gazetteer: shown side by side, never settled.

A stated region is checked against each place it is said of, a stated border by distance; two spellings of one
place and two tolls by one speaker are listed; so is a weekday that its date denies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from sahelsum.article import Span
from sahelsum.dates import find_dates
from sahelsum.evidence import Evidence
from sahelsum.fold import fold
from sahelsum.incident import Incident, Place, Toll
from sahelsum.places import PlaceHit
from sahelsum.record import Contradiction
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.view import Spanned, View
from sahelsum.words import Words

NEAR_A_BORDER_KM = 100.0
_ALL = re.compile(r"\b(?:all|every|tous|toutes)\b", re.IGNORECASE)
_BORDER = re.compile(r"\b(?:border|frontier|boundary|frontière)s?\b", re.IGNORECASE)
_ALSO_BORDER = re.compile(r"(?:\s*(?:and|et|,|with|avec|la|le|l['’]|du|de|d['’]|the)\s*)+\Z")


def contradictions(view: View, incidents: tuple[Incident, ...]) -> Iterator[Contradiction]:
    """Every contradiction found, those of places first."""
    found: dict[str, Contradiction] = {}
    areas = {
        fold(place.name): incident.id for incident in incidents for place in incident.places if place.match == "area"
    }
    news = next((incident for incident in incidents if incident.role == "reported"), None)
    for incident in incidents:
        sentences = _sentences(view, incident, is_news=incident is news)
        for contradiction in (
            *_regions(view, incident, sentences, areas),
            *_borders(view, incident, sentences),
            *_weekday(view, incident),
            *_tolls(incident),
        ):
            found.setdefault(contradiction.what, contradiction)
    for contradiction in _spellings(view, incidents):
        found.setdefault(contradiction.what, contradiction)
    yield from found.values()


def _evidence(view: View, span: Spanned) -> Evidence:
    return Evidence(quote=view.text[span.start : span.end], start=span.start, end=span.end)


def _sentences(view: View, incident: Incident, *, is_news: bool) -> list[Sentence]:
    """The sentences that hold evidence of the incident or name a place of it; of the news also those that say
    'the attacks' or 'all the towns' and name no town."""
    held = [
        incident.evidence,
        *(place.evidence for place in incident.places),
        *(claim.evidence for claim in incident.claims),
    ]
    starts = {piece.start for evidence in held for piece in evidence}
    sentences = {view.sentence_at(start) for start in starts}
    known = {fold(place.name) for place in incident.places}
    for sentence in view.sentences:
        named = {fold(hit.name) for hit in view.within(view.places, sentence)}
        towns = any(hit.kind == "place" for hit in view.within(view.places, sentence))
        told = any(hit.value == "anaphor" for hit in view.within(view.table("cues"), sentence))
        told = told or _ALL.search(view.text, sentence.start, sentence.end) is not None
        if named & known or (is_news and told and not towns):
            sentences.add(sentence)
    return sorted((s for s in sentences if s is not None), key=lambda sentence: sentence.start)


def _regions(
    view: View, incident: Incident, sentences: list[Sentence], areas: dict[str, str]
) -> Iterator[Contradiction]:
    """Places outside a region said of them; `areas` are the regions in which other incidents happened."""
    gazetteer = view.reference.gazetteer
    for sentence in sentences:
        hits = view.within(view.places, sentence)
        for hit in (hit for hit in hits if hit.kind == "area"):
            area = gazetteer.area(hit.name, frozenset(incident.countries))
            if area is None or areas.get(fold(hit.name), incident.id) != incident.id:
                continue
            for place in _said_of(view, incident, sentence, hits, hit):
                if place.country in area.countries and gazetteer.inside(place, area) is False:
                    yield Contradiction(
                        kind="place_outside_stated_region",
                        what=f"{place.canonical or place.name} ({place.admin1}) is not in {hit.name}",
                        evidence=(_evidence(view, sentence), place.evidence[0])[
                            : 1 if place.evidence[0].start == sentence.start else 2
                        ],
                    )


def _said_of(view: View, incident: Incident, sentence: Sentence, hits: list[PlaceHit], area: PlaceHit) -> list[Place]:
    """The places that the region is said of: the one just before it ('X, in the east'), those of its sentence, or,
    where the sentence names none or says 'all', every place of the incident."""
    known = {fold(place.name): place for place in incident.places if place.match not in ("area", "unresolved")}
    towns = [hit for hit in hits if hit.kind == "place"]
    before = [hit for hit in towns if 0 <= area.start - hit.end <= 60]
    if before:
        return [known[fold(before[-1].name)]] if fold(before[-1].name) in known else []
    if towns and not _ALL.search(view.text, sentence.start, sentence.end):
        return [known[name] for name in dict.fromkeys(fold(hit.name) for hit in towns) if name in known]
    return list(known.values())


def _borders(view: View, incident: Incident, sentences: list[Sentence]) -> Iterator[Contradiction]:
    gazetteer = view.reference.gazetteer
    for sentence in sentences:
        named = _border_countries(view, sentence) - set(incident.countries[:1])
        places = [place for place in incident.places if place.latitude is not None]
        mentioned = {fold(hit.name) for hit in view.within(view.places, sentence)}
        said_of = [place for place in places if fold(place.name) in mentioned] or places
        for place in said_of if named else ():
            distances = [
                km for country in named if (km := gazetteer.border_km(place, country)) is not None
            ]
            if distances and min(distances) > NEAR_A_BORDER_KM:
                countries = " or ".join(gazetteer.country_name(code, "en") for code in sorted(named))
                yield Contradiction(
                    kind="place_far_from_stated_border",
                    what=f"{place.canonical or place.name} is {min(distances):.0f} km from the border with {countries}",
                    evidence=(_evidence(view, sentence),),
                )


def _border_countries(view: View, sentence: Sentence) -> set[str]:
    """The countries of 'near the borders with Mauritania and Senegal', 'à la frontière burkinabè'."""
    named: set[str] = set()
    for border in _BORDER.finditer(view.text, sentence.start, sentence.end):
        after = view.within(view.places, Span(border.end(), min(sentence.end, border.end() + 70)))
        position = border.end()
        for hit in after:
            between = view.text[position : hit.start]
            if hit.kind != "country" or not (
                _ALSO_BORDER.fullmatch(between) or (position == border.end() and len(between) < 14)
            ):
                break
            named |= hit.countries
            position = hit.end
        before = view.within(view.places, Span(max(sentence.start, border.start() - 16), border.start()))
        named |= {
            code for hit in before if hit.kind == "country" and border.start() - hit.end <= 3 for code in hit.countries
        }
    return named


def _spellings(view: View, incidents: tuple[Incident, ...]) -> Iterator[Contradiction]:
    countries = frozenset(country for incident in incidents for country in incident.countries)
    seen: dict[str, dict[str, PlaceHit]] = {}
    for sentence in view.sentences:
        for hit in view.within(view.places, sentence):
            if hit.kind == "place":
                place = view.reference.gazetteer.resolve(hit.name, countries)
                if place.gazetteer_id is not None:
                    seen.setdefault(place.gazetteer_id, {}).setdefault(fold(hit.name).replace("-", " "), hit)
    for spellings in seen.values():
        for (name, hit), (other, second) in combinations(spellings.items(), 2):
            if name not in other and other not in name:
                yield Contradiction(
                    kind="two_spellings",
                    what=f"{hit.name} and {second.name} are one place",
                    evidence=(_evidence(view, hit), _evidence(view, second)),
                )


def _weekday(view: View, incident: Incident) -> Iterator[Contradiction]:
    """'Tuesday 2 July 2025', which was a Wednesday."""
    when = incident.date
    written = [hit.parts.start for hit in find_dates(Words(when.text or ""), view.language)]
    named = next((point.weekday for point in written if point is not None and point.weekday is not None), None)
    if when.start is None or when.start != when.end or named is None or not when.evidence:
        return
    if any(point is not None and point.day is not None for point in written) and when.start.weekday() != named:
        yield Contradiction(
            kind="weekday", what=f"{when.start} was not the weekday of {when.text!r}", evidence=when.evidence[:1]
        )


def _tolls(incident: Incident) -> Iterator[Contradiction]:
    plain = [
        toll for toll in incident.casualties if not toll.superseded and toll.part_of is None and toll.place is None
    ]
    for toll, other in combinations(plain, 2):
        if (
            _speaker(toll) == _speaker(other)
            and toll.group == other.group
            and toll.outcome == other.outcome
            and _conflict(toll, other)
        ):
            said = f"according to {toll.according_to.name}" if toll.according_to else "in the outlet's own voice"
            yield Contradiction(
                kind="two_tolls",
                what=f"{toll.count.text} and {other.count.text} {toll.group} {toll.outcome}, both {said}",
                evidence=(toll.evidence[0], other.evidence[0]),
            )


def _speaker(toll: Toll) -> str | None:
    return None if toll.according_to is None else toll.according_to.actor_id or fold(toll.according_to.name)


def _conflict(toll: Toll, other: Toll) -> bool:
    """Whether no number fits both: their intervals do not meet. Two numbers of one clause count two sets of people."""
    if toll.evidence[0] == other.evidence[0] or "vague" in (toll.count.qualifier, other.count.qualifier):
        return False
    low, high = toll.count.low or 0, toll.count.high if toll.count.high is not None else 10**9
    other_low, other_high = other.count.low or 0, other.count.high if other.count.high is not None else 10**9
    return high < other_low or other_high < low
