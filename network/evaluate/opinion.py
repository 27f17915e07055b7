"""The second opinion on a plan: what it costs and whether it can be done, without a solver."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from network.engine.terms import TERMS
from network.evaluate.capacities import lane_checks, site_checks, stock_checks, supply_checks
from network.evaluate.known import known_checks
from network.evaluate.look import Look
from network.evaluate.making import making_checks, overtime_checks
from network.evaluate.moves import conservation_checks, flow_checks
from network.evaluate.policies import policy_checks
from network.evaluate.result import Evaluation
from network.evaluate.sales import sales_checks
from network.evaluate.site_items import production_items, site_items, stock_items
from network.evaluate.trade_items import flow_items, lost_items, purchase_items

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from network.case.case import Case
    from network.case.choices import Policy
    from network.engine.plan import Plan
    from network.evaluate.result import Check, Item


def evaluate(
    case: Case,
    plan: Plan,
    policy: Policy | None = None,
    *,
    availability: Mapping[str, float] | None = None,
    demand: Mapping[str, float] | None = None,
    stock_allowed: bool = False,
    shortage_allowed: bool = False,
) -> Evaluation:
    """Price a plan and check it from the tables of its case, in plain arithmetic.

    Nothing is taken from the solver but the quantities of the plan. Where a plan speaks of a row
    or an id that the case lacks, that is all that is checked, and only what is known is priced.

    Parameters
    ----------
    policy
        What management insists on; none where an outage takes capacity.
    availability
        Share of capacity that is left, by facility, of 1 where not named; over a period with
        outages its mean.
    demand
        Multiplier of demand, by market, of 1 where not named; over a period its mean.
    stock_allowed
        Whether stock may be drawn, as in an outage.
    shortage_allowed
        Whether mandatory demand may be short, as in an outage; what is short costs nothing here.
    """
    look = Look(case)
    groups = {"records": tuple(known_checks(look, plan))}
    if all(check.ok for check in groups["records"]):
        groups |= _operations(look, plan, availability or {}, stock_allowed=stock_allowed)
        groups["sales"] = tuple(sales_checks(look, plan, demand or {}, may_lack=shortage_allowed))
        if policy is not None:
            groups["policy"] = tuple(policy_checks(look, plan, policy, demand or {}))
    return Evaluation(
        currency=case.general.currency,
        items=tuple(sorted(_items(look, plan), key=lambda item: TERMS.index(item.term))),
        groups=groups,
    )


def _operations(
    look: Look,
    plan: Plan,
    availability: Mapping[str, float],
    *,
    stock_allowed: bool,
) -> dict[str, tuple[Check, ...]]:
    limits = chain(
        supply_checks(look, plan, availability),
        lane_checks(look, plan),
        stock_checks(look, plan, allowed=stock_allowed),
    )
    return {
        "lanes": tuple(flow_checks(look, plan)),
        "conservation": tuple(conservation_checks(look, plan)),
        "making": tuple(chain(making_checks(look, plan), overtime_checks(plan))),
        "sites": tuple(site_checks(look, plan, availability)),
        "limits": tuple(limits),
    }


def _items(look: Look, plan: Plan) -> Iterator[Item]:
    """Give every amount that is not nil."""
    items = chain(
        purchase_items(look, plan),
        production_items(look, plan),
        flow_items(look, plan),
        stock_items(look, plan),
        lost_items(look, plan),
        site_items(look, plan),
    )
    return (item for item in items if item.amount != 0)
