"""A batch as a plain call: results one after the other, as they finish."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sahelsum.batching.job import Job, Where
from sahelsum.batching.limiter import Limits
from sahelsum.batching.result import Result
from sahelsum.batching.run import Reads, Run
from sahelsum.batching.tables import Columns
from sahelsum.errors import ModelError


def batch(
    inputs: Iterable[str | Path], output: str | Path, *, model: str | None = None, published: date | None = None,
    data: Path | None = None, **settings: Any,  # noqa: ANN401 - a setting has the type that Job says
) -> Iterator[Result]:  # fmt: skip
    """Read many articles into the file `output`, which a later call goes on with; yields what became of each input as
    it finishes (`status`, `record`, `failure`).

    `inputs` are files, folders, globs and tables; `model` as in `summarise`. `settings` are `columns` (pairs such as
    ("text", "body")), `keep_text`, `workers`, `engine` ("dask", "ray") and its `address`, `retry_failed`, `on_change`;
    of a model also `at_once`, `rpm`, `tpm`, `max_cost` and what `sahelsum.llm.extract.Asking` takes. Who stops reading
    ends the run; what is finished is kept.

    Raises:
        OutputError: the output is in use, cannot be written, or was made otherwise.
        StopError: the run cannot go on: a ceiling is reached, or the endpoint is out.
        ModelError: the model cannot be asked as it is given, or not from inside a running event loop.
        TypeError: a setting is not known.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        pass
    else:
        raise ModelError("batch cannot run inside a running event loop, such as a notebook's; start it in a thread.")
    limits = {name: settings.pop(name) for name in ("at_once", "rpm", "tpm", "max_cost") if name in settings}
    columns = Columns(tuple(settings.pop("columns", ())), published)
    own = ("keep_text", "workers", "retry_failed", "on_change")
    of_job: dict[str, Any] = {name: settings.pop(name) for name in own if name in settings}
    engine, address = settings.pop("engine", None), settings.pop("address", None)
    if engine is not None:
        of_job["engine"] = Where(engine, address, of_job.pop("workers", None))
    asking = None
    if model not in (None, "rules"):
        from sahelsum.llm.extract import Asking

        asking, settings = Asking(str(model), **settings), {}
    if settings:
        raise TypeError(f"batch has no setting {', '.join(settings)}")
    job = Job(tuple(map(str, inputs)), Path(output), asking, Limits(**limits), columns, data, **of_job)
    return _stepped(job)


def reads_of(job: Job) -> Reads:
    """Who reads the inputs of a job.

    Raises:
        ModelError, PromptError: the model cannot be asked as it is given.
    """
    if job.engine is not None:
        from sahelsum.batching.engines.by_engine import ByEngine
        from sahelsum.batching.engines.which import engine_of

        return ByEngine(job, engine_of(job.engine))
    if job.asking is not None:
        from sahelsum.batching.by_model import ByModel

        return ByModel(job, job.asking)
    from sahelsum.batching.by_rules import ByRules, ByRulesInProcesses

    return ByRules(job) if job.workers == 1 else ByRulesInProcesses(job)


def _stepped(job: Job) -> Iterator[Result]:
    """The results of a run whose loop turns only while somebody waits for the next one."""
    with asyncio.Runner() as runner:
        loop = runner.get_loop()
        run = Run(job, reads_of(job))
        results = run.results()
        try:
            while True:
                try:
                    yield loop.run_until_complete(anext(results))
                except StopAsyncIteration:
                    break
        finally:
            loop.run_until_complete(results.aclose())  # type: ignore[attr-defined]
    if run.stopped is not None:
        raise run.stopped
