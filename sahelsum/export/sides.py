"""Who stands on which side: one actor a side as codebooks want it, and those who stood with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sahelsum.card.words import clean
from sahelsum.codebook import ActorType
from sahelsum.dossier import Dossier
from sahelsum.dossier_facts import DossierActor


class Side(NamedTuple):
    """One side: its `name`, `actor_type` and associates; `actors` are all of it, the best attested first. A side that
    nobody names has an empty name and no actors."""

    name: str
    actor_type: ActorType | None
    associates: tuple[str, ...]
    actors: tuple[DossierActor, ...]


NOBODY = Side("", None, (), ())


def sides(dossier: Dossier) -> tuple[Side, Side]:
    """Those who began it and those it was aimed at; where no article says which, those who took part in their order.

    Where the articles disagree who began it, the rivals are one side called "A and/or B", as ACLED names a perpetrator
    in doubt; an actor that articles put on both sides stands where more sources put it first.
    """
    began, aimed_at = _by_support(dossier, "initiator"), _by_support(dossier, "target")
    if not began and not aimed_at:
        others = _by_support(dossier, "other")
        began, aimed_at = others[:1], others[1:]
    first, second = _apart(began, aimed_at)
    is_disputed = any(dispute.field == "initiator" for dispute in dossier.disputed)
    return _side(first, is_in_doubt=is_disputed), _side(second)


def name(actor: DossierActor) -> str:
    """The name by the actors file, else as written."""
    return clean(actor.canonical or actor.name)


def _by_support(dossier: Dossier, role: str) -> list[DossierActor]:
    found = [actor for actor in dossier.actors if actor.role == role]
    return sorted(found, key=lambda actor: -len(actor.families))


def _apart(began: list[DossierActor], aimed_at: list[DossierActor]) -> tuple[list[DossierActor], list[DossierActor]]:
    leader = {name(actor) for actor in began[:1]}
    second = [actor for actor in aimed_at if name(actor) not in leader]
    theirs = {name(actor) for actor in second}
    return [actor for actor in began if name(actor) not in theirs], second


def _side(actors: Sequence[DossierActor], is_in_doubt: bool = False) -> Side:
    if not actors:
        return NOBODY
    names = list(dict.fromkeys(map(name, actors)))
    if is_in_doubt and len(names) > 1:
        return Side(" and/or ".join(names), actors[0].actor_type, (), tuple(actors))
    return Side(names[0], actors[0].actor_type, tuple(names[1:]), tuple(actors))
