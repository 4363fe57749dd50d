"""Press articles about armed conflict in the Sahel as structured records, every fact tied to the words that say it.

The public names are imported when first used, so that `sahelsum --help` starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sahelsum.article import Article
    from sahelsum.batching.batch import batch
    from sahelsum.corroboration.whole import corroborate
    from sahelsum.dossier import Dossier
    from sahelsum.errors import SahelsumError
    from sahelsum.evaluation import score
    from sahelsum.pipeline import summarise
    from sahelsum.reading import read
    from sahelsum.record import Record

__all__ = ["Article", "Dossier", "Record", "SahelsumError", "batch", "corroborate", "read", "score", "summarise"]

_HOMES = {
    "Article": "article",
    "Dossier": "dossier",
    "Record": "record",
    "SahelsumError": "errors",
    "batch": "batching.batch",
    "corroborate": "corroboration.whole",
    "read": "reading",
    "score": "evaluation",
    "summarise": "pipeline",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'sahelsum' has no attribute {name!r}")
    value = getattr(import_module(f"sahelsum.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
