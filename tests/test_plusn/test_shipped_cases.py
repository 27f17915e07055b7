"""The shipped cases: made up, labelled so, their own numbers, and the stories that they tell."""

import re
from collections import Counter
from decimal import Decimal

import pytest

from data.errors import UnknownChoice
from data.packaged import load_rows
from network.case.overrides import scenario_case
from network.engine.frame import Frame
from network.engine.solve import design
from network.evaluate.opinion import evaluate
from network.explain.baseline import baseline
from network.explain.breakeven import breakpoints
from network.explain.parameter import Parameter
from network.outage.recourse import Recourse
from plusn.scenarios.shipped import SHIPPED, shipped_case

WHOLE = 68_314  # enterprises in the study's sample


@pytest.fixture(scope="module")
def firm():
    return shipped_case("electronics")


@pytest.fixture(scope="module")
def lesson():
    return shipped_case("two_plants")


def policy(case, name):
    return next(row for row in case.policies if row.id == name)


def solved(case, name):
    """Design the case of a scenario with its policy, and check it without a solver."""
    row = next(row for row in case.scenarios if row.id == name)
    changed = scenario_case(case, name)
    result = design(changed, policy(changed, row.policy))
    opinion = evaluate(changed, result.plan, policy(changed, row.policy))
    assert opinion.ok, opinion.failures
    return result


def after(case, result, scenario):
    events = [row for row in case.events if row.scenario == scenario]
    assert events
    return Recourse(Frame.of(case), result).under(events)


def plants(result):
    kinds = {row.id: row.kind for row in result.case.facilities}
    return {
        s.facility: s.modules for s in result.plan.sites if s.open and kinds[s.facility] == "plant"
    }


def made_by_origin(result):
    units = Counter()
    for made in result.plan.made:
        units[made.facility, made.product, made.origin] += made.quantity
    return dict(units)


def territories(result):
    where = {row.id: row.territory for row in result.case.facilities}
    return {where[plant] for plant in plants(result)}


def cells(case):
    for table, rows in case.tables().items():
        for number, row in enumerate(rows, 1):
            for column, cell in row:
                if isinstance(cell, (int, float)) and not isinstance(cell, bool):
                    yield f"{table} row {number}, {column}", float(cell)


# --- what they are ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_every_row_of_a_shipped_case_says_that_it_is_made_up(name):
    rows = [row for rows in shipped_case(name).tables().values() for row in rows]
    assert len(rows) > 20
    assert {row.provenance for row in rows} == {"illustrative"}


def test_a_case_that_is_not_shipped_is_refused_with_the_list():
    with pytest.raises(UnknownChoice, match="electronics, two_plants"):
        shipped_case("phones")


def significant(figure):
    """Give the digits that carry a figure, whatever its unit: 45.3 % and 0.453 are 453."""
    digits = "".join(map(str, Decimal(repr(figure)).normalize().as_tuple().digits))
    return digits.strip("0")


def study_figures():
    """Give every figure of the study that is not trivially round, and the shares it implies."""
    figures = {row["value"] for row in load_rows("seed_facts")}
    counts = [row["count"] for row in load_rows("hkme_counts")]
    figures |= {*counts, *(row["share_pct"] for row in load_rows("hkme_shares"))}
    known = {float(f) for f in figures if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", f)}
    shares = {round(100 * float(count) / WHOLE, 1) for count in counts if count}
    return {f for f in known | shares if len(significant(f)) > 1 and f % 5}


def test_no_number_of_the_firm_repeats_a_figure_of_the_study(firm):
    figures = study_figures()
    assert {45.3, 14.0, 10.1, 7.8, 30971.0, 67.3} <= figures
    long = {significant(f) for f in figures if len(significant(f)) > 2}
    repeated = {
        place: value
        for place, value in cells(firm)
        if value in figures or round(100 * value, 9) in figures or significant(value) in long
    }
    assert repeated == {}


def test_the_firm_has_a_headquarters_suppliers_plants_ports_and_five_markets(firm):
    kinds = [row.kind for row in firm.facilities]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "hq": 1, "supplier": 6, "plant": 6, "port": 5, "market": 5,
    }  # fmt: skip
    assert {row.currency for row in firm.exchange_rates} == {"CNY", "USD", "VND"}
    assert all(row.day for row in firm.exchange_rates)
    assert next(row for row in firm.facilities if row.id == "X_HK").region == "Hong Kong"


# --- what the firm tells ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def base(firm):
    return solved(firm, "base")


@pytest.fixture(scope="module")
def plus_1(firm):
    return solved(firm, "china_plus_1")


def test_at_todays_duty_the_firm_makes_in_guangdong_alone(firm, base):
    region = {row.id: row.region for row in firm.facilities}
    assert {region[plant] for plant in plants(base)} == {"Guangdong"}


def test_a_dearer_us_duty_opens_a_plant_in_south_east_asia_at_one_exact_value(firm, base):
    duty = Parameter.of(firm.ranges[0])
    found = breakpoints(firm, policy(firm, "free"), duty, 0.0, 0.5)
    today = next(row.rate for row in firm.duties if row.layer == "section_301")
    assert found.exact
    first = found.points[0]
    assert 0.03 <= first.value - today <= 0.2
    opened = {new.facility for old, new in first.changes if new.open and not old.open}
    assert opened == {"P_BN"}
    assert found.solves <= 5
    assert base.objective < first.cost


def test_ten_points_more_are_enough_to_leave(firm):
    assert territories(solved(firm, "us_tariff_10")) == {"CN", "VN"}


def test_china_plus_one_and_two_cost_more_than_today(firm, base, plus_1):
    plus_2 = solved(firm, "china_plus_2")
    assert base.objective < plus_1.objective < plus_2.objective
    assert (len(territories(plus_1)), len(territories(plus_2))) == (2, 3)


def test_when_guangdong_stands_still_the_plan_of_least_cost_fails_most(firm, base, plus_1):
    alone = after(firm, base, "gd_shutdown_8w")
    spread = after(firm, plus_1, "plus_1_gd_shutdown_8w")
    near = after(firm, design(firm, policy(firm, "second_region")), "gd_shutdown_8w")
    assert alone.service < spread.service < 1
    assert alone.service < near.service
    assert alone.extra > 2 * spread.extra
    assert alone.plan.drawn  # stock helps first


def test_shipping_through_hong_kong_saves_no_duty(firm, plus_1):
    through = solved(firm, "ship_via_hong_kong")
    ports = {row.id for row in through.case.facilities if row.kind == "port"}
    used = {flow.to for flow in through.plan.flows if flow.to in ports and flow.quantity > 1e-6}
    assert used == {"X_HK"}
    assert {flow.to for flow in plus_1.plan.flows} & ports > used
    assert made_by_origin(through) == pytest.approx(made_by_origin(plus_1))
    assert through.terms["duty"] == pytest.approx(plus_1.terms["duty"], rel=1e-9)
    assert through.objective > plus_1.objective


def test_the_recorded_year_balances_and_is_calibrated_but_not_the_best(firm, base):
    told = baseline(firm)
    assert told.findings == ()
    assert told.calibrated
    assert 0.002 < told.difference < 0.05
    assert told.evaluation.ok, told.evaluation.failures
    assert base.objective < told.evaluation.total


def test_every_policy_and_every_range_of_the_firm_can_be_had(firm):
    for row in firm.policies:
        assert design(firm, row).outcome == "optimal", row.id
    for row in firm.ranges:
        number = Parameter.of(row)
        assert number.at(firm, row.low).digest != number.at(firm, row.high).digest


# --- what a pencil gives (docs/starters.md) --------------------------------------------------

HOME_ONLY = 52 * (800 * 63 + 1000 * 77) + 1_040_000 + 2 * 520_000
BOTH = 52 * (800 * 63 + 1000 * 64.5) + 1_040_000 + 520_000 + 1_300_000 + 520_000 + 260_000


def test_two_plants_cost_what_the_pencil_says(lesson):
    assert (HOME_ONLY, BOTH) == (8_704_800, 9_614_800)
    assert solved(lesson, "base").objective == pytest.approx(HOME_ONLY)
    assert solved(lesson, "plus_1").objective == pytest.approx(BOTH)
    assert solved(lesson, "duty_20").objective == pytest.approx(BOTH)
    assert plants(solved(lesson, "base")) == {"A": 2}
    assert plants(solved(lesson, "duty_20")) == {"A": 1, "B": 1}


def test_two_plants_break_even_where_the_pencil_says(lesson):
    duty = Parameter.of(lesson.ranges[0])
    (point,) = breakpoints(lesson, policy(lesson, "free"), duty, 0.0, 0.5).points
    assert point.value == pytest.approx(0.1 + (BOTH - HOME_ONLY) / (52 * 1000 * 100)) == 0.275


def test_two_plants_lose_in_an_outage_what_the_pencil_says(lesson):
    alone = after(lesson, solved(lesson, "base"), "home_stands_still")
    spread = after(lesson, solved(lesson, "plus_1"), "home_stands_still")
    assert alone.extra == pytest.approx(6 * (800 * (170 - 63) + 1000 * (180 - 77)))
    assert spread.extra == pytest.approx(6 * 800 * (170 - 63))
