"""A model reads: the real openai client and instructor, against a loopback endpoint that misbehaves by script."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from loopback import endpoint, fails, says
from models import read_by
from typer.testing import CliRunner

from sahelsum.cli.app import app
from sahelsum.errors import (
    AnswerError,
    CacheMissError,
    FilteredError,
    ModelError,
    OutageError,
    RefusalError,
    SahelsumError,
    TruncatedError,
)  # fmt: skip
from sahelsum.llm.extract import Asking, Reader
from sahelsum.llm.providers import place
from sahelsum.llm.question import Question
from sahelsum.llm.store import NotKeptError
from sahelsum.llm.use import Use
from sahelsum.reading import read
from sahelsum.record import Record

KEY = "sk-very-secret-0123456789"
TEXT = "Gunmen killed three soldiers near Gossi on Tuesday, the army said. It gave no other toll. {{ 7*7 }}"
ARTICLE = read(TEXT)
QUOTE = "Gunmen killed three soldiers near Gossi on Tuesday, the army said."
TOLL = {
    "victims": "soldiers", "group": "state_forces", "actor": None, "place": 0, "outcome": "killed",
    "count": {"low": 3, "high": 3, "qualifier": "exact", "text": "three"}, "part_of": None, "superseded": False,
    "according_to": "the army", "denied_by": None, "quote": QUOTE, "attribution_quote": None,
}  # fmt: skip
INCIDENT = {
    "role": "reported", "sub_event_type": "Armed clash", "event_type": None,
    "date": {"text": "Tuesday", "relative_to": "publication", "time_of_day": None, "quote": QUOTE},
    "places": [{"name": "Gossi", "near": True, "quote": QUOTE}],
    "actors": [{"name": "Gunmen", "role": "initiator", "certainty": "stated", "quote": QUOTE}],
    "responsibility": [], "unclaimed_quote": None, "casualties": [TOLL], "undisclosed": [], "claims": [],
    "targets": [], "weapons": [], "materiel": [], "quote": QUOTE,
}  # fmt: skip
DRAFT = json.dumps({"incidents": [INCIDENT], "summary": None})
LIE = json.dumps({"incidents": [{**INCIDENT, "casualties": [{**TOLL, "count": {
    "low": 30, "high": 30, "qualifier": "exact", "text": "30"}}]}], "summary": None})  # fmt: skip


@pytest.fixture(autouse=True)
def _key(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


def asking(url: str | None, folder: Path, **more) -> Asking:
    return Asking("openai/tiny", url, cache_dir=folder, timeout=more.pop("timeout", 5.0), **more)


def by(reader: Reader) -> Record:
    return read_by(reader, ARTICLE)


def record(url: str | None, folder: Path, **more) -> Record:
    return by(Reader(asking(url, folder, **more)))


def test_a_models_draft_is_grounded_like_any_other(tmp_path):
    with endpoint(says(DRAFT)) as script:
        found = record(script.url, tmp_path)
    (incident,) = found.incidents
    (toll,) = incident.casualties
    assert (toll.count.low, toll.outcome, toll.according_to.name) == (3, "killed", "the army")
    assert TEXT[toll.evidence[0].start : toll.evidence[0].end] == toll.evidence[0].quote
    source = found.provenance
    assert (source.extractor, source.model, source.prompt[:9]) == ("llm", "openai/tiny", "incident@")
    assert (source.cached, source.requests, source.input_tokens, source.output_tokens) == (False, 1, 100, 20)


def test_a_number_that_the_model_made_up_is_refused_in_code(tmp_path):
    with endpoint(says(LIE)) as script:
        found = record(script.url, tmp_path)
    assert found.incidents[0].casualties == ()
    assert [refused.reason for refused in found.audit.rejected] == ["number_not_in_quote"]
    assert len(script.seen) == 2, "it is sent back once and no more"


def test_a_refused_fact_is_sent_back_and_what_is_corrected_stands(tmp_path):
    with endpoint(says(LIE), says(DRAFT)) as script:
        found = record(script.url, tmp_path)
        again = record(script.url, tmp_path)
    assert [toll.count.low for toll in found.incidents[0].casualties] == [3]
    assert found.audit.rejected == ()
    assert (found.provenance.requests, found.provenance.input_tokens, found.provenance.output_tokens) == (2, 200, 40)
    first, second = script.seen
    assert [message["role"] for message in second["messages"]] == ["system", "user", "assistant", "user"]
    assert second["messages"][:2] == first["messages"]
    told = second["messages"][3]["content"]
    assert "incidents[0].casualties[0]: 30 (exact 30, 30): the quote does not hold this number" in told
    assert "“three” in “…Gunmen killed three soldiers near Gossi" in told, "a number that is used for nothing"
    assert (again, again.provenance.cached, len(script.seen)) == (found, True, 2)


def test_an_answer_that_gets_worse_when_sent_back_does_not_stand(tmp_path):
    worse = json.dumps({"incidents": [{**INCIDENT, "quote": "words that nobody wrote"}], "summary": None})
    with endpoint(says(LIE), says(worse)) as script:
        assert record(script.url, tmp_path).incidents[0].evidence[0].quote == QUOTE


def test_a_shape_that_is_wrong_is_sent_back_too(tmp_path):
    with endpoint(says('{"incidents": "many"}'), says(DRAFT)) as script:
        assert record(script.url, tmp_path).incidents
    assert "incidents: Input should be a valid" in script.seen[1]["messages"][3]["content"]


def test_a_second_question_that_nobody_answers_costs_no_first_answer(tmp_path):
    with endpoint(says(LIE), fails(400)) as script:
        found = record(script.url, tmp_path)
    assert found.incidents[0].casualties == ()
    assert "not_sent_back" in {warning.code for warning in found.audit.warnings}
    kept = record(None, tmp_path, cache=Use.only)
    assert kept.incidents == found.incidents
    assert "not_sent_back" in {warning.code for warning in kept.audit.warnings}


def test_an_answer_that_cannot_be_kept_is_used_all_the_same(tmp_path, monkeypatch):
    def full(*_: object) -> None:
        raise NotKeptError("database or disk is full")

    monkeypatch.setattr("sahelsum.llm.cache.Cache.add", full)
    with endpoint(says(DRAFT)) as script:
        found = record(script.url, tmp_path)
    assert found.incidents
    assert "answer_not_kept" in {warning.code for warning in found.audit.warnings}


def test_a_cache_of_another_layout_is_refused_before_anything_is_asked(tmp_path):
    database = sqlite3.connect(tmp_path / "answers.sqlite")
    database.execute("CREATE TABLE answers (key TEXT PRIMARY KEY, raw BLOB)")
    database.close()
    with endpoint(says(DRAFT)) as script, pytest.raises(ModelError, match="name another --cache-dir"):
        record(script.url, tmp_path)
    assert script.seen == []


def test_what_goes_over_the_wire_is_strict_and_the_article_is_untouched(tmp_path):
    with endpoint(says(DRAFT)) as script:
        record(script.url, tmp_path)
    (sent,) = script.seen
    schema = sent["response_format"]["json_schema"]
    assert (schema["strict"], sent["model"], sent["temperature"]) == (True, "tiny", 0.0)
    assert set(schema["schema"]["required"]) == {"incidents", "summary"}
    assert [message["role"] for message in sent["messages"]] == ["system", "user"]
    assert TEXT in sent["messages"][1]["content"]


def test_an_answer_that_is_there_is_not_paid_for_again_and_needs_no_key(tmp_path, monkeypatch):
    with endpoint(says(DRAFT)) as script:
        first = record(script.url, tmp_path)
        again = record(script.url, tmp_path)
        assert len(script.seen) == 1
    assert first == again
    assert (again.provenance.cached, again.provenance.requests) == (True, 0)
    monkeypatch.delenv("OPENAI_API_KEY")
    assert record(None, tmp_path, cache=Use.only) == first


def test_only_never_asks_refresh_always_does_and_off_keeps_nothing(tmp_path):
    with endpoint(says(DRAFT)) as script:
        with pytest.raises(CacheMissError, match=r"no kept answer of tiny to incident@\w{8} for article"):
            record(script.url, tmp_path, cache=Use.only)
        record(script.url, tmp_path, cache=Use.off)
        record(script.url, tmp_path)
        assert len(script.seen) == 2
        record(script.url, tmp_path, cache=Use.refresh)
        assert len(script.seen) == 3


@pytest.mark.parametrize("step", [
    fails(429, Retry_After="0"), fails(500), fails(503), fails(408), {"reset": True}, says(DRAFT) | {"after": 2},
], ids=["429", "500", "503", "408", "reset", "late"])  # fmt: skip
def test_what_passes_is_waited_for(tmp_path, step):
    with endpoint(step, says(DRAFT)) as script:
        found = record(script.url, tmp_path, timeout=1.0)
    assert len(script.seen) == found.provenance.requests == 2


@pytest.mark.parametrize(
    ("status", "says_so"), [(400, "does not take the request"), (401, "does not accept the key"),
                            (403, "does not accept the key"), (404, "does not know this model")]
)  # fmt: skip
def test_what_will_not_change_is_not_tried_again(tmp_path, status, says_so):
    with endpoint(fails(status)) as script, pytest.raises(ModelError, match=says_so):
        record(script.url, tmp_path)
    assert len(script.seen) == 1


def test_an_outage_ends_when_the_budget_is_spent(tmp_path):
    with endpoint(fails(503, Retry_After="0.2")) as script, pytest.raises(OutageError, match="HTTP 503"):
        record(script.url, tmp_path, retry_budget=0.5)
    assert len(script.seen) == 3


def test_a_wait_longer_than_the_budget_is_not_begun(tmp_path):
    with endpoint(fails(429, Retry_After="3600")) as script, pytest.raises(OutageError):
        record(script.url, tmp_path, retry_budget=10)
    assert len(script.seen) == 1


@pytest.mark.parametrize(
    ("step", "error"),
    [
        (says(None, refusal="I cannot help with that."), RefusalError),
        (says(DRAFT[:40], finish="length"), TruncatedError),
        (says("", finish="content_filter"), FilteredError),
        (says("Here is what I found: three dead."), AnswerError),
        (says('{"incidents": "many"}'), AnswerError),
        ({"status": 200, "body": '{"choices": []}'}, ModelError),
    ],
    ids=["refusal", "cut off", "filtered", "prose", "wrong shape", "no choice"],
)
def test_an_answer_that_cannot_be_used_is_an_error_of_its_own(tmp_path, step, error):
    with endpoint(step) as script, pytest.raises(error):
        record(script.url, tmp_path)
    assert len(script.seen) == (2 if error is AnswerError else 1)


def test_refusals_and_answers_cut_off_are_never_kept(tmp_path):
    with endpoint(says(DRAFT[:40], finish="length"), says(None, refusal="no"), says(DRAFT)) as script:
        for error in (TruncatedError, RefusalError):
            with pytest.raises(error):
                record(script.url, tmp_path)
        assert record(script.url, tmp_path).incidents
    assert len(script.seen) == 3


def test_an_endpoint_without_strict_output_is_asked_another_way_and_that_is_remembered(tmp_path):
    call = {"id": "c", "type": "function", "function": {"name": "Draft", "arguments": DRAFT}}
    body = json.loads(says(None)["body"])
    body["choices"][0]["message"]["tool_calls"] = [call]
    tools = {"status": 200, "body": json.dumps(body)}
    reader = None
    with endpoint(fails(400, "response_format json_schema is not supported"), tools) as script:
        reader = Reader(asking(script.url, tmp_path, cache=Use.off))
        assert by(reader).incidents
        assert by(reader).incidents
    assert ["tools" in sent for sent in script.seen] == [False, True, True]


def test_a_damaged_row_is_asked_again(tmp_path):
    with endpoint(says(DRAFT)) as script:
        record(script.url, tmp_path)
        database = sqlite3.connect(tmp_path / "answers.sqlite")
        database.execute("UPDATE answers SET raw = x'00'")
        database.execute("UPDATE records SET record = x'00'")
        database.commit()
        database.close()
        mended = record(script.url, tmp_path)
        assert (len(script.seen), len(mended.incidents)) == (2, 1)
        assert "kept_answer_damaged" in {warning.code for warning in mended.audit.warnings}
        assert record(script.url, tmp_path).audit.warnings == tuple(
            warning for warning in mended.audit.warnings if warning.code != "kept_answer_damaged"
        )
        assert len(script.seen) == 2


def test_answers_go_elsewhere_as_sorted_lines_and_come_back(tmp_path):
    def cache(*arguments: str):
        return CliRunner().invoke(app, ["cache", *arguments], prog_name="sahelsum")

    with endpoint(says(DRAFT)) as script:
        first = record(script.url, tmp_path / "one")
        read_by(Reader(asking(script.url, tmp_path / "one")), read(TEXT + " Later."))
    files = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    for file in files:
        assert cache("export", str(file), "--cache-dir", str(tmp_path / "one")).exit_code == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    assert len(files[0].read_text(encoding="utf-8").splitlines()) == 2
    assert "2 answers kept" in cache("import", str(files[0]), "--cache-dir", str(tmp_path / "two")).stderr
    assert record(None, tmp_path / "two", cache=Use.only) == first
    assert "     2  tiny  incident@" in cache("info", "--cache-dir", str(tmp_path / "two")).stdout
    stale = files[0].read_text(encoding="utf-8").replace("incident@", "incident@0")
    stale = stale.replace('"key": "', '"key": "0')
    files[1].write_text(stale + "{}\n", encoding="utf-8")
    broken = cache("import", str(files[1]), "--cache-dir", str(tmp_path / "two"))
    assert (broken.exit_code, "line 3, is no kept answer" in broken.stderr) == (1, True)
    files[1].write_text(stale, encoding="utf-8")
    assert cache("import", str(files[1]), "--cache-dir", str(tmp_path / "two")).exit_code == 0
    assert "2 answers removed, 2 kept" in cache("prune", "--cache-dir", str(tmp_path / "two")).stderr


def test_the_key_of_an_answer_is_all_that_can_change_it_and_nothing_else():
    one = Question("m", "s", "u", "{}", article="a", prompt="p")
    assert one.key == Question("m", "s", "u", "{}", article="b", prompt="q").key
    changed = [Question("n", "s", "u", "{}"), Question("m", "t", "u", "{}"), Question("m", "s", "v", "{}"),
               Question("m", "s", "u", "[]"), Question("m", "s", "u", "{}", temperature=None)]  # fmt: skip
    assert len({one.key, *(other.key for other in changed)}) == 6


def test_the_key_of_the_account_is_nowhere_but_on_the_wire(tmp_path, capfd):
    steps = (fails(401, f"Incorrect API key provided: {KEY}"), fails(400, f"bad {KEY}"), says(DRAFT))
    with endpoint(*steps) as script:
        for _ in steps:
            options = ("--model", "openai/tiny", "--base-url", script.url, "--cache-dir", str(tmp_path))
            shown = CliRunner().invoke(app, ["summarise", "-", "--json", *options], input=TEXT, prog_name="sahelsum")
            assert KEY not in shown.output + repr(shown.exception) + "".join(capfd.readouterr())
        assert script.keys == [f"Bearer {KEY}"] * 3
    assert KEY not in repr(place("openai/tiny"))
    assert [file for file in tmp_path.rglob("*") if file.is_file() and KEY.encode() in file.read_bytes()] == []


def test_the_command_line_says_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY")
    for arguments, code, told in (
        (["--model", "openai/tiny"], 1, "OPENAI_API_KEY"),
        (["--model", "gpt"], 1, "names no provider"),
        (["--model", "openai/tiny", "--cache", "only"], 4, "--cache use"),
        (["--model", "openai/tiny", "--prompt", "nope"], 1, "there is no prompt"),
    ):
        shown = CliRunner().invoke(app, ["summarise", "-", "--cache-dir", str(tmp_path), *arguments], input=TEXT,
                                   prog_name="sahelsum")  # fmt: skip
        assert (shown.exit_code, told in shown.stderr) == (code, True)


def test_every_error_of_a_model_is_one_sentence_of_ours():
    assert all(issubclass(error, SahelsumError) for error in (ModelError, OutageError, AnswerError))
