"""Plans under regimes: no negative regret, always a best plan, no number where there is none."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import BadValue, Infeasible, UnknownChoice
from network.case import Case
from network.case.choices import Policy
from network.engine.plan import Site
from network.engine.solve import design
from network.explain.decision import decide
from network.explain.parameter import Parameter
from plusn.scenarios.shipped import shipped_case

from .random_cases import LAW, firms, same

WORLDS = (
    Parameter(table="duties", column="rate", op="mul"),
    Parameter(table="demand", column="per_week", op="mul"),
    Parameter(table="facilities", where="kind=plant", column="wage_per_hour", op="mul"),
)


def sites_of(case, policy=None):
    return {site.facility: site for site in design(case, policy).plan.sites}


def plans_of(case):
    """Solve the plans that a firm compares: free, and with each plant kept or let go."""
    plants = [row.id for row in case.facilities if row.kind == "plant"][:2]
    asked = {"free": None}
    for plant in plants:
        asked[f"with {plant}"] = Policy(id="x", keep_open=(plant,))
        asked[f"without {plant}"] = Policy(id="x", keep_closed=(plant,))
    found = {}
    for label, policy in asked.items():
        try:
            found[label] = sites_of(case, policy)
        except Infeasible:
            continue
    return found


@settings(**LAW)
@given(firms(needed=frozenset({"fixed"})), st.sampled_from(WORLDS), st.floats(0, 2))
def test_each_cell_is_the_plan_re_solved_and_each_column_has_a_best(firm, world, factor):
    case = firm.case()
    regimes = {"today": case}
    if world.rows(case):
        regimes["other"] = world.at(case, factor)
    plans = plans_of(case)
    table = decide(plans, regimes)
    for regime, changed in regimes.items():
        column = [table.cells[plan, regime] for plan in plans]
        regrets = [cell.regret for cell in column if cell.regret is not None]
        assert all(regret >= 0 for regret in regrets)
        assert not regrets or min(regrets) == 0
        for cell in column:
            fresh = held(changed, plans[cell.plan])
            assert (cell.cost is None) == (fresh == math.inf)
            if cell.cost is None:
                assert cell.regret is None
                assert cell.why
            else:
                assert same(cell.cost, fresh)
                assert not cell.why
        assert bool(table.best[regime]) == bool(regrets)
    if "free" in plans:
        assert "free" in table.best["today"]
        assert table.cheapest == table.best["today"]


def held(case, sites):
    """Give what a plan costs; infinite where its sites cannot be, or cannot serve."""
    for row in case.facilities:
        if (row.status, sites[row.id].open) in {("required", False), ("excluded", True)}:
            return math.inf
    try:
        return design(case, sites=sites).objective
    except Infeasible:
        return math.inf


@settings(**LAW)
@given(firms(needed=frozenset({"fixed"})), st.floats(0.2, 3))
def test_the_safest_plan_has_the_least_worst_regret(firm, factor):
    case = firm.case()
    plans = plans_of(case)
    table = decide(plans, {"a": case, "b": WORLDS[1].at(case, factor)})
    for plan in plans:
        regrets = [table.cells[plan, regime].regret for regime in table.regimes]
        told = table.worst_regret[plan]
        assert told == (None if None in regrets else max(regrets))
    known = [worst for worst in table.worst_regret.values() if worst is not None]
    for plan in table.safest:
        assert same(table.worst_regret[plan], min(known))
    assert bool(table.safest) == bool(known)


def test_the_illustrative_firm_under_four_duties():
    case = shipped_case("electronics")
    duty = Parameter(table="duties", where="layer=section_301; origin=CN; dest=US", column="rate")
    regimes = {f"{rate:.0%}": duty.at(case, rate) for rate in (0.055, 0.0, 0.1, 0.5)}
    named = {row.id: row for row in case.policies}
    plans = {label: sites_of(case, named[label]) for label in ("stay", "china_plus_1")}
    steps = []
    table = decide(plans, regimes, progress=lambda done, whole: steps.append((done, whole)))
    assert steps == [(n, 8) for n in range(1, 9)]
    assert table.cheapest == ("stay",)
    assert table.safest == ("china_plus_1",)
    assert table.best["50%"] == ("china_plus_1",)
    assert table.worst_regret["stay"] > table.worst_regret["china_plus_1"] > 0


def small(**market):
    return Case.of(
        {
            "settings": [{"name": "small"}],
            "territories": [{"id": "A", "name": "A"}],
            "products": [{"id": "cup"}],
            "facilities": [
                plant("P", module_per_week=10),
                plant("Q", status="optional", fixed_cost_per_year=52),
                {"id": "M", "kind": "market", "name": "M", "territory": "A"},
            ],
            "lanes": [
                {"from": "P", "to": "M", "cost_per_unit": 1},
                {"from": "Q", "to": "M", "cost_per_unit": 1},
            ],
            "demand": [{"market": "M", "product": "cup", "per_week": 8, **market}],
        }
    )


def plant(name, **more):
    return {"id": name, "kind": "plant", "name": name, "territory": "A", **more}


def test_a_plan_that_cannot_serve_is_named_and_never_a_number():
    plans = {"P": sites_of(small()), "both": sites_of(small(per_week=30))}
    table = decide(plans, {"today": small(), "boom": small(per_week=30)})
    cell = table.cells["P", "boom"]
    assert cell.cost is None
    assert cell.regret is None
    assert "M lacks 20 of 30 units of cup" in cell.why
    assert table.worst_regret == {"P": None, "both": pytest.approx(52)}
    assert table.best == {"today": ("P",), "boom": ("both",)}
    assert table.cheapest == ("P",)
    assert table.safest == ("both",)


def test_a_plan_that_a_regime_forbids_is_named():
    plans = {"both": sites_of(small(per_week=30))}
    rows = [row.model_dump() for row in small().facilities]
    rows[1]["status"] = "excluded"
    tables = {name: [r.model_dump() for r in t] for name, t in small().tables().items()}
    table = decide(plans, {"shut": Case.of({**tables, "facilities": rows})})
    assert "Q open, its status here is excluded" in table.cells["both", "shut"].why
    assert table.best == {"shut": ()}


def test_plans_of_other_sites_are_refused():
    sites = sites_of(small())
    with pytest.raises(UnknownChoice, match="facility of the plan odd"):
        decide({"odd": {**sites, "X": Site(facility="X", open=True)}}, {"today": small()})
    with pytest.raises(BadValue, match="does not say whether Q is open"):
        decide({"short": {k: v for k, v in sites.items() if k != "Q"}}, {"today": small()})


def test_no_plans_or_no_regimes_make_an_empty_table():
    assert decide({}, {"today": small()}).best == {"today": ()}
    assert decide({"P": sites_of(small())}, {}).cheapest == ()
