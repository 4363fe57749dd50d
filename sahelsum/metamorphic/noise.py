"""Noise: what surrounds an article on a page is put around and into it; its record must not change.

Half of the wordings are known to `data/lexicon/boilerplate.csv` and half are not, so that a list learnt by heart shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from sahelsum.metamorphic.change import Change, Seen, edited, shuffled
from sahelsum.reading.blocks import Block, Page, page
from sahelsum.reading.boilerplate import is_prose

_EN = {
    "cookies": (
        "This website uses cookies to improve your visit.   ACCEPT ALL   |   REFUSE",
        "Our pages remember your visit with the help of small files. Fine by me   |   Let me choose",
    ),
    "share": ("Share   Print   Copy link", "Pass it on: Bluesky / Signal / e-mail a friend"),
    "newsletter": (
        "Subscribe to our newsletter and get the best of our stories by e-mail.",
        "The region in five minutes, at breakfast: leave us your address and we will write to you.",
    ),
    "rights": (
        "© The Daily Lantern. All rights reserved.",
        "Words and pictures belong to this newspaper; ask us before you print them elsewhere.",
    ),
    "advert": (
        "ADVERTISEMENT - Solar fans from 19,000 francs, delivered to your door this week only!",
        "Thirsty fields? Karité pumps, half price until the end of the month. Call our shop, ask for Awa.",
    ),
    "teasers": (
        "READ NEXT\n  Groundnuts: growers hope for a late rain\n  Cup final: the referee explains himself",
        "Chosen for you\n  How a tailor became a mayor\n  The price of onions, explained",
    ),
    "attack": (
        "Read also: Thirty-seven villagers killed in raid on Tin-Akoff market",
        "Read also: Army says 37 fighters killed near Menaka",
    ),
}
_FR = {
    "cookies": (
        "Nous utilisons des cookies pour mesurer notre audience. [Tout accepter] [Paramétrer]",
        "Nos pages se souviennent de votre visite grâce à de petits fichiers. Cela me va   |   Je choisis",
    ),
    "share": ("Partager   Imprimer   Copier le lien", "Faites passer : Bluesky / Signal / courriel à un ami"),
    "newsletter": (
        "Abonnez-vous à notre newsletter et recevez le meilleur de nos articles par courriel.",
        "La région en cinq minutes, au petit déjeuner : laissez-nous votre adresse, nous vous écrirons.",
    ),
    "rights": (
        "© Le Fanal du jour. Tous droits réservés.",
        "Textes et images appartiennent à ce journal ; demandez-nous avant de les reprendre ailleurs.",
    ),
    "advert": (
        "PUBLICITÉ – Ventilateurs solaires dès 19 000 francs, livrés chez vous cette semaine seulement !",
        "Vos champs ont soif ? Pompes Karité, moitié prix jusqu’à la fin du mois. Demandez Awa à la boutique.",
    ),
    "teasers": (
        "À LIRE AUSSI\n  Arachide : on espère une pluie tardive\n  Finale de coupe : l’arbitre s’explique",
        "Choisi pour vous\n  Comment un tailleur est devenu maire\n  Le prix de l’oignon expliqué",
    ),
    "attack": (
        "Lire aussi : Trente-sept villageois tués dans un raid sur le marché de Tin-Akoff",
        "Lire aussi : L’armée dit avoir tué 37 combattants près de Ménaka",
    ),
}
_WORDINGS: Mapping[str, Mapping[str, tuple[str, str]]] = {"en": _EN, "fr": _FR}
Placed = list[tuple[int, str]]
"""Words and where they are put in."""


def noise(seen: Seen) -> Iterator[Change]:
    """Page furniture around the article; between its paragraphs; and a teaser about another attack between them."""
    text, wordings = seen.article.text, _WORDINGS.get(seen.article.language)
    if wordings is None:
        return

    def one(kind: str, variant: int) -> str:
        return shuffled(wordings[kind], f"noise {seen.article.id} {variant}")[0]

    head = f"{one('cookies', 0)}\n{one('share', 0)}\n\n"
    around = [(0, head), (len(text), f"\n\n{one('newsletter', 0)}\n\n{one('rights', 0)}")]
    yield _change(seen, "page furniture before and after the text", around)
    gaps = _gaps(text)
    if not gaps:
        return
    thirds = [gaps[number * len(gaps) // 3] for number in range(3)]
    kinds = ("advert", "newsletter", "share")
    between = [(at, f"\n\n{one(kind, 1)}") for at, kind in zip(thirds, kinds, strict=True)]
    yield _change(seen, "page furniture between the paragraphs", between)
    at, attack = shuffled(gaps, f"noise {seen.article.id}")[0], one("attack", 2)
    teasers = [(at, f"\n\n{attack}"), (len(text), f"\n\n{one('teasers', 2)}")]
    yield _change(seen, f"“{attack}” between two paragraphs", teasers)


def _change(seen: Seen, what: str, placed: Placed) -> Change:
    joined: dict[int, str] = {}
    for at, words in placed:
        joined[at] = joined.get(at, "") + words
    return Change(what, edited(seen.article.text, [(at, at, words) for at, words in joined.items()]), seen.record)


def _gaps(text: str) -> list[int]:
    """Where a paragraph of running text ends and another follows."""
    look = page(text)
    return [one.end for one, after in pairwise(look.blocks) if _is_running(look, one) and _is_running(look, after)]


def _is_running(look: Page, block: Block) -> bool:
    return is_prose(look, block) and not block.bullet and not look.of(block).endswith(":")
