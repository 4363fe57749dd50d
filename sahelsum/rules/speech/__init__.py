"""Who says what: every reporting verb, `according to` and line of direct speech, with its speaker and its reach.

A number that somebody says is that person's claim and not the article's, so each saying has a scope: the words
it covers. Scopes may lie in one another; the innermost is who speaks. A pronoun stands for the speaker before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from typing import Literal

from sahelsum.rules.sentences import Sentence
from sahelsum.rules.speech.anaphora import Antecedents
from sahelsum.rules.speech.lexis import SPACES, Lexis
from sahelsum.rules.speech.lines import passages
from sahelsum.rules.speech.names import Name, Names
from sahelsum.rules.speech.quotes import Quotes
from sahelsum.rules.speech.sayings import Saying, Sayings
from sahelsum.rules.speech.scopes import Scopes
from sahelsum.rules.view import View

SpeakerKind = Literal["actor", "voice", "witness", "official", "source", "outlet", "ngo", "unknown"]
_KINDS: dict[str, SpeakerKind] = {
    "actor": "actor", "voice": "voice", "witness": "witness", "official": "official", "source": "source",
    "outlet": "outlet", "ngo": "ngo", "place": "official", "group": "actor",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SpeakerHit:
    """Somebody who says something: `name` at characters `start:end`, who says `scope_start:scope_end`.

    `verb` is the sense of the reporting verb: say, announce, add, explain, assert, claim, report, toll, confirm, deny,
    accuse, warn, or responsible (for the deed; its scope is empty). After a pronoun, name and place are those of the
    antecedent. `via` is the outlet that relays it.
    """

    name: str
    start: int
    end: int
    kind: SpeakerKind
    verb: str
    scope_start: int
    scope_end: int
    via: str | None = None


class Speakers(list[SpeakerHit]):
    """Hits in the order of their scopes, with who speaks at each place: the innermost scope."""

    def __init__(self, hits: Iterable[SpeakerHit] = ()) -> None:
        super().__init__(sorted(hits, key=lambda hit: (hit.scope_start, hit.scope_end)))
        self._bounds = sorted({bound for hit in self for bound in (hit.scope_start, hit.scope_end)})
        self._owners = list(self._innermost())

    def _innermost(self) -> Iterator[SpeakerHit | None]:
        """Whose words begin at each bound: of the scopes open there the shortest, of equals the first."""
        open_scopes: list[tuple[int, int]] = []
        at = 0
        for bound in self._bounds:
            while at < len(self) and self[at].scope_start <= bound:
                heappush(open_scopes, (self[at].scope_end - self[at].scope_start, at))
                at += 1
            while open_scopes and self[open_scopes[0][1]].scope_end <= bound:
                heappop(open_scopes)
            yield self[open_scopes[0][1]] if open_scopes else None

    def at(self, position: int) -> SpeakerHit | None:
        """Who says the words at `position`."""
        index = bisect_right(self._bounds, position) - 1
        return self._owners[index] if index >= 0 else None


def find_speakers(view: View) -> Speakers:
    """The speakers of the whole article, in the order of what they say."""
    return _Speech(view).speakers()


def speaker_of(speakers: Sequence[SpeakerHit], position: int) -> SpeakerHit | None:
    """Who says the words at `position`: the innermost scope that holds it."""
    return (speakers if isinstance(speakers, Speakers) else Speakers(speakers)).at(position)


def starting(speakers: Sequence[SpeakerHit], verb: str, after: int, until: int) -> SpeakerHit | None:
    """The first speaker with that verb whose scope starts in `after < scope_start <= until`."""
    at = bisect_right(speakers, after, key=lambda hit: hit.scope_start)
    while at < len(speakers) and speakers[at].scope_start <= until:
        if speakers[at].verb == verb:
            return speakers[at]
        at += 1
    return None


class _Speech:
    def __init__(self, view: View) -> None:
        self.view = view
        self.lexis = Lexis(view)
        self.names = Names(self.lexis)
        quotes = Quotes(view.text)
        self.quoted = quotes.words(view.words.starts)
        self.sayings = Sayings(self.lexis, self.names, self.quoted)
        self.scopes = Scopes(self.lexis, quotes, self.sayings.subjects)
        self.antecedents = Antecedents(self.lexis)

    def speakers(self) -> Speakers:
        """All hits, in the order of their scopes."""
        found: list[SpeakerHit] = []
        silent: list[Sentence] = []
        for sentence in self.view.sentences:
            hits = self._of(sentence)
            found += hits
            if not hits and self.scopes.is_all_speech(sentence):
                silent.append(sentence)
        found = self._carried(Speakers(found), silent)
        whole = [self._hit(one.name, "say", (one.start, one.end), None) for one in passages(self.names)]
        return Speakers([*found, *whole])

    def _of(self, sentence: Sentence) -> list[SpeakerHit]:
        names = [name for name in self.names.of(sentence) if name.first not in self.quoted]
        known: list[tuple[Saying, Name]] = []
        for saying in self.sayings.of(sentence, names):
            speaker = self.antecedents.speaker(saying, names)
            if speaker is not None:
                self.antecedents.spoke(speaker, sentence)
                known.append((saying, speaker))
        self.antecedents.read(sentence, names)
        known = _once(known)
        sayings = [saying for saying, _ in known]
        return _relayed(
            self._hit(speaker, saying.verb, self.scopes.of(sayings, index), saying.via)
            for index, (saying, speaker) in enumerate(known)
        )

    def _hit(self, name: Name, verb: str, scope: tuple[int, int], via: str | None) -> SpeakerHit:
        sense = "responsible" if scope[0] == scope[1] else verb
        written, kind = self.view.text[name.start : name.end], _KINDS.get(name.kind, "unknown")
        return SpeakerHit(written, name.start, name.end, kind, sense, *scope, via)

    def _carried(self, found: Speakers, silent: Sequence[Sentence]) -> list[SpeakerHit]:
        """With the sentences wholly in direct speech that follow somebody's words at once: they are theirs too."""
        ends = sorted(range(len(found)), key=lambda index: (found[index].scope_end, found[index].scope_start))
        places = [found[index].scope_end for index in ends]
        hits, latest = list(found), -1
        for sentence in silent:
            if speaker_of(found, sentence.start) is not None:
                continue
            before = bisect_left(places, sentence.start + 1) - 1
            if latest < 0 or (before >= 0 and places[before] > hits[latest].scope_end):
                latest = ends[before] if before >= 0 else -1
            if latest >= 0 and self._is_next(hits[latest].scope_end, sentence.start):
                hits[latest] = replace(hits[latest], scope_end=sentence.end)
        return hits

    def _is_next(self, end: int, start: int) -> bool:
        gap = self.view.text[end : min(start, end + 12)]
        return start - end <= len(gap) and not gap.strip(SPACES + '."”»')


def _once(sayings: list[tuple[Saying, Name]]) -> list[tuple[Saying, Name]]:
    """In order, without a saying whose words lie inside those of the one before (`was quoted as saying`)."""
    kept: list[tuple[Saying, Name]] = []
    for saying, name in sorted(sayings, key=lambda pair: (pair[0].edge_start, pair[0].edge_end)):
        if kept and saying.edge_end <= kept[-1][0].edge_end and name == kept[-1][1]:
            continue
        kept.append((saying, name))
    return kept


def _relayed(hits: Iterable[SpeakerHit]) -> list[SpeakerHit]:
    """With the outlet of `…, Reuters reported` as the relay of the others in its sentence."""
    listed = list(hits)
    relays = [hit for hit in listed[1:] if hit.kind == "outlet" and hit.verb in ("say", "report")]
    if not relays:
        return listed
    return [hit if hit is relays[-1] else replace(hit, via=hit.via or relays[-1].name) for hit in listed]
