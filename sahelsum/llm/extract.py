"""The model's reading of an article: prompt and article in, a draft and what it took out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from sahelsum.article import Article
from sahelsum.draft import Draft
from sahelsum.errors import AnswerError
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

    async def read(self, article: Article) -> tuple[Draft, Answer]:
        """The model's draft of one article.

        Raises:
            ModelError: no answer came.
            AnswerError: the answer is no draft.
        """
        messages = render(self.prompt, article)
        question = Question(
            model=name_of(self.model), system=messages.system, user=messages.user, schema=wire_text(),
            article=article.id, prompt=f"{self.prompt.name}@{self.prompt.hash}",
        )  # fmt: skip
        answer = await self._asker.ask(question)
        try:
            return Draft.model_validate_json(answer.raw), answer
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False, include_context=False)[0]
            where = ".".join(map(str, first["loc"]))
            raise AnswerError(f"the model's answer is no draft ({where}: {first['msg']}).") from error


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
