"""The command line from end to end, on articles that ship with the project."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import sahelsum
from sahelsum.cli.app import app
from sahelsum.record import Record

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = sorted((ROOT / "evals" / "articles").glob("*.txt"))
ATTACK = next(file for file in ARTICLES if file.name.startswith("en01"))
FRENCH = next(file for file in ARTICLES if file.name.startswith("fr01"))


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch):
    for name in ("SAHELSUM_MODEL", "SAHELSUM_DATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1752000000")


def summarise(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["summarise", *map(str, arguments)], input=stdin, prog_name="sahelsum")


@pytest.mark.parametrize("article", [ATTACK, FRENCH], ids=["en", "fr"])
def test_the_command_and_the_library_give_the_same_record(article):
    shown = summarise(article)
    assert (shown.exit_code, shown.stderr) == (0, "")
    record = Record.model_validate_json(shown.stdout)
    assert record == sahelsum.summarise(article)
    assert record.incidents
    assert record.article.source == str(article)


def test_the_same_article_is_the_same_line_twice():
    first, second = summarise(ATTACK, ATTACK).stdout.splitlines()
    assert first == second


def test_every_quote_of_a_record_is_where_the_record_says():
    record = json.loads(summarise(ATTACK).stdout)
    text = record["article"]["text"]
    pieces = list(evidence(record))
    assert len(pieces) > 5
    assert [piece for piece in pieces if text[piece["start"] : piece["end"]] != piece["quote"]] == []


def evidence(part):
    if isinstance(part, dict):
        if part.keys() == {"quote", "start", "end"}:
            yield part
        for value in part.values():
            yield from evidence(value)
    elif isinstance(part, list):
        for value in part:
            yield from evidence(value)


def test_standard_input_is_read_as_bytes_and_has_no_path():
    record = json.loads(summarise("-", stdin=ATTACK.read_bytes()).stdout)
    assert record["article"]["source"] is None
    assert record["article"]["text"] == ATTACK.read_text(encoding="utf-8")


def test_a_publication_date_that_is_given_is_used():
    article = json.loads(summarise(ATTACK, "--published", "2031-02-03").stdout)["article"]
    assert (article["published"], article["published_basis"]) == ("2031-02-03", "given")


def test_the_record_of_a_card_can_be_saved_and_shown_again(tmp_path):
    file = tmp_path / "desk.jsonl"
    assert summarise(ATTACK, FRENCH, "-o", file).exit_code == 0
    shown = CliRunner().invoke(app, ["show", str(file)], prog_name="sahelsum")
    assert shown.exit_code == 0
    assert shown.stdout == summarise(ATTACK, FRENCH, "--format", "card").stdout


BAD: dict[str, bytes] = {
    "empty": b"",
    "blank": b" \n\t\n",
    "binary": bytes(range(256)) * 40,
    "pdf": b"%PDF-1.7 and so on",
    "too long": b"Soldiers died in Kayes. " * 2_200_000,
    "a page without an article": b"<!doctype html><html><head><title></title></head><body><nav></nav></body></html>",
    "not a language we read": "今日、マリ西部で武装勢力が軍の陣地を攻撃した。死者の数は不明である。".encode() * 9,
    "german": b"Bewaffnete haben am Dienstag ein Dorf im Westen angegriffen und mehrere Menschen verletzt. " * 4,
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_an_input_that_cannot_be_read_is_one_sentence_and_the_others_come_out(tmp_path, content):
    file = tmp_path / "bad.txt"
    file.write_bytes(content)
    shown = summarise(file, ATTACK)
    assert shown.exit_code == 1
    assert shown.stderr.startswith("sahelsum: ")
    assert shown.stderr.count("\n") == 1
    assert len(shown.stdout.splitlines()) == 1


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_no_file_and_a_folder_are_one_sentence_each(name, tmp_path):
    shown = summarise(tmp_path / name, ATTACK)
    assert shown.exit_code == 1
    assert shown.stderr.count("\n") == 1
    assert len(shown.stdout.splitlines()) == 1


def test_a_desk_file_that_is_malformed_is_one_sentence(tmp_path):
    (tmp_path / "actors.csv").write_text("no,such,columns\n1,2,3\n", encoding="utf-8")
    shown = summarise(ATTACK, "--data", tmp_path)
    assert shown.exit_code == 1
    assert "actors.csv" in shown.stderr
    assert shown.stderr.count("\n") == 1


def test_python_dash_m_is_the_command():
    command = [sys.executable, "-m", "sahelsum", "summarise", str(ATTACK), "--no-text"]
    done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT, env={**os.environ, "LC_ALL": "C"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["article"]["text"] is None


def test_no_key_and_no_network_are_needed():
    code = (
        "import socket, sys\n"
        "def refuse(*_): raise AssertionError('a call to the network')\n"
        "socket.socket.connect = refuse; socket.getaddrinfo = refuse\n"
        f"sys.argv = ['sahelsum', 'summarise', {str(ATTACK)!r}]\n"
        "from sahelsum.__main__ import main; main()"
    )
    bare = {name: value for name, value in os.environ.items() if not name.endswith(("_KEY", "_TOKEN"))}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, cwd=ROOT, env=bare)
    assert done.returncode == 0, done.stderr


def test_a_hyphen_as_output_is_standard_output(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = summarise(ATTACK, "-o", "-")
    assert shown.exit_code == 0
    assert Record.model_validate_json(shown.stdout).incidents
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("x1,Zzbourg,Mali,,,13.9,2,,1,village,me", "country"),
        ("x1,Zzbourg,ML,,,13;9,2,,1,village,me", "latitude"),
        ("x1,Zzbourg,ML,,,13.9,2,many,1,village,me", "population"),
        ("x1,Zzbourg,ML,,,13.9,2,,7,village,me", "ceiling"),
    ],
)
def test_a_bad_cell_of_the_desks_places_is_the_users_to_mend(tmp_path, cells: str, told: str):
    header = "gazetteer_id,name,country,admin1,admin2,latitude,longitude,population,ceiling,kind,source"
    (tmp_path / "places.csv").write_text(f"{header}\n{cells}\n", encoding="utf-8")
    shown = summarise(ATTACK, "--data", tmp_path)
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert told in shown.stderr
    assert "Zzbourg" in shown.stderr


def test_a_spreadsheet_in_another_encoding_or_with_semicolons_is_told_how_to_save(tmp_path):
    (tmp_path / "places.csv").write_bytes("gazetteer_id,name,country\nx1,Zzb\xe9,ML\n".encode("latin-1"))
    assert "UTF-8" in summarise(ATTACK, "--data", tmp_path).stderr
    (tmp_path / "places.csv").write_text("gazetteer_id;name;country\nx1;Zzbe;ML\n", encoding="utf-8")
    assert "commas" in summarise(ATTACK, "--data", tmp_path).stderr
