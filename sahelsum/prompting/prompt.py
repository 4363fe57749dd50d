"""A prompt file: TOML front matter between `+++` lines, then a system and a user template."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from sahelsum.errors import PromptError
from sahelsum.prompting.wire import SCHEMAS

_SYSTEM, _USER = "<!-- system -->", "<!-- user -->"
_FENCE = "+++"


@dataclass(frozen=True, slots=True)
class Prompt:
    """`history` says of each version what changed and what it did to the scores; `schema` names what a model fills;
    `source` is the file's text. `hash` (8 hex digits) names the text of the templates: an answer belongs to it,
    whatever the file is called."""

    name: str
    version: str
    purpose: str
    history: tuple[str, ...]
    system: str
    user: str
    source: str
    schema: str = "draft"

    @property
    def hash(self) -> str:
        """What changes when the templates do."""
        return hashlib.sha256(f"{self.system}\0{self.user}".encode()).hexdigest()[:8]


def shipped() -> list[Prompt]:
    """The prompts that come with the program, by name.

    Raises:
        PromptError: one of them is malformed.
    """
    found = [entry for entry in files("sahelsum.prompts").iterdir() if entry.name.endswith(".md")]
    return sorted((_read(entry.read_text(encoding="utf-8"), entry.name) for entry in found), key=lambda one: one.name)


def prompt(wanted: str) -> Prompt:
    """The shipped prompt of that name, or the one in the file of that path.

    Raises:
        PromptError: there is none, or it is malformed; the message says what to do.
    """
    known = {one.name: one for one in shipped()}
    if wanted in known:
        return known[wanted]
    path = Path(wanted)
    if not path.is_file():
        names = ", ".join(known)
        raise PromptError(f"there is no prompt {wanted!r}: it is neither a shipped one ({names}) nor a file.")
    try:
        return _read(path.read_text(encoding="utf-8"), wanted)
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"{wanted} cannot be read as UTF-8 text ({error}).") from error


def _read(text: str, called: str) -> Prompt:
    head, body = _parted(text, called)
    try:
        settings = tomllib.loads(head)
    except tomllib.TOMLDecodeError as error:
        raise PromptError(f"{called}: its front matter is not TOML ({error}).") from error
    missing = [key for key in ("name", "version", "purpose") if not isinstance(settings.get(key), str)]
    if missing:
        raise PromptError(f"{called}: its front matter lacks {', '.join(missing)} (text in quotes).")
    schema = str(settings.get("schema", "draft"))
    if schema not in SCHEMAS:
        raise PromptError(f"{called}: there is no schema {schema!r}; a prompt may fill {' or '.join(SCHEMAS)}.")
    before, marked, rest = body.partition(_SYSTEM)
    system, divided, user = rest.partition(_USER)
    if not marked or not divided or before.strip():
        raise PromptError(f"{called}: it needs a line {_SYSTEM} and below it a line {_USER}, a template under each.")
    return Prompt(
        settings["name"], settings["version"], settings["purpose"], tuple(map(str, settings.get("history", ()))),
        system.strip(), user.strip(), text, schema,
    )  # fmt: skip


def _parted(text: str, called: str) -> tuple[str, str]:
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    fences = [at for at, line in enumerate(lines) if line.strip() == _FENCE]
    if len(fences) < 2 or fences[0] != 0:
        raise PromptError(f"{called}: a prompt begins with its front matter between two lines {_FENCE}.")
    return "".join(lines[1 : fences[1]]), "".join(lines[fences[1] + 1 :])
