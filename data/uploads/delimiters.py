"""Which character stands between the cells of a text."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice

DELIMITERS = ("\t", ";", "|", ",")
"""What is tried; of two that do equally well, the first is taken."""

LOOKED_AT = 300  # rows
LONGEST_LOOK = 200_000  # characters
FIELD_LIMIT = 1_000_000
NOTHING = (False, 0.0, 0)
NUMBER = re.compile(r"[-+−]?[0-9０-９][0-9０-９,，. ]*[%％]?")


def delimiter_of(text: str) -> str:
    r"""Find the delimiter of a text; blank where every row is one cell.

    One that gives every row the same number of cells goes before all others. Then the best gives
    most rows the same number, and leaves most cells a plain number or free of the other candidates.

    Examples
    --------
    >>> delimiter_of("name;value\nGuangdong;1,5\n"), delimiter_of("省,家数\n广东,5\n")
    (';', ',')
    >>> delimiter_of("广东\n广西\n")
    ''
    """
    scores = {delimiter: _score(text[:LONGEST_LOOK], delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: scores[delimiter])
    return best if scores[best] > NOTHING else ""


def _score(text: str, delimiter: str) -> tuple[bool, float, int]:
    rows = [row for row in _rows(text, delimiter) if row]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return NOTHING
    width, times = max(widths.items(), key=lambda found: (found[1], found[0]))
    cells = [cell for row in rows for cell in row if cell.strip()]
    plain = sum(_is_plain(cell.strip()) for cell in cells)
    even = round(times / len(rows) + plain / max(len(cells), 1), 2)
    return (times == len(rows), even, width)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return list(islice(reader, LOOKED_AT))
    except csv.Error:  # a cell without end
        return []


def _is_plain(cell: str) -> bool:
    """Tell whether a cell looks like one: a number, or text without a delimiter."""
    return bool(NUMBER.fullmatch(cell)) or not any(one in cell for one in DELIMITERS)
