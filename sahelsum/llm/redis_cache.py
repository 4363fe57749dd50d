"""Answers kept on a Redis or Valkey server, for several machines at once, by the keys that the file has.

A value is packed JSON under `sahelsum:answer:KEY`; records that can be made anew stand under `sahelsum:record:KEY`, and
what was learnt of endpoints in one hash. The server should keep its data on disk (`appendonly yes`).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sahelsum.errors import ModelError
from sahelsum.llm.entry import Entry
from sahelsum.llm.store import DamagedError, NotKeptError

if TYPE_CHECKING:
    from redis import Redis

SCHEMES = ("redis", "rediss", "unix")
_ANSWER, _RECORD, _LEARNT = "sahelsum:answer:", "sahelsum:record:", "sahelsum:learnt"
_SECONDS = 10.0
_PAGE = 1000


class RedisCache:
    """The answers on one server.

    Raises:
        ModelError: the redis package is not installed, the address is none, or the server cannot be reached.
    """

    def __init__(self, url: str) -> None:
        try:
            import redis
        except ImportError as error:
            raise ModelError("--cache-url needs the redis package: pip install 'sahelsum[redis]'.") from error
        self.name = shown(url)
        self._failed: type[Exception] = redis.RedisError
        try:
            self._server: Redis = redis.Redis.from_url(url, socket_timeout=_SECONDS, socket_connect_timeout=_SECONDS)
            self._server.ping()
        except ValueError as error:
            raise ModelError(f"{self.name} is no address of a Redis server; write redis://HOST:PORT/0.") from error
        except redis.RedisError as error:
            raise self._unusable(error) from None

    @property
    def size(self) -> int:
        """Bytes of memory that the server uses for everything it holds."""
        try:
            found: Any = self._server.info("memory")
        except self._failed as error:
            raise self._unusable(error) from None
        return int(found["used_memory"])

    def get(self, key: str) -> Entry | None:
        """The kept answer, or null.

        Raises:
            DamagedError: it cannot be read, which asking again mends.
            ModelError: the server cannot be reached.
        """
        found = self._got(_ANSWER + key)
        return None if found is None else _entry(found)

    def add(self, entry: Entry) -> None:
        """Keep an entry; one of the same key is replaced. Once this returns, the server has it.

        Raises:
            NotKeptError: it has not.
        """
        try:
            self._server.set(_ANSWER + entry.key, zlib.compress(entry.to_json().encode("utf-8")))
        except self._failed as error:
            raise NotKeptError(_reason(error)) from None

    def entries(self) -> Iterator[Entry]:
        """Every entry that can be read, by article, prompt, model and key: the same answers, the same order."""
        found = []
        for name in self._names(_ANSWER):
            try:
                entry = self.get(name.removeprefix(_ANSWER))
            except DamagedError:
                continue
            if entry is not None:
                found.append(entry)
        yield from sorted(found, key=lambda one: (one.article, one.prompt, one.model, one.turn, one.key))

    def remove(self, keys: Iterable[str]) -> int:
        """Remove the entries of these keys; returns how many there were."""
        return self._deleted([_ANSWER + key for key in keys])

    def __len__(self) -> int:
        return sum(1 for _ in self._names(_ANSWER))

    def learnt(self, name: str) -> str | None:
        """What was learnt of an endpoint or a model under this name, or null."""
        try:
            found: Any = self._server.hget(_LEARNT, name)
        except self._failed as error:
            raise self._unusable(error) from None
        return None if found is None else found.decode("utf-8", "replace")

    def learn(self, name: str, value: str) -> None:
        """Remember it; where that cannot be written, it is learnt again next time."""
        try:
            self._server.hset(_LEARNT, name, value)
        except self._failed:
            return

    def record(self, key: str) -> str | None:
        """A kept record as JSON, or null."""
        found = self._got(_RECORD + key)
        try:
            return None if found is None else _unpacked(found.partition(b"\0")[2])
        except DamagedError:
            return None

    def keep_record(self, key: str, made_by: str, record: str) -> None:
        """Keep a record that the code and data `made_by` made; what others made of it is of no more use."""
        try:
            self._server.set(_RECORD + key, made_by.encode() + b"\0" + zlib.compress(record.encode("utf-8")))
        except self._failed:
            return  # it can be made again

    def forget_records(self, but: str) -> int:
        """Remove the kept records, except what code of the digest `but` made; returns how many there were."""
        old = [name for name in self._names(_RECORD) if not (self._got(name) or b"").startswith(f"{but}-".encode())]
        return self._deleted(old)

    def _deleted(self, names: Iterable[str]) -> int:
        try:
            return sum(int(self._server.delete(name)) for name in names)
        except self._failed as error:
            raise self._unusable(error) from None

    def _names(self, prefix: str) -> Iterator[str]:
        try:
            seen: set[bytes] = set()  # a scan may name a key twice
            for name in self._server.scan_iter(match=f"{prefix}*", count=_PAGE):
                if name not in seen:
                    seen.add(name)
                    yield name.decode()
        except self._failed as error:
            raise self._unusable(error) from None

    def _got(self, name: str) -> bytes | None:
        try:
            found: Any = self._server.get(name)
        except self._failed as error:
            raise self._unusable(error) from None
        return None if found is None else bytes(found)

    def _unusable(self, error: Exception) -> ModelError:
        return ModelError(f"the cache {self.name} cannot be used ({_reason(error)}); check --cache-url and the server.")


def shown(url: str) -> str:
    """The address without user and password."""
    parts = urlsplit(url)
    try:
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        port = ""
    return f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}"


def _reason(error: Exception) -> str:
    """What went wrong, in words of our own: the client's may hold the address with its password."""
    name = type(error).__name__
    told = {"AuthenticationError": "it does not accept the password", "TimeoutError": "it does not answer",
            "ConnectionError": "no connection", "OutOfMemoryError": "it is full"}  # fmt: skip
    return told.get(name, name)


def _entry(packed: bytes) -> Entry:
    try:
        return Entry.from_json(_unpacked(packed))
    except ValueError as error:
        raise DamagedError from error


def _unpacked(packed: bytes) -> str:
    try:
        return zlib.decompress(packed).decode("utf-8")
    except (zlib.error, UnicodeDecodeError) as error:
        raise DamagedError from error
