"""`sahelsum eval`: a run over gold, and the verbs about runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sahelsum.cli.edge import Outcome
from sahelsum.cli.evals import agreement, check, compare, gate, groups, metamorphic, report, show
from sahelsum.cli.evals.common import (
    Asked,
    GoldOption,
    JunitOption,
    MarkdownOption,
    RecordsOption,
    gold_folder,
    made_run,
    recordings_of,
    write,
    write_pages,
)  # fmt: skip
from sahelsum.cli.evals.show import WorstOption
from sahelsum.cli.help_page import Command, Group
from sahelsum.cli.model_options import (
    REASKS,
    RULES,
    BaseUrlOption,
    BudgetOption,
    CacheDirOption,
    CacheOption,
    DataOption,
    ModelOption,
    PromptOption,
    ReasksOption,
    RecordingsOption,
    TimeoutOption,
    reader_of,
)  # fmt: skip
from sahelsum.llm.use import Use

EXAMPLES = """
sahelsum eval                                    the built-in rules on evals/
sahelsum eval --records records.jsonl            records made by any program
sahelsum eval --gold desk-gold/ -o run.json      your own gold; the run is kept
sahelsum eval --only 'fr*' --worst 10            some articles, and what went wrong in them
sahelsum eval --model openai/gpt-5-mini          a model reads them, and its answers are kept
sahelsum eval --model claude-by-hand --cache only   replay recorded answers: no key, no network
sahelsum eval compare before.json run.json       what changed, article by article
sahelsum eval report run.json -o eval.html       a page for those who did not run it
sahelsum eval gate --against evals/baseline.json exit code 10 on a regression
sahelsum eval check                              is the gold itself in order?
sahelsum eval metamorphic                        does a record change exactly as its article does?
"""


app = typer.Typer(cls=Group, invoke_without_command=True, add_completion=False, rich_markup_mode=None, epilog=EXAMPLES)


@app.callback()
def evaluate(  # noqa: PLR0913, PLR0917 - a parameter an option is Typer's form
    context: typer.Context,
    gold: GoldOption = None,
    records: RecordsOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Keep the run, to compare or to gate with.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the run itself instead of tables.")] = False,
    junit: JunitOption = None,
    markdown: MarkdownOption = None,
    worst: WorstOption = 3,
    only: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only these articles; * and ? are wildcards; repeatable.")
    ] = None,
    unseal: Annotated[
        bool, typer.Option("--unseal", help="Tell what went wrong in sealed articles too: they are then spent.")
    ] = False,
    model: ModelOption = RULES,
    base_url: BaseUrlOption = None,
    prompt: PromptOption = "incident",
    reasks: ReasksOption = REASKS,
    cache: CacheOption = Use.use,
    cache_dir: CacheDirOption = None,
    recordings: RecordingsOption = None,
    timeout: TimeoutOption = 120.0,
    retry_budget: BudgetOption = 300.0,
    data: DataOption = None,
) -> None:
    """Score a reader against gold: how much of what articles state it finds, and how much of what it finds is right.

    Without --records or --model the built-in rules read the articles. Scores of the same inputs are the same bytes. Of
    sealed articles only the counts are told. With --cache only a model's recorded answers are replayed and nobody is
    asked. Exit codes: 0 all done, 1 some inputs failed, 2 wrong usage, 3 a bug of ours, 4 an answer is not kept, 5 the
    endpoint is out, 10 regression or never event (gate), 11 the two runs are about other articles or labels, 12
    something is wrong with the gold.
    """
    if context.invoked_subcommand is not None:
        given = {"records": records, "output": output, "json": json, "only": only, "unseal": unseal, "junit": junit,
                 "markdown": markdown}  # fmt: skip
        for name in (name for name, value in given.items() if value):
            verb = context.invoked_subcommand
            raise typer.BadParameter(f"it goes after the verb, if {verb} has it: `sahelsum eval {verb} …`.",
                                     param_hint=f"--{name}")  # fmt: skip
        return
    if records and model != RULES:
        raise typer.BadParameter("--records are scored as they are; leave --model out.", param_hint="--records")
    folder, outcome = gold_folder(context, gold), Outcome()
    reader = reader_of(model, base_url=base_url, prompt=prompt, reasks=reasks, cache=cache, cache_dir=cache_dir,
                       recordings=recordings_of(folder, recordings), timeout=timeout,
                       retry_budget=retry_budget)  # fmt: skip
    run = made_run(Asked(folder, records, data, tuple(only or ("*",)), unseal, reader), outcome)
    if output is not None:
        write(run.to_json(), output)
    write_pages(run, junit, markdown)
    if json:
        typer.echo(run.to_json(), nl=False)
    else:
        from sahelsum.cli.evals.tables import show_run
        from sahelsum.evaluation import agreed

        show_run(run, worst, agreed(folder))
    raise typer.Exit(outcome.exit_code)


app.command(cls=Command, epilog=show.EXAMPLES)(show.show)
app.command(cls=Command, epilog=compare.EXAMPLES)(compare.compare)
app.command(cls=Command, epilog=report.EXAMPLES)(report.report)
app.command(cls=Command, epilog=gate.GATE_EXAMPLES)(gate.gate)
app.command(cls=Command, epilog=gate.ACCEPT_EXAMPLES)(gate.accept)
app.command(cls=Command, epilog=check.EXAMPLES)(check.check)
app.command(cls=Command, epilog=agreement.EXAMPLES)(agreement.agreement)
app.command(cls=Command, epilog=groups.EXAMPLES)(groups.groups)
app.command(cls=Command, epilog=metamorphic.EXAMPLES)(metamorphic.metamorphic)
