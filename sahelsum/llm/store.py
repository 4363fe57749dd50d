"""Where answers are kept, as whoever asks sees it: a small protocol, so that one machine's file is not the only way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from sahelsum.llm.entry import Entry


class DamagedError(Exception):
    """A kept answer that cannot be read; asking again mends it."""


class NotKeptError(Exception):
    """An answer that could not be kept, with the reason."""


class Store(Protocol):
    """Kept answers by the key of their question; beside them what was learnt of endpoints, and records that can be made
    anew at any time. Safe for several runs at once."""

    @property
    def name(self) -> str:
        """What messages call it."""

    def get(self, key: str) -> Entry | None:
        """The kept answer, or null.

        Raises:
            DamagedError: it is there and cannot be read.
            ModelError: the store cannot be reached.
        """

    def add(self, entry: Entry) -> None:
        """Keep an entry; one of the same key is replaced. Once this returns, a killed process does not lose it.

        Raises:
            NotKeptError: it could not be written.
        """

    def learnt(self, name: str) -> str | None:
        """What was learnt of an endpoint or a model under this name, or null."""

    def learn(self, name: str, value: str) -> None:
        """Remember it; where that cannot be written, it is learnt again next time."""

    def record(self, key: str) -> str | None:
        """A kept record as JSON, or null."""

    def keep_record(self, key: str, made_by: str, record: str) -> None:
        """Keep a record that the code and data `made_by` made."""


class Shelf(Store, Protocol):
    """A store that can be looked through and cleared out."""

    @property
    def size(self) -> int:
        """Bytes that it takes."""

    def entries(self) -> Iterator[Entry]:
        """Every entry that can be read, by article, prompt, model and key: the same answers, the same order."""

    def remove(self, keys: Iterable[str]) -> int:
        """Remove the entries of these keys; returns how many there were."""

    def forget_records(self, but: str) -> int:
        """Remove the kept records, except what code of the digest `but` made; returns how many there were."""

    def __len__(self) -> int: ...
