"""What a reader waits for after Run: asked all at once, and before anything else is begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.solving import ask

if TYPE_CHECKING:
    from plusn.solving.asking import Asked, Case


def reference(case: Case) -> str:
    """Give the scenario that others are set beside: the case's first, else the case as entered."""
    return next((row.id for row in case.scenarios), "")


def awaited(case: Case, scenario: str) -> tuple[Asked, ...]:
    """Ask for the plan of a scenario, the first one's, and what sets the two apart.

    Together: the headline need not wait for the map to be there.
    """
    first = reference(case)
    plan = ask("run", case, urgent=True, scenario=scenario)
    if scenario == first:
        return (plan,)
    beside = ask("compare", case, urgent=True, scenarios=[first, scenario])
    return (plan, beside, ask("run", case, urgent=True, scenario=first))
