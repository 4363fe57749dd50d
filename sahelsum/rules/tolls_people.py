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
from sahelsum.rules.tolls_scan import Noun, Scan
from sahelsum.rules.tolls_words import AGENTS, BE, BLOCKS, DEFINITE_EN, DEFINITE_FR, EVENT_NOUNS, LINKS, MOSTLY, OF
from sahelsum.words import Hit

_REACH = 7
_UNKNOWN_WORDS = 3
_PLURALS = frozenset({"people", "police", "children", "troops", "personnel", "staff", "women", "men", "crew", "vdp"})
_ALL = frozenset("all both mostly mainly des tous toutes les des de some".split())


@dataclass(slots=True)
class People:
    """Words `first:last`: a number and its people; `said` is an outcome word among them (`12 dead`, `7 wounded men`).

    `nouns` name the people (none: `12 were killed`); `unlisted` is a noun that no lexicon knows; `is_implied`: a
    singular without a number. `group` is null where nothing tells it.
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

    @property
    def is_bare(self) -> bool:
        """Whether no noun stands with the number."""
        return not self.nouns and self.unlisted is None

    @property
    def is_zero(self) -> bool:
        """Whether it counts nobody, explicitly."""
        return self.count.low == 0 and self.count.high == 0


@dataclass(slots=True)
class _Reading:
    at: int
    nouns: list[Noun]
    said: Hit[str] | None = None
    unknown: tuple[int, int] | None = None
    body: Noun | None = None
    is_thing: bool = False


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
    reading = _Reading(count.last, [])
    _walk(scan, sentence, reading)
    if reading.is_thing or (reading.said is not None and not reading.nouns and _is_event(scan, reading.said)):
        return None
    is_one_more = count.weak and count.last - count.first > 1
    if count.weak and not reading.nouns and not is_one_more and not _is_one(scan, count, reading.said):
        return None
    return _people(scan, count, reading, _extend(scan, sentence, reading))


def _is_one(scan: Scan, count: CountHit, said: Hit[str] | None) -> bool:
    """`one dead`, `un mort`: the article `a` counts nobody, nor does « une mort »."""
    if said is None or said.first != count.last:
        return False
    word = scan.folded[count.first]
    return word in ("one", "1", "un") or (word == "une" and scan.raw(said.first).endswith("e"))


def _people(scan: Scan, count: CountHit, reading: _Reading, group: Group | None) -> People:
    nouns = tuple(reading.nouns)
    said = reading.said
    weak = said is not None and any(noun.first == said.first for noun in nouns)
    weak = weak or (said is not None and bool(OF.intersection(scan.folded[count.last : said.first])))
    unlisted = reading.unknown if not nouns and reading.said is None else None
    last = max(reading.at, count.last)
    is_part = _is_part(scan, count.first, last, count.last)
    return People(
        count.first, last, count, nouns, group, reading.said, unlisted, is_part, _is_agent(scan, count.first),
        is_weakly_said=weak,
    )  # fmt: skip


def _walk(scan: Scan, sentence: Sentence, reading: _Reading) -> None:
    """Follows the number to its noun or outcome word; `reading.at` ends behind what belongs to it."""
    at, start, unknown = reading.at, reading.at, 0
    while at < sentence.last and at - start < _REACH and not scan.gap(at) and at not in scan.numbers:
        noun, said = scan.nouns.get(at), scan.said.get(at)
        if noun is not None and said is not None and said.last > noun.last:
            noun = None
        if noun is not None and noun.is_thing:
            reading.is_thing = reading.said is None
            return
        if noun is not None and noun.is_body:
            reading.body, at = noun, noun.last
            reading.at = at
            continue
        if noun is not None:
            reading.nouns.append(noun)
            reading.at = noun.last
            if reading.said is None and said is not None:
                reading.said = said
            return
        if said is not None:
            if reading.said is not None or not _is_adjective(scan, said):
                break
            reading.said, at = said, said.last
            reading.at = at
            continue
        word = scan.folded[at]
        if word in BLOCKS or (reading.said is not None and not (word in OF and _is_body(scan, reading.said))):
            break
        if word not in LINKS:
            unknown += 1
            if unknown > _UNKNOWN_WORDS:
                break
            if reading.unknown is None or reading.unknown[1] == at:
                reading.unknown = (reading.unknown[0] if reading.unknown else at, at + 1)
        at += 1
        if reading.unknown is None:
            reading.at = at
    if reading.body is not None and reading.said is None and reading.unknown is None:
        reading.nouns.append(reading.body)
    elif reading.unknown is not None and reading.said is None:
        reading.at = max(reading.at, reading.unknown[1])


def _is_adjective(scan: Scan, said: Hit[str]) -> bool:
    """Whether the outcome word can stand with a number (`12 dead`), which `killing` and `tuent` cannot."""
    word = scan.raw(said.first)
    if scan.is_french:
        return not word.endswith(("ant", "ent", "er", "aient", "ait")) or scan.folded[said.first].startswith(("manqu", "fui"))
    return not word.endswith("ing") or word == "missing"


def _is_body(scan: Scan, said: Hit[str]) -> bool:
    """`seven bodies of soldiers`: whose they are stands behind."""
    return scan.folded[said.first].startswith(("bod", "corps", "corpse", "cadavre", "depouille", "death", "deces", "mort"))


def _is_event(scan: Scan, said: Hit[str]) -> bool:
    """Whether the word names a happening: `three abductions` are not three people."""
    return scan.raw(said.first) in EVENT_NOUNS


def _extend(scan: Scan, sentence: Sentence, reading: _Reading) -> Group | None:
    """The group of the people; takes in what follows the noun: `members of the police`, `soldiers and civilians`."""
    groups = [scan.group_of(noun) for noun in reading.nouns]
    if not groups and reading.body is not None and reading.said is None:
        groups = [scan.group_of(reading.body)]
    while reading.nouns:
        noun = _adjoining(scan, sentence, reading)
        if noun is None:
            break
        group = scan.group_of(noun)
        joined = scan.folded[noun.first - 1] in ("and", "et", "ou", "or") or scan.folded[max(noun.first - 2, 0)] in ("and", "et")
        if joined:
            groups.append(group)
        elif group != "unknown" and (groups[-1] == "unknown" or not scan.is_french):
            groups[-1] = group
        reading.nouns.append(noun)
        reading.at = noun.last
    if not groups or groups == ["unknown"]:
        told = _told_after(scan, sentence, reading.at)
        groups = [told] if told is not None else groups
    if not groups:
        return None
    return groups[0] if len(set(groups)) == 1 else "mixed"


def _adjoining(scan: Scan, sentence: Sentence, reading: _Reading) -> Noun | None:
    """The noun that goes on from the last one: beside it, after `of the`, or after `and` without a number."""
    at = reading.at
    if at >= sentence.last or scan.gap(at):
        return None
    beside = scan.nouns.get(at)
    if beside is not None:
        return None if beside.is_thing or at in scan.said or (beside.is_body and not scan.is_french) else beside
    word = scan.folded[at]
    if word in OF and reading.nouns[-1].group == "unknown":
        return _noun_over(scan, sentence, at + 1, bodies=True)
    if word in ("and", "et", "ou", "or") and len(reading.nouns) < 4:
        over = at + 1 + (scan.folded[at + 1 : at + 2] in (["de"], ["d"], ["des"], ["of"]))
        return _noun_over(scan, sentence, over, bodies=False) if over in scan.nouns else None
    return None


def _noun_over(scan: Scan, sentence: Sentence, at: int, *, bodies: bool) -> Noun | None:
    for after in range(at, min(at + 3, sentence.last)):
        if scan.gap(after):
            return None
        noun = scan.nouns.get(after)
        if noun is not None:
            return None if noun.is_thing or (noun.is_body and not bodies) else noun
        if scan.folded[after] not in LINKS:
            return None
    return None


def _told_after(scan: Scan, sentence: Sentence, at: int) -> Group | None:
    """The group in `12 dead among the soldiers`, `12 morts côté armée`, `the other eight dead are civilians`."""
    if at >= sentence.last or scan.gap(at) == "stop":
        return None
    if scan.gap(at) == "comma":
        return _mostly(scan, sentence, at)
    beside = scan.nouns.get(at)
    if beside is not None and not beside.is_thing and not scan.gap(at):
        return scan.group_of(beside)
    cue = scan.cues.get(at)
    if cue is not None and cue.value == "among_group":
        noun = _noun_over(scan, sentence, cue.last, bodies=True)
        return scan.group_of(noun) if noun is not None else None
    if scan.folded[at] in BE:
        for after in range(at + 1, min(at + 4, sentence.last)):
            noun = scan.nouns.get(after)
            if noun is not None and not noun.is_thing and not noun.is_body:
                return scan.group_of(noun)
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


def _is_part(scan: Scan, first: int, last: int, after_count: int) -> bool:
    """Whether the number is said to be part of another: `dont 7`, `including at least 7`, `7 of them`."""
    for at in (first, first - 1):
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
    definite = DEFINITE_FR if scan.is_french else DEFINITE_EN
    for noun in scan.nouns_in(sentence.first, sentence.last):
        first = next((at for at in (noun.first - 1, noun.first - 2) if at >= sentence.first and scan.folded[at] in definite), None)
        if first is None or noun.is_body or noun.group == "unknown" or not _is_singular(scan, noun):
            continue
        if any(scan.gap(at) for at in range(first + 1, noun.first + 1)):
            continue
        agent = _is_agent(scan, first)
        one = _one(scan, first, noun.last)
        yield People(first, noun.last, one, (noun,), scan.group_of(noun), None, None, _is_part(scan, first, noun.last, -1), agent, is_implied=True)


def _is_singular(scan: Scan, noun: Noun) -> bool:
    word = scan.folded[noun.first if scan.is_french else noun.last - 1]
    if word in _PLURALS or word.endswith(("men", "x")):
        return False
    return not word.endswith("s") or word.endswith("ss")
