"""What a reader waits for after Run: asked all at once, and before anything else is begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.solving import ask

if TYPE_CHECKING:
    from plusn.solving.asking import Asked, Case


MOMENT = 1.4
"""Seconds that a page waits for a plan before it shows how far it is."""


def reference(case: Case) -> str:
    """Give the scenario that others are set beside: the case's first, else the case as entered."""
    return next((row.id for row in case.scenarios), "")


def awaited(case: Case, scenario: str) -> tuple[Asked, ...]:
    """Ask for the plan of a scenario; once it is there, for what sets it apart from the first.

    One after the other: asked together they would share the machine, and the plan, which is shown
    first, would come later.
    """
    first = reference(case)
    plan = ask("run", case, urgent=True, scenario=scenario)
    if scenario == first or not plan.settled:
        return (plan,)
    beside = ask("compare", case, urgent=True, scenarios=[first, scenario])
    return (plan, beside, ask("run", case, urgent=True, scenario=first))


def patiently(case: Case, scenario: str) -> None:
    """Wait a moment for the plan: a quick one then comes at once, without a flash of progress."""
    awaited(case, scenario)[0].wait(MOMENT)
    awaited(case, scenario)
