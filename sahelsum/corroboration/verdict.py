"""Whether two incidents are one, and why: sentences that are only put together when somebody asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sahelsum.corroboration.traits import Traits


class Note(NamedTuple):
    """A sentence, not put together yet: most pairs are compared and never explained."""

    form: str
    about: tuple[object, ...] = ()

    def __str__(self) -> str:
        return self.form.format(*self.about)


class SamePlaces(NamedTuple):
    """The names of the places of `one` that another has as well, by their ids."""

    one: Traits
    ids: frozenset[str]

    def __str__(self) -> str:
        return ", ".join(sorted({place.name for place in self.one.places if place.gazetteer_id in self.ids}))


@dataclass(frozen=True, slots=True)
class Sameness:
    """Whether two incidents are one. `support` is what speaks for it, `notes` says it field by field, `bar` what speaks
    against it whatever the support, or ""."""

    together: bool
    support: float
    notes: tuple[object, ...]
    bar: str

    def __str__(self) -> str:
        verdict = "together" if self.together else "apart"
        return f"{verdict} ({self.support:.2f}): " + "; ".join(filter(None, (self.bar, *map(str, self.notes))))
