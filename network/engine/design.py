"""What is decided for the year: which sites are open, how large, and in which territories."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from network.engine.plan import Site
from network.engine.sites import Capacity

if TYPE_CHECKING:
    import numpy as np

    from network.case.choices import Policy
    from network.case.places import Facility
    from network.engine.frame import Frame
    from network.engine.model import Entry, Model
    from network.engine.operations import Operations

ALWAYS_OPEN = frozenset({"hq", "market"})
"""Kinds of facility that nobody decides about."""
LINKS = frozenset({"closed", "idle"})
"""First part of the names of the rows of `link`; the second is the site."""


@dataclass
class Design:
    """Hold the columns of the yearly decisions; a site without a column is open or closed for good.

    As `Sites` it tells operations what each facility can do.
    """

    frame: Frame
    policy: Policy | None = None
    opened: dict[str, int] = field(default_factory=dict)
    modules: dict[str, int] = field(default_factory=dict)
    expanded: dict[str, int] = field(default_factory=dict)
    territory: dict[str, int] = field(default_factory=dict)
    sourced: dict[tuple[str, str, int], int] = field(default_factory=dict)

    def status(self, row: Facility) -> str:
        """Give the status of a facility under the policy."""
        if self.policy and row.id in self.policy.keep_open:
            return "required"
        if self.policy and row.id in self.policy.keep_closed:
            return "excluded"
        return row.status

    def can_open(self, facility: str) -> bool:
        """Tell whether the facility is, or may be, open."""
        return self.status(self.frame.instance.facility[facility]) != "excluded"

    def usual(self, facility: str) -> None:
        """Know no usual throughput: a design decides it."""
        del facility

    def capacity(self, facility: str) -> Capacity | None:
        """Give the capacity that the columns decide."""
        row = self.frame.instance.facility[facility]
        if row.module_per_week is None:
            return None
        decided: list[Entry] = []
        constant = 0.0
        whole = row.module_per_week * row.modules_max
        if facility in self.modules:
            decided.append((self.modules[facility], row.module_per_week))
        elif facility in self.opened:
            decided.append((self.opened[facility], whole))
        else:
            constant = whole
        if facility in self.expanded:
            decided.append((self.expanded[facility], row.expansion_per_week))
        return Capacity(constant, tuple(decided))

    def columns(self) -> list[int]:
        """List the numbers of all columns that are decided for the year."""
        kinds = (self.opened, self.modules, self.expanded, self.territory, self.sourced)
        return sorted(number for kind in kinds for number in kind.values())

    def sites(self, x: np.ndarray) -> tuple[Site, ...]:
        """Read the state of every facility at a point."""
        found: list[Site] = []
        for row in self.frame.case.facilities:
            opened = self.can_open(row.id)
            if row.id in self.opened:
                opened = bool(round(x[self.opened[row.id]]))
            modules = 0
            if opened and row.module_per_week is not None:
                known = row.id in self.modules
                modules = round(x[self.modules[row.id]]) if known else row.modules_max
            expanded = row.id in self.expanded and bool(round(x[self.expanded[row.id]]))
            found.append(Site(facility=row.id, open=opened, modules=modules, expanded=expanded))
        return tuple(found)


def add_design(model: Model, frame: Frame, policy: Policy | None = None) -> Design:
    """Add the decisions of the year to a model.

    Parameters
    ----------
    model
        Where columns and rows go.
    frame
        The case.
    policy
        What management insists on about sites; shares and caps are `add_policy`'s.
    """
    design = Design(frame, policy)
    for row in frame.case.facilities:
        if design.can_open(row.id):
            _add_site(model, design, row)
        elif row.status == "existing":
            _cost(model, design, "closing", row.closing_cost_per_year, row)
    _add_territories(model, design)
    return design


def _cost(model: Model, design: Design, term: str, amount: float, row: Facility) -> None:
    """Add a yearly cost that is paid whatever is decided."""
    instance = design.frame.instance
    model.constant(term, instance.money(amount, row.currency) * instance.years)


def _add_site(model: Model, design: Design, row: Facility) -> None:
    instance = design.frame.instance
    status = design.status(row)

    def yearly(amount: float) -> float:
        return instance.money(amount, row.currency) * instance.years

    whole = row.module_cost_per_year * row.modules_max
    costs = {"fixed": row.fixed_cost_per_year}
    if status == "optional":
        costs["opening"] = row.opening_cost_per_year
    elif row.status == "optional":
        _cost(model, design, "opening", row.opening_cost_per_year, row)
    if status == "existing":
        costs["closing"] = -row.closing_cost_per_year
        _cost(model, design, "closing", row.closing_cost_per_year, row)
    given = status == "required" or row.kind in ALWAYS_OPEN
    if given or not _worth_closing(design, row, costs, whole):
        for term, amount in costs.items():
            _cost(model, design, term, amount, row)
    else:
        priced = [(term, yearly(amount)) for term, amount in costs.items()]
        key = ("open", row.id)
        design.opened[row.id] = model.column(key, costs=priced, upper=1.0, integer=True)
    if row.module_per_week is not None and row.module_cost_per_year:
        _add_modules(model, design, row, yearly(row.module_cost_per_year))
    if row.expansion_per_week:
        _add_expansion(model, design, row, yearly(row.expansion_cost_per_year))


def _worth_closing(design: Design, row: Facility, costs: dict[str, float], modules: float) -> bool:
    """Tell whether closing a site can ever matter: a plant is counted, others only cost."""
    once = any(cost.facility == row.id for cost in design.frame.case.one_off_costs)
    return row.kind == "plant" or bool(modules) or any(costs.values()) or once


def _add_modules(model: Model, design: Design, row: Facility, cost: float) -> None:
    """Add modules: at least one where open, none where closed."""
    key = ("modules", row.id)
    most = float(row.modules_max)
    column = model.column(key, costs=[("modules", cost)], upper=most, integer=True)
    design.modules[row.id] = column
    if row.id not in design.opened:
        model.lower[column] = 1.0
        return
    opened = design.opened[row.id]
    model.row(("modules if open", row.id), [(column, 1.0), (opened, -most)], upper=0.0)
    model.row(("open if modules", row.id), [(column, 1.0), (opened, -1.0)], lower=0.0)


def _add_expansion(model: Model, design: Design, row: Facility, cost: float) -> None:
    key = ("expanded", row.id)
    column = model.column(key, costs=[("expansion", cost)], upper=1.0, integer=True)
    design.expanded[row.id] = column
    if row.id in design.opened:
        entries = [(column, 1.0), (design.opened[row.id], -1.0)]
        model.row(("expanded if open", row.id), entries, upper=0.0)


def _add_territories(model: Model, design: Design) -> None:
    """Add whether a territory produces; it does when one of its plants is open."""
    instance = design.frame.instance
    plants: dict[str, list[str]] = defaultdict(list)
    for row in instance.case.facilities:
        if row.kind == "plant" and design.can_open(row.id):
            plants[row.territory].append(row.id)
    for territory in instance.case.territories:
        inside = plants[territory.id]
        if not inside:
            continue
        cost = territory.complexity_per_year * instance.years
        key = ("produces", territory.id)
        # Whole by itself: it lies between the largest of its plants' columns and their sum.
        column = model.column(key, costs=[("complexity", cost)], upper=1.0, scaled=False)
        design.territory[territory.id] = column
        decided = [design.opened[plant] for plant in inside if plant in design.opened]
        for number in decided:
            name = ("produces if open", territory.id, number)
            model.row(name, [(number, 1.0), (column, -1.0)], upper=0.0)
        if len(decided) < len(inside):
            model.fix(column, 1.0)
        else:
            entries = [(column, 1.0), *((number, -1.0) for number in decided)]
            model.row(("open if produces", territory.id), entries, upper=0.0)


def link(model: Model, design: Design, operations: Operations) -> None:
    """Let nothing leave a closed site: Σ flow ≤ what can be wanted × open, as tight as can be.

    Lanes into a market are linked one by one, which keeps the relaxed model tight; further back the
    lanes of a product out of a site are linked together.
    """
    instance = design.frame.instance
    weeks = operations.interval.weeks
    groups: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    sending = {lane.from_ for lane in instance.case.lanes}
    for arc, column in operations.arcs:
        lane = instance.case.lanes[arc.lane]
        if lane.from_ not in design.opened:
            continue
        product = arc.sets_out.product
        last = (lane.to, product) in instance.demand and lane.to not in sending
        market = lane.to if last else ""
        groups[lane.from_, market, product].append((column, 1.0))
    for (place, market, product), entries in groups.items():
        if market:
            most = instance.demand[market, product].per_week
        else:
            most = instance.need.get(product, 0.0)
        closed = [(design.opened[place], -most * weeks)]
        model.row(("closed", place, market, product), [*entries, *closed], upper=0.0)
    made: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for way, _, column in operations.made:
        if way.facility in design.opened:
            made[way.facility, way.product].append((column, 1.0))
    for (place, product), entries in made.items():
        most = instance.need.get(product, 0.0) * weeks
        model.row(("idle", place, product), [*entries, (design.opened[place], -most)], upper=0.0)
