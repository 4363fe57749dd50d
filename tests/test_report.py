"""The page of an evaluation: what it says, what it keeps to itself, and that nothing in an article can break it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from itertools import combinations
from pathlib import Path

import pytest
from colours import EYES, apart, contrast
from gold_records import EVALS
from hypothesis import given, settings
from hypothesis import strategies as st
from parsed import Read
from runs import article, run
from typer.testing import CliRunner, Result

from sahelsum.cli.app import app
from sahelsum.scorepage import articles as shown_articles
from sahelsum.scorepage.head import figures, named, plainly
from sahelsum.scorepage.highlights import GRAVITY, label, pieces
from sahelsum.scorepage.page import page
from sahelsum.scoring.agreement import Agreed
from sahelsum.scoring.run import Miss, Never, Run, RunArticle
from sahelsum.scoring.spreads import Told
from sahelsum.scoring.tally import Counts
from sahelsum.webpage import visible

FEW = ("en01-mali-convoy-ambush", "en12-lome-force-summit", "fr05-abala-total-et-parties", "fr13-abala-depeche")
HOSTILE = (
    "</script><script>alert('x')</script> \"<img src=http://x.example onerror=y>\" "
    "\x00\x1b[31m\x85 \u202egnp.\u2066 & é\n"
)


@pytest.fixture(autouse=True)
def _here(monkeypatch):
    monkeypatch.delenv("SAHELSUM_DATA", raising=False)
    monkeypatch.chdir(EVALS.parent)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory) -> Path:
    """A small folder of gold, and the rules' run over it."""
    folder = tmp_path_factory.mktemp("gold")
    for kind, suffix in (("articles", "txt"), ("gold", "json")):
        (folder / kind).mkdir()
        for name in FEW:
            shutil.copy(EVALS / kind / f"{name}.{suffix}", folder / kind)
    assert eval_("--gold", folder, "-o", folder / "rules.json").exit_code == 0
    return folder


@pytest.fixture
def gold(made_once, tmp_path) -> Path:
    """A folder of gold of the test's own."""
    return Path(shutil.copytree(made_once, tmp_path / "desk"))


@pytest.fixture
def kept(gold) -> Path:
    """The rules' run over it."""
    return gold / "rules.json"


def eval_(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["eval", *map(str, arguments)], prog_name="sahelsum")


def report(*arguments: str | Path) -> Result:
    return eval_("report", *arguments)


def made(*runs: Run, text: str | None = None, unseal: bool = False) -> str:
    return page(named([(f"run{number}", one) for number, one in enumerate(runs)]), lambda article: text, unseal)


def missed(*spans: tuple[int, int], **other: object) -> Miss:
    body = {"field": "places", "verdict": "missed", "slip": "", "gold": "Djibo", "found": None, "cost": 2,
            "gold_at": spans, **other}  # fmt: skip
    return Miss(**body)


# what the page says


def test_the_page_has_the_figures_that_eval_show_prints(kept, gold):
    shown = eval_("show", kept, "--worst", "0").stdout
    words = Read(report(kept, "--gold", gold).stdout).words
    for line in shown.splitlines():
        if re.match(r"(published|incident|places|casualties|claims|all) ", line):
            assert " ".join(line.split()).replace(" ", "") in words.replace(" ", "")
    assert shown.splitlines()[-1].replace("rightly", "Rightly") in words
    assert "rules on 4 articles in 3 groups" in words


def test_the_errors_stand_beside_the_text_with_their_words_marked(kept, gold):
    read = Read(report(kept, "--gold", gold).stdout)
    body = Run.model_validate_json(kept.read_bytes())
    errors = sum(len(one.errors) for one in body.articles)
    assert len([tag for tag in read.tags if tag[0] == "li" and "data-error" in tag[1]]) == errors > 0
    for one in body.articles:
        for miss in one.errors:
            assert " ".join(visible(miss.gold or miss.found or "").split()) in read.words
    assert any(tag == "mark" for tag, _ in read.tags)
    links = {attrs["href"][1:] for tag, attrs in read.tags if tag == "a"}
    ids = [attrs["id"] for _, attrs in read.tags if attrs.get("id")]
    assert links <= set(ids)
    assert len(ids) == len(set(ids))


def test_the_costliest_article_comes_first(kept, gold):
    words = Read(report(kept, "--gold", gold).stdout).words
    body = Run.model_validate_json(kept.read_bytes())
    ids = [one.id for one in sorted(body.articles, key=lambda one: -one.whole.cost)]
    places = [words.rindex(f"{name} ") for name in ids]
    assert places == sorted(places)


def test_of_several_runs_the_last_is_the_subject(gold, kept, tmp_path):
    body = Run.model_validate_json(kept.read_bytes())
    lost = tuple(one.model_copy(update={"record": False}) for one in body.articles)
    worse = body.model_copy(update={"articles": lost})
    (tmp_path / "worse.json").write_text(worse.to_json(), encoding="utf-8")
    words = Read(report(kept, tmp_path / "worse.json", "--gold", gold).stdout).words
    assert "rules (worse) on 4 articles" in words
    assert "against rules (rules)" in words
    assert "4 articles have no record" in words
    other = Read(report(tmp_path / "worse.json", kept, "--gold", gold).stdout).words
    assert "rules (rules) on 4 articles" in other


def test_a_difference_is_told_with_its_interval_and_who_is_better():
    before = run([article(n, 2, 2) for n in range(8)])
    after = run([article(n, 4 if n else 3, int(not n)) for n in range(8)])
    words = Read(made(before, after)).words
    assert "better than chance explains" in words
    assert "Better in 8 articles, worse in 0, alike in 0" in words
    assert "worse than chance explains" in Read(made(after, before)).words
    assert "chance may explain it" in Read(made(before, before)).words


def test_a_difference_in_few_articles_is_put_down_to_chance():
    after = run([article(n, 4) for n in range(8)])
    before = run([article(0, 2, 2), *after.articles[1:]])
    words = Read(made(before, after)).words
    assert "chance may explain it" in words
    assert "Better in 1 article, worse in 0, alike in 7" in words


def test_how_far_two_readers_agree_stands_beside_the_scores():
    one = named([("", run([article(n, 3, 1) for n in range(8)]))])
    agreed = {name: Agreed(Counts(gold=8, found=8, right=6, credit=6.5), Counts(), None) for name in ("places", "all")}
    with_it, without = (Read(page(one, lambda article: None, ceiling=given)) for given in (agreed, None))
    assert "two careful readers agree" in with_it.words
    assert with_it.words.count("0.812") == 2
    assert len(with_it.having(class_="ceiling")) == 3  # one in the legend
    assert "readers agree" not in without.words
    assert without.having(class_="ceiling") == []


def test_other_articles_are_not_compared(kept, gold, tmp_path):
    assert eval_("--gold", gold, "--only", "fr*", "-o", tmp_path / "some.json").exit_code == 0
    shown = report(kept, tmp_path / "some.json", "--gold", gold)
    assert (shown.exit_code, shown.stdout) == (11, "")
    assert "not about the same gold" in shown.stderr


def test_runs_of_an_older_version_stand_beside_newer_ones():
    new = run([article(n, 2, 1) for n in range(3)])
    old = run([article(n, 1, 2, characters=0, incidents=0, countries=()) for n in range(3)])
    assert "1,000 to 2,500" in Read(made(old, new)).words
    assert "1,000 to 2,500" not in Read(made(new, old)).words


def test_too_little_gold_gets_no_interval_and_says_so():
    words = Read(made(run([article(n, 2, 1) for n in range(3)]))).words
    assert "fewer than 6 groups of articles are too few" in words
    assert "no interval" in words


def test_a_reader_that_says_nothing_and_one_that_has_nothing_to_say_get_a_page():
    silent = run([article(n, 0, record=False) for n in range(3)]).model_copy(update={"readers": ()})
    words = Read(made(silent)).words
    assert "no record on 3 articles" in words
    assert "nothing to score" in words


def test_a_sentence_says_what_the_figures_mean():
    (one,) = named([("", run([article(n, 3, 1) for n in range(8)]))])
    says = "Of 100 facts that the articles state it finds about 75, and of 100 that it gives about 100 are right"
    assert plainly(figures(one, Told(0.8, None, None))).startswith(says)


def test_a_baseline_says_that_it_has_no_single_errors():
    words = Read(made(run([article(n, 2, 1) for n in range(3)]).without_errors())).words
    assert "kept without its single errors" in words


def test_runs_of_one_name_are_told_apart():
    same = run([article(1, 2)])
    assert [one.name for one in named([("a", same), ("b", same)])] == ["rules (a)", "rules (b)"]
    assert [one.name for one in named([("a", same), ("a", same)])] == ["rules (a) 1", "rules (a) 2"]
    assert [one.name for one in named([("a", same)])] == ["rules"]


# what it keeps to itself


def test_sealed_articles_count_and_are_not_shown():
    never = (Never(kind="invented_actor", what="a secret event"),)
    sealed = article(1, 1, 1, id="secret-id", group="secret-group", split="sealed", never=never,
                     errors=(missed((0, 6), gold="secret fact"),), merged=("a secret merger",))  # fmt: skip
    one, opened = run([sealed, article(2, 3, 1)]), run([article(2, 3, 1)])
    asked: list[str] = []

    def text_of(article: RunArticle) -> str:
        asked.append(article.id)
        return "secret text"

    html = page(named([("", one)]), text_of)
    assert "secret" not in html.replace("secret text", "")
    assert asked == ["a0002"]
    words = Read(html).words
    assert "1 sealed article counts in every figure" in words
    assert "an invented actor 1 time 1 in sealed articles, not told" in words
    assert f"F1 {one.whole.f1:.3f}" in words
    assert one.whole.f1 != opened.whole.f1
    unsealed = Read(page(named([("", one)]), text_of, unseal=True)).words
    for told in ("secret-id", "secret fact", "a secret event", "a secret merger"):
        assert told in unsealed
    assert "were not kept" not in unsealed


def test_a_sealed_article_whose_errors_were_not_kept_says_so():
    one = named([("", run([article(1, 1, 1, split="sealed", errors=()), article(2, 3, 1)]))])
    words = Read(page(one, lambda article: None, unseal=True)).words
    assert "The errors of 1 sealed article were not kept" in words
    assert "kept without its single errors" not in words


def test_the_command_unseals_only_when_told_to(gold, kept, tmp_path):
    file = gold / "gold" / f"{FEW[0]}.json"
    body = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**body, "split": "sealed"}, ensure_ascii=False), encoding="utf-8")
    eval_("--gold", gold, "-o", kept)
    assert FEW[0] not in report(kept, "--gold", gold).stdout
    assert FEW[0] in report(kept, "--gold", gold, "--unseal").stdout


def test_a_page_names_no_path_and_no_time(kept, gold, tmp_path):
    html = report(kept, "--gold", gold).stdout
    assert str(tmp_path) not in html
    assert not re.search(r"20[2-9]\d-\d\d-\d\dT|\d\d:\d\d:\d\d", html)


# texts


def test_the_same_inputs_give_the_same_bytes_to_a_file_and_to_standard_output(kept, gold, tmp_path):
    files = [tmp_path / name for name in ("a.html", "b.html")]
    for file in files:
        shown = report(kept, "--gold", gold, "-o", file)
        assert (shown.exit_code, shown.stdout, shown.stderr) == (0, "", "")
    assert files[0].read_bytes() == files[1].read_bytes()
    for arguments in ((), ("-o", "-")):
        assert report(kept, "--gold", gold, *arguments).stdout_bytes == files[0].read_bytes()


def test_a_text_that_is_gone_or_has_changed_is_left_out_and_the_page_says_so(kept, gold):
    whole = Read(report(kept, "--gold", gold).stdout)
    assert "no text here" not in whole.words
    (gold / "gold" / f"{FEW[0]}.json").unlink()
    changed = gold / "articles" / f"{FEW[2]}.txt"
    changed.write_text("An unrelated sentence.\n" + changed.read_text(encoding="utf-8"), encoding="utf-8")
    left = Read(report(kept, "--gold", gold).stdout)
    assert "2 articles have errors and no text here" in left.words
    assert "An unrelated sentence" not in left.words
    assert len(left.having(class_="text")) == len(whole.having(class_="text")) - 2
    assert len(left.having(class_="errors")) == len(whole.having(class_="errors"))


def test_without_a_folder_of_gold_the_page_has_the_errors_alone(kept, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = report(kept)
    assert shown.exit_code == 0
    assert "name your folder of gold with --gold" in shown.stderr
    assert Read(shown.stdout).having(class_="text") == []


def test_a_folder_that_is_named_has_to_hold_gold(kept, tmp_path):
    assert report(kept, "--gold", tmp_path / "nowhere").exit_code == 2
    (tmp_path / "empty").mkdir()
    assert report(kept, "--gold", tmp_path / "empty").exit_code == 12


def test_only_the_worst_have_texts_and_all_their_errors(monkeypatch):
    monkeypatch.setattr(shown_articles, "TEXTS", 2)
    monkeypatch.setattr(shown_articles, "ERRORS", 3)
    many = run([article(n, 1, n + 1) for n in range(6)])
    read = Read(made(many, text="A text."))
    assert len(read.having(class_="text")) == 2
    assert "The texts of 4 articles are left out" in read.words
    assert len([tag for tag in read.tags if tag[0] == "li" and "data-error" in tag[1]]) == 6 + 5 + 3 + 3 + 2 + 1
    assert "and 1 smaller" in read.words


def test_very_long_texts_are_left_out(monkeypatch):
    monkeypatch.setattr(shown_articles, "CHARACTERS", 100)
    read = Read(made(run([article(n, 1, 1) for n in range(3)]), text="x" * 60))
    assert len(read.having(class_="text")) == 1
    assert "The texts of 2 articles are left out" in read.words


def test_a_screen_is_no_place_for_a_page(kept, gold):
    ours, theirs = os.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "sahelsum", "eval", "report", str(kept), "--gold", str(gold)],
        stdout=theirs, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert "--output" in done.stderr


# nothing in an article can break the page


def test_words_of_an_article_are_shown_and_never_obeyed():
    bad = article(
        1, 1, 1, id=f"id {HOSTILE}", never=(Never(kind="invented_actor", what=HOSTILE),), merged=(HOSTILE,),
        countries=(HOSTILE,), language=HOSTILE, errors=(missed((3, 30), gold=HOSTILE, slip=HOSTILE),),
    )  # fmt: skip
    body = run([bad, article(2, 1, 1, errors=(missed((5, 9)),))])
    reader = body.readers[0].model_copy(update={"model": HOSTILE, "prompt": HOSTILE})
    html = page(named([(HOSTILE, body.model_copy(update={"readers": (reader,)}))] * 2), lambda article: HOSTILE)
    read = Read(html)
    assert [tag for tag, _ in read.tags].count("script") == 1
    assert "img" not in {tag for tag, _ in read.tags}
    assert {name for _, attrs in read.tags for name in attrs if name.startswith("on")} == set()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)
    shown = " ".join(visible(HOSTILE).split())
    assert "␀␛[31m⟨u+0085⟩ ⟨right-to-left override⟩gnp.⟨left-to-right isolate⟩ & é" in shown
    assert read.words.count(shown) > 8


@given(st.text())
def test_what_is_made_visible_can_be_written_and_read_back(text: str):
    shown = visible(text)
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert visible(shown) == shown


SPAN = st.tuples(st.integers(-3, 45), st.integers(-3, 45))
ERROR = st.builds(
    lambda verdict, gold_at, found_at: missed(verdict=verdict, gold_at=gold_at, found_at=found_at),
    st.sampled_from(GRAVITY), st.lists(SPAN, max_size=3).map(tuple), st.lists(SPAN, max_size=3).map(tuple),
)  # fmt: skip


@settings(max_examples=300)
@given(st.text(max_size=40), st.lists(ERROR, max_size=6))
def test_every_character_is_marked_with_just_the_errors_whose_words_it_is(text: str, errors: list[Miss]):
    cut = list(pieces(text, errors))
    assert "".join(piece.text for piece in cut) == text
    at = 0
    for piece in cut:
        for place in range(at, at + len(piece.text)):
            sides = [(number, side) for number, miss in enumerate(errors, start=1)
                     for side, spans in (("gold", miss.gold_at), ("record", miss.found_at))
                     if any(start <= place < end for start, end in spans)]  # fmt: skip
            assert piece.errors == tuple(sorted({number for number, _ in sides}))
            names = {side for _, side in sides}
            assert piece.sides == ("both" if len(names) > 1 else "".join(names))
            verdicts = {errors[number - 1].verdict for number in piece.errors}
            assert piece.verdict == next((name for name in GRAVITY if name in verdicts), "")
        at += len(piece.text)
    firsts = [number for piece in cut for number, is_first in piece.opens if is_first]
    assert sorted(firsts) == sorted({number for piece in cut for number in piece.errors})


def test_overlapping_words_are_told_apart_by_number():
    errors = [missed((0, 10)), missed((5, 15), verdict="invented", gold=None, found="x")]
    cut = list(pieces("0123456789abcdefghij", errors))
    assert [(one.text, one.errors, one.verdict) for one in cut] == [
        ("01234", (1,), "missed"), ("56789", (1, 2), "invented"), ("abcde", (2,), "invented"), ("fghij", (), ""),
    ]  # fmt: skip
    assert [label(number, miss) for number, miss in enumerate(errors, start=1)] == ["M1", "I2"]


# it stands alone


def test_the_page_asks_nobody_and_lets_nobody_in(kept, gold):
    html = report(kept, "--gold", gold).stdout
    read = Read(html)
    for tag, attrs in read.tags:
        assert "src" not in attrs
        assert not any(name.startswith("on") or name == "style" for name in attrs), "the policy would forbid it"
        assert tag in ("a", "link") or "href" not in attrs
        assert attrs.get("href", "#").startswith("#") or attrs["href"] == "data:,"
    assert "url(" not in html
    assert "@import" not in html
    (policy,) = (attrs["content"] for _, attrs in read.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        (body,) = re.findall(rf"(?s)<{tag}>(.*?)</{tag}>", html)
        digest = b64encode(sha256(body.encode("utf-8")).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def palettes() -> dict[str, dict[str, str]]:
    css = (Path(shown_articles.__file__).parent / "style.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    assert len(blocks) == 2
    return {name: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
            for name, block in zip(("light", "dark"), blocks, strict=True)}  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read(scheme: str):
    """WCAG 2: 4.5 to 1 for text, 3 to 1 for lines and marks."""
    colour = palettes()[scheme]
    texts = [(name, ground) for name in ("ink", "dim", "link", "good", "bad") for ground in ("ground", "raised")]
    texts += [(f"on-{name}", name) for name in GRAVITY] + [("ink", f"{name}-tint") for name in GRAVITY]
    lines = [(f"{name}-line", "ground") for name in GRAVITY] + [(f"run{number}", "ground") for number in range(5)]
    assert {pair: ratio for pair in texts if (ratio := contrast(*(colour[name] for name in pair))) < 4.5} == {}
    assert {pair: ratio for pair in lines if (ratio := contrast(*(colour[name] for name in pair))) < 3} == {}


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_are_told_apart_by_every_eye(scheme: str, eye: str):
    colour = palettes()[scheme]
    for names in (GRAVITY, [f"run{number}" for number in range(5)]):
        for one, other in combinations(names, 2):
            assert apart(colour[one], colour[other], eye) > 20, (one, other)
