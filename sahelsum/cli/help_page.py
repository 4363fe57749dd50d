"""The help pages: what the command does, how it is called, its options, and examples to copy.

Set here rather than by Typer, whose layout changes between versions: these pages are under snapshot, start
without importing rich, and end with examples. Headings are bold on a terminal and nowhere else.
"""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

import typer
from typer.core import TyperCommand, TyperGroup

Entry = tuple[str, str]


class Parameter(Protocol):
    """What a page says about an argument or an option of Typer's."""

    name: str
    metavar: str | None
    opts: list[str]
    required: bool
    help: str | None
    envvar: str | None
    is_flag: bool


class Command(TyperCommand):
    """A verb whose help is one of these pages."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override, unused-ignore]
        """The page that `sahelsum VERB --help` prints."""
        return render(ctx)


class Group(TyperGroup):
    """Verbs together, whose help is one of these pages too."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override, unused-ignore]
        """The page that `sahelsum GROUP --help` prints."""
        return render(ctx)


def render(ctx: typer.Context) -> str:
    """The help page of the command that `ctx` is about."""
    command: Any = ctx.command
    verbs = [(name, _first_sentence(verb.help)) for name, verb in getattr(command, "commands", {}).items()]
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.get_params(ctx) if param.param_type_name == "option"]
    call = " ".join([ctx.command_path, *_call(command, bool(verbs)), *map(_argument, arguments)])
    width = min(shutil.get_terminal_size().columns, 100)
    entries: dict[str, list[Entry]] = {
        "Commands": verbs,
        "Arguments": [(_argument(arg), arg.help or "") for arg in arguments],
        "Options": [(_option(option), _meaning(option)) for option in options],
    }
    lines = [*_paragraphs(command.help or "", width), "", f"{_heading('Usage')}  {call}"]
    for title, rows in entries.items():
        lines += ["", _heading(title), *_table(rows, width)] if rows else []
    if command.epilog:
        lines += ["", _heading("Examples"), *(f"  {line}" for line in command.epilog.strip().splitlines())]
    return "\n".join(lines)


def _call(command: TyperGroup | TyperCommand, has_verbs: bool) -> list[str]:
    if not has_verbs:
        return ["[OPTIONS]"]
    return ["[OPTIONS]", "[COMMAND …]"] if getattr(command, "invoke_without_command", False) else ["COMMAND …"]


def _heading(title: str) -> str:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty()
    return title if plain else f"\x1b[1m{title}\x1b[0m"


def _paragraphs(text: str, width: int) -> Iterator[str]:
    for index, paragraph in enumerate(text.strip().split("\n\n")):
        if index:
            yield ""
        yield from textwrap.wrap(" ".join(paragraph.split()), width)


def _first_sentence(text: str | None) -> str:
    return " ".join((text or "").split("\n\n", maxsplit=1)[0].split())


def _argument(param: Parameter) -> str:
    name = str(param.metavar or param.name.upper())
    return name if param.required else f"[{name}]"


def _option(param: Parameter) -> str:
    names = ", ".join(sorted(param.opts, key=len))
    return names if param.is_flag else f"{names} {param.metavar or param.name.upper()}"


def _meaning(param: Parameter) -> str:
    twin = f" [{param.envvar}]" if param.envvar else ""
    return (param.help or "") + twin


def _table(rows: Iterable[Entry], width: int) -> Iterator[str]:
    rows = list(rows)
    left = min(max(len(name) for name, _ in rows) + 4, 28)
    for name, meaning in rows:
        wrapped = textwrap.wrap(meaning, width - left) or [""]
        first = f"  {name}".ljust(left)
        if len(name) + 4 > left:
            yield first
            first = " " * left
        yield first + wrapped[0]
        yield from (" " * left + line for line in wrapped[1:])
