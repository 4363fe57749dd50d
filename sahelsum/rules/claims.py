"""Contested claims about an incident, by topic, each with who makes it.

A claim needs somebody who makes it: words of control, of an attack beaten back or of abuse that the outlet tells in
its own voice are narrative. A toll is no claim. Topics are those of codebook.CLAIM_TOPICS.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sahelsum.codebook import ClaimTopic
from sahelsum.places import PlaceHit
from sahelsum.rules.sentences import Sentence, clause
from sahelsum.rules.speech import SpeakerHit, speaker_of
from sahelsum.rules.view import Span, View
from sahelsum.words import Hit

_NEGATION = re.compile(r"\b(?:not|never|no|nor|n['’]\w*|ne|jamais|aucune?|pas)\b[^.;,]{0,24}$", re.IGNORECASE)
_UNREAL = re.compile(r"\b(?:will|would|could|vow\w*|pledg\w*|promis\w*|plan\w*|must|to|afin de|pour|va|vont|compte\w*|doit|doivent|tent\w+|tried|trying|attempt\w*)\s+(?:\w+\s+)?$", re.IGNORECASE)
_SELF = re.compile(r"\b(?:this newspaper|notre rédaction|notre journal|notre média|nous|we|our (?:correspondent|reporters?|newsroom))\b", re.IGNORECASE)
_INDEPENDENT = re.compile(r"\b(?:sources? indépendantes?|independent sources?|aucune autorité|aucune source|autorité)\b", re.IGNORECASE)
_THE_EVENT = re.compile(r"\b(?:incidents?|attaques?|attacks?|it|l['’]information|les faits|this|cela|news|reports)\b", re.IGNORECASE)
_PARTIES = frozenset({"actor", "voice", "official"})
_TELLERS = frozenset({"witness", "official", "source", "unknown", "ngo"})
_REPELS = re.compile(r"rep[eou]+[lus]|beat|push|déjou", re.IGNORECASE)
_THAT = re.compile(r"\W*(?:that|que|qu['’])", re.IGNORECASE)
_STRIKE = re.compile(r"strike|frappe|bombard", re.IGNORECASE)
_PRONOUN = re.compile(r"\bl['’](?:a|ont|avait|avaient)\s+\w+$")
_TOLLS = frozenset({"killed", "wounded", "missing", "neutralised", "captured"})
_FAR = 90
_NEAR = 45


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
    """The contested claims of the whole article, in order, one a speaker, topic and sentence."""
    finder = _Finder(view, speakers)
    kept: dict[tuple[int, str, str, bool], ClaimHit] = {}
    for hit in sorted((*finder.cued(), *finder.confirmed()), key=lambda hit: (hit.start, hit.end)):
        sentence = view.sentence_at(hit.start)
        at = -hit.speaker.start - 2 if hit.topic == "confirmation" else sentence.index if sentence else -1
        kept.setdefault((at, hit.topic, hit.speaker.name, hit.denied), hit)
    return _without_other(list(kept.values()))


class _Finder:
    def __init__(self, view: View, speakers: Sequence[SpeakerHit]) -> None:
        self.view = view
        self.text = view.text
        self.speakers = speakers

    def cued(self) -> Iterator[ClaimHit]:
        """Claims told by words of claim_cues.csv in what somebody says."""
        for hit in self.view.table("claim_cues"):
            topic, _, polarity = hit.value.partition("/")
            sentence = self.view.sentence_at(hit.start)
            if sentence is None:
                continue
            if topic == "not_verified":
                yield from self._not_verified(hit, sentence)
                continue
            speaker = self._speaker(hit, topic)
            if speaker is None or self._is_unreal(hit, sentence):
                continue
            if topic == "seen":
                if speaker.kind in _TELLERS:
                    yield self._made("confirmation", speaker, hit, sentence, False)
            elif self._fits(topic, speaker, hit):
                yield self._made(topic, speaker, hit, sentence, polarity == "not" or self._is_denied(speaker, hit, sentence, topic))

    def _speaker(self, hit: Hit[str], topic: str) -> SpeakerHit | None:
        speaker = speaker_of(self.speakers, hit.start)
        if topic == "motive":
            speaker = self._claimant(hit, speaker) or speaker
        if speaker is not None or topic not in ("other", "conduct", "motive"):
            return speaker
        return next((one for one in self.speakers if one.verb in ("deny", "accuse") and hit.start < one.scope_start <= hit.end + 1), None)

    def _claimant(self, hit: Hit[str], speaker: SpeakerHit | None) -> SpeakerHit | None:
        """Who claimed the deed earlier in the sentence gives its reason: `JNIM claimed the raid as revenge`."""
        sentence = self.view.sentence_at(hit.start)
        begin = max(sentence.start if sentence else 0, speaker.scope_start if speaker else 0)
        return next((one for one in self.speakers if one.verb == "responsible" and begin < one.scope_start <= hit.start), None)

    def _fits(self, topic: str, speaker: SpeakerHit, hit: Hit[str]) -> bool:
        if speaker.kind == "outlet":
            return False
        if topic == "attack_repelled" and self._is_group(speaker):
            return _REPELS.search(self.view.quote(hit)) is not None
        if topic == "attack_repelled":
            return speaker.kind in _PARTIES or speaker.kind in ("source", "unknown")
        if topic == "other":
            return speaker.kind in _PARTIES
        return True

    def _is_unreal(self, hit: Hit[str], sentence: Sentence) -> bool:
        return _UNREAL.search(self.text[max(sentence.start, hit.start - 24) : hit.start]) is not None

    def _is_denied(self, speaker: SpeakerHit, hit: Hit[str], sentence: Sentence, topic: str) -> bool:
        negated = _NEGATION.search(self.text[max(sentence.start, hit.start - 32) : hit.start]) is not None
        own = self.view.quote(hit).casefold().startswith(("no ", "not ", "never", "aucun", "does not", "do not", "did not", "en prennent jamais"))
        return topic == "other" or own or negated or speaker.verb == "deny"

    # ── not verified ─────────────────────────────────────────────────────────────────────────────────────
    def _not_verified(self, hit: Hit[str], sentence: Sentence) -> Iterator[ClaimHit]:
        if not self._is_negative(hit, sentence):
            return
        speaker = self._verifier(hit, sentence)
        if speaker is not None:
            yield self._made("not_verified", speaker, hit, sentence, False)

    def _is_negative(self, hit: Hit[str], sentence: Sentence) -> bool:
        """`could be checked`, `pu être vérifié` say it only after `neither`, `n'a`, `aucune`."""
        words = self.view.quote(hit).casefold()
        if not words.startswith(("could be", "pu ", "pouvons", "mesure", "independently verified", "être", "source", "autorité", "vérifié", "confirmé")):
            return True
        before = self.text[sentence.start : hit.start]
        return re.search(r"\b(?:neither|none|nor|not|no|n['’]|ne|ni|aucune?|pas)(?:\b|(?=\w))", before, re.IGNORECASE) is not None

    def _verifier(self, hit: Hit[str], sentence: Sentence) -> SpeakerHit | None:
        """Who could not verify it: an outlet in the sentence, the paper itself, the agency credited, or nobody by name."""
        for one in self.view.within(self.view.table("speakers"), sentence):
            if one.value == "outlet" and self.text[one.start].isupper():
                return self._named(one.start, one.end, "outlet")
        for pattern in (_SELF, _INDEPENDENT):
            match = pattern.search(self.text, sentence.start, sentence.end)
            if match is not None and pattern is _SELF:
                return self._named(*match.span(), "outlet")
        for credit in self.view.article.credits:
            return self._named(credit.start, credit.end, "outlet")
        match = _INDEPENDENT.search(self.text, sentence.start, sentence.end)
        return self._named(*match.span(), "unknown") if match is not None else None

    def _named(self, start: int, end: int, kind: str) -> SpeakerHit:
        return SpeakerHit(self.text[start:end], start, end, "outlet" if kind == "outlet" else "unknown", "say", start, end)

    # ── confirmation ─────────────────────────────────────────────────────────────────────────────────────
    def confirmed(self) -> Iterator[ClaimHit]:
        """What others than the attackers confirm: that it happened, not how many it hurt."""
        for speaker in self.speakers:
            if speaker.verb != "confirm" or speaker.kind == "outlet" or self._is_group(speaker):
                continue
            said = Span(speaker.scope_start, min(speaker.scope_end, speaker.scope_start + _FAR))
            sentence = self.view.sentence_at(min(max(speaker.scope_start, 0), len(self.text) - 1))
            if sentence is not None and self._is_of_event(speaker, said):
                yield self._made("confirmation", speaker, said, sentence, False)

    def _is_group(self, speaker: SpeakerHit) -> bool:
        inside = self.view.within(self.view.actors, speaker)
        actor = self.view.reference.actors.actor(inside[0].value[0].actor_id) if inside and inside[0].value else None
        return actor is not None and actor.group == "armed_group"

    def _is_of_event(self, speaker: SpeakerHit, said: Span) -> bool:
        events = self.view.within(self.view.table("events"), said)
        if events and speaker.kind in ("actor", "voice") and _STRIKE.search(self.view.quote(events[0])):
            return False
        named = _THE_EVENT.search(self.text, said.start, said.end)
        goods = self.view.within(self.view.table("items"), Span(said.start, said.start + _NEAR))
        starts = [*(hit.start for hit in (*events, *goods)), *([named.start()] if named else [])]
        tolls = [hit for hit in self.view.within(self.view.table("outcomes"), said) if hit.value in _TOLLS]
        if tolls and (not starts or tolls[0].start <= min(starts) or _THAT.match(self.text, said.start)):
            return False
        if starts:
            return True
        return _PRONOUN.search(self.text[max(0, speaker.scope_start - 24) : speaker.scope_start]) is not None

    # ── what is made ─────────────────────────────────────────────────────────────────────────────────────
    def _made(self, topic: str, speaker: SpeakerHit, span: Span | Hit[str], sentence: Sentence, denied: bool) -> ClaimHit:
        start, end = clause(self.text, sentence, max(span.start, sentence.start), min(span.end, sentence.end))
        places = [hit for hit in self.view.within(self.view.places, Span(start, end)) if hit.kind == "place"]
        inside = [hit for hit in places if not (speaker.start <= hit.start < speaker.end)]
        place = inside[0] if len(inside) == 1 else None
        return ClaimHit(start, end, topic, speaker, speaker.via, place, denied)  # type: ignore[arg-type]


def _without_other(hits: list[ClaimHit]) -> list[ClaimHit]:
    """Topic `other` only where the same clause says nothing that has a topic of its own."""
    named = {(hit.start, hit.speaker.name) for hit in hits if hit.topic != "other"}
    return [hit for hit in hits if hit.topic != "other" or (hit.start, hit.speaker.name) not in named]
