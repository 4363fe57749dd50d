"""Where answers are kept, opened: a file on this machine, or a server that several machines share."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from sahelsum.errors import ModelError
from sahelsum.llm.cache import Cache, default_folder
from sahelsum.llm.redis_cache import SCHEMES, RedisCache, shown
from sahelsum.llm.store import Shelf


def opened(folder: Path | None, url: str | None) -> Shelf:
    """The cache at `url`, else in `folder`, else in the user's own.

    Raises:
        ModelError: it cannot be used.
    """
    if url is None:
        return Cache(folder or default_folder())
    if urlsplit(url).scheme not in SCHEMES:
        raise ModelError(f"{shown(url)} is no address of a cache; write redis://HOST:PORT/0 (or rediss://).")
    return RedisCache(url)
