"""Trade-off curves: every point solved, none better than another in both, nothing in between."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import BadValue, Infeasible, UnknownChoice
from network.case import Case
from network.case.choices import Policy
from network.engine.plan import Made
from network.engine.solve import design
from network.evaluate.certify import certify
from network.explain.curve import MEASURED, Curve
from network.explain.measures import Measures, measures
from network.explain.tradeoff import tradeoff
from plusn.scenarios.shipped import shipped_case

from .random_cases import LAW, cost, firms, no_more, same

AGAINST = tuple(MEASURED)
ANCHORED = Policy(id="anchored", anchor="T0")


def tight(against):
    """Tell which way is better: 1 where less is, -1 where more is."""
    return -1 if against == "outside_share_min" else 1


@settings(**LAW)
@given(firms(), st.sampled_from(AGAINST))
def test_the_frontier_is_monotone_and_no_point_beats_another(firm, against):
    case = firm.case()
    try:
        curve = tradeoff(case, ANCHORED, against, points=4)
    except Infeasible:
        return
    assert curve.points[0].result.objective == pytest.approx(cost(case, ANCHORED), rel=1e-6)
    for one, other in pairwise(curve.frontier):
        assert one.cost < other.cost
        assert tight(against) * one.measure > tight(against) * other.measure
    for before, after in pairwise(curve.points):
        assert tight(against) * before.limit >= tight(against) * after.limit
        if before.result and after.result:
            assert no_more(before.cost, after.cost)
    assert not curve.points[0].dominated
    assert curve.solves <= 4


@settings(**LAW)
@given(firms(), st.sampled_from(AGAINST), st.integers(1, 3))
def test_a_point_costs_what_its_policy_costs_and_keeps_its_limit(firm, against, number):
    case = firm.case()
    try:
        curve = tradeoff(case, ANCHORED, against, points=4)
    except Infeasible:
        return
    point = curve.points[min(number, len(curve.points) - 1)]
    assert point.result is not None  # the best that can be had was found by a plan
    asked = ANCHORED.model_copy(update={against: eased(against, point.limit)})
    assert same(point.cost, cost(case, asked))
    slack = 1e-6 * max(1.0, abs(point.limit))
    assert tight(against) * point.measure <= tight(against) * point.limit + slack
    result = point.result
    assert certify(result.case, result.plan, result.objective, result.policy).checks


def eased(against, limit):
    return limit * (1 - tight(against) * -1e-7)


def test_the_illustrative_firm_trades_cost_for_output_outside_the_mainland():
    case = shipped_case("electronics")
    steps = []
    policy = Policy(id="anchored", anchor="CN")
    curve = tradeoff(
        case, policy, "outside_share_min", progress=lambda done, of: steps.append((done, of))
    )
    assert steps == [(n, 7) for n in range(1, 8)]
    assert [round(point.limit, 6) for point in curve.points] == [
        pytest.approx(n / 6, abs=1e-5) for n in range(7)
    ]
    assert curve.points[-1].measure == pytest.approx(1.0)
    assert all(point.served_share == pytest.approx(1.0) for point in curve.points)
    assert curve.solves < 8  # a plan that meets the next limit too is not solved again
    assert len(curve.frontier) < 7
    assert {point.result.policy.anchor for point in curve.points} == {"CN"}


def test_where_the_cheapest_plan_is_the_best_there_is_one_point():
    case = shipped_case("two_plants")
    policy = Policy(id="far", anchor="nowhere")
    curve = tradeoff(case, policy, "outside_share_min")
    assert len(curve.points) == 1
    assert curve.points[0].measure == pytest.approx(1.0)


def test_a_limit_that_nothing_meets_is_marked_and_not_filled_in(monkeypatch):
    case = shipped_case("electronics")
    rows = [{**row.model_dump(), "price_per_unit": None} for row in case.demand]
    tables = {name: [row.model_dump() for row in table] for name, table in case.tables().items()}
    case = Case.of({**tables, "demand": rows})  # else sales are lost to meet the limit
    reached = Curve.value
    monkeypatch.setattr(Curve, "value", lambda self, x: reached(self, x) / 4)
    curve = tradeoff(case, None, "region_share_max", points=3)
    assert curve.points[-1].why == "infeasible"
    assert curve.points[-1].result is None
    assert curve.points[-1].cost is None
    assert curve.points[-1] not in curve.frontier


def test_the_policy_s_own_limit_on_the_measure_does_not_count():
    case = shipped_case("electronics")
    capped = Policy(id="capped", region_share_max=0.6)
    curve = tradeoff(case, capped, "region_share_max", points=2)
    assert curve.points[0].measure == pytest.approx(1.0)


def test_unknown_limits_missing_anchors_and_single_points_are_refused():
    case = shipped_case("two_plants")
    with pytest.raises(UnknownChoice, match="unknown limit 'hhi'"):
        tradeoff(case, None, "hhi")
    with pytest.raises(BadValue, match="no territory is named"):
        tradeoff(case, None, "outside_share_min")
    with pytest.raises(BadValue, match="no curve"):
        tradeoff(case, None, "carbon_max_t", points=1)


@settings(**LAW)
@given(firms())
def test_measures_are_the_left_sides_of_the_policy_s_limits(firm):
    """A limit at the measure holds for free; one that is tighter costs or cannot be met."""
    case = firm.case()
    try:
        result = design(case, stable=False)
    except Infeasible:
        return
    found = measures(result, "T0")
    limits = {
        "region_share_max": found.region_share_max,
        "carbon_max_t": found.carbon_t,
        "outside_share_min": found.outside_share,
    }
    if found.lead_time_days == found.lead_time_days:  # something is delivered
        limits["lead_time_max_days"] = found.lead_time_days
    for column, measure in limits.items():
        at = measure * (1 - 1e-6) if column.endswith("min") else measure * (1 + 1e-6) + 1e-9
        policy = ANCHORED.model_copy(update={column: at})
        assert same(cost(case, policy), result.objective)
    assert sum(found.region_shares.values()) == pytest.approx(sum(found.territory_shares.values()))
    if found.region_shares:
        assert 1 / len(found.region_shares) <= found.hhi + 1e-9 <= 1 + 1e-8
        assert found.effective_number == pytest.approx(1 / found.hhi)


def test_two_plants_are_measured_by_hand():
    result = design(shipped_case("electronics"))
    found = measures(result, "CN")
    made = [row for row in result.plan.made if isinstance(row, Made)]
    use = {"speaker": 1.0, "charger": 0.3}
    regions = {row.id: row.region for row in result.case.facilities}
    total = sum(use[row.product] * row.quantity for row in made)
    by = {}
    for row in made:
        region = regions[row.facility]
        by[region] = by.get(region, 0) + use[row.product] * row.quantity
    assert found.region_shares == pytest.approx({k: v / total for k, v in by.items()})
    assert found.hhi == pytest.approx(sum((v / total) ** 2 for v in by.values()))
    assert found.served_share == pytest.approx(1.0)
    flat = found.flat()
    assert flat["region_share: Guangdong"] == found.region_shares["Guangdong"]
    assert flat["outside_share"] == 0.0
    assert "outside_share" not in measures(result).flat()


@pytest.mark.parametrize("against", AGAINST)
def test_a_firm_that_makes_or_sells_nothing_has_one_point(against):
    place = {"territory": "T0", "region": "north"}
    tables = {
        "settings": [{"name": "trader"}],
        "territories": [{"id": "T0", "name": "T0"}],
        "products": [{"id": "cup"}],
        "facilities": [
            {"id": "S", "kind": "supplier", "name": "S", **place},
            {"id": "M", "kind": "market", "name": "M", **place},
        ],
        "supply": [{"facility": "S", "product": "cup", "cost_per_unit": 1}],
        "lanes": [{"from": "S", "to": "M", "days": 3, "carbon_kg_per_kg": 1}],
    }
    wanted = {"market": "M", "product": "cup", "per_week": 5}
    for rows in ([], [wanted], [{**wanted, "price_per_unit": 0.5}]):
        curve = tradeoff(Case.of({**tables, "demand": rows}), ANCHORED, against, points=3)
        assert len(curve.points) == 1


def test_measures_of_nothing_are_left_out():
    assert Measures().flat() == {"region_share_max": 0.0, "carbon_t": 0.0}
