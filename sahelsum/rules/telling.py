"""The day on which something was said, told from the day on which it happened."""

from __future__ import annotations

import re

from sahelsum.article import Span
from sahelsum.dates import DateHit
from sahelsum.rules.view import View

DAY_KINDS = frozenset({"full", "day_month", "weekday", "relative_day", "relative_event", "night"})
_JUST_SAID = re.compile(
    r"[\s,]*(?:(?:to|à|l|l['’]|the|le|la|un|une|a|in|on|ce|dans|par|its|his|de|du|d['’]|[A-ZÀ-Ý]\w+"
    r"|agency|statement|communiqué|news|reporters|journalists|journalistes|la voix|via"
    r"|intelligence|security|military|police|officials?|sources?|residents|witnesses"
    r"|television|télévision|nationale|state|national)[\s,]*){0,6}"
)
_AS_SAYING = re.compile(r",?\s+as (?:saying|telling|stating)\b")
_THAT = re.compile(
    r"\W+(?:[\w’'-]+\W+){0,5}?(?:que|qu|that|avoir|having|in an? \w*\s?statement|dans un communiqué)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:diffusée?s?|publiée?s?|transmise?s?|postée?s?|rendue?s? publi\w+|modifiée?s?"
    r"|mise?s? à jour|actualisée?s?|mise?s? en ligne|updated|modified|released|issued|posted|published"
    r"|broadcast|circulated|dated|datée?s?|revendiquée?s?|claimed|joint|jointe|contacté|contactée|interrogé|interrogée"
    r"|reached|contacted|interviewed|by|as of|until|till|since|from|before|d['’]ici|depuis|jusqu['’]\w*"
    r"|(?:lettre|communiqué|rapport|note|message|déclaration)\s+du|(?:letter|statement|report|message)\s+(?:of|on)"
    r"|à la date d\w*|avant|dès"
    r"|(?:joint|contacté|interrogé|rencontré|reached|contacted|interviewed|met|called back|rappelé)\w*"
    r" (?:[\w’']+ ){0,3}"
    r"|(?:phone|telephone|téléphone|whatsapp|satellite phone|line|video link|press conference|conférence de presse))"
    r"\s*,?\s*(?:the |le |la |this |ce |on |du |of )?(?::\s*)?$",
    re.IGNORECASE,
)
_OTHER_MATTER = re.compile(r"['’]s\s+\w")
"""'Thursday's burials': the day of something else than what happened, unless the noun is of it."""


def is_of_the_telling(view: View, hit: DateHit, span: Span) -> bool:
    """'said on Wednesday', 'On Wednesday the army announced': when it was said, not when it happened."""
    if _is_dated_otherwise(view, hit, span):
        return True
    if (hit.kind == "relative_day" and _is_quoted(view, hit, span)) or _AS_SAYING.match(view.text, hit.end):
        return True
    sayings, events = view.table("speech_verbs"), view.table("events")
    before = view.within(sayings, Span(max(span.start, hit.start - 45), hit.start))
    if before and _JUST_SAID.fullmatch(view.text[before[-1].end : hit.start]):
        return not view.within(events, Span(before[-1].end, hit.start))
    if hit.start - span.start <= 4:
        after = view.within(sayings, Span(hit.end, min(span.end, hit.end + 60)))
        said = bool(after) and _THAT.match(view.text, after[0].end, span.end) is not None
        return said and not view.within(events, Span(hit.end, after[0].start))
    return False


def _is_dated_otherwise(view: View, hit: DateHit, span: Span) -> bool:
    """Whether it is the day of a page, a call, a letter, or of a noun behind it that is no event's."""
    if _UNTIL.search(view.text, max(span.start, hit.start - 48), hit.start):
        return True
    if _OTHER_MATTER.match(view.text, hit.end) and not view.within(view.table("events"), Span(hit.end, hit.end + 24)):
        return True
    published = view.article.published_span
    return published is not None and published.start < hit.end and hit.start < published.end


def _is_quoted(view: View, hit: DateHit, span: Span) -> bool:
    """Inside quotation marks 'this morning' is the morning of whoever speaks."""
    before = view.text[span.start : hit.start]
    return (
        any(before.count(opening) > before.count(closing) for opening, closing in ("“”", "«»"))
        or before.count('"') % 2 == 1
    )


def leans_on_telling(view: View, hit: DateHit, span: Span) -> bool:
    """'The ministry said Friday that … a day earlier': counted from the day on which it was said."""
    if hit.kind != "relative_event":
        return False
    before = [other for other in view.within(view.dates, span) if other.end <= hit.start]
    return bool(before) and before[-1].kind in DAY_KINDS and is_of_the_telling(view, before[-1], span)
