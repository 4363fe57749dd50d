"""A folder of gold: `articles/ID.txt` beside `gold/ID.json`, read together and checked before anything is scored."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sahelsum.article import Article
from sahelsum.errors import GoldError, SahelsumError
from sahelsum.gold.model import Gold
from sahelsum.reading import read

SUFFIXES = (".txt", ".md", ".html")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One article and what a careful reader says it states. `labels` (16 hex digits) names the state of both: scores
    are comparable while it stays."""

    gold: Gold
    article: Article
    labels: str

    @classmethod
    def of(cls, gold: Gold, article: Article) -> Labelled:
        """The two together; how the file is laid out does not change `labels`, what it says does."""
        state = hashlib.sha256(f"{article.id} {gold.model_dump_json()}".encode()).hexdigest()
        return cls(gold, article, state[:16])


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a gold folder: the file, where in it, and what to do."""

    file: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.what}"


class Store:
    """A folder of gold, read one article at a time; `labels` is the folder in it that has the label files.

    Raises:
        GoldError: it has no gold at all.
    """

    def __init__(self, folder: Path, labels: str = "gold") -> None:
        self._folder = folder
        self.files = sorted((folder / labels).glob("*.json"))
        articles = sorted(file for file in (folder / "articles").glob("*") if file.suffix in SUFFIXES)
        self._articles = {file.stem: file for file in articles}
        if not self.files:
            raise GoldError(
                f"{folder} has no gold (no file {labels}/ID.json); "
                "name the folder that holds articles/ and gold/ with --gold."
            )

    def named(self, patterns: Sequence[str]) -> list[Path]:
        """The gold files whose id fits one of `patterns` (`*` and `?` are wildcards).

        Raises:
            GoldError: none does.
        """
        found = [file for file in self.files if any(fnmatchcase(file.stem, pattern) for pattern in patterns)]
        if not found:
            wanted = ", ".join(patterns)
            raise GoldError(f"no gold in {self._folder} has an id like {wanted}; the ids are the names of the files.")
        return found

    def read(self, file: Path) -> Labelled | list[Problem]:
        """One of `files` with its article, or what is wrong with it."""
        called = _called(self._folder, file)
        try:
            gold = Gold.model_validate(json.loads(file.read_bytes(), object_pairs_hook=_no_twin_keys))
        except ValidationError as error:
            return [Problem(called, line) for line in _lines(error)]
        except UnicodeDecodeError:
            return [Problem(called, "is not in UTF-8; save it as UTF-8.")]
        except (ValueError, RecursionError) as error:
            return [Problem(called, f"is not JSON ({error}).")]
        return self._with_article(gold, file)

    def _with_article(self, gold: Gold, file: Path) -> Labelled | list[Problem]:
        called, source = _called(self._folder, file), self._articles.get(gold.id)
        if gold.id != file.stem:
            return [Problem(called, f"has the id {gold.id!r}; it must be the file's own name, {file.stem!r}.")]
        if source is None:
            return [Problem(called, f"has no article beside it (articles/{gold.id}.txt).")]
        try:
            return Labelled.of(gold, read(source, published=gold.given))
        except SahelsumError as error:
            return [Problem(_called(self._folder, source), str(error).removeprefix(f"{source} "))]

    def orphans(self) -> list[Problem]:
        """Articles that nobody has labelled."""
        labelled = {file.stem for file in self.files}
        return [Problem(_called(self._folder, file), "has no gold file; label it or move it away.")
                for stem, file in self._articles.items() if stem not in labelled]  # fmt: skip


def _called(folder: Path, file: Path) -> str:
    return file.relative_to(folder).as_posix()


def _lines(error: ValidationError) -> Iterator[str]:
    for each in error.errors(include_url=False, include_context=False):
        where = ".".join(map(str, each["loc"]))
        message = _PLAINLY.get(each["type"], each["msg"].removeprefix("Value error, "))
        yield f"{where}: {message}" if where else message


_PLAINLY = {
    "missing": "is missing; `sahelsum schema gold` lists what a gold file must have.",
    "extra_forbidden": "is no field of a gold file here; `sahelsum schema gold` lists the fields.",
    "model_type": "must be an object in braces; evals/GUIDELINES.md shows one.",
    "tuple_type": "must be a list in brackets.",
    "string_type": "must be text in quotes.",
}
"""What pydantic finds, said so that it can be mended."""


def _no_twin_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object, refused where it has a key twice: the second would hide the first."""
    made = dict(pairs)
    if len(made) != len(pairs):
        twice = next(key for at, (key, _) in enumerate(pairs) if key in dict(pairs[:at]))
        raise ValueError(f"the key {twice!r} stands twice in one object")
    return made
