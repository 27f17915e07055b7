"""Board money: what a plan means for the firm's own books.

The objective is the landed cost of the whole chain, whoever pays. A board asks for the firm's
share: without the duty that buyers bear, with what is paid once apart from what is paid yearly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from network.engine.instance import Instance
from network.evaluate import evaluate

if TYPE_CHECKING:
    from network.case import Case
    from network.engine.plan import Plan, Site
    from network.engine.result import Result

ANY = "*"
# Not cash of the year's operations: sales that were lost are missing in the revenue already, and
# capital tied up is paid below EBIT.
OUTSIDE_EBIT = frozenset({"lost_sales", "pipeline", "stock_holding"})


class Paid(NamedTuple):
    """Name a cost that is paid once; case currency."""

    facility: str
    on: str
    kind: str
    amount: float


class InMoney(NamedTuple):
    """Tell an amount in a currency with the rate and its day."""

    currency: str
    amount: float
    rate: float
    day: str


@dataclass(frozen=True, kw_only=True)
class YearlyMoney:
    """Hold a plan's yearly money, case currency.

    Parameters
    ----------
    revenue
        Σ delivered × price; None where a market that is delivered to names no price.
    cost
        Landed cost of the whole chain.
    duty, duty_ours
        Duty in all, and what of it the firm bears by its terms of trade.
    ebit
        Revenue − costs of the year that are ours, without capital charges; None without revenue.
    """

    revenue: float | None
    cost: float
    duty: float
    duty_ours: float
    ebit: float | None


@dataclass(frozen=True, kw_only=True)
class BoardMoney:
    """Hold what changing from one plan to another means, case currency.

    Parameters
    ----------
    base, plan
        Yearly money before and after.
    paid_once
        Capex, tooling, severance, qualification of the sites that change; less than zero where
        `base` pays it and the plan does not, and nothing where both do.
    yearly_gain
        What is gained a year: change of EBIT, or of the costs that are ours without revenue.
    payback_years
        None where it never pays back.
    npv
        −Σ paid once + Σ yearly gain, discounted at year's end over the horizon.
    """

    base: YearlyMoney
    plan: YearlyMoney
    paid_once: tuple[Paid, ...]
    yearly_gain: float
    payback_years: float | None
    npv: float
    horizon_years: int
    discount_rate: float

    @property
    def once(self) -> float:
        """Give the sum of what is paid once."""
        return sum(paid.amount for paid in self.paid_once)


def yearly_money(case: Case, plan: Plan) -> YearlyMoney:
    """Give a plan's yearly money.

    Parameters
    ----------
    case
        With `duty_shares`; where none is named the firm bears the whole duty.
    plan
        Flows of the period; amounts are scaled to a year.
    """
    instance = Instance(case)
    evaluation = evaluate(case, plan)
    years = instance.years
    duty = evaluation.terms["duty"]
    ours = sum(
        item.amount * _our_share(instance, plan, item.product, item.territory, item.facility)
        for item in evaluation.items
        if item.term == "duty"
    )
    revenue = _revenue(instance, plan)
    running = sum(v for term, v in evaluation.terms.items() if term not in OUTSIDE_EBIT)
    ebit = None if revenue is None else (revenue - running + duty - ours) / years
    return YearlyMoney(
        revenue=None if revenue is None else revenue / years,
        cost=evaluation.total / years,
        duty=duty / years,
        duty_ours=ours / years,
        ebit=ebit,
    )


def _revenue(instance: Instance, plan: Plan) -> float | None:
    total = 0.0
    for sold in plan.sold:
        row = instance.demand.get((sold.market, sold.product))
        if row is None or not sold.delivered:
            continue
        if row.price_per_unit is None:
            return None
        total += sold.delivered * instance.money(row.price_per_unit, row.currency)
    return total


def _our_share(
    instance: Instance, plan: Plan, product: str, territory: str, facility: str
) -> float:
    """Give our share of a duty: by its market, or the average of the markets behind the site."""
    if product not in instance.wanted_products:
        return 1.0
    shares = {(row.market, row.product): row.our_share for row in instance.case.duty_shares}
    delivered = {
        sold.market: sold.delivered
        for sold in plan.sold
        if sold.product == product and instance.facility[sold.market].territory == territory
    }
    if facility in delivered:
        delivered = {facility: 1.0}
    total = sum(delivered.values())
    if not total:
        return 1.0
    weighed = (
        shares.get((market, product), shares.get((market, ANY), 1.0)) * weight
        for market, weight in delivered.items()
    )
    return sum(weighed) / total


def board_money(base: Result, plan: Result) -> BoardMoney:
    """Give what changing from one plan to another means for the board.

    Parameters
    ----------
    base
        The plan that would go on; the sites of today.
    plan
        The plan that is proposed.

    Notes
    -----
    Brealey, Myers and Allen, Principles of Corporate Finance: NPV = −C₀ + Σ Cₜ / (1 + r)ᵗ.
    """
    case = plan.case
    general = case.general
    before, after = yearly_money(base.case, base.plan), yearly_money(case, plan.plan)
    gain = _gain(before, after)
    paid = _net(_paid_once(base.case, base.plan.sites), _paid_once(case, plan.plan.sites))
    once = sum(line.amount for line in paid)
    rate, horizon = general.discount_rate, general.horizon_years
    npv = sum(gain / (1 + rate) ** year for year in range(1, horizon + 1)) - once
    return BoardMoney(
        base=before,
        plan=after,
        paid_once=paid,
        yearly_gain=gain,
        payback_years=max(once, 0.0) / gain if gain > 0 else None,
        npv=npv,
        horizon_years=horizon,
        discount_rate=rate,
    )


def _gain(before: YearlyMoney, after: YearlyMoney) -> float:
    if before.ebit is not None and after.ebit is not None:
        return after.ebit - before.ebit
    return (before.cost - before.duty + before.duty_ours) - (
        after.cost - after.duty + after.duty_ours
    )


def _net(before: tuple[Paid, ...], after: tuple[Paid, ...]) -> tuple[Paid, ...]:
    """Give what the plan pays and `before` does not, then what is spared."""
    spared = (row._replace(amount=-row.amount) for row in before if row not in after)
    return (*(row for row in after if row not in before), *spared)


def _paid_once(case: Case, sites: tuple[Site, ...]) -> tuple[Paid, ...]:
    instance = Instance(case)
    state = {site.facility: site for site in sites}
    found: list[Paid] = []
    for row in case.one_off_costs:
        site, today = state[row.facility], instance.facility[row.facility].status
        happens = {
            "open": site.open and today == "optional",
            "close": not site.open and today == "existing",
            "expand": site.expanded,
        }[row.on]
        if happens:
            amount = instance.money(row.amount, row.currency)
            found.append(Paid(row.facility, row.on, row.kind, amount))
    return tuple(found)


def in_currencies(case: Case, amount: float) -> tuple[InMoney, ...]:
    """Tell an amount in every currency of the case, with its rate and day.

    Parameters
    ----------
    case
        Its exchange rates are used.
    amount
        In the case's currency.
    """
    own = case.general.currency
    told = [InMoney(own, amount, 1.0, "")]
    for row in case.exchange_rates:
        day = row.day.isoformat() if row.day else ""
        if row.currency != own:
            told.append(InMoney(row.currency, amount / row.rate, row.rate, day))
    return tuple(told)
