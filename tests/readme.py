"""Parts of the README that tests compose, from `<!-- NAME: … -->` to `<!-- /NAME -->`; SNAPSHOT=update writes them."""

from __future__ import annotations

import os
import re
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "README.md"


def part(name: str) -> tuple[str, str, str]:
    """The README before the part, the part, and what follows."""
    text = FILE.read_text(encoding="utf-8")
    found = re.search(rf"(?s)^(.*<!-- {name}: [^\n]*-->\n)(.*?)(<!-- /{name} -->.*)$", text)
    assert found, f"README.md has no part marked <!-- {name}: … -->"
    return found.group(1), found.group(2), found.group(3)


def assert_composed(name: str, made: str) -> None:
    """The part is what was made just now."""
    before, shown, after = part(name)
    if os.environ.get("SNAPSHOT") == "update":
        shown = made
        FILE.write_text(f"{before}{made}{after}", encoding="utf-8")
    assert shown == made, f"the part {name!r} of README.md is out of date; SNAPSHOT=update writes it"
