"""Answers on a server that several machines share: a real one, behind the same seam as the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback import endpoint, says
from redis_server import PASSWORD, server
from test_batch import articles, batch, sources
from test_model import DRAFT, KEY
from typer.testing import CliRunner

from sahelsum.cli.app import app
from sahelsum.errors import ModelError
from sahelsum.llm.cache import Cache
from sahelsum.llm.entry import Entry
from sahelsum.llm.redis_cache import RedisCache, shown
from sahelsum.llm.store import DamagedError, NotKeptError
from sahelsum.llm.stores import opened

WORDS = st.text(max_size=6)
ENTRY = st.builds(Entry, st.sampled_from("abc"), st.sampled_from("xy"), WORDS, WORDS, WORDS, st.integers(0, 2), WORDS,
                  st.none() | st.integers(0, 9), st.none() | st.integers(0, 9))  # fmt: skip
STEP = st.one_of(
    st.tuples(st.just("add"), ENTRY), st.tuples(st.just("get"), st.sampled_from("abcd")),
    st.tuples(st.just("remove"), st.lists(st.sampled_from("abcd"), max_size=2, unique=True)),
    st.tuples(st.just("learn"), st.sampled_from("mn"), WORDS), st.tuples(st.just("learnt"), st.sampled_from("mno")),
    st.tuples(st.just("keep_record"), st.sampled_from("rs"), st.sampled_from(("c1-d", "c2-d")), WORDS),
    st.tuples(st.just("record"), st.sampled_from("rst")), st.tuples(st.just("forget_records"), st.just("c1")),
)  # fmt: skip


@pytest.fixture(scope="module")
def url(tmp_path_factory) -> Iterator[str]:
    with server(tmp_path_factory.mktemp("redis")) as address:
        yield address


@pytest.fixture
def shared(url) -> RedisCache:
    cache = RedisCache(url)
    cache._server.flushall()
    return cache


@settings(max_examples=60)
@given(steps=st.lists(STEP, max_size=12))
def test_it_does_what_the_file_does(url, tmp_path_factory, steps):
    shared, file = RedisCache(url), Cache(tmp_path_factory.mktemp("cache"))
    shared._server.flushall()
    for name, *values in steps:
        told = [getattr(one, name)(*values) for one in (shared, file)]
        assert told[0] == told[1], (name, values)
    assert len(shared) == len(file)
    assert list(shared.entries()) == list(file.entries())


def test_a_value_that_is_no_answer_is_damaged_and_passed_over(shared):
    shared._server.set("sahelsum:answer:k", b"garbage")
    with pytest.raises(DamagedError):
        shared.get("k")
    assert list(shared.entries()) == []
    assert shared.size > 0


def test_a_password_is_never_shown(url):
    assert PASSWORD not in shown(url)
    for wrong in (url.replace(PASSWORD, "wrong-secret"), "redis://:hidden-word@127.0.0.1:1/0", "ftp://u:hidden-word@x/"):
        with pytest.raises(ModelError) as caught:
            opened(None, wrong)
        assert not [word for word in (PASSWORD, "wrong-secret", "hidden-word") if word in str(caught.value)]


def test_a_server_that_has_gone_is_said_and_an_answer_that_cannot_be_kept_is_not_lost(tmp_path):
    with server(tmp_path) as address:
        cache = RedisCache(address)
        cache.add(Entry("k", "a", "p", "s", "m", 0, "raw", 1, 2))
    with pytest.raises(NotKeptError, match="no connection"):
        cache.add(Entry("k", "a", "p", "s", "m", 0, "raw", 1, 2))
    with pytest.raises(ModelError, match="cannot be used"):
        cache.get("k")
    assert cache.keep_record("r", "c-d", "{}") is None
    assert cache.learn("m", "x") is None


def test_two_machines_pay_once(url, shared, tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("SAHELSUM_CACHE_URL", url)
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    with endpoint(says(DRAFT)) as script:
        how = ["--model", "openai/tiny", "--base-url", script.url]
        assert batch(articles(tmp_path / "one", 4), "-o", tmp_path / "one" / "r.jsonl", *how).exit_code == 0
        asked = len(script.seen)
        made = batch(articles(tmp_path / "other", 4), "-o", tmp_path / "other" / "r.jsonl", *how)
    assert made.exit_code == 0
    assert len(script.seen) == asked == 4
    assert sorted(sources(tmp_path / "other" / "r.jsonl")) == ["n0", "n1", "n2", "n3"]
    assert PASSWORD not in (tmp_path / "one" / "r.manifest.json").read_text()


def test_answers_travel_between_a_server_and_a_file(url, shared, tmp_path: Path):
    shared.add(Entry("k", "a", "incident@x", "s", "m", 0, "raw", 1, 2))

    def cache(*arguments: object):
        return CliRunner().invoke(app, ["cache", *map(str, arguments)], prog_name="sahelsum")

    info = cache("info", "--cache-url", url)
    assert "     1  answers in redis://127.0.0.1:" in info.stdout
    assert PASSWORD not in info.stdout
    assert cache("export", tmp_path / "kept.jsonl", "--cache-url", url).exit_code == 0
    assert cache("import", tmp_path / "kept.jsonl", "--cache-dir", tmp_path / "c").exit_code == 0
    assert list(Cache(tmp_path / "c").entries()) == list(shared.entries())
    assert "1 answers removed" in cache("prune", "--cache-url", url).stderr
