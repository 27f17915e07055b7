"""What is measured of a plan where the case leaves cells blank."""

from __future__ import annotations

from network.case.choices import Policy
from network.engine.solve import design
from network.explain.measures import measures
from network.explain.tradeoff import tradeoff

from .outage_cases import cups


def two_plants(*regions: str):
    """P makes six cups and Q four; each stands in the region given, blank for none."""
    wide = cups(other=4.0)
    plants = [row for row in wide.facilities if row.kind == "plant"]
    rows = [row.model_dump(by_alias=True) for row in wide.facilities if row.kind == "market"]
    rows += [
        row.model_dump(by_alias=True) | {"region": region, "module_per_week": limit}
        for row, region, limit in zip(plants, regions, (6.0, 4.0), strict=True)
    ]
    return cups(other=4.0, facilities=rows)


def test_a_blank_region_is_no_region():
    found = measures(design(two_plants("East", "")))
    assert found.region_shares == {"East": 0.6}
    assert found.region_share_max == 0.6
    assert not {"hhi", "effective_number"} & set(found.flat())
    none = measures(design(two_plants("", "")))
    assert (none.region_shares, none.region_share_max) == ({}, 0.0)
    both = measures(design(two_plants("East", "West")))
    assert round(both.hhi, 9) == 0.6**2 + 0.4**2


def test_the_largest_share_of_a_trade_off_is_that_of_the_measures_and_of_the_policy():
    case = two_plants("", "East")
    curve = tradeoff(case, Policy(id="free"), "region_share_max", points=3)
    assert max(point.measure for point in curve.points) <= 0.4 + 1e-9
    capped = design(case, Policy(id="cap", region_share_max=0.1))
    assert {row.facility for row in capped.plan.made} == {"P", "Q"}
    assert measures(capped).region_share_max <= 0.1 + 1e-9
