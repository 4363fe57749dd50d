"""The house rules, measured: small rooms, one table of them, nothing undocumented, nothing of one machine.

The order of the layers is import-linter's to check (`lint-imports`, in `.ci/run`).
"""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest
import rooms
from benchmarks import arithmetic
from readme import assert_composed, part
from rooms import PACKAGE, ROOT, room
from typer.testing import CliRunner

import sahelsum
from sahelsum import codebook
from sahelsum.card import plain
from sahelsum.cli.app import GROUPS, app

MODULES = sorted(file for file in PACKAGE.rglob("*.py") if "build" not in file.parts)
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARTICLE = next(iter(sorted((ROOT / "evals" / "articles").glob("*.txt"))), None)
# a command has a parameter for each of its options
MANY_PARAMETERS = {
    ("cli/summarise", "summarise"), ("cli/batch", "batch"), ("cli/corroborate", "corroborate"),
    ("cli/evals/app", "evaluate"), ("cli/evals/gate", "gate"), ("cli/evals/groups", "groups"),
    ("cli/evals/metamorphic", "metamorphic"),
}  # fmt: skip


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body: the signature and the docstring say what it does, the body is what has to be followed."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    named = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return len([parameter for parameter in named if parameter.arg not in {"self", "cls"}])


@pytest.mark.parametrize("file", MODULES, ids=room)
def test_a_room_is_small(file: Path):
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 300
    assert {function.name: length(function) for function in functions(file) if length(function) > 40} == {}
    assert {
        function.name: parameters(function)
        for function in functions(file)
        if parameters(function) > 6 and (room(file), function.name) not in MANY_PARAMETERS
    } == {}


def test_the_readme_names_every_room_once_and_says_what_is_in_it():
    """The order is the layers', the words are each module's own first line: neither can drift from the code."""
    assert_composed("rooms", rooms.table())
    named = re.findall(r"^\| `([^`]+)` \|", part("rooms")[1], re.MULTILINE)
    assert sorted(named) == sorted(room(file) for file in MODULES if rooms.first_line(file))


def test_the_readme_opens_with_the_real_card_of_its_sample():
    """What the first command prints at 80 columns, no word of it typed by hand."""
    (name,) = set(re.findall(r"evals/articles/[\w-]+\.txt", part("sample")[0]))
    card = "\n".join(line.rstrip() for line in plain(sahelsum.summarise(ROOT / name), 80).splitlines())
    assert_composed("sample", f"```text\n{card}\n```\n")


def test_the_readme_has_the_scores_of_the_baseline():
    shown = CliRunner().invoke(app, ["eval", "show", str(ROOT / "evals" / "baseline.json"), "--worst", "0"])
    assert shown.exit_code == 0
    assert f"score {re.search(r'F1 [0-9.]+ .strict [0-9.]+.', shown.stdout).group()}" in README
    assert_composed("scores", "```text\n" + "\n".join(line.rstrip() for line in shown.stdout.splitlines()) + "\n```\n")


def test_the_readme_has_the_arithmetic_of_its_script():
    assert_composed("arithmetic", arithmetic.table(arithmetic.Figures()))


def test_every_module_says_what_is_in_it():
    """An `__init__` that only makes a folder importable needs no words."""
    assert [room(file) for file in MODULES if not rooms.first_line(file) and file.read_text().strip()] == []


def test_every_command_and_option_is_in_the_readme():
    missing = [verb for verb in commands() if f"sahelsum {verb}" not in README]
    for verb in ["", *commands()]:
        page = CliRunner().invoke(app, [*verb.split(), "--help"], prog_name="sahelsum").stdout
        options = re.findall(r"(?<![\w-])--[a-z][a-z-]*", page.partition("Examples")[0])
        missing += [f"{verb} {name}" for name in options if not re.search(rf"(?<![\w-]){name}(?![\w-])", README)]
    assert missing == []


def commands() -> list[str]:
    """Every verb, those of a group with the group's name before them."""
    found = [command.callback.__name__ for command in app.registered_commands if command.callback]
    for group, room_ in GROUPS.items():
        verbs = import_module(room_).app.registered_commands
        found += [group, *(f"{group} {verb.name or verb.callback.__name__}" for verb in verbs)]
    return found


def test_the_public_names_are_what_all_says():
    public = {name for name in sahelsum._HOMES if not name.startswith("_")}
    assert sorted(sahelsum.__all__) == sorted(public)
    assert list(sahelsum.__all__) == sorted(sahelsum.__all__)


@pytest.mark.parametrize("first", ["sahelsum.cli.app", "sahelsum.pipeline", "sahelsum.reading", "sahelsum.record"])
def test_a_public_name_is_never_a_module_whatever_was_imported_before(first: str):
    """Rooms are named otherwise than the public names, so that importing one never hides a function."""
    modules = "print([name for name in sahelsum.__all__ if isinstance(getattr(sahelsum, name), types.ModuleType)])"
    assert python(f"import {first}, types, sahelsum\n{modules}\n{modules}").split() == ["[]", "[]"]


def test_every_value_of_every_enumeration_is_defined():
    tables = [
        set(value) for value in vars(codebook).values() if isinstance(value, dict) and all(map(_is_value, value))
    ]
    undefined = {
        name: get_args(value)
        for name, value in vars(codebook).items()
        if name[0].isupper() and get_args(value) and set(get_args(value)) not in tables
    }
    assert undefined == {}


def _is_value(key: object) -> bool:
    return isinstance(key, str | int)


def test_every_definition_says_something():
    for name, table in vars(codebook).items():
        if name.isupper() and isinstance(table, dict):
            assert all(table.values()), name


def test_a_reader_can_ask_any_public_name_what_it_does():
    assert [name for name in sahelsum.__all__ if not inspect.getdoc(getattr(sahelsum, name))] == []


KEPT_OUT = (".git", ".venv", "venv", "__pycache__", "build", "dist", "node_modules")
OF_ONE_MACHINE = ("/wo" + "rk/", "/ro" + "ot/", "/tmp/" + "venv", "/tmp/" + "briefs", "/opt/" + "pypi", "/opt/" + "wh")
HOSTS = ("pypi" + ".org", "pythonhosted" + ".org", "index" + "-url", "find" + "-links")


def test_nothing_of_one_machine_and_no_registry_is_in_the_repository():
    found = []
    for file in ROOT.rglob("*"):
        parts = file.relative_to(ROOT).parts
        if not file.is_file() or any(part in KEPT_OUT or part.endswith(("_cache", ".egg-info")) for part in parts):
            continue
        if ".hypothesis" in parts:
            continue
        text = file.read_bytes().decode("utf-8", "ignore")
        found += [f"{'/'.join(parts)}: {words}" for words in (*OF_ONE_MACHINE, *HOSTS) if words in text]
    assert found == []


def python(code: str) -> str:
    """What a fresh Python prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return done.stdout


def imported_by(code: str) -> set[str]:
    """The top-level packages that a fresh Python has loaded after `code`."""
    return {name.partition(".")[0] for name in python(f"{code}\nimport sys; print(*sys.modules)").split()}


def test_help_imports_neither_pydantic_nor_rich():
    loaded = imported_by("from sahelsum.cli.app import app; app(['-h'], standalone_mode=False)")
    assert not loaded & {"pydantic", "rich", "trafilatura", "openai", "instructor"}


@pytest.mark.skipif(ARTICLE is None, reason="no article ships yet")
def test_summarising_a_text_file_imports_no_model_client_and_nothing_it_does_not_need():
    loaded = imported_by(f"import pathlib, sahelsum; sahelsum.summarise(pathlib.Path({str(ARTICLE)!r}))")
    assert "pydantic" in loaded
    assert not loaded & {"openai", "instructor", "rich", "trafilatura", "lxml", "httpx", "requests"}


