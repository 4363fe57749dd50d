"""How a run of the metamorphic checks is shown: the rates as a table, then what did not hold, the worst first."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import typer

from sahelsum.metamorphic.run import Rate, Trial, Tried

_SHOWN = 3
_COLUMNS = ("check", "articles", "not applicable", "changes", "held", "rate", "95 % interval")


def show(reader: str, tried: Sequence[Tried], rates: Sequence[Rate], worst: int, unseal: bool) -> None:
    """The table, then up to `worst` changes a check that did not hold, in words."""
    sealed = sum(one.is_sealed for one in tried)
    typer.echo(f"{reader} on {len(tried)} articles{f' ({sealed} of them sealed)' if sealed else ''}")
    rows = [_COLUMNS, *map(_row, rates)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *cells in rows:
        aligned = (f"{cell:>{width}}" for cell, width in zip(cells, widths[1:], strict=True))
        typer.echo("  ".join((f"{name:{widths[0]}}", *aligned)).rstrip())
    for rate in rates if worst else ():
        for line in _violations(rate, tried, worst, unseal):
            typer.echo(line)


def as_json(reader: str, tried: Sequence[Tried], rates: Sequence[Rate], unseal: bool) -> str:
    """The run as JSON: rates, and every change that did not hold; those of sealed articles are only counted."""
    told = [(one, trial) for one in tried for trial in one.trials if trial.differences]
    open_ones = [trial for one, trial in told if unseal or not one.is_sealed]
    run = {
        "reader": reader,
        "articles": len(tried),
        "sealed": sum(one.is_sealed for one in tried),
        "checks": [
            {"check": one.check, "articles": one.articles, "not_applicable": one.not_applicable,
             "changes": one.changes, "held": one.held, "rate": one.rate, "interval": one.interval}
            for one in rates
        ],
        "violations": [
            {"article": one.article, "check": one.check, "change": one.change, "differences": one.differences}
            for one in open_ones
        ],
        "undescribed": len(told) - len(open_ones),
    }  # fmt: skip
    return json.dumps(run, ensure_ascii=False, indent=1)


def _row(rate: Rate) -> tuple[str, ...]:
    interval = "–" if rate.interval is None else f"{rate.interval[0]:.3f} to {rate.interval[1]:.3f}"
    counts = (rate.articles, rate.not_applicable, rate.changes, rate.held)
    return (rate.check, *map(str, counts), rate.shown, interval)


def _violations(rate: Rate, tried: Sequence[Tried], worst: int, unseal: bool) -> Iterator[str]:
    told = [(one, trial) for one in tried for trial in one.trials if trial.check == rate.check and trial.differences]
    if not told:
        return
    shown = sorted((trial for one, trial in told if unseal or not one.is_sealed), key=lambda one: -len(one.differences))
    hidden = len(told) - len(shown)
    sealed = f" ({hidden} in sealed articles, which --unseal tells)" if hidden else ""
    yield f"\n{rate.check}: {len(told)} of {rate.changes} changes did not hold{sealed}"
    for trial in shown[:worst]:
        yield from _told(trial)
    if (left := len(shown) - worst) > 0:
        yield f"  and {left} more"


def _told(trial: Trial) -> Iterator[str]:
    yield f"  {trial.article} {trial.check}: {trial.change}"
    for difference in trial.differences[:_SHOWN]:
        yield f"    {difference}"
    if (left := len(trial.differences) - _SHOWN) > 0:
        yield f"    and {left} more"
