"""The dossiers of the page: each a card, with what is disputed side by side and the families of its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sahelsum.actors import Actors
from sahelsum.card import words as say
from sahelsum.dossier import Dossier, Status
from sahelsum.dossier_facts import DateStatement
from sahelsum.projection import POLICIES, project
from sahelsum.report.facts import Section, sections
from sahelsum.webpage import counted, visible

STATUS: dict[Status, str] = {
    "corroborated": "corroborated", "single_source": "single source", "background_only": "background only",
}  # fmt: skip
_USUAL: dict[Status, str] = {"single_source": "single source", "background_only": "background"}
_TIES = {
    "shared_passages": "shares passages", "near_copy": "near-copy", "same_publisher": "same publisher",
    "same_agency": "credits the same agency", "credits_the_publisher": "credits the other",
}  # fmt: skip
_LONGEST = 4
"""Places that a title names."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dispute, with the numbers of the articles where it stands."""

    value: str
    by: str
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """What is contradicted, and by whom."""

    about: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Articles that count as one source (number, why it is one with the others); `id` empty: background, no source."""

    id: str
    articles: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A dossier on the page. `start` and `end` are ISO days ("": undated); `countries` and `actors` are what the
    filters ask for; `usual` is how far its values are agreed unless they say otherwise."""

    number: int
    id: str
    title: str
    where: str
    when: str
    status: Status
    usual: str
    sources: str
    start: str
    end: str
    countries: tuple[str, ...]
    actors: tuple[str, ...]
    sections: tuple[Section, ...]
    disputes: tuple[Dispute, ...]
    revisions: tuple[str, ...]
    projections: tuple[tuple[str, str], ...]
    """Deaths in numbers, and by which policies."""
    families: tuple[Family, ...]


def card(dossier: Dossier, number: int, numbers: Mapping[str, int], actors: Actors) -> Card:
    """The card of `dossier`; `numbers` are the page's numbers of articles by their ids."""
    date = dossier.date
    return Card(
        number, dossier.id, dossier.sub_event_type or dossier.event_type, visible(_where(dossier)),
        visible(say.when(_chosen(dossier))), dossier.status,
        _USUAL.get(dossier.status, ""),
        f"{counted(dossier.independent_sources, 'independent source')}, {counted(len(dossier.articles), 'article')}",
        date.start.isoformat() if date.start else "", date.end.isoformat() if date.end else "",
        dossier.countries, tuple(dict.fromkeys(one.actor_id for one in dossier.actors if one.actor_id)),
        sections(dossier, number), tuple(_disputes(dossier, numbers)), tuple(_revisions(dossier)),
        tuple(_projections(dossier, actors)), tuple(_families(dossier, numbers)),
    )  # fmt: skip


def _chosen(dossier: Dossier) -> DateStatement:
    date = dossier.date
    own = (date.start, date.end, date.partial)
    return next((one for one in date.statements if (one.start, one.end, one.partial) == own), date.statements[0])


def _where(dossier: Dossier) -> str:
    names = list(dict.fromkeys(say.clean(place.canonical or place.name) for place in dossier.places))
    more = f" and {len(names) - _LONGEST} more" if len(names) > _LONGEST else ""
    return ", ".join(names[:_LONGEST]) + more if names else "place not stated"


def _disputes(dossier: Dossier, numbers: Mapping[str, int]) -> Iterator[Dispute]:
    for dispute in dossier.disputed:
        sides = (
            Side(visible(say.words(say.clean(one.value))),
                 visible(say.clean(one.by)) if one.by else "in an outlet’s own voice",
                 tuple(sorted(numbers[article] for article in one.articles)))
            for one in dispute.positions
        )  # fmt: skip
        yield Dispute(visible(say.words(f"{dispute.field}: {say.clean(dispute.about)}")), tuple(sides))


def _revisions(dossier: Dossier) -> Iterator[str]:
    for revision in dossier.revisions:
        earlier, later = (dossier.casualties[at] for at in (revision.earlier, revision.later))
        by = say.clean(revision.speaker) if revision.speaker else "the same outlet"
        told = [f"{say.number(one.count)} {say.words(one.outcome)}" for one in (earlier, later)]
        yield visible(f"{told[0]} became {told[1]}, by {by}")


def _projections(dossier: Dossier, actors: Actors) -> Iterator[tuple[str, str]]:
    """The numbers that any policy gives, each with the policies that give it."""
    found: dict[str, list[str]] = {}
    for policy in POLICIES:
        made = project(dossier, policy, actors)
        low, best, high = made.deaths
        span = f"{low} to {high}, best {best}" if low != high else str(best)
        divided = ", divided over places" if made.apportioned else ""
        found.setdefault(f"{span}; ACLED {made.fatalities}{divided}" if any(made.deaths) else "", []).append(policy)
    for numbers, policies in found.items():
        if numbers:
            yield numbers, "every policy" if len(policies) == len(POLICIES) else say.words(" and ".join(policies))


def _families(dossier: Dossier, numbers: Mapping[str, int]) -> Iterator[Family]:
    for family in dossier.source_families:
        ties = {tie.articles[1]: f"{_TIES[tie.tie]}: {say.clean(tie.what)}" for tie in family.ties}
        yield Family(family.id, tuple((numbers[one], visible(ties.get(one, ""))) for one in family.articles))
    background = [article.id for article in dossier.articles if article.family is None]
    if background:
        yield Family("", tuple((numbers[one], "") for one in background))
