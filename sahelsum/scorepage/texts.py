"""The texts of scored articles, out of a folder of gold."""

from __future__ import annotations

from pathlib import Path

from sahelsum.gold.store import Labelled, Store
from sahelsum.scoring.run import RunArticle


class Texts:
    """A folder of gold, asked for one text at a time.

    Raises:
        GoldError: it has no gold at all.
    """

    def __init__(self, folder: Path) -> None:
        self._store = Store(folder)
        self._files = {file.stem: file for file in self._store.files}

    def of(self, article: RunArticle) -> str | None:
        """The article's text; null where it is not there, or it or its labels are no longer what was scored: the
        places of evidence would point at other words."""
        file = self._files.get(article.id)
        found = None if file is None else self._store.read(file)
        return found.article.text if isinstance(found, Labelled) and found.labels == article.labels else None
