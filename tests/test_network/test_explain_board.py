"""Board money worked by hand: whose duty, what is paid once, when it pays back."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network.case import Case
from network.case.overrides import scenario_case
from network.engine.solve import design
from network.explain.board import board_money, in_currencies, yearly_money
from plusn.scenarios.shipped import shipped_case

LESSON = {
    table: [row.model_dump() for row in rows]
    for table, rows in shipped_case("two_plants").tables().items()
    if rows
}
REVENUE = 41_600 * 170 + 52_000 * 180
ONLY_A, BOTH = 8_704_800, 9_614_800
DUTY_A, DUTY_B = 52_000 * 10, 52_000 * 2


def lesson(**tables):
    return Case.of(LESSON | tables)


def settings_row(**cells):
    return [LESSON["settings"][0] | cells]


def plans(case):
    """Give the plan of today and the one with both plants."""
    both = next(row for row in case.policies if row.id == "plus_1")
    return design(case), design(case, both)


def shares(*pairs):
    return [{"market": market, "product": of, "our_share": ours} for market, of, ours in pairs]


@pytest.mark.parametrize(
    ("borne", "ours"), [((), 1.0), ((("F", "*", 0.0),), 0.0), ((("F", "lamp", 0.25),), 0.25),
                        ((("F", "*", 0.0), ("F", "lamp", 0.5)), 0.5), ((("H", "*", 0.0),), 1.0)]
)  # fmt: skip
def test_the_incoterm_says_which_share_of_the_duty_is_ours(borne, ours):
    case = lesson(duty_shares=shares(*borne))
    money = yearly_money(case, design(case).plan)
    assert money.revenue == pytest.approx(REVENUE)
    assert money.cost == pytest.approx(ONLY_A)
    assert money.duty == pytest.approx(DUTY_A)
    assert money.duty_ours == pytest.approx(ours * DUTY_A)
    assert money.ebit == pytest.approx(REVENUE - ONLY_A + (1 - ours) * DUTY_A)


def test_duty_paid_at_a_depot_is_shared_as_the_markets_behind_it_take_the_goods():
    depot = {"id": "D", "kind": "depot", "name": "Depot", "territory": "ABROAD"}
    second = LESSON["facilities"][-1] | {"id": "G"}
    lanes = [row for row in LESSON["lanes"] if row["to"] != "F"]
    lanes += [{"from": "A", "to": "D"}, {"from": "D", "to": "F"}, {"from": "D", "to": "G"}]
    wanted = LESSON["demand"][1] | {"market": "G", "per_week": 250}
    case = lesson(
        facilities=[*LESSON["facilities"], depot, second],
        lanes=lanes,
        demand=[*LESSON["demand"], wanted],
        duty_shares=shares(("F", "*", 0.0), ("G", "*", 1.0)),
    )
    money = yearly_money(case, design(case).plan)
    assert money.duty == pytest.approx(52 * 1250 * 10)
    assert money.duty_ours == pytest.approx(52 * 250 * 10)


def test_a_period_that_is_no_year_is_told_by_the_year():
    for weeks in (13, 52, 104):
        case = lesson(settings=settings_row(weeks=weeks))
        money = yearly_money(case, design(case).plan)
        assert (money.revenue, money.cost) == pytest.approx((REVENUE, ONLY_A))
        assert money.duty_ours == pytest.approx(DUTY_A)
        assert money.ebit == pytest.approx(REVENUE - ONLY_A)


def test_without_a_price_there_is_no_ebit_and_the_gain_is_in_costs():
    wanted = [row | {"price_per_unit": None} for row in LESSON["demand"]]
    case = lesson(demand=wanted, duty_shares=shares(("F", "*", 0.0)))
    told = board_money(*plans(case))
    assert (told.base.revenue, told.base.ebit, told.plan.ebit) == (None, None, None)
    assert told.yearly_gain == pytest.approx((ONLY_A - DUTY_A) - (BOTH - DUTY_B))


def test_capital_and_lost_sales_are_no_part_of_ebit():
    case = lesson(
        settings=settings_row(holding_rate_per_year=0.1, finance_rate_per_year=0.2),
        demand=[LESSON["demand"][0], LESSON["demand"][1] | {"price_per_unit": 70}],
    )
    result = design(case)
    assert result.terms["lost_sales"] == pytest.approx(52_000 * 70)
    assert result.terms["pipeline"] > 0
    money = yearly_money(case, result.plan)
    cash = sum(result.terms.values()) - result.terms["lost_sales"] - result.terms["pipeline"]
    assert money.revenue == pytest.approx(41_600 * 170)
    assert money.ebit == pytest.approx(41_600 * 170 - cash)


ONCE = [
    {"facility": "B", "on": "open", "kind": "capex", "amount": 300_000},
    {"facility": "B", "on": "open", "kind": "tooling", "amount": 10_000, "currency": "USD"},
    {"facility": "B", "on": "expand", "kind": "capex", "amount": 9_000_000},
    {"facility": "A", "on": "close", "kind": "severance", "amount": 9_000_000},
]
USD = [{"currency": "USD", "rate": 7.8, "day": "2025-06-30"}]


def dearer():
    """Give the lesson with the duty of 30 %: B opens and gains 130,000 a year on staying."""
    case = scenario_case(lesson(one_off_costs=ONCE, exchange_rates=USD), "duty_20")
    stay = next(row for row in case.policies if row.id == "free")
    return board_money(design(case, stay.model_copy(update={"keep_closed": ("B",)})), design(case))


def test_what_is_paid_once_stands_apart_and_only_for_what_happens():
    told = dearer()
    assert [(p.facility, p.kind, p.amount) for p in told.paid_once] == [
        ("B", "capex", 300_000), ("B", "tooling", pytest.approx(78_000)),
    ]  # fmt: skip
    assert told.once == pytest.approx(378_000)
    assert told.plan.cost == pytest.approx(BOTH)  # nothing of it is in the yearly cost


def test_payback_and_net_present_value_are_those_of_the_pencil():
    told = dearer()
    gain = (ONLY_A + 2 * DUTY_A) - BOTH
    assert told.yearly_gain == pytest.approx(gain) == 130_000
    assert told.payback_years == pytest.approx(378_000 / 130_000)
    # Five years at 8 %: 0.92593 + 0.85734 + 0.79383 + 0.73503 + 0.68058 = 3.99271
    assert told.npv == pytest.approx(130_000 * 3.99271 - 378_000, abs=2)


def test_a_plan_that_costs_more_never_pays_back():
    told = board_money(*plans(lesson(one_off_costs=ONCE, exchange_rates=USD)))
    assert told.yearly_gain == pytest.approx(ONLY_A - BOTH)
    assert told.payback_years is None
    assert told.npv < -told.once


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.integers(1, 30), st.floats(0, 0.5))
def test_the_net_present_value_is_the_discounted_sum(horizon, rate):
    case = lesson(settings=settings_row(horizon_years=horizon, discount_rate=rate))
    told = board_money(*plans_of(case))
    factors = accumulate(range(horizon), lambda left, _: left / (1 + rate), initial=1.0)
    expected = told.yearly_gain * (sum(factors) - 1) - told.once
    assert told.npv == pytest.approx(expected, rel=1e-9)
    closed = horizon if rate < 1e-9 else (1 - (1 + rate) ** -horizon) / rate
    assert told.npv == pytest.approx(told.yearly_gain * closed - told.once, rel=1e-5)


@cache
def solved():
    return plans(lesson())


def plans_of(case):
    """Solve once; horizon and rate of discount change no plan."""
    return [replace(result, case=case) for result in solved()]


def test_money_is_told_in_every_currency_with_the_day_of_its_rate():
    told = in_currencies(lesson(exchange_rates=USD), 780_000)
    assert [(one.currency, one.amount, one.rate, one.day) for one in told] == [
        ("HKD", 780_000, 1.0, ""), ("USD", pytest.approx(100_000), 7.8, "2025-06-30"),
    ]  # fmt: skip


def test_a_price_in_another_currency_is_revenue_in_the_cases():
    abroad = LESSON["demand"][1] | {"price_per_unit": 180 / 7.8, "currency": "USD"}
    case = lesson(demand=[LESSON["demand"][0], abroad], exchange_rates=USD)
    assert yearly_money(case, design(case).plan).revenue == pytest.approx(REVENUE)


def test_what_both_plans_pay_once_is_not_paid_for_the_change_and_what_is_spared_counts():
    case = scenario_case(lesson(one_off_costs=ONCE, exchange_rates=USD), "duty_20")
    stay = next(row for row in case.policies if row.id == "free")
    opens, stays = design(case), design(case, stay.model_copy(update={"keep_closed": ("B",)}))
    assert board_money(opens, opens).paid_once == ()
    back = board_money(opens, stays)
    assert back.once == pytest.approx(-378_000)
    assert back.npv == pytest.approx(-board_money(stays, opens).npv)
