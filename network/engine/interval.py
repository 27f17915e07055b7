"""An interval of the period: how long it is, what works in it, and what is wanted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True)
class Interval:
    """Describe weeks in which the same things work.

    Parameters
    ----------
    name
        Name in the keys of columns and rows.
    weeks
        Length; where `length` is given, a length of one week times that column.
    length
        Number of the column that holds the length in weeks, for survival.
    available
        Share of the capacity that is left at a facility; facilities not named keep all.
    demand
        Factor on what a market wants; markets not named want what they do.
    lost_sales
        Whether a demand with a price may be lost.
    short
        Whether mandatory demands may be short too, at `shortage_cost` a unit: to find out why a
        case cannot hold, and what an outage leaves undelivered.
    """

    name: str = "year"
    weeks: float = 52.0
    length: int | None = None
    available: Mapping[str, float] = field(default_factory=dict)
    demand: Mapping[str, float] = field(default_factory=dict)
    lost_sales: bool = True
    short: bool = False
    shortage_cost: float = 1.0

    @property
    def loses_capacity(self) -> bool:
        """Tell whether anything works less than it does; then policies are suspended."""
        return any(share < 1 for share in self.available.values())

    @property
    def disrupted(self) -> bool:
        """Tell whether anything works less than it does or is wanted otherwise.

        Then stock may be drawn: it is there for a surge of demand as for an outage. How long an
        outage is survived is asked of an outage, however little it takes.
        """
        changed = any(factor != 1 for factor in self.demand.values())
        return self.loses_capacity or changed or self.length is not None
