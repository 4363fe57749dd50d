"""A model's summary stands only if every number, day, place and actor in it is in the record."""

from __future__ import annotations

import pytest

from sahelsum.ground import ground
from sahelsum.reading import read
from sahelsum.reference import Reference
from sahelsum.retold import stands
from sahelsum.rules.extract import extract

REFERENCE = Reference.load(None)
EN = read(
    "Niamey, 6 May 2021 - JNIM fighters killed 12 soldiers near Inates on Tuesday, the army said. "
    "JNIM claimed the attack. A resident of Ayorou said at least three civilians were wounded."
)
CLAIMED = read("JNIM said in a statement that it had killed 22 soldiers near Gossi on 2 March 2022.")
FR = read(
    "Ouagadougou, 6 mai 2021 - Des hommes armés ont tué 12 soldats près de Djibo mardi, a déclaré l'armée. "
    "Selon un habitant, au moins trois civils ont été blessés."
)


def holds(summary: str, article) -> bool:
    return stands(summary, ground(extract(article, REFERENCE), article, REFERENCE).incidents, article, REFERENCE)


@pytest.mark.parametrize(("article", "summary"), [
    (EN, "JNIM killed 12 soldiers near Inates on 4 May 2021, according to the army; a resident said at least three "
         "civilians were wounded."),
    (EN, "The army says 12 soldiers were killed near Inates, in Niger, on Tuesday."),
    (CLAIMED, "JNIM says that it killed 22 soldiers near Gossi."),
    (FR, "Selon l'armée, 12 soldats ont été tués près de Djibo mardi ; un habitant parle d'au moins trois civils "
         "blessés."),
])  # fmt: skip
def test_what_the_record_holds_may_be_retold(article, summary):
    assert holds(summary, article)


@pytest.mark.parametrize(("article", "summary", "wrong"), [
    (EN, "JNIM killed 13 soldiers near Inates, according to the army.", "another number"),
    (EN, "JNIM killed more than 12 soldiers near Inates, according to the army.", "another qualifier"),
    (EN, "JNIM wounded 12 soldiers near Inates, according to the army.", "another verb"),
    (EN, "JNIM killed 12 soldiers near Inates.", "a claim as a fact"),
    (CLAIMED, "JNIM killed 22 soldiers near Gossi.", "the doer, who also claims it, named without a word of speech"),
    (EN, "JNIM killed 12 soldiers near Inates on 3 May 2021, the army said.", "another day"),
    (EN, "JNIM killed 12 soldiers near Gao, the army said.", "another place"),
    (EN, "Boko Haram killed 12 soldiers near Inates, the army said.", "another actor"),
    (EN, "", "nothing"),
    (EN, "The army said so. " * 16, "more than sixty words"),
    (FR, "Selon l'armée, 12 soldats ont été blessés près de Djibo.", "another verb in French"),
    (FR, "Selon l'armée, une douzaine de soldats ont été tués près de Djibo.", "about for exact"),
    (FR, "Selon l'armée, 12 soldats ont été tués près de Dori.", "another place in French"),
], ids=lambda value: value if isinstance(value, str) and len(value) < 30 else "")  # fmt: skip
def test_what_it_does_not_hold_may_not(article, summary, wrong):
    assert not holds(summary, article), wrong
