"""`sahelsum batch --via openai-batch`: sends batches of questions, waits for them or leaves, says how they stand."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

import typer

from sahelsum.cli.edge import tell

if TYPE_CHECKING:
    from sahelsum.batching.job import Job
    from sahelsum.batching.provider.rounds import Rounds
    from sahelsum.cli.batch_progress import Display
    from sahelsum.llm.extract import Asking


async def run_rounds(job: Job, asking: Asking, display: Display, *, wait: bool, quiet: bool) -> int:
    """Send out and collect, round by round; returns the exit code.

    Raises:
        SahelsumError: it cannot be begun, or not go on; what is out stays out.
    """
    from sahelsum.batching.provider.rounds import Rounds
    from sahelsum.batching.run import Run
    from sahelsum.cli.batch_live import code_of, steady

    rounds = Rounds(job, asking, (lambda line: None) if quiet else tell, wait=wait)
    steady()
    interrupted = _on_ctrl_c(rounds)
    worst, last = 0, None

    def begun(run: Run) -> None:
        nonlocal last
        last = run
        display.begin(run)

    with display:
        try:
            async for result in rounds.results(begun):
                display.show(result)
                if result.failure is not None:
                    worst = max(worst, code_of(result.failure.stage, result.failure.reason))
        finally:
            if last is not None:
                last.counts = rounds.counts
                display.end(last)
    return 130 if interrupted else worst


def _on_ctrl_c(rounds: Rounds) -> list[int]:
    pressed: list[int] = []

    def press() -> None:
        pressed.append(1)
        rounds.end(at_once=len(pressed) > 1)
        if len(pressed) == 1:
            tell("leaving; what is out stays out, and the same command collects it.")

    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            asyncio.get_running_loop().add_signal_handler(number, press)
        except NotImplementedError:  # Windows: Ctrl-C leaves at once
            break
    return pressed


async def show_status(job: Job, asking: Asking) -> None:
    """Print how the batches of an output stand, changing nothing.

    Raises:
        StopError, ModelError: the provider does not say.
    """
    from sahelsum.batching.files import Files
    from sahelsum.batching.provider.client import Client
    from sahelsum.batching.provider.state import State
    from sahelsum.llm.providers import place

    folder = Files(job.output).batches
    if not folder.is_dir():
        typer.echo(f"nothing of {job.output} is out.")
        return
    state = State(folder, is_reading=True)
    client = Client(place(asking.model, asking.base_url), asking.timeout)
    names = {"out": "out", "answered": "answered", "again": "to be sent again", "failed": "failed"}
    try:
        counts = state.count()
        typer.echo(", ".join(f"{counts[key]:,} questions {name}" for key, name in names.items() if key in counts)
                   or "no question has gone out yet")  # fmt: skip
        for batch in state.batches():
            if batch.id is None:
                typer.echo(f"{batch.requests:,} questions not sent yet; the same command without --status sends them.")
                continue
            told = await client.told(batch.id)
            typer.echo(f"{batch.id}  {told.status}  {told.done:,} of {batch.requests:,} done, {told.failed:,} failed"
                       + (f"  ({told.why})" if told.why else ""))  # fmt: skip
        paid, aside = state.spent()
        if paid or aside:
            typer.echo(f"${paid:.4f} spent, ${aside:.4f} set aside for what is out.")
    finally:
        await client.close()
        state.close()
