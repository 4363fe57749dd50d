"""`sahelsum batch --dry-run`: what a run would do and cost, on standard output."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import typer

from sahelsum.cli.edge import tell

if TYPE_CHECKING:
    from sahelsum.batching.job import Job
    from sahelsum.batching.plan import Plan

_EVERY = 5.0


def show_plan(job: Job, *, is_batched: bool = False) -> None:
    """Look through the inputs and print what a run would do with them, `is_batched` by a provider's batch endpoint."""
    from sahelsum.batching.plan import plan

    following = time.monotonic() + _EVERY
    found = None
    for found in plan(job):
        if time.monotonic() > following:
            tell(f"{found.inputs} inputs looked at")
            following = time.monotonic() + _EVERY
    if found is not None:
        for line in _lines(found, job):
            typer.echo(line)
        if is_batched:
            from sahelsum.batching.provider.gate import REQUESTS

            typer.echo(f"{-(-found.to_ask // REQUESTS):9,}  files of questions, {REQUESTS:,} in each at the most; the "
                       "price is that of a batch")  # fmt: skip
        sys.stdout.flush()


def _lines(found: Plan, job: Job) -> list[str]:
    rows = {
        "inputs": found.inputs, "done before": found.before, "failed before": found.failed_before,
        "duplicates": found.duplicate, "cannot be read": found.unreadable, "answers kept": found.kept,
        "questions to ask": found.to_ask, "for the rules to read": found.to_read,
    }  # fmt: skip
    lines = [f"{count:9,}  {name}" for name, count in rows.items() if count or name == "inputs"]
    if job.asking is None:
        return lines
    basis = f"as the {found.known_answers:,} kept answers" if found.known_answers else "a guess: none is kept yet"
    lines += [
        f"{found.input_tokens:9,}  tokens in, estimated",
        f"{found.output_tokens:9,}  tokens out ({basis}); answers that are sent back take more",
    ]
    if found.cost_usd is None:
        return [*lines, "           the price is not known; --price IN,OUT gives it"]
    return [*lines, f"{found.cost_usd:9.2f}  US dollars{'' if found.to_ask else ': nothing is asked for'}"]
