"""A model's reading as a plain call, its connections closed behind it."""

from __future__ import annotations

import asyncio

from sahelsum.article import Article
from sahelsum.by_model import read_by_model
from sahelsum.llm.extract import Reader
from sahelsum.record import Record


def read_by(reader: Reader, article: Article) -> Record:
    """The record of one article as `reader` reads it."""

    async def read_and_close() -> Record:
        try:
            return await read_by_model(article, reader)
        finally:
            await reader.close()

    return asyncio.run(read_and_close())
