"""What a dossier keeps: every value with who states it, what is disputed, what was revised; nothing averaged."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pydantic import ValidationError
from told import ARMY, DAY, ISSP, JNIM, article, claim, incident, speaker, toll

from sahelsum.corroboration.whole import corroborate
from sahelsum.dossier import Dispute, Dossier

SPOKESMAN = "army-spokesman-ml"


def dossier(*records) -> Dossier:
    (found,) = corroborate(records)
    return found


def told(*incidents, days: tuple[int, ...] = ()) -> Dossier:
    """The dossier of articles by different outlets, each with one incident, published on days of May 2024."""
    days = days or (15,) * len(incidents)
    return dossier(*(article(f"a{at}", one, published=date(2024, 5, day), publisher=f"Outlet {at}")
                     for at, (one, day) in enumerate(zip(incidents, days, strict=True))))  # fmt: skip


def disputes(found: Dossier, field: str) -> list[Dispute]:
    return [dispute for dispute in found.disputed if dispute.field == field]


def sides(dispute: Dispute) -> dict[str, str | None]:
    return {position.value: position.by for position in dispute.positions}


def test_a_dossier_read_back_is_the_dossier_that_was_written():
    found = told(incident(DAY, ("Kayes", "Niono"), toll(22, by=ARMY)), incident(DAY, ("Kayes",), toll(30, by=JNIM)))
    assert Dossier.model_validate_json(found.model_dump_json()) == found


def test_an_index_past_its_list_and_sources_that_do_not_add_up_are_refused():
    found = told(incident(DAY, ("Kayes",), toll(22)))
    body = found.model_dump(mode="json")
    for change in ({"independent_sources": 2}, {"revisions": [{"speaker": None, "earlier": 0, "later": 7}]}):
        with pytest.raises(ValidationError):
            Dossier.model_validate({**body, **change})


def test_one_value_in_two_articles_stands_once_with_both():
    found = told(incident(DAY, ("Kayes",), toll(22, by=ARMY)), incident(DAY, ("Kayes",), toll(22, by=SPOKESMAN)))
    (only,) = found.casualties
    assert (only.agreement, only.families, len(only.said_in)) == ("agreed", ("s1", "s2"), 2)
    assert only.according_to.names == (ARMY, SPOKESMAN)
    assert found.disputed == ()


def test_numbers_that_can_both_be_true_are_no_dispute():
    found = told(incident(DAY, ("Kayes",), toll(22)), incident(DAY, ("Kayes",), toll(20, qualifier="more_than")))
    assert [one.agreement for one in found.casualties] == ["single_source"] * 2
    assert disputes(found, "casualties") == []


def test_numbers_that_exclude_each_other_are_disputed_and_neither_is_averaged():
    found = told(incident(DAY, ("Kayes",), toll(22, by=JNIM)), incident(DAY, ("Kayes",), toll(4, by=ARMY)))
    (dispute,) = disputes(found, "casualties")
    assert dispute.about == "killed, state_forces"
    assert sides(dispute) == {"22 killed": JNIM, "4 killed": ARMY}
    assert sorted(one.count.low for one in found.casualties) == [4, 22]
    assert {one.agreement for one in found.casualties} == {"disputed"}


def test_corroborated_in_its_date_and_disputed_in_its_toll_are_two_things():
    found = told(incident(DAY, ("Kayes",), toll(22, by=JNIM)), incident(DAY, ("Kayes",), toll(4, by=ARMY)))
    assert (found.status, found.date.agreement) == ("corroborated", "agreed")


def test_the_parts_of_a_total_are_no_other_total():
    found = told(incident(DAY, ("Kayes",), toll(20, by=ARMY), toll(3, by=ARMY)),
                 incident(DAY, ("Kayes",), toll(20, by=ARMY)))  # fmt: skip
    assert disputes(found, "casualties") == []


def test_killed_for_neutralised_by_one_speaker_is_disputed():
    found = told(incident(DAY, ("Kayes",), toll(80, "neutralised", "armed_group", ARMY, "more_than", text="over 80")),
                 incident(DAY, ("Kayes",), toll(80, "killed", "armed_group", SPOKESMAN)))  # fmt: skip
    (dispute,) = disputes(found, "casualties")
    assert dispute.about == "what became of over 80, armed_group"
    assert sides(dispute) == {"more_than 80 neutralised": ARMY, "80 killed": SPOKESMAN}


def test_a_denied_toll_is_disputed():
    found = told(incident(DAY, ("Kayes",), toll(22, by=JNIM, denied_by=speaker(ARMY))))
    (dispute,) = disputes(found, "casualties")
    assert sides(dispute) == {"22 killed": JNIM, "denied: 22 killed": ARMY}


def test_a_later_toll_by_the_same_speaker_supersedes_and_is_no_dispute():
    found = told(incident(DAY, ("Kayes",), toll(11, by=ARMY)), incident(DAY, ("Kayes",), toll(20, by=SPOKESMAN)),
                 days=(15, 17))  # fmt: skip
    (revision,) = found.revisions
    earlier, later = (found.casualties[at] for at in (revision.earlier, revision.later))
    assert (earlier.count.low, later.count.low) == (11, 20)
    assert (earlier.superseded, earlier.superseded_by, later.superseded) == (True, revision.later, False)
    assert found.disputed == ()


def test_a_later_toll_by_another_speaker_is_a_dispute_and_no_revision():
    found = told(incident(DAY, ("Kayes",), toll(11, by=ARMY)), incident(DAY, ("Kayes",), toll(20, by=JNIM)),
                 days=(15, 17))  # fmt: skip
    assert found.revisions == ()
    assert len(disputes(found, "casualties")) == 1


def test_a_looser_repeat_is_no_revision():
    found = told(incident(DAY, ("Kayes",), toll(22, by=ARMY)),
                 incident(DAY, ("Kayes",), toll(20, by=ARMY, qualifier="more_than")), days=(15, 17))  # fmt: skip
    assert found.revisions == ()


def test_two_residents_are_two_voices_and_neither_revises_the_other():
    found = told(incident(DAY, ("Kayes",), toll(5, by="a resident")), incident(DAY, ("Kayes",), toll(9, by="a trader")),
                 days=(15, 17))  # fmt: skip
    assert found.revisions == ()


def test_days_that_exclude_each_other_are_disputed_and_the_better_supported_stands_on_top():
    day, after = incident(DAY, ("Kayes",), toll(22)), incident(DAY + timedelta(days=1), ("Kayes",), toll(22))
    found = told(after, day, day)
    assert (found.date.start, found.date.agreement) == (DAY, "disputed")
    (dispute,) = disputes(found, "date")
    assert set(sides(dispute)) == {"2024-05-14", "2024-05-15"}


def test_kinds_of_event_are_disputed_across_types_and_not_within_one():
    attack = ("Violence against civilians", "Attack")
    found = told(incident(), incident(kind=attack))
    assert len(disputes(found, "event_type")) == 1
    assert disputes(told(incident(), incident(kind=("Battles", "Government regains territory"))), "event_type") == []


def test_a_group_that_denies_what_others_say_it_did_is_disputed():
    found = told(incident(blamed=(("attributed", ARMY),)), incident(blamed=(("denied", JNIM),)))
    (dispute,) = disputes(found, "responsibility")
    assert sides(dispute) == {"attributed": ARMY, "denied": JNIM}


def test_rival_initiators_that_one_article_names_together_are_disputed():
    both = incident()
    second = incident(by=ISSP).actors[0]
    both = both.model_copy(update={"actors": (*both.actors, second)})
    (dispute,) = disputes(told(both, incident()), "initiator")
    assert len(dispute.positions) == 2


def test_who_holds_the_ground_is_disputed_between_the_parties_one_side_each():
    found = told(incident(claims=(claim("control_of_place", JNIM, "we hold the camp"),)),
                 incident(claims=(claim("control_of_place", JNIM, "it is ours"),
                                  claim("attack_repelled", ARMY, "they were beaten back"))))  # fmt: skip
    (dispute,) = disputes(found, "claims")
    assert sides(dispute) == {"we hold the camp": JNIM, "they were beaten back": ARMY}
    assert dispute.positions[0].families == ("s1", "s2")
    assert len(found.claims) == 3


def test_spellings_of_one_place_merge_and_part_of_points_at_the_dossiers_own_list():
    whole = toll(20, group="mixed")
    part = toll(12, part_of=0)
    found = told(incident(DAY, ("Kayes",), toll(1, "wounded", "civilians")), incident(DAY, ("Kayes",), whole, part))
    assert [one.name for one in found.places] == ["Kayes"]
    (own,) = [one for one in found.casualties if one.part_of is not None]
    assert found.casualties[own.part_of].count.low == 20
