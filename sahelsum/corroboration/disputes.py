"""Where the articles, or those they quote, contradict each other: every side with its value and whose it is.

Numbers that can both be true (22 and more than 20) are no dispute; a number that one outlet calls killed and another
neutralised, by the same speaker, is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import timedelta
from itertools import combinations
from typing import TypeVar

from sahelsum import incident as rec
from sahelsum.corroboration.merge import Merged, Table, Voices
from sahelsum.corroboration.sameness import are_rivals
from sahelsum.corroboration.tolls import TollBook, amount, bounds
from sahelsum.dossier import Dispute, DisputedField, Position
from sahelsum.evidence import Speaker
from sahelsum.likeness.actors import Cast, Who
from sahelsum.likeness.tolls import SAME_NUMBER, amounts

F = TypeVar("F")
Found = tuple[Dispute, frozenset[int]]
"""A dispute and the indexes of the values in it."""
_PRECISE = timedelta(days=7)


def dates(table: Table[rec.EventDate]) -> Iterator[Found]:
    """Days that exclude each other."""
    known = [at for at, value in enumerate(table.values) if _is_precise(value.first)]
    apart = _contradicting(known, lambda one, other: _are_apart(table.values[one].first, table.values[other].first))
    if apart:
        yield _dispute("date", "when it happened", [(table.values[at], _day(table.values[at].first), None)
                                                    for at in apart]), frozenset(apart)  # fmt: skip


def _is_precise(one: rec.EventDate) -> bool:
    return one.start is not None and one.end is not None and one.end - one.start <= _PRECISE


def _are_apart(one: rec.EventDate, other: rec.EventDate) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.end < other.start or other.end < one.start


def _day(one: rec.EventDate) -> str:
    return str(one.start) if one.start == one.end else f"{one.start} to {one.end}"


def kinds(table: Table[rec.Incident]) -> Iterator[Found]:
    """Event types that are not the same; sub-event types are shades of one."""
    if len({value.first.event_type for value in table.values}) > 1:
        yield _dispute("event_type", "what kind of event it was", [
            (value, value.first.sub_event_type or value.first.event_type, None) for value in table.values
        ]), frozenset(range(len(table.values)))  # fmt: skip


def initiators(table: Table[rec.Actor], cast: Cast) -> Iterator[Found]:
    """Armed groups that are rivals, each named by somebody as the one that began it."""
    named: dict[int, frozenset[Who]] = {}
    for at, value in enumerate(table.values):
        who = cast.who(value.first.name, value.first.actor_id)
        if value.first.role == "initiator" and who.is_named and not who.state:
            named[at] = frozenset((who,))
    rivals = _contradicting(list(named), lambda one, other: are_rivals(named[one], named[other]))
    if rivals:
        yield _dispute("initiator", "who began it", [
            (table.values[at], table.values[at].first.canonical or table.values[at].first.name, None) for at in rivals
        ]), frozenset(rivals)  # fmt: skip


def responsibility(table: Table[rec.Responsibility], actors: Table[rec.Actor]) -> Iterator[Found]:
    """An actor who is said to have done it, and who or whose speaker denies it."""
    by_actor: dict[int | None, list[int]] = defaultdict(list)
    for at, value in enumerate(table.values):
        by_actor[actors.at(value.said[0][0], value.first.actor)].append(at)
    for actor, ats in by_actor.items():
        denied = {table.values[at].first.status == "denied" for at in ats}
        if actor is not None and len(denied) == 2:
            name = actors.values[actor].first
            yield _dispute("responsibility", f"whether it was {name.canonical or name.name}", [
                (table.values[at], table.values[at].first.status, _name(table.values[at].first.by)) for at in ats
            ]), frozenset(ats)  # fmt: skip


def claims(table: Table[rec.Claim], voices: Voices) -> Iterator[Found]:
    """Who holds the place against who beat the attack back, by parties that are not one; and what somebody denies."""
    held = [at for at, value in enumerate(table.values) if _claims(value.first, "control_of_place")]
    beaten = [at for at, value in enumerate(table.values) if _claims(value.first, "attack_repelled")]
    keys = {at: voices.key(table.values[at].first.speaker) for at in (*held, *beaten)}
    if held and beaten and {keys[at] for at in held}.isdisjoint(keys[at] for at in beaten):
        yield _claimed("who holds the ground", table, [*held, *beaten], voices)
    for topic in ("control_of_place", "attack_repelled", "confirmation", "conduct"):
        said = [at for at, value in enumerate(table.values) if value.first.topic == topic]
        if len({table.values[at].first.denied for at in said}) == 2:
            yield _claimed(f"{topic.replace('_', ' ')}, denied", table, said, voices)


def _claims(claim: rec.Claim, topic: str) -> bool:
    return claim.topic == topic and not claim.denied and claim.speaker.party_to_conflict


def _claimed(about: str, table: Table[rec.Claim], ats: Sequence[int], voices: Voices) -> Found:
    """One side a voice and topic, in the words of its first article, with all articles that have it say so."""
    sides: dict[Hashable, Merged[rec.Claim]] = {}
    for at in ats:
        claim = table.values[at].first
        own = sides.setdefault((claim.topic, claim.denied, voices.key(claim.speaker)), Merged())
        own.said.extend(table.values[at].said)
    told = [(side, side.first.statement, side.first.speaker.name) for side in sides.values()]
    return _dispute("claims", about, told), frozenset(ats)


def tolls(book: TollBook) -> Iterator[Found]:
    """Numbers of the same people that cannot all be true; one number told with two outcomes; numbers denied."""
    values = book.table.values
    current = [at for at in range(len(values)) if book.is_current(at)]
    same_people: dict[tuple[str, str, bool], list[int]] = defaultdict(list)
    same_voice: dict[tuple[str, Hashable], list[int]] = defaultdict(list)
    for at in current:
        toll = values[at].first
        same_people[toll.outcome, toll.group, toll.place is None].append(at)
        if toll.according_to is not None and toll.count.qualifier != "vague":
            same_voice[toll.group, book.voice(values[at])].append(at)
    for (outcome, group, _), ats in same_people.items():
        apart = _contradicting(ats, lambda one, other: _exclude(values[one], values[other]))
        if apart:
            yield _counted(book, f"{outcome}, {group}", apart)
    for (group, _), ats in same_voice.items():
        drifted = _contradicting(ats, lambda one, other: _is_drift(values[one].first, values[other].first))
        if drifted:
            yield _counted(book, f"what became of {values[drifted[0]].first.count.text}, {group}", drifted)
    for at, value in enumerate(values):
        denier = next((toll.denied_by for _, _, toll in value.said if toll.denied_by is not None), None)
        if denier is not None:
            sides = [_side(value), (value, f"denied: {_told(value.first)}", denier.name)]
            yield _dispute("casualties", f"{value.first.outcome}, {value.first.group}, denied", sides), frozenset((at,))


def _exclude(one: Merged[rec.Toll], other: Merged[rec.Toll]) -> bool:
    (low, high), (least, most) = bounds(one.first.count), bounds(other.first.count)
    return high < least or most < low


def _is_drift(one: rec.Toll, other: rec.Toll) -> bool:
    return one.outcome != other.outcome and "neutralised" in (one.outcome, other.outcome) and (
        amounts(amount(one.count), amount(other.count)).credit >= SAME_NUMBER)  # fmt: skip


def _counted(book: TollBook, about: str, ats: Sequence[int]) -> Found:
    return _dispute("casualties", about, [_side(book.table.values[at]) for at in ats]), frozenset(ats)


def _side(value: Merged[rec.Toll]) -> tuple[Merged[rec.Toll], str, str | None]:
    speaker = value.first.according_to
    return value, _told(value.first), speaker.name if speaker else None


def _told(toll: rec.Toll) -> str:
    return f"{amount(toll.count) if toll.count.qualifier != 'vague' else toll.count.text} {toll.outcome}"


def _name(speaker: Speaker | None) -> str | None:
    return speaker.name if speaker is not None else None


def _contradicting(ats: Sequence[int], contradict: Callable[[int, int], bool]) -> list[int]:
    """Those of `ats` that contradict another of them, in order."""
    found: set[int] = set()
    for one, other in combinations(ats, 2):
        if contradict(one, other):
            found |= {one, other}
    return sorted(found)


def _dispute(field: DisputedField, about: str, sides: Sequence[tuple[Merged[F], str, str | None]]) -> Dispute:
    return Dispute(
        field=field, about=about,
        positions=tuple(
            Position(value=value, by=by, articles=held.articles, families=held.families) for held, value, by in sides
        ),
    )  # fmt: skip
