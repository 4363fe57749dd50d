"""The model's reading of an article: prompt and article in, a draft and what it took out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sahelsum.errors import TruncatedError, WindowError
from sahelsum.llm.cached import Cached
from sahelsum.llm.merge import merged
from sahelsum.llm.prices import Price, cost
from sahelsum.llm.providers import name_of, place
from sahelsum.llm.question import Answer, Asker, Question
from sahelsum.llm.reask import REASKS, Faults, Taken, ask
from sahelsum.llm.recordings import Recordings
from sahelsum.llm.split import LONGEST, SHORTEST, parts
from sahelsum.llm.store import Store
from sahelsum.llm.stores import opened
from sahelsum.llm.use import Use
from sahelsum.prompting.prompt import Prompt, prompt
from sahelsum.prompting.render import render
from sahelsum.prompting.wire import wire_text

if TYPE_CHECKING:
    from sahelsum.article import Article
    from sahelsum.llm.endpoint import Endpoint


@dataclass(frozen=True, slots=True)
class Asking:
    """How a model is asked: `model` as PROVIDER/NAME, `prompt` a shipped name or a file, `recordings` a folder of kept
    answers to read under the cache, `reasks` how often refused facts are sent back at the most, seconds for one request
    and of waiting in all, `price` where no list knows it."""

    model: str
    base_url: str | None = None
    prompt: str = "incident"
    cache: Use = Use.use
    cache_dir: Path | None = None
    cache_url: str | None = field(default=None, repr=False)  # it may hold a password
    recordings: Path | None = None
    reasks: int = REASKS
    timeout: float = 120.0
    retry_budget: float = 300.0
    price: Price | None = None


class Gate(Protocol):
    """What lets questions through to an endpoint when their time has come; several readers may share one."""

    def before(self, inner: Asker) -> Asker:
        """Somebody who asks `inner`, one attempt a question, once that is allowed."""

    def heard(self, headers: Mapping[str, str]) -> None:
        """Take note of what an endpoint says about its limits."""


class Reader:
    """A model that reads articles, set up once for many; `cache` is null where nothing is kept. `gate` stands between
    patience and the endpoint.

    Raises:
        ModelError: the provider or its key is missing, or the cache or the recordings cannot be used.
        PromptError: the prompt is not there or malformed.
    """

    def __init__(self, asking: Asking, asker: Asker | None = None, gate: Gate | None = None) -> None:
        self.asking = asking
        self.prompt: Prompt = prompt(asking.prompt)
        self.model = asking.model
        self.cache: Store | None = None if asking.cache is Use.off else opened(asking.cache_dir, asking.cache_url)
        self._endpoint: Endpoint | None = None
        self._asker = asker or self._outward(gate)

    async def read(self, article: Article, faults: Faults) -> Taken:
        """The model's draft of one article, asked for in parts where it, or the answer to it, is longer than the
        model's window. What `faults` finds in it is sent back.

        Raises:
            ModelError: no answer came to a first question.
            AnswerError: no answer is a draft.
        """
        longest = self.longest()
        while True:
            try:
                taken = [
                    await ask(self._asker, question, faults, self.asking.reasks)
                    for question in self.questions(article, longest)
                ]
            except (WindowError, TruncatedError) as error:
                longest = min(longest, len(article.text)) // 2
                if longest < SHORTEST:
                    raise
                if isinstance(error, WindowError) and self.cache is not None:
                    self.cache.learn(self._window, str(longest))
                continue
            return Taken(
                merged([each.draft for each in taken]), tuple(answer for each in taken for answer in each.answers),
                next((each.unasked for each in taken if each.unasked), ""),
            )  # fmt: skip

    async def answer(self, article: Article) -> Answer:
        """The raw answer to the first question about an article, whatever it is.

        Raises:
            ModelError: none came.
        """
        return await self._asker.ask(self.questions(article)[0])

    def key(self, article: Article) -> str:
        """64 hex digits that name everything that is asked first about an article."""
        return hashlib.sha256("".join(one.key for one in self.questions(article)).encode()).hexdigest()

    def cost(self, inputs: int | None, outputs: int | None) -> float | None:
        """US dollars for so many tokens; null where no price is known."""
        return cost(self.model, inputs, outputs, self.asking.price)

    async def close(self) -> None:
        """Close what is open towards the endpoint."""
        if self._endpoint is not None:
            await self._endpoint.close()

    def questions(self, article: Article, longest: int | None = None) -> list[Question]:
        """What is asked first about an article, a question for each of its parts of at most `longest` characters."""
        schema, label = wire_text(self.prompt.schema), f"{self.prompt.name}@{self.prompt.hash}"
        rendered = (render(self.prompt, part) for part in parts(article, longest or self.longest()))
        return [
            Question(name_of(self.model), each.system, each.user, schema, article=article.id, prompt=label)
            for each in rendered
        ]

    def longest(self) -> int:
        """Characters that this model can be asked about at once, as far as is known."""
        known = None if self.cache is None else self.cache.learnt(self._window)
        return int(known) if known is not None and known.isdigit() else LONGEST

    @property
    def _window(self) -> str:
        return f"longest part for {name_of(self.model)}"

    def _outward(self, gate: Gate | None) -> Asker:
        """From the outside in: cache, patience, gate, endpoint."""
        inner: Asker = _Nobody()
        if self.asking.cache is not Use.only:
            from sahelsum.llm.endpoint import Endpoint
            from sahelsum.llm.patience import Patient

            where = place(self.model, self.asking.base_url)
            self._endpoint = Endpoint(where, self.asking.timeout, self.cache, gate.heard if gate is not None else None)
            inner = self._endpoint if gate is None else gate.before(self._endpoint)
            inner = Patient(inner, self.asking.retry_budget)
        if self.cache is None:
            return inner
        recordings = None if self.asking.recordings is None else Recordings(self.asking.recordings)
        return Cached(inner, self.cache, self.asking.cache, recordings)


class _Nobody:
    """Whom --cache only asks: it needs neither a key nor an address."""

    async def ask(self, question: Question) -> Answer:
        """Never reached: the cache answers or says that it cannot."""
        raise AssertionError(question.key)
