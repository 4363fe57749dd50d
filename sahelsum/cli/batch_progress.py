"""How a batch is going: a bar for a person at a terminal, a line every few seconds elsewhere, JSON lines for a program,
and a summary at the end."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, Any

from sahelsum.cli.edge import tell, without_secrets

if TYPE_CHECKING:
    from sahelsum.batching.result import Counts, Result
    from sahelsum.batching.run import Run

LINE_SECONDS = 5.0
TOLD = 5
"""Failures that are told one by one; the others are counted, and all are in the file."""


class Display:
    """Says nothing but what goes wrong."""

    def __init__(self, ceiling: float | None) -> None:
        self._ceiling = ceiling
        self._failures = 0
        self._begun = time.monotonic()
        self._size = self._behind = self._known = 0

    def __enter__(self) -> Display:
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing is open."""

    def begin(self, run: Run) -> None:
        """A run begins."""
        self._size = run.inputs.size
        if run.journal.aside is not None:
            tell(f"what was made otherwise is now in {run.journal.aside}.")

    def show(self, result: Result) -> None:
        """One more result."""
        self._behind = max(self._behind, result.behind)
        if result.status in ("before", "failed before", "duplicate"):
            self._known = max(self._known, result.behind)
        if result.failure is not None:
            self._failures += 1
            if self._failures <= TOLD:
                tell(f"{result.place}: {result.failure.message}")
            if self._failures == TOLD:
                tell("further failures are counted here; the failures file has them all.")

    def end(self, run: Run) -> None:
        """A run is over."""

    def status(self, counts: Counts) -> str:
        """How far it is, in one line."""
        seconds = max(time.monotonic() - self._begun, 0.001)
        made = counts.new + counts.kept + counts.failed
        parts = [f"{counts.new + counts.kept} records ({counts.kept} kept)", f"{counts.failed} failed"]
        parts += [f"{counts.before + counts.failed_before} before"] if counts.before or counts.failed_before else []
        parts += [f"{counts.duplicate} duplicates"] if counts.duplicate else []
        parts.append(f"{made / seconds:.1f}/s")
        if counts.requests:
            parts.append(f"{_big(counts.input_tokens + counts.output_tokens)} tokens")
        if counts.cost_usd is not None and (counts.requests or self._ceiling is not None):
            parts.append(f"${counts.cost_usd:.2f}{_of(self._ceiling)}")
        left = self._left(seconds)
        return " · ".join([*parts, *([f"{_clock(left)} left"] if left is not None else [])])

    def _left(self, seconds: float) -> float | None:
        """Seconds until the end at this pace; what was known before takes none."""
        done = self._behind - self._known
        if done <= 0 or not self._size:
            return None
        return seconds * max(0, self._size - self._behind) / done


class Lines(Display):
    """A line every few seconds, and a summary."""

    def __init__(self, ceiling: float | None) -> None:
        super().__init__(ceiling)
        self._run: Run | None = None
        self._next = time.monotonic() + LINE_SECONDS

    def begin(self, run: Run) -> None:
        """A run begins."""
        super().begin(run)
        self._run = run

    def show(self, result: Result) -> None:
        """One more result."""
        super().show(result)
        if self._run is not None and time.monotonic() >= self._next:
            self._next = time.monotonic() + LINE_SECONDS
            tell(self.status(self._run.counts))

    def end(self, run: Run) -> None:
        """The summary."""
        for line in summary(run, self._ceiling):
            tell(line)


class Bar(Lines):
    """A bar that moves, and a summary."""

    def __init__(self, ceiling: float | None) -> None:
        super().__init__(ceiling)
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

        columns = (BarColumn(bar_width=20), TaskProgressColumn(), TextColumn("{task.description}"))
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task("", total=None)
        self._next = 0.0

    def __enter__(self) -> Display:
        self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.stop()

    def show(self, result: Result) -> None:
        """One more result."""
        Display.show(self, result)
        if self._run is not None and time.monotonic() >= self._next:
            self._next = time.monotonic() + 0.1
            said = self.status(self._run.counts)
            self._bar.update(self._task, total=self._size or None, completed=self._behind, description=said)


class JsonLog(Display):
    """Every result and the end as a JSON line on stderr."""

    def show(self, result: Result) -> None:
        """One more result."""
        self._behind = max(self._behind, result.behind)
        body: dict[str, Any] = {"event": result.status.replace(" ", "_"), "input": result.place}
        if result.same_as is not None:
            body["same_as"] = result.same_as
        if result.failure is not None:
            body |= {"stage": result.failure.stage, "reason": result.failure.reason, "message": result.failure.message}
        self._write(body)

    def end(self, run: Run) -> None:
        """The counts."""
        stopped = None if run.stopped is None else str(run.stopped)
        self._write({"event": "end", "stopped": stopped, **run.counts.to_json()})

    def _write(self, body: dict[str, Any]) -> None:
        sys.stderr.write(f"{without_secrets(json.dumps(body))}\n")
        sys.stderr.flush()


def display(quiet: bool, log_json: bool, ceiling: float | None) -> Display:
    """What suits whoever is looking."""
    if log_json:
        return JsonLog(ceiling)
    if quiet:
        return Display(ceiling)
    return Bar(ceiling) if sys.stderr.isatty() else Lines(ceiling)


def summary(run: Run, ceiling: float | None) -> list[str]:
    """What came of a run, in a few lines."""
    counts, files = run.counts, run.journal.files
    parts = [f"{counts.inputs} inputs: {counts.new + counts.kept} records"]
    parts += [f"({counts.kept} of kept answers)"] if counts.kept else []
    told = {"waiting for their answers": counts.waiting, "failed": counts.failed, "duplicates": counts.duplicate,
            "done before": counts.before,
            "failed before (--retry-failed tries them again)": counts.failed_before}  # fmt: skip
    lines = [", ".join([" ".join(parts), *(f"{count} {name}" for name, count in told.items() if count)]) + "."]
    if counts.skipped:
        lines.append(f"{counts.skipped} files of other kinds in folders were passed over.")
    if counts.duplicate:
        lines.append(f"duplicates are read once: {counts.first['duplicate']}{' …' if counts.duplicate > 1 else ''}")
    for reason, count in counts.reasons.most_common():
        lines.append(f"{count} × {reason}, such as: {counts.first[reason]}")
    pace = f"{(counts.new + counts.kept + counts.failed) / max(counts.seconds, 0.001):.1f} a second"
    taken = [f"{_clock(counts.seconds)}, {pace}"]
    if counts.requests:
        cost = "price not known" if counts.cost_usd is None else f"${counts.cost_usd:.4f}{_of(ceiling)}"
        tokens = f"{counts.input_tokens:,} tokens in, {counts.output_tokens:,} out"
        taken.append(f"{counts.requests} requests, {tokens}, {cost}")
    lines.append("; ".join(taken) + ".")
    where = [f"records: {files.output}"]
    where += [f"failures: {files.failures}"] if counts.failed or counts.failed_before else []
    return [*lines, "; ".join([*where, f"how: {files.manifest}"])]


def _of(ceiling: float | None) -> str:
    return "" if ceiling is None else f" of ${ceiling:g}"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _big(count: int) -> str:
    return f"{count / 1e6:.1f} M" if count >= 1e6 else f"{count / 1e3:.0f} k" if count >= 1e4 else str(count)
