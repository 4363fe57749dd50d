"""Preflight: is gold in order? Every quote in its article, every id known, every number and name in its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sahelsum.fold import fold
from sahelsum.gold.model import GoldFact, GoldIncident, GoldSpeaker, GoldToll, facts_of
from sahelsum.gold.store import Labelled, Problem
from sahelsum.numbers.stated import states
from sahelsum.reference import Reference


class Checker:
    """Checks the articles of one folder, one after another."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._texts: dict[str, str] = {}

    def problems(self, one: Labelled) -> list[Problem]:
        """What is wrong in gold that can be read: one sentence each; empty when all is well."""
        found = [*self._as_a_file(one), *_article(one, self._reference)]
        return [Problem(f"gold/{one.gold.id}.json", what) for what in found]

    def _as_a_file(self, one: Labelled) -> Iterator[str]:
        twin = self._texts.setdefault(one.article.id, one.gold.id)
        if twin != one.gold.id:
            yield f"labels the same text as gold/{twin}.json; keep one."
        if one.article.language != one.gold.language:
            yield f"says that the article is in {one.gold.language!r}; it is in {one.article.language!r}."


def _article(one: Labelled, reference: Reference) -> Iterator[str]:
    for quote in one.gold.hostile:
        yield from _quoted("hostile", quote, one.article.text)
    for number, incident in enumerate(one.gold.incidents):
        where = f"incidents.{number}"
        for quote in (*incident.evidence, *incident.unclaimed, *incident.date.evidence):
            yield from _quoted(where, quote, one.article.text)
        if incident.date.text is not None:
            yield from _held(f"{where}.date", incident.date.text, incident.date.evidence)
        yield from (f"{where}.{problem}" for problem in (*_parts(incident), *_countries(incident, reference)))
        for at, fact in facts_of(incident):
            for quote in fact.evidence:
                yield from _quoted(f"{where}.{at}", quote, one.article.text)
            yield from (f"{where}.{at}{problem}" for problem in _fact(fact, reference, one.gold.language))


def _countries(incident: GoldIncident, reference: Reference) -> Iterator[str]:
    named = {*incident.countries, *(place.country for place in incident.places if place.country is not None)}
    for code in sorted(named - reference.gazetteer.countries):
        yield f"countries: {code!r} is no country of the reference data; write its ISO code, as in countries.csv."
    for number, place in enumerate(incident.places):
        known = reference.gazetteer.place(place.gazetteer_id) if place.gazetteer_id is not None else None
        if known is not None and place.country not in (None, known.country):
            yield f"places.{number}: {known.name} ({known.gazetteer_id}) is in {known.country}, not in {place.country}."


def _quoted(where: str, quote: str, text: str) -> Iterator[str]:
    if quote not in text:
        yield f"{where}: the quote {_short(quote)} does not stand in the article; copy it as it is written there."


def _held(where: str, words: str, quotes: Sequence[str]) -> Iterator[str]:
    if not any(fold(words) in fold(quote) for quote in quotes):
        yield f"{where}: {_short(words)} does not stand in its evidence; quote the clause that holds it."


def _fact(fact: GoldFact, reference: Reference, language: str) -> Iterator[str]:
    for name in ("name", "victims", "item"):
        if hasattr(fact, name):
            yield from _held("", getattr(fact, name), fact.evidence)
    for reading in fact.readings():
        count = getattr(reading, "count", None)
        if count is not None:
            yield from _held(".count", count.text, reading.evidence)
            if not states(reading.evidence, count.low, count.high, count.text, language):
                value = f"{count.low}, {count.high} ({_short(count.text)})"
                yield f".count: its evidence does not say {value}; correct the one or the other."
        for role in ("by", "according_to", "denied_by", "speaker"):
            speaker = getattr(reading, role, None)
            if isinstance(speaker, GoldSpeaker):
                yield from _held(f".{role}", speaker.name, reading.evidence)
                yield from _actor_known(f".{role}", speaker.actor_id, reference)
        yield from _actor_known("", getattr(reading, "actor_id", None), reference)
        place = getattr(reading, "gazetteer_id", None)
        if place is not None and reference.gazetteer.place(place) is None:
            yield f": no place has the gazetteer_id {place!r}; see places.csv, or write null."


def _actor_known(where: str, actor_id: str | None, reference: Reference) -> Iterator[str]:
    if actor_id is not None and reference.actors.actor(actor_id) is None:
        yield f"{where}: no actor has the id {actor_id!r}; see actors.csv, or write null."


def _parts(incident: GoldIncident) -> Iterator[str]:
    for number in range(len(incident.casualties)):
        if _circles(incident.casualties, number):
            yield f"casualties.{number}: is part of itself."
    texts = Counter(fact.model_dump_json(exclude={"evidence", "note"}) for _, fact in facts_of(incident))
    for at, fact in facts_of(incident):
        if texts[fact.model_dump_json(exclude={"evidence", "note"})] > 1:
            yield f"{at}: stands twice; a statement is labelled once."


def _circles(tolls: Sequence[GoldToll], number: int) -> bool:
    seen: set[int] = set()
    at: int | None = number
    while at is not None and at not in seen:
        seen.add(at)
        at = tolls[at].part_of
    return at == number


def _short(words: str) -> str:
    line = " ".join(words.split())
    return repr(line if len(line) <= 60 else f"{line[:57]}…")


