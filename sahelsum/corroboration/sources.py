"""Independent sources: articles that go back to one text, agency or publisher count once.

An article that rewrites a dispatch, or says "according to AFP", adds no witness. One that credits two agencies hangs
on the first of them that others have as well, and does not make the two agencies one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sahelsum.corroboration.passages import Run, shared
from sahelsum.dossier import Kinship, SourceFamily, Tie
from sahelsum.reading.fingerprint import NEAR_COPY, distance

_BLANK = "0" * 16


class Source(NamedTuple):
    """An article as a source. `publisher` and `credits` are (key, name), the key the same for all spellings; `runs` are
    of its text, or of its quotes where the record has no text (`has_text` false)."""

    article: str
    publisher: tuple[str, str] | None
    credits: tuple[tuple[str, str], ...]
    fingerprint: str
    runs: frozenset[Run]
    has_text: bool


@dataclass(frozen=True, slots=True)
class _Found:
    tie: Tie
    one: int
    other: int
    what: str


def families(sources: Sequence[Source]) -> tuple[SourceFamily, ...]:
    """The source families of `sources`, numbered in their order; every source is in one."""
    groups = list(range(len(sources)))
    ties: list[_Found] = []
    for found in (*_copies(sources), *_publishers(sources), *_agencies(sources)):
        if groups[found.one] != groups[found.other]:
            _unite(groups, found)
            ties.append(found)
    for found in _two_agencies(sources, groups):
        if groups[found.one] != groups[found.other]:
            _unite(groups, found)
            ties.append(found)
    return tuple(_families(sources, groups, ties))


def _unite(groups: list[int], found: _Found) -> None:
    kept, gone = sorted((groups[found.one], groups[found.other]))
    groups[:] = [kept if group == gone else group for group in groups]


def _families(sources: Sequence[Source], groups: Sequence[int], ties: Sequence[_Found]) -> Iterator[SourceFamily]:
    for number, group in enumerate(sorted(set(groups)), start=1):
        yield SourceFamily(
            id=f"s{number}", articles=tuple(sources[at].article for at, own in enumerate(groups) if own == group),
            ties=tuple(
                Kinship(tie=found.tie, articles=(sources[found.one].article, sources[found.other].article),
                        what=found.what)
                for found in ties if groups[found.one] == group
            ),
        )  # fmt: skip


def _copies(sources: Sequence[Source]) -> Iterator[_Found]:
    """Copies and rewrites, by their passages; by fingerprint where a record has no text to look at."""
    for share, one, other in shared([source.runs for source in sources]):
        yield _Found("shared_passages", one, other, f"{share:.2f} of the shorter text")
    for one, first in enumerate(sources):
        for other in range(one):
            second = sources[other]
            if (first.has_text and second.has_text) or _BLANK in (first.fingerprint, second.fingerprint):
                continue
            bits = distance(first.fingerprint, second.fingerprint)
            if bits <= NEAR_COPY:
                yield _Found("near_copy", other, one, f"{bits} of 64 bits differ")


def _publishers(sources: Sequence[Source]) -> Iterator[_Found]:
    first: dict[str, int] = {}
    for at, source in enumerate(sources):
        if source.publisher is not None:
            before = first.setdefault(source.publisher[0], at)
            if before != at:
                yield _Found("same_publisher", before, at, source.publisher[1])


def _agencies(sources: Sequence[Source]) -> Iterator[_Found]:
    """Articles that credit one agency and no other, among themselves and with what that agency publishes."""
    own = {source.publisher[0]: at for at, source in reversed(list(enumerate(sources))) if source.publisher is not None}
    first: dict[str, int] = {}
    for at, source in enumerate(sources):
        if len(source.credits) != 1:
            continue
        key, name = source.credits[0]
        if key in own:
            yield _Found("credits_the_publisher", own[key], at, name)
        before = first.setdefault(key, at)
        if before != at:
            yield _Found("same_agency", before, at, name)


def _two_agencies(sources: Sequence[Source], groups: Sequence[int]) -> Iterator[_Found]:
    """Each article that credits several agencies, with the first of them that another article stands for."""
    stands: dict[str, int] = {}
    for at, source in enumerate(sources):
        if source.publisher is not None:
            stands.setdefault(source.publisher[0], at)
        if len(source.credits) == 1:
            stands.setdefault(source.credits[0][0], at)
    for at, source in enumerate(sources):
        if len(source.credits) > 1 and groups.count(groups[at]) == 1:
            known = next(((stands[key], name) for key, name in source.credits if stands.get(key, at) != at), None)
            if known is not None:
                yield _Found("same_agency", known[0], at, known[1])
