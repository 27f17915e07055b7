"""How long deliveries go on while a place is down, and what its loss would cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.errors import UnknownChoice
from data.phrase import Heading, Place, joined, said
from network.engine.limits import describe_limit
from network.engine.solve import TIME_LIMIT
from network.outage.recourse import Recourse
from network.outage.survival import Endurance, places, short_of
from network.outage.timeline import Outage, down
from plusn.scenarios.report import Report
from plusn.scenarios.running import aftermath, answer
from plusn.scenarios.told import amount
from plusn.scenarios.verbs.standing import standing_record

if TYPE_CHECKING:
    from collections.abc import Callable

    from network.case import Case
    from network.outage.recourse import Aftermath
    from network.outage.survival import Served, Survival
    from plusn.scenarios.questions import Question
    from plusn.scenarios.running import Run
    from plusn.scenarios.tables import Cell


THAT_CAN_BE_DOWN = {
    "site": said("site that can be down"),
    "region": said("region that can be down"),
}


@dataclass(frozen=True, kw_only=True)
class Loss:
    """Tell how a plan stands the loss of a place.

    Parameters
    ----------
    survival
        How long every demand is served.
    restart
        Weeks until it works again; None where nobody told.
    aftermath
        The period with the place down for so long from its start; None where nobody told.
    undelivered
        Units of mandatory demands that are not delivered then: their worth is in no cost.
    """

    place: str
    region: bool
    survival: Survival
    restart: float | None
    aftermath: Aftermath | None
    undelivered: float = 0.0

    @property
    def exposed(self) -> bool | None:
        """Tell whether it restarts too late; None where the time to restart is unknown."""
        if self.restart is None:
            return None
        return not self.survival.beyond and self.restart > self.survival.weeks


def survive_report(
    asked: Question,
    *,
    site: str = "",
    region: str = "",
    available: float = 0.0,
    served: Served = "all",
    seconds: float = TIME_LIMIT,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Ask of the best plan's sites and regions how their loss is stood.

    Parameters
    ----------
    asked
        The case, with its policy; its sites are held.
    site, region
        One facility, or one region with its sites; blank for every open site and every region
        with one.
    available
        Share of the capacity that is left there.
    served
        ``all``: every demand in full. ``as planned``: sales that the plan itself loses may be lost.
    seconds
        Time limit of the plan.
    progress
        Told how many places are done.

    Raises
    ------
    UnknownChoice
        There is no such place, or nothing there can be down.
    Infeasible, ScenarioProblem
        There is no plan, or none was found in time.
    UncertifiedResult
        The second opinion does not confirm a plan; nothing is shown.
    """
    best = answer(asked, seconds=seconds)
    asked_of = _places(best, site, region)
    recourse = Recourse(best.frame, best.result)
    endurance = Endurance(best.frame, best.result, served)
    found = []
    for number, name in enumerate(asked_of, 1):
        found.append(_loss(recourse, endurance, name, available))
        if progress:
            progress(number, len(asked_of))
    return _report(best, sorted(found, key=_gravity), available)


def _places(best: Run, site: str, region: str) -> tuple[str, ...]:
    """Name the places that are asked of.

    Raises
    ------
    UnknownChoice
        There is no such place, or nothing there can be down.
    """
    case = best.result.case
    able = places(case)
    sites = {row.id for row in case.facilities}
    for what, name in (("site", site), ("region", region)):
        known = [one for one in able if (one in sites) == (what == "site")]
        if name and name not in known:
            raise UnknownChoice.of(THAT_CAN_BE_DOWN[what], name, known)
    if site or region:
        return tuple(name for name in (site, region) if name)
    opened = {row.facility for row in best.result.plan.sites if row.open}
    return tuple(name for name in able if opened.intersection(down(case, name)))


def _loss(recourse: Recourse, endurance: Endurance, place: str, available: float) -> Loss:
    case, result = recourse.frame.case, recourse.result
    share = down(case, place, available)
    opened = {site.facility for site in result.plan.sites if site.open}
    restart = _weeks_to_restart(case, opened.intersection(share))
    ceiling = max(case.general.weeks, restart or 0.0)
    outage = Outage(
        weeks=restart or 0.0, available=share, name=said("the loss of {place}", place=Place(place))
    )
    after = None if restart is None else aftermath(recourse, [outage])
    return Loss(
        place=place,
        region=place not in {row.id for row in case.facilities},
        survival=endurance.under(share, ceiling, place),
        restart=restart,
        aftermath=after,
        undelivered=_undelivered(case, after) if after else 0.0,
    )


def _weeks_to_restart(case: Case, sites: set[str]) -> float | None:
    """Give the longest time to recover of some sites; None where it is known of none."""
    known = [
        row.weeks_to_restart
        for row in case.facilities
        if row.id in sites and row.weeks_to_restart is not None
    ]
    return max(known, default=None)


def _undelivered(case: Case, after: Aftermath) -> float:
    """Add up the units that lack of demands without a price."""
    priced = {(row.market, row.product): row.price_per_unit is not None for row in case.demand}
    return sum(sold.lost for sold in after.lost if not priced[sold.market, sold.product])


def _gravity(loss: Loss) -> tuple[bool, float, float]:
    """Order by what is delivered least, then by what costs most; what is not known comes last."""
    after = loss.aftermath
    return (False, round(after.service, 9), -after.extra) if after else (True, 0.0, 0.0)


def _report(best: Run, found: list[Loss], available: float) -> Report:
    case = best.result.case
    lines = [_line(loss, case) for loss in found]
    plants = ", ".join(best.result.open_plants) or "no plant"
    unknown = [loss.place for loss in found if loss.restart is None]
    notes = [*best.notes]
    notes += [note for loss in found if loss.aftermath for note in loss.aftermath.timeline.notes]
    if unknown:
        notes.append(
            said(
                "{column} is not known of {places}: no cost of the loss is told.",
                column=Heading.of("facilities", "weeks_to_restart"),
                places=joined(", ", map(Place, unknown)),
            )
        )
    return Report(
        record={
            "scenario": best.question.label,
            "objective": best.result.objective,
            "currency": case.general.currency,
            "open_plants": list(best.result.open_plants),
            "available": available,
            "exposed": [loss.place for loss in found if loss.exposed],
            "standing": standing_record(case, best.question.base),
            "notes": notes,
        },
        tables={"survival": [_row(loss, case) for loss in found]},
        lines=(
            *notes,
            "",
            f"Plan: {plants}, {amount(best.result.objective)} {case.general.currency}",
            f"{available:.0%} of what is down is left",
            "",
            f"  {'place':<28}{'we can keep':>14}{'restart':>10}{'exposed':>9}{'extra cost':>18}",
            f"  {'':<28}{'delivering':>14}{'weeks':>10}",
            *lines,
            "",
            *(loss.survival.sentence(case) for loss in found if not loss.survival.beyond),
        ),
    )


def _row(loss: Loss, case: Case) -> dict[str, Cell]:
    survival, after = loss.survival, loss.aftermath
    return {
        "place": loss.place,
        "kind": "region" if loss.region else "site",
        "weeks_served": survival.weeks,
        "longer": survival.beyond,
        "weeks_to_restart": loss.restart,
        "exposed": loss.exposed,
        "extra_cost": after.extra if after else None,
        "service": after.service if after else None,
        "units_lost": sum(sold.lost for sold in after.lost) if after else None,
        "mandatory_undelivered": loss.undelivered if after else None,
        "short": joined("; ", (short_of(*one) for one in survival.short)),
        "used_up": joined("; ", (describe_limit(case, limit) for limit in survival.limits)),
        "sentence": survival.sentence(case),
    }


def _line(loss: Loss, case: Case) -> str:
    restart = "unknown" if loss.restart is None else f"{loss.restart:g}"
    exposed = {None: "unknown", True: "yes", False: "no"}[loss.exposed]
    extra = "unknown"
    if loss.aftermath is not None:
        extra = f"{amount(loss.aftermath.extra)} {case.general.currency}"
    if loss.aftermath is not None and loss.undelivered:
        word = "less" if loss.aftermath.extra < 0 else "more"
        extra = f"{amount(abs(loss.aftermath.extra))} {case.general.currency} {word}"
        extra += f", but {amount(loss.undelivered)} mandatory units undelivered"
    name = f"{loss.place}{' (region)' if loss.region else ''}"
    return f"  {name:<28}{loss.survival!s:>14}{restart:>10}{exposed:>9}{extra:>18}"
