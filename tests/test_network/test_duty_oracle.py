"""The duty of whole plans, by a reading of the rows that shares nothing with the engine."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given, settings

from data.errors import Infeasible
from network.engine.solve import design

from .random_cases import LAW, firms

DUTIES = frozenset({"cif", "drawback", "exempt", "floor", "replace", "specific", "dated"})


def speaking(case, origin, dest, product):
    """Give the row that speaks for each layer, exempt layers left out."""
    hts = next(row.hts for row in case.products if row.id == product).replace(".", "")
    day = case.general.run_date
    found = {}
    for row in case.duties:
        prefix = row.hts_prefix.replace(".", "")
        ended = row.status == "ended" and (day is None or row.valid_to is None)
        there = day is None or (row.valid_from or date.min) <= day <= (row.valid_to or date.max)
        fits = row.origin in {"*", origin} and row.product in {"*", product} and row.dest == dest
        if not fits or not hts.startswith(prefix) or ended or not there or row.status == "proposed":
            continue
        rank = (row.combine == "exempt", row.product != "*", len(prefix), row.origin != "*")
        found.setdefault(row.layer, []).append((rank, row))
    best = [max(rows, key=lambda one: one[0])[1] for rows in found.values()]
    return [row for row in best if row.combine != "exempt"]


def charge(case, origin, dest, product, *, refunded):
    """Give (fob rate, cif rate, amount a unit) that is due."""
    money = {row.currency: row.rate for row in case.exchange_rates}
    money |= {"": 1.0, case.general.currency: 1.0}
    rows = speaking(case, origin, dest, product)
    sized = [((row.rate, row.specific_per_unit, row.layer), row) for row in rows]
    replacing = [one for one in sized if one[1].combine == "replace"]
    if replacing:
        rows = [max(replacing)[1]]
    adding = sum(row.rate for row in rows if row.combine == "add")
    floors = [one for one in sized if one[1].combine == "max" and one[1] in rows]
    top = max(floors)[1] if floors else None
    due = {"fob": 0.0, "cif": 0.0, "": 0.0}
    for row in rows:
        kept = 1.0 - row.drawback if refunded else 1.0
        rate = row.rate
        if row.combine == "max":
            rate = max(0.0, rate - adding) if row is top else 0.0
        due[row.basis] += rate * kept
        due[""] += row.specific_per_unit * money[row.currency] * kept
    return due["fob"], due["cif"], due[""]


def duty_of(case, flow):
    """Give the duty of one flow: on entry, and on freight towards where it is declared for."""
    kinds = {row.id: row for row in case.facilities}
    goods = next(row for row in case.products if row.id == flow.product)
    lane = case.lanes[flow.lane]
    money = {row.currency: row.rate for row in case.exchange_rates}
    money |= {"": 1.0, case.general.currency: 1.0}
    freight = (lane.cost_per_kg * goods.kg_per_unit + lane.cost_per_unit) * money[lane.currency]
    tail, head = kinds[lane.from_], kinds[lane.to]
    crosses = tail.kind == "port" or tail.territory != head.territory
    entered = head.territory if head.kind != "port" and crosses else ""
    due = 0.0
    for there in {flow.bound_for, entered} - {"", flow.origin}:
        refunded = flow.bond == there and flow.bound_for == there
        fob, cif, each = charge(case, flow.origin, there, flow.product, refunded=refunded)
        if flow.bound_for == there:
            due += cif * freight
        if entered == there:
            insured = goods.value_per_unit * (1.0 + case.general.insurance_rate)
            due += fob * goods.value_per_unit + cif * insured + each
    return due * flow.quantity


@settings(**LAW)
@given(firms(needed=DUTIES))
def test_the_duty_of_a_plan_is_what_its_rows_say_read_one_by_one(firm):
    case = firm.case()
    try:
        result = design(case, stable=False)
    except Infeasible:
        return
    told = math.fsum(duty_of(case, flow) for flow in result.plan.flows)
    assert result.terms.get("duty", 0.0) == pytest.approx(told, rel=1e-6, abs=1e-6)
