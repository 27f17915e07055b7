"""What a solve gives: a plan with its cost by term, its bound, and what its limits are worth."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from network.case import Case
    from network.case.choices import Policy
    from network.engine.commodity import Commodity
    from network.engine.plan import Plan, Site
    from network.engine.solver import Outcome


@dataclass(frozen=True, kw_only=True)
class Binding:
    """Describe a limit that holds the plan back.

    Parameters
    ----------
    kind
        One of `network.engine.marginals.LIMITS`.
    place
        Facility, number of the lane, supply or stock row, or name of the policy's column.
    amount
        What the flows use of it over the period.
    worth
        What one more unit of it would save, in the case's currency; the plan's sites held.
    """

    kind: str
    place: str
    amount: float
    worth: float


@dataclass(frozen=True, kw_only=True)
class Marginals:
    """Hold what one unit more would cost, in the case's currency; the plan's sites held.

    Parameters
    ----------
    demand
        Marginal landed cost by market and product.
    goods
        Marginal landed cost of a commodity at a place.
    bindings
        Limits that hold the plan back, the most worth first.
    """

    demand: dict[tuple[str, str], float] = field(default_factory=dict)
    goods: dict[tuple[str, Commodity], float] = field(default_factory=dict)
    bindings: tuple[Binding, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Result:
    """Hold a solved case.

    Parameters
    ----------
    outcome
        ``optimal``, or ``time limit`` where the best plan so far is given with its gap.
    objective
        Landed cost of the period, case currency: the sum of `terms`.
    bound
        Proven: no plan costs less.
    gap
        (objective − bound) / max(1, |objective|).
    seconds, build_seconds
        Time to solve, and to build the model before.
    terms
        Cost by term, in the order of `TERMS`.
    marginals
        What one unit more would cost, and what holds the plan back.
    solver
        Name and version of what solved it.
    digest
        SHA-256 of case and policy.
    """

    case: Case
    policy: Policy | None
    outcome: Outcome
    objective: float
    bound: float
    gap: float
    seconds: float
    build_seconds: float
    terms: dict[str, float]
    plan: Plan
    marginals: Marginals
    solver: str
    digest: str

    def site(self, facility: str) -> Site:
        """Find the state of a facility."""
        return next(site for site in self.plan.sites if site.facility == facility)

    @property
    def open_plants(self) -> tuple[str, ...]:
        """Name the plants that are open, in the order of the case."""
        kinds = {row.id: row.kind for row in self.case.facilities}
        return tuple(
            site.facility
            for site in self.plan.sites
            if site.open and kinds[site.facility] == "plant"
        )
