"""The record put together: what grounding vouches for, its audit, a summary, and where it all comes from."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version

from sahelsum.article import Article, Span
from sahelsum.audit import audit
from sahelsum.evidence import Evidence
from sahelsum.ground import Grounded
from sahelsum.record import ArticleInfo, Credit, Provenance, Record
from sahelsum.reference import Reference
from sahelsum.summary import compose


def assembled(
    article: Article, grounded: Grounded, reference: Reference, source: Provenance, told: str | None = None
) -> Record:
    """The record of one article; `told` is a summary that may stand for the composed one."""
    return Record(
        article=_article_info(article),
        summary=compose(grounded.incidents, article.language) if told is None else told,
        summary_basis="composed" if told is None else "model",
        incidents=grounded.incidents,
        audit=audit(article, grounded, reference),
        provenance=source,
    )


def provenance(reference: Reference) -> Provenance:
    """That of the built-in rules, who ask nobody."""
    return Provenance(
        extractor="rules", model=None, prompt=None, data=reference.digest, sahelsum=_version(),
        created_at=now(), cached=False, requests=0, input_tokens=None, output_tokens=None, cost_usd=None,
    )  # fmt: skip


@cache
def _version() -> str:
    return version("sahelsum")


def now() -> datetime:
    """The time, or SOURCE_DATE_EPOCH (seconds since 1970) for reproducible output."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC).replace(microsecond=0)


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
