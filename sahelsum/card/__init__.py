"""The card: one record on a page that an analyst reads in ten seconds, its evidence quoted under each fact.

What is reported comes first and in full, background after it in a few dimmed lines, the audit in one. It is a
pure function of the record and the width; `plain` is the same page without colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from sahelsum.card import words as say
from sahelsum.card.facts import sections
from sahelsum.card.layout import LABEL, Fact, Page
from sahelsum.incident import Incident
from sahelsum.record import Audit, Record

WIDEST, NARROWEST = 100, 40


def card(record: Record, width: int = 80) -> Text:
    """The card of `record` as rich text, every line at most `width` cells (kept between 40 and 100)."""
    page = Page(min(max(width, NARROWEST), WIDEST))
    _headline(page, record)
    reported = [incident for incident in record.incidents if incident.role == "reported"]
    background = [incident for incident in record.incidents if incident.role == "background"]
    for incident in reported:
        _incident(page, incident)
    if not reported:
        page.blank()
        page.paragraph(Text("  No incident reported" + (", only background." if background else ".")))
    if background:
        _background(page, background)
    _audit(page, record.audit)
    return page.text()


def plain(record: Record, width: int = 80) -> str:
    """The card without colour."""
    return card(record, width).plain


def _headline(page: Page, record: Record) -> None:
    article = record.article
    page.rule("cyan")
    page.paragraph(Text(say.clean(article.title or article.source or "") or "Untitled article", "bold"), 1)
    known = say.PUBLISHED[article.published_basis] if article.published_basis else None
    published = f"{say.day(article.published)} ({known})" if article.published and known else "publication date unknown"
    agencies = ", ".join(say.clean(credit.name) for credit in article.credits)
    language = say.LANGUAGES.get(article.language, article.language)
    about = (say.clean(article.publisher or ""), published, language, f"credits {agencies}" if agencies else "")
    page.paragraph(Text(" · ".join(filter(None, about))), 1)
    by = record.provenance.model or "the built-in rules"
    source = say.clean(article.source or "").rsplit("/", 1)[-1]
    page.paragraph(Text(" · ".join(filter(None, (source, f"record {article.id}", f"read by {by}"))), "dim"), 1)
    if record.summary and record.incidents:
        page.blank()
        page.paragraph(Text(say.clean(record.summary)), 1)


def _incident(page: Page, incident: Incident) -> None:
    page.blank()
    kind = incident.sub_event_type or incident.event_type
    title = Text.assemble((f" {incident.id.removeprefix('i')} ", "bold reverse cyan"), " ", (kind, "bold"))
    if incident.sub_event_type is not None:
        title.append(f" · {incident.event_type}", "dim")
    page.paragraph(title, 1, hang=5)
    facts_by_label = sections(incident)
    first_words = {piece.quote for _, facts in facts_by_label[:3] for fact in facts for piece in fact.evidence}
    if not first_words.issuperset(piece.quote for piece in incident.evidence):
        page.evidence(incident.evidence, (), 5)
    for label, facts in facts_by_label:
        page.section(label, facts)


def _background(page: Page, incidents: Iterable[Incident]) -> None:
    page.blank()
    page.paragraph(Text("background", "dim cyan"), 2)
    for incident in incidents:
        places = ", ".join(dict.fromkeys(say.clean(place.canonical or f"? {place.name}") for place in incident.places))
        tolls = (f"{say.number(toll.count)} {say.words(toll.outcome)}" for toll in incident.casualties)
        kind = incident.sub_event_type or incident.event_type
        parts = (say.when(incident.date), places or "place not stated", kind, *tolls)
        number = incident.id.removeprefix("i").ljust(3)
        page.fact(Fact(tuple(map(Text, parts)), mark=number, dim=True), 2)
        page.evidence(incident.evidence, (), 7)


def _audit(page: Page, audit: Audit) -> None:
    page.blank()
    page.rule()
    found = "; ".join(_counted(audit)) or "nothing refused or left over"
    line = Text.assemble(("audit".ljust(LABEL - 2), "cyan"), (found, "dim"))
    page.paragraph(line, 2, hang=LABEL - 2)
    for contradiction in audit.contradictions:
        page.paragraph(Text("! " + say.clean(contradiction.what), "yellow"), LABEL, hang=2)
        page.evidence(contradiction.evidence, (), LABEL + 2)
    for notice in audit.warnings:
        page.paragraph(Text("note: " + say.clean(notice.message), "yellow"), LABEL, hang=6)


def _counted(audit: Audit) -> Iterator[str]:
    unused = [say.clean(left.text) for left in audit.unused_numbers]
    refused = [f"{say.quoted(fact.value)}: {say.words(fact.reason)}" for fact in audit.rejected]
    if unused:
        yield _count(len(unused), "number unused", "numbers unused") + _listed(unused)
    if audit.contradictions:
        yield _count(len(audit.contradictions), "contradiction", "contradictions")
    if refused:
        yield _count(len(refused), "fact refused", "facts refused") + _listed(refused)


def _count(many: int, singular: str, plural: str) -> str:
    return f"{many} {singular if many == 1 else plural}"


def _listed(names: Sequence[str], most: int = 4) -> str:
    return f" ({', '.join(names[:most])}{', …' if len(names) > most else ''})"
