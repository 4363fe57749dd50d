"""An incident's facts in the order in which an analyst asks: when, where, who, how many, who says what, with what.

Each fact is put in words here and set on the page elsewhere. Numbers that are part of another, or that the
article itself replaces, stand indented under the one they belong to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from sahelsum.card import words as say
from sahelsum.card.layout import Fact
from sahelsum.evidence import Evidence, Speaker
from sahelsum.fold import fold
from sahelsum.incident import Actor, Incident, Place, Toll

Section = tuple[str, list[Fact]]


def sections(incident: Incident) -> list[Section]:
    """The labelled sections of one incident; a section without facts is left out, but for when and where."""
    every: list[Section] = [
        ("when", [_when(incident)]),
        ("where", list(_where(incident.places))),
        ("who", [*_who(incident.actors), *_responsible(incident)]),
        ("tolls", [*_tolls(incident), *_undisclosed(incident)]),
        ("claims", list(_claims(incident))),
        ("targets", list(_targets(incident))),
        ("weapons", list(_weapons(incident))),
        ("materiel", list(_materiel(incident))),
    ]
    return [(label, facts) for label, facts in every if facts]


def _when(incident: Incident) -> Fact:
    moment = incident.date
    style = "bold" if moment.start is not None else "bold yellow"
    time = say.clean(moment.time_of_day) if moment.time_of_day else ""
    parts = (Text(say.when(moment), style), Text(time), Text(say.basis(moment) or "", "dim"))
    return Fact(parts, moment.evidence, values=_said(moment.text, moment.time_of_day))


def _where(places: Iterable[Place]) -> Iterator[Fact]:
    """One fact an area, its places side by side: a list of seven towns is read at a glance."""
    areas: dict[str, list[Place]] = {}
    for place in places:
        areas.setdefault(say.area(place), []).append(place)
    if not areas:
        yield Fact((Text("place not stated", "yellow"),))
    for name, members in areas.items():
        parts = [_lit(say.place(place), "bold yellow" if place.match == "unresolved" else "bold") for place in members]
        heading = f"{name}: " if name else ""
        parts[0] = Text.assemble(heading, parts[0])
        evidence = _all(place.evidence for place in members)
        yield Fact(tuple(parts), evidence, values=_said(*(place.name for place in members)))


def _who(actors: Sequence[Actor]) -> Iterator[Fact]:
    """Initiators, an arrow, targets; others on a line of their own."""
    by_role = {role: [actor for actor in actors if actor.role == role] for role in ("initiator", "target", "other")}
    initiators, targets, others = by_role["initiator"], by_role["target"], by_role["other"]
    if initiators or targets:
        left = [_actor(actor) for actor in initiators] or [Text("initiator not stated", "yellow")]
        right = [_actor(actor) for actor in targets] or [Text("target not stated", "yellow")]
        right[0] = Text.assemble(("→ ", "cyan"), right[0])
        sides = initiators + targets
        evidence = _all(actor.evidence for actor in sides)
        yield Fact((*left, *right), evidence, values=_said(*(actor.name for actor in sides)))
    if others:
        parts = [_actor(actor) for actor in others]
        parts[0] = Text.assemble("also ", parts[0])
        evidence = _all(actor.evidence for actor in others)
        yield Fact(tuple(parts), evidence, values=_said(*(actor.name for actor in others)))


def _actor(actor: Actor) -> Text:
    return _lit(say.actor(actor), "bold" if actor.role != "other" else "")


def _lit(phrase: str, style: str) -> Text:
    """A name in `style`, what stands in brackets after it dimmed."""
    name, bracket, notes = phrase.partition(" (")
    return Text.assemble((name, style), (bracket + notes, "dim"))


def _responsible(incident: Incident) -> Iterator[Fact]:
    for statement in incident.responsibility:
        actor = incident.actors[statement.actor]
        head = Text(f"{say.RESPONSIBLE[statement.status]} {_name(actor)}")
        channel = Text(f"through {say.clean(statement.channel)}") if statement.channel else Text()
        by = Text() if statement.status in ("claimed", "denied") else _source(statement.by)
        yield Fact((head, channel, by), statement.evidence, values=_said(actor.name, statement.channel))
    if incident.unclaimed:
        yield Fact((Text("nobody has claimed it"),), incident.unclaimed)


def _tolls(incident: Incident) -> Iterator[Fact]:
    """Each toll, then what is counted within it, then the older figures that it replaces."""
    under: dict[int | None, list[int]] = {}
    for index in range(len(incident.casualties)):
        under.setdefault(_parent(incident.casualties, index), []).append(index)
    waiting = [(index, 0) for index in reversed(under.get(None, []))]
    seen: set[int] = set()
    while waiting:
        index, depth = waiting.pop()
        seen.add(index)
        yield _toll(incident, incident.casualties[index], depth)
        waiting += [(child, depth + 1) for child in reversed(under.get(index, [])) if child not in seen]
    for index in sorted(set(range(len(incident.casualties))) - seen):
        yield _toll(incident, incident.casualties[index], 0)


def _parent(tolls: Sequence[Toll], index: int) -> int | None:
    toll = tolls[index]
    if toll.part_of is not None or not toll.superseded:
        return toll.part_of
    newer = [
        other
        for other, candidate in enumerate(tolls)
        if not candidate.superseded and (candidate.outcome, candidate.group) == (toll.outcome, toll.group)
    ]
    return min(newer, key=lambda other: _distance(toll.according_to, tolls[other].according_to), default=None)


def _distance(older: Speaker | None, newer: Speaker | None) -> int:
    """An older figure stands best under one by the same speaker, else under one by somebody outside the conflict."""
    if older is not None and newer is not None and fold(older.name) == fold(newer.name):
        return 0
    return 2 if newer is not None and newer.party_to_conflict else 1


def _toll(incident: Incident, toll: Toll, depth: int) -> Fact:
    older, within = toll.superseded, toll.part_of is not None
    head = Text("earlier figure: " if older else "of them " if within else "")
    outcome = _OUTCOMES.get(toll.outcome, say.words(toll.outcome))
    head.append(f"{say.number(toll.count)} {outcome}", "" if older else "bold")
    victims = Text(say.clean(toll.victims)).append(_group(toll), "dim")
    place = incident.places[toll.place].name if toll.place is not None else None
    where = Text(f"at {say.clean(place)}") if place else Text()
    denied = Text(f"denied by {say.speaker(toll.denied_by)}", "yellow") if toll.denied_by else Text()
    parts = (head, victims, where, _source(toll.according_to), denied)
    values = _said(toll.count.text, *(by.name for by in (toll.according_to, toll.denied_by) if by))
    speech = _all(_spoken(by) for by in (toll.according_to, toll.denied_by) if by)
    return Fact(parts, toll.evidence, speech, values, min(depth, 4), "└ " if depth else "", older)


def _group(toll: Toll) -> str:
    if toll.group == "unknown" or toll.group == toll.victims.lower():
        return ""
    return " (of several groups)" if toll.group == "mixed" else f" ({say.words(toll.group)})"


_OUTCOMES = {"casualties_unspecified": "casualties, kind not stated"}


def _undisclosed(incident: Incident) -> Iterator[Fact]:
    for silence in incident.undisclosed:
        head = Text(f"losses not disclosed: {_GROUPS.get(silence.group, say.words(silence.group))}")
        by = Text(f"by {say.speaker(silence.by)}") if silence.by else Text()
        yield Fact((head, by), silence.evidence)


_GROUPS = {"unknown": "no figure given", "mixed": "all sides"}


def _claims(incident: Incident) -> Iterator[Fact]:
    for claim in incident.claims:
        topic = Text(say.words(claim.topic) + (", denied" if claim.denied else ""))
        via = Text(f"via {say.clean(claim.via)}", "dim") if claim.via else Text()
        place = incident.places[claim.place].name if claim.place is not None else None
        where = Text(f"at {say.clean(place)}") if place else Text()
        parts = (topic, _speaker(claim.speaker), via, where)
        yield Fact(parts, claim.evidence, _spoken(claim.speaker), _said(claim.statement, claim.speaker.name))


def _targets(incident: Incident) -> Iterator[Fact]:
    for target in incident.targets:
        number = f"{say.number(target.count)} × " if target.count else ""
        place = incident.places[target.place].name if target.place is not None else None
        head = Text(number + say.clean(target.name)).append(f" ({say.words(target.kind)})", "dim")
        where = Text(f"at {say.clean(place)}") if place else Text()
        yield Fact((head, where), target.evidence, values=_said(target.name), beside=True)


def _weapons(incident: Incident) -> Iterator[Fact]:
    for weapon in incident.weapons:
        head = Text(say.clean(weapon.name)).append(f" ({say.words(weapon.kind)})", "dim")
        yield Fact((head,), weapon.evidence, values=_said(weapon.name), beside=True)


def _materiel(incident: Incident) -> Iterator[Fact]:
    for thing in incident.materiel:
        number = f"{say.number(thing.count)} × " if thing.count else ""
        head = Text(f"{number}{say.clean(thing.item)} {thing.action}")
        by = Text(f"by {_name(incident.actors[thing.by])}") if thing.by is not None else Text()
        speaker = thing.according_to.name if thing.according_to else None
        values = _said(thing.item, thing.count.text if thing.count else None, speaker)
        speech = _spoken(thing.according_to) if thing.according_to else ()
        yield Fact((head, by, _source(thing.according_to)), thing.evidence, speech, values)


def _name(actor: Actor) -> str:
    return say.clean(actor.canonical or actor.name)


def _source(by: Speaker | None) -> Text:
    if by is None:
        return Text("in the outlet’s own voice", "dim")
    return Text.assemble("according to ", _speaker(by))


def _speaker(by: Speaker) -> Text:
    text = Text(say.speaker(by))
    text.highlight_words(["(party to the conflict)"], "yellow")
    return text


def _said(*values: str | None) -> tuple[str, ...]:
    return tuple(value for value in values if value)


def _spoken(by: Speaker) -> tuple[Evidence, ...]:
    """The words that name a speaker, unless they are the bare name, which the fact itself shows."""
    return tuple(piece for piece in by.evidence if fold(piece.quote) != fold(by.name))


def _all(evidence: Iterable[Iterable[Evidence]]) -> tuple[Evidence, ...]:
    return tuple(piece for pieces in evidence for piece in pieces)
