"""A run: what one reader scored on one gold folder, article by article; a file that is the same for the same inputs.

No time and no path stands in it, so that two machines write the same bytes and a baseline can be read in a diff.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sahelsum.errors import RunError
from sahelsum.gold.store import Labelled
from sahelsum.record import Provenance, Record
from sahelsum.scoring.score import ArticleScore
from sahelsum.scoring.tally import Counts, added, tally
from sahelsum.scoring.values import FIELDS, Fact

_MOST_SPANS = 3
SEALED = "in a sealed article (--unseal tells)"
Row: TypeAlias = tuple[int, int, int, int, int, int, int, float, int]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


Span: TypeAlias = tuple[int, int]


class Miss(_Part):
    """One error: the field, what kind, what slipped, what gold and the record say, what it costs, and where in the
    article (start and end, in code points) either has it from."""

    field: str
    verdict: Literal["partial", "wrong", "missed", "invented"]
    slip: str
    gold: str | None
    found: str | None
    cost: int
    gold_at: tuple[Span, ...] = ()
    found_at: tuple[Span, ...] = ()

    def __str__(self) -> str:
        if self.verdict == "missed":
            return f"{self.field} missed: {self.gold}"
        if self.verdict == "invented":
            return f"{self.field} invented: {self.found}"
        return f"{self.field} {self.verdict} ({self.slip}): {self.found} for {self.gold}"


class Never(_Part):
    """One never event."""

    kind: str
    what: str


class RunArticle(_Part):
    """One article's score. `labels` names the state of its gold file and text; `fields` has the counts of each field in
    the order of Counts; `abstained` (rightly silent, silent in gold); `errors` are left out of a baseline. `characters`
    is the article's length, `incidents` and `countries` are gold's: what a run is sliced by."""

    id: str
    group: str
    language: str
    split: str
    labels: str
    record: bool
    characters: int = 0
    incidents: int = 0
    countries: tuple[str, ...] = ()
    fields: dict[str, Row] = {}
    never: tuple[Never, ...] = ()
    abstained: dict[str, tuple[int, int]] = {}
    merged: tuple[str, ...] = ()
    divided: tuple[str, ...] = ()
    errors: tuple[Miss, ...] = ()

    @property
    def whole(self) -> Counts:
        """All fields together: every fact counts once."""
        return added(self.fields.values())


class Reader(_Part):
    """Who read the articles; several where records of several were scored together."""

    extractor: str
    model: str | None
    prompt: str | None
    data: str
    sahelsum: str


class Run(_Part):
    """The scores of one reader, the articles by id."""

    run_version: Literal["1"] = "1"
    readers: tuple[Reader, ...]
    articles: Annotated[tuple[RunArticle, ...], Field(min_length=1)]

    def fields(self) -> dict[str, Counts]:
        """The counts of all articles, field by field."""
        rows: dict[str, list[Row]] = {}
        for article in self.articles:
            for field, row in article.fields.items():
                rows.setdefault(field, []).append(row)
        return {field: added(each) for field, each in rows.items()}

    @property
    def whole(self) -> Counts:
        """All articles and fields together: the micro average counts every fact once."""
        return added(row for article in self.articles for row in article.fields.values())

    def without_errors(self) -> Run:
        """The run as a baseline holds it."""
        return self.model_copy(
            update={"articles": tuple(one.model_copy(update={"errors": ()}) for one in self.articles)}
        )

    def to_json(self) -> str:
        """The file's text: one line a field or error, so that a diff shows what changed."""
        head = self.model_dump(mode="json", exclude={"articles"})
        lines = ["{", *(f" {json.dumps(key)}: {_line(value)}," for key, value in head.items()), ' "articles": [']
        articles = [_article_lines(one) for one in self.articles]
        return "\n".join([*lines, ",\n".join(articles), " ]", "}", ""])


@dataclass(frozen=True, slots=True)
class Scored:
    """One article's row of a run, and who read it (null: nobody did)."""

    article: RunArticle
    reader: Reader | None

    @classmethod
    def of(cls, labelled: Labelled, score: ArticleScore, record: Record | None) -> Scored:
        """The row that this score makes."""
        return cls(_article(labelled, score), None if record is None else _reader(record.provenance))

    def sealed(self) -> Scored:
        """The row as those may see it who work on what reads: of a sealed article the counts alone."""
        if self.article.split != "sealed":
            return self
        never = tuple(Never(kind=event.kind, what=SEALED) for event in self.article.never)
        kept = {"never": never, "merged": (), "divided": (), "errors": ()}
        return replace(self, article=self.article.model_copy(update=kept))


def run_of(rows: Iterable[Scored]) -> Run:
    """The run that these rows make up, at least one."""
    rows = sorted(rows, key=lambda row: row.article.id)
    readers = {row.reader for row in rows if row.reader is not None}
    return Run(
        readers=tuple(sorted(readers, key=lambda reader: reader.model_dump_json())),
        articles=tuple(row.article for row in rows),
    )


def read_run(path: Path, written_by: str = "eval -o") -> Run:
    """The run in a file; `written_by` is the command that writes such files.

    Raises:
        RunError: the file cannot be read or is no run.
    """
    try:
        return Run.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise RunError(f"{path} does not exist; `sahelsum {written_by}` writes one.") from None
    except OSError as error:
        raise RunError(f"{path} cannot be read: {error.strerror or error}.") from error
    except ValidationError as error:
        raise RunError(
            f"{path} is no run of an evaluation; `sahelsum {written_by}` writes one (--records scores records)."
        ) from error


def _reader(provenance: Provenance) -> Reader:
    return Reader(
        extractor=provenance.extractor, model=provenance.model, prompt=provenance.prompt, data=provenance.data,
        sahelsum=provenance.sahelsum,
    )  # fmt: skip


def _article(labelled: Labelled, score: ArticleScore) -> RunArticle:
    merged = [f"{score.found[f]} also holds {score.gold[g]}" for g, f in score.alignment.merges]
    divided = [f"{score.found[f]} is part of {score.gold[g]}" for f, g in score.alignment.splits]
    return RunArticle(
        id=score.id, group=score.group, language=score.language, split=score.split, labels=labelled.labels,
        record=score.record, characters=len(labelled.article.text), incidents=len(labelled.gold.incidents),
        countries=tuple(sorted({code for one in labelled.gold.incidents for code in one.countries})),
        fields={field: _row(counts) for field, counts in tally(score.verdicts).items()},
        never=tuple(Never(kind=event.kind, what=event.what) for event in score.never),
        abstained=score.abstained, merged=tuple(merged), divided=tuple(divided), errors=_errors(score),
    )  # fmt: skip


def _row(counts: Counts) -> Row:
    return (counts.gold, counts.found, counts.right, counts.partial, counts.wrong, counts.missed, counts.invented,
            counts.credit, counts.cost)  # fmt: skip


def _errors(score: ArticleScore) -> tuple[Miss, ...]:
    errors = [
        Miss(field=one.field, verdict=one.verdict, slip=one.slip, gold=_text(one.gold), found=_text(one.found),
             cost=one.cost, gold_at=_at(one.gold), found_at=_at(one.found))
        for one in score.verdicts if one.verdict != "right"
    ]  # fmt: skip
    return tuple(sorted(errors, key=lambda miss: (-miss.cost, _ORDER[miss.field], miss.gold or "", miss.found or "")))


_ORDER = {field: place for place, field in enumerate(("published", *FIELDS))}


def _at(fact: Fact | None) -> tuple[Span, ...]:
    return () if fact is None else fact.spans[:_MOST_SPANS]


def _text(fact: object) -> str | None:
    return None if fact is None else str(fact)


def _article_lines(article: RunArticle) -> str:
    parts: list[str] = []
    for key, value in article.model_dump(mode="json").items():
        if isinstance(value, dict | list) and value:
            parts.append(f"   {json.dumps(key)}: {_block(value)}")
        elif value not in ([], {}):
            parts.append(f"   {json.dumps(key)}: {_line(value)}")
    return "  {\n" + ",\n".join(parts) + "\n  }"


def _block(value: dict[str, object] | Sequence[object]) -> str:
    if isinstance(value, dict):
        rows = [f"    {json.dumps(key)}: {_line(each)}" for key, each in value.items()]
        return "{\n" + ",\n".join(rows) + "\n   }"
    return "[\n" + ",\n".join(f"    {_line(each)}" for each in value) + "\n   ]"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
