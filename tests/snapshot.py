"""Files that record what a user sees. `SNAPSHOT=update python -m pytest` writes them anew; review the diff."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "snapshots"


def assert_snapshot(name: str, shown: str) -> None:
    """`shown` equals the file `snapshots/NAME`."""
    file = FOLDER / name
    if os.environ.get("SNAPSHOT") == "update":
        file.write_text(shown, encoding="utf-8")
    assert file.is_file(), f"no snapshot {name}; write it with SNAPSHOT=update"
    assert shown == file.read_text(encoding="utf-8"), f"{name} changed; if that is meant, run with SNAPSHOT=update"
