"""How long every demand is served, and what the loss of a place costs: laws, and cups by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import UnknownChoice
from network.case.goods import Stock
from network.engine.frame import Frame
from network.engine.interval import Interval
from network.engine.model import Model
from network.engine.operations import add_operations
from network.engine.solver import Solver
from network.outage.recourse import Recourse, add_stock_limits, held_sites
from network.outage.survival import places, survival
from network.outage.timeline import Outage, down
from plusn.scenarios.questions import question
from plusn.scenarios.verbs.survive import survive_report

from .outage_cases import Held, cups, held, plans, stuffed
from .random_cases import LAW, no_more

SERVED = {"allowed": frozenset({"stock", "capital", "rules", "cif", "transit", "air", "mandatory"})}


def unserved(plan: Held, place: str, weeks: float) -> float:
    """Give the least that is short, units, when service is all that counts."""
    model = Model(quantity=plan.frame.instance.size)
    interval = Interval(weeks=weeks, available=down(plan.case, place), lost_sales=False, short=True)
    stock = dict.fromkeys(range(len(plan.case.stock)), 0.0)
    part = add_operations(model, plan.frame, interval, held_sites(*plan), stock)
    add_stock_limits(model, plan.frame, [part])
    shortages = set(part.shortage.values())
    model.cost = [float(column in shortages) for column in range(len(model.cost))]
    return Solver(model).solve().objective


def stocked(plan: Held, data) -> Held:
    """Hold some weeks of every demand at its market."""
    weeks = st.floats(0, 6)
    return restocked(plan, [row.per_week * data.draw(weeks) for row in plan.case.demand])


def restocked(plan: Held, units: list[float]) -> Held:
    """Hold so many units of every demand at its market; the sites stay those of the plan."""
    stock = [
        Stock(facility=row.market, product=row.product, units=held)
        for row, held in zip(plan.case.demand, units, strict=True)
    ]
    return Held(Frame.of(replace(plan.case, stock=tuple(stock), place=None)), plan.result)


@settings(**LAW)
@given(st.data())
def test_an_outage_longer_than_the_survival_loses_something_and_a_shorter_one_nothing(data):
    plan = stocked(data.draw(plans(**SERVED)), data)
    place = data.draw(st.sampled_from(places(plan.case)))
    told = survival(*plan, place)
    dust = 1e-6 * plan.frame.instance.size * 100
    if told.beyond:
        assert unserved(plan, place, told.weeks) <= dust
        return
    assert unserved(plan, place, told.weeks + 0.1) > dust
    if told.weeks:
        assert unserved(plan, place, told.weeks * 0.999) <= dust


@settings(**LAW)
@given(st.data())
def test_survival_never_falls_with_more_stock_or_more_that_is_left(data):
    plan = stocked(data.draw(plans(**SERVED)), data)
    place = data.draw(st.sampled_from(places(plan.case)))
    share = data.draw(st.sampled_from([0.0, 0.2, 0.6]))
    before = survival(*plan, place, available=share)
    left = survival(*plan, place, available=share + 0.3)
    assert no_more(before.weeks, left.weeks)
    after = survival(*restocked(plan, [row.units * 3 for row in plan.case.stock]), place,
                     available=share)  # fmt: skip
    assert no_more(before.weeks, after.weeks)


@settings(**LAW)
@given(st.data())
def test_survival_never_falls_as_more_of_a_place_is_left_up_to_all_of_it(data):
    plan = data.draw(stuffed())
    place = data.draw(st.sampled_from(places(plan.case)))
    shares = (0.0, data.draw(st.floats(0.01, 0.6)), data.draw(st.floats(0.6, 0.99)), 1.0)
    weeks = [survival(*plan, place, available=share).weeks for share in shares]
    assert all(no_more(less, more) for less, more in pairwise(weeks))


@settings(**LAW)
@given(st.data())
def test_without_stock_a_place_is_needed_at_once_or_never(data):
    plan = data.draw(plans(allowed=SERVED["allowed"] - {"stock"}))
    place = data.draw(st.sampled_from(places(plan.case)))
    told = survival(*plan, place)
    assert told.weeks == 0 or told.beyond


@settings(**LAW)
@given(st.data())
def test_an_impact_grows_with_its_weeks_and_with_what_is_lost(data):
    plan = data.draw(plans())
    place = data.draw(st.sampled_from(places(plan.case)))
    weeks = sorted(data.draw(st.lists(st.floats(0.5, 9), min_size=2, max_size=2)))
    recourse = Recourse(*plan)

    def impact(available):
        share = down(plan.case, place, available)
        return recourse.run([[Outage(weeks=length, available=share)] for length in weeks])

    full, half = impact(0.0), impact(0.5)
    assert no_more(full[0].objective, full[1].objective)
    assert no_more(half[0].objective, half[1].objective)
    assert no_more(half[1].objective, full[1].objective)


@pytest.mark.parametrize("kind", ["plant", "depot", "port", "supplier", "open supplier"])
@pytest.mark.parametrize("use", [1.0, 0.0])
def test_what_lies_at_a_site_or_passes_through_it_is_down_with_it(kind, use):
    limit = {"capacity_per_week": 10.0} if kind == "supplier" else {}
    source = {"S": kind.split()[-1]} if "supplier" in kind else {"S": "supplier", "D": kind}
    row = {"name": "site", "territory": "A"}
    sites = [{"id": "M", "kind": "market", **row}]
    sites += [{"id": name, "kind": what, **row} for name, what in source.items()]
    last = list(source)[-1]
    lanes = [{"from": last, "to": "M"}]
    lanes += [{"from": "S", "to": "D"}] if last == "D" else []
    plan = held(cups(
        facilities=sites, lanes=lanes, products=[{"id": "cup", "capacity_use_per_unit": use}],
        supply=[{"facility": "S", "product": "cup", **limit}],
        stock=[{"facility": last, "product": "cup", "units": 30}, *_elsewhere(20)],
    ))  # fmt: skip
    assert survival(*plan, last).weeks == pytest.approx(2.0)
    assert survival(*plan, last, available=0.5).weeks == pytest.approx(4.0)


def _elsewhere(units: float) -> list[dict]:
    return [{"facility": "M", "product": "cup", "units": units}]


def test_stock_serves_until_it_is_used_up_beside_what_others_make():
    told = survival(*held(cups(in_stock=36.0, other=4.0)), "P")
    assert told.weeks == pytest.approx(36 / (10 - 4))
    assert str(told) == "6.0 weeks"
    assert told.short == (("M", "cup"),)
    assert {limit.kind for limit in told.limits} == {"stock", "capacity"}
    stock = next(limit for limit in told.limits if limit.kind == "stock")
    assert (stock.amount, stock.worth) == (pytest.approx(36), pytest.approx(1 / 6))


def test_a_survival_is_told_in_a_sentence():
    plan = held(cups(in_stock=36.0, other=4.0))
    assert survival(*plan, "P").sentence(plan.case) == (
        "P down: every demand is served for 6.0 weeks, then cup at M would be short; "
        "used up: stock of cup at M, capacity of Q."
    )
    assert survival(*plan, "West").sentence(plan.case) == (
        "West down: every demand is served for more than 20 weeks."
    )
    bare = held(cups())
    assert survival(*bare, "P").sentence(bare.case) == (
        "P down: not every demand is served from the first day (cup at M)."
    )


def test_a_region_is_all_that_can_be_down_in_it():
    both = [{**row.model_dump(by_alias=True), "region": "East"}
            for row in cups(other=4.0).facilities]  # fmt: skip
    plan = held(cups(in_stock=30.0, facilities=both, lanes=_lanes()))
    assert survival(*plan, "P").weeks == pytest.approx(5.0)
    assert survival(*plan, "East").weeks == pytest.approx(3.0)


def _lanes() -> list[dict]:
    return [{"from": "P", "to": "M"}, {"from": "Q", "to": "M"}]


def test_beyond_the_ceiling_nobody_looks():
    plan = held(cups(in_stock=50.0))
    assert survival(*plan, "P", ceiling_weeks=4.0).beyond
    assert str(survival(*plan, "P", ceiling_weeks=4.0)) == "> 4 weeks"
    assert survival(*plan, "P", ceiling_weeks=6.0).weeks == pytest.approx(5.0)


def test_sales_that_the_plan_loses_anyway_count_where_every_demand_does():
    plan = held(cups(per_week=12.0, other=1.0, in_stock=20.0))
    assert survival(*plan, "Q").weeks == pytest.approx(20 / 2)
    assert survival(*plan, "Q", served="as planned").weeks == pytest.approx(20 / 1)


def test_a_place_where_nothing_can_be_down_is_refused():
    plan = held(cups(other=4.0))
    for unknown in ("M", "Shops", "Nowhere"):
        with pytest.raises(UnknownChoice, match="unknown place that can be down"):
            survival(*plan, unknown)


def losses(plan, **asked):
    """Give what the verb tells of every place of a case, by place."""
    rows = survive_report(question(plan.case), **asked).tables["survival"]
    return {row["place"]: row for row in rows}


def test_a_place_is_exposed_where_it_restarts_later_than_every_demand_can_be_served():
    found = losses(held(cups(in_stock=18.0, other=4.0)))
    assert set(found) == {"P", "Q", "East", "West"}
    site = found["P"]
    assert (site["weeks_served"], site["weeks_to_restart"]) == (pytest.approx(3.0), 4.0)
    assert site["exposed"]
    assert (site["kind"], found["East"]["kind"]) == ("site", "region")
    # 18 from stock at 8, 16 from Q at 3, and 6 lost at 20, instead of 40 at 2
    assert site["extra_cost"] == pytest.approx(18 * 8 + 16 * 3 + 6 * 20 - 40 * 2)
    unknown = ("weeks_to_restart", "exposed", "extra_cost")
    assert [found["Q"][name] for name in unknown] == [None] * 3


def test_a_place_that_restarts_in_time_is_not_exposed():
    assert losses(held(cups(in_stock=25.0, other=4.0)))["P"]["exposed"] is False


def test_a_closed_site_is_not_asked():
    closed = [row.model_dump(by_alias=True) for row in cups(other=4.0).facilities]
    closed[2] |= {"status": "optional", "fixed_cost_per_year": 1e6}
    plan = held(cups(facilities=closed, lanes=_lanes()))
    assert set(losses(plan)) == {"P", "East"}
