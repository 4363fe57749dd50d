"""What the card says in plain English: dates, numbers, places, actors and speakers as short phrases.

Codebook values are spelt for machines; a person reads "more than 80" and "party to the conflict". Everything
that comes from an article passes `clean`, because a terminal obeys control characters that a page may hold.
"""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta

from sahelsum.codebook import PublishedBasis, ResponsibilityStatus
from sahelsum.dossier_facts import DateStatement, DossierActor, DossierPlace, Voice
from sahelsum.evidence import Count, Speaker
from sahelsum.fold import fold
from sahelsum.incident import Actor, EventDate, Place

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
COUNTRIES = {
    "ML": "Mali", "BF": "Burkina Faso", "NE": "Niger", "TD": "Chad", "MR": "Mauritania", "NG": "Nigeria", "BJ": "Benin",
    "TG": "Togo", "SN": "Senegal", "CI": "Côte d’Ivoire", "GH": "Ghana", "GN": "Guinea", "CM": "Cameroon",
    "DZ": "Algeria", "LY": "Libya", "SD": "Sudan", "GM": "The Gambia", "GW": "Guinea-Bissau", "SL": "Sierra Leone",
    "LR": "Liberia", "CF": "Central African Republic",
}  # fmt: skip
LANGUAGES = {"en": "English", "fr": "French"}
PUBLISHED: dict[PublishedBasis, str] = {
    "given": "date given by the user",
    "stated": "date stated in the article",
    "metadata": "date from the page’s metadata",
}
RESPONSIBLE: dict[ResponsibilityStatus, str] = {
    "claimed": "claimed by", "attributed": "attributed to", "suspected": "suspected:", "denied": "denied by",
}  # fmt: skip
_ARTICLES = {"A", "An", "The", "One", "Some", "Un", "Une", "Des", "Le", "La", "Les", "Plusieurs", "Several"}
_UNSEEN = "\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def clean(text: str) -> str:
    """`text` on one line, without control characters and without marks that reorder what is seen."""
    kept = (" " if char.isspace() else char for char in text if char not in _UNSEEN)
    return " ".join("".join(char for char in kept if unicodedata.category(char) != "Cc").split())


def quoted(text: str) -> str:
    """`text` in quotation marks, as words of the article."""
    return f"“{clean(text)}”"


def words(value: str) -> str:
    """A codebook value as words: `state_forces` is "state forces"."""
    return value.replace("_", " ")


def number(count: Count) -> str:
    """A number with its qualifier, in figures; the article's own words where it gives none ("dozens")."""
    if count.qualifier == "vague":
        return clean(count.text)
    low, high = (f"{bound:,}" if bound is not None else "" for bound in (count.low, count.high))
    if count.qualifier == "range":
        return f"{low} to {high}"
    if count.qualifier == "exact":
        return low if count.high else "none"
    qualifier = {"less_than": "fewer than"}.get(count.qualifier, words(count.qualifier))
    return f"{qualifier} {low or high}"


def day(value: date) -> str:
    """`2 July 2025`."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def when(moment: EventDate | DateStatement) -> str:
    """The date as far as it is known: a day, a stretch of days, a month, or that it is unresolved."""
    if moment.start is not None and moment.end is not None:
        return _resolved(moment.start, moment.end)
    partial = _partial(moment.partial) if moment.partial else None
    if partial is not None:
        return partial
    return f"date unresolved: {quoted(moment.text)}" if moment.text else "no date stated"


def basis(moment: EventDate) -> str | None:
    """How the date is known, and how exactly; null where there is nothing to add."""
    exactly = {2: "to the week", 3: "to the month"}.get(moment.time_precision or 1)
    said = quoted(moment.text) if moment.text else "the words"
    how = None
    if moment.basis == "relative_to_publication":
        how = f"{said}, counted from the publication date"
    elif moment.basis == "relative_to_other_event":
        how = f"{said}, counted from {_anchor(moment.anchor)}"
    elif moment.basis == "explicit":
        how = "written in full"
    elif moment.partial:
        how = f"{said}, date unresolved"
    return ", ".join(part for part in (exactly, how) if part) or None


def place(where: Place | DossierPlace) -> str:
    """A place by its gazetteer name, with the article's spelling where it differs; `?` where it is unresolved."""
    written = clean(where.name)
    if where.match == "unresolved" or where.canonical is None:
        return f"? {written} (not in the gazetteer)"
    name = clean(where.canonical)
    if where.match == "area":
        return f"{name} (area)" if fold(name) == fold(written) else f"{written} (area: {name})"
    near = "near " if where.geo_precision == 2 else ""
    notes = ["by its district only"] if where.geo_precision == 3 else []
    if where.match == "fuzzy":
        notes.insert(0, f"read from {quoted(written)}")
    elif fold(name) != fold(written):
        notes.insert(0, f"written {quoted(written)}")
    return f"{near}{name} ({', '.join(notes)})" if notes else near + name


def area(where: Place | DossierPlace) -> str:
    """The country and first-level division a place lies in; empty where unknown."""
    country = COUNTRIES.get(where.country or "", where.country or "")
    return ", ".join(part for part in (country, clean(where.admin1 or "")) if part)


def actor(who: Actor | DossierActor) -> str:
    """An actor by the name that the actors file gives, the article's words and the type beside it."""
    name, written = clean(who.canonical or who.name), clean(who.name)
    notes = [quoted(written)] if fold(name) != fold(written) else []
    if who.actor_type is not None:
        notes.append(who.actor_type.lower())
    suspected = "suspected " if who.certainty == "suspected" else ""
    return suspected + (f"{name} ({', '.join(notes)})" if notes else name)


def speaker(who: Speaker | Voice) -> str:
    """Who says so, marked where they are a party to the conflict."""
    name = clean(who.name)
    first, _, rest = name.partition(" ")
    if rest and first in _ARTICLES:
        name = f"{first.lower()} {rest}"
    return name + (" (party to the conflict)" if who.party_to_conflict else "")


def _resolved(start: date, end: date) -> str:
    if start == end:
        return f"{DAYS[start.weekday()]} {day(start)}"
    if start.day == 1 and (start.year, start.month) == (end.year, end.month) and (end + timedelta(1)).day == 1:
        return f"{MONTHS[start.month - 1]} {start.year}"
    return f"{day(start)} to {day(end)}"


def _partial(edtf: str) -> str | None:
    year, month, *rest = [*edtf.split("-"), ""][:3]
    named = MONTHS[int(month) - 1] if month.isdecimal() and 1 <= int(month) <= 12 else ""
    dated = f"{rest[0].lstrip('0')} {named}" if rest and rest[0].isdecimal() and named else named
    if not year.isdecimal():
        return f"{dated}, year not stated" if dated else None
    return f"{dated} {year}".strip()


def _anchor(anchor: str | None) -> str:
    if anchor is None or anchor == "publication":
        return "the publication date"
    return f"incident {anchor.removeprefix('i')}"
