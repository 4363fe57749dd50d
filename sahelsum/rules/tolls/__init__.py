"""Casualty statements: each number of people with what happened to them, who they were, and who says so.

The most used output of the program. In the tradition of dictionary coding, but a number is bound to its noun and
its verb by grammar, not by nearness alone: `12 were killed and 7 wounded` is never 7 killed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sahelsum.codebook import Group, Outcome
from sahelsum.numbers import CountHit
from sahelsum.places import PlaceHit
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.speech import SpeakerHit, speaker_of
from sahelsum.rules.tolls.drafts import drafts_in, retold, sufferer
from sahelsum.rules.tolls.figures import side, told_before
from sahelsum.rules.tolls.links import Draft, is_updated, link
from sahelsum.rules.tolls.people import People
from sahelsum.rules.tolls.scan import Scan
from sahelsum.rules.view import View

_OUR = frozenset({"our", "nos", "notre"})
_OFFICES = frozenset({"actor", "official", "voice"})
_NEAR = 12
_OPENING = 4
_LONGEST = 200
"""Words of one sentence that are looked at together: a longer one is no sentence, and time must stay linear."""


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
        for piece in _pieces(scan, sentence):
            told = drafts_in(scan, piece, len(drafts)) if scan.has_said(piece.first, piece.last) else []
            if scan.cues_in(piece.first, piece.last, "again", "again_end"):
                told += retold(scan, piece, drafts[-_NEAR:], told)
            drafts += told
    for draft in drafts:
        if draft.group in (None, "unknown"):
            draft.group = _told_beside(scan, draft, speakers) or draft.group
    link(drafts)
    return [_hit(scan, draft, speakers, is_updated(drafts, at)) for at, draft in enumerate(drafts)]


def _pieces(scan: Scan, sentence: Sentence) -> Iterator[Sentence]:
    """The sentence, cut into pieces of bounded length."""
    if sentence.last - sentence.first <= _LONGEST:
        yield sentence
        return
    for first in range(sentence.first, sentence.last, _LONGEST):
        last = min(first + _LONGEST, sentence.last)
        start = scan.words.starts[first] if first > sentence.first else sentence.start
        end = scan.words.ends[last - 1] if last < sentence.last else sentence.end
        yield replace(sentence, start=start, end=end, first=first, last=last)


def _told_beside(scan: Scan, draft: Draft, speakers: Sequence[SpeakerHit]) -> Group | None:
    """The group that the number's surroundings tell: who suffered it, whose side it is, who speaks of `our men`."""
    people = draft.bound.people
    return (
        _ours(scan, people, speakers)
        or sufferer(scan, draft)
        or side(scan, draft.sentence)
        or told_before(scan, draft.sentence, people)
    )


def _ours(scan: Scan, people: People, speakers: Sequence[SpeakerHit]) -> Group | None:
    """`our men`, « nos hommes »: the speaker's own side."""
    if not _OUR.intersection(scan.folded[people.first : people.last]):
        return None
    speaker = speaker_of(speakers, people.count.number_start)
    if speaker is None or speaker.kind not in ("actor", "voice", "official"):
        return None
    actor = scan.view.reference.actors.resolve(speaker.name, scan.countries[:1], None, scan.view.language)
    return "armed_group" if actor is not None and actor.group == "armed_group" else "state_forces"


def _hit(scan: Scan, draft: Draft, speakers: Sequence[SpeakerHit], superseded: bool) -> TollHit:
    one, people = draft.bound, draft.bound.people
    start, end = _victims(scan, people)
    # `denied that any` is none, and the verb of its speaker
    said_at = people.count.number_end - 1 if draft.is_zero else people.count.number_start
    speaker = speaker_of(speakers, said_at) or _goes_on(scan, draft, speakers)
    denied = speaker if speaker is not None and speaker.verb == "deny" else None
    if denied is not None and draft.is_zero:  # `denied that any civilian was killed`
        speaker, denied = denied, None
    elif denied is not None:
        speaker = speaker_of([hit for hit in speakers if hit.verb != "deny"], said_at)
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
        speaker=speaker,
        denied_by=denied,
        place=draft.place,
        part_of=draft.whole,
        superseded=superseded,
        past=any(hit.past for hit in dates) or (one.verb is not None and one.verb.is_past_perfect and speaker is None),
    )


def _goes_on(scan: Scan, draft: Draft, speakers: Sequence[SpeakerHit]) -> SpeakerHit | None:
    """Who speaks to the end of the sentence before in the paragraph, if it is a force or an office.

    A communiqué is retold over several sentences and its author named in one. What a witness tells ends with the
    sentence: what follows is as often the reporter's own.
    """
    sentence = draft.sentence
    before = scan.view.sentences[sentence.index - 1] if sentence.index else sentence
    if before.index == sentence.index or before.paragraph != sentence.paragraph:
        return None
    dates = scan.view.within(scan.view.dates, sentence)
    if dates and dates[0].first - sentence.first < _OPENING:  # `In October 2022, men shot …`: another matter
        return None
    speaker = speaker_of(speakers, before.end - 2)
    goes_on = speaker is not None and speaker.kind in _OFFICES and speaker.verb not in ("deny", "accuse", "warn")
    return speaker if goes_on else None


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
