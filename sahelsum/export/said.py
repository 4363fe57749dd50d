"""What was said of an incident, in a cell: tolls with their speakers, who is blamed by whom, what is disputed."""

from __future__ import annotations

from collections.abc import Container, Iterator

from sahelsum.card import words as say
from sahelsum.dossier import DisputedField, Dossier
from sahelsum.dossier_facts import DossierToll, Voice
from sahelsum.export.sides import name


def tolls(dossier: Dossier) -> Iterator[str]:
    """Every statement about a number of people that no later one replaces: `22 killed (state forces), JNIM says`."""
    return (toll_of(toll) for toll in dossier.casualties if not toll.superseded)


def toll_of(toll: DossierToll) -> str:
    """One statement in words."""
    who = f"{say.words(toll.group)}, part of another number" if toll.part_of is not None else say.words(toll.group)
    return f"{say.number(toll.count)} {say.words(toll.outcome)} ({who}){_by(toll.according_to)}"


def responsibility(dossier: Dossier) -> Iterator[str]:
    """Who is said to have done it, and by whom."""
    for said in dossier.responsibility:
        by = "" if said.status in ("claimed", "denied") else _by(said.by)
        yield f"{say.RESPONSIBLE[said.status]} {name(dossier.actors[said.actor])}{by}"


def disputes(dossier: Dossier, without: Container[DisputedField] = ()) -> Iterator[str]:
    """What the articles, or those they quote, contradict each other in, but for some fields."""
    for dispute in (one for one in dossier.disputed if one.field not in without):
        values = " / ".join(dict.fromkeys(say.words(side.value) for side in dispute.positions))
        yield f"{say.words(dispute.field)}, {say.words(dispute.about)}: {values}"


def _by(voice: Voice | None) -> str:
    return f", {say.speaker(voice)} says" if voice is not None else ""
