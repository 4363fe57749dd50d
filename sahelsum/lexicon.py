"""The lexicons: what words mean, as CSV files that a non-programmer can extend.

Each file in `data/lexicon/` has the columns language, phrase, sense, note. A word of a phrase may end in `*`
(any ending). A desk's row with the same language and phrase replaces the shipped one; an empty sense removes it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sahelsum.tables import read_rows
from sahelsum.words import Phrases


@cache
def lexicon_rows(name: str, language: str, desk: Path | None = None) -> tuple[tuple[str, str], ...]:
    """Phrase and sense of the rows of `lexicon/NAME.csv` in `language` and `*`; an empty sense removes a row."""
    rows = read_rows(f"lexicon/{name}.csv", ("language", "phrase"), desk)
    return tuple((row["phrase"], row["sense"]) for row in rows if row["language"] in (language, "*") and row["sense"])


class Lexicon:
    """The lexicon tables in one language, each loaded when first asked for."""

    def __init__(self, language: str, desk: Path | None = None) -> None:
        self.language = language
        self.desk = desk

    def table(self, name: str) -> Phrases[str]:
        """Phrases of `data/lexicon/NAME.csv` in this language (and `*`), each with its sense."""
        return _table(name, self.language, self.desk)


@cache
def _table(name: str, language: str, desk: Path | None) -> Phrases[str]:
    return Phrases(lexicon_rows(name, language, desk))
