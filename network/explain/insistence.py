"""What it costs to insist on a site, or to do without one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from data.errors import Infeasible
from network.case.choices import NO_POLICY, Policy
from network.engine.frame import Frame
from network.engine.solve import TIME_LIMIT, design
from network.explain.linear import changed_sites

if TYPE_CHECKING:
    from collections.abc import Callable

    from network.case.case import Case
    from network.engine.plan import Site
    from network.engine.result import Result


@dataclass(frozen=True, kw_only=True)
class Forced:
    """Hold what it costs to decide about a site beforehand.

    Parameters
    ----------
    facility
        The site; the plan of least cost has it in the other state.
    state
        What is insisted on: ``open`` or ``closed``.
    result
        The plan of least cost then; None where none meets the mandatory demands.
    extra
        Its cost above the least cost.
    changes
        All sites that it has in another state, as (before, after).
    why
        Why there is no plan; blank otherwise.
    """

    facility: str
    state: Literal["open", "closed"]
    result: Result | None = None
    extra: float | None = None
    changes: tuple[tuple[Site, Site], ...] = ()
    why: str = ""


def insistence(
    case: Case | Frame,
    policy: Policy | None = None,
    *,
    best: Result | None = None,
    kinds: tuple[str, ...] = ("plant",),
    seconds: float = TIME_LIMIT,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Forced, ...]:
    """Force every site that may be open or closed into the state that the best plan did not choose.

    The state that it chose costs nothing extra, by definition.

    Parameters
    ----------
    case, policy
        What is planned, and what management insists on already.
    best
        The plan of least cost, where it is known already.
    kinds
        Kinds of facilities to try.
    seconds
        Time limit of each solve.
    progress
        Told how many sites are done.

    Returns
    -------
    tuple
        By facility, in the order of the case.

    Raises
    ------
    Infeasible
        No plan meets the mandatory demands and the policy.
    ScenarioProblem
        No plan was found within the time limit.
    """
    frame = case if isinstance(case, Frame) else Frame.of(case)
    policy = policy or Policy(id=NO_POLICY)
    best = best or design(frame, policy, seconds=seconds)
    settled = {*policy.keep_open, *policy.keep_closed}
    free = [
        row.id
        for row in frame.case.facilities
        if row.kind in kinds and row.status in {"existing", "optional"} and row.id not in settled
    ]
    found: list[Forced] = []
    for number, facility in enumerate(free, 1):
        found.append(_forced(frame, policy, best, facility, seconds))
        if progress:
            progress(number, len(free))
    return tuple(found)


def _forced(frame: Frame, policy: Policy, best: Result, facility: str, seconds: float) -> Forced:
    state: Literal["open", "closed"] = "closed" if best.site(facility).open else "open"
    column = "keep_open" if state == "open" else "keep_closed"
    asked = policy.model_copy(update={column: (*getattr(policy, column), facility)})
    try:
        result = design(frame, asked, seconds=seconds)
    except Infeasible as told:
        return Forced(facility=facility, state=state, why=told.words)
    return Forced(
        facility=facility,
        state=state,
        result=result,
        extra=max(0.0, result.objective - best.objective),
        changes=changed_sites(best.plan.sites, result.plan.sites),
    )
