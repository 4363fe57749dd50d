"""Recordings: kept answers as files of lines, fit for git, read as a layer under the cache and never written."""

from __future__ import annotations

from pathlib import Path

from sahelsum.errors import ModelError
from sahelsum.llm.entry import Entry


class Recordings:
    """The answers in the `*.jsonl` files of a folder, by key.

    Raises:
        ModelError: the folder or a file in it cannot be read, or a line is no kept answer.
    """

    def __init__(self, folder: Path) -> None:
        self._entries: dict[str, Entry] = {}
        if not folder.is_dir():
            raise ModelError(f"there is no folder {folder} of recordings.")
        for file in sorted(folder.glob("*.jsonl")):
            for entry in entries(file):
                self._entries[entry.key] = entry

    def get(self, key: str) -> Entry | None:
        """The recorded answer, or null."""
        return self._entries.get(key)

    def others(self, article: str, model: str) -> list[str]:
        """The prompts, as NAME@HASH, under which this model's answers about this article are recorded."""
        rows = self._entries.values()
        return sorted({one.prompt for one in rows if one.article == article and one.model == model})


def entries(file: Path) -> list[Entry]:
    """The answers in one file.

    Raises:
        ModelError: it cannot be read, or a line is no kept answer; the message names it.
    """
    found: list[Entry] = []
    try:
        for line in file.read_text(encoding="utf-8").splitlines():
            found.append(Entry.from_json(line))
    except OSError as error:
        raise ModelError(f"{file} cannot be read ({error.strerror or error}).") from error
    except (ValueError, TypeError) as error:
        raise ModelError(
            f"{file}, line {len(found) + 1}, is no kept answer; `sahelsum cache export` writes such files."
        ) from error
    return found
