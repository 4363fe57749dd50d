"""What happened, where and with what, told as the press of many desks tells it: round-ups, reports, alerts, dispatches.

Every text is invented. Each promise is asked of several wordings in both languages.
"""

from __future__ import annotations

from datetime import date

import pytest

from sahelsum.dates import find_dates
from sahelsum.dates.values import resolve_hit
from sahelsum.incident import Incident
from sahelsum.pipeline import summarise
from sahelsum.reading import read as read_article
from sahelsum.words import Words

PUBLISHED = date(2024, 3, 14)  # a Thursday

EN = "The text that follows was written for a test of the rules and reports nothing that has ever happened. "
FR = "Le texte qui suit a été écrit pour un essai des règles et ne rapporte rien qui se soit jamais produit. "


def read(text: str, language: str = "en", published: date | None = PUBLISHED) -> tuple[Incident, ...]:
    return summarise((EN if language == "en" else FR) + "\n\n" + text, published=published).incidents


CHRONOLOGIES = [
    (
        "fr",
        "Dimanche 3. MALI. Des hommes armés attaquent le village de Songho et tuent quatre habitants.\n\n"
        "Mardi 5. NIGER. Un véhicule de l'armée saute sur une mine près de Téra ; deux soldats sont tués.\n\n"
        "Vendredi 8. BURKINA FASO. Six commerçants sont enlevés à Djibo par des hommes armés.",
    ),
    (
        "en",
        "Sunday 3 – Gunmen attacked the village of Songho and killed four residents.\n\n"
        "Tuesday 5 – An army vehicle hit a landmine near Téra; two soldiers were killed.\n\n"
        "Friday 8 – Six traders were abducted in Djibo by gunmen.",
    ),
    (
        "en",
        "3 March: Gunmen attacked the village of Songho and killed four residents.\n\n"
        "5 March: An army vehicle hit a landmine near Téra; two soldiers were killed.\n\n"
        "8 March: Six traders were abducted in Djibo by gunmen.",
    ),
    (
        "fr",
        "2.1. Le 3 mars, des hommes armés ont attaqué le village de Songho et tué quatre habitants.\n\n"
        "2.2. Le 5 mars, un véhicule de l'armée a sauté sur une mine près de Téra ; deux soldats ont été tués.\n\n"
        "2.3. Le 8 mars, six commerçants ont été enlevés à Djibo par des hommes armés.",
    ),
]


@pytest.mark.parametrize(("language", "text"), CHRONOLOGIES)
def test_each_entry_of_a_chronology_is_an_incident_of_its_own(language: str, text: str):
    incidents = read(text, language)
    assert [incident.date.start for incident in incidents] == [date(2024, 3, day) for day in (3, 5, 8)]
    assert [incident.sub_event_type for incident in incidents] == [
        "Attack", "Remote explosive/landmine/IED", "Abduction/forced disappearance",
    ]  # fmt: skip
    assert {incident.role for incident in incidents} == {"reported"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Weekly bulletin, 3-9 March 2024\n\n"
            "Walagountou (Soum), 3 March: Gunmen attacked a church at night, killing six of the people in it.\n"
            "Near Djibo (Soum), 5 March: an IED detonated under an army vehicle; 2 soldiers were killed by it.\n",
        ),
        (
            "fr",
            "Bulletin hebdomadaire, 3-9 mars 2024\n\n"
            "Walagountou (Soum), 3 mars : des hommes armés ont attaqué une église et ont tué six personnes.\n"
            "Près de Djibo (Soum), 5 mars : une mine a explosé sous un véhicule de l'armée ; 2 soldats morts.\n",
        ),
    ],
    ids=["en", "fr"],
)  # fmt: skip
def test_a_bulletin_s_entry_happened_at_the_place_and_on_the_day_that_head_it(language: str, text: str):
    incidents = summarise(text).incidents
    assert [(one.places[0].name, one.date.start, one.casualties[0].count.low) for one in incidents] == [
        ("Walagountou", date(2024, 3, 3), 6), ("Djibo", date(2024, 3, 5), 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        ("en", "Gunmen killed four herders on Tuesday near Walagountou.", {"Walagountou"}),
        ("en", "Gunmen attacked a lorry on Tuesday between Djibo and Walagountou, killing its driver.", {"Djibo", "Walagountou"}),  # noqa: E501
        ("en", "Gunmen shot dead two traders on Tuesday at Walagountou, a trader said.", {"Walagountou"}),
        ("en", "Gunmen killed four fishermen on Walagountou island on Tuesday.", {"Walagountou"}),
        ("en", "Gunmen killed four people in Walagountou, Soum province, on Tuesday.", {"Walagountou"}),
        ("fr", "Des hommes armés ont tué mardi quatre bergers non loin de Walagountou.", {"Walagountou"}),
        ("fr", "Un car a été attaqué mardi entre Djibo et Walagountou ; deux passagers ont été tués.", {"Djibo", "Walagountou"}),  # noqa: E501
        ("fr", "Des hommes armés ont tué mardi deux femmes à l'entrée de Walagountou.", {"Walagountou"}),
        ("fr", "Des hommes armés ont attaqué mardi Walagountou (province du Soum), tuant deux femmes.", {"Walagountou"}),  # noqa: E501
    ],
)  # fmt: skip
def test_a_village_that_no_gazetteer_lists_is_told_by_the_words_beside_it(language: str, text: str, places: set[str]):
    (incident,) = read(text, language)
    assert {place.name for place in incident.places} == places


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed four herders near Djibo on Tuesday, a man close to Radio Walagountou Info said.",
        "Gunmen linked to Al-Qaeda killed four herders near Djibo on Tuesday, a diplomat in London said.",
        "Gunmen killed four herders near Djibo on Tuesday, a lecturer at Walagountou University said.",
    ],
)
def test_a_name_of_something_else_is_no_village(text: str):
    (incident,) = read(text)
    assert {place.name for place in incident.places} == {"Djibo"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Troops end joint exercise in Gao\n\nGunmen took over a bank on Friday and killed three hostages, the script ran."),  # noqa: E501
        ("en", "Soldiers held an exercise in Gao on Friday. In it, gunmen attacked a camp and killed 14 soldiers."),
        ("en", "A video said to show a convoy attacked near Gao is a fabrication. No soldier was killed on Friday, the army said."),  # noqa: E501
        ("en", "An alert on 9 March of an attack near Gao that killed four turned out to be false."),
        ("fr", "Fin de l'exercice conjoint à Gao\n\nDes assaillants ont attaqué vendredi une banque et tué trois otages, selon le thème."),  # noqa: E501
        ("fr", "Une simulation s'est tenue vendredi à Gao. Des hommes armés y attaquent un camp et tuent 14 soldats."),
        ("fr", "Fausse alerte vendredi à Gao : aucune attaque n'y a fait quatre morts, assure le maire."),
    ],
)  # fmt: skip
def test_what_is_played_or_made_up_is_no_incident(language: str, text: str):
    assert read(text, language) == ()


@pytest.mark.parametrize(
    ("language", "text", "name", "kind"),
    [
        ("en", "Gunmen stopped a minibus near Djibo on Tuesday and abducted six passengers.", "minibus", "vehicle"),
        ("en", "Gunmen attacked a gendarmerie post near Djibo on Tuesday, killing two.", "gendarmerie post", "police"),
        ("en", "A suicide bomber blew himself up in a market in Bol on Tuesday, killing nine people.", "market", "market"),  # noqa: E501
        ("en", "An army convoy was ambushed near Djibo on Tuesday and two soldiers were killed.", "army convoy", "convoy"),  # noqa: E501
        ("fr", "Un convoi militaire a été pris à partie mardi près de Djibo ; deux soldats ont été tués.", "convoi militaire", "convoy"),  # noqa: E501
        ("fr", "Deux cars sont arrêtés mardi près de Djibo par des hommes armés, qui enlèvent six passagers.", "cars", "vehicle"),  # noqa: E501
        ("fr", "Un kamikaze s'est fait exploser mardi dans un marché de Bol, tuant neuf personnes.", "marché", "market"),  # noqa: E501
        ("fr", "Des hommes armés ont tendu mardi un guet-apens à un convoi près de Djibo, tuant deux soldats.", "convoi", "convoy"),  # noqa: E501
    ],
)  # fmt: skip
def test_what_is_stopped_ambushed_or_bombed_is_a_target(language: str, text: str, name: str, kind: str):
    (incident,) = read(text, language)
    assert (name, kind) in {(target.name, target.kind) for target in incident.targets}


@pytest.mark.parametrize(
    ("language", "text", "items"),
    [
        (
            "en",
            "Gunmen attacked the post at Djibo on Tuesday, killing two soldiers, and seized three pickups, a machine gun and ammunition.",  # noqa: E501
            {("pickups", "seized"), ("machine gun", "seized"), ("ammunition", "seized")},
        ),
        (
            "fr",
            "L'armée a tué mardi neuf terroristes près de Djibo. Sont saisis : sept fusils, une PKM et deux motos.",
            {("fusils", "seized"), ("PKM", "seized"), ("motos", "seized")},
        ),
        (
            "fr",
            "L'armée a tué mardi neuf terroristes près de Djibo. Bilan : seize motos et trois fusils récupérés.",
            {("motos", "recovered"), ("fusils", "recovered")},
        ),
        (
            "en",
            "Gunmen attacked the village of Songho on Tuesday, killing two residents. Granaries and shops were put to the torch.",  # noqa: E501
            {("Granaries", "destroyed"), ("shops", "destroyed")},
        ),
    ],
)  # fmt: skip
def test_a_list_of_things_is_governed_as_a_whole(language: str, text: str, items: set[tuple[str, str]]):
    (incident,) = read(text, language)
    assert {(thing.item, thing.action) for thing in incident.materiel} == items


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Des hommes armés ont attaqué Songho mardi, tuant deux habitants. « Ils ont emporté 300 bœufs. »"),
        ("en", 'Gunmen attacked Songho on Tuesday, killing two residents. "They stole 300 cattle."'),
    ],
)
def test_things_that_only_a_nameless_quotation_tells_are_left_out(language: str, text: str):
    assert read(text, language)[0].materiel == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Army engineers destroyed two home-made bombs on Tuesday near Djibo."),
        ("en", "Sappers defused a roadside bomb on Tuesday near Djibo."),
        ("fr", "Les démineurs ont détruit mardi deux engins explosifs près de Djibo."),
        ("fr", "Une bombe artisanale a été désamorcée mardi près de Djibo par le génie."),
    ],
)
def test_a_device_made_safe_is_no_weapon_used(language: str, text: str):
    (incident,) = read(text, language)
    assert incident.sub_event_type == "Disrupted weapons use"
    assert incident.weapons == ()


@pytest.mark.parametrize(
    ("language", "text", "roles"),
    [
        ("en", "Two soldiers and five gunmen were killed on Tuesday when men on motorcycles attacked a patrol near Téra.", {"initiator": "unidentified-armed-group-ne", "target": "military-forces-ne"}),  # noqa: E501
        ("en", "Soldiers shot dead eleven villagers in Songho, Mali, on Tuesday after jihadists had passed.", {"initiator": "military-forces-ml", "target": "civilians-ml"}),  # noqa: E501
        ("en", "A position held by volunteers of the VDP near Djibo was attacked by gunmen on Tuesday; two volunteers died.", {"initiator": "unidentified-armed-group-bf"}),  # noqa: E501
        ("en", "Malian soldiers, supported by Dozo hunters, killed nine fighters in Songho on Tuesday.", {"initiator": "military-forces-ml"}),  # noqa: E501
        ("fr", "Des soldats ont abattu mardi onze villageois à Songho, au Mali, après le passage de jihadistes.", {"initiator": "military-forces-ml", "target": "civilians-ml"}),  # noqa: E501
        ("en", "An army post at Songho, Mali, attacked from the river on Tuesday. Three soldiers killed.", {"target": "military-forces-ml", "initiator": None}),  # noqa: E501
        ("fr", "Songho (Mali) : mardi, convoi de l'armée malienne attaqué près de Bankass. Trois soldats tués.", {"target": "military-forces-ml", "initiator": None}),  # noqa: E501
        ("en", "A Malian army lorry struck a pressure-plate IED near Songho on Tuesday. Two soldiers died.", {"target": "military-forces-ml", "initiator": None}),  # noqa: E501
        ("en", "Malian soldiers, backed by white men in masks, executed nine herders in Songho on Tuesday.", {"initiator": "military-forces-ml"}),  # noqa: E501
        ("fr", "Des soldats maliens, appuyés par des hommes blancs masqués, ont exécuté neuf bergers mardi à Songho.", {"initiator": "military-forces-ml"}),  # noqa: E501
        ("en", "Mali's army destroyed a terrorist logistics base near Songho, Mali, on Tuesday and killed a dozen fighters.", {"target": "unidentified-armed-group-ml"}),  # noqa: E501
        ("en", "Boko Haram fighters kill 15 soldiers in Songho, Mali, on Tuesday, then flee.", {"target": "military-forces-ml", "initiator": "jas"}),  # noqa: E501
        ("en", "Nigerian troops foiled an attack on Gajiram on Tuesday, killing 14 terrorists.", {"initiator": "unidentified-armed-group-ng", "target": "military-forces-ng"}),  # noqa: E501
        ("fr", "L'armée malienne a repoussé mardi une attaque du JNIM contre le camp de Songho, au Mali.", {"initiator": "jnim", "target": "military-forces-ml"}),  # noqa: E501
        ("fr", "L'armée malienne a déjoué une attaque à Songho mardi, tuant douze assaillants.", {"target": "military-forces-ml"}),  # noqa: E501
        ("fr", "Une position tenue par les VDP près de Djibo a été attaquée mardi par des hommes armés ; deux VDP sont morts.", {"initiator": "unidentified-armed-group-bf"}),  # noqa: E501
    ],
)  # fmt: skip
def test_who_acted_is_told_from_who_was_there(language: str, text: str, roles: dict[str, str]):
    incident = read(text, language)[0]
    found = {actor.role: actor.actor_id for actor in reversed(incident.actors)}
    assert {role: found.get(role) for role in roles} == roles


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "The raid on Songho, Mali, killed four traders on Monday, said a mayor reached by telephone on Wednesday.", 11),  # noqa: E501
        ("en", "The ministry said on Wednesday that nine soldiers were killed and four hurt a day earlier when gunmen attacked a post in Songho, Mali.", 12),  # noqa: E501
        ("en", "A reporter quoted sources on Wednesday as saying that gunmen killed nine herders in Songho, Mali, on Monday.", 11),  # noqa: E501
        ("en", "Bandits killed four traders in Songho on Monday; the mayor spoke to us on the telephone yesterday.", 11),  # noqa: E501
        ("en", "Four traders killed in Songho\n\nThe shops were still open on Monday when the gunmen came, their widows recall.", 11),  # noqa: E501
        ("fr", "Quatre commerçants ont été tués lundi à Songho, a dit un élu joint par téléphone mercredi.", 11),
        ("fr", "Des hommes armés ont tué quatre commerçants à Songho lundi. Le ministère l'a démenti dans un courrier daté du 12 mars.", 11),  # noqa: E501
        ("en", "Bandits stormed Songho Sunday night breaking Monday, March 11, killing four traders.", 10),
        ("fr", "Quatre commerçants tués à Songho\n\nLes échoppes étaient encore ouvertes, lundi, à l'arrivée des pick-up.", 11),  # noqa: E501
    ],
)  # fmt: skip
def test_the_day_is_that_of_the_deed_and_not_of_its_telling(language: str, text: str, day: int):
    assert read(text, language)[0].date.start == date(2024, 3, day)


def test_the_night_between_two_numbered_days_is_the_latest_one():
    (hit,) = find_dates(Words("Dans la nuit du 13 au 14, des tirs ont retenti."), "fr")
    value = resolve_hit(hit, published=date(2024, 3, 31), event=None)
    assert (value.start, value.end) == (date(2024, 3, 13), date(2024, 3, 14))
    assert resolve_hit(hit, published=None, event=None).start is None


@pytest.mark.parametrize("text", ["la nuit du 13 au 16", "la nuit du 13 au marché", "the night of 40 to 41"])
def test_other_numbers_after_a_night_are_no_days(text: str):
    assert not [hit for hit in find_dates(Words(text), "fr") if hit.kind == "night"]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("COMMUNIQUÉ\n\nL'armée a repoussé une attaque à Djibo.\n\nFait à Ouagadougou, le 10 mai 2023\n", date(2023, 5, 10)),  # noqa: E501
        ("DAILY ALERT | SAHEL | Mon 25 Oct 2021, 0700Z\n\nGunmen killed two men near Djibo, a source said.\n", date(2021, 10, 25)),  # noqa: E501
        ("Situation in Soum\nAs of 18 September 2020, 6 p.m.\n\nGunmen killed two men near Djibo, a source said.\n", date(2020, 9, 18)),  # noqa: E501
        ("Looking back\n\nThe work was done at Djibo by masons who had come in May 2020 and left on 3 June 2020, they said.\n", None),  # noqa: E501
    ],
)  # fmt: skip
def test_a_signature_a_title_and_a_stamp_date_a_text(text: str, published: date | None):
    assert read_article(text).published == published


def test_months_of_a_report_are_read_under_the_period_of_its_heading():
    text = (
        "Abuses in three districts of Mali\nHalf-yearly note, July to December 2023\n\n"
        "2.1. In late July, soldiers executed 14 men in the hamlet of Songho.\n\n"
        "2.2. In September, jihadists abducted nine women near Bankass.\n\n"
        "2.3. In October, gunmen killed seven herders in the village of Diallassagou.\n"
    )
    incidents = summarise(EN + "\n\n" + text).incidents
    assert [incident.date.partial for incident in summarise(text).incidents] == ["2023-07", "2023-09", "2023-10"]
    assert {incident.role for incident in incidents} == {"reported"}


@pytest.mark.parametrize(
    "head",
    ["Period: Mon 04 - Sun 10 March 2019", "Period: 4-10 March 2019", "Week: Monday 4 to Sunday 10 March 2019",
     "Weekly security bulletin – Centre-Nord, 4–10 March 2019"],
)
def test_days_of_a_bulletin_are_read_under_its_period(head: str):
    text = (
        f"WEEKLY BULLETIN\n{head}\n\n1. MALI. 05 March. Gunmen killed four traders in the village of Songho.\n\n"
        "2. MALI. 07 March. Gunmen abducted two women near Bankass.\n"
    )
    assert [incident.date.start for incident in summarise(text).incidents] == [date(2019, 3, 5), date(2019, 3, 7)]


@pytest.mark.parametrize(
    ("imprint", "day"), [("(Bamako, livraison d'avril 2016)", date(2016, 4, 4)), ("(Bamako, la rédaction)", None)]
)
def test_days_of_an_essay_are_read_under_its_imprint(imprint: str, day: date | None):
    text = f"Billet\n\nLundi 4 avril, des hommes armés ont tué deux bergers au village de Songho.\n\n{imprint}\n"
    assert [incident.date.start for incident in summarise(text).incidents] == [day]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "Une patrouille de l'armée est tombée mardi dans une embuscade près de Bankass, faisant quatre morts. "
            "Mercredi à l'aube, une frappe de l'armée a tué une dizaine de terroristes.",
        ),
        (
            "en",
            "An army patrol was ambushed near Bankass on Tuesday and four soldiers were killed. "
            "At dawn on Wednesday an air strike killed ten terrorists.",
        ),
    ],
)
def test_a_strike_on_a_later_day_is_an_incident_of_its_own(language: str, text: str):
    assert [incident.date.start for incident in read(text, language)] == [date(2024, 3, 12), date(2024, 3, 13)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen killed four traders in Songho on Monday. A guard said that a fifth man had died that night."),
        ("fr", "Des hommes armés ont tué quatre commerçants lundi à Songho. Un garde est mort cette nuit-là."),
        (
            "fr",
            "Des hommes armés ont tué quatre commerçants lundi à Songho. En février dernier, à Bankass, l'armée "
            "comptait un blessé avant d'avouer, quinze jours plus tard, la mort de deux soldats.",
        ),
    ],
)
def test_a_day_counted_from_another_opens_no_news(language: str, text: str):
    assert [i.date.start for i in read(text, language) if i.role == "reported"] == [date(2024, 3, 11)]
