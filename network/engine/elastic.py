"""Why a case cannot hold: solved again with what lacks allowed and counted.

First the mandatory demands may be short without any policy, and the least shortage is sought: it
is named by market and product, with the limits that cause it. If there is none, the policy is at
fault: each of its rules is let go in turn, and the one without which a plan exists is named with
what can be had at most. Where that is no single rule, what lacks under all of them is told, and
last that they contradict one another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import Infeasible
from data.phrase import Plan, Product, Site, joined, said
from network.case.choices import NO_POLICY
from network.engine.limits import describe_limit, in_digits, rule_of
from network.engine.marginals import bindings_of
from network.engine.model import INFINITY
from network.engine.policy import SHARES
from network.engine.prices import KG_IN_T
from network.engine.solve import held, program
from network.engine.solver import Solver

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from network.case import Case
    from network.case.choices import Policy
    from network.engine.result import Binding
    from network.engine.solve import Program

SHOWN = 3
"""Demands, limits and rules that a message names."""
UNIT = 1e-6
"""A shortage below this share of a typical quantity is the solver's dust."""
SECONDS = 20.0
"""Time limit of a solve that explains; what is told is then the best that was found."""
NO_WAY = said(
    "no limit is used up: there is no lane, or no way that avoids a second territory for which "
    "goods must be declared"
)
REMEDY = said(
    "Raise what is used up, add a lane or a site, lower the demand, or give it a price, so that "
    "sales may be lost."
)


def explain_infeasible(built: Program) -> Infeasible:
    """Say which demand lacks how much and what is used up, or which rule cannot be kept.

    Parameters
    ----------
    built
        The program that has no plan.
    """
    if built.policy is None:
        return _short(built, None) or _contradiction(None)
    return (
        _short(built, None)
        or _explain_policy(built, built.policy)
        or _short(built, built.policy)
        or _contradiction(built.policy)
    )


def _named(policy: Policy | None) -> str:
    """Name a policy; one that only holds the limits of a question has no name of its own."""
    if policy and policy.id != NO_POLICY:
        return said("policy {policy}", policy=Plan(policy.id))
    return said("what is asked for")


def _contradiction(policy: Policy | None) -> Infeasible:
    return Infeasible(
        said("{policy} contradicts itself or the sites that may be open", policy=_named(policy)),
        remedy=said("Loosen two rules at a time to see which exclude each other."),
    )


def _short(built: Program, policy: Policy | None) -> Infeasible | None:
    """Seek the least shortage of mandatory demands; None if that is not what is wrong."""
    loose = program(built.frame, policy, short=True)
    _hold_alike(built, loose)
    loose.model.cost = [0.0] * len(loose.model.cost)
    for column in loose.operations.shortage.values():
        loose.model.cost[column] = 1.0
    loose.model.constants.clear()
    answer = Solver(loose.model).solve(seconds=SECONDS)
    if not answer.found or answer.objective <= UNIT * loose.model.quantity:
        return None
    final = held(loose, answer.x)
    lacking = {
        key: float(final.x[column]) / loose.operations.interval.weeks
        for key, column in loose.operations.shortage.items()
        if final.x[column] > UNIT * loose.model.quantity
    }
    told = _lacking(loose, lacking)
    headline = said("no plan meets the mandatory demands: {lacking}", lacking=told)
    if policy:
        headline = said(
            "no plan meets the mandatory demands under {policy}: {lacking}",
            policy=_named(policy),
            lacking=told,
        )
    return Infeasible(
        headline,
        where=_used_up(loose, bindings_of(loose.model, final)),
        remedy=REMEDY,
    )


def _hold_alike(built: Program, other: Program) -> None:
    """Hold in another program the sites that are held in this one."""
    for kind in ("opened", "modules", "expanded"):
        there = getattr(other.design, kind)
        for facility, column in getattr(built.design, kind).items():
            if facility in there:
                other.model.lower[there[facility]] = built.model.lower[column]
                other.model.upper[there[facility]] = built.model.upper[column]


def _lacking(built: Program, lacking: dict[tuple[str, str], float]) -> str:
    instance = built.frame.instance
    told = [
        said(
            "{market} lacks {amount} of {wanted} units of {product} a week",
            market=Site(market),
            amount=in_digits(amount),
            wanted=in_digits(instance.demand[market, product].per_week),
            product=Product(product),
        )
        for (market, product), amount in sorted(lacking.items(), key=lambda item: -item[1])
    ]
    first = joined("; ", told[:SHOWN])
    if len(told) <= SHOWN:
        return first
    return said("{first}, and {more} more", first=first, more=len(told) - SHOWN)


def _used_up(built: Program, bindings: tuple[Binding, ...]) -> str:
    if not bindings:
        return NO_WAY
    weeks = built.operations.interval.weeks
    told = (_limit(built.frame.case, limit, weeks) for limit in bindings[:SHOWN])
    return said("used up: {limits}", limits=joined(", ", told))


def _limit(case: Case, limit: Binding, weeks: float) -> str:
    named = describe_limit(case, limit)
    if limit.kind == "policy":
        return named
    per_week = in_digits(limit.amount / weeks)
    return said("{limit} ({amount} a week)", limit=named, amount=per_week)


def _explain_policy(built: Program, policy: Policy) -> Infeasible | None:
    """Name the rules of which one has to go; None if no single one is at fault."""
    rows = [key for key in built.model.rows if isinstance(key, tuple) and key[0] == "policy"]
    found: list[tuple[str, str]] = []
    for key in rows:
        missed = _without(built, key) if len(found) < SHOWN else None
        if missed is not None:
            rule, *places = [
                str(part) for part in key[1:] if part != built.operations.interval.name
            ]
            asked = rule_of(rule, places, getattr(policy, rule, ""))
            found.append((asked, said("misses by {amount}", amount=_told(built, rule, missed))))
    if not found:
        return None
    return _at_fault(policy, found, alone=len(rows) == 1)


def _at_fault(policy: Policy, found: Sequence[tuple[str, str]], *, alone: bool) -> Infeasible:
    """Say which rule, or which of some, no plan can keep."""
    (asked, by), unnamed = found[0], policy.id == NO_POLICY
    plan = Plan(policy.id)
    if len(found) == 1:
        headline = _one_rule(asked, None if unnamed else plan, alone=alone)
        remedy = said("Loosen that rule, or let more sites be open.")
        return Infeasible(headline, where=said("at best it {by}", by=by), remedy=remedy)
    headline = said("no plan can give all that is asked for; one of these has to go")
    if not unnamed:
        headline = said(
            "no plan can give all that policy {policy} asks for; one of these has to go",
            policy=plan,
        )
    return Infeasible(
        headline,
        where=joined("; ", (said("{asked}, which {by} at best", asked=a, by=b) for a, b in found)),
        remedy=said("Loosen one of them, or let more sites be open."),
    )


def _one_rule(asked: str, plan: str | None, *, alone: bool) -> str:
    if plan is None:
        return said("no plan can give {asked}", asked=asked)
    if alone:
        return said(
            "policy {policy} asks for {asked}, which no plan can give", policy=plan, asked=asked
        )
    return said(
        "policy {policy} asks for {asked}, which no plan can give beside its other rules",
        policy=plan,
        asked=asked,
    )


def _told(built: Program, rule: str, missed: float) -> str:
    """Tell by how much a rule is missed, in its own unit."""
    instance, weeks = built.frame.instance, built.operations.interval.weeks
    if rule in SHARES:
        return said("{share:.2%}", share=missed / (instance.demanded_capacity * weeks))
    if rule == "lead_time_max_days":
        units = sum(row.per_week for row in instance.demand.values()) * weeks
        return said("{days:,.3g} days", days=missed / units)
    if rule == "carbon_max_t":
        return said("{amount} t", amount=in_digits(missed / KG_IN_T))
    return in_digits(missed)


def _without(built: Program, key: tuple[Hashable, ...]) -> float | None:
    """Let a rule go and come as near to it as can be; None if there is still no plan."""
    model, row = built.model, built.model.rows[key]
    lower, upper, cost = model.row_lower[row], model.row_upper[row], model.cost
    model.row_lower[row], model.row_upper[row] = -INFINITY, INFINITY
    missed = None
    for sign, limit in ((-1.0, lower), (1.0, upper)):
        if abs(limit) == INFINITY:
            continue
        model.cost = [0.0] * len(cost)
        for column, value in model.entries(row):
            model.cost[column] = sign * value
        answer = Solver(model).solve(seconds=SECONDS)
        nearest = sign * (answer.objective - model.offset)
        if answer.found and sign * (nearest - limit) > UNIT:
            missed = sign * (nearest - limit)
    model.cost = cost
    model.row_lower[row], model.row_upper[row] = lower, upper
    return missed
