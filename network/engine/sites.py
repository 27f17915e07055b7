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


class Sites(Protocol):
    """Say which facilities can be open and what they can do; None is without limit."""

    def can_open(self, facility: str) -> bool:
        """Tell whether the facility is, or may be, open."""

    def capacity(self, facility: str) -> Capacity | None:
        """Give the capacity of an open facility; None is without limit."""

    def usual(self, facility: str) -> float | None:
        """Give the usual throughput a week, capacity units, where it is known.

        An outage leaves a share of it where a facility has no limit of its own.
        """


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
        Usual capacity units a week.
    """

    instance: Instance
    sites: Mapping[str, Site]
    throughput: Mapping[str, float]

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

    def usual(self, facility: str) -> float | None:
        """Give the throughput of the plan."""
        return self.throughput.get(facility)
