"""Explicit silences: "no death toll was given", « l'armée n'a pas précisé ses pertes ».

An explicit silence is not zero and not nothing (DESIGN.md section 4): it says whose losses are not told and by whom.
Withholding words and a word for losses must stand together in one sentence, so "declined to comment" is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sahelsum.article import Span
from sahelsum.codebook import Group
from sahelsum.rules.sentences import Sentence
from sahelsum.rules.speech import SpeakerHit, speaker_of
from sahelsum.rules.tolls.scan import GROUPS, Scan
from sahelsum.rules.tolls.words import BLOCKS, listed
from sahelsum.rules.view import View
from sahelsum.words import Hit

_BEFORE = 9
_AFTER = 14
_NONE = listed("no aucun aucune pas without sans neither nor ni any")
_BETWEEN = listed(
    "any the on about its own of possible their his her information details numbers number regarding concerning as to "
    "de des d les le la l sur ses leurs son propres eventuelles eventuels informations bilan aucun aucune official "
    "exact potential"
)
_SUBJECT_REACH = 16
_SUBJECT_LINKS = listed("has had have who which qui l")
_Pair = tuple[Hit[str], Hit[str]]
_MANY = 40
"""Hits of one sentence that are looked at: more are no sentence, and time must stay linear."""
_THEIRS = (["its"], ["their"], ["his"], ["ses"], ["leurs"], ["own"], ["propres"])
_ALSO = frozenset({"but", "and", "mais", "et"})
_WITHOUT = frozenset({"without", "sans"})
_PRONOUNS = listed("they it he she il elle ils elles")


@dataclass(frozen=True, slots=True)
class UndisclosedHit:
    """Characters `start:end` that say so; `group` whose losses, `speaker` who keeps them back, if told."""

    start: int
    end: int
    group: Group
    speaker: SpeakerHit | None


def find_undisclosed(view: View, speakers: Sequence[SpeakerHit]) -> list[UndisclosedHit]:
    """The silences of the article, in order; one per sentence and group."""
    scan = Scan(view)
    found: list[UndisclosedHit] = []
    hits = view.table("undisclosed")
    for sentence in view.sentences:
        here = view.within(hits, sentence)[:_MANY]
        if len({hit.value for hit in here} - {"own"}) < 2 and not any(hit.value == "either" for hit in here):
            continue
        for loss, cue in _pairs(scan, here):
            hit = _hit(scan, sentence, (loss, cue), here, speakers)
            if not any(other.end > sentence.start and other.group == hit.group for other in found):
                found.append(hit)
    return found


def _pairs(scan: Scan, hits: Sequence[Hit[str]]) -> list[_Pair]:
    """A word for losses with the withholding words that it goes with."""
    found = []
    for loss in hits:
        if not loss.value.startswith("loss"):
            continue
        cue = next((cue for cue in hits if _goes_with(scan, loss, cue)), None)
        if cue is not None:
            found.append((loss, cue))
    return found


def _goes_with(scan: Scan, loss: Hit[str], cue: Hit[str]) -> bool:
    """Whether the withholding words `cue` are said of `loss`: before it, or behind it."""
    if 0 <= loss.first - cue.last <= _BEFORE:
        between = scan.folded[cue.last : loss.first]
        is_right_after = set(between) <= _BETWEEN and len(between) < 6
        is_told = cue.value in ("active", "either") and (loss.value == "loss" or is_right_after)
        return is_told and "stop" not in scan.gaps(cue.last, loss.first)
    if loss.value != "loss" or not 0 <= cue.first - loss.last <= _AFTER:
        return False
    gaps = scan.gaps(loss.last, cue.first)
    if "stop" in gaps or cue.value not in ("passive", "either", "given", "active"):
        return False
    if cue.value == "given":
        return bool(_NONE.intersection(scan.folded[max(0, loss.first - 4) : loss.first + 1]))
    # « Sur d'éventuelles pertes, le texte reste muet »: turned round, behind a comma.
    return cue.value != "active" or "comma" in gaps


def _hit(
    scan: Scan, sentence: Sentence, pair: _Pair, hits: Sequence[Hit[str]], speakers: Sequence[SpeakerHit]
) -> UndisclosedHit:
    loss, cue = pair
    speaker = _withholder(scan, sentence, pair, speakers)
    own = any(hit.value == "own" and -4 <= hit.first - loss.last <= 8 for hit in hits)
    own = own or scan.folded[loss.first - 1 : loss.first] in _THEIRS
    group = None if own else _told(scan, sentence, loss)
    if group is None:
        group = _side(scan, speaker)
        if group is None and (own or _is_capital(scan, sentence, cue)):
            group = "state_forces"
    start = min(loss.start, cue.start)
    if cue.value == "given":
        none = [at for at in range(max(sentence.first, loss.first - 4), loss.first + 1) if scan.folded[at] in _NONE]
        start = scan.words.starts[none[0]] if none else start
    return UndisclosedHit(start, max(loss.end, cue.end), group or "unknown", speaker)


def _told(scan: Scan, sentence: Sentence, loss: Hit[str]) -> Group | None:
    """The group named with the loss (`casualties among the soldiers`, « pertes militaires ») or at its head."""
    behind = scan.nouns_in(loss.first + 1, min(loss.last + 7, sentence.last))
    near = [noun for noun in behind if noun.group != "unknown"]
    if near and not any(scan.gap(at) == "comma" for at in range(loss.last, near[0].first + 1)):
        return scan.group_of(near[0])
    before = scan.nouns_in(max(sentence.first, loss.first - 3), loss.first)
    if before and before[-1].group != "unknown":
        return scan.group_of(before[-1])
    side = [cue for cue in scan.cues_in(sentence.first, loss.first, "among_group") if cue.last < loss.first]
    nouns = scan.nouns_in(side[0].last, min(side[0].last + 4, sentence.last)) if side else []
    return scan.group_of(nouns[0]) if nouns else None


def _withholder(scan: Scan, sentence: Sentence, pair: _Pair, speakers: Sequence[SpeakerHit]) -> SpeakerHit | None:
    """Who keeps it back: the subject of the withholding words, else who speaks there; nobody for a bare passive."""
    loss, cue = pair
    subject = _subject(scan, sentence, cue)
    if subject is not None and cue.value in ("active", "either"):
        return SpeakerHit(*subject, "actor", "withhold", sentence.start, sentence.end)
    speaker = speaker_of(speakers, cue.start)
    if speaker is None and cue.value == "active" and cue.first > 0 and scan.folded[cue.first - 1] in _PRONOUNS:
        return _spoke_last(scan, sentence, speakers)
    if cue.value == "active":
        return speaker
    is_told = speaker is not None and speaker.scope_start <= loss.start and cue.value != "given"
    return speaker if is_told else None


def _spoke_last(scan: Scan, sentence: Sentence, speakers: Sequence[SpeakerHit]) -> SpeakerHit | None:
    """Whom `they` or « il » means: the last speaker of the two sentences before, else the first actor named there."""
    first = scan.view.sentences[max(0, sentence.index - 2)].start
    spoken = [hit for hit in speakers if first <= hit.scope_start < sentence.start]
    if spoken:
        return spoken[-1]
    before = scan.view.sentences[sentence.index - 1] if sentence.index else sentence
    actor = next(iter(scan.view.within(scan.view.actors, before)), None)
    if actor is None:
        return None
    return SpeakerHit(scan.view.quote(actor), actor.start, actor.end, "actor", "withhold", sentence.start, sentence.end)


def _subject(scan: Scan, sentence: Sentence, cue: Hit[str]) -> tuple[str, int, int] | None:
    """The actor or voice right before the withholding words, or at the head of `confirmed it but gave no …`."""
    is_joined = scan.folded[cue.first - 1] in _ALSO or scan.folded[cue.first] in _WITHOUT
    first = sentence.first if is_joined else max(sentence.first, cue.first - _SUBJECT_REACH)
    actors = scan.view.within(scan.view.actors, Span(scan.words.starts[first], cue.start))
    if not actors:
        return None
    actor = actors[0 if is_joined else -1]
    between = set(scan.folded[actor.last : cue.first])
    is_near = is_joined or (len(between) <= 3 and not (BLOCKS - _SUBJECT_LINKS) & between)
    if not is_near or "stop" in scan.gaps(actor.last, cue.first):
        return None
    return scan.view.quote(actor), actor.start, actor.end


def _is_capital(scan: Scan, sentence: Sentence, cue: Hit[str]) -> bool:
    """`Lomé has published no casualty figures`: the seat of a government stands for it."""
    return any(hit.last == cue.first for hit in scan.view.within(scan.view.places, sentence))


def _side(scan: Scan, speaker: SpeakerHit | None) -> Group | None:
    """The side whose losses a speaker would know: the armed group's, the state's forces'."""
    if speaker is None:
        return None
    reference = scan.view.reference.actors
    # A side is the same in every country, so any will do where the article names none.
    actor = reference.resolve(speaker.name, scan.countries[:1] or ["ML"], None, scan.view.language)
    if actor is None or actor.group not in GROUPS:
        return None
    if actor.group == "civilians" and not actor.party:
        return None
    return "armed_group" if actor.group == "armed_group" else "state_forces"
