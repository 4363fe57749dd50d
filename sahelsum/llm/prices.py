"""What an answer costs: a kept price list for known providers, or the user's own price; never a guess."""

from __future__ import annotations

from typing import NamedTuple

from sahelsum.llm.providers import name_of, provider_of


class Price(NamedTuple):
    """US dollars for a million tokens in and out."""

    input: float
    output: float

    @classmethod
    def parse(cls, text: str) -> Price:
        """From `IN,OUT`.

        Raises:
            ValueError: the text is not two prices; the message says how to write them.
        """
        try:
            rates = [float(part) for part in text.split(",")]
        except ValueError:
            rates = []
        if len(rates) != 2 or not all(0 <= rate < float("inf") for rate in rates):
            raise ValueError("write two prices with a comma, input and output: 0.25,2")
        return cls(*rates)


def cost(model: str, inputs: int | None, outputs: int | None, price: Price | None = None) -> float | None:
    """US dollars for so many tokens of `PROVIDER/NAME`, by `price` or else by the price list of genai-prices; null
    where it is unknown (an endpoint of the user's own, a model on this machine)."""
    if inputs is None or outputs is None:
        return None
    if price is not None:
        return round((inputs * price.input + outputs * price.output) / 1e6, 9)
    provider = provider_of(model)
    if provider is None:
        return None
    from genai_prices import Usage, calc_price

    try:
        found = calc_price(Usage(input_tokens=inputs, output_tokens=outputs), name_of(model), provider_id=provider)
    except LookupError:
        return None
    return float(found.total_price)
