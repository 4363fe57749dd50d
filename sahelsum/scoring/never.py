"""Never events: single errors that no average may hide. Each has a target of zero."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sahelsum.likeness.actors import actors
from sahelsum.likeness.days import Days
from sahelsum.likeness.tolls import SAME_NUMBER, amounts
from sahelsum.scoring.values import Blame, Fact, Goods, IncidentFacts, Party, Toll
from sahelsum.scoring.verdicts import Verdict, attacker

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
        if verdict.gold is not None and verdict.found is not None and _lost_speaker(verdict.gold, verdict.found):
            yield NeverEvent("claim_as_fact", f"{verdict.found} for {verdict.gold}")


def neutralised_as_killed(gold: Sequence[IncidentFacts], found: Sequence[IncidentFacts]) -> Iterator[NeverEvent]:
    """Numbers that gold calls neutralised and nowhere killed, and the record calls killed."""
    tolls = [toll for incident in gold for toll in incident.values("casualties") if isinstance(toll, Toll)]
    killed = {toll.amount for toll in tolls if toll.outcome == "killed"}
    neutralised = {toll.amount for toll in tolls if toll.outcome == "neutralised" and toll.amount.is_number}
    for incident in found:
        for toll in incident.values("casualties"):
            if not isinstance(toll, Toll) or toll.outcome != "killed" or toll.amount in killed:
                continue
            if any(amounts(amount, toll.amount).credit >= SAME_NUMBER for amount in neutralised - killed):
                yield NeverEvent("neutralised_as_killed", str(toll))


def invented_actors(gold: Sequence[IncidentFacts], found: IncidentFacts) -> Iterator[NeverEvent]:
    """Named attackers of `found`, or those it blames, of whom no incident of `gold` speaks."""
    parties = [party for incident in gold for party in incident.values("actors") if isinstance(party, Party)]
    known = [party.who for party in parties if party.role != "target"]
    known += [
        blame.who for incident in gold for blame in incident.values("responsibility") if isinstance(blame, Blame)
    ]
    for value in (*found.values("actors"), *found.values("responsibility")):
        named = attacker(value)
        if named is not None and not any(actors(who, named).credit > 0 for who in known):
            yield NeverEvent("invented_actor", f"{value} in {found.called}")


def _is_undated(gold: IncidentFacts) -> bool:
    return all(isinstance(day, Days) and day.start is None for day in gold.values("date"))


def _lost_speaker(gold: Fact, found: Fact) -> bool:
    """Whether gold names who says it, or only suspects it, under every reading, and the record says it as a fact."""
    said = found.readings[0]
    if not isinstance(said, Toll | Blame | Goods) or said.by is not None:
        return False
    if isinstance(said, Blame) and said.status == "suspected":
        return False
    readings = [value for value in gold.readings if isinstance(value, Toll | Blame | Goods)]
    return all(value.by is not None or (isinstance(value, Blame) and value.status == "suspected") for value in readings)
