"""Tolls said twice in one article: one claim with more evidence, not two claims.

A headline or second paragraph that repeats an attributed number without its speaker is further evidence of that
claim (DESIGN section 4). Numbers that differ in anything but that stay apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from sahelsum.rules.speech import SpeakerHit
from sahelsum.rules.tolls import TollHit


def without_twins(tolls: Sequence[TollHit]) -> list[tuple[TollHit, SpeakerHit | None]]:
    """Each toll with its speaker, or that of an attributed twin; a toll with neither speaker nor twin keeps none."""
    return [(toll, toll.speaker or _speaker_of_twin(toll, tolls)) for toll in tolls]


def _speaker_of_twin(toll: TollHit, tolls: Sequence[TollHit]) -> SpeakerHit | None:
    twins = [other for other in tolls if other.speaker is not None and is_same_number(toll, other)]
    return twins[0].speaker if twins else None


def is_same_number(toll: TollHit, other: TollHit) -> bool:
    """Whether both tolls state one number of one outcome, of groups that may be the same."""
    count, same = toll.count, other.count
    return (
        (count.low, count.high, count.qualifier, toll.outcome) == (same.low, same.high, same.qualifier, other.outcome)
        and count.qualifier != "vague"
        and (toll.group == other.group or "unknown" in (toll.group, other.group))
        and toll.superseded == other.superseded
    )
