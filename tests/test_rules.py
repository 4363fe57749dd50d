"""What the rules make of one happening or several: told apart, dated, placed, and given their parties and kinds.

Every text is invented. The tables go through the whole of `summarise`, since a reader meets only records.
"""

from __future__ import annotations

from datetime import date

import pytest

from sahelsum.errors import LanguageError
from sahelsum.incident import Incident
from sahelsum.pipeline import summarise

PUBLISHED = date(2024, 3, 14)  # a Thursday

EN = "The text that follows was written for a test of the rules and reports nothing that has ever happened. "
FR = "Le texte qui suit a été écrit pour un essai des règles et ne rapporte rien qui se soit jamais produit. "


def read(text: str, language: str = "en") -> tuple[Incident, ...]:
    return summarise((EN if language == "en" else FR) + "\n\n" + text, published=PUBLISHED).incidents


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "Gunmen ambushed an army patrol near Djibo on Tuesday, killing six soldiers.", "Armed clash"),
        ("en", "Gunmen on motorcycles attacked the village of Solhan on Tuesday and killed 12 villagers.", "Attack"),
        ("en", "Five people were killed on Monday when their bus hit a landmine near Boni in central Mali.", "Remote explosive/landmine/IED"),  # noqa: E501
        ("en", "A Nigerien army drone strike killed nine civilians in Dargol on Sunday, residents said.", "Air/drone strike"),  # noqa: E501
        ("en", "Bandits abducted 23 pupils from a school in Kankara on Wednesday.", "Abduction/forced disappearance"),
        ("en", "A suicide bomber blew himself up at a mosque in Maiduguri on Monday, killing seven worshippers.", "Suicide bomb"),  # noqa: E501
        ("en", "Eleven Boko Haram fighters surrendered to the army in Bama on Tuesday.", "Agreement"),
        ("en", "Police arrested six suspects in Sokoto on Tuesday.", "Arrests"),
        ("en", "Mortar shells were fired at the camp in Timbuktu on Sunday, wounding two soldiers.", "Shelling/artillery/missile attack"),  # noqa: E501
        ("fr", "Des hommes armés ont tendu mardi une embuscade à une patrouille de l'armée près de Djibo, tuant six soldats.", "Armed clash"),  # noqa: E501
        ("fr", "Douze villageois ont été tués mardi lors d'une attaque contre le village de Solhan.", "Attack"),
        ("fr", "Cinq personnes ont été tuées lundi quand leur car a sauté sur une mine près de Boni.", "Remote explosive/landmine/IED"),  # noqa: E501
        ("fr", "Une frappe de drone de l'armée a tué neuf civils dimanche à Dargol, selon des habitants.", "Air/drone strike"),  # noqa: E501
        ("fr", "Des hommes armés ont enlevé mercredi quatre enseignants à Sanam.", "Abduction/forced disappearance"),
        ("fr", "Onze combattants de Boko Haram se sont rendus mardi à l'armée à Mora.", "Agreement"),
        ("fr", "La gendarmerie a interpellé mardi six suspects à Dapaong.", "Arrests"),
        ("fr", "L'armée a neutralisé mardi trois engins explosifs près de Ténenkou.", "Disrupted weapons use"),
    ],
)  # fmt: skip
def test_the_kind_follows_from_what_was_done_to_whom(language: str, text: str, kind: str):
    (incident,) = read(text, language)
    assert incident.sub_event_type == kind
    assert incident.role == "reported"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ministers warned that jihadists could attack towns near the coast and vowed to prevent new attacks."),
        ("en", "For more than a decade Mali has faced attacks by armed groups that have killed thousands of people."),
        ("en", "The group has claimed several other attacks in recent months in Mali, Niger and Burkina Faso."),
        ("en", "In the exercise, a fictitious column of soldiers loses 30 men in an ambush north of Kandi."),
        ("en", "The union called a strike after talks on pay failed in Bamako on Tuesday."),
        ("fr", "Les ministres craignent que des jihadistes puissent attaquer des villes côtières et veulent prévenir toute attaque."),  # noqa: E501
        ("fr", "Depuis 2012, le Mali est en proie à des attaques de groupes armés qui ont fait des milliers de morts."),
        ("fr", "L'explosion des prix à Niamey inquiète les commerçants, et l'offensive diplomatique se poursuit."),
        ("fr", "Les discussions avec Niamey sont au point mort depuis le coup d'État de juillet 2023 ; 5 000 soldats seront recrutés."),  # noqa: E501
        ("en", "The minister did not mention the kidnapping in Gao on Tuesday, nor did he refer to the army."),
        ("en", "Talks with Niamey have been deadlocked since the coup of July 2023; 5,000 soldiers will be hired."),
        ("fr", "Le sommet s'est ouvert mardi à Nouakchott pour lutter contre le terrorisme."),
    ],
)  # fmt: skip
def test_what_did_not_happen_is_no_incident(language: str, text: str):
    assert read(text, language) == ()


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("en", "Gunmen killed four soldiers in Djibo on Tuesday. A day earlier, an ambush near Arbinda killed two soldiers.", (12, 11)),  # noqa: E501
        ("en", "Gunmen killed four soldiers in Djibo on Tuesday. The attack came two days after a raid killed nine villagers in Arbinda.", (12, 10)),  # noqa: E501
        ("en", "Gunmen killed four soldiers in Djibo on Tuesday. On 2 March, a mine had killed two soldiers near Arbinda.", (12, 2)),  # noqa: E501
        ("fr", "Des hommes armés ont tué quatre soldats à Djibo mardi. La veille, une embuscade près d'Arbinda avait tué deux soldats.", (12, 11)),  # noqa: E501
        ("fr", "Des hommes armés ont tué quatre soldats à Djibo mardi. Le 2 mars, une mine avait tué deux soldats près d'Arbinda.", (12, 2)),  # noqa: E501
    ],
)  # fmt: skip
def test_an_earlier_attack_is_background_with_its_own_day(language: str, text: str, days: tuple[int, int]):
    news, earlier = read(text, language)
    assert (news.role, earlier.role) == ("reported", "background")
    assert (news.date.start, earlier.date.start) == (date(2024, 3, days[0]), date(2024, 3, days[1]))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen killed four soldiers in Djibo on Tuesday. JNIM killed ten troops there in November."),
        ("fr", "Des hommes armés ont tué quatre soldats à Djibo mardi. Le JNIM en avait tué dix en novembre 2023."),
    ],
)
def test_deaths_of_a_month_long_over_are_none_of_the_news(language: str, text: str):
    news, earlier = read(text, language)
    assert [(toll.count.low, toll.outcome) for toll in news.casualties] == [(4, "killed")]
    assert (earlier.role, earlier.date.start, earlier.date.end) == ("background", date(2023, 11, 1), date(2023, 11, 30))
    assert [toll.count.low for toll in earlier.casualties] == [10]


@pytest.mark.parametrize(
    ("language", "text", "initiator"),
    [
        ("en", "Gunmen attacked a market in Djibo on Tuesday, killing ten traders.", "unidentified-armed-group-bf"),
        ("en", "The attack on the army camp in Djibo on Tuesday, in which ten soldiers died, was claimed by JNIM.", "jnim"),  # noqa: E501
        ("en", "Ten soldiers were killed on Tuesday by Boko Haram fighters in Bama, in Borno State.", "jas"),
        ("fr", "Des individus armés non identifiés ont attaqué mardi un marché à Djibo, tuant dix commerçants.", "unidentified-armed-group-bf"),  # noqa: E501
        ("fr", "L'attaque du camp militaire de Djibo, qui a tué dix soldats mardi, a été revendiquée par le GSIM.", "jnim"),  # noqa: E501
        ("fr", "Dix soldats ont été tués mardi par des combattants de Boko Haram à Mora.", "jas"),
    ],
)  # fmt: skip
def test_the_initiator_is_who_the_words_say_and_the_unnamed_stay_unnamed(language: str, text: str, initiator: str):
    (incident,) = read(text, language)
    assert [actor.actor_id for actor in incident.actors if actor.role == "initiator"] == [initiator]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "Gunmen attacked army posts in Djibo, Arbinda and Dori on Tuesday, killing ten soldiers.", ["Djibo", "Arbinda", "Dori"]),  # noqa: E501
        ("en", "Gunmen killed ten villagers in Solhan on Tuesday. The wounded were evacuated to Dori.", ["Solhan"]),
        ("en", "Gunmen killed ten villagers on Tuesday in Zzarbakoy, a village in the Tillabéri region.", ["Zzarbakoy"]),  # noqa: E501
        ("fr", "Des hommes armés ont attaqué mardi des postes à Djibo, Arbinda et Dori, tuant dix soldats.", ["Djibo", "Arbinda", "Dori"]),  # noqa: E501
        ("fr", "Dix villageois ont été tués mardi à Solhan. Les blessés ont été évacués vers Dori.", ["Solhan"]),
        ("fr", "Dix villageois ont été tués mardi dans le village de Zzarbakoy, dans la région de Tillabéri.", ["Zzarbakoy"]),  # noqa: E501
    ],
)  # fmt: skip
def test_the_places_are_where_it_happened(language: str, text: str, names: list[str]):
    (incident,) = read(text, language)
    assert [place.name for place in incident.places] == names


def test_a_place_that_no_gazetteer_lists_is_kept_and_not_guessed():
    (incident,) = read("Gunmen killed ten villagers on Tuesday in Zzarbakoy, a village in the Tillabéri region.")
    (place,) = incident.places
    assert (place.match, place.latitude, place.gazetteer_id) == ("unresolved", None, None)


def test_items_of_a_roundup_are_reported_each_by_itself():
    text = (
        "The week in security\n\n"
        "- On Monday 4 March 2024, gunmen killed three soldiers in Djibo, the army said.\n\n"
        "- On 6 March 2024, a mine killed two farmers near Boni.\n\n"
        "- On 9 March 2024, bandits abducted eight traders in Kankara.\n"
    )
    found = summarise(text, published=PUBLISHED).incidents
    assert [incident.role for incident in found] == ["reported"] * 3
    assert [incident.date.start.day for incident in found if incident.date.start] == [4, 6, 9]
    assert [[place.name for place in incident.places] for incident in found] == [["Djibo"], ["Boni"], ["Kankara"]]


def test_the_day_of_a_statement_is_not_the_day_of_the_attack():
    said = "The army said on Wednesday that gunmen had attacked its camp in Djibo and killed four soldiers."
    (incident,) = read(said)
    assert incident.date.start is None
    assert incident.date.basis == "unresolved"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In a letter of 9 May, the army confirmed that gunmen had killed four men in Djibo."),
        ("fr", "Dans une lettre du 9 mai, l'armée a confirmé que des hommes armés ont tué quatre soldats à Djibo."),
        ("fr", "(Yaoundé, le 7 juillet 2022) – Des hommes armés ont tué quatre soldats à Djibo, selon l'armée."),
    ],
)
def test_the_day_of_a_letter_or_a_dateline_is_not_the_day_of_the_attack(language, text):
    (incident,) = read(text, language)
    assert incident.date.start is None


def test_a_language_that_the_rules_do_not_read_is_refused_in_one_sentence():
    text = "Los soldados fueron atacados el martes por hombres armados en el norte del país, según el gobierno. " * 5
    with pytest.raises(LanguageError, match="English or French"):
        summarise(text)


def test_the_same_article_gives_the_same_record():
    text = "Gunmen killed four soldiers in Djibo on Tuesday, the army said. It was the second attack this month."
    assert summarise(text, published=PUBLISHED) == summarise(text, published=PUBLISHED)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "JNIM fighters attacked the army post at Inates on Tuesday and killed four soldiers.",
         ("attributed", "JNIM fighters", None)),
        ("en", "JNIM fighters attacked the army post at Inates on Tuesday and killed four soldiers, the mayor said.",
         ("attributed", "JNIM fighters", "mayor")),
        ("fr", "L'armée nigérienne annonce avoir bombardé mardi une colonne près d'Inates, tuant dix jihadistes.",
         ("claimed", "armée nigérienne", "armée nigérienne")),
    ],
)  # fmt: skip
def test_who_is_said_to_have_attacked_is_held_responsible(
    language: str, text: str, expected: tuple[str, str, str | None]
):
    (incident,) = read(text, language)
    (blame,) = incident.responsibility
    by = blame.by.name if blame.by else None
    assert (blame.status, incident.actors[blame.actor].name, by) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked the army post at Inates on Tuesday and killed four soldiers.",
        "Police arrested six suspects in Sokoto on Tuesday.",
    ],
)
def test_unnamed_gunmen_and_arrests_are_laid_on_nobody(text: str):
    (incident,) = read(text)
    assert incident.responsibility == ()


def test_a_number_counted_anew_in_the_next_sentence_rests_on_both_sentences():
    (incident,) = read(
        "Gunmen attacked the village of Solhan on Tuesday and killed 12 villagers, the mayor said. "
        "Residents put it at 19."
    )
    told = {toll.count.text: toll for toll in incident.casualties}
    again = told["19"]
    assert (again.outcome, again.group, again.according_to and again.according_to.name) == (
        "killed", "civilians", "Residents",
    )  # fmt: skip
    assert any("killed 12" in evidence.quote and "19" in evidence.quote for evidence in again.evidence)
