"""The lists of a dossier: each value of the members once, in every spelling, with the articles that state it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from sahelsum import codebook as cb
from sahelsum import dossier_facts as out
from sahelsum import incident as rec
from sahelsum.corroboration.merge import Merged, Part, Table, Voices, merged
from sahelsum.evidence import Count
from sahelsum.likeness.names import tokens
from sahelsum.places.rows import key_of


def places(parts: Sequence[Part]) -> Table[rec.Place]:
    """Places by their id, else by their name; spellings merge where the gazetteer knows them."""
    return merged(parts, lambda one: one.places, lambda _, place: _place_key(place))


def _place_key(place: rec.Place) -> Hashable:
    return place.gazetteer_id or (key_of(place.name), place.match == "area")


def actors(parts: Sequence[Part]) -> Table[rec.Actor]:
    """Actors by their id, else by their name, once in each role."""
    return merged(parts, lambda one: one.actors, lambda _, actor: (actor.role, actor_key(actor)))


def actor_key(actor: rec.Actor) -> Hashable:
    """The same for all names of one actor."""
    return actor.actor_id or tokens(actor.name)


def written_places(table: Table[rec.Place]) -> tuple[out.DossierPlace, ...]:
    """The places as the dossier has them: as precise as the most precise article."""
    return tuple(_place(value) for value in table.values)


def _place(value: Merged[rec.Place]) -> out.DossierPlace:
    best = min((fact for _, _, fact in value.said), key=lambda place: place.geo_precision or 9)
    return out.DossierPlace(
        **value.stated(), name=value.first.name, names=value.distinct(lambda place: place.name),
        canonical=best.canonical, country=best.country, admin1=best.admin1, admin2=best.admin2, latitude=best.latitude,
        longitude=best.longitude, gazetteer_id=best.gazetteer_id, match=best.match, geo_precision=best.geo_precision,
    )  # fmt: skip


def written_actors(table: Table[rec.Actor], disputed: frozenset[int]) -> tuple[out.DossierActor, ...]:
    """The actors as the dossier has them; `disputed` by index."""
    return tuple(
        out.DossierActor(
            **value.stated(at in disputed), name=value.first.name, names=value.distinct(lambda actor: actor.name),
            actor_id=value.first.actor_id, canonical=value.first.canonical, actor_type=value.first.actor_type,
            role=value.first.role,
            certainty="stated" if any(fact.certainty == "stated" for _, _, fact in value.said) else "suspected",
        )
        for at, value in enumerate(table.values)
    )  # fmt: skip


class Lists:
    """The lists that point at places and actors."""

    def __init__(
        self, parts: Sequence[Part], voices: Voices, places: Table[rec.Place], actors: Table[rec.Actor]
    ) -> None:
        self._parts = parts
        self._voices = voices
        self._places = places
        self._actors = actors

    def responsibility(self) -> Table[rec.Responsibility]:
        """Who says that who did it."""
        return merged(
            self._parts, lambda one: one.responsibility,
            lambda part, said: (said.status, self._actors.at(part, said.actor), self._voices.key(said.by)),
        )  # fmt: skip

    def written_responsibility(
        self, table: Table[rec.Responsibility], disputed: frozenset[int]
    ) -> tuple[out.DossierResponsibility, ...]:
        """Who says so, as the dossier has it."""
        return tuple(
            out.DossierResponsibility(
                **value.stated(at in disputed), status=value.first.status,
                actor=self._actors.at(value.said[0][0], value.first.actor) or 0,
                by=self._voices.voice(said.by for _, _, said in value.said),
                channels=value.distinct(lambda said: said.channel),
            )
            for at, value in enumerate(table.values)
        )  # fmt: skip

    def claims(self) -> Table[rec.Claim]:
        """Claims by topic and voice; two statements on one topic by one voice are two where the words differ."""
        return merged(self._parts, lambda one: one.claims,
                      lambda _, claim: (claim.topic, claim.denied, self._voices.key(claim.speaker),
                                        tokens(claim.statement)))  # fmt: skip

    def written_claims(self, table: Table[rec.Claim], disputed: frozenset[int]) -> tuple[out.DossierClaim, ...]:
        """The claims as the dossier has them."""
        return tuple(
            out.DossierClaim(
                **value.stated(at in disputed), topic=value.first.topic, via=value.first.via,
                speaker=self._voices.voice(claim.speaker for _, _, claim in value.said) or _nobody(),
                place=self._places.at(value.said[0][0], value.first.place), statement=value.first.statement,
                denied=value.first.denied,
            )
            for at, value in enumerate(table.values)
        )  # fmt: skip

    def undisclosed(self) -> tuple[out.DossierUndisclosed, ...]:
        """The silences."""
        table = merged(self._parts, lambda one: one.undisclosed,
                       lambda _, silence: (silence.group, self._voices.key(silence.by)))  # fmt: skip
        return tuple(
            out.DossierUndisclosed(**value.stated(), group=value.first.group,
                                   by=self._voices.voice(silence.by for _, _, silence in value.said))
            for value in table.values
        )  # fmt: skip

    def targets(self) -> tuple[out.DossierTarget, ...]:
        """What was aimed at, by kind, name and number."""
        table = merged(self._parts, lambda one: one.targets,
                       lambda _, target: (target.kind, tokens(target.name), _number(target.count)))  # fmt: skip
        return tuple(
            out.DossierTarget(**value.stated(), name=value.first.name, kind=value.first.kind, count=value.first.count,
                              place=self._places.at(value.said[0][0], value.first.place))
            for value in table.values
        )  # fmt: skip

    def weapons(self) -> tuple[out.DossierWeapon, ...]:
        """The means, by kind."""
        table = merged(self._parts, lambda one: one.weapons, lambda _, weapon: weapon.kind)
        return tuple(
            out.DossierWeapon(**value.stated(), name=value.first.name, kind=value.first.kind) for value in table.values
        )

    def materiel(self) -> tuple[out.DossierMateriel, ...]:
        """Things, by what they are, what became of them and who says so."""
        table = merged(self._parts, lambda one: one.materiel,
                       lambda _, thing: (thing.action, tokens(thing.item), _number(thing.count),
                                         self._voices.key(thing.according_to)))  # fmt: skip
        return tuple(
            out.DossierMateriel(
                **value.stated(), item=value.first.item, action=value.first.action, count=value.first.count,
                by=self._actors.at(value.said[0][0], value.first.by),
                according_to=self._voices.voice(thing.according_to for _, _, thing in value.said),
            )
            for value in table.values
        )  # fmt: skip


def _number(count: Count | None) -> tuple[int | None, int | None, cb.Qualifier] | None:
    return None if count is None else (count.low, count.high, count.qualifier)


def _nobody() -> out.Voice:
    return out.Voice(name="", names=(), actor_id=None, party_to_conflict=False)
