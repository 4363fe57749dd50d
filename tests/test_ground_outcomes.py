"""Each number is bound to its own outcome, whatever the order of words, in both languages.

The table says, for each number of the sentence in turn, its low bound (`?` if vague) and what it is bound to; `-` where
nothing in the sentence says what became of them, `taken` where another verb takes the number for itself.
"""

from __future__ import annotations

import pytest
from ground_samples import article, reference

from sahelsum.article import Span
from sahelsum.ground.reading import Reading

CASES = [
    ("en", "27 terrorists neutralised, of whom four “apprehended arms in hand”", "27 neutralised|4 captured"),
    ("en", "over 80 militants “neutralised” and 12 “killed”", "80 neutralised|12 killed"),
    ("fr", "quatre gendarmes et deux chauffeurs y ont laissé la vie", "4 killed|2 killed"),
    ("fr", "Le nombre de morts s'élève à 132", "132 killed"),
    ("fr", "les 49 soldats détenus au Mali ont été libérés", "49 captured/released"),
    ("fr", "six otages, dont deux Espagnols, ont été libérés", "6 abducted/released|2 abducted/released"),
    ("en", "Of the 20 wounded, 5 later died", "20 wounded|5 killed"),
    ("en", "eleven hostages were rescued and 5 kidnappers killed", "11 abducted/released|5 killed"),
    ("en", "Gunmen killed 12 soldiers and wounded 7", "12 killed|7 wounded"),
    ("en", "12 killed and 7 wounded", "12 killed|7 wounded"),
    ("en", "killing at least 12 soldiers and wounding seven", "12 killed|7 wounded"),
    ("en", "12 soldiers and 7 civilians were killed", "12 killed|7 killed"),
    ("en", "the raid killed 12 soldiers and 7 civilians, wounding 20 others", "12 killed|7 killed|20 wounded"),
    ("en", "12 killed, 7 wounded and 3 missing", "12 killed|7 wounded|3 missing"),
    ("en", "Dead: 12; wounded: 7", "12 killed|7 wounded"),
    ("en", "the attack left 12 soldiers dead and 7 injured", "12 killed|7 wounded"),
    ("en", "50 gunmen killed 12 soldiers", "50 -|12 killed"),
    ("en", "12 people were killed, including 7 children, and 20 were wounded", "12 killed|7 killed|20 wounded"),
    ("en", "12 people were killed, 7 of them children", "12 killed|7 killed"),
    ("en", "three soldiers died and two were injured", "3 killed|2 wounded"),
    ("en", "the death toll rose from 7 to 12", "7 killed|12 killed"),
    ("en", "The raid claimed the lives of 30 soldiers", "30 killed"),
    ("en", "over 80 militants were neutralised and 14 soldiers killed", "80 neutralised|14 killed"),
    ("en", "killed or wounded 40 people", "40 casualties_unspecified"),
    ("en", "Some 40 people were killed or wounded", "40 casualties_unspecified"),
    ("en", "12 people were kidnapped and later released", "12 abducted"),
    ("en", "abducted 15 women, freed 3 and killed 2", "15 abducted|3 released|2 killed"),
    ("en", "killed 12 soldiers and 7 civilians were wounded", "12 killed|7 wounded"),
    ("en", "Seven more were hurt when the bomb that killed 12 exploded", "7 wounded|12 killed"),
    ("en", "at least 12 civilians dead, 7 injured after attack", "12 killed|7 wounded"),
    ("en", "more than 3,000 people have fled and 12 were killed", "3000 displaced|12 killed"),
    ("en", "40 bodies were found", "40 killed"),
    ("en", "The army lost 12 men, with 7 wounded", "12 taken|7 wounded"),
    ("en", "12 soldiers lost their lives and 7 were hurt", "12 killed|7 wounded"),
    (
        "en",
        "the assault killed 12 soldiers, 7 gendarmes and 3 civilians, and 20 people were wounded",
        "12 killed|7 killed|3 killed|20 wounded",
    ),
    ("fr", "12 soldats ont été tués et 7 blessés", "12 killed|7 wounded"),
    ("fr", "a fait 12 morts et 7 blessés", "12 killed|7 wounded"),
    ("fr", "faisant au moins 12 morts et une vingtaine de blessés", "12 killed|20 wounded"),
    ("fr", "tuant 12 soldats et en blessant 7 autres", "12 killed|7 wounded"),
    ("fr", "12 morts, dont 7 enfants, et 20 blessés", "12 killed|7 killed|20 wounded"),
    ("fr", "Bilan : 12 tués, 7 blessés et 3 disparus", "12 killed|7 wounded|3 missing"),
    ("fr", "les assaillants ont tué 12 soldats et enlevé 7 civils", "12 killed|7 abducted"),
    ("fr", "ont été tués 12 soldats et blessés 7 civils", "12 killed|7 wounded"),
    ("fr", "l'attaque a coûté la vie à 12 soldats et fait 7 blessés", "12 killed|7 wounded"),
    ("fr", "12 militaires ont perdu la vie et 7 autres ont été blessés", "12 killed|7 wounded"),
    ("fr", "12 terroristes ont été neutralisés et 7 capturés", "12 neutralised|7 captured"),
    ("fr", "Le bilan passe de 7 à 12 morts", "7 killed|12 killed"),
    ("fr", "une trentaine de personnes ont été tuées ou blessées", "30 casualties_unspecified"),
    ("fr", "12 personnes, dont 7 femmes, ont été tuées", "12 killed|7 killed"),
    ("fr", "12 civils ont été enlevés à Gao, 7 tués", "12 abducted|7 killed"),
    ("fr", "Au moins 12 soldats et 7 civils tués dans une attaque", "12 killed|7 killed"),
    ("fr", "plus de 3 000 personnes ont fui leurs villages et 12 ont trouvé la mort", "3000 displaced|12 killed"),
    ("fr", "douze corps sans vie ont été retrouvés, sept blessés évacués", "12 killed|7 wounded"),
    ("fr", "12 combattants se sont rendus aux autorités", "12 surrendered"),
    ("fr", "12 villageois pris en otage et 7 autres tués", "12 abducted|7 killed"),
    ("fr", "50 hommes armés ont tué 12 civils", "50 -|12 killed"),
    ("fr", "12 soldats tués et 7 autres portés disparus", "12 killed|7 missing"),
    ("fr", "L'explosion a tué 12 civils et en a blessé sept", "12 killed|7 wounded"),
    ("fr", "mis hors d'état de nuire 12 terroristes et libéré 7 otages", "12 neutralised|7 abducted/released"),
    (
        "en",
        "The raid killed 12 soldiers, while 7 gendarmes and 3 civilians were wounded",
        "12 killed|7 wounded|3 wounded",
    ),
    ("en", "12 hostages were freed", "12 abducted/released"),
    ("fr", "12 otages libérés", "12 abducted/casualties_unspecified/released"),
    ("en", "no soldiers were killed but 7 were hurt", "0 killed|7 wounded"),
    ("fr", "aucun mort mais 7 blessés", "0 killed|7 wounded"),
    ("en", "dozens of civilians were killed and hundreds displaced", "? killed|? displaced"),
    ("fr", "des dizaines de morts et plusieurs blessés", "? killed|? wounded"),
    ("en", "Between 10 and 14 villagers were killed, and up to 20 injured", "10 killed|20 wounded"),
    ("fr", "entre 10 et 14 villageois ont été tués, et jusqu'à 20 blessés", "10 killed|20 wounded"),
    (
        "en",
        "Islamist fighters killed scores in attacks on two villages, local officials said; 7 were wounded",
        "? killed|2 killed|7 wounded",
    ),
    ("en", "Two French soldiers were killed and one injured when their vehicle hit an IED", "2 killed"),
    ("fr", "Trente militaires burkinabè, quatre VDP et un civil ont été tués", "30 killed|4 killed"),
    (
        "fr",
        "Selon un bilan provisoire, 12 personnes ont été tuées, 7 blessées et une quinzaine enlevées",
        "12 killed|7 wounded|15 abducted",
    ),
    (
        "fr",
        "L'armée affirme avoir tué 40 terroristes et perdu 5 hommes, 7 autres étant blessés",
        "40 killed|5 taken|7 wounded",
    ),
    ("en", "The army said it had killed 40 terrorists and lost 5 men", "40 killed|5 taken"),
    ("en", "Gunmen on motorcycles shot dead 12 worshippers and set fire to 7 houses", "12 killed|7 taken"),
    (
        "en",
        "15 people, among them 6 women, were kidnapped while 2 guards were shot dead",
        "15 abducted|6 abducted|2 killed",
    ),
    (
        "en",
        "Twenty-two villagers have been killed, most of them shot, and 7 others are missing",
        "22 killed|7 missing",
    ),
]  # fmt: skip


def bindings(text: str, language: str) -> str:
    reading = Reading(article(text, language), reference())
    found = []
    for hit in (hit for hit in reading.counts if not hit.weak):
        low = hit.high if hit.low is None else hit.low
        senses = {sense for said in reading.said_of(hit, [Span(0, len(text))]) for sense in said.senses}
        found.append(f"{'?' if low is None else low} {'/'.join(sorted(senses)) or '-'}")
    return "|".join(found)


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_a_number_is_bound_to_its_own_outcome(language: str, text: str, expected: str):
    assert bindings(text, language) == expected


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_a_sentence_before_and_after_changes_nothing(language: str, text: str, expected: str):
    before, after = ("The town slept", "They left") if language == "en" else ("La ville dormait", "Ils sont partis")
    assert bindings(f"{before}. {text}. {after}.", language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "12 hommes ont été condamnés à mort"),
        ("fr", "12 hommes risquent la peine de mort"),
        ("en", "12 men were sentenced to death"),
        ("en", "the deadliest attack on 12 villages"),
        ("fr", "l'attaque la plus meurtrière visait 12 villages"),
        ("fr", "12 obus de mortier"),
        ("en", "executed a wave of 3 assaults"),
        ("fr", "12 périmètres irrigués"),
    ],
)
def test_false_friends_say_no_outcome(language: str, text: str):
    assert bindings(text, language) == f"{next(word for word in text.split() if word.isdigit())} -"
