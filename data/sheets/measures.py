"""The unit of each column of numbers: its own, or the one that the sheet states."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from data.phrase import said
from data.sheets.cells import folded
from data.sheets.heading_words import is_share, is_unit_heading
from data.sheets.headings import JOINT
from data.sheets.units import PLAIN, UnitName, heading_unit, stated_unit, states_several, unit_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.phrase import Told
    from data.sheets.facts import Facts
    from data.sheets.grid import Grid

PERCENT = UnitName("%", Decimal("0.01"))
COMPOSITION = re.compile("占|佔|比重|份额|份額|share", re.IGNORECASE)
WHOLE = 1.0  # the largest share


class Measure(NamedTuple):
    """Hold the unit of a column of numbers.

    Where `signed`, only cells that say per cent themselves are read: what a plain number beside
    them means is not known. `remark` is what the user should know, if anything.
    """

    unit: UnitName
    signed: bool = False
    remark: Told | None = None


def unit_column(
    grid: Grid, paths: Sequence[tuple[str, ...]], rows: Sequence[int]
) -> tuple[str, Told | None]:
    """Give the unit that a column of units states in every row; where they differ, say so."""
    for column, parts in enumerate(paths):
        if not (parts and is_unit_heading(parts[-1])):
            continue
        texts = {folded(grid.text(row, column)) for row in rows} - {""}
        known = [text for text in texts if unit_of(text)]
        if len(texts) == 1 and known:
            return known[0], None
        if known:
            return "", said(
                "“{column}” gives units that differ from row to row: none is applied.",
                column=JOINT.join(parts),
            )
    return "", None


def measure_of(parts: tuple[str, ...], stated: str, facts: Facts) -> Measure:
    """Give the unit of a column of numbers, so that each unit is applied once.

    Parameters
    ----------
    parts
        Parts of its heading: the innermost unit holds.
    stated
        The unit that the sheet states, which holds where the heading has none.
    facts
        What stands in the column.

    Examples
    --------
    >>> from data.sheets.facts import Facts
    >>> str(measure_of(("企业数（家）",), "万家", Facts()).unit.factor)
    '1'
    >>> measure_of(("占比",), "万家", Facts()).unit
    UnitName(text='', factor=Decimal('1'))
    """
    own = next((unit for part in parts[::-1] if (unit := heading_unit(part))), None)
    if own is not None and own.factor == PERCENT.factor:
        return _percent(parts, own, facts)
    if own is not None:
        return Measure(own)
    if facts.percents and facts.percents * 2 >= facts.numbers:
        return Measure(PERCENT, signed=facts.percents < facts.numbers)
    if any(is_share(part) for part in parts) or not stated or states_several(stated):
        return Measure(PLAIN)
    return Measure(stated_unit(stated))


def _percent(parts: tuple[str, ...], unit: UnitName, facts: Facts) -> Measure:
    """Read a column of per cent; shares of a whole may be written as 0.12 under a %."""
    heading = JOINT.join(parts)
    plain = facts.numbers - facts.percents
    small = facts.largest <= WHOLE and facts.broken and not facts.partial
    if not (plain and small and COMPOSITION.search(heading)):
        return Measure(unit)
    remark = said(
        "“{column}” says %, and none of its numbers is above 1: they are read as shares of 1, not "
        "divided by 100 again. If that is wrong, give the factor.",
        column=heading,
    )
    return Measure(UnitName(unit.text, Decimal(1)), remark=remark)
