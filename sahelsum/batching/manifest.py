"""The manifest of a batch: how its records are made, and what came of each run. A small JSON file beside the output."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sahelsum.errors import OutputError

Settings = Mapping[str, str | int | bool | None]
"""What decides what a record says: who reads, with which prompt, schema, data and program."""
FORMAT = 1
_OF_A_RECORD = {"reader": "model", "prompt": "prompt", "data": "data", "sahelsum": "sahelsum"}


def read_manifest(path: Path) -> dict[str, Any] | None:
    """The manifest; null where there is none that can be read."""
    try:
        body = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return body if isinstance(body, dict) and isinstance(body.get("settings"), dict) else None


def write_manifest(path: Path, settings: Settings, runs: Sequence[Mapping[str, Any]]) -> None:
    """Write it whole, or leave what is there.

    Raises:
        OutputError: it cannot be written.
    """
    text = json.dumps({"format": FORMAT, "settings": settings, "runs": runs}, ensure_ascii=False, indent=1)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(f"{text}\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(f"{path} cannot be written ({error.strerror or error}).") from error


def settings_of_record(record: Mapping[str, Any]) -> Settings:
    """As much of the settings as a record tells of itself."""
    source = record["provenance"]
    return {ours: source[its] for ours, its in _OF_A_RECORD.items()} | {"reader": source["model"] or "rules"}


def changes(before: Mapping[str, Any], now: Settings) -> list[str]:
    """What is otherwise now, a phrase each; what `before` does not tell is not compared."""
    return [
        f"{name} is {_said(now[name])} and was {_said(before[name])}"
        for name in now if name in before and before[name] != now[name]
    ]  # fmt: skip


def _said(value: object) -> str:
    return "none" if value is None else str(value)
