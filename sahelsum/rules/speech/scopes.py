"""How far a saying reaches: the stretch of text that its speaker says.

Words after the verb reach to the end of the sentence, words before it back to its beginning or to the saying
before; direct speech is never cut. A deed that somebody claims (`claimed the attack`) reaches nowhere: what else the
sentence tells of it is not the claimant's word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from sahelsum.article import Span
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.speech.lexis import SPACES, Lexis
from sahelsum.rules.speech.quotes import Quotes
from sahelsum.rules.speech.sayings import Saying
from sahelsum.rules.speech.subjects import Subjects
from sahelsum.rules.speech.words import word_set

_TURN = re.compile(
    r"[,;]\s+(?:but|while|whereas|although|though|and|mais|tandis que|tandis qu['’]|alors que|alors qu['’]|et|quand"
    r"|an? |ce que)\s?|;\s+|\s(?:while|whereas|tandis que|alors que)\s"
)
_ASIDE = re.compile(r"\s(?:[\w’'-]+\s){1,4}")
_COMMA = re.compile(r",\s+")
_NEAR = 45
_FEW_WORDS = 8
_IT = word_set("it this that cela ceci information news nouvelle les faits")


class Scopes:
    """Finds the scopes of the sayings of one article."""

    def __init__(self, lexis: Lexis, quotes: Quotes, subjects: Subjects) -> None:
        self.lexis = lexis
        self.view = lexis.view
        self.text = lexis.text
        self.quotes = quotes
        self.subjects = subjects

    def of(self, sayings: Sequence[Saying], index: int) -> tuple[int, int]:
        """Characters said by `sayings[index]`, one of all sayings of its sentence, in order."""
        saying = sayings[index]
        sentence = saying.sentence
        if saying.verb == "responsible" or (saying.verb == "claim" and self._claims_event(saying)):
            return saying.edge_end, saying.edge_end
        aside = self._aside(saying)
        if aside is not None:
            return aside
        start, end = saying.edge_end, sentence.end
        if saying.side == "before":
            start = self._begin(saying, sayings[index - 1] if index else None)
            if index + 1 < len(sayings) and sayings[index + 1].side == "before":
                end = saying.edge_end
        start, end = self._with_speech(saying, start, end)
        if saying.side == "after" and self._is_empty(start, end):
            start = self._sentence_before(sentence)
        return start, end

    def _aside(self, saying: Saying) -> tuple[int, int] | None:
        """`…, a hundred according to the chief, …`: what stands in commas with its speaker, and nothing beside it."""
        opens = self.text.rfind(",", saying.sentence.start, saying.edge_start) + 1
        is_closed = self.text.startswith(",", saying.edge_end)
        if not opens or not is_closed or not _ASIDE.fullmatch(self.text, opens, saying.edge_start):
            return None
        return opens, saying.edge_end

    def _claims_event(self, saying: Saying) -> bool:
        """Whether a happening follows `claimed` at once."""
        after = self.view.within(self.view.table("events"), Span(saying.edge_end, saying.edge_end + _NEAR))
        if not after or after[0].value[-2:] not in ("/n", "/p"):
            return False
        return len(self.text[saying.edge_end : after[0].start].split()) <= 3

    def _begin(self, saying: Saying, before: Saying | None) -> int:
        if before is None:
            return saying.sentence.start
        return self._turn(before.edge_end, saying.edge_start) if before.side == "after" else before.edge_end

    def _turn(self, start: int, end: int) -> int:
        """Where the last clause before a closing attribution begins."""
        limit = start + len(self.text[start:end].rstrip(SPACES + ',"”»'))
        for pattern in (_TURN, _COMMA):
            turns = [match.start() for match in pattern.finditer(self.text, start, limit)]
            if turns:
                return turns[-1]
        return max(start, end)

    def _with_speech(self, saying: Saying, start: int, end: int) -> tuple[int, int]:
        """The scope with the whole of the direct speech that it cuts into."""
        first, last = self.quotes.at(start), self.quotes.at(end - 1)
        if first is not None and first.end <= saying.edge_start:
            start = first.start
        if last is not None and last.start >= saying.edge_end:
            end = max(end, last.end)
        return start, end

    def _is_empty(self, start: int, end: int) -> bool:
        """Whether nothing is said there: `the governor confirmed it`, `c'est lui qui l'a dit au téléphone`."""
        starts, folded = self.lexis.words.starts, self.lexis.words.folded
        words = range(bisect_left(starts, start), bisect_left(starts, end))
        if len(words) > _FEW_WORDS:
            return False
        return all(self.subjects.is_tail(word) or folded[word] in _IT for word in words)

    def _sentence_before(self, sentence: Sentence) -> int:
        before = self.view.sentences[sentence.index - 1] if sentence.index else sentence
        return before.start if before.paragraph == sentence.paragraph else sentence.start

    def is_all_speech(self, sentence: Sentence) -> bool:
        """Whether a sentence is wholly direct speech."""
        quote = self.quotes.at(sentence.start)
        return quote is not None and quote.end >= sentence.start + len(
            self.view.quote(sentence).rstrip(SPACES + ".!?…")
        )
