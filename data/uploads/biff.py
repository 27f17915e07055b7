"""The records of an old workbook that its reader does not tell of: formulas, charts.

Source: [MS-XLS], sections 2.4.21 (BOF), 2.4.28 (BoundSheet8) and 2.4.127 (Formula).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMULA, EOF, BOUNDSHEET, CHART_DATA = 0x0006, 0x000A, 0x0085, 0x00EC
STARTS = frozenset({0x0009, 0x0209, 0x0409, 0x0809})  # beginning of a sheet, or of a chart in it
FORMULAS = frozenset({FORMULA, 0x0206, 0x0406})
HEAD = 4  # bytes: kind and length of a record
FORMULA_SIZE = 16
NOT_A_NUMBER = b"\xff\xff"
BLANK_RESULT = 3
TO_BE_COMPUTED = 0x0003  # flags: at each opening, or when loaded


@dataclass
class SheetRecords:
    """Hold what the records of a sheet tell.

    Parameters
    ----------
    formulas
        Places of formulas, by (row, column) from 0, and whether a value is kept with each.
    drawn
        Whether something is drawn on the sheet.
    """

    formulas: dict[tuple[int, int], bool] = field(default_factory=dict)
    drawn: bool = False


def records(stream: bytes, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """Give kind and content of each record, as far as there are whole ones."""
    while start + HEAD <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        start += HEAD
        if start + length > len(stream):
            return
        yield kind, stream[start : start + length]
        start += length


def sheet_records(stream: bytes, start: int) -> SheetRecords:
    """Read what the records of one sheet tell; a chart within the sheet is stepped over."""
    found = SheetRecords()
    depth = 0
    for kind, content in records(stream, start):
        if kind in STARTS:
            depth += 1
        elif kind == EOF:
            depth -= 1
            if depth <= 0:
                break
        elif depth > 1 or kind == CHART_DATA:
            found.drawn = True
        elif kind in FORMULAS and len(content) >= FORMULA_SIZE:
            row, column = struct.unpack_from("<HH", content)
            found.formulas[row, column] = _is_kept(content)
    return found


def _is_kept(formula: bytes) -> bool:
    """Tell whether a formula has been computed: a blank result of one still to be is none."""
    flags = struct.unpack_from("<H", formula, 14)[0]
    blank = formula[12:14] == NOT_A_NUMBER and formula[6] == BLANK_RESULT
    return not (blank and flags & TO_BE_COMPUTED)


def sheet_starts(stream: bytes) -> list[tuple[int, int]]:
    """List the sheets of a workbook, in order: where each starts, and of which kind it is.

    Kind 0 is a worksheet, 2 a chart; other numbers are macro sheets.
    """
    found = []
    for kind, content in records(stream):
        if kind == EOF:
            break
        if kind == BOUNDSHEET and len(content) >= HEAD + 2:
            found.append((struct.unpack_from("<I", content)[0], content[5]))
    return found
