"""Numbers with the people they count: `12 villagers`, `dix autres`, `three dead`, `un civil`, `the village chief`.

A number is followed to its noun over adjectives and small words, never over a preposition, a verb or a comma. A
number of things (motorcycles, villages, mines) is nobody; a number without a noun may still be people if an
outcome is said of it, which the binding decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sahelsum.codebook import Group
from sahelsum.numbers import CountHit
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.tolls.phrase import Phrase, read_phrase
from sahelsum.rules.tolls.scan import Noun, Scan
from sahelsum.rules.tolls.words import AGENTS, DEFINITE_EN, DEFINITE_FR, EVENT_NOUNS, LINKS, OF
from sahelsum.words import Hit

_PLURALS = frozenset({"people", "police", "children", "troops", "personnel", "staff", "women", "men", "crew", "vdp"})
_ONES = ("one", "1", "un")
_THOSE = frozenset({"those", "that", "of", "ceux", "celles", "celui", "celle", "de"})
_MORE = frozenset({"other", "others", "more", "autre", "autres", "another"})


@dataclass(slots=True)
class People:
    """Words `first:last`: a number and its people; `said` is an outcome word among them (`12 dead`, `7 wounded men`).

    `nouns` name the people (none: `12 were killed`); `unlisted` is a noun that no lexicon knows; `is_agent`: they do
    it; `is_implied`: a singular without a number; `is_weakly_said`: the outcome word is only their name (hostages);
    `is_more`: `three others`. `group` is null where nothing tells it.
    """

    first: int
    last: int
    count: CountHit
    nouns: tuple[Noun, ...]
    group: Group | None
    said: Hit[str] | None
    unlisted: tuple[int, int] | None
    is_part: bool
    is_agent: bool
    is_implied: bool = False
    is_weakly_said: bool = False
    is_more: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether no noun stands with the number."""
        return not self.nouns and self.unlisted is None

    @property
    def is_zero(self) -> bool:
        """Whether it counts nobody, explicitly."""
        return self.count.low == 0 and self.count.high == 0


def people_in(scan: Scan, sentence: Sentence) -> list[People]:
    """The counted people of the sentence, in order, none overlapping."""
    found: list[People] = []
    for count in _counts(scan, sentence):
        if found and count.first < found[-1].last:
            continue
        people = _read(scan, sentence, count)
        if people is not None:
            found.append(people)
    found = _partitive(scan, found)
    taken = {at for people in found for at in range(people.first, people.last)}
    found += [people for people in _implied(scan, sentence) if people.last - 1 not in taken]
    return sorted(found, key=lambda people: people.first)


def _partitive(scan: Scan, found: list[People]) -> list[People]:
    """`six of the 14 abducted students`: six people, and nothing is said of the fourteen."""
    merged: list[People] = []
    for one in found:
        if merged and merged[-1].is_bare and merged[-1].said is None:
            between = scan.folded[merged[-1].last : one.first]
            whole = [*scan.folded[merged[-1].count.last : merged[-1].last], *between]
            is_of = bool(whole) and (whole[0] in OF or scan.folded[merged[-1].count.last - 1] in OF)
            if is_of and set(whole) <= LINKS and not scan.gap(one.first):
                merged[-1] = replace(merged[-1], last=one.last, nouns=one.nouns, group=one.group)
                continue
        merged.append(one)
    return merged


def _counts(scan: Scan, sentence: Sentence) -> list[CountHit]:
    """The sentence's numbers, and ordinals that stand for one more person (`a third was wounded`)."""
    counts = list(scan.counts_in(sentence))
    taken = {at for hit in counts if not hit.weak for at in range(hit.first, hit.last)}
    for cue in scan.cues_in(sentence.first, sentence.last, "one_more"):
        if cue.first not in taken and cue.last < sentence.last:
            counts = [hit for hit in counts if hit.first != cue.first]
            counts.append(_one(scan, cue.first, cue.last))
    return sorted(counts, key=lambda hit: hit.first)


def _one(scan: Scan, first: int, last: int) -> CountHit:
    start, end = scan.words.starts[first], scan.words.ends[last - 1]
    return CountHit(first, last, start, end, start, end, 1, 1, "exact", True, "count")


def _read(scan: Scan, sentence: Sentence, count: CountHit) -> People | None:
    """The people that the number counts; null where it counts things or happenings, or `a` stands alone."""
    phrase = read_phrase(scan, sentence, count.last)
    said = phrase.said
    if phrase.is_thing or (said is not None and not phrase.nouns and scan.raw(said.first) in EVENT_NOUNS):
        return None
    if count.weak and not phrase.nouns and not _is_one(scan, count, phrase):
        return None
    nouns, last = tuple(phrase.nouns), max(phrase.at, count.last)
    weak = said is not None and (
        any(noun.first == said.first for noun in nouns) or bool(OF.intersection(scan.folded[count.last : said.first]))
    )
    return People(
        count.first, last, count, nouns, phrase.group, said,
        unlisted=phrase.unknown if not nouns and said is None else None,
        is_part=_is_part(scan, count.first, last, count.last), is_agent=_is_agent(scan, count.first),
        is_weakly_said=weak, is_more=bool(_MORE.intersection(scan.folded[count.first : last])),
    )  # fmt: skip


def _is_one(scan: Scan, count: CountHit, phrase: Phrase) -> bool:
    """`one dead`, « un mort », `a third`, `killed one`, « dont un »: the article `a` alone counts nobody."""
    if count.last - count.first > 1:
        return True
    word, said = scan.folded[count.first], phrase.said
    if said is not None and said.first == count.last:  # « une mort » is a death, « une morte » a woman
        return word in _ONES or (word == "une" and scan.raw(said.first).endswith("e"))
    cue = scan.cues_to.get(count.first)
    is_told = count.first in scan.said_to or (cue is not None and cue.value == "part")
    return word in (*_ONES, "une") and phrase.unknown is None and is_told


def _is_part(scan: Scan, first: int, last: int, after_count: int) -> bool:
    """Whether the number is said to be part of another: `dont 7`, `including at least 7`, `7 of them`."""
    begin = first
    while begin > 0 and first - begin < 2 and scan.folded[begin - 1] in _THOSE:  # `including those of two women`
        begin -= 1
    for at in (first, first - 1, begin):
        cue = scan.cues_to.get(at)
        if cue is not None and cue.value in ("part", "part_both") and scan.gap(cue.last) != "stop":
            return True
    return any(
        (cue := scan.cues.get(at)) is not None and cue.value in ("part_after", "part_both") and not scan.gap(at)
        for at in (after_count, last)
    )


def _is_agent(scan: Scan, first: int) -> bool:
    """Whether the people do it or stand beside it: `by 12 gunmen`, `avec 12 hommes`."""
    before = first - 1
    return before >= 0 and not scan.gap(first) and scan.folded[before] in AGENTS


def _implied(scan: Scan, sentence: Sentence) -> Iterator[People]:
    """Single people without a number: `the village chief`, `leur chauffeur`."""
    for noun in scan.nouns_in(sentence.first, sentence.last):
        first = _determiner(scan, sentence, noun)
        if first is None or noun.is_body or noun.group == "unknown" or not is_singular(scan, noun):
            continue
        yield People(
            first, noun.last, _one(scan, first, noun.last), (noun,), scan.group_of(noun), None, None,
            is_part=_is_part(scan, first, noun.last, -1), is_agent=_is_agent(scan, first), is_implied=True,
        )  # fmt: skip


def _determiner(scan: Scan, sentence: Sentence, noun: Noun) -> int | None:
    """The definite article or possessive before the noun, over at most one adjective."""
    definite = DEFINITE_FR if scan.is_french else DEFINITE_EN
    near = (at for at in (noun.first - 1, noun.first - 2) if at >= sentence.first and scan.folded[at] in definite)
    first = next(near, None)
    if first is None or any(scan.gaps(first + 1, noun.first)) or noun.first - 1 in scan.nouns:
        return None
    return first


def is_singular(scan: Scan, noun: Noun) -> bool:
    """Whether the noun names one person, by its form."""
    word = scan.folded[noun.first if scan.is_french else noun.last - 1]
    if word in _PLURALS or word.endswith(("men", "x")):
        return False
    return not word.endswith("s") or word.endswith("ss")
