"""Pure flows of least cost: networkx's network simplex finds the same, infeasible ones included."""

from __future__ import annotations

import random
from dataclasses import replace

import networkx as nx
import pytest

from data.errors import Infeasible, Problems
from network.case import Case
from network.engine.solve import design
from network.evaluate import certify, evaluate

SEEDS = range(60)


def drawn(seed: int) -> dict[str, list[dict]]:
    """Draw sources, depots, ports and markets with whole capacities, costs and demands."""
    rng = random.Random(seed)  # noqa: S311 - a test, not a secret
    kinds = {"supplier": "S", "depot": "D", "port": "W", "market": "M"}
    ids = {kind: [f"{letter}{n}" for n in range(rng.randint(1, 4))]
           for kind, letter in kinds.items()}  # fmt: skip
    through = ids["depot"] + ids["port"]
    ends = [
        (tail, head)
        for tail in ids["supplier"] + through + ids["market"][:1]
        for head in through + ids["market"]
        if tail != head and rng.random() < 0.45
    ]
    return {
        "settings": [{"name": "flow", "weeks": 1}],
        "territories": [{"id": "A", "name": "A"}, {"id": "B", "name": "B"}],
        "products": [{"id": "goods"}],
        "facilities": [
            {"id": place, "kind": kind, "name": place, "territory": rng.choice("AB"),
             "module_per_week": rng.randint(5, 90) if kind in {"depot", "port"} else None}
            for kind, places in ids.items() for place in places
        ],
        "supply": [
            {"facility": place, "product": "goods", "cost_per_unit": rng.randint(0, 9),
             "capacity_per_week": rng.randint(10, 90)}
            for place in ids["supplier"]
        ],
        "lanes": [
            {"from": tail, "to": head, "cost_per_unit": rng.randint(0, 20),
             "capacity_per_week": rng.choice([None, rng.randint(1, 60)])}
            for tail, head in ends
        ],
        "demand": [
            {"market": place, "product": "goods", "per_week": rng.randint(0, 40),
             "price_per_unit": None if rng.random() < 0.8 else rng.randint(5, 60)}
            for place in ids["market"]
        ],
    }  # fmt: skip


def by_network_simplex(tables: dict[str, list[dict]]) -> float | None:
    """Give the least cost, or nothing; every node has its demand from here alone."""
    graph = nx.DiGraph()
    total = sum(row["per_week"] for row in tables["demand"])
    graph.add_node("source", demand=-total)
    wanted = {row["market"]: row["per_week"] for row in tables["demand"]}
    for site in tables["facilities"]:
        place, most = site["id"], site.get("module_per_week")
        # A site is two nodes, with its throughput between them.
        graph.add_node((place, "in"), demand=wanted.get(place, 0))
        graph.add_node((place, "out"), demand=0)
        capacity = {} if most is None else {"capacity": most}
        graph.add_edge((place, "in"), (place, "out"), weight=0, **capacity)
    for row in tables["supply"]:
        graph.add_edge("source", (row["facility"], "in"),
                       weight=row["cost_per_unit"], capacity=row["capacity_per_week"])  # fmt: skip
    for row in tables["lanes"]:
        most = row["capacity_per_week"]
        graph.add_edge((row["from"], "out"), (row["to"], "in"), weight=row["cost_per_unit"],
                       **({} if most is None else {"capacity": most}))  # fmt: skip
    for row in tables["demand"]:
        if row["price_per_unit"] is not None:
            # A lost sale comes from nowhere, and may not be sent on.
            lost = ("lost", row["market"])
            graph.nodes[row["market"], "in"]["demand"] = 0
            graph.add_node(lost, demand=row["per_week"])
            graph.add_edge("source", lost, weight=row["price_per_unit"])
            graph.add_edge((row["market"], "in"), lost, weight=0)
    try:
        return nx.network_simplex(graph)[0]
    except nx.NetworkXUnfeasible:
        return None


def by_engine(tables: dict[str, list[dict]]) -> float | None:
    try:
        return design(Case.of(tables)).objective
    except (Infeasible, Problems) as problem:
        # The case itself may see that nothing can reach a market; nothing else is wrong with it.
        assert isinstance(problem, Infeasible) or "can reach" in str(problem)  # noqa: PT017
        return None


@pytest.mark.parametrize("seed", SEEDS)
def test_a_pure_flow_costs_what_network_simplex_says(seed):
    tables = drawn(seed)
    expected, found = by_network_simplex(tables), by_engine(tables)
    assert (found is None) == (expected is None)
    if expected is not None:
        assert found == pytest.approx(expected, abs=1e-6 * max(1, expected))


def test_the_flows_drawn_are_of_every_sort():
    costs = [by_network_simplex(drawn(seed)) for seed in SEEDS]
    held = [cost for cost in costs if cost]
    assert len(held) >= 25
    assert costs.count(None) >= 10


def far_apart(ratio: float, *, alike: bool) -> Case:
    """Want much at one market and little at another, of the same product or of two."""
    small = "cup" if alike else "ship"
    return Case.of(
        {
            "settings": [{"name": "far apart", "weeks": 1}],
            "territories": [{"id": "A", "name": "A"}],
            "products": [{"id": "cup"}, {"id": "ship"}],
            "facilities": [
                {"id": place, "kind": kind, "name": place, "territory": "A"}
                for place, kind in {"S": "supplier", "M": "market", "N": "market"}.items()
            ],
            "supply": [{"facility": "S", "product": name} for name in ("cup", "ship")],
            "lanes": [
                {"from": "S", "to": "M", "cost_per_unit": 1},
                {"from": "S", "to": "N", "cost_per_unit": ratio},
            ],
            "demand": [
                {"market": "M", "product": "cup", "per_week": 1e8},
                {"market": "N", "product": small, "per_week": 1e8 / ratio},
            ],
        }
    )


@pytest.mark.parametrize("alike", [True, False])
@pytest.mark.parametrize("ratio", [1e3, 1e6, 1e9, 1e11, 1e12])
def test_demands_that_differ_by_any_factor_are_both_served(ratio, alike):
    case = far_apart(ratio, alike=alike)
    result = design(case)
    certify(case, result.plan, result.objective)
    assert result.objective == pytest.approx(2e8, rel=1e-9)
    assert [flow.quantity for flow in result.plan.flows] == pytest.approx([1e8, 1e8 / ratio])


def test_a_demand_that_is_nothing_beside_another_is_refused_with_its_row():
    with pytest.raises(Problems, match="1e-05 of cup a week is nothing beside") as told:
        far_apart(1e13, alike=True)
    assert "demand row 2" in str(told.value)


def test_a_plan_that_forgets_a_small_market_is_not_confirmed():
    case = far_apart(1e11, alike=True)
    plan = design(case).plan
    forgotten = replace(plan, flows=plan.flows[:1])
    names = {check.name for check in evaluate(case, forgotten).checks if not check.ok}
    assert "what stays at a market is delivered" in names
