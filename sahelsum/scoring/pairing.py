"""Pairing one to one: the choice of pairs whose worth adds up to the most."""

from __future__ import annotations

from collections.abc import Sequence


def pair(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column) of the greatest total worth, each row and column at most once; none of worth 0 or less."""
    if not worth or not worth[0]:
        return []
    found = [(row, max(range(len(worth[0])), key=values.__getitem__)) for row, values in enumerate(worth)]
    found = [(row, column) for row, column in found if worth[row][column] > 0]
    if len({column for _, column in found}) < len(found):  # else every row has its best
        found = _optimal(worth)
    return [(row, column) for row, column in found if worth[row][column] > 0]


def _optimal(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    import numpy as np
    from lap import lapjv

    costs = -np.maximum(np.array(worth, dtype=float), 0.0)
    columns = lapjv(costs, extend_cost=True, return_cost=False)[0]
    return [(row, int(column)) for row, column in enumerate(columns) if column >= 0]
