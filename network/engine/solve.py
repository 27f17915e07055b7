"""The year's design: the least landed cost, solved exactly and told as a plan.

The model is solved in whole numbers first. Ties are settled by the fewest changes against today.
Then the decisions are held and the flows are solved once more, cold: these are the flows, and the
marginal costs, that are reported.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from data.errors import Infeasible, ScenarioProblem
from data.phrase import said
from network.engine.design import LINKS, Design, add_design, link
from network.engine.extract import plan_of
from network.engine.first_plan import Start, first_plan, proven
from network.engine.frame import Frame
from network.engine.interval import Interval
from network.engine.links import with_few_links
from network.engine.marginals import marginals_of
from network.engine.model import Model
from network.engine.operations import Operations, add_operations
from network.engine.policy import (
    add_policy,
    add_share_minimum,
    add_single_sourcing,
    add_sites_policy,
)
from network.engine.result import Result
from network.engine.solver import Answer, Solver
from network.engine.stability import settle
from network.engine.terms import TERMS
from network.engine.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.case import Case
    from network.case.choices import Policy
    from network.engine.plan import Site

TIME_LIMIT = 20.0
"""Seconds of a solve where nobody says otherwise."""
PROVEN = 1e-8
"""A relative gap below this is the rounding of sums, and told as 0."""


@dataclass
class Program:
    """Hold the model of a year with the meaning of its columns."""

    frame: Frame
    policy: Policy | None
    model: Model
    design: Design
    operations: Operations

    def hold(self, sites: Mapping[str, Site]) -> None:
        """Hold facilities in the state that a plan has them in."""
        design = self.design
        for facility, site in sites.items():
            if facility in design.opened:
                self.model.fix(design.opened[facility], float(site.open))
            if facility in design.modules:
                self.model.fix(design.modules[facility], float(site.modules))
            if facility in design.expanded:
                self.model.fix(design.expanded[facility], float(site.expanded))


@uncollected()
def program(frame: Frame, policy: Policy | None = None, *, short: bool = False) -> Program:
    """Build the model of a year.

    Parameters
    ----------
    frame
        The case.
    policy
        What management insists on.
    short
        Whether mandatory demands may be short, to find out why a case cannot hold.

    Raises
    ------
    Infeasible
        The policy's anchor has no plant that may be open.
    """
    model = Model(quantity=frame.instance.size)
    design = add_design(model, frame, policy)
    interval = Interval(weeks=frame.case.general.weeks, short=short)
    operations = add_operations(model, frame, interval, design)
    link(model, design, operations)
    _add_stock_holding(model, frame)
    if policy is not None:
        add_sites_policy(model, design, policy)
        add_share_minimum(model, design, operations, policy)
        add_policy(model, frame, operations, policy)
        if policy.single_sourcing:
            design.sourced.update(add_single_sourcing(model, frame, operations))
    return Program(frame, policy, model, design, operations)


def _add_stock_holding(model: Model, frame: Frame) -> None:
    instance = frame.instance
    rate = instance.case.general.holding_rate_per_year * instance.years
    for row in instance.case.stock:
        model.constant(
            "stock_holding", rate * row.units * instance.product[row.product].value_per_unit
        )


def design(
    case: Case | Frame,
    policy: Policy | None = None,
    *,
    sites: Mapping[str, Site] | None = None,
    seconds: float = TIME_LIMIT,
    stable: bool = True,
) -> Result:
    """Find the plan of least landed cost.

    Parameters
    ----------
    case
        The case, or its frame where it is solved more than once.
    policy
        What management insists on; None for nothing.
    sites
        Facilities to hold as a plan has them; the others are decided.
    seconds
        Time limit; the best plan until then is given with its gap.
    stable
        Whether ties are settled by the fewest changes against today.

    Raises
    ------
    Infeasible
        No plan meets the mandatory demands and the policy; the message says what lacks where.
    ScenarioProblem
        No plan was found within the time limit.
    """
    begin = perf_counter()
    frame = case if isinstance(case, Frame) else Frame.of(case)
    built = program(frame, policy)
    if sites:
        built.hold(sites)
    ready = perf_counter()
    answer = _solve(built, seconds)
    decided = answer.x
    if stable and answer.outcome == "optimal" and not sites:
        left = seconds - (perf_counter() - ready)
        if left > 0:
            decided = settle(built.model, built.design, answer, seconds=left)
    return told(built, answer, decided, begin=begin, ready=ready)


def _solve(built: Program, seconds: float) -> Answer:
    from network.engine.elastic import explain_infeasible  # noqa: PLC0415 - it solves again by this

    begin, gap = perf_counter(), built.frame.case.general.gap_tolerance
    built.model, start = with_few_links(built.model, built.design, seconds=seconds)
    if start is None:
        start = first_plan(built.model, built.design, seconds=seconds)
    # The final flows take about as long again as those of the first plan.
    left = max(1.0, seconds - start.seconds - (perf_counter() - begin))
    answer = start.answer(left) or _searched(built.model, start, seconds=left, gap=gap)
    if answer.outcome == "time limit":
        answer = _at_least(built, start).improve(answer)
    if answer.outcome in {"infeasible", "unbounded"}:
        raise explain_infeasible(built)
    if not answer.found:
        raise ScenarioProblem(
            said("no plan was found within {seconds:g} seconds", seconds=seconds),
            remedy=said("Give it more time, or a smaller case."),
        )
    return answer


def _searched(model: Model, start: Start, *, seconds: float, gap: float) -> Answer:
    solver = Solver(model)
    if start.point is not None:
        solver.start_from(start.point)
    return solver.solve(seconds=seconds, gap=gap)


def _at_least(built: Program, start: Start) -> Start:
    """Give a start that has a bound, be it a poor one: what costs nothing may cost nothing."""
    if start.bound > -math.inf:
        return start
    return replace(start, bound=proven(built.model, built.design, np.empty(0)))


def told(
    built: Program, answer: Answer, decided: np.ndarray, *, begin: float, ready: float
) -> Result:
    """Tell an answer as a result, its flows solved once more with the decisions held.

    `begin` and `ready` are the clock's seconds before and after the model was built.

    Raises
    ------
    Infeasible
        The decisions do not hold without the tolerance of whole numbers.
    """
    frame, model = built.frame, built.model
    final = held(built, decided)
    found = model.by_term(final.x)
    gap = max(0.0, final.objective - answer.bound) / max(1.0, abs(final.objective))
    proven = answer.outcome == "optimal" and gap < PROVEN
    return Result(
        case=frame.case,
        policy=built.policy,
        outcome=answer.outcome,
        objective=final.objective,
        bound=final.objective if proven else min(answer.bound, final.objective),
        gap=0.0 if proven else gap,
        seconds=perf_counter() - ready,
        build_seconds=ready - begin,
        terms={term: found.get(term, 0.0) for term in TERMS},
        plan=plan_of(frame, [built.operations], final.x, built.design.sites(final.x)),
        marginals=marginals_of(built, final),
        solver=_version(),
        digest=digest_of(frame.case, built.policy),
    )


def held(built: Program, decided: np.ndarray) -> Answer:
    """Solve the flows once more with the decisions held, cold.

    What links flows to an open site says no more than demand does, and is left out: otherwise one
    unit more would be priced as if no site could send it.

    Raises
    ------
    Infeasible
        The decisions do not hold without the tolerance of whole numbers.
    """
    model, columns, opened = built.model, built.design.columns(), built.design.opened
    kept = (model.lower, model.upper, model.integer, model.row_upper)
    model.lower, model.upper = list(model.lower), list(model.upper)
    model.row_upper = list(model.row_upper)
    model.integer = [False] * len(model.integer)
    for column in columns:
        model.fix(column, float(round(decided[column])))
    for key, row in model.rows.items():
        if isinstance(key, tuple) and key[0] in LINKS and round(decided[opened[key[1]]]):
            model.row_upper[row] = math.inf
    answer = Solver(model).solve()
    model.lower, model.upper, model.integer, model.row_upper = kept
    if not answer.found:
        raise Infeasible(
            said("the plan holds only within the tolerance of the solver"),
            remedy=said("Use larger units, so that numbers differ less in size."),
        )
    return answer


def digest_of(case: Case, policy: Policy | None) -> str:
    """Give a SHA-256 of a case and a policy, which names a result."""
    said = policy.model_dump_json() if policy else ""
    return hashlib.sha256(f"{case.digest}\n{said}".encode()).hexdigest()


def _version() -> str:
    import highspy  # noqa: PLC0415 - a third of a second that `--help` never needs

    return f"HiGHS {highspy.Highs().version()}"  # type: ignore[no-untyped-call]
