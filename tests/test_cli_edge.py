"""Where the program meets the person: exit codes, one sentence an error, files that are whole, pipes that break.

The core is replaced by the sample record, so that each failure can be had at will.
"""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sample_record import sample_record
from typer.testing import CliRunner, Result

from sahelsum.cli import summarise as verb
from sahelsum.cli.app import app
from sahelsum.errors import InputError

HERE = Path(__file__).parent


def scripted(reading: verb.Reading, source: str):
    """The record of any input but those whose name asks for trouble."""
    if "missing" in source:
        raise InputError(f"{source} does not exist.")
    if "bug" in source:
        raise ZeroDivisionError("we did it")
    if "interrupt" in source:
        raise KeyboardInterrupt
    if reading.keep_text:
        return sample_record()
    record = sample_record()
    return record.model_copy(update={"article": record.article.model_copy(update={"text": None})})


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.setattr(verb.Reading, "by_rules", scripted)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for name in ("SAHELSUM_MODEL", "SAHELSUM_DATA"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str | Path) -> Result:
        return CliRunner().invoke(app, [*map(str, arguments)], prog_name="sahelsum")

    return call


def process(code: str, *arguments: str, **options) -> subprocess.Popen:
    """The command line in a process of its own, with the core replaced, after `code`."""
    script = (
        "import sys; from test_cli_edge import scripted; from sahelsum.cli import summarise; "
        f"summarise.Reading.by_rules = scripted; {code}; from sahelsum.__main__ import main; main()"
    )
    path = os.pathsep.join([str(HERE), str(HERE.parent)])
    told = {"NO_COLOR", "FORCE_COLOR", "SAHELSUM_MODEL", "SAHELSUM_DATA"}
    inherited = {name: value for name, value in os.environ.items() if name not in told}
    environment = {**inherited, "PYTHONPATH": path, **options.pop("env", {})}
    return subprocess.Popen([sys.executable, "-c", script, *arguments], env=environment, **options)


def test_a_pipe_gets_one_compact_line_a_record(run):
    shown = run("summarise", "a.txt", "b.txt")
    assert (shown.exit_code, shown.stderr) == (0, "")
    lines = shown.stdout.splitlines()
    assert [json.loads(line)["schema_version"] for line in lines] == ["1", "1"]
    assert "Touré" in lines[0]
    assert '": ' not in lines[0][:200]


def test_json_and_format_json_are_the_same(run):
    assert run("summarise", "a", "--json").stdout == run("summarise", "a", "--format", "json").stdout


def test_the_card_can_be_forced_and_is_plain_in_a_pipe(run):
    shown = run("summarise", "a", "--format", "card")
    assert "more than 40 neutralised" in shown.stdout
    assert "\x1b" not in shown.stdout
    assert shown.stderr == ""


def test_a_failing_input_is_one_sentence_and_the_others_come_out(run):
    shown = run("summarise", "a", "missing.txt", "b")
    assert shown.exit_code == 1
    assert shown.stderr == "sahelsum: missing.txt does not exist.\n"
    assert shown.stdout.count("\n") == 2


def test_a_bug_leaves_a_report_to_paste_and_the_others_come_out(run):
    shown = run("summarise", "bug.txt", "b")
    assert shown.exit_code == 3
    assert shown.stdout.count("\n") == 1
    assert shown.stderr.count("\n") == 1
    found = re.search(r"in (\S+\.md)", shown.stderr)
    assert found is not None
    report = Path(found.group(1)).read_text(encoding="utf-8")
    assert "ZeroDivisionError: we did it" in report
    assert "Python 3" in report


def test_ctrl_c_ends_with_130_and_without_a_traceback(run):
    shown = run("summarise", "a", "interrupt", "b")
    assert shown.exit_code == 130
    assert "Traceback" not in shown.stderr


def test_no_text_leaves_the_article_out(run):
    assert json.loads(run("summarise", "a", "--no-text").stdout)["article"]["text"] is None
    assert json.loads(run("summarise", "a").stdout)["article"]["text"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-", "-"], "only once"),
        (["a", "--cache", "never"], "never"),
        (["a", "--published", "2 July"], "2025-07-02"),
        (["a", "--published", "2025-02-30"], "2025-07-02"),
        (["a", "--json", "--format", "card"], "contradict"),
        (["a", "--format", "xml"], "xml"),
        (["a", "--data", "no-such-folder"], "no-such-folder"),
        ([], "FILE"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_2_and_says_what_is_right(run, arguments, words):
    shown = run("summarise", *arguments)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert words in " ".join(shown.stderr.split())


def test_environment_twins(run, monkeypatch, tmp_path):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("SAHELSUM_MODEL", "openai/x")
    asked = run("summarise", "a")
    assert (asked.exit_code, "OPENAI_API_KEY" in asked.stderr) == (1, True)
    assert run("summarise", "a", "--model", "rules").exit_code == 0
    monkeypatch.setenv("SAHELSUM_MODEL", "rules")
    monkeypatch.setenv("SAHELSUM_DATA", str(tmp_path / "gone"))
    assert run("summarise", "a").exit_code == 2


def test_output_goes_to_the_file_and_is_whole(run, tmp_path):
    file = tmp_path / "desk.jsonl"
    shown = run("summarise", "a", "missing", "b", "-o", file)
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert len(file.read_bytes().splitlines()) == 2
    assert list(tmp_path.iterdir()) == [file]


def test_a_card_in_a_file_is_plain(run, tmp_path):
    file = tmp_path / "card.txt"
    assert run("summarise", "a", "--format", "card", "--output", file).exit_code == 0
    text = file.read_text(encoding="utf-8")
    assert "12 killed" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("inputs", [["missing"], ["a", "interrupt"]])
def test_what_stood_in_the_output_stays_when_nothing_whole_replaces_it(run, tmp_path, inputs):
    file = tmp_path / "desk.jsonl"
    file.write_text("before")
    run("summarise", *inputs, "-o", file)
    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]


def test_an_output_that_cannot_be_written_is_one_sentence(run, tmp_path):
    shown = run("summarise", "a", "-o", tmp_path / "no" / "such" / "desk.jsonl")
    assert shown.exit_code == 1
    assert shown.stderr.startswith("sahelsum: ")
    assert "cannot be written" in shown.stderr


def test_an_article_is_never_overwritten_by_its_record(run, tmp_path):
    file = tmp_path / "attack.txt"
    file.write_text("the article")
    assert run("summarise", file, "-o", file).exit_code == 2
    assert file.read_text() == "the article"


def test_a_device_is_written_to_and_not_replaced(run):
    assert run("summarise", "a", "-o", "/dev/null").exit_code == 0
    assert not Path("/dev/null").is_file()


def test_control_characters_of_a_file_name_do_not_reach_the_terminal(run):
    assert "\x1b" not in run("summarise", "missing\x1b[2J").stderr


def test_a_reader_who_leaves_early_hears_no_complaint():
    shown = process("pass", "summarise", *(["a"] * 400), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert shown.stdout is not None
    assert shown.stderr is not None
    shown.stdout.readline()
    shown.stdout.close()
    assert shown.stderr.read() == b""
    assert shown.wait() == 141


def test_json_is_utf8_and_a_card_does_not_fail_whatever_the_locale():
    latin = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    lines = process("pass", "summarise", "a", stdout=subprocess.PIPE, env=latin).communicate()[0]
    assert "Touré" in lines.decode("utf-8")
    card = process("pass", "summarise", "a", "--format", "card", stdout=subprocess.PIPE, env=latin)
    assert b"12 killed" in card.communicate()[0]
    assert card.returncode == 0


def on_a_terminal(*arguments: str, **environment: str) -> tuple[str, str]:
    """What a person sees at a terminal 72 cells wide: standard output, and standard error through a pipe."""
    ours, theirs = pty.openpty()
    env = {"TERM": "xterm-256color", "COLUMNS": "72", "LINES": "40", **environment}
    child = process("pass", *arguments, stdout=theirs, stderr=subprocess.PIPE, env=env)
    os.close(theirs)
    seen = b""
    try:
        while chunk := os.read(ours, 65536):
            seen += chunk
    except OSError:
        pass
    assert child.stderr is not None
    told = child.stderr.read().decode()
    child.wait()
    os.close(ours)
    return seen.decode(), told


def test_a_person_at_a_terminal_gets_a_coloured_card_as_wide_as_the_window_and_one_quiet_note():
    seen, told = on_a_terminal("summarise", "a", "b")
    plain_lines = re.sub(r"\x1b\[[0-9;]*m", "", seen).splitlines()
    assert "\x1b[1m" in seen
    assert max(map(len, plain_lines)) == 72
    assert told.count("\n") == 1
    assert "built-in rules" in told


def test_no_color_is_obeyed():
    seen, _ = on_a_terminal("summarise", "a", NO_COLOR="1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", seen)


def test_a_terminal_that_asks_for_json_gets_json_and_no_note():
    seen, told = on_a_terminal("summarise", "a", "--json")
    assert json.loads(seen)["schema_version"] == "1"
    assert told == ""
