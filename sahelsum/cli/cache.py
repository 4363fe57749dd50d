"""`sahelsum cache`: the answers that are kept, and taking them elsewhere."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sahelsum.cli.edge import tell
from sahelsum.cli.help_page import Command, Group
from sahelsum.cli.output import whole

if TYPE_CHECKING:
    from sahelsum.llm.cache import Cache

EXAMPLES = """
sahelsum cache info                          how many answers of which model to which prompt
sahelsum cache export recordings.jsonl       one JSON line an answer, sorted: fit for git
sahelsum cache import recordings.jsonl
sahelsum cache prune                         answers to prompts that have changed since
"""
FolderOption = Annotated[
    Path | None, typer.Option("--cache-dir", metavar="DIR", envvar="SAHELSUM_CACHE_DIR", help="Where answers are kept.")
]


app = typer.Typer(
    cls=Group, no_args_is_help=True, add_completion=False, rich_markup_mode=None, epilog=EXAMPLES,
    help="Look after the answers of models that are kept: each is paid for once.",
)  # fmt: skip


def info(cache_dir: FolderOption = None) -> None:
    """Say how many answers are kept, of which model and to which prompt, and where."""
    cache = _cache(cache_dir)
    counts = Counter((entry.model, entry.prompt) for entry in cache.entries())
    for (model, prompt), count in sorted(counts.items()):
        typer.echo(f"{count:6}  {model}  {prompt}")
    size = cache.file.stat().st_size
    typer.echo(f"{len(cache):6}  answers in {cache.file} ({size / 1e6:.1f} MB)")


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write: one JSON line an answer, sorted.")],
    cache_dir: FolderOption = None,
) -> None:
    """Write every kept answer to a file, in an order of their own: the same answers, the same bytes."""
    count = 0
    with whole(file) as output:
        for entry in _cache(cache_dir).entries():
            output.write(f"{entry.to_json()}\n".encode())
            count += 1
    tell(f"{count} answers written to {file}.")


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `export` wrote.")],
    cache_dir: FolderOption = None,
) -> None:
    """Keep the answers of a file as well; an answer that is there already is replaced."""
    from sahelsum.errors import ModelError
    from sahelsum.llm.cache import Entry

    cache, count = _cache(cache_dir), 0
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            cache.add(Entry.from_json(line))
        except (ValueError, TypeError) as error:
            raise ModelError(
                f"{file}, line {number}, is no kept answer; the {count} before it are kept. `sahelsum cache export` "
                "writes such files."
            ) from error
        count += 1
    tell(f"{count} answers kept.")


def prune(cache_dir: FolderOption = None) -> None:
    """Remove the answers to shipped prompts that have changed since: no command asks for them any more."""
    from sahelsum.prompting.prompt import shipped

    cache = _cache(cache_dir)
    current = {one.name: f"{one.name}@{one.hash}" for one in shipped()}
    stale = [entry.key for entry in cache.entries()
             if current.get(entry.prompt.partition("@")[0], entry.prompt) != entry.prompt]  # fmt: skip
    tell(f"{cache.remove(stale)} answers removed, {len(cache)} kept.")


def _cache(folder: Path | None) -> Cache:
    from sahelsum.llm.cache import Cache as Kept
    from sahelsum.llm.cache import default_folder

    return Kept(folder or default_folder())


app.command(cls=Command)(info)
app.command(cls=Command)(export)
app.command(name="import", cls=Command)(import_)
app.command(cls=Command)(prune)
