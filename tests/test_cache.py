"""Kept answers in a file that several processes use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

OPEN_AND_CLOSE = """
import sys
from pathlib import Path
from sahelsum.llm.cache import Cache
from sahelsum.llm.entry import Entry
for folder in sys.argv[2:]:
    cache = Cache(Path(folder))
    cache.add(Entry(key=sys.argv[1], article="a", prompt="p", schema="s", model="m", turn=0, raw="{}",
                    input_tokens=1, output_tokens=1))
    cache._database.close()
"""


def test_processes_that_open_a_new_cache_at_once_all_get_it_and_lose_nothing(tmp_path: Path):
    """Who is first turns the file to WAL and who is last to leave takes that back: both lock the others out."""
    folders = [str(tmp_path / f"{number}") for number in range(40)]
    started = [
        subprocess.Popen([sys.executable, "-c", OPEN_AND_CLOSE, key, *folders], stderr=subprocess.PIPE)
        for key in "abcd"
    ]
    told = [process.communicate(timeout=120)[1].decode() for process in started]
    assert told == [""] * len(started)
    from sahelsum.llm.cache import Cache

    assert {len(Cache(Path(folder))) for folder in folders} == {len(started)}
