"""The lines that go to a provider's batch endpoint and come back: the live way's request, the live way's answer.

A line is matched by the key of its question, `custom_id`, and by nothing else: rows come back in any order, some in the
file of errors, some not at all.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sahelsum.errors import ModelError, OutageError, WindowError
from sahelsum.llm.dialect import Dialect
from sahelsum.llm.endpoint import answer_of, body_of
from sahelsum.llm.patience import WINDOW_WORDS
from sahelsum.llm.question import Answer, Question

if TYPE_CHECKING:
    from collections.abc import Mapping

ADDRESS: Final = "/v1/chat/completions"


@dataclass(frozen=True, slots=True)
class Row:
    """What came back for one question: an answer, or an error; `refusal` are the words of a request that was not
    taken, which may be put otherwise."""

    key: str
    answer: Answer | None = None
    error: ModelError | None = None
    refusal: str = ""


def request_line(question: Question, dialect: Dialect) -> bytes:
    """The line that asks `question`.

    Raises:
        ModelError: the model is not asked by a JSON schema, which is the only way here.
    """
    if dialect.mode != "json_schema":
        raise ModelError(
            "this model does not take a JSON schema, and the batch endpoint is asked in no other way; leave out --via."
        )
    body = body_of(question, dialect)
    line = {"custom_id": question.key, "method": "POST", "url": ADDRESS, "body": body}
    return json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def row_of(line: str | bytes) -> Row | None:
    """What a line of an output or error file says; null where it is none that can be read."""
    try:
        said = json.loads(line)
        key = said["custom_id"]
    except (ValueError, TypeError, KeyError):
        return None
    if not isinstance(key, str):
        return None
    response = said.get("response") or {}
    if response.get("status_code") == 200:
        return _answered(key, response.get("body"))
    body = response.get("body")
    return _refused(key, response.get("status_code"), said.get("error") or (body or {}).get("error") or {})


def _answered(key: str, body: Any) -> Row:  # noqa: ANN401 - whatever the file holds
    from openai.types.chat import ChatCompletion
    from pydantic import ValidationError

    try:
        return Row(key, answer_of(ChatCompletion.model_validate(body)))
    except ModelError as error:
        return Row(key, error=error)
    except ValidationError:
        return Row(key, error=OutageError("the batch endpoint gave back a row that is no completion."))


def _refused(key: str, status: int | None, error: Mapping[str, Any]) -> Row:
    """What an error means: 400 is about the request, all else may be otherwise next time."""
    message = " ".join(str(error.get("message") or error.get("code") or "no reason given").split())[:200]
    if status is None or status in (408, 409, 429) or status >= 500:
        return Row(key, error=OutageError(f"the batch endpoint did not answer it ({message})."))
    if any(words in message.casefold() for words in WINDOW_WORDS):
        return Row(key, error=WindowError("the question is longer than the model's window; a longer one helps."))
    return Row(key, error=ModelError(f"the endpoint does not take the request ({message})."), refusal=message)
