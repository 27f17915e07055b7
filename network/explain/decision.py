"""Plans held fixed under every regime: what each costs, what too much, which is safest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from data.errors import BadValue, UnknownChoice
from data.phrase import Plan, Regime, said
from data.phrase import Site as SiteId
from network.case.naming import STATUSES
from network.engine.elastic import explain_infeasible
from network.engine.frame import Frame
from network.engine.solve import program
from network.engine.solver import Solver

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from network.case.case import Case
    from network.engine.plan import Site

TIE = 1e-9
"""Costs that differ by less than this share are a tie."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Hold what a plan costs under a regime.

    Parameters
    ----------
    cost
        Landed cost of the period with the plan's sites and the best flows; None where the plan
        cannot serve what must be served.
    regret
        Cost above the best plan under this regime; None where there is no cost.
    why
        Why there is no cost, in a sentence; blank otherwise.
    """

    plan: str
    regime: str
    cost: float | None = None
    regret: float | None = None
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Hold the table of plans by regimes.

    Parameters
    ----------
    plans, regimes
        Labels, in the order given.
    cells
        By plan and regime.
    best
        Plans of least cost by regime, several where they tie; none where no plan holds.
    worst_regret
        Largest regret of a plan; None where it cannot serve some regime.
    cheapest
        Plans of least cost under the regime that is named first, usually today's.
    safest
        Plans of least worst regret, among those that can serve every regime.
    """

    plans: tuple[str, ...]
    regimes: tuple[str, ...]
    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)
    best: dict[str, tuple[str, ...]] = field(default_factory=dict)
    worst_regret: dict[str, float | None] = field(default_factory=dict)
    cheapest: tuple[str, ...] = ()
    safest: tuple[str, ...] = ()


def decide(
    plans: Mapping[str, Mapping[str, Site]],
    regimes: Mapping[str, Case],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Decision:
    """Cost every plan under every regime, its sites held and its flows the best.

    What management insists on is not asked for again: shares and caps were a choice of the plan.

    Parameters
    ----------
    plans
        Sites by facility, by label of the plan.
    regimes
        Cases by label of the regime.
    progress
        Told how many cells are done.

    Raises
    ------
    UnknownChoice
        A plan names a facility that a regime's case does not have.
    BadValue
        A plan says nothing about a facility of a regime's case.
    """
    cells: dict[tuple[str, str], Cell] = {}
    for number, (regime, case) in enumerate(regimes.items()):
        column = _Column(regime, case)
        told: dict[str, float | str] = {}
        for done, (plan, sites) in enumerate(plans.items()):
            told[plan] = column.cost(plan, sites)
            if progress:
                progress(number * len(plans) + done + 1, len(regimes) * len(plans))
        cells |= {(plan, regime): cell for plan, cell in _cells(regime, told).items()}
    return _table(tuple(plans), tuple(regimes), cells)


class _Column:
    """Keep the flows of a regime's case, solved for plan after plan from the last basis."""

    def __init__(self, regime: str, case: Case) -> None:
        self._regime = regime
        self._built = program(Frame.of(case))
        self._solver = Solver(self._built.model.relaxed())

    def cost(self, plan: str, sites: Mapping[str, Site]) -> float | str:
        """Give what a plan costs, or why it does not hold.

        Raises
        ------
        UnknownChoice
            The plan names a facility that the case does not have.
        BadValue
            The plan says nothing about a facility of the case.
        """
        self._check(plan, sites)
        if contradiction := self._contradiction(sites):
            return contradiction
        decided = self._decided(sites)
        columns = np.array(list(decided), dtype=int)
        values = np.array(list(decided.values()), dtype=float)
        self._solver.fix(columns, values, values)
        answer = self._solver.solve()
        if answer.found:
            return answer.objective
        again = program(self._built.frame)
        again.hold(sites)
        return explain_infeasible(again).words

    def _check(self, plan: str, sites: Mapping[str, Site]) -> None:
        known = self._built.frame.instance.facility
        for facility in sites:
            if facility not in known:
                what = said("facility of the plan {plan}", plan=Plan(plan))
                raise UnknownChoice.of(what, facility, known)
        for facility in known:
            if facility not in sites:
                raise BadValue(
                    said(
                        "the plan {plan} does not say whether {site} is open",
                        plan=Plan(plan),
                        site=SiteId(facility),
                    ),
                    where=said("regime {regime}", regime=Regime(self._regime)),
                    remedy=said("Solve the plan on a case with the same facilities."),
                )

    def _contradiction(self, sites: Mapping[str, Site]) -> str:
        """Say which site the plan has in a state that the case does not allow; blank if none."""
        design = self._built.design
        for facility, row in self._built.frame.instance.facility.items():
            given, wanted = design.can_open(facility), sites[facility].open
            if facility not in design.opened and given != wanted:
                site = SiteId(facility)
                if wanted:
                    return said(
                        "the plan has {site} open, its status here is {status}",
                        site=site,
                        status=STATUSES[row.status],
                    )
                return said(
                    "the plan has {site} closed, its status here is {status}",
                    site=site,
                    status=STATUSES[row.status],
                )
        return ""

    def _decided(self, sites: Mapping[str, Site]) -> dict[int, float]:
        design = self._built.design
        opened = {column: sites[f].open for f, column in design.opened.items()}
        modules = {column: sites[f].modules for f, column in design.modules.items()}
        expanded = {column: sites[f].expanded for f, column in design.expanded.items()}
        return {**opened, **modules, **expanded}


def _cells(regime: str, told: Mapping[str, float | str]) -> dict[str, Cell]:
    """Compare the plans under one regime."""
    least = min((cost for cost in told.values() if not isinstance(cost, str)), default=0.0)
    return {
        plan: Cell(plan=plan, regime=regime, why=cost)
        if isinstance(cost, str)
        else Cell(plan=plan, regime=regime, cost=cost, regret=cost - least)
        for plan, cost in told.items()
    }


def _table(
    plans: tuple[str, ...], regimes: tuple[str, ...], cells: dict[tuple[str, str], Cell]
) -> Decision:
    costs = {regime: {plan: cells[plan, regime].cost for plan in plans} for regime in regimes}
    worst = {plan: _worst([cells[plan, regime].regret for regime in regimes]) for plan in plans}
    best = {regime: _least(column) for regime, column in costs.items()}
    return Decision(
        plans=plans,
        regimes=regimes,
        cells=cells,
        best=best,
        worst_regret=worst,
        cheapest=best[regimes[0]] if regimes else (),
        safest=_least(worst),
    )


def _worst(regrets: list[float | None]) -> float | None:
    known = [regret for regret in regrets if regret is not None]
    return max(known) if known and len(known) == len(regrets) else None


def _least(numbers: Mapping[str, float | None]) -> tuple[str, ...]:
    """Name the smallest, all of them where they tie; those without a number never."""
    known = {name: number for name, number in numbers.items() if number is not None}
    if not known:
        return ()
    margin = min(known.values()) + TIE * max(1.0, abs(min(known.values())))
    return tuple(name for name, number in known.items() if number <= margin)
