"""One incident, many articles: what is joined, what is not, and that the order of the records decides nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from itertools import combinations
from pathlib import Path

import pytest
from gold_records import LABELLED, record_of
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic import records as synthetic_records
from told import ARMY, DAY, ISSP, REFERENCE, TOWNS, article, claim, incident, toll

from sahelsum.corroboration.blocking import candidates
from sahelsum.corroboration.grouping import grouped
from sahelsum.corroboration.passages import shared
from sahelsum.corroboration.sameness import sameness
from sahelsum.corroboration.traits import Tracer
from sahelsum.corroboration.whole import Asked, corroborate, corroborate_lines
from sahelsum.dossier import Dossier
from sahelsum.errors import RecordError
from sahelsum.records import Line, line_of, record_lines


def dossiers(*records) -> list[Dossier]:
    return list(corroborate(records))


def together(one, other, **about) -> bool:
    """Whether two incidents of two articles end in one dossier."""
    return len(dossiers(article("a", one, **about), article("b", other, **about))) == 1


LATER = DAY + timedelta(days=1)
PAIRS = {
    "the same day and town": (incident(), incident(), True),
    "the same day, another town": (incident(), incident(towns=("Gao",)), False),
    "a town of a region for the region": (incident(), incident(DAY, ("the region of Kayes",)), False),
    "the region, and the same toll": (
        incident(DAY, ("Kayes",), toll(22)), incident(DAY, ("the region of Kayes",), toll(22)), True),
    "the same village, unknown to the gazetteer": (
        incident(towns=("Zarmakoy",)), incident(towns=("Zarmakoy",)), True),
    "an unknown village is no wildcard": (incident(towns=("Zarmakoy",)), incident(towns=("Kayes",)), False),
    "an unknown village and a like toll elsewhere": (
        incident(DAY, ("Zarmakoy",), toll(22)), incident(DAY, ("Gao",), toll(22)), False),
    "no place at all, and a telling toll": (incident(DAY, (), toll(31)), incident(DAY, (), toll(31)), True),
    "no place at all, and two dead": (incident(DAY, (), toll(2)), incident(DAY, (), toll(2)), False),
    "the day before, nothing else shared": (incident(), incident(LATER), False),
    "the day before, and the same toll": (
        incident(DAY, ("Kayes",), toll(22)), incident(LATER, ("Kayes",), toll(22)), True),
    "the day before, on the same two towns, by the same group": (
        incident(towns=("Kayes", "Niono")), incident(LATER, ("Kayes", "Niono")), True),
    "two days later, the same toll": (
        incident(DAY, ("Kayes",), toll(5)), incident(DAY + timedelta(days=2), ("Kayes",), toll(5)), True),
    "the day of the announcement, and two tolls": (
        incident(DAY, ("Kayes",), toll(20), toll(17, "wounded")),
        incident(DAY + timedelta(days=3), ("Kayes",), toll(20), toll(17, "wounded")), True),
    "another year": (
        incident(DAY, ("Kayes",), toll(22)), incident(DAY.replace(year=2023), ("Kayes",), toll(22)), False),
    "rivals": (incident(), incident(by=ISSP), False),
    "gunmen for a group": (incident(), incident(by="unidentified-armed-group-ml"), True),
    "a demonstration in the town of a battle": (
        incident(by=None), incident(by=None, kind=("Protests", "Peaceful protest")), False),
    "another country": (incident(), incident(towns=("Zarmakoy",), countries=("NE",)), False),
    "undated, the same town alone": (incident(), incident(None), False),
    "undated, the same town and a toll": (
        incident(DAY, ("Kayes",), toll(22)), incident(None, ("Kayes",), toll(22)), True),
    "undated, a toll alone": (incident(DAY, ("Kayes",), toll(22)), incident(None, ("Gao",), toll(22)), False),
    "the day without its year": (incident(), incident("XXXX-05-14"), True),
    "another day without its year": (
        incident(DAY, ("Kayes",), toll(22)), incident("XXXX-06-14", ("Kayes",), toll(22)), False),
    "neutralised by one, killed by the other": (
        incident(DAY, (), toll(80, "neutralised", "armed_group", ARMY, "more_than")),
        incident(DAY, (), toll(80, "killed", "armed_group", ARMY)), True),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other", "same"), PAIRS.values(), ids=PAIRS)
def test_two_incidents_are_one_or_two(one, other, same):
    assert together(one, other) is same
    assert together(other, one) is same


def test_villages_that_are_only_known_by_their_district_are_not_one_for_sharing_its_point():
    by_point: dict[tuple[str, str], list[str]] = {}
    for name, row in TOWNS.items():
        if row["ceiling"] == "3":
            by_point.setdefault((row["latitude"], row["longitude"]), []).append(name)
    one, other = next(names for names in by_point.values() if len(names) > 1)[:2]
    assert not together(incident(towns=(one,)), incident(towns=(other,)))
    assert together(incident(towns=(one,)), incident(towns=(one,)))


def test_news_of_no_day_does_not_join_what_had_not_happened_or_is_long_past():
    past = incident(date(2023, 1, 3), ("Kayes",), toll(22))
    assert not together(past, incident(None, ("Kayes",), toll(22)))
    background = incident(None, ("Kayes",), toll(22), role="background")
    assert together(past, background)
    assert not together(past, background, published=date(2022, 12, 1))


def test_two_incidents_of_one_article_are_never_one():
    found = dossiers(article("a", incident(), incident()), article("b", incident()))
    assert sorted(len(dossier.members) for dossier in found) == [1, 2]


def test_a_chain_of_days_does_not_become_one_incident():
    attacks = [incident(DAY + timedelta(days=2 * n), ("Kayes",), toll(22)) for n in range(10)]
    found = dossiers(*(article(str(n), one) for n, one in enumerate(attacks)))
    assert all((max(days) - min(days)).days <= 7 for days in (
        [statement.start for statement in dossier.date.statements] for dossier in found))  # fmt: skip


def test_a_background_mention_joins_but_is_no_source():
    found = dossiers(article("a", incident()), article("b", incident(role="background")))
    (dossier,) = found
    assert (dossier.status, dossier.independent_sources) == ("single_source", 1)
    assert [member.family for member in dossier.members if member.role == "background"] == [None]


def test_background_alone_is_a_dossier_of_its_own_status():
    (dossier,) = dossiers(*(article(name, incident(role="background")) for name in "abc"))
    assert (dossier.status, dossier.independent_sources, len(dossier.members)) == ("background_only", 0, 3)


def test_an_undated_member_is_marked_and_the_dossier_is_dated_by_the_others():
    (dossier,) = dossiers(article("a", incident(DAY, ("Kayes",), toll(22))),
                          article("b", incident(None, ("Kayes",), toll(22))))  # fmt: skip
    assert dossier.date.start == DAY
    marked = {member.article: member.date_inferred_from_group for member in dossier.members}
    assert sorted(marked.values()) == [False, True]


MIXED = [
    article("one", incident(DAY, ("Kayes",), toll(22)), publisher="Savanna Post", credited=("AFP",)),
    article("two", incident(LATER, ("Kayes",), toll(22, by=ARMY)), incident(DAY, ("Gao",), role="background")),
    article("three", incident(None, ("Kayes",), toll(22)), incident(DAY, ("Gao",)), published=None),
    article("four", incident(by=ISSP), publisher="Savanna Post"),
    article("five", incident(DAY, ("Niono", "Kayes"), toll(14), toll(4, "missing")), credited=("AFP", "Reuters")),
    article("six", incident("XXXX-05-14", claims=(claim("attack_repelled", ARMY, "We beat them back"),))),
    article("seven", incident(DAY, ("Zarmakoy",), toll(9)), incident(DAY, ("Gao",), toll(9), role="background")),
]  # fmt: skip


def lines(records) -> bytes:
    return b"".join(dossier.model_dump_json().encode() for dossier in corroborate(records))


@given(st.permutations(MIXED))
@settings(deadline=None, max_examples=40)
def test_any_order_of_the_records_gives_the_same_bytes(shuffled):
    assert lines(shuffled) == lines(MIXED)


@given(st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=5)
def test_any_order_of_many_records_gives_the_same_bytes(random):
    records = list(synthetic_records(120, seed=3, per_day=30))
    expected = lines(records)
    random.shuffle(records)
    assert lines(records) == expected


def test_every_incident_is_in_exactly_one_dossier():
    records = [*MIXED, *synthetic_records(200, seed=1)]
    wanted = sorted((record.article.id, one.id) for record in records for one in record.incidents)
    found = sorted((member.article, member.incident) for dossier in corroborate(records) for member in dossier.members)
    assert found == wanted


def test_looking_up_finds_what_comparing_every_pair_finds():
    tracer = Tracer(REFERENCE)
    sets = [map(record_of, LABELLED), synthetic_records(150, seed=5, per_day=40), MIXED]
    for records in sets:
        traits = [one for record in records for one in tracer.traits(record)]
        found = set(candidates(traits))
        assert {pair for pair in combinations(range(len(traits)), 2)
                if sameness(traits[pair[0]], traits[pair[1]]).together} <= found  # fmt: skip


def test_a_dossier_is_named_after_its_smallest_member():
    (dossier,) = dossiers(article("a", incident()), article("b", incident()))
    smallest = min((member.article, member.incident) for member in dossier.members)
    assert dossier.id == sha256("/".join(smallest).encode()).hexdigest()[:16]


def test_a_dossier_that_gets_another_name_says_which_it_supersedes():
    records = [article(name, incident()) for name in "abcdef"]
    first = min(records, key=lambda record: record.article.id)
    others = [record for record in records if record is not first]
    before = dossiers(*others)
    (after,) = corroborate(records, previous=before)
    assert after.id != before[0].id
    assert after.supersedes == (before[0].id,)
    (same,) = corroborate(others, previous=before)
    assert same.supersedes == ()


def test_a_text_that_comes_twice_counts_once_under_both_its_paths():
    told: list[str] = []
    copies = [article("a", incident(), source=source) for source in ("x/a.txt", "y/a.txt")]
    (dossier,) = corroborate(copies, told=told.append)
    assert dossier.articles[0].sources == ("x/a.txt", "y/a.txt")
    assert (len(dossier.members), dossier.independent_sources) == (1, 1)
    assert "each text counts once" in told[0]
    assert lines(reversed(copies)) == lines(copies)


def test_every_comparison_is_explained_the_same_in_any_order():
    def explained(records) -> list[str]:
        said: list[str] = []
        list(corroborate(records, explain=said.append))
        return said

    said = explained(MIXED)
    assert said == explained(MIXED[::-1])
    assert any("together" in line and "the same place Kayes" in line for line in said)
    assert any("rivals" in line for line in said)
    assert any("apart" in line and "share no toll" in line for line in said)


def test_a_pair_that_its_group_forbids_is_told():
    tracer = Tracer(REFERENCE)
    records = [article("a", incident(), incident()), article("b", incident())]
    traits = [one for record in records for one in tracer.traits(record)]
    said: list[str] = []
    grouped(traits, candidates(traits), said.append)
    assert any("kept apart all the same: two incidents of one article would be one" in line for line in said)


def test_no_record_makes_no_dossier():
    assert dossiers() == []
    assert dossiers(article("empty")) == []


def test_several_processes_write_the_bytes_that_one_does():
    records = list(synthetic_records(900, seed=2))
    expected = b"".join(dossier.model_dump_json().encode() + b"\n" for dossier in corroborate(records))
    assert expected.count(b"\n") > 400
    failed: list[Exception] = []
    assert b"".join(corroborate_lines(map(line_of, records), failed.append, Asked())) == expected
    assert failed == []


def test_bad_lines_among_many_are_named_in_order_and_the_others_still_count(tmp_path):
    file = tmp_path / "many.jsonl"
    texts = [line_of(record).raw.decode() for record in synthetic_records(900)]
    expected = b"".join(corroborate_lines(saved(file, texts), [].append, Asked()))
    texts.insert(850, '{"article": 2}')
    texts.insert(30, '{"article": 1}')
    failed: list[RecordError] = []
    assert b"".join(corroborate_lines(saved(file, texts), failed.append, Asked())) == expected
    assert [re.search(r"line (\d+) is no record", str(error)).group(1) for error in failed] == ["31", "852"]


@pytest.mark.parametrize("many", [3, 900], ids=["one process", "several"])
def test_a_file_that_changes_while_it_is_read_is_told_in_one_sentence(tmp_path, many):
    file = tmp_path / "changing.jsonl"
    texts = [line_of(record).raw.decode() for record in synthetic_records(many)]
    held = list(saved(file, texts))
    file.write_text("\n".join(texts).replace("soldier", "sailors"))
    with pytest.raises(RecordError, match=r"changing.jsonl was changed while it was read; run the command again\.$"):
        list(corroborate_lines(held, pytest.fail, Asked()))


def saved(file: Path, texts: list[str]) -> Iterator[Line]:
    file.write_text("\n".join(texts))
    return record_lines(str(file))


@given(st.lists(st.sets(st.integers(0, 60), max_size=40), min_size=9, max_size=14))
def test_passages_of_many_articles_are_shared_as_those_of_each_pair_are(articles):
    texts = [frozenset((str(run), "", "") for run in one) for one in articles]
    alone = [
        (share, one, other)
        for one, other in combinations(range(len(texts)), 2)
        for share, _, _ in shared([texts[one], texts[other]])
    ]
    assert list(shared(texts)) == alone
