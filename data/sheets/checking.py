"""Whether a reading fits the sheet that it is to be applied to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import BadValue, Problems
from data.phrase import said
from data.sheets.table import Role

if TYPE_CHECKING:
    from data.errors import PlusNError
    from data.sheets.grid import Grid
    from data.sheets.table import Reading


def check_reading(grid: Grid, reading: Reading, *, name: str) -> None:
    """Refuse a reading that names what the sheet of this name does not have.

    Raises
    ------
    Problems
        It does; all that is wrong is told at once.
    """
    problems: list[PlusNError] = []
    _check_header(grid, reading, problems)
    outside = [column + 1 for column in reading.roles if not 0 <= column < grid.width]
    if outside:
        problems.append(
            BadValue(
                said("the sheet has no column {column}", column=outside[0]),
                remedy=said("Its columns are 1 to {last}.", last=grid.width),
            )
        )
    if sum(role is Role.REGION for role in reading.roles.values()) > 1:
        problems.append(
            BadValue(
                said("two columns are to name the region"),
                remedy=said("Choose one; a column of provinces may stand beside it."),
            )
        )
    if reading.factor is not None and not (reading.factor.is_finite() and reading.factor > 0):
        problems.append(
            BadValue(
                said("the factor {factor} is no number above 0", factor=str(reading.factor)),
                remedy=said("Give 10000 for a table in ten thousands."),
            )
        )
    if reading.blocks is not None and not 1 <= reading.blocks <= grid.width:
        problems.append(
            BadValue(
                said("the sheet has no {blocks} blocks side by side", blocks=reading.blocks),
                remedy=said("Give 1 for a plain table."),
            )
        )
    if problems:
        raise Problems(problems, what=name)


def _check_header(grid: Grid, reading: Reading, problems: list[PlusNError]) -> None:
    if reading.header is None or reading.header == (0, 0):
        return
    first, last = reading.header
    if not 1 <= first <= last <= len(grid.rows):
        problems.append(
            BadValue(
                said("rows {first} to {last} cannot be the heading", first=first, last=last),
                remedy=said(
                    "Give rows between 1 and {rows}, or 0 and 0 for none.", rows=len(grid.rows)
                ),
            )
        )
