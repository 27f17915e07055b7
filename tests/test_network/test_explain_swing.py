"""What would change the answer, in order; and what it costs to insist on a site."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import Infeasible, Problems
from network.case import Case
from network.case.choices import Policy, Range
from network.engine.solve import design
from network.explain.insistence import insistence
from network.explain.parameter import Parameter
from network.explain.swing import swing
from plusn.scenarios.shipped import shipped_case

from .random_cases import LAW, cost, firms, no_more, same

MOVED = (
    ("supply", "facility=S0", "cost_per_unit", 0.0, 30.0),
    ("facilities", "id=P0", "wage_per_hour", 0.0, 90.0),
    ("facilities", "id=P0", "productivity", 0.4, 2.0),
    ("settings", "", "carbon_price_per_t", 0.0, 900.0),
    ("demand", "market=M0", "per_week", 0.0, 90.0),
)


def ranges():
    """List a range for every number that is moved."""
    return [
        Range(label=column, table=table, where=where, column=column, low=low, high=high)
        for table, where, column, low, high in MOVED
    ]


def solved(firm):
    """Give a firm's case and its plan; None where no plan holds."""
    case = firm.case()
    try:
        return case, design(case)
    except Infeasible:
        return None


@settings(**LAW)
@given(firms(small=True))
def test_every_end_costs_what_a_fresh_solve_says_and_today_is_never_better_kept(firm):
    found = solved(firm)
    if found is None:
        return
    case, today = found
    told = swing(case, ranges=ranges(), today=today)
    assert len(told) == len(MOVED)
    widths = [one.width for one in told]
    assert widths == sorted(widths, reverse=True)
    for one in told:
        for end in (one.low, one.high):
            fresh = cost(one.parameter.at(case, end.value))
            assert (end.result is None) == (fresh == math.inf)
            if end.result is None:
                assert "lacks" in end.why
                assert one.width == math.inf
                assert one.changes_plan
                continue
            assert same(end.result.objective, fresh)
            assert same(today.objective + end.difference, fresh)
            assert end.regret is None or end.regret >= 0
            assert end.changes or same(end.held_cost, fresh)
            if end.held_cost is not None:
                assert no_more(end.result.objective, end.held_cost)


@settings(**LAW)
@given(firms())
def test_a_range_of_no_width_around_today_does_nothing(firm):
    found = solved(firm)
    if found is None:
        return
    case, today = found
    still = []
    for table, where, column, *_ in MOVED:
        (now, *others) = Parameter(table=table, where=where, column=column).now(case) or (None,)
        if now is not None and not others:
            still.append(Range(table=table, where=where, column=column, low=now, high=now))
    for one in swing(case, ranges=still, today=today):
        assert one.width == 0.0
        assert not one.changes_plan
        assert one.low.regret == one.high.regret == 0.0


def test_the_ranges_of_the_illustrative_firm_are_ordered_and_marked_as_made_up():
    case = shipped_case("electronics")
    steps = []
    told = swing(case, progress=lambda done, whole: steps.append((done, whole)))
    assert {one.range_.label for one in told} == {row.label for row in case.ranges}
    assert all(one.assumed for one in told)
    assert steps == [(n, 2 * len(case.ranges)) for n in range(1, 2 * len(case.ranges) + 1)]
    duty = next(one for one in told if one.parameter.table == "duties")
    assert duty.changes_plan
    assert duty.high.regret > 0
    assert duty.low.regret == 0.0


def test_a_number_that_a_user_gave_is_not_called_assumed():
    case = one_site()
    row = Range(table="facilities", where="id=P", column="wage_per_hour", low=0, high=9)
    (told,) = swing(case, ranges=[row])
    assert told.provenance == ("user",)
    assert not told.assumed
    assert told.now == (1.0,)
    assert told.width == pytest.approx(52 * 10 * 9)


def test_an_end_without_a_plan_comes_first_and_says_what_lacks():
    rows = [
        Range(table="facilities", where="id=P", column="wage_per_hour", low=0, high=9),
        Range(table="facilities", where="id=P", column="module_per_week", low=5, high=20),
    ]
    first, second = swing(one_site(), ranges=rows)
    assert first.parameter.column == "module_per_week"
    assert first.low.difference is None
    assert first.low.regret is None
    assert "M lacks 5 of 10 units of cup" in first.low.why
    assert second.width < first.width


def test_a_range_that_cannot_be_is_refused():
    row = Range(table="facilities", where="id=P", column="module_per_week", low=-5, high=20)
    with pytest.raises(Problems, match="module_per_week"):
        swing(one_site(), ranges=[row])


def one_site(**plant):
    row = {"id": "P", "kind": "plant", "name": "P", "territory": "A", "region": "north",
           "module_per_week": 20, "wage_per_hour": 1, **plant}  # fmt: skip
    return Case.of(
        {
            "settings": [{"name": "one site"}],
            "territories": [{"id": "A", "name": "A"}],
            "products": [{"id": "cup", "labour_hours_per_unit": 1}],
            "facilities": [
                row,
                {**row, "id": "Q", "status": "optional", "fixed_cost_per_year": 100},
                {"id": "M", "kind": "market", "name": "M", "territory": "A"},
            ],
            "lanes": [{"from": "P", "to": "M"}],
            "demand": [{"market": "M", "product": "cup", "per_week": 10}],
        }
    )


@settings(**LAW)
@given(firms(needed=frozenset({"optional", "fixed"})))
def test_insisting_never_pays_and_costs_what_a_policy_of_it_costs(firm):
    found = solved(firm)
    if found is None:
        return
    case, best = found
    for one in insistence(case, best=best):
        keep = {"keep_open" if one.state == "open" else "keep_closed": (one.facility,)}
        fresh = cost(case, Policy(id="x", **keep))
        assert best.site(one.facility).open == (one.state == "closed")
        if one.result is None:
            assert fresh == math.inf
            assert one.why
            continue
        assert one.extra >= 0
        assert same(best.objective + one.extra, fresh)
        assert one.result.site(one.facility).open == (one.state == "open")
        assert one.facility in {after.facility for _, after in one.changes}


def test_doing_without_the_only_plant_is_named_infeasible():
    without, with_other = insistence(one_site(), kinds=("plant",))
    assert (without.facility, without.state, without.extra) == ("P", "closed", None)
    assert "M lacks 10 of 10 units of cup" in without.why
    assert (with_other.facility, with_other.state) == ("Q", "open")
    assert with_other.extra == pytest.approx(100)


@settings(**LAW)
@given(firms(small=True), st.sampled_from([("plant",), ("plant", "supplier", "depot", "port")]))
def test_only_sites_that_may_be_open_or_closed_are_tried(firm, kinds):
    found = solved(firm)
    if found is None:
        return
    case, best = found
    free = {
        r.id for r in case.facilities if r.kind in kinds and r.status in {"existing", "optional"}
    }
    asked = next(iter(sorted(free)), "")
    policy = Policy(id="x", keep_open=(asked,)) if asked else None
    told = insistence(case, best=best, kinds=kinds)
    assert {one.facility for one in told} == free
    if policy:
        try:
            assert asked not in {one.facility for one in insistence(case, policy, kinds=kinds)}
        except Infeasible:
            assert cost(case, policy) == math.inf
