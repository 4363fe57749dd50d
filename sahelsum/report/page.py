"""The page put together: dossiers by date, their map, their timeline, and the articles that they rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from sahelsum.card import words as say
from sahelsum.dossier import Dossier, DossierArticle
from sahelsum.record import Record
from sahelsum.reference import Reference
from sahelsum.report import maps, timeline
from sahelsum.report.articles import Shown, Texts, named, shown
from sahelsum.report.cards import STATUS, Card, card
from sahelsum.report.facts import Fact
from sahelsum.webpage import counted, environment, plain, policy, shipped, visible

LONG = 60
"""Dossiers from which most of the page is set only when it is needed, so that a browser answers at once."""


def page(dossiers: Iterable[Dossier], records: Iterable[Record], reference: Reference) -> str:
    """The HTML of the page. `records` lend the dossiers the texts of their articles; those in which nothing happens are
    shown too. Same inputs, same characters: no time stands on the page.
    """
    by_id = {record.article.id: record for record in records}
    ordered = sorted(dossiers, key=_in_order)
    articles = _articles(ordered, by_id)
    numbers = {identity: number for number, identity in enumerate(articles, start=1)}
    cards = [card(one, number, numbers, reference.actors) for number, one in enumerate(ordered, start=1)]
    texts = Texts(by_id, list(articles))
    facts = _facts(cards)
    listed = [
        shown(numbers[identity], article, by_id.get(identity), texts.of(identity), facts.get(identity, ()))
        for identity, article in articles.items()
    ]
    style, script = shipped(__package__, "style.css"), shipped(__package__, "comfort.js")
    made = environment(__package__)
    made.filters["plain"] = plain
    made.globals |= {"counted": counted, "STATUS": STATUS, "COUNTRIES": say.COUNTRIES, "maps": maps, "times": timeline}
    return made.get_template("page.html").render(
        policy=policy(style, script), style=Markup(style), script=Markup(script), cards=cards, articles=listed,
        map=maps.drawn_map(ordered, reference.gazetteer), timeline=timeline.timeline(ordered), texts=texts,
        names={one.number: one.name for one in listed}, publishers=_publishers(articles, numbers),
        linked={one.number for one in listed if one.pieces is not None}, numbers=numbers,
        summary=_summary(cards, listed), countries=_countries(cards), actors=_actors(ordered, cards),
        is_long=len(cards) > LONG, statuses=[status for status in STATUS if any(one.status == status for one in cards)],
    )  # fmt: skip


def _in_order(dossier: Dossier) -> tuple[bool, bool, str, str, str]:
    """News first, then by date, the undated last."""
    date = dossier.date
    begin, end = str(date.start or date.partial or ""), str(date.end or "")
    return dossier.status == "background_only", date.start is None, begin, end, dossier.id


def _articles(dossiers: Sequence[Dossier], records: Mapping[str, Record]) -> dict[str, DossierArticle]:
    """Every article once: in the order in which the dossiers name them, then those that no dossier does."""
    found: dict[str, DossierArticle] = {}
    for dossier in dossiers:
        for article in dossier.articles:
            found.setdefault(article.id, article)
    for identity, record in sorted(records.items()):
        known = record.article
        found.setdefault(identity, DossierArticle(
            id=identity, sources=(known.source,) if known.source else (), title=known.title, publisher=known.publisher,
            language=known.language, published=known.published, credits=tuple(one.name for one in known.credits),
            family=None,
        ))  # fmt: skip
    return found


def _facts(cards: Iterable[Card]) -> dict[str, list[tuple[int, Fact]]]:
    """The facts by article, each with the number of its dossier."""
    found: dict[str, list[tuple[int, Fact]]] = {}
    for one in cards:
        for section in one.sections:
            for fact in section.facts:
                for article in fact.articles:
                    found.setdefault(article, []).append((one.number, fact))
    return found


def _publishers(articles: Mapping[str, DossierArticle], numbers: Mapping[str, int]) -> dict[int, str]:
    return {
        numbers[identity]: visible(say.clean(article.publisher or "") or named(article))
        for identity, article in articles.items()
    }


def _summary(cards: Sequence[Card], articles: Sequence[Shown]) -> list[tuple[str, Any, str]]:
    """The figures at the top: what, how many, and a word on it."""
    status = Counter(one.status for one in cards)
    disputed = sum(bool(one.disputes) for one in cards)
    silent = sum(not one.dossiers for one in articles)
    return [
        ("articles", len(articles), f"{silent} without an incident" if silent else "each with an incident"),
        ("corroborated", status["corroborated"], "by two independent sources or more"),
        ("single source", status["single_source"], "reported by one"),
        ("disputed", disputed, "in a date, a toll, or by whom"),
        ("background only", status["background_only"], "mentioned, nobody’s news"),
    ]


def _countries(cards: Iterable[Card]) -> list[tuple[str, str, int]]:
    often = Counter(country for one in cards for country in one.countries)
    return sorted(((code, say.COUNTRIES.get(code, code), many) for code, many in often.items()), key=lambda row: row[1])


def _actors(dossiers: Iterable[Dossier], cards: Iterable[Card]) -> list[tuple[str, str, int]]:
    """The actors that the actors file knows, the most frequent first."""
    names = {one.actor_id: one.canonical or one.name for dossier in dossiers for one in dossier.actors if one.actor_id}
    often = Counter(actor for one in cards for actor in one.actors)
    ordered = sorted(often.items(), key=lambda item: (-item[1], names[item[0]]))
    return [(visible(actor), visible(say.clean(names[actor])), many) for actor, many in ordered]
