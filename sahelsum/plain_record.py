"""The plain baseline's answer as a record: names and places resolved as ours are, nothing checked against the words.

It has no quotes, so each fact's evidence is where its words or digits first stand in the article, or else the title:
what such a pipeline could show at best. Its numbers are taken as exact, its source as the speaker of every toll.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from sahelsum import codebook as cb
from sahelsum.article import Article
from sahelsum.evidence import Count, Evidence, Speaker
from sahelsum.ground import Grounded
from sahelsum.incident import Actor, EventDate, Incident, Place, Responsibility, Toll, WeaponUse
from sahelsum.plain_draft import PlainDraft, PlainEvent
from sahelsum.reference import Reference

_OUTCOMES: tuple[tuple[Literal["killed", "wounded", "abducted"], cb.Outcome], ...] = (
    ("killed", "killed"), ("wounded", "wounded"), ("abducted", "abducted"),
)  # fmt: skip
_LONGEST = 120
"""Characters of the passage shown for a fact whose words are not in the article."""


def taken_as_said(draft: PlainDraft, article: Article, reference: Reference) -> Grounded:
    """The incidents as the answer has them; nothing is refused."""
    made = _Maker(article, reference)
    return Grounded(tuple(made.incident(event, number) for number, event in enumerate(draft.events, start=1)), ())


class _Maker:
    def __init__(self, article: Article, reference: Reference) -> None:
        self._article = article
        self._reference = reference

    def incident(self, event: PlainEvent, number: int) -> Incident:
        """One event as an incident."""
        countries = (event.country,) if event.country and re.fullmatch("[A-Z]{2}", event.country) else ()
        day = _day(event.date)
        actors = [*self._actors(event.attackers, "initiator", countries, day),
                  *self._actors(event.victims, "target", countries, day)]  # fmt: skip
        source = None if event.source is None else self._speaker(event.source, countries, day)
        return Incident(
            id=f"i{number}", role="reported", event_type=cb.EVENT_TYPE_OF[event.event_type],
            sub_event_type=event.event_type, date=self._date(event.date, day), countries=countries,
            places=tuple(self._place(name, countries) for name in event.locations), actors=tuple(actors),
            responsibility=tuple(self._claim(event, actors, countries, day)), unclaimed=None,
            casualties=tuple(self._tolls(event, actors, source)), undisclosed=(), claims=(), targets=(),
            weapons=tuple(
                WeaponUse(name=kind, kind=kind, evidence=self._evidence(kind)) for kind in dict.fromkeys(event.weapons)
            ),
            materiel=(), evidence=self._evidence(*event.locations, *event.attackers),
        )  # fmt: skip

    def _evidence(self, *words: str) -> tuple[Evidence]:
        """The line in which the first of `words` that is in the article stands, or the head of the article."""
        text = self._article.text
        at = next((found for word in words if word and (found := text.find(word)) >= 0), 0)
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        quote = text[start:end] or text[:_LONGEST]
        start = start if text[start:end] else 0
        return (Evidence(quote=quote, start=start, end=start + len(quote)),)

    def _date(self, told: str | None, day: date | None) -> EventDate:
        return EventDate(
            start=day, end=day, partial=None, time_precision=None if day is None else 1,
            basis="unresolved" if day is None else "explicit", anchor=None, text=told, time_of_day=None,
            evidence=() if told is None else self._evidence(told),
        )  # fmt: skip

    def _place(self, name: str, countries: tuple[str, ...]) -> Place:
        known = self._reference.gazetteer.resolve(name, frozenset(countries))
        return Place(
            name=name, canonical=known.canonical, country=known.country, admin1=known.admin1, admin2=known.admin2,
            latitude=known.latitude, longitude=known.longitude, gazetteer_id=known.gazetteer_id, match=known.match,
            geo_precision=known.geo_precision, evidence=self._evidence(name),  # type: ignore[arg-type]
        )  # fmt: skip

    def _actors(
        self, names: list[str], role: cb.ActorRole, countries: tuple[str, ...], day: date | None
    ) -> Iterator[Actor]:
        for name in names:
            known = self._reference.actors.resolve(name, countries, day, self._article.language)
            yield Actor(
                name=name, actor_id=None if known is None else known.actor_id,
                canonical=None if known is None else known.canonical,
                actor_type=(known.actor_type or None) if known is not None else None,  # type: ignore[arg-type]
                role=role, certainty="stated", evidence=self._evidence(name),
            )  # fmt: skip

    def _speaker(self, name: str, countries: tuple[str, ...], day: date | None) -> Speaker:
        known = self._reference.actors.resolve(name, countries, day, self._article.language)
        is_party = self._reference.actors.party(name, countries, day, self._article.language)
        actor_id = None if known is None else known.actor_id
        return Speaker(name=name, actor_id=actor_id, party_to_conflict=is_party, evidence=self._evidence(name))

    def _claim(
        self, event: PlainEvent, actors: list[Actor], countries: tuple[str, ...], day: date | None
    ) -> Iterator[Responsibility]:
        if event.claimed_by is None:
            return
        by = self._speaker(event.claimed_by, countries, day)
        same = (at for at, actor in enumerate(actors) if actor.actor_id == by.actor_id or actor.name == by.name)
        at = next(same, None)
        if at is not None:
            yield Responsibility(status="claimed", actor=at, by=by, channel=None, evidence=by.evidence)

    def _tolls(self, event: PlainEvent, actors: list[Actor], source: Speaker | None) -> Iterator[Toll]:
        group = self._group([actor for actor in actors if actor.role == "target"])
        for field, outcome in _OUTCOMES:
            number: int | None = getattr(event, field)
            if number is not None and number >= 0:
                count = Count(low=number, high=number, qualifier="exact", text=str(number))
                yield Toll(
                    victims=", ".join(event.victims) or "people", group=group, actor=None, place=None, outcome=outcome,
                    count=count, part_of=None, superseded=False, according_to=source, denied_by=None,
                    evidence=self._evidence(str(number)),
                )  # fmt: skip

    def _group(self, victims: list[Actor]) -> cb.Group:
        """How the victims are counted: as the actors file has them, mixed where it has several."""
        known = [self._reference.actors.actor(actor.actor_id) for actor in victims if actor.actor_id]
        groups = {actor.group for actor in known if actor is not None and actor.group}
        if len(groups) > 1:
            return "mixed"
        return groups.pop() if groups else "unknown"  # type: ignore[return-value]


def _day(told: str | None) -> date | None:
    try:
        return None if told is None else date.fromisoformat(told)
    except ValueError:
        return None
