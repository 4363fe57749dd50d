"""`sahelsum show`: good lines come out, bad ones are named, a newer schema is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sample_record import sample_record
from typer.testing import CliRunner, Result

from sahelsum.card import plain
from sahelsum.cli.app import app
from sahelsum.records import read_records

LINE = sample_record().model_dump_json()


def show(*arguments: str | Path, stdin: str = "") -> Result:
    return CliRunner().invoke(app, ["show", *map(str, arguments)], input=stdin)


def saved(folder: Path, *lines: str) -> Path:
    file = folder / "desk.jsonl"
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


def test_a_saved_record_is_the_record_that_was_written(tmp_path):
    errors: list[Exception] = []
    assert list(read_records(str(saved(tmp_path, LINE, "", LINE)), errors.append)) == [sample_record()] * 2
    assert errors == []


def test_show_prints_the_card(tmp_path):
    shown = show(saved(tmp_path, LINE))
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout == plain(sample_record()) + "\n"


def test_show_reads_standard_input():
    assert show("-", stdin=LINE + "\n").stdout == plain(sample_record()) + "\n"


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path):
    file = tmp_path / "desk.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + LINE.encode() + b"\r\n")
    assert show(file).exit_code == 0


@pytest.mark.parametrize("bad", ["no json", '{"article": 1}', "[1, 2]", "null", "[" * 50_000], ids=lambda bad: bad[:12])
def test_a_malformed_line_is_named_and_the_others_still_come_out(tmp_path, bad):
    shown = show(saved(tmp_path, LINE, bad, LINE))
    assert shown.exit_code == 1
    assert shown.stdout.count("twin raids") == 2
    assert "desk.jsonl, line 2 is no record" in shown.stderr
    assert "write it anew" in shown.stderr
    assert shown.stderr.count("\n") == 1


def test_what_is_wrong_with_a_line_is_told_without_repeating_the_article(tmp_path):
    body = json.loads(LINE)
    body["incidents"][0]["casualties"][0]["count"]["low"] = None
    shown = show(saved(tmp_path, json.dumps(body)))
    assert "incidents.0.casualties.0.count" in shown.stderr
    assert "Falaise" not in shown.stderr


def test_a_newer_schema_is_refused_in_one_sentence(tmp_path):
    newer = LINE.replace('"schema_version":"1"', '"schema_version":"2"').replace('"summary_basis"', '"unheard_of"')
    shown = show(saved(tmp_path, newer, newer))
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert shown.stderr.count("\n") == 1
    assert "newer sahelsum" in shown.stderr


def test_json_over_several_lines_is_one_error_not_hundreds(tmp_path):
    shown = show(saved(tmp_path, sample_record().model_dump_json(indent=1)))
    assert shown.exit_code == 1
    assert shown.stderr.count("\n") == 1
    assert "jq -c" in shown.stderr


NO_RECORDS = {"missing": lambda folder: folder / "none.jsonl", "folder": lambda folder: folder, "empty": saved}


@pytest.mark.parametrize("make", NO_RECORDS.values(), ids=NO_RECORDS)
def test_a_file_that_holds_no_records_is_one_sentence(tmp_path, make):
    shown = show(make(tmp_path), saved(tmp_path.parent, LINE))
    assert shown.exit_code == 1
    assert shown.stderr.count("\n") == 1
    assert "twin raids" in shown.stdout


def test_an_id_chooses_the_articles_and_an_unknown_one_is_told(tmp_path):
    other = LINE.replace("0123456789abcdef", "fedcba9876543210")
    file = saved(tmp_path, LINE, other)
    assert show(file, "--id", "fedc").stdout.count("record ") == 1
    missing = show(file, "--id", "fedc", "--id", "77")
    assert missing.exit_code == 1
    assert "'77'" in missing.stderr
    assert "record fedcba9876543210" in missing.stdout


def test_a_file_of_prose_is_refused_in_one_sentence(tmp_path):
    shown = show(saved(tmp_path, "Gunmen attacked a camp.", "Nobody was hurt.", "The army said so."))
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert shown.stderr.count("\n") == 1
    assert "no file of records" in shown.stderr
