"""How alike two actors are: the same, kin, one named where the other is not, or rivals."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from sahelsum.actors import Actors
from sahelsum.likeness.degree import LESS, MORE, NEAR, NOTHING, OTHER, RIVAL, RIVAL_CREDIT, SAME, Likeness
from sahelsum.likeness.names import SAME_FROM, alike


class Who(NamedTuple):
    """An actor or a voice. `kind` as in the actors file ("" where it has no row); `above` its parents' ids; `state` the
    country whose forces it belongs to, or ""; `mouth` whom a voice speaks for, else its own id; `is_party`: it is party
    to the conflict; `labelled` false: nobody has looked for its id."""

    name: str
    actor_id: str | None
    kind: str = ""
    above: tuple[str, ...] = ()
    state: str = ""
    mouth: str = ""
    is_party: bool = False
    labelled: bool = True

    @property
    def is_named(self) -> bool:
        """Whether it is an armed actor with a name of its own: `gunmen` are not."""
        return self.kind == "armed"

    def __str__(self) -> str:
        return self.name


class Cast:
    """Makes a Who of a name and an id, by the actors file."""

    def __init__(self, actors: Actors) -> None:
        self._actors = actors
        self._known: dict[tuple[str, str | None, bool], Who] = {}

    def who(self, name: str, actor_id: str | None, labelled: bool = True) -> Who:
        """The actor of that id, as written `name`; an id that the file does not know is one of a kind."""
        key = name, actor_id, labelled
        if key not in self._known:
            self._known[key] = self._made(name, actor_id, labelled)
        return self._known[key]

    def _made(self, name: str, actor_id: str | None, labelled: bool) -> Who:
        actor = self._actors.actor(actor_id) if actor_id is not None else None
        if actor is None or actor_id is None:
            return Who(name, actor_id, self._kind_of(name), mouth=actor_id or "", labelled=labelled)
        state = actor.home if actor.actor_type == "State forces" else ""
        mouth = actor.speaks_for or actor_id
        return Who(name, actor_id, actor.kind, self._above(actor.parent), state, mouth, actor.party)

    def _kind_of(self, name: str) -> str:
        """The kind of the actor that the file knows by that name; a record without ids may still name a group."""
        found = (self._actors.resolve(name, (), None, language) for language in ("en", "fr"))
        return next((actor.kind for actor in found if actor is not None), "")

    def _above(self, parent: str) -> tuple[str, ...]:
        above: list[str] = []
        while parent and parent not in above:
            above.append(parent)
            actor = self._actors.actor(parent)
            parent = actor.parent if actor is not None else ""
        return tuple(above)


@lru_cache(maxsize=65536)
def actors(one: Who, other: Who) -> Likeness:
    """The same id is the same actor; a parent or a branch of it is near; two named armed actors that are no kin are
    rivals, which is worse than nothing; a name for gunmen, or gunmen for a name, earns nothing."""
    if one.actor_id is None or other.actor_id is None:
        return _by_name(one, other)
    if one.actor_id == other.actor_id:
        return SAME
    if one.actor_id in other.above or other.actor_id in one.above:
        return Likeness(0.7, LESS if other.actor_id in one.above else MORE)
    if one.state and one.state == other.state:
        return Likeness(0.5, NEAR)
    return _unrelated(one, other)


def _unrelated(one: Who, other: Who) -> Likeness:
    if one.is_named and other.is_named:
        kin = set(one.above) & set(other.above)
        return Likeness(0.3, NEAR) if kin else Likeness(RIVAL_CREDIT, RIVAL)
    if {one.kind, other.kind} == {"armed", "generic"}:
        return Likeness(0.0, LESS if one.is_named else MORE)
    return Likeness(0.3, NEAR) if one.kind == other.kind == "generic" else NOTHING


def _by_name(one: Who, other: Who) -> Likeness:
    shared = alike(one.name, other.name)
    if shared < SAME_FROM:
        return Likeness(0.3 * shared, OTHER) if shared else NOTHING
    if one.actor_id == other.actor_id or not (one.labelled and other.labelled):
        return SAME
    return Likeness(0.7, LESS if other.actor_id is None else MORE)


@lru_cache(maxsize=65536)
def voices(one: Who | None, other: Who | None) -> Likeness:
    """Who says it: an institution and its spokesperson are near; nobody (the outlet's voice) for somebody is a slip."""
    if one is None or other is None:
        return SAME if one is other else Likeness(0.5, "said by nobody" if other is None else "said by somebody")
    if one.actor_id is not None and one.actor_id == other.actor_id:
        return SAME
    shared = alike(one.name, other.name)
    if shared >= SAME_FROM and (one.actor_id is None or other.actor_id is None):
        return SAME
    if one.mouth and one.mouth == other.mouth:
        return Likeness(0.9, NEAR)
    if shared > 0:
        return Likeness(0.5 + 0.3 * shared, f"{NEAR} ({other.actor_id or 'no id'} for {one.actor_id or 'no id'})")
    return Likeness(0.2 if one.is_party and other.is_party else 0.3, OTHER)
