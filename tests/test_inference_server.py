"""A real inference server on the loopback: llama.cpp's own, with a model of random weights, asked the way a user asks.

The scripts of `test_model` say what we think that servers answer; here one answers. What the model says is chance, so
nothing is asserted of it but what must hold whatever it says.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from inference_server import ALIAS, Server, needed, serving
from models import read_by
from pieces import pieces
from typer.testing import CliRunner

from sahelsum.article import Article
from sahelsum.cli.app import app
from sahelsum.draft import Draft
from sahelsum.errors import ModelError, TruncatedError, WindowError
from sahelsum.ground import ground
from sahelsum.llm.cache import Cache
from sahelsum.llm.extract import Asking, Reader
from sahelsum.llm.question import Question
from sahelsum.prompting.prompt import prompt
from sahelsum.prompting.render import render
from sahelsum.prompting.wire import wire_text
from sahelsum.reading import read
from sahelsum.record import Record
from sahelsum.reference import Reference

needed()

EVALS = Path(__file__).resolve().parents[1] / "evals" / "articles"
FILES = [file for language in ("en", "fr") for file in sorted(EVALS.glob(f"{language}*.txt"))[:10]]
RIGHT, WRONG = "sk-the-right-key-0123456789", "sk-quite-another-key-9876543210"
TEXT = "Gunmen killed three soldiers near Gossi on Tuesday, the army said. It gave no other toll. "
NOBODY = "http://127.0.0.1:9/v1"
"""Where nothing listens."""


def sentences(text: str) -> list[str]:
    return [one.strip() for one in re.split(r"(?<=[.!?])\s+|\n+", text) if one.strip()]


@pytest.fixture(autouse=True)
def _no_key(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    """The model's file; it knows the sentences of the articles, so that it can quote them."""
    from tiny_model import build  # which needs what may be missing

    said = [sentence for file in FILES for sentence in sentences(read(file).text)]
    shown = render(prompt("incident"), None).system
    return build(tmp_path_factory.mktemp("model") / "tiny.gguf", wire_text(), said, shown)


@pytest.fixture(scope="module")
def server(model) -> Iterator[Server]:
    with serving(model, slots=2) as running:
        yield running


def cli(verb: str, *arguments: object, key: str | None = None, text: str | None = None):
    """What a command of ours prints and how it ends, with nothing in its environment but perhaps a key."""
    ours = {name: None for name in os.environ if name.startswith("SAHELSUM_")}
    environment = {**ours, "OPENAI_API_KEY": key}
    return CliRunner().invoke(app, [verb, *map(str, arguments)], input=text, env=environment, prog_name="sahelsum")


def asked_of(url: str, folder: Path) -> tuple[object, ...]:
    return ("--model", ALIAS, "--base-url", url, "--cache-dir", folder)


def reader_of(url: str | None, folder: Path, **more) -> Reader:
    return Reader(Asking(ALIAS, url, cache_dir=folder, **more))


@dataclass(frozen=True)
class Readings:
    """Articles with their records, in the order of `FILES`, and the folder in which the answers are kept."""

    articles: list[Article]
    records: list[Record]
    folder: Path


@pytest.fixture(scope="module")
def readings(server, tmp_path_factory) -> Readings:
    """Twenty articles read by one command, which has several under way at once."""
    folder = tmp_path_factory.mktemp("kept")
    shown = cli("summarise", *FILES, "--json", *asked_of(server.url, folder))
    assert shown.exit_code == 0, shown.stderr
    records = [Record.model_validate_json(line) for line in shown.stdout.splitlines()]
    return Readings([read(file) for file in FILES], records, folder)


def test_what_a_server_answers_under_our_schema_is_a_draft_at_once(readings):
    answers = list(Cache(readings.folder).entries())
    assert {answer.article for answer in answers} == {article.id for article in readings.articles}
    drafts = [Draft.model_validate_json(answer.raw) for answer in answers]
    assert len(drafts) > len(FILES), "what is refused is sent back"
    assert any(incident.casualties for draft in drafts for incident in draft.incidents), "it says something"


def test_a_record_comes_out_of_every_article_whatever_the_model_says(readings):
    assert [record.article.id for record in readings.records] == [article.id for article in readings.articles]
    for record in readings.records:
        source = record.provenance
        assert (source.extractor, source.model, source.cached) == ("llm", ALIAS, False)
        assert source.requests > 0
        assert source.input_tokens > 0 < source.output_tokens


def test_every_quote_of_a_record_stands_in_its_article(readings):
    found = 0
    for article, record in zip(readings.articles, readings.records, strict=True):
        for piece in pieces(record.model_dump()):
            assert article.text[piece["start"] : piece["end"]] == piece["quote"]
            found += 1
    assert found > len(FILES)


def test_every_fact_quoted_from_elsewhere_is_in_the_audit(readings):
    answers, reference = list(Cache(readings.folder).entries()), Reference.load(None)
    found = 0
    for article, record in zip(readings.articles, readings.records, strict=True):
        audits = []
        for answer in answers:
            if answer.article == article.id:
                draft = Draft.model_validate_json(answer.raw)
                audits.append(ground(draft, article, reference).rejected)
                elsewhere = {quote for quote in facts_quoted(draft) if letters(quote) not in letters(article.text)}
                assert elsewhere <= {one.quote for one in audits[-1]}
                found += len(elsewhere)
        assert record.audit.rejected in audits, "what is refused of the draft that stands is in the record"
    assert found > 0, "the model quotes another article now and then"


def facts_quoted(draft: Draft) -> Iterator[str]:
    """The quote of every fact that is judged by itself: an incident of no type is refused as one."""
    for incident in draft.incidents:
        if incident.sub_event_type or incident.event_type:
            lists = (value for value in dict(incident).values() if isinstance(value, list))
            yield from (incident.quote, *(fact.quote for facts in lists for fact in facts))


def letters(text: str) -> str:
    """With nothing left that grounding may set aside."""
    return "".join(filter(str.isalnum, text)).casefold()


def test_what_was_answered_is_read_again_when_the_server_is_gone(model, tmp_path):
    with serving(model) as gone:
        first = read_by(reader_of(gone.url, tmp_path), read(FILES[0]))
    Cache(tmp_path).forget_records("")
    again = read_by(reader_of(gone.url, tmp_path), read(FILES[0]))
    assert (again, again.provenance.cached, again.provenance.requests) == (first, True, 0)
    shown = cli("summarise", FILES[0], "--json", "--model", ALIAS, "--cache", "only", "--cache-dir", tmp_path)
    assert (shown.exit_code, Record.model_validate_json(shown.stdout)) == (0, first)
    assert cli("summarise", FILES[1], *asked_of(gone.url, tmp_path), "--cache", "only").exit_code == 4


def test_a_key_that_the_server_does_not_know_is_told_in_one_sentence_without_it(model, tmp_path):
    with serving(model, key=RIGHT) as guarded:
        for verb, arguments in (("summarise", ["-", "--json"]), ("doctor", [])):
            shown = cli(verb, *arguments, *asked_of(guarded.url, tmp_path), key=WRONG, text=TEXT)
            assert shown.exit_code == 1
            assert "does not accept the key" in shown.output
            assert not {WRONG, RIGHT} & set(re.findall(r"sk-[\w-]+", shown.output + repr(shown.exception)))
            if verb == "summarise":
                assert (shown.stdout, shown.stderr.count("\n")) == ("", 1)
        assert cli("summarise", "-", "--json", *asked_of(guarded.url, tmp_path), key=RIGHT, text=TEXT).exit_code == 0


def test_an_address_that_the_server_does_not_know_is_told(server, tmp_path):
    wrong = server.url.replace("/v1", "/nothing/v1")
    with pytest.raises(ModelError, match="does not know this model or this address"):
        read_by(reader_of(wrong, tmp_path), read(TEXT))


def test_an_article_longer_than_the_servers_window_is_asked_about_in_parts(model, tmp_path):
    """The server counts bytes outside the sentences that its model knows: 12,000 characters are far above 4,096 tokens,
    3,000 are below it together with what is answered."""
    known = [one for file in FILES for one in sentences(read(file).text) if 80 < len(one) < 120]
    paragraphs = [f"{number}. {TEXT}{sentence}" for number, sentence in enumerate(known[:55])]
    article = read("News of the week\n\n" + "\n\n".join(paragraphs))
    assert len(article.text) > 10_000
    with serving(model, window=4_096) as small:
        record = read_by(reader_of(small.url, tmp_path), article)
    first = [answer for answer in Cache(tmp_path).entries() if answer.turn == 0]
    assert len(first) > 2
    assert {answer.article for answer in first} == {article.id}
    assert max(answer.input_tokens for answer in first) < 4_096
    quoted = list(pieces(record.model_dump(include={"incidents"})))
    assert quoted
    assert all(article.text[piece["start"] : piece["end"]] == piece["quote"] for piece in quoted)


def test_a_window_that_no_part_fits_into_is_told_in_one_sentence(model, tmp_path):
    with serving(model, window=512) as tiny:
        with pytest.raises(WindowError, match="longer than the model's window"):
            read_by(reader_of(tiny.url, tmp_path), read(TEXT * 8))
        shown = cli("summarise", "-", *asked_of(tiny.url, tmp_path), text=TEXT * 8)
        assert (shown.exit_code, shown.stdout, shown.stderr.count("\n")) == (1, "", 1)


def test_an_answer_that_outgrows_the_window_is_cut_off_and_not_kept(model, tmp_path):
    with serving(model, window=512) as tiny, pytest.raises(TruncatedError) as cut:
        read_by(reader_of(tiny.url, tmp_path), read(TEXT * 2))
    assert cut.value.raw.startswith('{"incidents":')
    assert len(Cache(tmp_path)) == 0


def test_the_bound_on_an_answers_length_is_kept_to(server, tmp_path, monkeypatch):
    monkeypatch.setattr("sahelsum.llm.extract.Question", partial(Question, max_tokens=5))
    with pytest.raises(TruncatedError) as cut:
        read_by(reader_of(server.url, tmp_path), read(FILES[0]))
    assert cut.value.raw.startswith('{"incidents":')


def test_a_server_that_is_killed_while_it_answers_is_waited_for_and_then_told(model, tmp_path):
    budget, killed = 2.0, []

    def kill() -> None:
        dying.kill_when_busy(within=30.0)
        killed.append(time.monotonic())

    with serving(model) as dying:
        killer = Thread(target=kill)
        killer.start()
        question = TEXT * 280  # 25,000 tokens, which keep it busy for seconds
        shown = cli("summarise", "-", *asked_of(dying.url, tmp_path), "--retry-budget", budget, text=question)
        ended = time.monotonic()
        killer.join()
    assert (shown.exit_code, shown.stdout, len(Cache(tmp_path))) == (5, "", 0)
    assert int(re.search(r"the endpoint failed (\d+) time\(s\)", shown.stderr)[1]) >= 2
    assert ended - killed[0] < budget + 5, "it waits no longer than it may; what is beside that is a busy machine"


def test_doctor_finds_a_real_server_well_and_strict(server, tmp_path):
    shown = cli("doctor", *asked_of(server.url, tmp_path))
    lines = {line.split()[1]: line for line in shown.stdout.splitlines()}
    assert (shown.exit_code, {line[:2] for line in lines.values()}) == (0, {"ok"}), shown.output
    assert lines["endpoint"].endswith("knows the model")
    assert "by a strict JSON schema" in lines["answer"]


def test_doctor_says_that_nothing_answers_there(tmp_path):
    shown = cli("doctor", *asked_of(NOBODY, tmp_path))
    assert (shown.exit_code, "does not answer" in shown.stdout) == (1, True)
