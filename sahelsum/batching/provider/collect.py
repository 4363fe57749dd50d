"""What came back of a batch: answers into the cache, refusals and failures written down, the missing sent out again."""

from __future__ import annotations

from sahelsum.batching.budget import Estimate
from sahelsum.batching.provider.client import Client, Told
from sahelsum.batching.provider.gate import Gathering
from sahelsum.batching.provider.state import Batch, State
from sahelsum.batching.provider.wire import Row, row_of
from sahelsum.errors import ModelError, OutageError, StopError
from sahelsum.llm.dialect import Dialect
from sahelsum.llm.store import NotKeptError, Store


class Collecting:
    """Takes batches in. Every step may be done twice: an answer that is in the cache is no more out."""

    def __init__(self, state: State, cache: Store, client: Client, model: str, gate: Gathering) -> None:
        self._state = state
        self._cache = cache
        self._client = client
        self._model = model
        self._gate = gate

    async def take(self, batch: Batch, told: Told) -> str:
        """Take a batch in that has ended; returns what it brought, in a phrase.

        Raises:
            StopError: an answer cannot be kept; nothing of the batch is lost at the provider.
        """
        answers = failures = 0
        for file in told.files:
            async for line in self._client.lines(file):
                row = row_of(line)
                if row is not None and row.answer is not None:
                    answers += self._keep(row)
                elif row is not None:
                    failures += 1
                    self._fail(row, Dialect.from_json(batch.dialect))
        lost = list(self._state.missing(batch.number))
        why = told.why or ("it expired" if told.status == "expired" else f"it is {told.status} without them")
        for key in lost:
            error = OutageError(f"the batch endpoint did not answer it ({why}); run the same command again to go on.")
            self._state.failed(key, error, may_go_again=True, price=0.0)
        self._state.done(batch.number)
        parts = [f"{answers:,} answers"]
        parts += [f"{failures:,} failed"] if failures else []
        parts += [f"{len(lost):,} missing ({why})"] if lost else []
        return f"{told.status}, {', '.join(parts)}"

    def _keep(self, row: Row) -> bool:
        """Whether the answer was still awaited."""
        assert row.answer is not None
        entry = self._state.entry(row.key, row.answer)
        if entry is None:
            return False
        try:
            self._cache.add(entry)
        except NotKeptError as error:
            raise StopError(
                f"an answer could not be kept in {self._cache.name} ({error}); the batch stays at the provider, and "
                "the same command goes on."
            ) from error
        price = self._count(row.answer.input_tokens, row.answer.output_tokens)
        self._state.answered(row.key, (row.answer.input_tokens, row.answer.output_tokens), price)
        return True

    def _fail(self, row: Row, sent: Dialect) -> None:
        """A row without an answer: asked again where it may be otherwise next time, or put otherwise."""
        error = row.error or ModelError("it failed.")
        may_go_again = isinstance(error, OutageError)
        if row.refusal:
            other = sent.after(row.refusal)
            if other is not None and other.mode == "json_schema":
                self._cache.learn(self._model, other.to_json())
                may_go_again = True
        price = self._count(*error.tokens) if error.tokens is not None else 0.0
        self._state.failed(row.key, error, may_go_again=may_go_again, price=price)

    def _count(self, inputs: int | None, outputs: int | None) -> float:
        """Count an answer; returns its price in US dollars."""
        total, budget = self._gate.total, self._gate.budget
        total.attempts += 1
        total.input_tokens += inputs or 0
        total.output_tokens += outputs or 0
        price = budget.price(inputs or 0, outputs or 0) or 0.0
        budget.spent += price
        budget.learn(Estimate(0, 0, 0), 0, outputs or 0)
        return price
