"""What management insists on, as rows of the model.

Shares and caps hold in every interval in which all capacity works, and are suspended in an outage:
a rule that closes a market when a region is shut would say nothing about the outage. Where markets
want more or less than they do, the rules stay, and shares are of what is wanted then.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from data.errors import Infeasible
from data.phrase import Plan, Territory, said
from network.engine.instance import WEEKS_IN_YEAR
from network.engine.prices import KG_IN_T

if TYPE_CHECKING:
    from network.case.choices import Policy
    from network.engine.design import Design
    from network.engine.frame import Frame
    from network.engine.interval import Interval
    from network.engine.model import Entry, Model
    from network.engine.operations import Operations


SHARES = frozenset({"share_min", "outside_share_min", "region_share_max"})
"""Rules whose limit is a share of all that is wanted."""


def add_sites_policy(model: Model, design: Design, policy: Policy) -> None:
    """Demand a number of plants and of further producing territories.

    Raises
    ------
    Infeasible
        The anchor has no plant that may be open.
    """
    case = design.frame.case
    plants = [row.id for row in case.facilities if row.kind == "plant"]
    decided = [(design.opened[p], 1.0) for p in plants if p in design.opened]
    given = sum(p not in design.opened and design.can_open(p) for p in plants)
    if policy.plants_min is not None:
        model.row(("policy", "plants_min"), decided, lower=policy.plants_min - given)
    if policy.plants_max is not None:
        model.row(("policy", "plants_max"), decided, upper=policy.plants_max - given)
    if policy.plus is None:
        return
    others = [(n, 1.0) for t, n in design.territory.items() if t != policy.anchor]
    plus = float(policy.plus)
    model.row(("policy", "plus"), others, lower=plus, upper=plus)
    if policy.anchor:
        if policy.anchor not in design.territory:
            raise Infeasible(
                said(
                    "no plant of {anchor} may be open, yet the policy keeps it",
                    anchor=Territory(policy.anchor),
                ),
                where=said("policy {policy}", policy=Plan(policy.id)),
                remedy=said("Let one be open, or name another anchor."),
            )
        model.row(("policy", "anchor"), [(design.territory[policy.anchor], 1.0)], lower=1.0)


def add_share_minimum(model: Model, design: Design, operations: Operations, policy: Policy) -> None:
    """Demand a least share of output from every territory in use."""
    if not policy.share_min:
        return
    frame = design.frame
    whole = demanded(frame, operations.interval)
    output = outputs(frame, operations, "territory")
    for territory, column in design.territory.items():
        least = [(column, -policy.share_min * whole)]
        model.row(("policy", "share_min", territory), [*output[territory], *least], lower=0.0)


def add_policy(model: Model, frame: Frame, operations: Operations, policy: Policy) -> None:
    """Add the shares and caps of a policy to an interval in which all capacity works.

    Parameters
    ----------
    model, frame, operations
        The interval's columns in their model.
    policy
        Shares are of Σ capacity use × demand × its factor over the interval, a constant.
    """
    interval = operations.interval
    whole = demanded(frame, interval)
    name = ("policy", interval.name)
    if policy.outside_share_min is not None:
        output = outputs(frame, operations, "territory")
        outside = [e for place, es in output.items() if place != policy.anchor for e in es]
        model.row((*name, "outside_share_min"), outside, lower=policy.outside_share_min * whole)
    if policy.region_share_max is not None:
        for region, entries in outputs(frame, operations, "region").items():
            key = (*name, "region_share_max", region)
            model.row(key, entries, upper=policy.region_share_max * whole)
    if policy.lead_time_max_days is not None:
        entries = lead_time(frame, operations, policy.lead_time_max_days)
        model.row((*name, "lead_time_max_days"), entries, upper=0.0)
    if policy.carbon_max_t is not None:
        most = policy.carbon_max_t * KG_IN_T * interval.weeks / WEEKS_IN_YEAR
        model.row((*name, "carbon_max_t"), carbon(frame, operations), upper=most)


def demanded(frame: Frame, interval: Interval) -> float:
    """Give Σ capacity use × demand of an interval, against which its shares are measured."""
    instance = frame.instance
    changed = sum(
        instance.product[product].capacity_use_per_unit
        * row.per_week
        * (interval.demand.get(market, 1.0) - 1.0)
        for (market, product), row in instance.demand.items()
        if market in interval.demand
    )
    return (instance.demanded_capacity + changed) * interval.weeks


def outputs(frame: Frame, operations: Operations, by: str) -> dict[str, list[Entry]]:
    """Give the output of products that markets want, in capacity units, by place.

    `by` is ``territory`` or ``region`` of the plant; a blank region is no region.
    """
    instance = frame.instance
    found: dict[str, list[Entry]] = defaultdict(list)
    for way, _, column in operations.made:
        if way.product in instance.wanted_products:
            use = instance.product[way.product].capacity_use_per_unit
            plant = instance.facility[way.facility]
            place = plant.territory if by == "territory" else plant.region
            if place:
                found[place].append((column, use))
    return found


def lead_time(frame: Frame, operations: Operations, days: float) -> list[Entry]:
    """Give Σ flow × lane days − days × Σ delivered, over products on their way to markets."""
    lanes, instance = frame.case.lanes, frame.instance
    entries = [
        (column, lanes[arc.lane].days)
        for arc, column in operations.arcs
        if instance.delivers(lanes[arc.lane], arc.sets_out.product)
    ]
    for delivered in operations.delivered.values():
        entries += [(column, -days * value) for column, value in delivered]
    return entries


def carbon(frame: Frame, operations: Operations) -> list[Entry]:
    """Give the carbon of lanes and of making, kg."""
    instance = frame.instance
    kilograms = dict(frame.priced)
    entries = [(column, kilograms[arc].carbon_kg) for arc, column in operations.arcs]
    entries += [
        (column, instance.made_carbon(instance.facility[way.facility], way.product))
        for way, _, column in operations.made
    ]
    return entries


def add_single_sourcing(
    model: Model, frame: Frame, operations: Operations
) -> dict[tuple[str, str, int], int]:
    """Serve each market's demand for a product over one lane; give the column of each choice."""
    instance = frame.instance
    lanes: dict[tuple[str, str], dict[int, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for arc, column in operations.arcs:
        product, market = arc.sets_out.product, instance.case.lanes[arc.lane].to
        if (market, product) in instance.demand:
            lanes[market, product][arc.lane].append((column, 1.0))
    sourced: dict[tuple[str, str, int], int] = {}
    for (market, product), flows in lanes.items():
        most = instance.need[product] * operations.interval.weeks
        choices = []
        for lane, entries in flows.items():
            key = (market, product, lane)
            column = model.column(("sourced", *key), upper=1.0, integer=True)
            model.row(("sourced", *key), [*entries, (column, -most)], upper=0.0)
            sourced[key] = column
            choices.append((column, 1.0))
        model.row(("one lane", market, product), choices, upper=1.0)
    return sourced
