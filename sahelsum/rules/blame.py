"""Responsibility that the telling itself implies: "suspected jihadists attacked" suspects, "JNIM attacked" attributes.

Only the initiator is asked for, and only where no claim, accusation or denial has been found already. A named group
or force that is said to have fought or struck is held responsible by whoever says so, the outlet itself included; a
force that reports its own operation claims it. Unnamed gunmen are held responsible by nobody, and so are those who
only arrest, surrender or demonstrate.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sahelsum.actors import Actor
from sahelsum.codebook import EVENT_TYPE_OF, ResponsibilityStatus, SubEventType
from sahelsum.rules.parties import Party
from sahelsum.rules.responsibility import ResponsibilityHit
from sahelsum.rules.speech import SpeakerHit, speaker_of
from sahelsum.rules.view import View

_VIOLENT = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})


def implied(
    view: View, parties: Sequence[Party], speakers: Sequence[SpeakerHit], kind: SubEventType
) -> Iterator[ResponsibilityHit]:
    """The initiator as suspected, if the words hedge every mention of it, else as who did it if it is named."""
    for party in parties:
        if party.role != "initiator":
            continue
        speaker = _speaker(party, speakers)
        is_own = speaker is not None and party.actor is not None and _is_of(view, speaker, party.actor)
        if party.is_suspected:
            yield _hit(party, "suspected", None if is_own else speaker)
        elif party.actor is not None and _is_named(party.actor) and EVENT_TYPE_OF[kind] in _VIOLENT:
            yield _hit(party, "claimed" if is_own else "attributed", speaker)


def _is_named(actor: Actor) -> bool:
    """Whether it is a group or force by name, no gunmen and no lone bomber."""
    return actor.kind == "armed" and not actor.actor_id.startswith("unidentified")


def _speaker(party: Party, speakers: Sequence[SpeakerHit]) -> SpeakerHit | None:
    """Who tells of the party there: itself where it is the one that speaks."""
    at = bisect_left(speakers, party.hit.end, key=lambda hit: hit.scope_start)
    itself = (hit for hit in speakers[at : at + 3] if hit.start <= party.hit.start and party.hit.end <= hit.end)
    return next(itself, None) or speaker_of(speakers, party.hit.start)


def _is_of(view: View, speaker: SpeakerHit, actor: Actor) -> bool:
    """Whether the speaker is the actor or speaks for it."""
    homes = (actor.home,) if actor.home else ()
    for hit in view.within(view.actors, speaker)[:1]:
        named = view.reference.actors.resolve(view.quote(hit), homes, None, view.language)
        return named is not None and actor.actor_id in (named.actor_id, named.speaks_for)
    return False


def _hit(party: Party, status: ResponsibilityStatus, by: SpeakerHit | None) -> ResponsibilityHit:
    return ResponsibilityHit(
        start=party.hit.start,
        end=party.hit.end,
        status=status,
        actor_name=party.name,
        actor_start=party.hit.start,
        actor_end=party.hit.end,
        by=by,
        channel=None,
    )
