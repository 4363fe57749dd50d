"""`sahelsum corroborate`, `summarise --corroborate`, `show` and `eval groups` on dossiers, by output and exit code."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import sleep
from typing import TypeVar

import pytest
from gold_records import BY_ID, EVALS, record_of
from readme import assert_composed
from seeds import FOLDER
from synthetic import records as synthetic_records
from told import ARMY, DAY, JNIM, article, incident, toll
from typer.testing import CliRunner, Result

from sahelsum.cli.app import app
from sahelsum.dossier import Dossier
from sahelsum.record import Record

T = TypeVar("T")
ABALA = ("en15-abala-bulletin", "fr05-abala-total-et-parties", "fr13-abala-depeche")


def run(*arguments: str | Path, stdin: str = "") -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)], input=stdin, prog_name="sahelsum")


def saved(file: Path, *records: Record) -> Path:
    file.write_text("".join(f"{record.model_dump_json()}\n" for record in records), encoding="utf-8")
    return file


def read(file: Path) -> list[Dossier]:
    return [Dossier.model_validate_json(line) for line in file.read_bytes().splitlines()]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Two articles about one incident, and one about another."""
    return saved(
        tmp_path / "desk.jsonl", article("a", incident(DAY, ("Kayes",), toll(22, by=JNIM)), publisher="Savanna Post"),
        article("b", incident(DAY, ("Kayes",), toll(4, by=ARMY))), article("c", incident(DAY, ("Gao",))),
    )  # fmt: skip


def test_dossiers_are_written_one_a_line_by_date_and_the_same_whatever_the_order(desk, tmp_path):
    made = run("corroborate", desk, "-o", tmp_path / "d.jsonl")
    assert (made.exit_code, made.stdout, made.stderr) == (0, "", "")
    assert sorted(len(dossier.members) for dossier in read(tmp_path / "d.jsonl")) == [1, 2]
    turned = tmp_path / "turned.jsonl"
    turned.write_text("\n".join(desk.read_text().splitlines()[::-1]))
    assert run("corroborate", turned).stdout.encode() == (tmp_path / "d.jsonl").read_bytes()


def test_records_come_from_standard_input_and_cards_go_out(desk):
    shown = run("corroborate", "-", "--format", "card", stdin=desk.read_text())
    assert shown.exit_code == 0
    assert "corroborated · 2 independent sources in 2 articles · disputed: casualties" in shown.stdout
    assert "– 22 killed · jnim · s1" in shown.stdout or "– 22 killed · jnim · s2" in shown.stdout


def test_show_understands_dossiers_beside_records(desk, tmp_path):
    file = tmp_path / "both.jsonl"
    file.write_text(desk.read_text() + run("corroborate", desk).stdout)
    shown = run("show", file)
    assert shown.exit_code == 0
    assert (shown.stdout.count(" record "), shown.stdout.count(" dossier ")) == (3, 2)
    one = read(file_of(tmp_path, run("corroborate", desk).stdout))[0].id
    chosen = run("show", file, "--id", one)
    assert (chosen.stdout.count(" dossier "), chosen.stdout.count(" record ")) == (1, 0)


def file_of(folder: Path, text: str) -> Path:
    file = folder / "made.jsonl"
    file.write_text(text)
    return file


def test_a_card_of_a_dossier_is_no_wider_than_its_page(desk):
    shown = run("corroborate", desk, "--format", "card")
    assert max(map(len, shown.stdout.splitlines())) <= 80
    assert "\x1b" not in shown.stdout


def test_words_of_an_article_do_not_reach_the_terminal_as_control_characters(tmp_path):
    file = saved(tmp_path / "x.jsonl", article("a\x1b[31m", incident(DAY, ("Zarma\x07koy",), toll(3, by="a\x9bb"))))
    shown = run("corroborate", file, "--format", "card", "--explain")
    assert not {"\x1b", "\x07", "\x9b"} & set(shown.stdout + shown.stderr)


def test_explain_tells_every_comparison_on_standard_error(desk):
    shown = run("corroborate", desk, "--explain")
    assert "together" in shown.stderr
    assert "2024-05-14; the same place Kayes" in shown.stderr
    assert shown.stdout.count("\n") == 2


def test_previous_dossiers_are_superseded(tmp_path):
    records = sorted((article(name, incident()) for name in "abc"), key=lambda record: record.article.id)
    before, after = tmp_path / "before.jsonl", tmp_path / "after.jsonl"
    run("corroborate", saved(tmp_path / "old.jsonl", *records[1:]), "-o", before)
    run("corroborate", saved(tmp_path / "new.jsonl", *records), "--previous", before, "-o", after)
    assert read(after)[0].supersedes == (read(before)[0].id,)


def test_bad_lines_are_named_and_the_others_still_count(desk, tmp_path):
    file = tmp_path / "bad.jsonl"
    file.write_text(desk.read_text() + '{"article": 1}\n')
    made = run("corroborate", file)
    assert (made.exit_code, made.stdout.count("\n")) == (1, 2)
    assert "bad.jsonl, line 4 is no record" in made.stderr


def test_dossiers_are_no_records_and_records_no_dossiers(desk, tmp_path):
    made = file_of(tmp_path, run("corroborate", desk).stdout)
    assert "where records are wanted" in run("corroborate", made).stderr
    assert "where dossiers are wanted" in run("corroborate", desk, "--previous", desk).stderr


def test_a_missing_file_and_standard_input_twice_are_refused(tmp_path):
    assert run("corroborate", tmp_path / "none.jsonl").exit_code == 1
    assert run("corroborate", "-", "-").exit_code == 2


def changed(record: Record, **values: object) -> str:
    """A record's line with values by their path (`incidents__0__date__start`) set as no reader of ours would."""
    line = json.loads(record.model_dump_json())
    for path, value in values.items():
        *steps, last = path.split("__")
        at = line
        for step in steps:
            at = at[int(step) if step.isdigit() else step]
        at[last] = value
    return json.dumps(line)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_there_is_are_days_like_others(tmp_path, day):
    dated = incident(DAY, ("Kayes",), toll(22))
    lines = [
        changed(article("a", dated), incidents__0__date__start=day, incidents__0__date__end=day),
        changed(article("b", incident(None, ("Kayes",), toll(22))), article__published=day),
    ]
    (tmp_path / "far.jsonl").write_text("\n".join(lines))
    made = run("corroborate", tmp_path / "far.jsonl")
    assert (made.exit_code, made.stderr) == (0, "")


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("incidents__0__places__0__latitude", float("nan"), "latitude"),
        ("incidents__0__places__0__longitude", 1e308, "longitude"),
        ("article__fingerprint", "zz", "fingerprint"),
        ("incidents__1__id", "i1", "two incidents have one id"),
    ],
)
def test_what_no_reader_writes_is_no_record_and_the_others_still_count(desk, path, value, told):
    two = article("odd", incident(DAY, ("Kayes",)), incident(DAY, ("Gao",)))
    desk.write_text(desk.read_text() + changed(two, **{path: value}) + "\n")
    made = run("corroborate", desk)
    assert (made.exit_code, made.stdout.count("\n"), made.stderr.count("\n")) == (1, 2, 1)
    assert told in made.stderr


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="there are no files by number here")
def test_records_come_from_an_open_file_by_its_number(tmp_path):
    many = saved(tmp_path / "many.jsonl", *synthetic_records(450))
    with many.open() as file:
        made = [run("corroborate", source) for source in (f"/dev/fd/{file.fileno()}", many)]
    assert [one.exit_code for one in made] == [0, 0]
    assert made[0].stdout == made[1].stdout


def test_records_from_standard_input_are_not_replaced(desk):
    before = desk.read_bytes()
    command = [sys.executable, "-m", "sahelsum", "corroborate", "-", "-o", desk]
    with desk.open() as given:
        done = subprocess.run(command, stdin=given, capture_output=True, check=False)
    assert (done.returncode, desk.read_bytes()) == (2, before)


def test_a_dossier_with_its_keys_in_another_order_is_a_dossier(desk, tmp_path):
    made = json.loads(run("corroborate", desk).stdout.splitlines()[0])
    shown = run("show", file_of(tmp_path, json.dumps(made, sort_keys=True)))
    assert (shown.exit_code, shown.stdout.count(" dossier ")) == (0, 1)


def test_that_there_is_no_incident_is_told(tmp_path):
    made = run("corroborate", saved(tmp_path / "none.jsonl", article("a")), "-o", tmp_path / "d.jsonl")
    assert made.exit_code == 0
    assert "no incident in these records" in made.stderr


@pytest.mark.parametrize("verb", [["corroborate"], ["export", "--to", "csv"], ["report"]], ids=lambda verb: verb[0])
def test_an_output_that_would_replace_the_records_is_refused(desk, verb):
    before = desk.read_bytes()
    made = run(*verb, desk, "-o", desk.parent / "." / desk.name)
    assert (made.exit_code, desk.read_bytes()) == (2, before)
    assert "is an input; writing there would replace it." in " ".join(made.stderr.split())


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes as Linux shows them")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL], ids=lambda how: how.name)
def test_one_that_is_ended_leaves_no_process_behind(tmp_path, how):
    many = saved(tmp_path / "many.jsonl", *synthetic_records(900))
    output = tmp_path / "out" / "d.jsonl"
    output.parent.mkdir()
    command = [sys.executable, "-m", "sahelsum", "corroborate", many, "-o", output]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as one:
        workers = until(lambda: [pid for pid in children(one.pid) if b"spawn_main" in words_of(pid)])
        one.send_signal(how)
    assert one.returncode == (143 if how is signal.SIGTERM else -how)
    until(lambda: not any(b"spawn_main" in words_of(pid) for pid in workers))
    assert [file.name for file in output.parent.iterdir()] == [] or how is signal.SIGKILL


def children(pid: int) -> list[str]:
    return [child for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()]


def words_of(pid: str) -> bytes:
    """The command line of a process; empty where it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def until(found: Callable[[], T]) -> T:
    """What `found` gives as soon as it gives something."""
    for _ in range(600):
        if one := found():
            return one
        sleep(0.05)
    raise AssertionError("it did not come about in half a minute")


def test_a_newer_dossier_is_refused_in_one_sentence(desk, tmp_path):
    made = run("corroborate", desk).stdout.replace('{"schema_version":"1"', '{"schema_version":"2"')
    shown = run("show", file_of(tmp_path, made))
    assert (shown.exit_code, shown.stderr.count("\n")) == (1, 1)
    assert "newer sahelsum" in shown.stderr


def test_summarise_goes_straight_to_the_dossier(tmp_path):
    files = [EVALS / "articles" / f"{name}.txt" for name in ABALA]
    made = run("summarise", *files, "--corroborate", "-o", tmp_path / "d.jsonl")
    assert made.exit_code == 0
    assert max(len(dossier.articles) for dossier in read(tmp_path / "d.jsonl")) > 1
    assert run("summarise", *files[::-1], "--corroborate").stdout.encode() == (tmp_path / "d.jsonl").read_bytes()


def test_groups_of_perfect_records_reach_the_target(tmp_path):
    """B³ of at least 0.97 on the groups of gold, by records that say what gold says."""
    records = saved(tmp_path / "gold.jsonl", *map(record_of, BY_ID.values()))
    made = json.loads(run("eval", "groups", "--gold", EVALS, "--records", records, "--json").stdout)
    assert made["b_cubed"]["f1"] >= 0.97
    assert made["pairs"]["precision"] == 1.0
    assert made["articles"] == len(BY_ID)


def test_groups_are_told_with_what_was_missed_and_nothing_of_sealed_articles(tmp_path):
    shown = run("eval", "groups", "--gold", EVALS)
    assert shown.exit_code == 0
    assert "B³       precision 1.000" in shown.stdout
    sealed = [name for name, one in BY_ID.items() if one.gold.split == "sealed"]
    assert not any(name in shown.stdout for name in sealed)


def test_the_readme_says_how_the_records_of_the_extractors_are_grouped(tmp_path):
    recorded = ("--model", "claude-by-hand", "--cache", "only", "--cache-dir", tmp_path)
    shown = [run("eval", "groups", "--gold", EVALS, *how) for how in ((), recorded)]
    assert [one.exit_code for one in shown] == [0, 0]
    assert_composed("groups", "```text\n" + "\n".join(one.stdout for one in shown) + "```\n")


def test_records_of_a_model_are_grouped_or_those_of_a_file_and_not_both(desk):
    both = run("eval", "groups", "--gold", EVALS, "--records", desk, "--model", "m")
    assert (both.exit_code, "leave --model out" in both.stderr) == (2, True)


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the seed articles are not on this machine")
def test_the_five_seeds_are_one_dossier_of_july_and_two_of_june(tmp_path):
    file = tmp_path / "seeds.jsonl"
    run("summarise", *sorted(FOLDER.glob("*.txt")), "--published", "2025-07-02", "--corroborate", "-o", file)
    found = {str(dossier.date.start): dossier for dossier in read(file)}
    july = found["2025-07-01"]
    assert (len(july.articles), july.status, july.date.agreement) == (5, "corroborated", "agreed")
    assert july.independent_sources in (2, 3)
    assert len(july.places) == 7
    assert {"Diboli", "Binoli"} <= {name for place in july.places for name in place.names}
    (turned,) = [dispute for dispute in july.disputed if dispute.about.startswith("what became of")]
    assert [position.value for position in turned.positions] == ["more_than 80 neutralised", "80 killed"]
    assert all(one.according_to.party_to_conflict for one in july.casualties if one.count.low == 80)
    for day in ("2025-06-01", "2025-06-02"):
        assert found[day].status == "background_only"
    late = next(one.id for one in july.articles if "004_" in one.sources[0])
    assert [member.incident for member in july.members if member.article == late] == ["i1"]
