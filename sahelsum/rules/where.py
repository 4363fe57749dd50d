"""Where an incident happened: its places, without those that the article names for another reason.

Datelines, the seat of a speaker or institute, where people fled to and where a statement was made are places of
the article, not of the incident. A region is kept only when no town inside the incident is named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sahelsum.article import Span
from sahelsum.fold import fold
from sahelsum.places import PlaceHit
from sahelsum.rules.cluster import Cluster
from sahelsum.rules.dateline import heads_entry
from sahelsum.rules.place_roles import place_role
from sahelsum.rules.segments import Segment
from sahelsum.rules.view import View

_DISTANCE = re.compile(r"\d\s*(?:km|kilom\w*|miles)\b[^.;,]{0,24}$")
_A_LIST = 3
"""Towns in one sentence that make it a list of where it happened."""
_DATELINE = re.compile(r"[^\n]{0,40}?(?:\([\w ./-]{2,30}\)|\s[–—-]{1,2}\s)")
_CAPITALS = frozenset(
    map(
        fold,
        (
            "Abidjan", "Abuja", "Accra", "Bamako", "Conakry", "Cotonou", "Dakar", "Lomé", "N'Djamena", "Niamey",
            "Nouakchott", "Ouagadougou", "Porto-Novo", "Yaoundé",
        ),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Location:
    """A place of the incident: its first telling mention, and whether the words say near it."""

    hit: PlaceHit
    is_near: bool


def locations(view: View, cluster: Cluster) -> list[Location]:
    """The places of `cluster`, each name once, in the order of the article.

    Towns count where something is told to have happened; of other sentences only a list of towns does, or, where no
    telling sentence names a town, the first one that does.
    """
    told: dict[str, Location] = {}
    listed: dict[str, Location] = {}
    areas: dict[str, Location] = {}
    for segment in cluster.segments:
        here = [hit for hit in segment.places if hit.kind != "country" and not is_elsewhere(view, hit, segment)]
        for hit in here:
            location = Location(hit, _is_near(view, hit, segment))
            if hit.kind == "area" or is_container(view, hit):
                areas.setdefault(fold(hit.name), location)
            elif segment.triggers or len(here) >= _A_LIST:
                told.setdefault(fold(hit.name), location)
            elif not listed or listed.keys() == {fold(hit.name)}:
                listed.setdefault(fold(hit.name), location)
    towns = _ordered(told or listed)
    capitals = [name for name in towns if name in _CAPITALS]
    if len(towns) > len(capitals):
        towns = {name: location for name, location in towns.items() if name not in capitals}
    distant = [
        name for name, place in towns.items() if place.is_near and _is_only_a_landmark(view, place, towns.values())
    ]
    kept = [location for name, location in towns.items() if name not in distant]
    return kept or list(areas.values())[:2]


def _ordered(shelf: dict[str, Location]) -> dict[str, Location]:
    return dict(sorted(shelf.items(), key=lambda item: item[1].hit.start))


def is_container(view: View, hit: PlaceHit) -> bool:
    """Whether the words make it the district that holds the place: 'commune de Karimama', 'Kankara LGA'."""
    after = view.within(view.table("place_roles"), Span(hit.end, hit.end + 26))
    if after and "holds_after" in after[0].value and not view.text[hit.end : after[0].start].strip(" -"):
        return True
    return "holds" in place_role(view, hit, max(0, hit.start - 40)).split("+")


def _is_near(view: View, hit: PlaceHit, segment: Segment) -> bool:
    return (
        "near" in place_role(view, hit, segment.sentence.start)
        or _DISTANCE.search(_before(view, hit, segment)) is not None
    )


def is_elsewhere(view: View, hit: PlaceHit, segment: Segment) -> bool:
    """Whether the article names the place for another reason than that something happened there."""
    if "elsewhere" in place_role(view, hit, segment.sentence.start):
        return True
    at_start = hit.start - segment.sentence.start <= 2
    if (
        at_start
        and segment.sentence.index <= 4
        and not heads_entry(view, segment.sentence)
        and _DATELINE.match(view.text, hit.end, min(hit.end + 60, segment.sentence.end))
    ):
        return not view.within(segment.triggers, Span(hit.start, hit.end + 40))
    return False


def _before(view: View, hit: PlaceHit, segment: Segment) -> str:
    return view.text[max(segment.sentence.start, hit.start - 48) : hit.start]


def _is_only_a_landmark(view: View, location: Location, others: Iterable[Location]) -> bool:
    """'X, 30 km from Y': Y only says where X is, when X stands in the same sentence."""
    sentence = view.sentence_at(location.hit.start)
    before = view.text[max(0, location.hit.start - 60) : location.hit.start]
    if sentence is None or _DISTANCE.search(before) is None:
        return False
    return any(other is not location and sentence.start <= other.hit.start < location.hit.start for other in others)


def countries_of(view: View, cluster: Cluster) -> tuple[str, ...]:
    """ISO codes by prominence: the incident's own first, then the article's; the first is where it happened."""
    own = [hit for segment in cluster.segments for hit in segment.places if not is_elsewhere(view, hit, segment)]
    weights: Counter[str] = Counter()
    for hits, weight in ((own, 5), (view.places, 1)):
        for hit in hits:
            if len(hit.countries) == 1:
                weights[next(iter(hit.countries))] += weight * (2 if hit.kind != "country" or not hit.demonym else 1)
    return tuple(country for country, _ in weights.most_common())
