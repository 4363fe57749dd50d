"""The summary: at most 60 words composed from the record, neutral, every number with its speaker.

It says nothing that the incidents do not hold, so it needs no checking of its own. What does not fit into 60
words is left out whole: a shorter summary is never a distorted one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from sahelsum.fold import fold
from sahelsum.incident import Incident, Toll
from sahelsum.tables import read_rows

LONGEST = 60
"""Words."""
_SHOWN_PLACES = 4
_OF = re.compile(r"(?:aines?|milliers?|dozens|scores|hundreds|thousands|number)$", re.IGNORECASE)
"""Numbers that are nouns: 'dozens of soldiers', 'une trentaine de morts'."""
_BARE = frozenset({
    "", "dead", "deaths", "morts", "mort", "wounded", "injured", "blesses", "bodies", "corps", "victims", "victimes",
})  # fmt: skip
"""Victims' words that say no more than the outcome."""
_ELIDED = re.compile(r"\bde (?=[aeiouéèêâîôû])", re.IGNORECASE)
_LOSSES = frozenset({"losses", "casualties", "pertes", "victimes"})
_DETERMINED = re.compile(r"(?:(?:the|its|their|his|les?|la|leurs?|ses)\s|l['’])", re.IGNORECASE)
_MONTHS_FR = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def compose(incidents: tuple[Incident, ...], language: str) -> str:
    """The summary of `incidents` in `language` (English unless French), at most 60 words."""
    label = _labels("fr" if language == "fr" else "en")
    reported = [incident for incident in incidents if incident.role == "reported"]
    if not reported:
        return label["background_only"].format(n=len(incidents)) if incidents else label["no_incident"]
    sentences: list[str] = []
    for sentence in _sentences(reported, language):
        if sum(len(s.split()) for s in sentences) + len(sentence.split()) <= LONGEST:
            sentences.append(sentence)
    return " ".join(sentences)


@cache
def _labels(language: str) -> dict[str, str]:
    rows = read_rows("lexicon/labels.csv", ("language", "phrase"))
    return {row["phrase"]: row["sense"] for row in rows if row["language"] == language}


def _sentences(incidents: list[Incident], language: str) -> Iterator[str]:
    """What happened in each incident first, then the tolls, so that a long article still shows every incident."""
    for incident in incidents:
        yield _what(incident, language)
    for incident in incidents:
        for toll in incident.casualties:
            if not toll.superseded and toll.part_of is None:
                yield _toll(toll, language)


def _what(incident: Incident, language: str) -> str:
    label = _labels("fr" if language == "fr" else "en")
    kind = incident.sub_event_type or incident.event_type
    names = list(dict.fromkeys(place.canonical or place.name for place in incident.places))
    shown = ", ".join(names[:_SHOWN_PLACES]) or label["unplaced"]
    if len(names) > _SHOWN_PLACES:
        shown += " " + label["more"].format(n=len(names) - _SHOWN_PLACES)
    parts = [f"{label.get(kind, kind)}, {shown}, {_when(incident, language)}"]
    claimed = [statement.actor for statement in incident.responsibility if statement.status == "claimed"]
    initiators = [actor.name for actor in incident.actors if actor.role == "initiator"]
    if claimed:
        parts.append(label["claimed"].format(name=incident.actors[claimed[0]].name))
    elif initiators:
        parts.append(label["initiator"].format(name=initiators[0]))
    return _sentence("; ".join(parts))


def _when(incident: Incident, language: str) -> str:
    label = _labels("fr" if language == "fr" else "en")
    start, end = incident.date.start, incident.date.end
    if start is None or end is None:
        return (
            f"« {incident.date.text} »"
            if language == "fr" and incident.date.text
            else (incident.date.text or label["undated"])
        )
    if start == end:
        return _day(start, language)
    return f"{_day(start, language)} – {_day(end, language)}"


def _day(day: date, language: str) -> str:
    months = _MONTHS_FR if language == "fr" else _MONTHS_EN
    return f"{'1er' if language == 'fr' and day.day == 1 else day.day} {months[day.month - 1]} {day.year}"


def _toll(toll: Toll, language: str) -> str:
    label = _labels("fr" if language == "fr" else "en")
    said = label["said"].format(name=toll.according_to.name) if toll.according_to else label["outlet"]
    outcome = label[toll.outcome]
    if language == "fr" and toll.count.high in (0, 1):
        outcome = outcome.removesuffix("s")
    if language == "fr" and toll.count.high == 0:
        return _sentence(f"aucun {outcome}{said}")
    victims = _uncounted(toll.victims, toll.count.text)
    own_words = fold(victims)
    told = (
        own_words not in fold(toll.count.text) and fold(outcome).rstrip("s") not in own_words and own_words not in _BARE
    )
    if told and _DETERMINED.match(victims):
        return _among(toll, victims, outcome, said, label)
    form = label["toll" if told else "toll_bare"]
    link = _OF.search(toll.count.text) if told or language == "fr" else None
    count = f"{toll.count.text} {'de' if language == 'fr' else 'of'}" if link else toll.count.text
    sentence = _sentence(form.format(count=count, outcome=outcome, victims=victims, said=said))
    return _ELIDED.sub("d'", sentence, count=1) if link and language == "fr" else sentence


def _among(toll: Toll, victims: str, outcome: str, said: str, label: dict[str, str]) -> str:
    """`heavy losses among the enemy`, where `heavy losses the enemy casualties` would be no English."""
    count = toll.count.text
    lost = count if fold(count).split()[-1] in _LOSSES else f"{count} {outcome}"
    return _sentence(label["toll_among"].format(lost=lost, victims=victims[:1].lower() + victims[1:], said=said))


def _uncounted(victims: str, count: str) -> str:
    """`two others` without the `two` that stands before it anyway."""
    words, number = victims.split(), count.split()
    is_told = list(map(fold, words[: len(number)])) == list(map(fold, number))
    return " ".join(words[len(number) :]) if is_told and len(words) > len(number) else victims


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if words.endswith(".") else ".")
