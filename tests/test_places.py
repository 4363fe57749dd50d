"""The gazetteer: what is found, what a name resolves to, and which guesses are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahelsum.errors import DataError
from sahelsum.places import Gazetteer, PlaceHit, Resolution
from sahelsum.words import Words

GAZETTEER = Gazetteer.load()
REGION = frozenset(["ML", "BF", "NE", "TD", "MR", "NG", "BJ", "TG", "SN", "CI", "GH", "GN", "CM"])

PIECES = (
    "the",
    "village",
    "of",
    "in",
    "Mali",
    "Niger",
    "s",
    "north",
    "est",
    "du pays",
    "région de",
    "Kayes",
    ",",
    "and",
    "Say",
    "l",
)


def find(text: str) -> list[PlaceHit]:
    return GAZETTEER.find(Words(text))


def names(text: str, kind: str = "place") -> list[str]:
    return [hit.name for hit in find(text) if hit.kind == kind]


def resolve(name: str, *countries: str, near: bool = False) -> Resolution:
    return GAZETTEER.resolve(name, frozenset(countries), near=near)


@pytest.mark.parametrize(
    ("name", "countries", "canonical", "country", "admin1"),
    [
        ("Diboli", "ML", "Diboli", "ML", "Kayes"),
        ("Binoli", "ML", "Diboli", "ML", "Kayes"),
        ("Sandere", "ML", "Sandaré", "ML", "Kayes"),
        ("Gogoui", "ML", "Gogui", "ML", "Kayes"),
        ("Molodo", "ML", "Molodo", "ML", "Ségou"),
        ("Niono", "ML", "Niono", "ML", "Ségou"),
        ("Nioro", "ML", "Nioro", "ML", "Kayes"),
        ("Nioro du Sahel", "ML", "Nioro", "ML", "Kayes"),
        ("Nioro du Rip", "SN", "Nioro du Rip", "SN", "Kaolack"),
        ("Kayes", "ML", "Kayes", "ML", "Kayes"),
        ("Gao", "ML", "Gao", "ML", "Gao"),
        ("Gao", "BF", "Gao", "BF", "Centre-Ouest"),
        ("Gao", "ML BF", "Gao", "ML", "Gao"),
        ("Téra", "NE", "Téra", "NE", "Tillabéri"),
        ("Koro", "ML", "Koro", "ML", "Mopti"),
        ("Koro", "CI", "Koro", "CI", "Woroba"),
        ("Kati", "ML", "Kati", "ML", "Koulikoro"),
        ("Sokolo", "ML", "Sokolo", "ML", "Ségou"),
        ("Léré", "ML", "Léré", "ML", "Tombouctou"),
        ("Léré", "TD", "Léré", "TD", "Mayo-Kebbi Ouest"),
        ("Tessit", "ML", "Tessit", "ML", "Gao"),
        ("Tessalit", "ML", "Tessalit", "ML", "Kidal"),
        ("Menaka", "ML", "Ménaka", "ML", "Ménaka"),
        ("Arbinda", "BF", "Aribinda", "BF", "Sahel"),
        ("Boulikessi", "ML", "Boulkessi", "ML", "Mopti"),
        ("Boulkassi", "ML", "Boulkessi", "ML", "Mopti"),
        ("Mansila", "BF", "Mansila", "BF", "Sahel"),
        ("Tombouctou", "ML", "Timbuktu", "ML", "Tombouctou"),
        ("Niger State", "NG", "Niger", "NG", "Niger"),
    ],
)
def test_a_name_resolves_within_the_countries_of_the_article(
    name: str, countries: str, canonical: str, country: str, admin1: str
) -> None:
    found = resolve(name, *countries.split())
    assert (found.canonical, found.country, found.admin1) == (canonical, country, admin1)


@pytest.mark.parametrize(
    ("name", "match"),
    [
        ("Kayes", "exact"),
        ("SANDARE", "folded"),
        ("Binoli", "alias"),
        ("Diboly", "fuzzy"),
        ("western Mali", "area"),
        ("Xyzzyq", "unresolved"),
    ],
)
def test_a_resolution_says_how_it_was_reached(name: str, match: str) -> None:
    assert resolve(name, "ML").match == match


@pytest.mark.parametrize("name", ["Diboly", "Dibboli", "Farabougo", "Boulkesssi"])
def test_a_misspelling_never_resolves_in_another_country(name: str) -> None:
    assert resolve(name, "ML").match == "fuzzy"
    assert resolve(name, "CI").match == "unresolved"
    assert resolve(name).match == "unresolved"


def test_no_known_town_is_turned_into_another() -> None:
    for name in ("Niono", "Nioro", "Tessit", "Tessalit", "Mansila", "Massila"):
        assert resolve(name, "ML", "BF").match != "fuzzy"


def test_fuzzy_matching_respects_the_region_that_the_article_states() -> None:
    west = GAZETTEER.area("western Mali", frozenset(["ML"]))
    assert GAZETTEER.resolve("Farabougo", frozenset(["ML"]), stated=west).match == "unresolved"
    assert GAZETTEER.resolve("Diboly", frozenset(["ML"]), stated=west).canonical == "Diboli"


def test_a_famous_town_outside_the_countries_still_resolves_and_a_hamlet_does_not() -> None:
    assert resolve("Dakar", "ML").country == "SN"
    assert resolve("Bamako", "CI").country == "ML"
    assert resolve("Seytenga", "SN").match == "unresolved"


@pytest.mark.parametrize(
    ("french", "town"), [("Maïdougouri", "Maiduguri"), ("Damatourou", "Damaturu"), ("Woulgo", "Wulgo")]
)
def test_a_nigerian_town_is_known_as_a_french_paper_spells_it(french: str, town: str):
    assert resolve(french, "NG").canonical == town


@pytest.mark.parametrize("state", ["Kebbi", "Enugu", "Gombe", "Zamfara", "Borno"])
def test_a_state_is_never_read_as_a_town_of_another_one(state: str):
    assert resolve(state, "NG").admin1 == state


def test_precision_is_never_better_than_what_is_known() -> None:
    assert resolve("Kayes", "ML").geo_precision == 1
    assert resolve("Kayes", "ML", near=True).geo_precision == 2
    assert resolve("Sandaré", "ML").geo_precision == 3
    assert resolve("Sandaré", "ML", near=True).geo_precision == 3
    assert resolve("la région de Ségou", "ML").geo_precision == 3


def test_an_editorial_village_carries_its_district_and_that_districts_point() -> None:
    sandare, seat = resolve("Sandaré", "ML"), resolve("Nioro", "ML")
    assert sandare.admin2 == "Nioro"
    assert sandare.latitude == pytest.approx(seat.latitude, abs=0.5)


@pytest.mark.parametrize(
    ("town", "area", "expected"),
    [("Niono", "western Mali", False), ("Kayes", "western Mali", True), ("Niono", "le centre du pays", True),
     ("Kidal", "northern Mali", True), ("Kidal", "la région de Ségou", False), ("Molodo", "cercle de Niono", True)],
)  # fmt: skip
def test_towns_lie_inside_or_outside_areas(town: str, area: str, expected: bool) -> None:
    found = GAZETTEER.area(area, frozenset(["ML"]))
    assert found is not None
    assert GAZETTEER.inside(resolve(town, "ML"), found) is expected


def test_nothing_is_said_about_where_an_unresolved_place_lies() -> None:
    area = GAZETTEER.area("western Mali", frozenset(["ML"]))
    assert area is not None
    assert GAZETTEER.inside(resolve("Xyzzyq", "ML"), area) is None
    assert GAZETTEER.border_km(resolve("Xyzzyq", "ML"), "SN") is None


def test_distances_to_borders() -> None:
    def km(town: str, country: str) -> float:
        found = GAZETTEER.border_km(resolve(town, "ML"), country)
        assert found is not None
        return found

    assert km("Kayes", "SN") < 100 < km("Niono", "SN")
    assert km("Diboli", "SN") < 15
    assert km("Nioro", "MR") < 40


@pytest.mark.parametrize(
    ("phrase", "countries", "admin1"),
    [
        ("the west", "ML", {"Kayes", "Koulikoro"}),
        ("le centre du pays", "ML", {"Mopti", "Ségou"}),
        ("northern Benin", "", {"Alibori", "Atacora", "Borgou", "Donga"}),
        ("Diffa region", "NE", {"Diffa"}),
        ("Borno State", "NG", {"Borno"}),
        ("la région de Ségou", "ML", {"Ségou"}),
        ("North-West region", "CM", {"North-West"}),
        ("la région de l'Extrême-Nord", "CM", {"Far North"}),
        ("Goulmou", "BF", {"Est"}),
        ("région de Nioro", "ML", {"Kayes"}),
        ("province du Soum", "BF", {"Sahel"}),
        ("région du Sahel", "BF", {"Sahel"}),
    ],
)  # fmt: skip
def test_areas_cover_their_admin1(phrase: str, countries: str, admin1: set[str]) -> None:
    area = GAZETTEER.area(phrase, frozenset(countries.split()))
    assert area is not None
    assert {name for _, name in area.admin1} == admin1


def test_a_bare_direction_needs_exactly_one_country() -> None:
    assert GAZETTEER.area("the west", frozenset(["ML", "NE"])) is None
    assert GAZETTEER.area("the west", frozenset()) is None


def test_the_sahel_is_not_burkina_fasos_region_of_that_name() -> None:
    assert names("The army fights across the Sahel.", "area") == []
    assert resolve("the Sahel", "ML").match == "unresolved"
    wide = GAZETTEER.area("région du Sahel", frozenset(["ML", "BF", "NE"]))
    assert wide is not None
    assert len(wide.countries) > 3
    (hit,) = find("in the Sahel region of Burkina Faso")
    assert (hit.kind, hit.countries) == ("area", {"BF"})


def test_nigeriens_are_not_nigerians() -> None:
    hits = find("Troupes nigérianes, soldats nigériens, Nigerian and Nigerien troops")
    assert [next(iter(hit.countries)) for hit in hits] == ["NG", "NE", "NG", "NE"]
    assert all(hit.demonym for hit in hits)


def test_niger_is_a_country_a_state_and_a_river() -> None:
    assert [(hit.kind, hit.countries) for hit in find("Niger closed its border.")] == [("country", frozenset(["NE"]))]
    assert [(hit.kind, hit.countries) for hit in find("gunmen in Niger State")] == [("area", frozenset(["NG"]))]
    assert find("on the Niger River") == [] == find("sur le fleuve Niger")


@pytest.mark.parametrize(
    "text",
    ["Souleymane Dembele said so.", "Gen Langley warned.", "le colonel Kati a parlé", "Salou Djibo est arrivé",
     "Iyad Ag Kidal a dit", "Car le temps presse, il est parti.", "Say what you like.", "l'armée est intervenue"],
)  # fmt: skip
def test_people_and_ordinary_words_are_no_places(text: str) -> None:
    assert find(text) == []


def test_a_place_cue_brings_a_word_like_place_back() -> None:
    assert names("in Say") == ["Say"]
    assert names("the town of Man") == ["Man"]


def test_headlines_do_not_hide_towns() -> None:
    assert names("Gunmen Attack Djibo Army Camp Again") == ["Djibo"]
    assert names("GUNMEN ATTACK DJIBO ARMY CAMP") == ["DJIBO"]


@pytest.mark.parametrize(
    ("text", "area", "countries"),
    [
        ("in northern Mali", "northern Mali", "ML"),
        ("dans l'ouest du Niger", "ouest du Niger", "NE"),
        ("au nord-est du Nigeria", "nord-est du Nigeria", "NG"),
        ("in Nigeria’s northeast", "Nigeria’s northeast", "NG"),
        ("le nord malien", "nord malien", "ML"),
        ("dans l'est du pays", "est du pays", ""),
        ("positions in the west had been hit", "west", ""),
        ("la région de Tillabéri", "région de Tillabéri", "NE"),
        ("across Zamfara State", "Zamfara State", "NG"),
        ("dans la province du Soum", "province du Soum", "BF"),
        ("in Borno", "Borno", "NG"),
        ("la zone des trois frontières", "zone des trois frontières", "BF ML NE"),
    ],
)
def test_areas_are_found_as_written(text: str, area: str, countries: str) -> None:
    hits = [hit for hit in find(text) if hit.kind == "area"]
    assert [(hit.name, hit.countries) for hit in hits] == [(area, frozenset(countries.split()))]


def test_directions_from_a_town_are_no_areas() -> None:
    assert names("au nord de Djibo, 10 km west of Gao", "area") == []


def test_unknown_villages_are_found_after_a_cue_and_have_no_country() -> None:
    hits = find("the villages of Ogossagou, Tin Qroux and Bobolax; le village de Zzourou; Qlaba village")
    assert [hit.name for hit in hits] == ["Ogossagou", "Tin Qroux", "Bobolax", "Zzourou", "Qlaba"]
    assert [bool(hit.countries) for hit in hits] == [True, False, False, False, False]


def test_country_names_in_two_languages() -> None:
    assert GAZETTEER.country_name("TD", "fr") == "Tchad"
    assert GAZETTEER.country_name("CI", "en") == "Ivory Coast"
    assert GAZETTEER.country_name("XX", "en") == "XX"


def test_a_desks_rows_are_laid_over_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text(
        "gazetteer_id,name,country,admin1,latitude,longitude,ceiling,kind\nd1,Zzourou,ML,Mopti,14.1,-4.2,1,village\n"
        "2455518,Kayes-Ville,ML,Kayes,14.4,-11.4,2,town\n", encoding="utf-8")  # fmt: skip
    (tmp_path / "place_names.csv").write_text("name,gazetteer_id\nZourrou,d1\n", encoding="utf-8")
    own = Gazetteer.load(tmp_path)
    assert own.resolve("Zourrou", frozenset(["ML"])).canonical == "Zzourou"
    assert own.resolve("Kayes-Ville", frozenset(["ML"])).geo_precision == 2
    assert own.resolve("Niono", frozenset(["ML"])).geo_precision == 1


def test_a_malformed_desk_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("gazetteer_id,name\nonly-one-cell\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"places\.csv"):
        Gazetteer.load(tmp_path)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200) | st.lists(
    st.sampled_from(PIECES)
).map(" ".join))  # fmt: skip
def test_hits_lie_in_order_and_quote_the_text(text: str) -> None:
    words, last = Words(text), 0
    for hit in GAZETTEER.find(words):
        assert last <= hit.first < hit.last <= len(words)
        assert text[hit.start : hit.end] == hit.name
        last = hit.last


@given(st.text(max_size=30), st.frozensets(st.sampled_from(sorted(REGION)), max_size=3))
def test_a_fuzzy_match_stays_in_the_countries(name: str, countries: frozenset[str]) -> None:
    found = GAZETTEER.resolve(name, countries)
    assert found.match != "fuzzy" or found.country in countries


def test_a_town_that_is_also_another_countrys_district_may_be_either() -> None:
    assert {"SN", "BF"} <= find("Djibo (Soum)")[1].countries
    assert resolve("Soum", "BF").admin2 == "Soum"


@pytest.mark.parametrize("word", ["far", "north", "village of", "Region of", "Mali s", "de la", "Aa Djibo"])
def test_a_repeated_word_is_read_without_trouble(word: str) -> None:
    find(" ".join([word] * 5000))
