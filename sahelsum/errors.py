"""Every error that a user can meet, in one tree.

SahelsumError            anything expected: one sentence for the user, exit 1
├── InputError           an input that cannot be read or used
│   └── LanguageError    an input in a language that the chosen extractor does not read
├── DataError            a reference-data file (shipped or the desk's own) that is malformed
├── RecordError          a file of records that is malformed or of a newer schema
├── ModelError           a model that cannot be asked, or gives nothing that can be used
│   ├── RefusalError     it refuses
│   ├── FilteredError    its provider's content filter holds the answer back
│   ├── TruncatedError   its answer is cut off at the length limit
│   ├── AnswerError      its answer is no draft
│   ├── WindowError      the question is longer than it can take
│   ├── OutageError      the endpoint does not answer within the budget, exit 5
│   └── CacheMissError   nothing is kept and nothing may be asked, exit 4
├── StopError            a batch that cannot go on: a ceiling, an outage (exit 5), a key that is not accepted
│   ├── CeilingError     the next question could pass the ceiling
│   └── EndingError      it is being ended by whoever began it
├── PendingError         an answer that comes later, with a provider's batch: no failure
├── OutputError          the output of a batch: not writable, in use by another run, or made otherwise
├── PromptError          a prompt that is not there or cannot be rendered
├── GoldError            a folder of gold that cannot be scored against, exit 12
├── RunError             a saved run of an evaluation that cannot be read
└── PopulationError      two runs that are not about the same articles and labels, exit 11
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


class ModelError(SahelsumError):
    """A model cannot be asked, or gives nothing that can be used; `raw` is what it answered all the same, or "", `key`
    names that answer where it is kept, `tokens` are what it took in and out."""

    def __init__(self, message: str, *, raw: str = "", key: str = "", tokens: tuple[int, int] | None = None) -> None:
        super().__init__(message)
        self.raw = raw
        self.key = key
        self.tokens = tokens


class RefusalError(ModelError):
    """The model refuses to answer."""


class FilteredError(ModelError):
    """The provider's content filter holds the answer back."""


class TruncatedError(ModelError):
    """The answer is cut off at the length limit."""


class AnswerError(ModelError):
    """The answer is no draft."""


class WindowError(ModelError):
    """The question is longer than the model's window."""


class OutageError(ModelError):
    """The endpoint does not answer within the budget; the same command again goes on."""

    exit_code = 5


class CacheMissError(ModelError):
    """There is no kept answer and nothing may be asked."""

    exit_code = 4


class StopError(SahelsumError):
    """A batch cannot go on; what is finished is kept, and the same command again goes on."""

    def __init__(self, message: str, exit_code: int = 5) -> None:
        super().__init__(message)
        self.exit_code = exit_code


class CeilingError(StopError):
    """The next question could pass the ceiling."""


class EndingError(StopError):
    """The run is being ended, and this article has not been asked about yet."""


class PendingError(SahelsumError):
    """The answer is not here yet and comes with a provider's batch; this is no failure."""


class OutputError(SahelsumError):
    """The output of a batch cannot be written, is in use by another run, or was made otherwise."""


class PromptError(SahelsumError):
    """A prompt file is not there, is malformed or names a variable that there is not."""


class GoldError(SahelsumError):
    """A folder of gold has nothing in it, or something that is wrong."""

    exit_code = 12


class RunError(SahelsumError):
    """A file is no saved run of an evaluation."""


class PopulationError(SahelsumError):
    """Two runs are not about the same articles with the same labels."""

    exit_code = 11
