"""The name of a column, from one row of heading or several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.sheets.cells import folded, key, without_marks
from data.sheets.heading_words import is_sector
from data.sheets.recall import remembered
from data.sheets.row_words import is_total, of_which
from data.sheets.units import heading_unit, unit_line, unit_of
from data.sheets.years import whole_year, year_in

if TYPE_CHECKING:
    from data.sheets.grid import Grid
    from data.sheets.layout import Layout

JOINT = " / "


def heading_paths(grid: Grid, layout: Layout) -> list[tuple[str, ...]]:
    """Give the parts of each column's heading, from the top, each said once.

    A merged cell heads every column that it covers. A cell that is blank beside one that heads
    several columns takes its text, as far as a lower row goes on dividing it.
    """
    if layout.first < 0:
        return [() for _ in range(grid.width)]
    rows = [row for row in range(layout.first, layout.last + 1) if row not in grid.unseen]
    origins = grid.origins(layout.first, layout.last)
    table = [[_text(grid, row, column, origins) for column in range(grid.width)] for row in rows]
    for number in range(len(table) - 1):
        _spread(table, number, rows[number], origins)
    return [_parts([line[column] for line in table]) for column in range(grid.width)]


def _text(
    grid: Grid, row: int, column: int, origins: dict[tuple[int, int], tuple[int, int]]
) -> str:
    at = origins.get((row, column), (row, column))
    return without_marks(folded(grid.text(*at)))


def _spread(
    table: list[list[str]], number: int, row: int, origins: dict[tuple[int, int], tuple[int, int]]
) -> None:
    """Fill blanks to the right of a cell that lower rows divide."""
    line, below = table[number], table[number + 1]
    current = ""
    for column, text in enumerate(line):
        if (row, column) in origins:
            current = ""
        elif text:
            current = text if below[column] else ""
        elif current and below[column] and below[column] != current:
            line[column] = current
        else:
            current = ""


def _parts(texts: list[str]) -> tuple[str, ...]:
    """Drop blanks and what is said again right below."""
    found: list[str] = []
    for text in texts:
        if text and (not found or key(found[-1]) != key(text)):
            found.append(text)
    return tuple(found)


def column_letter(index: int) -> str:
    """Name a column without heading as a spreadsheet does.

    Examples
    --------
    >>> [column_letter(index) for index in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_name(parts: tuple[str, ...], index: int) -> str:
    """Join the parts of a heading; one without any is called by its letter.

    Examples
    --------
    >>> column_name(("2023年", "制造业"), 1), column_name((), 1)
    ('2023年 / 制造业', 'B')
    """
    return JOINT.join(parts) or column_letter(index)


def sector_of(parts: tuple[str, ...]) -> str:
    """Find the sector that a heading names, the innermost; blank for none or for a sum.

    Examples
    --------
    >>> (
    ...     sector_of(("2023年", "其中：制造业（家）")),
    ...     sector_of(("制造业", "合计")),
    ...     sector_of(("数量",)),
    ... )
    ('制造业', '制造业', '')
    """
    for part in parts[::-1]:
        name = bare_part(of_which(part) or part)
        if not is_total(name) and is_sector(name):
            return name
    return ""


def year_of(parts: tuple[str, ...]) -> str:
    """Find the one year that a heading names.

    Examples
    --------
    >>> year_of(("2023年", "制造业")), year_of(("企业数（2022）",)), year_of(("2022-2023增长",))
    ('2023', '2022', '')
    """
    whole = [year for part in parts if (year := whole_year(bare_part(part)))]
    return whole[-1] if len(set(whole)) == 1 else year_in(JOINT.join(parts))


@remembered
def bare_part(part: str) -> str:
    """Take the unit off a part of a heading.

    Examples
    --------
    >>> bare_part("制造业（万家）"), bare_part("企业数（含港澳）"), bare_part("(家)")
    ('制造业', '企业数(含港澳)', '')
    """
    plain = folded(part)
    if unit_line(plain) is not None or unit_of(plain):
        return plain if unit_line(plain) is None else ""
    unit = heading_unit(plain)
    if unit is None or not unit.text:
        return plain
    at = plain.rfind(unit.text)
    return plain[:at].rstrip(" ([,:/") or plain
