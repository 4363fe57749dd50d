"""Which way an outcome word looks for its people: `killed 12` to the right, `12 were killed` to the left.

Told by auxiliaries, endings and what stands beside the word; a word in the accents of the text, for « tue » and
« tué » are two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sahelsum.article import Span
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.tolls.scan import Scan
from sahelsum.rules.tolls.words import (
    ADVERBS,
    BE,
    DETERMINERS,
    HAVE_EN,
    HAVE_FR,
    INTRANSITIVE,
    LINKS,
    MODALS,
    NOMINAL,
    OF,
    listed,
)
from sahelsum.words import Hit

Side = Literal["left", "right"]
_NOUNS_EN = (
    "casualt", "loss", "victim", "fatalit", "prisoner", "detainee", "refugee", "hostages", "captives", "injuries",
    "injury", "wounds",
)  # fmt: skip
_NOUNS_FR = ("victime", "perte", "prisonni", "otage", "detenu", "refugie", "blessure")
_REMAINS_FR = ("vie", "corps", "cadavre", "depouille", "deces")
_STATES_EN = listed("missing dead hostage captive prisoner")
_TAKING = listed("took taking take shooting shot holding")
_SUFFER = listed("sustained suffered sustaining suffering with received avec subi souffrant presentant")
_PARTICIPLES = ("e", "es", "ee", "ees")
_PAST_EN = ("ed", "n", "t", "d")
_IRREGULAR = (
    "abattu", "mort", "disparu", "pris", "peri", "mis", "mise", "fui", "rendu", "detenu", "fait", "secouru", "perdu",
    "hors",
)  # fmt: skip
_THE = listed("the these those les des ces aux leurs its their")
_TOLL = listed("toll tolls")
_LIFE = listed("lives life vie")
_TO = listed("a au aux")


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around an outcome word: `helper` is the word before it, adverbs passed over, `follower` the next."""

    hit: Hit[str]
    before: int | None
    helper: str
    follower: str
    has_object: bool


def looks(scan: Scan, sentence: Sentence, hit: Hit[str], starts: set[int]) -> Side | None:
    """Where the people of outcome word `hit` stand, or null; `starts` are the first words of counted people."""
    around = _setting(scan, sentence, hit, starts)
    last, is_passive = scan.folded[hit.last - 1], around.helper in BE
    if last in _TOLL:
        return "right"
    if last in _LIFE and not scan.folded[hit.first].startswith(INTRANSITIVE):
        return "right" if around.follower in OF | _TO else None
    if not is_passive and (is_nominal(scan, hit) or (around.follower in OF and hit.last + 1 in starts)):
        return "right"
    if hit.last - hit.first == 1 and hit.first > sentence.first and scan.folded[hit.first - 1] in _THE:
        return None  # `the wounded`, « les morts »: a noun
    return _looks_fr(scan, around) if scan.is_french else _looks_en(scan, sentence, around)


def _setting(scan: Scan, sentence: Sentence, hit: Hit[str], starts: set[int]) -> Setting:
    before = _previous(scan, sentence, hit.first)
    helper = scan.folded[before] if before is not None else ""
    follower = scan.folded[hit.last] if hit.last < sentence.last and not scan.gap(hit.last) else ""
    return Setting(hit, before, helper, follower, _has_object(scan, sentence, hit.last, starts))


def _looks_en(scan: Scan, sentence: Sentence, around: Setting) -> Side | None:
    hit, helper = around.hit, around.helper
    word, last = scan.folded[hit.first], scan.folded[hit.last - 1]
    if word.startswith(_NOUNS_EN):
        return "left" if _suffers(scan, hit) else None
    if word.startswith(INTRANSITIVE) or last in _STATES_EN:
        is_taking = word in _TAKING and helper not in BE and around.has_object
        return "right" if is_taking else "left"
    if helper in BE or word == "to":  # `hacked to death`
        return "left"
    is_active = word.endswith("ing") or helper in HAVE_EN or helper in MODALS or helper == "to"
    if is_active or around.has_object or _is_named(scan, sentence, hit.last):
        return "right"
    return "left" if word.endswith(_PAST_EN) or last in ("down", "dead", "death") else None


def _looks_fr(scan: Scan, around: Setting) -> Side | None:
    hit, helper = around.hit, around.helper
    at = _key(scan, hit)
    word, folded = scan.raw(at), scan.folded[at]
    if folded in ("se", "s", "n", "ete") or (folded.startswith("otage") and scan.folded[max(hit.first - 1, 0)] == "en"):
        return "left"
    if folded.startswith(_REMAINS_FR) or (folded.startswith(_NOUNS_FR) and helper not in BE):
        return "left" if _suffers(scan, hit) else None
    if helper in BE or folded.startswith(INTRANSITIVE):
        return "left"
    has = helper in HAVE_FR and around.before is not None and scan.raw(around.before) != "à"
    is_past = folded.endswith(_PARTICIPLES) or folded.startswith(_IRREGULAR)
    if not is_past and not has and not word.endswith(("ant", "ent", "er")):
        return "right" if around.has_object else None
    # « tue », « enlève » are a present tense, « tuée » is not.
    is_present = word.endswith("e") and not word.endswith("ée") and not folded.startswith(_IRREGULAR)
    has_object = around.has_object and not folded.startswith("mort")
    return "right" if has or word.endswith(("ant", "ent", "er")) or is_present or has_object else "left"


def _previous(scan: Scan, sentence: Sentence, first: int) -> int | None:
    """The word before `first`, adverbs passed over, or null at a break."""
    at = first
    while at > sentence.first and first - at < 4 and scan.gap(at) != "stop":
        at -= 1
        if scan.folded[at] not in ADVERBS:
            return at
    return None


def _key(scan: Scan, hit: Hit[str]) -> int:
    """The word of the phrase that bears the ending: « légèrement touchés », « pris en otage »."""
    return next((at for at in range(hit.first, hit.last - 1) if not scan.folded[at].endswith("ment")), hit.last - 1)


def _has_object(scan: Scan, sentence: Sentence, at: int, starts: set[int]) -> bool:
    """Whether people follow the word at once: a number, or a noun over articles."""
    for after in range(at, min(at + 4, sentence.last)):
        if scan.gap(after):
            return False
        noun = scan.nouns.get(after)
        if after in starts or (noun is not None and not noun.is_body):
            return after in starts or (noun is not None and not noun.is_thing)
        word = scan.folded[after]
        if (word not in DETERMINERS and word not in LINKS) or (word in OF and after == at):
            return False
    return False


def _is_named(scan: Scan, sentence: Sentence, at: int) -> bool:
    """Whether a proper name follows at once (`killed Captain Sow and two of his men`), no day and no place."""
    if at >= sentence.last or scan.gap(at) or not scan.words.text[scan.words.starts[at]].isupper():
        return False
    span = Span(scan.words.starts[at], sentence.end)
    taken = {hit.first for hit in scan.view.within(scan.view.dates, span)}
    taken |= {hit.first for hit in scan.view.within(scan.view.places, span)}
    return scan.words.text[scan.words.starts[at - 1]].islower() and at not in taken


def is_nominal(scan: Scan, hit: Hit[str]) -> bool:
    """Whether the word is a noun with its people behind it: `the death of`, « l'enlèvement des »."""
    follower = scan.folded[hit.last : hit.last + 1]
    return scan.folded[hit.first].startswith(NOMINAL) and bool(OF.intersection(follower))


def is_noun(scan: Scan, hit: Hit[str]) -> bool:
    """Whether the word is a noun such as `victims`."""
    return scan.folded[hit.first].startswith(_NOUNS_FR if scan.is_french else _NOUNS_EN)


def _suffers(scan: Scan, hit: Hit[str]) -> bool:
    return bool(_SUFFER.intersection(scan.folded[max(0, hit.first - 4) : hit.first]))
