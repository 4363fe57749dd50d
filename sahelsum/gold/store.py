"""A folder of gold: `articles/ID.txt` beside `gold/ID.json`, read together and checked before anything is scored."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
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


def load(folder: Path) -> tuple[list[Labelled], list[Problem]]:
    """Every labelled article of `folder`, in the order of the ids, and what cannot be read.

    Raises:
        GoldError: `folder` has no gold at all.
    """
    files = sorted((folder / "gold").glob("*.json"))
    if not files:
        raise GoldError(
            f"{folder} has no gold (no file gold/ID.json); name the folder that holds articles/ and gold/ with --gold."
        )
    labelled: list[Labelled] = []
    problems: list[Problem] = []
    for file in files:
        found = _labelled(folder, file)
        if isinstance(found, Labelled):
            labelled.append(found)
        else:
            problems += found
    ids = {file.stem for file in files}
    problems += [Problem(_called(folder, file), "has no gold file; label it or move it away.")
                 for file in _articles(folder) if file.stem not in ids]  # fmt: skip
    return labelled, problems


def _labelled(folder: Path, file: Path) -> Labelled | list[Problem]:
    called = _called(folder, file)
    try:
        gold = Gold.model_validate(json.loads(file.read_bytes(), object_pairs_hook=_no_twin_keys))
    except ValidationError as error:
        return [Problem(called, line) for line in _lines(error)]
    except (ValueError, RecursionError) as error:
        return [Problem(called, f"is not JSON ({error}).")]
    if gold.id != file.stem:
        return [Problem(called, f"has the id {gold.id!r}; it must be the file's own name, {file.stem!r}.")]
    source = next((each for each in _articles(folder) if each.stem == gold.id), None)
    if source is None:
        return [Problem(called, f"has no article beside it (articles/{gold.id}.txt).")]
    try:
        return Labelled.of(gold, read(source, published=gold.given))
    except SahelsumError as error:
        return [Problem(_called(folder, source), str(error))]


def _articles(folder: Path) -> list[Path]:
    return sorted(file for file in (folder / "articles").glob("*") if file.suffix in SUFFIXES)


def _called(folder: Path, file: Path) -> str:
    return file.relative_to(folder).as_posix()


def _lines(error: ValidationError) -> Iterator[str]:
    for each in error.errors(include_url=False, include_context=False):
        where = ".".join(map(str, each["loc"]))
        message = each["msg"].removeprefix("Value error, ")
        yield f"{where}: {message}" if where else message


def _no_twin_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object, refused where it has a key twice: the second would hide the first."""
    made = dict(pairs)
    if len(made) != len(pairs):
        twice = next(key for at, (key, _) in enumerate(pairs) if key in dict(pairs[:at]))
        raise ValueError(f"the key {twice!r} stands twice in one object")
    return made
