"""What a batch takes beside its peers, all against one loopback endpoint in the same run; every figure a ratio.

`python tests/benchmarks/batch.py [PART…]` makes an environment for the peers in a temporary folder (or takes the one in
`SAHELSUM_PEERS`), and ends with 1 if a target is missed. Parts: throughput, slow, memory, cached, limit, rules. What
kill -9 costs is in `tests/test_batch.py`.
"""

from __future__ import annotations

import gc
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
COUNT, AT_ONCE, LATENCY = 640, 32, 0.2
ROUNDS = 3
PEERS = ("openai>=3,<4", "instructor>=1.17,<2", "langextract>=1.7", "aiohttp>=3.10")
MISSED: list[str] = []


def says(what: str, value: float, target: float | None = None, at_least: bool = True, unit: str = "x") -> None:
    """One line of the report; a target that is missed is remembered."""
    verdict = ""
    if target is not None:
        met = value >= target if at_least else value <= target
        verdict = f"   target {'≥' if at_least else '≤'} {target:g}: {'met' if met else 'MISSED'}"
        MISSED.extend([] if met else [what])
    print(f"  {what:62} {value:9.2f} {unit}{verdict}", flush=True)


class Server:
    """The loopback endpoint."""

    def __init__(self) -> None:
        self._process = subprocess.Popen([sys.executable, HERE / "batch_server.py"], stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self._root = f"http://127.0.0.1:{int(self._process.stdout.readline())}"
        self.url = f"{self._root}/v1"

    def reset(self, **config: object) -> None:
        """Begin anew."""
        body = json.dumps({"content": DRAFT, "tool": DRAFT, "latency": LATENCY, **config}).encode()
        request = urllib.request.Request(f"{self._root}/reset", body, {"content-type": "application/json"})
        urllib.request.urlopen(request).read()

    def stats(self) -> dict[str, Any]:
        """What has been seen."""
        found: dict[str, Any] = json.loads(urllib.request.urlopen(f"{self._root}/stats").read())
        return found

    def close(self) -> None:
        """End it."""
        self._process.kill()


def article(number: int) -> str:
    """An invented article of about 2.5 kB, another one for each number, with one clause that the draft quotes."""
    dice = random.Random(number)
    files = sorted((ROOT / "evals" / "articles").glob("en0*.txt"))
    words = dice.choice(files).read_text(encoding="utf-8").split("\n\n")
    dice.shuffle(words)
    text = "Gunmen killed three soldiers near Gossi on Tuesday, the army said.\n\n" + "\n\n".join(words)
    return f"{text[:2450]}\n\nDispatch {number}."


def draft() -> str:
    """An answer of ordinary length that holds for every article: one incident, its toll and its place."""
    quote = "Gunmen killed three soldiers near Gossi on Tuesday, the army said."
    toll = {
        "victims": "soldiers", "group": "state_forces", "actor": None, "place": 0, "outcome": "killed",
        "count": {"low": 3, "high": 3, "qualifier": "exact", "text": "three"}, "part_of": None, "superseded": False,
        "according_to": "the army", "denied_by": None, "quote": quote, "attribution_quote": None,
    }  # fmt: skip
    incident = {
        "role": "reported", "sub_event_type": "Armed clash", "event_type": None,
        "date": {"text": "Tuesday", "relative_to": "publication", "time_of_day": None, "quote": quote},
        "places": [{"name": "Gossi", "near": True, "quote": quote}],
        "actors": [{"name": "Gunmen", "role": "initiator", "certainty": "stated", "quote": quote}],
        "responsibility": [], "unclaimed_quote": None, "casualties": [toll], "undisclosed": [], "claims": [],
        "targets": [], "weapons": [], "materiel": [], "quote": quote,
    }  # fmt: skip
    return json.dumps({"incidents": [incident], "summary": None})


DRAFT = draft()


def table(folder: Path, count: int) -> Path:
    """So many articles as JSON lines."""
    file = folder / f"in-{count}.jsonl"
    if not file.exists():
        with file.open("w", encoding="utf-8") as lines:
            for number in range(count):
                lines.write(json.dumps({"text": article(number)}, ensure_ascii=False) + "\n")
    return file


def ours(folder: Path, count: int, url: str | None, how: str = "whole", **more: object) -> dict[str, Any]:
    """A run of ours in a process of its own: `how` leaves out grounding, or the second reader."""
    given = {"inputs": str(table(folder, count)), "folder": str(folder), "url": url, "how": how, **more}
    done = subprocess.run(
        [sys.executable, __file__, "--ours", json.dumps(given)], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


class Watch(threading.Thread):
    """How long the busiest process took, without the time in which others had its processor (on Linux)."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._seen: dict[str, list[float]] = {}
        self._is_over = threading.Event()

    def run(self) -> None:
        """Look at this process and its children now and then."""
        me = os.getpid()
        while not self._is_over.wait(0.05):
            try:
                children = Path(f"/proc/{me}/task/{me}/children").read_text().split()
                for pid in children or [str(me)]:
                    ran, waited = (int(each) / 1e9 for each in Path(f"/proc/{pid}/schedstat").read_text().split()[:2])
                    now = time.monotonic()
                    self._seen.setdefault(pid, [now, waited, now, waited, ran])[2:] = [now, waited, ran]
            except (OSError, ValueError):
                continue

    def busy(self) -> float:
        """Seconds."""
        self._is_over.set()
        taken = [
            (after - before) - (waited - base) for before, base, after, waited, ran in self._seen.values()
            if ran > 0.1 * (after - before)  # others only hold a pipe
        ]  # fmt: skip
        return max(taken, default=0.0)


def run_ours(given: dict[str, Any]) -> None:
    """In that process: one article to have everything loaded, then all of them."""
    import sahelsum
    from sahelsum import by_model, kept_records
    from sahelsum.cli.batch_live import steady

    gc.set_threshold(200_000, 20, 20)  # as the command line does
    if given["how"] != "whole":
        kept_records.read_by_rules = lambda article, reference: ()  # type: ignore[assignment]
    if given["how"] == "flow":
        leave_out_grounding(by_model)
    folder = Path(given["folder"])
    settings: dict[str, Any] = {"workers": given.get("workers", 1)}
    if given["url"] is not None:
        settings = {"model": "m", "base_url": given["url"], "at_once": AT_ONCE, "reasks": 0,
                    "cache_dir": Path(given.get("cache") or tempfile.mkdtemp(dir=folder))}  # fmt: skip
        if given.get("only"):
            from sahelsum.llm.use import Use

            settings["cache"] = Use.only
    with tempfile.TemporaryDirectory(dir=folder) as out:
        if not given.get("cold"):
            warm = Path(out) / "warm.txt"
            warm.write_text(article(10**6), encoding="utf-8")
            list(sahelsum.batch([warm], Path(out) / "warm.jsonl", **{**settings, "workers": 1} if not given["url"]
                                else {**settings, "cache_dir": Path(out) / "warm"} if not given.get("only")
                                else settings))  # fmt: skip
        steady()
        watch = Watch()
        watch.start()
        begin, cpu = time.perf_counter(), time.process_time()
        statuses = [result.status for result in sahelsum.batch([given["inputs"]], Path(out) / "r.jsonl", **settings)]
        seconds, cpu, busy = time.perf_counter() - begin, time.process_time() - cpu, watch.busy()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    came = sum(status in ("new", "kept") for status in statuses)
    print(json.dumps({"seconds": seconds, "cpu": cpu, "came": came, "memory": memory, "busy": busy,
                      "openai": "openai" in sys.modules, "kept": statuses.count("kept")}))  # fmt: skip


def leave_out_grounding(by_model: Any) -> None:
    """Everything but grounding and what leans on it: the article is read, asked about, and written down."""
    from sahelsum.assemble import _article_info
    from sahelsum.record import Audit, Record
    from sahelsum.reference import Reference

    async def asked(article: Any, reader: Any, *, data: Any = None, content: str = "") -> Record:
        taken = await reader.read(article, lambda draft: ())
        source = by_model._asked(Reference.load(data), reader, taken.answers)
        audit = Audit(rejected=(), unused_numbers=(), contradictions=(), warnings=())
        return Record(article=_article_info(article), summary="", summary_basis="composed", incidents=(), audit=audit,
                      provenance=source)  # fmt: skip

    by_model.read_by_model = asked


def body(folder: Path) -> Path:
    """Our own request, for the peers to send."""
    from sahelsum.llm.dialect import Dialect
    from sahelsum.llm.endpoint import _request
    from sahelsum.llm.extract import Asking, Reader
    from sahelsum.llm.use import Use
    from sahelsum.reading import read

    (question,) = Reader(Asking("m", "http://x", cache=Use.off)).questions(read("@ARTICLE@"))
    file = folder / "body.json"
    file.write_text(json.dumps(_request(question, Dialect())), encoding="utf-8")
    return file


def peers_python(folder: Path) -> Path:
    """An environment with the peers in it."""
    known = os.environ.get("SAHELSUM_PEERS")
    where = Path(known) if known else folder / "peers"
    python = where / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", where], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PEERS], check=True)
    return python


def throughput(folder: Path, server: Server) -> None:
    """Articles a second and processor time an article, in turn with the peers, the best of each."""
    python, sent = peers_python(folder), body(folder)
    found: dict[str, list[dict[str, Any]]] = {}

    def peer(name: str) -> dict[str, Any]:
        done = subprocess.run(
            [python, HERE / "batch_peers.py", name, server.url, table(folder, COUNT), sent, str(COUNT), str(AT_ONCE)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        return json.loads(done.stdout.splitlines()[-1])  # type: ignore[no-any-return]

    runs: dict[str, Callable[[], dict[str, Any]]] = {
        "openai SDK": lambda: peer("sdk"), "instructor": lambda: peer("instructor"),
        "flow": lambda: ours(folder, COUNT, server.url, "flow"),
        "and grounding": lambda: ours(folder, COUNT, server.url, "grounded"),
        "and the second reader": lambda: ours(folder, COUNT, server.url),
        "langextract": lambda: peer("langextract"),
    }  # fmt: skip
    for number in range(ROUNDS):
        for name, run in runs.items():
            if number and name in ("langextract", "and grounding", "and the second reader"):
                continue
            content = LANGEXTRACT if name == "langextract" else DRAFT
            server.reset(content=content)
            found.setdefault(name, []).append(run())
    best = {name: max(each["came"] / max(each["seconds"], 0.001) for each in rows) for name, rows in found.items()}
    cpu = {name: min(each["cpu"] / COUNT * 1000 for each in rows) for name, rows in found.items()}
    print(f"{COUNT} articles, {LATENCY} s latency, {AT_ONCE} at once; ideal {AT_ONCE / LATENCY:.0f} a second")
    for name, rows in found.items():
        last = rows[-1]
        print(f"  {name:24} {best[name]:7.1f} a second  {cpu[name]:6.2f} ms of processor  {last['memory']:5.0f} MB"
              f"  {last.get('error', '')}")  # fmt: skip
    says("throughput, flow beside the bare SDK", best["flow"] / best["openai SDK"], 1.0)
    says("throughput, flow beside instructor", best["flow"] / best["instructor"], 1.25)
    says("throughput, flow beside LangExtract", best["flow"] / max(best["langextract"], 0.01), 2.5)
    says("throughput, all of it beside LangExtract", best["and the second reader"] / max(best["langextract"], 0.01))
    says("processor, flow beside the bare SDK", cpu["flow"] / cpu["openai SDK"], 1.35, at_least=False)
    reading = cpu_of_reading(folder)
    says("  of which reading the article (ours alone)", reading, unit="ms")
    says("processor, flow without reading, beside the bare SDK", (cpu["flow"] - reading) / cpu["openai SDK"])


LANGEXTRACT = json.dumps({"extractions": [{"toll": "killed three soldiers", "toll_attributes": {"killed": "3"}}]})


def cpu_of_reading(folder: Path) -> float:
    """Milliseconds of processor time for one article."""
    from sahelsum.reading import read

    texts = [json.loads(line)["text"] for line in table(folder, COUNT).read_text(encoding="utf-8").splitlines()]
    begin = time.process_time()
    for text in texts:
        read(text)
    return (time.process_time() - begin) / COUNT * 1000


def slow(folder: Path, server: Server) -> None:
    """A slow twentieth."""
    server.reset(slow=0.05, slow_latency=2.0)
    took = min((ours(folder, COUNT, server.url, "flow") for _ in range(2)), key=lambda each: float(each["seconds"]))
    ideal = COUNT * (0.95 * LATENCY + 0.05 * 2.0) / AT_ONCE
    print("5 % of the answers take 2 s")
    says("time beside the ideal", took["seconds"] / ideal, 1.4, at_least=False)


def memory(folder: Path, server: Server) -> None:
    """Resident memory of a small archive and a large one."""
    print("resident memory, 640 and 20,000 articles")
    server.reset(latency=0.0)
    few, many = (ours(folder, count, server.url, "flow")["memory"] for count in (640, 20_000))
    says(f"a model reads: {many:.0f} MB beside {few:.0f} MB", many / few, 1.15, at_least=False)


def cached(folder: Path, server: Server) -> None:
    """Kept records, and kept answers grounded anew."""
    kept = folder / "kept"
    server.reset(latency=0.0)
    ours(folder, COUNT, server.url, cache=str(kept))
    asked = server.stats()["requests"]
    again = ours(folder, COUNT, server.url, cache=str(kept), only=True, cold=True)
    print("run again from what is kept")
    says("kept records an article-second of processor", again["kept"] / again["cpu"], 800, unit="/s")
    assert server.stats()["requests"] == asked
    assert not again["openai"]
    forget(kept)
    anew = ours(folder, COUNT, server.url, cache=str(kept), only=True)
    says("kept answers, grounded anew, the rules' reading kept", anew["kept"] / anew["cpu"], 120, unit="/s")


def forget(kept: Path) -> None:
    """Drop the kept records, and not the rules' readings, which are lists."""
    import sqlite3
    import zlib

    with sqlite3.connect(kept / "answers.sqlite") as database:
        rows = database.execute("SELECT key, record FROM records").fetchall()
        gone = [(key,) for key, record in rows if not zlib.decompress(record).startswith(b"[")]
        database.executemany("DELETE FROM records WHERE key = ?", gone)


def limit(folder: Path, server: Server) -> None:
    """30 requests a second, and 5 % of them fail."""
    server.reset(rps=30, errors=0.05)
    took = ours(folder, 1000, server.url, "flow")
    good = server.stats()["good"]
    late = [each for each in good if each - good[0] > 10]
    print("30 requests a second, 5 % of 500s, 1,000 articles")
    says("lost", 1000 - took["came"], 0, at_least=False, unit="")
    says("good answers beside the limit, after ten seconds", (len(late) - 1) / (late[-1] - late[0]) / 30, 0.85)


def rules(folder: Path, _: Server) -> None:
    """The rules in one process and in two."""
    one, two = (ours(folder, COUNT, None, workers=workers) for workers in (1, 2))
    print("the rules read")
    says("articles a second of processor, one process", one["came"] / one["cpu"], 50, unit="/s")
    says("two workers beside one, by the clock", one["seconds"] / two["seconds"])
    says("the same, without the time spent waiting for a processor", one["busy"] / two["busy"], 1.7)



@contextmanager
def place() -> Iterator[tuple[Path, Server]]:
    """A folder and a server."""
    server = Server()
    try:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder), server
    finally:
        server.close()


def main() -> int:
    """Measure what is asked for, or all."""
    parts = {"throughput": throughput, "slow": slow, "memory": memory, "cached": cached, "limit": limit, "rules": rules}
    wanted = sys.argv[1:] or list(parts)
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with place() as (folder, server):
        for name in wanted:
            parts[name](folder, server)
    print(f"load after: {os.getloadavg()[0]:.1f}; missed: {', '.join(MISSED) or 'nothing'}")
    return 1 if MISSED else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--ours"]:
        run_ours(json.loads(sys.argv[2]))
    else:
        sys.exit(main())
