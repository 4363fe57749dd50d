"""`sahelsum batch --via openai-batch`: whatever comes back of a batch, nothing is lost and nothing paid twice."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from batch_host import Host
from batch_provider import Lines, Provider, done, expired, provider, refused
from test_batch import articles, batch, manifest, model, rows, sources
from test_model import DRAFT, KEY, LIE

from sahelsum.batching.provider import rounds
from sahelsum.batching.provider.state import State
from sahelsum.batching.provider.wire import row_of
from sahelsum.llm.dialect import Dialect
from sahelsum.llm.endpoint import _request, body_of
from sahelsum.llm.question import Question
from sahelsum.record import Record


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    for name in ("SAHELSUM_DATA", "SAHELSUM_MODEL", "SAHELSUM_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(rounds, "FIRST_WAIT", 0.01)
    monkeypatch.setattr(rounds, "LONGEST_WAIT", 0.02)


@pytest.fixture(scope="module")
def host(tmp_path_factory) -> Iterator[Host]:
    os.environ["OPENAI_API_KEY"] = KEY
    running = Host(tmp_path_factory.mktemp("host"))
    yield running
    running.close()


def good(request: dict[str, Any]) -> dict[str, Any]:
    return done(request["custom_id"], DRAFT)


def dear(request: dict[str, Any]) -> dict[str, Any]:
    """An answer of six cents at the price of these tests."""
    row = good(request)
    row["response"]["body"]["usage"] = {"prompt_tokens": 10_000, "completion_tokens": 5_000, "total_tokens": 15_000}
    return row


def run(running: Provider, folder: Path, *more: object, many: int = 6):
    return batch(articles(folder, many), "-o", folder / "r.jsonl",
                 *model(running.url, folder, "--via", "openai-batch", "--price", "1,10", *more))  # fmt: skip


def names(many: int) -> list[str]:
    return [f"n{number}" for number in range(many)]


def test_questions_go_out_in_one_file_and_records_come_back(tmp_path):
    with provider(Provider(good, slow=3)) as running:
        made = run(running, tmp_path)
    assert made.exit_code == 0, made.stderr
    assert sorted(sources(tmp_path / "r.jsonl")) == names(6)
    assert len(running.live) == 1, "the first question is asked live, to learn how the model wants to be asked"
    assert [len(asked) for asked in running.requests] == [5]
    assert set(running.paid.values()) == {1}
    assert "batch batch-0: 5 questions are out." in made.stderr
    assert "1 batches out (in progress)" in made.stderr
    assert "6 inputs: 6 records." in made.stderr


def test_a_record_is_the_live_ways_record(tmp_path):
    with provider(Provider(good)) as running:
        assert run(running, tmp_path).exit_code == 0
        live = batch(tmp_path / "in.jsonl", "-o", tmp_path / "live.jsonl", *model(running.url, tmp_path / "other"))
    assert live.exit_code == 0

    def told(file: Path) -> list[Record]:
        return sorted((Record.model_validate_json(line) for line in file.read_bytes().splitlines()),
                      key=lambda one: one.article.source)  # fmt: skip

    assert told(tmp_path / "r.jsonl") == told(tmp_path / "live.jsonl")
    body = running.requests[0][0]["body"]
    (same,) = [asked for asked in running.live if asked["messages"] == body["messages"]]
    assert body == same


def test_what_is_asked_is_what_the_live_way_would_ask():
    question = Question("m", "system", "user", '{"type": "object"}', turns=(("a", "b"),))
    for dialect in (Dialect(), Dialect(length="max_completion_tokens", has_temperature=False)):
        live = _request(question, dialect)
        extra = live.pop("extra_body")
        assert body_of(question, dialect) == {**live, **extra}


def shuffled(number: int, lines: Lines) -> tuple[Lines, Lines]:
    random.Random(1).shuffle(lines)
    return lines, []


def part_expired(number: int, lines: Lines) -> tuple[Lines, Lines]:
    return (lines[:2], [expired(line["custom_id"]) for line in lines[2:]]) if number == 0 else (lines, [])


def rows_missing(number: int, lines: Lines) -> tuple[Lines, Lines]:
    return (lines[:2], []) if number == 0 else (lines, [])


def twice_and_garbage(number: int, lines: Lines) -> tuple[Lines, Lines]:
    return ([lines[0], "{torn", lines[0], '{"custom_id": 7}', done("nobody", "{}"), *lines[1:], "[]"], [])


def an_error_row(number: int, lines: Lines) -> tuple[Lines, Lines]:
    if number:
        return lines, []
    return lines[1:], [refused(lines[0]["custom_id"], 500, "server error")]


@pytest.mark.parametrize("spoil", [shuffled, part_expired, rows_missing, twice_and_garbage, an_error_row])
def test_rows_out_of_order_missing_expired_or_torn_cost_no_record_and_no_second_payment(tmp_path, spoil):
    first = "expired" if spoil is part_expired else "completed"
    with provider(Provider(good, spoil=spoil, ends=lambda number: "completed" if number else first)) as running:
        made = run(running, tmp_path)
    assert made.exit_code == 0, made.stderr
    assert sorted(sources(tmp_path / "r.jsonl")) == names(6)
    running.paid.pop("nobody", None)
    assert {count for key, count in running.paid.items()} <= {1} if spoil is not twice_and_garbage else True
    assert len(running.requests) == (2 if spoil in (part_expired, rows_missing, an_error_row) else 1)


def test_a_question_that_is_never_answered_goes_out_three_times_and_is_tried_again_by_the_next_command(tmp_path):
    lost: list[str] = []

    def spoil(number: int, lines: Lines) -> tuple[Lines, Lines]:
        lost[:] = lost or [lines[0]["custom_id"]]
        return [line for line in lines if line["custom_id"] not in lost], []

    with provider(Provider(good, spoil=spoil)) as running:
        made = run(running, tmp_path)
        assert made.exit_code == 5
        assert len(running.requests) == 3
        (failure,) = rows(tmp_path / "r.failures.jsonl")
        assert (failure["reason"], failure["again"], failure["attempts"]) == ("outage", True, 3)
        running.spoil = lambda number, lines: (lines, [])
        assert run(running, tmp_path).exit_code == 0
    assert sorted(sources(tmp_path / "r.jsonl")) == names(6)
    assert rows(tmp_path / "r.failures.jsonl") == []


def test_refusals_and_cut_off_answers_are_failures_and_never_kept(tmp_path):
    def answer(request):
        text = json.dumps(request["body"], ensure_ascii=False)
        if "Number 3." in text:
            return done(request["custom_id"], "", refusal="I would rather not.")
        return done(request["custom_id"], '{"inc', finish="length") if "Number 4." in text else good(request)

    with provider(Provider(answer)) as running:
        made = run(running, tmp_path)
        assert made.exit_code == 1
        assert sorted(row["reason"] for row in rows(tmp_path / "r.failures.jsonl")) == ["refusal", "truncated"]
        assert all(row["input_tokens"] == 100 for row in rows(tmp_path / "r.failures.jsonl"))
        again = run(running, tmp_path)
        assert "2 failed before" in again.stderr
        assert len(running.requests) == 1, "what is refused is not sent out again by itself"
        running.answer = good
        assert run(running, tmp_path, "--retry-failed").exit_code == 0
    assert sorted(sources(tmp_path / "r.jsonl")) == names(6)


def test_refused_facts_go_back_in_a_round_of_their_own(tmp_path):
    with provider(Provider(lambda request: done(request["custom_id"], LIE))) as running:
        made = run(running, tmp_path, many=3)
    assert made.exit_code == 0, made.stderr
    assert len(running.requests) >= 2
    assert {len(asked["body"]["messages"]) for asked in running.requests[1]} == {4}


def test_how_a_model_wants_to_be_asked_is_learnt_from_the_rows_too(tmp_path):
    def answer(request):
        if "max_tokens" in request["body"] and request["custom_id"] != "live":
            return refused(request["custom_id"], 400, "Unsupported parameter: use max_completion_tokens instead")
        return good(request)

    with provider(Provider(answer, spoil=lambda n, lines: ([x for x in lines if x["response"]["status_code"] == 200],
                                                           [x for x in lines if x["response"]["status_code"] != 200])
                           )) as running:  # fmt: skip
        assert run(running, tmp_path).exit_code == 0
    assert len(running.requests) == 2
    assert all("max_completion_tokens" in asked["body"] for asked in running.requests[1])


def test_more_than_a_file_holds_goes_out_in_several(tmp_path, monkeypatch):
    monkeypatch.setattr("sahelsum.batching.provider.gate.REQUESTS", 2)
    with provider(Provider(good)) as running:
        assert run(running, tmp_path).exit_code == 0
    assert sorted(len(asked) for asked in running.requests) == [1, 2, 2]


def test_an_account_that_is_full_gets_smaller_batches(tmp_path):
    full = [{"code": "token_limit_exceeded", "message": "Enqueued token limit reached", "line": "", "param": ""}]
    with provider(Provider(good, ends=lambda number: "completed" if number else "failed",
                           errors=lambda number: [] if number else full,
                           spoil=lambda number, lines: (lines if number else [], []))) as running:  # fmt: skip
        made = run(running, tmp_path)
    assert made.exit_code == 0, made.stderr
    assert "failed, 0 answers, 5 missing (Enqueued token limit reached)" in made.stderr


def test_no_wait_leaves_and_the_same_command_collects(tmp_path):
    with provider(Provider(good, slow=4)) as running:
        sent = run(running, tmp_path, "--no-wait")
        assert sent.exit_code == 0
        assert "5 questions are out in 1 batches; the same command collects the answers." in sent.stderr
        assert "6 inputs: 1 records, 5 waiting for their answers." in sent.stderr
        assert sources(tmp_path / "r.jsonl") == ["n0"]
        looks = dict(running.looks)
        asked = run(running, tmp_path, "--status")
        assert "5 questions out" in asked.stdout
        assert "batch-0  in_progress  5 of 5 done" in asked.stdout or "in_progress" in asked.stdout
        assert looks != dict(running.looks)
        assert run(running, tmp_path).exit_code == 0
        told = run(running, tmp_path, "--status")
    assert "5 questions answered" in told.stdout
    assert sorted(sources(tmp_path / "r.jsonl")) == names(6)
    assert len(running.requests) == 1


def test_the_ceiling_holds_over_commands_and_says_so(tmp_path):
    with provider(Provider(good)) as running:
        none = run(running, tmp_path, "--max-cost", "0.01")
        assert none.exit_code == 5
        assert "could pass the ceiling of $0.01" in none.stderr
        assert (running.live, running.requests) == ([], [])
        running.answer = dear
        made = run(running, tmp_path, "--max-cost", "0.2")
        assert made.exit_code == 5
        assert 1 <= len(sources(tmp_path / "r.jsonl")) < 6
        assert (1 + sum(map(len, running.requests))) * 0.06 <= 0.2
        assert "could pass the ceiling" in run(running, tmp_path, "--max-cost", "0.2").stderr
        assert run(running, tmp_path).exit_code == 0
    assert sorted(sources(tmp_path / "r.jsonl")) == names(6)
    assert set(running.paid.values()) == {1}


def test_an_unknown_price_needs_to_be_given_where_there_is_a_ceiling(tmp_path):
    made = batch(articles(tmp_path, 2), "-o", tmp_path / "r.jsonl",
                 *model("http://127.0.0.1:9/v1", tmp_path, "--via", "openai-batch", "--max-cost", "1"))  # fmt: skip
    assert made.exit_code == 1
    assert "--price IN,OUT" in made.stderr


def test_a_provider_that_is_busy_is_waited_for_and_one_without_batches_is_named(tmp_path):
    with provider(Provider(good, busy={"files": 2, "batches": 1, "retrieve": 2, "content": 1})) as running:
        assert run(running, tmp_path).exit_code == 0
    with provider(Provider(good)) as running:
        running.url = running.url.replace("/v1", "/nowhere/v1")
    made = batch(tmp_path / "in.jsonl", "-o", tmp_path / "x.jsonl", "--model", "openai/tiny", "--base-url", running.url,
                 "--cache-dir", tmp_path / "c2", "--via", "openai-batch", "--retry-budget", "1")  # fmt: skip
    assert made.exit_code == 5
    assert "run" in made.stderr


@pytest.mark.parametrize("call", ["files", "batches", "retrieve", "content"])
@pytest.mark.parametrize("seed", range(2))
def test_kill_9_at_any_call_loses_no_record_and_pays_for_none_twice(tmp_path, host, call, seed):
    struck: list[float] = []

    def holds(name: str) -> float:
        if name == call and not struck:
            struck.append(time.monotonic())
            return 0.6
        return 0.0

    with provider(Provider(good, holds=holds, slow=2)) as running:
        arguments = ["batch", articles(tmp_path, 6), "-o", tmp_path / "r.jsonl",
                     *model(running.url, tmp_path, "--via", "openai-batch", "--price", "1,10")]  # fmt: skip
        pid, told = host.start(*arguments)
        until = time.monotonic() + 60
        while not struck and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(0.2 * seed)
        os.kill(pid, signal.SIGKILL)
        assert host.wait(told) == -signal.SIGKILL
        running.holds = lambda name: 0.0
        made = run(running, tmp_path)
        assert made.exit_code == 0, made.stderr
    assert sorted(sources(tmp_path / "r.jsonl")) == names(6)
    assert set(running.paid.values()) == {1}


def test_ctrl_c_leaves_what_is_out_and_says_so(tmp_path, host):
    with provider(Provider(good, slow=10_000)) as running:
        arguments = ["batch", articles(tmp_path, 4), "-o", tmp_path / "r.jsonl",
                     *model(running.url, tmp_path, "--via", "openai-batch")]  # fmt: skip
        pid, told = host.start(*arguments)
        until = time.monotonic() + 60
        while not running.batches and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(0.3)
        os.kill(pid, signal.SIGINT)
        assert host.wait(told) == 130
        assert "the same command collects it" in told.read_text()
        running.slow = 1
        assert run(running, tmp_path, many=4).exit_code == 0
    assert set(running.paid.values()) == {1}


def test_two_runs_do_not_wait_for_the_same_batches(tmp_path):
    (tmp_path / "r.batches").mkdir()
    state = State(tmp_path / "r.batches")
    with provider(Provider(good)) as running:
        made = run(running, tmp_path)
    state.close()
    assert made.exit_code == 1
    assert "another run waits for the batches in" in made.stderr


def test_what_does_not_go_together_is_wrong_usage(tmp_path):
    file = articles(tmp_path, 1)
    assert batch(file, "-o", tmp_path / "r.jsonl", "--via", "openai-batch").exit_code == 2
    assert batch(file, "-o", tmp_path / "r.jsonl", "--no-wait").exit_code == 2
    assert batch("-", "-o", tmp_path / "r.jsonl", "--model", "openai/x", "--via", "openai-batch").exit_code == 2


def test_a_dry_run_counts_files_and_half_the_price(tmp_path):
    file = articles(tmp_path, 4)
    live = batch(file, "-o", tmp_path / "r.jsonl", "--model", "openai/gpt-5-mini", "--dry-run", "--cache-dir", tmp_path)
    half = batch(file, "-o", tmp_path / "r.jsonl", "--model", "openai/gpt-5-mini", "--dry-run", "--cache-dir", tmp_path,
                 "--via", "openai-batch")  # fmt: skip
    assert "1  files of questions" in half.stdout

    def dollars(said: str) -> float:
        return float(next(line.split()[0] for line in said.splitlines() if "US dollars" in line))

    assert dollars(half.stdout) == pytest.approx(dollars(live.stdout) / 2, abs=0.01)


def test_the_manifest_counts_what_the_batches_took(tmp_path):
    with provider(Provider(good)) as running:
        assert run(running, tmp_path).exit_code == 0
    last = manifest(tmp_path / "r.jsonl")["runs"][-1]
    assert (last["requests"], last["input_tokens"], last["output_tokens"]) == (6, 600, 120)
    assert last["cost_usd"] == pytest.approx(6 * (100 * 1 + 20 * 10) / 1e6)


@pytest.mark.parametrize("line", ["", "null", "[]", "{}", '{"custom_id": null}', "\x00", '"custom_id"', "7"])
def test_a_line_that_is_no_row_is_passed_over(line):
    assert row_of(line) is None
