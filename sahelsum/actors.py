"""Who is meant: armed groups, forces, people and voices, by the name, the country and the date.

Every answer comes from `actors.csv` and `actor_names.csv`. A common noun becomes the actor of the country it is
said in (`the army` in Mali: Military Forces of Mali), and where country and date leave several the answer is
nobody: `gunmen` are never a named group, `al-Qaeda-linked jihadists` are not JNIM, unknown stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeAlias, get_args

from sahelsum.actor_names import COUNTRY, MARKERS, ActorName, Mention, Spellings
from sahelsum.codebook import ActorType, Group
from sahelsum.errors import DataError
from sahelsum.tables import Row, read_rows
from sahelsum.words import Hit, Words

__all__ = ["Actor", "ActorHit", "ActorName", "Actors"]

ActorHit: TypeAlias = Hit[tuple[ActorName, ...]]
"""A mention in a text, with all candidates for its spelling; `resolve` decides by country and date."""
LANGUAGES = ("en", "fr")
KINDS = ("armed", "generic", "civilian", "voice", "person", "ngo", "outlet", "institution")
ARMY = "military-forces-{iso}"
"""The actor of each country that carries its regimes: rows `military-forces-ml` and so on."""
_MOUTHPIECE = "spokesperson"
"""Family of words such as `spokesman` and `leader`, which say nothing without the name that follows."""
_FORMER = frozenset({"former", "ex", "retired", "ancien", "ancienne", "anciens", "anciennes"})
_GROUP_OF = {"State forces": "state_forces", "Rebel group": "armed_group", "Political militia": "armed_group",
             "Identity militia": "militia", "External/Other forces": "external_forces"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor as it was at one time; `actor_type` is ACLED's (Codebook, 2025 edition), "" for those who only speak.

    `kind` is one of armed | generic (armed, known by a common noun only) | civilian | voice | person | ngo | outlet |
    institution; `group` is how casualties among its members are counted; `home` is the ISO alpha-2 code of a state
    force, `countries` those where it is active; `valid_from` and `valid_to` are `YYYY`, `YYYY-MM` or "".
    """

    actor_id: str
    canonical: str
    actor_type: str
    type_abroad: str
    home: str
    countries: frozenset[str]
    valid_from: str
    valid_to: str
    group: str
    kind: str
    speaks_for: str
    party: bool
    parent: str


@dataclass(frozen=True, slots=True)
class _Family:
    """A common noun: `pattern` holds {iso}, {country} and {years} where the country will stand."""

    pattern: Actor
    composes: str
    elsewhere: str


class Actors:
    """The actors file and the names file, a desk's own rows laid over them."""

    def __init__(self, rows: Iterable[Row], names: Sequence[Row]) -> None:
        self._vintages: dict[str, list[Actor]] = {}
        self._families: dict[str, _Family] = {}
        for row in rows:
            actor = _actor(row)
            if row.get("composes"):
                self._families[actor.actor_id] = _Family(actor, row["composes"], row.get("elsewhere", ""))
            else:
                self._vintages.setdefault(actor.actor_id, []).append(actor)
        for vintages in self._vintages.values():
            vintages.sort(key=lambda actor: actor.valid_from)
        self._names = names
        self._in_language: dict[str, Spellings] = {}
        self._check_names()
        self._read = lru_cache(maxsize=4096)(self._read_afresh)

    @classmethod
    def load(cls, desk: Path | None = None) -> Actors:
        """The shipped actors, with the rows of `desk`/actors.csv and `desk`/actor_names.csv laid over.

        Raises:
            DataError: a row is malformed, or a name points to an actor that no row describes.
        """
        return cls(read_rows("actors.csv", ("actor_id", "valid_from"), desk),
                   read_rows("actor_names.csv", ("name", "language"), desk))  # fmt: skip

    def find(self, words: Words, language: str) -> list[ActorHit]:
        """Mentions of actors and voices in order, none overlapping, countries that belong to a name included."""
        return [
            Hit(one.first, one.last, words.starts[one.first], words.ends[one.last - 1], one.names)
            for one in self._spellings(language).mentions(words)
        ]

    def resolve(
        self, name: str, countries: Sequence[str], on: date | None = None, language: str = "en"
    ) -> Actor | None:
        """Whom `name` means in an incident in `countries` (ISO alpha-2, the incident's own first), or null.

        Without `on` an actor with several vintages is the one in force today, and a noun that means one group in
        one year and another in the next means nobody. A state's force abroad is External/Other forces (ACLED).
        """
        for mention in _heads(self._read(name, language), self._armed):
            actor = self._choose(mention, countries, on)
            if actor is not None:
                return _seen_from(actor, countries)
        return None

    def party(self, name: str, countries: Sequence[str], on: date | None = None, language: str = "*") -> bool:
        """Whether a speaker, as written (in either language: "*"), is party to the conflict in `countries`.

        Armed actors, their outlets and spokespersons, their governments and officials are; elected and local
        officials, witnesses, hospitals, agencies, the United Nations and researchers are not.
        """
        words = Words(name)
        spoken = LANGUAGES if language == "*" else (language,)
        readings = [found for found in (self._mentions(words, one) for one in spoken) if found]
        for mention in min(readings, key=lambda found: (found[0].first, -found[0].last), default=[]):
            if mention.names[0].actor_id == _MOUTHPIECE:
                continue
            if mention.first and words.folded[mention.first - 1] in _FORMER:
                return False
            actor = self._choose(mention, countries, on) or self.actor(mention.names[0].actor_id)
            foreign = mention.country and countries and mention.country not in countries
            governs = actor is not None and actor.kind in ("institution", "outlet")
            return actor is not None and actor.party and not (foreign and governs)
        return False

    def country(self, name: str, language: str = "en") -> str | None:
        """The ISO alpha-2 code of the country that the name itself says (`Malian army`, `FAMa`), or null."""
        for mention in self._read(name, language):
            homes = {actor.home for one in mention.names for actor in self._vintages.get(one.actor_id, [])}
            if mention.country or (len(homes) == 1 and homes != {""}):
                return mention.country or homes.pop()
        return None

    def actor(self, actor_id: str, on: date | None = None) -> Actor | None:
        """The actor (or the pattern of the family) of that id, in the vintage of `on`."""
        if actor_id in self._families:
            return self._families[actor_id].pattern
        form = f"{actor_id[:-2]}{{iso}}"
        family = next((one for one in self._families.values() if one.composes == form), None)
        return self._vintage(actor_id, on) or (self._compose(family, actor_id[-2:].upper(), on) if family else None)

    def _mentions(self, words: Words, language: str) -> list[Mention]:
        """Mentions in `words`; where there are none, in small letters too."""
        spellings = self._spellings(language)
        return spellings.mentions(words) or spellings.mentions(words, capitals=False)

    def _spellings(self, language: str) -> Spellings:
        if language not in self._in_language:
            rows = [row for row in self._names if row["language"] in (language, "*") and row["actor_id"]]
            common = [one.pattern.actor_id for one in self._families.values() if one.pattern.kind == "generic"]
            self._in_language[language] = Spellings(rows, language, self._armed, common)
        return self._in_language[language]

    @cached_property
    def _armed(self) -> frozenset[str]:
        actors = [family.pattern for family in self._families.values()]
        actors += [vintages[-1] for vintages in self._vintages.values()]
        return frozenset(actor.actor_id for actor in actors if actor.kind in ("armed", "generic"))

    def _check_names(self) -> None:
        known = {*self._families, *self._vintages, *MARKERS, ""}
        for row in self._names:
            for actor_id in row["actor_id"].split(";"):
                if actor_id not in known and not actor_id.startswith(COUNTRY):
                    raise DataError(f"actor_names.csv: {row['name']!r} is a name of {actor_id!r}, "
                                    "which actors.csv does not have.")  # fmt: skip

    def _read_afresh(self, name: str, language: str) -> list[Mention]:
        found = self._mentions(Words(name), language)
        return [one for one in found if one.names[0].actor_id != _MOUTHPIECE]

    def _choose(self, mention: Mention, countries: Sequence[str], on: date | None) -> Actor | None:
        places = [mention.country, *countries] if mention.country else list(countries)
        ids = [name.actor_id for name in mention.names]
        named = [actor_id for actor_id in ids if actor_id not in self._families]
        families = [self._families[actor_id] for actor_id in ids if actor_id in self._families]
        if len(set(named)) == 1 and not families:
            return self._vintage(named[0], on)
        found = self._fitting(named, places[:1] if families else places, on)
        for family in families:
            found = found or self._compose(family, places[0] if places else "", on)
        return found

    def _fitting(self, named: Sequence[str], places: Sequence[str], on: date | None) -> Actor | None:
        """The one actor that was there then; of several, the one formed last."""
        states = [actor for actor_id in named for actor in self._vintages.get(actor_id, ())]
        if on is not None:
            states = [actor for actor in states if _valid(actor, on)]
        for place in places:
            there = [actor for actor in states if place == actor.home or place in actor.countries]
            if there:
                several = on is None and len({actor.actor_id for actor in there}) > 1
                return None if several else max(there, key=lambda actor: actor.valid_from)
        anywhere = [actor for actor in states if not actor.countries]
        return anywhere[0] if len(anywhere) == 1 else None

    def _vintage(self, actor_id: str, on: date | None) -> Actor | None:
        """The actor at that date; before its first vintage that one, after a gap the one before it."""
        vintages = self._vintages.get(actor_id, [])
        if on is not None:
            day = on.isoformat()
            vintages = [one for one in vintages if one.valid_from <= day[: len(one.valid_from)]] or vintages[:1]
        return vintages[-1] if vintages else None

    def _compose(self, family: _Family, place: str, on: date | None) -> Actor | None:
        pattern = family.pattern
        if pattern.countries and place not in pattern.countries:
            other = self._families.get(family.elsewhere)
            return self._compose(other, place, on) if other and place else self._vintage(family.elsewhere, on)
        if "{iso}" not in family.composes:
            return self._vintage(family.composes, on)
        iso = place.lower()
        actor_id = family.composes.format(iso=iso)
        if actor_id in self._vintages:
            return self._vintage(actor_id, on)
        army = self._vintage(ARMY.format(iso=iso), on)
        if army is None:
            return None
        country, _, years = army.canonical.removeprefix("Military Forces of ").partition(" (")
        spoken_for = self._families.get(pattern.speaks_for)
        dated = "{years}" in pattern.canonical
        return replace(
            pattern,
            actor_id=actor_id,
            canonical=" ".join(pattern.canonical.format(country=country, years="(" + years if years else "").split()),
            home=place if pattern.actor_type == "State forces" else "",
            countries=frozenset({place}),
            valid_from=army.valid_from if dated else "",
            valid_to=army.valid_to if dated else "",
            speaks_for=spoken_for.composes.format(iso=iso) if spoken_for else pattern.speaks_for,
        )


def _heads(mentions: Sequence[Mention], armed: frozenset[str]) -> list[Mention]:
    """The mentions, the likeliest first: a group's own name goes before the noun for its fighters."""

    def bears_arms(mention: Mention) -> bool:
        return any(name.actor_id in armed for name in mention.names)

    if mentions and mentions[0].generic and bears_arms(mentions[0]):
        return sorted(mentions, key=lambda mention: mention.generic or not bears_arms(mention))
    return list(mentions)


def _seen_from(actor: Actor, countries: Sequence[str]) -> Actor:
    if actor.home and actor.type_abroad and countries and countries[0] != actor.home:
        return replace(actor, actor_type=actor.type_abroad, group="external_forces")
    return actor


def _valid(actor: Actor, on: date) -> bool:
    day = on.isoformat()
    since, until = actor.valid_from, actor.valid_to
    return since <= day[: len(since)] and (not until or day[: len(until)] <= until)


def _actor(row: Row) -> Actor:
    """An actor from its row; cells that a desk leaves out are filled from its type.

    Raises:
        DataError: the row has an unknown actor_type, group or kind.
    """
    actor_type, kind = row.get("actor_type", ""), row.get("kind", "") or "armed"
    group = row.get("group", "") or _GROUP_OF.get(actor_type, "civilians")
    allowed = ((actor_type, ("", *get_args(ActorType))), (group, get_args(Group)), (kind, KINDS))
    for value, values in allowed:
        if value not in values:
            raise DataError(f"actors.csv: {row['actor_id']!r} has {value!r}; it must be one of {', '.join(values)}.")
    return Actor(
        actor_id=row["actor_id"],
        canonical=row.get("canonical", "") or row["actor_id"],
        actor_type=actor_type,
        type_abroad=row.get("type_abroad", ""),
        home=row.get("home", ""),
        countries=frozenset(row.get("countries", "").split(";")) - {""},
        valid_from=row.get("valid_from", ""),
        valid_to=row.get("valid_to", ""),
        group=group,
        kind=kind,
        speaks_for=row.get("speaks_for", ""),
        party=(row.get("party", "") or ("yes" if kind in ("armed", "generic") else "no")) == "yes",
        parent=row.get("parent", ""),
    )
