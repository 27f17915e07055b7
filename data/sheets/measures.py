"""The unit of each column of numbers: its own, or the one that the sheet states."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from data.phrase import said
from data.sheets.heading_words import is_share
from data.sheets.units import PLAIN, UnitName, heading_unit, stated_unit, states_several

if TYPE_CHECKING:
    from data.phrase import Told

PERCENT = UnitName("%", Decimal("0.01"))


def column_unit(parts: tuple[str, ...], stated: str, percents: int, numbers: int) -> UnitName:
    """Give the unit of a column of numbers, each unit applied once.

    Parameters
    ----------
    parts
        Parts of its heading: the innermost unit holds.
    stated
        The unit that the sheet states, which holds where the heading has none.
    percents, numbers
        How many cells say that they are percentages, of how many that say an amount.

    Examples
    --------
    >>> str(column_unit(("企业数（家）",), "万家", 0, 3).factor)
    '1'
    >>> column_unit(("占比",), "万家", 0, 3)
    UnitName(text='', factor=Decimal('1'))
    """
    for part in parts[::-1]:
        if unit := heading_unit(part):
            return unit
    if percents and percents * 2 >= numbers:
        return UnitName("%", Decimal(1))
    if any(is_share(part) for part in parts):
        return PLAIN
    if not stated or states_several(stated):
        return PLAIN
    return stated_unit(stated)


def unit_remark(stated: str) -> Told | None:
    """Say that a sheet states several units, none of which is applied."""
    if not states_several(stated):
        return None
    return said(
        "The sheet states several units, “{unit}”: none is applied. Give the factor.", unit=stated
    )
