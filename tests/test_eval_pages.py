"""A run for CI and for a pull request: JUnit XML that parses, Markdown that tells the verdict first."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from sahelsum.cli.app import app
from sahelsum.scoring.compare import compare
from sahelsum.scoring.gate import gate
from sahelsum.scoring.junit import junit
from sahelsum.scoring.markdown import markdown
from sahelsum.scoring.run import Never, Run, read_run

BASELINE = read_run(Path(__file__).parents[1] / "evals" / "baseline.json")


def worse(run: Run, what: str = "a toll | of <20>\x07") -> Run:
    first, *rest = run.articles
    never = Never(kind="claim_as_fact", what=what)
    return run.model_copy(update={"articles": (first.model_copy(update={"never": (*first.never, never)}), *rest)})


def test_every_article_is_a_case_and_never_events_are_its_failures():
    root = ElementTree.fromstring(junit(BASELINE))
    (suite,) = root.findall("testsuite")
    failed = [case.get("name") for case in suite.findall("testcase") if case.find("failure") is not None]
    assert int(suite.get("tests")) == len(BASELINE.articles)
    assert failed == [article.id for article in BASELINE.articles if article.never or not article.record]
    assert int(suite.get("failures")) == len(failed)


def test_the_gate_is_a_case_of_its_own_and_odd_characters_do_no_harm():
    after = worse(BASELINE)
    verdict = gate(compare(BASELINE, after, samples=50))
    root = ElementTree.fromstring(junit(after, verdict))
    (case,) = root.findall("testsuite")[1].findall("testcase")
    assert "which the baseline does not have" in case.find("failure").get("message")
    assert "of <20>" in ElementTree.tostring(root, encoding="unicode").replace("&lt;", "<").replace("&gt;", ">")


def test_markdown_says_the_verdict_first_and_keeps_its_tables_whole():
    after = worse(BASELINE)
    comparison = compare(BASELINE, after, samples=50)
    page = markdown(after, comparison, gate(comparison))
    assert page.index("The gate fails") < page.index("never event:") < page.index("minimal detectable change")
    widths = {}
    for line in page.splitlines():
        if line.startswith("|"):
            widths.setdefault(line.count("|") - line.count("\\|"), []).append(line)
    assert all(len(lines) >= 2 for lines in widths.values())


def test_of_sealed_articles_markdown_tells_no_name():
    after = BASELINE.model_copy(update={"articles": tuple(
        article.model_copy(update={"never": (), "fields": {}}) if article.split == "sealed" else article
        for article in BASELINE.articles
    )})  # fmt: skip
    sealed = [article.id for article in BASELINE.articles if article.split == "sealed"]
    assert sealed
    page = markdown(after, compare(BASELINE, after, samples=50))
    assert [name for name in sealed if name in page] == []
    assert "more articles score otherwise" in page


@pytest.mark.parametrize("verb", [["eval", "gate"], ["eval"]])
def test_both_are_written_where_they_are_asked_for(tmp_path, verb):
    kept = tmp_path / "run.json"
    kept.write_text(BASELINE.to_json(), encoding="utf-8")
    pages = ["--junit", str(tmp_path / "j.xml"), "--markdown", str(tmp_path / "m.md")]
    arguments = [*verb, str(kept), *pages] if "gate" in verb else [*verb, "--only", "en12*", *pages]
    shown = CliRunner().invoke(app, arguments, prog_name="sahelsum")
    assert shown.exit_code == 0, shown.output
    ElementTree.parse(tmp_path / "j.xml")
    assert (tmp_path / "m.md").read_text(encoding="utf-8").startswith("### rules: F1")


def test_a_kept_run_can_be_gated_and_accepted_without_being_made_again(tmp_path):
    kept = tmp_path / "run.json"
    kept.write_text(BASELINE.to_json(), encoding="utf-8")
    gated = CliRunner().invoke(app, ["eval", "gate", str(kept), "--max-drop", "0"], prog_name="sahelsum")
    assert (gated.exit_code, "gate: passes" in gated.stdout) == (0, True)
    own = tmp_path / "own.json"
    accepted = CliRunner().invoke(app, ["eval", "accept", str(kept), "-o", str(own)], prog_name="sahelsum")
    assert (accepted.exit_code, own.read_text(encoding="utf-8")) == (0, BASELINE.to_json())
    both = CliRunner().invoke(app, ["eval", "gate", str(kept), "--records", str(kept)], prog_name="sahelsum")
    assert both.exit_code == 2
