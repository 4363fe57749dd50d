"""What others build on is under snapshot: both JSON Schemas and every help page."""

from __future__ import annotations

import json
from importlib import import_module

import pytest
from snapshot import assert_snapshot
from typer.testing import CliRunner

from sahelsum.cli.app import GROUPS as ROOMS
from sahelsum.cli.app import app
from sahelsum.cli.schema import Kind, schema_of

PLAIN = {"NO_COLOR": "1", "COLUMNS": "80", "TERM": "dumb"}
GROUPS = {
    "eval": ("show", "compare", "report", "gate", "accept", "check", "agreement", "groups", "metamorphic"),
    "prompt": ("list", "show", "render"),
    "cache": ("info", "export", "import", "prune"),
}
ALONE = ("summarise", "batch", "corroborate", "export", "report", "show", "schema", "doctor")
VERBS = [*ALONE, *GROUPS, *(f"{group} {verb}" for group, verbs in GROUPS.items() for verb in verbs)]
PAGES = [["--help"], *([*verb.split(), "--help"] for verb in VERBS)]


def test_every_verb_is_under_snapshot():
    assert {verb.callback.__name__ for verb in app.registered_commands if verb.callback} == set(ALONE)
    found = {
        name: {verb.name or verb.callback.__name__ for verb in import_module(room).app.registered_commands}
        for name, room in ROOMS.items()
    }
    assert found == {name: set(verbs) for name, verbs in GROUPS.items()}


@pytest.mark.parametrize("arguments", PAGES, ids=lambda page: "-".join(page[:-1]) or "all")
def test_help_page(arguments: list[str]):
    shown = CliRunner().invoke(app, arguments, prog_name="sahelsum", env=PLAIN)
    assert shown.exit_code == 0
    assert_snapshot("-".join(["help", *arguments[:-1]]) + ".txt", shown.stdout)


@pytest.mark.parametrize("verb", ["summarise", "show", "schema"])
def test_dash_h_is_help(verb: str):
    pages = {CliRunner().invoke(app, [verb, flag], prog_name="sahelsum", env=PLAIN).stdout for flag in ("-h", "--help")}
    assert len(pages) == 1


@pytest.mark.parametrize("kind", list(Kind))
def test_json_schema(kind: Kind):
    printed = CliRunner().invoke(app, ["schema", kind.value]).stdout
    assert json.loads(printed) == schema_of(kind)
    assert_snapshot(f"{kind.value}.schema.json", printed)


def test_every_field_of_the_draft_is_required_and_none_is_unknown():
    """Strict structured output asks for both."""
    body = schema_of(Kind.draft)
    for part in (body, *body["$defs"].values()):  # type: ignore[attr-defined]
        assert part["additionalProperties"] is False
        assert set(part["required"]) == set(part["properties"])
