"""The card of whatever it is: a record or a dossier."""

from __future__ import annotations

from rich.text import Text

from sahelsum.card import card as record_card
from sahelsum.card.dossier import card as dossier_card
from sahelsum.dossier import Dossier
from sahelsum.record import Record


def card(one: Record | Dossier, width: int = 80) -> Text:
    """The card as rich text, every line at most `width` cells (kept between 40 and 100)."""
    return record_card(one, width) if isinstance(one, Record) else dossier_card(one, width)


def plain(one: Record | Dossier, width: int = 80) -> str:
    """The card without colour."""
    return card(one, width).plain
