"""Everything that the program knows of the world, loaded once: gazetteer, actors, lexicons, and their digest.

A desk's folder is laid over the shipped data. A folder that holds none of the known files is surely a mistaken path,
so it is refused and not passed over in silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from sahelsum.actors import Actors
from sahelsum.errors import DataError
from sahelsum.lexicon import Lexicon
from sahelsum.places import Gazetteer
from sahelsum.tables import digest


@dataclass(frozen=True, eq=False)
class Reference:
    """The reference data; `digest` is 16 hex digits that name its state, `desk` the desk's folder or null."""

    gazetteer: Gazetteer
    actors: Actors
    digest: str
    desk: Path | None

    def lexicon(self, language: str) -> Lexicon:
        """The lexicons of one language."""
        return _lexicon(language, self.desk)

    @classmethod
    def load(cls, desk: Path | None = None) -> Reference:
        """The shipped data with the desk's rows laid over it; loaded once a folder and process.

        Raises:
            DataError: the folder does not exist or holds no known file, or a file in it is malformed.
        """
        return _load(desk.resolve() if desk is not None else None)


@cache
def _load(desk: Path | None) -> Reference:
    if desk is not None:
        _check(desk)
    return Reference(Gazetteer.load(desk), Actors.load(desk), digest(desk), desk)


@cache
def _lexicon(language: str, desk: Path | None) -> Lexicon:
    return Lexicon(language, desk)


def _check(desk: Path) -> None:
    if not desk.is_dir():
        raise DataError(f"There is no data folder {desk}; give the path of a folder that holds the desk's CSV files.")
    shipped = files("sahelsum.data")
    known = sorted(entry.name for entry in shipped.iterdir() if entry.name.endswith(".csv"))
    lexicons = sorted(entry.name for entry in (shipped / "lexicon").iterdir() if entry.name.endswith(".csv"))
    if not any((desk / name).is_file() for name in (*known, *(f"lexicon/{name}" for name in lexicons))):
        raise DataError(
            f"The data folder {desk} holds none of the files that sahelsum knows; name them as it does: "
            f"{', '.join(known)}, or lexicon/NAME.csv."
        )
