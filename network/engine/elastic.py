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
from network.case.choices import NO_POLICY
from network.engine.limits import describe_limit, in_digits
from network.engine.marginals import bindings_of
from network.engine.model import INFINITY
from network.engine.policy import SHARES
from network.engine.prices import KG_IN_T
from network.engine.solve import held, program
from network.engine.solver import Solver

if TYPE_CHECKING:
    from collections.abc import Hashable

    from network.case.choices import Policy
    from network.engine.result import Binding
    from network.engine.solve import Program

SHOWN = 3
"""Demands, limits and rules that a message names."""
UNIT = 1e-6
"""A shortage below this share of a typical quantity is the solver's dust."""
SECONDS = 20.0
"""Time limit of a solve that explains; what is told is then the best that was found."""
NO_WAY = (
    "no limit is used up: there is no lane, or no way that avoids a second territory for which "
    "goods must be declared"
)
REMEDY = (
    "Raise what is used up, add a lane or a site, lower the demand, "
    "or give it a price, so that sales may be lost."
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
    return f"policy {policy.id}" if policy and policy.id != NO_POLICY else "what is asked for"


def _contradiction(policy: Policy | None) -> Infeasible:
    return Infeasible(
        f"{_named(policy)} contradicts itself or the sites that may be open",
        remedy="Loosen two rules at a time to see which exclude each other.",
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
    under = f" under {_named(policy)}" if policy else ""
    return Infeasible(
        f"no plan meets the mandatory demands{under}: " + _lacking(loose, lacking),
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
        f"{market} lacks {in_digits(amount)} of "
        f"{in_digits(instance.demand[market, product].per_week)} units of {product} a week"
        for (market, product), amount in sorted(lacking.items(), key=lambda item: -item[1])
    ]
    more = f", and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
    return "; ".join(told[:SHOWN]) + more


def _used_up(built: Program, bindings: tuple[Binding, ...]) -> str:
    weeks = built.operations.interval.weeks
    told = [
        describe_limit(built.frame.case, limit)
        + (f" ({in_digits(limit.amount / weeks)} a week)" if limit.kind != "policy" else "")
        for limit in bindings[:SHOWN]
    ]
    return "used up: " + ", ".join(told) if told else NO_WAY


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
            asked = " of ".join([f"{rule} = {getattr(policy, rule, '')}".rstrip(" ="), *places])
            found.append((asked, f"misses by {_told(built, rule, missed)}"))
    if not found:
        return None
    (asked, by), remedy = found[0], "Loosen that rule, or let more sites be open."
    unnamed = policy.id == NO_POLICY
    whole = " that is asked for" if unnamed else f" that policy {policy.id} asks for"
    if len(found) == 1:
        beside = " beside its other rules" if len(rows) > 1 else ""
        said = f"policy {policy.id} asks for {asked}, which no plan can give{beside}"
        if unnamed:
            said = f"no plan can give {asked}"
        return Infeasible(said, where=f"at best it {by}", remedy=remedy)
    return Infeasible(
        f"no plan can give all{whole}; one of these has to go",
        where="; ".join(f"{asked}, which {by} at best" for asked, by in found),
        remedy="Loosen one of them, or let more sites be open.",
    )


def _told(built: Program, rule: str, missed: float) -> str:
    """Tell by how much a rule is missed, in its own unit."""
    instance, weeks = built.frame.instance, built.operations.interval.weeks
    if rule in SHARES:
        return f"{missed / (instance.demanded_capacity * weeks):.2%}"
    if rule == "lead_time_max_days":
        units = sum(row.per_week for row in instance.demand.values()) * weeks
        return f"{missed / units:,.3g} days"
    if rule == "carbon_max_t":
        return f"{in_digits(missed / KG_IN_T)} t"
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
