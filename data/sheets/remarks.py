"""What the user should look at before the table is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.phrase import said
from data.sheets.measures import unit_remark
from data.sheets.table import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.phrase import Told
    from data.sheets.body import Body
    from data.sheets.fills import Fills
    from data.sheets.grid import Grid
    from data.sheets.roles import Roles
    from data.sheets.table import Column, Line

MOST = 20  # stretches of rows that a remark names


def remarks_of(
    grid: Grid,
    body: Body,
    roles: Roles,
    columns: Sequence[Column],
    lines: Sequence[Line],
    fills: Fills,
) -> list[Told]:
    """Say what was filled, left out, not understood, or could be read otherwise."""
    found: list[Told] = list(roles.remarks)
    if remark := unit_remark(body.unit):
        found.append(remark)
    if not any(column.role is Role.REGION for column in columns):
        found.append(said("No column of regions was found: choose one."))
    for index in sorted({column for _, column in fills.sources}):
        rows = [row + 1 for row, column in fills.sources if column == index]
        found.append(
            said(
                "“{column}” is filled from above in rows {rows}.",
                column=roles.name(index),
                rows=stretches(rows),
            )
        )
    return found


def stretches(numbers: Iterable[int]) -> str:
    """Write row numbers, those that follow each other as a stretch.

    Examples
    --------
    >>> stretches([7, 3, 4, 5])
    '3–5, 7'
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    texts = [str(a) if a == b else f"{a}–{b}" for a, b in runs[:MOST]]
    return ", ".join([*texts, "…"] if len(runs) > MOST else texts)
