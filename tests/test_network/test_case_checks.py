"""What the tables of a case must agree on, and the sentence where they do not."""

import itertools
from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import Disconnected, Problems
from network.case import Case
from network.case.sources import Sources, circle, makers_of, ways

from .case_shapes import cases, site, sound, spoilt, told

law = settings(deadline=None, max_examples=50)


def only(tables):
    problems = told(tables)
    assert len(problems) == 1, problems
    return problems[0]


@pytest.mark.parametrize(
    ("table", "column", "cell", "sentence"),
    [
        ("facilities", "territory", "EASTT", "unknown territory 'EASTT'"),
        ("lanes", "to", "P11", "unknown facility 'P11'"),
        ("lanes", "from", "P11", "unknown facility 'P11'"),
        ("lanes", "product", "phones", "unknown product 'phones'"),
        ("bill_of_materials", "component", "chips", "unknown product 'chips'"),
        ("supply", "facility", "SS", "unknown facility 'SS'"),
        ("recipes", "origin_rule", "rules", "unknown origin rule 'rules'"),
        ("origin_rules", "cumulation", "clubs", "unknown cumulation set 'clubs'"),
        ("cumulation", "origin", "EASTT", "unknown origin 'EASTT'"),
        ("duties", "origin", "LIGTH", "unknown origin 'LIGTH'"),
        ("duties", "dest", "WST", "unknown territory 'WST'"),
        ("expected_layers", "dest", "WST", "unknown territory 'WST'"),
        ("duty_shares", "market", "MM", "unknown facility 'MM'"),
        ("demand", "product", "phones", "unknown product 'phones'"),
        ("stock", "origin", "HOM", "unknown origin 'HOM'"),
        ("policies", "anchor", "HOM", "unknown territory 'HOM'"),
        ("policies", "keep_open", "P1; P22", "unknown facility 'P22'"),
        ("policies", "keep_closed", ["DD"], "unknown facility 'DD'"),
        ("scenarios", "policy", "plus_2", "unknown policy 'plus_2'"),
        ("overrides", "scenario", "hihg", "unknown scenario 'hihg'"),
        ("events", "scenario", "shutt", "unknown scenario 'shutt'"),
        ("events", "facility", "P11", "unknown facility 'P11'"),
        ("events", "region", "Deltaa", "unknown region 'Deltaa'"),
        ("one_off_costs", "facility", "P22", "unknown facility 'P22'"),
        ("actual_flows", "product", "phones", "unknown product 'phones'"),
        ("actual_costs", "facility", "P11", "unknown facility 'P11'"),
        ("lanes", "currency", "UST", "unknown currency 'UST'"),
        ("overrides", "table", "duty", "unknown table 'duty'"),
        ("overrides", "table", "overrides", "unknown table 'overrides'"),
        ("overrides", "column", "rates", "unknown column of duties 'rates'"),
        ("overrides", "where", "layers=extra", "unknown column 'layers'"),
        ("ranges", "column", "day", "unknown column of lanes 'day'"),
        ("ranges", "column", "mode", "unknown column of numbers in lanes 'mode'"),
    ],
)
def test_an_unknown_name_is_told_with_its_cell_and_the_known_names(table, column, cell, sentence):
    problem = only(spoilt(table, 0, **{column: cell}))
    assert problem.startswith(f"{sentence} ({table} row 1")
    assert "Known: " in problem


def test_the_nearest_name_is_offered():
    assert "Did you mean P1? Known: D, HQ, M, P1, P2, S." in only(spoilt("lanes", 0, to="P11"))


def test_a_long_list_of_known_names_is_cut_short():
    tables = spoilt("lanes", 0, to="nowhere")
    tables["facilities"] += [site(f"X{n}", "depot", "HOME") for n in range(30)]
    assert only(tables).endswith(
        "Known: D, HQ, M, P1, P2, S, X0, X1, X10, X11, X12, X13 and 24 more."
    )


def test_an_origin_class_is_known_by_the_recipe_or_supply_that_confers_it():
    tables = spoilt("supply", 0, origin="MIXED")
    tables["duties"].append({"layer": "z", "origin": "MIXED", "dest": "WEST"})
    assert told(tables) == []


@pytest.mark.parametrize(
    ("table", "cells", "sentence"),
    [
        ("products", {"id": "chip"}, "chip stands twice in products"),
        ("lanes", {"from_": "S", "to": "P1", "mode": "road"}, "S, P1, road, * stands twice"),
        ("demand", {"market": "M", "product": "phone", "per_week": 1}, "M, phone stands twice"),
        ("policies", {"id": "plus_1"}, "plus_1 stands twice in policies"),
        ("supply", {"facility": "S", "product": "chip", "origin": "EAST"},
         "S, chip, EAST stands twice"),
        ("stock", {"facility": "D", "product": "phone", "units": 1}, "D, phone, HOME stands twice"),
    ],
)  # fmt: skip
def test_no_key_stands_twice_a_blank_origin_being_the_site_s_own(table, cells, sentence):
    tables = sound()
    count = len(tables[table])
    problem = only(spoilt(table, count, **cells))
    assert problem.startswith(sentence)
    assert f"{table} row {count + 1})" in problem


@pytest.mark.parametrize(
    ("table", "cells", "sentence"),
    [
        ("lanes", {"from_": "S", "to": "S"}, "a lane runs from S to itself"),
        ("lanes", {"from_": "HQ", "to": "P1"}, "HQ is a headquarters"),
        ("lanes", {"from_": "P1", "to": "HQ"}, "HQ is a headquarters"),
        ("lanes", {"from_": "P1", "to": "S"}, "goods run into the supplier S"),
        ("lanes", {"from_": "P1", "to": "M", "mode": "control"}, "the mode control is kept"),
        ("supply", {"facility": "M", "product": "chip"}, "M is a market: a market or headquarters"),
        ("supply", {"facility": "HQ", "product": "chip"}, "HQ is a headquarters: a market or"),
        ("recipes", {"facility": "D", "product": "phone", "name": "x", "origin": "HOME"},
         "D is a depot: only plants make"),
        ("demand", {"market": "P1", "product": "phone", "per_week": 1},
         "P1 is a plant: only markets want goods"),
        ("stock", {"facility": "HQ", "product": "phone", "units": 1}, "HQ is a headquarters: a"),
        ("one_off_costs", {"facility": "M", "on": "open", "amount": 1}, "M is a market: a market"),
        ("exchange_rates", {"currency": "HKD", "rate": 2}, "the rate of HKD, the case's own"),
        ("bill_of_materials", {"product": "phone", "component": "phone", "quantity": 1},
         "a bill of materials runs in a circle: phone → phone"),
        ("bill_of_materials", {"product": "chip", "component": "phone", "quantity": 1},
         "a bill of materials runs in a circle: chip → phone → chip"),
        ("duties", {"layer": "mfn", "origin": "*", "dest": "WEST", "rate": 0.2},
         "two rows give the layer 'mfn'"),
        ("duties", {"layer": "z", "origin": "*", "dest": "WEST", "valid_from": "2025-04-02",
         "valid_to": "2025-04-01"}, "a duty ends on 2025-04-01, before it begins on 2025-04-02"),
        ("events", {"scenario": "shut", "weeks": 2}, "an event is nowhere"),
        ("events", {"scenario": "shut", "weeks": 2, "facility": "P2", "region": "Delta"},
         "P2 is not in Delta"),
        ("events", {"scenario": "shut", "weeks": 2, "facility": "P2", "start_week": 52},
         "an event starts in week 52 of a period of 52 weeks"),
        ("policies", {"id": "p", "keep_open": "P1", "keep_closed": "P1"},
         "P1 is kept open and kept closed"),
        ("policies", {"id": "p", "plants_min": 3, "plants_max": 2},
         "at least 3 and at most 2 plants"),
        ("policies", {"id": "p", "plus": 1}, "plus counts beside an anchor"),
        ("policies", {"id": "p", "outside_share_min": 0.2}, "outside_share_min counts beside"),
        ("ranges", {"table": "lanes", "where": "mode=sea", "column": "days", "low": 5, "high": 4},
         "low 5 is above high 4"),
        ("ranges", {"table": "lanes", "where": "mode=se", "column": "days", "low": 1, "high": 4},
         "no row of lanes has mode=se"),
        ("overrides", {"scenario": "shut", "table": "lanes", "where": "mode=se", "column": "days",
         "value": 3}, "no row of lanes has mode=se"),
        ("overrides", {"scenario": "shut", "table": "lanes", "where": "mode", "column": "days",
         "value": 3}, "'mode' is no condition"),
        ("overrides", {"scenario": "shut", "table": "lanes", "column": "days", "value": "soon"},
         "days cannot be 'soon'"),
        ("overrides", {"scenario": "shut", "table": "lanes", "column": "days", "value": -3},
         "days cannot be -3"),
    ],
)  # fmt: skip
def test_rows_that_do_not_fit_are_told_as_a_sentence(table, cells, sentence):
    number = len(sound()[table])
    problem = only(spoilt(table, number, **cells))
    assert problem.startswith(sentence)
    assert f"{table} row {number + 1}" in problem
    assert problem.endswith(".")


@pytest.mark.parametrize(
    ("number", "cells", "sentence"),
    [
        (2, {"modules_now": 3}, "P1 uses 3 modules of at most 2"),
        (5, {"module_per_week": 5}, "M is a market, which has no capacity"),
        (5, {"expansion_per_week": 5}, "M is a market, which has no capacity"),
        (0, {"status": "optional"}, "HQ is a headquarters, which is neither opened nor closed"),
        (5, {"status": "excluded"}, "M is a market, which is neither opened nor closed"),
        (3, {"status": "excluded"}, "P2 is kept open but excluded"),
    ],
)
def test_a_facility_has_only_what_its_kind_can_have(number, cells, sentence):
    assert only(spoilt("facilities", number, **cells)).startswith(sentence)


def test_a_required_site_is_not_kept_closed():
    tables = spoilt("facilities", 4, status="required")
    tables["policies"].append({"id": "p", "keep_closed": ["D"]})
    assert only(tables).startswith("D is kept closed but required (policies row 2")


def test_a_component_that_nobody_has_is_told():
    tables = sound()
    tables["supply"] = []
    assert only(tables).startswith(
        "nobody supplies or makes the component chip (bill_of_materials row 1, column component)."
    )


def test_overlapping_duties_name_the_rows_of_the_sheet():
    tables = spoilt("duties", 3, layer="mfn", origin="*", dest="WEST", rate=0.2)
    tables["duties"].insert(0, {})
    assert "(duties row 2 and duties row 5)" in only(tables)


def test_dates_that_follow_each_other_do_not_overlap_once_there_is_a_run_date():
    tables = sound()
    tables["duties"][0]["valid_to"] = "2025-06-30"
    tables["duties"].append({**tables["duties"][0], "valid_from": "2025-07-01", "valid_to": None})
    assert told(tables) == []
    tables["settings"][0]["run_date"] = None
    assert "no run date" in only(tables)


def without(tables, *ways_out):
    tables["lanes"] = [
        lane for lane in tables["lanes"] if (lane["from"], lane["to"]) not in ways_out
    ]
    return tables


def test_a_mandatory_market_that_no_goods_reach_is_told_with_the_way_out():
    tables = without(sound(), ("D", "M"), ("P2", "M"))
    assert only(tables) == (
        "no phone can reach M, which must have it (demand row 1). It comes from P1, P2: add a "
        "lane that carries it from there; or give the demand a price, so that it may be lost."
    )
    with pytest.raises(Problems) as raised:
        Case.of(tables)
    assert isinstance(raised.value.problems[0], Disconnected)


def test_a_demand_with_a_price_or_of_zero_may_stay_without_a_way():
    tables = without(sound(), ("D", "M"), ("P2", "M"))
    tables["demand"][0]["price_per_unit"] = 30
    assert told(tables) == []
    tables["demand"][0] |= {"price_per_unit": None, "per_week": 0}
    assert told(tables) == []


def test_a_plant_without_its_components_is_no_source():
    tables = without(sound(), ("S", "P1"), ("S", "P2"))
    assert only(tables).startswith(
        "no phone can reach M, which must have it (demand row 1). Nobody"
    )


def test_a_lane_for_another_product_is_no_way():
    tables = without(sound(), ("P2", "M"))
    tables["lanes"][-1]["product"] = "chip"
    assert only(tables).startswith("no phone can reach M")


def test_an_excluded_site_is_no_way():
    tables = without(sound(), ("P2", "M"))
    tables["facilities"][4]["status"] = "excluded"
    assert only(tables).startswith("no phone can reach M")


def test_a_case_made_or_changed_in_python_is_checked_too():
    case = Case.of(sound())
    assert Case(**case.tables()) == case
    with pytest.raises(Problems, match="unknown facility 'M'"):
        replace(case, facilities=case.facilities[:-1])
    with pytest.raises(Problems, match="2,001 rows"):
        replace(case, facilities=case.facilities[:1] * 2_001)


@law
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_problem(tables, rng):
    tables["lanes"][0]["to"] = "P9"
    tables["demand"][0]["product"] = "phones"
    tables["events"][0]["region"] = "Delt"
    tables["facilities"].append(site("MM", "market", "EAST", status="optional"))
    before = {problem.partition(" (")[0] for problem in told(tables)}
    for rows in tables.values():
        rng.shuffle(rows)
    assert {problem.partition(" (")[0] for problem in told(tables)} == before
    assert len(before) == 4


@law
@given(cases(), st.randoms(use_true_random=False))
def test_a_case_that_makes_sense_does_so_in_any_order_of_rows(tables, rng):
    assert told(tables) == []
    for table in tables.keys() - {"overrides"}:
        rng.shuffle(tables[table])
    assert told(tables) == []


@law
@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=9))
def test_a_circle_is_found_exactly_where_networkx_finds_no_order(pairs):
    ring = circle(pairs)
    assert bool(ring) is not nx.is_directed_acyclic_graph(nx.DiGraph(pairs))
    if ring:
        assert ring[0] == ring[-1]
        assert set(itertools.pairwise(ring)) <= set(pairs)


@law
@given(cases(), st.sets(st.integers(0, 5)), st.sets(st.sampled_from(["S", "P1", "P2", "D"])))
def test_what_goods_reach_is_what_networkx_reaches(tables, lanes, excluded):
    for row in tables["demand"]:
        row["price_per_unit"] = 1.0  # so that no cut is a problem
    tables["policies"] = tables["scenarios"] = tables["overrides"] = tables["events"] = []
    tables["ranges"] = []
    tables["lanes"] = [row for n, row in enumerate(tables["lanes"]) if n not in lanes]
    for row in tables["facilities"]:
        if row["id"] in excluded:
            row["status"] = "excluded"
    case = Case.of(tables)
    sources = Sources.of(case)
    chips = ways(case, "chip")
    had = nx.descendants(chips, "S") | {"S"} if "S" in chips else set()
    assert sources.reached["chip"] == had
    makers = (makers_of(case)["phone"] & had) - excluded
    assert sources.at["phone"] == makers
    phones = ways(case, "phone")
    assert sources.reached["phone"] == makers.union(*(nx.descendants(phones, m) for m in makers))
