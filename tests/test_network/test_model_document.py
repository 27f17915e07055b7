"""docs/model.md states the model that is solved: every family of rows, columns and terms."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from data.errors import Infeasible
from network.case import Case
from network.case.choices import Event, Policy
from network.engine.frame import Frame
from network.engine.model import Model
from network.engine.solve import design
from network.engine.terms import TERMS
from network.evaluate import certify
from network.outage.recourse import Recourse
from network.outage.survival import survival

DOCUMENT = Path(__file__).parents[2] / "docs" / "model.md"
INTERVALS = re.compile(r"year|outage|period|interval \d+")


def table(head):
    """Read a table by its first heading: name → the other cells."""
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    begin = next(n for n, line in enumerate(lines) if line.startswith(f"| {head} |"))
    found = {}
    for line in lines[begin + 2 :]:
        if not line.startswith("|"):
            break
        name, *cells = [cell.strip() for cell in line.strip("|").split("|")]
        assert name.strip("`") not in found, name
        found[name.strip("`")] = cells
    return found


def places(head):
    return {name: set(cells[-1].split()) for name, cells in table(head).items()}


# --- a firm that uses everything ------------------------------------------------------------


def plant(name, territory, **cells):
    return {"id": name, "kind": "plant", "name": name, "territory": territory, "region": territory,
            "wage_per_hour": 3, "overhead_per_capacity_unit": 1,
            "carbon_kg_per_capacity_unit": 1} | cells  # fmt: skip


def tables():
    modules = {"module_per_week": 60, "modules_max": 3, "module_cost_per_year": 9000,
               "expansion_per_week": 20, "expansion_cost_per_year": 70}  # fmt: skip
    return {
        "settings": [{
            "name": "everything", "holding_rate_per_year": 0.1, "finance_rate_per_year": 0.05,
            "insurance_rate": 0.01, "carbon_price_per_t": 50, "overtime_share": 0.2,
        }],
        "territories": [{"id": t, "name": t, "complexity_per_year": 20} for t in "ABCD"],
        "products": [
            {"id": "bolt", "kind": "component", "value_per_unit": 4, "kg_per_unit": 1},
            {"id": "cup", "value_per_unit": 20, "kg_per_unit": 1, "labour_hours_per_unit": 1},
        ],
        "bill_of_materials": [{"product": "cup", "component": "bolt", "quantity": 2}],
        "facilities": [
            {"id": "S", "kind": "supplier", "name": "S", "territory": "A"},
            {"id": "Z", "kind": "supplier", "name": "Z", "territory": "D"},
            plant("P", "A", fixed_cost_per_year=500, closing_cost_per_year=90, **modules),
            plant("Q", "B", status="optional", opening_cost_per_year=40,
                  fixed_cost_per_year=300, **modules),
            plant("R", "C", status="optional", fixed_cost_per_year=900, module_per_week=400),
            {"id": "M", "kind": "market", "name": "M", "territory": "A"},
            {"id": "K", "kind": "market", "name": "K", "territory": "A"},
            {"id": "N", "kind": "market", "name": "N", "territory": "D"},
        ],
        "supply": [
            {"facility": "S", "product": "bolt", "cost_per_unit": 2, "capacity_per_week": 900},
            {"facility": "Z", "product": "bolt", "cost_per_unit": 1},
        ],
        "recipes": [
            {"facility": "Q", "product": "cup", "name": "full", "origin": "B",
             "origin_rule": "half"},
            {"facility": "Q", "product": "cup", "name": "light", "origin": "X"},
        ],
        "origin_rules": [{"id": "half", "regional_value_min": 0.8, "cumulation": "club"}],
        "cumulation": [{"set": "club", "origin": "A"}, {"set": "club", "origin": "B"}],
        "lanes": [
            {"from": tail, "to": head, "cost_per_unit": 1, "days": days, "carbon_kg_per_kg": 0.2}
            for tail, head, days in (
                ("S", "P", 2), ("S", "Q", 9), ("S", "R", 9), ("Z", "P", 9), ("Z", "Q", 5),
                ("Z", "R", 5), ("P", "M", 1), ("P", "N", 20), ("Q", "N", 9), ("Q", "M", 9),
                ("R", "N", 15),
            )
        ] + [{"from": "M", "to": "K", "cost_per_unit": 1, "days": 1, "capacity_per_week": 40}],
        "duties": [
            {"layer": "mfn", "origin": "*", "dest": "D", "product": "cup", "rate": 0.1,
             "basis": "cif"},
            {"layer": "mfn", "origin": "*", "dest": "B", "product": "bolt", "rate": 0.2,
             "drawback": 1.0},
        ],
        "demand": [
            {"market": "M", "product": "cup", "per_week": 50},
            {"market": "K", "product": "cup", "per_week": 30},
            {"market": "N", "product": "cup", "per_week": 90, "price_per_unit": 60},
        ],
        "stock": [{"facility": "M", "product": "cup", "units": 80}],
    }  # fmt: skip


POLICY = Policy(
    id="all", anchor="A", plus=1, share_min=0.05, outside_share_min=0.06, region_share_max=0.9,
    lead_time_max_days=90, carbon_max_t=900, plants_min=1, plants_max=3, single_sourcing=True,
)  # fmt: skip


@pytest.fixture(scope="module")
def occurring():
    """Solve everything once and note which families of rows and columns each program has."""
    families: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    stage = ["D"]

    def family(key):
        parts = [key] if isinstance(key, str) else list(key)
        rule = parts[0] == "policy"
        kept = [p for p in parts if not (isinstance(p, str) and INTERVALS.fullmatch(p))]
        return f"policy {kept[1]}" if rule else kept[0]

    def noting(kind, add):
        def noted(self, key, *args, **options):
            families[kind][family(key)].add(stage[0])
            return add(self, key, *args, **options)

        return noted

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Model, "row", noting("row", Model.row))
        patch.setattr(Model, "column", noting("column", Model.column))
        frame = Frame.of(Case.of(tables()))
        closed = Policy(id="closed", keep_closed=("P",))
        results = [design(frame, policy) for policy in (None, POLICY, closed)]
        lossy = tables()
        lossy["demand"][2]["price_per_unit"] = 1.0
        few = Frame.of(Case.of(lossy))
        results.append(design(few))
        stage[0] = "R"
        strike = [Event(scenario="s", facility=place, weeks=3, available=0.1) for place in "ZPQ"]
        after = [Recourse(frame, result).under(strike) for result in results[:3]]
        stage[0] = "S"
        for result in results[:3]:
            for served in ("all", "as planned"):
                survival(frame, result, "Z", available=0.5, served=served)
        survival(few, results[-1], "P", served="as planned")
        stage[0] = "X"
        too_much = tables()
        too_much["demand"][0]["per_week"] = 9000
        with pytest.raises(Infeasible):
            design(Case.of(too_much))
    return families, results, after


@pytest.mark.parametrize("head", ["column", "row"])
def test_every_family_of_the_model_is_documented_where_it_occurs(occurring, head):
    families, _, _ = occurring
    known = places(head)
    if head == "row":
        known |= {f"policy {rule}": where for rule, where in places("rule").items()}
    # To explain why there is no plan, the design is solved with `short` beside it.
    found = {name: where - {"X"} if name != "short" else where
             for name, where in families[head].items()}  # fmt: skip
    assert found == known


def test_the_table_of_terms_is_the_list_of_terms():
    assert tuple(table("term")) == TERMS


def test_the_firm_of_this_test_pays_every_term(occurring):
    _, results, after = occurring
    paid = {t for one in (*results, *after) for t, amount in one.terms.items() if amount}
    assert set(TERMS) == paid


def test_a_policys_columns_are_rules_of_the_document():
    rules = set(places("rule"))
    sites = {"keep_open", "keep_closed", "single_sourcing"}
    columns = set(Policy.model_fields) - {"id", "label", "provenance", "source"}
    assert columns == rules | sites
    text = DOCUMENT.read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in sites)


def test_what_is_documented_is_certified(occurring):
    _, results, _ = occurring
    for result in results:
        told = certify(result.case, result.plan, result.objective, result.policy)
        assert told.checks > 30
