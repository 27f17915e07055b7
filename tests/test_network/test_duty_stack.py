"""A stack of duty against a plain reading of its rules, and its laws."""

import sys
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from network.case.trade import Duty
from network.duty.stack import Charge, Stack, Tariff

sys.path.insert(0, str(Path(__file__).parent))
from duty_cases import DAYS, GOODS, HEADINGS, apart, case_of, duties, of_layer, tables

days = st.sampled_from([None, *DAYS])
goods = st.sampled_from(GOODS)


def plainly(rows, day, origin, dest, product):
    """Read the rules row by row: (fob, cif, specific) before and after drawback."""
    if origin == dest:
        return (0.0, 0.0, 0.0), (0.0, 0.0, 0.0)
    speaking = [
        spoken
        for layer in {r.layer for r in rows}
        if (spoken := speaks(rows, layer, day, origin, dest, product))
    ]
    dutiable = [r for r in speaking if r.combine != "exempt"]
    replacing = [r for r in dutiable if r.combine == "replace"]
    if replacing:
        top = max(replacing, key=lambda r: (r.rate, r.specific_per_unit, r.layer))
        parts = [(top, top.rate, top.specific_per_unit)]
    else:
        total = sum(r.rate for r in dutiable if r.combine == "add")
        floors = [r for r in dutiable if r.combine == "max"]
        top = max(floors, key=lambda r: (r.rate, r.specific_per_unit, r.layer), default=None)
        parts = [
            (
                r,
                r.rate if r.combine == "add" else max(0, r.rate - total) * (r is top),
                r.specific_per_unit,
            )
            for r in dutiable
        ]
    return tuple(
        (
            sum(rate * kept(r) for r, rate, _ in parts if r.basis == "fob"),
            sum(rate * kept(r) for r, rate, _ in parts if r.basis == "cif"),
            sum(specific * kept(r) for r, _, specific in parts),
        )
        for kept in (lambda _: 1.0, lambda r: 1.0 - r.drawback)
    )


def speaks(rows, layer, day, origin, dest, product):
    hts = HEADINGS[product].replace(".", "")
    matching = [
        r
        for r in rows
        if r.layer == layer
        and r.dest == dest
        and r.origin in {"*", origin}
        and r.product in {"*", product}
        and hts.startswith(r.hts_prefix.replace(".", ""))
        and on_day(r, day)
    ]
    exempt = [r for r in matching if r.combine == "exempt"]
    return max(
        exempt or matching,
        key=lambda r: (r.product != "*", len(r.hts_prefix.replace(".", "")), r.origin != "*"),
        default=None,
    )


def on_day(row, day):
    if row.status == "proposed":
        return False
    if row.status == "ended" and (day is None or row.valid_to is None):
        return False
    if day is None:
        return True
    return (row.valid_from or date.min) <= day <= (row.valid_to or date.max)


def parts(charge):
    return charge.fob_rate, charge.cif_rate, charge.specific_per_unit


@settings(max_examples=300, deadline=None)
@given(tables, days, goods)
def test_the_charge_is_what_a_plain_reading_of_the_rules_gives(rows, day, what):
    stack = Tariff(case_of(rows, run_date=day)).stack(*what)
    full, bonded = plainly(rows, day, *what)
    assert parts(stack.full) == pytest.approx(full, abs=1e-12)
    assert parts(stack.bonded) == pytest.approx(bonded, abs=1e-12)


@settings(max_examples=100, deadline=None)
@given(tables, days, st.randoms(use_true_random=False), goods)
def test_the_order_of_rows_changes_nothing(rows, day, random, what):
    shuffled = list(rows)
    random.shuffle(shuffled)
    one, two = (Tariff(case_of(r, run_date=day)).stack(*what) for r in (rows, shuffled))
    assert (one.full, one.bonded, one.missing) == (two.full, two.bonded, two.missing)
    assert [a.layer for a in one.applied] == [a.layer for a in two.applied]
    for before, after in zip(one.applied, two.applied, strict=True):
        assert rows[before.row] == shuffled[after.row]


@settings(max_examples=100, deadline=None)
@given(st.lists(duties(), min_size=2, max_size=6), st.randoms(use_true_random=False), goods)
def test_even_of_rows_that_contradict_each_other_the_order_decides_nothing(rows, random, what):
    # A case refuses such rows; a tariff still may not depend on their order.
    twice = [*rows, *(r.model_copy(update={"rate": r.rate / 2}) for r in rows)]
    shuffled = list(twice)
    random.shuffle(shuffled)
    day = DAYS[3]
    one, two = (Tariff(case_of(r, run_date=day)).stack(*what) for r in (twice, shuffled))
    assert (one.full, one.bonded) == (two.full, two.bonded)


@settings(max_examples=100, deadline=None)
@given(tables, days, goods)
def test_what_is_charged_by_layer_sums_to_the_charge(rows, day, what):
    stack = Tariff(case_of(rows, run_date=day)).stack(*what)
    for basis, rate in (("fob", stack.full.fob_rate), ("cif", stack.full.cif_rate)):
        assert sum(a.charged_rate for a in stack.applied if a.basis == basis) == rate
    counted = [a for a in stack.applied if a.counted]
    assert sum(a.specific_per_unit for a in counted) == stack.full.specific_per_unit
    assert all(a.charged_rate == 0 for a in stack.applied if not a.counted)


@settings(max_examples=100, deadline=None)
@given(tables, days, goods, st.sampled_from(["fob", "cif"]))
def test_a_new_layer_at_rate_zero_never_changes_the_charge(rows, day, what, basis):
    zero = Duty(layer="z", origin="*", dest=what[1], rate=0.0, basis=basis)
    before, after = (Tariff(case_of(r, run_date=day)).stack(*what) for r in (rows, [*rows, zero]))
    assert (before.full, before.bonded) == (after.full, after.bonded)


@settings(max_examples=150, deadline=None)
@given(tables, days, goods, st.data())
def test_the_total_never_falls_when_a_rate_that_adds_rises(rows, day, what, data):
    adding = [i for i, row in enumerate(rows) if row.combine == "add"]
    assume(adding)
    at = data.draw(st.sampled_from(adding))
    raised = list(rows)
    raised[at] = rows[at].model_copy(update={"rate": rows[at].rate + 0.05})
    before, after = (Tariff(case_of(r, run_date=day)).stack(*what) for r in (rows, raised))
    assert after.total_rate >= before.total_rate - 1e-12


@settings(max_examples=100, deadline=None)
@given(tables, days, st.sampled_from(["US", "CN"]), st.sampled_from(sorted(HEADINGS)))
def test_goods_of_the_territory_itself_bear_nothing(rows, day, place, product):
    expected = [{"layer": "a", "dest": place}]
    tariff = Tariff(case_of(rows, run_date=day, expected=expected))
    assert tariff.stack(place, place, product) == Stack()
    assert not tariff.needs_binding(place, place, product)


@settings(max_examples=150, deadline=None)
@given(tables, days, goods)
def test_an_exempt_row_takes_away_exactly_its_layer(rows, day, what):
    origin, dest, _ = what
    assume(origin != dest)
    exempt = Duty(layer="a", origin="*", dest=dest, combine="exempt")
    freed = Tariff(case_of(apart([exempt, *rows]), run_date=day)).stack(*what)
    without = [row for row in rows if row.layer != "a"]
    bare = Tariff(case_of(without, run_date=day)).stack(*what)
    assert (freed.full, freed.bonded) == (bare.full, bare.bonded)
    assert "a" not in {one.layer for one in freed.applied if one.counted}


@settings(max_examples=100, deadline=None)
@given(tables, days, goods)
def test_an_all_in_floor_never_lies_below_the_layers_that_add(rows, day, what):
    rows = [row for row in rows if row.combine != "replace"]
    adding = [row for row in rows if row.combine != "max"]
    layers = {row.layer for row in rows if row.combine == "max"}
    assume(layers.isdisjoint(row.layer for row in adding))
    with_floor, bare = (Tariff(case_of(r, run_date=day)).stack(*what) for r in (rows, adding))
    largest = max(
        (a.rate for a in with_floor.applied if a.combine == "max" and a.status != "proposed"),
        default=0.0,
    )
    assert with_floor.total_rate == pytest.approx(max(bare.total_rate, largest))


@settings(max_examples=100, deadline=None)
@given(tables, days, goods, st.floats(0, 10))
def test_a_slider_on_rates_never_changes_what_must_be_bound(rows, day, what, factor):
    moved = [row.model_copy(update={"rate": min(10.0, row.rate * factor)}) for row in rows]
    one, two = (Tariff(case_of(r, run_date=day)) for r in (rows, moved))
    assert one.needs_binding(*what) == two.needs_binding(*what)
    assert one.has_drawback(*what) == two.has_drawback(*what)


@settings(max_examples=100, deadline=None)
@given(tables, days, goods)
def test_goods_that_need_no_binding_bear_the_same_however_they_travel(rows, day, what):
    tariff = Tariff(case_of(rows, run_date=day))
    stack = tariff.stack(*what)
    if not tariff.needs_binding(*what):
        assert stack.full.cif_rate == 0
        assert stack.full == stack.bonded
    if not tariff.has_drawback(*what):
        assert stack.full == stack.bonded


def test_general_rate_and_list_rate_add_up():
    rows = [
        of_layer("mfn", rate=0.025),
        of_layer("section_301", origin="CN", hts_prefix="85", rate=0.25),
    ]
    tariff = Tariff(case_of(rows))
    assert tariff.stack("CN", "US", "phone").total_rate == pytest.approx(0.275)
    assert tariff.stack("VN", "US", "phone").total_rate == 0.025
    assert tariff.stack("CN", "US", "lamp").total_rate == 0.025


def test_a_product_goes_before_a_longer_heading_and_a_heading_before_an_origin():
    rows = [
        of_layer("mfn", rate=0.4),
        of_layer("mfn", origin="CN", rate=0.3),
        of_layer("mfn", hts_prefix="8517", rate=0.2),
        of_layer("mfn", hts_prefix="8517.13", rate=0.1),
    ]
    assert Tariff(case_of(rows)).stack("CN", "US", "phone").total_rate == 0.1
    assert Tariff(case_of(rows)).stack("CN", "US", "lamp").total_rate == 0.3
    exact = [*rows, of_layer("mfn", product="phone", rate=0.05)]
    assert Tariff(case_of(exact)).stack("CN", "US", "phone").total_rate == 0.05


def test_a_stack_without_an_expected_layer_is_never_a_total():
    expected = [{"layer": "mfn", "dest": "US"}, {"layer": "s301", "origin": "CN", "dest": "US"}]
    surcharge = of_layer("ieepa", origin="CN", rate=0.1)
    alone = Tariff(case_of([surcharge], expected=expected)).stack("CN", "US", "phone")
    assert alone.missing == ("mfn", "s301")
    assert alone.total_rate is None
    assert not alone.complete
    zero = [surcharge, of_layer("mfn"), of_layer("s301", origin="CN", product="phone")]
    tariff = Tariff(case_of(zero, expected=expected))
    assert tariff.stack("CN", "US", "phone").total_rate == 0.1
    assert tariff.stack("CN", "US", "lamp").missing == ("s301",)
    assert tariff.stack("VN", "US", "lamp").complete


def test_a_row_of_another_day_fills_no_expected_layer():
    ended = of_layer("mfn", rate=0.1, valid_to="2025-03-01")
    expected = [{"layer": "mfn", "dest": "US"}]
    tariff = Tariff(case_of([ended], expected=expected, run_date="2025-03-02"))
    assert tariff.stack("CN", "US", "phone").missing == ("mfn",)


def test_a_proposed_layer_is_shown_but_counts_only_once_it_is_set_in_force():
    proposal = of_layer("extra", rate=0.125, status="proposed")
    stack = Tariff(case_of([of_layer("mfn"), proposal])).stack("CN", "US", "phone")
    assert stack.total_rate == 0
    assert [(a.layer, a.counted, a.why) for a in stack.applied][-1] == (
        "extra",
        False,
        "proposed, not in force",
    )
    passed = Tariff(case_of([of_layer("mfn"), {**proposal, "status": "in force"}]))
    assert passed.stack("CN", "US", "phone").total_rate == 0.125


def test_an_ended_layer_counts_on_its_own_days_only():
    row = of_layer("x", rate=0.2, status="ended", valid_from="2025-02-01", valid_to="2025-04-30")
    rates = [
        Tariff(case_of([row], run_date=day)).stack("CN", "US", "phone").total_rate
        for day in ("2025-01-31", "2025-02-01", "2025-04-30", "2025-05-01", None)
    ]
    assert rates == [0, 0.2, 0.2, 0, 0]


def test_the_difference_to_an_all_in_floor_is_due_on_the_floor_s_own_basis():
    rows = [of_layer("mfn", rate=0.04), of_layer("deal", rate=0.15, combine="max", basis="cif")]
    stack = Tariff(case_of(rows)).stack("VN", "US", "phone")
    assert parts(stack.full) == pytest.approx((0.04, 0.11, 0.0))
    high = Tariff(case_of([of_layer("mfn", rate=0.2), rows[1]])).stack("VN", "US", "phone")
    assert parts(high.full) == (0.2, 0.0, 0.0)
    assert [a.counted for a in high.applied] == [True, False]


def test_a_layer_that_replaces_stands_alone_and_the_others_say_so():
    rows = [
        of_layer("mfn", rate=0.04, specific_per_unit=3),
        of_layer("floor", rate=0.5, combine="max"),
        of_layer("steel", rate=0.25, combine="replace", basis="cif"),
        of_layer("copper", rate=0.1, combine="replace"),
    ]
    stack = Tariff(case_of(rows)).stack("VN", "US", "phone")
    assert stack.full == Charge(cif_rate=0.25)
    assert {a.layer: a.why for a in stack.applied if not a.counted} == {
        "mfn": "replaced by steel",
        "floor": "replaced by steel",
        "copper": "replaced by steel",
    }


def test_a_layer_that_is_replaced_binds_nothing():
    replaced = of_layer("mfn", rate=0.04, basis="cif", drawback=1)
    steel = of_layer("steel", rate=0.25, combine="replace")
    alone, both = Tariff(case_of([replaced])), Tariff(case_of([replaced, steel]))
    goods = ("VN", "US", "phone")
    assert (alone.needs_binding(*goods), alone.has_drawback(*goods)) == (True, True)
    assert (both.needs_binding(*goods), both.has_drawback(*goods)) == (False, False)


def test_a_specific_duty_is_in_the_case_s_currency():
    rows = [of_layer("mfn", specific_per_unit=2, currency="USD", drawback=0.5)]
    rates = [{"currency": "USD", "rate": 7.8}]
    stack = Tariff(case_of(rows, rates=rates)).stack("VN", "US", "phone")
    assert stack.full.specific_per_unit == pytest.approx(15.6)
    assert stack.bonded.specific_per_unit == pytest.approx(7.8)
    assert stack.full.of(100, 120) == pytest.approx(15.6)


def test_ten_thousand_look_ups_in_ten_thousand_rows_are_quick():
    rows = [
        {"layer": f"l{k}", "origin": f"T{o}", "dest": "T0", "rate": 0.01}
        for k in range(100)
        for o in range(1, 100)
    ]
    case = case_of(rows)
    start = perf_counter()
    tariff = Tariff(case)
    for origin in range(100):
        for dest in range(100):
            tariff.stack(f"T{origin}", f"T{dest}", "phone")
    assert perf_counter() - start < 5
    assert tariff.stack("T1", "T0", "phone").total_rate == pytest.approx(1.0)
