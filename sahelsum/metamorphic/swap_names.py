"""Names of armed groups as they are written: long and short, with their articles, and one put for another."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple, TypeAlias

from sahelsum.fold import fold


class Form(NamedTuple):
    """One form of a name, the articles that it goes with (`the`; `le`, `la`, `les`, `l`; "": none), and every spelling
    of it in a text."""

    name: str
    articles: frozenset[str] = frozenset()
    spellings: frozenset[str] = frozenset()


Forms: TypeAlias = Mapping[bool, Form]
"""How one group is written: its short form (false) and its long one (true), as far as there are."""


def is_long(name: str) -> bool:
    """Whether it is a title (`Islamic State West Africa Province`) and no acronym or proper name."""
    return len(name.split()) >= 3


def _forms(*named: tuple[str, str]) -> Forms:
    return {is_long(name): Form(name, frozenset(articles.split(","))) for name, articles in named}


STAND_INS: Mapping[str, Mapping[str, Forms]] = {
    "en": {
        "jnim": _forms(("JNIM", ""), ("Group to Support Islam and Muslims", "the")),
        "issp": _forms(("ISGS", ""), ("Islamic State in the Greater Sahara", ",the")),
        "iswap": _forms(("ISWAP", ""), ("Islamic State West Africa Province", ",the")),
        "aqim": _forms(("AQIM", ""), ("al Qaeda in the Islamic Maghreb", "")),
        "jas": _forms(("Boko Haram", "")),
        "ansaru": _forms(("Ansaru", "")),
    },
    "fr": {
        "jnim": _forms(("JNIM", "le"), ("Groupe de soutien à l'islam et aux musulmans", "le")),
        "mujao": _forms(("MUJAO", "le"), ("Mouvement pour l'unicité et le jihad en Afrique de l'Ouest", "le")),
        "issp": _forms(("EIGS", "l"), ("État islamique au Grand Sahara", "l")),
        "iswap": _forms(("EIAO", "l"), ("État islamique en Afrique de l'Ouest", "l")),
        "aqim": _forms(("Aqmi", ""), ("Al-Qaïda au Maghreb islamique", "")),
        "jas": _forms(("Boko Haram", "")),
        "ansaru": _forms(("Ansaru", "")),
    },
}
"""Groups that may stand in for another, by language and actor_id; `data/actor_names.csv` has every name."""
OUTLETS = {"jnim": "az-zallaqa", "issp": "amaq", "iswap": "amaq"}
"""The outlet, by its id, that speaks for each of them: it goes with its group."""
OUTLET_NAMES = {"az-zallaqa": "Az-Zallaqa", "amaq": "Amaq"}
_ARTICLE = {
    "en": re.compile(r"\b(the) $", re.IGNORECASE),
    "fr": re.compile(r"\b(le|la|les|du|des|au|aux) $|\b(l)['’]$", re.IGNORECASE),
}
_PLAIN = {"du": "le", "au": "le", "des": "les", "aux": "les"}
_JOINED = {"en": r"\b([Aa]n? )?", "fr": r"\b([Dd]e |[Qq]ue |[Dd]['’]|[Qq]u['’])?"}
"""Words before a name that go with its first letter."""


def written(text: str, spellings: Collection[str], language: str) -> Forms | None:
    """How `text` writes the group that it calls by `spellings`; null where there are two short or two long ones that
    differ by more than capitals, since one name could then not take the place of both."""
    found: dict[bool, Form] = {}
    for name in sorted(spellings, key=lambda name: (name.isupper(), name)):
        first = found.get(is_long(name), Form(name))
        if fold(first.name) != fold(name):
            return None
        befores = (text[: match.start()] for match in re.finditer(_whole([name]), text))
        articles = {_article(before, name, language) for before in befores if not before.endswith("(")}
        found[is_long(name)] = Form(first.name, first.articles | articles, first.spellings | {name})
    return found


def partners(one: Forms, other: Forms, one_else: Forms, other_else: Forms) -> dict[str, str]:
    """Each spelling of two groups in a text with the name that takes its place; `else` has their names where the text
    has none. Empty where articles would no longer fit, or a form has no partner."""
    names: dict[str, str] = {}
    for own, theirs, spare in ((one, other, other_else), (other, one, one_else)):
        for long, form in own.items():
            known = [forms[long] for forms in (theirs, spare) if long in forms]
            if not known or not form.articles <= frozenset().union(*(each.articles for each in known)):
                return {}
            names |= dict.fromkeys(sorted(form.spellings), known[0].name)
            names.setdefault(known[0].name, form.name)
    return names


def swapped(text: str, names: Mapping[str, str], language: str) -> str:
    """`text` with each of `names` changed for its partner, and `a`, `de` and `que` before it as the partner calls for.
    Where names are each other's partners, doing it twice changes nothing."""
    apostrophe = "’" if "’" in text else "'"

    def other(match: re.Match[str]) -> str:
        before, name = match.group(1) or "", names[match.group(2)]
        return f"{_joined(before, name, language, apostrophe)}{name}"

    return re.sub(f"{_JOINED[language]}{_whole(names)}", other, text)


def without(text: str, names: Mapping[str, str]) -> str:
    """`text` without any of `names`."""
    return re.sub(_whole(names), "", text)


def _joined(before: str, name: str, language: str, apostrophe: str) -> str:
    """`a` or `an`, `de ` or `d'`, whichever goes before `name`."""
    if not before:
        return ""
    is_vowel = fold(name)[0] in "aeiou"
    if language == "en":
        return f"{before[0]}n " if is_vowel else f"{before[0]} "
    stem = before.rstrip(" '’").removesuffix("e")
    return f"{stem}{apostrophe}" if is_vowel else f"{stem}e "


def _article(before: str, name: str, language: str) -> str:
    """The article at the end of `before`; the one before an English short form belongs to a noun after it."""
    match = _ARTICLE[language].search(before[-6:])
    if match is None or (language == "en" and not is_long(name)):
        return ""
    article = (match.group(1) or match.group(match.lastindex or 1)).lower()
    return _PLAIN.get(article, article)


def _whole(names: Collection[str]) -> str:
    either = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return rf"(?<!\w)({either})(?!\w)"
