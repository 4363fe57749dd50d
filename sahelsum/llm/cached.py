"""Answers that are there already, and the asking of those that are not."""

from __future__ import annotations

from dataclasses import replace

from sahelsum.errors import CacheMissError
from sahelsum.llm.entry import Entry
from sahelsum.llm.question import Answer, Asker, Question
from sahelsum.llm.recordings import Recordings
from sahelsum.llm.store import DamagedError, NotKeptError, Store
from sahelsum.llm.use import Use


class Cached:
    """Answers from the cache, else from the recordings, else asks and keeps. Refusals and truncations are errors and
    never kept."""

    def __init__(self, inner: Asker, cache: Store, use: Use, recordings: Recordings | None = None) -> None:
        self._inner = inner
        self._cache = cache
        self._use = use
        self._recordings = recordings

    async def ask(self, question: Question) -> Answer:
        """The kept answer or a new one.

        Raises:
            CacheMissError: there is none and nothing may be asked.
        """
        notes: tuple[tuple[str, str], ...] = ()
        key = question.key
        if self._use in (Use.use, Use.only):
            try:
                kept = self._cache.get(key) or (self._recordings and self._recordings.get(key))
                if kept:
                    return kept.answer
            except DamagedError:
                notes = (
                    ("kept_answer_damaged", f"a kept answer in {self._cache.name} is damaged and was asked again"),
                )
        if self._use is Use.only:
            raise CacheMissError(self._missing(question, is_damaged=bool(notes)))
        answer = await self._inner.ask(question)
        try:
            self._cache.add(Entry.of(question, answer, key))
        except NotKeptError as error:  # what has been paid for is used, even where it cannot be kept
            notes += (("answer_not_kept", f"the answer could not be kept in {self._cache.name} ({error})"),)
        return replace(answer, notes=notes)

    def _missing(self, question: Question, is_damaged: bool) -> str:
        what = "no kept answer" if not is_damaged else "a damaged answer"
        others = self._recordings.others(question.article, question.model) if self._recordings else []
        stale = [one for one in others if one != question.prompt]
        told = f" ({', '.join(stale)} has one: the prompt has changed since)" if stale and not question.turns else ""
        return (
            f"{what} of {question.model} to {question.prompt} for article {question.article}{told}; run the same "
            "command with --cache use to ask for it."
        )
