"""The scorer's own conformance: what must hold of any scorer, on the gold that ships and on records made worse."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from gold_records import BY_ID, LABELLED, REFERENCE, record_of
from hypothesis import given, settings
from hypothesis import strategies as st

from sahelsum.gold.store import Labelled
from sahelsum.pipeline import summarise
from sahelsum.record import Record
from sahelsum.scoring.align import align
from sahelsum.scoring.facts import Facts
from sahelsum.scoring.score import Scorer, verdicts_on
from sahelsum.scoring.tally import Counts, tally
from sahelsum.scoring.values import in_order
from sahelsum.scoring.verdicts import GRAVE

SCORER = Scorer(REFERENCE)
FACTS = Facts(REFERENCE)
PERFECT = {name: record_of(one) for name, one in BY_ID.items()}
RULES = {name: summarise(one.article) for name, one in BY_ID.items()}
IDS = st.sampled_from(sorted(BY_ID))
WITH_INCIDENTS = st.sampled_from(sorted(name for name, one in BY_ID.items() if one.gold.incidents))


def counts(name: str, record: Record | None) -> Counts:
    """All fields together, so that nothing is hidden by a field."""
    fields = tally(SCORER.score(BY_ID[name], record).verdicts).values()
    sums = [sum(column) for column in zip(*(
        (one.gold, one.found, one.right, one.partial, one.wrong, one.missed, one.invented, one.credit, one.cost)
        for one in fields
    ), strict=True)]  # fmt: skip
    return Counts(*sums) if sums else Counts()


def with_incidents(record: Record, incidents) -> Record:
    numbered = (one.model_copy(update={"id": f"i{number}"}) for number, one in enumerate(incidents, start=1))
    return record.model_copy(update={"incidents": tuple(numbered)})


def shuffled(record: Record, random: Random) -> Record:
    """The same record, its incidents and their lists in another order, references mended."""

    def incident(one):
        order = {name: random.sample(range(len(getattr(one, name))), len(getattr(one, name)))
                 for name in ("places", "actors", "casualties", "claims", "targets", "weapons", "materiel",
                              "responsibility", "undisclosed")}  # fmt: skip
        lists = {name: tuple(getattr(one, name)[at] for at in indexes) for name, indexes in order.items()}

        def moved(name, index):
            return None if index is None else order[name].index(index)

        lists["casualties"] = tuple(
            toll.model_copy(update={"part_of": moved("casualties", toll.part_of), "actor": moved("actors", toll.actor),
                                    "place": moved("places", toll.place)}) for toll in lists["casualties"]
        )  # fmt: skip
        lists["responsibility"] = tuple(
            blame.model_copy(update={"actor": moved("actors", blame.actor)}) for blame in lists["responsibility"]
        )
        lists["materiel"] = tuple(
            goods.model_copy(update={"by": moved("actors", goods.by)}) for goods in lists["materiel"]
        )
        return one.model_copy(update=lists)

    return with_incidents(record, random.sample([incident(one) for one in record.incidents], len(record.incidents)))


@pytest.mark.parametrize("name", sorted(BY_ID))
def test_gold_against_gold_is_exactly_one(name):
    score = SCORER.score(BY_ID[name], PERFECT[name])
    assert [verdict for verdict in score.verdicts if verdict.verdict != "right"] == []
    assert (score.never, score.alignment.missed, score.alignment.invented) == ((), (), ())
    whole = counts(name, PERFECT[name])
    if whole.gold:
        assert (whole.f1, whole.strict, whole.precision, whole.recall, whole.cost) == (1.0, 1.0, 1.0, 1.0, 0)


def test_gold_against_gold_of_all_articles_is_exactly_one():
    whole = [counts(name, PERFECT[name]) for name in BY_ID]
    assert sum(one.credit for one in whole) == sum(one.gold for one in whole) == sum(one.found for one in whole) > 700


@settings(max_examples=60, deadline=None)
@given(IDS, st.randoms(use_true_random=False))
def test_order_changes_nothing(name, random):
    for record in (PERFECT[name], RULES[name]):
        one, other = counts(name, record), counts(name, shuffled(record, random))
        assert (one.gold, one.found, one.right, one.cost) == (other.gold, other.found, other.right, other.cost)
        assert one.credit == pytest.approx(other.credit)


@settings(max_examples=60, deadline=None)
@given(WITH_INCIDENTS, st.data())
def test_an_incident_told_twice_never_helps(name, data):
    for record in (PERFECT[name], RULES[name]):
        if record.incidents:
            again = data.draw(st.sampled_from(record.incidents))
            twice = with_incidents(record, (*record.incidents, again))
            one, other = counts(name, record), counts(name, twice)
            assert (other.f1, -other.cost) < (one.f1, -one.cost)
            assert other.f1 < one.f1 or one.f1 == 0


@settings(max_examples=80, deadline=None)
@given(WITH_INCIDENTS, st.data())
def test_a_fact_told_twice_never_helps(name, data):
    record = data.draw(st.sampled_from((PERFECT[name], RULES[name])))
    if not record.incidents:
        return
    at = data.draw(st.integers(0, len(record.incidents) - 1))
    one = record.incidents[at]
    lists = [each for each in ("places", "actors", "casualties", "claims", "targets", "weapons") if getattr(one, each)]
    if lists:
        field = data.draw(st.sampled_from(lists))
        again = data.draw(st.sampled_from(getattr(one, field)))
        twice = one.model_copy(update={field: (*getattr(one, field), again)})
        incidents = (*record.incidents[:at], twice, *record.incidents[at + 1 :])
        assert counts(name, with_incidents(record, incidents)).f1 <= counts(name, record).f1


@settings(max_examples=80, deadline=None)
@given(WITH_INCIDENTS, st.data())
def test_a_toll_farther_off_never_scores_higher(name, data):
    record = PERFECT[name]
    tolls = [(i, t) for i, one in enumerate(record.incidents) for t, toll in enumerate(one.casualties)
             if toll.count.qualifier == "exact"]  # fmt: skip
    if not tolls:
        return
    i, t = data.draw(st.sampled_from(tolls))
    true = record.incidents[i].casualties[t].count.low
    near, farther = sorted(data.draw(st.tuples(st.integers(0, 400), st.integers(0, 400))))

    def off_by(number):
        incident = record.incidents[i]
        toll = incident.casualties[t]
        count = toll.count.model_copy(update={"low": true + number, "high": true + number})
        casualties = (*incident.casualties[:t], toll.model_copy(update={"count": count}), *incident.casualties[t + 1 :])
        changed = incident.model_copy(update={"casualties": casualties})
        return counts(name, with_incidents(record, (*record.incidents[:i], changed, *record.incidents[i + 1 :])))

    # a number may come to be another toll's of the article: only numbers that no other toll has are compared
    others = {toll.count.low for one in record.incidents for toll in one.casualties}
    if not {true + near, true + farther} & (others - {true}):
        assert off_by(near).f1 >= off_by(farther).f1 - 1e-9


def both_ways(one: Record, other: Record) -> tuple[Counts, Counts]:
    """The facts of two records scored the one against the other, and the other against the one."""
    sides = [in_order([FACTS.of_record(incident) for incident in record.incidents]) for record in (one, other)]
    found = []
    for first, second in (sides, sides[::-1]):
        verdicts, _ = verdicts_on(first, second, align(first, second))
        rows = tally(verdicts).values()
        found.append(Counts(sum(row.gold for row in rows), sum(row.found for row in rows),
                            credit=sum(row.credit for row in rows)))  # fmt: skip
    return found[0], found[1]


@settings(max_examples=40, deadline=None)
@given(IDS, st.randoms(use_true_random=False))
def test_swapping_gold_and_record_swaps_precision_and_recall(name, random):
    there, back = both_ways(shuffled(PERFECT[name], random), RULES[name])
    assert (there.gold, there.found) == (back.found, back.gold)
    assert there.credit == pytest.approx(back.credit)


def test_nothing_against_nothing_is_right_and_earns_nothing():
    name = "en12-lome-force-summit"
    score = SCORER.score(BY_ID[name], with_incidents(PERFECT[name], ()))
    assert score.abstained["incidents"] == (1, 1)
    assert {verdict.field for verdict in score.verdicts} <= {"published"}


def test_an_article_without_a_record_is_missed_altogether():
    name = "en01-mali-convoy-ambush"
    whole = counts(name, None)
    assert (whole.found, whole.credit, whole.missed) == (0, 0, whole.gold)
    assert whole.f1 == 0
    assert not SCORER.score(BY_ID[name], None).record


def test_optional_facts_left_out_cost_nothing_and_alternatives_are_as_right():
    incidents = [incident for one in LABELLED for incident in one.gold.incidents]
    assert any(weapon.optional for incident in incidents for weapon in incident.weapons)
    for name, one in BY_ID.items():
        thin = with_incidents(PERFECT[name], [
            incident.model_copy(update={"weapons": tuple(
                weapon for weapon, label in zip(incident.weapons, labels.weapons, strict=True) if not label.optional
            )})
            for incident, labels in zip(PERFECT[name].incidents, one.gold.incidents, strict=True)
        ])  # fmt: skip
        whole = counts(name, thin)
        assert (whole.f1 or 1.0, whole.cost) == (1.0, 0)


def test_two_incidents_told_as_one_are_called_a_merge_and_one_told_as_two_a_split():
    name = "fr02-communique-diafarabe"
    first, second, *rest = PERFECT[name].incidents
    merged = first.model_copy(update={
        "places": (*first.places, *second.places), "targets": (*first.targets, *second.targets),
        "actors": (*first.actors, *second.actors), "casualties": (*first.casualties, *second.casualties),
    })  # fmt: skip
    score = SCORER.score(BY_ID[name], with_incidents(PERFECT[name], (merged, *rest)))
    assert len(score.alignment.merges) == 1
    half = first.model_copy(update={"casualties": first.casualties[:1], "claims": (), "responsibility": ()})
    score = SCORER.score(BY_ID[name], with_incidents(PERFECT[name], (first, half, second, *rest)))
    assert len(score.alignment.splits) == 1


def test_an_incident_of_another_year_and_place_is_another_incident():
    name = "fr07-lac-mine-pecheurs"
    first = PERFECT[name].incidents[0]
    day = first.date.model_copy(update={"start": date(2021, 3, 9), "end": date(2021, 3, 9)})
    elsewhere = first.model_copy(update={"date": day, "places": (), "casualties": ()})
    others = ("claims", "targets", "weapons", "materiel", "actors", "responsibility", "undisclosed")
    far = elsewhere.model_copy(update=dict.fromkeys(others, ()))
    piece = first.evidence[0].model_copy(update={"quote": BY_ID[name].article.text[:5], "start": 0, "end": 5})
    score = SCORER.score(BY_ID[name], with_incidents(PERFECT[name], (far.model_copy(update={"evidence": (piece,)}),)))
    assert score.alignment.pairs == ()


def test_two_statements_alike_about_two_groups_of_victims_are_two():
    labelled = BY_ID["en08-mauritania-mbera-feature"]
    toll = labelled.gold.incidents[0].casualties[0]
    incident = labelled.gold.incidents[0].model_copy(update={
        "casualties": (toll, toll.model_copy(update={"victims": "wall"})),
    })  # fmt: skip
    twice = Labelled.of(labelled.gold.model_copy(update={"incidents": (incident,)}), labelled.article)
    whole_score = SCORER.score(twice, record_of(twice))
    assert [verdict for verdict in whole_score.verdicts if verdict.verdict != "right"] == []


def test_a_number_made_of_dozens_is_grave():
    name, record = next((name, one) for name, one in PERFECT.items() if any(
        toll.count.qualifier == "vague" for incident in one.incidents[:1] for toll in incident.casualties
    ))  # fmt: skip
    first, *rest = record.incidents
    at = next(at for at, toll in enumerate(first.casualties) if toll.count.qualifier == "vague")
    count = first.casualties[at].count.model_copy(update={"low": 24, "high": 24, "qualifier": "exact"})
    toll = first.casualties[at].model_copy(update={"count": count})
    made = first.model_copy(update={"casualties": (*first.casualties[:at], toll, *first.casualties[at + 1 :])})
    assert counts(name, with_incidents(record, (made, *rest))).cost >= GRAVE


def test_an_invented_toll_outweighs_ten_small_slips():
    name = "fr05-abala-total-et-parties"
    first, *rest = PERFECT[name].incidents
    toll = first.casualties[0].model_copy(update={
        "outcome": "wounded", "count": first.casualties[0].count.model_copy(update={"low": 777, "high": 777}),
    })  # fmt: skip
    invented = first.model_copy(update={"casualties": (*first.casualties, toll)})
    whole = counts(name, with_incidents(PERFECT[name], (invented, *rest)))
    assert whole.cost == GRAVE > 10
