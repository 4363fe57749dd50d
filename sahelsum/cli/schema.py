"""`sahelsum schema`: what a record, a dossier, a draft or a gold file holds, as JSON Schema."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

EXAMPLES = """
sahelsum schema                    the record, which is the public contract
sahelsum schema dossier            the dossier: several articles, one incident
sahelsum schema draft              the draft, which an extractor fills
sahelsum schema gold               a gold file, for an editor that knows JSON Schema
sahelsum schema > record.schema.json
"""


class Kind(StrEnum):
    """What there is a schema of."""

    record = "record"
    dossier = "dossier"
    draft = "draft"
    gold = "gold"


def schema(
    kind: Annotated[
        Kind, typer.Argument(metavar="KIND", help="record (the default), dossier, draft or gold.")
    ] = Kind.record,
) -> None:
    """Print the JSON Schema of the record, a dossier, the draft that an extractor fills, or a gold file."""
    typer.echo(json.dumps(schema_of(kind), indent=2, ensure_ascii=False))


def schema_of(kind: Kind) -> dict[str, object]:
    """The JSON Schema of `kind`; the record's as it is written, with every field required."""
    if kind is Kind.draft:
        from sahelsum.draft import Draft

        return _dated(Draft.model_json_schema())
    if kind is Kind.gold:
        from sahelsum.gold.model import Gold

        return _dated(Gold.model_json_schema())
    if kind is Kind.dossier:
        from sahelsum.dossier import Dossier

        return _dated(Dossier.model_json_schema(mode="serialization"))
    from sahelsum.record import Record

    return _dated(Record.model_json_schema(mode="serialization"))


def _dated(body: dict[str, object]) -> dict[str, object]:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **body}
