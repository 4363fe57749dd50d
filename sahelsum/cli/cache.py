"""`sahelsum cache`: the answers that are kept, and taking them elsewhere."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sahelsum.cli.edge import tell
from sahelsum.cli.help_page import Command, Group
from sahelsum.cli.model_options import CacheDirOption, CacheUrlOption
from sahelsum.cli.output import whole

if TYPE_CHECKING:
    from sahelsum.llm.store import Shelf

EXAMPLES = """
sahelsum cache info                          how many answers of which model to which prompt
sahelsum cache export recordings.jsonl       one JSON line an answer, sorted: fit for git
sahelsum cache import recordings.jsonl
sahelsum cache prune                         drop answers to prompts that have changed since
"""
app = typer.Typer(
    cls=Group, no_args_is_help=True, add_completion=False, rich_markup_mode=None, epilog=EXAMPLES,
    help="Look after the answers of models that are kept: each is paid for once.",
)  # fmt: skip


def info(cache_dir: CacheDirOption = None, cache_url: CacheUrlOption = None) -> None:
    """Say how many answers are kept, of which model and to which prompt, and where."""
    cache = _cache(cache_dir, cache_url)
    counts = Counter((entry.model, entry.prompt) for entry in cache.entries())
    for (model, prompt), count in sorted(counts.items()):
        typer.echo(f"{count:6}  {model}  {prompt}")
    typer.echo(f"{len(cache):6}  answers in {cache.name} ({cache.size / 1e6:.1f} MB)")


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write: one JSON line an answer, sorted.")],
    cache_dir: CacheDirOption = None,
    cache_url: CacheUrlOption = None,
) -> None:
    """Write every kept answer to a file, in an order of their own: the same answers, the same bytes."""
    count = 0
    with whole(file) as output:
        for entry in _cache(cache_dir, cache_url).entries():
            output.write(f"{entry.to_json()}\n".encode())
            count += 1
    tell(f"{count} answers written to {file}.")


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `export` wrote.")],
    cache_dir: CacheDirOption = None,
    cache_url: CacheUrlOption = None,
) -> None:
    """Keep the answers of a file as well; an answer that is there already is replaced. A file with a line that is no
    answer is refused whole."""
    from sahelsum.llm.recordings import entries

    cache, kept = _cache(cache_dir, cache_url), entries(file)
    for entry in kept:
        cache.add(entry)
    tell(f"{len(kept)} answers kept.")


def prune(cache_dir: CacheDirOption = None, cache_url: CacheUrlOption = None) -> None:
    """Remove the answers to shipped prompts that have changed since, which no command asks for any more, and the
    records that an older program or older data made of answers."""
    from sahelsum.kept_records import code_digest
    from sahelsum.prompting.prompt import shipped

    cache = _cache(cache_dir, cache_url)
    current = {one.name: f"{one.name}@{one.hash}" for one in shipped()}
    stale = [entry.key for entry in cache.entries()
             if current.get(entry.prompt.partition("@")[0], entry.prompt) != entry.prompt]  # fmt: skip
    removed, records = cache.remove(stale), cache.forget_records(but=code_digest())
    tell(f"{removed} answers removed, {len(cache)} kept; {records} records of older code removed.")


def _cache(folder: Path | None, url: str | None) -> Shelf:
    from sahelsum.llm.stores import opened

    return opened(folder, url)


app.command(cls=Command)(info)
app.command(cls=Command)(export)
app.command(name="import", cls=Command)(import_)
app.command(cls=Command)(prune)
