"""Plots as strips, one to a table row: small SVG whose places are percentages, so that it fits any screen and the page.

The labels and the figures stand in the cells beside a strip, as text; the drawing itself is hidden from screen readers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

from sahelsum.scoring.bootstrap import Interval
from sahelsum.scoring.spreads import Told
from sahelsum.scoring.tally import Counts

LINE = 20
"""Height of one run's line in a strip, in CSS pixels, as the style sheet has it for the figures beside it."""
_MARGIN = 2.5
"""Per cent left free at both ends, so that a mark at the end is whole."""
_SHAPES = (
    '<circle r="4.6"/>', '<path d="M0-6 6 0 0 6-6 0z"/>', '<path d="M-4.4-4.4h8.8v8.8h-8.8z"/>',
    '<path d="M0-5.6 5.6 4.4H-5.6z"/>', '<path d="M0 5.6 5.6-4.4H-5.6z"/>',
)  # fmt: skip
CLASSES = ("partial", "wrong", "missed", "invented")
_LABELLED_FROM = 7.0
"""Per cent of a bar's width from which its number fits in."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From values to per cent of a strip's width; `ticks` get a line each."""

    low: float
    high: float
    ticks: tuple[float, ...]

    @property
    def is_signed(self) -> bool:
        """Whether it has values below zero."""
        return self.low < 0

    def at(self, value: float) -> str:
        """Where the value lies; what lies outside is drawn at the end."""
        part = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return f"{_MARGIN + part * (100 - 2 * _MARGIN):.2f}%"


F1 = Scale(0.0, 1.0, (0.0, 0.25, 0.5, 0.75, 1.0))


@dataclass(frozen=True, slots=True)
class Mark:
    """One run's dot with its interval (null: none); `run` gives shape and colour, 0 is the subject."""

    run: int
    value: float | None
    low: float | None = None
    high: float | None = None
    is_hollow: bool = False


def around_zero(values: Iterable[float]) -> Scale:
    """A scale with zero in its middle that holds all these differences."""
    reach = max((abs(value) for value in values), default=0.0)
    end = max(0.1, ceil(reach * 10 - 1e-9) / 10)
    return Scale(-end, end, (-end, -end / 2, 0.0, end / 2, end))


def scores(spreads: Sequence[Told], ceiling: float | None = None) -> Markup:
    """One line a run: its F1 as a shape on its interval; `ceiling` is a line across all, where two readers agree."""
    marks = [Mark(run, one.value, one.low, one.high) for run, one in enumerate(spreads)]
    return _dots(marks, F1, ceiling)


def difference(one: Interval, run: int, scale: Scale, is_clear: bool) -> Markup:
    """A difference to another run, hollow where chance may explain it."""
    return _dots([Mark(run, one.difference, one.low, one.high, not is_clear)], scale)


def ceiling_key() -> Markup:
    """The line of two readers, for a legend."""
    return Markup('<svg class="key" width="14" height="14" aria-hidden="true">{}</svg>').format(_ceiling("50%"))


def axis(scale: Scale) -> Markup:
    """The ticks of a strip below, as text."""
    texts = [
        Markup('<text x="{}" y="13">{}</text>').format(scale.at(tick), _tick(tick, scale.is_signed))
        for tick in scale.ticks
    ]
    return _strip(texts, LINE, "axis")


def key(run: int) -> Markup:
    """The shape of a run, for a legend."""
    return Markup('<svg class="key" width="14" height="14" aria-hidden="true">{}</svg>').format(
        Markup('<svg x="7" y="7" class="mark run{}">{}</svg>').format(_colour(run), Markup(_shape(run)))
    )


def all_errors(counts: Counts) -> int:
    """How many errors there are, of all classes."""
    return sum(getattr(counts, name) for name in CLASSES)


def errors(counts: Counts, longest: int) -> Markup:
    """The error classes of a field one after the other, as long as they are many; `longest` errors fill the strip."""
    drawn, from_ = [], 0.0
    for name in CLASSES:
        if number := getattr(counts, name):
            width = 100 * number / longest
            drawn.append(_part(name, number, from_, width))
            from_ += width
    return _strip(drawn, LINE, "bar")


def _dots(marks: Sequence[Mark], scale: Scale, ceiling: float | None = None) -> Markup:
    line = Markup("") if ceiling is None else _ceiling(scale.at(ceiling))
    drawn = [_grid(scale), line, *(_dot(mark, scale, number) for number, mark in enumerate(marks))]
    return _strip(drawn, LINE * len(marks))


def _ceiling(at: str) -> Markup:
    return Markup('<line class="ceiling" x1="{0}" x2="{0}" y1="0" y2="100%"/>').format(at)


def _part(name: str, number: int, from_: float, width: float) -> Markup:
    text = Markup('<text class="on-{}" x="{:.2f}%" y="14.5">{}</text>').format(name, from_ + width / 2, number)
    return Markup(
        '<rect class="{0}" x="{1:.2f}%" y="2" width="{2:.2f}%" height="16"><title>{3} {0}</title></rect>{4}'
    ).format(name, from_, width, number, text if width >= _LABELLED_FROM else "")


def _grid(scale: Scale) -> Markup:
    lines = [
        Markup('<line class="{0}" x1="{1}" x2="{1}" y1="0" y2="100%"/>').format(
            "zero" if tick == 0 and scale.is_signed else "grid", scale.at(tick)
        )
        for tick in scale.ticks
    ]
    return Markup("").join(lines)


def _dot(mark: Mark, scale: Scale, line: int) -> Markup:
    if mark.value is None:
        return Markup("")
    middle, colour = LINE * line + LINE // 2, _colour(mark.run)
    spread = Markup("")
    if mark.low is not None and mark.high is not None:
        spread = Markup('<line class="spread run{0}" x1="{1}" x2="{2}" y1="{3}" y2="{3}"/>').format(
            colour, scale.at(mark.low), scale.at(mark.high), middle
        )
    hollow = " hollow" if mark.is_hollow else ""
    return spread + Markup('<svg x="{}" y="{}" class="mark run{}{}">{}</svg>').format(
        scale.at(mark.value), middle, colour, hollow, Markup(_shape(mark.run))
    )


def _shape(run: int) -> str:
    return _SHAPES[run % len(_SHAPES)]


def _colour(run: int) -> int:
    return run % len(_SHAPES)


def _tick(value: float, signed: bool) -> str:
    text = f"{value:+.2f}" if signed and value else f"{value:.2f}"
    return text.rstrip("0").rstrip(".").replace("-", "−") or "0"


def _strip(drawn: Iterable[Markup], height: int, name: str = "strip") -> Markup:
    return Markup('<svg class="{}" width="100%" height="{}" aria-hidden="true">{}</svg>').format(
        name, height, Markup("").join(drawn)
    )
