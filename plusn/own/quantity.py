"""What the numbers of a column are: counts, amounts, or rates that must never be added up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from data.sheets.units import states_several, unit_of

if TYPE_CHECKING:
    from data.sheets.table import Column

RATE_UNITS = re.compile(
    r"[%％‰]|百分[点點比]|per ?cent|percentage|指数|指數|倍|[/／]|每", re.IGNORECASE
)
RATE_NAMES = re.compile(
    r"率|增[速长長幅]|比[重例上]|占比|佔比|同比|环比|環比|人均|[户戶]均|地均|平均|密度|指[数數]|排名|名次"
    r"|\b(?:rate|growth|share|ratio|per ?cent|percentage|average|mean|density|index|rank)\b"
    r"|\bper (?:capita|head|person)\b",
    re.IGNORECASE,
)
MONEY = re.compile(r"元|圆|圓|美金|\b(?:CNY|RMB|USD|HKD|yuan|dollars?)\b|[¥$€£]", re.IGNORECASE)
# 万家, 千户: what stands after the multiple is what is counted.
MULTIPLES = re.compile(r"^(?:[十百千万萬亿億]+|thousands?|millions?|billions?)\s*(?:of\s+)?")


class Kind(StrEnum):
    """Whether numbers may be added up, and what they are."""

    COUNT = "count"
    AMOUNT = "amount"  # money, tonnes, persons in ten thousands: may have decimals
    RATE = "rate"  # growth, percentages, averages: never added up


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """Hold what a column's numbers are.

    Parameters
    ----------
    name
        The column's heading, as the user has it; blank where the sheet has none.
    unit
        What one of the numbers shown is: ``家``, ``亿元``, ``%``; blank where nobody says.
    kind
        Whether they may be added up.
    divisor
        What a number in plain units is divided by to be in `unit`: counts are shown in full,
        money as the sheet has it.
    factor
        What a number of the sheet was multiplied by to be in plain units.
    """

    name: str = ""
    unit: str = ""
    kind: Kind = Kind.COUNT
    divisor: Decimal = Decimal(1)
    factor: Decimal = Decimal(1)

    @property
    def additive(self) -> bool:
        """Tell whether parts add up to their whole."""
        return self.kind is not Kind.RATE


def quantity_of(column: Column, unit: str) -> Quantity:
    """Tell what a column's numbers are, by its heading and its unit.

    Parameters
    ----------
    column
        The column.
    unit
        The unit that the sheet states for all of its columns, blank where none.
    """
    # 单位：家、亿元 does not say which column is in which unit: then none is said.
    written = (column.unit or ("" if states_several(unit) else unit)).strip()
    known = unit_of(written)
    # A factor that the user gave is not the sheet's: then the unit written is no more theirs.
    own = known is not None and known.factor == column.factor
    divisor = column.factor if own else Decimal(1)
    if RATE_UNITS.search(written) or RATE_NAMES.search(column.name):
        kind = Kind.RATE
    else:
        kind = Kind.AMOUNT if MONEY.search(written) else Kind.COUNT
    return Quantity(
        name=_name(column),
        unit=MULTIPLES.sub("", written) if kind is Kind.COUNT else written,
        kind=kind,
        divisor=Decimal(1) if kind is Kind.COUNT else divisor,
        factor=column.factor,
    )


def _name(column: Column) -> str:
    """Give a heading without the unit that it ends with, and without a name that says nothing."""
    name = column.name
    if column.unit:
        name = re.sub(rf"\s*[（(\[]?\s*{re.escape(column.unit)}\s*[)）\]]?\s*$", "", name) or name
    return "" if name.casefold() in {"value", "values", "数值", "數值", "值"} else name
