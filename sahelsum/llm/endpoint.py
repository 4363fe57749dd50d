"""An OpenAI-compatible endpoint, through openai and instructor, one request a question.

Strict output is asked for on the wire by ourselves, as instructor never does; where an endpoint does not know it,
instructor chooses the words. What it parses is thrown away: the raw answer is kept and validated by us on every
reading. Its own re-asks and the SDK's own retries are off, since two loops multiply.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from sahelsum.draft import Draft
from sahelsum.errors import FilteredError, ModelError, RefusalError, TruncatedError
from sahelsum.llm.dialect import Dialect, Forgetful, Memory, Mode
from sahelsum.llm.providers import Place
from sahelsum.llm.question import Answer, Question

if TYPE_CHECKING:
    import httpx2
    from instructor import AsyncInstructor
    from openai import AsyncOpenAI
    from openai.types.chat import ChatCompletion

Headers: TypeAlias = Mapping[str, str]
_TRUNCATED = "the model's answer was cut off at its length limit; a model with a longer output helps."


class Endpoint:
    """Asks one endpoint, over connections that stay open until `close`."""

    def __init__(
        self, place: Place, timeout: float, memory: Memory | None = None, heard: Callable[[Headers], None] | None = None
    ) -> None:
        self._place = place
        self._timeout = timeout
        self._heard = heard
        self._memory = Forgetful() if memory is None else memory
        self.dialect = Dialect.from_json(self._memory.learnt(place.name))
        self._sdk: AsyncOpenAI | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._clients: dict[Mode, AsyncInstructor] = {}

    async def ask(self, question: Question) -> Answer:
        """The raw answer to one question.

        Raises:
            RefusalError, FilteredError, TruncatedError: the model gave none that can be used.
            openai.APIError: the request failed; who waits and who gives up is decided outside.
        """
        import openai

        dialect = self.dialect
        while True:
            try:
                completion = await self._completion(question, dialect)
            except openai.BadRequestError as error:
                other = dialect.after(str(error))
                if other is None:
                    raise
                dialect = other
                continue
            if dialect != self.dialect:
                self.dialect = dialect
                self._memory.learn(self._place.name, dialect.to_json())
            return answer_of(completion)

    async def close(self) -> None:
        """Close its connections; a later question opens new ones."""
        if self._sdk is not None and self._loop is asyncio.get_running_loop():
            await self._sdk.close()
        self._sdk = None
        self._clients.clear()

    async def _completion(self, question: Question, dialect: Dialect) -> ChatCompletion:
        import instructor
        from instructor.core.exceptions import IncompleteOutputException, InstructorRetryException

        sdk = self._open()
        if dialect.mode not in self._clients:
            self._clients[dialect.mode] = instructor.from_openai(sdk, mode=instructor.Mode[dialect.mode.upper()])
        client = self._clients[dialect.mode]
        request = _request(question, dialect)
        completion: ChatCompletion
        if dialect.mode == "json_schema":
            completion = await client.chat.completions.create(response_model=None, max_retries=0, **request)
            return completion
        try:
            _, completion = await client.chat.completions.create_with_completion(
                response_model=Draft, max_retries=0, strict=False, **request
            )
        except IncompleteOutputException as error:
            raise TruncatedError(_TRUNCATED, raw=_text(error.last_completion)) from error
        except InstructorRetryException as error:
            completion = _last(error)
        return completion

    def _open(self) -> AsyncOpenAI:
        """The SDK's client; one that belongs to a loop that has ended is replaced."""
        import logging

        import openai

        loop = asyncio.get_running_loop()
        if self._sdk is None or self._loop is not loop:
            # it logs the bodies of errors, which may hold the key
            logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)
            self._loop = loop
            self._clients.clear()
            self._sdk = openai.AsyncOpenAI(
                api_key=self._place.api_key, base_url=self._place.base_url, timeout=self._timeout, max_retries=0,
                http_client=openai.DefaultAioHttpClient(event_hooks={"response": [self._hear]}),
            )  # fmt: skip
        return self._sdk

    async def _hear(self, response: httpx2.Response) -> None:
        if self._heard is not None:
            self._heard(response.headers)


def body_of(question: Question, dialect: Dialect) -> dict[str, Any]:
    """The body of a request that asks by a JSON schema, as it goes over the wire."""
    request = _request(question, dialect)
    extra: dict[str, Any] = request.pop("extra_body", {})
    return request | extra


def _request(question: Question, dialect: Dialect) -> dict[str, Any]:
    messages = [{"role": "system", "content": question.system}, {"role": "user", "content": question.user}]
    for answer, correction in question.turns:
        messages += [{"role": "assistant", "content": answer}, {"role": "user", "content": correction}]
    body: dict[str, Any] = {"model": question.model, "messages": messages}
    if dialect.length != "none":
        body[dialect.length] = question.max_tokens
    if question.temperature is not None and dialect.has_temperature:
        body["temperature"] = question.temperature
    if dialect.mode == "json_schema":
        # past the SDK's own look through it, which costs more than all the rest of a request
        body["extra_body"] = {"response_format": _response_format(question.schema)}
    return body


@lru_cache(maxsize=4)
def _response_format(schema: str) -> dict[str, Any]:
    return {"type": "json_schema", "json_schema": {"name": "Draft", "strict": True, "schema": json.loads(schema)}}


def _last(error: Any) -> ChatCompletion:  # noqa: ANN401 - instructor's exceptions are not typed
    """The completion that instructor could not parse, or the error of the request itself."""
    import openai

    completion = error.last_completion
    if completion is not None:
        return completion  # type: ignore[no-any-return]
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, openai.APIError):
            raise cause
        cause = cause.__cause__ or cause.__context__
    raise ModelError(f"the model's answer could not be read ({type(error).__name__}).") from error


def answer_of(completion: ChatCompletion) -> Answer:
    """The raw answer of a completion.

    Raises:
        RefusalError, FilteredError, TruncatedError, ModelError: it holds none that can be used.
    """
    choice = completion.choices[0] if completion.choices else None
    if choice is None:
        raise ModelError("the endpoint answered without a choice; it may not be an OpenAI-compatible one.")
    raw = _text(completion)
    usage = completion.usage
    tokens = (usage.prompt_tokens, usage.completion_tokens) if usage else None
    if choice.finish_reason == "length":
        raise TruncatedError(_TRUNCATED, raw=raw, tokens=tokens)
    if choice.finish_reason == "content_filter":
        raise FilteredError("the provider's content filter held the answer back.", raw=raw, tokens=tokens)
    if choice.message.refusal:
        said = choice.message.refusal
        raise RefusalError(f"the model refused: {' '.join(said.split())[:200]}", raw=said, tokens=tokens)
    return Answer(raw, usage.prompt_tokens if usage else None, usage.completion_tokens if usage else None, 1)


def _text(completion: Any) -> str:  # noqa: ANN401 - null where instructor has none
    """What the model said, whichever way it was asked."""
    if completion is None or not completion.choices:
        return ""
    message = completion.choices[0].message
    calls = [call for call in message.tool_calls or () if call.type == "function"]
    return str(calls[0].function.arguments if calls else message.content or "")
