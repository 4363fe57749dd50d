"""Figures apart from what they count: `put the number of soldiers killed at 10`, « porte à 13 le nombre de morts ».

Also the antecedent of `five of them`: people named in the sentence without a number.
"""

from __future__ import annotations

from dataclasses import replace

from sahelsum.codebook import Group
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.tolls.people import People, is_singular, people_in
from sahelsum.rules.tolls.scan import Scan
from sahelsum.rules.tolls.words import listed
from sahelsum.words import Hit

_REACH = 11
_BEFORE = listed("at to is as stands stood now reached over a au est etait")
_AFTER = listed("the le of")
_TO = listed("at to a")
_THE = listed("the of les des")
_SIDES = listed("side cote bilan pertes losses casualties camp rangs forces troops")
_OWN = listed("ami amis amie amies friendly own loyaliste")
_ENEMY = listed("ennemi ennemis ennemie ennemies adverse enemy")


def figure(scan: Scan, sentence: Sentence, one: People) -> tuple[People, Hit[str]] | None:
    """The bare number with the people and the outcome word that it is a figure of, or null."""
    first, last = one.first, one.last
    if scan.folded[max(first - 1, 0)] in _BEFORE:
        cues = scan.cues_in(max(sentence.first, first - _REACH), first, "count_of")
        if cues:
            return _between(scan, one, cues[-1].last, first)
    said = next((hit for at in (first - 2, first - 3) if (hit := scan.said.get(at)) and hit.last == first - 1), None)
    if said is not None and scan.folded[first - 1] in _TO and scan.folded[said.first - 1] in _THE:
        return one, said  # `put the dead at eight`
    after = scan.cues_in(last, min(last + 3, sentence.last), "count_of")
    if after and set(scan.folded[last : after[0].first]) <= _AFTER:
        return _between(scan, one, after[0].last, min(after[0].last + 6, sentence.last))
    return None


def _between(scan: Scan, one: People, first: int, last: int) -> tuple[People, Hit[str]] | None:
    said = next((hit for at in range(first, last) if (hit := scan.said.get(at)) is not None), None)
    if said is None:
        return None
    nouns = tuple(noun for noun in scan.nouns_in(first, last) if not noun.is_body and noun.first != said.first)[:1]
    return replace(one, nouns=nouns, group=scan.group_of(nouns[0]) if nouns else None), said


def antecedent(scan: Scan, sentence: Sentence, one: People) -> People:
    """`five of them` with the people named before in the sentence, if they have no number of their own."""
    cue = next((cue for at in (one.count.last, one.last) if (cue := scan.cues.get(at)) is not None), None)
    if cue is None or cue.value != "part_both" or one.nouns:
        return one
    named = scan.nouns_in(sentence.first, one.first)
    nouns = [noun for noun in named if not noun.is_body and not is_singular(scan, noun)]
    return replace(one, group=scan.group_of(nouns[-1])) if nouns else one


def told_before(scan: Scan, sentence: Sentence, one: People) -> Group | None:
    """`Two have since been freed`: of the people counted last in the sentence before."""
    if one.group is not None or not one.is_bare or one.first - sentence.first > 1 or not sentence.index:
        return None
    before = scan.view.sentences[sentence.index - 1]
    if before.paragraph != sentence.paragraph:
        return None
    return next((other.group for other in reversed(people_in(scan, before)) if other.nouns), None)


def others(people: list[People]) -> list[People]:
    """`40 soldiers … and three others`: the others are soldiers too, where nobody else is counted before."""
    groups: set[Group | None] = set()
    found = []
    for one in people:
        same = one.group is None and one.is_more and len(groups) == 1
        found.append(replace(one, group=next(iter(groups))) if same else one)
        groups |= {one.group} if one.nouns else set()
    return found


def side(scan: Scan, sentence: Sentence) -> Group | None:
    """Whose people a sentence counts that opens with `On the jihadist side,` or, as armies write, « Côté ami : »."""
    opening = set(scan.folded[sentence.first : min(sentence.first + 4, sentence.last)])
    if opening & _SIDES and opening & (_ENEMY | _OWN):
        return "armed_group" if opening & _ENEMY else "state_forces"
    cues = scan.cues_in(sentence.first, sentence.first + 2, "among_group")
    nouns = scan.nouns_in(cues[0].last, min(cues[0].last + 4, sentence.last)) if cues else []
    if nouns:
        return scan.group_of(nouns[0])
    for noun in scan.nouns_in(sentence.first, min(sentence.first + 4, sentence.last)):
        if noun.last < sentence.last and scan.folded[noun.last] == "side":
            return scan.group_of(noun)
    return None
