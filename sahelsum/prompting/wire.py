"""Drafts as schemas for the wire: what strict structured output asks for, and not a token more."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

from pydantic import BaseModel

from sahelsum.draft import Draft
from sahelsum.plain_draft import PlainDraft

SCHEMAS: dict[str, type[BaseModel]] = {"draft": Draft, "plain": PlainDraft}
"""What a prompt may have filled, by the name that its front matter gives."""


def wire_schema(schema: str = "draft") -> dict[str, Any]:
    """The JSON Schema of a draft: every field required, none unknown. Titles and what is said of whole objects are left
    out: the prompt says it once."""
    body: dict[str, Any] = SCHEMAS[schema].model_json_schema()
    for part in (body, *body["$defs"].values()):
        part.pop("description", None)
    return {key: _without_titles(value) for key, value in body.items() if key != "title"}


@cache
def wire_text(schema: str = "draft") -> str:
    """The schema as it is counted and hashed: compact JSON."""
    return json.dumps(wire_schema(schema), ensure_ascii=False, separators=(",", ":"))


def wire_hash(schema: str = "draft") -> str:
    """8 hex digits that name the schema."""
    return hashlib.sha256(wire_text(schema).encode()).hexdigest()[:8]


def _without_titles(part: object) -> object:
    if isinstance(part, dict):
        return {key: _without_titles(value) for key, value in part.items() if key != "title" or isinstance(value, dict)}
    return [_without_titles(each) for each in part] if isinstance(part, list) else part
