"""One article in, one record out: read, extract, ground, audit, sum up. Reads in the order of the data."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sahelsum.article import Article, Span
from sahelsum.audit import audit
from sahelsum.evidence import Evidence
from sahelsum.ground import ground
from sahelsum.reading import read
from sahelsum.record import ArticleInfo, Credit, Notice, Provenance, Record
from sahelsum.reference import Reference
from sahelsum.rules.extract import extract
from sahelsum.summary import compose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sahelsum.draft import Draft
    from sahelsum.llm.extract import Reader
    from sahelsum.llm.question import Answer

RULES = "rules"


def summarise(
    source: str | Path | Article, *, published: date | None = None, model: str | None = None, data: Path | None = None
) -> Record:
    """The record of one article: `source` is its text (`str`), a file (`Path`) or an Article already read.

    `published` is the publication date where the article does not carry it; `data` a folder with the desk's own
    rows; `model` null or `"rules"` means the built-in rules, which need no network, else `PROVIDER/NAME`.

    Raises:
        ModelError: the model cannot be asked or gives nothing that can be used.
        InputError: the source cannot be read as an article.
        LanguageError: the rules do not read its language.
        DataError: a file in `data` is malformed.
    """
    article = source if isinstance(source, Article) else read(source, published=published)
    reference = Reference.load(data)
    if model in (None, RULES):
        return _record(article, extract(article, reference), reference, _provenance(reference))
    from sahelsum.llm.extract import Asking, Reader

    return read_by_model(article, Reader(Asking(str(model))), data=data)


def read_by_model(article: Article, reader: Reader, *, data: Path | None = None) -> Record:
    """The record of one article as `reader`, a model, reads it; grounded like any other draft.

    Raises:
        ModelError: no answer came, or none that is a draft.
    """
    import asyncio

    reference = Reference.load(data)

    def faults(draft: Draft) -> list[str]:
        """What grounding refuses, as a model can act on it."""
        refused = ground(draft, article, reference).rejected
        return [f"{one.fact}: {one.reason.replace('_', ' ')} ({one.value})" for one in refused]

    taken = asyncio.run(reader.read(article, faults))
    record = _record(article, taken.draft, reference, _asked(reference, reader, taken.answers))
    troubles = {
        "not_sent_back": taken.unasked and f"refused facts were not sent back to the model: {taken.unasked}",
        "answer_not_kept": next((one.unkept for one in taken.answers if one.unkept), ""),
    }
    notices = [Notice(code=code, message=message) for code, message in troubles.items() if message]
    warnings = (*record.audit.warnings, *notices)
    return record.model_copy(update={"audit": record.audit.model_copy(update={"warnings": warnings})})


def _record(article: Article, draft: Draft, reference: Reference, provenance: Provenance) -> Record:
    grounded = ground(draft, article, reference)
    return Record(
        article=_article_info(article),
        summary=compose(grounded.incidents, article.language),
        summary_basis="composed",
        incidents=grounded.incidents,
        audit=audit(article, grounded, reference),
        provenance=provenance,
    )


def _article_info(article: Article) -> ArticleInfo:
    stated = article.published_span
    return ArticleInfo(
        id=article.id, source=article.source, title=article.title, publisher=article.publisher,
        language=article.language, published=article.published, published_basis=article.published_basis,
        published_evidence=(_evidence(article, stated),) if stated is not None else (),
        credits=tuple(
            Credit(name=credit.name, evidence=(_evidence(article, Span(credit.start, credit.end)),))
            for credit in article.credits
        ),
        fingerprint=article.fingerprint, text=article.text,
    )  # fmt: skip


def _evidence(article: Article, span: Span) -> Evidence:
    return Evidence(quote=article.text[span.start : span.end], start=span.start, end=span.end)


def _provenance(reference: Reference) -> Provenance:
    return Provenance(
        extractor="rules", model=None, prompt=None, data=reference.digest, sahelsum=version("sahelsum"),
        created_at=_now(), cached=False, requests=0, input_tokens=None, output_tokens=None, cost_usd=None,
    )  # fmt: skip


def _asked(reference: Reference, reader: Reader, answers: Sequence[Answer]) -> Provenance:
    """The model's provenance; what its answers took is summed over all turns."""
    inputs, outputs = ([getattr(one, name) for one in answers] for name in ("input_tokens", "output_tokens"))
    return _provenance(reference).model_copy(update={
        "extractor": "llm", "model": reader.model, "prompt": f"{reader.prompt.name}@{reader.prompt.hash}",
        "cached": all(one.cached for one in answers), "requests": sum(one.requests for one in answers),
        "input_tokens": None if None in inputs else sum(inputs),
        "output_tokens": None if None in outputs else sum(outputs),
    })  # fmt: skip


def _now() -> datetime:
    """The time, or SOURCE_DATE_EPOCH (seconds since 1970) for reproducible output."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC).replace(microsecond=0)
