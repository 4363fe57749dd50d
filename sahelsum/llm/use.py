"""What a run does with kept answers; a room of its own because the command line names it before anything is loaded."""

from __future__ import annotations

from enum import StrEnum


class Use(StrEnum):
    """Use them, ask anew and replace them, use them alone and ask nobody, or leave them aside."""

    use = "use"
    refresh = "refresh"
    only = "only"
    off = "off"
