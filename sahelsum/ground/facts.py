"""The facts of one incident, each checked against its own quotes.

A fact whose number, outcome, name or speaker is not in its quotes is refused whole: a toll without its speaker would
become the outlet's own voice. Who relays or denies it, and what it points at, may fall away alone, with its own line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sahelsum import draft as d
from sahelsum import incident as i
from sahelsum.evidence import Evidence, Speaker
from sahelsum.ground.check import Checks, Found
from sahelsum.ground.ledger import Refusal
from sahelsum.ground.links import united

T = TypeVar("T")
Voice = Callable[[str, Evidence], Speaker]
"""Makes a speaker of a name as written and the evidence that holds it."""


@dataclass(frozen=True, slots=True)
class Pointers:
    """Where a draft's numbers for places and actors point once some were refused or united."""

    places: Mapping[int, int]
    actors: Mapping[int, int]


class Facts:
    """Checks the facts of one incident; `home` is the incident's own evidence."""

    def __init__(self, checks: Checks, pointers: Pointers, voice: Voice, home: Sequence[Evidence]) -> None:
        self._checks = checks
        self._pointers = pointers
        self._voice = voice
        self._home = tuple(home)

    def toll(self, toll: d.DraftToll, fact: str) -> i.Toll:
        """The toll without its `part_of`: number, outcome, victims and speaker are in its quotes."""
        found = self._checks.quotes(fact, toll.quote, toll.attribution_quote)
        count = self._checks.toll(toll, found)
        victims, named = self._victims(toll, found)
        by = self._speaker(toll.according_to, found)
        return i.Toll(
            victims=victims,
            group=toll.group,
            actor=self._pointed(f"{fact}.actor", toll.actor, self._pointers.actors, found),
            place=self._pointed(f"{fact}.place", toll.place, self._pointers.places, found),
            outcome=toll.outcome,
            count=count,
            part_of=None,
            superseded=toll.superseded,
            according_to=by,
            denied_by=self._or_null(f"{fact}.denied_by", lambda: self._speaker(toll.denied_by, found)),
            evidence=united(found.evidence, named),
        )

    def responsibility(self, said: d.DraftResponsibility, fact: str) -> i.Responsibility:
        """The statement: its actor stands and its speaker is in its quotes."""
        found = self._checks.quotes(fact, said.quote, said.attribution_quote)
        actor = self._pointers.actors.get(said.actor)
        if actor is None:
            raise Refusal(f"actor {said.actor}", "no_such_reference", said.quote)
        by = self._speaker(said.by, found)
        channel = self._word(f"{fact}.channel", said.channel, found)
        return i.Responsibility(status=said.status, actor=actor, by=by, channel=channel, evidence=found.evidence)

    def undisclosed(self, silence: d.DraftUndisclosed, fact: str) -> i.Undisclosed:
        """The silence: who keeps it is in its quotes."""
        found = self._checks.quotes(fact, silence.quote, silence.attribution_quote)
        return i.Undisclosed(group=silence.group, by=self._speaker(silence.by, found), evidence=found.evidence)

    def claim(self, claim: d.DraftClaim, fact: str) -> i.Claim:
        """The claim: its speaker is in its quotes."""
        found = self._checks.quotes(fact, claim.quote, claim.attribution_quote)
        return i.Claim(
            topic=claim.topic,
            speaker=self._voice(*self._checks.name(claim.speaker, found, "speaker_not_in_quote")),
            via=self._word(f"{fact}.via", claim.via, found),
            place=self._pointed(f"{fact}.place", claim.place, self._pointers.places, found),
            statement=found.evidence[0].quote,
            denied=claim.denied,
            evidence=found.evidence,
        )

    def target(self, target: d.DraftTarget, fact: str) -> i.Target:
        """The target: its name and its number are in its quote."""
        found = self._checks.quotes(fact, target.quote)
        name, _ = self._checks.name(target.name, found, "name_not_in_quote")
        count = None if target.count is None else self._checks.count(target.count, found)
        place = self._pointed(f"{fact}.place", target.place, self._pointers.places, found)
        return i.Target(name=name, kind=target.kind, place=place, count=count, evidence=found.evidence)

    def weapon(self, weapon: d.DraftWeapon, fact: str) -> i.WeaponUse:
        """The weapon: its name is in its quote."""
        found = self._checks.quotes(fact, weapon.quote)
        name, _ = self._checks.name(weapon.name, found, "word_not_in_quote")
        return i.WeaponUse(name=name, kind=weapon.kind, evidence=found.evidence)

    def materiel(self, thing: d.DraftMateriel, fact: str) -> i.Materiel:
        """The things: their name, number and speaker are in their quotes."""
        found = self._checks.quotes(fact, thing.quote, thing.attribution_quote)
        item, _ = self._checks.name(thing.item, found, "word_not_in_quote")
        count = None if thing.count is None else self._checks.count(thing.count, found, of_units=True)
        said_by = self._speaker(thing.according_to, found)
        by = self._pointed(f"{fact}.by", thing.by, self._pointers.actors, found)
        return i.Materiel(
            item=item, action=thing.action, by=by, count=count, according_to=said_by, evidence=found.evidence
        )

    def _victims(self, toll: d.DraftToll, found: Found) -> tuple[str, tuple[Evidence, ...]]:
        """The people counted, as written: in the toll's quotes, or in the incident's own, then evidence too."""
        if not any(map(str.isalnum, toll.victims)):
            return "", ()
        try:
            return self._checks.name(toll.victims, found, "name_not_in_quote")[0], ()
        except Refusal:
            home = self._checks.found(toll.quote, self._home)
            victims, named = self._checks.name(toll.victims, home, "name_not_in_quote")
            return victims, (named,)

    def _speaker(self, name: str | None, found: Found) -> Speaker | None:
        if name is None:
            return None
        return self._voice(*self._checks.name(name, found, "speaker_not_in_quote"))

    def _word(self, fact: str, words: str | None, found: Found) -> str | None:
        if words is None:
            return None
        return self._or_null(fact, lambda: self._checks.name(words, found, "word_not_in_quote")[0])

    def _pointed(self, fact: str, number: int | None, pointers: Mapping[int, int], found: Found) -> int | None:
        if number is None or number in pointers:
            return None if number is None else pointers[number]
        self._checks.ledger.refuse(fact, number, "no_such_reference", found.quote)
        return None

    def _or_null(self, fact: str, part: Callable[[], T | None]) -> T | None:
        """The part, or null and a line in the audit: the fact stands without it."""
        try:
            return part()
        except Refusal as refusal:
            self._checks.ledger.take(fact, refusal)
            return None
