"""Every piece of evidence in a dumped record, however deep."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def pieces(part: object) -> Iterator[dict[str, Any]]:
    """The parts that have a quote with its start and end, and nothing else."""
    if isinstance(part, dict):
        if part.keys() == {"quote", "start", "end"}:
            yield part
        else:
            for value in part.values():
                yield from pieces(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from pieces(value)
