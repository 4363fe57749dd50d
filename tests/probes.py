"""One change at a time to one incident: what the scorer makes of it beside the harnesses measured before ours.

The incident and the others' figures are those of the measurements that the project began with: autoevals 0.4.1
JSONDiff, anls_star 1.0.1, stickler-eval 1.0.0 (overall score / F1), on an 11-field record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from gold_records import REFERENCE, record_of

from sahelsum.gold.model import Gold
from sahelsum.gold.store import Labelled
from sahelsum.incident import Incident
from sahelsum.reading import read
from sahelsum.scoring.score import ArticleScore, Scorer
from sahelsum.scoring.tally import Counts, tally

TEXT = """Convoy ambushed in eastern Burkina Faso

On 3 August 2023 fighters of the Group for the Support of Islam and Muslims (JNIM) attacked a convoy of Volunteers for
the Defence of the Homeland (VDP) near Nohao. It killed 22 volunteers, the governor said.

On 5 August 2023 armed men attacked Boulgou and killed four villagers, the governor said.
"""
FIRST = "fighters of the Group for the Support of Islam and Muslims (JNIM) attacked a convoy of Volunteers"
PLACE, DEAD = "the Defence of the Homeland (VDP) near Nohao.", "It killed 22 volunteers, the governor said."
SECOND = "On 5 August 2023 armed men attacked Boulgou and killed four villagers, the governor said."
GOVERNOR = {"name": "governor", "actor_id": "local-administration-bf"}


def _labels(*incidents: dict[str, Any]) -> Labelled:
    gold = Gold.model_validate(
        {"id": "probe", "language": "en", "published": None, "labelled_by": ["the test"], "incidents": incidents}
    )
    return Labelled.of(gold, read(TEXT))


def _toll(low: int, group: str, words: str, text: str) -> dict[str, Any]:
    count = {"low": low, "high": low, "qualifier": "exact", "text": text}
    return {"victims": words.rsplit(maxsplit=1)[-1], "group": group, "outcome": "killed", "count": count,
            "according_to": GOVERNOR, "evidence": [DEAD if low == 22 else SECOND]}  # fmt: skip


ONE: dict[str, Any] = {
    "role": "reported", "event_type": "Battles", "sub_event_type": "Armed clash",
    "date": {"start": "2023-08-03", "end": "2023-08-03", "time_precision": 1, "text": "3 August 2023",
             "evidence": ["On 3 August 2023"]},
    "countries": ["BF"], "places": [{"name": "Nohao", "gazetteer_id": None, "country": "BF", "evidence": [PLACE]}],
    "actors": [
        {"name": "JNIM", "actor_id": "jnim", "role": "initiator", "evidence": [FIRST]},
        {"name": "VDP", "actor_id": "vdp", "role": "target", "evidence": [PLACE]},
    ],
    "casualties": [_toll(22, "militia", "22 volunteers", "22")],
    "targets": [{"name": "convoy", "kind": "convoy", "evidence": [FIRST]},
                {"name": "Volunteers", "kind": "other", "evidence": [FIRST]}],
    "evidence": [FIRST],
}  # fmt: skip
TWO: dict[str, Any] = {
    "role": "reported", "event_type": "Violence against civilians", "sub_event_type": "Attack",
    "date": {"start": "2023-08-05", "end": "2023-08-05", "time_precision": 1, "text": "5 August 2023",
             "evidence": [SECOND]},
    "countries": ["BF"], "places": [{"name": "Boulgou", "evidence": [SECOND]}],
    "actors": [{"name": "armed men", "actor_id": "unidentified-armed-group-bf", "role": "initiator",
                "evidence": [SECOND]}],
    "casualties": [_toll(4, "civilians", "four villagers", "four")], "evidence": [SECOND],
}  # fmt: skip
Change = Callable[[Incident], Incident]


def _count(low: int | None) -> Change:
    def change(one: Incident) -> Incident:
        toll = one.casualties[0]
        if low is None:
            return one.model_copy(update={"casualties": ()})
        count = toll.count.model_copy(update={"low": low, "high": low, "text": str(low)})
        return one.model_copy(update={"casualties": (toll.model_copy(update={"count": count}),)})

    return change


def _wounded(low: int) -> Change:
    def change(one: Incident) -> Incident:
        count = one.casualties[0].count.model_copy(update={"low": low, "high": low, "text": str(low)})
        more = one.casualties[0].model_copy(update={"outcome": "wounded", "count": count})
        return one.model_copy(update={"casualties": (*one.casualties, more)})

    return change


def _on(day: date) -> Change:
    return lambda one: one.model_copy(update={"date": one.date.model_copy(update={"start": day, "end": day})})


def _by(actor_id: str, name: str) -> Change:
    def change(one: Incident) -> Incident:
        first = one.actors[0].model_copy(update={"actor_id": actor_id, "name": name})
        return one.model_copy(update={"actors": (first, *one.actors[1:])})

    return change


def _in_mali(one: Incident) -> Incident:
    place = one.places[0].model_copy(update={"country": "ML"})
    return one.model_copy(update={"countries": ("ML",), "places": (place,)})


def _null(one: Incident) -> Incident:
    empty = one.date.model_copy(update={"start": None, "end": None, "time_precision": None, "basis": "unresolved"})
    return one.model_copy(update={
        "date": empty, "countries": (), "places": (), "actors": (), "casualties": (), "targets": (),
    })  # fmt: skip


def _targets(change: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Change:
    return lambda one: one.model_copy(update={"targets": change(one.targets)})


ROWS: tuple[tuple[str, Change, str, str, str], ...] = (
    ("identical", lambda one: one, "1.000", "1.000", "1.000 / 1.000"),
    ("set reordered", _targets(lambda found: found[::-1]), "0.909", "1.000", "1.000 / 1.000"),
    ("one of two targets missing", _targets(lambda found: found[:1]), "0.909", "0.917", "0.955 / 0.941"),
    ("duplicate target added", _targets(lambda found: (*found, found[0])), "0.970", "0.923", "0.970 / 0.947"),
    ("killed 22 to 23", _count(23), "0.998", "0.958", "0.909 / 0.941"),
    ("killed 22 to 220", _count(220), "0.926", "0.972", "0.909 / 0.941"),
    ("killed 22 to null (missed)", _count(None), "0.909", "0.917", "0.909 / 0.941"),
    ("wounded null to 30 (invented)", _wounded(30), "0.909", "0.917", "0.909 / 0.947"),
    ("wounded null to 0 (unknown for none)", _wounded(0), "0.909", "0.917", "0.909 / 0.947"),
    ("date one day off", _on(date(2023, 8, 4)), "0.991", "0.992", "0.909 / 0.941"),
    ("date ten years off", _on(date(2013, 8, 3)), "0.991", "0.992", "0.909 / 0.941"),
    ("JNIM by its Arabic name (same actor)", _by("jnim", "Jama'at Nusrat al-Islam wal-Muslimin"),
     "0.920", "0.917", "0.909 / 0.941"),
    ("JNIM to ISGS (rival actor)", _by("issp", "ISGS"), "0.909", "0.917", "0.909 / 0.941"),
    ("Burkina Faso to Mali", _in_mali, "0.917", "0.917", "0.909 / 0.941"),
    ("all null", _null, "0.273", "0.250", "0.364 / 0.20"),
)  # fmt: skip
SCORER = Scorer(REFERENCE)


def probes() -> Iterator[tuple[str, ArticleScore, tuple[str, str, str]]]:
    """Each change, what the scorer makes of it, and what autoevals, anls_star and stickler do."""
    one, both, none = _labels(ONE), _labels(ONE, TWO), _labels()
    for name, change, *others in ROWS:
        perfect = record_of(one)
        changed = perfect.model_copy(update={"incidents": tuple(map(change, perfect.incidents))})
        yield name, SCORER.score(one, changed), tuple(others)
    pair, alone = record_of(both), record_of(one)
    swapped, first = pair.incidents[::-1], pair.incidents[:1]
    for name, labels, incidents, *others in (
        ("2 incidents, order swapped", both, swapped, "0.758", "1.000", "1.000"),
        ("1 of 2 incidents missing", both, first, "0.500", "0.522", "0.500 / 0.667"),
        ("1 spurious incident, last", one, pair.incidents, "0.667", "0.657", "0.667 / 0.80"),
        ("1 spurious incident, first", one, swapped, "0.543", "0.657", "0.667 / 0.80"),
        ("no incident, none found", none, (), "1.0", "1.0", "1.0 / 0.0"),
        ("no incident, 1 found", none, first, "0.0", "0.0", "0.0 / 0.0"),
    ):
        yield name, SCORER.score(labels, alone.model_copy(update={"incidents": incidents})), tuple(others)


def whole(score: ArticleScore) -> Counts:
    """All fields of one article together."""
    fields = tally(score.verdicts).values()
    return Counts(*(sum(getattr(one, name) for one in fields) for name in Counts.__dataclass_fields__))


def table() -> str:
    """The table of the README, as Markdown."""
    ours = ("ours: F1", "strict", "cost", "never events")
    heads = ("one change to one record", *ours, "autoevals", "anls_star", "stickler")
    lines = [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads)]
    for name, score, others in probes():
        counts = whole(score)
        events = ", ".join(dict.fromkeys(event.kind for event in score.never)).replace("_", " ")
        f1, strict = ("–" if each is None else f"{each:.3f}" for each in (counts.f1, counts.strict))
        f1 = "right, and no credit" if counts.f1 is None else f1
        lines.append(f"| {name} | {f1} | {strict} | {counts.cost} | {events} | {' | '.join(others)} |")
    return "\n".join(lines) + "\n"
