"""Which way an outcome word looks for its people: `killed 12` to the right, `12 were killed` to the left.

Told by auxiliaries, endings and what stands beside the word. A word in the future, the conditional or an
infinitive of purpose says nothing happened, nor does a negated one; such words are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from sahelsum.codebook import Outcome
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.tolls_people import People
from sahelsum.rules.tolls_scan import Scan
from sahelsum.rules.tolls_words import ADVERBS, BE, DETERMINERS, HAVE_EN, HAVE_FR, INTRANSITIVE, LINKS, MODALS, NOMINAL, NOT, OF, listed
from sahelsum.rules.view import Span
from sahelsum.words import Hit

_NOUNS_EN = ("casualt", "loss", "victim", "fatalit", "prisoner", "detainee", "refugee", "hostages", "captives", "injuries", "injury", "wounds")
_NOUNS_FR = ("victime", "perte", "prisonni", "otage", "detenu", "refugie", "blessure")
_SUFFER = listed("sustained suffered sustaining suffering with received avec subi souffrant presentant")
_BELIEVED = listed("believed feared reported said thought presumed known understood confirmed")
_PARTICIPLES = ("e", "es", "ee", "ees")
_IRREGULAR = ("abattu", "mort", "disparu", "pris", "peri", "mis", "mise", "fui", "rendu", "detenu", "fait", "secouru", "perdu", "hors")
_WHO = listed("who which that qui")
_THE = listed("the these those les des ces aux leurs its their")
_FOR = listed("pour for contre demand demanded demanding exige exigent reclame reclament afin")
_TOLL = frozenset({"toll", "tolls"})


@dataclass(frozen=True, slots=True)
class Verb:
    """Outcome word `hit` (words `first:last`, several if joined), what it says, and where its people stand.

    `has_auxiliary`: it is the main verb of a passive; `is_real`: it did happen, by these words; a plan, a threat or a negation did not.
    """

    first: int
    last: int
    start: int
    end: int
    outcomes: tuple[Outcome, ...]
    looks: Literal["left", "right"]
    is_past_perfect: bool
    has_auxiliary: bool
    is_real: bool


def verbs_in(scan: Scan, sentence: Sentence, people: list[People]) -> list[Verb]:
    """The outcome words of the sentence that look for people, in order."""
    starts = {one.first for one in people}
    ends = {one.last for one in people}
    inside = {one.said.first for one in people if one.said is not None}
    nouns = {one.said.first for one in people if one.said is not None and one.is_weakly_said}
    found: list[Verb] = []
    for hit in scan.said_in(sentence):
        side = _looks(scan, sentence, hit, starts)
        if side is None or hit.first in nouns or (hit.first in inside and side == "right"):
            continue
        if side == "left" and hit.first in inside and hit.last not in ends and _is_noun(scan, hit):
            continue
        outcome: Outcome = hit.value  # type: ignore[assignment]
        perfect = any(word in ("had", "avait", "avaient") for word in scan.folded[max(0, hit.first - 3) : hit.first])
        helped = hit.first > sentence.first and scan.folded[hit.first - 1] in BE | HAVE_EN | HAVE_FR
        real = _happened(scan, sentence, hit)
        relative = bool(_WHO.intersection(scan.folded[max(sentence.first, hit.first - 4) : hit.first]))
        verb = Verb(hit.first, hit.last, hit.start, hit.end, (outcome,), side, perfect, helped and not relative, real)
        joined = _joined(scan, found[-1], verb, inside) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(verb)
    return found


def _joined(scan: Scan, before: Verb, verb: Verb, inside: set[int]) -> Verb | None:
    """`killed or wounded`, « emmenés puis abattus »: one saying of the same people."""
    between = scan.folded[before.last : verb.first]
    if len(between) not in (1, 2) or between[0] not in ("and", "or", "et", "ou", "puis", "then") or verb.first in inside:
        return None
    if len(between) == 2 and between[1] not in ("then", "puis", "later", "ensuite"):
        return None
    return replace(verb, first=before.first, start=before.start, outcomes=(*before.outcomes, *verb.outcomes),
                   is_past_perfect=before.is_past_perfect, has_auxiliary=before.has_auxiliary,
                   is_real=before.is_real and verb.is_real)  # fmt: skip


def _previous(scan: Scan, sentence: Sentence, first: int) -> int | None:
    """The word before `first`, adverbs passed over, or null at a break."""
    at = first
    while at > sentence.first and first - at < 4:
        if scan.gap(at) == "stop":
            return None
        at -= 1
        if scan.folded[at] not in ADVERBS:
            return at
    return None


def _looks(scan: Scan, sentence: Sentence, hit: Hit[str], starts: set[int]) -> Literal["left", "right"] | None:
    if hit.last - hit.first == 1 and hit.first > sentence.first and scan.folded[hit.first - 1] in _THE and not scan.gap(hit.first):
        if hit.last + 1 not in starts or scan.folded[hit.last] not in OF:
            return "right" if _is_nominal(scan, hit) else None
    follower = scan.folded[hit.last] if hit.last < sentence.last and not scan.gap(hit.last) else ""
    before = _previous(scan, sentence, hit.first)
    if scan.folded[hit.last - 1] in _TOLL:
        return "right"
    if scan.folded[hit.last - 1] in ("lives", "life", "vie") and not scan.folded[hit.first].startswith(INTRANSITIVE):
        return "right" if follower in OF or follower in ("a", "au", "aux") else None
    if follower in OF and hit.last + 1 in starts and not (before is not None and scan.folded[before] in BE):
        return "right"
    nominal = _is_nominal(scan, hit)
    if nominal and not (before is not None and scan.folded[before] in BE):
        return "right"
    if scan.is_french:
        return _looks_fr(scan, sentence, hit, before, starts)
    return _looks_en(scan, sentence, hit, before, starts)


def _looks_en(
    scan: Scan, sentence: Sentence, hit: Hit[str], before: int | None, starts: set[int]
) -> Literal["left", "right"] | None:
    word = scan.folded[hit.first]
    helper = scan.folded[before] if before is not None else ""
    if word.startswith(_NOUNS_EN):
        return "left" if _suffers(scan, hit) else None
    if scan.folded[hit.first].startswith(INTRANSITIVE) or scan.folded[hit.last - 1] in ("missing", "dead", "hostage", "captive", "prisoner"):
        taken = scan.folded[hit.first] in ("took", "taking", "take", "shooting", "shot", "holding") and helper not in BE
        return "right" if taken and _has_object(scan, sentence, hit.last, starts) else "left"
    if word == "to":  # `to death`
        return "left"
    if word.endswith("ing") and helper not in BE:
        return "right"
    if helper in BE:
        return "left"
    if helper in HAVE_EN or helper in MODALS or helper == "to":
        return "right"
    if _has_object(scan, sentence, hit.last, starts) or _is_named(scan, sentence, hit.last):
        return "right"
    return "left" if word.endswith(("ed", "n", "t", "d")) or scan.folded[hit.last - 1] in ("down", "dead", "death") else None


def _looks_fr(
    scan: Scan, sentence: Sentence, hit: Hit[str], before: int | None, starts: set[int]
) -> Literal["left", "right"] | None:
    at = _key(scan, hit)
    word, folded = scan.raw(at), scan.folded[at]
    if folded in ("se", "s") or (folded.startswith("otage") and scan.folded[max(hit.first - 1, 0)] == "en"):
        return "left"
    helper = scan.folded[before] if before is not None else ""
    is_have = helper in HAVE_FR and not (helper == "a" and before is not None and scan.raw(before) != "a")
    intransitive = folded.startswith(INTRANSITIVE)
    if folded.startswith(("vie", "corps", "cadavre", "depouille", "deces")) or (folded.startswith(_NOUNS_FR) and helper not in BE):
        return "left" if _suffers(scan, hit) else None
    if helper in BE or intransitive:
        return "left"
    if is_have or word.endswith(("ant", "ent", "er")):
        return "right"
    if not folded.endswith(_PARTICIPLES) and not folded.startswith(_IRREGULAR):
        return "right" if _has_object(scan, sentence, hit.last, starts) else None
    if word.endswith("e") and not word.endswith("ée") and not folded.startswith(_IRREGULAR):
        return "right"  # « tue », « enlève »: a present tense
    if _has_object(scan, sentence, hit.last, starts) and not folded.startswith("mort"):
        return "right"
    return "left"


def _key(scan: Scan, hit: Hit[str]) -> int:
    """The word of the phrase that bears the ending: « légèrement touchés », « pris en otage »."""
    return next((at for at in range(hit.first, hit.last) if not scan.folded[at].endswith("ment") or at == hit.last - 1), hit.first)


def _has_object(scan: Scan, sentence: Sentence, at: int, starts: set[int]) -> bool:
    """Whether people follow the word at once: a number, or a noun over articles."""
    for after in range(at, min(at + 4, sentence.last)):
        if scan.gap(after):
            return False
        if after in starts:
            return True
        noun = scan.nouns.get(after)
        if noun is not None and not noun.is_body:
            return not noun.is_thing
        if scan.folded[after] not in DETERMINERS and scan.folded[after] not in LINKS:
            return False
        if scan.folded[after] in OF and after == at:
            return False
    return False


def _is_named(scan: Scan, sentence: Sentence, at: int) -> bool:
    """Whether a proper name follows at once (`killed Captain Sow and two of his men`), no day and no place."""
    if at >= sentence.last or scan.gap(at) or not scan.words.text[scan.words.starts[at]].isupper():
        return False
    span = Span(scan.words.starts[at], sentence.end)
    taken = [*scan.view.within(scan.view.dates, span), *scan.view.within(scan.view.places, span)]
    return scan.words.text[scan.words.starts[at - 1]].islower() and all(hit.first != at for hit in taken)


def _is_nominal(scan: Scan, hit: Hit[str]) -> bool:
    """`the death of`, « l'enlèvement des »."""
    follower = scan.folded[hit.last : hit.last + 1]
    return scan.folded[hit.first].startswith(NOMINAL) and bool(OF.intersection(follower))


def _is_noun(scan: Scan, hit: Hit[str]) -> bool:
    return scan.folded[hit.first].startswith(_NOUNS_FR if scan.is_french else _NOUNS_EN)


def _suffers(scan: Scan, hit: Hit[str]) -> bool:
    return any(word in _SUFFER for word in scan.folded[max(0, hit.first - 4) : hit.first])


def may_be(scan: Scan, sentence: Sentence, first: int) -> bool:
    """Whether the number that starts at word `first` is only possible: `could leave 12 dead`, « pourrait faire 12 morts »."""
    for at in range(first - 1, max(first - 5, sentence.first - 1), -1):
        if scan.gap(at + 1):
            return False
        if scan.folded[at] in MODALS and not HAVE_EN.intersection(scan.folded[at:first]):
            return True
    return False


def _happened(scan: Scan, sentence: Sentence, hit: Hit[str]) -> bool:
    """Whether the word says that it did happen, neither planned, possible nor negated."""
    at, first, have = hit.first, hit.first, False
    if _is_nominal(scan, hit) and _FOR.intersection(scan.folded[max(sentence.first, first - 2) : first]):
        return False
    while at > sentence.first and first - at < 5 and scan.gap(at) == "":
        at -= 1
        word = scan.folded[at]
        if word in NOT and scan.folded[max(at - 1, sentence.first)] != "only":
            return _is_zero_subject(scan, sentence, at)
        if word in MODALS:
            return word in ("may", "might") and have
        if word == "to" and not have:
            is_believed = first - at > 1 and scan.folded[max(at - 1, sentence.first)] in _BELIEVED
            return is_believed or _was_managed(scan, sentence, at)
        have = have or word in HAVE_EN
        if word not in BE and word not in HAVE_EN and word not in HAVE_FR and word not in ADVERBS:
            break
    if scan.is_french and scan.raw(hit.first).endswith(("er", "tre", "rir")):
        return _was_managed(scan, sentence, hit.first)
    return True


def _is_zero_subject(scan: Scan, sentence: Sentence, at: int) -> bool:
    """« aucun civil n'a jamais été tué »: the negation belongs to the zero."""
    return any(word in ("aucun", "aucune", "personne", "no", "nobody") for word in scan.folded[max(sentence.first, at - 8) : at])


def _was_managed(scan: Scan, sentence: Sentence, at: int) -> bool:
    """`managed to free 12`, « a permis de neutraliser 12 terroristes », and what is joined to it."""
    return bool(scan.cues_in(max(sentence.first, at - 12), at, "managed"))
