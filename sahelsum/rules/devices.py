"""Explosive devices that are found and made safe: they hurt nobody and are no weapon used."""

from __future__ import annotations

from sahelsum.words import Hit, Words

_MAKES_SAFE = (
    "neutrali", "defus", "desamorc", "demin", "dismantl", "demantel", "disarm", "deactivat", "desactiv", "detect",
)  # fmt: skip
_DESTROYS = ("destroy", "detrui")
_BY = frozenset({"by", "par"})
_BEFORE, _BEHIND = 8, 5


def is_made_safe(words: Words, device: Hit[str]) -> bool:
    """Whether a verb beside `device` makes it safe: 'destroyed two buried bombs', 'mines neutralisées'."""
    for at in range(device.first - 1, max(-1, device.first - 1 - _BEFORE), -1):
        if words.folded[at] in _BY or not words.soft[at + 1]:
            break
        if words.folded[at].startswith(_MAKES_SAFE + _DESTROYS):
            return True
    for at in range(device.last, min(len(words), device.last + _BEHIND)):
        if not words.soft[at]:
            break
        if words.folded[at].startswith(_MAKES_SAFE):
            return True
    return False
