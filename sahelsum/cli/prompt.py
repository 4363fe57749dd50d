"""`sahelsum prompt`: the prompts there are, and exactly what would be sent for an article."""

from __future__ import annotations

import json as jsonlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sahelsum.cli.edge import tell
from sahelsum.cli.help_page import Command, Group

if TYPE_CHECKING:
    from sahelsum.prompting.render import Messages

EXAMPLES = """
sahelsum prompt list                              the prompts that come with the program
sahelsum prompt show incident                     its templates, as they are filled in
sahelsum prompt render incident attack.txt        what a model would be sent, and how long that is
sahelsum prompt render my-prompt.md attack.txt    a prompt of your own
"""
SHOW_EXAMPLES = """
sahelsum prompt show incident > my-prompt.md      a prompt to start your own from
"""
RENDER_EXAMPLES = """
sahelsum prompt render incident attack.txt
sahelsum prompt render incident attack.txt --price 0.25,2     with what the input costs, in US dollars
cat attack.txt | sahelsum prompt render incident - --json
"""


app = typer.Typer(
    cls=Group, no_args_is_help=True, add_completion=False, rich_markup_mode=None, epilog=EXAMPLES,
    help="Show what is said to a model: the prompts, and what one of them becomes with an article.",
)  # fmt: skip


def list_() -> None:
    """List the prompts that come with the program: name, version, the hash of the text, purpose."""
    from sahelsum.prompting.prompt import shipped

    for one in shipped():
        typer.echo(f"{one.name}  version {one.version}  @{one.hash}\n  {one.purpose}")
        for line in one.history:
            typer.echo(f"  - {line}")


def show(
    name: Annotated[str, typer.Argument(metavar="PROMPT", help="A shipped prompt's name, or a file.")],
) -> None:
    """Print a prompt's file, templates and all: a start for one of your own."""
    from sahelsum.prompting.prompt import prompt

    typer.echo(prompt(name).source, nl=False)


def render(
    name: Annotated[str, typer.Argument(metavar="PROMPT", help="A shipped prompt's name, or a file.")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="The article; - is standard input.")],
    json: Annotated[bool, typer.Option("--json", help="The messages as JSON, as they are sent.")] = False,
    price: Annotated[
        str | None, typer.Option(metavar="IN,OUT", help="US dollars for a million input and output tokens.")
    ] = None,
) -> None:
    """Print exactly what a model would be sent for an article; on standard error, how long it is.

    Tokens are estimated (within 8 % of OpenAI's o200k_base on our texts). The stable share is what does not change from
    article to article, which a provider's prompt cache can keep.
    """
    from sahelsum.cli.edge import standard_input
    from sahelsum.prompting.prompt import prompt
    from sahelsum.prompting.render import render as rendered
    from sahelsum.reading import read

    rate = _rate(price)
    source = standard_input() if file == "-" else Path(file)
    messages = rendered(prompt(name), read(source, name="standard input" if file == "-" else None))
    if json:
        sent = [{"role": "system", "content": messages.system}, {"role": "user", "content": messages.user}]
        typer.echo(jsonlib.dumps(sent, ensure_ascii=False, indent=1))
    else:
        typer.echo(f"── system ──\n{messages.system}\n\n── user ──\n{messages.user}")
    tell(_length(messages, rate))


def _length(messages: Messages, rate: float | None) -> str:
    from sahelsum.prompting.tokens import tokens
    from sahelsum.prompting.wire import wire_text

    said, schema = tokens(messages.system + messages.user), tokens(wire_text())
    cost = "" if rate is None else f"; about {(said + schema) * rate / 1e6:.5f} US dollars of input"
    return (
        f"about {said:,} tokens of messages, {messages.stable_share:.0%} of them the same for every article, and "
        f"{schema:,} of schema{cost}."
    )


def _rate(price: str | None) -> float | None:
    """Dollars for a million input tokens."""
    if price is None:
        return None
    try:
        rates = [float(part) for part in price.split(",")]
    except ValueError:
        rates = []
    if len(rates) != 2 or min(rates) < 0:
        raise typer.BadParameter("write two prices with a comma, input and output: 0.25,2", param_hint="--price")
    return rates[0]


app.command(name="list", cls=Command)(list_)
app.command(cls=Command, epilog=SHOW_EXAMPLES)(show)
app.command(cls=Command, epilog=RENDER_EXAMPLES)(render)
