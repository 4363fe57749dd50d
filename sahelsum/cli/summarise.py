"""`sahelsum summarise`: one record for each article, as a card or as a line of JSON.

An input that fails is one sentence on stderr and the others still come out. What is said about a card (who read
it) is said only to a person at a terminal.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sahelsum.cli.edge import Outcome, standard_input, tell
from sahelsum.cli.model_options import (
    RULES,
    BaseUrlOption,
    BudgetOption,
    CacheDirOption,
    CacheOption,
    CacheUrlOption,
    DataOption,
    ModelOption,
    PriceOption,
    PromptOption,
    PublishedOption,
    TimeoutOption,
    reader_of,
)  # fmt: skip
from sahelsum.cli.output import Format, check_files, chosen, writing
from sahelsum.cli.progress import counted
from sahelsum.llm.use import Use

if TYPE_CHECKING:
    from sahelsum.article import Article
    from sahelsum.llm.extract import Reader
    from sahelsum.record import Record

EXAMPLES = """
sahelsum summarise attack.txt                          a card, on a terminal
sahelsum summarise attack.txt --json                   the record, one compact line
sahelsum summarise a.html b.txt -o desk.jsonl          several articles into a file
curl -s URL | sahelsum summarise -                     standard input
sahelsum summarise x.txt --published 2025-07-02        when the article has no date
sahelsum summarise x.txt --data desk/                  the desk's own names as well
sahelsum summarise x.txt --format card | less -R       a card through a pager
sahelsum summarise a.txt b.txt c.txt --corroborate     one incident, many articles: the dossier
sahelsum summarise x.txt --model openai/gpt-5-mini     a model reads (its key: OPENAI_API_KEY)
sahelsum summarise x.txt --model ollama/llama3.1       one on this machine
"""
AT_ONCE = 8
"""Articles under way at once with a model: an archive is for `batch`."""
NOTE = "read by the built-in rules, offline; --model PROVIDER/NAME asks a model instead."


@dataclass(frozen=True)
class Reading:
    """How every article of one call is read."""

    published: date | None
    data: Path | None
    keep_text: bool

    def article(self, source: str) -> Article:
        """The article in one file, or on standard input if `source` is `-`."""
        from sahelsum.reading import read

        if source != "-":
            return read(Path(source), published=self.published, desk=self.data)
        unnamed = read(standard_input(), published=self.published, name="standard input", desk=self.data)
        return replace(unnamed, source=None)

    def by_rules(self, source: str) -> Record:
        """The record of one article as the built-in rules read it."""
        from sahelsum.pipeline import summarise as summarised

        return self._kept(summarised(self.article(source), data=self.data))

    async def by_model(self, source: str, reader: Reader) -> Record:
        """The record of one article as a model reads it."""
        from sahelsum.by_model import read_by_model

        return self._kept(await read_by_model(self.article(source), reader, data=self.data))

    def _kept(self, record: Record) -> Record:
        if self.keep_text:
            return record
        return record.model_copy(update={"article": record.article.model_copy(update={"text": None})})


def summarise(  # noqa: PLR0913, PLR0917 - a parameter an option is Typer's form
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="Text, Markdown or HTML files; - is standard input.")
    ],
    form: Annotated[
        Format,
        typer.Option("--format", metavar="FORMAT", help="card, json, or auto: a card on a terminal, else JSON lines."),
    ] = Format.auto,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json: one compact line a record.")] = False,
    published: PublishedOption = None,
    model: ModelOption = RULES,
    base_url: BaseUrlOption = None,
    prompt: PromptOption = "incident",
    cache: CacheOption = Use.use,
    cache_dir: CacheDirOption = None,
    cache_url: CacheUrlOption = None,
    timeout: TimeoutOption = 120.0,
    retry_budget: BudgetOption = 300.0,
    price: PriceOption = None,
    data: DataOption = None,
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave the article's text out of the record.")] = False,
    corroborate: Annotated[
        bool, typer.Option("--corroborate", help="Bring articles about one incident together: dossiers, not records.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write there instead of to standard output.")
    ] = None,
) -> None:  # fmt: skip
    """Read articles: one record each, in which every fact is tied to the words that say it.

    Results go to standard output, everything else to standard error. Exit codes: 0 all done, 1 some inputs
    failed, 2 wrong usage, 3 a bug of ours, 4 no kept answer under --cache only, 5 the endpoint is out (run again to
    go on), 130 interrupted. Answers are kept as they come: what is paid for is not lost.
    """
    if json and form is Format.card:
        raise typer.BadParameter("--json and --format card contradict each other.")
    output = None if output == Path("-") else output
    check_files(files, output)
    form = chosen(Format.json if json else form, output)
    reader = reader_of(model, base_url=base_url, prompt=prompt, cache=cache, cache_dir=cache_dir,
                       cache_url=cache_url, timeout=timeout, retry_budget=retry_budget, price=price)  # fmt: skip
    outcome, reading = Outcome(), Reading(published, data, keep_text=not no_text)
    shown = output is None and (form is Format.card or sys.stdout.isatty())
    sources = counted(files, "reading", quiet=shown)
    told = reader is not None or form is not Format.card or output is not None or not sys.stdout.isatty()
    if corroborate:
        from sahelsum.cli.corroborate import Wanted, write_dossiers
        from sahelsum.records import line_of

        records: list[Record] = []
        _read(sources, reading, reader, outcome, records.append)
        write_dossiers(map(line_of, records), outcome, Wanted(form, output, data))
    else:
        with writing(form, output) as write:
            _read(sources, reading, reader, outcome, write if told else _then_told(write))
    raise typer.Exit(outcome.exit_code)


def _read(
    sources: Iterator[str], reading: Reading, reader: Reader | None, outcome: Outcome, write: Callable[[Record], None]
) -> None:
    """Read every source, by a model if there is a reader; each record is handed to `write`."""
    if reader is not None:
        import asyncio

        asyncio.run(_ask(sources, reading, reader, outcome, write))
        return
    for source in sources:
        record = None
        with outcome.each():
            record = reading.by_rules(source)
        if record is not None:
            write(record)


def _then_told(write: Callable[[Record], None]) -> Callable[[Record], None]:
    """`write`, and who has read it said once, after the first card."""
    waiting = [NOTE]

    def written(record: Record) -> None:
        write(record)
        if waiting:
            tell(waiting.pop())

    return written


async def _ask(
    sources: Iterator[str], reading: Reading, reader: Reader, outcome: Outcome, write: Callable[[Record], None]
) -> None:
    """Have a model read all of them, several at once; records come out in the order of the inputs."""
    from sahelsum.llm.together import in_order

    try:
        async for _, asked in in_order(sources, lambda source: reading.by_model(source, reader), AT_ONCE):
            record = None
            with outcome.each():
                record = asked.result()
            if record is not None:
                write(record)
    finally:
        await reader.close()
