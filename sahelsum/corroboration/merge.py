"""Equal values of several articles as one value: by a key, each with its articles, in the order of the articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from sahelsum.dossier_facts import Agreement, Cite, Voice
from sahelsum.evidence import Evidence, Speaker
from sahelsum.incident import Incident
from sahelsum.likeness.actors import Cast, Who
from sahelsum.likeness.names import tokens
from sahelsum.record import Record

F = TypeVar("F")
Order = tuple[str, str, str]


@dataclass(frozen=True, eq=False)
class Part:
    """One member of a dossier: its record, its incident, and the source family that it counts for (null: background,
    which witnesses nothing)."""

    record: Record
    incident: Incident
    family: str | None

    @property
    def article(self) -> str:
        """The article's id."""
        return self.record.article.id

    def cite(self, evidence: Sequence[Evidence]) -> Cite:
        """Where this article states what `evidence` shows."""
        return Cite(article=self.article, incident=self.incident.id, evidence=tuple(evidence[:3]))


def order(record: Record) -> Order:
    """What the articles of a dossier are put in order by: publication, then id; undated ones last."""
    article = record.article
    return (str(article.published or "9999"), article.id, article.source or "")


@dataclass(eq=False)
class Merged(Generic[F]):
    """One value: every statement of it as (member, its index in the incident's list, the fact), the first first."""

    said: list[tuple[Part, int, F]] = field(default_factory=list)

    @property
    def first(self) -> F:
        """As the first article has it."""
        return self.said[0][2]

    @property
    def families(self) -> tuple[str, ...]:
        """The source families that state it as news."""
        return tuple(sorted({part.family for part, _, _ in self.said if part.family}, key=lambda name: int(name[1:])))

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that state it, in order."""
        return tuple(dict.fromkeys(part.article for part, _, _ in self.said))

    def stated(self, is_disputed: bool = False) -> dict[str, Any]:
        """What every value of a dossier says about itself (`dossier_facts.Stated`)."""
        families = self.families
        agreement: Agreement = "disputed" if is_disputed else "agreed" if len(families) > 1 else "single_source"
        cites = tuple(part.cite(fact.evidence) for part, _, fact in self.said)  # type: ignore[attr-defined]
        return {"agreement": agreement, "families": families, "said_in": cites}

    def distinct(self, of: Callable[[F], str | None]) -> tuple[str, ...]:
        """Every spelling of something, once, in order."""
        return tuple(dict.fromkeys(text for _, _, fact in self.said if (text := of(fact))))


class Table(Generic[F]):
    """Merged values of one list, and which of them each member's fact became."""

    def __init__(self) -> None:
        self.values: list[Merged[F]] = []
        self._index: dict[tuple[int, int], int] = {}

    def at(self, part: Part, index: int | None) -> int | None:
        """Where the fact `index` of a member's list is in the merged list."""
        return None if index is None else self._index[id(part), index]

    def add(self, part: Part, number: int, fact: F, at: int) -> None:
        """Put the fact under the value at `at`, a new one at the end."""
        if at == len(self.values):
            self.values.append(Merged())
        self.values[at].said.append((part, number, fact))
        self._index[id(part), number] = at


def merged(
    parts: Iterable[Part],
    facts: Callable[[Incident], Sequence[F]],
    key: Callable[[Part, F], Hashable],
    within: Literal["once", "apart"] = "once",
) -> Table[F]:
    """The values of a list of facts over all members; `within` one incident equal keys are one value (`once`) or, as
    with two tolls of three dead each, as many (`apart`)."""
    table: Table[F] = Table()
    known: dict[Hashable, int] = {}
    for part in parts:
        seen: dict[Hashable, int] = defaultdict(int)
        for number, fact in enumerate(facts(part.incident)):
            own = key(part, fact)
            if within == "apart":
                seen[own] += 1
                own = own, seen[own]
            table.add(part, number, fact, known.setdefault(own, len(table.values)))
    return table


class Voices:
    """Whose voice it is: an institution and its spokesperson are one, two residents are two."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast

    def key(self, speaker: Speaker | None) -> Hashable:
        """The same for all names of one voice; null for an outlet's own."""
        if speaker is None:
            return None
        who = self.who(speaker)
        if who.mouth and (who.is_party or who.kind not in ("civilian", "voice")):
            return who.mouth
        return (who.actor_id, tokens(speaker.name))

    def who(self, speaker: Speaker) -> Who:
        """The speaker as the actors file knows it."""
        return self._cast.who(speaker.name, speaker.actor_id)

    def voice(self, speakers: Iterable[Speaker | None]) -> Voice | None:
        """One voice under all its names; null where nobody is named."""
        named = [speaker for speaker in speakers if speaker is not None]
        if not named:
            return None
        return Voice(
            name=named[0].name, names=tuple(dict.fromkeys(speaker.name for speaker in named)),
            actor_id=next((speaker.actor_id for speaker in named if speaker.actor_id), None),
            party_to_conflict=any(speaker.party_to_conflict for speaker in named),
        )  # fmt: skip
