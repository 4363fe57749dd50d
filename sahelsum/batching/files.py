"""The files of a batch: the output and what stands beside it, by names made of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Files:
    """`output` holds the records, `failures` what could not become one, `manifest` how it was made, `index` what is in
    both; the index can be made again from the others at any time."""

    output: Path

    @property
    def _base(self) -> str:
        return self.output.name.removesuffix(".jsonl")

    @property
    def failures(self) -> Path:
        """`records.failures.jsonl` beside `records.jsonl`."""
        return self.output.with_name(f"{self._base}.failures.jsonl")

    @property
    def manifest(self) -> Path:
        """`records.manifest.json`."""
        return self.output.with_name(f"{self._base}.manifest.json")

    @property
    def index(self) -> Path:
        """`records.index.sqlite`."""
        return self.output.with_name(f"{self._base}.index.sqlite")

    @property
    def batches(self) -> Path:
        """`records.batches`, the folder of what is out at a provider."""
        return self.output.with_name(f"{self._base}.batches")

    @property
    def all(self) -> tuple[Path, ...]:
        """Every one of them, with what SQLite puts beside the index."""
        return (self.output, self.failures, self.manifest, self.index, *self.of_index[1:])

    @property
    def of_index(self) -> tuple[Path, ...]:
        """The index and what SQLite puts beside it."""
        return tuple(self.index.with_name(self.index.name + end) for end in ("", "-wal", "-shm", "-journal"))

    def set_aside(self) -> Path | None:
        """Give the records, failures and manifest names of their own, so that a new output begins; returns where the
        records are now, or null where there were none."""
        number = next(n for n in range(1, 10**6) if not any(self._old(path, n).exists() for path in self.all))
        for path in (self.failures, self.manifest, self.output):
            if path.exists():
                path.rename(self._old(path, number))
        old = self._old(self.output, number)
        return old if old.exists() else None

    def _old(self, path: Path, number: int) -> Path:
        return path.with_name(f"{self._base}.old-{number}{path.name.removeprefix(self._base)}")
