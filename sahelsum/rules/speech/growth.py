"""How far a name reaches: which words before and after its head belong to it.

Each rule answers for one word by number; none looks further than a few words, so that a long sentence costs no
more than its length.
"""

from __future__ import annotations

from sahelsum.rules.speech.lexis import Lexis
from sahelsum.rules.speech.words import word_set

_REACH = 16
"""Words that a name may have before it is cut."""
_PARTICLES = word_set("ag ould ben ibn el al dit de von van abd")
_SETTLEMENTS = word_set(
    "city town village region area district province department local state hospital capital camp centre center "
    "neighbourhood ville localite commune cercle departement quartier secteur zone prefecture hopital chu chef"
)
_NUMBERS = word_set(
    "one two three four five six seven eight nine ten several some another many most all deux trois quatre cinq six "
    "sept huit neuf dix plusieurs quelques certains certaines nombreux"
)


class Growth:
    """The words around a head that belong to its name. `function` words open no name; `small` ones end none."""

    def __init__(self, lexis: Lexis) -> None:
        self.lexis = lexis
        self.folded = lexis.words.folded
        known = self.grammar = lexis.grammar
        self.function = known.articles | known.stops | known.prepositions | known.adverbs | known.tails
        self.small = known.links | known.places | known.articles

    def is_number(self, word: int) -> bool:
        """Whether a word says how many: `two`, `plusieurs`."""
        return self.folded[word] in _NUMBERS

    # ── after the head ───────────────────────────────────────────────────────────────────────────────────
    def compound(self, word: int, ceiling: int) -> tuple[int, str]:
        """Where the head at `word` ends and its kind, English nouns in a row taken as one (`army spokesman`)."""
        lexis = self.lexis
        last, kind = lexis.heads[word]
        while not lexis.is_french and last < ceiling and lexis.joined(last) and lexis.is_head(last, "doc"):
            following = lexis.heads[last]
            if (kind == "outlet") != (following[1] == "outlet"):
                break
            last, kind = following[0], kind if kind == "voice" else following[1]
        return last, kind

    def grown(self, last: int, ceiling: int) -> int:
        """Where the phrase ends that goes on at `last`: names, adjectives and complements are taken in."""
        ceiling = min(ceiling, last + _REACH)
        while last < ceiling and self.lexis.joined(last):
            if self._belongs(last):
                last += 1
                continue
            is_link = self.folded[last] in self.grammar.links or self.folded[last] in self.grammar.places
            further = self._complement(last, ceiling) if is_link else None
            if further is None:
                break
            last = further
        return last

    def _belongs(self, word: int) -> bool:
        lexis, folded = self.lexis, self.folded[word]
        if folded == "n" and lexis.is_capital(word):
            return True
        if word in lexis.dated or folded in self.grammar.stops or self.is_number(word):
            return False
        if word in lexis.mods or word in lexis.titles:
            return True
        if word not in lexis.heads:
            return lexis.is_capital(word)
        is_role = not lexis.is_french and lexis.is_head(word, "doc", "outlet")
        return is_role or (lexis.is_capital(word) and self._is_ranked(word))

    def _is_ranked(self, word: int) -> bool:
        """A known person's name right after a rank: `le colonel Assimi Goïta`."""
        lexis = self.lexis
        return lexis.heads[word][1] == "official" and (word - 1 in lexis.titles or word in lexis.head_ends)

    def _complement(self, link: int, ceiling: int) -> int | None:
        """Where `of the …`, `in …`, `de la …` after a name ends; null if it is none of the name."""
        lexis, at = self.lexis, link + 1
        while at < ceiling and lexis.joined(at) and self.folded[at] in self.grammar.articles:
            at += 1
        if at >= ceiling or not lexis.joined(at) or at in lexis.dated:
            return None
        is_close = self.folded[link] in self.grammar.links
        head = lexis.heads.get(at)
        if head is not None and (is_close or head[1] not in ("doc", "outlet", "witness")):
            return head[0]
        if head is not None and head[1] == "outlet":
            return None
        if lexis.is_capital(at) or at in lexis.mods or self.folded[at] in _SETTLEMENTS:
            return self._to_settlement(at + 1, ceiling)
        return self._plain_run(at, ceiling) if is_close else None

    def _to_settlement(self, word: int, ceiling: int) -> int:
        """`Douentza referral hospital`: on to the noun that a name belongs to, if one follows within three words."""
        for at in range(word, min(word + 3, ceiling)):
            if not self.lexis.joined(at) or not (self._is_plain(at) or at in self.lexis.heads):
                break
            if self.folded[at] in _SETTLEMENTS:
                return at + 1
        return word

    def _plain_run(self, word: int, ceiling: int) -> int | None:
        """Plain words that follow `of` or `for`, at most three."""
        last = word
        while last < min(ceiling, word + 3) and (last == word or self.lexis.joined(last)) and self._is_plain(last):
            last += 1
        return last if last > word else None

    def _is_plain(self, word: int) -> bool:
        folded, known = self.folded[word], self.grammar
        if folded in known.stops or folded in known.prepositions or folded in known.articles or folded.isdigit():
            return False
        return word not in self.lexis.dated and word not in self.lexis.reporting

    def owned(self, word: int, ceiling: int) -> tuple[int, str] | None:
        """After `'s` at `word`: where the noun owned ends, and its kind."""
        if not self._is_possessive(word, ceiling):
            return None
        for at in range(word + 1, min(word + 4, ceiling)):
            if not self.lexis.joined(at):
                return None
            if at in self.lexis.heads:
                return self.lexis.heads[at]
        return None

    def is_owner(self, word: int, ceiling: int) -> bool:
        """Whether `'s` and a capital follow: `the Islamic State group's West Africa Province`."""
        if not self._is_possessive(word, ceiling) or word + 1 >= ceiling:
            return False
        return self.lexis.joined(word + 1) and self.lexis.is_capital(word + 1)

    def _is_possessive(self, word: int, ceiling: int) -> bool:
        if word >= ceiling or self.folded[word] != "s":
            return False
        return self.lexis.joined(word) and bool(self.lexis.gap(word).strip())

    def proper(self, word: int, ceiling: int) -> int:
        """Where the proper name that begins at `word` ends."""
        lexis, last = self.lexis, word + 1
        while last < ceiling and lexis.joined(last) and last not in lexis.heads:
            particle = self.folded[last] in _PARTICLES and last + 1 < ceiling and lexis.is_capital(last + 1)
            if not (lexis.is_capital(last) or particle):
                break
            last += 1
        return last

    # ── before the head ──────────────────────────────────────────────────────────────────────────────────
    def may_precede(self, word: int) -> bool:
        """Whether a word right before a name belongs to it: an adjective, a number, `Mali's`."""
        lexis, folded = self.lexis, self.folded[word]
        if word in lexis.dated or (folded in self.grammar.stops and word not in lexis.mods):
            return False
        if word in lexis.mods or word in lexis.titles or self.is_number(word):
            return True
        if lexis.is_french:
            return False
        if folded == "s":
            return word > 0 and lexis.is_capital(word - 1)
        return lexis.is_capital(word) and folded not in self.function

    # ── plain phrases ────────────────────────────────────────────────────────────────────────────────────
    def in_loose(self, word: int) -> bool:
        """Whether a word may stand in a phrase with no noun that is known to speak."""
        folded = self.folded[word]
        if word in self.lexis.dated or word in self.lexis.reporting:
            return False
        return folded in self.small or (folded not in self.grammar.stops and not folded.isdigit())
