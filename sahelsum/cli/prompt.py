"""`sahelsum prompt`: the prompts there are, and exactly what would be sent for an article."""

from __future__ import annotations

import json as jsonlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sahelsum.cli.edge import tell
from sahelsum.cli.help_page import Command, Group
from sahelsum.cli.model_options import PriceOption, price_of

if TYPE_CHECKING:
    from sahelsum.llm.prices import Price
    from sahelsum.prompting.prompt import Prompt
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
sahelsum prompt render incident attack.txt --model openai/gpt-5-mini    with what the input costs
sahelsum prompt render incident attack.txt --price 0.25,2               the same, at a price of your own
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
    model: Annotated[
        str | None, typer.Option(metavar="PROVIDER/NAME", help="Whose price list to look into; nobody is asked.")
    ] = None,
    price: PriceOption = None,
) -> None:
    """Print exactly what a model would be sent for an article; on standard error, how long it is and what it costs.

    Tokens are estimated (within 8 % of OpenAI's o200k_base on our texts). The stable share is what does not change from
    article to article, which a provider's prompt cache can keep. The cost is of the input alone.
    """
    from sahelsum.cli.edge import standard_input
    from sahelsum.prompting.prompt import prompt
    from sahelsum.prompting.render import render as rendered
    from sahelsum.reading import read

    rate, template = price_of(price), prompt(name)
    source = standard_input() if file == "-" else Path(file)
    messages = rendered(template, read(source, name="standard input" if file == "-" else None))
    if json:
        sent = [{"role": "system", "content": messages.system}, {"role": "user", "content": messages.user}]
        typer.echo(jsonlib.dumps(sent, ensure_ascii=False, indent=1))
    else:
        typer.echo(f"── system ──\n{messages.system}\n\n── user ──\n{messages.user}")
    tell(_length(template, messages, model, rate))


def _length(template: Prompt, messages: Messages, model: str | None, rate: Price | None) -> str:
    from sahelsum.llm.prices import cost
    from sahelsum.prompting.render import stable_share
    from sahelsum.prompting.tokens import tokens
    from sahelsum.prompting.wire import wire_text

    said, schema = tokens(messages.system + messages.user), tokens(wire_text(template.schema))
    dollars = cost(model or "", said + schema, 0, rate)
    told = "" if model is None and rate is None else "; its price is not known"
    if dollars is not None:
        told = f"; about {dollars:.5f} US dollars of input"
    return (
        f"about {said:,} tokens of messages, {stable_share(template, messages):.0%} of them the same for every "
        f"article, and {schema:,} of schema{told}."
    )


app.command(name="list", cls=Command)(list_)
app.command(cls=Command, epilog=SHOW_EXAMPLES)(show)
app.command(cls=Command, epilog=RENDER_EXAMPLES)(render)
