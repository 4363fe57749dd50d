"""Title, publisher, publication date and credits: each only where the article states it."""

from __future__ import annotations

from datetime import date

import pytest
from seeds import FOLDER

from sahelsum.reading import read

BODY = (
    "Gunmen attacked a village near Kaya late on Sunday, killing at least eleven people, two residents said.\n\n"
    "The attackers came on motorbikes and stayed for an hour, one of the residents said by telephone.\n"
)
TITLE = "Eleven killed in night raid near Kaya"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Jul 01, 2025", date(2025, 7, 1)),
        ("July 1st, 2025", date(2025, 7, 1)),
        ("Tuesday, 1 July 2025 10:30 GMT", date(2025, 7, 1)),
        ("mardi 1er juillet 2025", date(2025, 7, 1)),
        ("2025-07-01T10:30:00Z", date(2025, 7, 1)),
        ("12.03.2024", date(2024, 3, 12)),
        ("Saturday 17 February 2018. All times GMT; Kaya is on GMT", date(2018, 2, 17)),
        ("News Desk / A. Traoré / 2nd July 2025", date(2025, 7, 2)),
        ("By Awa Kane | 4 February 2022", date(2022, 2, 4)),
        ("June 14, 2022 5:10 PM Updated 3 hours ago", date(2022, 6, 14)),
        ("Covering 8-14 September 2025. Published 15 September 2025.", date(2025, 9, 15)),
        ("Published: 12 March 2024", date(2024, 3, 12)),
        ("Publié le 12/03/2024 à 10h", date(2024, 3, 12)),
        ("Publié le 12/03/2024 à 10h - Mis à jour le 14/03/2024", date(2024, 3, 12)),
        ("Posted by admin on 03/25/2024", date(2024, 3, 25)),
        ("Bamako, 3 August 2023", date(2023, 8, 3)),
        ("Niamey, le 14 déc. 2019 (ANP)", date(2019, 12, 14)),
        ("Dimanche 4 août 2024 – Par la rédaction", date(2024, 8, 4)),
    ],
)
def test_a_masthead_date_is_the_publication_date(line: str, day: date):
    article = read(f"{TITLE}\n\n{line}\n\n{BODY}")
    assert (article.published, article.published_basis) == (day, "stated")
    assert article.published_span is not None
    assert article.text[article.published_span.start : article.published_span.end] in line
    assert article.title == TITLE


@pytest.mark.parametrize(
    "dateline", ["OUAGADOUGOU, 12 mars 2024 (AIB) - ", "BAMAKO, Mali, Nov 9, 2018 (Wire) — ", "Niamey, 3 oct 2023 – "]
)
def test_a_dateline_with_a_year_is_a_publication_date(dateline: str):
    assert read(f"{TITLE}\n\n{dateline}{BODY}").published is not None


@pytest.mark.parametrize(
    "story",
    [
        "Gunmen attacked seven towns on 1 July 2025.",
        "On 1 July 2025, gunmen attacked seven towns in the west of the country, the army said.",
        "Le 1er juillet 2025, des hommes armés ont attaqué sept villes de l'ouest du pays.",
        "BAMAKO, July 1 (AFP) - Gunmen attacked seven towns in the west of the country, the army said.",
        "The attack of 1 July 2025 - the third in a month - has shaken the west of the country.",
        "Gunmen attacked seven towns on Tuesday, the army said in a statement published on 1 July 2025.",
        "Published on 1 July 2025, the report lists seven attacks in the west of the country since the coup.",
        "Dans un communiqué publié le 12/03/2024, l'armée dit avoir repoussé une attaque dans l'ouest du pays.",
    ],
)
def test_a_date_of_the_story_is_not_the_publication_date(story: str):
    article = read(f"{TITLE}\n\n{story}\n\n{BODY}")
    assert (article.published, article.published_basis) == (None, None)


def test_the_headings_of_a_chronology_are_not_publication_dates():
    assert read(f"{TITLE}\n\n1 July 2025\n\n{BODY}\n3 July 2025\n\n{BODY.upper()}").published is None


def test_an_incident_sheets_date_is_not_its_publication():
    assert read(f"{TITLE}\nDate: 1 July 2025\nLocation: Kaya\n\n{BODY}").published is None


def test_a_front_matter_gives_title_and_date():
    article = read(f"---\ntitle: {TITLE}\ndate: 2025-07-01\n---\n\n{BODY}")
    assert (article.title, article.published) == (TITLE, date(2025, 7, 1))


@pytest.mark.parametrize(
    "head",
    [
        TITLE,
        f"World\n\n{TITLE}",
        f"NewsSite.com - All the news\n{TITLE}",
        f"Home > Africa > Burkina Faso\n{TITLE}",
        f"BURKINA FASO\n{TITLE}",
        f"THE KAYA HERALD\n{TITLE}",
        f"# {TITLE}",
        f"**{TITLE}**",
        f"By Awa Kane\n\n{TITLE}",
        f"{TITLE} - RFI",
        f"We use cookies to improve your visit. [Accept]\n\n{TITLE}",
        f"Home | World | Politics\n{TITLE}",
    ],
)
def test_the_headline_is_found_under_what_stands_over_it(head: str):
    article = read(f"{head}\n\n{BODY}")
    assert article.title == TITLE
    assert article.title_span is not None
    assert article.text[article.title_span.start : article.title_span.end] == TITLE


def test_a_headline_with_a_full_stop_is_known_by_the_byline_below():
    assert read(f"{TITLE}.\n\nBy Awa Kane\n\n{BODY}").title == f"{TITLE}."


@pytest.mark.parametrize(
    "text", [BODY, BODY + "\nWhat the army says\n\n" + BODY.upper(), "Eleven killed near Kaya", "Kaya"]
)
def test_a_text_without_a_headline_has_no_title(text: str):
    assert read(text).title is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{TITLE}\nBy Awa Kane, Reuters\n\n{BODY}", "Reuters"),
        (f"{TITLE}\nKaya Tribune Desk / Awa Kane / 2nd July 2025\n\n{BODY}", "Kaya Tribune"),
        (f"FasoNews.net - L'info en continu\n{TITLE}\n\n{BODY}", "FasoNews.net"),
        (f"THE KAYA HERALD\n{TITLE}\n\n{BODY}", "THE KAYA HERALD"),
        (f"{TITLE} - RFI\n\n{BODY}", "RFI"),
        (f"{TITLE}\n\n{BODY}\n© 2024 Kaya Libre. Tous droits réservés.", "Kaya Libre"),
        (f"{TITLE}\nPar la rédaction\n\n{BODY}", None),
        (f"{TITLE}\nKaya, 2 July 2025 (AFP)\n\n{BODY}", None),
        (f"{TITLE}\n\n{BODY}\nThe junta suspended Radio Omega and RFI in March, and Le Monde in April.", None),
    ],
)
def test_the_publisher_is_the_outlet_that_names_itself(text: str, name: str | None):
    assert read(text).publisher == name


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("BAMAKO (AFP) - Gunmen attacked a town in the west of the country.", ["AFP"]),
        ("One resident told AFP that the camp had burned.", ["AFP"]),
        ("Le camp a brûlé, a déclaré jeudi à l'AFP un habitant de la ville.", ["AFP"]),
        ("Selon RFI, douze soldats ont été tués dans cette attaque.", ["RFI"]),
        ("Local media, quoting Reuters, put the toll at nine on Tuesday.", ["Reuters"]),
        ("Al Jazeera reported that the town was calm again by Monday.", ["Al Jazeera"]),
        ("All rights reserved. Copyright Agence France-Presse. Do not copy.", ["AFP"]),
        ("LOME, 3 March (Savanna Press) - Gunmen attacked a town in the north.", ["Savanna Press"]),
        ("LOME, 3 March (SVP) - Gunmen attacked a town in the north.", ["SVP"]),
        ("Lomé, 3 mars 2024 (SVP) - Mardi, 07h50", ["SVP"]),
        ("Twelve dead near Mora, 3 of them girls (JAS) - what we know", []),
        ("The junta suspended RFI and France 24 in March 2022 over a broadcast.", []),
        ("Les autorités ont suspendu RFI et accusé la chaîne de manipulation.", []),
        ("An AP-based rifle and a dw of lesser size were found on the site.", []),
    ],
)
def test_a_credit_is_an_outlet_that_the_words_make_a_source(sentence: str, names: list[str]):
    article = read(f"{TITLE}\n\n{sentence}\n\n{BODY}")
    assert [credit.name for credit in article.credits] == names
    assert all(article.text[credit.start : credit.end].strip() for credit in article.credits)


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the seeds are not in the repository")
@pytest.mark.parametrize(
    ("seed", "begins", "day", "noise", "repeated"),
    [
        ("000", "Jihadists attack string", date(2025, 7, 1), ["OroraTec", "prior written consent", "/kjm"], False),
        ("001", "Militant jihadists carry out", date(2025, 7, 2), ["Leave a Reply", "email address"], False),
        ("002", None, None, [], False),
        ("003", "Jihadist Attacks Escalate", None, ["Article text:"], True),
        ("004", "Mali kills 80 militants", None, ["060 011 021 11", "hit counter", "About admin"], False),
    ],
)
def test_the_five_seeds(seed: str, begins: str | None, day: date | None, noise: list[str], repeated: bool):
    article = read(next(iter(FOLDER.glob(f"{seed}_*.txt"))))
    assert (article.title or "").startswith(begins or "")
    assert (article.title is None) == (begins is None)
    assert (article.published, article.language) == (day, "en")
    furniture = " ".join(article.text[m.start : m.end] for m in article.marks if m.kind == "boilerplate")
    assert [phrase for phrase in noise if phrase not in furniture] == []
    again = sum(mark.end - mark.start for mark in article.marks if mark.kind == "repeat")
    assert (again > 0.35 * len(article.text)) == repeated
    assert not [mark for mark in article.marks if mark.kind == "suspect"]
