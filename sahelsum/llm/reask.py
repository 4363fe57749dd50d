"""Asking again: an answer that is no draft, or has faults, is sent back in neutral words; the best answer stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from pydantic import ValidationError

from sahelsum.draft import Draft
from sahelsum.errors import AnswerError, ModelError
from sahelsum.llm.question import Answer, Asker, Question

REASKS = 2
"""How often an answer is sent back at the most; again only if the last time has mended something."""
_MOST_TOLD = 20
Faults: TypeAlias = Callable[[Draft], Sequence[str]]
"""What is wrong with a draft, a short line each."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a model made of an article: the draft that stands, and every answer in order; `unasked` says why it could
    not be sent back, or ""."""

    draft: Draft
    answers: tuple[Answer, ...]
    unasked: str = ""


@dataclass(frozen=True, slots=True)
class _Try:
    """One answer to a question: its draft (null: it is none) and what is wrong with it."""

    question: Question
    raw: str
    draft: Draft | None
    faults: tuple[str, ...]

    @property
    def rank(self) -> tuple[bool, int]:
        """The lower, the better."""
        return self.draft is None, len(self.faults)


async def ask(asker: Asker, question: Question, faults: Faults, reasks: int = REASKS) -> Taken:
    """The model's draft. What `faults` finds in it is sent back, `reasks` times at the most; the draft with the fewest
    faults stands.

    Raises:
        ModelError: no answer came to the first question.
        AnswerError: no answer is a draft.
    """
    answers = [await asker.ask(question)]
    best = last = _tried(question, answers[0], faults)
    unasked, has_improved = "", True
    while last.faults and has_improved and len(question.turns) < reasks:
        question = replace(question, turns=(*question.turns, (last.raw, _correction(last.faults))))
        try:
            answers.append(await asker.ask(question))
        except ModelError as error:
            unasked = str(error)
            break
        last = _tried(question, answers[-1], faults)
        has_improved = last.rank < best.rank
        best = min(best, last, key=lambda one: one.rank)
    if best.draft is None:
        raise AnswerError(f"the model's answer is no draft ({best.faults[0]}).", raw=best.raw, key=best.question.key)
    return Taken(best.draft, tuple(answers), unasked)


def _tried(question: Question, answer: Answer, faults: Faults) -> _Try:
    try:
        draft = Draft.model_validate_json(json_object(answer.raw))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        return _Try(question, answer.raw, None, (f"{'.'.join(map(str, first['loc'])) or 'answer'}: {first['msg']}",))
    return _Try(question, answer.raw, draft, tuple(faults(draft)))


def json_object(raw: str) -> str:
    """The JSON object of an answer, out of the fences and the small talk that some models put around it."""
    first, last = raw.find("{"), raw.rfind("}")
    return raw[first : last + 1] if 0 <= first < last else raw


def _correction(faults: Sequence[str]) -> str:
    listed = "\n".join(f"- {fault}" for fault in faults[:_MOST_TOLD])
    return (
        "A check by program found that these values do not hold. Answer again with the whole object: correct each "
        f"where the article says it, with a quote that holds it, or leave it out. Change nothing else.\n{listed}"
    )
