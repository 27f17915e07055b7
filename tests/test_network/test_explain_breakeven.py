"""Break-evens: exact where only costs move, certified intervals elsewhere, no false promise."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data.errors import BadValue, Infeasible, UnknownChoice
from network.case import Case
from network.case.choices import Range
from network.engine.solve import design
from network.explain.bracket import Look, better, brackets
from network.explain.breakeven import breakpoints
from network.explain.linear import linear
from network.explain.lines import Line, envelope
from network.explain.parameter import Parameter
from network.explain.search import Search
from plusn.scenarios.shipped import shipped_case

from .random_cases import LAW, ONLY_ADDING, cost, firms, same

# Numbers that cost, each with a range in which plans may change.
COSTS = tuple(
    (Parameter(table=table, where=where, column=column, op=op), low, high)
    for table, where, column, op, low, high in (
        ("duties", "", "rate", "add", 0.0, 4.0),
        ("duties", "dest=T0", "rate", "mul", 0.0, 5.0),
        ("lanes", "from=P0", "cost_per_kg", "add", 0.0, 60.0),
        ("lanes", "from=P0", "cost_per_unit", "add", 0.0, 60.0),
        ("lanes", "", "days", "mul", 0.0, 9.0),
        ("supply", "facility=S0", "cost_per_unit", "add", 0.0, 30.0),
        ("facilities", "id=P0", "fixed_cost_per_year", "mul", 0.0, 30.0),
        ("facilities", "id=P0", "wage_per_hour", "mul", 0.0, 30.0),
        ("facilities", "id=P0", "overhead_per_capacity_unit", "mul", 0.0, 50.0),
        ("facilities", "kind=plant", "opening_cost_per_year", "mul", 0.0, 5.0),
        ("settings", "", "carbon_price_per_t", "add", 0.0, 9000.0),
        ("exchange_rates", "currency=USD", "rate", "mul", 0.2, 5.0),
        ("products", "", "labour_hours_per_unit", "mul", 0.0, 9.0),
        ("demand", "market=M0", "price_per_unit", "mul", 0.1, 4.0),
    )
)
NO_COSTS = (
    Parameter(table="facilities", where="kind=plant", column="productivity", op="mul"),
    Parameter(table="demand", column="per_week", op="mul"),
    Parameter(table="settings", column="weeks", op="mul"),
)
US_DUTY = Parameter(table="duties", where="layer=section_301; origin=CN; dest=US", column="rate")


def moved(firm, parameter):
    """Leave out firms that have no numbers to move."""
    case = firm.case()
    now = parameter.now(case)
    assume(now)
    assume(None not in now)
    return case


def best_sites(case, sites, value, parameter):
    """Give what a plan's sites cost at a value."""
    held = {site.facility: site for site in sites}
    return design(parameter.at(case, value), sites=held).objective


@given(
    st.lists(st.tuples(st.integers(-50, 50), st.integers(-9, 9)), min_size=1, max_size=12),
    st.floats(0, 10),
)
def test_the_envelope_is_the_lowest_line_everywhere(drawn, value):
    lines = [Line(base=float(base), slope=float(slope)) for base, slope in drawn]
    pieces = envelope(lines, 0.0, 10.0)
    assert pieces[0].low == 0.0
    assert pieces[-1].high == 10.0
    assert all(one.high == other.low for one, other in pairwise(pieces))
    here = next(piece for piece in pieces if piece.low <= value <= piece.high)
    assert here.line.at(value) == pytest.approx(min(line.at(value) for line in lines), abs=1e-6)


@settings(**LAW)
@given(firms(allowed=ONLY_ADDING), st.sampled_from(COSTS), st.floats(0.02, 0.98))
def test_the_least_cost_between_break_evens_is_that_of_a_fresh_solve(firm, question, share):
    parameter, low, high = question
    case = moved(firm, parameter)
    try:
        found = breakpoints(case, None, parameter, low, high)
    except Infeasible:
        assert cost(case) == float("inf")
        return
    assert found.linear
    assert found.exact
    assert not found.more_possible
    slopes = [piece.line.slope for piece in found.pieces]
    assert slopes == sorted(slopes, reverse=True)  # concave
    value = low + (high - low) * share
    here = next(piece for piece in found.pieces if piece.low <= value <= piece.high)
    assert same(here.line.at(value), cost(parameter.at(case, value)))


@settings(**LAW)
@given(firms(allowed=ONLY_ADDING, needed=frozenset({"optional", "fixed"})), st.sampled_from(COSTS))
def test_at_a_break_even_both_plans_cost_the_least_cost(firm, question):
    parameter, low, high = question
    case = moved(firm, parameter)
    try:
        found = breakpoints(case, None, parameter, low, high)
    except Infeasible:
        return
    for point in (*found.points, *found.flow_points):
        least = cost(parameter.at(case, point.value))
        assert point.proven
        assert same(point.cost, least)
        assert same(best_sites(case, point.before, point.value, parameter), least)
        assert same(best_sites(case, point.after, point.value, parameter), least)
    assert all(point.changes for point in found.points)
    assert not any(point.changes for point in found.flow_points)


@settings(**LAW)
@given(firms(), st.sampled_from(NO_COSTS))
def test_what_is_not_a_cost_is_never_called_exact(firm, parameter):
    case = firm.case()
    built = linear(case, None, parameter, 0.5, 2.0)
    if built is not None:
        # Nobody works, or nobody buys: the number does nothing at all.
        assert parameter.column == "productivity" or not any(row.per_week for row in case.demand)
        assert built.begin.each.tolist() == built.end.each.tolist()


def test_the_illustrative_firm_has_a_break_even_found_in_at_most_five_solves():
    case = shipped_case("electronics")
    found = breakpoints(case, None, US_DUTY, 0.0, 0.5)
    assert found.exact
    assert found.solves <= 5
    (point,) = found.points
    assert {"P_BN"} <= {after.facility for _, after in point.changes if after.open}
    left, right = (design(US_DUTY.at(case, point.value + step)) for step in (-1e-4, 1e-4))
    assert left.plan.sites == point.before
    assert right.plan.sites == point.after


def test_a_duty_that_is_added_breaks_even_at_the_same_total():
    case = shipped_case("electronics")
    (now,) = US_DUTY.now(case)
    more = Parameter(table=US_DUTY.table, where=US_DUTY.where, column="rate", op="add")
    (absolute,) = breakpoints(case, None, US_DUTY, now, 0.4).points
    (added,) = breakpoints(case, None, more, 0.0, 0.4 - now).points
    assert now + added.value == pytest.approx(absolute.value, rel=1e-9)


def test_a_cost_of_nothing_at_the_end_of_a_range_stays_exact():
    # A depot without fixed cost needs no decision, so the case compiles to fewer columns there.
    case = two_ways(depot_cost=500.0)
    depot = Parameter(table="facilities", where="id=D", column="fixed_cost_per_year")
    found = breakpoints(case, None, depot, 0.0, 2000.0)
    assert found.exact
    (point,) = found.points
    assert point.value == pytest.approx(520.0)  # 10 a week for 52 weeks, 1 less each way


def two_ways(depot_cost):
    return Case.of(
        {
            "settings": [{"name": "two ways"}],
            "territories": [{"id": "A", "name": "A"}],
            "products": [{"id": "cup"}],
            "facilities": [
                site("P", "plant"),
                {**site("D", "depot"), "fixed_cost_per_year": depot_cost},
                site("M", "market"),
            ],
            "lanes": [
                {"from": "P", "to": "D", "cost_per_unit": 1},
                {"from": "D", "to": "M", "cost_per_unit": 1},
                {"from": "P", "to": "M", "cost_per_unit": 3},
            ],
            "demand": [{"market": "M", "product": "cup", "per_week": 10}],
        }
    )


def site(name, kind):
    return {"id": name, "kind": kind, "name": name, "territory": "A", "region": "north"}


def there_and_back():
    """Make a firm whose best plan changes and changes back as one capacity grows.

    Both plants save by the lane x, whose capacity is the number. A saves 1 a unit for all units;
    B saves 2 a unit, but its depot lets only 4 units through. A is best below 1 and above 7.
    """
    plant = {"status": "optional", "kind": "plant", "territory": "A", "region": "north"}
    return Case.of(
        {
            "settings": [{"name": "there and back", "weeks": 52}],
            "territories": [{"id": "A", "name": "A"}],
            "products": [{"id": "cup"}],
            "facilities": [
                {"id": "A1", "name": "A", "fixed_cost_per_year": 5200, **plant},
                {"id": "B1", "name": "B", "fixed_cost_per_year": 5252, **plant},
                {**site("D", "depot"), "module_per_week": 4},
                site("M", "market"),
            ],
            "lanes": [
                {"from": "A1", "to": "M", "mode": "x", "cost_per_unit": 1, "capacity_per_week": 5},
                {"from": "A1", "to": "M", "mode": "y", "cost_per_unit": 2},
                {"from": "B1", "to": "D", "mode": "z"},
                {"from": "D", "to": "M", "mode": "x", "capacity_per_week": 5},
                {"from": "B1", "to": "M", "mode": "y", "cost_per_unit": 2},
            ],
            "demand": [{"market": "M", "product": "cup", "per_week": 10}],
        }
    )


LANE_X = Parameter(table="lanes", where="mode=x", column="capacity_per_week")


def test_a_capacity_can_change_the_plan_there_and_back():
    case = there_and_back()
    plans = [design(LANE_X.at(case, value)).open_plants for value in (0.0, 4.0, 9.0)]
    assert plans == [("A1",), ("B1",), ("A1",)]


def test_a_capacity_gets_intervals_and_no_promise_that_there_are_no_others():
    case = there_and_back()
    found = breakpoints(case, None, LANE_X, 0.0, 9.0)
    assert not found.exact
    assert not found.linear
    assert not found.points
    assert found.more_possible
    there, back = found.brackets
    assert there.certain
    assert back.certain
    assert there.low <= 1.0 <= there.high
    assert back.low <= 7.0 <= back.high
    assert max(there.width, back.width) <= 9.0 / 1000
    # Looked at in its ends only, nothing is seen, and nothing is promised either.
    blind = brackets(case, None, LANE_X, 0.0, 9.0, steps=1)
    assert blind.brackets == ()
    assert blind.looked_at == (0.0, 9.0)


def test_an_interval_is_uncertain_where_plans_tie_or_a_solve_was_not_finished():
    case = there_and_back()
    look = Look(case, None, LANE_X, 20.0)
    first, second = look.at(0.5), look.at(2.0)
    assert first.plan.sites != second.plan.sites
    assert better(look, 0.5, first, second)
    assert better(look, 2.0, second, first)
    assert not better(look, 2.0, replace(second, gap=0.01), first)
    # At 1 both plans cost the same, so neither is better there.
    assert not better(look, 1.0, look.at(1.0), first)
    assert not better(look, 1.0, look.at(1.0), second)


def test_an_interval_may_end_where_nothing_serves_the_demand():
    case = two_ways(0.0)
    rows = [row.model_dump() for row in case.facilities]
    rows[0]["module_per_week"] = 50.0
    limited = Case.of({**plain(case), "facilities": rows})
    wanted = Parameter(table="demand", where="market=M", column="per_week")
    (found,) = breakpoints(limited, None, wanted, 10.0, 90.0).brackets
    assert found.low <= 50.0 <= found.high
    assert found.cost_high is None
    assert found.after == ()
    assert found.changes == ()
    assert found.certain


def plain(case):
    return {name: [row.model_dump() for row in rows] for name, rows in case.tables().items()}


def test_whole_numbers_are_narrowed_to_neighbours():
    case = shipped_case("electronics")
    modules = Parameter(table="facilities", where="id=P_DG", column="modules_max")
    found = brackets(case, None, modules, 4.0, 7.0, steps=1)
    assert found.brackets
    assert all(value == int(value) for value in found.looked_at)
    assert all(one.width == 1.0 for one in found.brackets)


def test_an_unfinished_solve_makes_the_answer_an_interval():
    case = shipped_case("electronics")
    built = linear(case, None, US_DUTY, 0.0, 0.5)
    search = Search(built, seconds=20.0)
    assert search.run()
    assert search.proven()
    before, after = search.pieces()
    assert search.certain(before, after) == (before.high, before.high)
    search._bounds[before.high] *= 0.99  # as if the solver had stopped 1 % short
    assert not search.proven()
    assert search.certain(before, after) == (0.0, 0.5)


def test_a_gap_that_the_case_allows_is_never_told_as_exact_unless_it_is_closed():
    case = shipped_case("electronics")
    loose = Parameter(table="settings", column="gap_tolerance").at(case, 0.2)
    exact = breakpoints(case, None, US_DUTY, 0.0, 0.5).points[0].value
    found = breakpoints(loose, None, US_DUTY, 0.0, 0.5)
    for point in found.points:
        assert point.earliest <= point.value <= point.latest
    if found.points:
        assert any(point.earliest <= exact <= point.latest for point in found.points)
    else:
        assert not found.exact


def test_a_limit_of_the_policy_can_be_the_number():
    case = shipped_case("electronics")
    (policy,) = [row for row in case.policies if row.id == "region_cap"]
    share = Parameter(table="policies", where="id=region_cap", column="region_share_max")
    found = brackets(case, policy, share, 0.5, 1.0, steps=1, width=0.5)
    assert found.brackets
    (one,) = found.brackets
    assert one.cost_high < one.cost_low


def test_progress_ends_with_all_done():
    told = []
    breakpoints(two_ways(500.0), None, LANE_COST, 0.0, 9.0, progress=lambda *at: told.append(at))
    assert told[-1][0] == told[-1][1]


LANE_COST = Parameter(table="lanes", where="from=P; to=M", column="cost_per_unit")


def test_an_empty_range_and_cells_without_numbers_are_refused():
    case = two_ways(500.0)
    with pytest.raises(BadValue, match="goes from 3 to 3"):
        breakpoints(case, None, LANE_COST, 3.0, 3.0)
    with pytest.raises(BadValue, match="holds no numbers"):
        breakpoints(case, None, Parameter(table="lanes", column="mode"), 0.0, 1.0)
    with pytest.raises(UnknownChoice, match="column"):
        breakpoints(case, None, Parameter(table="lanes", column="costs"), 0.0, 1.0)
    with pytest.raises(UnknownChoice, match="table"):
        breakpoints(case, None, Parameter(table="lane", column="costs"), 0.0, 1.0)


def test_a_row_of_ranges_names_a_parameter():
    row = Range(label="x", table="lanes", where="mode=x", column="capacity_per_week", low=0, high=9)
    assert str(Parameter.of(row)) == "lanes[mode=x].capacity_per_week"
