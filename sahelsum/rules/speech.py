"""Who says what: every reporting verb, `according to` and line of direct speech, with its speaker and its reach.

A number that somebody says is that person's claim and not the article's, so each saying has a scope: the words
it covers. Scopes may lie in one another; the innermost is who speaks. A pronoun stands for the speaker before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sahelsum.rules.sentences import Sentence
from sahelsum.rules.speech_anaphora import Antecedents, Person
from sahelsum.rules.speech_lines import passages
from sahelsum.rules.speech_names import Name, Names
from sahelsum.rules.speech_quotes import Quotes
from sahelsum.rules.speech_sayings import Saying, Sayings
from sahelsum.rules.view import Span, View

SpeakerKind = Literal["actor", "voice", "witness", "official", "source", "outlet", "ngo", "unknown"]
_TURN = re.compile(
    r"[,;]\s+(?:but|while|whereas|although|though|and|mais|tandis que|tandis qu['’]|alors que|alors qu['’]|et|quand|an? |ce que)\s?"
    r"|;\s+|\s(?:while|whereas|tandis que|alors que)\s"
)
_COMMA = re.compile(r",\s+")
_NEAR = 45
_FEW_WORDS = 8
_IT = frozenset({"it", "this", "that", "cela", "ceci", "information", "news", "nouvelle", "les", "faits"})
_SPACE = " \u00a0\u202f\n"
_KINDS: dict[str, SpeakerKind] = {
    "actor": "actor", "voice": "voice", "witness": "witness", "official": "official", "source": "source", "outlet": "outlet",
    "ngo": "ngo", "place": "official", "group": "actor",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SpeakerHit:
    """Somebody who says something: `name` at characters `start:end`, who says `scope_start:scope_end`.

    `verb` is the sense of the reporting verb: say, announce, add, explain, assert, claim, report, toll, confirm, deny,
    accuse, warn, responsible (for the deed; its scope is empty). After a pronoun, name and place are those of the antecedent. `via` is the outlet that relays it.
    """

    name: str
    start: int
    end: int
    kind: SpeakerKind
    verb: str
    scope_start: int
    scope_end: int
    via: str | None = None


def find_speakers(view: View) -> list[SpeakerHit]:
    """The speakers of the whole article, in the order of what they say."""
    return _Speech(view).hits()


def speaker_of(speakers: Sequence[SpeakerHit], position: int) -> SpeakerHit | None:
    """Who says the words at `position`: the innermost scope that holds it."""
    holding = [hit for hit in speakers if hit.scope_start <= position < hit.scope_end]
    return min(holding, key=lambda hit: hit.scope_end - hit.scope_start, default=None)


class _Speech:
    def __init__(self, view: View) -> None:
        self.view = view
        self.quotes = Quotes(view.text)
        self.names = Names(view)
        self.sayings = Sayings(self.names, self._quoted_words())
        self.antecedents = Antecedents(self.names)

    def _quoted_words(self) -> frozenset[int]:
        starts = self.view.words.starts
        return frozenset(word for word, start in enumerate(starts) if self.quotes.at(start) is not None)

    def hits(self) -> list[SpeakerHit]:
        """All hits, in the order of their scopes."""
        found: list[SpeakerHit] = []
        silent: list[Sentence] = []
        for sentence in self.view.sentences:
            names = [name for name in self.names.of(sentence) if name.first not in self.sayings.quoted]
            here = self._resolved(sentence, names)
            found += self._scoped(sentence, here)
            if not here:
                silent.append(sentence)
        for sentence in silent:
            self._carry(found, sentence)
        for whole in passages(self.names):
            person = Person(whole.name.start, whole.name.end, whole.name.kind)
            found.append(self._hit(person, "say", (whole.start, whole.end), None))
        return sorted(found, key=lambda hit: (hit.scope_start, hit.scope_end))

    def _resolved(self, sentence: Sentence, names: list[Name]) -> list[tuple[Saying, Person]]:
        """The sayings of a sentence with who speaks; those whose speaker cannot be told are left out."""
        found: list[tuple[Saying, Person]] = []
        for saying in self.sayings.of(sentence, names):
            person = self.antecedents.person(saying, names)
            if person is not None:
                self.antecedents.spoke(person, sentence)
                found.append((saying, person))
        self.antecedents.read(sentence, names)
        return _one_each(found)

    # ── scopes ───────────────────────────────────────────────────────────────────────────────────────────
    def _scoped(self, sentence: Sentence, sayings: list[tuple[Saying, Person]]) -> list[SpeakerHit]:
        hits = []
        for index, (saying, person) in enumerate(sayings):
            before = sayings[index - 1] if index else None
            after = sayings[index + 1] if index + 1 < len(sayings) else None
            start, end = self._scope(sentence, saying, before, after)
            if start == end:
                hits.append(self._hit(person, "responsible", (start, end), saying.via))
                continue
            start, end = self._with_speech(saying, start, end)
            if saying.side == "after" and self._is_empty(start, end):
                start = self._sentence_before(sentence)
            hits.append(self._hit(person, saying.verb, (start, end), saying.via))
        relays = [hit for hit in hits[1:] if hit.kind == "outlet" and hit.verb in ("say", "report")]
        return [replace(hit, via=hit.via or relays[-1].name) if relays and hit is not relays[-1] else hit for hit in hits]

    def _claims_event(self, saying: Saying) -> bool:
        """`claimed the attack`: the deed is claimed, and what else the sentence tells of it is not the claimant's word."""
        after = self.view.within(self.view.table("events"), Span(saying.edge_end, saying.edge_end + _NEAR))
        return bool(after) and after[0].value[-2:] in ("/n", "/p") and len(self.view.text[saying.edge_end : after[0].start].split()) <= 3

    def _hit(self, person: Person, verb: str, scope: tuple[int, int], via: str | None) -> SpeakerHit:
        name = self.view.text[person.start : person.end]
        return SpeakerHit(name, person.start, person.end, _KINDS.get(person.kind, "unknown"), verb, *scope, via)

    def _is_empty(self, start: int, end: int) -> bool:
        """Whether nothing is said there: `the governor confirmed it`, `c'est lui qui l'a dit au téléphone`."""
        starts = self.view.words.starts
        words = range(bisect_left(starts, start), bisect_left(starts, end))
        return len(words) <= _FEW_WORDS and all(self.sayings.subjects.is_tail(word) or self.view.words.folded[word] in _IT for word in words)

    def _sentence_before(self, sentence: Sentence) -> int:
        before = self.view.sentences[sentence.index - 1] if sentence.index else sentence
        return before.start if before.paragraph == sentence.paragraph else sentence.start

    def _scope(
        self, sentence: Sentence, saying: Saying, before: tuple[Saying, Person] | None, after: tuple[Saying, Person] | None
    ) -> tuple[int, int]:
        if saying.verb == "responsible" or (saying.verb == "claim" and self._claims_event(saying)):
            return saying.edge_end, saying.edge_end
        if saying.side == "after":
            return saying.edge_end, sentence.end
        start, end = sentence.start, sentence.end
        if before is not None:
            start = self._turn(before[0].edge_end, saying.edge_start) if before[0].side == "after" else before[0].edge_end
        if after is not None and after[0].side == "before":
            end = saying.edge_end
        return start, end

    def _turn(self, start: int, end: int) -> int:
        """Where the last clause before a closing attribution begins."""
        limit = start + len(self.view.text[start:end].rstrip(_SPACE + ",\"”»"))
        for pattern in (_TURN, _COMMA):
            turns = list(pattern.finditer(self.view.text, start, limit))
            if turns:
                return turns[-1].start()
        return end

    def _with_speech(self, saying: Saying, start: int, end: int) -> tuple[int, int]:
        """A scope takes in the whole of the direct speech that it cuts into, and that which stands right before it."""
        for quote in self.quotes.touching(start, end):
            if quote.start < start and quote.end <= saying.edge_start:
                start = quote.start
            if quote.end > end and quote.start >= saying.edge_end:
                end = quote.end
        return start, end

    def _carry(self, found: list[SpeakerHit], sentence: Sentence) -> None:
        """A sentence wholly within quotation marks right after somebody's words is theirs too."""
        quote = self.quotes.at(sentence.start)
        if quote is None or quote.end < sentence.start + len(self.view.quote(sentence).rstrip(_SPACE + ".!?…")):
            return
        if speaker_of(found, sentence.start) is not None:
            return
        before = [index for index, hit in enumerate(found) if hit.scope_end <= sentence.start]
        if not before:
            return
        latest = max(before, key=lambda index: (found[index].scope_end, found[index].scope_start))
        if not self.view.text[found[latest].scope_end : sentence.start].strip(_SPACE + ".\"”»"):
            found[latest] = replace(found[latest], scope_end=sentence.end)


def _one_each(sayings: list[tuple[Saying, Person]]) -> list[tuple[Saying, Person]]:
    """Without a saying whose verb lies inside the edge of the one before (`was quoted as saying`)."""
    kept: list[tuple[Saying, Person]] = []
    for one in sorted(sayings, key=lambda pair: (pair[0].edge_start, pair[0].edge_end)):
        if kept and one[0].edge_start < kept[-1][0].edge_end and one[1] == kept[-1][1] and one[0].edge_end <= kept[-1][0].edge_end:
            continue
        kept.append(one)
    return kept
