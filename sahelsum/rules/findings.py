"""Everything the finders found in an article, before it is shared out among the incidents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sahelsum.rules.claims import ClaimHit
from sahelsum.rules.materiel import MaterielHit
from sahelsum.rules.responsibility import ResponsibilityHit, UnclaimedHit
from sahelsum.rules.speech import SpeakerHit
from sahelsum.rules.things import TargetHit, WeaponHit
from sahelsum.rules.tolls import TollHit
from sahelsum.rules.undisclosed import UndisclosedHit


@dataclass(frozen=True, slots=True)
class Findings:
    """What each finder found in the whole article."""

    speakers: Sequence[SpeakerHit]
    tolls: Sequence[TollHit]
    undisclosed: Sequence[UndisclosedHit]
    claims: Sequence[ClaimHit]
    responsibility: Sequence[ResponsibilityHit]
    unclaimed: Sequence[UnclaimedHit]
    targets: Sequence[TargetHit]
    weapons: Sequence[WeaponHit]
    materiel: Sequence[MaterielHit]
