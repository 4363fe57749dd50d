"""Two readers: agreement by field, alpha as its author computes it, and labels kept as they were before settling."""

from __future__ import annotations

import json
import shutil

import pytest
from gold_records import EVALS
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from sahelsum.cli.app import app
from sahelsum.evaluation import agreed
from sahelsum.scoring.agreement import alpha

UNITS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=30)


def run(*arguments: str):
    return CliRunner().invoke(app, ["eval", *arguments], prog_name="sahelsum")


def test_alpha_is_that_of_the_textbook():
    one, other = "0100000010", "1110010000"  # Krippendorff, Computing alpha, section A: binary data, two observers
    assert alpha(list(zip(one, other, strict=True))) == pytest.approx(0.095, abs=0.0005)


@given(UNITS)
def test_alpha_is_one_for_those_who_always_agree_and_does_not_care_who_is_first(units):
    same = [(one, one) for one, _ in units]
    assert alpha(same) in (None, 1.0)
    assert alpha(units) == alpha([(other, one) for one, other in units])


def test_the_readers_who_ship_agree_as_the_readme_says():
    found = agreed(EVALS)
    assert found["all"].bare.gold > 1000
    assert 0.95 < found["all"].honoured.f1 < 1.0
    assert found["all"].bare.f1 < found["all"].honoured.f1


def test_twenty_articles_at_least_were_read_by_two():
    one, two = ({file.stem for file in (EVALS / "readers" / name).glob("*.json")} for name in ("one", "two"))
    assert len(one & two) >= 20


def test_what_only_one_reader_has_is_a_disagreement(tmp_path):
    name = "en19-wulgo-transit-blast"
    for folder in ("readers/one", "readers/two", "articles"):
        (tmp_path / folder).mkdir(parents=True)
    shutil.copy(EVALS / "articles" / f"{name}.txt", tmp_path / "articles")
    body = json.loads((EVALS / "readers" / "one" / f"{name}.json").read_text(encoding="utf-8"))
    (tmp_path / "readers" / "one" / f"{name}.json").write_text(json.dumps(body), encoding="utf-8")
    incident = body["incidents"][0]
    incident["targets"], incident["weapons"] = [], incident["weapons"][:1]
    (tmp_path / "readers" / "two" / f"{name}.json").write_text(json.dumps(body), encoding="utf-8")
    found = agreed(tmp_path)
    assert (found["targets"].bare.found, found["targets"].bare.f1) == (0, 0.0)
    assert found["casualties"].bare.f1 == 1.0
    shown = run("agreement", "--gold", str(tmp_path))
    assert (shown.exit_code, "alpha" in shown.stdout) == (0, True)


def test_a_folder_that_nobody_has_read_twice_says_so(tmp_path):
    (tmp_path / "gold").mkdir()
    shown = run("agreement", "--gold", str(tmp_path))
    assert (shown.exit_code, "no article that two have read" in shown.stderr) == (12, True)
