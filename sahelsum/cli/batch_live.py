"""`sahelsum batch` as it usually runs: in this process, until the inputs are done or Ctrl-C.

The first Ctrl-C lets what has been asked for finish, the second one does not; either way nothing finished is lost.
"""

from __future__ import annotations

import asyncio
import gc
import signal
from typing import TYPE_CHECKING

from sahelsum.cli.edge import BUG, tell

if TYPE_CHECKING:
    from sahelsum.batching.job import Job
    from sahelsum.batching.run import Run
    from sahelsum.cli.batch_progress import Display


async def run_live(job: Job, display: Display) -> int:
    """Run the job and show how it goes; returns the exit code."""
    from sahelsum.batching.batch import reads_of
    from sahelsum.batching.run import Run

    run = Run(job, reads_of(job))
    steady()
    interrupted = _on_ctrl_c(run)
    worst = 0
    with display:
        display.begin(run)
        async for result in run.results():
            display.show(result)
            if result.failure is not None:
                worst = max(worst, code_of(result.failure.stage, result.failure.reason))
    display.end(run)
    if run.stopped is not None:
        tell(str(run.stopped))
        return run.stopped.exit_code
    return 130 if interrupted else worst


def steady() -> None:
    """Look for garbage often and only among what is new: a short run looks seldom, which here would let it pile up."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def code_of(stage: str, reason: str) -> int:
    """The exit code that a failure asks for."""
    return BUG if stage == "bug" else {"cache_miss": 4, "outage": 5}.get(reason, 1)


def _on_ctrl_c(run: Run) -> list[int]:
    """Ctrl-C once ends the run when what is under way has finished, twice at once; returns the times it was pressed."""
    pressed: list[int] = []

    def press() -> None:
        pressed.append(1)
        run.end(at_once=len(pressed) > 1)
        if len(pressed) == 1:
            tell("ending when what has been asked for is here; Ctrl-C again ends at once.")

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, press)
        except NotImplementedError:  # Windows: Ctrl-C ends at once
            break
    return pressed
