"""The tolls of one sentence: numbers of people, each with an outcome that is said of it and did happen.

Here it is decided what is no toll after all: things counted by a verb that is said of things too, people told of
before, a sum over a conflict.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sahelsum.codebook import Group
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.tolls.bind import Bound, bind, is_real, outcome_of
from sahelsum.rules.tolls.context import is_statistic, is_superseded, place_of
from sahelsum.rules.tolls.ellipsis import fill_in, is_retold
from sahelsum.rules.tolls.figures import antecedent, others
from sahelsum.rules.tolls.links import Draft, may_hold
from sahelsum.rules.tolls.people import People, people_in
from sahelsum.rules.tolls.scan import Scan
from sahelsum.rules.tolls.verbs import verbs_in
from sahelsum.rules.tolls.words import SUFFER

_OF_THINGS = ("burn", "releas", "captur", "seiz", "enlev", "execut", "arret")
"""Said of things too: a bare number with one of them, and no people in the sentence, may count things."""
_TOTAL = frozenset({"toll", "bilan", "total"})
_LOSSES = frozenset({"pertes", "losses", "casualties"})
_UNLISTED = frozenset({"killed", "wounded", "abducted", "missing"})
_AGAIN_REACH = 2
_BODIES = frozenset({"body", "bodies", "corps", "corpse", "corpses", "cadavre", "cadavres", "depouille", "depouilles"})
_IMAGINED = re.compile(
    r"(?:(?:et|mais|and|but)\s)?(?:(?:quand|lorsque|chaque fois que|if|when|whenever)\s[^,.;]*?"
    r"\b(?:périssent|meurent|tombent|sont tués|die|fall|are killed|get killed)\b|si\s[^,.;]*?\b\w+aient\b)",
    re.IGNORECASE,
)
"""'When a hundred people die in a capital', « Si demain trente hommes tombaient »: nothing that happened."""
_NEGATION = re.compile(
    r"\b(?:n['’]y (?:a|avait|aurait) (?:pas|jamais)(?: eu)?|there (?:(?:were|was|are) (?:not|never)|weren['’]t))\s$",
    re.IGNORECASE,
)
_FORCES = frozenset({"armed_group", "state_forces", "militia", "external_forces"})
_DEFINITE = frozenset({"the", "these", "those", "les", "ces", "leurs", "des"})


def drafts_in(scan: Scan, sentence: Sentence, base: int) -> list[Draft]:
    """The tolls of the sentence, in order; `base` is how many the article has before it."""
    people = others([antecedent(scan, sentence, one) for one in people_in(scan, sentence)])
    if not people:
        return []
    bound = bind(scan, people, verbs_in(scan, sentence, people))
    fill_in(scan, sentence, people, bound)
    drafts: list[Draft] = []
    index: dict[int, int] = {}
    for at, one in enumerate(bound):
        if one is None or not is_real(scan, sentence, one) or not _is_toll(scan, sentence, one):
            continue
        first = _draft(scan, sentence, one, people[at - 1].last if at else sentence.first)
        whole = index.get(one.whole) if one.whole is not None else None
        if whole is not None and may_hold(drafts[whole].outcome, first.outcome):
            first.whole = base + whole
        index[at] = len(drafts)
        # nobody was killed or wounded: two statements, each of nobody
        outcomes = tuple(dict.fromkeys(one.outcomes)) if first.is_zero else (first.outcome,)
        drafts += [replace(first, outcome=outcome) for outcome in outcomes]
    if len({draft.place for draft in drafts}) < 2:
        return [replace(draft, place=None) for draft in drafts]
    return drafts


def retold(scan: Scan, sentence: Sentence, before: list[Draft], told: list[Draft]) -> list[Draft]:
    """The tolls of a sentence that counts again, in other numbers, the people of the first toll just `before` it.

    `told` are those that the sentence tells outright.
    """
    near = [draft for draft in before if 0 < sentence.index - draft.sentence.index <= _AGAIN_REACH]
    near = [draft for draft in near if draft.sentence.index == near[-1].sentence.index and draft.whole is None]
    first = next((draft for draft in near if not draft.is_zero), None)
    if first is None or sentence.paragraph - first.sentence.paragraph > 1:
        return []
    taken = {draft.bound.people.count.first for draft in told}
    again = [one for one in people_in(scan, sentence) if one.is_bare and is_retold(scan, one)]
    again = [one for one in again if one.count.first not in taken]
    return [
        replace(
            first, bound=replace(first.bound, people=one, whole=None), sentence=sentence, age="", whole=None,
            place=None, is_total=False,
        )
        for one in again
        if one.said is None
    ]


def _draft(scan: Scan, sentence: Sentence, one: Bound, after: int) -> Draft:
    """The toll; `after` is the word behind the people before it."""
    people = one.people
    is_total = not people.nouns and _TOTAL.intersection(scan.folded[max(after, people.first - 6) : people.first])
    return Draft(
        bound=one,
        outcome=outcome_of(one.outcomes),
        sentence=sentence,
        group=people.group,
        says_who=bool(people.nouns) and not people.is_weakly_said,
        whole=None,
        age=is_superseded(scan, sentence, one),
        place=place_of(scan, sentence, one),
        is_total=bool(is_total),
    )


def _is_toll(scan: Scan, sentence: Sentence, one: Bound) -> bool:
    people = one.people
    if _may_be_things(scan, sentence, one) or _did_not_happen(scan, sentence, people):
        return False
    if people.is_weakly_said and one.verb is None and one.cost and (people.count.weak or _is_definite(scan, people)):
        return False
    is_doubtful = people.unlisted is not None and not set(one.outcomes) <= _UNLISTED
    if people.group in _FORCES and set(one.outcomes) == {"displaced"}:  # `60 "terrorists" fleeing`
        return False
    vague = {"displaced", "casualties_unspecified"}
    if is_doubtful or (people.is_implied and (one.verb is None or vague.intersection(one.outcomes))):
        return False
    return not is_statistic(scan, sentence, one)


def _did_not_happen(scan: Scan, sentence: Sentence, people: People) -> bool:
    """`no bodies were shown`, `when 100 people die there`, « il n'y a pas eu vingt morts »: no toll."""
    if _IMAGINED.match(scan.words.text, sentence.start, sentence.end) is not None:
        return True
    if people.is_zero:
        return scan.folded[people.last - 1] in _BODIES
    return _NEGATION.search(scan.words.text, max(0, people.count.start - 40), people.count.start) is not None


def _may_be_things(scan: Scan, sentence: Sentence, one: Bound) -> bool:
    """« Le GSIM prétend en avoir brûlé onze »: vehicles, as the sentence before says."""
    if not one.people.is_bare or one.verb is None or one.verb.looks != "right":
        return False
    word = scan.folded[one.verb.first]
    named = any(noun.last <= one.people.first for noun in scan.nouns_in(sentence.first, one.people.first))
    return word.startswith("brul") or (word.startswith(_OF_THINGS) and not named)


def _is_definite(scan: Scan, people: People) -> bool:
    """`the three hostages`, « un des captifs »: people told of before, nothing new is said of them."""
    before = scan.folded[people.first - 1] if people.first and not scan.gap(people.first) else ""
    within = scan.folded[people.count.last : people.last]
    return before in _DEFINITE or "des" in within or ("the" in within and "of" in within)


def sufferer(scan: Scan, draft: Draft) -> Group | None:
    """`the army suffered 10 casualties`: the subject's own people, or null."""
    first = draft.bound.people.first
    reach = 7 if _LOSSES.intersection(scan.folded[max(0, first - 2) : first]) else 2
    if not SUFFER.intersection(scan.folded[max(0, first - reach) : first]):
        return None
    nouns = scan.nouns_in(max(draft.sentence.first, first - 6 - reach), first)
    return scan.group_of(nouns[-1]) if nouns else None
