"""The calls to a provider's files and batches, through the openai SDK, whose own retries are enough here."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sahelsum.batching.provider.wire import ADDRESS
from sahelsum.errors import ModelError, StopError
from sahelsum.llm.patience import explained
from sahelsum.llm.providers import Place

if TYPE_CHECKING:
    from openai.types import Batch as Theirs

ENDED = ("completed", "failed", "expired", "cancelled")
"""What a batch can end as; whatever is in its files counts all the same."""
_TOKEN = "sahelsum"
_RETRIES = 6
_LOOKED_THROUGH = 1000
"""Batches of the account that are looked through, the newest first, for one whose id was lost."""


class Told(NamedTuple):
    """How a batch stands: OpenAI's word for it, requests done and failed, its files, and why it failed ("": it has
    not); `is_full` where the account has as many questions out as it may."""

    id: str
    status: str
    done: int
    failed: int
    files: tuple[str, ...]
    why: str
    is_full: bool


class Client:
    """An account at a provider.

    Raises (each call):
        StopError: the provider is out, or does not accept the key.
        ModelError: it has no batch endpoint, or does not take the call.
    """

    def __init__(self, place: Place, timeout: float) -> None:
        import openai

        self._sdk = openai.AsyncOpenAI(
            api_key=place.api_key, base_url=place.base_url, timeout=timeout, max_retries=_RETRIES
        )

    async def upload(self, file: Path) -> str:
        """The id of an uploaded file of requests."""
        with _explained(), file.open("rb") as requests:
            return (await self._sdk.files.create(file=(f"{file.stem}.jsonl", requests), purpose="batch")).id

    async def create(self, file: str, token: str) -> str:
        """The id of a new batch over an uploaded file; `token` goes with it."""
        with _explained():
            made = await self._sdk.batches.create(
                input_file_id=file, endpoint=ADDRESS, completion_window="24h", metadata={_TOKEN: token}
            )
        return made.id

    async def found(self, token: str) -> str | None:
        """The id of the batch that went out with `token`, or null where none did."""
        looked = 0
        with _explained():
            async for batch in self._sdk.batches.list(limit=100):
                if (batch.metadata or {}).get(_TOKEN) == token:
                    return batch.id
                looked += 1
                if looked >= _LOOKED_THROUGH:
                    break
        return None

    async def told(self, batch: str) -> Told:
        """How it stands with a batch."""
        with _explained():
            return _told(await self._sdk.batches.retrieve(batch))

    async def lines(self, file: str) -> AsyncIterator[str]:
        """The lines of a file of the provider's, as they come."""
        with _explained():
            async with self._sdk.files.with_streaming_response.content(file) as response:
                async for line in response.iter_lines():
                    if line.strip():
                        yield line

    async def close(self) -> None:
        """Close the connections."""
        await self._sdk.close()


def _told(batch: Theirs) -> Told:
    counts = batch.request_counts
    errors = (batch.errors.data if batch.errors is not None else None) or []
    return Told(
        batch.id, batch.status, counts.completed if counts else 0, counts.failed if counts else 0,
        tuple(file for file in (batch.output_file_id, batch.error_file_id) if file),
        "; ".join(" ".join((one.message or one.code or "").split())[:200] for one in errors[:3]),
        any("limit" in (one.code or "") for one in errors),
    )  # fmt: skip


class _explained:  # noqa: N801 - a context manager
    """Turns what the SDK raises into one sentence of ours."""

    def __enter__(self) -> None:
        """Nothing to do."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        import openai

        if not isinstance(error, openai.APIError):
            return
        if isinstance(error, openai.NotFoundError):
            raise ModelError("the endpoint has no files or batches of this name; leave out --via to ask it live.")
        said = explained(error, _RETRIES + 1)
        if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
            raise StopError(str(said), 1) from None
        if said.exit_code != 1:
            raise StopError(str(said)) from None
        raise said from None
