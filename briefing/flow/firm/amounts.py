"""How amounts of a firm's flows are written: one unit for a whole picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.firm.frame import Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.flow.firm.spec import LaneRow, Measure
    from briefing.spec import Language

THOUSAND = 1000.0
MANY_UNITS = 10_000.0  # from here on units are told in thousands
FINE = 100.0  # below this a number keeps one decimal


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Write amounts of one measure in one unit.

    Parameters
    ----------
    divisor
        Units, money or kg in one of what is written.
    unit
        What is written, in the reader's language.
    """

    divisor: float
    unit: str

    def say(self, amount: float) -> str:
        """Write an amount without its unit.

        Examples
        --------
        >>> thousands = Scale(divisor=1000, unit="thousand a week")
        >>> thousands.say(35100), thousands.say(12), thousands.say(0), thousands.say(2345678)
        ('35.1', '<0.1', '0', '2,346')
        """
        value = amount / self.divisor
        if not value:
            return "0"
        if self.divisor == 1 or abs(value) >= FINE:
            return f"{value:,.0f}" if abs(value) >= 1 else "<1"
        return f"{value:,.1f}" if round(abs(value), 1) else "<0.1"


def width_measure(measure: Measure) -> Measure:
    """Give the measure that widths stand for: days do not add up, so it is quantity then."""
    return "quantity" if measure == "lead_time" else measure


def amount_of(lane: LaneRow, measure: Measure) -> float:
    """Give what the width of a lane stands for: units a week, or money or kg of the period."""
    return {
        "quantity": lane.quantity,
        "cost": lane.cost,
        "duty": lane.duty,
        "carbon": lane.carbon,
    }[width_measure(measure)] or 0.0


def scale_of(amounts: Sequence[float], measure: Measure, currency: str, lang: Language) -> Scale:
    """Choose the unit in which amounts of a measure are written in one picture."""
    most = max(amounts, default=0.0)
    kind = width_measure(measure)
    if kind == "quantity":
        many = most >= MANY_UNITS
        return _scale("thousand" if many else "units", THOUSAND if many else 1.0, lang)
    if kind == "carbon":
        return _scale("tonnes", THOUSAND, lang) if most >= THOUSAND else _scale("kg", 1.0, lang)
    money = Money.of(amounts, currency, lang)
    return Scale(divisor=10.0**money.power, unit=money.unit)


def _scale(key: str, divisor: float, lang: Language) -> Scale:
    return Scale(divisor=divisor, unit=text(f"firmflow.unit.{key}", lang))
