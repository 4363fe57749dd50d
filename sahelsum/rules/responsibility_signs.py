"""What tells, in the words around it, who did something: own deeds, charges, actors beside a cue, channels.

Only those who bear arms can be responsible, so every question here is about an armed actor or one who speaks for it.
Nothing looks further than a clause's length from where it is asked.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sahelsum.actors import Actor, ActorHit
from sahelsum.article import Span
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.speech import SpeakerHit
from sahelsum.rules.speech.words import word_set
from sahelsum.rules.view import Spanned, View
from sahelsum.words import Hit

NEAR = 45
_LONGEST_WHEN = 9
AHEAD = 90
_ARTICLE = r"(?:the |a |an |some |les? |la |l['’]|des |un |une |d['’]|de |\w+ement |on |aux? |du )?"
_OPEN = r"(?:[«“\"]\s?)?$"
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|été|est|sont|fut|furent)\s(?:\w+\s)?$", re.IGNORECASE)
_OBJECT = re.compile(
    r"\s?(?:[«“\"]\s?)?" + _ARTICLE + r"(?:\w+(?:-\w+){0,3}\s){0,2}(?:(?<=de\s)l['’])?" + _OPEN, re.IGNORECASE
)
_TO = re.compile(r"\b(?:to|on|à|au|aux|sur)\s" + _ARTICLE + r"(?:\w+\s){0,2}" + _OPEN, re.IGNORECASE)
_BY = re.compile(r"\b(?:by|par)\s" + _ARTICLE + r"(?:\w+\s){0,2}$", re.IGNORECASE)
_BARE_END = re.compile(
    r"(?:\s\([^()\n]{2,30}\))?\s?[»”\"]?\s?(?:[.;,!?»”\"]|$|\s(?:and|but|while|et|mais|tandis)\b)"
)
_CLAIMED = {"en": re.compile(r"[Cc]laimed\b"), "fr": re.compile(r"[Rr]evendiquée?s?\b")}
_WHEN_CLAIMED = word_set(
    "late later early since then first also only on in at the a an its this that same of by and soon immediately "
    "afterwards statement message video audio press evening morning afternoon night hours days day online via "
    "ensuite plus tard tot le la l les dans un une ce cet cette soir matin midi apres lendemain des du de d aussi "
    "aussitot depuis sur en fin communique meme journee soiree"
)
_BRACKET = re.compile(r"\s\([\w-]{2,10}\)")
_OWN_DEED = re.compile(
    r"\W{0,3}(?:(?:on|late|early|ce|hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|in an?|dans une?|in|en"
    r"|\w{1,9}day)\s(?:[\w-]+,?\s){0,2}?){0,3}(?:(?:that\s|qu['’]|que\s))?"
    r"(?:it\b|they\b|its (?:fighters|men|combatants|mujahideen|forces|soldiers|troops|members)|their fighters"
    r"|to have|having|avoir|s['’]être|être|en avoir|y avoir|ses (?:combattants|hommes|éléments|moudjahidin\w*)"
    r"|il (?:a|avait)|elle (?:a|avait)|leurs combattants)",
    re.IGNORECASE,
)
_DID = re.compile(r"\b(?:carried out|conducted|staged|launched|behind|mené|lancé|tendu|auteurs?|derrière)\b", re.I)
_SUSPECTED_BY = re.compile(r"\s(?:by|par)\s", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:which|that|que|qu['’])", re.IGNORECASE)
_DEVICE = re.compile(
    r"\b(?:device|mine|engin|explosi\w+|bomb\w*|responsab\w+|responsib\w+|behind|derrière|killings?|tueries?|crimes?"
    r"|exactions?)\b",
    re.IGNORECASE,
)
_ACCUSED = re.compile(r"all[eé]gation|accusation|involvement|implication|responsib|responsab", re.IGNORECASE)
_VIOLENT = frozenset(
    {"attack", "raid", "ambush", "massacre", "kill", "airstrike", "shelling", "ied", "suicide", "grenade"}
    | {"abduction", "takeover", "clash", "loot"}
)
_DEEDS = frozenset({"killed", "wounded", "captured", "abducted", "neutralised"})
_STRIKES = frozenset({"airstrike", "shelling"})
_BEARERS = frozenset({"armed", "generic", "voice"})


class Signs:
    """Answers about one article."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.text = view.text
        self.cues = sorted([*view.table("responsibility"), *self._claimed_when()], key=lambda hit: hit.start)
        self.events = view.table("events")

    def _claimed_when(self) -> Iterator[Hit[str]]:
        """`claimed late on Tuesday by`, `revendiquée le lendemain dans un message par`: as `claimed by`."""
        words, dates = self.view.words, self.view.dates
        for claimed in _CLAIMED[self.view.language].finditer(self.text):
            first = at = bisect_left(words.starts, claimed.start()) + 1
            while at < min(first + _LONGEST_WHEN, len(words)) and words.folded[at] not in ("by", "par"):
                word = Span(words.starts[at], words.ends[at])
                near = self.view.within(dates, Span(claimed.end(), word.end + 30))
                if words.folded[at] not in _WHEN_CLAIMED and not any(h.start <= word.start < h.end for h in near):
                    break
                at += 1
            else:
                if first < at < len(words) and words.folded[at] in ("by", "par"):
                    yield Hit(first - 1, at + 1, claimed.start(), words.ends[at], "claimed/by")

    # ── actors ───────────────────────────────────────────────────────────────────────────────────────────
    def is_armed(self, hit: ActorHit) -> bool:
        """Whether an actor bears arms, known or not."""
        actor = self._known(hit)
        return actor is not None and actor.kind in ("armed", "generic")

    def _known(self, hit: ActorHit) -> Actor | None:
        return self.view.reference.actors.actor(hit.value[0].actor_id) if hit.value else None

    def actor_of(self, speaker: SpeakerHit) -> Actor | None:
        """The first actor named in a speaker's name."""
        inside = self.view.within(self.view.actors, speaker)
        return self._known(inside[0]) if inside else None

    def is_group(self, speaker: SpeakerHit) -> bool:
        """Whether an armed group speaks, itself or through its outlet."""
        actor = self.actor_of(speaker)
        if actor is None or speaker.kind not in ("actor", "voice"):
            return False
        behind = self.view.reference.actors.actor(actor.speaks_for) if actor.speaks_for else actor
        return behind is not None and behind.group == "armed_group"

    def is_claimant(self, speaker: SpeakerHit) -> bool:
        """Whether a speaker is one who may claim a deed."""
        actor = self.actor_of(speaker)
        return speaker.kind == "actor" or (actor is not None and actor.kind in _BEARERS)

    def name_of(self, speaker: SpeakerHit) -> Spanned:
        """The armed actor in a speaker's name, the short name in brackets after it (`(ISWAP)`) before a longer one."""
        short = _BRACKET.match(self.text, speaker.end)
        reach = Span(speaker.start, short.end() if short is not None else speaker.end)
        armed = [hit for hit in self.view.within(self.view.actors, reach) if self.is_armed(hit)]
        return armed[-1] if armed else speaker

    # ── deeds ────────────────────────────────────────────────────────────────────────────────────────────
    def is_general(self, position: int, end: int, sentence: Sentence) -> bool:
        """Whether other or many attacks are meant: the words just before or after `position` say so."""
        around = Span(max(sentence.start, position - 60), min(end, position + 70))
        return any(hit.value == "other" for hit in self.view.within(self.cues, around))

    def is_own_deed(self, speaker: SpeakerHit) -> bool:
        """Whether somebody says that he did something violent: `said it had killed …`, `dit avoir pris …`."""
        said = Span(speaker.scope_start, min(speaker.scope_end, speaker.scope_start + AHEAD))
        sentence = self.view.sentence_at(max(0, said.start - 1))
        if sentence is None or _OWN_DEED.match(self.text, said.start, said.end) is None:
            return False
        if self.is_general(said.start, said.end, sentence):
            return False
        if _DID.search(self.text, said.start, said.end) is not None and self.view.within(self.events, said):
            return True
        acts = [hit.start for hit in self.acts(said)]
        acts += [hit.start for hit in self.view.within(self.view.table("outcomes"), said) if hit.value in _DEEDS]
        return bool(acts) and _PASSIVE.search(self.text[said.start : min(acts)]) is None

    def acts(self, span: Span) -> list[Hit[str]]:
        """Verbs of violence in `span`."""
        events = self.view.within(self.events, span)
        return [hit for hit in events if hit.value.endswith("/v") and _family(hit) in _VIOLENT]

    def claims_dead(self, speaker: SpeakerHit) -> bool:
        """`revendique la mort de 12 soldats`."""
        before = self.text[max(0, speaker.scope_start - 24) : speaker.scope_start].casefold()
        return speaker.verb == "claim" and "revendiqu" in before

    def rejects_charge(self, speaker: SpeakerHit) -> bool:
        """Whether an armed actor that denies something denies a deed or a charge."""
        actor = self.actor_of(speaker)
        if actor is None or actor.kind not in _BEARERS:
            return False
        near = min(speaker.scope_end, speaker.scope_start + NEAR)
        return _ACCUSED.search(self.text, speaker.scope_start, near) is not None or self.is_own_deed(speaker)

    def owns_strike(self, speaker: SpeakerHit) -> bool:
        """A state force that acknowledges a strike, which nobody else has aircraft for."""
        if speaker.kind not in ("actor", "voice") or self.is_group(speaker):
            return False
        said = Span(speaker.scope_start, min(speaker.scope_end, speaker.scope_start + NEAR))
        first = self.view.within(self.events, said)[:1]
        return any(_family(hit) in _STRIKES or "strike" in self.view.quote(hit).casefold() for hit in first)

    # ── charges ──────────────────────────────────────────────────────────────────────────────────────────
    def is_violent(self, cue: Hit[str], sentence: Sentence) -> bool:
        """Whether a charge is of violence: in what follows, up to whom it is laid on, or before `which … blamed on`."""
        laid_on = self.laid_on(cue, sentence)
        end = min(sentence.end, cue.end + 2 * AHEAD) if laid_on is None else laid_on.start
        said = Span(cue.end, end)
        before = max(sentence.start, cue.start - AHEAD)
        if laid_on is not None and _RELATIVE.search(self.text, before, cue.start) is not None:
            said = Span(before, cue.start)
        if any(_family(hit) in _VIOLENT for hit in self.view.within(self.events, said)):
            return True
        if any(hit.value in _DEEDS for hit in self.view.within(self.view.table("outcomes"), said)):
            return True
        return _DEVICE.search(self.text, said.start, said.end) is not None

    def is_bare(self, actor: ActorHit) -> bool:
        """`Officials blame JNIM.`: nothing is said of what for, so it is for what is being told."""
        return _BARE_END.match(self.text, actor.end, actor.end + NEAR) is not None

    def after(self, cue: Hit[str], sentence: Sentence) -> ActorHit | None:
        """The armed actor that is the object: right after the cue but for articles and adjectives."""
        return self.object_at(cue.end, sentence)

    def object_at(self, position: int, sentence: Sentence) -> ActorHit | None:
        """The armed actor that begins at `position` but for articles and adjectives."""
        for actor in self._ahead(position, sentence):
            if _OBJECT.fullmatch(self.text, position, actor.start) is None:
                return None
            if self.is_armed(actor):
                return actor
        return None

    def laid_on(self, cue: Hit[str], sentence: Sentence) -> ActorHit | None:
        """`attributes the laying of the mine to JNIM`, `impute l'attaque au GSIM`."""
        if self.view.quote(cue).casefold().startswith("accus"):
            return None
        for actor in self._ahead(cue.end, sentence):
            if self.is_armed(actor) and _TO.search(self.text[cue.end : actor.start]) is not None:
                return actor
        return None

    def _ahead(self, position: int, sentence: Sentence) -> Sequence[ActorHit]:
        return self.view.within(self.view.actors, Span(position, min(sentence.end, position + AHEAD)))

    def accused_before(self, cue: Hit[str], sentence: Sentence) -> ActorHit | None:
        """`JNIM was blamed by locals for the massacre`, `JNIM suspected by police`: the actor before a passive."""
        by = _SUSPECTED_BY.match(self.text, cue.end) is not None
        if not by and _PASSIVE.search(self.text[max(sentence.start, cue.start - 24) : cue.start]) is None:
            return None
        before = self.view.within(self.view.actors, Span(max(sentence.start, cue.start - AHEAD), cue.start))
        armed = [actor for actor in before if self.is_armed(actor)]
        return armed[-1] if armed else None

    # ── suspects ─────────────────────────────────────────────────────────────────────────────────────────
    def hedged(self, actor: ActorHit) -> bool:
        """Whether a hedge stands right beside an actor."""
        near = self.view.within(self.cues, Span(max(0, actor.start - 14), actor.end + 14))
        return any(hit.value == "suspected/who" for hit in near)

    def beside(self, cue: Hit[str], sentence: Sentence) -> ActorHit | None:
        """The armed actor that a hedge is about: the one it lies in or stands before, else the one before it."""
        around = Span(max(sentence.start, cue.start - NEAR), min(sentence.end, cue.end + NEAR))
        armed = [actor for actor in self.view.within(self.view.actors, around) if self.is_armed(actor)]
        for actor in armed:
            if actor.start <= cue.start and cue.end <= actor.end:
                return actor
            if actor.start >= cue.end and _OBJECT.fullmatch(self.text, cue.end, actor.start):
                return actor
        before = (one for one in armed if one.end <= cue.start and not self.text[one.end : cue.start].strip())
        return next(before, None)

    def is_agent(self, actor: ActorHit, sentence: Sentence) -> bool:
        """Whether an actor acts there: `by …`, or a verb of violence follows it."""
        if _BY.search(self.text[max(sentence.start, actor.start - 30) : actor.start]):
            return True
        acts = self.acts(Span(actor.end, min(sentence.end, actor.end + NEAR + 15)))
        if not acts:
            return False
        between = self.text[actor.end : acts[0].start]
        by = {"by", "par"} & {*between.casefold().split(), *self.text[acts[0].end : acts[0].end + 5].casefold().split()}
        return not by and _PASSIVE.search(between) is None

    def channel(self, span: Spanned) -> Hit[str] | None:
        """The media arm, else the platform, else the form of a publication named in `span`, as written."""
        found = self.view.within(self.view.table("channels"), span)
        for kind in ("arm", "site", "text"):
            for hit in found:
                if hit.value == kind and (kind == "text" or self.text[hit.start].isupper()):
                    return hit
        return None


def _family(hit: Hit[str]) -> str:
    return hit.value.partition("/")[0]
