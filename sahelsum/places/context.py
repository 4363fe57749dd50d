"""What stands around a name: whether a capital tells anything, whether it is a person, whether a place is meant."""

from __future__ import annotations

from collections.abc import Mapping

from sahelsum.words import Words


class Context:
    """Judges the words before a name, with the word lists of `place_words.csv` (kind -> folded words)."""

    def __init__(self, lists: Mapping[str, frozenset[str]]) -> None:
        self.people = lists["person"]
        self._titles, self._particles, self._locative = lists["title"], lists["particle"], lists["locative"]
        self._harmless = lists["function"] | lists["calendar"] | lists["place title"]

    def located(self, words: Words, first: int) -> bool:
        """Whether a preposition of place stands right before ("in", "à", "near")."""
        if first == 0 or not words.soft[first]:
            return False
        before = words.folded[first - 1]
        return before in self._locative and (before != "a" or words.text[words.starts[first - 1]] in "àÀ")

    def person(self, words: Words, first: int, last: int, ready: int) -> bool:
        """Whether the word before makes `first:last` a person's name: a title, a particle, or a first name.

        `ready` is where the mention before ended: what follows a place is no surname.
        """
        before = first - 1
        if before < 0 or not words.soft[first] or ready == first:
            return False
        word = words.folded[before]
        if word in self._titles:
            return words.text[words.ends[before] : words.starts[first]] != "-"
        if word in self._particles:
            return last == first + 1
        if not capital(words, before) or word in self._harmless or len(word) == 1:
            return False
        return word in self.people or not (shouted(words, before) or headline(words, first))

    def first_name(self, words: Words, last: int) -> bool:
        """Whether a person's name follows on at word `last`."""
        return last < len(words) and words.soft[last] and words.folded[last] in self.people and capital(words, last)


def run(words: Words, first: int) -> int:
    """The end of the capitalised words that follow on from `first`, at most four."""
    last = first + 1
    while last < len(words) and last - first < 4 and words.soft[last] and capital(words, last):
        last += 1
    return last


def capital(words: Words, at: int) -> bool:
    """Whether word `at` begins with a capital."""
    return words.text[words.starts[at]].isupper()


def shouted(words: Words, at: int) -> bool:
    """Whether word `at` is all capitals."""
    text = words.text[words.starts[at] : words.ends[at]]
    return len(text) > 1 and text.isupper()


def headline(words: Words, at: int) -> bool:
    """Whether nearly every longer word on the line is capitalised, so that a capital tells nothing."""
    text, start = words.text, words.starts[at]
    left = max(text.rfind("\n", 0, start) + 1, start - 200)
    right = text.find("\n", start)
    line = [word for word in text[left : right if 0 <= right < start + 200 else start + 200].split() if len(word) > 3]
    return len(line) >= 4 and sum(word[0].isupper() for word in line) >= 0.8 * len(line)
