"""What grounding refuses: nothing leaves a draft without a line here."""

from __future__ import annotations

from sahelsum.record import Reason, Rejected


class Refusal(Exception):  # noqa: N818 - it says no to a fact; nothing is in error
    """A fact does not stand: what it said, why it is refused, and the quote that does not bear it."""

    def __init__(self, value: str, reason: Reason, quote: str | None) -> None:
        super().__init__(reason)
        self.value = value
        self.reason: Reason = reason
        self.quote = quote


class Ledger:
    """The refusals, in the order in which they were made."""

    def __init__(self) -> None:
        self._rejected: list[Rejected] = []

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """Every refusal so far."""
        return tuple(self._rejected)

    def refuse(self, fact: str, value: object, reason: Reason, quote: str | None = None) -> None:
        """Writes down that `fact`, which said `value`, does not stand."""
        self._rejected.append(Rejected(fact=fact, value=str(value), reason=reason, quote=quote))

    def take(self, fact: str, refusal: Refusal) -> None:
        """Writes down a refusal that was raised."""
        self.refuse(fact, refusal.value, refusal.reason, refusal.quote)
