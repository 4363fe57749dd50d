"""Every error that a user can meet, in one tree.

SahelsumError            anything expected: one sentence for the user, exit 1
├── InputError           an input that cannot be read or used
│   └── LanguageError    an input in a language that the chosen extractor does not read
├── DataError            a reference-data file (shipped or the desk's own) that is malformed
└── RecordError          a file of records that is malformed or of a newer schema
"""

from __future__ import annotations


class SahelsumError(Exception):
    """An expected failure; its message says what, why and what to do, in one sentence."""

    exit_code = 1


class InputError(SahelsumError):
    """An input that cannot be read as an article."""


class LanguageError(InputError):
    """The article is in a language that the extractor does not read."""


class DataError(SahelsumError):
    """A reference-data file is malformed: the message names the file and the line."""


class RecordError(SahelsumError):
    """A file of records is malformed, or written by a newer version of the schema."""
