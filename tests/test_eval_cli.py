"""`sahelsum eval` from end to end: tables, kept runs, comparison, gate and baseline, by their output and exit codes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from gold_records import BY_ID, EVALS, record_of
from typer.testing import CliRunner, Result

import sahelsum
from sahelsum.cli.app import app
from sahelsum.record import Record
from sahelsum.scoring.run import Run

ROOT = EVALS.parent
FEW = ("en01-mali-convoy-ambush", "en12-lome-force-summit", "fr05-abala-total-et-parties", "fr13-abala-depeche")


@pytest.fixture(autouse=True)
def _plain(monkeypatch):
    monkeypatch.delenv("SAHELSUM_DATA", raising=False)
    monkeypatch.chdir(ROOT)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A small folder of gold."""
    folder = tmp_path / "desk"
    for kind, suffix in (("articles", "txt"), ("gold", "json")):
        (folder / kind).mkdir(parents=True)
        for name in FEW:
            shutil.copy(EVALS / kind / f"{name}.{suffix}", folder / kind)
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["eval", *map(str, arguments)], prog_name="sahelsum")


def perfect() -> list[Record]:
    return [record_of(BY_ID[name]) for name in FEW]


def saved(records: list[Record], file: Path) -> Path:
    file.write_text("".join(f"{record.model_dump_json()}\n" for record in records), encoding="utf-8")
    return file


def kept(file: Path) -> Run:
    return Run.model_validate_json(file.read_bytes())


def without(record: Record, number: int = 0) -> Record:
    """The record with one incident fewer."""
    left = (*record.incidents[:number], *record.incidents[number + 1 :])
    return record.model_copy(update={"incidents": left})


def killing(record: Record) -> Record:
    """The record with its neutralised called killed."""
    def incident(one):
        tolls = tuple(toll.model_copy(update={"outcome": "killed"}) if toll.outcome == "neutralised" else toll
                      for toll in one.casualties)  # fmt: skip
        return one.model_copy(update={"casualties": tolls})

    return record.model_copy(update={"incidents": tuple(map(incident, record.incidents))})


def test_the_rules_are_scored_and_the_worst_come_first(gold):
    shown = run("--gold", gold, "--worst", "1")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout.startswith("rules on 4 articles in 3 groups: F1 0.")
    for field in ("places", "casualties", "responsibility", "all"):
        assert f"\n{field} " in shown.stdout
    assert "\x1b" not in shown.stdout


def test_records_by_any_program_are_scored_and_perfect_ones_score_one(gold, tmp_path):
    shown = run("--gold", gold, "--records", saved(perfect(), tmp_path / "records.jsonl"))
    assert shown.exit_code == 0
    assert "a perfect reader on 4 articles in 3 groups: F1 1.000 (strict 1.000)" in shown.stdout
    assert "no never event" in shown.stdout


def test_records_without_the_text_meet_their_articles_by_name(gold, tmp_path):
    def nameless(number: int, one: Record) -> Record:
        return one.model_copy(update={"article": one.article.model_copy(update={"id": f"{number:016}", "text": None})})

    records = [nameless(number, one) for number, one in enumerate(perfect())]
    shown = run("--gold", gold, "--records", saved(records, tmp_path / "records.jsonl"))
    assert "F1 1.000" in shown.stdout


def test_some_articles_alone(gold):
    shown = run("--gold", gold, "--only", "fr*", "--worst", "0")
    assert "rules on 2 articles in 1 groups" in shown.stdout
    nothing = run("--gold", gold, "--only", "xx*")
    assert (nothing.exit_code, "has an id like xx*" in nothing.stderr) == (12, True)


def test_missing_and_stray_records_are_told_and_what_is_missing_counts(gold, tmp_path):
    stray = record_of(BY_ID["fr07-lac-mine-pecheurs"])
    shown = run("--gold", gold, "--records", saved([*perfect()[:3], stray], tmp_path / "records.jsonl"))
    assert "1 record(s) are of articles that have no gold here" in shown.stderr
    assert "1 of 4 articles have no record" in shown.stderr
    assert "F1 1.000" not in shown.stdout
    assert shown.exit_code == 0


def test_a_line_that_is_no_record_is_told_and_the_others_are_scored(gold, tmp_path):
    file = saved(perfect(), tmp_path / "records.jsonl")
    file.write_text(file.read_text(encoding="utf-8") + '{"schema_version": "1"}\n', encoding="utf-8")
    shown = run("--gold", gold, "--records", file)
    assert shown.exit_code == 1
    assert "line 5 is no record" in shown.stderr
    assert "F1 1.000" in shown.stdout


def test_a_kept_run_is_the_same_bytes_twice_and_reads_back(gold, tmp_path):
    files = [tmp_path / name for name in ("a.json", "b.json")]
    for file in files:
        assert run("--gold", gold, "-o", file).exit_code == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    assert kept(files[0]).to_json() == files[0].read_text(encoding="utf-8")
    assert run("--gold", gold, "--json").stdout == files[0].read_text(encoding="utf-8")
    assert str(tmp_path) not in files[0].read_text(encoding="utf-8")


def test_a_kept_run_is_shown_as_the_run_was(gold, tmp_path):
    first = run("--gold", gold, "-o", tmp_path / "run.json").stdout
    assert run("show", tmp_path / "run.json").stdout == first


def test_two_runs_side_by_side_name_the_article_that_changed(gold, tmp_path):
    records = perfect()
    run("--gold", gold, "--records", saved(records, tmp_path / "a.jsonl"), "-o", tmp_path / "a.json")
    records[0] = without(records[0])
    run("--gold", gold, "--records", saved(records, tmp_path / "b.jsonl"), "-o", tmp_path / "b.json")
    shown = run("compare", tmp_path / "a.json", tmp_path / "b.json")
    assert shown.exit_code == 0
    assert "95 % interval" in shown.stdout
    assert FEW[0] in shown.stdout
    assert FEW[1] not in shown.stdout
    assert "  new: incident missed: Armed clash, Nokara" in shown.stdout
    assert "nothing has changed" in run("compare", tmp_path / "a.json", tmp_path / "a.json").stdout


def test_runs_over_other_articles_or_labels_are_not_compared(gold, tmp_path):
    run("--gold", gold, "-o", tmp_path / "a.json")
    file = gold / "gold" / f"{FEW[0]}.json"
    body = json.loads(file.read_text(encoding="utf-8"))
    body["incidents"][0]["role"] = "background"
    file.write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
    for kind, suffix in (("articles", "txt"), ("gold", "json")):
        (gold / kind / f"{FEW[1]}.{suffix}").unlink()
    run("--gold", gold, "-o", tmp_path / "b.json")
    shown = run("compare", tmp_path / "a.json", tmp_path / "b.json")
    assert shown.exit_code == 11
    assert f"1 gone ({FEW[1]}), 1 labelled otherwise ({FEW[0]})" in shown.stderr


def test_accept_writes_a_baseline_beside_the_gold_that_the_gate_passes(gold, tmp_path):
    accepted = run("accept", "--gold", gold, "--records", saved(perfect(), tmp_path / "a.jsonl"))
    baseline = gold / "baseline.json"
    assert accepted.exit_code == 0
    assert "review its diff" in accepted.stdout
    assert all(article.errors == () for article in kept(baseline).articles)
    passes = run("gate", "--gold", gold, "--against", baseline, "--records", tmp_path / "a.jsonl")
    assert (passes.exit_code, "gate: passes" in passes.stdout) == (0, True)


def test_the_gate_stops_a_fall_that_chance_does_not_explain(tmp_path):
    every = [record_of(one) for one in BY_ID.values()]
    run("accept", "--records", saved(every, tmp_path / "a.jsonl"), "-o", tmp_path / "baseline.json")
    worse = [without(record, len(record.incidents) - 1) if record.incidents else record for record in every]
    shown = run("gate", "--against", tmp_path / "baseline.json", "--records", saved(worse, tmp_path / "b.jsonl"))
    assert shown.exit_code == 10
    assert "F1 has fallen by" in shown.stdout


def test_one_new_never_event_stops_the_gate_whatever_the_mean(gold, tmp_path):
    records = [without(record, 1) if record.incidents[1:] else record for record in perfect()]
    run("accept", "--gold", gold, "--records", saved(records, tmp_path / "a.jsonl"))
    better = perfect()
    better[0] = killing(better[0])
    shown = run("gate", "--gold", gold, "--against", gold / "baseline.json", "--records",
                saved(better, tmp_path / "b.jsonl"))  # fmt: skip
    assert shown.exit_code == 10
    assert f"{FEW[0]}: neutralised counted as killed, which the baseline does not have." in shown.stdout
    assert "F1 has fallen" not in shown.stdout


def test_a_small_drop_is_noise_unless_a_bound_is_given(gold, tmp_path):
    run("accept", "--gold", gold, "--records", saved(perfect(), tmp_path / "a.jsonl"))
    records = perfect()
    first = records[0].incidents[0].model_copy(update={"countries": ()})
    records[0] = records[0].model_copy(update={"incidents": (first, *records[0].incidents[1:])})
    gate = ("gate", "--gold", gold, "--against", gold / "baseline.json", "--records",
            saved(records, tmp_path / "b.jsonl"))  # fmt: skip
    assert run(*gate).exit_code == 0
    bounded = run(*gate, "--max-drop", "0")
    assert bounded.exit_code == 10
    assert "more than the 0.000 allowed" in bounded.stdout


def test_one_article_that_collapses_stops_the_gate(gold, tmp_path):
    run("accept", "--gold", gold, "--records", saved(perfect(), tmp_path / "a.jsonl"))
    records = [without(perfect()[0]), *perfect()[1:]]
    shown = run("gate", "--gold", gold, "--records", saved(records, tmp_path / "b.jsonl"))
    assert shown.exit_code == 10
    assert f"{FEW[0]}: F1 has fallen from 1.000 to 0." in shown.stdout


def test_a_record_with_absurd_numbers_is_scored_like_any_other(gold, tmp_path):
    first = perfect()[0]
    incident = first.incidents[0]
    toll = incident.casualties[0]
    count = toll.count.model_copy(update={"low": 10**400, "high": 10**400, "qualifier": "exact"})
    places = tuple(place.model_copy(update={"gazetteer_id": "x", "latitude": 90.0, "longitude": -180.0})
                   for place in incident.places)  # fmt: skip
    casualties = (toll.model_copy(update={"count": count}), *incident.casualties[1:])
    absurd = incident.model_copy(update={"places": places, "casualties": casualties})
    record = first.model_copy(update={"incidents": (absurd, *first.incidents[1:])})
    shown = run("--gold", gold, "--records", saved([record, *perfect()[1:]], tmp_path / "a.jsonl"))
    assert (shown.exit_code, "4 articles" in shown.stdout) == (0, True)


def test_a_lost_record_stops_the_gate(gold, tmp_path):
    run("accept", "--gold", gold, "--records", saved(perfect(), tmp_path / "a.jsonl"))
    shown = run("gate", "--gold", gold, "--against", gold / "baseline.json", "--records",
                saved([perfect()[0], *perfect()[2:]], tmp_path / "b.jsonl"))  # fmt: skip
    assert shown.exit_code == 10
    assert f"{FEW[1]}: no record any more." in shown.stdout


def test_invalid_gold_is_refused_and_check_lists_it(gold):
    (gold / "gold" / f"{FEW[0]}.json").write_text("{", encoding="utf-8")
    (gold / "articles" / "alone.txt").write_text("An article without gold.", encoding="utf-8")
    refused = run("--gold", gold)
    assert (refused.exit_code, refused.stdout) == (12, "")
    assert "1 more; `sahelsum eval check` lists them" in refused.stderr
    listed = run("check", "--gold", gold)
    assert listed.exit_code == 12
    assert len(listed.stdout.splitlines()) == 2


def test_the_gold_that_ships_is_found_where_we_stand_and_is_in_order():
    shown = run("check")
    assert shown.exit_code == 0
    assert "are in order" in shown.stdout


def test_the_folder_may_be_named_before_the_verb(gold):
    assert "4 articles in 3 groups are in order" in run("--gold", gold, "check").stdout


def test_options_before_a_verb_are_refused_but_for_the_folder(gold, tmp_path):
    """Else `eval --records worse.jsonl gate` would gate the rules instead."""
    records = saved(perfect(), tmp_path / "records.jsonl")
    for option in (("--records", records), ("-o", tmp_path / "x.json"), ("--json",), ("--only", "fr*")):
        shown = run("--gold", gold, *option, "check")
        assert (shown.exit_code, "after the verb" in shown.stderr) == (2, True)


def test_a_fall_that_passes_is_not_passed_over_in_silence(gold, tmp_path):
    run("accept", "--gold", gold, "--records", saved(perfect(), tmp_path / "a.jsonl"))
    records = [without(perfect()[0], 1), *perfect()[1:]]
    shown = run("gate", "--gold", gold, "--records", saved(records, tmp_path / "b.jsonl"))
    assert shown.exit_code == 0
    assert "cannot tell that from chance (--max-drop stops it)" in shown.stdout


def test_a_baseline_that_would_hide_an_article_is_not_written(gold, tmp_path):
    shown = run("accept", "--gold", gold, "--records", saved(perfect()[:3], tmp_path / "a.jsonl"))
    assert shown.exit_code == 1
    assert f"1 article(s) have no record ({FEW[3]})" in shown.stderr
    assert not (gold / "baseline.json").exists()


def test_a_narrow_screen_gets_whole_numbers(gold, monkeypatch, capsys):
    monkeypatch.setattr("sahelsum.cli.evals.tables.WIDTH", 80)
    lines = run("--gold", gold, "--worst", "0").stdout.splitlines()
    assert [line for line in lines if "…" in line] == []
    assert max(len(line) for line in lines if line.startswith(("field", "all"))) <= 80


def test_the_library_scores_as_the_command_does(gold):
    assert sahelsum.score(str(gold)).to_json() == run("--gold", gold, "--json").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--gold", "no-such-folder"], 2, "there is no folder 'no-such-folder'"),
        (["compare", "no.json", "such.json"], 1, "no.json does not exist"),
        (["gate", "--against", "no.json"], 1, "`sahelsum eval accept` writes one"),
        (["-o", "tests"], 1, "tests cannot be written"),
        (["show", "pyproject.toml"], 1, "is no run"),
        (["--records", "no.jsonl"], 1, "no.jsonl does not exist"),
        (["--gold", "tests"], 12, "has no gold"),
    ],
)
def test_bad_input_gets_one_sentence(arguments, code, says):
    shown = run(*arguments)
    assert shown.exit_code == code
    assert says in shown.stderr


def test_a_folder_that_is_not_here_is_asked_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = run()
    assert shown.exit_code == 2
    assert "--gold" in shown.stderr


def test_eval_imports_no_model_client():
    code = "import sys; from sahelsum.cli.app import app; app(['eval'], standalone_mode=False); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True,
                            env={**os.environ, "PYTHONHASHSEED": "1"}).stdout.split()  # fmt: skip
    assert not {"openai", "instructor", "httpx", "httpx2"} & set(loaded)


def test_the_baseline_that_ships_is_what_the_rules_score_today():
    """A change of the rules that changes a score is accepted in the open: `sahelsum eval accept`, a diff to read."""
    today = Run.model_validate_json(run("--json").stdout).without_errors()
    assert today.to_json() == (EVALS / "baseline.json").read_text(encoding="utf-8")
