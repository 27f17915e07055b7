"""What a plan is besides its cost: where it makes, how concentrated, how slow, how much carbon."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from network.engine.instance import WEEKS_IN_YEAR, Instance
from network.engine.prices import KG_IN_T

if TYPE_CHECKING:
    from network.engine.result import Result


@dataclass(frozen=True, kw_only=True)
class Measures:
    """Hold the measures of a plan; shares of output are in capacity units.

    Parameters
    ----------
    territory_shares, region_shares
        Output of products that markets want, as shares of Σ capacity use × demand: what policies
        are measured against, so they add up to less than 1 where sales are lost.
    region_share_max
        Largest of the regions' shares.
    hhi
        Herfindahl-Hirschman index of the regions, Σ (share of output)²; 1 is one region. A blank
        region is none: it has no share, and where some output has no region this is not known.
    effective_number
        1 / HHI: so many regions of equal size would be as concentrated.
    outside_share
        Share of output outside the anchor; None where no anchor is named.
    lead_time_days
        Mean of the lanes' days over what is delivered, of products that markets want; lanes into
        plants that use the product are left out.
    carbon_t
        Carbon of lanes and of making, t a year.
    served_share
        Share of what is wanted that is delivered, in capacity units.
    """

    territory_shares: dict[str, float] = field(default_factory=dict)
    region_shares: dict[str, float] = field(default_factory=dict)
    region_share_max: float = 0.0
    hhi: float = math.nan
    effective_number: float = math.nan
    outside_share: float | None = None
    lead_time_days: float = math.nan
    carbon_t: float = 0.0
    served_share: float = math.nan

    def flat(self) -> dict[str, float]:
        """Give every measure as a number by name; those that are not known are left out.

        Examples
        --------
        >>> Measures(region_shares={"North": 1.0}, hhi=1.0).flat()["region_share: North"]
        1.0
        """
        found = {f"territory_share: {place}": n for place, n in self.territory_shares.items()}
        found |= {f"region_share: {place}": n for place, n in self.region_shares.items()}
        single = (
            "region_share_max", "hhi", "effective_number", "outside_share", "lead_time_days",
            "carbon_t", "served_share",
        )  # fmt: skip
        for name in single:
            value = getattr(self, name)
            if value is not None and not math.isnan(value):
                found[name] = value
        return found


def measures(result: Result, anchor: str = "") -> Measures:
    """Measure a plan.

    Parameters
    ----------
    result
        The solved case.
    anchor
        Territory that is stayed in; blank takes the policy's.
    """
    instance = Instance(result.case)
    anchor = anchor or (result.policy.anchor if result.policy else "")
    whole = instance.demanded_capacity * result.plan.weeks
    territories = _shares(instance, result, "territory", whole)
    regions = _shares(instance, result, "region", whole)
    named = {place: share for place, share in regions.items() if place}
    made = math.fsum(named.values()) if named == regions else 0.0
    hhi = math.fsum((share / made) ** 2 for share in named.values()) if made else math.nan
    outside = [share for place, share in territories.items() if place != anchor]
    return Measures(
        territory_shares=territories,
        region_shares=named,
        region_share_max=max(named.values(), default=0.0),
        hhi=hhi,
        effective_number=1.0 / hhi,
        outside_share=math.fsum(outside) if anchor else None,
        lead_time_days=_lead_time(instance, result),
        carbon_t=_carbon(instance, result),
        served_share=_served(instance, result),
    )


def _shares(instance: Instance, result: Result, by: str, whole: float) -> dict[str, float]:
    """Give the share of output by territory or region, in the order of the facilities."""
    output: dict[str, float] = defaultdict(float)
    for row in result.plan.made:
        if row.product in instance.wanted_products:
            use = instance.product[row.product].capacity_use_per_unit
            output[getattr(instance.facility[row.facility], by)] += use * row.quantity
    places = dict.fromkeys(getattr(row, by) for row in result.case.facilities)
    return {place: output[place] / whole for place in places if output.get(place) and whole}


def _lead_time(instance: Instance, result: Result) -> float:
    lanes = result.case.lanes
    days = math.fsum(
        lanes[flow.lane].days * flow.quantity
        for flow in result.plan.flows
        if instance.delivers(lanes[flow.lane], flow.product)
    )
    delivered = math.fsum(row.delivered for row in result.plan.sold)
    return days / delivered if delivered else math.nan


def _carbon(instance: Instance, result: Result) -> float:
    lanes = result.case.lanes
    moved = math.fsum(
        lanes[flow.lane].carbon_kg_per_kg * instance.product[flow.product].kg_per_unit
        * flow.quantity
        for flow in result.plan.flows
    )  # fmt: skip
    made = math.fsum(
        instance.made_carbon(instance.facility[row.facility], row.product) * row.quantity
        for row in result.plan.made
    )
    return (moved + made) / KG_IN_T * WEEKS_IN_YEAR / result.plan.weeks


def _served(instance: Instance, result: Result) -> float:
    def capacity(product: str, units: float) -> float:
        return instance.product[product].capacity_use_per_unit * units

    wanted = math.fsum(capacity(row.product, row.wanted) for row in result.plan.sold)
    delivered = math.fsum(capacity(row.product, row.delivered) for row in result.plan.sold)
    return delivered / wanted if wanted else math.nan
