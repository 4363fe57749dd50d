"""Runs made up for tests: an article needs no gold and no record to have scores."""

from __future__ import annotations

from collections.abc import Iterable

from sahelsum.scoring.run import Miss, Reader, Run, RunArticle

RULES = Reader(extractor="rules", model=None, prompt=None, data="0" * 16, sahelsum="0")


def article(number: int, right: int, missed: int = 0, *, field: str = "places", **known: object) -> RunArticle:
    """An article with facts in one field, some right and some missed; what else is known of it as RunArticle has it."""
    gold = right + missed
    fields = {field: (gold, right, right, 0, 0, missed, 0, float(right), 2 * missed)} if gold else {}
    errors = tuple(Miss(field=field, verdict="missed", slip="", gold=f"fact {at}", found=None, cost=2)
                   for at in range(missed))  # fmt: skip
    body = {"id": f"a{number:04}", "group": f"g{number:04}", "language": "en", "split": "open", "labels": "0" * 16,
            "record": True, "characters": 1500, "incidents": 1, "countries": ("ML",), "fields": fields,
            "errors": errors, **known}  # fmt: skip
    return RunArticle(**body)


def run(articles: Iterable[RunArticle], reader: Reader = RULES) -> Run:
    """A run over these articles."""
    return Run(readers=(reader,), articles=tuple(articles))
