"""The model's reading of an article: prompt and article in, a draft and what it took out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from pydantic import ValidationError

from sahelsum.article import Article
from sahelsum.draft import Draft
from sahelsum.errors import AnswerError, ModelError
from sahelsum.llm.cache import Cache, Cached, default_folder
from sahelsum.llm.endpoint import Endpoint
from sahelsum.llm.patience import Patient
from sahelsum.llm.providers import name_of, place
from sahelsum.llm.question import Answer, Asker, Question
from sahelsum.llm.use import Use
from sahelsum.prompting.prompt import Prompt, prompt
from sahelsum.prompting.render import render
from sahelsum.prompting.wire import wire_text


@dataclass(frozen=True, slots=True)
class Asking:
    """How a model is asked: `model` as PROVIDER/NAME, `prompt` a shipped name or a file, seconds for one request and of
    waiting in all."""

    model: str
    base_url: str | None = None
    prompt: str = "incident"
    cache: Use = Use.use
    cache_dir: Path | None = None
    timeout: float = 120.0
    retry_budget: float = 300.0


REASKS = 1
"""How often an answer is sent back at the most."""
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
    """One answer: its draft (null: it is none) and what is wrong with it."""

    raw: str
    draft: Draft | None
    faults: tuple[str, ...]

    @property
    def rank(self) -> tuple[bool, int]:
        """The lower, the better."""
        return self.draft is None, len(self.faults)


class Reader:
    """A model that reads articles, set up once for many.

    Raises:
        ModelError: the provider or its key is missing, or the cache cannot be used.
        PromptError: the prompt is not there or malformed.
    """

    def __init__(self, asking: Asking, asker: Asker | None = None) -> None:
        self.prompt: Prompt = prompt(asking.prompt)
        self.model = asking.model
        self._asker = asker or _asker(asking)

    async def read(self, article: Article, faults: Faults) -> Taken:
        """The model's draft of one article. What `faults` finds in it is sent back, in neutral words, REASKS times at
        the most; the draft with the fewest faults stands.

        Raises:
            ModelError: no answer came to the first question.
            AnswerError: no answer is a draft.
        """
        messages = render(self.prompt, article)
        question = Question(
            model=name_of(self.model), system=messages.system, user=messages.user, schema=wire_text(),
            article=article.id, prompt=f"{self.prompt.name}@{self.prompt.hash}",
        )  # fmt: skip
        answers = [await self._asker.ask(question)]
        best = last = _tried(answers[0], faults)
        unasked = ""
        while last.faults and len(question.turns) < REASKS:
            question = replace(question, turns=(*question.turns, (last.raw, _correction(last.faults))))
            try:
                answers.append(await self._asker.ask(question))
            except ModelError as error:
                unasked = str(error)
                break
            last = _tried(answers[-1], faults)
            best = min(best, last, key=lambda one: one.rank)
        if best.draft is None:
            raise AnswerError(f"the model's answer is no draft ({best.faults[0]}).")
        return Taken(best.draft, tuple(answers), unasked)


def _tried(answer: Answer, faults: Faults) -> _Try:
    try:
        draft = Draft.model_validate_json(answer.raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        return _Try(answer.raw, None, (f"{'.'.join(map(str, first['loc'])) or 'answer'}: {first['msg']}",))
    return _Try(answer.raw, draft, tuple(faults(draft)))


def _correction(faults: Sequence[str]) -> str:
    listed = "\n".join(f"- {fault}" for fault in faults[:_MOST_TOLD])
    return (
        "A check by program found that these values do not hold. Answer again with the whole object: correct each "
        f"where the article says it, with a quote that holds it, or leave it out. Change nothing else.\n{listed}"
    )


class _Nobody:
    """Whom --cache only asks: it needs neither a key nor an address."""

    async def ask(self, question: Question) -> Answer:
        """Never reached: the cache answers or says that it cannot."""
        raise AssertionError(question.key)


def _asker(asking: Asking) -> Asker:
    inner: Asker = _Nobody()
    if asking.cache is not Use.only:
        where = place(asking.model, asking.base_url)
        inner = Patient(Endpoint(where, asking.timeout), asking.retry_budget, where.api_key)
    if asking.cache is Use.off:
        return inner
    return Cached(inner, Cache(asking.cache_dir or default_folder()), asking.cache)
