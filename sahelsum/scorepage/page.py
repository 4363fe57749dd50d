"""The page put together: every section worked out, laid into the template, and sealed against the network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Template
from markupsafe import Markup

from sahelsum.scorepage import plots, words
from sahelsum.scorepage.articles import CHARACTERS, ERRORS, TEXTS, TextOf, articles
from sahelsum.scorepage.head import Named, figures, never_events, plainly, population, reader_line
from sahelsum.scorepage.scores import against, by_field, field_rows, silences, slice_rows
from sahelsum.scoring.agreement import Agreed
from sahelsum.scoring.bootstrap import SAMPLES, SEED
from sahelsum.scoring.compare import ALL
from sahelsum.scoring.run import Run
from sahelsum.scoring.spreads import FEWEST
from sahelsum.webpage import counted, environment, policy, shipped, visible

_WORDS = ("NOTHING", "between", "chance", "moved", "share")
"""What the templates call, beside the plots."""
_EVENTS = 10
"""Never events of a kind that are listed at once; the others unfold."""


def page(
    runs: Sequence[Named], text_of: TextOf, unseal: bool = False, ceiling: Mapping[str, Agreed] | None = None
) -> str:
    """The HTML of the page: the last run is the subject, the others are what it is compared with; at least one.

    `text_of` gives the text of an article as it was scored (null: it is not to be had) and is asked for the worst
    articles only. Articles whose split is sealed count in every figure and are shown by themselves only if `unseal`.
    `ceiling` is how far two careful readers agree, by field, where that is known. Same inputs, same characters: no time
    stands on the page.

    Raises:
        PopulationError: the runs are not about the same articles with the same labels.
    """
    subject, others = runs[-1], runs[:-1]
    compared = against(subject.run, others)
    ordered, readers_agree = [subject, *others], ceiling or {}
    all_runs, table = [one.run for one in ordered], by_field(subject.run)
    fields = field_rows(all_runs)
    style, script = shipped(__package__, "style.css"), shipped(__package__, "comfort.js")
    return _template().render(
        policy=policy(style, script), style=Markup(style), script=Markup(script), names=[one.name for one in ordered],
        population=population(subject.run), figures=list(map(figures, ordered, fields[-1].spreads)),
        readers=[(one.name, list(map(reader_line, one.run.readers))) for one in ordered],
        never=never_events(subject.run, unseal), fields=fields, slices=slice_rows(all_runs),
        compared=compared, differences=_scale_of(compared), table=table,
        longest=max((plots.all_errors(counts) for name, counts in table if name != ALL), default=0),
        ceiling={field: one.honoured.f1 for field, one in readers_agree.items()}, silences=silences(subject.run),
        joined=_joined(subject.run),
        articles=articles(subject.run, [one.run for one in others], text_of, unseal), plainly=plainly,
        drawing={"samples": SAMPLES, "seed": SEED, "fewest": FEWEST},
        most={"texts": TEXTS, "characters": CHARACTERS, "errors": ERRORS, "events": _EVENTS},
    )  # fmt: skip


def _template() -> Template:
    made = environment(__package__)
    made.globals |= {name: getattr(words, name) for name in _WORDS}
    made.globals |= {"plots": plots, "counted": counted, "visible": visible}
    return made.get_template("page.html")


def _scale_of(compared: Sequence[Any]) -> plots.Scale:
    """One scale for all differences, so that two comparisons can be held against each other."""
    told = [row.interval for one in compared for row in one.rows if row.interval is not None]
    return plots.around_zero([end for interval in told for end in (interval.low, interval.high)])


def _joined(run: Run) -> tuple[int, int]:
    """Incidents of the record that hold two of gold's, and such that are part of one."""
    return sum(len(one.merged) for one in run.articles), sum(len(one.divided) for one in run.articles)
