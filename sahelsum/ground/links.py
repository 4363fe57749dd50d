"""References among facts: putting equal facts together, and finding references that run in a circle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from sahelsum.evidence import Count, Evidence, Part, Speaker
from sahelsum.fold import fold
from sahelsum.incident import Place, Toll

F = TypeVar("F", bound=Part)


def merge(facts: Sequence[tuple[int, F]]) -> tuple[list[F], dict[int, int]]:
    """Facts with those that say the same united, and where each fact's number in the draft now points."""
    kept: list[F] = []
    first: dict[object, int] = {}
    moved: dict[int, int] = {}
    for number, fact in facts:
        at = first.setdefault(_sameness(fact), len(kept))
        moved[number] = at
        if at == len(kept):
            kept.append(fact)
        else:
            evidence = united(_evidence(kept[at]), _evidence(fact))
            kept[at] = kept[at].model_copy(update={"evidence": evidence})
    return kept, moved


def united(*lists: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """One to three pieces of evidence, each once; one that lies inside an earlier one adds nothing."""
    kept: list[Evidence] = []
    for piece in (piece for pieces in lists for piece in pieces):
        if len(kept) < 3 and not any(other.start <= piece.start and piece.end <= other.end for other in kept):
            kept.append(piece)
    return tuple(kept)


def in_circles(links: Mapping[int, int]) -> frozenset[int]:
    """The members of every circle among `links`, each from one number to another."""
    circles: set[int] = set()
    walked: dict[int, int] = {}
    for start in links:
        path: list[int] = []
        at = start
        while at in links and at not in walked:
            walked[at] = start
            path.append(at)
            at = links[at]
        if walked.get(at) == start:
            circles.update(path[path.index(at) :])
    return frozenset(circles)


def _evidence(fact: Part) -> tuple[Evidence, ...]:
    evidence: tuple[Evidence, ...] = fact.evidence  # type: ignore[attr-defined]
    return evidence


_WORDING: dict[type[Part], tuple[str, ...]] = {Count: ("text",), Toll: ("victims",)}
"""What may differ between two statements of one fact, beside the evidence."""


def _sameness(part: Part) -> object:
    """All that a fact says but for its evidence and wording; a known place or speaker is itself however spelt."""
    if isinstance(part, Place) and part.gazetteer_id is not None and part.match != "area":
        return (Place, part.gazetteer_id)
    if isinstance(part, Speaker) and part.actor_id is not None:
        return (Speaker, part.actor_id)
    skipped = ("evidence", *_WORDING.get(type(part), ()))
    return (type(part), *(_plain(value) for name, value in part if name not in skipped))


def _plain(value: object) -> object:
    if isinstance(value, Part):
        return _sameness(value)
    return fold(value) if isinstance(value, str) else value
