"""The timeline: how many dossiers begin on each day, or in each week, month or year where they spread further."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from sahelsum.card import words as say
from sahelsum.dossier import Dossier

Unit: TypeAlias = Literal["day", "week", "month", "year"]
WIDTH, HEIGHT = 1000.0, 96.0
_MOST: tuple[tuple[int, Unit], ...] = ((62, "day"), (420, "week"), (1900, "month"))
"""Up to how many days the timeline is drawn by days, weeks, months; beyond, by years."""
_TICKS = 5
_WIDEST, _LOWEST = 26.0, 4
"""The widest bar, and how many dossiers the highest stands for at the least."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of time: `news` and `background` are numbers of dossiers; x, width and the two heights in units."""

    start: date
    end: date
    what: str
    news: tuple[int, ...]
    background: tuple[int, ...]
    x: float
    width: float
    height: float
    background_height: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """All bars that are not empty, the axis' ticks (x, what), and how many dossiers have no date."""

    unit: Unit
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    most: int
    undated: int


def timeline(dossiers: Sequence[Dossier]) -> Timeline | None:
    """The timeline of `dossiers` under their numbers from 1; null where none has a date."""
    days = {number: one.date.start for number, one in enumerate(dossiers, start=1) if one.date.start is not None}
    if not days:
        return None
    unit = _unit((max(days.values()) - min(days.values())).days)
    first, last = _begin(min(days.values()), unit), _begin(max(days.values()), unit)
    begins = [first]
    while begins[-1] < last:
        begins.append(_next(begins[-1], unit))
    held: dict[date, list[int]] = {}
    for number, start in days.items():
        held.setdefault(_begin(start, unit), []).append(number)
    most = max(map(len, held.values()))
    room = WIDTH / len(begins)
    background = {number for number, one in enumerate(dossiers, start=1) if one.status == "background_only"}
    bars = []
    for at, begin in enumerate(begins):
        rest = [number for number in held.get(begin, []) if number in background]
        news = [number for number in held.get(begin, []) if number not in background]
        if news or rest:
            bars.append(_bar((begin, unit), news, rest, at * room, (room, HEIGHT / max(most, _LOWEST))))
    step = max(1, -(-len(begins) // _TICKS))
    ticks = [((at + 0.5) * room, _named(begin, unit)) for at, begin in enumerate(begins) if at % step == 0]
    return Timeline(unit, tuple(bars), tuple(ticks), most, len(dossiers) - len(days))


def _bar(
    when: tuple[date, Unit], news: Sequence[int], rest: Sequence[int], x: float, scale: tuple[float, float]
) -> Bar:  # fmt: skip
    begin, (room, high) = when[0], scale
    width = min(room * 0.8, _WIDEST)
    return Bar(begin, _next(*when) - timedelta(1), _named(*when), tuple(news), tuple(rest),
               round(x + (room - width) / 2, 2), round(width, 2), len(news) * high, len(rest) * high)  # fmt: skip


def _unit(days: int) -> Unit:
    return next((unit for most, unit in _MOST if days <= most), "year")


def _begin(day: date, unit: Unit) -> date:
    if unit == "week":
        return day - timedelta(day.weekday())
    return day if unit == "day" else day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _next(begin: date, unit: Unit) -> date:
    if unit in ("day", "week"):
        return begin + timedelta(1 if unit == "day" else 7)
    return _begin(begin + timedelta(31 if unit == "month" else 366), unit)


def _named(begin: date, unit: Unit) -> str:
    if unit == "week":
        return f"week of {say.day(begin)}"
    return {"day": say.day(begin), "month": f"{say.MONTHS[begin.month - 1]} {begin.year}"}.get(unit, str(begin.year))
