"""Prompts: found, read, rendered strictly, with the article as data; what they cost is known and bounded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from snapshot import assert_snapshot
from typer.testing import CliRunner

from sahelsum import codebook
from sahelsum.cli.app import app
from sahelsum.draft import Draft
from sahelsum.errors import PromptError
from sahelsum.prompting.prompt import prompt, shipped
from sahelsum.prompting.render import render, stable_share
from sahelsum.prompting.tokens import tokens
from sahelsum.prompting.wire import wire_schema, wire_text
from sahelsum.reading import read

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = sorted((ROOT / "evals" / "articles").glob("*.txt"))
SHORT = read("Gunmen killed three soldiers near Gossi on Tuesday, the army said.")
OWN = """+++
name = "mine"
version = "1"
purpose = "A test."
+++
<!-- system -->
Read this.
<!-- user -->
{{ article }}
"""


def written(tmp_path: Path, text: str) -> str:
    file = tmp_path / "mine.md"
    file.write_text(text, encoding="utf-8")
    return str(file)


def cli(*arguments: str, stdin: str | None = None):
    return CliRunner().invoke(app, ["prompt", *arguments], input=stdin, prog_name="sahelsum")


@pytest.mark.parametrize("name", [one.name for one in shipped()])
def test_a_shipped_prompt_rendered_is_under_snapshot(name):
    messages = render(prompt(name), SHORT)
    assert_snapshot(f"prompt-{name}.txt", f"{messages.system}\n\n---\n\n{messages.user}\n")


def test_the_schema_on_the_wire_is_under_snapshot_and_strict():
    assert_snapshot("wire.schema.json", json.dumps(wire_schema(), indent=1, ensure_ascii=False) + "\n")
    for part in (wire_schema(), *wire_schema()["$defs"].values()):
        assert part["additionalProperties"] is False
        assert set(part["required"]) == set(part["properties"])


def test_the_schema_on_the_wire_accepts_what_the_draft_does():
    assert set(wire_schema()["properties"]) == set(Draft.model_fields)


@pytest.mark.parametrize("file", [file for file in ARTICLES if len(file.read_text(encoding="utf-8")) <= 2600],
                         ids=lambda file: file.stem)  # fmt: skip
def test_the_messages_for_a_short_article_keep_to_their_budget(file):
    template = prompt("incident")
    messages = render(template, read(file))
    assert tokens(messages.system + messages.user) <= 2700
    assert stable_share(template, messages) >= 0.7


def test_the_schema_keeps_to_its_budget():
    assert tokens(wire_text()) <= 2500


def test_every_value_of_the_enumerations_that_a_model_fills_is_defined_in_the_prompt():
    said = render(prompt("incident"), SHORT).system
    tables = (codebook.EVENT_TYPE_OF, codebook.OUTCOMES, codebook.GROUPS, codebook.QUALIFIERS, codebook.CLAIM_TOPICS,
              codebook.RESPONSIBILITY_STATUSES, codebook.ACTOR_ROLES, codebook.MATERIEL_ACTIONS)  # fmt: skip
    assert [value for table in tables for value in table if f"{value}:" not in said] == []


HOSTILE = st.sampled_from(("{{ 7*7 }}", "{% for x in y %}", "{# gone #}", "{{ codebook }}", "{% raw %}", "${x}", "%s"))


@given(st.lists(st.one_of(HOSTILE, st.text(min_size=1)), min_size=1).map(" ".join).filter(str.strip))
def test_an_article_is_data_whatever_is_in_it(text):
    article = read("Soldiers were killed near Gossi.\n\n" + text)
    assert article.text in render(prompt("incident"), article).user


def test_an_undefined_variable_is_an_error_that_names_it(tmp_path):
    own = prompt(written(tmp_path, OWN.replace("{{ article }}", "{{ artcle }}")))
    with pytest.raises(PromptError, match=r"'artcle' is undefined; a template may name article, id, language"):
        render(own, SHORT)


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (OWN.replace("+++", "---"), "front matter between two lines"),
        (OWN.replace('name = "mine"', "name = mine"), "is not TOML"),
        (OWN.replace('version = "1"\n', ""), "lacks version"),
        (OWN.replace("<!-- user -->", ""), "it needs a line <!-- system -->"),
        (OWN.replace("{{ article }}", "{% if %}"), "prompt mine: "),
    ],
)
def test_a_malformed_prompt_gets_one_sentence(tmp_path, broken, says):
    with pytest.raises(PromptError) as error:
        render(prompt(written(tmp_path, broken)), SHORT)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_a_prompt_that_is_not_there_names_those_that_are():
    with pytest.raises(PromptError, match=r"neither a shipped one \(incident, plain\) nor a file"):
        prompt("incdent")


def test_the_hash_follows_the_templates_and_nothing_else(tmp_path):
    one = prompt(written(tmp_path, OWN))
    renamed = prompt(written(tmp_path, OWN.replace('name = "mine"', 'name = "other"')))
    changed = prompt(written(tmp_path, OWN.replace("Read this.", "Read that.")))
    assert one.hash == renamed.hash != changed.hash


def test_tokens_grow_with_the_text_and_nothing_is_none():
    assert tokens("") == 0
    assert tokens("12 soldats tués") < tokens("12 soldats tués et 7 blessés à Gossi")


def test_list_show_and_render_on_the_command_line(tmp_path):
    assert cli("list").stdout.startswith("incident  version ")
    assert cli("show", "incident").stdout == (ROOT / "prompts" / "incident.md").read_text(encoding="utf-8")
    own = written(tmp_path, cli("show", "incident").stdout.replace('name = "incident"', 'name = "own"'))
    shown = cli("render", own, str(ARTICLES[0]), "--json", "--price", "0.25,2")
    assert [message["role"] for message in json.loads(shown.stdout)] == ["system", "user"]
    assert "the same for every article" in shown.stderr
    assert "US dollars of input" in shown.stderr
    plain = cli("render", "incident", "-", stdin="Gunmen killed three soldiers near Gossi.")
    assert "Gunmen killed three soldiers near Gossi." in plain.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["render", "nope", "x.txt"], 1, "there is no prompt 'nope'"),
        (["render", "incident", "no-such-file.txt"], 1, "no-such-file.txt"),
        (["render", "incident", str(ARTICLES[0]), "--price", "cheap"], 2, "two prices with a comma"),
    ],
)
def test_bad_input_gets_one_sentence(arguments, code, says):
    shown = cli(*arguments)
    assert (shown.exit_code, says in shown.stderr) == (code, True)
