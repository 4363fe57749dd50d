"""The phrases that reading knows, from the CSV files in `data/lexicon`, the desk's own rows laid over them.

All of them are looked up in one pass: boilerplate, suspect, credit and masthead phrases share one `Phrases`. A phrase
that stands in two files keeps both meanings.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sahelsum.fold import fold
from sahelsum.reading.blocks import Page
from sahelsum.tables import read_rows
from sahelsum.words import Phrases

_FILES = ("boilerplate", "suspect", "credits", "publishers", "masthead")
_KEY = ("language", "phrase")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase means to reading: the file it stands in, its sense there, and its note."""

    file: str
    sense: str
    note: str


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of one of the files in the text: words `first:last`, characters `start:end`."""

    first: int
    last: int
    start: int
    end: int
    sense: str
    note: str


BlockHits = dict[int, list[Found]]
Finds = dict[str, BlockHits]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that reading looks up."""

    phrases: Phrases[tuple[Meaning, ...]]
    months: dict[str, int]
    """Folded names and abbreviations of months, to 1..12."""
    stop: dict[str, tuple[str, ...]]
    """Folded frequent words, to the languages in which they are frequent."""
    numerals: frozenset[str]
    """Folded number words."""
    single: dict[str, frozenset[str]]
    """Folded single words by their sense, which begins with `@`: too frequent to be looked up as phrases."""

    def find(self, page: Page) -> Finds:
        """What the phrases find in `page`: for each file, the hits of each block, in the order of the text."""
        found: Finds = {file: {} for file in _FILES}
        number = 0
        for hit in self.phrases.scan(page.words):
            while page.blocks[number].last <= hit.first:
                number += 1
            for meaning in hit.value:
                one = Found(hit.first, hit.last, hit.start, hit.end, meaning.sense, meaning.note)
                found[meaning.file].setdefault(number, []).append(one)
        return found


@lru_cache(maxsize=8)
def lexicon(desk: Path | None = None) -> Lexicon:
    """The shipped lexicons with those of the folder `desk` laid over them.

    Raises:
        DataError: a file is malformed.
    """
    meanings: dict[str, list[Meaning]] = defaultdict(list)
    single: dict[str, set[str]] = defaultdict(set)
    for file in _FILES:
        for row in read_rows(f"lexicon/{file}.csv", _KEY, desk):
            if row["sense"].startswith("@"):
                for sense in row["sense"].split():
                    single[sense].add(fold(row["phrase"]))
            else:
                meanings[fold(row["phrase"])].append(Meaning(file, row["sense"], row["note"]))
    stop: dict[str, list[str]] = defaultdict(list)
    numerals = set()
    for row in read_rows("lexicon/stopwords.csv", _KEY, desk):
        if row["sense"] == "numeral":
            numerals.add(fold(row["phrase"]))
        else:
            stop[fold(row["phrase"])].append(row["language"])
    return Lexicon(
        phrases=Phrases((phrase, tuple(dict.fromkeys(found))) for phrase, found in meanings.items()),
        months={fold(row["phrase"]): int(row["sense"]) for row in read_rows("lexicon/months.csv", _KEY, desk)},
        stop={word: tuple(languages) for word, languages in stop.items()},
        numerals=frozenset(numerals),
        single={sense: frozenset(words) for sense, words in single.items()},
    )
