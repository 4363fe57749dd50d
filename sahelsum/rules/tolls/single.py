"""One person told without a number: kept only where the words really say that something befell them.

'The village chief was killed' is a toll of one. 'The official said' names a speaker, and 'seized the rebel
stronghold' a place: a definite noun that speaks, or that only describes the noun behind it, is nobody's loss.
"""

from __future__ import annotations

from collections.abc import Sequence

from sahelsum.fold import fold
from sahelsum.rules.speech import SpeakerHit
from sahelsum.rules.tolls import TollHit
from sahelsum.rules.tolls.words import listed
from sahelsum.rules.view import View

_NUMBERS = frozenset({"a", "an", "one", "un", "une", "another"})
_MAY_FOLLOW = listed(
    "was were is are has had have been who whom whose and or of in at on near after when while during by from to with "
    "as where before a ont est sont avait avaient ete qui dont que et ou de du des d au aux en dans pres apres lors "
    "quand pendant par depuis avec y le la les l n ne"
)


def befell(view: View, toll: TollHit, speakers: Sequence[SpeakerHit]) -> bool:
    """Whether the toll is more than a definite noun in the singular that speaks or describes another noun."""
    if toll.count.weak and toll.outcome == "displaced":  # "a resident who fled to Ouallam" is a witness
        return False
    if not toll.count.weak or fold(view.quote(toll.count)).split()[0] in _NUMBERS:
        return True
    if toll.outcome == "surrendered" or any(
        s.start < toll.victims_end and toll.victims_start < s.end for s in speakers
    ):
        return False
    after = toll.count.last
    words = view.words
    goes_on = after < len(words) and words.soft[after] and words.folded[after] not in _MAY_FOLLOW
    return not (goes_on and words.starts[after] != toll.outcome_start)
