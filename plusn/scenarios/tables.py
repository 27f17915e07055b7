"""An answer as tidy tables: one fact a row, names that say their unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.phrase import joined
from network.engine.prices import Prices
from network.engine.reach import arc_of
from plusn.scenarios.landed import landed
from plusn.scenarios.site_tables import capacity, loads, origin_tests

if TYPE_CHECKING:
    from plusn.scenarios.running import Run

Cell = str | float | int | bool | None
Rows = list[dict[str, Cell]]


def tables_of(answer: Run) -> dict[str, Rows]:
    """Give an answer as tables by name.

    Quantities are units over the period, money is the case's currency over the period.

    Parameters
    ----------
    answer
        A confirmed run.
    """
    told = {
        "run": _run(answer),
        "summary": _summary(answer),
        "costs": _costs(answer),
        "facilities": _facilities(answer),
        "flows": _flows(answer),
        "production": _production(answer),
        "sales": _sales(answer),
        "landed": _landed(answer),
        "ladders": _ladders(answer),
        "constraints": _constraints(answer),
        "origin_tests": origin_tests(answer.result.case, answer.result.plan, answer.question.label),
    }
    if answer.aftermath is not None:
        told["outage_costs"] = [
            {"scenario": answer.question.label, "term": term, "value": value}
            for term, value in answer.aftermath.terms.items()
        ]
        told["outage_lost"] = [
            {
                "scenario": answer.question.label,
                "market": sold.market,
                "product": sold.product,
                "wanted": sold.wanted,
                "delivered": sold.delivered,
                "lost": sold.lost,
            }
            for sold in answer.aftermath.plan.sold
        ]
    return told


def _run(answer: Run) -> Rows:
    result = answer.result
    facts: dict[str, Cell] = {
        "scenario": answer.question.label,
        "case": result.case.general.name,
        "policy": result.policy.id if result.policy else "",
        "outcome": result.outcome,
        "objective": result.objective,
        "bound": result.bound,
        "gap": result.gap,
        "currency": result.case.general.currency,
        "weeks": result.plan.weeks,
        "seconds": result.seconds,
        "build_seconds": result.build_seconds,
        "solver": result.solver,
        "digest": result.digest,
        "checks": answer.certificate.checks,
        "worst_residual": answer.certificate.worst_residual,
        "second_opinion": answer.certificate.total,
        "notes": joined(" ", answer.notes),
    }
    return [facts]


def _summary(answer: Run) -> Rows:
    money, label = answer.result.case.general.currency, answer.question.label
    units = {"lead_time_days": "days", "carbon_t": "t a year", "effective_number": "regions"}
    rows: Rows = [
        {
            "scenario": label,
            "metric": "landed_cost",
            "unit": money,
            "value": answer.result.objective,
        }
    ]
    for metric, value in answer.measures.flat().items():
        unit = units.get(metric, "share")
        rows.append({"scenario": label, "metric": metric, "unit": unit, "value": value})
    if answer.aftermath is not None:
        after = answer.aftermath
        told = (("outage_extra_cost", money, after.extra), ("service", "share", after.service))
        rows += [{"scenario": label, "metric": m, "unit": u, "value": v} for m, u, v in told]
    return rows


def _costs(answer: Run) -> Rows:
    return [
        {"scenario": answer.question.label, "term": term, "value": value}
        for term, value in answer.result.terms.items()
    ]


def _facilities(answer: Run) -> Rows:
    rows = {row.id: row for row in answer.result.case.facilities}
    used = loads(answer.result.case, answer.result.plan)
    return [
        {
            "scenario": answer.question.label,
            "facility": site.facility,
            "kind": rows[site.facility].kind,
            "territory": rows[site.facility].territory,
            "region": rows[site.facility].region,
            "status": rows[site.facility].status,
            "open": site.open,
            "modules": site.modules,
            "expanded": site.expanded,
            "capacity_per_week": capacity(rows[site.facility], site),
            "used_per_week": used.get(site.facility, 0.0),
        }
        for site in answer.result.plan.sites
    ]


def _flows(answer: Run) -> Rows:
    instance = answer.frame.instance
    prices = Prices(instance)
    rows: Rows = []
    for flow in answer.result.plan.flows:
        lane = instance.case.lanes[flow.lane]
        price = prices.of(arc_of(instance, flow))
        rows.append(
            {
                "scenario": answer.question.label,
                "from": flow.from_,
                "to": flow.to,
                "mode": flow.mode,
                "product": flow.product,
                "origin": flow.origin,
                "bound_for": flow.bound_for,
                "bond": flow.bond,
                "quantity": flow.quantity,
                "freight_per_unit": price.freight,
                "pipeline_per_unit": price.pipeline,
                "duty_per_unit": price.duty,
                "days": lane.days,
                "carbon_per_unit": price.carbon,
                "carbon_kg_per_unit": price.carbon_kg,
            }
        )
    return rows


def _production(answer: Run) -> Rows:
    return [
        {
            "scenario": answer.question.label,
            "facility": made.facility,
            "product": made.product,
            "recipe": made.recipe,
            "origin": made.origin,
            "in_bond": bool(made.bond),
            "quantity": made.quantity,
        }
        for made in answer.result.plan.made
    ]


def _sales(answer: Run) -> Rows:
    marginal = answer.result.marginals.demand
    return [
        {
            "scenario": answer.question.label,
            "market": sold.market,
            "product": sold.product,
            "wanted": sold.wanted,
            "delivered": sold.delivered,
            "lost": sold.lost,
            "marginal_landed_cost": marginal.get((sold.market, sold.product)),
        }
        for sold in answer.result.plan.sold
    ]


def _landed(answer: Run) -> Rows:
    return [
        {
            "scenario": answer.question.label,
            "market": one.market,
            "product": one.product,
            "quantity": one.quantity,
            "average_landed_cost": one.average,
            "marginal_landed_cost": one.marginal,
        }
        for one in landed(answer)
    ]


def _ladders(answer: Run) -> Rows:
    return [
        {
            "scenario": answer.question.label,
            "from": ladder.from_,
            "market": ladder.market,
            "mode": ladder.mode,
            "product": ladder.product,
            "origin": ladder.origin,
            "quantity": ladder.quantity,
            "step": step,
            "value_per_unit": value,
        }
        for ladder in answer.ladders
        for step, value in ladder.steps
    ]


def _constraints(answer: Run) -> Rows:
    return [
        {
            "scenario": answer.question.label,
            "kind": limit.kind,
            "name": limit.name,
            "used_per_week": limit.per_week,
            "saving_per_unit": limit.saving_per_unit,
        }
        for limit in answer.limits
    ]
