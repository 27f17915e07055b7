"""Laws of the least cost on random firms: how it moves, what it adds up to, what bounds it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data.errors import Infeasible
from network.engine.frame import Frame
from network.engine.plan import Site
from network.engine.solve import design, held, program
from network.engine.solver import Solver
from network.evaluate import evaluate

from .random_cases import LAW, ONLY_ADDING, cost, firms, no_more, same

FIXED = {
    "facilities": (
        "fixed_cost_per_year", "opening_cost_per_year", "closing_cost_per_year",
        "module_cost_per_year", "expansion_cost_per_year",
    ),
    "territories": ("complexity_per_year",),
}  # fmt: skip


@settings(**LAW)
@given(firms(allowed=ONLY_ADDING), st.integers(0, 99), st.sampled_from([0.02, 0.1, 0.5]))
def test_cost_rises_with_any_single_duty_rate_and_ever_more_slowly(firm, pick, step):
    duties = firm.tables["duties"]
    speaking = [row for row in duties if row["combine"] == "add"]
    assume(speaking)
    row = speaking[pick % len(speaking)]
    costs = []
    for _ in range(3):
        costs.append(cost(firm))
        row["rate"] += step
    assert no_more(costs[0], costs[1])
    assert no_more(costs[1], costs[2])
    assert no_more((costs[0] + costs[2]) / 2, costs[1])


@settings(**LAW)
@given(firms())
def test_another_supplier_plant_or_lane_never_raises_the_cost(firm):
    before = cost(firm)
    tables, rng = firm.tables, firm.rng()
    lane = {"mode": "new", "cost_per_unit": rng.uniform(0, 3), "days": 2}
    tables["lanes"].append(lane | {"from": "S0", "to": firm.ids("plant")[-1]})
    with_lane = cost(firm)
    plant = tables["facilities"][len(firm.ids("supplier"))]
    tables["facilities"].append(plant | {"id": "NP", "status": "optional"})
    tables["recipes"] = [
        *tables.get("recipes", []),
        *(r | {"facility": "NP"} for r in tables.get("recipes", []) if r["facility"] == "P0"),
    ]
    tables["lanes"] += [
        lane | {"from": "S0", "to": "NP"},
        *(lane | {"from": "NP", "to": market} for market in firm.ids("market")),
    ]
    with_plant = cost(firm)
    tables["facilities"].append(tables["facilities"][0] | {"id": "NS", "status": "optional"})
    tables["supply"].append(tables["supply"][0] | {"facility": "NS", "cost_per_unit": 0.5})
    tables["lanes"].append(lane | {"from": "NS", "to": "P0"})
    with_supplier = cost(firm)
    assert no_more(with_lane, before)
    assert no_more(with_plant, with_lane)
    assert no_more(with_supplier, with_plant)


@settings(**LAW)
@given(firms(needed=frozenset({"fixed", "optional"})), st.sampled_from([0.0, 0.5, 0.9]))
def test_lower_fixed_costs_never_raise_the_cost(firm, factor):
    before = cost(firm)
    for table, columns in FIXED.items():
        for row in firm.tables[table]:
            row.update({name: row[name] * factor for name in columns if name in row})
    assert no_more(cost(firm), before)


@settings(**LAW)
@given(firms())
def test_the_terms_add_up_and_the_second_opinion_agrees_term_by_term(firm):
    case = firm.case()
    found = design(case)
    assert same(sum(found.terms.values()), found.objective)
    opinion = evaluate(case, found.plan)
    assert opinion.failures == ()
    assert same(opinion.total, found.objective)
    for term, amount in found.terms.items():
        assert opinion.terms[term] == pytest.approx(
            amount, rel=1e-6, abs=1e-6 * max(1.0, abs(found.objective))
        )
    assert found.outcome == "optimal"
    assert found.gap == 0.0
    assert found.bound == found.objective


@settings(**LAW)
@given(firms(needed=frozenset({"fixed", "modules"})))
def test_with_fractions_allowed_the_cost_is_never_higher(firm):
    built = program(Frame.of(firm.case()))
    whole = Solver(built.model).solve()
    built.model.integer = [False] * len(built.model.integer)
    assert no_more(Solver(built.model).solve().objective, whole.objective)


@settings(**LAW)
@given(firms())
def test_with_the_design_held_the_flows_alone_cost_the_same_and_their_prices_prove_it(firm):
    frame = Frame.of(firm.case())
    found = design(frame, stable=False)
    again = design(frame, sites={site.facility: site for site in found.plan.sites})
    assert same(again.objective, found.objective)
    built = program(frame)
    whole = Solver(built.model).solve()
    linear = held(built, whole.x)
    assert same(linear.objective, whole.objective)
    columns = built.design.columns()
    for column in columns:
        built.model.fix(column, round(whole.x[column]))
    assert same(_proven(built.model, linear), linear.objective)


def _proven(model, answer) -> float:
    """Give the value of the dual at the prices: what no point that keeps the limits is below."""
    slack = np.array(model.cost)
    dual = model.offset
    size = max(1.0, np.abs(answer.price).max(initial=0.0), np.abs(answer.reduced).max(initial=0.0))
    for row, price in enumerate(answer.price):
        for at in range(model.starts[row], model.starts[row + 1]):
            slack[model.indices[at]] -= price * model.values[at]
        dual += _worth(price, model.row_lower[row], model.row_upper[row], size)
    for column, price in enumerate(slack):
        dual += _worth(price, model.lower[column], model.upper[column], size)
    return dual


def _worth(price: float, lower: float, upper: float, size: float) -> float:
    limit = lower if price > 0 else upper
    if np.isfinite(limit):
        return price * limit
    assert abs(price) <= 1e-7 * size, "a price on a side without limit proves nothing"
    return 0.0


@settings(**LAW)
@given(firms(), st.sampled_from([2.0, 0.5]))
def test_a_period_twice_as_long_costs_twice_as_much_yearly_costs_included(firm, factor):
    firm.tables["stock"] = []
    before = cost(firm)
    firm.tables["settings"][0]["weeks"] *= factor
    firm.tables["events"] = []
    assert same(cost(firm), factor * before)


@settings(**LAW)
@given(firms())
def test_ties_are_settled_without_a_cost(firm):
    frame = Frame.of(firm.case())
    assert same(design(frame, stable=True).objective, design(frame, stable=False).objective)


@settings(**LAW)
@given(firms())
def test_stock_is_held_but_never_drawn_where_nothing_is_disrupted(firm):
    firm.tables["stock"] = firm.tables["events"] = []
    without = cost(firm)
    rng = firm.rng()
    firm.tables["stock"] = [
        {"facility": place, "product": item, "units": rng.uniform(1, 50),
         "origin": "T0", "replacement_cost_per_unit": 0.0}
        for place in firm.ids("plant", "depot", "market", "port")
        for item in [row["id"] for row in firm.tables["products"]]
    ]  # fmt: skip
    found = design(firm.case(), stable=False)
    assert found.plan.drawn == ()
    assert found.terms["stock_drawn"] == 0.0
    general = firm.tables["settings"][0]
    value = {row["id"]: row["value_per_unit"] for row in firm.tables["products"]}
    held_value = sum(row["units"] * value[row["product"]] for row in firm.tables["stock"])
    holding = held_value * general["holding_rate_per_year"] * general["weeks"] / 52
    assert same(found.objective, without + holding)


@settings(**LAW)
@given(firms(needed=frozenset({"fixed", "optional", "modules"})))
def test_no_other_state_of_a_site_costs_less(firm):
    frame = Frame.of(firm.case())
    best = design(frame, stable=False)
    for site in best.plan.sites:
        row = frame.instance.facility[site.facility]
        if row.status not in {"existing", "optional"} or row.kind in {"market", "hq"}:
            continue
        other = Site(facility=site.facility, open=not site.open, modules=int(not site.open))
        try:
            held_other = design(frame, sites={site.facility: other}, stable=False)
        except Infeasible:
            continue
        assert no_more(best.objective, held_other.objective)
