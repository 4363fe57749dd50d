"""`sahelsum doctor`: is everything there that a reading needs, and what to do where it is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import typer

from sahelsum.cli.model_options import RULES, BaseUrlOption, CacheDirOption, DataOption, ModelOption, TimeoutOption

if TYPE_CHECKING:
    from sahelsum.doctor import Check

EXAMPLES = """
sahelsum doctor                                  the program, its data, its cache
sahelsum doctor --model openai/gpt-5-mini        and the key, the endpoint, the model
sahelsum doctor --model tiny --base-url http://localhost:8080/v1
"""


def doctor(
    model: ModelOption = RULES,
    base_url: BaseUrlOption = None,
    cache_dir: CacheDirOption = None,
    timeout: TimeoutOption = 30.0,
    data: DataOption = None,
) -> None:  # fmt: skip
    """Check the program, its data and its cache; with a model also the key, the endpoint, strict output and latency.

    With --model one short question is asked, of about fifty tokens. Exit codes: 0 all is well, 1 something is not.
    """
    import asyncio

    from sahelsum.doctor import at_home, outside

    checks = list(_shown(at_home(data, cache_dir)))

    async def ask() -> None:
        async for check in outside(model, base_url, timeout):
            checks.extend(_shown([check]))

    if model != RULES:
        asyncio.run(ask())
    raise typer.Exit(1 if any(check.way_out for check in checks) else 0)


def _shown(checks: Iterable[Check]) -> Iterator[Check]:
    for check in checks:
        typer.echo(f"{'no' if check.way_out else 'ok':4}{check.what:10}{check.found}")
        if check.way_out:
            typer.echo(f"{'':14}→ {check.way_out}")
        yield check
