"""The README's table of rooms, composed from the layers (their order) and each module's first line (what is in it)."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "sahelsum"


def room(file: Path) -> str:
    """`cli/app` for `sahelsum/cli/app.py`, `reading` for `sahelsum/reading/__init__.py`."""
    return file.relative_to(PACKAGE).with_suffix("").as_posix().removesuffix("/__init__")


def rooms() -> list[Path]:
    """Every module that says what it is, the layers from top to bottom; the modules of a folder under the folder."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    names = [name.strip() for layer in layers for name in layer.replace(":", "|").split("|")]
    return [PACKAGE / "__init__.py", *(file for name in names for file in _files(name))]


def _files(name: str) -> Iterator[Path]:
    if (PACKAGE / f"{name}.py").is_file():
        yield PACKAGE / f"{name}.py"
        return
    found = (file for file in (PACKAGE / name).rglob("*.py") if "build" not in file.parts)
    folder = sorted(found, key=lambda file: (file.parent.parts, file.name != "__init__.py", file.name))
    yield from (file for file in folder if first_line(file))


def first_line(file: Path) -> str:
    """What the module says is in it."""
    return (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").partition("\n")[0]


def table() -> str:
    """The table, as Markdown."""
    rows = (f"| `{room(file)}` | {first_line(file).replace('|', chr(92) + '|')} |\n" for file in rooms())
    return "| room | what is in it |\n|---|---|\n" + "".join(rows)
