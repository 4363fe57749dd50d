"""The facts of one incident, as a draft: each finder's hits that stand in the incident's own words.

Every hit becomes a draft part with the clause that holds it and, where its speaker is named elsewhere, the
clause that names them. Nothing is decided here but which hit belongs to which incident.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar

from sahelsum.article import Span
from sahelsum.codebook import Group, SubEventType
from sahelsum.draft import (
    DraftActor,
    DraftClaim,
    DraftCount,
    DraftDate,
    DraftMateriel,
    DraftPlace,
    DraftResponsibility,
    DraftTarget,
    DraftToll,
    DraftUndisclosed,
    DraftWeapon,
)
from sahelsum.fold import fold
from sahelsum.numbers import CountHit
from sahelsum.places import PlaceHit
from sahelsum.rules.blame import implied
from sahelsum.rules.claims import ClaimHit
from sahelsum.rules.cluster import Cluster
from sahelsum.rules.findings import Findings
from sahelsum.rules.groups import group_of
from sahelsum.rules.kinds import Victims, strikes_from_the_air, sub_event_type
from sahelsum.rules.materiel import MaterielHit, taker
from sahelsum.rules.parties import Party, parties
from sahelsum.rules.responsibility import ResponsibilityHit
from sahelsum.rules.sentences import clause
from sahelsum.rules.speech import SpeakerHit
from sahelsum.rules.things import used
from sahelsum.rules.tolls import TollHit
from sahelsum.rules.tolls.single import befell
from sahelsum.rules.twins import without_twins
from sahelsum.rules.view import Spanned, View
from sahelsum.rules.where import Location, countries_of, locations

H = TypeVar("H", bound=Spanned)


class Facts:
    """The draft facts of `cluster`, one method a field of the draft."""

    def __init__(self, view: View, cluster: Cluster, clusters: list[Cluster], findings: Findings) -> None:
        self.view = view
        self.cluster = cluster
        self.clusters = clusters
        self.findings = findings
        self._spans = [(segment.start, segment.end) for segment in cluster.segments]

    def _own(self, hits: Sequence[H]) -> list[H]:
        return [hit for hit in hits if any(start <= hit.start < end for start, end in self._spans)]

    def _quote(self, *hits: Spanned | None) -> str:
        """The clause that holds all `hits` that stand in the sentence of the first."""
        first = next(hit for hit in hits if hit is not None)
        sentence = self.view.sentence_at(first.start)
        if sentence is None:
            return self.view.quote(first)
        last = self.view.sentence_at(first.end - 1)
        if last is not None and last.index != sentence.index:  # the number in one sentence, what it counts in another
            return self.view.text[sentence.start : last.end]
        inside = [hit for hit in hits if hit is not None and sentence.start <= hit.start and hit.end <= sentence.end]
        start, end = min(hit.start for hit in [first, *inside]), max(hit.end for hit in [first, *inside])
        left, right = clause(self.view.text, sentence, start, end)
        return self.view.text[left:right]

    def _count(self, hit: CountHit) -> DraftCount:
        return DraftCount(low=hit.low, high=hit.high, qualifier=hit.qualifier, text=self.view.quote(hit))

    def _attribution(self, speaker: SpeakerHit | None, quote: str) -> str | None:
        return None if speaker is None or speaker.name in quote else self._quote(speaker)

    # ── what, when, where ────────────────────────────────────────────────────────────────────────────────
    def quote(self) -> str:
        """The sentence that best shows the incident: the first that is no title and has a verb of it."""
        told = [segment for segment in self.cluster.segments if segment.triggers]
        body = [segment for segment in told if not segment.sentence.is_title] or told
        return self.view.quote(next((segment for segment in body if segment.is_specific), body[0]))

    @cached_property
    def kind(self) -> SubEventType:
        """ACLED's sub-event type."""
        victims = [Victims(toll.group, toll.outcome, toll.count.low) for toll in self._tolls if toll.count.high != 0]
        targets = [target.kind for target in self._own(self.findings.targets)]
        from_the_air = strikes_from_the_air(self.view, self.cluster, self._parties, self.findings.weapons)
        return sub_event_type(self.cluster, self._parties, victims, targets, from_the_air)

    def date(self) -> DraftDate:
        """The date words, and what they lean on."""
        hit = self.cluster.date
        if hit is None:
            return DraftDate(text=None, relative_to=None, time_of_day=None, quote=None)
        relative: int | str | None = None if hit.kind in ("full", "month_year", "year") else "publication"
        if self.cluster.anchor is not None:
            relative = self.clusters.index(self.cluster.anchor) + 1 if self.cluster.anchor in self.clusters else None
        part = self.view.text[slice(*hit.time_of_day)] if hit.time_of_day else None
        return DraftDate.model_validate(
            {"text": hit.text, "relative_to": relative, "time_of_day": part, "quote": self._quote(hit)}
        )

    def places(self) -> list[DraftPlace]:
        """Its places, in the order of the article."""
        return [
            DraftPlace(name=place.hit.name, near=place.is_near, quote=self._quote(place.hit))
            for place in self._locations
        ]

    @cached_property
    def _locations(self) -> list[Location]:
        return locations(self.view, self.cluster)

    def _place_index(self, hit: PlaceHit | None) -> int | None:
        names = [fold(place.hit.name) for place in self._locations]
        return names.index(fold(hit.name)) if hit is not None and fold(hit.name) in names else None

    # ── who ──────────────────────────────────────────────────────────────────────────────────────────────
    @cached_property
    def _parties(self) -> list[Party]:
        held = [Span(hit.actor_start, hit.actor_end) for hit in self._responsible if hit.status != "denied"]
        speakers = [Span(speaker.start, speaker.end) for speaker in self.findings.speakers]
        return parties(self.view, self.cluster, self._countries, held, speakers)

    @cached_property
    def _countries(self) -> tuple[str, ...]:
        return countries_of(self.view, self.cluster)

    @cached_property
    def _responsible(self) -> list[ResponsibilityHit]:
        return self._own(self.findings.responsibility)

    @cached_property
    def _actors(self) -> list[DraftActor]:
        found = [
            DraftActor(
                name=party.name,
                role=party.role,  # type: ignore[arg-type]
                certainty="suspected" if party.is_suspected or self._is_only_suspected(party) else "stated",
                quote=self._quote(party.hit),
            )
            for party in self._parties
        ]
        is_known = any(party.role == "initiator" and party.is_irregular for party in self._parties)
        for hit in self._responsible:
            again = is_known and self._identity(hit.actor_name).startswith("unidentified")
            if self._index_in(found, hit.actor_name) is None and not again:
                span = Span(hit.actor_start, hit.actor_end)
                found.append(DraftActor(name=hit.actor_name, role="other", certainty="stated", quote=self._quote(span)))
        return found

    def _is_only_suspected(self, party: Party) -> bool:
        """Whether all that names the attacker is somebody's suspicion."""
        wanted = self._identity(party.name)
        held = [hit for hit in self._responsible if self._identity(hit.actor_name) == wanted]
        inside = any(hit.actor_start <= party.hit.start < hit.actor_end for hit in held)
        return party.role == "initiator" and inside and {hit.status for hit in held} == {"suspected"}

    def actors(self) -> list[DraftActor]:
        """Its actors, the initiator first."""
        return self._actors

    def _index_in(self, actors: list[DraftActor], name: str | None) -> int | None:
        if name is None:
            return None
        wanted = self._identity(name)
        return next((index for index, actor in enumerate(actors) if self._identity(actor.name) == wanted), None)

    def _identity(self, name: str) -> str:
        actor = self.view.reference.actors.resolve(name, self._countries, None, self.view.language)
        return actor.actor_id if actor is not None else fold(name)

    def responsibility(self) -> list[DraftResponsibility]:
        """Who claims, attributes, suspects or denies."""
        found: dict[tuple[object, ...], DraftResponsibility] = {}
        hits = self._responsible or list(implied(self.view, self._parties, self.findings.speakers, self.kind))
        for hit in hits:
            index = self._index_in(self._actors, hit.actor_name)
            quote = self._quote(hit)
            if index is not None:
                found.setdefault(
                    (hit.status, index),
                    DraftResponsibility(
                        status=hit.status, actor=index, by=hit.by.name if hit.by else None, channel=hit.channel,
                        quote=quote, attribution_quote=self._attribution(hit.by, quote),
                    ),
                )  # fmt: skip
        return list(found.values())

    def unclaimed_quote(self) -> str | None:
        """The clause that says nobody has claimed it."""
        hits = self._own(self.findings.unclaimed)
        return self._quote(hits[0]) if hits else None

    # ── what came of it ──────────────────────────────────────────────────────────────────────────────────
    @cached_property
    def _tolls(self) -> list[TollHit]:
        return [toll for toll in self._own(self.findings.tolls) if befell(self.view, toll, self.findings.speakers)]

    def casualties(self) -> list[DraftToll]:
        """Its tolls; a headline's number without a speaker takes the speaker of its twin."""
        order = {id(toll): index for index, toll in enumerate(self._tolls)}
        return [self._toll(toll, speaker, order) for toll, speaker in without_twins(self._tolls)]

    def _toll(self, toll: TollHit, speaker: SpeakerHit | None, order: dict[int, int]) -> DraftToll:
        quote = self._quote(toll)
        whole = self.findings.tolls[toll.part_of] if toll.part_of is not None else None
        return DraftToll(
            victims=toll.victims, group=self._group(toll), actor=self._index_in(self._actors, toll.actor_name),
            place=self._place_index(toll.place), outcome=toll.outcome, count=self._count(toll.count),
            part_of=order.get(id(whole)), superseded=toll.superseded, according_to=speaker.name if speaker else None,
            denied_by=toll.denied_by.name if toll.denied_by else None, quote=quote,
            attribution_quote=self._attribution(speaker, quote),
        )  # fmt: skip

    def _group(self, toll: TollHit) -> Group:
        aimed = {party.actor.group for party in self._parties if party.role == "target" and party.actor is not None}
        return group_of(toll, self._tolls, aimed, self.kind)

    def undisclosed(self) -> list[DraftUndisclosed]:
        """Explicit silences about losses."""
        found: dict[tuple[object, ...], DraftUndisclosed] = {}
        for hit in self._own(self.findings.undisclosed):
            quote, name = self._quote(hit), hit.speaker.name if hit.speaker else None
            draft = DraftUndisclosed(
                group=hit.group, by=name, quote=quote, attribution_quote=self._attribution(hit.speaker, quote)
            )
            found.setdefault((hit.group, name), draft)
        return list(found.values())

    def claims(self) -> list[DraftClaim]:
        """Contested statements that are no tolls."""
        return [
            DraftClaim(
                topic=hit.topic, speaker=hit.speaker.name, via=hit.via, place=self._place_index(hit.place),
                denied=hit.denied, quote=self._quote(hit),
                attribution_quote=self._attribution(hit.speaker, self._quote(hit)),
            )
            for hit in self._claims()
        ]  # fmt: skip

    def _claims(self) -> list[ClaimHit]:
        """Its claims; of the main incident also doubts in words that are of no incident ('AFP could not verify')."""
        own = self._own(self.findings.claims)
        if self.cluster is next((cluster for cluster in self.clusters if not cluster.is_background), None):
            everywhere = [(segment.start, segment.end) for cluster in self.clusters for segment in cluster.segments]
            own += [
                hit
                for hit in self.findings.claims
                if hit.topic == "not_verified" and not any(start <= hit.start < end for start, end in everywhere)
            ]
        return sorted(own, key=lambda hit: hit.start)

    # ── with what, on what ───────────────────────────────────────────────────────────────────────────────
    def targets(self) -> list[DraftTarget]:
        """What was aimed at, each name once."""
        once = {(fold(hit.name), hit.kind): hit for hit in reversed(self._own(self.findings.targets))}
        return [
            DraftTarget(
                name=hit.name, kind=hit.kind, place=self._place_index(hit.place),
                count=self._count(hit.count) if hit.count else None, quote=self._quote(hit, hit.count),
            )
            for hit in sorted(once.values(), key=lambda hit: hit.start)
        ]  # fmt: skip

    def weapons(self) -> list[DraftWeapon]:
        """Means of attack, each kind once."""
        hits = used(self._own(self.findings.weapons), self.kind)
        return [DraftWeapon(name=hit.name, kind=hit.kind, quote=self._quote(hit)) for hit in hits]

    def materiel(self) -> list[DraftMateriel]:
        """Things taken, found, destroyed or lost."""
        once = {(fold(hit.item), hit.action): hit for hit in reversed(self._own(self.findings.materiel))}
        return [
            DraftMateriel(
                item=hit.item, action=hit.action, by=self._index_in(self._actors, self._taker(hit)),
                count=self._count(hit.count) if hit.count else None,
                according_to=hit.speaker.name if hit.speaker else None, quote=self._quote(hit, hit.count),
                attribution_quote=self._attribution(hit.speaker, self._quote(hit, hit.count)),
            )
            for hit in sorted(once.values(), key=lambda hit: hit.start)
        ]  # fmt: skip

    def _taker(self, hit: MaterielHit) -> str | None:
        name = hit.speaker.name if hit.speaker else ""
        speaker = self.view.reference.actors.resolve(name, self._countries, None, self.view.language)
        return taker(hit, self._parties, speaker is not None and speaker.group == "state_forces")
