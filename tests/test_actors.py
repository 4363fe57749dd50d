"""The actor linker: the names it finds, whom they mean in which country and year, and who is party to the conflict."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahelsum.actors import Actors
from sahelsum.errors import DataError
from sahelsum.tables import read_rows
from sahelsum.words import Words

REGION = ["ML", "BF", "NE", "TD", "MR", "NG", "BJ", "TG", "SN", "CI", "GH", "GN", "CM", "DZ", "LY", "SD"]


@pytest.fixture(scope="module")
def actors() -> Actors:
    return Actors.load()


def found(actors: Actors, text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.value[0].actor_id) for hit in actors.find(Words(text), language)]


def who(actors: Actors, name: str, countries: str, on: str = "", language: str = "en") -> str | None:
    day = date.fromisoformat(on) if on else None
    actor = actors.resolve(name, countries.split(), day, language)
    return actor.actor_id if actor else None


@pytest.mark.parametrize(
    "name",
    [
        "JNIM", "GSIM", "Jnim", "GSIM/JNIM",
        "Jama'at Nusrat al-Islam wal Muslimin", "Jama’at Nusrat ul-Islam wa al-Muslimin",
        "Jamaat Nusrat al-Islam wal-Muslimeen", "Jama'a Nusrat al-Islam wa-l-Muslimin", "Nusrat al-Islam",
        "Group for the Support of Islam and Muslims", "Group to Support Islam and Muslims",
        "Support Group for Islam and Muslims", "Groupe de soutien à l'islam et aux musulmans",
        "groupe pour le soutien de l’islam et des musulmans",
        "jihadists from the Group for Support of Islam and Muslims",
    ],
)  # fmt: skip
def test_every_spelling_of_jnim_is_one_actor(actors: Actors, name: str) -> None:
    assert who(actors, name, "ML") == "jnim"
    assert [actor_id for _, actor_id in found(actors, f"Xx, {name}.")] == ["jnim"]


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("gunmen", "en"), ("unidentified armed individuals", "en"), ("jihadists", "en"), ("terrorists", "en"),
        ("al-Qaeda-linked jihadists", "en"), ("militants affiliated with al-Qaeda", "en"),
        ("an al Qaeda affiliate", "en"), ("Islamic State-linked militants", "en"), ("rebels", "en"),
        ("hommes armés", "fr"), ("individus armés non identifiés", "fr"), ("GAT", "fr"), ("assaillants", "fr"),
        ("djihadistes liés à Al-Qaïda", "fr"), ("la filiale d'Al-Qaïda", "fr"), ("bandits", "fr"),
    ],
)  # fmt: skip
def test_a_common_noun_is_never_a_named_group(actors: Actors, name: str, language: str) -> None:
    actor = actors.resolve(name, ["BF"], None, language)
    assert actor is not None
    assert actor.actor_id == "unidentified-armed-group-bf"
    assert actor.canonical == "Unidentified Armed Group (Burkina Faso)"
    assert (actor.actor_type, actor.group, actor.kind) == ("Political militia", "armed_group", "generic")


@pytest.mark.parametrize(
    ("name", "countries", "on", "expected"),
    [
        ("FAB", "BJ", "", "military-forces-bj"),
        ("FAB", "BF", "", "military-forces-bf"),
        ("FAB", "NE BJ", "", "military-forces-bj"),
        ("FAB", "NE", "", None),
        ("ANP", "DZ", "", "military-forces-dz"),
        ("ANP", "NE", "", "anp-ne"),
        ("BIR", "BF", "", "military-forces-bf"),
        ("BIR", "CM NG", "", "military-forces-cm"),
        ("BIR camerounais", "BF", "", "military-forces-cm"),
        ("DIRPA", "SN", "", "dirpa-sn"),
        ("RSF", "SD", "", "rsf"),
        ("RSF", "ML", "", "rsf-reporters"),
        ("FDS", "BF", "", "military-forces-bf"),
        ("FDS", "NE", "", "military-forces-ne"),
        ("volontaires", "BF", "2023-02-04", "vdp"),
        ("volontaires", "BF", "2016-02-04", "civilians-bf"),
        ("volontaires", "NE", "2023-02-04", "civilians-ne"),
        ("chasseurs traditionnels", "ML", "", "dozo-ml"),
        ("chasseurs", "TD", "", "civilians-td"),
        ("séparatistes", "CM", "2020-01-01", "ambazonian-separatists"),
        ("séparatistes", "SN", "2020-01-01", "mfdc"),
        ("bandits", "NG", "", "unidentified-communal-militia-ng"),
        ("bandits", "ML", "", "unidentified-armed-group-ml"),
    ],
)
def test_the_country_decides_between_actors_of_one_name(
    actors: Actors, name: str, countries: str, on: str, expected: str | None
) -> None:
    assert who(actors, name, countries, on, "fr") == expected


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("Tuareg rebels", "2012-03-01", "mnla"),
        ("Tuareg rebels", "2016-03-01", "cma"),
        ("Tuareg rebels", "2023-09-12", "csp"),
        ("Tuareg rebels", "2025-03-01", "fla"),
        ("Tuareg rebels", "", "unidentified-armed-group-ml"),
        ("CMA", "2025-03-01", "cma"),
        ("Russian mercenaries", "2022-03-27", "wagner"),
        ("Russian mercenaries", "2024-07-27", "wagner"),
        ("Russian mercenaries", "2025-07-01", "africa-corps"),
        ("Russian mercenaries", "", None),
        ("Wagner", "2025-07-01", "wagner"),
        ("peacekeepers", "2019-01-20", "minusma"),
        ("peacekeepers", "2025-01-20", "un-peacekeepers"),
    ],
)
def test_the_date_decides_between_actors_of_one_description(
    actors: Actors, name: str, on: str, expected: str | None
) -> None:
    assert who(actors, name, "ML", on) == expected


def test_russian_partners_in_burkina_were_never_wagner(actors: Actors) -> None:
    assert who(actors, "instructeurs russes", "BF", "2024-06-01", "fr") == "africa-corps"


@pytest.mark.parametrize(
    "name", ["ISGS", "EIGS", "ISSP", "État islamique au Grand Sahara", "Islamic State Sahel Province"]
)
def test_the_sahel_province_keeps_its_id_and_changes_its_name_in_march_2022(actors: Actors, name: str) -> None:
    before, after = (actors.resolve(name, ["NE"], date(year, 6, 1), "fr") for year in (2021, 2022))
    assert before is not None
    assert after is not None
    assert before.actor_id == after.actor_id == "issp"
    assert before.canonical == "Islamic State (Greater Sahara)"
    assert after.canonical == "Islamic State Sahel Province (ISSP)"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ISWAP", "iswap"), ("Islamic State West Africa Province", "iswap"), ("EIAO", "iswap"),
        ("État islamique en Afrique de l'Ouest", "iswap"), ("EI au Sahel", "issp"), ("IS Sahel", "issp"),
        ("Islamic State group", "islamic-state"), ("le groupe État islamique", "islamic-state"), ("Boko Haram", "jas"),
    ],
)  # fmt: skip
def test_islamic_state_alone_is_none_of_its_provinces(actors: Actors, name: str, expected: str) -> None:
    assert who(actors, name, "NE", "2024-01-01", "fr" if " l" in name or "le " in name else "en") == expected


@pytest.mark.parametrize(
    ("said", "canonical", "actor_type"),
    [
        (("soldiers", "en", "ML", "2019-11-01"), "Military Forces of Mali (2013-2020)", "State forces"),
        (("soldiers", "en", "ML", "2020-12-01"), "Military Forces of Mali (2020-2021)", "State forces"),
        (("the army", "en", "ML", ""), "Military Forces of Mali (2021-)", "State forces"),
        (("armée nigérienne", "fr", "NE", "2022-05-17"), "Military Forces of Niger (2021-2023)", "State forces"),
        (("armée nigériane", "fr", "NE", "2024-05-17"), "Military Forces of Nigeria (2023-)", "External/Other forces"),
        (("Nigerien troops", "en", "NG", "2024-05-17"), "Military Forces of Niger (2023-)", "External/Other forces"),
        (("FAMa", "fr", "BF ML", "2024-05-17"), "Military Forces of Mali (2021-)", "External/Other forces"),
        (("soldats français", "fr", "ML", "2019-11-25"), "Military Forces of France (2017-)", "External/Other forces"),
        (("gendarmes", "fr", "BF", "2023-06-26"), "Police Forces of Burkina Faso (2022-) Gendarmerie", "State forces"),
        (
            ("garde nationale", "fr", "NE", "2024-06-25"),
            "Police Forces of Niger (2023-) National Guard",
            "State forces",
        ),
        (("operation Hadin Kai", "en", "NG", "2024-06-25"), "Military Forces of Nigeria (2023-)", "State forces"),
        (("opération Koundjoaré", "fr", "TG", "2024-06-25"), "Military Forces of Togo (2005-)", "State forces"),
        (("opération Mirador", "fr", "BJ", "2024-06-25"), "Military Forces of Benin (2016-)", "State forces"),
        (("opération Almahaou", "fr", "NE", "2020-06-25"), "Military Forces of Niger (2011-2021)", "State forces"),
        (("Fulani militiamen", "en", "ML", ""), "Fulani Ethnic Militia (Mali)", "Identity militia"),
        (("Fulani herders", "en", "ML", ""), "Civilians (Mali)", "Civilians"),
        (("éleveurs peuls", "fr", "NE", ""), "Civilians (Niger)", "Civilians"),
        (("techniciens chinois", "fr", "SN", ""), "Civilians (International)", "Civilians"),
        (("commerçants nigérians", "fr", "NE", ""), "Civilians (Nigeria)", "Civilians"),
    ],
)
def test_names_compose_with_country_and_regime_in_acled_style(
    actors: Actors, said: tuple[str, str, str, str], canonical: str, actor_type: str
) -> None:
    name, language, countries, on = said
    actor = actors.resolve(name, countries.split(), date.fromisoformat(on) if on else None, language)
    assert actor is not None
    assert (actor.canonical, actor.actor_type) == (canonical, actor_type)


def test_an_army_abroad_counts_among_external_forces(actors: Actors) -> None:
    home, abroad = (actors.resolve("Malian soldiers", [country]) for country in ("ML", "BF"))
    assert home is not None
    assert abroad is not None
    assert (home.group, abroad.group) == ("state_forces", "external_forces")


@pytest.mark.parametrize("name", ["", "the river", "Kayes", "people", "a motorcycle", "...", "12"])
def test_what_is_no_actor_is_nobody(actors: Actors, name: str) -> None:
    assert actors.resolve(name, ["ML"]) is None
    assert not actors.party(name, ["ML"])


def test_without_a_country_a_common_noun_is_nobody(actors: Actors) -> None:
    assert actors.resolve("gunmen", []) is None
    assert actors.resolve("soldiers", ["XX"]) is None


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Malian soldiers met JNIM fighters.", "en", [("Malian soldiers", "army"), ("JNIM fighters", "jnim")]),
        ("Mali's army and the army of Niger", "en", [("Mali's army", "army"), ("army of Niger", "army")]),
        ("des combattants du JNIM", "fr", [("combattants du JNIM", "jnim")]),
        ("soldats de l'armée malienne", "fr", [("soldats de l'armée malienne", "army")]),
        ("les forces armées maliennes (FAMa)", "fr",
         [("forces armées maliennes", "military-forces-ml"), ("FAMa", "military-forces-ml")]),
        ("An army spokesman blamed gunmen.", "en",
         [("army spokesman", "army-spokesman"), ("gunmen", "unidentified-armed-group")]),
        ("VDP, volontaires", "fr", [("VDP", "vdp"), ("volontaires", "vdp")]),
        ("groups linked to Al-Qaeda and the Islamic State group", "en", []),
        ("liés à Al-Qaïda et à l'État islamique", "fr", []),
        ("Al-Qaeda claimed it.", "en", [("Al-Qaeda", "al-qaeda")]),
        ("al-Qaeda's JNIM affiliate", "en", [("JNIM", "jnim")]),
        ("Cameroon's BIR", "en", [("Cameroon's BIR", "military-forces-bf")]),
        ("The latest jihadist attack, a terrorist threat", "en", []),
        ("une attaque terroriste, les violences djihadistes, l'aide militaire", "fr", []),
        ("The army attacks jihadists", "en", [("army", "army"), ("jihadists", "unidentified-armed-group")]),
        ("A fact: an ant hill, a site, a raid, an islamic state of mind", "en", []),
        ("Un militant du parti, un chef, une force", "fr", []),
        ("UN SOLDAT TUÉ", "fr", [("SOLDAT", "army")]),
        ("AFP, citing a UN report", "en", [("AFP", "afp"), ("UN", "un")]),
    ],
)  # fmt: skip
def test_mentions_are_found_whole(actors: Actors, text: str, language: str, expected: list[tuple[str, str]]) -> None:
    assert found(actors, text, language) == expected


@pytest.mark.parametrize(
    ("name", "countries", "expected"),
    [
        ("army spokesperson Colonel X", "ML", True), ("a military source", "ML", True),
        ("une source sécuritaire", "BF", True), ("the defence ministry", "NE", True), ("the governor", "TD", True),
        ("le gouvernement", "ML", True), ("la junte", "ML", True), ("le préfet de l'Alibori", "BJ", True),
        ("un communiqué de l'état-major", "BF", True), ("JNIM", "ML", True), ("Az-Zallaqa", "ML", True),
        ("Amaq", "NE", True), ("a spokesman for the FLA", "ML", True), ("le porte-parole du GSIM", "ML", True),
        ("police spokesman", "NG", True), ("Malian state television", "ML", True),
        ("the MNJTF spokesperson", "NG", True), ("Colonel Souleymane Dembélé", "ML", True),
        ("VDP", "BF", True), ("Chadian army", "NG", True),
        ("a resident", "ML", False), ("a local official", "ML", False), ("an elected official", "ML", False),
        ("un élu local", "BF", False), ("le maire de la commune", "BF", False), ("a hospital source", "NE", False),
        ("une source hospitalière", "NE", False), ("un habitant de Kayes", "ML", False), ("the UN", "ML", False),
        ("HRW", "ML", False), ("AFP", "ML", False), ("Agence d'information du Burkina", "BF", False),
        ("a spokesman for the UN mission", "ML", False), ("MINUSMA", "ML", False), ("a former soldier", "ML", False),
        ("un ancien militaire", "ML", False), ("a military analyst", "ML", False),
        ("the French government", "ML", False), ("a resident who fled the jihadists", "ML", False),
        ("ECOWAS", "NE", False), ("ACLED", "ML", False),
    ],
)  # fmt: skip
def test_who_is_party_to_the_conflict(actors: Actors, name: str, countries: str, expected: bool) -> None:
    assert actors.party(name, countries.split()) is expected


def test_a_voice_says_for_whom_it_speaks(actors: Actors) -> None:
    spokesman, outlet = actors.resolve("army spokesman", ["ML"]), actors.resolve("Az-Zallaqa", ["ML"])
    assert spokesman is not None
    assert outlet is not None
    assert (spokesman.speaks_for, outlet.speaks_for) == ("military-forces-ml", "jnim")


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [("Malian army", "en", "ML"), ("armée nigériane", "fr", "NG"), ("FAMa", "fr", "ML"), ("FAB", "fr", None),
     ("gunmen", "en", None)],
)  # fmt: skip
def test_a_name_may_say_its_country(actors: Actors, name: str, language: str, expected: str | None) -> None:
    assert actors.country(name, language) == expected


def test_plural_and_generic_are_told(actors: Actors) -> None:
    text = "a soldier, soldiers, gunmen, civilians, the JNIM"
    names = [hit.value[0] for hit in actors.find(Words(text), "en")]
    assert [(name.generic, name.plural) for name in names] == [
        (True, False), (True, True), (True, True), (True, True), (False, False),
    ]  # fmt: skip


def test_a_desk_adds_and_renames_actors(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text(
        "actor_id,canonical,actor_type,countries,valid_from\ngroupe-x,Groupe X,Rebel group,BF;NE,\n", encoding="utf-8"
    )
    (tmp_path / "actor_names.csv").write_text(
        "name,language,actor_id,generic,note\nGroupe X,*,groupe-x,,\nmen of the {dunes|sands},en,groupe-x,yes,\n"
        "RVIM,*,,,removed\n",
        encoding="utf-8",
    )
    desk = Actors.load(tmp_path)
    actor = desk.resolve("Groupe X", ["BF"])
    assert actor is not None
    assert (actor.canonical, actor.actor_type) == ("Groupe X", "Rebel group")
    assert (actor.group, actor.party) == ("armed_group", True)
    assert found(desk, "the men of the sands and JNIM") == [("men of the sands", "groupe-x"), ("JNIM", "jnim")]
    assert found(desk, "RVIM") == []
    assert desk.party("a Groupe X fighter", ["BF"])


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("actors.csv", "actor_id,valid_from,actor_type\nx,,Terrorists\n", "Terrorists"),
        ("actor_names.csv", "name,language,actor_id\nThe X,en,nobody-knows\n", "nobody-knows"),
    ],
)
def test_a_malformed_desk_row_is_refused_by_name(tmp_path: Path, file: str, content: str, said: str) -> None:
    (tmp_path / file).write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        Actors.load(tmp_path)


def test_the_shipped_file_is_whole() -> None:
    rows = read_rows("actors.csv", ("actor_id", "valid_from"))
    names = read_rows("actor_names.csv", ("name", "language"))
    ids = {row["actor_id"] for row in rows}
    named = {actor_id for row in names for actor_id in row["actor_id"].split(";")}
    armed = {row["actor_id"] for row in rows if row["kind"] == "armed"}
    voices = {row["actor_id"] for row in rows if row["kind"] in ("voice", "outlet", "person")}
    assert len(armed) >= 80
    assert len(voices) >= 40
    assert {f"military-forces-{country.lower()}" for country in REGION} <= ids
    for column in ("parent", "speaks_for", "elsewhere"):
        assert {row[column] for row in rows} - {""} <= ids
    reached = named | {row["elsewhere"] for row in rows} | {row["composes"] for row in rows}
    reached |= {actor_id for actor_id in ids if actor_id.startswith("military-forces-")}
    assert ids <= reached


@pytest.mark.parametrize("country", REGION)
def test_every_country_of_the_region_has_its_forces_and_people(actors: Actors, country: str) -> None:
    for name in ("soldiers", "police", "gendarmes", "national guards", "air force", "special forces", "villagers"):
        actor = actors.resolve(name, [country], date(2024, 1, 1))
        assert actor is not None
        assert actor.actor_id.endswith(f"-{country.lower()}")


PIECES = st.sampled_from(
    [
        "Malian", "army", "JNIM", "fighters", "of", "the", "linked", "to", "al-Qaeda", "and", "Islamic State",
        "soldats", "du", "malien", "BIR", "Jama'at", "Nusrat", "al-Islam", "wal", "Muslimin", "attack", "camp",
        "militaire", "\n",
        ".", ",", "é",
    ]
)  # fmt: skip
PLACES = st.lists(st.sampled_from([*REGION, "FR", "XX"]), max_size=3)


@given(st.lists(PIECES, max_size=30), st.sampled_from(["en", "fr"]))
def test_mentions_are_in_order_and_never_overlap(pieces: list[str], language: str) -> None:
    text = " ".join(pieces)
    hits = SHARED.find(Words(text), language)
    assert all(hit.value and hit.start < hit.end <= len(text) for hit in hits)
    assert all(before.end <= after.start for before, after in pairwise(hits))


@given(st.lists(PIECES, max_size=12), PLACES, st.sampled_from(["en", "fr"]))
def test_any_words_resolve_to_a_known_actor_or_nobody(pieces: list[str], countries: list[str], language: str) -> None:
    actor = SHARED.resolve(" ".join(pieces), countries, date(2025, 7, 1), language)
    assert actor is None or ("{" not in actor.canonical + actor.actor_id and actor.canonical)


SHARED = Actors.load()
