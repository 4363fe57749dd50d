"""The engine that a job names."""

from __future__ import annotations

from sahelsum.batching.engines.seam import Engine
from sahelsum.batching.job import Where


def engine_of(where: Where) -> Engine:
    """The engine of that name."""
    if where.engine == "ray":
        from sahelsum.batching.engines.by_ray import ByRay

        return ByRay(where)
    from sahelsum.batching.engines.by_dask import ByDask

    return ByDask(where)
