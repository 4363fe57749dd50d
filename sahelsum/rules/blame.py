"""Responsibility that a hedge before the attacker's name implies: "suspected jihadists attacked" suspects them.

Only the initiator is asked for, and only where no claim, accusation or denial has been found already. What a
speaker tells of an attacker without a hedge is the telling itself and no separate accusation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sahelsum.rules.parties import Party
from sahelsum.rules.responsibility import ResponsibilityHit
from sahelsum.rules.speech import SpeakerHit, speaker_of


def implied(parties: Sequence[Party], speakers: Sequence[SpeakerHit]) -> Iterator[ResponsibilityHit]:
    """The initiator as suspected, if the words hedge every mention of it; whoever speaks there suspects it."""
    for party in parties:
        if party.role == "initiator" and party.is_suspected:
            yield ResponsibilityHit(
                start=party.hit.start,
                end=party.hit.end,
                status="suspected",
                actor_name=party.name,
                actor_start=party.hit.start,
                actor_end=party.hit.end,
                by=speaker_of(speakers, party.hit.start),
                channel=None,
            )
