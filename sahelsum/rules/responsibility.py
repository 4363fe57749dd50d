"""Who is held or holds itself responsible for what happened, and who says so.

Statuses are those of codebook.RESPONSIBILITY_STATUSES. A claim of other or of many attacks (`has already claimed two
other raids`) says nothing of this one. Only those who bear arms can be responsible: a charge needs an armed actor
as its object and violence in what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sahelsum.actors import Actor, ActorHit
from sahelsum.codebook import ResponsibilityStatus
from sahelsum.rules.sentences import Sentence, clause
from sahelsum.rules.speech import SpeakerHit, speaker_of
from sahelsum.rules.view import Span, View
from sahelsum.words import Hit

_NEAR = 45
_AHEAD = 90
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|été|est|sont|fut|furent)\s+(?:\w+\s+)?$", re.IGNORECASE)
_OBJECT = re.compile(r"^\s*(?:the |a |an |some |les? |la |l['’]|des |un |une |\w+ement |on |aux? |du )?(?:\w+(?:-\w+)*\s+){0,2}(?:[«“\"]\s*)?$", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|on|à|au|aux|sur)\s+(?:the |les? |la |l['’]|des )?(?:\w+\s+){0,2}(?:[«“\"]\s*)?$", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|par)\s+(?:the |a |an |some |les? |la |l['’]|des |un |une |d['’]|de )?(?:\w+\s+){0,2}$", re.IGNORECASE)
_BRACKET = re.compile(r"\s\([\w-]{2,10}\)")
_AGENT = re.compile(r"\s+(?:by|par)\s+(?:the |l['’]|la |le |les )?", re.IGNORECASE)
_OWN_DEED = re.compile(
    r"\W*(?:(?:on|late|early|ce|hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\w+day|in an? \w+|dans une? \w+|in \w+|en \w+),?\s+)*(?:(?:that|qu['’]|que)\s*)?"
    r"(?:it\b|its (?:fighters|men|combatants|mujahideen|forces|soldiers|troops|members)|they\b|their fighters|to have|having|avoir|s['’]être|être|en avoir|y avoir"
    r"|ses (?:combattants|hommes|éléments|moudjahidin\w*)|il (?:a|avait)|elle (?:a|avait)|leurs combattants)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:which|that|que|qu['’])", re.IGNORECASE)
_DID = re.compile(r"\b(?:carried out|conducted|staged|launched|behind|mené|lancé|tendu|auteurs?|derrière)\b", re.IGNORECASE)
_VIOLENT = frozenset({"attack", "raid", "ambush", "massacre", "kill", "airstrike", "shelling", "ied", "suicide", "grenade", "abduction", "takeover", "clash", "loot"})
_DEEDS = frozenset({"killed", "wounded", "captured", "abducted", "neutralised"})
_DEVICE = re.compile(r"\b(?:device|mine|engin|explosi\w+|bomb\w*|responsab\w+|responsib\w+|behind|derrière|killings?|tueries?|crimes?|exactions?)\b", re.IGNORECASE)
_ACCUSED = re.compile(r"all[eé]gation|accusation|involvement|implication|responsib|responsab", re.IGNORECASE)
_STRIKES = frozenset({"airstrike", "shelling"})
_CLAIMANTS = frozenset({"actor", "voice", "unknown"})


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
    """All statements about responsibility, and all that nobody has claimed it, in order."""
    finder = _Finder(view, speakers)
    found = sorted({*finder.claims(), *finder.cues()}, key=lambda hit: (hit.start, hit.actor_start))
    return _once(found), finder.unclaimed()


class _Finder:
    def __init__(self, view: View, speakers: Sequence[SpeakerHit]) -> None:
        self.view = view
        self.text = view.text
        self.speakers = speakers
        self.hits = view.table("responsibility")
        self.events = view.table("events")

    def clause(self, span: Span | Hit[str]) -> tuple[int, int]:
        """The clause of the sentence that holds `span`."""
        sentence = self.view.sentence_at(span.start)
        return clause(self.text, sentence, span.start, span.end) if sentence is not None else (span.start, span.end)

    def unclaimed(self) -> list[UnclaimedHit]:
        """The clauses that say that nobody has claimed it."""
        return [
            UnclaimedHit(*self.clause(hit))
            for hit in self.hits
            if hit.value == "unclaimed" and self.view.sentence_at(hit.start) is not None
        ]

    # ── what speakers say of themselves ──────────────────────────────────────────────────────────────────
    def claims(self) -> Iterator[ResponsibilityHit]:
        """Claims by those who did it, told by their reporting verb."""
        for speaker in self.speakers:
            if speaker.verb == "responsible":
                said = Span(speaker.scope_start, self._end(speaker.scope_start))
                if speaker.kind in _CLAIMANTS and not self._is_general(said) and self._is_claimant(speaker):
                    yield self._made("claimed", speaker, said, True)
            elif self._tells_own_deed(speaker) or self._claims_dead(speaker):
                yield self._made("claimed", speaker, Span(speaker.scope_start, speaker.scope_end), True)
            elif speaker.verb == "deny" and self._rejects_charge(speaker):
                yield self._made("denied", speaker, Span(speaker.scope_start, speaker.scope_end), False)
            elif speaker.verb == "confirm" and self._owns_strike(speaker):
                yield self._made("claimed", speaker, Span(speaker.scope_start, speaker.scope_end), False)

    def _end(self, position: int) -> int:
        sentence = self.view.sentence_at(position - 1)
        return sentence.end if sentence is not None else position

    def _is_general(self, span: Span) -> bool:
        """Whether other or many attacks are claimed: the words just before or after the verb say so."""
        around = Span(max(0, span.start - 60), min(span.end, span.start + 70))
        return any(hit.value == "other" for hit in self.view.within(self.hits, around) if self._same(hit, span))

    def _same(self, hit: Hit[str], span: Span) -> bool:
        sentence = self.view.sentence_at(max(0, span.start - 1))
        return sentence is not None and sentence.start <= hit.start < sentence.end

    def _actor(self, speaker: SpeakerHit) -> Actor | None:
        inside = self.view.within(self.view.actors, speaker)
        return self._known(inside[0]) if inside else None

    def _known(self, hit: ActorHit) -> Actor | None:
        return self.view.reference.actors.actor(hit.value[0].actor_id) if hit.value else None

    def _is_group(self, speaker: SpeakerHit) -> bool:
        actor = self._actor(speaker)
        return actor is not None and (actor.group == "armed_group" or actor.speaks_for != "") and speaker.kind in ("actor", "voice")

    def _is_claimant(self, speaker: SpeakerHit) -> bool:
        actor = self._actor(speaker)
        return speaker.kind == "actor" or (actor is not None and actor.kind in ("armed", "generic", "voice"))

    def _tells_own_deed(self, speaker: SpeakerHit) -> bool:
        """`said it had killed …`, `dit avoir pris …`, of an armed group that speaks."""
        return speaker.verb != "deny" and self._is_group(speaker) and self._is_own_deed(speaker)

    def _claims_dead(self, speaker: SpeakerHit) -> bool:
        """`revendique la mort de 12 soldats`."""
        before = self.text[max(0, speaker.scope_start - 24) : speaker.scope_start].casefold()
        return speaker.verb == "claim" and self._is_group(speaker) and "revendiqu" in before

    def _is_own_deed(self, speaker: SpeakerHit) -> bool:
        said = Span(speaker.scope_start, min(speaker.scope_end, speaker.scope_start + _AHEAD))
        if _OWN_DEED.match(self.text, said.start, said.end) is None or self._is_general(said):
            return False
        acts = [hit for hit in self.view.within(self.events, said) if hit.value.endswith("/v") and self._family(hit) in _VIOLENT]
        deeds = [hit for hit in self.view.within(self.view.table("outcomes"), said) if hit.value in _DEEDS]
        did = _DID.search(self.text, said.start, said.end)
        if did is not None and self.view.within(self.events, said):
            return True
        first = min((hit.start for hit in (*acts, *deeds)), default=None)
        return first is not None and _PASSIVE.search(self.text[said.start : first]) is None

    def _rejects_charge(self, speaker: SpeakerHit) -> bool:
        actor = self._actor(speaker)
        armed = actor is not None and actor.kind in ("armed", "generic", "voice")
        near = min(speaker.scope_end, speaker.scope_start + _NEAR)
        return armed and (_ACCUSED.search(self.text, speaker.scope_start, near) is not None or self._is_own_deed(speaker))

    def _owns_strike(self, speaker: SpeakerHit) -> bool:
        """A state force that acknowledges a strike, which nobody else has aircraft for."""
        actor = self._actor(speaker)
        said = Span(speaker.scope_start, min(speaker.scope_end, speaker.scope_start + _NEAR))
        first = self.view.within(self.events, said)[:1]
        is_state = speaker.kind in ("actor", "voice") and (actor is None or actor.group != "armed_group")
        return is_state and any(self._family(hit) in _STRIKES or "strike" in self.view.quote(hit).casefold() for hit in first)

    @staticmethod
    def _family(hit: Hit[str]) -> str:
        return hit.value.partition("/")[0]

    # ── what others say ──────────────────────────────────────────────────────────────────────────────────
    def cues(self) -> Iterator[ResponsibilityHit]:
        """Everything told by words of the lexicon."""
        for hit in self.hits:
            status, _, way = hit.value.partition("/")
            sentence = self.view.sentence_at(hit.start)
            if sentence is None or (status == "claimed" and self._is_general(Span(hit.end, sentence.end))):
                continue
            if status == "denied":
                yield from self._denied(hit)
            elif way == "by":
                yield from self._by(hit, status, sentence)
            elif way == "of":
                yield from self._of(hit, status, sentence)
            elif way == "who":
                yield from self._who(hit, sentence)

    def _denied(self, hit: Hit[str]) -> Iterator[ResponsibilityHit]:
        speaker = next((one for one in self.speakers if one.verb == "deny" and hit.start < one.scope_start <= hit.end + 1), None)
        if speaker is not None and speaker.kind in ("actor", "voice"):
            yield self._made("denied", speaker, Span(hit.start, hit.end), False)

    def _by(self, hit: Hit[str], status: str, sentence: Sentence) -> Iterator[ResponsibilityHit]:
        actor = self._after(hit, sentence)
        if actor is None or (status == "attributed" and not self._is_charge(hit, sentence)):
            return
        hedged = status == "attributed" and self._hedge_before(actor)
        by = self._speaker_at(actor) if status == "claimed" else self._agent(actor) or self._accuser(hit)
        yield self._hit("suspected" if hedged else status, actor, hit, by, status == "claimed")

    def _accuser(self, hit: Hit[str]) -> SpeakerHit | None:
        """Who says it: the subject of the verb itself (`which the army blamed on …`), else who speaks there."""
        own = (one for one in self.speakers if one.verb == "accuse" and hit.start < one.scope_start <= hit.end + 1)
        return next(own, None) or speaker_of(self.speakers, hit.start)

    def _agent(self, actor: ActorHit | Hit[str]) -> SpeakerHit | None:
        """`attributed to jihadists by the army`: the army."""
        by = _AGENT.match(self.text, actor.end)
        if by is None:
            return None
        after = Span(by.end(), by.end() + _NEAR)
        for hit in self.view.within(self.view.actors, after)[:1]:
            if hit.start == by.end():
                return SpeakerHit(self.view.quote(hit), hit.start, hit.end, "actor", "accuse", hit.end, hit.end)
        return None

    def _is_charge(self, hit: Hit[str], sentence: Sentence) -> bool:
        """`carried out by X` is plain telling; `blamed on X`, and what somebody says, is a charge."""
        plain = self.view.quote(hit).casefold().split()[-1] in ("by", "par", "of", "de", "du", "des") and "blam" not in self.view.quote(hit).casefold()
        return not plain or speaker_of(self.speakers, hit.start) is not None

    def _of(self, hit: Hit[str], status: str, sentence: Sentence) -> Iterator[ResponsibilityHit]:
        speaker = next((one for one in self.speakers if one.verb == "accuse" and abs(one.scope_start - hit.end) <= 1), None)
        if speaker is None:
            yield from self._who(hit, sentence) if status == "suspected" else self._accused(hit, sentence)
            return
        actor = self._after(hit, sentence)
        if actor is None:
            actor = self._object(hit, sentence)
        if actor is not None and self._is_violent(hit, sentence, status):
            yield self._hit(status, actor, hit, speaker, False)

    def _accused(self, hit: Hit[str], sentence: Sentence) -> Iterator[ResponsibilityHit]:
        """`JNIM was blamed by locals for the massacre`."""
        if _PASSIVE.search(self.text[max(sentence.start, hit.start - 24) : hit.start]) is None:
            return
        before = self.view.within(self.view.actors, Span(max(sentence.start, hit.start - _AHEAD), hit.start))
        armed = [actor for actor in before if self._is_armed(actor)]
        if armed and self._is_violent(hit, sentence, "attributed"):
            yield self._hit("attributed", armed[-1], hit, self._agent(hit), False)

    def _is_violent(self, hit: Hit[str], sentence: Sentence, status: str) -> bool:
        if status == "suspected":
            return True
        blames = self._object(hit, sentence) is not None
        relative = blames and _RELATIVE.search(self.text, sentence.start, hit.start) is not None
        said = Span(sentence.start, hit.start) if relative else Span(hit.end, self._object_start(hit, sentence) if blames else sentence.end)
        events = any(self._family(event) in _VIOLENT for event in self.view.within(self.events, said))
        return events or any(out.value in _DEEDS for out in self.view.within(self.view.table("outcomes"), said)) or _DEVICE.search(self.text, said.start, said.end) is not None

    def _object_start(self, hit: Hit[str], sentence: Sentence) -> int:
        actor = self._object(hit, sentence)
        return actor.start if actor is not None else sentence.end

    def _after(self, hit: Hit[str], sentence: Sentence) -> ActorHit | None:
        """The armed actor that is the object: right after the cue but for articles and adjectives."""
        for actor in self.view.within(self.view.actors, Span(hit.end, min(sentence.end, hit.end + _AHEAD))):
            if _OBJECT.match(self.text[hit.end : actor.start]) is None:
                return None
            if self._is_armed(actor):
                return actor
        return None

    def _object(self, hit: Hit[str], sentence: Sentence) -> ActorHit | None:
        """`attributes the laying of the mine to JNIM`, `impute l'attaque au GSIM`."""
        for actor in self.view.within(self.view.actors, Span(hit.end, min(sentence.end, hit.end + _AHEAD))):
            if self._is_armed(actor) and _TO.search(self.text[hit.end : actor.start]) is not None and not self.view.quote(hit).casefold().startswith("accus"):
                return actor
        return None

    def _is_armed(self, hit: ActorHit) -> bool:
        actor = self._known(hit)
        return actor is not None and actor.kind in ("armed", "generic")

    def _hedge_before(self, actor: ActorHit) -> bool:
        near = self.view.within(self.hits, Span(max(0, actor.start - 14), actor.end + 14))
        return any(hit.value == "suspected/who" for hit in near)

    def _who(self, hit: Hit[str], sentence: Sentence) -> Iterator[ResponsibilityHit]:
        """`suspected jihadists attacked`, `attaque menée par des jihadistes présumés`: only where they are who acts."""
        actor = self._beside(hit, sentence)
        if actor is not None and self._acts(actor, sentence):
            yield self._hit("suspected", actor, hit, speaker_of(self.speakers, hit.start), False)

    def _beside(self, hit: Hit[str], sentence: Sentence) -> ActorHit | None:
        around = Span(max(sentence.start, hit.start - _NEAR), min(sentence.end, hit.end + _NEAR))
        armed = [actor for actor in self.view.within(self.view.actors, around) if self._is_armed(actor)]
        for actor in armed:
            inside = actor.start <= hit.start and hit.end <= actor.end
            if inside or (actor.start >= hit.end and _OBJECT.match(self.text[hit.end : actor.start])):
                return actor
        return next((actor for actor in armed if actor.end <= hit.start and not self.text[actor.end : hit.start].strip()), None)

    def _acts(self, actor: ActorHit, sentence: Sentence) -> bool:
        if _BY.search(self.text[max(sentence.start, actor.start - 30) : actor.start]):
            return True
        ahead = Span(actor.end, min(sentence.end, actor.end + _NEAR + 15))
        acts = [hit for hit in self.view.within(self.events, ahead) if hit.value.endswith("/v") and self._family(hit) in _VIOLENT]
        if not acts:
            return False
        between = self.text[actor.end : acts[0].start]
        return _PASSIVE.search(between) is None and re.search(r"\b(?:by|par)\b", between) is None and not re.match(r"\s+(?:by|par)\b", self.text[acts[0].end :])

    # ── what is made ─────────────────────────────────────────────────────────────────────────────────────
    def _speaker_at(self, actor: ActorHit) -> SpeakerHit | None:
        same = [one for one in self.speakers if one.start <= actor.start < one.end or one.name == self.view.quote(actor)]
        return same[0] if same else SpeakerHit(self.view.quote(actor), actor.start, actor.end, "actor", "responsible", actor.end, actor.end)

    def _hit(self, status: str, actor: ActorHit, hit: Hit[str], by: SpeakerHit | None, with_channel: bool) -> ResponsibilityHit:
        start, end = self.clause(Span(min(hit.start, actor.start), max(hit.end, actor.end)))
        channel = self._channel(Span(start, self._end(end))) if with_channel else None
        return ResponsibilityHit(start, end, status, self.view.quote(actor), actor.start, actor.end, by, channel)  # type: ignore[arg-type]

    def _made(self, status: ResponsibilityStatus, speaker: SpeakerHit, said: Span, with_channel: bool) -> ResponsibilityHit:
        sentence = self.view.sentence_at(max(0, said.start - 1))
        start, end = (said.start, said.end) if sentence is None else clause(self.text, sentence, max(sentence.start, said.start - 1), min(said.start + 1, sentence.end))
        reach = Span(speaker.start, self._bracket_end(speaker))
        inside = [hit for hit in self.view.within(self.view.actors, reach) if self._is_armed(hit)][-1:]
        name = Span(inside[0].start, inside[0].end) if inside else Span(speaker.start, speaker.end)
        channel = self._channel(Span(sentence.start, sentence.end)) if with_channel and sentence is not None else None
        return ResponsibilityHit(start, end, status, self.view.quote(name), name.start, name.end, speaker, channel)

    def _bracket_end(self, speaker: SpeakerHit) -> int:
        """Where `(ISWAP)` ends if it follows the name at once: the short name is the clearer one."""
        short = _BRACKET.match(self.text, speaker.end)
        return short.end() if short is not None else speaker.end

    def _channel(self, span: Span) -> str | None:
        """The media arm, else the platform, else the form of a publication named in `span`, as written."""
        found = self.view.within(self.view.table("channels"), span)
        for kind in ("arm", "site", "text"):
            for hit in found:
                if hit.value == kind and (kind == "text" or self.text[hit.start].isupper()):
                    return self.view.quote(hit)
        return None


def _once(hits: list[ResponsibilityHit]) -> list[ResponsibilityHit]:
    """One hit a clause, status and actor."""
    kept: dict[tuple[int, str, str], ResponsibilityHit] = {}
    for hit in hits:
        kept.setdefault((hit.start, hit.status, hit.actor_name), hit)
    return list(kept.values())
