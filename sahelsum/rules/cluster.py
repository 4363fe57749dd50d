"""One incident while it is being gathered: its segments and what dates it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sahelsum.dates import DateHit
from sahelsum.dates.values import DateValue
from sahelsum.fold import fold
from sahelsum.rules.segments import Segment


@dataclass(eq=False, slots=True)
class Cluster:
    """One incident while it is being gathered; `anchor` is the incident that its date words lean on."""

    segments: list[Segment] = field(default_factory=list)
    date: DateHit | None = None
    value: DateValue | None = None
    anchor: Cluster | None = None
    is_background: bool = False

    @property
    def towns(self) -> set[str]:
        """Folded names of its towns."""
        return {fold(hit.name) for segment in self.segments for hit in segment.towns}

    @property
    def is_undated(self) -> bool:
        """Whether nothing dates it but words that lean on another, untold day ('la veille')."""
        unknown = self.value is None or (self.value.start is None and self.value.partial is None)
        return self.date is None or (self.date.kind == "relative_event" and self.anchor is None and unknown)

    @property
    def sentences(self) -> int:
        """How many sentences tell of it."""
        return len({segment.sentence.index for segment in self.segments})
