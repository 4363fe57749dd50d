"""How a batch asks: the limiter, the budget and the circuit breaker, against a provider whose time is not real."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx2
import openai
import pytest
from virtual_time import run

from sahelsum.batching.breaker import Breaker
from sahelsum.batching.budget import Budget
from sahelsum.batching.gate import TALLY, BatchGate, Tally
from sahelsum.batching.hearing import duration, said
from sahelsum.batching.limiter import Limiter, Limits
from sahelsum.errors import CeilingError, EndingError, ModelError, OutageError, RefusalError, StopError
from sahelsum.llm.patience import Patient
from sahelsum.llm.question import Answer, Question

REQUEST = httpx2.Request("POST", "http://provider/v1/chat/completions")


def api_error(status: int, code: str | None = None, **headers: str) -> openai.APIStatusError:
    """As the openai client raises it."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    response = httpx2.Response(status, headers=sent, request=REQUEST)
    kind = {401: openai.AuthenticationError, 404: openai.NotFoundError, 429: openai.RateLimitError,
            500: openai.InternalServerError}.get(status, openai.APIStatusError)  # fmt: skip
    return kind("no", response=response, body={"code": code} if code else None)


@dataclass
class Provider:
    """Answers after `latency` seconds; `rate` a second from a bucket one second deep, `errors` a share of 500s; `turn`,
    if given, decides what becomes of a request by its number."""

    latency: Callable[[int], float] = lambda _: 0.2
    rate: float | None = None
    errors: float = 0.0
    turn: Callable[[int], Exception | None] = lambda _: None
    tokens: tuple[int | None, int | None] = (100, 20)
    times: list[float] = field(default_factory=list)
    good: list[float] = field(default_factory=list)
    refused: int = 0
    now: int = 0
    peak: int = 0

    def __post_init__(self) -> None:
        self._dice = random.Random(3)
        self._bucket, self._at = self.rate or 0.0, 0.0

    async def ask(self, question: Question) -> Answer:
        now = asyncio.get_running_loop().time()
        self.times.append(now)
        number = len(self.times)
        if self.rate is not None:
            self._bucket = min(self.rate, self._bucket + (now - self._at) * self.rate)
            self._at = now
            if self._bucket < 1:
                self.refused += 1
                raise api_error(429, retry_after="1")
            self._bucket -= 1
        self.now += 1
        self.peak = max(self.peak, self.now)
        try:
            await asyncio.sleep(self.latency(number))
        finally:
            self.now -= 1
        error = self.turn(number)
        if error is None and self._dice.random() < self.errors:
            error = api_error(500)
        if error is not None:
            raise error
        self.good.append(asyncio.get_running_loop().time())
        return Answer("{}", *self.tokens, requests=1)


def gate_of(limits: Limits, price: float | None = None, patience: float = 300.0) -> BatchGate:
    """A gate; `price` is US dollars a token."""
    rate = (lambda inputs, outputs: None) if price is None else (lambda inputs, outputs: (inputs + outputs) * price)
    return BatchGate(Limiter(limits), Budget(limits.max_cost, rate), Breaker(patience))


async def ask_all(gate: BatchGate, provider: Provider, count: int, budget: float = 300.0) -> list[object]:
    """`count` articles asked about, 64 at once at the most as a run does; their answers or errors in order."""
    asker = Patient(gate.before(provider), budget)
    found: list[object] = [None] * count
    numbers = iter(range(count))

    async def one() -> None:
        for number in numbers:
            TALLY.set(Tally())
            try:
                found[number] = await asker.ask(Question("m", "s" * 300, f"article {number}", "{}"))
            except Exception as error:  # noqa: BLE001 - looked at by the test
                found[number] = error

    await asyncio.gather(*(one() for _ in range(64)))
    return found


# -- the limiter ----------------------------------------------------------------------------------------------


def test_no_more_questions_are_under_way_than_allowed_and_as_many_as_allowed():
    provider = Provider()
    found = run(ask_all(gate_of(Limits(at_once=10)), provider, 200))
    assert (provider.peak, all(isinstance(one, Answer) for one in found)) == (10, True)
    assert provider.good[-1] == pytest.approx(200 / 10 * 0.2, abs=0.01)


def test_a_slow_tenth_of_the_answers_delays_nobody():
    slow = Provider(latency=lambda number: 2.0 if number % 10 == 0 else 0.2)
    run(ask_all(gate_of(Limits(at_once=10)), slow, 400))
    ideal = (0.1 * 2.0 + 0.9 * 0.2) * 400 / 10
    assert slow.good[-1] < 1.15 * ideal


def test_nothing_is_lost_at_a_rate_limit_and_most_of_it_is_used():
    provider = Provider(rate=30.0, errors=0.05)
    found = run(ask_all(gate_of(Limits(at_once=32)), provider, 1000))
    assert all(isinstance(one, Answer) for one in found), [one for one in found if not isinstance(one, Answer)][:3]
    late = [time for time in provider.good if time > 10]
    used = (len(late) - 1) / (late[-1] - late[0]) / 30
    assert used >= 0.85
    assert provider.refused < 50, "the pace is learnt"


def test_the_pace_is_found_again_after_a_provider_has_given_way():
    provider = Provider(rate=5.0)

    async def more() -> None:
        gate = gate_of(Limits(at_once=32))
        await ask_all(gate, provider, 50)
        provider.rate = 50.0
        await ask_all(gate, provider, 1000)

    run(more())
    late = provider.good[-200:]
    assert 200 / (late[-1] - late[0]) > 35


def test_a_retry_after_holds_for_everybody():
    provider = Provider(turn=lambda number: api_error(429, retry_after="7") if number == 5 else None)
    run(ask_all(gate_of(Limits(at_once=4)), provider, 40))
    silence = max(after - before for before, after in zip(provider.times, provider.times[1:], strict=False))
    assert silence == pytest.approx(7.0, abs=0.3)


def test_a_busy_provider_that_names_no_time_is_given_more_and_more_of_it():
    provider = Provider(turn=lambda number: api_error(429) if number <= 4 else None)
    run(ask_all(gate_of(Limits(at_once=1)), provider, 3))
    gaps = [after - before for before, after in zip(provider.times, provider.times[1:5], strict=False)]
    assert gaps[:4] == pytest.approx([1.2, 2.2, 4.2, 8.2], abs=0.1)


def test_an_attempt_that_was_refused_is_counted():
    provider = Provider(turn=lambda number: api_error(429, retry_after="1") if number < 3 else None)
    (answer,) = run(ask_all(gate_of(Limits(at_once=1)), provider, 1))
    assert answer.requests == 3


def test_requests_a_minute_are_held():
    provider = Provider()
    run(ask_all(gate_of(Limits(rpm=600)), provider, 200))
    assert provider.good[-1] == pytest.approx(20.0, rel=0.1)


def test_tokens_a_minute_are_held_and_most_of_them_used_once_answers_have_told_how_long_they_are():
    provider = Provider()
    run(ask_all(gate_of(Limits(tpm=60_000)), provider, 1000))
    late = provider.good[500:]
    assert 0.9 * 1000 < 120 * len(late) / (late[-1] - late[0]) < 1.02 * 1000


def test_what_headers_say_slows_the_pace_before_anything_is_refused():
    gate, provider = gate_of(Limits(at_once=32)), Provider()
    told = {"x-ratelimit-limit-requests": "100", "x-ratelimit-remaining-requests": "4",
            "x-ratelimit-reset-requests": "48s"}  # fmt: skip

    async def asked() -> None:
        gate.heard(told)
        await ask_all(gate, provider, 60)

    run(asked())
    early = [time for time in provider.times if time < 20]
    assert len(early) == pytest.approx(2 * 20, abs=4), "96 come back in 48 seconds"


def test_headers_are_read_only_when_they_are_whole():
    assert list(said({"x-ratelimit-limit-requests": "100"})) == []
    assert list(said({f"x-ratelimit-{name}-tokens": "x" for name in ("limit", "remaining", "reset")})) == []
    whole = {f"x-ratelimit-{name}-tokens": each for name, each in
             {"limit": "100", "remaining": "10", "reset": "6m0.5s"}.items()}  # fmt: skip
    assert [(one.kind, one.remaining, one.limit, one.reset) for one in said(whole)] == [("tokens", 10, 100, 360.5)]


@pytest.mark.parametrize(("text", "seconds"), [
    ("1s", 1), ("6m0s", 360), ("20ms", 0.02), ("1h2m3s", 3723), ("7", 7), ("soon", None), ("", None), ("1s?", None),
])  # fmt: skip
def test_durations_of_providers(text, seconds):
    assert duration(text) == seconds


# -- the circuit breaker --------------------------------------------------------------------------------------


def test_a_provider_that_is_out_stops_the_run_and_one_that_stumbles_does_not():
    gone = openai.APIConnectionError(request=REQUEST)
    out = Provider(latency=lambda _: 0.01, turn=lambda number: gone if number > 20 else None)
    found = run(ask_all(gate_of(Limits(at_once=8)), out, 100))
    stopped = [one for one in found if isinstance(one, StopError)]
    assert "the endpoint is out" in str(stopped[0])
    assert len(stopped) >= 70, "nobody goes on asking"
    assert len(out.times) < 500
    stumbling = Provider(errors=0.3)
    assert all(isinstance(one, Answer) for one in run(ask_all(gate_of(Limits(at_once=8)), stumbling, 300)))


def test_a_used_up_quota_and_a_key_that_is_not_accepted_stop_at_once():
    for error, told, code in ((api_error(429, "insufficient_quota"), "quota", 5), (api_error(401), "key", 1),
                              (api_error(404), "model", 1)):  # fmt: skip
        provider = Provider(turn=lambda _, error=error: error)
        found = run(ask_all(gate_of(Limits(at_once=4)), provider, 50))
        assert all(isinstance(one, StopError) and told in str(one) and one.exit_code == code for one in found)
        assert len(provider.times) <= 4


@pytest.mark.parametrize("status", [429, 503])
def test_an_endpoint_that_asks_for_more_patience_than_there_is_stops_the_run(status):
    provider = Provider(turn=lambda _: api_error(status, retry_after="3600"))
    found = run(ask_all(gate_of(Limits(at_once=4)), provider, 50))
    assert all(isinstance(one, StopError) and "3600 seconds" in str(one) for one in found)
    assert len(provider.times) <= 4


def test_one_article_that_always_fails_is_a_failure_and_stops_nobody():
    provider = Provider()

    class Poisoned:
        async def ask(self, question: Question) -> Answer:
            if question.user == "article 3":
                await asyncio.sleep(0.2)
                raise api_error(500)
            return await provider.ask(question)

    found = run(ask_all(gate_of(Limits(at_once=8)), Poisoned(), 400, budget=20.0))
    assert isinstance(found.pop(3), OutageError)
    assert all(isinstance(one, Answer) for one in found)


# -- ending ---------------------------------------------------------------------------------------------------


def test_at_the_end_what_has_been_asked_for_comes_and_what_has_not_is_left():
    gate, provider = gate_of(Limits(at_once=4)), Provider(latency=lambda _: 5.0)

    async def ended() -> list[object]:
        asked = asyncio.ensure_future(ask_all(gate, provider, 64))
        await asyncio.sleep(1)
        gate.end()
        return await asked

    found = run(ended())
    assert [sum(isinstance(one, kind) for one in found) for kind in (Answer, EndingError)] == [4, 60]


# -- the budget -----------------------------------------------------------------------------------------------


def test_the_ceiling_is_never_passed_and_most_of_it_is_used():
    gate, provider = gate_of(Limits(at_once=16, max_cost=1.0), price=1e-5), Provider(tokens=(500, 300))
    found = run(ask_all(gate, provider, 1000))
    spent = sum((one.input_tokens + one.output_tokens) * 1e-5 for one in found if isinstance(one, Answer))
    assert 0.9 < spent <= 1.0
    assert gate.budget.spent == pytest.approx(spent)
    assert {type(one) for one in found} == {Answer, CeilingError}
    assert "ceiling of $1" in str(next(one for one in found if isinstance(one, CeilingError)))


def test_answers_longer_than_any_before_pass_the_ceiling_by_no_more_than_what_was_in_flight():
    gate, provider = gate_of(Limits(at_once=8, max_cost=1.0), price=1e-5), Provider(tokens=(500, 9000))
    run(ask_all(gate, provider, 1000))
    assert gate.budget.spent <= 1.0 + 8 * 9500 * 1e-5


def test_refused_answers_and_silent_endpoints_cost_too():
    gate = gate_of(Limits(at_once=1, max_cost=10_000.0), price=1.0)
    refused = Provider(turn=lambda _: RefusalError("no", tokens=(7, 3)))
    assert isinstance(run(ask_all(gate, refused, 1))[0], RefusalError)
    assert gate.budget.spent == 10.0
    assert (gate.total.input_tokens, gate.total.output_tokens) == (7, 3)
    silent = gate_of(Limits(at_once=1), price=1.0)
    run(ask_all(silent, Provider(tokens=(None, None)), 1))
    assert silent.budget.spent > 100, "estimated where the endpoint does not say"


def test_retries_hold_the_budget_and_failures_cost_nothing():
    gate = gate_of(Limits(at_once=4, max_cost=1.0), price=1e-5)
    provider = Provider(errors=0.5, tokens=(500, 300))
    found = run(ask_all(gate, provider, 100))
    spent = sum(800e-5 for one in found if isinstance(one, Answer))
    assert gate.budget.spent == pytest.approx(spent)
    assert not [one for one in found if isinstance(one, ModelError)]
