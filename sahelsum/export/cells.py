"""CSV that a spreadsheet opens as what it says: no cell of text can be taken for a formula.

A cell whose first visible character would start one (`= + - @`, also in full width, a tab or a line break) gets an
apostrophe before it, as OWASP advises against CSV injection; numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from sahelsum.card.words import clean
from sahelsum.export.event import Event, LeftOut, Tally, Write

Cell = str | int | float | None
Row = Mapping[str, Cell]
Rows = Callable[[Event], Iterable[Row | LeftOut]]
_STARTS = frozenset("=+-@\t\r\n＝＋－＠")


@contextmanager
def csv_rows(out: BinaryIO, columns: Sequence[str], rows: Rows) -> Iterator[Write]:
    """Writes the rows of each event to `out`: a header, commas, UTF-8 without a mark, lines ended as RFC 4180 says."""
    line = io.StringIO()
    writer = csv.writer(line)

    def put(cells: Iterable[Cell]) -> None:
        writer.writerow(cells)
        out.write(line.getvalue().encode("utf-8"))
        line.seek(0)
        line.truncate()

    def write(event: Event, tally: Tally) -> None:
        for row in rows(event):
            if isinstance(row, LeftOut):
                tally.left_out[row] += 1
                continue
            put(harmless(row[column]) for column in columns)
            tally.written += 1

    put(columns)
    yield write


def harmless(cell: Cell) -> Cell:
    """`cell`, with an apostrophe before text that a spreadsheet would take for a formula."""
    if not isinstance(cell, str):
        return cell
    return f"'{cell}" if cell[:1] in _STARTS or cell.lstrip()[:1] in _STARTS else cell


def joined(texts: Iterable[str | None]) -> str:
    """Several texts in one cell, each once, as ACLED parts them; a semicolon inside one becomes a comma."""
    return "; ".join(dict.fromkeys(one for text in texts if text and (one := clean(text).replace(";", ","))))
