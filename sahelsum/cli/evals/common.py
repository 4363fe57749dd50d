"""What the verbs of `sahelsum eval` share: the gold folder, the options, and making a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sahelsum.cli.edge import Outcome, tell
from sahelsum.cli.output import whole
from sahelsum.cli.progress import counted

if TYPE_CHECKING:
    from sahelsum.errors import SahelsumError
    from sahelsum.llm.extract import Reader
    from sahelsum.read_gold import Watch
    from sahelsum.record import Record
    from sahelsum.scoring.compare import Comparison
    from sahelsum.scoring.gate import Gate
    from sahelsum.scoring.run import Run

HERE = Path("evals")
GoldOption = Annotated[
    Path | None,
    typer.Option("--gold", metavar="DIR", help="A folder with articles/ and gold/; evals/ if left out."),
]
RecordsOption = Annotated[
    list[str] | None,
    typer.Option("--records", metavar="FILE", help="Score these records (JSON lines) instead of reading; repeatable."),
]
JunitOption = Annotated[
    Path | None, typer.Option("--junit", metavar="FILE", help="Write JUnit XML as well: a case an article, for CI.")
]
MarkdownOption = Annotated[
    Path | None, typer.Option("--markdown", metavar="FILE", help="Write Markdown as well, for a pull request.")
]


def write_pages(
    run: Run, junit: Path | None, markdown: Path | None, comparison: Comparison | None = None, gate: Gate | None = None
) -> None:
    """The run as JUnit XML and as Markdown, where a file is named for them.

    Raises:
        SahelsumError: a file cannot be written.
    """
    if junit is not None:
        from sahelsum.scoring.junit import junit as as_junit

        write(as_junit(run, gate), junit)
    if markdown is not None:
        from sahelsum.scoring.markdown import markdown as as_markdown

        write(as_markdown(run, comparison, gate), markdown)


def named_folder(context: typer.Context, own: Path | None) -> Path | None:
    """The folder of gold that is named: by the verb's own --gold, or by the one given before the verb."""
    above: Path | None = context.parent.params.get("gold") if context.parent is not None else None
    return own or above


def gold_folder(context: typer.Context, own: Path | None) -> Path:
    """The folder of gold: the one that is named, or `evals` where we stand."""
    folder = named_folder(context, own) or HERE
    if folder.is_dir():
        return folder
    if folder == HERE:
        raise typer.BadParameter("there is no folder evals/ here; name your folder of gold with --gold, or go to a "
                                 "clone of sahelsum, which has one.", param_hint="--gold")  # fmt: skip
    raise typer.BadParameter(
        f"there is no folder {str(folder)!r}; name the one that holds articles/ and gold/.", param_hint="--gold"
    )


@dataclass(frozen=True)
class Asked:
    """What is to be scored: the articles `only` of the gold in `folder`, as `reader` (a model) reads them, or as the
    `records` in files have them, or else as the built-in rules read them; `unseal`: sealed articles are told of too."""

    folder: Path
    records: list[str] | None = None
    data: Path | None = None
    only: tuple[str, ...] = ("*",)
    unseal: bool = False
    reader: Reader | None = None


def made_run(asked: Asked, outcome: Outcome) -> Run:
    """The run that is asked for; what fails in it is told to `outcome`.

    Raises:
        GoldError: the gold cannot be scored against.
        RecordError: a file of records cannot be read.
    """
    from sahelsum.evaluation import score

    return score(asked.folder, records_of(asked.records, outcome), reader=asked.reader, data=asked.data,
                 only=asked.only, watch=screen(outcome, sees_sealed=asked.unseal))  # fmt: skip


def records_of(files: list[str] | None, outcome: Outcome) -> Iterator[Record] | None:
    """The records of all files; null where none is named."""
    from sahelsum.records import read_records

    return (record for file in files for record in read_records(file, outcome.failed)) if files else None


def screen(outcome: Outcome, *, sees_sealed: bool = False) -> Watch:
    """A watch that tells on standard error, and `outcome` what failed."""
    from sahelsum.read_gold import Watch

    class Screen(Watch):
        def told(self, sentence: str) -> None:
            tell(sentence)

        def failed(self, error: SahelsumError) -> None:
            outcome.failed(error)

        def counted(self, files: Sequence[Path]) -> Iterator[Path]:
            return counted(files, "scoring")

    watch = Screen()
    watch.sees_sealed = sees_sealed
    return watch


def recordings_of(folder: Path, own: Path | None) -> Path | None:
    """The recordings to read under the cache: those named, else the gold folder's own where it has some."""
    return own or (folder / "recordings" if (folder / "recordings").is_dir() else None)


def write(text: str, file: Path) -> None:
    """`text` in `file`, whole or not at all.

    Raises:
        SahelsumError: it cannot be written.
    """
    with whole(file) as output:
        output.write(text.encode("utf-8"))
