"""The command line as a whole: the verbs, the version, and the one place where an error becomes an exit code.

Nothing heavy is imported here or by the verbs before they run: `sahelsum --help` answers at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer

from sahelsum.cli import batch, corroborate, doctor, export, report, schema, show, summarise
from sahelsum.cli.edge import explain, stop_writing, version_number
from sahelsum.cli.help_page import Command, Group

EXAMPLES = """
sahelsum summarise attack.txt             a card to read, on a terminal
sahelsum summarise *.html -o desk.jsonl   one record a line, many articles
sahelsum batch archive/ -o records.jsonl  an archive: goes on where it stopped
sahelsum corroborate desk.jsonl           one incident, many articles: a dossier
sahelsum export dossiers.jsonl --to csv   tables, maps, databases: acled-csv, geojson, sqlite …
sahelsum report desk.jsonl -o page.html   a page to read: map, timeline, disputes, every article's words
sahelsum show desk.jsonl                  the cards of saved records
sahelsum schema                           what a record holds, as JSON Schema
sahelsum prompt render incident a.txt     what a model would be sent
sahelsum eval                             how good the built-in rules are, on evals/
"""


GROUPS = {"eval": "sahelsum.cli.evals.app", "prompt": "sahelsum.cli.prompt", "cache": "sahelsum.cli.cache"}
"""Verbs with verbs of their own; a room is entered only when it is asked for: making all options takes time."""


class Verbs(Group):
    """The verbs together; turns every expected error into one sentence and an exit code."""

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override, unused-ignore] # noqa: ANN401
        """The verb of that name; a group's room is entered now."""
        if cmd_name in GROUPS and cmd_name not in self.commands:
            group = typer.main.get_command(import_module(GROUPS[cmd_name]).app)
            group.name = cmd_name
            self.commands[cmd_name] = group
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override, unused-ignore]
        """Every verb by name."""
        return [*dict.fromkeys((*super().list_commands(ctx), *GROUPS))]

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override, unused-ignore]
        """The page that `sahelsum --help` prints, all groups on it."""
        for name in GROUPS:
            self.get_command(ctx, name)
        return super().get_help(ctx)

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override, unused-ignore]
        """Run the verb.

        Raises:
            typer.Exit: with 1 an expected error, 3 our bug, 130 Ctrl-C, 141 nobody reads the output any more.
        """
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort):
            raise
        except KeyboardInterrupt:
            raise typer.Exit(130) from None
        except BrokenPipeError:
            stop_writing()
            raise typer.Exit(141) from None
        except Exception as error:
            if hasattr(error, "format_message"):  # a usage error of Typer's own, which knows how to show itself
                raise
            raise typer.Exit(explain(error)) from error


app = typer.Typer(
    cls=Verbs,
    epilog=EXAMPLES,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sahelsum {version_number()}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Turn press articles about armed conflict in the Sahel into records in which every fact is tied to its words."""


app.command(cls=Command, epilog=summarise.EXAMPLES)(summarise.summarise)
app.command(cls=Command, epilog=batch.EXAMPLES)(batch.batch)
app.command(cls=Command, epilog=corroborate.EXAMPLES)(corroborate.corroborate)
app.command(cls=Command, epilog=export.EXAMPLES)(export.export)
app.command(cls=Command, epilog=report.EXAMPLES)(report.report)
app.command(cls=Command, epilog=show.EXAMPLES)(show.show)
app.command(cls=Command, epilog=schema.EXAMPLES)(schema.schema)
app.command(cls=Command, epilog=doctor.EXAMPLES)(doctor.doctor)
