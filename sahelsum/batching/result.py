"""What became of one input, and the count of it all."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from sahelsum.batching.failure import Failure
from sahelsum.batching.one import Made
from sahelsum.record import Record

Status = Literal["new", "kept", "failed", "duplicate", "before", "failed before"]
"""A record made now; a record of kept answers; a failure; an input like another one; one that was dealt with before, as
a record or as a failure."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the input `place`; `failure` where it failed now, `same_as` the source of what it repeats."""

    place: str
    status: Status
    behind: int = 0
    made: Made | None = None
    failure: Failure | None = None
    same_as: str | None = None

    @property
    def record(self) -> Record | None:
        """The record that was made now, or null."""
        return None if self.made is None else self.made.record()


@dataclass(slots=True)
class Counts:
    """Inputs of a run by what became of them, failures by their reason, and what the run has taken; `waiting` are those
    whose answers come later. `cost_usd` is null where no price is known."""

    new: int = 0
    kept: int = 0
    failed: int = 0
    duplicate: int = 0
    before: int = 0
    failed_before: int = 0
    skipped: int = 0
    waiting: int = 0
    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = None
    seconds: float = 0.0
    reasons: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)

    def add(self, result: Result) -> None:
        """One more."""
        name = result.status.replace(" ", "_")
        setattr(self, name, getattr(self, name) + 1)
        if result.failure is not None:
            self.reasons[result.failure.reason] += 1
            self.first.setdefault(result.failure.reason, result.failure.message)
        if result.same_as is not None:
            self.first.setdefault("duplicate", f"{result.place} is {result.same_as}")

    @property
    def inputs(self) -> int:
        """All of them."""
        return (self.new + self.kept + self.failed + self.duplicate + self.before + self.failed_before
                + self.waiting)  # fmt: skip

    def to_json(self) -> dict[str, Any]:
        """As the manifest has it."""
        body = asdict(self)
        body.pop("first")
        return body | {"inputs": self.inputs, "seconds": round(self.seconds, 3), "reasons": dict(self.reasons)}
