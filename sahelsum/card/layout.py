"""How the card is set: a label column, facts that wrap between their parts, evidence shortened beneath them.

Everything is a line of rich `Text` no wider than the page, so the same layout serves a colour terminal, a pipe
and a file. Colour only repeats what words and indentation already say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from sahelsum.card.words import clean
from sahelsum.evidence import Evidence

LABEL = 12
"""Cells before the facts: two of margin, the label, and a gap."""
_RULER = Console(width=200, color_system=None, file=None)


@dataclass(frozen=True)
class Fact:
    """One fact: its parts, the words that show it, and the values that the shown words must keep."""

    parts: tuple[Text, ...]
    evidence: tuple[Evidence, ...] = ()
    speech: tuple[Evidence, ...] = ()
    """Words that only name who says so; shown the first time on a page and not again."""
    values: tuple[str, ...] = ()
    depth: int = 0
    mark: str = ""
    dim: bool = False
    beside: bool = False
    """The evidence stands on the fact's own line where it fits, for things named in a word."""


class Page:
    """Lines of a card, set one after the other, none wider than `width` cells."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._heard: set[str] = set()
        self.lines: list[Text] = []

    def text(self) -> Text:
        """The whole page."""
        return Text("\n").join(self.lines)

    def blank(self) -> None:
        """An empty line."""
        self.lines.append(Text())

    def rule(self, style: str = "dim") -> None:
        """A line across the page."""
        self.lines.append(Text("─" * self.width, style))

    def paragraph(self, text: Text, indent: int = 0, hang: int = 0) -> None:
        """`text` wrapped between words, `hang` more cells before every line but the first."""
        room = max(self.width - indent - hang, 8)
        wrapped = text.wrap(_RULER, room, justify="left", no_wrap=False)
        for position, line in enumerate(wrapped):
            line.rstrip()
            margin = indent + (hang if position else 0)
            self.lines.append(Text(" " * margin).append_text(line))

    def section(self, label: str, facts: Sequence[Fact]) -> None:
        """Facts under one label; a quote that also shows the next fact is shown once, after the last of them."""
        first = len(self.lines)
        waiting: list[str] = []
        for fact, following in zip(facts, [*facts[1:], None], strict=True):
            self.fact(fact, LABEL)
            waiting += fact.values
            shared = following is not None and _quotes(following) == _quotes(fact)
            if fact.beside and self._beside(fact):
                waiting = []
            elif not shared:
                speech = [piece for piece in fact.speech if piece.quote not in self._heard]
                self._heard.update(piece.quote for piece in speech)
                self.evidence([*fact.evidence, *speech], waiting, LABEL + 2 * fact.depth + 2)
                waiting = []
        if len(self.lines) > first:
            margin = Text("  ").append(label.ljust(LABEL - 2), "cyan")
            self.lines[first] = margin.append_text(self.lines[first][LABEL:])

    def evidence(self, evidence: Iterable[Evidence], values: Sequence[str], indent: int) -> None:
        """The quotes that hold `values`, about one dimmed line each; the first quote where none does."""
        missing = [value for value in dict.fromkeys(map(clean, values)) if value]
        quotes = list(dict.fromkeys(clean(piece.quote) for piece in evidence))
        shown: list[tuple[str, list[str]]] = []
        for quote in quotes:
            here = [value for value in missing if _find(quote, value) is not None]
            if here:
                shown.append((quote, here))
            missing = [value for value in missing if value not in here]
        for quote, here in shown or [(quote, []) for quote in quotes[:1]]:
            self.paragraph(excerpt(quote, here, self.width - indent - 1), indent, hang=1)

    def _beside(self, fact: Fact) -> bool:
        """Set the fact's evidence after it on its line; False where too little room is left."""
        room = self.width - cell_len(self.lines[-1].plain) - 2
        if not fact.evidence or room < 26:
            return False
        short = excerpt(clean(fact.evidence[0].quote), fact.values, room)
        if cell_len(short.plain) > room:
            return False
        self.lines[-1] = Text.assemble(self.lines[-1], "  ", short)
        return True

    def fact(self, fact: Fact, margin: int) -> None:
        """The fact's parts on one line, or on several that begin under one another."""
        indent = margin + 2 * fact.depth
        room = self.width - indent
        line = Text(fact.mark)
        hang = cell_len(fact.mark)
        for position, part in enumerate(part for part in fact.parts if part):
            joint = Text(" · ", "dim") if position else Text()
            if position and cell_len(line.plain) + 3 + cell_len(part.plain) > room:
                self._set(line, indent, hang, fact.dim)
                line, joint = Text(" " * hang), Text()
            line = Text.assemble(line, joint, part)
        self._set(line, indent, hang, fact.dim)

    def _set(self, line: Text, indent: int, hang: int, dim: bool) -> None:
        if dim:
            line.stylize("dim")
        self.paragraph(line, indent, hang)


def excerpt(quote: str, values: Sequence[str], room: int) -> Text:
    """`quote` in quotation marks within `room` cells, or twice that where its values need it; values are lit.

    What is left out leaves a `…`; the words around each value stay, so that it can be read in its clause.
    """
    tokens = quote.split()
    spans = [span for value in values if (span := _find(quote, value)) is not None]
    core = {index for span in spans for index in _tokens_of(tokens, *span)} or {0}
    needed = cell_len("".join(_joined(tokens, sorted(core))))
    kept = _grown(tokens, core, room - 2 if needed < room * 0.7 else 2 * room - 4)
    line = Text.assemble("“", *_joined(tokens, kept), "”", style="dim")
    for value in values:
        found = _find(line.plain, value)
        if found is not None:
            line.stylize("not dim", *found)
    return line


def _grown(tokens: Sequence[str], core: set[int], room: int) -> list[int]:
    """The indexes of `core` and of their neighbours, right and left in turn, as many as `room` cells hold."""
    kept = set(core)
    edges = [(index, step) for index in sorted(core) for step in (1, -1)]
    while edges:
        growing = []
        for index, step in edges:
            beside = index + step
            if not 0 <= beside < len(tokens) or beside in kept:
                continue
            if cell_len("".join(_joined(tokens, sorted(kept | {beside})))) > room:
                continue
            kept.add(beside)
            growing.append((beside, step))
        edges = growing
    return sorted(kept)


def _joined(tokens: Sequence[str], kept: Sequence[int]) -> Iterator[str]:
    """The kept words in order, with a `…` wherever some are left out."""
    before = -1
    for index in kept:
        if index != before + 1:
            yield "…" if before < 0 else " … "
        elif before >= 0:
            yield " "
        yield tokens[index]
        before = index
    if before != len(tokens) - 1:
        yield "…"


def _tokens_of(tokens: Sequence[str], start: int, end: int) -> Iterator[int]:
    position = 0
    for index, token in enumerate(tokens):
        if position < end and position + len(token) > start:
            yield index
        position += len(token) + 1


def _find(text: str, value: str) -> tuple[int, int] | None:
    """Where `value` first stands in `text` as a whole word, whatever its case; else anywhere in it."""
    if not value:
        return None
    low, sought = text.lower(), value.lower()
    if len(low) != len(text):
        low, sought = text, value
    first = at = low.find(sought)
    while at >= 0:
        end = at + len(sought)
        if not (low[at - 1 : at].isalnum() or low[end : end + 1].isalnum()):
            return at, end
        at = low.find(sought, at + 1)
    return (first, first + len(sought)) if first >= 0 and len(sought) > 3 else None


def _quotes(fact: Fact) -> tuple[str, ...]:
    return tuple(piece.quote for piece in (*fact.evidence, *fact.speech))
