"""Waiting: transport that fails for a while is tried again, within a budget; what will not change is not."""

from __future__ import annotations

import random
from dataclasses import replace

from sahelsum.errors import ModelError, OutageError, WindowError
from sahelsum.llm.providers import secrets
from sahelsum.llm.question import Answer, Asker, Question

_CAP = 60.0
"""Seconds between two attempts at the most, unless the endpoint itself asks for more."""

WINDOW_WORDS = (
    "context length", "context_length", "context window", "context size", "maximum context", "too long",
    "token count exceeds",
)  # fmt: skip
"""How endpoints say that a question is longer than the model can take."""


class Patient:
    """Asks again after 408, 409, 429, 5xx, timeouts and broken connections: Retry-After is obeyed, else the wait
    doubles with full jitter. `budget` is the seconds of waiting that one question may cost."""

    def __init__(self, inner: Asker, budget: float) -> None:
        self._inner = inner
        self._budget = budget

    async def ask(self, question: Question) -> Answer:
        """The answer, with all requests that it took.

        Raises:
            OutageError: the endpoint does not answer within the budget.
            ModelError: it has answered that it will not.
        """
        import openai
        from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt
        from tenacity.stop import stop_base

        waited = _Waited(self._budget)

        class _Spent(stop_base):
            def __call__(self, retry_state: object) -> bool:
                return waited.is_spent

        # one object a call: a shared one fails under concurrent calls
        retrying = AsyncRetrying(
            retry=retry_if_exception(_passes), wait=waited.wait, stop=_Spent() | stop_after_attempt(50), reraise=True
        )
        attempts = 0
        try:
            async for attempt in retrying:
                with attempt:
                    attempts += 1
                    answer = await self._inner.ask(question)
        except openai.APIError as error:
            raise explained(error, attempts) from None  # the cause's words may hold the key
        return replace(answer, requests=attempts - 1 + answer.requests)


class _Waited:
    def __init__(self, budget: float) -> None:
        self._left = budget
        self.is_spent = False

    def wait(self, state: object) -> float:
        """Seconds until the next attempt; marks the budget as spent when there are not so many left."""
        outcome, number = getattr(state, "outcome", None), getattr(state, "attempt_number", 1)
        error = outcome.exception() if outcome is not None else None
        asked = retry_after(error)
        seconds = asked if asked is not None else random.uniform(0, min(_CAP, 2.0 ** (number - 1)))
        self.is_spent = seconds > self._left
        self._left -= seconds
        return seconds


def _passes(error: BaseException) -> bool:
    import openai

    if isinstance(error, openai.APIStatusError):
        return error.status_code in (408, 409, 429) or error.status_code >= 500
    return isinstance(error, openai.APIConnectionError)


def retry_after(error: BaseException | None) -> float | None:
    """Seconds that an endpoint asks to wait, or null."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    try:
        return max(0.0, float(headers.get("retry-after", "")))
    except ValueError:
        return None


def explained(error: BaseException, attempts: int) -> ModelError:
    """What went wrong with a request, in a sentence that holds no key."""
    import openai

    if _passes(error):
        what = "no connection, or no answer in time"
        if isinstance(error, openai.APIStatusError):
            what = f"HTTP {error.status_code}"
        return OutageError(f"the endpoint failed {attempts} time(s) ({what}); run the same command again to go on.")
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return ModelError("the endpoint does not accept the key; check the environment variable that holds it.")
    if isinstance(error, openai.NotFoundError):
        return ModelError("the endpoint does not know this model or this address; check --model and --base-url.")
    said = " ".join(str(getattr(error, "message", "")).split())
    for secret in secrets():
        said = said.replace(secret, "…")
    if any(words in said.casefold() for words in WINDOW_WORDS):
        return WindowError("the question is longer than the model's window; a model with a longer one helps.")
    return ModelError(f"the endpoint does not take the request ({said[:200]}).")
