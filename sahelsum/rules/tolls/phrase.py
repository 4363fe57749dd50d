"""The noun phrase behind a number: `12 badly wounded Malian soldiers`, `une dizaine de membres des FDS`, `huit morts`.

Followed over adjectives and small words up to the noun, the outcome word or a thing; then on over what tells more:
`of the police`, `and civilians`, `among the troops`, `most of them women`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sahelsum.codebook import Group
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.tolls.scan import Noun, Scan
from sahelsum.rules.tolls.words import BE, BLOCKS, LINKS, MOSTLY, OF
from sahelsum.words import Hit

_REACH = 7
_UNKNOWN_WORDS = 3
_ALL = frozenset({"all", "both", "mostly", "mainly", "des", "tous", "toutes", "les", "de", "some"})
_OR = frozenset({"and", "et", "or", "ou"})
_DEATHS = ("death", "fatalit", "casualt")
_BODIES = ("bod", "corps", "corpse", "cadavre", "depouille", "death", "deces", "mort")


@dataclass(slots=True)
class Phrase:
    """What stands behind a number, up to word `at`; `unknown` are words that no lexicon knows."""

    at: int
    nouns: list[Noun] = field(default_factory=list)
    said: Hit[str] | None = None
    unknown: tuple[int, int] | None = None
    body: Noun | None = None
    is_thing: bool = False
    group: Group | None = None


def read_phrase(scan: Scan, sentence: Sentence, first: int) -> Phrase:
    """The phrase that starts at word `first`."""
    phrase = Phrase(first)
    at: int | None = first
    while at is not None and at < sentence.last and at - first < _REACH and not scan.gap(at) and at not in scan.numbers:
        at = _step(scan, phrase, at)
    if _is_of_body(phrase) and phrase.body is not None:
        phrase.nouns.append(phrase.body)
    elif phrase.unknown is not None and phrase.said is None:
        phrase.at = max(phrase.at, phrase.unknown[1])
    if not phrase.is_thing:
        phrase.group = _group(scan, sentence, phrase)
    return phrase


def _is_of_body(phrase: Phrase) -> bool:
    """`30 police`, `4 FAMa KIA`: a collective stands for its people."""
    if phrase.body is None or phrase.nouns or (phrase.unknown is not None and phrase.unknown[0] < phrase.body.last):
        return False
    return phrase.said is None or phrase.said.first >= phrase.body.last


def _step(scan: Scan, phrase: Phrase, at: int) -> int | None:
    """Takes in what starts at word `at`; where to go on, or null at the end of the phrase."""
    noun, said = scan.nouns.get(at), scan.said.get(at)
    if noun is not None and not (said is not None and said.last > noun.last):
        return _take_noun(scan, phrase, noun, said)
    if said is not None:
        if phrase.said is not None or not _is_adjective(scan, said):
            return None
        phrase.said, phrase.at = said, said.last
        return said.last
    word = scan.folded[at]
    if word in BLOCKS or (phrase.said is not None and not (word in OF and _is_body(scan, phrase.said))):
        return None
    if word in LINKS:
        phrase.at = at + 1 if phrase.unknown is None else phrase.at
        return at + 1
    return _take_unknown(phrase, at)


def _take_noun(scan: Scan, phrase: Phrase, noun: Noun, said: Hit[str] | None) -> int | None:
    if noun.is_thing:
        phrase.is_thing = phrase.said is None
        return None
    if scan.is_owner(noun.last):  # `a truck driver's apprentice`, `eleven of the army's men`
        phrase.body = noun if noun.is_body else phrase.body
        return noun.last + 1
    phrase.at = noun.last
    if noun.is_body:
        phrase.body = noun
        return noun.last
    phrase.nouns.append(noun)
    phrase.said = phrase.said or said
    deaths = scan.said.get(noun.last) if phrase.said is None and not scan.gap(noun.last) else None
    if deaths is not None and scan.folded[noun.last].startswith(_DEATHS):
        phrase.said, phrase.at = deaths, deaths.last  # `18 civilian deaths`
    return None


def _take_unknown(phrase: Phrase, at: int) -> int | None:
    first = phrase.unknown[0] if phrase.unknown is not None else at
    if at - first >= _UNKNOWN_WORDS:
        return None
    if phrase.unknown is None or phrase.unknown[1] == at:
        phrase.unknown = (first, at + 1)
    return at + 1


def _is_adjective(scan: Scan, said: Hit[str]) -> bool:
    """Whether the outcome word can stand with a number (`12 dead`), which `killing` and `tuent` cannot."""
    word = scan.raw(said.first)
    if scan.is_french:
        verbal = word.endswith(("ant", "ent", "er", "aient", "ait"))
        return not verbal or scan.folded[said.first].startswith(("manqu", "fui"))
    return not word.endswith("ing") or word == "missing"


def _is_body(scan: Scan, said: Hit[str]) -> bool:
    """`seven bodies of soldiers`: whose they are stands behind."""
    return scan.folded[said.first].startswith(_BODIES)


# ── whose they are ───────────────────────────────────────────────────────────────────────────────────────────


def _group(scan: Scan, sentence: Sentence, phrase: Phrase) -> Group | None:
    """The group of the people; takes in what follows the noun: `members of the police`, `soldiers and civilians`."""
    groups = [scan.group_of(noun) for noun in phrase.nouns]
    if groups == ["unknown"] and phrase.body is not None:  # `30 army men`
        groups = [scan.group_of(phrase.body)]
    while phrase.nouns:
        noun = _adjoining(scan, sentence, phrase)
        if noun is None:
            break
        group = scan.group_of(noun)
        if _OR.intersection(scan.folded[phrase.at : noun.first]):
            groups.append(group)
        elif group != "unknown" and (groups[-1] == "unknown" or not scan.is_french):
            groups[-1] = group
        phrase.nouns.append(noun)
        phrase.at = noun.last
    if not groups or groups == ["unknown"]:
        told = _told_after(scan, sentence, phrase.at)
        groups = [told] if told is not None else groups
    if not groups:
        return None
    return groups[0] if len(set(groups)) == 1 else "mixed"


def _adjoining(scan: Scan, sentence: Sentence, phrase: Phrase) -> Noun | None:
    """The noun that goes on from the last one: beside it, after `of the`, or after `and` without a number."""
    at = phrase.at
    if at >= sentence.last or scan.gap(at):
        return None
    beside, word = scan.nouns.get(at), scan.folded[at]
    if beside is not None:
        is_other = beside.is_thing or at in scan.said or (beside.is_body and not scan.is_french)
        return None if is_other else beside
    if word in OF and phrase.nouns[-1].group == "unknown":
        return noun_over(scan, sentence, at + 1, bodies=True)
    if word in _OR and len(phrase.nouns) < 4:
        over = at + 1 + (at + 1 < sentence.last and scan.folded[at + 1] in OF)
        return noun_over(scan, sentence, over, bodies=False) if over in scan.nouns else None
    return None


def noun_over(scan: Scan, sentence: Sentence, at: int, *, bodies: bool) -> Noun | None:
    """The noun for people at word `at`, over at most two small words; a collective only if `bodies`."""
    for after in range(at, min(at + 3, sentence.last)):
        noun = scan.nouns.get(after)
        if noun is not None and not scan.gap(after):
            return None if noun.is_thing or (noun.is_body and not bodies) else noun
        if scan.gap(after) or scan.folded[after] not in LINKS:
            return None
    return None


def _told_after(scan: Scan, sentence: Sentence, at: int) -> Group | None:
    """The group in `12 dead among the soldiers`, `12 morts côté armée`, `the other eight dead are civilians`."""
    if at >= sentence.last or scan.gap(at) == "stop":
        return None
    if scan.gap(at) == "comma":
        return _mostly(scan, sentence, at)
    beside, cue = scan.nouns.get(at), scan.cues.get(at)
    if cue is None and scan.folded[at] not in BLOCKS and not scan.gap(at + 1):
        cue = scan.cues.get(at + 1)  # « trois blessés graves côté civil »
    noun: Noun | None = None
    if beside is not None and not beside.is_thing:
        noun = beside
    elif cue is not None and cue.value == "among_group":
        noun = noun_over(scan, sentence, cue.last, bodies=True)
    elif scan.folded[at] in BE:
        noun = _predicate(scan, sentence, at + 1)
    return scan.group_of(noun) if noun is not None else None


def _predicate(scan: Scan, sentence: Sentence, at: int) -> Noun | None:
    """The civilians of `are all civilians`, « sont des civils »."""
    for after in range(at, min(at + 3, sentence.last)):
        noun = scan.nouns.get(after)
        if noun is not None:
            return None if noun.is_thing or noun.is_body else noun
        if scan.folded[after] not in _ALL:
            return None
    return None


def _mostly(scan: Scan, sentence: Sentence, at: int) -> Group | None:
    """`17 people, most of them farmers`, « 40 personnes, essentiellement des femmes »."""
    is_most = False
    for after in range(at, min(at + 5, sentence.last)):
        noun = scan.nouns.get(after)
        if noun is not None:
            return scan.group_of(noun) if is_most and not noun.is_thing and not noun.is_body else None
        is_most = is_most or scan.folded[after] in MOSTLY
        if scan.folded[after] not in MOSTLY and scan.folded[after] not in LINKS and scan.folded[after] != "en":
            return None
    return None
