"""Casualty statements: each number of people with what happened to them, who they were, and who says so.

The most used output of the program. In the tradition of dictionary coding, but a number is bound to its noun and
its verb by grammar, not by nearness alone: `12 were killed and 7 wounded` is never 7 killed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sahelsum.codebook import Group, Outcome
from sahelsum.numbers import CountHit
from sahelsum.places import PlaceHit
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.speech import SpeakerHit, speaker_of
from sahelsum.rules.tolls_bind import Bound, bind, is_real, outcome_of
from sahelsum.rules.tolls_context import is_statistic, is_superseded, place_of
from sahelsum.rules.tolls_ellipsis import fill_in
from sahelsum.rules.tolls_figures import antecedent, others, side, told_before
from sahelsum.rules.tolls_links import Draft, link, may_hold
from sahelsum.rules.tolls_people import People, people_in
from sahelsum.rules.tolls_scan import Scan
from sahelsum.rules.tolls_verbs import verbs_in
from sahelsum.rules.tolls_words import SUFFER
from sahelsum.rules.view import View

_OF_THINGS = ("brul", "burn", "releas", "captur", "seiz", "enlev", "execut", "arret")
"""Words that are said of things too: a bare number with one of them, and no people in the sentence, may count things."""
_TOTAL = frozenset({"toll", "bilan", "total"})
_LOSSES = frozenset({"pertes", "losses", "casualties"})
_OUR = frozenset({"our", "nos", "notre"})
_UNLISTED = frozenset({"killed", "wounded", "abducted", "missing"})


@dataclass(frozen=True, slots=True)
class TollHit:
    """Characters `start:end` from the number to the words for the outcome, whichever comes first.

    `victims` as written; `actor_name` a force or group they belong to, as written; `denied_by` who denies the number;
    `place` only where the number is said of that place; `part_of` the index in the list of the total; `past`: the
    words put it before the news.
    """

    start: int
    end: int
    count: CountHit
    outcome: Outcome
    outcome_start: int
    outcome_end: int
    victims: str
    victims_start: int
    victims_end: int
    group: Group
    actor_name: str | None
    speaker: SpeakerHit | None
    denied_by: SpeakerHit | None
    place: PlaceHit | None
    part_of: int | None
    superseded: bool
    past: bool


def find_tolls(view: View, speakers: Sequence[SpeakerHit]) -> list[TollHit]:
    """The tolls of the article, in order."""
    scan = Scan(view)
    drafts: list[Draft] = []
    for sentence in view.sentences:
        if scan.said_in(sentence):
            drafts += _in_sentence(scan, sentence, len(drafts))
    for draft in drafts:
        if draft.group in (None, "unknown"):
            told = _ours(scan, draft.bound.people, speakers) or _sufferer(scan, draft) or side(scan, draft.sentence)
            told = told or told_before(scan, draft.sentence, draft.bound.people)
            draft.group = told or draft.group
    link(drafts)
    hits = [_hit(scan, draft, speakers) for draft in drafts]
    newest = [hit for hit, draft in zip(hits, drafts, strict=True) if not draft.age]
    return [
        replace(hit, superseded=draft.age == "old" or (draft.age == "first" and _is_updated(hit, newest)))
        for hit, draft in zip(hits, drafts, strict=True)
    ]


def _in_sentence(scan: Scan, sentence: Sentence, base: int) -> list[Draft]:
    people = others([antecedent(scan, sentence, one) for one in people_in(scan, sentence)])
    if not people:
        return []
    bound = bind(scan, sentence, people, verbs_in(scan, sentence, people))
    fill_in(scan, sentence, people, bound)
    drafts: list[Draft] = []
    index: dict[int, int] = {}
    for at, one in enumerate(bound):
        if one is None or not is_real(scan, sentence, one) or not _is_toll(scan, sentence, one):
            continue
        outcomes = tuple(dict.fromkeys(one.outcomes)) if one.people.is_zero else (outcome_of(one.outcomes),)
        for outcome in outcomes:
            index[at] = base + len(drafts)
            whole = index.get(one.whole) if one.whole is not None else None
            if whole is not None and not may_hold(drafts[whole - base].outcome, outcome):
                whole = None
            age = is_superseded(scan, sentence, one)
            says = bool(one.people.nouns) and not one.people.is_weakly_said
            place = place_of(scan, sentence, one)
            drafts.append(Draft(one, outcome, sentence, one.people.group, says, whole, age, one.people.is_zero, place, _is_total(scan, one, people[at - 1].last if at else sentence.first)))
    if len({draft.place for draft in drafts}) < 2:
        return [replace(draft, place=None) for draft in drafts]
    return drafts


def _is_total(scan: Scan, one: Bound, after: int) -> bool:
    """Whether the number, behind word `after`, is said to be the toll: `le bilan est de 12 morts`."""
    before = scan.folded[max(after, one.people.first - 6) : one.people.first]
    return not one.people.nouns and bool(_TOTAL.intersection(before))


def _ours(scan: Scan, people: People, speakers: Sequence[SpeakerHit]) -> Group | None:
    """`our men`, « nos hommes »: the speaker's own side."""
    if not _OUR.intersection(scan.folded[people.first : people.last]):
        return None
    speaker = speaker_of(speakers, people.count.number_start)
    if speaker is None or speaker.kind not in ("actor", "voice", "official"):
        return None
    actor = scan.view.reference.actors.resolve(speaker.name, scan.countries[:1], None, scan.view.language)
    return "armed_group" if actor is not None and actor.group == "armed_group" else "state_forces"


def _sufferer(scan: Scan, draft: Draft) -> Group | None:
    """`the army suffered 10 casualties`: the subject's own."""
    people = draft.bound.people
    reach = 7 if _LOSSES.intersection(scan.folded[max(0, people.first - 2) : people.first]) else 2
    if not SUFFER.intersection(scan.folded[max(0, people.first - reach) : people.first]):
        return None
    nouns = scan.nouns_in(max(draft.sentence.first, people.first - 6 - reach), people.first)
    return scan.group_of(nouns[-1]) if nouns else None


def _is_toll(scan: Scan, sentence: Sentence, one: Bound) -> bool:
    people = one.people
    if people.is_bare and one.verb is not None and one.verb.looks == "right":
        is_thing_verb = scan.folded[one.verb.first].startswith(_OF_THINGS)
        if is_thing_verb and not any(noun.last <= people.first for noun in scan.nouns_in(sentence.first, sentence.last)):
            return False
        if scan.folded[one.verb.first].startswith("brul"):
            return False
    if people.is_weakly_said and one.verb is None and one.cost and (people.count.weak or _is_definite(scan, people)):
        return False
    if people.unlisted is not None and not set(one.outcomes) <= _UNLISTED:
        return False
    if people.is_implied and (one.verb is None or set(one.outcomes) & {"displaced", "casualties_unspecified"}):
        return False
    return not is_statistic(scan, sentence, one)


def _is_definite(scan: Scan, people: People) -> bool:
    """`the three hostages`, « un des captifs »: people told of before, nothing new is said of them."""
    before = scan.folded[people.first - 1] if people.first and not scan.gap(people.first) else ""
    within = scan.folded[people.count.last : people.last]
    if "des" in within or ("the" in within and "of" in within):
        return True
    return before in ("the", "these", "those", "les", "ces", "leurs", "des")


def _is_updated(hit: TollHit, newest: Sequence[TollHit]) -> bool:
    """Whether another toll of the same outcome, not a part, says another number."""
    bounds = (hit.count.low, hit.count.high)
    return any(
        other.outcome == hit.outcome and other.part_of is None and (other.count.low, other.count.high) != bounds
        and (other.group == hit.group or ("armed_group" not in (other.group, hit.group) and {"unknown", "mixed"} & {other.group, hit.group}))
        for other in newest
    )  # fmt: skip


def _hit(scan: Scan, draft: Draft, speakers: Sequence[SpeakerHit]) -> TollHit:
    one, people = draft.bound, draft.bound.people
    start, end = _victims(scan, people)
    speaker = speaker_of(speakers, people.count.number_start)
    denied = speaker if speaker is not None and speaker.verb == "deny" else None
    dates = scan.view.within(scan.view.dates, draft.sentence)
    return TollHit(
        start=min(people.count.start, one.start, start),
        end=max(people.count.end, one.end, end),
        count=people.count,
        outcome=draft.outcome,
        outcome_start=one.start,
        outcome_end=one.end,
        victims=scan.words.text[start:end],
        victims_start=start,
        victims_end=end,
        group=draft.group or "unknown",
        actor_name=_actor_name(scan, people),
        speaker=None if denied is not None else speaker,
        denied_by=denied,
        place=draft.place,
        part_of=draft.whole,
        superseded=False,
        past=any(hit.past for hit in dates) or (one.verb is not None and one.verb.is_past_perfect and speaker is None),
    )


def _victims(scan: Scan, people: People) -> tuple[int, int]:
    """The noun with what belongs to it; the outcome word of `12 dead`; the number itself where nothing else stands."""
    words = scan.words
    if people.nouns:
        return words.starts[people.nouns[0].first], words.ends[people.nouns[-1].last - 1]
    if people.unlisted is not None:
        return words.starts[people.unlisted[0]], words.ends[people.unlisted[1] - 1]
    if people.said is not None:
        return people.said.start, people.said.end
    return people.count.start, people.count.end


def _actor_name(scan: Scan, people: People) -> str | None:
    return next((scan.view.quote(noun.actor) for noun in people.nouns if noun.actor is not None), None)
