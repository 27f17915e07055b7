"""What a firm does when things fail: the plan's sites held, its flows free in every interval.

Weeks of the same state are one interval, and every interval goes through the same
`add_operations` as the year's design. Policies hold while all capacity works, and are suspended in
an outage. Stock is drawn in outages and when markets want other than usual, never in normal weeks,
at the cost of replacing it. A mandatory demand that is then left undelivered is told, not refused:
a missing unit counts `shortage_cost` in the choice, ten times the largest marginal cost, price or
replacement cost of the case, and is not part of the cost that is told.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from network.engine.extract import plan_of
from network.engine.interval import Interval
from network.engine.model import Model
from network.engine.operations import Operations, add_operations
from network.engine.policy import add_policy, demanded, outputs
from network.engine.sites import FixedSites, Usual
from network.engine.solver import Solver
from network.engine.terms import TERMS
from network.outage.live import not_held, run_live
from network.outage.replacement import replacement_costs
from network.outage.timeline import DISRUPTED_KINDS, NORMAL, timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from network.case.choices import Event, Policy
    from network.engine.frame import Frame
    from network.engine.model import Entry
    from network.engine.plan import Plan, Sold
    from network.engine.result import Result
    from network.outage.live import Outline
    from network.outage.timeline import Outage, State, Timeline

FIRST_STAGE = (
    "stock_holding", "fixed", "modules", "opening", "closing", "expansion", "complexity",
)  # fmt: skip
"""Terms that are decided for the year; an outage changes none of them."""
SHORTAGE_FACTOR = 10.0
"""So many times the dearest price a missing unit counts: nothing is left out to save money."""
PROVEN = 1e-9
"""A relative difference below this is the rounding of sums."""


@dataclass(frozen=True, kw_only=True)
class Aftermath:
    """Hold what a period with outages comes to.

    Parameters
    ----------
    cost
        Landed cost of the period, case currency: the sum of `terms`.
    extra
        Cost beyond the plan's.
    objective
        What was minimised: `cost` and `shortage_cost` for every mandatory unit not delivered.
    terms
        Cost by term, in the order of `TERMS`.
    plan
        Decisions of the whole period; intervals are added up.
    timeline
        The states of the period, and what was cut.
    """

    cost: float
    extra: float
    objective: float
    shortage_cost: float
    terms: dict[str, float]
    plan: Plan
    timeline: Timeline

    @property
    def lost(self) -> tuple[Sold, ...]:
        """List the demands that are not met in full."""
        return tuple(sold for sold in self.plan.sold if sold.lost > 0)

    @property
    def service(self) -> float:
        """Give the share of what is wanted that is delivered, in units."""
        wanted = sum(sold.wanted for sold in self.plan.sold)
        return sum(sold.delivered for sold in self.plan.sold) / wanted if wanted else 1.0


class Recourse:
    """Answer what outages cost a plan.

    Parameters
    ----------
    frame
        The case.
    result
        The plan whose sites are held; its policy holds while all capacity works.

    Notes
    -----
    Without an event the cost is the plan's objective.
    """

    def __init__(self, frame: Frame, result: Result) -> None:
        self.frame = frame
        self.result = result
        self.policy: Policy | None = result.policy
        self.sites = held_sites(frame, result)

    @cached_property
    def replacement(self) -> dict[int, float]:
        """Give the cost of replacing a unit of stock, by row of the table."""
        if not self.frame.case.stock:
            return {}
        model, (normal,) = self.build([(NORMAL, self.result.plan.weeks)])
        return replacement_costs(self.frame, self.result, model, normal)

    @cached_property
    def shortage_cost(self) -> float:
        """Give what a missing unit of a mandatory demand counts, above every marginal cost."""
        instance, marginals = self.frame.instance, self.result.marginals
        prices = [
            instance.money(row.price_per_unit or 0.0, row.currency)
            for row in instance.demand.values()
        ]
        known = [*prices, *self.replacement.values(), *marginals.demand.values()]
        largest = max([*known, *marginals.goods.values()], default=0.0)
        return SHORTAGE_FACTOR * max(largest, 1.0)

    def beyond_plan(self, cost: float) -> float:
        """Give what a cost adds to the plan's; the rounding of sums is told as 0."""
        extra = cost - self.result.objective
        return extra if abs(extra) > PROVEN * abs(self.result.objective) else 0.0

    def under(self, events: Iterable[Event | Outage]) -> Aftermath:
        """Find the least cost of a period with events; its flows are solved cold.

        Raises
        ------
        Infeasible
            The plan does not hold even in normal weeks.
        """
        return self.over(timeline(self.frame.case, events))

    def run(self, scenarios: Sequence[Iterable[Event | Outage]]) -> tuple[Outline, ...]:
        """Find the least cost of many periods; live models, whose limits alone are moved.

        Costs are those of `under` to 1e-9, in whatever order and chunks the periods come; flows
        are `under`'s to tell.

        Raises
        ------
        Infeasible
            The plan does not hold even in normal weeks.
        """
        return run_live(self, [timeline(self.frame.case, events) for events in scenarios])

    def over(self, when: Timeline) -> Aftermath:
        """Find the least cost of a period of given states; its flows are solved cold.

        Raises
        ------
        Infeasible
            The plan does not hold even in normal weeks.
        """
        model, parts = self.build(when.states)
        answer = Solver(model).solve()
        if not answer.found:
            raise not_held(when)
        found = model.by_term(answer.x)
        terms = {term: found.get(term, 0.0) for term in TERMS}
        cost = sum(terms.values())
        return Aftermath(
            cost=cost,
            extra=self.beyond_plan(cost),
            objective=answer.objective,
            shortage_cost=self.shortage_cost,
            terms=terms,
            plan=plan_of(self.frame, parts, answer.x, self.result.plan.sites, self.replacement),
            timeline=when,
        )

    def build(self, states: Sequence[tuple[State, float]]) -> tuple[Model, list[Operations]]:
        """Build the model of states and their weeks; one interval for each."""
        model = Model(quantity=self.frame.instance.size)
        for term in FIRST_STAGE:
            model.constant(term, self.result.terms[term])
        parts = [
            self._add(model, self._interval(f"interval {number}", state, weeks))
            for number, (state, weeks) in enumerate(states)
        ]
        add_stock_limits(model, self.frame, parts)
        return model, parts

    def _interval(self, name: str, state: State, weeks: float) -> Interval:
        return Interval(
            name=name,
            weeks=weeks,
            available=dict(state.available),
            demand=dict(state.demand),
            short=state.disrupted,
            shortage_cost=self.shortage_cost if state.disrupted else 0.0,
        )

    def _add(self, model: Model, interval: Interval) -> Operations:
        stock = self.replacement if interval.disrupted else {}
        operations = add_operations(model, self.frame, interval, self.sites, stock)
        if self.policy is not None and not interval.loses_capacity:
            add_policy(model, self.frame, operations, self.policy)
            self._hold_shares(model, operations, self.policy)
            if self.policy.single_sourcing:
                self._hold_lanes(model, operations)
        return operations

    def _hold_shares(self, model: Model, operations: Operations, policy: Policy) -> None:
        """Demand the least share of output from every territory in use."""
        if not policy.share_min:
            return
        instance, interval = self.frame.instance, operations.interval
        least = policy.share_min * demanded(self.frame, interval)
        output = outputs(self.frame, operations, "territory")
        used = {instance.facility[plant].territory for plant in self.result.open_plants}
        for territory in sorted(used):
            key = ("policy", interval.name, "share_min", territory)
            model.row(key, output.get(territory, ()), lower=least)

    def _hold_lanes(self, model: Model, operations: Operations) -> None:
        """Serve a market over the lane that the plan chose."""
        lanes = self.frame.case.lanes
        chosen = {(flow.to, flow.product, flow.lane) for flow in self.result.plan.flows}
        for arc, column in operations.arcs:
            product, market = arc.sets_out.product, lanes[arc.lane].to
            served = (market, product) in self.frame.instance.demand
            if served and (market, product, arc.lane) not in chosen:
                model.fix(column, 0.0)


def add_stock_limits(model: Model, frame: Frame, parts: Sequence[Operations]) -> None:
    """Draw no more from a stock than there is, in all intervals together."""
    drawn: dict[int, list[Entry]] = defaultdict(list)
    for part in parts:
        for row, _, column in part.drawn:
            drawn[row].append((column, 1.0))
    for row, entries in drawn.items():
        model.row(("period", "stock", row), entries, upper=frame.case.stock[row].units)


def held_sites(frame: Frame, result: Result) -> FixedSites:
    """Hold the sites of a plan, with what they usually send and make in it."""
    sites = {site.facility: site for site in result.plan.sites}
    return FixedSites(frame.instance, sites, usual_throughput(frame, result.plan))


def usual_throughput(frame: Frame, plan: Plan) -> dict[str, Usual]:
    """Give what leaves each site that can be down, and what it makes, a week of the plan."""
    use = {name: row.capacity_use_per_unit for name, row in frame.instance.product.items()}
    sent: dict[str, float] = defaultdict(float)
    uncounted: dict[str, float] = defaultdict(float)
    output: dict[str, float] = defaultdict(float)
    for flow in plan.flows:
        sent[flow.from_] += flow.quantity * use[flow.product]
        uncounted[flow.from_] += 0.0 if use[flow.product] else flow.quantity
    for made in plan.made:
        output[made.facility] += made.quantity * use[made.product]
    return {
        place: Usual(sent[place] / plan.weeks, uncounted[place] / plan.weeks,
                     output[place] / plan.weeks)
        for place, row in frame.instance.facility.items()
        if row.kind in DISRUPTED_KINDS
    }  # fmt: skip
