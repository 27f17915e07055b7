"""How messages name cells and columns."""

from __future__ import annotations


def cell_name(row: int, column: int) -> str:
    """Name a cell as a spreadsheet does; both are counted from 0.

    Examples
    --------
    >>> cell_name(0, 0), cell_name(1048575, 16383)
    ('A1', 'XFD1048576')
    """
    return f"{column_name(column)}{row + 1}"


def column_name(column: int) -> str:
    """Name a column, counted from 0, by its letters.

    Examples
    --------
    >>> [column_name(number) for number in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
