"""Cases that a sceptical reader worked by hand."""

from __future__ import annotations

import random
from typing import Any

import pytest

from network.case import Case
from network.engine.instance import Instance
from network.engine.solve import design
from network.explain.board import board_money
from network.explain.parameter import Parameter
from plusn.scenarios.questions import question
from plusn.scenarios.running import run
from plusn.scenarios.told import report_of
from plusn.scenarios.verbs.breakeven import breakeven_report


def _site(place: str, kind: str, territory: str, **more: object) -> dict[str, Any]:
    return {"id": place, "kind": kind, "name": place, "territory": territory, **more}


def _firm(**tables: list[dict[str, Any]]) -> Case:
    """Make a plant in A that serves a market in B with ten cups a week."""
    usual: dict[str, list[dict[str, Any]]] = {
        "settings": [{"name": "review"}],
        "territories": [{"id": one, "name": one} for one in ("A", "B")],
        "products": [{"id": "cup", "value_per_unit": 100}],
        "facilities": [_site("P", "plant", "A"), _site("M", "market", "B")],
        "lanes": [{"from": "P", "to": "M", "cost_per_unit": 3}],
        "demand": [{"market": "M", "product": "cup", "per_week": 10}],
    }
    return Case.of({**usual, **tables})


def test_a_tie_never_lets_a_dearer_plan_through_however_large_the_quantities_are() -> None:
    case = _firm(
        facilities=[
            _site("P", "plant", "A", fixed_cost_per_year=7),
            _site("Q", "plant", "B", fixed_cost_per_year=9),
            _site("M", "market", "B"),
        ],
        lanes=[
            {"from": "P", "to": "M", "cost_per_unit": 3e-9},
            {"from": "Q", "to": "M", "cost_per_unit": 1e-9},
        ],
        demand=[{"market": "M", "product": "cup", "per_week": 1e12}],
    )
    answer = design(case)
    assert answer.objective == pytest.approx(9 + 52e12 * 1e-9, rel=1e-9)
    assert (answer.gap, answer.open_plants) == (0.0, ("Q",))


def test_a_site_that_nothing_needs_is_not_opened_and_its_investment_not_paid() -> None:
    case = _firm(
        facilities=[
            _site("P", "plant", "A"),
            _site("D", "depot", "A", status="optional"),
            _site("M", "market", "B"),
        ],
        one_off_costs=[{"facility": "D", "on": "open", "amount": 1e6}],
    )
    answer = design(case)
    assert not answer.site("D").open
    assert board_money(answer, answer).paid_once == ()


def test_a_gap_that_the_case_allows_is_not_told_as_a_time_limit() -> None:
    rng = random.Random(0)  # noqa: S311 - no secrets
    plants = [
        _site(
            f"P{n}", "plant", "A",
            fixed_cost_per_year=rng.randint(100, 400), module_per_week=rng.randint(10, 40),
        )
        for n in range(12)
    ]  # fmt: skip
    markets = [_site(f"M{n}", "market", "B") for n in range(8)]
    case = _firm(
        settings=[{"name": "review", "gap_tolerance": 0.3}],
        facilities=[*plants, *markets],
        lanes=[
            {"from": plant["id"], "to": market["id"], "cost_per_unit": rng.uniform(0, 2)}
            for plant in plants
            for market in markets
        ],
        demand=[{"market": market["id"], "product": "cup", "per_week": 10} for market in markets],
    )
    answer = run(case)
    assert answer.result.outcome == "optimal"
    assert answer.result.gap > 0
    # The gap is a share of this plan's cost, so it is not what the plan costs more than the bound.
    below = 1 - answer.result.bound / answer.result.objective
    said = f"As allowed: the least possible cost lies at most {below:.2%} below this plan's."
    assert answer.notes[-1] == said
    assert not any("time limit" in note for note in answer.notes)


def test_an_outage_tells_what_its_cost_leaves_out_and_what_does_nothing() -> None:
    case = _firm(
        scenarios=[{"id": "fire"}, {"id": "closed shop"}],
        events=[
            {"scenario": "fire", "facility": "P", "start_week": 50, "weeks": 4},
            {"scenario": "closed shop", "facility": "M", "weeks": 4},
        ],
    )
    fire, shop = run(case, "fire"), run(case, "closed shop")
    assert [note.split(":")[0] for note in fire.notes[-2:]] == [
        "Cut",
        "Mandatory demand is short in an outage",
    ]
    assert "With the scenario's events: 60 HKD less" in "\n".join(report_of(fire).lines)
    assert shop.notes[-1].startswith("Without effect:")


def test_what_can_be_needed_is_found_at_once_however_parts_share_parts() -> None:
    layers = 40
    parts = [f"part {layer}{side}" for layer in range(layers) for side in "xy"]
    above = ["cup", *parts[:-2]]
    case = _firm(
        products=[{"id": "cup"}, *({"id": part, "kind": "component"} for part in parts)],
        bill_of_materials=[
            {"product": one, "component": part, "quantity": 0.5}
            for number, one in enumerate(above)
            for part in parts[2 * ((number + 1) // 2) : 2 * ((number + 1) // 2) + 2]
        ],
        recipes=[{"facility": "P", "product": one, "name": "own", "origin": "A"} for one in above],
        supply=[{"facility": "P", "product": part} for part in parts[-2:]],
    )
    need = Instance(case).need
    assert need == {"cup": 10.0, **dict.fromkeys(parts, 5.0)}


def test_a_break_even_on_duties_that_lack_a_layer_says_so_beside_the_value() -> None:
    case = _firm(
        duties=[{"layer": "surcharge", "origin": "A", "dest": "B", "rate": 0.1}],
        expected_layers=[{"layer": "mfn", "dest": "B"}],
    )
    rate = Parameter(table="duties", where="layer=surcharge", column="rate")
    told = breakeven_report(question(case), rate, 0.0, 1.0)
    assert told.lines[:2] == (
        "Not calibrated: the case records no flows.",
        "Duty on goods of A into B is incomplete: mfn is not given, so the duty shown is no total.",
    )
    assert told.record["notes"] == list(told.lines[:2])
