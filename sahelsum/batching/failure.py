"""An input that did not become a record: where it failed, why, and what was spent on it all the same."""

from __future__ import annotations

import json
import re
import traceback
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from sahelsum.batching.items import Item
from sahelsum.errors import CacheMissError, InputError, LanguageError, ModelError, OutageError, SahelsumError

Stage = Literal["read", "language", "ask", "bug"]
AGAIN = (OutageError, CacheMissError)
"""What may be otherwise next time: it is tried again without being asked for."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What was spent on one input now: attempts at the endpoint, tokens, US dollars (null: no price is known)."""

    attempts: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """`input` is the place and `source` what the record would have called it; `reason` a short code, `message` a
    sentence; `answer` the key of the raw answer where it is kept; `again` says that the next run tries it by itself;
    `digest` is the input's, in hex."""

    input: str
    source: str
    stage: Stage
    reason: str
    message: str
    spent: Spent
    answer: str | None
    again: bool
    digest: str

    def to_json(self) -> bytes:
        """One line."""
        body = asdict(self)
        body |= body.pop("spent")
        return json.dumps(body, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def failure_of(item: Item, error: Exception, spent: Spent) -> Failure:
    """What `error` means for an input."""
    said, stage = str(error), _stage(error)
    if stage == "bug":
        said = f"this is a bug in sahelsum: {type(error).__name__} at {_where(error)}"
    return Failure(
        input=item.place, source=item.source, stage=stage, reason=_code(error), message=said, spent=spent,
        answer=(error.key or None) if isinstance(error, ModelError) else None, again=isinstance(error, AGAIN),
        digest=item.digest.hex(),
    )  # fmt: skip


def _stage(error: Exception) -> Stage:
    if isinstance(error, LanguageError):
        return "language"
    if isinstance(error, InputError):
        return "read"
    return "ask" if isinstance(error, SahelsumError) else "bug"


def _code(error: Exception) -> str:
    """`no_answer` style: `TruncatedError` is `truncated`."""
    name = type(error).__name__.removesuffix("Error")
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).casefold()


def _where(error: Exception) -> str:
    """The innermost line of ours; not the error's words, which may quote an article or hold a key."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "sahelsum" in frame.filename] or list(frames)
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "an unknown place"
