"""What a facility can do: decided in a design, given afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.engine.instance import Instance
    from network.engine.model import Entry
    from network.engine.plan import Site


class Capacity(NamedTuple):
    """Give capacity units a week: a constant and what decisions add."""

    constant: float
    decided: tuple[Entry, ...] = ()


class Usual(NamedTuple):
    """Give what is usual at a facility, a week; an outage leaves a share of it.

    Parameters
    ----------
    outflow
        What leaves it, capacity units.
    uncounted
        What leaves it of goods that take no capacity, units.
    made
        What it makes, capacity units.
    """

    outflow: float = 0.0
    uncounted: float = 0.0
    made: float = 0.0


class Sites(Protocol):
    """Say which facilities can be open and what they can do; None is without limit."""

    def can_open(self, facility: str) -> bool:
        """Tell whether the facility is, or may be, open."""

    def capacity(self, facility: str) -> Capacity | None:
        """Give the capacity of an open facility; None is without limit."""

    def usual(self, facility: str) -> Usual | None:
        """Give what an outage leaves a share of, where it is known."""


@dataclass(frozen=True)
class FixedSites:
    """Hold facilities as a plan has them.

    Parameters
    ----------
    instance
        The case.
    sites
        State of each facility.
    throughput
        What the plan sends and makes, by facility that can be down.
    """

    instance: Instance
    sites: Mapping[str, Site]
    throughput: Mapping[str, Usual]

    def can_open(self, facility: str) -> bool:
        """Tell whether the facility is open in the plan."""
        return self.sites[facility].open

    def capacity(self, facility: str) -> Capacity | None:
        """Give the capacity that the plan has there."""
        row, site = self.instance.facility[facility], self.sites[facility]
        if row.module_per_week is None:
            return None
        extra = row.expansion_per_week * site.expanded
        return Capacity(row.module_per_week * site.modules + extra)

    def usual(self, facility: str) -> Usual | None:
        """Give what leaves in the plan, or what the site could send of its own if that is more."""
        plan = self.throughput.get(facility)
        if plan is None:
            return None
        counted, uncounted = self._supply(facility)
        outflow = max(plan.outflow, self._most(facility), counted)
        return Usual(outflow, max(plan.uncounted, uncounted), plan.made)

    def _most(self, facility: str) -> float:
        """Give the capacity of a site with its overtime; none where it has no limit."""
        capacity = self.capacity(facility)
        plant = self.instance.facility[facility].kind == "plant"
        overtime = self.instance.case.general.overtime_share if plant else 0.0
        return capacity.constant * (1.0 + overtime) if capacity else 0.0

    def _supply(self, facility: str) -> tuple[float, float]:
        """Give what a supplier's limited rows add up to, in capacity units and in units."""
        counted = uncounted = 0.0
        if self.instance.facility[facility].kind != "supplier":
            return counted, uncounted
        for row in self.instance.case.supply:
            if row.facility == facility and row.capacity_per_week is not None:
                use = self.instance.product[row.product].capacity_use_per_unit
                counted += row.capacity_per_week * use
                uncounted += 0.0 if use else row.capacity_per_week
        return counted, uncounted
