"""Read what stands in a cell of numbers: a number, a range, a bound, or one of many absences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


class Mark(StrEnum):
    """How a cell says its number."""

    EXACT = "exact"
    ABOUT = "about"  # ≈, 约: somebody's estimate
    RANGE = "range"  # 10–20, <50, 50以上
    BLANK = "blank"
    DASH = "dash"  # "-", "—": none or not collected, the sheet does not say which
    ELLIPSIS = "ellipsis"  # "…": there is a number and it is not printed, or too small
    WITHHELD = "withheld"  # "x", "D", "不详", "n/a"
    NOT_A_NUMBER = "not_a_number"  # text that is none of these: a problem of the row


@dataclass(frozen=True)
class Amount:
    """Hold what a cell says.

    Parameters
    ----------
    mark
        How it says it.
    low, high
        The number, twice where it is exact or about; `None` for an end that is open or absent.
    text
        The cell as written.
    """

    mark: Mark
    low: Decimal | None
    high: Decimal | None
    text: str

    @property
    def known(self) -> bool:
        """Tell whether it is one number."""
        return self.mark in {Mark.EXACT, Mark.ABOUT}
