"""Two small invented articles that every metamorphic check can change, and how readers fare on them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import cache

from sahelsum.article import Article
from sahelsum.metamorphic.change import Change, Seen
from sahelsum.metamorphic.run import CHECKS, Trial, Trier
from sahelsum.pipeline import summarise
from sahelsum.reading import read
from sahelsum.record import Record
from sahelsum.reference import Reference

REFERENCE = Reference.load()
EN = """Soldiers die in raid in northern Burkina Faso

Ouagadougou, 12 June 2024

ISGS fighters attacked an army post in the village of Tongomayel and another one in the town of Aribinda, in northern \
Burkina Faso, on Monday. Four soldiers were killed and nine others were wounded, the army said.

ISGS claimed responsibility for the attack. The governor said that fifteen villagers had been abducted by \
the assailants.
"""
FR = """Des soldats tués dans le nord du Burkina Faso

Ouagadougou, 12 juin 2024

Des combattants de l'EIGS ont attaqué lundi une position de l'armée dans le village de Tongomayel et une autre dans la \
ville d'Aribinda, dans le nord du Burkina Faso. Quatre soldats ont été tués et neuf autres blessés, a annoncé l'armée.

L'EIGS a revendiqué l'attaque. Selon le gouverneur, quinze villageois ont été enlevés par les assaillants.
"""
BOTH = {"en": EN, "fr": FR}
Reads = Callable[[Article], Record]


@cache
def by_rules(article: Article) -> Record:
    return summarise(article)


def seen(text: str, reads: Reads = by_rules) -> Seen:
    article = read(text)
    return Seen(article, reads(article), REFERENCE)


def changes(check: str, text: str) -> list[Change]:
    return list(CHECKS[check](seen(text)))


def trials(text: str, reads: Reads, *checks: str) -> list[Trial]:
    async def later(article: Article) -> Record:
        return reads(article)

    async def made() -> list[Trial]:
        return [one async for one in Trier(later, REFERENCE, checks or tuple(CHECKS)).trials(read(text), "sample")]

    return asyncio.run(made())


def caught_by(text: str, reads: Reads) -> set[str]:
    """The checks that do not hold for a reader."""
    return {one.check for one in trials(text, reads) if not one.holds}


def oracle(text: str) -> Reads:
    """A reader that is right about the article and about all of its changed forms."""
    start = seen(text)
    known = {change.text: change.expected for check in CHECKS.values() for change in check(start)}

    def reads(article: Article) -> Record:
        return known.get(article.text, start.record)

    return reads
