"""What happens in an interval: supply, production, flows, sales, stock. Written once.

The year's design, the recourse under events and the survival of an outage all add their rows here,
so a switch that one of them knows, all of them know.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from network.engine.prices import ARC_TERMS
from network.engine.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from network.engine.commodity import Commodity
    from network.engine.frame import Frame
    from network.engine.instance import Way
    from network.engine.interval import Interval
    from network.engine.model import Entry, Model
    from network.engine.reach import Arc
    from network.engine.sites import Sites


UNCOUNTED = "goods that take no capacity"
MADE = "output"
"""What else of a place is limited by what is usual, beside all that leaves it."""


class Limit(NamedTuple):
    """Name a row whose limit is a rate by week, so that it can be moved without building anew.

    `kind` is ``supply``, ``capacity``, ``overtime``, ``lane``, ``usual`` or ``demand``;
    `place` is the facility whose availability multiplies it, or the market whose demand does; blank
    for a lane, which no outage touches. `rate` is units, or capacity units, a week.
    """

    row: int
    kind: str
    place: str
    rate: float


@dataclass
class Operations:
    """Remember the columns and rows of an interval by what they mean."""

    interval: Interval
    arcs: list[tuple[Arc, int]] = field(default_factory=list)
    supplied: list[tuple[int, Commodity, int]] = field(default_factory=list)
    made: list[tuple[Way, Commodity, int]] = field(default_factory=list)
    overtime: dict[tuple[str, str], int] = field(default_factory=dict)
    used: list[tuple[Way, str, Commodity, int]] = field(default_factory=list)
    pooled: list[tuple[Way, str, str, float, tuple[int, ...]]] = field(default_factory=list)
    delivered: dict[tuple[str, str], list[Entry]] = field(default_factory=dict)
    lost: dict[tuple[str, str], int] = field(default_factory=dict)
    shortage: dict[tuple[str, str], int] = field(default_factory=dict)
    drawn: list[tuple[int, Commodity, int]] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    balance: dict[tuple[str, Commodity], int] = field(default_factory=dict)
    demand: dict[tuple[str, str], int] = field(default_factory=dict)


class Builder:
    """Add the columns and rows of one interval to a model."""

    def __init__(self, model: Model, frame: Frame, interval: Interval, sites: Sites) -> None:
        self.model = model
        self.frame = frame
        self.instance = frame.instance
        self.interval = interval
        self.sites = sites
        self.found = Operations(interval)
        self.flow: dict[tuple[str, Commodity], list[Entry]] = defaultdict(list)
        self.outflow: dict[str, list[Entry]] = defaultdict(list)
        self.uncounted: dict[str, list[Entry]] = defaultdict(list)

    def column(
        self,
        key: tuple[object, ...],
        costs: Iterable[tuple[str, float]] = (),
    ) -> int:
        """Add a column of a quantity."""
        return self.model.column((self.interval.name, *key), costs=tuple(costs))

    def limit(
        self, kind: str, key: object, entries: Iterable[Entry], rate: float, place: str
    ) -> None:
        """Add `Σ entries ≤ rate · share · weeks`, where the share is what is left at the place."""
        share = self.interval.available.get(place, 1.0)
        name = (self.interval.name, kind, *(key if isinstance(key, tuple) else (key,)))
        if kind == "usual" and share >= 1:
            row = self.model.row(name, entries)
        elif self.interval.length is None:
            row = self.model.row(name, entries, upper=rate * share * self.interval.weeks)
        else:
            entries = [*entries, (self.interval.length, -rate * share)]
            row = self.model.row(name, entries, upper=0.0)
        self.found.limits.append(Limit(row, kind, place, rate))

    def within_capacity(
        self, place: str, entries: list[Entry], *, share: float = 1.0, kind: str = "capacity"
    ) -> None:
        """Add `Σ entries ≤ share · capacity` at a facility, if it has a limit."""
        capacity = self.sites.capacity(place)
        if capacity is None:
            return
        factor = share * self.interval.available.get(place, 1.0) * self.interval.weeks
        if not capacity.decided:
            self.limit(kind, place, entries, share * capacity.constant, place)
            return
        decided = [(column, -rate * factor) for column, rate in capacity.decided]
        key = (self.interval.name, kind, place)
        self.model.row(key, [*entries, *decided], upper=capacity.constant * factor)

    def wanted(self, market: str, product: str) -> float:
        """Give what a market wants a week in this interval."""
        row = self.instance.demand[market, product]
        return row.per_week * self.interval.demand.get(market, 1.0)

    def add_flows(self) -> None:
        """Add a column for every arc, and the capacity of lanes."""
        lanes: dict[int, list[Entry]] = defaultdict(list)
        rows = self.instance.case.lanes
        ends = [(row.from_, row.to, row.capacity_per_week is not None) for row in rows]
        can_open = {place: self.sites.can_open(place) for place in self.instance.facility}
        use = {p: row.capacity_use_per_unit for p, row in self.instance.product.items()}
        for arc, price in self.frame.priced:
            tail, head, limited = ends[arc.lane]
            if not can_open[tail]:
                continue
            column = self.column(("flow", arc), zip(ARC_TERMS, price, strict=False))
            self.found.arcs.append((arc, column))
            self.flow[tail, arc.sets_out].append((column, -1.0))
            self.flow[head, arc.arrives].append((column, 1.0))
            if use[arc.sets_out.product]:
                self.outflow[tail].append((column, use[arc.sets_out.product]))
            else:
                self.uncounted[tail].append((column, 1.0))
            if limited:
                lanes[arc.lane].append((column, 1.0))
        for number, entries in lanes.items():
            self.limit("lane", number, entries, rows[number].capacity_per_week or 0.0, "")

    def add_supply(self) -> None:
        """Add what facilities bring into the network."""
        for number, row in enumerate(self.instance.case.supply):
            if not self.sites.can_open(row.facility):
                continue
            cost = self.instance.money(row.cost_per_unit, row.currency)
            entries = []
            for goods in self.frame.declared(row.facility, row.product, row.origin):
                column = self.column(("supply", number, goods), [("purchase", cost)])
                self.found.supplied.append((number, goods, column))
                self.flow[row.facility, goods].append((column, 1.0))
                entries.append((column, 1.0))
            if entries and row.capacity_per_week is not None:
                self.limit("supply", number, entries, row.capacity_per_week, row.facility)

    def add_stock(self, replacement: Mapping[int, float]) -> None:
        """Add what may be drawn from stock, at the cost of replacing it, by row of the table."""
        if not self.interval.disrupted:
            return
        for number, cost in replacement.items():
            row = self.instance.case.stock[number]
            for goods in self.frame.declared(row.facility, row.product, row.origin):
                column = self.column(("stock", number, goods), [("stock_drawn", cost)])
                self.found.drawn.append((number, goods, column))
                self.flow[row.facility, goods].append((column, 1.0))

    def add_throughput(self) -> None:
        """Hold what leaves suppliers, depots and ports within their capacity.

        In an outage a site sends no more than that share of what it usually sends, or could by
        its own capacity: what passes through it and what lies in stock there are down with it.
        """
        for place, entries in self.outflow.items():
            if self.instance.facility[place].kind in {"supplier", "depot", "port"}:
                self.within_capacity(place, entries)
        for place in self.instance.facility:
            usual = self.sites.usual(place)
            if usual is not None:
                self.within_usual(place, self.outflow.get(place), usual.outflow)
                self.within_usual((place, UNCOUNTED), self.uncounted.get(place), usual.uncounted)

    def within_usual(
        self, key: str | tuple[str, str], entries: list[Entry] | None, rate: float
    ) -> None:
        """Leave a share of a usual rate in an outage; `key` begins with the place."""
        if entries and self.interval.disrupted:
            place = key if isinstance(key, str) else key[0]
            self.limit("usual", key, entries, rate, place)

    def add_markets(self) -> None:
        """Meet demands, or lose sales where that is allowed."""
        for (market, product), row in self.instance.demand.items():
            entries = self._delivered(market, product)
            self.found.delivered[market, product] = list(entries)
            if row.price_per_unit is not None and self.interval.lost_sales:
                price = self.instance.money(row.price_per_unit, row.currency)
                lost = self.column(("lost", market, product), [("lost_sales", price)])
                self.found.lost[market, product] = lost
                entries.append((lost, 1.0))
            elif self.interval.short:
                cost = self.interval.shortage_cost
                shortage = self.column(("short", market, product), [("shortage", cost)])
                self.found.shortage[market, product] = shortage
                entries.append((shortage, 1.0))
            self._demand(market, product, entries)

    def _demand(self, market: str, product: str, entries: list[Entry]) -> None:
        rate = self.wanted(market, product)
        key = (self.interval.name, "demand", market, product)
        if self.interval.length is None:
            amount = rate * self.interval.weeks
            number = self.model.row(key, entries, lower=amount, upper=amount)
        else:
            entries = [*entries, (self.interval.length, -rate)]
            number = self.model.row(key, entries, lower=0.0, upper=0.0)
        self.found.demand[market, product] = number
        per_week = self.instance.demand[market, product].per_week
        self.found.limits.append(Limit(number, "demand", market, per_week))

    def _delivered(self, market: str, product: str) -> list[Entry]:
        """Give what arrives for good; goods that a market may send on are delivered apart."""
        entries: list[Entry] = []
        for goods in self.frame.deliverable(market, product):
            arriving = self.flow[market, goods]
            if all(value > 0 for _, value in arriving):
                entries += self.flow.pop((market, goods))
            else:
                column = self.column(("deliver", market, goods))
                arriving.append((column, -1.0))
                entries.append((column, 1.0))
        return entries

    def add_balance(self) -> None:
        """Conserve goods at every facility."""
        for (place, goods), entries in self.flow.items():
            key = (self.interval.name, "balance", place, goods)
            self.found.balance[place, goods] = self.model.row(key, entries, lower=0.0, upper=0.0)


@uncollected()
def add_operations(
    model: Model,
    frame: Frame,
    interval: Interval,
    sites: Sites,
    replacement: Mapping[int, float] | None = None,
) -> Operations:
    """Add an interval to a model.

    Parameters
    ----------
    model
        Where columns and rows go.
    frame
        The case with its priced arcs.
    interval
        Length, availability, demand.
    sites
        What facilities can do, as decided or given.
    replacement
        Cost of replacing a unit of stock, by row of the stock table; only in a disrupted interval
        is anything drawn.

    Returns
    -------
    Operations
        Numbers of the columns and rows by what they mean.
    """
    from network.engine.production import add_production  # noqa: PLC0415 - the two need each other

    builder = Builder(model, frame, interval, sites)
    builder.add_flows()
    builder.add_supply()
    builder.add_stock(replacement or {})
    add_production(builder)
    builder.add_throughput()
    builder.add_markets()
    builder.add_balance()
    return builder.found
