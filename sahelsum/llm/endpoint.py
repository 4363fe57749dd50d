"""An OpenAI-compatible endpoint, through openai and instructor, one request a question.

instructor chooses how a schema is asked for; what it parses is thrown away, since the raw answer is kept and validated
by us on every reading. Its own re-asks and the SDK's own retries are off: two loops multiply. Strictness is asked for
on the wire, which instructor does not do by itself.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from sahelsum.draft import Draft
from sahelsum.errors import FilteredError, ModelError, RefusalError, TruncatedError
from sahelsum.llm.providers import Place
from sahelsum.llm.question import Answer, Question

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletion

Mode = Literal["json_schema", "tools", "json"]
_NEXT: dict[Mode, Mode] = {"json_schema": "tools", "tools": "json"}
_UNSUPPORTED = ("response_format", "json_schema", "tool", "strict", "grammar")
"""Words of a 400 that says that the way a schema was asked for is not known there."""


class Endpoint:
    """Asks one endpoint. The way it takes a schema is learnt from its first answers and kept."""

    def __init__(self, place: Place, timeout: float) -> None:
        self._place = place
        self._timeout = timeout
        self._mode: Mode = "json_schema"

    async def ask(self, question: Question) -> Answer:
        """The raw answer to one question.

        Raises:
            RefusalError, FilteredError, TruncatedError: the model gave none that can be used.
            openai.APIError: the request failed; who waits and who gives up is decided outside.
        """
        import openai

        while True:
            try:
                completion = await self._completion(question)
            except openai.BadRequestError as error:
                if self._mode not in _NEXT or not any(word in str(error).casefold() for word in _UNSUPPORTED):
                    raise
                self._mode = _NEXT[self._mode]
                continue
            return _answer(completion)

    async def _completion(self, question: Question) -> ChatCompletion:
        import logging

        import instructor
        import openai
        from instructor.core.exceptions import IncompleteOutputException, InstructorRetryException

        # it logs the bodies of errors, which may hold the key
        logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)
        modes = {name: instructor.Mode[name.upper()] for name in ("json_schema", "tools", "json")}
        async with openai.AsyncOpenAI(
            api_key=self._place.api_key, base_url=self._place.base_url, timeout=self._timeout, max_retries=0
        ) as sdk:
            client = instructor.from_openai(sdk, mode=modes[self._mode])
            try:
                completion: ChatCompletion
                _, completion = await client.chat.completions.create_with_completion(
                    response_model=Draft, max_retries=0, strict=False, **self._request(question)
                )
            except IncompleteOutputException as error:
                raise TruncatedError(_TRUNCATED) from error
            except InstructorRetryException as error:
                completion = _last(error)
        return completion

    def _request(self, question: Question) -> dict[str, Any]:
        messages = [{"role": "system", "content": question.system}, {"role": "user", "content": question.user}]
        for answer, correction in question.turns:
            messages += [{"role": "assistant", "content": answer}, {"role": "user", "content": correction}]
        body: dict[str, Any] = {
            "model": question.model, "max_tokens": question.max_tokens, "messages": messages,
        }  # fmt: skip
        if question.temperature is not None:
            body["temperature"] = question.temperature
        if self._mode == "json_schema":
            schema = {"name": "Draft", "strict": True, "schema": json.loads(question.schema)}
            body["extra_body"] = {"response_format": {"type": "json_schema", "json_schema": schema}}
        return body


_TRUNCATED = "the model's answer was cut off at its length limit; a model with a longer output helps."


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


def _answer(completion: ChatCompletion) -> Answer:
    choice = completion.choices[0] if completion.choices else None
    if choice is None:
        raise ModelError("the endpoint answered without a choice; it may not be an OpenAI-compatible one.")
    if choice.finish_reason == "length":
        raise TruncatedError(_TRUNCATED)
    if choice.finish_reason == "content_filter":
        raise FilteredError("the provider's content filter held the answer back.")
    if choice.message.refusal:
        raise RefusalError(f"the model refused: {' '.join(choice.message.refusal.split())[:200]}")
    calls = [call for call in choice.message.tool_calls or () if call.type == "function"]
    raw = calls[0].function.arguments if calls else choice.message.content or ""
    usage = completion.usage
    return Answer(raw, usage.prompt_tokens if usage else None, usage.completion_tokens if usage else None, 1)
