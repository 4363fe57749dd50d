"""Parquet: one row an incident, every part of the dossier as a typed, nested column, and its projection beside it.

The columns are made from the dossier's own model, so that a row read back is the dossier that was written; `policy`
and `projection` stand after them. Needs pyarrow, the extra `sahelsum[parquet]`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, BinaryIO, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from sahelsum.dossier import Dossier
from sahelsum.errors import SahelsumError
from sahelsum.export.event import Event, Tally, Write
from sahelsum.projection import POLICIES, Policy, Projection

_ROWS_AT_ONCE = 1000
"""Rows in memory, and in a row group."""


@contextmanager
def table(out: BinaryIO, policy: Policy) -> Iterator[Write]:
    """Writes each event as a row to `out`.

    Raises:
        SahelsumError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise SahelsumError("Parquet needs pyarrow; install it with `pip install 'sahelsum[parquet]'`.") from None
    columns = schema().with_metadata({"policy": policy, "policy_means": POLICIES[policy]})
    waiting: list[dict[str, Any]] = []
    with pq.ParquetWriter(out, columns, compression="zstd") as writer:

        def flush() -> None:
            if waiting:
                writer.write_table(pa.Table.from_pylist(waiting, schema=columns))
                waiting.clear()

        def write(event: Event, tally: Tally) -> None:
            made = event.made
            waiting.append({**event.dossier.model_dump(), "policy": made.policy, "projection": _projection(made)})
            tally.written += 1
            if len(waiting) == _ROWS_AT_ONCE:
                flush()

        yield write
        flush()


def schema() -> Any:  # noqa: ANN401 - pyarrow has no types
    """The columns, as a `pyarrow.Schema`."""
    import pyarrow as pa

    number, text = pa.int64(), pa.string()
    estimates = [("low", number), ("best", number), ("high", number)]
    projection = pa.struct([
        *estimates, ("fatalities", number), ("apportioned", pa.bool_()),
        ("groups", pa.list_(pa.struct([("group", text), *estimates]))),
        ("shares", pa.list_(pa.struct([("place", number), ("day", pa.date32()), ("fatalities", number)]))),
        ("notes", pa.list_(text)),
    ])  # fmt: skip
    return pa.schema([*_fields(Dossier), pa.field("policy", text), pa.field("projection", projection)])


def _projection(made: Projection) -> dict[str, Any]:
    return {
        **made.deaths._asdict(), "fatalities": made.fatalities, "apportioned": made.apportioned, "notes": made.notes,
        "groups": [{"group": group, **deaths._asdict()} for group, deaths in made.groups.items()],
        "shares": [share._asdict() for share in made.shares],
    }  # fmt: skip


def _fields(model: type[BaseModel]) -> list[Any]:
    import pyarrow as pa

    return [pa.field(name, _type(field.annotation)) for name, field in model.model_fields.items()]


def _type(annotation: Any) -> Any:  # noqa: ANN401 - annotations and pyarrow's types have none
    """The Arrow type of a field: tuples are lists, models structs, closed vocabularies the type of their values."""
    import pyarrow as pa

    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type(inner[0])
    if origin in (Union, UnionType):
        (known,) = (one for one in inner if one is not NoneType)
        return _type(known)
    if origin is tuple:
        return pa.list_(_type(inner[0]))
    if origin is Literal:
        return _type(type(inner[0]))
    if issubclass(annotation, BaseModel):
        return pa.struct(_fields(annotation))
    return {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), date: pa.date32()}[annotation]
