"""Contested claims about an incident, by topic, each with who makes it.

A claim needs somebody who makes it: words of control, of an attack beaten back or of abuse that the outlet tells in
its own voice are narrative. A toll is no claim. Topics are those of codebook.CLAIM_TOPICS.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from sahelsum.article import Span
from sahelsum.codebook import ClaimTopic
from sahelsum.places import PlaceHit
from sahelsum.rules.responsibility_signs import AHEAD, NEAR, Signs
from sahelsum.rules.sentences import Sentence, clause
from sahelsum.rules.speech import SpeakerHit, speaker_of, starting
from sahelsum.rules.view import View
from sahelsum.words import Hit

_NEGATION = re.compile(r"\b(?:not|never|no|nor|n['’]\w*|ne|jamais|aucune?|pas)\b[^.;,]{0,24}$", re.IGNORECASE)
_UNREAL = re.compile(
    r"\b(?:will|would|could|vow\w*|pledg\w*|promis\w*|plan\w*|must|to|afin de|pour|va|vont|compte\w*|doit|doivent"
    r"|tent\w+|tried|trying|attempt\w*)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"\b(?:this newspaper|notre (?:rédaction|journal|média)|nous|we|our (?:correspondent|reporters?|newsroom))\b",
    re.IGNORECASE,
)
_INDEPENDENT = re.compile(r"\b(?:sources? indépendantes?|independent sources?|aucune (?:autorité|source))\b", re.I)
_NEITHER = re.compile(r"\b(?:neither|none|nor|not|no|n['’]|ne|ni|aucune?|pas)(?:\b|(?=\w))", re.IGNORECASE)
_THE_EVENT = re.compile(
    r"\b(?:incidents?|attaques?|attacks?|it|l['’]information|les faits|this|cela|news|reports)\b", re.IGNORECASE
)
_HALF_NEGATED = ("could be", "pu ", "pouvons", "mesure", "independently verified", "être", "source", "autorité",
                 "vérifié", "confirmé")  # fmt: skip
"""Cues that say `not verified` only where a negation stands before them."""
_REPELS = re.compile(r"repel|repuls|repou|beat|push|déjou", re.IGNORECASE)
_THAT = re.compile(r"\W{0,2}(?:that|que|qu['’])", re.IGNORECASE)
_STRIKE = re.compile(r"strike|frappe|bombard", re.IGNORECASE)
_PRONOUN = re.compile(r"\bl['’](?:a|ont|avait|avaient)\s\w+$")
_TOLLS = frozenset({"killed", "wounded", "missing", "neutralised", "captured"})
_PARTIES = frozenset({"actor", "voice", "official"})
_TELLERS = frozenset({"witness", "official", "source", "unknown", "ngo"})
_DENYING = ("no ", "not ", "never", "aucun", "does not", "do not", "did not", "en prennent jamais")


@dataclass(frozen=True, slots=True)
class ClaimHit:
    """A contested statement: the clause at characters `start:end`. `via` is who relays it; `place` the place it is
    about, where one is named in the clause; `denied` whether the speaker denies what the topic says."""

    start: int
    end: int
    topic: ClaimTopic
    speaker: SpeakerHit
    via: str | None
    place: PlaceHit | None
    denied: bool


def find_claims(view: View, speakers: Sequence[SpeakerHit]) -> list[ClaimHit]:
    """The contested claims of the whole article, in order: one a speaker, topic and sentence, one confirmation each."""
    finder = _Finder(view, speakers)
    kept: dict[tuple[int, str, str, bool], ClaimHit] = {}
    for hit in sorted((*finder.cued(), *finder.confirmed()), key=lambda hit: (hit.start, hit.end)):
        sentence = view.sentence_at(hit.start)
        once = -1 if hit.topic == "confirmation" or sentence is None else sentence.index
        at = once if once >= 0 else -2 - hit.speaker.start
        kept.setdefault((at, hit.topic, hit.speaker.name, hit.denied), hit)
    named = {(hit.start, hit.speaker.name) for hit in kept.values() if hit.topic != "other"}
    return [hit for hit in kept.values() if hit.topic != "other" or (hit.start, hit.speaker.name) not in named]


class _Finder:
    def __init__(self, view: View, speakers: Sequence[SpeakerHit]) -> None:
        self.view = view
        self.text = view.text
        self.speakers = speakers
        self.signs = Signs(view)

    def cued(self) -> Iterator[ClaimHit]:
        """Claims told by words of claim_cues.csv in what somebody says."""
        for cue in self.view.table("claim_cues"):
            sentence = self.view.sentence_at(cue.start)
            if sentence is None:
                continue
            topic, _, polarity = cue.value.partition("/")
            if topic == "not_verified":
                yield from self._not_verified(cue, sentence)
                continue
            speaker = self._speaker(cue, topic, sentence)
            unreal = _UNREAL.search(self.text[max(sentence.start, cue.start - 24) : cue.start])
            if speaker is None or unreal is not None:
                continue
            if topic == "seen" and speaker.kind in _TELLERS:
                yield self._made("confirmation", speaker, cue, sentence)
            elif topic == "ransom":
                if speaker.kind != "outlet":
                    yield self._made("other", speaker, cue, sentence)
            elif topic != "seen" and self._fits(topic, speaker, cue):
                denied = polarity == "not" or self._is_denied(speaker, cue, sentence, topic)
                yield self._made(topic, speaker, cue, sentence, denied)

    def _speaker(self, cue: Hit[str], topic: str, sentence: Sentence) -> SpeakerHit | None:
        """Who says it; the reason of a deed is given by who claimed it (`JNIM claimed the raid as revenge`)."""
        speaker = speaker_of(self.speakers, cue.start)
        if topic == "motive" or (topic == "control_of_place" and speaker is None):
            begin = max(sentence.start, speaker.scope_start if speaker is not None else 0)
            near = begin if topic == "motive" else max(begin, cue.start - NEAR)
            speaker = starting(self.speakers, "responsible", near, cue.start) or speaker
            # « revendique la prise du camp »: the verb holds the first word of what is claimed.
            speaker = speaker or starting(self.speakers, "claim", cue.start, cue.end)
        if speaker is not None or topic not in ("other", "conduct", "motive"):
            return speaker
        told = starting(self.speakers, "deny", cue.start, cue.end + 1)
        return told or starting(self.speakers, "accuse", cue.start, cue.end + 1)

    def _fits(self, topic: str, speaker: SpeakerHit, cue: Hit[str]) -> bool:
        if speaker.kind == "outlet":
            return False
        if topic == "attack_repelled":
            if self.signs.is_group(speaker):
                return _REPELS.search(self.view.quote(cue)) is not None
            return speaker.kind in _PARTIES or speaker.kind in ("source", "unknown")
        return topic != "other" or speaker.kind in _PARTIES

    def _is_denied(self, speaker: SpeakerHit, cue: Hit[str], sentence: Sentence, topic: str) -> bool:
        if topic == "other" or speaker.verb == "deny" or self.view.quote(cue).casefold().startswith(_DENYING):
            return True
        return _NEGATION.search(self.text[max(sentence.start, cue.start - 32) : cue.start]) is not None

    # ── not verified ─────────────────────────────────────────────────────────────────────────────────────
    def _not_verified(self, cue: Hit[str], sentence: Sentence) -> Iterator[ClaimHit]:
        begin = max(sentence.start, cue.start - 2 * AHEAD)
        half = self.view.quote(cue).casefold().startswith(_HALF_NEGATED)
        if half and _NEITHER.search(self.text, begin, cue.start) is None:
            return
        speaker = self._verifier(Span(begin, min(sentence.end, cue.end + AHEAD)))
        if speaker is not None:
            yield self._made("not_verified", speaker, cue, sentence)

    def _verifier(self, around: Span) -> SpeakerHit | None:
        """Who could not verify it: an outlet named there, the paper itself, the agency credited, or nobody by name."""
        for one in self.view.within(self.view.table("speakers"), around):
            if one.value == "outlet" and self.text[one.start].isupper():
                return self._named(one.start, one.end)
        own = _SELF.search(self.text, around.start, around.end)
        if own is not None:
            return self._named(*own.span())
        for credit in self.view.article.credits:
            return self._named(credit.start, credit.end)
        nobody = _INDEPENDENT.search(self.text, around.start, around.end)
        return replace(self._named(*nobody.span()), kind="unknown") if nobody is not None else None

    def _named(self, start: int, end: int) -> SpeakerHit:
        return SpeakerHit(self.text[start:end], start, end, "outlet", "say", start, end)

    # ── confirmation ─────────────────────────────────────────────────────────────────────────────────────
    def confirmed(self) -> Iterator[ClaimHit]:
        """What others than the attackers confirm: that it happened, not how many it hurt."""
        for speaker in self.speakers:
            if speaker.verb != "confirm" or speaker.kind == "outlet" or self.signs.is_group(speaker):
                continue
            said = Span(speaker.scope_start, min(speaker.scope_end, speaker.scope_start + AHEAD))
            sentence = self.view.sentence_at(min(said.start, len(self.text) - 1))
            if sentence is not None and self._is_of_event(speaker, said):
                yield self._made("confirmation", speaker, said, sentence)

    def _is_of_event(self, speaker: SpeakerHit, said: Span) -> bool:
        events = self.view.within(self.view.table("events"), said)
        if events and speaker.kind in ("actor", "voice") and _STRIKE.search(self.view.quote(events[0])):
            return False
        named = _THE_EVENT.search(self.text, said.start, said.end)
        goods = self.view.within(self.view.table("items"), Span(said.start, said.start + NEAR))
        starts = [*(hit.start for hit in (*events, *goods)), *([named.start()] if named else [])]
        tolls = [hit for hit in self.view.within(self.view.table("outcomes"), said) if hit.value in _TOLLS]
        if tolls and (not starts or tolls[0].start <= min(starts) or _THAT.match(self.text, said.start)):
            return False
        if starts:
            return True
        return _PRONOUN.search(self.text[max(0, speaker.scope_start - 24) : speaker.scope_start]) is not None

    # ── what is made ─────────────────────────────────────────────────────────────────────────────────────
    def _made(
        self, topic: str, speaker: SpeakerHit, span: Span | Hit[str], sentence: Sentence, denied: bool = False
    ) -> ClaimHit:
        start, end = clause(self.text, sentence, max(span.start, sentence.start), min(span.end, sentence.end))
        places = [hit for hit in self.view.within(self.view.places, Span(start, end)) if hit.kind == "place"]
        inside = [hit for hit in places if not speaker.start <= hit.start < speaker.end]
        place = inside[0] if len(inside) == 1 else None
        return ClaimHit(start, end, cast(ClaimTopic, topic), speaker, speaker.via, place, denied)
