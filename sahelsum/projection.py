"""Tolls as one number: a dossier's claims projected to UCDP's low, best and high and to ACLED's single figure.

Every such number is a decision, so the decision has a name. Claims are never added up across speakers: of the
statements about one group one is chosen, and what a policy leaves aside is told in `notes`. Rules of choice: UCDP GED
codebook (conservative where sources are equal; a warring party on its enemy's losses informs the high estimate only)
and ACLED's codebook, 2025 edition (the lowest of differing reports; fixed numbers for vague words; a total over several
places divided, the remainder to the first).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple, get_args

from sahelsum.actors import Actors
from sahelsum.codebook import Group
from sahelsum.dossier import Dossier
from sahelsum.dossier_facts import DossierToll
from sahelsum.fold import fold

Policy = Literal["strict", "neutralised_as_killed", "source_wording"]
POLICIES: dict[Policy, str] = {
    "strict": (
        "killed counts as killed; neutralised, and what a party claims about its enemy, inform the high estimate only"
    ),
    "neutralised_as_killed": (
        "neutralised counts as killed, and a party's claim stands where nobody else gives a number"
    ),
    "source_wording": (
        "killed counts where an outlet says killed, whoever claims it; the low estimate allows for those that do not"
    ),
}
DEFAULT: Policy = "strict"
_VAGUE = (
    (("hundred", "centaine"), 100), (("dozen", "douzaine"), 12), (("tens", "dizaine"), 10), (("score",), 20),
    (("many", "nombreu", "numerous", "large number", "countless"), 10),
)  # fmt: skip
"""ACLED's numbers for words (its `several`, `few`, `many`: 3 or 10 by context); a French dizaine is ten, no dozen."""
_SEVERAL = 3
_WHOLE: tuple[Group, ...] = ("mixed", "unknown")
"""Groups of totals: what is left of them after the groups that are named is `unknown`."""


class Deaths(NamedTuple):
    """UCDP's three estimates."""

    low: int
    best: int
    high: int

    def plus(self, other: Deaths) -> Deaths:
        """Both together."""
        return Deaths(self.low + other.low, self.best + other.best, self.high + other.high)

    def less(self, other: Deaths) -> Deaths:
        """What is left, nothing below zero."""
        return Deaths(*(max(0, mine - theirs) for mine, theirs in zip(self, other, strict=True)))


class Share(NamedTuple):
    """ACLED's figure for one place (index into the dossier's places; null: no place is known) and one day."""

    place: int | None
    day: date | None
    fatalities: int


class Projection(NamedTuple):
    """The numbers of one dossier under one policy. `groups` add up to `deaths`, `shares` to `fatalities`; these are
    `apportioned` where one undivided figure was divided over them. `notes` say what was left aside, and why."""

    policy: Policy
    deaths: Deaths
    groups: dict[Group, Deaths]
    fatalities: int
    shares: tuple[Share, ...]
    apportioned: bool
    notes: tuple[str, ...]


def project(dossier: Dossier, policy: Policy, actors: Actors) -> Projection:
    """The deaths of `dossier` under `policy`; `actors` tell whose losses a speaker's own are."""
    scale = _Scale(dossier, policy, actors)
    groups: dict[Group, Deaths] = {}
    fatalities: dict[Group, int] = {}
    for group in get_args(Group):
        if group not in _WHOLE:
            groups[group], fatalities[group] = scale.of((group,))
    named, least = Deaths(0, 0, 0), 0
    for group, deaths in groups.items():
        if group != "armed_group":  # a total of victims seldom counts the attackers
            named, least = named.plus(deaths), least + fatalities[group]
    whole, lowest = scale.of(_WHOLE)
    groups["unknown"], fatalities["unknown"] = whole.less(named), max(0, lowest - least)
    total = sum(fatalities.values())
    shares, apportioned = _shared(dossier, total, scale.placed)
    deaths = Deaths(0, 0, 0)
    for each in groups.values():
        deaths = deaths.plus(each)
    return Projection(policy, deaths, {group: each for group, each in groups.items() if any(each)}, total, shares,
                      apportioned, tuple(dict.fromkeys(scale.notes)))  # fmt: skip


class _Scale:
    """Weighs the statements of one dossier under one policy."""

    def __init__(self, dossier: Dossier, policy: Policy, actors: Actors) -> None:
        self._policy = policy
        self._actors = actors
        self._published = {article.id: str(article.published or "") for article in dossier.articles}
        self._tolls = [toll for toll in _totals(dossier.casualties) if toll.outcome in ("killed", "neutralised")]
        self.notes: list[str] = []
        self.placed: dict[int, int] = {}
        """What is given for one place and no other, by the place's index."""

    def of(self, groups: Sequence[Group]) -> tuple[Deaths, int]:
        """Estimates and ACLED's figure for the losses of `groups`: the whole where somebody gives it, else what is
        given place by place."""
        tolls = [toll for toll in self._tolls if toll.group in groups]
        whole = [toll for toll in tolls if toll.place is None]
        if whole or not tolls:
            return self._estimate(whole)
        deaths, figure = Deaths(0, 0, 0), 0
        for place in sorted({toll.place for toll in tolls if toll.place is not None}):
            there, least = self._estimate([toll for toll in tolls if toll.place == place])
            deaths, figure = deaths.plus(there), figure + least
            self.placed[place] = self.placed.get(place, 0) + least
        return deaths, figure

    def _estimate(self, tolls: Sequence[DossierToll]) -> tuple[Deaths, int]:
        counted = [toll for toll in tolls if toll.outcome == "killed" or self._policy == "neutralised_as_killed"]
        credible = [toll for toll in counted if not self._is_claim(toll)]
        chosen = credible or ([] if self._policy == "strict" else counted)
        self.notes += [_left_aside(toll) for toll in tolls if toll not in chosen]
        high = max((_numbers(toll).high for toll in tolls), default=0)
        if not chosen:
            return Deaths(0, 0, high), 0
        low = min(_numbers(toll).low for toll in chosen)
        if self._policy == "source_wording" and (not credible or len(counted) < len(tolls)):
            low = 0
        best = _numbers(max(chosen, key=self._weight)).best
        return Deaths(min(low, best), best, max(high, best)), min(_numbers(toll).best for toll in chosen)

    def _weight(self, toll: DossierToll) -> tuple[int, str, int]:
        """The statement of most sources; of as many, the latest, then the lowest."""
        latest = max(self._published[cite.article] for cite in toll.said_in)
        return len(toll.families), latest, -_numbers(toll).best

    def _is_claim(self, toll: DossierToll) -> bool:
        """Whether a warring party speaks of losses that are not its own, nor of civilians."""
        speaker = toll.according_to
        if speaker is None or not speaker.party_to_conflict or toll.group == "civilians":
            return False
        known = self._actors.actor(speaker.actor_id) if speaker.actor_id else None
        return known is None or known.group != toll.group


def _left_aside(toll: DossierToll) -> str:
    speaker = toll.according_to.name if toll.according_to is not None else "the outlet"
    return f"{toll.group}: {toll.count.text} {toll.outcome} ({speaker}) informs the high estimate only"


def _totals(tolls: Sequence[DossierToll]) -> Iterator[DossierToll]:
    """Statements that stand for all of a group's losses: not out of date, and no part of a number about the same
    people, be it only that the same article gives a greater one by the same speaker."""
    for toll in tolls:
        whole = tolls[toll.part_of] if toll.part_of is not None else None
        if toll.superseded or (whole is not None and whole.group not in _WHOLE):
            continue
        if not any(_is_within(toll, other) for other in tolls if other is not toll and not other.superseded):
            yield toll


def _is_within(toll: DossierToll, other: DossierToll) -> bool:
    same = (toll.outcome, toll.group, toll.place, _speaker(toll)) == (
        other.outcome, other.group, other.place, _speaker(other))  # fmt: skip
    if not same or _numbers(toll).best >= _numbers(other).best:
        return False
    return bool({cite.article for cite in toll.said_in} & {cite.article for cite in other.said_in})


def _speaker(toll: DossierToll) -> str | None:
    return None if toll.according_to is None else toll.according_to.actor_id or fold(toll.according_to.name)


def _numbers(toll: DossierToll) -> Deaths:
    """A number as estimates: the lower end of a range is the best, `up to n` may be none."""
    count = toll.count
    if count.qualifier == "vague":
        number = in_figures(count.text)
        return Deaths(number, number, number)
    if count.low is None:
        return Deaths(0, count.high or 0, count.high or 0)
    return Deaths(count.low, count.low, count.high if count.high is not None else count.low)


def in_figures(text: str) -> int:
    """The number that ACLED writes for a vague one: hundreds 100, dozens 12, tens 10, many 10, several 3."""
    folded = fold(text)
    return next((number for stems, number in _VAGUE if any(stem in folded for stem in stems)), _SEVERAL)


def _shared(dossier: Dossier, total: int, placed: dict[int, int]) -> tuple[tuple[Share, ...], bool]:
    """The figure over places that are points, and over days where a long action is dated to the day: what is `placed`
    where it belongs, the rest divided, the remainder the first's. A night touches two days and is one."""
    points: list[int | None] = [
        at for at, place in enumerate(dossier.places) if place.match not in ("area", "unresolved")
    ]
    start, end = dossier.date.start, dossier.date.end
    days: list[date | None] = [start]
    if start is not None and end is not None and dossier.date.time_precision == 1 and (end - start).days > 1:
        days = [date.fromordinal(start.toordinal() + number) for number in range((end - start).days + 1)]
    cells = [(place, day) for day in days for place in points or [None]]
    own: dict[tuple[int | None, date | None], int] = {
        (place, start): figure for place, figure in placed.items() if place in points
    }
    undivided = max(0, total - sum(own.values()))
    each, rest = divmod(undivided, len(cells))
    shares = (Share(*cell, each + (number < rest) + own.get(cell, 0)) for number, cell in enumerate(cells))
    return tuple(shares), undivided > 0 and len(cells) > 1
