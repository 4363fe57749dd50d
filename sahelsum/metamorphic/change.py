"""A change of an article and what must become of its record: what every check is made of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias, TypeVar

from sahelsum.article import Article
from sahelsum.incident import Incident
from sahelsum.reading import read
from sahelsum.record import Record
from sahelsum.reference import Reference

T = TypeVar("T")
Fields: TypeAlias = dict[str, Any]
"""One part of an incident, as JSON has it."""
MOST = 3
"""Changes of one article by one check, at the most."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An article, the record that a reader made of it, and the reference data."""

    article: Article
    record: Record
    reference: Reference


class Change(NamedTuple):
    """The changed text, `what` was changed in a few words, and the record that must come of it (its offsets and
    quotes are still the old ones: only its facts are compared)."""

    what: str
    text: str
    expected: Record


Check: TypeAlias = Callable[[Seen], Iterator[Change]]
"""Changes of one article, at most MOST and always the same ones; none where the check does not apply."""


def again(text: str, like: Article) -> Article:
    """`text` as an article that is read as `like` was; a publication date that no text states is taken over.

    Raises:
        InputError: it cannot be read as an article.
    """
    kept = like.published if like.published_basis in ("given", "metadata") else None
    return read(text, published=kept, name=like.source)


def edited(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """`text` with each (start, end, new words) put in; none may overlap another."""
    pieces, position = [], 0
    for start, end, words in sorted(edits):
        pieces += [text[position:start], words]
        position = end
    return "".join((*pieces, text[position:]))


def shuffled(items: Iterable[T], seed: str) -> list[T]:
    """The items in an order that looks random and is the same everywhere; `str` has to tell them apart."""
    return sorted(items, key=lambda item: hashlib.sha256(f"{seed}\0{item}".encode()).digest())


def rewritten(record: Record, change: Callable[[Fields], Fields]) -> Record:
    """The record with every part of its incidents, the innermost first, put through `change`."""
    made = (Incident.model_validate(_through(one.model_dump(), change)) for one in record.incidents)
    return record.model_copy(update={"incidents": tuple(made)})


def renamed(record: Record, change: Callable[[str], str]) -> Record:
    """The record with every name as written put through `change`."""
    return rewritten(record, lambda part: part | {key: change(part[key]) for key in ("name", "item") if key in part})


def parts(value: Any) -> Iterator[Fields]:  # noqa: ANN401 - anything that JSON has
    """Every part of a dumped incident or record, however deep."""
    if isinstance(value, dict):
        yield value
    for each in _inside(value):
        yield from parts(each)


def _through(value: Any, change: Callable[[Fields], Fields]) -> Any:  # noqa: ANN401 - anything that JSON has
    if isinstance(value, dict):
        return change({key: _through(each, change) for key, each in value.items()})
    return [_through(each, change) for each in value] if isinstance(value, list | tuple) else value


def _inside(value: Any) -> Sequence[Any]:  # noqa: ANN401 - anything that JSON has
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list | tuple) else ()
