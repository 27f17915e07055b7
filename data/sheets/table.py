"""What was understood of a sheet: its columns, its rows, and what was left out and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from data.phrase import Told
    from data.sheets.amounts import Amount


class Role(StrEnum):
    """What a column is for."""

    REGION = "region"  # names or codes of regions
    CODE = "code"  # codes of regions, beside a column of names
    PROVINCE = "province"  # the province that a row lies in: a hint
    CITY = "city"  # the city that a row's county lies in: a hint
    LEVEL = "level"
    VALUE = "value"
    LOW = "low"
    HIGH = "high"
    CAP = "cap"  # no unlisted part exceeds this (`at_most_unlisted`)
    SECTOR = "sector"
    YEAR = "year"
    LON = "lon"
    LAT = "lat"
    GROUP = "group"
    NOTE = "note"
    IGNORE = "ignore"


class RowKind(StrEnum):
    """What a row of the body is."""

    DATA = "data"
    TOTAL = "total"  # of the whole table, or of rows above: not a region of its own
    OF_WHICH = "of_which"  # 其中: a part of the row above it, by sector or kind
    REGIONAL = "regional"  # 东部地区, 珠三角: a group of regions inside the body


@dataclass(frozen=True, kw_only=True)
class Column:
    """Hold one column.

    Parameters
    ----------
    index
        Counted from 0, as in the sheet.
    name
        Its heading; the parts of a heading of several rows have " / " between.
    role
        What it is for.
    unit
        Unit as written (万家, 亿元, %), blank where none.
    factor
        What a stored number is multiplied by to be in plain units: 10000 for 万家.
    sector, year
        Where the heading names a sector or a year, for a table that has one column for each.
    beside
        Index of the column that this one continues, where a long table is printed in blocks side
        by side: its cells stand in lines of their own, under that index. -1 where it is its own.
    """

    index: int
    name: str
    role: Role
    unit: str = ""
    factor: Decimal
    sector: str = ""
    year: str = ""
    beside: int = -1


class Line(NamedTuple):
    """Hold one row of the body: a tuple, as a large table has a million of them.

    Parameters
    ----------
    number
        Row of the spreadsheet, counted from 1.
    kind
        What it is.
    cells
        Text by column index, as a reader sees it, filled down where the sheet merges cells, for
        every column that is not ignored.
    amounts
        Numbers by column index, for the roles value, low, high and cap, in plain units.
    depth
        Steps of indentation; 0 is the outermost.
    above
        Row number of the row that this one is a part of (by indentation or 其中), or 0.
    hidden
        The row is hidden in the workbook.
    filled
        Columns whose text comes from a row above.
    block
        Which of the blocks side by side it stands in, from 0.
    """

    number: int
    kind: RowKind
    cells: Mapping[int, str]
    amounts: Mapping[int, Amount]
    depth: int = 0
    above: int = 0
    hidden: bool = False
    filled: tuple[int, ...] = ()
    block: int = 0


@dataclass(frozen=True)
class LeftOut:
    """Say which row is no part of the table, and why.

    `why` is ``title``, ``unit``, ``header``, ``repeat``, ``note``, ``blank``, ``hidden`` (and not
    asked for) or ``other`` (part of another table below).
    """

    number: int
    why: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Hold how a sheet is to be read; what is `None` or absent is worked out.

    Every choice that a user can correct on the page or by an option of the command. The `reading`
    of an `Understood` is complete: reading the same book by it gives the same table.

    Parameters
    ----------
    sheet
        Name of the sheet.
    header
        First and last row of the heading, counted from 1; ``(0, 0)`` means there is none.
    roles
        Role by column index.
    factor
        Multiplies every value, in place of the unit that the sheet states.
    year, title, unit
        Year of the values, title and unit, in place of what the sheet states; a column whose
        heading has a unit keeps its own.
    hidden
        Whether hidden rows and columns are read.
    blocks
        How many blocks of columns stand side by side; 1 for a plain table.
    """

    sheet: str | None = None
    header: tuple[int, int] | None = None
    roles: Mapping[int, Role] = field(default_factory=dict)
    factor: Decimal | None = None
    year: str | None = None
    hidden: bool | None = None
    blocks: int | None = None
    title: str | None = None
    unit: str | None = None


@dataclass(frozen=True, kw_only=True)
class Understood:
    """Hold what was understood of one sheet, for the user to confirm or to correct.

    Parameters
    ----------
    reading
        Complete: what the table was read by.
    title, unit, year
        As stated in the sheet, blank where not.
    columns
        In order; every column of the sheet's used width.
    lines
        The body, in order.
    left_out
        Rows that are no part of it. `lines` and `left_out` together are all rows of the sheet,
        each once (in blocks side by side, a row may give a line in each).
    remarks
        What the user should look at: filled cells, hidden rows, subtotals, cells not understood.
    """

    reading: Reading
    title: str = ""
    unit: str = ""
    year: str = ""
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[Told, ...] = ()

    def of_role(self, role: Role) -> tuple[Column, ...]:
        """List the columns of a role, in order."""
        return self._by_role.get(role, ())

    @cached_property
    def _by_role(self) -> dict[Role, tuple[Column, ...]]:
        roles = dict.fromkeys(column.role for column in self.columns)
        return {role: tuple(c for c in self.columns if c.role is role) for role in roles}
