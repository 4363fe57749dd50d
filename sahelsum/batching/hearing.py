"""What endpoints say about their limits in the headers of an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

Kind = Literal["requests", "tokens"]
_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|h|m|s)?")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "": 1.0}


class Said(NamedTuple):
    """`remaining` of `limit` are left, and all are back in `reset` seconds."""

    kind: Kind
    remaining: float
    limit: float
    reset: float


def said(headers: Mapping[str, str]) -> Iterator[Said]:
    """What the `x-ratelimit-…` headers say, where they say all of it."""
    kinds: tuple[Kind, ...] = ("requests", "tokens")
    for kind in kinds:
        remaining = headers.get(f"x-ratelimit-remaining-{kind}")
        limit = headers.get(f"x-ratelimit-limit-{kind}")
        reset = headers.get(f"x-ratelimit-reset-{kind}")
        if remaining is None or limit is None or reset is None:
            continue
        seconds = duration(reset)
        try:
            if seconds is not None:
                yield Said(kind, float(remaining), float(limit), seconds)
        except ValueError:
            continue


def duration(text: str) -> float | None:
    """Seconds of `1s`, `6m0s`, `20ms` or a plain number; null for anything else."""
    parts = list(_PART.finditer(text.strip()))
    if not parts or "".join(part.group() for part in parts) != text.strip():
        return None
    return sum(float(part.group(1)) * _SECONDS[part.group(2) or ""] for part in parts)
