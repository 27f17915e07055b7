"""Checks of what sites, supplies, lanes and stocks can give in the weeks of a plan."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.phrase import said
from network.evaluate.known import ALWAYS_OPEN
from network.evaluate.moves import truth
from network.evaluate.result import Check

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from network.case.places import Facility
    from network.engine.plan import Plan, Site
    from network.evaluate.look import Look


@dataclass(frozen=True)
class Load:
    """Add up what passes through every site, in units and in units of capacity.

    Parameters
    ----------
    look, plan
        The case and what is planned in it.
    """

    look: Look
    plan: Plan
    units: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    left: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    drawn: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    sent: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    made: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    extra: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def __post_init__(self) -> None:
        for flow in self.plan.flows:
            self.sent[flow.from_] += flow.quantity * self._use(flow.product)
            self.units[flow.from_] += flow.quantity
            self.left[flow.from_] += flow.quantity
            self.units[flow.to] += flow.quantity
        for made in self.plan.made:
            self.made[made.facility] += made.quantity * self._use(made.product)
            self.units[made.facility] += made.quantity
        for extra in self.plan.overtime:
            self.extra[extra.facility] += extra.quantity * self._use(extra.product)
        for supplied in self.plan.supplied:
            self.units[supplied.facility] += supplied.quantity
        for drawn in self.plan.drawn:
            self.units[drawn.facility] += drawn.quantity
            self.drawn[drawn.facility] += drawn.quantity
        for used in self.plan.used:
            self.units[used.facility] += used.quantity
        for sold in self.plan.sold:
            self.units[sold.market] += sold.delivered

    def _use(self, product: str) -> float:
        return self.look.product[product].capacity_use_per_unit


def site_checks(look: Look, plan: Plan, availability: Mapping[str, float]) -> Iterator[Check]:
    """Check modules, that closed sites stand still, and what open ones can take."""
    load = Load(look, plan)
    sites = {site.facility: site for site in plan.sites}
    for row in look.case.facilities:
        site = sites.get(row.id)
        if site is None and row.kind not in ALWAYS_OPEN:
            continue  # told by another check
        if site is not None:
            yield from _modules(row, site)
        if site is not None and not site.open:
            yield Check(
                name=said("a closed site stands still"),
                where=row.id,
                amount=load.units[row.id],
                limit=0.0,
            )
        elif site is not None:
            weeks = plan.weeks * availability.get(row.id, 1.0)
            yield from _capacity(look, row, site, weeks, load)
            if row.id in availability and row.kind not in ALWAYS_OPEN:
                yield from _leaving(look, row, site, weeks, load)


def _modules(row: Facility, site: Site) -> Iterator[Check]:
    yield truth(said("a required site is open"), row.id, site.open or row.status != "required")
    yield truth(
        said("an excluded site is closed"), row.id, not site.open or row.status != "excluded"
    )
    yield truth(said("only an open site is expanded"), row.id, site.open or not site.expanded)
    limit = row.modules_max if site.open else 0
    yield Check(
        name=said("modules stand in an open site"),
        where=row.id,
        amount=site.modules,
        limit=limit,
        sense="<=",
    )
    least = int(site.open and row.module_per_week is not None)
    yield Check(
        name=said("an open site has a module"),
        where=row.id,
        amount=site.modules,
        limit=least,
        sense=">=",
    )
    yield truth(said("modules are whole"), row.id, isinstance(site.modules, int))


def _capacity(look: Look, row: Facility, site: Site, weeks: float, load: Load) -> Iterator[Check]:
    if row.kind in ALWAYS_OPEN:
        return
    limit = 0.0 if weeks == 0 else _per_week(row, site) * weeks
    if row.kind == "plant":
        extra = load.extra[row.id]
        share = look.case.general.overtime_share if math.isfinite(limit) else 0.0
        most = share * limit if share else 0.0
        yield _at_most(said("overtime is enough"), row.id, extra, most)
        yield _at_most(
            said("capacity for making is enough"), row.id, load.made[row.id] - extra, limit
        )
    else:
        yield _at_most(said("capacity for sending is enough"), row.id, load.sent[row.id], limit)


def _per_week(row: Facility, site: Site) -> float:
    """Give the capacity of a site; infinite without limit."""
    if row.module_per_week is None:
        return math.inf
    return row.module_per_week * site.modules + row.expansion_per_week * site.expanded


def _leaving(look: Look, row: Facility, site: Site, weeks: float, load: Load) -> Iterator[Check]:
    """Check that an outage stops what leaves a site, its stock and what passes through too.

    A plan of the whole period tells no weeks apart. Down for all of it, a site sends nothing.
    Down for a part, it is known what can leave it in the other weeks only where nothing reaches it.
    """
    if weeks == 0:
        name = said("nothing leaves a site that is down")
        yield Check(name=name, where=row.id, amount=load.left[row.id], limit=0.0)
    elif load.drawn[row.id]:
        most = _of_its_own(look, row, site) * weeks
        yield _at_most(said("an outage leaves enough to send"), row.id, load.sent[row.id], most)


def _of_its_own(look: Look, row: Facility, site: Site) -> float:
    """Give the capacity units a week that can leave a site; infinite where goods reach it."""
    supply = [one for one in look.case.supply if one.facility == row.id]
    given = math.fsum(
        (math.inf if one.capacity_per_week is None else one.capacity_per_week)
        * look.product[one.product].capacity_use_per_unit
        for one in supply
        if look.product[one.product].capacity_use_per_unit
    )
    if any(lane.to == row.id for lane in look.case.lanes):
        return math.inf
    if row.kind == "plant":
        return _per_week(row, site) * (1.0 + look.case.general.overtime_share) + given
    own = _per_week(row, site)
    return max(own, given) if math.isfinite(own) else given


def _at_most(name: str, where: str, amount: float, limit: float, scale: float = 1.0) -> Check:
    return Check(name=name, where=where, amount=amount, limit=limit, sense="<=", scale=scale)


def supply_checks(look: Look, plan: Plan, availability: Mapping[str, float]) -> Iterator[Check]:
    """Check what each row of supply gives."""
    given: dict[int, float] = defaultdict(float)
    for line in plan.supplied:
        given[line.row] += line.quantity
    for number, units in sorted(given.items()):
        row = look.case.supply[number]
        if row.capacity_per_week is not None:
            limit = row.capacity_per_week * plan.weeks * availability.get(row.facility, 1.0)
            yield _at_most(said("supply is enough"), f"{row.facility}, {row.product}", units, limit)


def lane_checks(look: Look, plan: Plan) -> Iterator[Check]:
    """Check what each lane carries, all products together."""
    carried: dict[int, float] = defaultdict(float)
    for flow in plan.flows:
        carried[flow.lane] += flow.quantity
    for number, units in sorted(carried.items()):
        row = look.case.lanes[number]
        if row.capacity_per_week is not None:
            where = f"{row.from_} to {row.to} by {row.mode}"
            yield _at_most(
                said("room on the lane is enough"), where, units, row.capacity_per_week * plan.weeks
            )


def stock_checks(look: Look, plan: Plan, *, allowed: bool) -> Iterator[Check]:
    """Check what is drawn from stock: only where that is allowed, no more than there is."""
    drawn: dict[int, float] = defaultdict(float)
    for line in plan.drawn:
        drawn[line.row] += line.quantity
        least = look.case.stock[line.row].replacement_cost_per_unit or 0.0
        where = f"{line.facility}, {line.product}"
        yield Check(
            name=said("stock is replaced at its cost"),
            where=where,
            amount=line.cost_per_unit,
            limit=least,
            sense=">=",
        )
    for number, units in sorted(drawn.items()):
        row = look.case.stock[number]
        where = f"{row.facility}, {row.product}"
        yield _at_most(said("stock is enough"), where, units, row.units if allowed else 0.0)
