"""A batch on a cluster: a real Dask scheduler with workers on two loopback addresses, some of which are killed."""

from __future__ import annotations

import json
import os
import pickle
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from dask_cluster import Cluster, cluster
from loopback import endpoint, fails, says
from redis_server import PASSWORD, server
from test_batch import articles, batch, rows, sources
from test_model import DRAFT, KEY

import sahelsum
from sahelsum.batching.engines.by_engine import ByEngine
from sahelsum.batching.engines.work import Task, with_own_cache, work
from sahelsum.batching.items import Item
from sahelsum.batching.job import Job
from sahelsum.batching.limiter import Limits
from sahelsum.batching.one import Made, Making
from sahelsum.llm.extract import Asking
from sahelsum.record import Record
from sahelsum.reference import Reference

ARTICLES = sorted((Path(__file__).resolve().parents[1] / "evals" / "articles").glob("*.txt"))


@pytest.fixture(autouse=True)
def _no_key(monkeypatch):
    for name in ("OPENAI_API_KEY", "SAHELSUM_DATA", "SAHELSUM_MODEL", "SAHELSUM_CACHE_DIR", "SAHELSUM_CACHE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def dask(tmp_path_factory) -> Iterator[Cluster]:
    """Two machines with a worker each; the key is in their environment and not in ours."""
    with cluster(tmp_path_factory.mktemp("dask"), OPENAI_API_KEY=KEY) as running:
        running.add("127.0.0.2")
        running.add("127.0.0.3")
        running.wait(2)
        yield running


def on(dask: Cluster) -> list[str]:
    return ["--engine", "dask", "--address", dask.url]


def model(url: str, folder: Path) -> list[object]:
    return ["--model", "openai/tiny", "--base-url", url, "--cache-dir", folder / "cache"]


def read(file: Path) -> list[Record]:
    found = (Record.model_validate_json(line) for line in file.read_bytes().splitlines())
    return sorted(found, key=lambda record: record.article.source)


def task(asking: Asking | None = None, **limits: float) -> Task:
    from importlib.metadata import version

    return Task(Making(None, True), version("sahelsum"), Reference.load().digest, asking, Limits(**limits))


def test_the_rules_read_on_a_cluster_as_they_read_here(dask, tmp_path):
    made = batch(*ARTICLES[:30], "-o", tmp_path / "there.jsonl", *on(dask))
    assert made.exit_code == 0, made.stderr
    assert batch(*ARTICLES[:30], "-o", tmp_path / "here.jsonl").exit_code == 0
    assert read(tmp_path / "there.jsonl") == read(tmp_path / "here.jsonl")
    assert len(read(tmp_path / "there.jsonl")) == 30


def test_a_model_is_asked_by_workers_with_a_key_of_their_own_and_twins_are_paid_for_once(dask, tmp_path):
    file = articles(tmp_path, 120)
    twins = [json.loads(line) | {"id": f"twin{at}"} for at, line in enumerate(file.read_text().splitlines()[:40])]
    file.write_text(file.read_text() + "".join(f"{json.dumps(row)}\n" for row in twins))
    with endpoint(says(DRAFT)) as script:
        made = batch(file, "-o", tmp_path / "r.jsonl", *model(script.url, tmp_path), *on(dask), "--price", "1,10")
        asked = Counter(json.dumps(body["messages"]) for body in script.seen)
        keys = set(script.keys)
    assert made.exit_code == 0, made.stderr
    assert len(read(tmp_path / "r.jsonl")) == 120
    assert set(asked.values()) == {1}
    assert keys == {f"Bearer {KEY}"}
    assert "40 duplicates" in made.stderr
    assert f"{len(asked)} requests, {100 * len(asked):,} tokens in" in made.stderr


def test_no_key_and_no_password_travel_in_a_task(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    url = f"redis://:{PASSWORD}@head:6379/0"
    job = Job((), Path("r.jsonl"), Asking("openai/tiny", cache_url=url))
    sent = pickle.dumps(ByEngine(job, engine=None)._task)
    assert KEY.encode() not in sent
    assert PASSWORD.encode() not in sent
    assert b"head:6379" in sent
    monkeypatch.setenv("SAHELSUM_CACHE_URL", url)
    assert with_own_cache(pickle.loads(sent).asking).cache_url == url


@pytest.mark.parametrize("how", ["a worker", "a machine"])
def test_what_is_killed_loses_nothing_and_doubles_nothing(tmp_path, how):
    with cluster(tmp_path, OPENAI_API_KEY=KEY) as running, endpoint(says(DRAFT) | {"after": 0.05}) as script:
        running.add("127.0.0.2", 2)
        running.add("127.0.0.3", 2)
        running.wait(4)

        def strike() -> None:
            until = time.monotonic() + 60
            while len(script.seen) < 30 and time.monotonic() < until:
                time.sleep(0.01)
            running.kill("127.0.0.3", 1 if how == "a worker" else None)

        thread = threading.Thread(target=strike)
        thread.start()
        made = batch(articles(tmp_path, 160), "-o", tmp_path / "r.jsonl", *model(script.url, tmp_path), *on(running),
                     "--concurrency", "16")  # fmt: skip
        thread.join()
        asked = Counter(json.dumps(body["messages"]) for body in script.seen)
    assert made.exit_code == 0, made.stderr
    assert sorted(sources(tmp_path / "r.jsonl")) == sorted(f"n{number}" for number in range(160))
    assert len(asked) == 160
    lost = sum(asked.values()) - 160
    assert lost <= 2 * 16, "at most what was in flight on the dead is asked again: the rest is in the cache"


def test_the_library_reads_on_a_cluster_too(dask, tmp_path):
    found = list(sahelsum.batch(ARTICLES[:3], tmp_path / "r.jsonl", engine="dask", address=dask.url))
    assert [result.status for result in found] == ["new"] * 3


def test_several_machines_share_one_cache_on_a_server(tmp_path, monkeypatch):
    with server(tmp_path) as url, cluster(tmp_path, OPENAI_API_KEY=KEY, SAHELSUM_CACHE_URL=url) as running:
        running.add("127.0.0.2")
        running.wait(1)
        monkeypatch.setenv("SAHELSUM_CACHE_URL", url)
        with endpoint(says(DRAFT)) as script:
            how = ["--model", "openai/tiny", "--base-url", script.url]
            file = articles(tmp_path, 60)
            assert batch(file, "-o", tmp_path / "there.jsonl", *how, *on(running)).exit_code == 0
            monkeypatch.setenv("OPENAI_API_KEY", KEY)
            assert batch(file, "-o", tmp_path / "here.jsonl", *how).exit_code == 0
            assert len(script.seen) == 60
    assert read(tmp_path / "there.jsonl") == read(tmp_path / "here.jsonl")


def test_the_ceiling_is_shared_out_and_never_passed_by_more_than_one_answer_a_worker(dask, tmp_path):
    def dear(body):
        answer = says(DRAFT)
        made = json.loads(answer["body"])
        made["usage"] = {"prompt_tokens": 10_000, "completion_tokens": 5_000, "total_tokens": 15_000}
        return answer | {"body": json.dumps(made)}

    with endpoint(dear) as script:
        made = batch(articles(tmp_path, 60), "-o", tmp_path / "r.jsonl", *model(script.url, tmp_path), *on(dask),
                     "--price", "1,10", "--max-cost", "1", "--concurrency", "2")  # fmt: skip
        spent = 0.06 * len(script.seen)
    assert made.exit_code == 5, made.stderr
    assert "ceiling of $1" in made.stderr
    assert 0.5 < spent <= 1.0 + 2 * 0.06
    assert len(read(tmp_path / "r.jsonl")) == len(script.seen)


def test_requests_at_once_hold_over_all_workers(dask, tmp_path):
    under_way, peak, lock = [0], [0], threading.Lock()

    def slow(body):
        with lock:
            under_way[0] += 1
            peak[0] = max(peak[0], under_way[0])
        time.sleep(0.05)
        with lock:
            under_way[0] -= 1
        return says(DRAFT)

    with endpoint(slow) as script:
        made = batch(articles(tmp_path, 120), "-o", tmp_path / "r.jsonl", *model(script.url, tmp_path), *on(dask),
                     "--concurrency", "6")  # fmt: skip
    assert made.exit_code == 0, made.stderr
    assert 3 < peak[0] <= 6


def test_a_key_that_is_not_accepted_stops_the_run(dask, tmp_path):
    with endpoint(fails(401)) as script:
        made = batch(articles(tmp_path, 60), "-o", tmp_path / "r.jsonl", *model(script.url, tmp_path), *on(dask))
    assert made.exit_code == 1
    assert "does not accept the key" in made.stderr
    assert rows(tmp_path / "r.failures.jsonl") == [] if (tmp_path / "r.failures.jsonl").exists() else True


def test_what_fails_at_a_worker_is_a_failure_with_its_reason(dask, tmp_path):
    with endpoint(says("", refusal="no")) as script:
        made = batch(articles(tmp_path, 3), "-o", tmp_path / "r.jsonl", *model(script.url, tmp_path), *on(dask))
    assert made.exit_code == 1
    failures = rows(tmp_path / "r.failures.jsonl")
    assert [row["reason"] for row in failures] == ["refusal"] * 3
    assert all(row["attempts"] == 1 for row in failures)


def test_a_worker_of_another_version_or_with_other_data_does_nothing():
    item = Item("a.txt", "Gunmen killed three soldiers near Gossi on Tuesday, the army said.")
    (found,) = work(task(), [item]).found
    assert isinstance(found, Made)
    for other in ({"sahelsum": "0.0.1"}, {"data": "0" * 16}):
        done = work(replace(task(), **other), [item])
        assert done.found == (None,)
        assert done.stopped is not None
        assert "bring both to the same state" in done.stopped[0]
        assert done.stopped[1] == 1


def test_no_cluster_is_said_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr("sahelsum.batching.engines.by_dask._SECONDS", 0.5)
    made = batch(articles(tmp_path, 2), "-o", tmp_path / "r.jsonl", "--engine", "dask", "--address", "tcp://127.0.0.1:9")
    assert made.exit_code == 1
    assert "no Dask cluster with workers answers at tcp://127.0.0.1:9" in made.stderr


def test_a_cluster_is_started_here_where_no_address_is_given(tmp_path):
    made = batch(*ARTICLES[:4], "-o", tmp_path / "r.jsonl", "--engine", "dask", "--workers", "1")
    assert made.exit_code == 0, made.stderr
    assert len(read(tmp_path / "r.jsonl")) == 4


def test_what_does_not_go_together_is_wrong_usage(tmp_path):
    file = articles(tmp_path, 1)
    out = ("-o", tmp_path / "r.jsonl")
    assert batch(file, *out, "--address", "tcp://x:1").exit_code == 2
    assert batch(file, *out, "--model", "openai/x", "--workers", "2").exit_code == 2
    assert batch(file, *out, "--model", "openai/x", "--via", "openai-batch", "--engine", "dask").exit_code == 2


@pytest.mark.slow
def test_the_rules_read_on_ray_as_they_read_here(tmp_path):
    pytest.importorskip("ray", reason="Ray is not installed: pip install 'sahelsum[ray]'")
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    made = batch(*ARTICLES[:20], "-o", tmp_path / "there.jsonl", "--engine", "ray", "--workers", "2")
    assert made.exit_code == 0, made.stderr
    assert batch(*ARTICLES[:20], "-o", tmp_path / "here.jsonl").exit_code == 0
    assert read(tmp_path / "there.jsonl") == read(tmp_path / "here.jsonl")
