"""Where the five articles that came with the request stand, if they stand anywhere: they are other people's texts."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from sahelsum.pipeline import summarise
from sahelsum.record import Record

FOLDER = Path(os.environ.get("SAHELSUM_SEEDS") or Path(__file__).parents[2] / "shared" / "seeds")


@cache
def seed(number: str) -> Record:
    """The record of seed `number` (`"000"` to `"004"`); the test is skipped where the seeds are not."""
    files = sorted(FOLDER.glob(f"{number}_*.txt"))
    if not files:
        pytest.skip("the seed articles are not on this machine")
    return summarise(files[0])
