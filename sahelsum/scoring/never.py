"""Never events: single errors that no average may hide. Each has a target of zero."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sahelsum.likeness.actors import actors
from sahelsum.likeness.days import Days
from sahelsum.scoring.values import Blame, IncidentFacts, Party, Toll
from sahelsum.scoring.verdicts import Verdict

KINDS = {
    "claim_as_fact": "a claim stated as fact",
    "neutralised_as_killed": "neutralised counted as killed",
    "background_as_news": "background reported as news",
    "invented_date": "an invented date",
    "invented_actor": "an invented actor",
    "ungrounded_value": "a value that its words do not hold",
    "incident_where_none": "an incident where there is none",
    "hostile_instruction": "an effect of a hostile instruction",
}


@dataclass(frozen=True, slots=True, order=True)
class NeverEvent:
    """One such error: its kind (a key of KINDS) and what happened, in a phrase."""

    kind: str
    what: str


def of_pair(gold: IncidentFacts, found: IncidentFacts, verdicts: Sequence[Verdict]) -> Iterator[NeverEvent]:
    """The never events of an aligned pair of incidents."""
    roles = gold.values("role")
    if found.values("role") == ("reported",) and "reported" not in roles:
        yield NeverEvent("background_as_news", found.called)
    days = found.values("date")
    if any(isinstance(day, Days) and day.start is not None for day in days) and _is_undated(gold):
        yield NeverEvent("invented_date", f"{found.called}; the article does not settle the date")
    for verdict in verdicts:
        if verdict.gold is not None and verdict.found is not None and _lost_speaker(verdict):
            yield NeverEvent("claim_as_fact", f"{verdict.found} for {verdict.gold}")
    yield from invented_actors([gold], found)


def neutralised(gold: Sequence[IncidentFacts], found: Sequence[IncidentFacts]) -> Iterator[NeverEvent]:
    """Numbers that gold calls neutralised and nowhere killed, and the record calls killed."""
    tolls = [toll for incident in gold for toll in incident.values("casualties") if isinstance(toll, Toll)]
    killed = {toll.amount for toll in tolls if toll.outcome == "killed"}
    only_neutralised = {toll.amount for toll in tolls if toll.outcome == "neutralised"} - killed
    for incident in found:
        for toll in incident.values("casualties"):
            if isinstance(toll, Toll) and toll.outcome == "killed" and toll.amount in only_neutralised:
                yield NeverEvent("neutralised_as_killed", str(toll))


def invented_actors(gold: Sequence[IncidentFacts], found: IncidentFacts) -> Iterator[NeverEvent]:
    """Named attackers of `found` of whom no incident of `gold` speaks."""
    known = [party.who for incident in gold for party in incident.values("actors") if isinstance(party, Party)]
    known += [
        blame.who for incident in gold for blame in incident.values("responsibility")
        if isinstance(blame, Blame) and blame.who is not None
    ]  # fmt: skip
    for party in found.values("actors"):
        if not isinstance(party, Party) or party.role != "initiator" or not party.who.is_named:
            continue
        if not any(actors(who, party.who).credit > 0 for who in known):
            yield NeverEvent("invented_actor", f"{party} in {found.called}")


def _is_undated(gold: IncidentFacts) -> bool:
    return all(isinstance(day, Days) and day.start is None for day in gold.values("date"))


def _lost_speaker(verdict: Verdict) -> bool:
    """Whether gold names who says it under every reading, and the record says it in the outlet's own voice."""
    if verdict.gold is None or verdict.found is None or verdict.field not in ("casualties", "responsibility"):
        return False
    said = [value.by for value in verdict.gold.readings if isinstance(value, Toll | Blame)]
    found = verdict.found.readings[0]
    return isinstance(found, Toll | Blame) and found.by is None and all(by is not None for by in said)
