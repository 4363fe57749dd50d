"""`sahelsum corroborate`: records of the same incident become one dossier that keeps every disagreement."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sahelsum.cli.edge import Outcome, tell
from sahelsum.cli.model_options import DataOption
from sahelsum.cli.output import Format, check_files, chosen, writing, writing_lines

if TYPE_CHECKING:
    from sahelsum.dossier import Dossier
    from sahelsum.records import Line

EXAMPLES = """
sahelsum corroborate desk.jsonl -o dossiers.jsonl        one dossier an incident, one a line
sahelsum corroborate desk.jsonl                          as cards, on a terminal
sahelsum corroborate old.jsonl new.jsonl --previous dossiers.jsonl -o dossiers-2.jsonl
sahelsum corroborate desk.jsonl --explain 2> why.txt     every comparison, in words
sahelsum summarise a.txt b.txt --json | sahelsum corroborate -
"""


@dataclass(frozen=True)
class Wanted:
    """How dossiers are made and where they go."""

    form: Format
    output: Path | None
    data: Path | None
    previous: Path | None = None
    explain: bool = False


def corroborate(  # noqa: PLR0913, PLR0917 - a parameter an option is Typer's form
    records: Annotated[
        list[str], typer.Argument(metavar="RECORDS…", help="Files of records, one a line; - is standard input.")
    ],
    form: Annotated[
        Format,
        typer.Option("--format", metavar="FORMAT", help="card, json, or auto: a card on a terminal, else JSON lines."),
    ] = Format.auto,
    previous: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Dossiers made before: one that goes on under another id says which it supersedes."
        ),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Say of every two incidents compared whether they are one, and why (stderr)."),
    ] = False,
    data: DataOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write there instead of to standard output.")
    ] = None,
) -> None:  # fmt: skip
    """Bring records of the same incident together: a dossier with every value, who states it, and what is disputed.

    Copies of one text, and articles that go back to one agency, count as one source. The order of the records changes
    nothing. Bad lines are named and the others still count; exit code 1 then.
    """
    output = None if output == Path("-") else output
    check_files([*records, *(["-"] if previous == Path("-") else [])], output)
    outcome = Outcome()
    write_dossiers(_all(records, outcome), outcome, Wanted(chosen(form, output), output, data, previous, explain))
    raise typer.Exit(outcome.exit_code)


def write_dossiers(lines: Iterable[Line], outcome: Outcome, wanted: Wanted) -> None:
    """Make the dossiers of `lines`, each a record, and write them."""
    from sahelsum.corroboration.whole import Asked, corroborate_lines
    from sahelsum.dossier import Dossier

    before = _made_before(wanted.previous, outcome)
    asked = Asked(wanted.data, before, _line if wanted.explain else None, tell)
    # Nothing here goes round in circles; looking for circles among all incidents takes a quarter of the time.
    gc.disable()
    try:
        made = _told_if_none(corroborate_lines(lines, outcome.failed, asked), outcome, wanted.output)
        if wanted.form is Format.json:
            with writing_lines(wanted.output) as write_lines:
                for dossiers in made:
                    write_lines(dossiers)
        else:
            with writing(wanted.form, wanted.output) as write:
                for dossiers in made:
                    for line in dossiers.splitlines():
                        write(Dossier.model_validate_json(line))
    finally:
        gc.enable()


def _told_if_none(made: Iterable[bytes], outcome: Outcome, output: Path | None) -> Iterator[bytes]:
    """What is made; that nothing is, is told, since a file that stands there is then left alone."""
    number = 0
    for number, dossiers in enumerate(made, start=1):  # noqa: B007
        yield dossiers
    if not number and not outcome.exit_code:
        left = f"; {output} is left as it is" if output is not None and output.exists() else ""
        tell(f"there is no incident in these records, so there is no dossier{left}.")


def _all(sources: list[str], outcome: Outcome) -> Iterator[Line]:
    from sahelsum.records import record_lines

    for source in sources:
        with outcome.each():
            yield from record_lines(source)


def _made_before(file: Path | None, outcome: Outcome) -> Iterator[Dossier]:
    from sahelsum.records import read_dossiers

    if file is not None:
        yield from read_dossiers(str(file), outcome.failed)


def _line(sentence: str) -> None:
    printable = "".join(char if char.isprintable() else " " for char in sentence)
    sys.stderr.write(printable.encode(sys.stderr.encoding or "utf-8", "replace").decode(sys.stderr.encoding or "utf-8"))
    sys.stderr.write("\n")
