"""What a batch is asked to do: its inputs, its output, who reads, and the limits that it keeps."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from sahelsum.batching.journal import OnChange
from sahelsum.batching.limiter import Limits
from sahelsum.batching.manifest import Settings
from sahelsum.batching.tables import Columns
from sahelsum.llm.extract import Asking
from sahelsum.record import SCHEMA_VERSION
from sahelsum.reference import Reference


@dataclass(frozen=True, slots=True)
class Where:
    """An engine, the address of its cluster (null: one is started on this machine, with so many `workers`; null:
    one a core)."""

    engine: Literal["dask", "ray"]
    address: str | None = None
    workers: int | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """`inputs` are files, folders, globs, tables or `-`; `output` the file of records; `asking` how a model is asked
    (null: the built-in rules read, in `workers` processes); `data` the desk's folder; `engine` is where, null here."""

    inputs: tuple[str, ...]
    output: Path
    asking: Asking | None = None
    limits: Limits = field(default_factory=Limits)
    columns: Columns = field(default_factory=Columns)
    data: Path | None = None
    keep_text: bool = True
    workers: int = 1
    engine: Where | None = None
    retry_failed: bool = False
    on_change: OnChange = OnChange.stop

    def settings(self) -> Settings:
        """What decides what a record says.

        Raises:
            PromptError, DataError: it cannot be read.
        """
        asked: Settings = {"reader": "rules"}
        if self.asking is not None:
            from sahelsum.prompting.prompt import prompt
            from sahelsum.prompting.wire import wire_hash

            used = prompt(self.asking.prompt)
            asked = {
                "reader": self.asking.model, "prompt": f"{used.name}@{used.hash}", "schema": wire_hash(used.schema),
                "reasks": self.asking.reasks,
            }  # fmt: skip
        return {
            **asked, "data": Reference.load(self.data).digest, "sahelsum": version("sahelsum"),
            "record_schema": SCHEMA_VERSION, "text": self.keep_text,
            "published": None if self.columns.published is None else self.columns.published.isoformat(),
        }  # fmt: skip
