"""Around the model: what an endpoint takes, what an answer costs, what is kept, and a doctor who looks at it all."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from loopback import endpoint, fails, says
from models import read_by
from test_model import ARTICLE, DRAFT, KEY, LIE, TEXT
from typer.testing import CliRunner

from sahelsum import codebook as cb
from sahelsum.cli.app import app
from sahelsum.errors import AnswerError, CacheMissError, ModelError, TruncatedError
from sahelsum.llm.dialect import Dialect
from sahelsum.llm.extract import Asking, Reader
from sahelsum.llm.prices import Price, cost
from sahelsum.llm.providers import place, secrets
from sahelsum.llm.use import Use
from sahelsum.record import Record

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _key(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


def run(*arguments: str, text: str = TEXT):
    return CliRunner().invoke(app, arguments, input=text, prog_name="sahelsum")


def record(url: str | None, folder: Path, model: str = "openai/tiny", **more) -> Record:
    asking = Asking(model, url, cache_dir=folder, timeout=5.0, **more)
    return read_by(Reader(asking), ARTICLE)


# -- what an endpoint takes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("refusal", "then"), [
    ("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
     {"max_completion_tokens"}),
    ("max_tokens is too large: 16000. This model supports at most 4096 completion tokens.", set()),
    ("Unsupported value: 'temperature' does not support 0.0 with this model.", {"max_tokens"}),
], ids=["other name", "too large", "no temperature"])  # fmt: skip
def test_a_parameter_that_a_model_does_not_take_is_put_otherwise_and_that_is_remembered(tmp_path, refusal, then):
    with endpoint(fails(400, refusal), says(DRAFT)) as script:
        assert record(script.url, tmp_path).incidents
        assert record(script.url, tmp_path, cache=Use.refresh).incidents
    first, second, third = script.seen
    assert {"max_tokens", "temperature"} <= set(first)
    assert set(second) & {"max_tokens", "max_completion_tokens"} == then
    assert ("temperature" in second) == ("temperature" not in refusal)
    assert set(third) == set(second), "the next run begins with what was learnt"


def test_plain_json_with_fences_around_it_is_read(tmp_path):
    refusals = [fails(400, "response_format is not supported"), fails(400, "tools are not supported")]
    with endpoint(*refusals, says(f"Here it is:\n```json\n{DRAFT}\n```")) as script:
        assert record(script.url, tmp_path).incidents
    assert script.seen[2]["response_format"] == {"type": "json_object"}
    assert "json" in script.seen[2]["messages"][0]["content"].casefold()


def test_a_dialect_that_another_version_wrote_is_forgotten():
    assert Dialect.from_json('{"mode": "telepathy", "volume": 3}') == Dialect()
    assert Dialect.from_json("{") == Dialect.from_json(None) == Dialect()
    other = Dialect("tools", "none", has_temperature=False)
    assert Dialect.from_json(other.to_json()) == other


# -- sending back ---------------------------------------------------------------------------------------------


def test_what_got_better_is_sent_back_once_more_and_what_did_not_is_left(tmp_path):
    two = json.loads(LIE)
    two["incidents"][0]["places"].append({"name": "Ansongo", "near": False, "quote": TEXT})
    with endpoint(says(json.dumps(two)), says(LIE), says(DRAFT)) as script:
        assert record(script.url, tmp_path).audit.rejected == ()
    assert len(script.seen) == 3
    with endpoint(says(LIE), says(LIE), says(DRAFT)) as script:
        assert record(script.url, tmp_path / "other").audit.rejected
    assert len(script.seen) == 2


def test_a_raw_answer_that_cannot_be_used_is_in_the_error(tmp_path):
    with endpoint(says(DRAFT[:40], finish="length")) as script, pytest.raises(TruncatedError) as cut:
        record(script.url, tmp_path)
    assert cut.value.raw == DRAFT[:40]
    with endpoint(says("No idea.")) as script, pytest.raises(AnswerError) as prose:
        record(script.url, tmp_path / "other")
    assert prose.value.raw == "No idea."


# -- what is kept ---------------------------------------------------------------------------------------------


def test_a_kept_record_is_the_record_and_needs_no_grounding(tmp_path, monkeypatch):
    with endpoint(says(DRAFT)) as script:
        first = record(script.url, tmp_path)

        def never(*_: object) -> None:
            raise AssertionError("grounded again")

        monkeypatch.setattr("sahelsum.by_model.ground", never)
        again = record(script.url, tmp_path)
    assert (again, again.provenance.cached, again.provenance.requests) == (first, True, 0)


def test_other_code_other_data_or_another_date_make_the_record_anew_without_asking(tmp_path, monkeypatch):
    with endpoint(says(DRAFT)) as script:
        record(script.url, tmp_path)
        monkeypatch.setattr("sahelsum.kept_records.code_digest", lambda: "another")
        assert record(script.url, tmp_path).provenance.cached
    assert len(script.seen) == 1
    rows = sqlite3.connect(tmp_path / "answers.sqlite").execute("SELECT made_by FROM records").fetchall()
    assert len({made_by for (made_by,) in rows}) == 2


def test_a_damaged_kept_record_is_made_again(tmp_path):
    with endpoint(says(DRAFT)) as script:
        first = record(script.url, tmp_path)
        with sqlite3.connect(tmp_path / "answers.sqlite") as database:
            database.execute("UPDATE records SET record = x'00'")
        assert record(script.url, tmp_path) == first
    assert len(script.seen) == 1


def test_recordings_answer_under_the_cache_and_stale_ones_are_named(tmp_path):
    with endpoint(says(DRAFT)) as script:
        first = record(script.url, tmp_path / "cache")
    recordings = tmp_path / "recordings"
    recordings.mkdir()
    file = recordings / "tiny.jsonl"
    assert run("cache", "export", str(file), "--cache-dir", str(tmp_path / "cache")).exit_code == 0
    only = {"cache": Use.only, "recordings": recordings}
    assert record(None, tmp_path / "empty", **only) == first
    stale = file.read_text(encoding="utf-8").replace("incident@", "incident@0").replace('"key": "', '"key": "0')
    file.write_text(stale, encoding="utf-8")
    with pytest.raises(CacheMissError, match=r"incident@0\w+ has one: the prompt has changed since"):
        record(None, tmp_path / "another", **only)
    file.write_text("{}\n", encoding="utf-8")
    with pytest.raises(ModelError, match="line 1, is no kept answer"):
        record(None, tmp_path / "another", **only)


# -- what it costs --------------------------------------------------------------------------------------------


def test_a_cost_is_from_a_list_or_from_the_user_and_never_guessed():
    assert cost("openai/gpt-4o-mini", 1_000_000, 0) == pytest.approx(0.15)
    assert cost("openai/no-such-model", 10, 10) is None
    assert cost("ollama/llama3.1", 10, 10) is None
    assert cost("anything", 10, 10) is None
    assert cost("openai/gpt-4o-mini", None, 10) is None
    assert cost("anything", 1_000_000, 500_000, Price.parse("0.25,2")) == pytest.approx(1.25)


@pytest.mark.parametrize("text", ["", "1", "a,b", "1,2,3", "-1,2", "nan,1", "inf,1"])
def test_a_price_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match="two prices with a comma"):
        Price.parse(text)


def test_the_cost_of_all_turns_is_in_the_record_and_stays_there(tmp_path):
    with endpoint(says(LIE), says(DRAFT)) as script:
        priced = record(script.url, tmp_path, price=Price(1.0, 10.0))
        again = record(script.url, tmp_path, price=Price(2.0, 20.0))
    assert priced.provenance.cost_usd == pytest.approx((200 * 1 + 40 * 10) / 1e6)
    assert again.provenance.cost_usd == pytest.approx((200 * 2 + 40 * 20) / 1e6)


# -- where it is asked ----------------------------------------------------------------------------------------


def test_azure_is_asked_at_the_address_of_the_account(monkeypatch):
    monkeypatch.setenv("AZURE_OPENAI_API_KEY", "azure-secret")
    with pytest.raises(ModelError, match="AZURE_OPENAI_ENDPOINT"):
        place("azure/my-deployment")
    monkeypatch.setenv("AZURE_OPENAI_ENDPOINT", "https://desk.openai.azure.com/")
    assert place("azure/my-deployment").base_url == "https://desk.openai.azure.com/openai/v1"
    assert secrets() == [KEY, "azure-secret"]


# -- the doctor -----------------------------------------------------------------------------------------------


def test_the_doctor_looks_at_what_is_at_home_and_asks_nobody(tmp_path):
    shown = run("doctor", "--cache-dir", str(tmp_path))
    assert shown.exit_code == 0
    assert [line[:14].split() for line in shown.stdout.splitlines()] == [
        ["ok", name] for name in ("program", "data", "rules", "cache")
    ]


def test_the_doctor_finds_an_endpoint_in_order(tmp_path):
    with endpoint(says('{"ready": true}')) as script:
        shown = run("doctor", "--model", "openai/tiny", "--base-url", script.url, "--cache-dir", str(tmp_path))
    assert shown.exit_code == 0, shown.stdout
    assert "by a strict JSON schema" in shown.stdout
    assert KEY not in shown.output


@pytest.mark.parametrize(("steps", "told"), [
    ([fails(401)], "does not accept the key"),
    ([says("I am ready.")], "does not keep to it"),
    ([fails(404)], "does not know this model"),
    ([fails(500)], "HTTP 500"),
], ids=["key", "loose", "model", "busy"])  # fmt: skip
def test_the_doctor_says_what_is_wrong_and_the_way_out(tmp_path, steps, told):
    with endpoint(*steps) as script:
        shown = run("doctor", "--model", "openai/tiny", "--base-url", script.url, "--cache-dir", str(tmp_path))
    assert (shown.exit_code, told in shown.stdout) == (1, True), shown.stdout
    assert KEY not in shown.output


def test_the_doctor_misses_a_key_and_a_server(tmp_path, monkeypatch):
    nobody = run("doctor", "--model", "m", "--base-url", "http://127.0.0.1:9/v1", "--cache-dir", str(tmp_path))
    assert (nobody.exit_code, "is it running" in nobody.stdout) == (1, True)
    monkeypatch.delenv("OPENAI_API_KEY")
    keyless = run("doctor", "--model", "openai/tiny", "--cache-dir", str(tmp_path))
    assert (keyless.exit_code, "OPENAI_API_KEY" in keyless.stdout) == (1, True)


# -- secrets and interruption ---------------------------------------------------------------------------------


def test_a_bug_report_holds_no_key(tmp_path, monkeypatch):
    def bug(*_: object, **__: object) -> None:
        raise RuntimeError(f"unexpected words of a library: Bearer {KEY}")

    monkeypatch.setattr("sahelsum.llm.endpoint._request", bug)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with endpoint(says(DRAFT)) as script:
        shown = run("summarise", "-", "--model", "openai/tiny", "--base-url", script.url, "--cache-dir", str(tmp_path))
    assert shown.exit_code == 3
    reports = list(tmp_path.glob("sahelsum-bug-*.md"))
    assert reports
    assert KEY not in shown.output + "".join(report.read_text(encoding="utf-8") for report in reports)


def test_ctrl_c_stops_long_before_the_endpoint_answers_and_loses_no_finished_answer(tmp_path):
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text(TEXT, encoding="utf-8")
    second.write_text(f"{TEXT} Later.", encoding="utf-8")
    with endpoint(says(DRAFT), says(DRAFT) | {"after": 30}) as script:
        command = [sys.executable, "-m", "sahelsum", "summarise", str(first), str(second), "--model", "openai/tiny",
                   "--base-url", script.url, "--cache-dir", str(tmp_path / "cache")]  # fmt: skip
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=os.environ)
        answers = tmp_path / "cache" / "answers.sqlite"
        until = time.monotonic() + 30
        while time.monotonic() < until and (len(script.seen) < 2 or not _kept(answers)):
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        begin = time.monotonic()
        out, err = running.communicate(timeout=20)
        took = time.monotonic() - begin
    assert (running.returncode, b"Traceback" in err) == (130, False), (out, err)
    assert took < 8.0, "the endpoint would take thirty"
    assert _kept(answers) == 1


def _kept(file: Path) -> int:
    if not file.exists():
        return 0
    with sqlite3.connect(file) as database:
        try:
            return database.execute("SELECT count(*) FROM answers").fetchone()[0]
        except sqlite3.OperationalError:
            return 0


def test_a_question_in_waiting_holds_nobody_up(tmp_path):
    files = [tmp_path / f"{number}.txt" for number in range(6)]
    for number, file in enumerate(files):
        file.write_text(f"{TEXT} Number {number}.", encoding="utf-8")
    with endpoint(says(DRAFT) | {"after": 1.0}) as script:
        begin = time.monotonic()
        shown = run("summarise", *map(str, files), "--model", "openai/tiny", "--base-url", script.url,
                    "--cache-dir", str(tmp_path))  # fmt: skip
        took = time.monotonic() - begin
    sources = [json.loads(line)["article"]["source"] for line in shown.stdout.splitlines()]
    assert sources == list(map(str, files)), "in the order of the inputs"
    assert took < 5.0, "six seconds one after the other"


def test_what_a_prompt_costs_is_shown_before_it_is_sent():
    shown = run("prompt", "render", "incident", "-", "--model", "openai/gpt-4o-mini")
    assert "US dollars of input" in shown.stderr
    assert "its price is not known" in run("prompt", "render", "incident", "-", "--model", "ollama/x").stderr


def test_every_weapon_and_outcome_of_the_codebook_is_in_the_question(tmp_path):
    with endpoint(says(DRAFT)) as script:
        record(script.url, tmp_path)
    said = json.dumps(script.seen[0])
    assert [term for term in (*cb.OUTCOMES, *cb.WEAPONS, *cb.CLAIM_TOPICS) if term not in said] == []


# -- the plain baseline ---------------------------------------------------------------------------------------

PLAIN = json.dumps({"events": [{
    "date": "2021-03-02", "event_type": "Armed clash", "country": "ML", "locations": ["Gossi"],
    "attackers": ["Gunmen"], "victims": ["soldiers"], "killed": 30, "wounded": None, "abducted": None,
    "claimed_by": "JNIM", "source": "the army", "weapons": ["small_arms"],
}]})  # fmt: skip


def test_the_plain_baseline_is_taken_as_it_says_with_no_check_and_no_second_question(tmp_path):
    with endpoint(says(PLAIN)) as script:
        found = record(script.url, tmp_path, prompt="plain")
    (incident,) = found.incidents
    (toll,) = incident.casualties
    assert (toll.count.low, toll.group, toll.according_to.name) == (30, "state_forces", "the army")
    assert (incident.date.start.isoformat(), incident.places[0].country) == ("2021-03-02", "ML")
    assert (incident.responsibility, found.audit.rejected, len(script.seen)) == ((), (), 1)
    assert TEXT[toll.evidence[0].start : toll.evidence[0].end] == toll.evidence[0].quote
    assert found.provenance.prompt.startswith("plain@")
    sent = script.seen[0]["response_format"]["json_schema"]
    assert (sent["strict"], set(sent["schema"]["properties"])) == (True, {"events"})


def test_a_plain_answer_of_another_shape_is_an_error(tmp_path):
    with endpoint(says(DRAFT)) as script, pytest.raises(AnswerError, match="plain schema"):
        record(script.url, tmp_path, prompt="plain")
    assert len(script.seen) == 1


def test_a_prompt_can_only_fill_a_schema_that_there_is(tmp_path):
    own = tmp_path / "mine.md"
    head = 'name="m"\nversion="1"\npurpose="p"\nschema="epic"'
    own.write_text(f"+++\n{head}\n+++\n<!-- system -->\nx\n<!-- user -->\ny\n", encoding="utf-8")
    shown = run("prompt", "show", str(own))
    assert (shown.exit_code, "no schema 'epic'; a prompt may fill draft or plain" in shown.stderr) == (1, True)
