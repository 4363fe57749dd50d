"""One article in, one record out: read, extract, ground, audit, sum up. Reads in the order of the data."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

from sahelsum.article import Article, Span
from sahelsum.audit import audit
from sahelsum.errors import SahelsumError
from sahelsum.evidence import Evidence
from sahelsum.ground import ground
from sahelsum.reading import read
from sahelsum.record import ArticleInfo, Credit, Provenance, Record
from sahelsum.reference import Reference
from sahelsum.rules.extract import extract
from sahelsum.summary import compose

RULES = "rules"


def summarise(
    source: str | Path | Article, *, published: date | None = None, model: str | None = None, data: Path | None = None
) -> Record:
    """The record of one article: `source` is its text (`str`), a file (`Path`) or an Article already read.

    `published` is the publication date where the article does not carry it; `data` a folder with the desk's own
    rows; `model` null or `"rules"` means the built-in rules, which need no network.

    Raises:
        InputError: the source cannot be read as an article.
        LanguageError: the rules do not read its language.
        DataError: a file in `data` is malformed.
    """
    if model not in (None, RULES):
        raise SahelsumError(
            f"model {model!r} is not available in this version; leave --model out to use the built-in rules."
        )
    article = source if isinstance(source, Article) else read(source, published=published)
    reference = Reference.load(data)
    grounded = ground(extract(article, reference), article, reference)
    return Record(
        article=_article_info(article),
        summary=compose(grounded.incidents, article.language),
        summary_basis="composed",
        incidents=grounded.incidents,
        audit=audit(article, grounded, reference),
        provenance=_provenance(reference),
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


def _now() -> datetime:
    """The time, or SOURCE_DATE_EPOCH (seconds since 1970) for reproducible output."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC).replace(microsecond=0)
