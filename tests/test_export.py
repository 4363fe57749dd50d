"""Exports row by row: what each codebook wants of a place, a day, a side and a number, and what it leaves out."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from geojson_pydantic import FeatureCollection
from hypothesis import given
from hypothesis import strategies as st
from told import ARMY, DAY, ISSP, JNIM, REFERENCE, article, incident, toll

from sahelsum.codebook import EVENT_TYPE_OF
from sahelsum.corroboration.whole import corroborate
from sahelsum.dossier import Dossier
from sahelsum.export import acled, geojson, table, ucdp
from sahelsum.export.cells import csv_rows, harmless, joined
from sahelsum.export.countries import COUNTRIES
from sahelsum.export.event import Event, LeftOut, Tally
from sahelsum.export.where import drawn
from sahelsum.incident import Incident
from sahelsum.projection import POLICIES, project
from sahelsum.tables import read_rows

SEVEN = ("Kayes", "Nioro", "Niono", "Gao", "Mopti", "Sikasso", "Kidal")
CIVILIANS = ("Violence against civilians", "Attack")
MINE = ("Explosions/Remote violence", "Remote explosive/landmine/IED")


def event(*incidents: Incident, policy: str = "strict", **about) -> Event:
    """One dossier of as many articles, each with one of the incidents."""
    (dossier,) = corroborate(article(str(at), one, **about) for at, one in enumerate(incidents))
    return projected(dossier, policy)


def projected(dossier: Dossier, policy: str = "strict") -> Event:
    return Event(dossier, project(dossier, policy, REFERENCE.actors), REFERENCE.actors, None)


def only(rows):
    (row,) = rows
    return row


def dated(one: Event, **when) -> Event:
    """The event with another date."""
    dossier = one.dossier.model_copy(update={"date": one.dossier.date.model_copy(update=when)})
    return projected(dossier, one.made.policy)


def test_acled_has_its_31_columns_in_order():
    assert " ".join(acled.COLUMNS) == (
        "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 "
        "inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 "
        "location latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
    )
    assert len(acled.COLUMNS) == 31
    assert set(only(acled.rows(event(incident())))) == set(acled.COLUMNS)


def test_acled_writes_a_row_a_place_and_says_that_a_figure_is_apportioned():
    claim = toll(80, "neutralised", "armed_group", ARMY, "more_than", text="over 80")
    rows = list(acled.rows(event(incident(DAY, SEVEN, claim), policy="neutralised_as_killed")))
    assert [row["fatalities"] for row in rows] == [12, 12, 12, 11, 11, 11, 11]
    assert {row["location"] for row in rows} == set(SEVEN)
    assert {row["tags"] for row in rows} == {"policy=neutralised_as_killed; fatalities apportioned=80 over 7 rows"}
    assert len({row["event_id_cnty"] for row in rows}) == 7


def test_acled_keeps_who_claims_what_and_what_the_policy_leaves_aside():
    row = only(acled.rows(event(incident(DAY, ("Kayes",), toll(80, "neutralised", "armed_group", ARMY)))))
    assert (row["fatalities"], row["tags"]) == (0, "policy=strict")
    assert f"80 neutralised (armed group), {ARMY} (party to the conflict) says" in row["notes"]
    assert "informs the high estimate only" in row["notes"]


def test_acled_of_a_battle_between_a_state_and_rebels():
    row = only(acled.rows(event(incident(DAY, ("Kayes",), toll(5)), publisher="Savanna Post")))
    expected = {
        "event_date": "2024-05-14", "year": 2024, "time_precision": 1, "disorder_type": "Political violence",
        "event_type": "Battles", "sub_event_type": "Armed clash",
        "actor1": "JNIM: Group for Support of Islam and Muslims", "inter1": "Rebel group",
        "inter2": "State forces", "interaction": "State forces-Rebel group", "civilian_targeting": "", "iso": 466,
        "region": "Western Africa", "country": "Mali", "admin1": "Kayes", "geo_precision": 1, "source": "Savanna Post",
        "fatalities": 5, "latitude": 14.4478, "longitude": -11.4439,
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert row["actor2"].startswith("Military Forces of Mali")


@pytest.mark.parametrize(("one", "other", "words"), [
    ("Rebel group", "State forces", "State forces-Rebel group"), ("State forces", None, "State forces only"),
    (None, "Civilians", "Civilians only"), ("Civilians", "External/Other forces", "External/Other forces-Civilians"),
    ("External/Other forces", "Identity militia", "Identity militia-External/Other forces"),
    ("Rioters", "Rioters", "Rioters-Rioters"), (None, None, ""),
])  # fmt: skip
def test_an_interaction_is_written_as_acled_writes_it(one, other, words):
    assert acled.interaction(one, other) == words


def test_a_week_and_a_month_are_their_middle_day():
    start = date(2024, 5, 13)
    week = dated(event(incident()), start=start, end=date(2024, 5, 19), time_precision=2)
    month = dated(event(incident()), start=date(2024, 5, 1), end=date(2024, 5, 31), time_precision=3)
    assert only(acled.rows(week))["event_date"] == "2024-05-16"
    assert only(acled.rows(month))["event_date"] == "2024-05-16"


def test_an_action_of_three_days_is_three_rows_and_a_night_is_one():
    three = dated(event(incident(DAY, ("Kayes",), toll(7))), end=date(2024, 5, 16))
    assert [(row["event_date"], row["fatalities"]) for row in acled.rows(three)] == [
        ("2024-05-14", 3), ("2024-05-15", 2), ("2024-05-16", 2),
    ]  # fmt: skip
    assert len(list(acled.rows(dated(event(incident()), end=date(2024, 5, 15))))) == 1


@pytest.mark.parametrize(("one", "reason"), [
    (incident("XXXX-05-14"), "no date"), (incident(None), "no date"),
    (incident(DAY, ()), "no coordinates"), (incident(DAY, ("Nowhere-on-Sand",)), "no coordinates"),
])  # fmt: skip
def test_acled_leaves_out_what_it_would_not_code_and_says_why(one, reason):
    assert list(acled.rows(event(one))) == [LeftOut("incident", reason)]


def test_acled_leaves_out_a_year():
    year = dated(event(incident()), start=date(2024, 1, 1), end=date(2024, 12, 31), time_precision=None)
    assert list(acled.rows(year)) == [LeftOut("incident", "a date less precise than a month")]


def region(one: Event) -> Event:
    """The event in the region of Mopti, which the gazetteer knows by its middle."""
    place = one.dossier.places[0].model_copy(update={
        "name": "Mopti region", "canonical": "Mopti", "admin1": "Mopti", "admin2": None, "latitude": 14.464,
        "longitude": -3.884, "gazetteer_id": None, "match": "area", "geo_precision": 3,
    })  # fmt: skip
    return projected(one.dossier.model_copy(update={"places": (place,)}))


def test_a_region_is_a_row_of_geo_precision_3_with_the_whole_figure():
    row = only(acled.rows(region(event(incident(DAY, ("Kayes",), toll(4))))))
    assert (row["location"], row["geo_precision"], row["fatalities"]) == ("Mopti", 3, 4)


def test_nobody_named_is_an_unidentified_armed_group_and_violence_against_civilians_has_them_as_its_aim():
    bare = event(incident(DAY, ("Kayes",), by=None, kind=CIVILIANS))
    row = only(acled.rows(projected(bare.dossier.model_copy(update={"actors": ()}))))
    assert (row["actor1"], row["inter1"]) == ("Unidentified Armed Group (Mali)", "Political militia")
    assert (row["actor2"], row["civilian_targeting"]) == ("Civilians (Mali)", "Civilians targeted")
    assert row["interaction"] == "Political militia-Civilians"


def test_rivals_for_who_began_it_are_one_actor_in_doubt():
    disputed = event(incident(by=JNIM), incident(by=JNIM))
    rival = disputed.dossier.actors[0].model_copy(update={"actor_id": ISSP, "canonical": "ISSP", "families": ()})
    sides = {"field": "initiator", "about": "who", "positions": [
        {"value": name, "by": None, "articles": [disputed.dossier.articles[0].id], "families": []} for name in "ab"
    ]}  # fmt: skip
    body = disputed.dossier.model_dump() | {"disputed": [sides]}
    dossier = Dossier.model_validate({**body, "actors": [*body["actors"], rival.model_dump()]})
    row = only(acled.rows(projected(dossier)))
    assert row["actor1"] == "JNIM: Group for Support of Islam and Muslims and/or ISSP"
    assert row["assoc_actor_1"] == ""


def test_an_actor_that_articles_put_on_both_sides_stands_on_one():
    turned = event(incident())
    body = turned.dossier.model_dump()
    roles = {"initiator": "target", "target": "initiator"}
    body["actors"] += tuple({**actor, "role": roles[actor["role"]], "families": ()} for actor in body["actors"])
    row = only(acled.rows(projected(Dossier.model_validate(body))))
    assert (row["actor1"][:4], row["actor2"][:8]) == ("JNIM", "Military")
    assert (row["assoc_actor_1"], row["assoc_actor_2"]) == ("", "")


@pytest.mark.parametrize("sub", list(EVENT_TYPE_OF))
def test_every_sub_event_type_has_acleds_disorder_type(sub):
    row = only(acled.rows(event(incident(kind=(EVENT_TYPE_OF[sub], sub)))))
    expected = {
        "Excessive force against protesters": "Political violence; Demonstrations",
        "Protest with intervention": "Demonstrations", "Peaceful protest": "Demonstrations",
        "Violent demonstration": "Demonstrations",
    }  # fmt: skip
    strategic = "Strategic developments" if EVENT_TYPE_OF[sub] == "Strategic developments" else "Political violence"
    assert row["disorder_type"] == expected.get(sub, strategic)


def test_ucdp_has_the_49_columns_of_ged_in_order():
    assert " ".join(ucdp.COLUMNS) == (
        "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
        "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
        "number_of_sources source_article source_office source_date source_headline source_original where_prec "
        "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
        "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best "
        "high low gwnoa gwnob"
    )
    assert len(ucdp.COLUMNS) == 49
    assert set(only(ucdp.rows(event(incident(DAY, ("Kayes",), toll(5)))))) == set(ucdp.COLUMNS)


def test_ucdp_writes_no_row_without_deaths_and_one_where_only_the_high_estimate_has_any():
    nobody = LeftOut("incident", "no deaths under the policy strict")
    assert list(ucdp.rows(event(incident(DAY, ("Kayes",), toll(9, "wounded"))))) == [nobody]
    row = only(ucdp.rows(event(incident(DAY, ("Kayes",), toll(80, "neutralised", "armed_group", ARMY)))))
    assert (row["low"], row["best"], row["high"]) == (0, 0, 80)
    assert row["code_status"] == "machine draft; policy=strict"


def test_ucdp_puts_the_government_first_and_counts_each_sides_dead():
    tolls = (toll(5), toll(3, group="armed_group"), toll(2, group="civilians"), toll(1, group="external_forces"))
    row = only(ucdp.rows(event(incident(DAY, ("Kayes",), *tolls))))
    assert (row["side_a"], row["side_b"], row["type_of_violence"]) == ("Government of Mali", "JNIM", 1)
    assert (row["dyad_name"], row["gwnoa"], row["gwnob"]) == ("Government of Mali - JNIM", 432, None)
    assert [row[f"deaths_{who}"] for who in ("a", "b", "civilians", "unknown")] == [5, 3, 2, 1]


def test_ucdp_of_violence_against_civilians_is_one_sided():
    tolls = (toll(9, group="civilians"), toll(2))
    row = only(ucdp.rows(event(incident(DAY, ("Kayes",), *tolls, kind=CIVILIANS))))
    assert (row["side_a"], row["side_b"], row["type_of_violence"]) == ("JNIM", "Civilians", 3)
    assert [row[f"deaths_{who}"] for who in ("a", "b", "civilians", "unknown")] == [0, 0, 9, 2]


def test_ucdp_of_two_groups_is_non_state_and_their_dead_are_told_apart_by_nobody():
    fight = event(incident(DAY, ("Kayes",), toll(6, group="armed_group")))
    actors = (fight.dossier.actors[0], fight.dossier.actors[0].model_copy(
        update={"actor_id": ISSP, "canonical": "Islamic State", "role": "target"}))  # fmt: skip
    row = only(ucdp.rows(projected(fight.dossier.model_copy(update={"actors": actors}))))
    assert (row["side_a"], row["side_b"], row["type_of_violence"]) == ("JNIM", "IS", 2)
    assert (row["deaths_a"], row["deaths_b"], row["deaths_unknown"]) == (0, 0, 6)


def test_ucdp_guesses_no_side():
    mine = event(incident(DAY, ("Kayes",), toll(2), by=None, kind=MINE))
    row = only(ucdp.rows(mine))
    assert (row["side_a"], row["side_b"], row["type_of_violence"]) == ("Government of Mali", "", None)


@pytest.mark.parametrize(("latitude", "longitude", "cell"), [
    (34.5167, 69.1833, 179779), (-90, -180, 1), (90, 180, 259200), (12.65, -8.0, 147945),
])  # fmt: skip
def test_priogrid_cells(latitude, longitude, cell):
    """Kabul's number is that of UCDP GED's own rows."""
    assert ucdp.priogrid(latitude, longitude) == cell


@pytest.mark.parametrize(("days", "known_to", "precision"), [
    (1, 1, 1), (2, 1, 1), (3, 1, 2), (6, 2, 2), (7, 2, 3), (31, 3, 4), (366, None, 5),
])  # fmt: skip
def test_ucdp_precision_of_dates(days, known_to, precision):
    end = date.fromordinal(DAY.toordinal() + days - 1)
    assert ucdp.date_prec(dated(event(incident()), end=end, time_precision=known_to).dossier.date) == precision


@pytest.mark.parametrize(("towns", "precision", "clarity"), [
    (("Kayes",), 1, 1), (("Kayes", "Nioro"), 4, 2), (("Kayes", "Gao"), 6, 2), (("Niono", "Molodo"), 3, 2),
])  # fmt: skip
def test_ucdp_places_together_are_as_precise_as_what_holds_them_all(towns, precision, clarity):
    row = only(ucdp.rows(event(incident(DAY, towns, toll(5)))))
    assert (row["where_prec"], row["event_clarity"]) == (precision, clarity)


def test_every_country_of_the_gazetteer_has_its_numbers():
    assert set(COUNTRIES) >= {row["country"] for row in read_rows("places.csv", ("gazetteer_id",))}
    assert len({country.iso for country in COUNTRIES.values()}) == len(COUNTRIES)


def test_the_plain_table_has_a_row_for_what_has_neither_day_nor_place():
    row = only(table.rows(event(incident(None, ()))))
    assert (row["date_start"], row["places"], row["latitude"], row["policy"]) == ("", "", None, "strict")
    assert set(row) == set(table.COLUMNS)


@given(st.text(max_size=12))
def test_no_text_cell_starts_a_formula(text):
    cell = harmless(text)
    assert cell in (text, f"'{text}")
    assert not str(cell).lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert not str(cell).startswith(("\t", "\r", "\n"))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_a_formula_is_text(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("cell", [-11.4439, -1, None, "Kayes", "", "1-2", "l'armée"])
def test_numbers_and_words_stay_as_they_are(cell):
    assert harmless(cell) == cell


@given(st.lists(st.text(max_size=6), max_size=4))
def test_a_list_in_a_cell_comes_apart_again(texts):
    assert all(";" not in one for one in joined(texts).split("; "))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_csv_reads_back_as_it_was_written(title):
    one = event(incident(), title=title)
    out = io.BytesIO()
    with csv_rows(out, table.COLUMNS, table.rows) as write:
        write(one, Tally())
    (row,) = csv.DictReader(io.StringIO(out.getvalue().decode("utf-8"), newline=""))
    assert row == {name: "" if cell is None else str(harmless(cell)) for name, cell in only(table.rows(one)).items()}


def collection(*given_events: Event) -> tuple[dict, Tally]:
    out, tally = io.BytesIO(), Tally()
    with geojson.features(out, "strict") as write:
        for one in given_events:
            write(one, tally)
    body = json.loads(out.getvalue())
    FeatureCollection.model_validate(body)
    return body, tally


def test_geojson_is_a_point_a_place_longitude_first_with_a_radius_and_the_policy():
    body, tally = collection(event(incident(DAY, ("Kayes", "Sandaré"), toll(5))))
    kayes, sandare = body["features"]
    assert kayes["geometry"] == {"type": "Point", "coordinates": [-11.4439, 14.4478]}
    assert (kayes["properties"]["radius_km"], sandare["properties"]["radius_km"]) == (5.0, 50.0)
    assert body["policy"] == kayes["properties"]["policy"] == "strict"
    assert [one["properties"]["fatalities"] for one in body["features"]] == [3, 2]
    assert tally.written == 2


def test_geojson_draws_a_region_wide_and_counts_what_it_cannot_draw():
    body, tally = collection(region(event(incident(DAY, ("Kayes",), toll(4)))), event(incident(DAY, ())))
    assert [(one["properties"]["radius_km"], one["properties"]["fatalities"]) for one in body["features"]] == [(150, 4)]
    assert tally.left_out == {LeftOut("incident", "no coordinates"): 1}


def test_an_empty_geojson_is_valid():
    assert collection()[0]["features"] == []


@given(
    st.sampled_from(list(POLICIES)),
    st.lists(st.tuples(
        st.integers(0, 90), st.sampled_from(("killed", "neutralised")),
        st.sampled_from(("state_forces", "armed_group", "civilians", "militia", "mixed", "unknown")),
        st.sampled_from((None, ARMY, JNIM, "a doctor")),
    ), max_size=5),
    st.lists(st.sampled_from((*SEVEN, "Nowhere-on-Sand")), unique=True, max_size=4),
    st.sampled_from((CIVILIANS, MINE, ("Battles", "Armed clash"))),
)  # fmt: skip
def test_rows_add_up_to_the_projection_whatever_is_claimed(policy, claims, towns, kind):
    tolls = [toll(number, what, group, by) for number, what, group, by in claims]
    one = event(incident(DAY, tuple(towns), *tolls, kind=kind), policy=policy)
    made, points = one.made, drawn(one.dossier)
    rows = list(acled.rows(one))
    if points:
        assert sum(row["fatalities"] for row in rows) == made.fatalities
        assert len(rows) == len(points)
    else:
        assert rows == [LeftOut("incident", "no coordinates")]
    for row in ucdp.rows(one):
        if isinstance(row, LeftOut):
            assert not points or not made.deaths.high
            continue
        assert sum(row[f"deaths_{who}"] for who in ("a", "b", "civilians", "unknown")) == row["best"]
        assert row["low"] <= row["best"] <= row["high"] > 0
    body, _ = collection(one)
    assert sum(each["properties"]["fatalities"] for each in body["features"]) == (made.fatalities if points else 0)
