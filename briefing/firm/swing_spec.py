"""What a swing figure says, decided once: every back-end draws this and decides nothing."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from briefing.firm.frame import FirmFigure
from briefing.firm.scales import Axis
from briefing.spec import Part

Sign = Literal["own", "assumption"]


class SwingEnd(Part):
    """What happens with the number at one end of its range.

    `difference` is the cost above or below that of the case as entered, null where there is no
    plan. `changes` is true where another plan is best there, or none; then `says` tells which,
    `says_all` also how much capacity every site has, and `regret` what it costs to keep the sites
    of the best plan as entered (null where they cannot).
    """

    at: Literal["low", "high"]
    value: float
    difference: float | None
    regret: float | None = None
    changes: bool
    text: str
    says: str = ""
    says_all: str = ""


class SwingRow(Part):
    """One number: whose it is, what its range does."""

    number: int
    label: str
    sign: Sign
    changes: bool
    range_text: str
    low: SwingEnd
    high: SwingEnd
    aria: str

    @property
    def ends(self) -> tuple[SwingEnd, SwingEnd]:
        """Give both ends, the low one first."""
        return self.low, self.high


class SwingKey(Part):
    """A sign and its words."""

    sign: Sign | Literal["changes", "low", "high"]
    label: str


class SwingSpec(FirmFigure):
    """What one number at a time does to cost and plan, the widest first."""

    kind: Literal["swing"] = "swing"
    rows: Annotated[tuple[SwingRow, ...], Field(min_length=1)]
    axis: Axis
    less_head: str
    more_head: str
    range_head: str
    key: tuple[SwingKey, ...]
