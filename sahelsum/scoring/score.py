"""One record against the gold of its article: what is right, what is not, and what must never happen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sahelsum.gold.model import Gold
from sahelsum.gold.store import Labelled
from sahelsum.likeness.days import Days
from sahelsum.likeness.degree import OTHER
from sahelsum.record import Record
from sahelsum.reference import Reference
from sahelsum.scoring import never
from sahelsum.scoring.align import Alignment, align
from sahelsum.scoring.facts import Facts, occurrences
from sahelsum.scoring.grounded import misled, ungrounded
from sahelsum.scoring.never import NeverEvent
from sahelsum.scoring.values import Fact, IncidentFacts, Party, in_order
from sahelsum.scoring.verdicts import COSTS, Class, Verdict, judged

ABSTENTIONS = ("incidents", "date", "initiator", "tolls", "responsibility")
"""What an article may rightly leave unsaid, and a record too."""


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """One article's verdicts. `abstained` counts (rightly silent, silent in gold) by ABSTENTIONS; `gold` and `found`
    are the incidents of either side by a phrase, which `alignment` points at; `record` false: there was none."""

    id: str
    group: str
    language: str
    split: str
    record: bool
    verdicts: tuple[Verdict, ...]
    alignment: Alignment
    gold: tuple[str, ...]
    found: tuple[str, ...]
    never: tuple[NeverEvent, ...]
    abstained: dict[str, tuple[int, int]]


class Scorer:
    """Scores records of one gold folder, by one state of the reference data."""

    def __init__(self, reference: Reference) -> None:
        self._facts = Facts(reference)

    def score(self, labelled: Labelled, record: Record | None) -> ArticleScore:
        """The score of a record (null: there is none, everything in gold is missed)."""
        gold_file, text = labelled.gold, labelled.article.text
        gold = in_order([self._facts.of_gold(incident, text) for incident in gold_file.incidents])
        found = in_order([self._facts.of_record(incident) for incident in record.incidents] if record else [])
        alignment = align(gold, found)
        verdicts, events = verdicts_on(gold, found, alignment)
        if record is not None:
            events |= set(self._of_record(labelled, record, gold, found))
        return ArticleScore(
            gold_file.id, gold_file.group or gold_file.id, gold_file.language, gold_file.split, record is not None,
            (*_published(gold_file, record), *verdicts), alignment,
            tuple(one.called for one in gold), tuple(one.called for one in found),
            tuple(sorted(events)), _abstained(gold, found, alignment, record is not None),
        )  # fmt: skip

    @staticmethod
    def _of_record(
        labelled: Labelled, record: Record, gold: Sequence[IncidentFacts], found: Sequence[IncidentFacts]
    ) -> Iterator[NeverEvent]:
        text = labelled.article.text
        yield from never.neutralised_as_killed(gold, found)
        yield from ungrounded(record, text, labelled.gold.language)
        yield from misled(record, tuple(span for quote in labelled.gold.hostile for span in occurrences(quote, text)))
        if not labelled.gold.incidents:
            yield from (NeverEvent("incident_where_none", incident.called) for incident in found)


def verdicts_on(
    gold: Sequence[IncidentFacts], found: Sequence[IncidentFacts], alignment: Alignment
) -> tuple[list[Verdict], set[NeverEvent]]:
    """The verdicts on all incidents of an article, and the never events that lie in how they compare."""
    verdicts: list[Verdict] = []
    events: set[NeverEvent] = set()
    for g, f, facts in alignment.pairs:
        pair = judged(gold[g], found[f], facts)
        verdicts += pair
        events |= {*never.of_pair(gold[g], found[f], pair), *never.invented_actors(gold, found[f])}
    for g in alignment.missed:
        verdicts += [] if gold[g].optional else judged(gold[g], None)
    for f in alignment.invented:
        verdicts += [] if found[f].optional else judged(None, found[f])
        events |= set(never.invented_actors(gold, found[f]))
    return verdicts, events


def _published(gold: Gold, record: Record | None) -> Iterator[Verdict]:
    """The publication date, which a given one does not earn."""
    if gold.given is not None:
        return
    stated = _day(gold.published)
    found = _day(record.article.published if record is not None else None)
    if stated is None and found is None:
        return
    verdict: Class = "right" if stated == found else "wrong"
    if stated is None or found is None:
        verdict = "invented" if stated is None else "missed"
    slip = OTHER if verdict == "wrong" else ""
    yield Verdict("published", verdict, float(verdict == "right"), COSTS[verdict], slip, stated, found)


def _day(value: object) -> Fact | None:
    return None if value is None else Fact((str(value),))


def _abstained(
    gold: Sequence[IncidentFacts], found: Sequence[IncidentFacts], alignment: Alignment, has_record: bool
) -> dict[str, tuple[int, int]]:
    counts = dict.fromkeys(ABSTENTIONS, (0, 0))
    if not has_record:
        return counts
    if all(one.optional for one in gold):
        counts["incidents"] = (int(not alignment.invented), 1)
    for g, f, _ in alignment.pairs:
        for name in ABSTENTIONS[1:]:
            if not _says(gold[g], name):
                right, silent = counts[name]
                counts[name] = (right + (not _says(found[f], name)), silent + 1)
    return counts


def _says(incident: IncidentFacts, name: str) -> bool:
    if name == "date":
        return any(isinstance(day, Days) and day.start is not None for day in incident.values("date"))
    if name == "initiator":
        return any(isinstance(party, Party) and party.role == "initiator" for party in incident.values("actors"))
    return bool(incident.facts["casualties" if name == "tolls" else name])
