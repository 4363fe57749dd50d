"""Independent sources: copies, rewrites, agencies and publishers count once; quotes of one communiqué do not tie."""

from __future__ import annotations

from datetime import date

from told import article, incident

from sahelsum.corroboration.whole import corroborate
from sahelsum.dossier import Dossier

A = "The column had left at dawn and was passing the dry riverbed when the first shots were fired from the acacias. "
B = "Herders who were watering their goats ran to the village, where the elders closed the market and the school. "
C = "By noon a helicopter had circled twice over the hills and the road to the north was closed to lorries. "
D = "Officials at the prefecture would not speak about losses before the families of the men had been told. "
E = "Traders say that bus fares have doubled since the spring and that nobody travels after four o'clock. "


def dossier(*records) -> Dossier:
    (found,) = corroborate(records)
    return found


def sources(*records) -> int:
    return dossier(*records).independent_sources


def ties(*records) -> list[str]:
    return [tie.tie for family in dossier(*records).source_families for tie in family.ties]


def test_a_rewrite_is_no_second_source():
    wire, rewrite = article("a", incident(), text=A + B + C), article("b", incident(), text=A + B + D + E)
    assert ties(wire, rewrite) == ["shared_passages"]
    assert sources(wire, rewrite) == 1


def test_texts_of_their_own_are_two_sources():
    assert sources(article("a", incident(), text=A + B), article("b", incident(), text=C + D)) == 2


def test_a_communique_that_both_quote_ties_nobody():
    quoted = f"The army said: “{A}{B}” "
    assert sources(article("a", incident(), text=quoted + C), article("b", incident(), text=quoted + D)) == 2


def test_two_that_credit_one_agency_are_one_source():
    both = article("a", incident(), credited=("AFP",)), article("b", incident(), credited=("Agence France-Presse",))
    assert ties(*both) == ["same_agency"]


def test_the_agency_itself_and_who_credits_it_are_one_source():
    both = article("a", incident(), publisher="AFP"), article("b", incident(), credited=("AFP",))
    assert ties(*both) == ["credits_the_publisher"]


def test_who_credits_two_agencies_does_not_make_them_one():
    three = (article("a", incident(), credited=("AFP",)), article("b", incident(), credited=("Reuters",)),
             article("c", incident(), credited=("Reuters", "AFP")))  # fmt: skip
    found = dossier(*three)
    assert found.independent_sources == 2
    assert [len(family.articles) for family in found.source_families] in ([1, 2], [2, 1])


def test_one_publisher_is_one_source():
    both = (article(name, incident(), publisher="Savanna Post") for name in "ab")
    assert ties(*both) == ["same_publisher"]


def test_a_small_agency_is_known_where_one_has_it_in_the_dateline_and_another_names_it():
    both = (article("a", incident(), text="A (Lake Press Service)", credited=("Lake Press Service",)),
            article("b", incident(), text="Ten died, the Lake Press Service has reported."))  # fmt: skip
    assert sources(*both) == 1


def test_without_texts_the_fingerprint_and_the_quotes_serve():
    near = (article(name, incident(), text=name).model_copy() for name in "ab")
    bare = [record.model_copy(update={"article": record.article.model_copy(
        update={"text": None, "fingerprint": fingerprint})})
        for record, fingerprint in zip(near, ("00ff00ff00ff00ff", "00ff00ff00ff00f0"), strict=True)]  # fmt: skip
    assert ties(*bare) == ["near_copy"]
    far = [bare[0], bare[1].model_copy(update={"article": bare[1].article.model_copy(
        update={"fingerprint": "ff00ff00ff00ff00"})})]  # fmt: skip
    assert sources(*far) == 2


def test_families_are_numbered_by_publication_and_hold_every_reporting_article():
    days = {"a": 18, "b": 16, "c": 17}
    records = [article(name, incident(), published=date(2024, 5, day)) for name, day in days.items()]
    found = dossier(*records)
    assert [family.id for family in found.source_families] == ["s1", "s2", "s3"]
    assert [one.title for one in found.articles] == ["b", "c", "a"]
    assert [one.family for one in found.articles] == ["s1", "s2", "s3"]


def test_status_follows_the_independent_sources():
    one, copy = article("a", incident(), text=A + B + C), article("b", incident(), text=A + B + D)
    other = article("c", incident(), text=E)
    assert dossier(one, copy).status == "single_source"
    assert dossier(one, copy, other).status == "corroborated"
