"""The words of one article as the search for speakers sees them: nouns that speak, adjectives, titles, dates, gaps.

Everything is found once for the whole article; the rooms above only ask about a word by its number.
"""

from __future__ import annotations

from sahelsum.actors import ActorHit
from sahelsum.rules.speech.words import Grammar, grammar, word_set
from sahelsum.rules.view import View
from sahelsum.words import Hit

SPACES = " \u00a0\u202f\n\r\t"
_TITLES_WITH_POINT = word_set("col gen lt maj capt cdt cne gal mr mrs ms dr prof sgt brig hon mme m")
_OFFICES = frozenset({"government", "local-administration", "prosecutor"})
_KINDS = {"civilian": "witness", "voice": "voice", "person": "official", "ngo": "ngo", "outlet": "outlet"}
_VERBS_TOO = frozenset({"reports", "documents", "counts", "records"})
_OBJECTS = frozenset({"that", "no", "having", "killing"})


class Lexis:
    """Words by number. `heads`: where a noun that speaks begins, with where it ends and its kind; `reporting`: where
    a reporting verb begins; `groups`: where an armed group is named by more than a common noun."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.words = view.words
        self.text = view.text
        self.grammar: Grammar = grammar(view.language)
        self.is_french = view.language == "fr"
        self.heads: dict[int, tuple[int, str]] = {}
        self.mods: set[int] = set()
        self.titles: set[int] = set()
        self.groups: set[int] = set()
        self.counted = {hit.start for hit in view.counts}
        self.numbered = {hit.start for hit in view.counts if not hit.weak}
        self.dated = {word for hit in view.dates for word in range(hit.first, hit.last)}
        self.placed = {word for hit in view.places for word in range(hit.first, hit.last)}
        self.reporting = frozenset(hit.first for hit in view.table("speech_verbs"))
        self._label_nouns()
        for actor in view.actors:
            self._label_actor(actor)
        self.head_ends = {last for last, _ in self.heads.values()}

    def _label_nouns(self) -> None:
        for hit in self.view.table("speakers"):
            if hit.value == "mod":
                self.mods.update(range(hit.first, hit.last))
            elif hit.value == "title":
                self.titles.update(range(hit.first, hit.last))
            elif not self._is_present(hit):
                self.heads[hit.first] = (hit.last, hit.value)

    def _is_present(self, hit: Hit[str]) -> bool:
        """`The army reports six dead`: a verb, though `army reports` may be texts."""
        if self.is_french or self.words.folded[hit.first] not in _VERBS_TOO or hit.last >= len(self.words):
            return False
        after = self.words.starts[hit.last]
        return self.words.soft[hit.last] and (after in self.counted or self.words.folded[hit.last] in _OBJECTS)

    def _label_actor(self, hit: ActorHit) -> None:
        """An actor's name is a head too; a noun of speakers.csv over the same words, or a longer one, wins."""
        actor = self.view.reference.actors.actor(hit.value[0].actor_id) if hit.value else None
        if actor is not None and not hit.value[0].generic and actor.group == "armed_group":
            self.groups.add(hit.first)
        known = self.heads.get(hit.first)
        if known is not None and known[0] > hit.last:
            return
        kind = known[1] if known is not None and known[0] == hit.last else self._kind(hit)
        inner = [self.heads[at][1] for at in range(hit.first, hit.last) if at in self.heads]
        if (kind == "voice" and known is not None and known[1] == "official") or (kind == "witness" and inner):
            kind = inner[-1] if known is None else known[1]
        for at in range(hit.first + 1, hit.last):
            self.heads.pop(at, None)
        self.heads[hit.first] = (hit.last, kind)

    def _kind(self, hit: ActorHit) -> str:
        """The kind of speaker that an actor of actors.csv is."""
        actor = self.view.reference.actors.actor(hit.value[0].actor_id) if hit.value else None
        if actor is None or actor.kind in ("armed", "generic"):
            return "actor"
        if actor.kind == "institution":
            return "official" if actor.party or actor.actor_id in _OFFICES else "ngo"
        if actor.kind == "voice" and actor.actor_id.endswith("source"):
            return "source"
        return _KINDS.get(actor.kind, "unknown")

    def is_capital(self, word: int) -> bool:
        """Whether a word is written with a capital and is no date."""
        return self.text[self.words.starts[word]].isupper() and word not in self.dated

    def is_head(self, word: int, *but: str) -> bool:
        """Whether a noun that speaks begins there, of another kind than `but`."""
        head = self.heads.get(word)
        return head is not None and head[1] not in but

    def gap(self, word: int) -> str:
        """What stands between a word and the one before."""
        return self.text[self.words.ends[word - 1] : self.words.starts[word]]

    def joined(self, word: int) -> bool:
        """Whether only a space, hyphen or apostrophe (or the point of a title) parts a word from the one before."""
        if self.words.soft[word]:
            return True
        return self.words.folded[word - 1] in _TITLES_WITH_POINT and self.gap(word).strip() == "."

    def mark_before(self, word: int, skipped: str = SPACES) -> str:
        """The last character before a word that is not `skipped`, "" at the start of the text."""
        at = self.words.starts[word] - 1
        while at >= 0 and self.text[at] in skipped:
            at -= 1
        return self.text[at] if at >= 0 else ""

    def marks_after(self, word: int) -> tuple[str, str]:
        """The first two characters after a word that are no spaces, "" past the end of the text."""
        found: list[str] = []
        at = self.words.ends[word]
        while at < len(self.text) and len(found) < 2:
            if self.text[at] not in SPACES:
                found.append(self.text[at])
            at += 1
        return (*found, "", "")[:2]  # type: ignore[return-value]
