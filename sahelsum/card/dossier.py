"""The card of a dossier: what is agreed, what is disputed and by whom, and how many independent sources there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from sahelsum.card import words as say
from sahelsum.card.layout import Fact, Page
from sahelsum.dossier import Dossier, DossierArticle, SourceFamily, Status
from sahelsum.dossier_facts import DossierActor, DossierClaim, DossierToll, Stated, Voice
from sahelsum.projection import POLICIES, project
from sahelsum.reference import Reference

WIDEST, NARROWEST = 100, 40
_STATUS: dict[Status, str] = {
    "corroborated": "corroborated", "single_source": "single source",
    "background_only": "background only: nobody’s news",
}  # fmt: skip
_TIES = {
    "shared_passages": "shares passages", "near_copy": "near-copy", "same_publisher": "same publisher",
    "same_agency": "credits the same agency", "credits_the_publisher": "credits the other",
}  # fmt: skip


def card(dossier: Dossier, width: int = 80) -> Text:
    """The card of `dossier` as rich text, every line at most `width` cells (kept between 40 and 100)."""
    page = Page(min(max(width, NARROWEST), WIDEST))
    _headline(page, dossier)
    every: list[tuple[str, Iterable[Fact]]] = [
        ("when", _when(dossier)),
        ("where", _where(dossier)),
        ("who", (*_who(dossier), *_responsible(dossier))),
        ("tolls", (*_tolls(dossier), *_undisclosed(dossier))),
        ("claims", _claims(dossier)),
        ("disputed", _disputes(dossier)),
        ("revised", _revisions(dossier)),
        ("projected", _projections(dossier)),
        ("sources", _sources(dossier)),
    ]
    for label, facts in every:
        listed = list(facts)
        if listed:
            page.section(label, listed)
    return page.text()


def _headline(page: Page, dossier: Dossier) -> None:
    page.rule("cyan")
    title = Text(dossier.sub_event_type or dossier.event_type, "bold")
    if dossier.sub_event_type is not None:
        title.append(f" · {dossier.event_type}", "dim")
    page.paragraph(title, 1)
    articles = len(dossier.articles)
    counted = f"{_many(dossier.independent_sources, 'independent source')} in {_many(articles, 'article')}"
    disputed = list(dict.fromkeys(say.words(dispute.field) for dispute in dossier.disputed))
    about = (_STATUS[dossier.status], counted, f"disputed: {', '.join(disputed)}" if disputed else "nothing disputed")
    page.paragraph(Text(" · ".join(about)), 1)
    older = f" · supersedes {', '.join(dossier.supersedes)}" if dossier.supersedes else ""
    page.paragraph(Text(f"dossier {dossier.id}{older}", "dim"), 1)
    page.blank()


def _when(dossier: Dossier) -> Iterator[Fact]:
    chosen = dossier.date
    for day in sorted(dossier.date.statements, key=lambda day: (day.start, day.end) != (chosen.start, chosen.end)):
        own = (day.start, day.end, day.partial) == (chosen.start, chosen.end, chosen.partial)
        unknown = day.start is None and day.partial is None
        phrase = "date left open" if unknown and chosen.start is not None else say.when(day)
        yield Fact((Text(phrase, "bold" if own else ""), _support(day)), dim=not own)
    inferred = [member for member in dossier.members if member.date_inferred_from_group]
    if inferred:
        yield Fact((Text(f"{_many(len(inferred), 'article')} joined by place and toll or words, not by date", "dim"),))


def _where(dossier: Dossier) -> Iterator[Fact]:
    for place in dossier.places:
        others = [name for name in place.names if name not in (place.canonical, place.name)]
        also = Text(f"also {', '.join(map(say.quoted, others))}", "dim") if others else Text()
        yield Fact((Text(say.place(place), "bold"), Text(say.area(place), "dim"), also, _support(place)))
    if not dossier.places:
        yield Fact((Text("place not stated", "yellow"),))


def _who(dossier: Dossier) -> Iterator[Fact]:
    roles = {"initiator": "began it", "target": "was aimed at", "other": "took part"}
    for actor in sorted(dossier.actors, key=lambda actor: list(roles).index(actor.role)):
        yield Fact((Text(_name(actor), "bold"), Text(roles[actor.role]), _support(actor)))


def _name(actor: DossierActor) -> str:
    name = say.clean(actor.canonical or actor.name)
    return f"suspected {name}" if actor.certainty == "suspected" else name


def _responsible(dossier: Dossier) -> Iterator[Fact]:
    for said in dossier.responsibility:
        actor = dossier.actors[said.actor]
        head = Text(f"{say.RESPONSIBLE[said.status]} {say.clean(actor.canonical or actor.name)}")
        by = Text() if said.status in ("claimed", "denied") else _by(said.by)
        yield Fact((head, by, _support(said)))


def _tolls(dossier: Dossier) -> Iterator[Fact]:
    for toll in dossier.casualties:
        older = toll.superseded
        head = Text(f"{say.number(toll.count)} {say.words(toll.outcome)}", "" if older else "bold")
        victims = Text(say.clean(toll.victims)).append(f" ({say.words(toll.group)})", "dim")
        where = Text(f"at {say.clean(dossier.places[toll.place].name)}") if toll.place is not None else Text()
        denied = Text(f"denied by {say.speaker(toll.denied_by)}", "yellow") if toll.denied_by else Text()
        parts = (head, victims, where, _by(toll.according_to), denied, _support(toll))
        mark = "└ " if toll.part_of is not None else ""
        yield Fact(parts, depth=int(bool(mark)), mark=mark, dim=older)


def _undisclosed(dossier: Dossier) -> Iterator[Fact]:
    for silence in dossier.undisclosed:
        yield Fact((Text(f"losses not disclosed: {say.words(silence.group)}"), _by(silence.by), _support(silence)))


def _claims(dossier: Dossier) -> Iterator[Fact]:
    """One line a topic and voice, with the shortest of its wordings; the dossier has them all."""
    told: dict[tuple[str, bool, str], list[DossierClaim]] = {}
    for claim in dossier.claims:
        voice = claim.speaker.actor_id if claim.speaker.party_to_conflict else None
        told.setdefault((claim.topic, claim.denied, voice or claim.speaker.name), []).append(claim)
    for (topic, denied, _), claims in told.items():
        shortest = min((claim.statement for claim in claims), key=len)
        families = sorted({family for claim in claims for family in claim.families})
        head = Text(say.words(topic) + (", denied" if denied else ""))
        disputed = Text("disputed", "yellow") if any(claim.agreement == "disputed" for claim in claims) else Text()
        by = Text(say.speaker(claims[0].speaker))
        yield Fact((head, by, disputed, Text(_named(families), "dim"), Text(say.quoted(_cut(shortest)), "dim")))


def _cut(statement: str, most: int = 90) -> str:
    kept = say.clean(statement).strip("“”\"«» ")
    return kept if len(kept) <= most else kept[:most].rsplit(" ", 1)[0] + " …"


def _disputes(dossier: Dossier) -> Iterator[Fact]:
    for dispute in dossier.disputed:
        yield Fact((Text(say.words(f"{dispute.field}: {say.clean(dispute.about)}"), "bold yellow"),))
        for side in dispute.positions:
            by = say.clean(side.by) if side.by else "in an outlet’s own voice"
            value = Text(_cut(say.words(side.value)))
            yield Fact((value, Text(by), Text(_named(side.families), "dim")), depth=1, mark="– ")


def _revisions(dossier: Dossier) -> Iterator[Fact]:
    for revision in dossier.revisions:
        earlier, later = dossier.casualties[revision.earlier], dossier.casualties[revision.later]
        by = say.clean(revision.speaker) if revision.speaker else "the same outlet"
        yield Fact((Text(f"{_short(earlier)} became {_short(later)}"), Text(f"by {by}")))


def _short(toll: DossierToll) -> str:
    return f"{say.number(toll.count)} {say.words(toll.outcome)}"


def _projections(dossier: Dossier) -> Iterator[Fact]:
    actors = Reference.load().actors
    for policy in POLICIES:
        made = project(dossier, policy, actors)
        if any(made.deaths):
            low, best, high = made.deaths
            divided = " (apportioned)" if made.apportioned else ""
            numbers = f"deaths {low} to {high}, best {best}; ACLED {made.fatalities}{divided}"
            yield Fact((Text(say.words(policy)), Text(numbers)))


def _sources(dossier: Dossier) -> Iterator[Fact]:
    articles = {article.id: article for article in dossier.articles}
    for family in dossier.source_families:
        for number, identity in enumerate(family.articles):
            mark = f"{family.id} " if number == 0 else " " * (len(family.id) + 1)
            yield Fact((*_article(articles[identity]), Text(_tied(family, identity), "dim")), mark=mark)
    for article in dossier.articles:
        if article.family is None:
            yield Fact((*_article(article), Text("background, no source", "dim")), mark="– ", dim=True)


def _article(article: DossierArticle) -> Iterable[Text]:
    source = article.sources[0].rsplit("/", 1)[-1] if article.sources else ""
    name = say.clean(article.publisher or article.title or source)
    yield Text(name or article.id)
    yield Text(say.day(article.published) if article.published else "no date", "dim")
    yield Text(f"credits {', '.join(map(say.clean, article.credits))}" if article.credits else "", "dim")


def _tied(family: SourceFamily, article: str) -> str:
    ties = [tie for tie in family.ties if tie.articles[1] == article]
    return "; ".join(f"{_TIES[tie.tie]}: {say.clean(tie.what)}" for tie in ties)


def _by(voice: Voice | None) -> Text:
    return Text(f"according to {say.speaker(voice)}") if voice is not None else Text("in an outlet’s own voice", "dim")


def _support(value: Stated) -> Text:
    articles = _many(len({cite.article for cite in value.said_in}), "article")
    if not value.families and value.agreement != "disputed":
        return Text(f"background of {articles}", "dim")
    if value.agreement == "disputed":
        return Text.assemble(("disputed", "yellow"), (f", {_named(value.families) or articles}", "dim"))
    return Text(f"{value.agreement.replace('_', ' ')}, {_named(value.families) or articles}", "dim")


def _named(families: Sequence[str]) -> str:
    return " ".join(families)


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
