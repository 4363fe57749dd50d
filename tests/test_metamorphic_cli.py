"""`sahelsum eval metamorphic` from end to end, and how its rates are counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from loopback import endpoint, says
from metamorphic_samples import EN, FR
from test_model import DRAFT, KEY, TEXT
from typer.testing import CliRunner, Result

from sahelsum.cli.app import app
from sahelsum.errors import InputError
from sahelsum.metamorphic.run import CHECKS, Trial, Tried, articles_in, is_sealed, rates, wilson

QUIET = "Rain in Bamako\n\nThe mayor opened a market on Monday, and all who had come bought onions and were glad.\n"
HIDDEN = "the mark of a sealed article"


@pytest.fixture(autouse=True)
def _plain(monkeypatch):
    for name in ("SAHELSUM_MODEL", "SAHELSUM_BASE_URL", "SAHELSUM_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder of articles: two that every check can change, one with little to change."""
    folder = tmp_path / "desk" / "articles"
    folder.mkdir(parents=True)
    for name, text in (("en", EN), ("fr", FR), ("quiet", QUIET)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["eval", "metamorphic", *map(str, arguments)], prog_name="sahelsum")


def rows(shown: Result) -> dict[str, list[str]]:
    table = [line.split() for line in shown.stdout.splitlines()]
    return {row[0]: row[1:] for row in table if row and row[0] in CHECKS}


def misspelt(folder: Path) -> None:
    """Two articles each with a misspelling that the rules do not see through: no word says that a town follows."""
    text = EN.replace("the village of Tongomayel and another one in the town of Aribinda", "Tongomayel and Aribinda")
    for name in ("plain", "plainer"):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def test_every_check_has_a_row_with_its_rate_and_interval(desk):
    shown = run("--articles", desk)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout.startswith("rules on 3 articles\n")
    assert list(rows(shown)) == list(CHECKS)
    assert rows(shown)["swap"] == ["2", "1", "2", "2", "1.000", "0.342", "to", "1.000"]
    assert rows(shown)["noise"][:2] == ["3", "0"]
    assert "did not hold" not in shown.stdout


def test_what_did_not_hold_is_told_in_words_and_the_run_is_still_a_success(desk):
    misspelt(desk)
    shown = run("--articles", desk, "--only", "misspelling", "--worst", "1")
    assert shown.exit_code == 0
    assert "misspelling: 2 of 8 changes did not hold" in shown.stdout
    assert " misspelling: Aribinda → " in shown.stdout
    assert "is lost" in shown.stdout
    assert "  and 1 more" in shown.stdout
    assert "plain" not in run("--articles", desk, "--only", "misspelling", "--worst", "0").stdout


def test_json_holds_the_rates_and_all_that_did_not_hold(desk):
    misspelt(desk)
    made = json.loads(run("--articles", desk, "--json", "--only", "misspelling", "--only", "swap").stdout)
    assert (made["reader"], made["articles"], made["sealed"], made["undescribed"]) == ("rules", 5, 0, 0)
    assert [one["check"] for one in made["checks"]] == ["swap", "misspelling"]
    assert made["checks"][1] | {"interval": None} == {
        "check": "misspelling", "articles": 4, "not_applicable": 1, "changes": 8, "held": 6, "rate": 6 / 8,
        "interval": None,
    }  # fmt: skip
    assert {one["article"] for one in made["violations"]} == {"plain", "plainer"}
    assert all(one["differences"] and " → " in one["change"] for one in made["violations"])


def test_the_same_articles_give_the_same_bytes(desk):
    some = ("--articles", desk, "--json", "--only", "swap", "--only", "alias")
    assert run(*some).stdout == run(*some).stdout


def test_a_rate_below_its_bound_is_exit_code_ten_and_so_is_a_rate_that_is_not_known(desk):
    misspelt(desk)
    some = ("--articles", desk, "--only", "misspelling", "--only", "swap")
    shown = run(*some, "--min-rate", "misspelling=0.9", "--min-rate", "swap=0.9")
    assert shown.exit_code == 10
    assert "misspelling holds at 0.750, below 0.9." in shown.stderr
    assert "swap" not in shown.stderr
    assert run(*some, "--min-rate", "misspelling=0.6").exit_code == 0
    for name in ("en", "fr", "plain", "plainer"):
        (desk / f"{name}.txt").unlink()
    unknown = run("--articles", desk, "--only", "swap", "--min-rate", "swap=0")
    assert (unknown.exit_code, "swap holds at no rate" in unknown.stderr) == (10, True)


@pytest.mark.parametrize(("arguments", "says_so"), [
    (["--only", "luck"], "there is no check 'luck'"),
    (["--min-rate", "noise"], "'noise' is no check that runs"),
    (["--min-rate", "noise=often"], "write it as noise=0.9"),
    (["--min-rate", "noise=90"], "a rate from 0 to 1"),
    (["--only", "swap", "--min-rate", "noise=0.9"], "(here swap)"),
])  # fmt: skip
def test_wrong_usage_is_told(desk, arguments, says_so):
    shown = run("--articles", desk, *arguments)
    assert shown.exit_code == 2
    assert says_so in " ".join(shown.stderr.replace("│", " ").split())


def test_an_article_that_cannot_be_read_is_told_and_the_others_are_tried(desk):
    (desk / "german.txt").write_text("Die Armee hat am Montag in der Stadt mitgeteilt, dass niemand verletzt wurde.\n")
    shown = run("--articles", desk, "--only", "repeat")
    assert shown.exit_code == 1
    assert "rules on 3 articles" in shown.stdout
    assert len(shown.stderr.splitlines()) == 1


def test_a_folder_without_articles_is_told(tmp_path):
    assert run("--articles", tmp_path).exit_code == 1
    with pytest.raises(InputError, match="has no articles"):
        articles_in(tmp_path)


def test_a_sample_is_always_the_same_wherever_the_folder_lies(desk, tmp_path):
    moved = desk.rename(tmp_path / "elsewhere")
    names = [file.name for file in articles_in(moved, 2)]
    assert len(names) == 2
    assert names == [file.name for file in articles_in(moved.rename(desk), 2)]
    assert articles_in(desk, 9) == articles_in(desk)
    assert run("--articles", desk, "--sample", "1", "--only", "noise").stdout.startswith("rules on 1 articles")


def test_sealed_articles_count_but_what_went_wrong_in_them_is_not_told(desk):
    misspelt(desk)
    gold = desk.parent / "gold"
    gold.mkdir()
    for name in ("plain", "plainer"):
        (gold / f"{name}.json").write_text(json.dumps({"split": "sealed", "note": HIDDEN}), encoding="utf-8")
    assert [is_sealed(file) for file in articles_in(desk)] == [False, False, True, True, False]
    shown = run("--articles", desk, "--only", "misspelling")
    assert "rules on 5 articles (2 of them sealed)" in shown.stdout
    assert "2 of 8 changes did not hold (2 in sealed articles, which --unseal tells)" in shown.stdout
    assert "plain" not in shown.stdout
    made = json.loads(run("--articles", desk, "--only", "misspelling", "--json").stdout)
    assert (made["violations"], made["undescribed"], made["sealed"]) == ([], 2, 2)
    assert "plain misspelling: " in run("--articles", desk, "--only", "misspelling", "--unseal").stdout


def test_a_model_is_asked_about_every_change_and_its_kept_answers_are_replayed(desk, tmp_path, monkeypatch):
    """A model that says the same whatever it is shown."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    for file in desk.iterdir():
        file.unlink()
    (desk / "talk.txt").write_text(TEXT, encoding="utf-8")
    asked = ("--articles", desk, "--model", "openai/tiny", "--only", "numbers")
    with endpoint(says(DRAFT)) as script:
        first = run(*asked, "--base-url", script.url, "--cache-dir", tmp_path / "cache")
    assert first.exit_code == 0
    assert first.stdout.startswith("openai/tiny on 1 articles")
    assert rows(first)["numbers"][3] == "0", "its numbers do not change with the text"
    monkeypatch.delenv("OPENAI_API_KEY")
    kept = tmp_path / "kept"
    kept.mkdir()
    export = ["cache", "export", str(kept / "a.jsonl"), "--cache-dir", str(tmp_path / "cache")]
    assert CliRunner().invoke(app, export).exit_code == 0
    again = run(*asked, "--cache", "only", "--cache-dir", tmp_path / "new", "--recordings", kept)
    assert (again.exit_code, again.stdout) == (0, first.stdout)
    nothing = run(*asked, "--cache", "only", "--cache-dir", tmp_path / "other")
    assert nothing.exit_code == 4


def test_changed_articles_that_could_not_be_read_are_in_no_rate():
    error = InputError("no")
    trials = (Trial("a", "swap", "x"), Trial("a", "swap", "y", ("lost",)), Trial("a", "noise", "x", error=error))
    swap, noise, days = rates([Tried("a", False, trials), Tried("b", False, ())], ("swap", "noise", "days"))
    assert (swap.articles, swap.not_applicable, swap.changes, swap.held, swap.rate) == (1, 1, 2, 1, 0.5)
    assert (noise.articles, noise.not_applicable, noise.changes, noise.rate) == (0, 1, 0, None)
    assert (days.articles, days.not_applicable, days.interval) == (0, 2, None)


def test_the_interval_is_wilsons():
    assert wilson(0.5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert wilson(1.0, 20) == pytest.approx((0.8389, 1.0), abs=1e-4)
    assert wilson(0.0, 1)[0] == 0
