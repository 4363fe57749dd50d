"""`sahelsum export` by output and exit code: every format of records and of dossiers, and what it says it left out."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import get_args

import pytest
from sample_record import sample_record
from told import ARMY, DAY, JNIM, article, claim, incident, toll
from typer.testing import CliRunner, Result

from sahelsum.cli import export as verb
from sahelsum.cli.app import app
from sahelsum.corroboration.whole import corroborate
from sahelsum.dossier import Dossier
from sahelsum.export.event import Tally
from sahelsum.export.whole import Options, To, export
from sahelsum.projection import POLICIES
from sahelsum.record import Record

TEXTS = ("acled-csv", "ucdp-csv", "csv", "geojson")
ALL = (*TEXTS, "parquet", "sqlite")


def run(*arguments: str | Path, stdin: str = "") -> Result:
    return CliRunner().invoke(app, ["export", *map(str, arguments)], input=stdin, prog_name="sahelsum")


def lines(*saved: Record | Dossier) -> str:
    return "".join(f"{one.model_dump_json()}\n" for one in saved)


def records() -> list[Record]:
    """Two articles about one incident, one undated, one without an incident, and one with every kind of fact."""
    battle = incident(DAY, ("Kayes", "Niono"), toll(22, by=JNIM), toll(4, by=ARMY),
                      claims=(claim("control_of_place", JNIM, "we hold the camp"),))  # fmt: skip
    return [
        article("a", battle, publisher="Savanna Post"), article("b", incident(DAY, ("Kayes",), toll(4, by=ARMY))),
        article("c", incident(None, ("Ménaka",))), article("d"), sample_record(),
    ]  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    file = tmp_path / "desk.jsonl"
    file.write_text(lines(*records()), encoding="utf-8")
    return file


@pytest.fixture
def dossiers(tmp_path: Path) -> Path:
    file = tmp_path / "dossiers.jsonl"
    file.write_text(lines(*corroborate(records())), encoding="utf-8")
    return file


def table(shown: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(shown, newline="")))


@pytest.mark.parametrize("to", TEXTS)
@pytest.mark.parametrize("policy", list(POLICIES))
def test_the_policy_is_named_in_every_text(to, policy, dossiers):
    assert f"{policy}" in run(dossiers, "--to", to, "--policy", policy).stdout


@pytest.mark.parametrize("to", ALL)
def test_a_file_is_written_whole_and_the_same_from_the_same_input(to, dossiers, tmp_path):
    first, again = tmp_path / "first", tmp_path / "again"
    assert [run(dossiers, "--to", to, "-o", file).exit_code for file in (first, again)] == [0, 0]
    assert first.read_bytes() == again.read_bytes()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["again", "dossiers.jsonl", "first"]


def test_dossiers_are_counted_once_and_records_once_an_article(desk, dossiers):
    shown = run(desk, "--to", "acled-csv")
    assert [row["location"] for row in table(shown.stdout)] == ["Kayes", "Niono", "Kayes"]
    assert "5 records as they are: an incident in several articles is several rows" in shown.stderr
    shown = run(dossiers, "--to", "acled-csv")
    assert [row["location"] for row in table(shown.stdout)] == ["Kayes", "Niono"]
    assert "as they are" not in shown.stderr


def test_what_is_left_out_is_counted_with_the_reason(desk):
    shown = run(desk, "--to", "acled-csv")
    assert shown.exit_code == 0
    assert "sahelsum: 1 record not written: no incident in it." in shown.stderr
    assert "sahelsum: 2 incidents not written: no date." in shown.stderr
    assert "sahelsum: 1 incident not written: background only, no article's news (--background" in shown.stderr
    shown = run(desk, "--to", "ucdp-csv")
    assert "not written: no deaths under the policy strict." in shown.stderr


def test_background_is_no_event_unless_it_is_asked_for(tmp_path):
    file = tmp_path / "background.jsonl"
    file.write_text(lines(article("a", incident(DAY, ("Kayes",), toll(3), role="background"))), encoding="utf-8")
    assert table(run(file, "--to", "ucdp-csv").stdout) == []
    assert [row["best"] for row in table(run(file, "--to", "ucdp-csv", "--background").stdout)] == ["3"]
    (row,) = table(run(file, "--to", "acled-csv", "--background").stdout)
    assert row["tags"] == "policy=strict; background only"
    assert [row["status"] for row in table(run(file, "--to", "csv").stdout)] == ["background_only"]


def test_records_come_in_the_order_of_the_article_and_from_standard_input():
    shown = run("-", "--to", "csv", stdin=lines(sample_record()))
    assert [row["sub_event_type"] for row in table(shown.stdout)] == [
        "Armed clash", "Remote explosive/landmine/IED", "Abduction/forced disappearance",
    ]  # fmt: skip
    assert "as they are" not in shown.stderr


def test_a_title_that_is_a_formula_is_text(tmp_path):
    file = tmp_path / "formula.jsonl"
    file.write_text(lines(article("a", incident(), title='=HYPERLINK("http://x")', publisher="@x")), encoding="utf-8")
    (row,) = table(run(file, "--to", "csv").stdout)
    assert (row["titles"], row["publishers"]) == ('\'=HYPERLINK("http://x")', "'@x")
    assert row["longitude"] == "-11.4439"
    (row,) = table(run(file, "--to", "acled-csv").stdout)
    assert (row["source"], row["longitude"]) == ("'@x", "-11.4439")


def test_parquet_reads_back_as_the_dossiers_that_were_written(dossiers, tmp_path):
    pq = pytest.importorskip("pyarrow.parquet")
    assert run(dossiers, "--to", "parquet", "-o", tmp_path / "d.parquet", "--policy", "source_wording").exit_code == 0
    read = pq.read_table(tmp_path / "d.parquet")
    assert read.schema.metadata[b"policy"] == b"source_wording"
    assert str(read.schema.field("date").type.field("start").type) == "date32[day]"
    assert str(read.schema.field("places").type.value_type.field("latitude").type) == "double"
    rows = read.to_pylist()
    assert {row.pop("policy") for row in rows} == {"source_wording"}
    projections = [row.pop("projection") for row in rows]
    saved = [Dossier.model_validate_json(line) for line in dossiers.read_bytes().splitlines()]
    assert [Dossier.model_validate(row) for row in rows] == saved
    assert [sum(share["fatalities"] for share in made["shares"]) for made in projections] == [
        made["fatalities"] for made in projections
    ]


def test_parquet_of_nothing_still_has_its_columns(tmp_path):
    pq = pytest.importorskip("pyarrow.parquet")
    run("-", "--to", "parquet", "-o", tmp_path / "d.parquet", stdin=lines(article("a")))
    read = pq.read_table(tmp_path / "d.parquet")
    assert (read.num_rows, read.schema.names[-2:]) == (0, ["policy", "projection"])


def test_without_pyarrow_one_sentence_says_what_to_install(dossiers, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    shown = run(dossiers, "--to", "parquet", "-o", tmp_path / "d.parquet")
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert shown.stderr == "sahelsum: Parquet needs pyarrow; install it with `pip install 'sahelsum[parquet]'`.\n"
    assert not (tmp_path / "d.parquet").exists()


def database(source: Path, folder: Path) -> sqlite3.Connection:
    file = folder / "made.db"
    assert run(source, "--to", "sqlite", "-o", file).exit_code == 0
    return sqlite3.connect(file)


def test_sqlite_is_sound_and_its_keys_hold(desk, dossiers, tmp_path):
    for source in (desk, dossiers):
        with closing(database(source, tmp_path)) as made:
            assert made.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert made.execute("PRAGMA foreign_key_check").fetchall() == []
            assert made.execute("SELECT value FROM meta WHERE key = 'policy'").fetchall() == [("strict",)]
            assert {row[0] for row in made.execute("SELECT policy FROM incidents")} == {"strict"}


def test_sqlite_has_every_fact_of_every_dossier(dossiers, tmp_path):
    saved = [Dossier.model_validate_json(line) for line in dossiers.read_bytes().splitlines()]
    with closing(database(dossiers, tmp_path)) as made:
        for name in ("places", "actors", "responsibility", "casualties", "undisclosed", "claims", "targets", "weapons",
                     "materiel", "kinds", "members", "revisions"):  # fmt: skip
            (many,) = made.execute(f"SELECT count(*) FROM {name}").fetchone()
            assert many == sum(len(getattr(one, name)) for one in saved), name
        parts = made.execute("SELECT part.number_text, whole.number_text FROM casualties part JOIN casualties whole "
                             "ON whole.id = part.part_of").fetchall()  # fmt: skip
        assert parts == [("two", "12")]
        assert made.execute("SELECT count(*) FROM disputes").fetchone() == (sum(len(one.disputed) for one in saved),)


def test_sqlite_is_searched_without_accents_and_a_hit_leads_to_its_fact(desk, tmp_path):
    with closing(database(desk, tmp_path)) as made:
        (quote, number), = made.execute(
            "SELECT quote, number_text FROM quotes JOIN casualties ON fact = 'casualties' AND fact_id = casualties.id "
            "WHERE quotes.id IN (SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH 'neutralised')"
        ).fetchall()  # fmt: skip
        assert ("neutralised" in quote, number) == (True, "More than 40")
        found = "SELECT count(*) FROM texts WHERE id IN (SELECT rowid FROM texts_fts WHERE texts_fts MATCH ?)"
        assert made.execute(found, ("dinangouru",)).fetchone() == (1,)
        assert made.execute(found, ("toure",)).fetchone() == (1,)


def test_sqlite_has_views_to_look_at(dossiers, tmp_path):
    with closing(database(dossiers, tmp_path)) as made:
        assert made.execute("SELECT place, latitude, radius_km FROM map WHERE place = 'Niono'").fetchall() == [
            ("Niono", 14.2505, 5.0)
        ]
        assert ("killed", 22, JNIM, 1) in made.execute("SELECT outcome, low, by, by_party FROM tolls").fetchall()
        assert made.execute("SELECT count(*) FROM reports").fetchone()[0] > 0
        assert made.execute("SELECT count(*) FROM disputed").fetchone() == made.execute(
            "SELECT count(*) FROM positions").fetchone()  # fmt: skip


def test_sqlite_writes_an_incident_once(desk, tmp_path):
    shown = run(desk, desk, "--to", "sqlite", "-o", tmp_path / "twice.db")
    assert "6 incidents not written: already written, from the same article." in shown.stderr
    with closing(sqlite3.connect(tmp_path / "twice.db")) as made:
        assert made.execute("SELECT count(*) FROM incidents").fetchone() == (6,)


@pytest.mark.parametrize("to", ["parquet", "sqlite"])
def test_what_is_no_text_wants_a_file(to, dossiers):
    shown = run(dossiers, "--to", to)
    assert shown.exit_code == 2
    assert "-o FILE" in shown.stderr


def test_a_bad_line_is_named_and_the_others_are_written(desk):
    desk.write_text(desk.read_text(encoding="utf-8") + "{}\n", encoding="utf-8")
    shown = run(desk, "--to", "csv")
    assert shown.exit_code == 1
    assert "line 6 is no record" in shown.stderr
    assert len(table(shown.stdout)) == 6


def test_a_file_that_cannot_be_read_leaves_the_old_export_alone(tmp_path):
    (tmp_path / "old.csv").write_text("kept", encoding="utf-8")
    shown = run(tmp_path / "none.jsonl", "--to", "csv", "-o", tmp_path / "old.csv")
    assert (shown.exit_code, (tmp_path / "old.csv").read_text(encoding="utf-8")) == (1, "kept")


def test_a_database_that_breaks_off_leaves_nothing(desk, tmp_path):
    shown = run(desk, "--to", "sqlite", "-o", tmp_path / "no" / "such" / "folder.db")
    assert shown.exit_code == 1
    assert "cannot be written" in shown.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["desk.jsonl"]


def test_the_options_are_the_formats_and_policies_that_there_are():
    assert {one.value for one in verb.To} == set(get_args(To)) == set(ALL)
    assert {one.value for one in verb.Policy} == set(POLICIES)


@pytest.mark.parametrize("to", TEXTS)
def test_rows_leave_before_the_next_incident_is_read(to):
    """What is held does not grow with the file."""
    out, sizes = io.BytesIO(), []

    def watched():
        for record in (article(str(number), incident(DAY, ("Kayes",), toll(3))) for number in range(5)):
            sizes.append(out.tell())
            yield record

    assert isinstance(export(watched(), to, out, Options()), Tally)
    assert sizes == sorted(set(sizes))
    assert len(sizes) == 5


def test_files_of_both_kinds_go_into_one_export(desk, dossiers):
    shown = run(dossiers, desk, "--to", "csv")
    assert len(table(shown.stdout)) == 5 + 6


def test_geojson_is_a_feature_a_line(dossiers):
    shown = run(dossiers, "--to", "geojson").stdout.splitlines()
    assert all(json.loads(line.rstrip(",")) for line in shown[1:-1])


def test_the_desks_own_actors_say_whose_losses_a_number_is(tmp_path):
    source, desk = tmp_path / "a.jsonl", tmp_path / "desk"
    desk.mkdir()
    (desk / "actors.csv").write_text(
        "actor_id,valid_from,canonical,actor_type,group\njnim,2017-03,JNIM,Rebel group,militia\n", encoding="utf-8"
    )
    source.write_text(lines(article("a", incident(DAY, ("Kayes",), toll(7, group="militia")))), encoding="utf-8")
    dead = [
        (row["deaths_b"], row["deaths_unknown"])
        for options in ((), ("--data", desk))
        for row in table(run(source, "--to", "ucdp-csv", *options).stdout)
    ]
    assert dead == [("0", "7"), ("7", "0")]
