"""Published problems solved by the engine itself, each confirmed by a solver that shares no code.

OR-Library files are third-party and not copied: one in their format is made here, and those that
are found in `PLUSN_ORLIB` or beside the checkout are solved too.
"""

from __future__ import annotations

import os
import random
from itertools import product as pairs
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from data.cases.orlib import parse_orlib
from network.case import Case
from network.engine.solve import design
from network.evaluate import evaluate
from plusn.scenarios.orlib import case_of, load_orlib

# H. P. Williams, Model Building in Mathematical Programming, "Distribution 1" and "Distribution 2":
# thousand tons a month, pounds a ton, pounds a month. Preferences of customers play no part in the
# two questions asked here.
FACTORIES = {"Liverpool": 150, "Brighton": 200}
DEPOTS = {"Newcastle": 70, "Birmingham": 50, "London": 100, "Exeter": 40}
CUSTOMERS = {"C1": 50, "C2": 10, "C3": 40, "C4": 35, "C5": 60, "C6": 20}
COSTS = {
    "Liverpool": {"Newcastle": 0.5, "Birmingham": 0.5, "London": 1.0, "Exeter": 0.2,
                  "C1": 1.0, "C3": 1.5, "C4": 2.0, "C6": 1.0},
    "Brighton": {"Birmingham": 0.3, "London": 0.5, "Exeter": 0.2, "C1": 2.0},
    "Newcastle": {"C2": 1.5, "C3": 0.5, "C4": 1.5, "C6": 1.0},
    "Birmingham": {"C1": 1.0, "C2": 0.5, "C3": 0.5, "C4": 1.0, "C5": 0.5},
    "London": {"C2": 1.5, "C3": 2.0, "C5": 0.5, "C6": 1.5},
    "Exeter": {"C3": 0.2, "C4": 1.5, "C5": 0.5, "C6": 1.5},
}  # fmt: skip
NEW_DEPOTS = {"Bristol": 30, "Northampton": 25}
NEW_COSTS = {
    "Liverpool": {"Bristol": 0.6, "Northampton": 0.4},
    "Brighton": {"Bristol": 0.4, "Northampton": 0.3},
    "Bristol": {"C1": 1.2, "C2": 0.6, "C3": 0.5, "C5": 0.3, "C6": 0.8},
    "Northampton": {"C1": 0.4, "C2": 0.4, "C4": 0.5, "C5": 0.6, "C6": 0.9},
}
# What a depot costs a month; for the two that may be closed, what closing saves.
MONTHLY = {"Newcastle": 10_000, "Exeter": 5_000, "Bristol": 12_000, "Northampton": 4_000}
EXPANSION, EXPANSION_COST = 20, 3_000
MOST_DEPOTS = 4


def lanes_of(*tables: dict) -> dict[tuple[str, str], float]:
    return {(tail, head): cost for table in tables
            for tail, row in table.items() for head, cost in row.items()}  # fmt: skip


def williams(depots: dict, lanes: dict, changed: dict | None = None) -> Case:
    """Tell a Distribution problem as a case: a month is one week of the model."""

    def site(name: str, kind: str, capacity: float | None) -> dict:
        row = {"id": name, "kind": kind, "name": name, "territory": "GB",
               "module_per_week": capacity}  # fmt: skip
        return row | (changed or {}).get(name, {})

    return Case.of(
        {
            "settings": [{"name": "Distribution", "currency": "GBP", "weeks": 1}],
            "territories": [{"id": "GB", "name": "Great Britain"}],
            "products": [{"id": "goods"}],
            "facilities": [
                *(site(name, "supplier", capacity) for name, capacity in FACTORIES.items()),
                *(site(name, "depot", capacity) for name, capacity in depots.items()),
                *(site(name, "market", None) for name in CUSTOMERS),
            ],
            "supply": [{"facility": name, "product": "goods"} for name in FACTORIES],
            "lanes": [
                {"from": tail, "to": head, "cost_per_unit": 1000 * cost}
                for (tail, head), cost in lanes.items()
            ],
            "demand": [
                {"market": name, "product": "goods", "per_week": units}
                for name, units in CUSTOMERS.items()
            ],
        }
    )


def williams_by_scipy(depots: dict, lanes: dict, monthly: dict) -> float:
    """Solve a Distribution problem by another solver, written from the book's words alone."""
    arcs, sites = list(lanes), [*monthly, "expansion"] if monthly else []
    whole = {name: len(arcs) + number for number, name in enumerate(sites)}
    rows: list[tuple[dict[int, float], float, float]] = []

    def into(name: str) -> dict[int, float]:
        return {n: 1.0 for n, (_, head) in enumerate(arcs) if head == name}

    def out_of(name: str) -> dict[int, float]:
        return {n: 1.0 for n, (tail, _) in enumerate(arcs) if tail == name}

    rows += [(out_of(name), 0, capacity) for name, capacity in FACTORIES.items()]
    rows += [(into(name), units, units) for name, units in CUSTOMERS.items()]
    for name, capacity in depots.items():
        rows.append((into(name) | dict.fromkeys(out_of(name), -1.0), 0, 0))
        used = into(name)
        if name in whole:
            rows.append((used | {whole[name]: -capacity}, -np.inf, 0))
        elif name == "Birmingham" and whole:
            rows.append((used | {whole["expansion"]: -EXPANSION}, -np.inf, capacity))
        else:
            rows.append((used, 0, capacity))
    if whole:
        # Birmingham and London stay, so two of the four others make the most of four depots.
        rows.append(({whole[name]: 1.0 for name in monthly}, 0, MOST_DEPOTS - 2))
    matrix = np.zeros((len(rows), len(arcs) + len(sites)))
    for number, (entries, _, _) in enumerate(rows):
        matrix[number, list(entries)] = list(entries.values())
    cost = [1000 * lanes[arc] for arc in arcs]
    cost += [*monthly.values(), EXPANSION_COST] if monthly else []
    found = milp(
        cost,
        constraints=LinearConstraint(matrix, [r[1] for r in rows], [r[2] for r in rows]),
        integrality=[0] * len(arcs) + [1] * len(sites),
        bounds=Bounds(0, [np.inf] * len(arcs) + [1] * len(sites)),
    )
    return found.fun - sum(monthly.get(name, 0) for name in DEPOTS)


def test_williams_distribution_1_costs_198500():
    lanes = lanes_of(COSTS)
    assert williams_by_scipy(DEPOTS, lanes, {}) == pytest.approx(198_500, abs=1e-6)
    case = williams(DEPOTS, lanes)
    found = design(case)
    assert found.objective == pytest.approx(198_500, abs=1e-6)
    assert evaluate(case, found.plan).failures == ()


def test_williams_distribution_2_costs_174000_and_changes_three_depots():
    depots, lanes = DEPOTS | NEW_DEPOTS, lanes_of(COSTS, NEW_COSTS)
    assert williams_by_scipy(depots, lanes, MONTHLY) == pytest.approx(174_000, abs=1e-6)
    # In the one week of the period a depot costs a 52nd of its yearly cost: the month's cost.
    changed = {
        name: {"fixed_cost_per_year": 52 * cost,
               "status": "existing" if name in DEPOTS else "optional"}
        for name, cost in MONTHLY.items()
    }  # fmt: skip
    changed["Birmingham"] = {
        "expansion_per_week": EXPANSION,
        "expansion_cost_per_year": 52 * EXPANSION_COST,
        "status": "required",
    }
    case = williams(depots, lanes, changed)
    found = design(case)
    saved_by_none = sum(MONTHLY[name] for name in MONTHLY if name in DEPOTS)
    assert found.objective - saved_by_none == pytest.approx(174_000, abs=1e-6)
    open_depots = {name for name in depots if found.site(name).open}
    assert open_depots == {"Birmingham", "London", "Exeter", "Northampton"}
    assert len(open_depots) <= MOST_DEPOTS  # the book's limit does not bind
    assert found.site("Birmingham").expanded
    assert evaluate(case, found.plan).failures == ()


# J. E. Beasley, OR-Library; "An algorithm for solving large capacitated warehouse location
# problems", EJOR 33 (1988) 314-325. Optima as published.
PUBLISHED = {
    "cap41": 1_040_444.375,
    "cap71": 932_615.750,
    "cap101": 796_648.437,
    "cap131": 793_439.562,
}
TOTAL_DEMAND = 58_268
BESIDE = Path(__file__).resolve().parents[2].parent / "shared/benchmarks/orlib"
FOLDER = Path(os.environ.get("PLUSN_ORLIB") or BESIDE)
FOUND = sorted(path for name in PUBLISHED if (path := FOLDER / f"{name}.txt").is_file())


def made_here(*, word: bool = False) -> str:
    """Write a small problem in the format, two of its customers without demand."""
    rng = random.Random(33)  # noqa: S311 - a test, not a secret
    sites, customers = 5, 9
    lines = [f" {sites} {customers} "]
    capacity = "capacity" if word else "60."
    lines += [f" {capacity} {rng.randint(200, 900)}. " for _ in range(sites)]
    for number in range(customers):
        lines.append(f" {0 if number in {3, 7} else rng.randint(5, 25)} ")
        costs = [f"{rng.uniform(20, 400):.5f}" for _ in range(sites)]
        lines += [" ".join(costs[:3]), " ".join(costs[3:])]
    return "\n".join(lines)


def by_trying_all(problem) -> float:
    """Give the least cost over every set of open warehouses, each solved as a transport problem."""
    sites, customers = len(problem.capacity), len(problem.demand)
    cost = np.array(problem.cost)
    best = np.inf
    for is_open in pairs([0, 1], repeat=sites):
        served = [LinearConstraint(np.kron(np.eye(customers), np.ones(sites)), 1, 1)]
        load = np.hstack([np.diag([units] * sites) for units in problem.demand])
        served.append(LinearConstraint(load, 0, np.array(problem.capacity)))
        most = np.tile(is_open, customers)
        found = milp(cost.ravel(), constraints=served, bounds=Bounds(0, most))
        if found.success:
            best = min(best, found.fun + float(np.dot(is_open, problem.fixed_cost)))
    return best


@pytest.mark.parametrize(
    ("text", "capacity"),
    [(made_here(), None), (made_here(word=True), 60), (made_here(word=True), 40),
     (made_here().replace("\n", " "), None)],
    ids=["as written", "the word", "tight", "one line"],
)  # fmt: skip
def test_an_instance_made_here_costs_what_trying_all_warehouses_says(text, capacity):
    problem = parse_orlib(text, capacity=capacity)
    case = case_of(problem)
    found = design(case)
    assert found.objective == pytest.approx(by_trying_all(problem), rel=1e-9)
    assert found.gap == 0.0
    assert evaluate(case, found.plan).failures == ()


@pytest.mark.parametrize("source", [None, *FOUND], ids=lambda path: path.stem if path else "here")
def test_orlib_instances_cost_what_was_published(source, tmp_path):
    name, total = (source.stem, TOTAL_DEMAND) if source else ("here", None)
    if source is None:
        source = tmp_path / "here.txt"
        source.write_text(made_here())
    case = load_orlib(source)
    published = PUBLISHED.get(name) or by_trying_all(parse_orlib(source.read_text()))
    found = design(case)
    assert found.objective == pytest.approx(published, abs=1e-3 if total else 1e-6)
    assert found.objective == pytest.approx(published, rel=1e-6)
    assert found.gap == 0.0
    if total:
        assert sum(row.per_week for row in case.demand) == total


def test_a_customer_without_demand_is_served_and_paid_for():
    problem = parse_orlib("2 3  5 10.  5 10.  5 1. 2.  0 7. 3.  0 9. 4.")
    # One warehouse is enough: 10 + 1 + 7 + 9 or 10 + 2 + 3 + 4.
    found = design(case_of(problem))
    assert found.objective == pytest.approx(19.0, abs=1e-9)


@pytest.mark.parametrize("demand", ["0", "5"])
def test_a_warehouse_without_capacity_still_may_serve_who_wants_nothing(demand):
    problem = parse_orlib(f"2 2  0 1.  5 100.  0 2. 9.  {demand} 3. 8.")
    expected = {"0": 1 + 2 + 3, "5": 100 + 8 + min(9, 1 + 2)}[demand]
    assert design(case_of(problem)).objective == pytest.approx(expected, abs=1e-9)
