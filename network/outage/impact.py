"""What the loss of each site and region would cost until it works again.

The impact of an outage is the cost of the period with it beyond the plan's cost, over its time to
recover. A place is exposed where it takes longer to restart than every demand can be served
without it. No probabilities are needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from network.outage.recourse import Recourse
from network.outage.survival import Endurance, Survival, places
from network.outage.timeline import Outage, down

if TYPE_CHECKING:
    from collections.abc import Sequence

    from network.case import Case
    from network.engine.frame import Frame
    from network.engine.result import Result
    from network.outage.live import Outline
    from network.outage.survival import Served


@dataclass(frozen=True, kw_only=True)
class Exposure:
    """Tell how a plan stands the loss of a place.

    Parameters
    ----------
    place
        Facility or region.
    region
        Whether it is a region: all that can be down in it.
    survival
        How long every demand is served.
    weeks_to_restart
        Time to recover, the longest of the region's sites that the plan uses; None if unknown.
    impact
        What the period comes to with the place down for `weeks_to_restart` from its start.
    """

    place: str
    region: bool
    survival: Survival
    weeks_to_restart: float | None
    impact: Outline | None

    @property
    def exposed(self) -> bool | None:
        """Tell whether it restarts too late; None where the time to recover is unknown."""
        if self.weeks_to_restart is None:
            return None
        return not self.survival.beyond and self.weeks_to_restart > self.survival.weeks


def exposures(
    frame: Frame,
    result: Result,
    *,
    available: float = 0.0,
    ceiling_weeks: float | None = None,
    served: Served = "all",
) -> tuple[Exposure, ...]:
    """Ask of every open site, then of every region, how the plan stands its loss.

    Parameters
    ----------
    frame, result
        The case and the plan whose sites are held.
    available
        Share of the capacity that is left.
    ceiling_weeks
        Survival beyond it is told as longer; the period of the case where not given, and never
        less than the place's time to recover.
    served
        As `survival` has it.

    Raises
    ------
    Infeasible
        The plan does not hold even in normal weeks.
    """
    case, endurance = frame.case, Endurance(frame, result, served)
    opened = {site.facility for site in result.plan.sites if site.open}
    asked = [place for place in places(case) if opened.intersection(down(case, place))]
    regions = {row.region for row in case.facilities}
    restart = [weeks_to_restart(case, opened.intersection(down(case, one))) for one in asked]
    impacts = impact(Recourse(frame, result), asked, restart, available=available)
    usual = case.general.weeks if ceiling_weeks is None else ceiling_weeks
    return tuple(
        Exposure(
            place=place,
            region=place in regions,
            survival=endurance.under(down(case, place, available), max(usual, weeks or 0), place),
            weeks_to_restart=weeks,
            impact=told,
        )
        for place, weeks, told in zip(asked, restart, impacts, strict=True)
    )


def impact(
    recourse: Recourse,
    places: Sequence[str],
    weeks: Sequence[float | None],
    *,
    available: float = 0.0,
    start: float = 0.0,
) -> tuple[Outline | None, ...]:
    """Find what the period comes to with each place down for its weeks; None where unknown.

    Parameters
    ----------
    recourse
        The plan that is held.
    places, weeks
        Facilities or regions, and how long each is down; what lies beyond the period is cut.
    available
        Share of the capacity that is left.
    start
        Week in which the outages begin.

    Raises
    ------
    Infeasible
        The plan does not hold even in normal weeks.
    """
    case = recourse.frame.case
    known = [n for n, length in enumerate(weeks) if length is not None]
    outages = [
        [Outage(start=start, weeks=weeks[n] or 0.0, available=down(case, places[n], available))]
        for n in known
    ]
    found = dict(zip(known, recourse.run(outages), strict=True))
    return tuple(found.get(n) for n in range(len(places)))


def weeks_to_restart(case: Case, sites: set[str]) -> float | None:
    """Give the longest time to recover of some sites; None where it is known of none."""
    known = [
        row.weeks_to_restart
        for row in case.facilities
        if row.id in sites and row.weeks_to_restart is not None
    ]
    return max(known, default=None)
