"""One article in, one record out: read, extract, ground, audit, sum up. Reads in the order of the data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sahelsum.article import Article
from sahelsum.assemble import assembled, provenance
from sahelsum.errors import ModelError
from sahelsum.ground import ground
from sahelsum.reading import read
from sahelsum.record import Record
from sahelsum.reference import Reference
from sahelsum.rules.extract import extract

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
        grounded = ground(extract(article, reference), article, reference)
        return assembled(article, grounded, reference, provenance(reference))
    return _by_model(article, str(model), data)


def _by_model(article: Article, model: str, data: Path | None) -> Record:
    import asyncio

    from sahelsum.by_model import read_by_model
    from sahelsum.llm.extract import Asking, Reader

    async def asked() -> Record:
        reader = Reader(Asking(model))
        try:
            return await read_by_model(article, reader, data=data)
        finally:
            await reader.close()

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(asked())
    raise ModelError(
        "a model cannot be asked from inside a running event loop, such as a notebook's; there, use "
        "`await asyncio.to_thread(sahelsum.summarise, …)`."
    )
