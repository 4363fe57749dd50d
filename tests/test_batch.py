"""`sahelsum batch` from end to end: nothing lost, nothing paid twice, whatever is done to it."""

from __future__ import annotations

import json
import os
import pty
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from batch_host import ROOT, Host
from loopback import Script, endpoint, fails, says
from test_model import DRAFT, KEY, LIE, TEXT
from typer.testing import CliRunner, Result

import sahelsum
from sahelsum.batching.failure import Spent, failure_of
from sahelsum.batching.items import Item
from sahelsum.batching.journal import Journal, OnChange
from sahelsum.batching.lines import Lines
from sahelsum.cli.app import app
from sahelsum.errors import OutputError, StopError, TruncatedError
from sahelsum.record import Record

ARABIC = "قتل مسلحون ثلاثة جنود قرب غوسي يوم الثلاثاء، حسب ما أعلن الجيش المالي في بيان."


@pytest.fixture(autouse=True)
def _key(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    for name in ("SAHELSUM_DATA", "SAHELSUM_MODEL", "SAHELSUM_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def host(tmp_path_factory) -> Iterator[Host]:
    os.environ["OPENAI_API_KEY"] = KEY
    running = Host(tmp_path_factory.mktemp("host"))
    yield running
    running.close()


def articles(folder: Path, count: int) -> Path:
    """A table of so many articles, each another one."""
    file = folder / "in.jsonl"
    rows = ({"text": f"{TEXT} Number {number}.", "id": f"n{number}"} for number in range(count))
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return file


def batch(*arguments: object, text: str | None = None) -> Result:
    return CliRunner().invoke(app, ["batch", *map(str, arguments)], prog_name="sahelsum", input=text)


def model(script: Script | str, folder: Path, *more: object) -> list[object]:
    """Options for a model at a loopback endpoint."""
    url = script if isinstance(script, str) else script.url
    return ["--model", "openai/tiny", "--base-url", url, "--cache-dir", folder / "cache", *more]


def rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def sources(file: Path) -> list[str]:
    """Of the records, each of which is one."""
    return [Record.model_validate_json(line).article.source for line in file.read_bytes().splitlines()]


def manifest(output: Path) -> dict[str, Any]:
    return json.loads(output.with_name(f"{output.stem}.manifest.json").read_text(encoding="utf-8"))


def failures(output: Path) -> list[dict[str, Any]]:
    return rows(output.with_name(f"{output.stem}.failures.jsonl"))


def of_article(body: dict[str, Any]) -> str:
    """Which article a request is about."""
    return next(word for word in body["messages"][1]["content"].split("Number ")[1:]).split(".")[0]


# -- records and failures -------------------------------------------------------------------------------------


def test_every_input_ends_as_a_record_or_as_a_failure_with_its_reason(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.7 and so on")
    (tmp_path / "c.txt").write_text(ARABIC, encoding="utf-8")
    (tmp_path / "d.txt").write_text(TEXT, encoding="utf-8")
    shown = batch(tmp_path / "a.txt", tmp_path, tmp_path / "nix.txt", "-o", tmp_path / "r.jsonl")
    assert shown.exit_code == 1
    assert sources(tmp_path / "r.jsonl") == [str(tmp_path / "a.txt")]
    told = {(Path(row["input"]).name, row["stage"], row["reason"]) for row in failures(tmp_path / "r.jsonl")}
    assert told == {("b.txt", "read", "input"), ("c.txt", "language", "language"), ("nix.txt", "read", "input")}
    assert "is a PDF document, not text" in shown.stderr
    assert "6 inputs: 1 records, 3 failed, 1 duplicates, 1 done before." in shown.stderr
    assert f"{tmp_path / 'd.txt'} is {tmp_path / 'a.txt'}" in shown.stderr
    (run,) = manifest(tmp_path / "r.jsonl")["runs"]
    assert (run["inputs"], run["new"], run["failed"], run["duplicate"], run["reasons"]) == (
        6, 1, 3, 1, {"input": 2, "language": 1}
    )  # fmt: skip
    assert shown.stdout == ""


def test_a_record_is_that_of_summarise(tmp_path):
    file = ROOT / "evals" / "articles" / "en11-ivory-coast-gendarmerie.txt"
    assert batch(file, "-o", tmp_path / "r.jsonl", "--quiet").exit_code == 0
    (line,) = (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()
    assert Record.model_validate_json(line) == sahelsum.summarise(file)


def test_a_dispatch_in_two_outlets_is_two_articles_and_under_two_addresses_one(tmp_path):
    table = tmp_path / "x.jsonl"
    pairs = [("Studio A", "u1"), ("Studio B", "u2"), ("Studio A", "u3")]
    table.write_text("".join(json.dumps({"text": TEXT, "publisher": who, "url": url}) + "\n" for who, url in pairs))
    shown = batch(table, "-o", tmp_path / "r.jsonl")
    assert sources(tmp_path / "r.jsonl") == ["u1", "u2"]
    assert "1 duplicates" in shown.stderr


def test_the_same_text_in_another_encoding_is_a_duplicate(tmp_path):
    text = "L’armée a tué trois « terroristes » près de Gossi mardi, selon l’état-major de l’armée malienne."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(text.encode("cp1252"))
    for workers in ("1", "2"):
        output = tmp_path / f"r{workers}.jsonl"
        shown = batch(tmp_path / "a.txt", tmp_path / "b.txt", "-o", output, "--workers", workers)
        assert (len(rows(output)), "1 duplicates" in shown.stderr) == (1, True)


def test_the_text_is_left_out_where_that_is_asked_for(tmp_path):
    batch(articles(tmp_path, 2), "-o", tmp_path / "r.jsonl", "--no-text")
    assert [row["article"]["text"] for row in rows(tmp_path / "r.jsonl")] == [None, None]


def test_standard_input_and_columns(tmp_path):
    sent = json.dumps({"corps": TEXT, "nr": 5})
    shown = batch("-", "-o", tmp_path / "r.jsonl", "--column", "text=corps", "--column", "id=nr", text=sent)
    assert (shown.exit_code, sources(tmp_path / "r.jsonl")) == (0, ["5"])


@pytest.mark.parametrize(("arguments", "told"), [
    (["x.txt", "-o", "r.jsonl", "--column", "date=x"], "is not FIELD=NAME"),
    (["x.txt"], "--output"),
    (["-", "-", "-o", "r.jsonl"], "only once"),
    (["x.txt", "-o", "r.jsonl", "--price", "1"], "two prices"),
])  # fmt: skip
def test_wrong_usage(tmp_path, monkeypatch, arguments, told):
    monkeypatch.chdir(tmp_path)
    shown = batch(*arguments)
    assert (shown.exit_code, told in shown.stderr) == (2, True), shown.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_bug_met_in_one_article_costs_no_other_and_quotes_nothing(tmp_path, monkeypatch):
    from sahelsum import pipeline

    reads = pipeline.summarise

    def stumbling(article, **more):
        if "Number 1." in article.text:
            raise RuntimeError(f"{article.text} {KEY}")
        return reads(article, **more)

    monkeypatch.setattr("sahelsum.pipeline.summarise", stumbling)
    shown = batch(articles(tmp_path, 3), "-o", tmp_path / "r.jsonl")
    assert (shown.exit_code, sources(tmp_path / "r.jsonl")) == (3, ["n0", "n2"])
    (failure,) = failures(tmp_path / "r.jsonl")
    assert (failure["stage"], "RuntimeError at test_batch.py" in failure["message"]) == ("bug", False)
    assert "RuntimeError at" in failure["message"]
    assert "Gunmen" not in json.dumps(failure) + shown.output
    assert KEY not in json.dumps(failure) + shown.output


# -- going on -------------------------------------------------------------------------------------------------


def test_a_second_run_goes_on_where_the_first_stopped(tmp_path):
    output = tmp_path / "r.jsonl"
    with endpoint(says(DRAFT)) as script:
        batch(articles(tmp_path, 3), "-o", output, *model(script, tmp_path))
        shown = batch(articles(tmp_path, 5), "-o", output, *model(script, tmp_path))
        batch(articles(tmp_path, 5), "-o", output, *model(script, tmp_path))
    assert len(script.seen) == 5
    assert sorted(sources(output)) == [f"n{number}" for number in range(5)]
    assert "5 inputs: 2 records, 3 done before." in shown.stderr
    assert len(manifest(output)["runs"]) == 3


def test_without_its_index_a_run_goes_on_all_the_same(tmp_path):
    output = tmp_path / "r.jsonl"
    (tmp_path / "bad.txt").write_bytes(b"%PDF-")
    with endpoint(says(DRAFT)) as script:
        given = [articles(tmp_path, 3), tmp_path / "bad.txt", "-o", output, *model(script, tmp_path)]
        batch(*given)
        before = output.read_bytes()
        (tmp_path / "r.index.sqlite").unlink()
        shown = batch(*given)
        (tmp_path / "r.index.sqlite").write_bytes(b"no database at all, but longer than a header of one" * 50)
        damaged = batch(*given)
    told = "4 inputs: 0 records, 3 done before, 1 failed before"
    assert (told in shown.stderr, told in damaged.stderr) == (True, True), shown.stderr + damaged.stderr
    assert (output.read_bytes(), len(script.seen)) == (before, 3)


def test_records_that_somebody_takes_out_are_made_again_from_kept_answers(tmp_path):
    output = tmp_path / "r.jsonl"
    with endpoint(says(DRAFT)) as script:
        batch(articles(tmp_path, 3), "-o", output, *model(script, tmp_path))
        first, *others = output.read_bytes().splitlines(keepends=True)
        output.write_bytes(b"".join(others))
        shown = batch(articles(tmp_path, 3), "-o", output, *model(script, tmp_path))
    assert (len(script.seen), "1 records (1 of kept answers), 2 done before" in shown.stderr) == (3, True), shown.stderr
    assert sorted(rows(output), key=str) != []
    assert sorted(sources(output)) == ["n0", "n1", "n2"]
    assert Record.model_validate_json(first) in [Record.model_validate(row) for row in rows(output)]


@pytest.mark.parametrize("cut", [1, 30, -1])
def test_a_torn_last_line_is_mended(tmp_path, cut):
    output = tmp_path / "r.jsonl"
    with endpoint(says(DRAFT)) as script:
        batch(articles(tmp_path, 3), "-o", output, *model(script, tmp_path))
        whole = output.read_bytes()
        output.write_bytes(whole[:-cut] if cut > 0 else whole + b'{"schema_version": "1", "art')
        batch(articles(tmp_path, 3), "-o", output, *model(script, tmp_path))
    assert sorted(sources(output)) == ["n0", "n1", "n2"]
    assert len(script.seen) == 3
    if cut in (1, -1):
        assert output.read_bytes() == whole, "nothing that was whole is made again"


def test_output_of_summarise_can_be_gone_on_with(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    made = CliRunner().invoke(app, ["summarise", str(tmp_path / "a.txt"), "-o", str(tmp_path / "r.jsonl")])
    assert made.exit_code == 0
    shown = batch(tmp_path / "a.txt", articles(tmp_path, 1), "-o", tmp_path / "r.jsonl")
    assert "2 inputs: 1 records, 1 done before." in shown.stderr


def test_a_file_of_something_else_is_not_added_to(tmp_path):
    output = tmp_path / "r.jsonl"
    for content in ("My article.\n", '{"a": 1}\n'):
        output.write_text(content)
        shown = batch(articles(tmp_path, 1), "-o", output)
        assert (shown.exit_code, "is no file of records" in shown.stderr) == (1, True)
        assert output.read_text() == content


# -- changes --------------------------------------------------------------------------------------------------


def test_another_reader_is_noticed_and_never_mixed(tmp_path):
    output = tmp_path / "r.jsonl"
    with endpoint(says(DRAFT)) as script:
        batch(articles(tmp_path, 2), "-o", output)
        before = output.read_bytes()
        shown = batch(articles(tmp_path, 2), "-o", output, *model(script, tmp_path))
        assert (shown.exit_code, output.read_bytes(), script.seen) == (1, before, [])
        assert "reader is openai/tiny and was rules" in shown.stderr
        anew = batch(articles(tmp_path, 2), "-o", output, *model(script, tmp_path), "--on-change", "new")
    assert (anew.exit_code, (tmp_path / "r.old-1.jsonl").read_bytes()) == (0, before)
    assert {row["provenance"]["model"] for row in rows(output)} == {"openai/tiny"}
    assert "r.old-1.jsonl" in anew.stderr


def test_a_changed_prompt_is_noticed_even_without_the_manifest(tmp_path):
    output, mine = tmp_path / "r.jsonl", tmp_path / "mine.md"
    shipped = CliRunner().invoke(app, ["prompt", "show", "incident"]).stdout
    mine.write_text(shipped, encoding="utf-8")
    with endpoint(says(DRAFT)) as script:
        given = [articles(tmp_path, 1), "-o", output, *model(script, tmp_path, "--prompt", mine)]
        batch(*given)
        mine.write_text(shipped.replace("<!-- system -->", "<!-- system -->\nBe brief."), encoding="utf-8")
        assert batch(*given).exit_code == 1
        (tmp_path / "r.manifest.json").unlink()
        shown = batch(*given)
    assert (shown.exit_code, "prompt is " in shown.stderr, len(script.seen)) == (1, True, 1)


@pytest.mark.parametrize("more", [["--no-text"], ["--published", "2021-03-02"]])
def test_other_settings_that_change_records_are_noticed(tmp_path, more):
    output = tmp_path / "r.jsonl"
    batch(articles(tmp_path, 1), "-o", output)
    assert batch(articles(tmp_path, 1), "-o", output, *more).exit_code == 1
    assert batch(articles(tmp_path, 1), "-o", output, "--workers", "2").exit_code == 0


def test_records_taken_away_begin_a_new_output(tmp_path):
    output = tmp_path / "r.jsonl"
    (tmp_path / "bad.txt").write_bytes(b"%PDF-")
    batch(articles(tmp_path, 1), tmp_path / "bad.txt", "-o", output)
    output.unlink()
    with endpoint(says(DRAFT)) as script:
        shown = batch(articles(tmp_path, 1), tmp_path / "bad.txt", "-o", output, *model(script, tmp_path))
    assert "2 inputs: 1 records, 1 failed." in shown.stderr


# -- failures of a model --------------------------------------------------------------------------------------


def test_a_failure_says_what_was_spent_and_where_the_answer_is(tmp_path):
    def reply(body: dict[str, Any]) -> dict[str, Any]:
        return {
            "0": says(None, refusal="I cannot."), "1": says("No idea."), "2": says(DRAFT[:40], finish="length"),
            "3": fails(400, "no such thing"), "4": says(DRAFT),
        }[of_article(body)]  # fmt: skip

    output = tmp_path / "r.jsonl"
    with endpoint(reply) as script:
        shown = batch(articles(tmp_path, 5), "-o", output, *model(script, tmp_path, "--price", "1,10"))
    found = {row["source"]: row for row in failures(output)}
    assert shown.exit_code == 1
    assert {source: row["reason"] for source, row in found.items()} == {
        "n0": "refusal", "n1": "answer", "n2": "truncated", "n3": "model"
    }  # fmt: skip
    assert {row["stage"] for row in found.values()} == {"ask"}
    assert [found[name]["attempts"] for name in ("n0", "n1", "n2", "n3")] == [1, 2, 1, 1]
    assert [found[name]["input_tokens"] for name in ("n0", "n1", "n2", "n3")] == [100, 200, 100, 0]
    assert found["n1"]["cost_usd"] == pytest.approx((200 * 1 + 40 * 10) / 1e6)
    with sqlite3.connect(tmp_path / "cache" / "answers.sqlite") as database:
        keys = {key for (key,) in database.execute("SELECT key FROM answers")}
    assert found["n1"]["answer"] in keys
    assert [found[name]["answer"] for name in ("n0", "n2", "n3")] == [None] * 3
    assert sources(output) == ["n4"]
    assert "tokens in" in shown.stderr


def test_failed_inputs_are_left_until_they_are_asked_for_again(tmp_path):
    output, answers = tmp_path / "r.jsonl", {"0": says(None, refusal="No.")}
    with endpoint(lambda body: answers.get(of_article(body), says(DRAFT))) as script:
        given = [articles(tmp_path, 2), "-o", output, *model(script, tmp_path)]
        batch(*given)
        again = batch(*given)
        assert (again.exit_code, len(script.seen), "1 failed before" in again.stderr) == (0, 2, True)
        still = batch(*given, "--retry-failed")
        assert (still.exit_code, len(script.seen), len(failures(output))) == (1, 3, 1)
        answers.clear()
        assert batch(*given, "--retry-failed").exit_code == 0
    assert (sorted(sources(output)), failures(output)) == (["n0", "n1"], [])


def test_an_article_that_has_been_put_right_is_no_failure_any_more(tmp_path):
    output, file = tmp_path / "r.jsonl", tmp_path / "a.txt"
    batch(file, "-o", output)
    assert len(failures(output)) == 1
    file.write_text(TEXT, encoding="utf-8")
    assert batch(file, "-o", output).exit_code == 0
    assert (sources(output), failures(output)) == ([str(file)], [])


def test_with_kept_answers_alone_what_is_missing_is_told_and_asked_for_next_time(tmp_path):
    output = tmp_path / "r.jsonl"
    with endpoint(says(DRAFT)) as script:
        batch(articles(tmp_path, 1), "-o", output, *model(script, tmp_path))
        only = batch(articles(tmp_path, 2), "-o", output, *model(script, tmp_path, "--cache", "only"))
        assert (only.exit_code, failures(output)[0]["reason"], failures(output)[0]["again"]) == (4, "cache_miss", True)
        batch(articles(tmp_path, 2), "-o", output, *model(script, tmp_path))
    assert (sorted(sources(output)), failures(output), len(script.seen)) == (["n0", "n1"], [], 2)


# -- money ----------------------------------------------------------------------------------------------------


def test_a_ceiling_needs_a_price(tmp_path):
    with endpoint(says(DRAFT)) as script:
        shown = batch(articles(tmp_path, 1), "-o", tmp_path / "r.jsonl", *model(script, tmp_path, "--max-cost", "1"))
    assert (shown.exit_code, script.seen, "--price IN,OUT" in shown.stderr) == (1, [], True)


def test_a_ceiling_stops_the_run_and_the_next_one_goes_on(tmp_path):
    """An answer costs 30 cents, a question is at first thought to cost 40."""
    output, reply = tmp_path / "r.jsonl", says(DRAFT)
    reply["body"] = reply["body"].replace('"completion_tokens": 20', '"completion_tokens": 3000')
    with endpoint(reply) as script:
        money = ["--price", "0,100", "--max-cost", "5", "--concurrency", "2"]
        given = [articles(tmp_path, 60), "-o", output, *model(script, tmp_path, *money)]
        first = batch(*given)
        asked = len(script.seen)
        assert first.exit_code == 5, first.stderr
        assert "ceiling of $5" in first.stderr
        assert 14 <= asked <= 16
        (run,) = manifest(output)["runs"]
        assert run["cost_usd"] == pytest.approx(0.3 * asked)
        assert (len(sources(output)), failures(output)) == (asked, [])
        batch(*given[:-2], "--concurrency", "2", "--max-cost", "1000")
    assert (len(script.seen), len(sources(output))) == (60, 60)


def test_what_is_sent_back_waits_for_the_next_run_where_the_ceiling_is_reached(tmp_path):
    """The first answer is kept; a record without its second one would be final."""
    output, replies = tmp_path / "r.jsonl", lambda body: says(LIE if len(body["messages"]) == 2 else DRAFT)
    with endpoint(replies) as script:
        money = ["--price", "0,1000", "--max-cost", "4.01"]
        stopped = batch(articles(tmp_path, 1), "-o", output, *model(script, tmp_path, *money))
        assert (stopped.exit_code, rows(output), len(script.seen)) == (5, [], 1)
        batch(articles(tmp_path, 1), "-o", output, *model(script, tmp_path))
    assert (len(script.seen), len(rows(output))) == (2, 1)


def test_a_dry_run_counts_and_prices_and_touches_nothing(tmp_path):
    output = tmp_path / "r.jsonl"
    table = articles(tmp_path, 4)
    table.write_text(table.read_text() + table.read_text().splitlines()[0].replace("n0", "n9") + "\n{}\n")
    with endpoint(says(DRAFT)) as script:
        plan = batch(table, "-o", output, *model(script, tmp_path, "--dry-run", "--price", "1,10"))
        assert (plan.exit_code, len(script.seen), output.exists()) == (0, 0, False)
        told = {name: int(count.replace(",", "")) for count, name in
                (line.strip().split("  ", 1) for line in plan.stdout.splitlines()[:4])}  # fmt: skip
        assert told == {"inputs": 6, "duplicates": 1, "cannot be read": 1, "questions to ask": 4}
        assert "a guess: none is kept yet" in plan.stdout
        assert "US dollars" in plan.stdout
        assert "the price is not known" in batch(table, "-o", output, *model(script, tmp_path, "--dry-run")).stdout
        batch(table, "-o", output, *model(script, tmp_path))
        again = batch(table, "-o", tmp_path / "new.jsonl", *model(script, tmp_path, "--dry-run", "--price", "1,10"))
        done = batch(table, "-o", output, *model(script, tmp_path, "--dry-run"))
    assert "4  answers kept" in again.stdout
    assert "0.00  US dollars: nothing is asked for" in again.stdout
    assert "as the 4 kept answers" in again.stdout
    assert ("5  done before" in done.stdout, "1  failed before" in done.stdout) == (True, True)
    assert "for the rules to read" in batch(table, "-o", tmp_path / "x.jsonl", "--dry-run").stdout


def test_a_dry_run_needs_no_key(tmp_path, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY")
    shown = batch(articles(tmp_path, 1), "-o", tmp_path / "r.jsonl", "--model", "openai/gpt-4o-mini", "--dry-run",
                  "--cache-dir", tmp_path / "cache")  # fmt: skip
    assert (shown.exit_code, "US dollars" in shown.stdout) == (0, True), shown.output


# -- what happens to a run ------------------------------------------------------------------------------------


def test_killed_at_ten_random_moments_nothing_is_lost_or_doubled(tmp_path, host):
    output, dice, count, at_once = tmp_path / "r.jsonl", random.Random(5), 60, 4
    with endpoint(says(DRAFT) | {"after": 0.04}) as script:
        given = ["batch", articles(tmp_path, count), "-o", output, "--concurrency", at_once, *model(script, tmp_path)]
        kills = 0
        for _ in range(10):
            pid, told = host.start(*given)
            time.sleep(dice.uniform(0.05, 0.35))
            if not told.with_suffix(".code").exists():
                os.kill(pid, signal.SIGKILL)
            kills += host.wait(told) == -signal.SIGKILL
        _, told = host.start(*given)
        assert host.wait(told) == 0, told.read_text()
    assert kills >= 5
    assert sorted(sources(output)) == sorted(f"n{number}" for number in range(count))
    asked = Counter(map(of_article, script.seen))
    assert len(asked) == count
    assert len(script.seen) - count <= kills * at_once, "what was in flight alone is paid again"


def test_ctrl_c_once_waits_for_what_was_asked_and_loses_nothing(tmp_path, host):
    output = tmp_path / "r.jsonl"
    with endpoint(says(DRAFT) | {"after": 0.8}) as script:
        given = ["batch", articles(tmp_path, 20), "-o", output, "--concurrency", 3, *model(script, tmp_path)]
        pid, told = host.start(*given)
        _until(lambda: len(script.seen) >= 3)
        os.kill(pid, signal.SIGINT)
        assert host.wait(told) == 130, told.read_text()
    assert (len(script.seen), len(sources(output))) == (3, 3)
    assert "Ctrl-C again ends at once" in told.read_text()
    assert failures(output) == []


def test_ctrl_c_twice_ends_at_once(tmp_path, host):
    with endpoint(says(DRAFT) | {"after": 20}) as script:
        given = ["batch", articles(tmp_path, 5), "-o", tmp_path / "r.jsonl", *model(script, tmp_path)]
        pid, told = host.start(*given)
        _until(lambda: len(script.seen) >= 5)
        os.kill(pid, signal.SIGINT)
        _until(lambda: "again" in told.read_text())
        os.kill(pid, signal.SIGINT)
        begin = time.monotonic()
        assert host.wait(told) == 130, told.read_text()
        assert time.monotonic() - begin < 5
    assert "Traceback" not in told.read_text()


def _until(is_so: Callable[[], bool], seconds: float = 20.0) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "it never came to that"
        time.sleep(0.01)


def test_a_second_run_on_one_output_is_refused_and_a_crash_leaves_no_lock(tmp_path, host):
    output = tmp_path / "r.jsonl"
    with endpoint(says(DRAFT) | {"after": 20}) as script:
        given = [articles(tmp_path, 2), "-o", output, *model(script, tmp_path)]
        pid, told = host.start("batch", *given)
        _until(lambda: len(script.seen) >= 2)
        refused = batch(*given)
        assert (refused.exit_code, "another run is writing to" in refused.stderr) == (1, True), refused.stderr
        os.kill(pid, signal.SIGKILL)
        host.wait(told)
        script.steps = [says(DRAFT)]
        assert batch(*given).exit_code == 0
    assert len(sources(output)) == 2


@pytest.mark.parametrize("workers", [1, 2])
def test_a_full_disk_is_one_sentence_and_loses_nothing_finished(tmp_path, workers):
    """A limit on the size of a file stands for the disk: a write of it comes back short, or fails."""
    output = tmp_path / "r.jsonl"
    count = 150
    command = [sys.executable, "-m", "sahelsum", "batch", str(articles(tmp_path, count)), "-o", str(output), "--quiet",
               "--workers", str(workers)]  # fmt: skip
    limit = 500_000
    full = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip
    assert full.returncode == 1, full.stderr
    assert "cannot be written" in full.stderr
    assert "Traceback" not in full.stderr
    kept = sources(output)
    assert 10 < len(kept) < count
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert sources(output)[: len(kept)] == kept
    assert sorted(sources(output)) == sorted(f"n{number}" for number in range(count))


def test_a_line_that_the_disk_takes_in_part_is_taken_back(tmp_path, monkeypatch):
    lines = Lines(tmp_path / "x.jsonl")
    lines.add(b"one\n")
    writes = iter([4, OSError(28, "No space left on device")])

    def short(handle: int, data: bytes) -> int:
        step = next(writes)
        if isinstance(step, OSError):
            raise step
        return really(handle, data[:step])

    really = os.write
    with monkeypatch.context() as patched:
        patched.setattr("os.write", short)
        with pytest.raises(OutputError, match="No space left"):
            lines.add(b"two and more\n")
    assert lines.add(b"three\n") == 4
    lines.close()
    assert (tmp_path / "x.jsonl").read_bytes() == b"one\nthree\n"


@pytest.mark.parametrize("output", ["no/such/folder/r.jsonl", "."])
def test_an_output_that_cannot_be_written_is_one_sentence(tmp_path, monkeypatch, output):
    monkeypatch.chdir(tmp_path)
    shown = batch(articles(tmp_path, 1), "-o", output)
    assert (shown.exit_code, len(shown.stderr.splitlines())) == (1, 1), shown.stderr


def test_an_endpoint_that_is_out_stops_the_run_and_the_next_one_goes_on(tmp_path):
    output, steps = tmp_path / "r.jsonl", [says(DRAFT)] * 3 + [fails(503)]
    with endpoint(*steps) as script:
        patience = ["--retry-budget", "1.5", "--concurrency", "4"]
        given = [articles(tmp_path, 30), "-o", output, *model(script, tmp_path, *patience)]
        shown = batch(*given)
        assert (shown.exit_code, "the endpoint is out" in shown.stderr) == (5, True), shown.stderr
        assert len(script.seen) < 60
        script.steps = [says(DRAFT)]
        assert batch(*given).exit_code == 0
    assert len(sources(output)) == 30
    assert failures(output) == []


def test_a_key_that_is_not_accepted_stops_at_once(tmp_path):
    with endpoint(fails(401, f"wrong key {KEY}")) as script:
        shown = batch(articles(tmp_path, 50), "-o", tmp_path / "r.jsonl", *model(script, tmp_path))
    assert (shown.exit_code, "does not accept the key" in shown.stderr, KEY in shown.output) == (1, True, False)
    assert len(script.seen) <= 32
    assert failures(tmp_path / "r.jsonl") == []


def test_a_process_that_dies_costs_one_input_alone(tmp_path, monkeypatch):
    from sahelsum.batching import by_rules

    reads = by_rules.read_one

    def deadly(making, item):
        if item.given.id == "n7":
            os._exit(9)
        return reads(making, item)

    monkeypatch.setattr(by_rules, "read_one", deadly)
    monkeypatch.setattr(by_rules.ByRulesInProcesses, "_opened", staticmethod(_forked))
    shown = batch(articles(tmp_path, 20), "-o", tmp_path / "r.jsonl", "--workers", "2")
    assert shown.exit_code == 1, shown.stderr
    assert len(sources(tmp_path / "r.jsonl")) == 19
    (failure,) = failures(tmp_path / "r.jsonl")
    assert (failure["source"], failure["message"]) == ("n7", "the process that read it died.")


def _forked(workers: int, _: str):
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    from sahelsum.workers import settled

    return ProcessPoolExecutor(workers, get_context("fork"), settled)


# -- what is said ---------------------------------------------------------------------------------------------


def test_a_log_for_programs_is_json_lines(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    shown = batch(tmp_path / "a.txt", tmp_path / "b.txt", "nix.txt", "-o", tmp_path / "r.jsonl", "--log-json")
    events = [json.loads(line) for line in shown.stderr.splitlines()]
    assert [event["event"] for event in events] == ["new", "duplicate", "failed", "end"]
    assert events[1]["same_as"] == str(tmp_path / "a.txt")
    assert (events[2]["reason"], events[3]["inputs"], events[3]["stopped"]) == ("input", 3, None)


def test_quiet_is_quiet(tmp_path):
    shown = batch(articles(tmp_path, 2), "-o", tmp_path / "r.jsonl", "--quiet")
    assert shown.output == ""


def test_many_failures_are_told_a_few_times(tmp_path):
    table = tmp_path / "x.jsonl"
    table.write_text("{}\n" * 30)
    told = [line for line in batch(table, "-o", tmp_path / "r.jsonl").stderr.splitlines() if "has no text" in line]
    assert len(told) == 6, "five, and one in the summary"


def test_a_line_now_and_then_says_how_far_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr("sahelsum.cli.batch_progress.LINE_SECONDS", 0.0)
    with endpoint(says(DRAFT)) as script:
        shown = batch(articles(tmp_path, 3), "-o", tmp_path / "r.jsonl",
                      *model(script, tmp_path, "--price", "1,10", "--max-cost", "5"))  # fmt: skip
    lines = [line for line in shown.stderr.splitlines() if " left" in line or " tokens · " in line]
    assert "3 records (0 kept) · 0 failed" in lines[-1]
    assert "of $5" in lines[-1]


def test_a_person_at_a_terminal_sees_a_bar_and_then_the_summary(tmp_path):
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "sahelsum", "batch", str(articles(tmp_path, 40)), "-o", str(tmp_path / "r.jsonl")]
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "120", "LINES": "30"}
    child = subprocess.Popen(command, stderr=theirs, stdout=subprocess.DEVNULL, cwd=ROOT, env=env)
    os.close(theirs)
    seen = b""
    try:
        while chunk := os.read(ours, 65536):
            seen += chunk
    except OSError:
        pass
    os.close(ours)
    assert child.wait() == 0
    drawn, _, told = seen.decode().partition("40 inputs: 40 records.")
    assert "━" in drawn
    assert " records (0 kept) · 0 failed" in drawn
    assert "records: " in told


def test_a_cached_run_imports_no_client(tmp_path):
    with endpoint(says(DRAFT)) as script:
        batch(articles(tmp_path, 2), "-o", tmp_path / "r.jsonl", *model(script, tmp_path))
    given = [*map(str, [articles(tmp_path, 2), "-o", tmp_path / "again.jsonl", *model(script, tmp_path)])]
    code = f"""
import sys
from sahelsum.cli.app import app
try:
    app(["batch", *{given!r}], prog_name="sahelsum")
except SystemExit as error:
    assert error.code == 0
print(*[name for name in ("openai", "instructor") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == []
    assert "2 records (2 of kept answers)" in done.stderr
    assert len(script.seen) == 2


# -- from Python ----------------------------------------------------------------------------------------------


def test_the_library_yields_results_as_they_finish(tmp_path):
    def reply(body: dict[str, Any]) -> dict[str, Any]:
        return says(DRAFT) | {"after": 1.0 if of_article(body) == "0" else 0.0}

    with endpoint(reply) as script:
        found = list(sahelsum.batch([articles(tmp_path, 3)], tmp_path / "r.jsonl", model="openai/tiny", at_once=3,
                                    base_url=script.url, cache_dir=tmp_path / "cache"))  # fmt: skip
    assert [result.status for result in found] == ["new"] * 3
    assert found[-1].record.article.source == "n0"
    assert found[-1].record == Record.model_validate(rows(tmp_path / "r.jsonl")[-1])


def test_whoever_stops_reading_ends_the_run_and_keeps_what_is_finished(tmp_path):
    results = sahelsum.batch([articles(tmp_path, 5)], tmp_path / "r.jsonl")
    assert next(results).record is not None
    results.close()
    assert [result.status for result in sahelsum.batch([articles(tmp_path, 5)], tmp_path / "r.jsonl")].count("new") == 4


def test_the_library_raises_why_a_run_cannot_go_on(tmp_path):
    with endpoint(fails(401)) as script, pytest.raises(StopError, match="does not accept the key"):
        list(sahelsum.batch([articles(tmp_path, 2)], tmp_path / "r.jsonl", model="openai/tiny", base_url=script.url,
                            cache_dir=tmp_path / "cache"))  # fmt: skip
    with pytest.raises(TypeError, match="no setting speed"):
        sahelsum.batch([], tmp_path / "r.jsonl", speed=3)


def test_the_library_says_that_it_cannot_run_inside_a_loop(tmp_path):
    import asyncio

    async def inside() -> None:
        sahelsum.batch([], tmp_path / "r.jsonl")

    with pytest.raises(sahelsum.SahelsumError, match="running event loop"):
        asyncio.run(inside())


# -- the journal alone ----------------------------------------------------------------------------------------


def test_two_journals_of_one_output_are_one_too_many(tmp_path):
    first = Journal(tmp_path / "r.jsonl", {"reader": "rules"})
    with pytest.raises(OutputError, match="another run"):
        Journal(tmp_path / "r.jsonl", {"reader": "rules"})
    first.close()
    Journal(tmp_path / "r.jsonl", {"reader": "rules"}).close()


def test_a_failure_that_stands_is_written_once_whatever_became_of_it(tmp_path):
    journal = Journal(tmp_path / "r.jsonl", {})
    item, other = Item("a", "one"), Item("b", "two")
    for _ in range(3):
        journal.add_failure(failure_of(item, TruncatedError("cut"), Spent(1)))
    journal.add_failure(failure_of(other, TruncatedError("cut"), Spent(1)))
    journal.add_seen(other)
    journal.close()
    assert [row["input"] for row in failures(tmp_path / "r.jsonl")] == ["a"]


def test_two_outputs_whose_names_differ_in_the_suffix_alone_share_nothing(tmp_path):
    for name in ("r.jsonl", "r.json"):
        assert batch(articles(tmp_path, 2), "-o", tmp_path / name).exit_code == 0
        assert len(rows(tmp_path / name)) == 2


def test_the_old_output_is_set_aside_under_a_name_that_nothing_has(tmp_path):
    for number in range(3):
        journal = Journal(tmp_path / "r.jsonl", {"reader": str(number)}, OnChange.new)
        source = {"model": str(number), "prompt": None, "data": "", "sahelsum": ""}
        (tmp_path / "r.jsonl").write_text(json.dumps({"provenance": source}) + "\n")
        journal.close()
    assert {file.name for file in tmp_path.glob("*.jsonl")} >= {"r.jsonl", "r.old-1.jsonl", "r.old-2.jsonl"}
