"""The values of a dossier as the page lists them: a phrase, who says so, how far it is agreed, and where it stands.

The phrases are the card's; the page has the room to give each claim its own line, and each line the articles that
state it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sahelsum.card import words as say
from sahelsum.dossier import Dossier
from sahelsum.dossier_facts import DossierActor, Stated, Voice
from sahelsum.webpage import visible

KINDS = ("toll", "who", "where", "when", "claim", "thing")
"""The kinds of facts, the weightiest first: it lends words that several facts rest on its colour."""
ROLES = {"initiator": "began it", "target": "was aimed at", "other": "took part"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One value. `head` is what it says, `more` what goes with it; `is_part` of the one above, `is_older` replaced
    since. `id` names it on the page."""

    id: str
    kind: str
    stated: Stated
    head: str
    more: tuple[str, ...] = ()
    quote: str | None = None
    is_part: bool = False
    is_older: bool = False

    @property
    def support(self) -> str:
        """How far it is agreed: `agreed`, `disputed`, `single source`, or `background`."""
        if not self.stated.families and self.stated.agreement != "disputed":
            return "background"
        return say.words(self.stated.agreement)

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles that state it."""
        return tuple(dict.fromkeys(cite.article for cite in self.stated.said_in))

    def spans(self, article: str) -> tuple[tuple[int, int], ...]:
        """Where the text of `article` says it, in code points."""
        cites = (cite for cite in self.stated.said_in if cite.article == article)
        return tuple((each.start, each.end) for cite in cites for each in cite.evidence)


@dataclass(frozen=True, slots=True)
class Section:
    """Facts under one label."""

    label: str
    facts: tuple[Fact, ...]


def sections(dossier: Dossier, number: int) -> tuple[Section, ...]:
    """All values of `dossier`, the page's `number`, by section; sections without any are left out."""
    found: list[Section] = []
    at = 0
    for label, kind, values in (
        ("when", "when", _when(dossier)), ("where", "where", _where(dossier)), ("who", "who", _who(dossier)),
        ("responsibility", "who", _responsible(dossier)), ("tolls", "toll", _tolls(dossier)),
        ("not disclosed", "toll", _undisclosed(dossier)), ("claims", "claim", _claims(dossier)),
        ("targets", "thing", _targets(dossier)), ("weapons", "thing", _weapons(dossier)),
        ("materiel", "thing", _materiel(dossier)),
    ):  # fmt: skip
        facts = []
        for value in values:
            at += 1
            facts.append(_fact(f"{number}-{at}", kind, value))
        if facts:
            found.append(Section(label, tuple(facts)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Value:
    stated: Stated
    head: str
    more: tuple[str, ...] = ()
    quote: str | None = None
    is_part: bool = False
    is_older: bool = False


def _fact(identity: str, kind: str, value: _Value) -> Fact:
    more = tuple(visible(part) for part in value.more if part)
    quote = visible(say.clean(value.quote)) if value.quote else None
    return Fact(identity, kind, value.stated, visible(value.head), more, quote, value.is_part, value.is_older)


def _when(dossier: Dossier) -> Iterator[_Value]:
    chosen = dossier.date
    for day in sorted(chosen.statements, key=lambda day: (day.start, day.end) != (chosen.start, chosen.end)):
        is_open = day.start is None and day.partial is None and chosen.start is not None
        words = say.quoted(day.text) if day.text and not is_open else ""
        yield _Value(day, "date left open" if is_open else say.when(day), (words,) if day.start else ())


def _where(dossier: Dossier) -> Iterator[_Value]:
    for place in dossier.places:
        others = [name for name in place.names if name not in (place.canonical, place.name)]
        also = f"also {', '.join(map(say.quoted, others))}" if others else ""
        yield _Value(place, say.place(place), (say.area(place), also))


def _who(dossier: Dossier) -> Iterator[_Value]:
    for actor in sorted(dossier.actors, key=lambda actor: list(ROLES).index(actor.role)):
        suspected = "suspected " if actor.certainty == "suspected" else ""
        names = [say.quoted(name) for name in actor.names if name != actor.canonical]
        yield _Value(actor, suspected + _name(actor), (ROLES[actor.role], ", ".join(names[:3])))


def _responsible(dossier: Dossier) -> Iterator[_Value]:
    for said in dossier.responsibility:
        head = f"{say.RESPONSIBLE[said.status]} {_name(dossier.actors[said.actor])}"
        by = "" if said.status in ("claimed", "denied") else _by(said.by)
        yield _Value(said, head, (by, f"through {', '.join(map(say.clean, said.channels))}" if said.channels else ""))


def _tolls(dossier: Dossier) -> Iterator[_Value]:
    for toll in dossier.casualties:
        where = f"at {say.clean(dossier.places[toll.place].name)}" if toll.place is not None else ""
        denied = f"denied by {say.speaker(toll.denied_by)}" if toll.denied_by else ""
        victims = f"{say.clean(toll.victims)} ({say.words(toll.group)})"
        older = "superseded" if toll.superseded else ""
        yield _Value(toll, f"{say.number(toll.count)} {say.words(toll.outcome)}",
                     (victims, where, _by(toll.according_to), denied, older),
                     is_part=toll.part_of is not None, is_older=toll.superseded)  # fmt: skip


def _undisclosed(dossier: Dossier) -> Iterator[_Value]:
    for silence in dossier.undisclosed:
        yield _Value(silence, f"losses of {say.words(silence.group)}", (_by(silence.by),))


def _claims(dossier: Dossier) -> Iterator[_Value]:
    for claim in dossier.claims:
        head = say.words(claim.topic) + (", denied" if claim.denied else "")
        via = f"told by {say.clean(claim.via)}" if claim.via else ""
        yield _Value(claim, head, (say.speaker(claim.speaker), via), claim.statement)


def _targets(dossier: Dossier) -> Iterator[_Value]:
    for target in dossier.targets:
        where = f"at {say.clean(dossier.places[target.place].name)}" if target.place is not None else ""
        number = f"{say.number(target.count)} " if target.count is not None else ""
        yield _Value(target, number + say.clean(target.name), (say.words(target.kind), where))


def _weapons(dossier: Dossier) -> Iterator[_Value]:
    for weapon in dossier.weapons:
        yield _Value(weapon, say.clean(weapon.name), (say.words(weapon.kind),))


def _materiel(dossier: Dossier) -> Iterator[_Value]:
    for thing in dossier.materiel:
        number = f"{say.number(thing.count)} " if thing.count is not None else ""
        by = f"by {_name(dossier.actors[thing.by])}" if thing.by is not None else ""
        yield _Value(thing, f"{number}{say.clean(thing.item)}", (say.words(thing.action), by, _by(thing.according_to)))


def _name(actor: DossierActor) -> str:
    return say.clean(actor.canonical or actor.name)


def _by(voice: Voice | None) -> str:
    return f"according to {say.speaker(voice)}" if voice is not None else "in an outlet’s own voice"
