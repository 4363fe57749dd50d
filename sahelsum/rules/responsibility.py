"""Who is held or holds itself responsible for what happened, and who says so.

Statuses are those of codebook.RESPONSIBILITY_STATUSES. A claim of other or of many attacks (`has already claimed two
other raids`) says nothing of this one. Only those who bear arms can be responsible: a charge needs an armed actor
as its object and violence in what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from sahelsum.actors import ActorHit
from sahelsum.article import Span
from sahelsum.codebook import ResponsibilityStatus
from sahelsum.rules.guesses import guesses
from sahelsum.rules.responsibility_signs import NEAR, Signs
from sahelsum.rules.sentences import Sentence, clause
from sahelsum.rules.speech import SpeakerHit, speaker_of, starting
from sahelsum.rules.view import Spanned, View
from sahelsum.words import Hit

_AGENT = re.compile(r"\s(?:by|par)\s(?:the |l['’]|la |le |les )?", re.IGNORECASE)
_CLAIMANTS = frozenset({"actor", "voice", "unknown"})
_PLAIN = frozenset({"by", "par", "of", "de", "du", "des"})


@dataclass(frozen=True, slots=True)
class ResponsibilityHit:
    """One statement about who did it, at characters `start:end`; the actor stands at `actor_start:actor_end`.

    `by` says so (null: the outlet's own voice); `channel` is where a claim was published, as written.
    """

    start: int
    end: int
    status: ResponsibilityStatus
    actor_name: str
    actor_start: int
    actor_end: int
    by: SpeakerHit | None
    channel: str | None


@dataclass(frozen=True, slots=True)
class UnclaimedHit:
    """Words that say that nobody has claimed it."""

    start: int
    end: int


def find_responsibility(
    view: View, speakers: Sequence[SpeakerHit]
) -> tuple[list[ResponsibilityHit], list[UnclaimedHit]]:
    """All statements about responsibility, one a clause, status and actor, and all that nobody has claimed it."""
    finder = _Finder(view, speakers)
    found = sorted((*finder.told(), *finder.cued(), *finder.guessed()), key=lambda hit: (hit.start, hit.actor_start))
    once = {(hit.start, hit.status, hit.actor_name): hit for hit in reversed(found)}
    return sorted(once.values(), key=lambda hit: (hit.start, hit.actor_start)), finder.unclaimed()


class _Finder:
    def __init__(self, view: View, speakers: Sequence[SpeakerHit]) -> None:
        self.view = view
        self.speakers = speakers
        self.signs = Signs(view)

    def unclaimed(self) -> list[UnclaimedHit]:
        """The clauses that say that nobody has claimed it."""
        return [
            UnclaimedHit(*clause(self.view.text, sentence, hit.start, hit.end))
            for hit in self.signs.cues
            if hit.value == "unclaimed" and (sentence := self.view.sentence_at(hit.start)) is not None
        ]

    # ── what speakers say of themselves ──────────────────────────────────────────────────────────────────
    def told(self) -> Iterator[ResponsibilityHit]:
        """Claims and denials by those who are said to have done it, told by their reporting verb."""
        for speaker in self.speakers:
            sentence = self.view.sentence_at(max(0, speaker.scope_start - 1))
            status = self._told(speaker, sentence) if sentence is not None else None
            if status is not None and sentence is not None:
                yield self._of_speaker(status, speaker, sentence)

    def _told(self, speaker: SpeakerHit, sentence: Sentence) -> ResponsibilityStatus | None:
        signs = self.signs
        if speaker.verb == "responsible":
            claims = speaker.kind in _CLAIMANTS and signs.is_claimant(speaker)
            general = signs.is_general(speaker.scope_start, sentence.end, sentence)
            return "claimed" if claims and not general else None
        if speaker.verb == "deny":
            return "denied" if signs.rejects_charge(speaker) else None
        if signs.is_group(speaker) and (signs.is_own_deed(speaker) or signs.claims_dead(speaker)):
            return "claimed"
        return "claimed" if speaker.verb == "confirm" and signs.owns_strike(speaker) else None

    # ── what others say ──────────────────────────────────────────────────────────────────────────────────
    def cued(self) -> Iterator[ResponsibilityHit]:
        """What is told by words of responsibility.csv."""
        for cue in self.signs.cues:
            status, _, way = cue.value.partition("/")
            sentence = self.view.sentence_at(cue.start)
            if sentence is None:
                continue
            if status == "denied":
                yield from self._denied(cue, sentence)
            elif way == "by":
                yield from self._by(cue, status, sentence)
            elif way == "of":
                yield from self._of(cue, status, sentence)
            elif way == "who":
                yield from self._who(cue, sentence)

    def _denied(self, cue: Hit[str], sentence: Sentence) -> Iterator[ResponsibilityHit]:
        speaker = starting(self.speakers, "deny", cue.start, cue.end + 1)
        if speaker is not None and speaker.kind in ("actor", "voice"):
            yield self._of_speaker("denied", speaker, sentence)

    def _by(self, cue: Hit[str], status: str, sentence: Sentence) -> Iterator[ResponsibilityHit]:
        """`claimed by X`, `blamed on X`: `carried out by X` is a charge only where somebody says it."""
        actor = self.signs.after(cue, sentence)
        if actor is None:
            return
        if status == "claimed":
            if not self.signs.is_general(cue.end, sentence.end, sentence):
                yield self._of_actor(status, actor, cue, self._itself(actor))
            return
        words = self.view.quote(cue).casefold().split()
        if status == "attributed" and words[-1] in _PLAIN and not speaker_of(self.speakers, cue.start):
            return
        hedged = status == "attributed" and self.signs.hedged(actor)
        by = self._agent(actor) or starting(self.speakers, "accuse", cue.start, cue.end + 1)
        yield self._of_actor("suspected" if hedged else status, actor, cue, by or speaker_of(self.speakers, cue.start))

    def _of(self, cue: Hit[str], status: str, sentence: Sentence) -> Iterator[ResponsibilityHit]:
        """`the army blames X`, `soupçonne X`, `X was blamed by locals`."""
        speaker = starting(self.speakers, "accuse", cue.end - 2, cue.end + 1)
        agent = self._agent(cue)
        if speaker is None or agent is not None:
            accused = self.signs.accused_before(cue, sentence)
            if accused is not None and (agent is not None or self.signs.is_violent(cue, sentence)):
                yield self._of_actor(status, accused, cue, agent)
            elif status == "suspected":
                yield from self._who(cue, sentence)
            return
        blamed = self.signs.after(cue, sentence)
        actor = blamed or self.signs.laid_on(cue, sentence)
        if actor is None:
            return
        is_bare = blamed is not None and self.signs.is_bare(blamed)
        if status == "suspected" or is_bare or self.signs.is_violent(cue, sentence):
            yield self._of_actor(status, actor, cue, speaker)

    def _who(self, cue: Hit[str], sentence: Sentence) -> Iterator[ResponsibilityHit]:
        """`suspected jihadists attacked`, `attaque menée par des jihadistes présumés`: only where they are who acts."""
        actor = self.signs.beside(cue, sentence)
        if actor is not None and self.signs.is_agent(actor, sentence):
            yield self._of_actor("suspected", actor, cue, speaker_of(self.speakers, cue.start))

    def _agent(self, after: Spanned) -> SpeakerHit | None:
        """`attributed to jihadists by the army`: the army."""
        by = _AGENT.match(self.view.text, after.end)
        if by is None:
            return None
        for hit in self.view.within(self.view.actors, Span(by.end(), by.end() + NEAR))[:1]:
            if hit.start == by.end():
                return SpeakerHit(self.view.quote(hit), hit.start, hit.end, "actor", "accuse", hit.end, hit.end)
        return None

    def _itself(self, actor: ActorHit) -> SpeakerHit:
        """Who claims is who speaks."""
        return SpeakerHit(self.view.quote(actor), actor.start, actor.end, "actor", "responsible", actor.end, actor.end)

    def guessed(self) -> Iterator[ResponsibilityHit]:
        """What is told without words of responsibility.csv."""
        for guess in guesses(self.view, self.signs, self.speakers):
            at, actor, start, end = self.view.sentence_at(guess.start), guess.actor, guess.start, guess.end
            if at is not None:
                start, end = clause(self.view.text, at, start, end)
            name = self.view.quote(actor)
            yield ResponsibilityHit(start, end, guess.status, name, actor.start, actor.end, guess.by, None)

    # ── what is made ─────────────────────────────────────────────────────────────────────────────────────
    def _of_actor(self, status: str, actor: ActorHit, cue: Hit[str], by: SpeakerHit | None) -> ResponsibilityHit:
        sentence = self.view.sentence_at(cue.start)
        start, end, channel = min(cue.start, actor.start), max(cue.end, actor.end), None
        if sentence is not None:
            start, end, channel = self._published(status, sentence, start, end)
        known = cast(ResponsibilityStatus, status)
        return ResponsibilityHit(start, end, known, self.view.quote(actor), actor.start, actor.end, by, channel)

    def _published(self, status: str, sentence: Sentence, start: int, end: int) -> tuple[int, int, str | None]:
        """The clause around `start:end`, as far as the channel that a claim in it names, and that channel."""
        found = self.signs.channel(sentence) if status == "claimed" else None
        start, end = clause(self.view.text, sentence, start, end)
        if found is None:
            return start, end, None
        return min(start, found.start), max(end, found.end), self.view.quote(found)

    def _of_speaker(self, status: ResponsibilityStatus, speaker: SpeakerHit, sentence: Sentence) -> ResponsibilityHit:
        at = min(max(sentence.start, speaker.scope_start - 1), sentence.end - 1)
        start, end, channel = self._published(status, sentence, at, min(at + 2, sentence.end))
        name = self.signs.name_of(speaker)
        return ResponsibilityHit(start, end, status, self.view.quote(name), name.start, name.end, speaker, channel)
